//! What must hold of each kind of record.

use super::common::{apart, exists, exists_cadre, exists_post, far_off, history, once, signed, span};
use super::{pools, rotations, rulings};
use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Grades, Line, PartialDate, Record, RecordKey, RecordKind, Round, Sex,
    Span, Standing, Unit, UnitGrades,
};
use crate::register::decrees;
use crate::register::fields::card::CARD;
use crate::register::fields::field::Content;
use crate::register::problem::Problem;
use crate::register::snapshot::Snapshot;

/// Most steps from a unit to the top of its line.
const DEPTH: usize = 32;

pub(super) fn check(record: &Record, was: Option<&Record>, after: &Snapshot, today: Day) -> Result<(), Problem> {
    let cadre = |id: CadreId| exists_cadre(id, after);
    match record {
        Record::Unit(r) => unit(r, was, after),
        Record::Post(r) => {
            span(r.span)?;
            history(&r.seats)?;
            once(r.planned.iter().map(|p| p.term.0)).map_err(|_| Problem::TwoSeats)?;
            exists(r.unit, after)
        }
        Record::Cadre(r) => {
            retirement(r, was)?;
            card(r, after, today)
        }
        Record::Appointment(r) => {
            cadre(r.cadre)?;
            appointment(r, was, after, today)
        }
        Record::UnitGrades(UnitGrades { unit, rows, caps }) => {
            exists(*unit, after)?;
            once(caps.iter().map(|c| c.period))?;
            once(rows.iter().map(|r| r.period))
        }
        Record::Grades(Grades { cadre: id, rows }) => {
            cadre(*id)?;
            once(rows.iter().map(|r| r.period))
        }
        Record::Standing(r) => {
            cadre(r.cadre)?;
            standing(r, today)
        }
        Record::Conduct(r) => {
            cadre(r.cadre)?;
            conduct(r, today)
        }
        Record::Statuses(r) => {
            cadre(r.cadre)?;
            r.rows.iter().try_for_each(|row| span(row.span))
        }
        Record::Kin(r) => {
            cadre(r.cadre)?;
            r.rows
                .iter()
                .filter_map(|k| k.cadre)
                .try_for_each(|id| if id == r.cadre { Err(Problem::OwnRelative) } else { cadre(id) })
        }
        Record::Entry(r) => {
            signed(r.decision.as_ref(), r.span.from, r.cadre, after, today)?;
            pools::entry(r, was, after)
        }
        Record::Round(r) => {
            approved(r, today)?;
            pools::round(r, was, after)
        }
        Record::Rotation(r) => rotations::rotation(r, was, after),
        Record::Ruling(r) => rulings::ruling(r),
        Record::Training(_) | Record::Dossier(_) => cadre(CadreId(record.key().id)),
    }
}

fn appointment(held: &Appointment, was: Option<&Record>, after: &Snapshot, today: Day) -> Result<(), Problem> {
    span(held.span)?;
    leaving(held, was)?;
    let ended = held.ended.as_ref().and_then(|act| act.decision.as_ref());
    signed(ended, held.span.to, held.cadre, after, today)?;
    signed(held.began.decision.as_ref(), held.span.from, held.cadre, after, today)?;
    exists_post(held.post, after).map(|_| ())
}

fn approved(round: &Round, today: Day) -> Result<(), Problem> {
    let latest = far_off(round.submitted.unwrap_or(round.opened).max(today));
    round.approved.filter(|day| *day > latest).map_or(Ok(()), |day| Err(Problem::ToCome(day, "approved")))
}

fn unit(unit: &Unit, was: Option<&Record>, after: &Snapshot) -> Result<(), Problem> {
    span(unit.span)?;
    if unit.names.is_empty() {
        return Err(Problem::EmptyName);
    }
    unit.names.iter().try_for_each(|n| crate::register::problem::name(&n.value))?;
    history(&unit.names)?;
    history(&unit.forms)?;
    history(&unit.codes)?;
    history(&unit.ordinals)?;
    for line in Line::ALL {
        apart(unit.places.iter().filter(|p| p.value.line == line).map(|p| p.span))?;
    }
    for place in &unit.places {
        if let Some(parent) = place.value.parent {
            exists(parent, after)?;
            let mut above = Some(parent);
            for _ in 0..DEPTH {
                let Some(id) = above else { break };
                if id == unit.id {
                    return Err(Problem::UnderItself);
                }
                let parent = after.units.get(&id).and_then(|u| u.parent(place.value.line, place.span.from));
                above = parent.flatten();
            }
        }
    }
    unit.became.iter().try_for_each(|b| exists(b.into, after))?;
    // what only gets another name keeps the people it has
    let ends = unit.span.ends() && !matches!(was, Some(Record::Unit(old)) if old.span == unit.span);
    if ends { nobody_left(unit, after) } else { Ok(()) }
}

/// A unit ends with nobody in its posts and nothing under it.
fn nobody_left(unit: &Unit, after: &Snapshot) -> Result<(), Problem> {
    let on = unit.span.to;
    let holders = after.posts_of(unit.id).flat_map(|post| after.holders_of(post.id)).filter(|a| a.span.to > on);
    let mut left: Vec<RecordKey> = holders.map(|a| RecordKey { kind: RecordKind::Appointment, id: a.id.0 }).collect();
    for line in Line::ALL {
        left.extend(
            after
                .ever_under(line, unit.id)
                .filter(|u| u.parent(line, on) == Some(Some(unit.id)))
                .map(|u| RecordKey { kind: RecordKind::Unit, id: u.id.0 }),
        );
    }
    match left.first() {
        Some(first) => Err(Problem::NotEmpty { on, left: *first, count: left.len() }),
        None => Ok(()),
    }
}

fn past(column: &'static str, date: PartialDate, today: Day) -> Result<(), Problem> {
    if date.earliest() > today { Err(Problem::ToCome(date.earliest(), column)) } else { Ok(()) }
}

/// Nobody leaves by a decree before it was signed; what stood on file before does not hinder another change.
fn by_decree(basis: &str, on: Day) -> Result<(), Problem> {
    let early = decrees::not_yet(basis, on);
    early.map_or(Ok(()), |(decree, signed)| Err(Problem::NoDecreeYet { decree, signed, on }))
}

fn retirement(cadre: &Cadre, was: Option<&Record>) -> Result<(), Problem> {
    let stood = matches!(was, Some(Record::Cadre(old)) if old.retirement == cadre.retirement);
    let own = cadre.retirement.as_ref().filter(|_| !stood);
    let Some(own) = own else { return Ok(()) };
    let latest = decrees::latest_of_a_woman(&own.basis, cadre.born.latest()).filter(|_| cadre.sex == Sex::Female);
    if let Some((decree, latest)) = latest.filter(|(_, latest)| *latest < own.last_day) {
        return Err(Problem::ServesTooLong { decree, latest, on: own.last_day });
    }
    by_decree(&own.basis, own.last_day)
}

fn leaving(held: &Appointment, was: Option<&Record>) -> Result<(), Problem> {
    let stood = matches!(was, Some(Record::Appointment(old)) if old.ended == held.ended && old.span == held.span);
    let decision = held.ended.as_ref().filter(|_| !stood).and_then(|act| act.decision.as_ref());
    decision.map_or(Ok(()), |decision| by_decree(&decision.number, held.span.to))
}

fn card(cadre: &Cadre, after: &Snapshot, today: Day) -> Result<(), Problem> {
    crate::register::problem::name(&cadre.name)?;
    if let Some(other) = cadre.citizen.and_then(|number| after.numbered(number).find(|id| *id != cadre.id)) {
        return Err(Problem::NumberTaken(other));
    }
    for field in CARD {
        let Content::Date(Some(date)) = field.content(cadre) else { continue };
        if field.is_past {
            past(field.column.id, date, today)?;
        }
        if field.is_after_birth {
            born_before(cadre, field.column.id, date)?;
        }
    }
    if let Some((joined, official)) = cadre.membership.and_then(|m| Some((m.joined, m.official?)))
        && official.latest() < joined.earliest()
    {
        return Err(Problem::EndsFirst(Span::new(joined.earliest(), official.latest())));
    }
    history(&cadre.ranks)?;
    history(&cadre.payroll)?;
    cadre.qualifications.iter().try_for_each(|q| span(q.span))
}

fn born_before(cadre: &Cadre, column: &'static str, date: PartialDate) -> Result<(), Problem> {
    let born = cadre.born.earliest();
    if date.latest() <= born { Err(Problem::BeforeBirth(date.latest(), column)) } else { Ok(()) }
}

fn standing(standing: &Standing, today: Day) -> Result<(), Problem> {
    let concluded = standing.conclusions.iter().map(|c| c.on);
    let days = concluded.chain(standing.votes.iter().map(|v| v.on)).chain(standing.exempt.iter().copied());
    for day in days {
        past("on", PartialDate::Day(day), today)?;
    }
    for vote in &standing.votes {
        let counted = [vote.high, vote.trusted, vote.low].map(u32::from).iter().sum::<u32>();
        if counted > u32::from(vote.returned) {
            return Err(Problem::TooManyBallots(vote.returned));
        }
    }
    Ok(())
}

fn conduct(conduct: &Conduct, today: Day) -> Result<(), Problem> {
    conduct.discipline.iter().try_for_each(|d| span(d.span))?;
    conduct.praise.iter().try_for_each(|p| past("when", p.on, today))
}
