//! A replacement chain: its steps, what they do, other scenarios.

use super::page;
use super::pen::Pen;
use crate::app::model::Model;
use crate::app::parts::layout;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    page::draw(pen, layout::body(model.cx.size), &model.screens.chain.lines, Some((&model.screens.chain.list, true)));
}
