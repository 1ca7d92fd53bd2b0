//! What a record holds that no form shows: files keep it beside the fields of its sheet, so that what is exported and
//! imported again is the same.

use super::codes::Coded;
use super::column::{Column, Input, Reader, Wrong, asked, cell, decision_cells, needed};
use super::sheet::Sheet;
use crate::domain::{Act, ActKind, CadreId, EntryId, Record};
use crate::register::problem::Problem;
use crate::register::view::View;

/// Whom an appointment, an entry, a rotation speaks of.
const CADRE: Column = needed("cadre", Input::Cadre);

const CARD: &[Column] = &[asked("origin-code", Input::Number)];
const APPOINTMENT: &[Column] = &[CADRE];
const ENTRY: &[Column] = &[CADRE, asked("carried", Input::Line)];
const ROTATION: &[Column] = &[
    CADRE,
    asked("extension", Input::Line),
    asked("extension-date", Input::Day),
    asked("ended-act", Input::Choice(super::Choice::Group(ActKind::GROUP))),
    asked("ended-decision", Input::Line),
    asked("ended-date", Input::Day),
];

impl Sheet {
    /// Columns of files beside its fields.
    #[must_use]
    pub fn beside(self) -> &'static [Column] {
        match self {
            Sheet::Card => CARD,
            Sheet::Appointment => APPOINTMENT,
            Sheet::Entry => ENTRY,
            Sheet::Rotation => ROTATION,
            _ => &[],
        }
    }

    /// Their cells; every sheet that has any has one row.
    #[must_use]
    pub fn beside_cells(self, record: &Record) -> Vec<String> {
        match (self, record) {
            (Sheet::Card, Record::Cadre(r)) => vec![cell(r.origin.code)],
            (Sheet::Appointment, Record::Appointment(r)) => vec![r.cadre.to_string()],
            (Sheet::Entry, Record::Entry(r)) => vec![r.cadre.to_string(), cell(r.carried)],
            (Sheet::Rotation, Record::Rotation(r)) => {
                let ended = r.ended.as_ref();
                let [extension, on] = decision_cells(r.extension.as_ref());
                let [decision, dated] = decision_cells(ended.and_then(|e| e.decision.as_ref()));
                let act = ended.map(|e| e.kind.code().to_owned()).unwrap_or_default();
                vec![r.cadre.to_string(), extension, on, act, decision, dated]
            }
            _ => Vec::new(),
        }
    }

    /// Sets what stands beside the fields. Whom a record speaks of is set where it is made and does not change.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn set_beside(self, record: &mut Record, cells: &[String], view: &View) -> Result<(), Wrong> {
        let reader = Reader { columns: self.beside(), cells, view };
        match (self, record) {
            (Sheet::Card, Record::Cadre(r)) => r.origin.code = reader.number_or("origin-code")?,
            (Sheet::Appointment, Record::Appointment(r)) => same(&reader, r.cadre)?,
            (Sheet::Entry, Record::Entry(r)) => {
                same(&reader, r.cadre)?;
                r.carried = match reader.line("carried")? {
                    text if text.is_empty() => None,
                    text => Some(text.parse::<EntryId>().map_err(|_| wrong("carried", Problem::NoSuch(text)))?),
                };
            }
            (Sheet::Rotation, Record::Rotation(r)) => {
                same(&reader, r.cadre)?;
                r.extension = reader.decision("extension", "extension-date")?;
                let decision = reader.decision("ended-decision", "ended-date")?;
                r.ended = match (reader.coded_or("ended-act")?, decision) {
                    (None, Some(_)) => return Err(wrong("ended-act", Problem::Needed)),
                    (kind, decision) => kind.map(|kind| Act { kind, decision }),
                };
            }
            _ => {}
        }
        Ok(())
    }
}

fn wrong(column: &'static str, problem: Problem) -> Wrong {
    Wrong { column, problem }
}

fn same(reader: &Reader<'_>, cadre: CadreId) -> Result<(), Wrong> {
    match reader.cadre_or("cadre")? {
        Some(other) if other != cadre => Err(wrong("cadre", Problem::NoSuch(other.to_string()))),
        _ => Ok(()),
    }
}
