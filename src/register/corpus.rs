//! What of the register can be found by typing: people with what they hold and held, units with where they stand and
//! what they were called, posts that lead.

use super::facts;
use crate::domain::{Appointment, CadreId, Day, Ladder, Line, Period, Post, Role, Title, Unit, UnitId};
use crate::register::view::View;
use crate::search::query::Value;
use crate::search::{Corpus, Entry, Fact, Former, Found, Written};
use std::collections::HashMap;

/// Texts that a view has written, each once: thousands of people share a few hundred units.
struct Writer<'a> {
    view: &'a View,
    units: HashMap<(Line, UnitId, Day), String>,
}

/// What something was before.
#[derive(Debug, Clone, Default)]
struct Before {
    name: String,
    title: String,
    unit: String,
    /// Whether it is so now, beside what is shown.
    now: bool,
}

impl<'a> Writer<'a> {
    fn new(view: &'a View) -> Writer<'a> {
        Writer { view, units: HashMap::new() }
    }

    /// A day on which every unit was called and stood as on this one.
    fn alike(&self, day: Day) -> Day {
        let since = self.view.milestones().iter().rev().find(|m| **m <= day).copied();
        since.unwrap_or_else(|| self.view.milestones().first().map_or(day, |first| first.prev()))
    }

    fn unit(&mut self, line: Line, unit: UnitId, on: Day) -> String {
        let view = self.view;
        let text =
            || if on == view.on { view.called_in_full(line, unit) } else { view.on(on).called_in_full(line, unit) };
        self.units.entry((line, unit, on)).or_insert_with(text).clone()
    }

    /// Title and unit of the post that a cadre is shown with.
    fn holds(&mut self, cadre: CadreId) -> (String, String) {
        let view = self.view;
        let held = view.holds(cadre);
        let main = held.iter().find(|(a, _, _)| !a.concurrent).or(held.first());
        match main {
            Some((_, post, title)) => (view.titles_in_one_line(cadre), self.unit(title.line, post.unit, view.on)),
            None => Default::default(),
        }
    }

    /// What a cadre held and holds no more, the last first.
    fn held(&mut self, cadre: CadreId) -> Vec<Before> {
        let view = self.view;
        let over = |a: &&std::sync::Arc<Appointment>| a.span.to <= view.on;
        let mut ended: Vec<_> = view.snapshot.career_of(cadre).filter(over).collect();
        ended.sort_by_key(|a| (std::cmp::Reverse(a.span.to), a.id));
        let mut out: Vec<Before> = Vec::new();
        for appointment in ended {
            let Some(post) = view.post(appointment.post) else { continue };
            let Some(title) = view.title(post) else { continue };
            let on = self.alike(appointment.span.to.prev());
            let unit = self.unit(title.line, post.unit, on);
            out.push(Before { title: view.titled(post).vi.to_owned(), unit, ..Before::default() });
        }
        out
    }

    /// The seats in committees that a cadre has beside the posts by which one is named.
    fn seats(&mut self, cadre: CadreId) -> Vec<Before> {
        let view = self.view;
        let held = view.holds(cadre);
        let is_seat = |title: &Title| title.ladder == Ladder::Committee;
        if held.iter().all(|(_, _, title)| is_seat(title)) {
            return Vec::new();
        }
        let seats = held.into_iter().filter(|(_, _, title)| is_seat(title));
        seats
            .map(|(_, post, title)| {
                let unit = self.unit(title.line, post.unit, view.on);
                Before { name: String::new(), title: view.titled(post).vi.to_owned(), unit, now: true }
            })
            .collect()
    }

    fn cadre(&mut self, cadre: CadreId, former: bool) -> Option<([String; 3], Vec<Before>)> {
        let card = self.view.cadre(cadre)?;
        let (title, unit) = self.holds(cadre);
        let mut before = Vec::new();
        if former {
            before = self.seats(cadre);
            before.extend(self.held(cadre));
            before.extend(card.other_name.iter().map(|name| Before { name: name.clone(), ..Before::default() }));
        }
        Some(([card.name.clone(), title, unit], before))
    }

    /// The name of a unit and what stands above it; of one that does not stand any more, or not yet, only what it was.
    fn place(&mut self, unit: &Unit) -> ([String; 3], Vec<Before>) {
        let view = self.view;
        let mut now = <[String; 3]>::default();
        let mut before = Vec::new();
        if let Some(line) = standing(view, unit.id) {
            now = name_and_above(&view.called(line, unit), &self.unit(line, unit.id, view.on));
        }
        let over = unit.names.iter().map(|n| n.span.to).chain(unit.forms.iter().map(|f| f.span.to));
        let mut ends: Vec<Day> = over.chain([unit.span.to]).filter(|end| *end <= view.on).collect();
        ends.sort_unstable_by_key(|end| std::cmp::Reverse(*end));
        ends.dedup();
        for end in ends {
            let then = view.on(end.prev());
            let Some(line) = standing(&then, unit.id) else { continue };
            let [name, _, above] = name_and_above(&then.called(line, unit), &then.called_in_full(line, unit.id));
            if name != now[0] && before.iter().all(|b: &Before| b.name != name) {
                before.push(Before { name, unit: above, ..Before::default() });
            }
        }
        (now, before)
    }

    /// Of the posts those that lead, and the seats of committees: the others are found by their units.
    fn post(&mut self, post: &Post) -> Option<([String; 3], Vec<Before>)> {
        let view = self.view;
        let title = view.title(post).filter(|t| t.role != Role::Member || t.ladder == Ladder::Committee)?;
        if post.is_open(view.on) {
            let unit = self.unit(title.line, post.unit, view.on);
            return Some(([String::new(), view.titled(post).vi.to_owned(), unit], Vec::new()));
        }
        if post.span.to > view.on {
            return None;
        }
        let on = self.alike(post.span.to.prev());
        let unit = self.unit(title.line, post.unit, on);
        let before = Before { title: view.titled(post).vi.to_owned(), unit, ..Before::default() };
        Some((Default::default(), vec![before]))
    }

    fn of(&mut self, what: Found, former: bool) -> Option<([String; 3], Vec<Before>)> {
        match what {
            Found::Cadre(id) => self.cadre(id, former),
            Found::Unit(id) => self.view.unit(id).map(|unit| self.place(unit)),
            Found::Post(id) => self.view.post(id).and_then(|post| self.post(post)),
            Found::Title(id) => {
                let title = self.view.catalogue.title(id).filter(|t| t.in_force(self.view.on))?;
                Some(([String::new(), title.vi.clone(), String::new()], Vec::new()))
            }
            Found::Saved(_) | Found::Action(_) | Found::Rule(_) | Found::Report(_) | Found::Line(_) => None,
        }
    }
}

/// The line in which a unit is named: its land before its offices.
fn standing(view: &View, unit: UnitId) -> Option<Line> {
    Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit))
}

/// The name of a unit, which may have commas of its own, and what stands above it.
fn name_and_above(name: &str, full: &str) -> [String; 3] {
    let above = full.strip_prefix(name).and_then(|rest| rest.strip_prefix(", ")).unwrap_or_default();
    [name.to_owned(), String::new(), above.to_owned()]
}

/// How many words of a unit's name say of what kind it is: those before the gap of its pattern.
fn kind_words(view: &View, what: Found) -> usize {
    let Found::Unit(id) = what else { return 0 };
    let line = standing(view, id).unwrap_or(Line::Territory);
    let kind = view.unit(id).and_then(|unit| view.kind(unit));
    let pattern = kind.map(|kind| match line {
        Line::Party => kind.called.party.as_ref().unwrap_or(&kind.called.territory),
        Line::State => kind.called.state.as_ref().unwrap_or(&kind.called.territory),
        Line::Territory => &kind.called.territory,
    });
    pattern.and_then(|p| p.split_once("{}")).map_or(0, |(before, _)| before.split_whitespace().count())
}

fn title_order(view: &View, what: Found) -> u16 {
    let order = match what {
        Found::Cadre(id) => view.holds(id).iter().map(|(_, _, title)| title.order).min(),
        Found::Post(id) => view.post(id).and_then(|post| view.title(post)).map(|title| title.order),
        Found::Title(id) => view.catalogue.title(id).map(|title| title.order),
        _ => None,
    };
    order.unwrap_or(u16::MAX)
}

impl Writer<'_> {
    /// Hands one thing over as it is found; nothing where there is nothing to find it by.
    fn hand_over(&mut self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Some(([name, title, unit], before)) = self.of(what, true) else { return };
        if name.is_empty() && title.is_empty() && before.is_empty() {
            return;
        }
        let former: Vec<Former<'_>> =
            before.iter().map(|b| Former { name: &b.name, title: &b.title, unit: &b.unit, now: b.now }).collect();
        let kind_words = kind_words(self.view, what);
        let title_order = title_order(self.view, what);
        take(&Entry { what, name: &name, kind_words, title: &title, title_order, unit: &unit, former: &former });
    }
}

impl Corpus for View {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        let mut writer = Writer::new(self);
        let cadres = self.snapshot.cadres.keys().map(|id| Found::Cadre(*id));
        let units = self.snapshot.units.keys().map(|id| Found::Unit(*id));
        let posts = self.snapshot.posts.keys().map(|id| Found::Post(*id));
        let mut titles: Vec<Found> = self.catalogue.titles().iter().map(|title| Found::Title(title.id)).collect();
        titles.sort_unstable();
        for what in cadres.chain(units).chain(posts).chain(titles) {
            writer.hand_over(what, take);
        }
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        Writer::new(self).hand_over(what, take);
    }

    fn written(&self, what: Found, former: bool) -> Option<Written> {
        let (fields, before) = Writer::new(self).of(what, former)?;
        let former = before.into_iter().map(|b| [b.name, b.title, b.unit]).collect();
        Some(Written { fields, former })
    }

    fn fact(&self, what: Found, fact: Fact, period: Option<Period>) -> Vec<Value> {
        facts::fact(self, what, fact, period)
    }

    fn words(&self, fact: Fact) -> Vec<String> {
        facts::words(self, fact)
    }
}
