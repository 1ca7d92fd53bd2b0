//! What a screen, a command or a rule reads: a snapshot on a day, with edits laid over it that are not committed.

use super::counts::{above, shows};
use crate::domain::{Appointment, Cadre, CadreId, Day, Edit, Kind, Line, Post, PostId, Share, Title, Unit, UnitId};
use crate::policy::Policy;
use crate::register::catalogue::Catalogue;
use crate::register::counts::Counts;
use crate::register::lands::Lands;
use crate::register::snapshot::Snapshot;
use std::sync::{Arc, OnceLock};

/// A snapshot on a day. Cheap to clone; counts are made once and shared.
#[derive(Debug, Clone)]
pub struct View {
    /// The register at a revision, with the overlay applied.
    pub snapshot: Arc<Snapshot>,
    /// Titles, kinds, lists, terms.
    pub catalogue: Arc<Catalogue>,
    /// The day that is looked at (tính đến).
    pub on: Day,
    counts: Arc<[OnceLock<Counts>; 3]>,
    milestones: Arc<OnceLock<Vec<Day>>>,
    lands: Arc<OnceLock<Lands>>,
}

/// A post of a unit with those who hold it on the day.
#[derive(Debug, Clone)]
pub struct PostRow {
    pub post: Arc<Post>,
    /// Seats on the day; none where nobody has said how many.
    pub seats: Option<u16>,
    /// Holders, main ones first, then by name.
    pub holders: Vec<(Arc<Appointment>, Arc<Cadre>)>,
}

impl PostRow {
    /// Seats that nobody holds.
    #[must_use]
    pub fn vacant(&self) -> usize {
        usize::from(self.seats.unwrap_or(0)).saturating_sub(self.holders.len())
    }
}

/// Where a unit went, or where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// The unit that stands on the day.
    pub unit: UnitId,
    /// How much went there: whole only if every step was.
    pub share: Share,
    /// The day of the (last) change.
    pub on: Day,
}

impl View {
    /// Looks at a snapshot on a day.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, catalogue: Arc<Catalogue>, on: Day) -> View {
        View { snapshot, catalogue, on, counts: Arc::default(), milestones: Arc::default(), lands: Arc::default() }
    }

    /// The same register on another day.
    #[must_use]
    pub fn on(&self, day: Day) -> View {
        View::new(Arc::clone(&self.snapshot), Arc::clone(&self.catalogue), day)
    }

    /// The same day with edits laid over that are not committed: a draft, a scenario, a dry run.
    #[must_use]
    pub fn with(&self, edits: impl IntoIterator<Item = Edit>) -> View {
        let mut snapshot = Snapshot::clone(&self.snapshot);
        for edit in edits {
            snapshot.apply(edit);
        }
        View::new(Arc::new(snapshot), Arc::clone(&self.catalogue), self.on)
    }

    /// The rules that judge at this revision.
    #[must_use]
    pub fn policy(&self) -> &Arc<Policy> {
        self.snapshot.policy()
    }

    /// Days on which names or places of units changed, made at the first call.
    #[must_use]
    pub fn milestones(&self) -> &[Day] {
        self.milestones.get_or_init(|| self.snapshot.milestones())
    }

    /// The land by its names, made at the first call.
    pub(super) fn lands(&self) -> &Lands {
        self.lands.get_or_init(|| Lands::of(&self.snapshot))
    }

    fn slot(&self, line: Line) -> &OnceLock<Counts> {
        let [party, state, territory] = &*self.counts;
        match line {
            Line::Party => party,
            Line::State => state,
            Line::Territory => territory,
        }
    }

    /// Counts of a line, made at the first call; linear in the register, so not to be called while drawing.
    #[must_use]
    pub fn counts(&self, line: Line) -> &Counts {
        self.slot(line).get_or_init(|| Counts::of(&self.snapshot, &self.catalogue, line, self.on))
    }

    /// Counts of a line if they have been made.
    #[must_use]
    pub fn counts_ready(&self, line: Line) -> Option<&Counts> {
        self.slot(line).get()
    }

    /// A unit that exists at any time.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&Arc<Unit>> {
        self.snapshot.units.get(&id)
    }

    /// A post that exists at any time.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&Arc<Post>> {
        self.snapshot.posts.get(&id)
    }

    #[must_use]
    pub fn cadre(&self, id: CadreId) -> Option<&Arc<Cadre>> {
        self.snapshot.cadres.get(&id)
    }

    /// The title of a post.
    #[must_use]
    pub fn title(&self, post: &Post) -> Option<&Title> {
        self.catalogue.title(post.title)
    }

    /// The kind of a unit on the day.
    #[must_use]
    pub fn kind(&self, unit: &Unit) -> Option<&Kind> {
        unit.form(self.on).and_then(|f| self.catalogue.kind(f.kind))
    }

    /// Units at the top of a line.
    #[must_use]
    pub fn tops(&self, line: Line) -> Vec<UnitId> {
        self.snapshot.children(line, None, self.on).into_iter().map(|u| u.id).collect()
    }

    /// Units under a unit, in protocol order.
    #[must_use]
    pub fn children(&self, line: Line, unit: UnitId) -> Vec<UnitId> {
        self.snapshot.children(line, Some(unit), self.on).into_iter().map(|u| u.id).collect()
    }

    /// Whether anything stands under a unit.
    #[must_use]
    pub fn has_children(&self, line: Line, unit: UnitId) -> bool {
        self.snapshot.has_children(line, unit, self.on)
    }

    /// The unit above in a line.
    #[must_use]
    pub fn parent(&self, line: Line, unit: UnitId) -> Option<UnitId> {
        self.unit(unit)?.parent(line, self.on).flatten()
    }

    /// The unit under which another counts: on the land, else where the state, else the party, has it.
    #[must_use]
    pub fn above(&self, unit: UnitId) -> Option<UnitId> {
        above(self.unit(unit)?, Line::Territory, self.on)
    }

    /// Whether the unit stands in the line on the day.
    #[must_use]
    pub fn stands(&self, line: Line, unit: UnitId) -> bool {
        self.unit(unit).is_some_and(|u| u.parent(line, self.on).is_some())
    }

    /// From the top of the line down to the unit, which comes last.
    #[must_use]
    pub fn path(&self, line: Line, unit: UnitId) -> Vec<UnitId> {
        const DEPTH: usize = 16;
        let mut path = vec![unit];
        while let Some(parent) = path.last().and_then(|u| self.parent(line, *u)) {
            if path.len() == DEPTH {
                break;
            }
            path.push(parent);
        }
        path.reverse();
        path
    }

    /// As the unit is called in a line: "Đảng bộ huyện Cao Lộc", "UBND huyện Cao Lộc", "Huyện Cao Lộc".
    #[must_use]
    pub fn called(&self, line: Line, unit: &Unit) -> String {
        let name = unit.name(self.on);
        let Some(kind) = self.kind(unit) else { return name.to_owned() };
        let pattern = match line {
            Line::Party => kind.called.party.as_ref(),
            Line::State => kind.called.state.as_ref(),
            Line::Territory => None,
        };
        pattern.unwrap_or(&kind.called.territory).replace("{}", name)
    }

    /// The unit with the district and so on that tell it from its namesakes: "Xã Tân Thành, huyện Cao Lộc".
    ///
    /// The top of the line is left out, it stands on every screen.
    #[must_use]
    pub fn called_in_full(&self, line: Line, unit: UnitId) -> String {
        let path = self.path(line, unit);
        let named = path.iter().skip(usize::from(path.len() > 1)).rev().enumerate();
        let mut out = String::new();
        for (at, id) in named {
            let Some(unit) = self.unit(*id) else { continue };
            let name = self.called(if at == 0 { line } else { Line::Territory }, unit);
            if at == 0 {
                out.push_str(&name);
            } else {
                out.push_str(", ");
                let mut chars = name.chars();
                // land is written small behind something, an organ is not: "xã Tân Thành, huyện Cao Lộc"
                if self.stands(Line::Territory, unit.id) {
                    out.extend(chars.next().into_iter().flat_map(char::to_lowercase));
                }
                out.push_str(chars.as_str());
            }
        }
        out
    }

    /// Posts of a unit that a line shows, in protocol order, with their holders.
    #[must_use]
    pub fn posts(&self, line: Line, unit: UnitId) -> Vec<PostRow> {
        let mut rows: Vec<(u16, PostRow)> = self
            .snapshot
            .posts_of(unit)
            .filter_map(|post| {
                let title = self.title(post)?;
                let row = self.row(post);
                (shows(line, title.line) && (row.seats != Some(0) || !row.holders.is_empty()))
                    .then_some((title.order, row))
            })
            .collect();
        rows.sort_by_key(|(order, row)| (*order, row.post.id));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// One post with its holders.
    #[must_use]
    pub fn row(&self, post: &Arc<Post>) -> PostRow {
        let mut holders: Vec<(Arc<Appointment>, Arc<Cadre>)> = self
            .snapshot
            .holders_of(post.id)
            .filter(|a| a.span.holds(self.on))
            .filter_map(|a| Some((Arc::clone(a), Arc::clone(self.cadre(a.cadre)?))))
            .collect();
        holders.sort_by(|(a, x), (b, y)| (a.concurrent, &x.name, x.id).cmp(&(b.concurrent, &y.name, y.id)));
        PostRow { post: Arc::clone(post), seats: post.known_seats(self.on), holders }
    }

    /// What a cadre holds on the day, the main post first, then by protocol.
    #[must_use]
    pub fn holds(&self, cadre: CadreId) -> Vec<(&Arc<Appointment>, &Arc<Post>, &Title)> {
        let mut held: Vec<_> = self
            .snapshot
            .career_of(cadre)
            .filter(|a| a.span.holds(self.on))
            .filter_map(|a| {
                let post = self.post(a.post)?;
                Some((a, post, self.title(post)?))
            })
            .collect();
        held.sort_by_key(|(a, _, title)| (a.concurrent, title.order, a.id));
        held
    }

    /// The main post of a cadre on the day.
    #[must_use]
    pub fn main(&self, cadre: CadreId) -> Option<(&Arc<Appointment>, &Arc<Post>, &Title)> {
        self.holds(cadre).into_iter().find(|(a, _, _)| !a.concurrent)
    }

    /// The unit of the main post of a cadre with what tells it from its namesakes.
    #[must_use]
    pub fn unit_in_full(&self, cadre: CadreId) -> String {
        let held = self.main(cadre).or_else(|| self.holds(cadre).into_iter().next());
        held.map(|(_, post, title)| self.called_in_full(title.line, post.unit)).unwrap_or_default()
    }

    /// Everything a cadre has held, the newest first.
    #[must_use]
    pub fn career(&self, cadre: CadreId) -> Vec<(&Arc<Appointment>, Option<&Arc<Post>>)> {
        let mut career: Vec<_> = self.snapshot.career_of(cadre).map(|a| (a, self.post(a.post))).collect();
        career.sort_by_key(|(a, _)| (std::cmp::Reverse(a.span.from), a.concurrent, a.id));
        career
    }

    /// The units that stand on this day in the place of one that stood on another: itself, what it became, or what
    /// it was made of; the one that took or gave the most first.
    #[must_use]
    pub fn follow(&self, unit: UnitId) -> Vec<Successor> {
        const STEPS: usize = 8;
        let Some(start) = self.unit(unit) else { return Vec::new() };
        let forward = start.span.from <= self.on;
        let mut found = Vec::new();
        let mut open = vec![Successor { unit, share: Share::Whole, on: start.span.to }];
        for _ in 0..STEPS {
            for step in std::mem::take(&mut open) {
                let Some(here) = self.unit(step.unit) else { continue };
                if here.span.holds(self.on) {
                    found.push(step);
                } else if forward {
                    open.extend(here.became.iter().map(|b| Successor {
                        unit: b.into,
                        share: least(step.share, b.share),
                        on: b.on,
                    }));
                } else {
                    open.extend(self.snapshot.predecessors(here.id).flat_map(|from| {
                        from.became.iter().filter(|b| b.into == here.id).map(|b| Successor {
                            unit: from.id,
                            share: least(step.share, b.share),
                            on: b.on,
                        })
                    }));
                }
            }
        }
        found.sort_by_key(|s| (weight(s.share), s.unit));
        found.dedup_by_key(|s| s.unit);
        found
    }
}

fn weight(share: Share) -> u8 {
    match share {
        Share::Whole => 0,
        Share::MainPart => 1,
        Share::Part => 2,
    }
}

fn least(a: Share, b: Share) -> Share {
    if weight(a) >= weight(b) { a } else { b }
}
