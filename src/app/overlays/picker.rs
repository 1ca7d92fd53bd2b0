//! The one picker: something is typed, what fits stays, Enter takes it. What was found, actions with their keys,
//! orders, columns and provinces all come through it; whoever opens it is called back with what was chosen.

use super::seek::{Beside, Seek};
use crate::app::input::action::Action;
use crate::app::input::line::Input;
use crate::app::parts::list::{List, Motion};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::over::Dialog;
use crate::search::query::Completion;
use crate::search::{Found, fold};
use std::ops::Range;

/// How a picker looks and what its keys do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Choices, one of which is taken.
    Plain,
    /// Choices that are ticked.
    Ticks,
    /// What is found on the register.
    Find,
    /// Actions with their keys: help, and a palette.
    Help,
    /// Provinces that a store can be started for; they may come after it was opened.
    Provinces,
    /// People tried for a pool, to be ticked.
    Candidates,
}

/// The picker.
#[derive(Debug, Clone)]
pub struct Picker {
    /// How it looks.
    pub look: Look,
    /// Key of the locale of its title.
    pub title: &'static str,
    /// What is typed.
    pub input: Input,
    /// What fits.
    pub choices: Vec<Choice>,
    /// Cursor and window.
    pub list: List,
    /// Of people tried for a pool: how many there are, and how many meet every gate.
    pub tried: Option<(usize, usize)>,
    /// How many fit in all, and how long it took in microseconds, where something was found.
    pub found: Option<(usize, u64)>,
    /// Whether an answer is on its way.
    pub waiting: bool,
    /// What finding knows beside.
    pub seek: Seek,
    /// Called when what is typed has changed, where its owner looks for the choices.
    pub(in crate::app) typed: Option<Callback>,
    /// Called when it is accepted, where its owner takes more than one choice.
    pub(in crate::app) accept: Option<Callback>,
    pub(in crate::app) all: Vec<Choice>,
    pub(in crate::app) generation: u64,
}

/// A row of the picker.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is done when it is taken, or when it is ticked.
    pub then: Option<Callback>,
    /// What it stands for on the register, where it was found there.
    pub what: Option<Found>,
    /// What stands before it: its keys.
    pub keys: String,
    /// What it is called.
    pub text: String,
    /// More about it.
    pub detail: String,
    /// Letters of `text` that matched.
    pub ranges: Vec<Range<usize>>,
    /// Whether it is ticked, where it can be.
    pub ticked: Option<bool>,
    /// Why it cannot be taken now, where it cannot.
    pub barred: Option<String>,
    /// What it is found by besides: its name and help in the other language.
    pub(in crate::app) also: String,
    /// What a hit tells beside its text.
    pub beside: Beside,
}

impl Choice {
    /// A choice with what is done when it is taken.
    #[must_use]
    pub fn new(text: impl Into<String>, then: Callback) -> Choice {
        Choice { text: text.into(), then: Some(then), ..Choice::default() }
    }

    /// The same with more about it.
    #[must_use]
    pub fn with(self, detail: impl Into<String>) -> Choice {
        Choice { detail: detail.into(), ..self }
    }

    /// A hit.
    pub(in crate::app) fn found(what: Found, text: &str) -> Choice {
        Choice { what: Some(what), text: text.to_owned(), ..Choice::default() }
    }
}

impl Picker {
    pub(in crate::app) fn new(look: Look, title: &'static str, all: Vec<Choice>) -> Picker {
        let choices = all.clone();
        let list = List { len: choices.len(), height: 1, ..List::default() };
        Picker {
            look,
            title,
            input: Input::default(),
            choices,
            list,
            found: None,
            tried: None,
            waiting: false,
            seek: Seek::default(),
            typed: None,
            accept: None,
            all,
            generation: 0,
        }
    }

    /// Whether several can be ticked.
    #[must_use]
    pub fn ticks(&self) -> bool {
        matches!(self.look, Look::Ticks | Look::Candidates)
    }

    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Choice> {
        self.choices.get(self.list.cursor)
    }

    /// What the key would put in: the first completion, where what is typed is the name of a field or a value that is only
    /// begun.
    pub(super) fn completion(&self) -> Option<&Completion> {
        let first = self.seek.completions.first()?;
        let (before, _) = self.input.halves();
        let typed: String = before.chars().skip(before.chars().count().saturating_sub(first.replaces)).collect();
        let is_value = before.contains([':', '=', '<', '>']) && !first.text.ends_with(':');
        // the beginning of a name is more often a word than a field: only whoever typed most of it means the field
        const MEANT: usize = 3;
        let meant = is_value || typed.chars().count() >= MEANT && self.choices.is_empty();
        (typed != first.text && meant).then_some(first)
    }

    /// Whether the key that goes to the next kind would complete what is typed.
    #[must_use]
    fn completes(&self) -> bool {
        self.seek.naming.is_none() && self.completion().is_some()
    }

    /// Other choices to narrow down.
    pub(in crate::app) fn fill(&mut self, choices: Vec<Choice>) {
        self.all = choices;
        self.waiting = false;
        self.narrow();
    }

    /// Leaves what has every word that was typed; words of the keys count whole.
    pub(in crate::app) fn narrow(&mut self) {
        let typed = self.input.text();
        let folded = fold(&typed);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let fits = |c: &Choice| {
            let text = fold(&format!("{} {} {}", c.text, c.detail, c.also));
            let is_key = c.keys.split("  ").any(|k| k == typed.trim());
            is_key || words.iter().all(|w| text.contains(w))
        };
        self.choices = self.all.iter().filter(|c| fits(c)).cloned().collect();
        // whoever types a key means that key
        self.choices.sort_by_key(|c| !c.keys.split("  ").any(|k| !k.is_empty() && k == typed.trim()));
        self.list.len = self.choices.len();
        self.list.go(0);
    }

    /// Ticks the choice under the cursor, or takes its tick away; what is to be done with it.
    pub(in crate::app) fn tick(&mut self) -> Option<Callback> {
        let choice = self.choices.get_mut(self.list.cursor)?;
        let (ticked, what, text) = (choice.ticked?, choice.what, choice.text.clone());
        choice.ticked = Some(!ticked);
        let then = choice.then.clone();
        for other in self.all.iter_mut().filter(|c| c.what == what && c.text == text) {
            other.ticked = Some(!ticked);
        }
        self.list.step(Motion::Down);
        then
    }
}

impl Dialog for Picker {
    fn hints(&self) -> &'static [Action] {
        use Action as A;
        match self.look {
            _ if self.ticks() => &[A::NextField, A::Accept, A::Down, A::Cancel],
            _ if self.seek.naming.is_some() => &[A::Accept, A::Cancel],
            Look::Find => &[
                A::Accept,
                A::NextField,
                A::FoundWithin,
                A::FoundUnit,
                A::FoundTable,
                A::FoundPlan,
                A::FoundMark,
                A::Save,
                A::RecallQuery,
                A::FoundCopy,
                A::Cancel,
            ],
            _ => &[A::Accept, A::Down, A::Cancel],
        }
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match (action, self.look) {
            (Action::NextField, Look::Find | Look::Candidates) if self.completes() => Some("hint.complete"),
            (Action::NextField, Look::Find) => Some("hint.kind"),
            (Action::NextField, _) if self.ticks() => Some("hint.tick"),
            (Action::Accept, _) if self.seek.naming.is_some() => Some("hint.name"),
            (Action::Save, Look::Find) => Some("hint.save-query"),
            _ => None,
        }
    }
}

/// Opens a picker.
pub(in crate::app) fn show(cx: &mut Session, picker: Picker) {
    cx.over.open(picker);
}

/// Offers what can be entered or done here; nothing to choose from is said by `none`.
pub fn offer(cx: &mut Session, choices: Vec<Choice>) {
    show(cx, Picker::new(Look::Plain, "picker.tasks", choices));
}
