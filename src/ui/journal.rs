//! The journal: revisions, and beside or below them what the selected one changed.

use super::page;
use super::pen::Pen;
use super::table::{self, Cell, Col};
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout;
use crate::app::screens::journal;
use crate::app::words::text;

/// Draws the list and the open revision.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let (area, lines) = layout::journal(model.cx.size);
    let state = &model.screens.journal;
    if state.entries.is_empty() {
        let key = if state.waiting { "journal.wait" } else { "journal.none" };
        pen.put(area.x + 2, area.y + 1, area.cols.saturating_sub(3), model.cx.words.get(key), Role::Quiet);
        return;
    }
    let col = |key: &str, cols, grows, right| Col { title: model.cx.words.get(key).to_owned(), cols, grows, right };
    let cols = [
        col("journal.number", 4, false, true),
        col("journal.at", 16, false, false),
        col("journal.author", 8, false, false),
        col("journal.intent", 16, true, false),
        col("journal.about", 10, true, false),
        col("journal.edits", 6, false, true),
    ];
    let mut list = state.list;
    if state.inside {
        list.cursor = usize::MAX;
    }
    table::draw(pen, area, &cols, &list, |at| at == state.list.cursor && state.inside, |at| cells(model, at));
    let shown = (state.lines.clone(), state.label);
    page::beside(pen, area, lines, &shown, (&state.page, state.inside));
}

fn cells(model: &Model, at: usize) -> Vec<Cell> {
    let Some(entry) = model.screens.journal.entries.get(at) else { return Vec::new() };
    let header = &entry.header;
    let role = if entry.undone_by.is_some() { Role::Quiet } else { Role::Plain };
    let intent = journal::said_of(&model.cx, entry);
    let intent = match entry.undone_by {
        Some(by) => format!("{intent} {}", model.cx.words.fill("journal.undone-mark", &[by.to_string()])),
        None => intent,
    };
    vec![
        (header.revision.to_string(), role),
        (text::time(header.at), role),
        (header.author.id.clone(), role),
        (intent, role),
        (journal::about(&model.cx, entry), role),
        (model.cx.words.number(header.edits), role),
    ]
}
