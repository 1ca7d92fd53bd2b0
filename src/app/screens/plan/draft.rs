//! A draft of pools: changes that are not committed, laid over the register so that every rule can be seen at once. It
//! is kept as tasks with what was filled in, so it is replayed on whatever the register has become meanwhile.

use crate::app::session::draft::Draft as HalfForm;
use crate::domain::edit::renumber::{PROVISIONAL, is_provisional, renumber};
use crate::domain::{Edit, EntryId, RecordKey, RecordKind};
use crate::register::fields::{Records, Task};
use crate::register::{Texts, View};
use serde::{Deserialize, Serialize};

/// The name under which drafts lie among the author's notes.
pub const NOTE: &str = "plan-drafts";

/// Provisional numbers of entries that a draft makes begin here; an act itself numbers from one.
const FIRST: u64 = 1_000;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanDraft {
    /// How the author calls it.
    pub name: String,
    /// What one key each changed, in order.
    pub steps: Vec<Vec<HalfForm>>,
}

/// A draft laid over the register.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The register as it would be.
    pub view: View,
    /// The edits, one a record, that would make it so.
    pub edits: Vec<Edit>,
    /// Changes that do not apply to this register on this day, as steps of a draft: they are kept for another day.
    pub rest: Vec<Vec<HalfForm>>,
}

impl Laid {
    /// How many changes do not apply.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.rest.iter().map(Vec::len).sum()
    }
}

/// A change of a draft: a task and what is filled in.
#[must_use]
pub fn change(task: Task, cells: Vec<String>) -> HalfForm {
    HalfForm { task, cells }
}

impl PlanDraft {
    /// Whether nothing has been changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Lays it over a view.
    #[must_use]
    pub fn lay(&self, view: &View) -> Laid {
        let mut laid = Laid { view: view.clone(), edits: Vec::new(), rest: Vec::new() };
        let texts = Texts::default();
        let mut own = FIRST;
        for step in &self.steps {
            let mut rest = Vec::new();
            for change in step {
                let records = Records { view: &laid.view, texts: &texts };
                match change.task.edits(records, &change.cells) {
                    Ok(mut edits) => {
                        number(&mut edits, own);
                        laid.view = laid.view.with(edits.iter().cloned());
                        laid.edits.extend(edits);
                    }
                    Err(_) => rest.push(change.clone()),
                }
                own += 1;
            }
            laid.rest.extend(Some(rest).filter(|rest| !rest.is_empty()));
        }
        laid.edits = collapsed(laid.edits);
        laid
    }
}

/// Gives what a change makes anew (all kinds of ids divide alike) a number of its own within the draft.
fn number(edits: &mut [Edit], own: u64) {
    for edit in edits.iter_mut().filter(|e| e.was.is_none()) {
        let fresh = edit.key().is_some_and(|k| is_provisional(k.id) && EntryId(k.id).counter() < FIRST);
        if fresh {
            renumber(std::slice::from_mut(edit), |kind, id| match kind {
                RecordKind::Entry | RecordKind::Appointment | RecordKind::Rotation => EntryId::new(PROVISIONAL, own).0,
                _ => id,
            });
        }
    }
}

/// One edit a record: from what stood first to what stands last.
fn collapsed(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<(Option<RecordKey>, Edit)> = Vec::new();
    for edit in edits {
        let key = edit.key();
        match out.iter_mut().find(|(k, _)| *k == key) {
            Some((_, first)) => {
                first.nature = edit.nature;
                first.becomes = edit.becomes;
            }
            None => out.push((key, edit)),
        }
    }
    out.into_iter().map(|(_, e)| e).filter(|e| e.was != e.becomes).collect()
}
