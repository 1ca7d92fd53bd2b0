//! One field of a form: what is typed in it, what it offers, what is wrong with it.

use super::options::{self, Offer};
use crate::app::input::line::Input as Line;
use crate::app::session::host::Notice;
use crate::app::words::Words;
use crate::domain::AppointmentId;
use crate::register::View;
use crate::register::fields::{Column, Input};
use crate::search::fold;

/// A seat that somebody still holds, and what the rules say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub appointment: AppointmentId,
    /// Title and unit.
    pub name: String,
    /// What becomes of it by the rules, and by which.
    pub says: String,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it takes.
    pub column: Column,
    /// The group of the locale that has its label under the column's name.
    pub group: &'static str,
    /// What is typed.
    pub input: Line,
    /// What is wrong with it.
    pub problem: Option<Notice>,
    /// What somebody else has made of it meanwhile.
    pub theirs: Option<String>,
    /// What fits what is typed.
    pub offers: Vec<Offer>,
    /// The offer under the cursor, once one has gone into the list.
    pub on: Option<usize>,
    /// The seat that it decides on, where it is one of those that are still held.
    pub seat: Option<Seat>,
    all: Vec<Offer>,
    picked: Option<(String, String)>,
}

impl Field {
    /// A field with a cell in it.
    #[must_use]
    pub fn new(words: &Words, view: &View, column: Column, cell: &str) -> Field {
        let all = options::all(words, view, column.input);
        let text = options::shown(words, view, column.input, cell);
        let picked = (!cell.is_empty()).then(|| (cell.to_owned(), text.clone()));
        let mut input = Line::offering(&text);
        if column.input == Input::Text {
            input = Line::long(&text);
        }
        Field {
            column,
            group: "entry",
            input,
            problem: None,
            theirs: None,
            offers: all.clone(),
            on: None,
            seat: None,
            all,
            picked,
        }
    }

    /// What it is called: a seat by its own name, others by the words of their column.
    #[must_use]
    pub fn called(&self, words: &Words) -> String {
        self.seat.as_ref().map_or_else(|| words.get(&self.label()).to_owned(), |seat| seat.name.clone())
    }

    /// Key of the locale of its label.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}.{}", self.group, self.column.id)
    }

    /// Whether it offers something to choose from.
    #[must_use]
    pub fn chooses(&self) -> bool {
        !self.all.is_empty() || self.finds()
    }

    /// Whether what it takes is found on the register.
    #[must_use]
    pub fn finds(&self) -> bool {
        matches!(self.column.input, Input::Cadre | Input::Unit | Input::Post)
    }

    /// The cell that is meant; what is meant by nothing stays as it is typed, and is wrong.
    #[must_use]
    pub fn cell(&self) -> String {
        let text = self.input.text();
        if let Some((cell, of)) = &self.picked
            && *of == text
        {
            return cell.clone();
        }
        if self.column.input == Input::Text {
            return text;
        }
        let text = text.trim();
        match options::meant(&self.all, text) {
            Some(offer) if !text.is_empty() => offer.cell.clone(),
            _ => text.to_owned(),
        }
    }

    /// Whether what is typed stands for something.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let text = self.input.text();
        let picked = self.picked.as_ref().is_some_and(|(_, of)| *of == text);
        text.trim().is_empty() || !self.chooses() || picked || options::meant(&self.all, &text).is_some()
    }

    /// What is typed has changed: offers follow.
    pub fn typed(&mut self) {
        self.problem = None;
        self.on = None;
        if !self.finds() {
            self.offers = options::fitting(&self.all, &self.input.text());
        }
        if self.seat.is_some() {
            // one key decides: the first letter of what it offers
            let typed = fold(&self.input.text());
            let mut meant = self.all.iter().filter(|o| !typed.is_empty() && fold(&o.text).starts_with(&typed));
            if let (Some(offer), None) = (meant.next().cloned(), meant.next()) {
                self.set(offer.cell, offer.text);
            }
        }
    }

    /// What was found came.
    pub fn found(&mut self, offers: Vec<Offer>) {
        self.on = self.on.filter(|at| *at < offers.len());
        self.offers = offers;
    }

    /// Into the list of offers, along it, or out of it at its top; whether the step stayed in the field.
    pub fn step(&mut self, down: bool) -> bool {
        let last = self.offers.len().min(options::SHOWN).checked_sub(1);
        let next = match (self.on, last, down) {
            (_, None, _) | (None, _, false) => return false,
            (None, Some(_), true) => Some(0),
            (Some(at), Some(last), true) => Some((at + 1).min(last)),
            (Some(at), Some(_), false) => at.checked_sub(1),
        };
        self.on = next;
        true
    }

    /// Takes the offer under the cursor, or the best where none is; whether there was one to take.
    pub fn take(&mut self) -> bool {
        let wanted = self.on.or_else(|| (!self.is_settled()).then_some(0));
        let Some(offer) = wanted.and_then(|at| self.offers.get(at)).cloned() else { return false };
        self.set(offer.cell, offer.text);
        true
    }

    /// Puts a cell in.
    pub fn set(&mut self, cell: String, text: String) {
        self.input = Line::offering(&text);
        self.picked = Some((cell, text));
        self.on = None;
        self.problem = None;
        self.offers = if self.finds() { Vec::new() } else { self.all.clone() };
    }
}
