//! Who leaves the main post by a task, and what the rules say of each seat that is still held then.

use super::acts::Operation;
use super::codes::{Coded, Leaves, SeatChoice};
use super::column::{Input, Reader};
use super::moving::{Moving, sent_by};
use super::records::Records;
use super::seats::{held, said};
use super::task::Task;
use crate::domain::{ActKind, AppointmentId, CadreId, Day, MoveKind, PostId};
use crate::policy::{Departure, Policy, Seat, SeatFate};
use std::collections::BTreeMap;

/// Somebody who leaves the main post: for which other, and from when.
struct Leaving {
    cadre: CadreId,
    /// What is left; none where it is whatever main post is held.
    left: Option<AppointmentId>,
    to: Option<PostId>,
    on: Day,
    act: ActKind,
}

/// How the field says it.
fn written(choices: &BTreeMap<AppointmentId, SeatChoice>) -> String {
    let parts = choices.iter().map(|(id, choice)| format!("{id}:{}", choice.code()));
    parts.collect::<Vec<_>>().join(",")
}

impl Task {
    /// Who leaves the main post by it, as far as its fields say so.
    fn leaving(&self, records: Records<'_>, cells: &[String]) -> Option<Leaving> {
        let Task::Do(operation) = self else { return None };
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: records.view };
        let on = r.day_or("from").ok()??;
        let leaves_main = || r.coded_or::<Leaves>("leaves").ok().flatten() == Some(Leaves::Main);
        let named = || Some((r.cadre_or("cadre").ok()??, r.post_or("post").ok()??));
        let rotation = |id| records.view.snapshot.rotations.get(&id);
        let (cadre, left, to, act) = match *operation {
            Operation::Appoint(..) if leaves_main() && !r.flag("concurrent").ok()? => {
                let (cadre, post) = named()?;
                (cadre, None, Some(post), r.coded("act").ok()?)
            }
            Operation::End(id) => {
                let ends = records.view.snapshot.appointments.get(&id).filter(|a| !a.concurrent)?;
                (ends.cadre, Some(id), None, r.coded("act").ok()?)
            }
            Operation::Move(Moving::Send(..)) if leaves_main() => {
                let (cadre, post) = named()?;
                (cadre, None, Some(post), sent_by(r.coded::<MoveKind>("move").ok()?))
            }
            Operation::Move(Moving::Start(id)) if leaves_main() => {
                let rotation = rotation(id)?;
                (rotation.cadre, None, Some(rotation.to), sent_by(rotation.kind))
            }
            Operation::Move(Moving::Place(id)) if leaves_main() => {
                (rotation(id)?.cadre, None, r.post_or("post").ok()?, ActKind::Appointed)
            }
            Operation::Move(Moving::Return(id)) if leaves_main() => {
                let rotation = rotation(id)?;
                (rotation.cadre, None, rotation.from, ActKind::Transferred)
            }
            _ => return None,
        };
        Some(Leaving { cadre, left, to, on, act })
    }

    /// The seats that whoever leaves by it still holds, each with what the rules say of it; none where nobody leaves.
    #[must_use]
    pub fn seats<'p>(&self, records: Records<'_>, cells: &[String], policy: &'p Policy) -> Vec<Seat<'p>> {
        let Some(Leaving { cadre, left, to, on, act }) = self.leaving(records, cells) else { return Vec::new() };
        let unit = to.and_then(|post| records.view.post(post)).map(|post| post.unit);
        let departure = Departure { on, act, to: unit };
        let seats = held(records.view, cadre, on).filter(|seat| Some(seat.id) != left && Some(seat.post) != to);
        seats.map(|seat| policy.seat(records.view, seat, departure, on)).collect()
    }

    /// Says in its field of seats what the rules say of those of which nothing is said there; what is to be decided stays
    /// open.
    pub fn fill_seats(&self, records: Records<'_>, cells: &mut [String], policy: &Policy) {
        let Some(at) = self.columns().iter().position(|c| c.input == Input::Seats) else { return };
        let seats = self.seats(records, cells, policy);
        let Some(cell) = cells.get_mut(at) else { return };
        // what cannot be read is told when it is carried out
        let Ok(mut choices) = said(cell) else { return };
        for seat in seats {
            let choice = match seat.fate {
                SeatFate::Ends => SeatChoice::End,
                SeatFate::Stays => SeatChoice::Keep,
                SeatFate::Decide => continue,
            };
            choices.entry(seat.appointment).or_insert(choice);
        }
        *cell = written(&choices);
    }

    /// What its field of seats says of each.
    #[must_use]
    pub fn seat_choices(&self, cells: &[String]) -> BTreeMap<AppointmentId, SeatChoice> {
        let at = self.columns().iter().position(|c| c.input == Input::Seats);
        at.and_then(|at| said(cells.get(at)?).ok()).unwrap_or_default()
    }
}
