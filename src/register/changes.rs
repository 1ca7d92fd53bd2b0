//! What officers do, as edits, where a caller has values and no form.

use super::View;
use super::check::{self, Problem};
use super::fields::{Desk, Sheet, Task};
use super::handle::Texts;
use crate::domain::{Day, Edit, RecordKey, RecordKind, UnitId, text};

/// Gives a unit another name from a day on; what it was called before stays as it was.
///
/// # Errors
/// What is wrong with the name or the day.
pub fn rename_unit(view: &View, id: UnitId, name: &str, from: Day) -> Result<Vec<Edit>, Problem> {
    check::name(&text::at_the_door(name))?;
    let key = RecordKey { kind: RecordKind::Unit, id: id.0 };
    let texts = Texts::default();
    let cells = [name.to_owned(), from.to_string()];
    let task = Task::Change { sheet: Sheet::UnitName, key, row: 0 };
    task.edits(Desk { view, texts: &texts }, &cells).map_err(|wrong| wrong.problem)
}
