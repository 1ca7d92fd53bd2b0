//! A row of a list: what it says of a person, a unit or a post, and cells of sheets.

use super::cell::CellParser;
use super::person::PersonDescription;
use super::pieces::{self, OriginParts};
use crate::domain::{CadreId, Line, PartialDate, Period, Sex, UnitId, text};
use crate::exchange::export::ListKind;
use crate::exchange::import::map::target::{self, Target, Trait};
use crate::exchange::import::map::{FieldFault, FieldValue, Lexicon, MappedRow};
use crate::exchange::import::read::Value;
use crate::exchange::import::trouble::Trouble;
use crate::register::catalogue::ListName;
use crate::register::check::Problem;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Choice, Input, Sheet};
use crate::register::person_name::PersonName;
use std::collections::BTreeMap;

/// Cells of a sheet that a row of the file has: the place of the field and its canonical text.
pub(crate) type Cells = Vec<(usize, String)>;

/// What a row says.
#[derive(Default)]
pub(crate) struct ParsedRow {
    pub(crate) person: PersonDescription,
    family: String,
    given: String,
    /// The field that the birth date comes from.
    pub(crate) born_field: Option<Target>,
    pub(crate) sex: Option<Sex>,
    /// The word for a unit: the one that the row is about, or whose post.
    pub(crate) unit: String,
    /// The word for a title.
    pub(crate) title: String,
    pub(crate) sheets: BTreeMap<Sheet, Cells>,
    /// Sheets that the list has a column for; of others the map says the same in every row.
    pub(crate) listed: Vec<Sheet>,
    /// Levels of qualification, as their cells have them: `theory.advanced`.
    pub(crate) levels: Vec<String>,
    pub(crate) parents: Vec<(Line, UnitId)>,
    /// What stood beside the name and was taken off it; what of that says nothing else.
    pub(crate) taken_off: Vec<String>,
    pub(crate) note: String,
    grades: Vec<(Period, String)>,
    origin: OriginParts,
    /// Texts that are kept on the card under their headings.
    kept: Vec<String>,
    /// Fields of study, each with its degree.
    pub(crate) studies: Vec<(String, String)>,
}

/// Parses every cell of a row.
///
/// # Errors
/// Each field that is wrong, and why.
pub(crate) fn parse(parser: &CellParser<'_>, row: &MappedRow<'_>) -> Result<ParsedRow, Vec<FieldFault>> {
    let mut parsed = ParsedRow::default();
    let wrong = |field: &FieldValue<'_>| Some((Some(field.target), parsed.set(parser, field).err()?));
    let faults: Vec<FieldFault> = row.values.iter().filter_map(wrong).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    parsed.person.origin = std::mem::take(&mut parsed.origin).joined();
    let joined = format!("{} {}", parsed.family, parsed.given);
    if parsed.person.name.is_empty() || !parsed.given.is_empty() && !parsed.family.is_empty() {
        parsed.person.name = joined.trim().to_owned();
    }
    parsed.take_apart(parser.file.kind).map_err(|trouble| vec![(Some(Target::Person(Trait::Name)), trouble)])?;
    if parsed.sex.is_none() && row.marks_women {
        parsed.sex = Some(Sex::Male);
    }
    parsed.default_from(parser);
    Ok(parsed)
}

impl ParsedRow {
    /// Parses one field.
    fn set(&mut self, parser: &CellParser<'_>, field: &FieldValue<'_>) -> Result<(), Trouble> {
        let FieldValue { target, value, column } = field;
        let line = || parser.cell(value, Input::Line);
        match target {
            Target::Order => {}
            Target::Unit => self.unit = line()?,
            Target::Title => self.title = line()?,
            Target::Person(of) => self.set_trait(parser, *of, (value, *column))?,
            Target::Level(what) => self.set_level(parser, what, &line()?, field)?,
            Target::Kept(_) => {
                self.kept.push(pieces::kept(parser.heading(*column), &line()?));
            }
            Target::Parent(line) => self.parents.push((*line, parser.known.unit(&value.shown())?)),
            Target::GradeOf(period) => {
                let grade = parser.cell(value, target::input(Sheet::Grade, 1))?;
                self.grades.push((*period, grade));
            }
            Target::Cell(sheet, place) => {
                let word = value.shown();
                if target::input(*sheet, *place) == Input::Choice(Choice::List(ListName::Rank))
                    && pieces::is_rank_code(&word)
                {
                    // which of many codes of a step it was is kept as well
                    self.kept.push(pieces::kept(parser.heading(*column), &word));
                }
                let cell = parser.cell_in(value, target::input(*sheet, *place), *column)?;
                self.sheets.entry(*sheet).or_default().push((*place, cell));
                if field.column.is_some() {
                    self.listed.push(*sheet);
                }
            }
        }
        Ok(())
    }

    /// A level of a qualification, and the field of study that its cell names.
    fn set_level(
        &mut self,
        parser: &CellParser<'_>,
        what: &'static str,
        word: &str,
        field: &FieldValue<'_>,
    ) -> Result<(), Trouble> {
        let lexicon = &parser.file.lexicon;
        let found = lexicon.level_and_field(what, word).or_else(|| {
            let code = parser.reading(field.column, word)?;
            Some((lexicon.level(what, code)?, String::new(), String::new()))
        });
        let Some((level, degree, of)) = found else {
            return Err(parser.unknown_word(field.column, word, &lexicon.levels(what)));
        };
        if what == "education" && !of.is_empty() {
            self.studies.push((of, degree));
        }
        self.levels.push(level);
        Ok(())
    }

    fn set_trait(
        &mut self,
        parser: &CellParser<'_>,
        of: Trait,
        (value, column): (&Value, Option<usize>),
    ) -> Result<(), Trouble> {
        let line = || parser.cell(value, Input::Line);
        let name = || match line() {
            Ok(text) if is_two(&text) => Err(Trouble::TwoInOne),
            text => text,
        };
        match of {
            Trait::Cadre => self.person.cadre = line()?,
            Trait::Code => {
                let word = line()?;
                // lists call the program's ids codes too
                let is_id = word.parse::<CadreId>().is_ok();
                let slot = if is_id { &mut self.person.cadre } else { &mut self.person.code };
                *slot = word;
            }
            Trait::Citizen => self.person.citizen = parser.citizen(value)?,
            Trait::Name => self.person.name = name()?,
            Trait::Family => self.family = name()?,
            Trait::Given => self.given = name()?,
            Trait::Origin => self.origin.whole = line()?,
            Trait::OriginPlace => self.origin.place = line()?,
            Trait::OriginDistrict => self.origin.district = line()?,
            Trait::OriginProvince => self.origin.province = line()?,
            Trait::OriginCountry => self.origin.country = line()?,
            // the number of another program tells nobody here
            Trait::AnyId => {
                let word = line()?;
                if word.parse::<CadreId>().is_ok() {
                    self.person.cadre = word;
                }
            }
            Trait::Born | Trait::BornMale | Trait::BornFemale => {
                if let Some(date) = parser.date_or_none(value, column)? {
                    self.set_born(of, date)?;
                }
            }
            Trait::Sex | Trait::Male | Trait::Female => self.set_sex(&parser.file.lexicon, of, value)?,
        }
        Ok(())
    }

    /// Takes off the name what is no part of it, and puts it where it belongs.
    fn take_apart(&mut self, kind: ListKind) -> Result<(), Trouble> {
        let apart = PersonName::of(&self.person.name);
        if self.sex.is_some() && apart.sex.is_some() && self.sex != apart.sex {
            return Err(Trouble::BothSexes);
        }
        self.sex = self.sex.or(apart.sex);
        if let Some(education) = apart.education.filter(|_| !self.levels.iter().any(|l| l.starts_with("education."))) {
            self.levels.push(format!("education.{education}"));
        }
        self.person.name = tidy(&apart.name);
        if !apart.other.is_empty() && self.cell(Sheet::Card, "other-name").is_none() && kind == ListKind::Cadres {
            self.put(Sheet::Card, "other-name", apart.other);
        }
        let notes = Some(apart.note).filter(|note| !note.is_empty()).into_iter().chain(std::mem::take(&mut self.kept));
        (self.taken_off, self.note) = (apart.taken, notes.collect::<Vec<_>>().join("\n"));
        Ok(())
    }

    fn set_born(&mut self, of: Trait, date: PartialDate) -> Result<(), Trouble> {
        let sex = match of {
            Trait::BornMale => Some(Sex::Male),
            Trait::BornFemale => Some(Sex::Female),
            _ => None,
        };
        if sex.is_some() && self.person.born.is_some() && self.sex.is_some() && self.sex != sex {
            return Err(Trouble::BothSexes);
        }
        self.person.born = Some(date);
        self.born_field.get_or_insert(Target::Person(of));
        self.sex = sex.or(self.sex);
        Ok(())
    }

    fn set_sex(&mut self, lexicon: &Lexicon, of: Trait, value: &Value) -> Result<(), Trouble> {
        let word = value.shown();
        let is = match of {
            Trait::Sex => {
                let code = lexicon.choice(Choice::Group(Sex::GROUP), &word).ok_or(Problem::NoChoice(word))?;
                Sex::coded(&code)
            }
            _ => match lexicon.flag(&word) {
                Some(true) if of == Trait::Male => Some(Sex::Male),
                Some(true) => Some(Sex::Female),
                Some(false) => None,
                None => return Err(Problem::NoChoice(word).into()),
            },
        };
        if self.sex.is_some() && is.is_some() && self.sex != is {
            return Err(Trouble::BothSexes);
        }
        self.sex = is.or(self.sex);
        Ok(())
    }

    /// Where the list ties people to posts and a row says no day, it holds from the day that the officer gave.
    fn default_from(&mut self, parser: &CellParser<'_>) {
        let kind = parser.file.kind;
        let sheet = target::sheets(kind).first().copied().filter(|s| target::of_people(kind) && !s.is_list());
        if let (Some(sheet), Some(day)) = (sheet.filter(|s| *s != Sheet::Card), parser.effective)
            && self.cell(sheet, "from").is_none()
        {
            self.put(sheet, "from", day.to_string());
        }
    }

    /// Adds a cell.
    pub(crate) fn put(&mut self, sheet: Sheet, id: &str, cell: String) {
        if let Some(place) = target::place(sheet, id) {
            self.sheets.entry(sheet).or_default().push((place, cell));
        }
    }

    /// The text of a cell, where it has one.
    pub(crate) fn cell(&self, sheet: Sheet, id: &str) -> Option<&String> {
        let place = target::place(sheet, id)?;
        self.sheets.get(&sheet)?.iter().find(|(at, cell)| *at == place && !cell.is_empty()).map(|(_, cell)| cell)
    }

    /// Gives the first day and the last day that one sheet has to those that have none; a sheet that has nothing else is
    /// dropped.
    pub(crate) fn spread_dates(&mut self, sheets: &[Sheet]) {
        for id in ["from", "to"] {
            let Some(day) = sheets.iter().find_map(|s| self.cell(*s, id).cloned()) else { continue };
            for sheet in sheets {
                if self.sheets.contains_key(sheet) && self.cell(*sheet, id).is_none() {
                    self.put(*sheet, id, day.clone());
                }
            }
        }
        let is_date = |sheet: Sheet, at: usize| {
            target::columns(sheet).nth(at).is_some_and(|column| matches!(column.id, "from" | "to"))
        };
        self.sheets.retain(|sheet, cells| !sheet.is_list() || cells.iter().any(|(at, _)| !is_date(*sheet, *at)));
    }

    /// The grades of a row: one in its own columns, and one for each column that is headed by a period.
    pub(crate) fn grades(&self) -> Vec<Cells> {
        let own = self.sheets.get(&Sheet::Grade).cloned();
        let wide = self.grades.iter().filter(|(_, grade)| !grade.is_empty());
        let wide = wide.map(|(period, grade)| vec![(0, period.to_string()), (1, grade.clone())]);
        own.into_iter().chain(wide).collect()
    }
}

/// Whether a cell names two people, each on a line of its own.
fn is_two(text: &str) -> bool {
    let names = text.lines().filter(|line| line.split_whitespace().count() > 1 && !line.trim().starts_with('('));
    names.count() > 1
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
