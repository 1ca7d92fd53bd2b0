//! A reorganisation: the lines of the plan, and beside or below them what it comes to.

use super::map::{self, Pair};
use super::pen::Pen;
use crate::app::model::Model;
use crate::app::screens::reorganise::{self, Part};

/// Draws the plan and its preview.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let state = &model.screens.reorganise;
    let line = |at: usize| {
        let part = state.parts.get(at).copied()?;
        let (name, text) = reorganise::line(&model.screens.reorganise, &model.cx, part);
        let arrow = matches!(part, Part::Unit(_) | Part::Title(_));
        Some(Pair { name, text, arrow, close: matches!(part, Part::Day | Part::Decision), whole: false })
    };
    map::draw(pen, model, &state.list, line, &(state.lines.clone(), state.label), (&state.page, state.inside));
}
