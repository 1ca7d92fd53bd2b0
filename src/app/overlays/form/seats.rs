//! The seats that whoever leaves still holds, a field each behind the task's own: what the rules say stands there, one key
//! decides otherwise, and what is to be decided must be.

use super::field::{Field, Seat};
use super::{Form, FormPurpose};
use crate::app::session::Session;
use crate::app::words::{Words, subject};
use crate::domain::Subject;
use crate::policy::{self, SeatFate};
use crate::register::fields::codes::{Coded, SeatChoice};
use crate::register::fields::{Choice, Column, Input, Records};

/// A seat's field chooses what becomes of it.
const SEAT: Column = Column { id: "seats", input: Input::Choice(Choice::Group(SeatChoice::GROUP)), needed: false };

/// What the rules say of a seat, and which rule says it.
#[must_use]
pub fn says(words: &Words, seat: &policy::Seat<'_>) -> String {
    let fate = match seat.fate {
        SeatFate::Ends => "seats.ends",
        SeatFate::Stays => "seats.stays",
        SeatFate::Decide => "seats.decide",
    };
    match seat.rule {
        Some(rule) => format!("{}: {} ({})", words.get(fate), words.pick(&rule.vi, &rule.en), rule.source),
        None => words.get(fate).to_owned(),
    }
}

/// Lays the fields of the seats that are held by what stands in the form now; what was chosen for one stays.
pub(super) fn lay(cx: &Session, form: &mut Form) {
    let (FormPurpose::Task(task), Some(at)) = (&form.purpose, form.seats) else { return };
    let mut cells = form.cells();
    let records = Records { view: &cx.view, texts: &form.texts };
    let seats = task.seats(records, &cells, &cx.policy);
    let chosen = task.seat_choices(&cells);
    if let Some(cell) = cells.get_mut(at) {
        // by the rules alone, to see where something else was chosen
        cell.clear();
    }
    task.fill_seats(records, &mut cells, &cx.policy);
    let by_rule = task.seat_choices(&cells);
    let own = form.exception.unwrap_or(form.fields.len());
    let before: Vec<Field> = form.fields.splice(at..own, []).collect();
    let typed = form.at.checked_sub(at).and_then(|nth| before.get(nth)).and_then(|f| f.seat.clone());
    let count = seats.len();
    for seat in &seats {
        let id = seat.appointment;
        let says = says(&cx.words, seat);
        let same = before.iter().find(|f| f.seat.as_ref().is_some_and(|s| s.appointment == id && s.says == says));
        let field = same.cloned().unwrap_or_else(|| {
            let known = before.iter().any(|f| f.seat.as_ref().is_some_and(|s| s.appointment == id));
            // a choice that was read with the form holds; one made under another rule gives way to what is said now
            let choice = if known { by_rule.get(&id) } else { chosen.get(&id).or(by_rule.get(&id)) };
            let needed = seat.fate == SeatFate::Decide;
            let cell = choice.map(|choice| choice.code()).unwrap_or_default();
            let post = cx.view.snapshot.appointments.get(&id).map(|a| Subject::Post(a.post));
            let name = post.map(|post| subject(&cx.view, post)).unwrap_or_default();
            let mut field = Field::new(&cx.words, &cx.view, Column { needed, ..SEAT }, cell);
            field.seat = Some(Seat { appointment: id, name, says });
            field
        });
        let place = form.fields.len().min(at + seats.iter().position(|s| s.appointment == id).unwrap_or(0));
        form.fields.insert(place, field);
    }
    form.exception = form.exception.map(|_| at + count);
    form.at = match typed {
        Some(seat) => form.fields.iter().position(|f| f.seat.as_ref() == Some(&seat)).unwrap_or(at.saturating_sub(1)),
        None if form.at >= own => form.at - own + at + count,
        None => form.at,
    };
    form.seat_cell.clear();
}

/// What the fields of seats say together, as the task's field has it.
pub(super) fn cell(form: &Form, at: usize) -> String {
    let own = form.exception.unwrap_or(form.fields.len());
    let fields = form.fields.get(at..own).unwrap_or_default();
    let said = fields.iter().filter_map(|f| Some((f.seat.as_ref()?.appointment, f.cell())));
    let said: Vec<String> = said.filter(|(_, c)| !c.is_empty()).map(|(id, c)| format!("{id}:{c}")).collect();
    if said.is_empty() { form.seat_cell.clone() } else { said.join(",") }
}
