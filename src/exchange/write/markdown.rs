//! Markdown, for letters and wikis.

use crate::exchange::paper::{Paper, Part, Table};

/// A paper as Markdown.
#[must_use]
pub fn markdown(paper: &Paper) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push_str("\n\n");
    };
    if !paper.classification.is_empty() {
        line(&format!("*{}*", paper.classification));
    }
    line(&format!("# {}", paper.title));
    for under in &paper.under {
        line(under);
    }
    for part in &paper.parts {
        match part {
            Part::Heading(depth, text) => line(&format!("{} {text}", "#".repeat(usize::from(*depth).clamp(1, 5) + 1))),
            Part::Text(text) => line(text),
            Part::Table(part) => line(&table(part)),
            Part::Picture(_) => {}
        }
    }
    format!("{}\n", out.trim_end())
}

fn table(table: &Table) -> String {
    let mut out = String::new();
    if !table.title.is_empty() {
        out.push_str(&format!("**{}**\n\n", table.title));
    }
    let mut row = |cells: &mut dyn Iterator<Item = String>| {
        out.push('|');
        for cell in cells {
            out.push_str(&format!(" {} |", cell.replace('|', "\\|").replace('\n', " ")));
        }
        out.push('\n');
    };
    row(&mut table
        .columns
        .iter()
        .map(|c| if c.over.is_empty() { c.label.clone() } else { format!("{}: {}", c.over, c.label) }));
    let number = |at: usize| table.rows.iter().any(|r| r.cells.get(at).is_some_and(|c| c.is_number()));
    row(&mut (0..table.columns.len()).map(|at| if number(at) { "---:".to_owned() } else { "---".to_owned() }));
    for cells in &table.rows {
        let strong = |text: String| if cells.strong && !text.is_empty() { format!("**{text}**") } else { text };
        row(&mut cells.cells.iter().map(|c| strong(c.shown())));
    }
    for note in &table.notes {
        out.push_str(&format!("\n{note}\n"));
    }
    out
}
