//! One row of a list: who or what it is about, and what it says of it.

use super::lexicon::Lexicon;
use super::map::Answer;
use super::read::Value;
use super::rows::Given;
use super::run::Run;
use super::subject;
use super::target::{self, Target, Trait};
use super::trouble::Trouble;
use super::value::Meaning;
use super::who::Person;
use super::work::{Cells, Did, Place};
use crate::domain::{CadreId, PartialDate, RecordKey, Sex, UnitId, text};
use crate::exchange::export::Kind;
use crate::register::check::Problem;
use crate::register::fields::Sheet;
use crate::register::fields::codes::Coded;
use std::collections::BTreeMap;

/// What came of a row.
pub(super) enum Entered {
    /// It is taken.
    Taken(Did, RecordKey),
    /// The officer has left it out.
    Left,
}

/// Why a row is refused: the fields that are wrong, and what the row says of whom it is about.
pub(super) struct Wrong {
    pub(super) faults: Vec<At>,
    pub(super) about: String,
}

/// The field that is wrong, and why.
pub(super) type At = (Option<Target>, Trouble);

/// All that is wrong with a row.
pub(super) struct Faults(pub(super) Vec<At>);

impl std::convert::From<At> for Faults {
    fn from(one: At) -> Faults {
        Faults(vec![one])
    }
}

/// What a row says: of whom, and by sheets.
#[derive(Default)]
pub(super) struct Said {
    pub(super) person: Person,
    family: String,
    given: String,
    pub(super) sex: Option<Sex>,
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) pieces: BTreeMap<Sheet, Cells>,
    pub(super) levels: Vec<String>,
    pub(super) parents: Vec<(crate::domain::Line, UnitId)>,
    pub(super) grades: Vec<(crate::domain::Period, String)>,
}

/// Enters a row.
pub(super) fn enter(run: &mut Run<'_>, at: u32, given: &[Given], marks_women: bool) -> Result<Entered, Wrong> {
    let said = read(run, given, marks_women).map_err(|faults| Wrong { faults, about: String::new() })?;
    let about = said.person.label();
    let answer = run.asked.map.answer(&about);
    if answer == Some(Answer::Leave) {
        return Ok(Entered::Left);
    }
    subject::enter(run, at, said, answer, given).map_err(|Faults(faults)| Wrong { faults, about })
}

pub(super) fn meaning<'r>(run: &'r Run<'_>) -> Meaning<'r> {
    Meaning {
        view: &run.works.view,
        names: &run.names,
        lexicon: run.asked.lexicon,
        from_1904: run.asked.source.from_1904,
    }
}

/// Understands every cell of the row, or says of each that is wrong why.
fn read(run: &Run<'_>, given: &[Given], marks_women: bool) -> Result<Said, Vec<At>> {
    let meaning = meaning(run);
    let mut said = Said::default();
    let wrong = |one: &Given| Some((Some(one.target), understand(&meaning, &mut said, one).err()?));
    let faults: Vec<At> = given.iter().filter_map(wrong).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let joined = format!("{} {}", said.family, said.given);
    if said.person.name.is_empty() || !said.given.is_empty() && !said.family.is_empty() {
        said.person.name = joined.trim().to_owned();
    }
    if said.sex.is_none() && marks_women {
        said.sex = Some(Sex::Male);
    }
    Ok(said)
}

/// Understands one cell.
fn understand(meaning: &Meaning<'_>, said: &mut Said, one: &Given) -> Result<(), Trouble> {
    let Given { target, value, .. } = one;
    let line = || meaning.cell(value, crate::register::fields::Input::Line);
    let name = || line().map(|l| tidy(&l));
    match target {
        Target::Order => {}
        Target::Unit => said.unit = line()?,
        Target::Title => said.title = line()?,
        Target::Person(Trait::Cadre) => said.person.cadre = line()?,
        Target::Person(Trait::Code) => {
            let word = line()?;
            // lists call the program's ids codes too
            let slot = if word.parse::<CadreId>().is_ok() { &mut said.person.cadre } else { &mut said.person.code };
            *slot = word;
        }
        Target::Person(Trait::Citizen) => said.person.citizen = meaning.citizen(value)?,
        Target::Person(Trait::Name) => said.person.name = name()?,
        Target::Person(Trait::Family) => said.family = name()?,
        Target::Person(Trait::Given) => said.given = name()?,
        Target::Person(Trait::Origin) => said.person.origin = line()?,
        Target::Person(of @ (Trait::Born | Trait::BornMale | Trait::BornFemale)) => {
            let date = meaning.date_or_none(value)?;
            born(said, *of, date)?;
        }
        Target::Person(of @ (Trait::Sex | Trait::Male | Trait::Female)) => sex(said, meaning.lexicon, *of, value)?,
        Target::Level(what) => {
            let word = line()?;
            let level = meaning.lexicon.level(what, &word);
            said.levels.push(level.ok_or(Problem::NoChoice(word))?);
        }
        Target::Parent(line) => said.parents.push((*line, meaning.unit(&value.shown())?)),
        Target::GradeOf(period) => {
            let input = target::input(Sheet::Grade, 1);
            said.grades.push((*period, meaning.cell(value, input)?));
        }
        Target::Cell(sheet, place) => {
            let cell = meaning.cell(value, target::input(*sheet, *place))?;
            said.pieces.entry(*sheet).or_default().push((*place, cell));
        }
    }
    Ok(())
}

/// A name wholly in capitals, as lists print it, with capitals at the beginnings of its words.
fn tidy(name: &str) -> String {
    let name = text::at_the_door(name);
    if name.chars().any(char::is_lowercase) || name.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return name;
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn born(said: &mut Said, of: Trait, date: Option<PartialDate>) -> Result<(), Trouble> {
    let Some(date) = date else { return Ok(()) };
    let sex = match of {
        Trait::BornMale => Some(Sex::Male),
        Trait::BornFemale => Some(Sex::Female),
        _ => None,
    };
    if sex.is_some() && said.person.born.is_some() && said.sex.is_some() && said.sex != sex {
        return Err(Trouble::BothSexes);
    }
    said.person.born = Some(date);
    said.sex = sex.or(said.sex);
    Ok(())
}

fn sex(said: &mut Said, lexicon: &Lexicon, of: Trait, value: &Value) -> Result<(), Trouble> {
    let word = value.shown();
    let is = match of {
        Trait::Sex => {
            let choice = crate::register::fields::Choice::Group(Sex::GROUP);
            let code = lexicon.choice(choice, &word).ok_or(Trouble::Problem(Problem::NoChoice(word)))?;
            Sex::coded(&code)
        }
        _ => match lexicon.flag(&word) {
            Some(true) if of == Trait::Male => Some(Sex::Male),
            Some(true) => Some(Sex::Female),
            Some(false) => None,
            None => return Err(Problem::NoChoice(word).into()),
        },
    };
    if said.sex.is_some() && is.is_some() && said.sex != is {
        return Err(Trouble::BothSexes);
    }
    said.sex = is.or(said.sex);
    Ok(())
}

impl Said {
    pub(super) fn put(&mut self, sheet: Sheet, id: &str, cell: String) {
        if let Some(place) = target::place(sheet, id) {
            self.pieces.entry(sheet).or_default().push((place, cell));
        }
    }

    pub(super) fn has(&self, sheet: Sheet, id: &str) -> Option<&String> {
        let place = target::place(sheet, id)?;
        self.pieces.get(&sheet)?.iter().find(|(at, cell)| *at == place && !cell.is_empty()).map(|(_, cell)| cell)
    }

    /// From when it holds is said once for all sheets of the row; a sheet of which nothing else is said falls away.
    pub(super) fn spread(&mut self, sheets: &[Sheet]) {
        for id in ["from", "to"] {
            let Some(day) = sheets.iter().find_map(|s| self.has(*s, id).cloned()) else { continue };
            for sheet in sheets {
                if self.pieces.contains_key(sheet) && self.has(*sheet, id).is_none() {
                    self.put(*sheet, id, day.clone());
                }
            }
        }
        let only_dates = |sheet: &Sheet, cells: &Cells| {
            sheet.is_list()
                && cells
                    .iter()
                    .all(|(at, _)| target::columns(*sheet).nth(*at).is_some_and(|c| c.id == "from" || c.id == "to"))
        };
        self.pieces.retain(|sheet, cells| !only_dates(sheet, cells));
    }
}

/// Sets the pieces of a row, all of them or none.
pub(super) fn set(
    run: &mut Run<'_>,
    at: u32,
    key: RecordKey,
    whose: CadreId,
    pieces: Vec<(RecordKey, Sheet, Cells)>,
) -> Result<Entered, Faults> {
    let keys: Vec<RecordKey> = pieces.iter().map(|(key, _, _)| *key).collect();
    let marks: Vec<_> = keys.iter().map(|k| (*k, run.works.mark(*k))).collect();
    let mut did = Did::Same;
    let mut faults: Vec<At> = Vec::new();
    for (key, sheet, cells) in pieces {
        match run.works.set(&run.base, key, whose, sheet, &cells, Place { table: None, row: at }) {
            Ok(one) => did = did.max(one),
            Err(wrong) => {
                let told = |place: usize| told(run.asked.kind, sheet, place);
                faults.extend(wrong.into_iter().map(|(place, trouble)| (place.map(told), trouble)));
            }
        }
    }
    if faults.is_empty() {
        return Ok(Entered::Taken(did, key));
    }
    for (key, mark) in marks.into_iter().rev() {
        run.works.go_back(key, mark);
    }
    Err(Faults(faults))
}

/// The target of a field, as maps have it.
fn told(kind: Kind, sheet: Sheet, place: usize) -> Target {
    let id = target::columns(sheet).nth(place).map_or("", |c| c.id);
    let own = Target::Cell(sheet, place);
    if target::fields(kind).iter().any(|f| f.target == own) {
        return own;
    }
    target::named(kind, id).unwrap_or(own)
}
