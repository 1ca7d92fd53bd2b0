//! The sheets of each record: what can be entered in it, row by row.

use super::card;
use super::column::{Column, Reader, Wrong};
use super::facts;
use super::lives;
use super::pools;
use super::rotations;
use super::rows::{self, SheetRow};
use super::rulings;
use super::texts;
use crate::domain::{Record, RecordKind};
use crate::register::problem::Problem;
use crate::register::view::View;
use serde::{Deserialize, Serialize};

macro_rules! sheets {
    ($($(#[$doc:meta])* $name:ident = $id:literal of $kind:ident, $columns:expr, $shape:ident $(, $flag:ident)*;)+) => {
        /// A table of rows that a record holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Sheet { $($(#[$doc])* $name,)+ }

        impl Sheet {
            /// All sheets, those of one record together.
            pub const ALL: &'static [Sheet] = &[$(Sheet::$name),+];

            /// Its name on the command line; the locales have its title under `sheet.ID`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Sheet::$name => $id),+ }
            }

            /// The record that holds it.
            #[must_use]
            pub fn kind(self) -> RecordKind {
                match self { $(Sheet::$name => RecordKind::$kind),+ }
            }

            #[must_use]
            pub fn columns(self) -> &'static [Column] {
                match self { $(Sheet::$name => $columns),+ }
            }

            fn shape(self) -> Shape {
                match self { $(Sheet::$name => Shape::$shape),+ }
            }

            fn flags(self) -> &'static [Flag] {
                match self { $(Sheet::$name => &[$(Flag::$flag),*]),+ }
            }
        }
    };
}

/// How many rows a sheet has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The record itself.
    One,
    /// Any number.
    List,
    /// Values of which one holds at a time: each may give way to the next from a day on.
    History,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flag {
    Sensitive,
}

sheets! {
    /// When a unit exists.
    UnitLife = "life" of Unit, lives::LIFE, One;
    /// What it is called.
    UnitName = "name" of Unit, rows::NAME, History;
    /// What kind it is, on which level.
    UnitForm = "form" of Unit, rows::FORM, History;
    /// Under whom it stands, in each line.
    UnitPlace = "place" of Unit, rows::PLACE, History;
    /// Where it stands among its siblings.
    UnitOrder = "order" of Unit, rows::NUMBER, History;
    /// Its codes of the statistics office.
    UnitCode = "unit-code" of Unit, rows::NUMBER, History;
    /// What it became.
    UnitBecame = "became" of Unit, rows::BECAME, List;
    /// What it declares.
    UnitTotal = "declared" of Unit, rows::TOTAL, List;
    UnitGrade = "unit-grade" of UnitGrades, facts::GRADE, List;
    /// Decisions by which more people of a unit may be graded excellent.
    ExcellentCap = "excellent-cap" of UnitGrades, facts::CAP, List;
    /// A post: its unit, title and life.
    Post = "post" of Post, lives::POST, One;
    Seats = "seats" of Post, rows::SEATS, History;
    /// Its seats of a term.
    PlannedSeats = "planned-seats" of Post, pools::PLANNED_SEATS, List;
    /// A cadre's card.
    Card = "card" of Cadre, card::COLUMNS, One;
    Qualification = "qualification" of Cadre, rows::QUALIFICATION, List;
    /// Ranks (ngạch, hạng).
    Rank = "rank" of Cadre, rows::RANK, History;
    Payroll = "payroll" of Cadre, rows::PAYROLL, History;
    Appointment = "appointment" of Appointment, rows::APPOINTMENT, One;
    Grade = "grade" of Grades, facts::GRADE, List;
    Conclusion = "conclusion" of Standing, facts::CONCLUSION, List, Sensitive;
    Vote = "vote" of Standing, facts::VOTE, List, Sensitive;
    /// Votes in which one was not voted on.
    Exempt = "exempt" of Standing, facts::EXEMPT, List, Sensitive;
    Discipline = "discipline" of Conduct, facts::DISCIPLINE, List, Sensitive;
    Praise = "praise" of Conduct, facts::PRAISE, List;
    Relative = "relative" of Kin, facts::RELATIVE, List, Sensitive;
    Status = "status" of Statuses, rows::STATUS, List, Sensitive;
    /// Courses and degrees.
    Course = "course" of Training, facts::COURSE, List;
    /// Work before the register.
    Career = "career" of Dossier, facts::CAREER, List;
    /// A place in a pool.
    Entry = "entry" of Entry, pools::ENTRY, One;
    /// How far it has come.
    Stage = "stage" of Entry, pools::STAGE, History;
    /// Its votes by step.
    StepVotes = "step-votes" of Entry, pools::STEP_VOTES, List, Sensitive;
    /// A review round.
    Round = "round" of Round, pools::ROUND_CARD, One;
    Step = "step" of Round, pools::STEP, List;
    /// A rotation or a transfer.
    Rotation = "rotation" of Rotation, rotations::ROTATION, One;
    /// How far it has come.
    Phase = "phase" of Rotation, rotations::PHASE, History;
    /// What was thought of the work.
    Assessment = "assessment" of Rotation, rotations::ASSESSMENT, List, Sensitive;
    /// What the office decided of a rule.
    Ruling = "ruling" of Ruling, rulings::RULING, One;
    /// Texts of the dossier.
    Texts = "texts" of Dossier, texts::COLUMNS, One, Sensitive;
}

impl Sheet {
    /// The sheet with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Sheet> {
        Sheet::ALL.iter().copied().find(|s| s.id() == id)
    }

    /// The sheets of a kind of record.
    pub fn of(kind: RecordKind) -> impl Iterator<Item = Sheet> {
        Sheet::ALL.iter().copied().filter(move |s| s.kind() == kind)
    }

    /// Its fields where a value gives way to another from a day on: it has no last day yet.
    #[must_use]
    pub fn columns_of_change(self) -> Vec<Column> {
        self.columns().iter().copied().filter(|c| c.id != "to").collect()
    }

    /// Whether it has any number of rows.
    #[must_use]
    pub fn is_list(self) -> bool {
        self.shape() != Shape::One
    }

    /// Whether its rows give way to each other from a day on.
    #[must_use]
    pub fn is_history(self) -> bool {
        self.shape() == Shape::History
    }

    /// Whether a projected screen, a draft and the clipboard must not have it.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        self.flags().contains(&Flag::Sensitive)
    }

    /// Whether one of its fields is sensitive though the sheet is not (số định danh cá nhân, tôn giáo).
    #[must_use]
    pub fn hides(self, column: &str) -> bool {
        self.is_sensitive()
            || (self == Sheet::Card && card::CARD.iter().any(|f| f.is_sensitive && f.column.id == column))
    }

    /// The rows of a record as cells.
    #[must_use]
    pub fn cells(self, record: &Record, view: &View) -> Vec<Vec<String>> {
        self.visit(&mut record.clone(), Read { view }).unwrap_or_default()
    }

    /// The record with a row set: the one at a place, or one more.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn set(self, record: &Record, row: Option<usize>, cells: &[String], view: &View) -> Result<Record, Wrong> {
        let mut becomes = record.clone();
        let reader = Reader { columns: self.columns(), cells, view };
        self.visit(&mut becomes, Set { row, reader, last: false }).unwrap_or(Err(Problem::Nothing.into()))?;
        Ok(becomes)
    }

    /// The record with one more row behind all others, in the order in which a file has them.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn append(self, record: &Record, cells: &[String], view: &View) -> Result<Record, Wrong> {
        let mut becomes = record.clone();
        let reader = Reader { columns: self.columns(), cells, view };
        let set = Set { row: None, reader, last: true };
        self.visit(&mut becomes, set).unwrap_or(Err(Problem::Nothing.into()))?;
        Ok(becomes)
    }

    /// The record with another value from a day on: what holds on the day ends before it.
    ///
    /// # Errors
    /// The field that is wrong, and why: also where a later change is known already, which would be lost.
    pub fn change(self, record: &Record, cells: &[String], view: &View) -> Result<Record, Wrong> {
        let mut becomes = record.clone();
        let columns = self.columns_of_change();
        let reader = Reader { columns: &columns, cells, view };
        self.visit(&mut becomes, Change(reader)).unwrap_or(Err(Problem::Nothing.into()))?;
        Ok(becomes)
    }

    /// The record without a row.
    ///
    /// # Errors
    /// There is no such row.
    pub fn without(self, record: &Record, row: usize) -> Result<Record, Wrong> {
        let mut becomes = record.clone();
        if self.visit(&mut becomes, Remove(row)) == Some(true) { Ok(becomes) } else { Err(Problem::Nothing.into()) }
    }

    fn visit<V: Visit>(self, record: &mut Record, visit: V) -> Option<V::Out> {
        Some(match (self, record) {
            (Sheet::UnitLife, Record::Unit(r)) => visit.one(r),
            (Sheet::UnitName, Record::Unit(r)) => visit.list(&mut r.names),
            (Sheet::UnitForm, Record::Unit(r)) => visit.list(&mut r.forms),
            (Sheet::UnitPlace, Record::Unit(r)) => visit.list(&mut r.places),
            (Sheet::UnitOrder, Record::Unit(r)) => visit.list(&mut r.ordinals),
            (Sheet::UnitCode, Record::Unit(r)) => visit.list(&mut r.codes),
            (Sheet::UnitBecame, Record::Unit(r)) => visit.list(&mut r.became),
            (Sheet::UnitTotal, Record::Unit(r)) => visit.list(&mut r.declared),
            (Sheet::UnitGrade, Record::UnitGrades(r)) => visit.list(&mut r.rows),
            (Sheet::ExcellentCap, Record::UnitGrades(r)) => visit.list(&mut r.caps),
            (Sheet::Post, Record::Post(r)) => visit.one(r),
            (Sheet::Seats, Record::Post(r)) => visit.list(&mut r.seats),
            (Sheet::PlannedSeats, Record::Post(r)) => visit.list(&mut r.planned),
            (Sheet::Entry, Record::Entry(r)) => visit.one(r),
            (Sheet::Stage, Record::Entry(r)) => visit.list(&mut r.stages),
            (Sheet::StepVotes, Record::Entry(r)) => visit.list(&mut r.votes),
            (Sheet::Round, Record::Round(r)) => visit.one(r),
            (Sheet::Step, Record::Round(r)) => visit.list(&mut r.steps),
            (Sheet::Rotation, Record::Rotation(r)) => visit.one(r),
            (Sheet::Phase, Record::Rotation(r)) => visit.list(&mut r.phases),
            (Sheet::Assessment, Record::Rotation(r)) => visit.list(&mut r.assessments),
            (Sheet::Ruling, Record::Ruling(r)) => visit.one(r),
            (Sheet::Card, Record::Cadre(r)) => visit.one(r),
            (Sheet::Qualification, Record::Cadre(r)) => visit.list(&mut r.qualifications),
            (Sheet::Rank, Record::Cadre(r)) => visit.list(&mut r.ranks),
            (Sheet::Payroll, Record::Cadre(r)) => visit.list(&mut r.payroll),
            (Sheet::Appointment, Record::Appointment(r)) => visit.one(r),
            (Sheet::Grade, Record::Grades(r)) => visit.list(&mut r.rows),
            (Sheet::Conclusion, Record::Standing(r)) => visit.list(&mut r.conclusions),
            (Sheet::Vote, Record::Standing(r)) => visit.list(&mut r.votes),
            (Sheet::Exempt, Record::Standing(r)) => visit.list(&mut r.exempt),
            (Sheet::Discipline, Record::Conduct(r)) => visit.list(&mut r.discipline),
            (Sheet::Praise, Record::Conduct(r)) => visit.list(&mut r.praise),
            (Sheet::Relative, Record::Kin(r)) => visit.list(&mut r.rows),
            (Sheet::Status, Record::Statuses(r)) => visit.list(&mut r.rows),
            (Sheet::Course, Record::Training(r)) => visit.list(&mut r.rows),
            (Sheet::Career, Record::Dossier(r)) => visit.list(&mut r.career),
            (Sheet::Texts, Record::Dossier(r)) => visit.one(r),
            _ => return None,
        })
    }
}

/// What is done to the rows of a sheet, whatever their type.
trait Visit {
    type Out;
    fn one<T: SheetRow>(self, row: &mut T) -> Self::Out;
    fn list<T: SheetRow>(self, rows: &mut Vec<T>) -> Self::Out;
}

struct Read<'a> {
    view: &'a View,
}

impl Visit for Read<'_> {
    type Out = Vec<Vec<String>>;

    fn one<T: SheetRow>(self, row: &mut T) -> Self::Out {
        vec![row.cells(self.view)]
    }

    fn list<T: SheetRow>(self, rows: &mut Vec<T>) -> Self::Out {
        rows.iter().map(|r| r.cells(self.view)).collect()
    }
}

/// Puts a row behind those that are not later.
fn put<T: SheetRow>(rows: &mut Vec<T>, row: T) {
    let at = rows.iter().position(|r| r.time() > row.time()).unwrap_or(rows.len());
    rows.insert(at, row);
}

struct Set<'a> {
    row: Option<usize>,
    reader: Reader<'a>,
    /// Behind all others, not where its time puts it.
    last: bool,
}

impl Visit for Set<'_> {
    type Out = Result<(), Wrong>;

    fn one<T: SheetRow>(self, row: &mut T) -> Self::Out {
        *row = T::read(&self.reader, Some(row))?;
        Ok(())
    }

    fn list<T: SheetRow>(self, rows: &mut Vec<T>) -> Self::Out {
        match self.row.map(|at| rows.get_mut(at)) {
            Some(Some(row)) => *row = T::read(&self.reader, Some(row))?,
            Some(None) => return Err(Problem::Nothing.into()),
            None => {
                let row = T::read(&self.reader, None)?;
                if rows.contains(&row) {
                    return Err(Problem::Nothing.into());
                }
                if self.last {
                    rows.push(row);
                } else {
                    put(rows, row);
                }
            }
        }
        Ok(())
    }
}

struct Change<'a>(Reader<'a>);

impl Visit for Change<'_> {
    type Out = Result<(), Wrong>;

    fn one<T: SheetRow>(self, _: &mut T) -> Self::Out {
        Err(Problem::Nothing.into())
    }

    fn list<T: SheetRow>(self, rows: &mut Vec<T>) -> Self::Out {
        let mut new = T::read(&self.0, None)?;
        let (series, Some(span)) = (new.series(), new.span().copied()) else {
            return Err(Problem::Nothing.into());
        };
        let mut before = new.clone();
        for row in rows.iter_mut().filter(|r| r.series() == series) {
            let Some(held) = row.span().copied() else { continue };
            if held.from > span.from {
                return Err(Wrong { column: "from", problem: Problem::ChangesLater(held.from) });
            }
            if held.holds(span.from) {
                // the same value goes on: nothing changes
                if let Some(own) = before.span() {
                    *own = held;
                }
                if before == *row {
                    return Err(Problem::Nothing.into());
                }
                if let Some(own) = row.span() {
                    own.to = span.from;
                }
            }
        }
        rows.retain_mut(|r| r.span().is_none_or(|s| s.from < s.to));
        put(rows, new);
        Ok(())
    }
}

struct Remove(usize);

impl Visit for Remove {
    type Out = bool;

    fn one<T: SheetRow>(self, _: &mut T) -> bool {
        false
    }

    fn list<T: SheetRow>(self, rows: &mut Vec<T>) -> bool {
        if self.0 < rows.len() {
            rows.remove(self.0);
            return true;
        }
        false
    }
}
