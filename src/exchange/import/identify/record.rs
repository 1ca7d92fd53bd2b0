//! The record that a row is about, by the kind of its list.

use super::person::{self, IdentifiedPerson};
use crate::domain::{Appointment, CadreId, Day, Entry, PostId, RoundId, UnitId};
use crate::exchange::export::ListKind;
use crate::exchange::import::known::Known;
use crate::exchange::import::map::target::{self, Target, Trait};
use crate::exchange::import::map::{FieldFault, MappedFile, PersonAnswer};
use crate::exchange::import::parse::{ParsedRow, PersonDescription};
use crate::exchange::import::trouble::Trouble;
use crate::register::check::Problem;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Choice, Sheet};
use crate::register::names;
use std::sync::Arc;

/// What a row is about.
pub(crate) enum Identified {
    /// Nothing: the officer has left the row out.
    LeftOut,
    Record(About),
}

/// The record that a row is about.
pub(crate) enum About {
    Cadre(IdentifiedPerson),
    /// A unit on file or with an id of its own, and the word by which the row names it.
    Unit {
        id: Option<UnitId>,
        word: String,
    },
    /// A post on file.
    Post(PostId),
    /// A post that is new: the code of its title.
    NewPost {
        unit: UnitId,
        title: String,
    },
    Round {
        id: Option<RoundId>,
        unit: UnitId,
    },
    /// The grades of a unit.
    UnitGrades(UnitId),
    /// The rows of a sheet that belong to a person: grades, courses, discipline.
    PersonSheet {
        cadre: CadreId,
        sheet: Sheet,
    },
    /// A record that ties a person to a post: an appointment, an entry of a pool, a rotation.
    Tie {
        cadre: CadreId,
        sheet: Sheet,
        post: PostId,
        id: Option<u64>,
        gives_way: Option<Arc<Appointment>>,
    },
}

/// Finds the record that a row is about.
///
/// # Errors
/// The field that does not say which, and why.
pub(crate) fn identify(known: &Known, file: &MappedFile, row: &ParsedRow) -> Result<Identified, FieldFault> {
    let answer = file.map.answer(&row.person.label());
    if answer == Some(PersonAnswer::Leave) {
        return Ok(Identified::LeftOut);
    }
    Ok(Identified::Record(match file.kind {
        ListKind::Cadres => About::Cadre(cadre(known, file, row, answer)?),
        ListKind::Units => unit(known, row)?,
        ListKind::Posts => post(known, file, row)?,
        ListKind::Rounds => round(known, file, row)?,
        ListKind::Grades if row.person == PersonDescription::default() && !row.unit.is_empty() => {
            About::UnitGrades(unit_of(known, file, row)?)
        }
        _ => of_person(known, file, row, answer)?,
    }))
}

const NAME: Option<Target> = Some(Target::Person(Trait::Name));

fn cadre(
    known: &Known,
    file: &MappedFile,
    row: &ParsedRow,
    answer: Option<PersonAnswer>,
) -> Result<IdentifiedPerson, FieldFault> {
    let column = |trouble: &Trouble| match trouble {
        Trouble::Births { .. } => row.born_field,
        Trouble::Unknown(_) => Some(Target::Person(Trait::Cadre)),
        _ => NAME,
    };
    let person = person::find(&row.person, known, file.map.birth, answer).map_err(|t| (column(&t), t))?;
    match person {
        IdentifiedPerson::Known(id, _) if known.has_seen(id) => Err((NAME, Trouble::Repeats(None))),
        person => Ok(person),
    }
}

fn unit(known: &Known, row: &ParsedRow) -> Result<About, FieldFault> {
    let (column, word) = if row.unit.is_empty() {
        (Target::Cell(Sheet::UnitName, 0), row.cell(Sheet::UnitName, "name").cloned().unwrap_or_default())
    } else {
        (Target::Unit, row.unit.clone())
    };
    if word.is_empty() {
        return Err((Some(column), Trouble::Nobody));
    }
    // a list of units brings new ones: only a name of its own tells one that is there
    let id = match known.named_unit(&word) {
        Ok(id) => Some(id),
        Err(Trouble::Unknown(_)) => word.parse().ok(),
        Err(trouble) => return Err((Some(column), trouble)),
    };
    Ok(About::Unit { id, word })
}

/// The unit whose post, round or grades a row is about.
fn unit_of(known: &Known, file: &MappedFile, row: &ParsedRow) -> Result<UnitId, FieldFault> {
    let fault = |t| (Some(Target::Unit), if row.unit.is_empty() { Problem::Needed.into() } else { t });
    known.unit_said(&file.map, &row.unit).map_err(fault)
}

fn post(known: &Known, file: &MappedFile, row: &ParsedRow) -> Result<About, FieldFault> {
    let unit = unit_of(known, file, row)?;
    if let Some(id) = names::post(&known.view, unit, &row.title) {
        return Ok(About::Post(id));
    }
    let none = || (Some(Target::Title), Problem::NoChoice(row.title.clone()).into());
    let title = file.lexicon.choice(Choice::Titles, &row.title).ok_or_else(none)?;
    Ok(About::NewPost { unit, title })
}

fn round(known: &Known, file: &MappedFile, row: &ParsedRow) -> Result<About, FieldFault> {
    let unit = unit_of(known, file, row)?;
    let same = |id: &str, is: &str| row.cell(Sheet::Round, id).is_none_or(|cell| cell == is);
    let on_file = known.view.snapshot.rounds.values().filter(|r| r.unit == unit).find(|r| {
        let term = known.view.term(r.term).map(|t| t.id.clone()).unwrap_or_default();
        same("term", &term) && same("plan-kind", r.kind.code()) && same("year", &r.year.to_string())
    });
    Ok(About::Round { id: on_file.map(|r| r.id), unit })
}

/// A fact about a person who is on file.
fn of_person(
    known: &Known,
    file: &MappedFile,
    row: &ParsedRow,
    answer: Option<PersonAnswer>,
) -> Result<About, FieldFault> {
    let cadre = match person::find(&row.person, known, file.map.birth, answer).map_err(|t| (NAME, t))? {
        IdentifiedPerson::Known(id, _) => id,
        IdentifiedPerson::NewAs(id) => {
            return Err((Some(Target::Person(Trait::Cadre)), Trouble::Unknown(id.to_string())));
        }
        IdentifiedPerson::New => return Err((NAME, Trouble::Unknown(row.person.name.clone()))),
    };
    let sheet = target::sheets(file.kind).first().copied().unwrap_or(Sheet::Grade);
    if sheet.is_list() {
        return Ok(About::PersonSheet { cadre, sheet });
    }
    let post = post_of(known, file, row, sheet)?;
    let snapshot = &known.view.snapshot;
    let (id, gives_way) = match sheet {
        Sheet::Appointment => appointment(known, row, cadre, post)?,
        Sheet::Entry => {
            let term = row.cell(sheet, "term");
            let of_term = |e: &Entry| known.view.term(e.term).is_some_and(|t| Some(&t.id) == term);
            (snapshot.planned_of(cadre).find(|e| e.post == post && of_term(e)).map(|e| e.id.0), None)
        }
        _ => (snapshot.moved(cadre).find(|r| r.to == post).map(|r| r.id.0), None),
    };
    Ok(About::Tie { cadre, sheet, post, id, gives_way })
}

/// The post that a row names by its id, or by unit and title.
fn post_of(known: &Known, file: &MappedFile, row: &ParsedRow, sheet: Sheet) -> Result<PostId, FieldFault> {
    if let Some(id) = row.cell(sheet, "post").and_then(|id| id.parse().ok()) {
        return Ok(id);
    }
    if row.title.is_empty() || row.unit.is_empty() {
        let column = if row.unit.is_empty() { Target::Unit } else { Target::Title };
        return Err((Some(column), Problem::Needed.into()));
    }
    known.post_of(&file.map, &row.unit, &row.title).map_err(|t| {
        let column = if matches!(t, Trouble::NoPost(..)) { Target::Title } else { Target::Unit };
        (Some(column), t)
    })
}

/// The appointment that a row is about: of that person to that post from that day; and the main post that gives way to
/// it. A main post that is held on that day ends there, as it does when somebody is appointed by hand; where a later one
/// is known, the row must say until when.
fn appointment(
    known: &Known,
    row: &ParsedRow,
    cadre: CadreId,
    post: PostId,
) -> Result<(Option<u64>, Option<Arc<Appointment>>), FieldFault> {
    let held: Vec<&Arc<Appointment>> = known.view.snapshot.career_of(cadre).collect();
    let Some(from) = row.cell(Sheet::Appointment, "from").and_then(|d| Day::parse(d)) else {
        return Ok((held.iter().find(|a| a.post == post).map(|a| a.id.0), None));
    };
    if let Some(same) = held.iter().find(|a| a.post == post && a.span.from == from) {
        return Ok((Some(same.id.0), None));
    }
    let day = Some(Target::Cell(Sheet::Appointment, target::place(Sheet::Appointment, "from").unwrap_or(0)));
    if let Some(same) = held.iter().find(|a| a.post == post && a.span.holds(from)) {
        return Err((day, Problem::HoldsAlready(same.span.from).into()));
    }
    let says = |id| row.cell(Sheet::Appointment, id).is_some();
    if says("concurrent") || says("to") {
        return Ok((None, None));
    }
    let mut main = held.iter().filter(|a| !a.concurrent && a.span.to > from);
    if let Some(later) = main.clone().find(|a| a.span.from >= from) {
        return Err((day, Problem::MainHeld(later.span.from).into()));
    }
    Ok((None, main.next().map(|a| Arc::clone(a))))
}
