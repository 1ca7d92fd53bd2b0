//! Ids that are not given yet: a proposal numbers its new records as of the store 65535, which is no store; whoever writes
//! it gives them ids of their own. So two officers who add a cadre at the same moment never meet in one id.

use super::{Edit, Record, RecordKind};
use crate::domain::ids::{AppointmentId, CadreId, EntryId, PostId, RoundId, UnitId};

/// The origin of ids that hold only within their proposal.
pub const PROVISIONAL: u16 = u16::MAX;

/// Whether an id is still to be given; all kinds of ids divide alike.
#[must_use]
pub fn is_provisional(id: u64) -> bool {
    UnitId(id).origin() == PROVISIONAL
}

/// Gives ids to what is new in a proposal, wherever it is spoken of.
pub fn renumber(edits: &mut [Edit], mut give: impl FnMut(RecordKind, u64) -> u64) {
    for edit in edits {
        for record in edit.was.iter_mut().chain(edit.becomes.iter_mut()) {
            record.each_id(&mut |kind, id| {
                if is_provisional(*id) {
                    *id = give(kind, *id);
                }
            });
        }
    }
}

impl Record {
    /// Visits every id that the record bears or speaks of.
    fn each_id(&mut self, visit: &mut dyn FnMut(RecordKind, &mut u64)) {
        use RecordKind::{Appointment, Cadre, Post, Unit};
        match self {
            Record::Unit(r) => {
                visit(Unit, &mut r.id.0);
                r.places.iter_mut().filter_map(|p| p.value.parent.as_mut()).for_each(|UnitId(id)| visit(Unit, id));
                r.became.iter_mut().for_each(|b| visit(Unit, &mut b.into.0));
            }
            Record::Post(r) => {
                visit(Post, &mut r.id.0);
                visit(Unit, &mut r.unit.0);
            }
            Record::Cadre(r) => {
                visit(Cadre, &mut r.id.0);
                r.origin.unit.iter_mut().for_each(|UnitId(id)| visit(Unit, id));
            }
            Record::Appointment(r) => {
                let (AppointmentId(id), CadreId(cadre), PostId(post)) = (&mut r.id, &mut r.cadre, &mut r.post);
                visit(Appointment, id);
                visit(Cadre, cadre);
                visit(Post, post);
            }
            Record::Kin(r) => {
                visit(Cadre, &mut r.cadre.0);
                r.rows.iter_mut().filter_map(|k| k.cadre.as_mut()).for_each(|CadreId(id)| visit(Cadre, id));
            }
            Record::Entry(r) => {
                visit(RecordKind::Entry, &mut r.id.0);
                visit(Post, &mut r.post.0);
                visit(Cadre, &mut r.cadre.0);
                let rounds = r.round.iter_mut().chain(r.removal.iter_mut().filter_map(|l| l.round.as_mut()));
                rounds.for_each(|RoundId(id)| visit(RecordKind::Round, id));
                r.carried.iter_mut().for_each(|EntryId(id)| visit(RecordKind::Entry, id));
            }
            Record::Round(r) => {
                visit(RecordKind::Round, &mut r.id.0);
                visit(Unit, &mut r.unit.0);
            }
            Record::Rotation(r) => {
                visit(RecordKind::Rotation, &mut r.id.0);
                visit(Cadre, &mut r.cadre.0);
                let planned = r.after.iter_mut().filter_map(|a| a.post.as_mut());
                r.from.iter_mut().chain([&mut r.to]).chain(planned).for_each(|PostId(id)| visit(Post, id));
            }
            Record::Ruling(r) => visit(RecordKind::Ruling, &mut r.id.0),
            Record::UnitGrades(r) => visit(Unit, &mut r.unit.0),
            Record::Grades(r) => visit(Cadre, &mut r.cadre.0),
            Record::Standing(r) => visit(Cadre, &mut r.cadre.0),
            Record::Conduct(r) => visit(Cadre, &mut r.cadre.0),
            Record::Statuses(r) => visit(Cadre, &mut r.cadre.0),
            Record::Training(r) => visit(Cadre, &mut r.cadre.0),
            Record::Dossier(r) => visit(Cadre, &mut r.cadre.0),
        }
    }
}
