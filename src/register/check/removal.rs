//! A record may go only when nothing points to it.

use crate::domain::{CadreId, Entry, Line, PostId, RecordKey, RecordKind, RoundId, UnitId};
use crate::register::problem::Problem;
use crate::register::snapshot::Snapshot;
use std::sync::Arc;

pub(super) fn check(key: RecordKey, after: &Snapshot) -> Result<(), Problem> {
    let spoken = |kind, id| Err(Problem::SpokenOf(RecordKey { kind, id }));
    match key.kind {
        RecordKind::Unit => {
            let id = UnitId(key.id);
            if let Some(post) = after.posts_of(id).next() {
                return spoken(RecordKind::Post, post.id.0);
            }
            if let Some(from) = after.predecessors(id).next() {
                return spoken(RecordKind::Unit, from.id.0);
            }
            match Line::ALL.into_iter().find_map(|line| after.ever_under(line, id).next()) {
                Some(child) => spoken(RecordKind::Unit, child.id.0),
                None => Ok(()),
            }
        }
        RecordKind::Post => match after.holders_of(PostId(key.id)).next() {
            Some(a) => spoken(RecordKind::Appointment, a.id.0),
            None => match (after.pool_of(PostId(key.id)).next(), after.moves_of(PostId(key.id)).next()) {
                (Some(e), _) => spoken(RecordKind::Entry, e.id.0),
                (None, Some(r)) => spoken(RecordKind::Rotation, r.id.0),
                (None, None) => Ok(()),
            },
        },
        RecordKind::Cadre => {
            let id = CadreId(key.id);
            if let Some(a) = after.career_of(id).next() {
                return spoken(RecordKind::Appointment, a.id.0);
            }
            if let Some(e) = after.planned_of(id).next() {
                return spoken(RecordKind::Entry, e.id.0);
            }
            if let Some(r) = after.moved(id).next() {
                return spoken(RecordKind::Rotation, r.id.0);
            }
            match after.kin.values().find(|k| k.rows.iter().any(|r| r.cadre == Some(id))) {
                Some(kin) => spoken(RecordKind::Kin, kin.cadre.0),
                None => Ok(()),
            }
        }
        RecordKind::Round => {
            let id = RoundId(key.id);
            let of = |e: &&Arc<Entry>| e.round == Some(id) || e.removal.as_ref().and_then(|r| r.round) == Some(id);
            match after.entries.values().find(of) {
                Some(e) => spoken(RecordKind::Entry, e.id.0),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}
