//! The dossier: name, tabs, lines.

use super::page;
use super::pen::Pen;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout;
use crate::app::screens::dossier::{self, Tab};
use crate::app::words::text;

/// Draws the dossier.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let body = layout::body(model.cx.size);
    let cols = body.cols.saturating_sub(2);
    if let Some(cadre) = model.screens.dossier.cadre.and_then(|c| model.cx.view.cadre(c)) {
        let took = pen.put(1, body.y, cols, &cadre.name, Role::Strong);
        let about = model.cx.view.held_in_full(cadre.id);
        pen.put(1 + took + 2, body.y, cols.saturating_sub(took + 2), &about, Role::Plain);
    }
    tabs(pen, model, body.y + 1, body.cols);
    let lines = (model.screens.dossier.lines.clone(), model.screens.dossier.label);
    page::draw(pen, dossier::area(&model.cx), &lines, Some((&model.screens.dossier.list, true)));
}

/// The tabs; on a narrow screen those round the open one.
fn tabs(pen: &mut Pen<'_>, model: &Model, y: u16, cols: u16) {
    let name = |t: &Tab| format!(" {} ", model.cx.words.get(t.key()));
    let width = |t: &Tab| text::width(&name(t));
    let open = Tab::ALL.iter().position(|t| *t == model.screens.dossier.tab).unwrap_or(0);
    let mut first = 0;
    while first < open && Tab::ALL.iter().take(open + 1).skip(first).map(width).sum::<usize>() > usize::from(cols) {
        first += 1;
    }
    let mut x = 0;
    for (at, tab) in Tab::ALL.iter().enumerate().skip(first) {
        let (label, role) = if at == open {
            (format!("[{}]", model.cx.words.get(tab.key())), Role::Strong)
        } else {
            (name(tab), Role::Quiet)
        };
        x += pen.put(x, y, cols.saturating_sub(x), &label, role);
    }
}
