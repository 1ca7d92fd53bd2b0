//! The tables of a report as lines for the width there is: headings broken over several lines, the names of rows
//! standing still while columns pass by.

use super::Screened;
use crate::app::parts::layout::Area;
use crate::app::words::text;
use crate::exchange::reports::{Report, Table};

/// The widest that a heading stands before it is broken.
const HEAD: usize = 12;
/// The least columns that the name of a row takes.
const NAME: usize = 16;

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The title of a table, or of a section of a whole report.
    Title {
        /// What it says.
        text: String,
        /// Its table.
        frame: usize,
    },
    /// A line of the headings of a table.
    Head {
        /// Which of them, from the top.
        nth: u16,
        /// Its table.
        frame: usize,
    },
    /// A row of a table.
    Row {
        /// Place of the section.
        section: usize,
        /// Place of the table in it.
        table: usize,
        /// Place of the row in that.
        row: usize,
        /// Widths and headings.
        frame: usize,
    },
    /// A note below a table; empty between two.
    Note {
        /// What it says.
        text: String,
        /// Its table.
        frame: usize,
    },
}

impl Line {
    /// Place of its table's widths.
    #[must_use]
    pub fn frame(&self) -> usize {
        match self {
            Line::Title { frame, .. }
            | Line::Head { frame, .. }
            | Line::Row { frame, .. }
            | Line::Note { frame, .. } => *frame,
        }
    }

    /// Whether the cursor may stand on it.
    #[must_use]
    pub fn is_row(&self) -> bool {
        matches!(self, Line::Row { .. })
    }
}

/// How a table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Columns of the rows' names.
    pub name: u16,
    /// Of each column its width and its heading, the last line lowest.
    pub columns: Vec<(u16, Vec<String>)>,
    /// Lines of the headings.
    pub height: u16,
}

/// The table whose headings have passed out of the window while its rows are in use: they stand over its first lines.
#[must_use]
pub fn passed(state: &Screened) -> Option<&Frame> {
    let at = state.lines.get(state.page.cursor)?.frame();
    let head = state.lines.iter().position(|line| matches!(line, Line::Head { frame, .. } if *frame == at))?;
    (state.inside && head < state.page.top).then(|| state.frames.get(at)).flatten()
}

fn frame(table: &Table, cols: u16) -> Frame {
    let cell = |at: usize| {
        let widths = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|c| text::width(&c.value.shown()));
        widths.max().unwrap_or(0)
    };
    let columns = table.columns.iter().enumerate().map(|(at, column)| {
        let longest = [&column.over, &column.label]
            .into_iter()
            .flat_map(|t| t.split_whitespace())
            .map(text::width)
            .max()
            .unwrap_or(0);
        let width = cell(at).max(longest).max(text::width(&column.label).min(HEAD));
        let lines = [&column.over, &column.label].into_iter().filter(|t| !t.is_empty());
        let lines: Vec<String> = lines.flat_map(|t| text::wrap(t, width)).collect();
        (u16::try_from(width).unwrap_or(u16::MAX), lines)
    });
    let columns: Vec<(u16, Vec<String>)> = columns.collect();
    let longest = table.rows.iter().map(|row| text::width(&row.label)).max().unwrap_or(0);
    // with few columns the names have all that is left over
    let needed: usize = columns.iter().map(|(width, _)| usize::from(*width) + 2).sum();
    let room = usize::from(cols).saturating_sub(4);
    let most = (room * 2 / 5).max(room.saturating_sub(needed)).max(NAME);
    let height = columns.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    Frame {
        name: u16::try_from(longest.clamp(NAME, most.max(NAME))).unwrap_or(u16::MAX),
        columns,
        height: u16::try_from(height).unwrap_or(u16::MAX),
    }
}

/// Lays what is shown out for the area, where one of them has changed, and fits the window over it.
pub(super) fn out(state: &mut Screened, area: Area) {
    if area.cols == 0 {
        return;
    }
    let Some(report) = state.shown.clone() else { return };
    let wanted = (area.cols, report.sections.len());
    if state.laid != Some(wanted) {
        state.laid = Some(wanted);
        (state.lines, state.frames) = lines(&report, area.cols);
        if !state.lines.get(state.page.cursor).is_some_and(Line::is_row) {
            state.page.cursor = state.lines.iter().position(Line::is_row).unwrap_or(0);
        }
    }
    state.page.fit(state.lines.len(), usize::from(area.rows.saturating_sub(1)));
    // what stands above the first row of a table is worth seeing, and headings never cover the row in use
    if state.page.cursor < state.page.height {
        state.page.top = 0;
    } else if let Some(height) = passed(state).map(|frame| usize::from(frame.height)) {
        state.page.top = state.page.top.min(state.page.cursor.saturating_sub(height));
    }
    scroll(state, area.cols);
}

fn lines(report: &Report, cols: u16) -> (Vec<Line>, Vec<Frame>) {
    let (mut lines, mut frames) = (Vec::new(), Vec::new());
    let whole = report.sections.len() > 1;
    let room = usize::from(cols.saturating_sub(6));
    for (section, of) in report.sections.iter().enumerate() {
        if whole {
            let text = format!("{} · {}", of.title.to_uppercase(), of.on);
            lines.push(Line::Title { text, frame: frames.len() });
        }
        for (table, one) in of.tables.iter().enumerate() {
            let frame = frames.len();
            lines.push(Line::Title { text: one.title.clone(), frame });
            let wide = self::frame(one, cols);
            lines.extend((0..wide.height).map(|nth| Line::Head { nth, frame }));
            lines.extend((0..one.rows.len()).map(|row| Line::Row { section, table, row, frame }));
            let note = |text: String| Line::Note { text, frame };
            let broken = one.notes.iter().flat_map(|n| bulleted(n, room));
            lines.extend(broken.map(note));
            lines.push(note(String::new()));
            frames.push(wide);
        }
        let last = frames.len().saturating_sub(1);
        lines.extend(of.notes.iter().flat_map(|n| bulleted(n, room)).map(|text| Line::Note { text, frame: last }));
    }
    (lines, frames)
}

fn bulleted(note: &str, room: usize) -> Vec<String> {
    let broken = text::wrap(note, room);
    broken.into_iter().enumerate().map(|(at, line)| format!("{} {line}", if at == 0 { "*" } else { " " })).collect()
}

/// Keeps the column in use in the window.
fn scroll(state: &mut Screened, cols: u16) {
    let Some(frame) = state.frame() else { return };
    let count = frame.columns.len();
    let room = cols.saturating_sub(frame.name + 4);
    let took = |from: usize, to: usize| -> u16 {
        frame.columns.iter().skip(from).take(to + 1 - from).map(|(width, _)| width + 2).sum()
    };
    let column = state.column.min(count.saturating_sub(1));
    let mut first = state.first.min(column);
    while first < column && took(first, column) > room {
        first += 1;
    }
    (state.column, state.first) = (column, first);
}
