//! The edit that tests make most: a unit gets another name.

use canbo::domain::{Day, Edit, RecordKey, RecordKind, UnitId};
use canbo::register::View;
use canbo::register::check::Problem;
use canbo::register::fields::{Desk, Sheet, Task};
use canbo::register::handle::Texts;

/// Gives a unit another name from a day on; what it was called before stays as it was.
pub fn rename_unit(view: &View, id: UnitId, name: &str, from: Day) -> Result<Vec<Edit>, Problem> {
    let key = RecordKey { kind: RecordKind::Unit, id: id.0 };
    let texts = Texts::default();
    let cells = [name.to_owned(), from.to_string()];
    let task = Task::Change { sheet: Sheet::UnitName, key, row: 0 };
    task.edits(Desk { view, texts: &texts }, &cells).map_err(|wrong| wrong.problem)
}
