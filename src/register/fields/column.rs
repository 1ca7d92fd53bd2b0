//! What a field takes, and how its text becomes a value: every form, command and import reads the same way.

use super::codes::Coded;
use crate::domain::{
    CadreId, CitizenNumber, Day, Decision, KindId, ListId, PartialDate, Period, PostId, RecordKey, RecordKind, RoundId,
    Span, TermId, TitleId, UnitId, text,
};
use crate::register::catalogue::ListName;
use crate::register::person_name::PersonName;
use crate::register::problem::{self, Problem};
use crate::register::view::View;
use std::str::FromStr;

/// From what a field is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A group of [`super::codes`].
    Group(&'static str),
    /// Some codes of a group.
    Some(&'static str, &'static [&'static str]),
    /// A small list of the catalogue.
    List(ListName),
    /// Terms of office.
    Terms,
    /// Review rounds, by id.
    Rounds,
    /// Kinds of units.
    Kinds,
    Titles,
    /// A level of one of the qualifications: `education.university`, `language.…`.
    Qualifications,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// Text of several lines.
    Text,
    Number,
    Day,
    /// A date of which the day or the month may be unknown.
    Date,
    /// A year, quarter, month or term: `2024`, `Q1/2024`, `03/2024`, `NK 2020`, as [`Period::parse`] reads it.
    Period,
    /// Yes or no: `yes`, empty for no.
    Flag,
    /// One of a few.
    Choice(Choice),
    /// A cadre, by id.
    Cadre,
    /// A unit, by id.
    Unit,
    /// A post, by id.
    Post,
    /// What becomes of seats that are still held: `a-1-5:end,a-1-6:keep`.
    Seats,
}

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in files and on the command line; the locales have its label under `entry.ID`.
    pub id: &'static str,
    /// What it takes.
    pub input: Input,
    /// Whether it must be filled in.
    pub needed: bool,
}

/// A field that must be filled in.
pub(super) const fn needed(id: &'static str, input: Input) -> Column {
    Column { id, input, needed: true }
}

/// A field that may stay empty.
pub(super) const fn asked(id: &'static str, input: Input) -> Column {
    Column { id, input, needed: false }
}

/// What is wrong, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {problem}")]
pub struct Wrong {
    /// Name of the field; empty where it is the whole.
    pub column: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Wrong {
        Wrong { column: problem.column(), problem }
    }
}

/// The cells of a row, read by the names of their fields.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub columns: &'a [Column],
    /// Their texts, in the same order.
    pub cells: &'a [String],
    /// The register, for what the texts speak of.
    pub view: &'a View,
}

impl Reader<'_> {
    fn column(&self, id: &'static str) -> (usize, bool) {
        let at = self.columns.iter().position(|c| c.id == id);
        (at.unwrap_or(usize::MAX), at.and_then(|at| self.columns.get(at)).is_some_and(|c| c.needed))
    }

    /// The text of a field, trimmed; an empty one that is needed is wrong.
    fn text(&self, id: &'static str) -> Result<&str, Wrong> {
        let (at, needed) = self.column(id);
        let text = self.cells.get(at).map_or("", |t| t.trim());
        if needed && text.is_empty() {
            return Err(Wrong { column: id, problem: Problem::Needed });
        }
        Ok(text)
    }

    fn of<T>(
        &self,
        id: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
        problem: impl FnOnce(String) -> Problem,
    ) -> Result<Option<T>, Wrong> {
        let text = self.text(id)?;
        if text.is_empty() {
            return Ok(None);
        }
        match read(text) {
            Some(value) => Ok(Some(value)),
            None => Err(Wrong { column: id, problem: problem(text.to_owned()) }),
        }
    }

    /// A line of text in the form that is kept.
    pub(super) fn line(&self, id: &'static str) -> Result<String, Wrong> {
        let line = text::at_the_door(self.text(id)?);
        if line.len() > problem::LONGEST_LINE {
            return Err(Wrong { column: id, problem: Problem::TooLong(problem::LONGEST_LINE) });
        }
        Ok(line)
    }

    /// A name as it may be kept.
    pub(super) fn name(&self, id: &'static str) -> Result<String, Wrong> {
        let name = self.line(id)?;
        problem::name(&name).map(|()| name).map_err(|problem| Wrong { column: id, problem })
    }

    /// The name of a person; one that stands on the card already stays.
    pub(super) fn person_name(&self, id: &'static str, was: &str) -> Result<String, Wrong> {
        let name = self.name(id)?;
        let checked = if name == was { Ok(()) } else { PersonName::check(&name) };
        checked.map(|()| name).map_err(|problem| Wrong { column: id, problem })
    }

    /// Text of several lines, each in the form that is kept.
    pub(super) fn lines(&self, id: &'static str) -> Result<String, Wrong> {
        let lines: Vec<String> = self.text(id)?.lines().map(text::at_the_door).collect();
        let text = lines.join("\n");
        if text.len() > problem::LONGEST_TEXT {
            return Err(Wrong { column: id, problem: Problem::TooLong(problem::LONGEST_TEXT) });
        }
        Ok(text.trim().to_owned())
    }

    /// A day, where there is one.
    pub(super) fn day_or(&self, id: &'static str) -> Result<Option<Day>, Wrong> {
        self.of(id, Day::parse, Problem::NoDay)
    }

    /// A day that must be there.
    pub(super) fn day(&self, id: &'static str) -> Result<Day, Wrong> {
        self.day_or(id)?.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// A date, where there is one.
    pub(super) fn date_or(&self, id: &'static str) -> Result<Option<PartialDate>, Wrong> {
        self.of(id, PartialDate::parse, Problem::NoDate)
    }

    /// A date that must be there.
    pub(super) fn date(&self, id: &'static str) -> Result<PartialDate, Wrong> {
        self.date_or(id)?.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// A whole number.
    pub(super) fn number<T: FromStr>(&self, id: &'static str) -> Result<T, Wrong> {
        self.number_or(id)?.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// A whole number, where there is one.
    pub(super) fn number_or<T: FromStr>(&self, id: &'static str) -> Result<Option<T>, Wrong> {
        self.of(id, |t| t.replace(['.', ' '], "").parse().ok(), Problem::NoNumber)
    }

    /// A citizen number, where there is one.
    pub(super) fn citizen(&self, id: &'static str) -> Result<Option<CitizenNumber>, Wrong> {
        self.of(id, CitizenNumber::parse, |_| Problem::NoCitizenNumber)
    }

    /// One of a group, where one is chosen.
    pub(super) fn coded_or<T: Coded>(&self, id: &'static str) -> Result<Option<T>, Wrong> {
        self.of(id, T::coded, Problem::NoChoice)
    }

    /// One of a group.
    pub(super) fn coded<T: Coded>(&self, id: &'static str) -> Result<T, Wrong> {
        self.coded_or(id)?.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// An entry of a small list; 0 for none.
    pub(super) fn listed(&self, id: &'static str, list: ListName) -> Result<ListId, Wrong> {
        let entry = self.of(id, |t| self.view.catalogue.lists().coded(list, t).map(|e| e.id), Problem::NoChoice)?;
        Ok(entry.unwrap_or(ListId(0)))
    }

    /// A kind of unit.
    pub(super) fn kind(&self, id: &'static str) -> Result<KindId, Wrong> {
        let kind = self.of(id, |t| self.view.catalogue.kind_coded(t).map(|k| k.id), Problem::NoChoice)?;
        kind.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    pub(super) fn title(&self, id: &'static str) -> Result<TitleId, Wrong> {
        let title = self.of(id, |t| self.view.catalogue.title_coded(t).map(|k| k.id), Problem::NoChoice)?;
        title.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// Yes or no.
    pub(super) fn flag(&self, id: &'static str) -> Result<bool, Wrong> {
        Ok(!matches!(self.text(id)?, "" | "no"))
    }

    pub(super) fn period(&self, id: &'static str) -> Result<Period, Wrong> {
        self.period_or(id)?.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// A period, where one is given.
    pub(super) fn period_or(&self, id: &'static str) -> Result<Option<Period>, Wrong> {
        self.of(id, Period::parse, Problem::NoPeriod)
    }

    /// A cadre of the register, where one is named.
    pub(super) fn cadre_or(&self, id: &'static str) -> Result<Option<CadreId>, Wrong> {
        self.of(id, |t| t.parse().ok().filter(|c| self.view.cadre(*c).is_some()), Problem::NoSuch)
    }

    /// A unit of the register, where one is named.
    pub(super) fn unit_or(&self, id: &'static str) -> Result<Option<UnitId>, Wrong> {
        self.of(id, |t| t.parse().ok().filter(|u| self.view.unit(*u).is_some()), Problem::NoSuch)
    }

    /// A post of the register, where one is named.
    pub(super) fn post_or(&self, id: &'static str) -> Result<Option<PostId>, Wrong> {
        self.of(id, |t| t.parse().ok().filter(|p| self.view.post(*p).is_some()), Problem::NoSuch)
    }

    /// A term of office.
    pub(super) fn term(&self, id: &'static str) -> Result<TermId, Wrong> {
        let terms = self.view.catalogue.terms();
        let term = self.of(id, |t| terms.iter().find(|term| term.id == t).map(|t| t.number), Problem::NoChoice)?;
        term.ok_or(Wrong { column: id, problem: Problem::Needed })
    }

    /// A review round, where one is named.
    pub(super) fn round_or(&self, id: &'static str) -> Result<Option<RoundId>, Wrong> {
        self.of(id, |t| t.parse().ok().filter(|r| self.view.snapshot.rounds.contains_key(r)), Problem::NoSuch)
    }

    /// A time of which the last day may be open.
    pub(super) fn span(&self) -> Result<Span, Wrong> {
        let from = self.day_or("from")?.unwrap_or(Day::MIN);
        let to = self.day_or("to")?.map_or(Day::MAX, Day::next);
        let span = Span { from, to };
        if from < to { Ok(span) } else { Err(Wrong { column: "to", problem: Problem::EndsFirst(span) }) }
    }

    /// A decision: both its number and its date, or neither.
    pub(super) fn decision(&self, number: &'static str, on: &'static str) -> Result<Option<Decision>, Wrong> {
        let (no, day) = (self.line(number)?, self.day_or(on)?);
        match (no.is_empty(), day) {
            (true, None) => Ok(None),
            (true, Some(_)) => Err(Wrong { column: number, problem: Problem::Needed }),
            (false, None) => Err(Wrong { column: on, problem: Problem::Needed }),
            (false, Some(on)) => Ok(Some(Decision { number: no, on })),
        }
    }
}

/// A day as a cell has it; the ends of time are empty.
pub(super) fn day_cell(day: Day) -> String {
    if day == Day::MIN || day == Day::MAX { String::new() } else { day.to_string() }
}

/// First and last day of a span as cells have them.
pub(super) fn span_cells(span: Span) -> [String; 2] {
    [day_cell(span.from), if span.ends() { span.to.prev().to_string() } else { String::new() }]
}

/// Number and date of a decision as cells have them.
pub(super) fn decision_cells(decision: Option<&Decision>) -> [String; 2] {
    decision.map(|d| [d.number.clone(), d.on.to_string()]).unwrap_or_default()
}

/// Something that may be absent, as a cell has it.
pub(super) fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// The record that a cell names by id, where it names one.
#[must_use]
pub fn named(input: Input, cell: &str) -> Option<RecordKey> {
    let key = |kind, id| Some(RecordKey { kind, id });
    match input {
        Input::Cadre => cell.parse::<CadreId>().ok().and_then(|id| key(RecordKind::Cadre, id.0)),
        Input::Unit => cell.parse::<UnitId>().ok().and_then(|id| key(RecordKind::Unit, id.0)),
        Input::Post => cell.parse::<PostId>().ok().and_then(|id| key(RecordKind::Post, id.0)),
        _ => None,
    }
}
