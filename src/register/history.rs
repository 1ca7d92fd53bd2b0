//! What a list says of earlier days: appointments that it records, which nobody makes now.
//!
//! An appointment that is entered (form, command, step) is an act and is judged by the rules of its day. A list of people
//! says what they hold: of somebody who comes onto the register with it, and of an act of before the register was kept,
//! the appointments are history. They are recorded, and not refused for what the record of that time lacks; how many is
//! told. What breaks its rules is found where what stands is looked at.

use super::snapshot::Snapshot;
use crate::domain::{Appointment, Edit, Ladder, Record};
use crate::register::view::View;

/// Why an appointment of a list is recorded and not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recorded {
    /// The person comes onto the register with the list.
    NewPerson,
    /// It was decided before the register was kept.
    Before,
}

/// Why an appointment of a list is history, against the register as it stood before the list; none where it is an act.
fn recorded(before: &Snapshot, appointment: &Appointment) -> Option<Recorded> {
    if !before.cadres.contains_key(&appointment.cadre) {
        return Some(Recorded::NewPerson);
    }
    let kept = before.kept_since?;
    (appointment.decided() < kept).then_some(Recorded::Before)
}

/// Whether an appointment of a list is history.
#[must_use]
pub fn is_history(before: &Snapshot, appointment: &Appointment) -> bool {
    recorded(before, appointment).is_some()
}

/// How many appointments to leadership posts and committees edits record, of new people and of before the register was
/// kept.
#[must_use]
pub fn count(before: &View, edits: &[Edit]) -> [usize; 2] {
    let mut counts = [0, 0];
    for edit in edits.iter().filter(|e| e.was.is_none()) {
        let Some(Record::Appointment(a)) = &edit.becomes else { continue };
        let title = before.post(a.post).and_then(|post| before.title(post));
        if title.is_some_and(|title| title.ladder == Ladder::Staff) {
            continue;
        }
        match recorded(&before.snapshot, a) {
            Some(Recorded::NewPerson) => counts[0] += 1,
            Some(Recorded::Before) => counts[1] += 1,
            None => {}
        }
    }
    counts
}
