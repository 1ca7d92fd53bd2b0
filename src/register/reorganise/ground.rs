//! Records of a reorganisation on their way: each as it is and as it will be, so that a record that several parts of
//! the plan touch is one edit.

use super::{Beginning, Below, Outcome, Reorganisation, Seats};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{
    Act, ActKind, Appointment, AppointmentId, Became, Dated, Day, Edit, Line, Nature, Post, PostId, Record, RecordKey,
    RecordKind, Share, Span, TitleId, Unit, UnitId,
};
use crate::register::view::View;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Ground<'a> {
    pub(super) view: &'a View,
    pub(super) plan: &'a Reorganisation,
    pub(super) out: Outcome,
    /// What is changed so far.
    changed: BTreeMap<RecordKey, Option<Record>>,
    /// Units that end, with their main successor.
    pub(super) ending: BTreeMap<UnitId, Option<UnitId>>,
    /// Posts of units, those that begin among them.
    posts: BTreeMap<UnitId, BTreeSet<PostId>>,
    /// Appointments that have come to a post.
    arrived: BTreeMap<PostId, BTreeSet<AppointmentId>>,
    next: u64,
}

fn key(kind: RecordKind, id: u64) -> RecordKey {
    RecordKey { kind, id }
}

/// The larger share comes first.
fn weight(share: Share) -> u8 {
    match share {
        Share::Whole => 0,
        Share::MainPart => 1,
        Share::Part => 2,
    }
}

/// Ends a history on a day: what was to come after it is given up.
fn cut<T>(history: &mut Vec<Dated<T>>, on: Day) {
    history.retain(|d| d.span.from < on);
    for dated in history.iter_mut().filter(|d| d.span.to > on) {
        dated.span.to = on;
    }
}

impl<'a> Ground<'a> {
    pub(super) fn new(view: &'a View, plan: &'a Reorganisation) -> Ground<'a> {
        let mut ending: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
        for end in &plan.endings {
            ending.insert(end.unit, end.into.iter().min_by_key(|(_, share)| weight(*share)).map(|(into, _)| *into));
        }
        for end in plan.endings.iter().filter(|e| e.below == Below::End) {
            let before = view.on(plan.on.prev());
            for line in Line::ALL {
                let below = before.subtree(line, end.unit).into_keys();
                below.filter(|u| before.unit(*u).is_some_and(|u| u.span.to > plan.on)).for_each(|u| {
                    ending.entry(u).or_insert(None);
                });
            }
        }
        let (changed, posts, arrived) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Ground { view, plan, out: Outcome::default(), changed, ending, posts, arrived, next: 0 }
    }

    pub(super) fn new_id(&mut self) -> u64 {
        self.next += 1;
        // the plan's own new units have numbers of their own: kinds are apart, so they cannot meet
        PostId::new(PROVISIONAL, self.next).0
    }

    pub(super) fn set(&mut self, record: Record) {
        self.changed.insert(record.key(), Some(record));
    }

    /// A record that was to begin later and never does.
    pub(super) fn remove(&mut self, record: &Record) {
        self.changed.insert(record.key(), None);
    }

    pub(super) fn unit(&self, id: UnitId) -> Option<Unit> {
        match self.changed.get(&key(RecordKind::Unit, id.0)) {
            Some(Some(Record::Unit(unit))) => Some(unit.clone()),
            Some(_) => None,
            None => self.view.unit(id).map(|u| (**u).clone()),
        }
    }

    pub(super) fn post(&self, id: PostId) -> Option<Post> {
        match self.changed.get(&key(RecordKind::Post, id.0)) {
            Some(Some(Record::Post(post))) => Some(post.clone()),
            Some(_) => None,
            None => self.view.post(id).map(|p| (**p).clone()),
        }
    }

    /// The post of a title that a unit has from the day on.
    pub(super) fn post_of(&self, unit: UnitId, title: TitleId) -> Option<Post> {
        let known = self.view.snapshot.posts_of(unit).map(|p| p.id);
        let new = self.posts.get(&unit).into_iter().flatten().copied();
        let mut posts = known.chain(new).filter_map(|id| self.post(id));
        posts.find(|p| p.title == title && p.span.holds(self.plan.on))
    }

    /// Appointments to a post that are held on the day or later.
    pub(super) fn holders(&self, post: PostId) -> Vec<Appointment> {
        let on = self.plan.on;
        let new = self.arrived.get(&post).into_iter().flatten().filter_map(|id| self.appointment(*id));
        let known = self.view.snapshot.holders_of(post).filter_map(|a| self.appointment(a.id));
        let mut held: Vec<Appointment> = known.chain(new).filter(|a| a.post == post && a.span.to > on).collect();
        held.sort_by_key(|a| a.id);
        held.dedup_by_key(|a| a.id);
        held
    }

    fn appointment(&self, id: AppointmentId) -> Option<Appointment> {
        match self.changed.get(&key(RecordKind::Appointment, id.0)) {
            Some(Some(Record::Appointment(appointment))) => Some(appointment.clone()),
            Some(_) => None,
            None => self.view.snapshot.appointments.get(&id).map(|a| (**a).clone()),
        }
    }

    pub(super) fn begin_unit(&mut self, begins: &Beginning) {
        let span = Span::since(self.plan.on);
        let mut unit = Unit::new(begins.unit, span, &begins.name, begins.form, begins.ordinal);
        unit.codes.extend(begins.code.map(|value| Dated { span, value }));
        for (line, parent) in &begins.under {
            unit.place(*line, Some(*parent), span);
        }
        self.out.units_begun.push(unit.id);
        self.set(Record::Unit(unit));
    }

    /// Ends the units of the plan and moves what stands under them.
    pub(super) fn end_units(&mut self) {
        let on = self.plan.on;
        let ending: Vec<UnitId> = self.ending.keys().copied().collect();
        for id in &ending {
            self.move_below(*id);
        }
        for id in ending {
            let Some(mut unit) = self.unit(id) else { continue };
            unit.span.to = on;
            cut(&mut unit.names, on);
            cut(&mut unit.forms, on);
            cut(&mut unit.codes, on);
            cut(&mut unit.places, on);
            cut(&mut unit.ordinals, on);
            let into = self.plan.endings.iter().filter(|e| e.unit == id).flat_map(|e| &e.into);
            unit.became.extend(into.map(|(into, share)| Became { on, into: *into, share: *share }));
            self.out.units_ended.push(id);
            self.set(Record::Unit(unit));
        }
    }

    /// Units under one that ends go under its successor, or under the unit above it.
    fn move_below(&mut self, id: UnitId) {
        let on = self.plan.on;
        let before = self.view.on(on.prev());
        for line in Line::ALL {
            let heir = self.heir(&before, line, id);
            let mut children = before.children(line, id);
            children.retain(|c| !self.ending.contains_key(c));
            for child in children {
                let Some(mut unit) = self.unit(child).filter(|u| u.parent(line, on) == Some(Some(id))) else {
                    continue;
                };
                for place in unit.places.iter_mut().filter(|p| p.value.line == line && p.span.to > on) {
                    place.span.to = on.max(place.span.from);
                }
                unit.places.retain(|p| p.span.from < p.span.to);
                unit.place(line, heir, Span::new(on, unit.span.to));
                if !self.out.units_moved.contains(&child) {
                    self.out.units_moved.push(child);
                }
                self.set(Record::Unit(unit));
            }
        }
    }

    /// Under what the children of a unit that ends stand in a line: its main successor, else the nearest above that
    /// goes on.
    fn heir(&self, before: &View, line: Line, id: UnitId) -> Option<UnitId> {
        let mut at = id;
        // no hierarchy of the state is deeper
        for _ in 0..16 {
            match self.ending.get(&at) {
                Some(Some(into)) => return Some(*into),
                Some(None) => at = before.parent(line, at)?,
                None => return Some(at),
            }
        }
        None
    }

    /// Gives a unit so many seats of a title from the day on.
    pub(super) fn give_seats(&mut self, wanted: Seats) {
        let span = Span::since(self.plan.on);
        match self.post_of(wanted.unit, wanted.title) {
            Some(post) if post.known_seats(self.plan.on) == Some(wanted.seats) => {}
            Some(mut post) => {
                crate::domain::change_from(&mut post.seats, self.plan.on, wanted.seats);
                self.set(Record::Post(post));
            }
            None => {
                let id = PostId(self.new_id());
                self.posts.entry(wanted.unit).or_default().insert(id);
                self.out.posts_begun.push(id);
                self.set(Record::Post(Post::new(id, wanted.unit, wanted.title, span, wanted.seats)));
            }
        }
    }

    /// Ends the posts of the units that end; one that was to begin later never does.
    pub(super) fn end_posts(&mut self) {
        let on = self.plan.on;
        let units: Vec<UnitId> = self.ending.keys().copied().collect();
        for unit in units {
            let posts: Vec<PostId> = self.view.snapshot.posts_of(unit).map(|p| p.id).collect();
            for id in posts {
                let Some(mut post) = self.post(id).filter(|p| p.span.to > on) else { continue };
                self.out.posts_ended.push(id);
                if post.span.from >= on {
                    self.changed.insert(key(RecordKind::Post, id.0), None);
                    continue;
                }
                post.span.to = on;
                cut(&mut post.seats, on);
                self.set(Record::Post(post));
            }
        }
    }

    fn act(&self) -> Act {
        Act { kind: ActKind::Reorganised, decision: self.plan.decision.clone() }
    }

    /// Ends an appointment with its post; one that was to begin later never does.
    pub(super) fn end(&mut self, appointment: &Appointment) {
        let on = self.plan.on;
        if appointment.span.from >= on {
            self.changed.insert(key(RecordKind::Appointment, appointment.id.0), None);
            return;
        }
        let mut ended = appointment.clone();
        ended.span.to = on;
        ended.ended = Some(self.act());
        self.set(Record::Appointment(ended));
    }

    /// The appointment goes on in another post; one that was to begin later begins there.
    pub(super) fn go_on(&mut self, appointment: &Appointment, post: PostId) {
        let on = self.plan.on;
        if appointment.span.from >= on {
            self.arrived.entry(post).or_default().insert(appointment.id);
            self.set(Record::Appointment(Appointment { post, ..appointment.clone() }));
            return;
        }
        self.end(appointment);
        let id = AppointmentId(self.new_id());
        self.arrived.entry(post).or_default().insert(id);
        let span = Span::new(on, appointment.span.to);
        self.set(Record::Appointment(Appointment { id, post, span, began: self.act(), ..appointment.clone() }));
    }

    /// Shares of a unit that ends, the main one first.
    pub(super) fn successors(&self, unit: UnitId) -> Vec<UnitId> {
        let mut into: Vec<_> = self.plan.endings.iter().filter(|e| e.unit == unit).flat_map(|e| &e.into).collect();
        into.sort_by_key(|(_, share)| weight(*share));
        into.into_iter().map(|(into, _)| *into).collect()
    }

    /// The edits, and the posts that have more holders than seats.
    pub(super) fn outcome(mut self) -> Outcome {
        let targets: BTreeSet<PostId> = self.out.carried.iter().map(|c| c.to).collect();
        for id in targets {
            let Some(post) = self.post(id) else { continue };
            let Some(seats) = post.known_seats(self.plan.on) else { continue };
            let held = self.holders(id).len();
            if held > usize::from(seats) {
                self.out.exceeded.push((id, seats, held));
            }
        }
        let on = self.plan.on;
        for (key, becomes) in self.changed {
            let was = self.view.snapshot.record(key);
            if was != becomes {
                self.out.edits.push(Edit { nature: Nature::Change(on), was, becomes });
            }
        }
        self.out
    }
}
