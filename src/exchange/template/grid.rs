//! Columns of a table that come and go: the grid goes with them, and those that stay fill the table's width.

use super::error::TemplateError;
use super::tags::{cell_between, straight, text_of};
use super::tree::{Element, Node};

/// Marks a table whose columns are to fill it; no word processor sees it.
const FIT: &str = "canbo:fit";

/// How many columns a cell takes.
fn span(cell: &Element) -> usize {
    let properties = cell.child("w:tcPr");
    let span = properties.and_then(|p| p.child("w:gridSpan")).and_then(|s| s.attribute("w:val"));
    span.and_then(|n| n.parse().ok()).unwrap_or(1)
}

fn width(element: &Element) -> usize {
    element.attribute("w:w").and_then(|w| w.parse().ok()).unwrap_or(0)
}

/// Lifts the markers of cells that come and go around their columns of the grid, before they are lifted around the
/// cells.
pub(super) fn lift(table: &mut Element) -> Result<(), TemplateError> {
    let mut columns: Vec<(usize, String, String)> = Vec::new();
    for row in table.children("w:tr") {
        let mut at = 0;
        for cell in row.children("w:tc") {
            if let Some((first, last)) = cell_between(&text_of(cell))?
                && !columns.iter().any(|(known, ..)| *known == at)
            {
                columns.push((at, first, last));
            }
            at += span(cell);
        }
    }
    let Some(grid) = table.elements().find(|e| e.name() == "w:tblGrid").filter(|_| !columns.is_empty()) else {
        return Ok(());
    };
    let whole: usize = grid.children("w:gridCol").map(width).sum();
    grid.set_attribute(FIT, &whole.to_string());
    let plain = |tag: &str| Node::Tag(straight(&tag.replacen("{%tc ", "{% ", 1)));
    for (at, node) in std::mem::take(&mut grid.nodes).into_iter().enumerate() {
        let column = columns.iter().find(|(known, ..)| *known == at);
        match column {
            Some((_, first, last)) => grid.nodes.extend([plain(first), node, plain(last)]),
            None => grid.nodes.push(node),
        }
    }
    Ok(())
}

/// Widens the columns that stayed to what the table had, and keeps cells within the grid.
pub(super) fn fit(table: &mut Element) {
    let Some(grid) = table.elements().find(|e| e.name() == "w:tblGrid") else { return };
    let Some(whole) = grid.attribute(FIT).and_then(|w| w.parse::<usize>().ok()) else { return };
    grid.remove_attribute(FIT);
    let had: Vec<usize> = grid.children("w:gridCol").map(width).collect();
    let sum = had.iter().sum::<usize>().max(1);
    let now: Vec<usize> = had.iter().map(|w| w * whole / sum).collect();
    for (column, width) in grid.elements().zip(&now) {
        column.set_attribute("w:w", &width.to_string());
    }
    for row in table.elements().filter(|e| e.name() == "w:tr") {
        let mut at = 0;
        for cell in row.elements().filter(|e| e.name() == "w:tc") {
            let wide = span(cell).min(now.len().saturating_sub(at)).max(1);
            let width: usize = now.iter().skip(at).take(wide).sum();
            at += wide;
            for properties in cell.elements().filter(|e| e.name() == "w:tcPr") {
                for property in properties.elements() {
                    match property.name() {
                        "w:tcW" => property.set_attribute("w:w", &width.to_string()),
                        "w:gridSpan" => property.set_attribute("w:val", &wide.to_string()),
                        _ => {}
                    }
                }
            }
        }
    }
}
