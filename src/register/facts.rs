//! What a query may ask of a cadre, a unit or a post, on the day of a view.

use super::catalogue::ListName;
use super::fields::codes::Coded;
use super::rotations::Queue;
use crate::domain::{
    ActKind, Cadre, CadreId, Day, Entry, ListId, MoveKind, PartialDate, Period, PostId, Stage, Term, Tier, Title,
    UnitId,
};
use crate::policy::Out;
use crate::register::fields::card::CARD;
use crate::register::fields::column::{Choice, Input};
use crate::register::fields::field::{Content, Field};
use crate::register::view::View;
use crate::search::query::Value;
use crate::search::{CardField, Fact, Found};

/// What is known of one; what is asked of another kind is not known.
pub(super) fn fact(view: &View, what: Found, fact: Fact, period: Option<Period>) -> Vec<Value> {
    match what {
        Found::Cadre(id) => view.cadre(id).map(|cadre| of_cadre(view, cadre, fact, period)).unwrap_or_default(),
        Found::Unit(id) => of_unit(view, id, fact, period),
        Found::Post(id) => of_post(view, id, fact),
        _ => Vec::new(),
    }
}

/// The words of a small list.
pub(super) fn words(view: &View, fact: Fact) -> Vec<String> {
    if fact == Fact::Planned {
        return view.catalogue.terms().iter().map(|term| term.id.clone()).collect();
    }
    let lists = view.catalogue.lists();
    let entries = match fact {
        Fact::Card(field) => match card_field(field).map(|field| field.column.input) {
            Some(Input::Choice(Choice::List(list))) => lists.all(list),
            _ => return Vec::new(),
        },
        Fact::Rank => &lists.rank,
        _ => return Vec::new(),
    };
    entries.iter().map(|e| e.vi.clone()).collect()
}

fn one(value: &'static str) -> Vec<Value> {
    vec![Value::Choice(value)]
}

/// A value with a short name; the names of `data/search/fields.toml` are the same.
fn coded(value: Option<impl Coded>) -> Vec<Value> {
    value.into_iter().map(|value| Value::Choice(value.code())).collect()
}

fn number(n: usize) -> Vec<Value> {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    vec![Value::Number(n, n)]
}

fn day(day: Day) -> Value {
    Value::Days(day, day)
}

fn days(date: Option<PartialDate>) -> Vec<Value> {
    date.map(|d| Value::Days(d.earliest(), d.latest())).into_iter().collect()
}

fn of_cadre(view: &View, cadre: &Cadre, fact: Fact, period: Option<Period>) -> Vec<Value> {
    let on = view.on;
    match fact {
        Fact::Card(field) => of_card(view, cadre, field),
        Fact::Code => vec![Value::Text(cadre.code.clone())],
        Fact::Age => {
            let (least, most) = cadre.born.age_on(on);
            vec![Value::Number(i64::from(least), i64::from(most))]
        }
        Fact::Sex => one(cadre.sex.code()),
        Fact::Minority if cadre.ethnic == ListId::default() => Vec::new(),
        Fact::Minority => one(if view.catalogue.is_minority(cadre.ethnic) { "yes" } else { "no" }),
        Fact::Party => days(cadre.membership.filter(|_| cadre.in_party(on)).map(|m| m.joined)),
        Fact::Education => coded(cadre.education(on)),
        Fact::Theory => coded(cadre.theory(on)),
        Fact::Management => coded(cadre.management(on)),
        Fact::Grade => grade(view, cadre.id, period),
        // in which queue, the rules say: see `View::rotated`
        // when one has been away long enough the rules say
        Fact::Rotation => view.rotated(cadre.id),
        Fact::Months => {
            view.months_in_post(cadre.id, on).map(|m| Value::Number(i64::from(m), i64::from(m))).into_iter().collect()
        }
        Fact::Posts => number(view.holds(cadre.id).len()),
        Fact::Payroll => coded(cadre.payroll(on)),
        Fact::Rank => cadre.rank(on).map(|rank| entry(view, ListName::Rank, rank)).unwrap_or_default(),
        Fact::Status => status(view, cadre.id),
        Fact::Discipline => one(discipline(view, cadre.id)),
        Fact::Conclusion => one(conclusion(view, cadre.id)),
        Fact::Tier => coded(titles(view, cadre.id).map(|t| t.tier).min_by_key(highest)),
        Fact::Local => {
            view.leads_at_home(cadre.id).map(|local| one(if local { "yes" } else { "no" })).unwrap_or_default()
        }
        Fact::Level => view.main(cadre.id).map(|(_, post, _)| level_of(view, post.unit)).unwrap_or_default(),
        Fact::Kind => one("cadre"),
        Fact::Vacant => Vec::new(),
        Fact::Planned => planned(view, view.planned(cadre.id).into_iter().map(|(entry, _, _)| &**entry)),
        Fact::Leaves => {
            let outs = view.leaves(view.policy(), cadre.id).into_iter().filter_map(|leaver| leaver.out);
            outs.map(|out| Value::Choice(if matches!(out, Out::AtOnce(_)) { "at-once" } else { "review" })).collect()
        }
        // of a birth known by its year alone the cautious end: nobody who may retire by then is dropped
        Fact::Retires => view.retirement(cadre).day().map(day).into_iter().collect(),
        Fact::TermEnds => view.term_ends(cadre.id).into_iter().map(day).collect(),
        Fact::Disciplined => view.disciplines(cadre.id).into_iter().map(|d| day(d.span.from)).collect(),
        Fact::DisciplineEnds => {
            let ending = view.disciplines(cadre.id).into_iter().filter(|d| d.span.ends());
            ending.map(|d| day(d.span.to.prev())).collect()
        }
    }
}

/// The order of tiers, the highest first.
fn highest(tier: &Tier) -> usize {
    Tier::ALL.iter().position(|(_, other)| other == tier).unwrap_or(usize::MAX)
}

/// The field of the card with this name.
fn card_field(CardField(name): CardField) -> Option<&'static Field<Cadre>> {
    CARD.iter().find(|field| field.column.id == name)
}

fn of_card(view: &View, cadre: &Cadre, field: CardField) -> Vec<Value> {
    match card_field(field).map(|field| field.content(cadre)) {
        Some(Content::Text(text)) => vec![Value::Text(text.to_owned())],
        Some(Content::Date(date)) => days(date),
        Some(Content::Entry(list, id)) => entry(view, list, id),
        Some(Content::Other(text)) => vec![Value::Text(text)],
        None => Vec::new(),
    }
}

fn of_unit(view: &View, id: UnitId, fact: Fact, period: Option<Period>) -> Vec<Value> {
    match fact {
        Fact::Kind => one("unit"),
        Fact::Level => level_of(view, id),
        Fact::Code => {
            let code = view.unit(id).and_then(|unit| unit.code(view.on));
            code.map(|code| Value::Text(code.to_string())).into_iter().collect()
        }
        Fact::Grade => {
            let grades = view.snapshot.unit_grades.get(&id);
            let found = grades.and_then(|g| g.rows.iter().find(|g| Some(g.period) == period));
            coded(found.and_then(|g| g.grade))
        }
        Fact::Vacant => number(view.snapshot.posts_of(id).map(|post| view.row(post).vacant()).sum()),
        _ => Vec::new(),
    }
}

fn of_post(view: &View, id: PostId, fact: Fact) -> Vec<Value> {
    let Some(post) = view.post(id) else { return Vec::new() };
    match fact {
        Fact::Kind => one("post"),
        Fact::Level => level_of(view, post.unit),
        Fact::Vacant => number(view.row(post).vacant()),
        Fact::Tier => coded(view.title(post).map(|t| t.tier)),
        Fact::Planned => planned(view, view.snapshot.pool_of(id).map(|entry| &**entry)),
        _ => Vec::new(),
    }
}

/// The terms of entries that are approved, by the years of the party and of the state: a list that is not approved is
/// nobody's to find.
fn planned<'a>(view: &View, entries: impl Iterator<Item = &'a Entry>) -> Vec<Value> {
    let approved = entries.filter(|entry| entry.stage(view.on) == Some(Stage::Approved));
    let terms = approved.filter_map(|entry| view.term(entry.term));
    let years = |term: &Term| [term.id.clone(), term.party.clone(), term.state.clone()];
    let mut out: Vec<Value> = terms.flat_map(years).map(|years| Value::Text(years.replace('–', "-"))).collect();
    out.dedup();
    out
}

/// An entry of a small list by all its names.
fn entry(view: &View, list: ListName, id: ListId) -> Vec<Value> {
    let Some(entry) = view.catalogue.lists().get(list, id) else { return Vec::new() };
    let names = [&entry.vi, &entry.en, &entry.code].into_iter().chain(&entry.also);
    names.map(|name| Value::Text(name.clone())).collect()
}

fn titles(view: &View, cadre: CadreId) -> impl Iterator<Item = &Title> {
    view.holds(cadre).into_iter().map(|(_, _, title)| title)
}

fn level_of(view: &View, unit: UnitId) -> Vec<Value> {
    let form = view.unit(unit).and_then(|unit| unit.form(view.on));
    coded(form.map(|form| form.level))
}

fn grade(view: &View, cadre: CadreId, period: Option<Period>) -> Vec<Value> {
    let grades = view.snapshot.grades.get(&cadre);
    let found = grades.and_then(|g| g.rows.iter().find(|g| Some(g.period) == period));
    coded(found.and_then(|g| g.grade))
}

impl View {
    /// How far somebody's rotations have come: the queues in which they stand, and whether one is away or has been.
    #[must_use]
    pub fn rotated(&self, cadre: CadreId) -> Vec<Value> {
        let rotations = self.snapshot.moved(cadre).filter(|r| r.kind == MoveKind::Rotation);
        let queues = rotations.filter_map(|r| self.rotation(self.policy(), r.id)?.queue);
        let mut words: Vec<&str> = queues
            .flat_map(|queue| match queue {
                Queue::Source => &[][..],
                Queue::Proposed => &["proposed"][..],
                Queue::Away => &["away"],
                Queue::Nearing => &["away", "nearing"],
                Queue::Ripe => &["away", "ripe"],
                Queue::ToPlace => &["over", "to-place"],
                Queue::Done => &["over"],
            })
            .copied()
            .collect();
        // a career may know of one that nobody recorded
        if words.iter().all(|word| *word == "proposed") {
            words.push(moved(self, cadre));
        }
        words.into_iter().map(Value::Choice).collect()
    }
}

/// Whether by the career the cadre is away on a rotation, has been, or neither.
fn moved(view: &View, cadre: CadreId) -> &'static str {
    let rotated = view.snapshot.career_of(cadre).filter(|a| a.began.kind == ActKind::Rotated && a.span.from <= view.on);
    let mut any = false;
    for appointment in rotated {
        if appointment.span.holds(view.on) {
            return "away";
        }
        any = true;
    }
    if any { "over" } else { "never" }
}

fn status(view: &View, cadre: CadreId) -> Vec<Value> {
    let rows = view.snapshot.statuses.get(&cadre).map(|s| s.rows.as_slice()).unwrap_or_default();
    let now = rows.iter().filter(|s| s.span.holds(view.on));
    now.map(|s| Value::Choice(s.value.code())).collect()
}

/// The heaviest discipline in force.
fn discipline(view: &View, cadre: CadreId) -> &'static str {
    view.disciplines(cadre).into_iter().map(|d| d.measure).max().map_or("none", Coded::code)
}

/// What the last conclusion came to.
fn conclusion(view: &View, cadre: CadreId) -> &'static str {
    let rows = view.snapshot.standing.get(&cadre).map(|s| s.conclusions.as_slice()).unwrap_or_default();
    rows.iter().filter(|c| c.on <= view.on).max_by_key(|c| c.on).map_or("none", |c| c.outcome.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_may_ask_of_the_card_is_a_field_of_it() {
        for named in crate::search::fields::facts() {
            if let Fact::Card(field) = named.fact {
                assert!(card_field(field).is_some(), "{field:?}");
            }
        }
    }
}
