//! Prompts: small forms that are no task of the register. A question before something is undone or carried out, a bound
//! of the journal, a file's name. Whoever opens one is called back with what was filled in.

use super::{Form, FormPurpose};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::host::Notice;
use crate::register::fields::{Column, Input};

/// What becomes of a prompt that was accepted.
#[derive(Debug, Clone)]
pub enum Taken {
    /// It closes.
    Close,
    /// It stays, with what is wrong beside a field.
    Stay(usize, Notice),
    /// It waits for the answer to a question.
    Wait(u64),
}

impl From<Result<(), (usize, Notice)>> for Taken {
    fn from(result: Result<(), (usize, Notice)>) -> Taken {
        result.map_or_else(|(at, said)| Taken::Stay(at, said), |()| Taken::Close)
    }
}

impl Taken {
    /// Waits for the answer, or closes where nothing was asked.
    #[must_use]
    pub fn wait(asked: Option<u64>) -> Taken {
        asked.map_or(Taken::Close, Taken::Wait)
    }
}

/// What a prompt does, beside its fields.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// Called with its cells.
    pub accept: Callback<Vec<String>, Taken>,
    /// Called once the register has taken what it asked for.
    pub done: Option<Callback>,
    /// Called when one leaves it while it waits.
    pub broken_off: Option<Callback>,
    /// Asks what may follow the path that is typed; the number of the question.
    pub paths: Option<fn(&mut Session, String) -> u64>,
}

impl Prompt {
    /// A prompt that calls back whose state is `S`.
    pub fn to<S: std::any::Any>(
        f: impl Fn(&mut S, &mut Session, Vec<String>) -> Taken + Send + Sync + 'static,
    ) -> Prompt {
        Prompt { accept: Callback::to(f), done: None, broken_off: None, paths: None }
    }

    /// A prompt that needs no screen's state.
    pub fn session(f: impl Fn(&mut Session, Vec<String>) -> Taken + Send + Sync + 'static) -> Prompt {
        Prompt { accept: Callback::session(f), done: None, broken_off: None, paths: None }
    }
}

/// A line of text that may stay empty.
pub const fn line(id: &'static str) -> Column {
    Column { id, input: Input::Line, needed: false }
}

/// A day that may stay empty.
pub const fn day(id: &'static str) -> Column {
    Column { id, input: Input::Day, needed: false }
}

/// Opens a prompt: its title, its fields, and what stands in them.
pub fn open(cx: &mut Session, prompt: Prompt, title: String, columns: &[Column], cells: &[String]) {
    let names = prompt.paths.is_some();
    let form = Form::new(cx, FormPurpose::Prompt(prompt), title, columns, cells);
    cx.over.open(form);
    if names {
        super::typed(cx);
    }
}

/// The first cell, or nothing.
#[must_use]
pub fn first(cells: &[String]) -> String {
    cells.first().cloned().unwrap_or_default()
}
