//! What officers do, as edits: each act of the screen or the command line is made into edits here, once.

use super::View;
use super::check::{self, Problem};
use crate::domain::{Day, Edit, Nature, Record, RecordKey, RecordKind, UnitId, text};

/// Gives a unit another name from a day on; what it was called before stays as it was.
///
/// # Errors
/// What is wrong with the name or the day.
pub fn rename_unit(view: &View, id: UnitId, name: &str, from: Day) -> Result<Vec<Edit>, Problem> {
    let was = view.unit(id).ok_or(Problem::Missing(RecordKey { kind: RecordKind::Unit, id: id.0 }))?;
    let name = text::at_the_door(name);
    check::name(&name)?;
    if !was.span.holds(from) {
        return Err(Problem::OutsideLife(was.span));
    }
    if let Some(later) = was.names.iter().find(|n| n.span.from > from) {
        return Err(Problem::ChangesLater(later.span.from));
    }
    if was.name(from) == name {
        return Err(Problem::Nothing);
    }
    let mut becomes = (**was).clone();
    becomes.rename_from(from, &name);
    // a name given on the first day of the unit's life is no change: it was wrong before
    let nature = if from == was.span.from { Nature::Correction } else { Nature::Change(from) };
    Ok(vec![Edit { nature, was: Some(Record::Unit((**was).clone())), becomes: Some(Record::Unit(becomes)) }])
}
