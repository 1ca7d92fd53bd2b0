//! Small forms that are no task of the register: a question before something is taken back or carried out, a bound of
//! the journal, a line of a plan.

use super::{Form, FormPurpose};
use crate::app::model::{Model, Over};
use crate::app::outgoing;
use crate::app::screens::journal::{self, filters};
use crate::app::screens::reorganise::{self, Part};
use crate::app::screens::{chain, import, plan, report};
use crate::app::session::host::Said;
use crate::domain::Revision;
use crate::register::fields::{Column, Input};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    /// Whether a revision is taken back; of another author's the name is typed.
    TakeBack(Revision),
    /// Days to which the journal is narrowed.
    JournalDays,
    /// Words to which the journal is narrowed.
    JournalText,
    /// A line of a reorganisation.
    Part(Part),
    /// The name of a unit that a reorganisation begins.
    NewUnit,
    /// The exception that a draft of pools rests on.
    PlanException,
    /// The name of a draft of pools.
    DraftName,
    /// The decision that a replacement chain rests on.
    Chain,
    /// The name of a scenario.
    ChainName,
    /// Whether a reorganisation shall be carried out.
    CarryOut,
    /// The file that is to be taken in.
    ImportFile,
    /// From which day on what it changes holds.
    ImportSince,
    /// The exception that it rests on.
    ImportException,
    /// The file from which its map is taken.
    ImportTakeMap,
    /// The file into which its map is written.
    ImportSaveMap,
    /// Whether it shall be taken in.
    Import,
    /// The file for refused rows.
    ImportErrors,
    /// The name of a file.
    Save,
    /// The day with which a report is compared.
    ReportDay,
}

/// What becomes of a form that was accepted.
enum Then {
    /// It closes.
    Close,
    /// It stays, with what is wrong beside a field.
    Stay(usize, Said),
    /// It waits for the register.
    Wait(u64),
}

/// A line of text that may stay empty.
pub const fn line(id: &'static str) -> Column {
    Column { id, input: Input::Line, needed: false }
}

/// A day that may stay empty.
pub const fn day(id: &'static str) -> Column {
    Column { id, input: Input::Day, needed: false }
}

/// Opens a small form: its title, and its fields with what they offer.
pub fn open(model: &mut Model, small: Small, title: String, columns: &[Column], cells: &[String]) {
    let form = Form::new(model, FormPurpose::Small(small), title, columns, cells);
    model.cx.over = Some(Over::Form(Box::new(form)));
}

/// Takes it.
pub(super) fn accept(model: &mut Model, small: Small, mut form: Box<Form>) {
    let cells = form.cells();
    let text = |at: usize| cells.get(at).cloned().unwrap_or_default();
    let stay =
        |result: Result<(), (usize, Said)>| result.map_or_else(|(at, said)| Then::Stay(at, said), |()| Then::Close);
    let then = match small {
        Small::TakeBack(revision) => {
            let generation = model.cx.next_generation();
            journal::accepted(model, generation, revision, cells.first().cloned());
            Then::Wait(generation)
        }
        Small::JournalDays => stay(filters::days(model, &cells)),
        Small::JournalText => {
            let text = text(0);
            model.screens.journal.query.intent = (!text.trim().is_empty()).then(|| model.cx.words.intent(&text));
            Then::Close
        }
        Small::Part(part) => stay(reorganise::typed(model, part, &cells)),
        Small::NewUnit => stay(reorganise::named(model, &text(0)).map_err(|said| (0, said))),
        Small::PlanException => match plan::saving::excepted(model, &cells) {
            Ok(()) => Then::Close,
            Err((at, said)) => Then::Stay(at, said),
        },
        Small::Chain => stay(chain::filled_in(model, &cells)),
        Small::ChainName => {
            chain::named(model, &text(0));
            Then::Close
        }
        Small::DraftName => {
            plan::saving::named(model, &text(0));
            Then::Close
        }
        Small::ReportDay => stay(report::compare(model, &text(0))),
        Small::Save => match outgoing::named(model, &cells) {
            Ok(generation) => Then::Wait(generation),
            Err((at, said)) => Then::Stay(at, said),
        },
        Small::ImportFile => stay(import::file(model, &text(0))),
        Small::ImportSince => stay(import::since(model, &text(0))),
        Small::ImportException => stay(import::excepted(model, &cells)),
        Small::ImportTakeMap => stay(import::take_map(model, &text(0))),
        Small::ImportSaveMap => {
            let generation = model.cx.next_generation();
            if import::save_map(model, generation, &text(0), text(1) == "yes") {
                Then::Wait(generation)
            } else {
                Then::Close
            }
        }
        Small::Import => {
            let generation = model.cx.next_generation();
            if import::accepted(model, generation) { Then::Wait(generation) } else { Then::Close }
        }
        Small::ImportErrors => {
            let generation = model.cx.next_generation();
            if import::errors(model, generation, &text(0)) { Then::Wait(generation) } else { Then::Close }
        }
        Small::CarryOut => {
            let generation = model.cx.next_generation();
            if reorganise::accepted(model, generation) { Then::Wait(generation) } else { Then::Close }
        }
    };
    match then {
        Then::Close => return,
        Then::Wait(generation) => form.waits = Some(generation),
        Then::Stay(at, said) => {
            form.at = at;
            if let Some(field) = form.fields.get_mut(at) {
                field.problem = Some(said);
            }
        }
    }
    model.cx.over = Some(Over::Form(form));
}

/// The register has taken what it asked for.
pub(super) fn done(model: &mut Model, small: Small) {
    match small {
        Small::CarryOut => reorganise::done(model),
        Small::Import => import::done(model),
        _ => {}
    }
}
