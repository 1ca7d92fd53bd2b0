//! An import: the lines of its map, and beside or below them what it comes to.

use super::map::{self, Pair};
use super::pen::Pen;
use crate::app::model::Model;
use crate::app::screens::import::{self, Part};

/// Draws the map and what the file comes to.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let state = &model.screens.import;
    let line = |at: usize| {
        let part = state.parts.get(at).copied()?;
        let (name, text) = import::line(&model.screens.import, &model.cx, part);
        Some(Pair { name, text, arrow: matches!(part, Part::Column(_)), close: false, whole: part == Part::File })
    };
    map::draw(pen, model, &state.list, line, &(state.lines.clone(), state.label), (&state.page, state.inside));
}
