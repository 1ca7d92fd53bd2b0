//! The table of cadres.

use super::pen::Pen;
use super::table::{self, Col};
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout;
use crate::app::screens::cadres::Column;

/// Draws the table.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let area = layout::body(model.cx.size);
    let columns = shown(model, area.cols);
    let cols: Vec<Col> = columns
        .iter()
        .map(|c| {
            let (cols, grows) = c.width();
            Col { title: model.cx.words.get(c.key()).to_owned(), cols, grows, right: c.right() }
        })
        .collect();
    let table = &model.screens.cadres;
    if table.ids.is_empty() {
        let key = table.why_empty(&model.cx);
        pen.put(area.x + 2, area.y + 1, area.cols.saturating_sub(3), model.cx.words.get(key), Role::Quiet);
        return;
    }
    let marked = |at: usize| table.ids.get(at).is_some_and(|id| table.marks.ids.contains(id));
    table::draw(pen, area, &cols, &table.list, marked, |at| {
        let Some(cadre) = table.ids.get(at).and_then(|id| model.cx.view.cadre(*id)) else { return Vec::new() };
        let cell = |column: &Column| match column {
            // where the unit has no column of its own it stands behind the title, as the office writes it
            Column::Titles if !columns.contains(&Column::Unit) => {
                let parts = [column.text(&model.cx, cadre), Column::Unit.text(&model.cx, cadre)];
                let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                (parts.join(" · "), Role::Plain)
            }
            column => (column.text(&model.cx, cadre), Role::Plain),
        };
        columns.iter().map(cell).collect()
    });
}

/// The chosen columns that there is room for; the meeting mode shows no sensitive one.
fn shown(model: &Model, room: u16) -> Vec<Column> {
    let table = &model.screens.cadres;
    let days = table.by_days.and_then(Column::of_order);
    // a list by its days never goes without them
    let spare = |column: Column| if Some(column) == days { 0 } else { column.spare() };
    let mut columns: Vec<Column> = table.shown().into_iter().filter(|c| !(model.cx.meeting && c.sensitive())).collect();
    let needed = |columns: &[Column]| columns.iter().map(|c| c.width().0 + 1).sum::<u16>() + 2;
    while needed(&columns) > room && columns.len() > 1 {
        let Some(worst) = columns.iter().enumerate().max_by_key(|(at, c)| (spare(**c), *at)).map(|(at, _)| at) else {
            break;
        };
        columns.remove(worst);
    }
    columns
}
