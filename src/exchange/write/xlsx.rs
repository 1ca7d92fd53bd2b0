//! A workbook set up as an official list: A4 across, one page wide, headings that stay and repeat, numbers and days
//! as such.

use super::{Sink, WriteError};
use crate::domain::{Day, PartialDate};
use crate::exchange::paper::{Cell, Column, Paper, Row, Table};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::io::Write;

/// How many rows a sheet holds.
const MOST_ROWS: u32 = 1_048_576;
/// A4.
const PAPER: u8 = 9;
/// How long a name of a sheet may be, in letters.
const LONGEST_NAME: usize = 31;
/// Height of a line, in points, and how many a row may show.
const LINE: f64 = 16.0;
const MOST_LINES: u32 = 25;
/// How long a text of a cell may be, in letters.
const LONGEST_TEXT: usize = 32_767;

/// Writes each table as a sheet of one workbook.
pub struct Xlsx<W: Write> {
    out: W,
    book: Workbook,
    under: Vec<String>,
    classification: String,
    names: BTreeSet<String>,
    looks: Looks,
    sheet: Option<Open>,
}

struct Open {
    sheet: Worksheet,
    table: String,
    next: u32,
    widths: Vec<u16>,
}

struct Looks {
    title: Format,
    under: Format,
    head: Format,
    text: Format,
    number: Format,
    share: Format,
    day: Format,
    date: Format,
}

impl Looks {
    fn new() -> Looks {
        let base = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Looks {
            title: base().set_bold().set_font_size(14),
            under: base().set_italic(),
            head: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            number: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.0"),
            day: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            date: cell().set_align(FormatAlign::Center),
        }
    }
}

impl From<XlsxError> for WriteError {
    fn from(e: XlsxError) -> Self {
        WriteError::Workbook(e.to_string())
    }
}

impl<W: Write> Xlsx<W> {
    /// A workbook for a paper: its classification is on every page, its lines under the title over every table.
    pub fn new(out: W, paper: &Paper) -> Xlsx<W> {
        let under = std::iter::once(&paper.title).chain(&paper.under).filter(|l| !l.is_empty()).cloned().collect();
        Xlsx {
            out,
            book: Workbook::new(),
            under,
            classification: paper.classification.clone(),
            names: BTreeSet::new(),
            looks: Looks::new(),
            sheet: None,
        }
    }

    /// A name that the workbook can bear and has not yet.
    fn name(&mut self, wanted: &str) -> String {
        let bare: String = wanted.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(LONGEST_NAME - 3).collect();
        let mut name = if bare.trim().is_empty() { "1".to_owned() } else { bare.clone() };
        let mut again = 1;
        while !self.names.insert(name.to_lowercase()) {
            again += 1;
            name = format!("{bare} {again}");
        }
        name
    }

    fn close(&mut self) -> Option<Worksheet> {
        self.sheet.take().map(|open| open.sheet)
    }

    /// Writes the headings, on two lines where some share one; returns the row below them.
    fn headings(&self, sheet: &mut Worksheet, columns: &[Column], top: u32) -> Result<u32, WriteError> {
        let two = columns.iter().any(|c| !c.over.is_empty());
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let col = col(at)?;
            let alike = columns.iter().skip(at).take_while(|c| !c.over.is_empty() && c.over == column.over).count();
            if column.over.is_empty() {
                if two {
                    sheet.merge_range(top, col, top + 1, col, &column.label, &self.looks.head)?;
                } else {
                    sheet.write_string_with_format(top, col, &column.label, &self.looks.head)?;
                }
                at += 1;
                continue;
            }
            if alike > 1 {
                let last = col + u16::try_from(alike - 1).unwrap_or(0);
                sheet.merge_range(top, col, top, last, &column.over, &self.looks.head)?;
            } else {
                sheet.write_string_with_format(top, col, &column.over, &self.looks.head)?;
            }
            for below in 0..alike {
                let label = columns.get(at + below).map_or("", |c| c.label.as_str());
                let col = col + u16::try_from(below).unwrap_or(0);
                sheet.write_string_with_format(top + 1, col, label, &self.looks.head)?;
            }
            at += alike;
        }
        Ok(top + if two { 2 } else { 1 })
    }
}

fn col(at: usize) -> Result<u16, WriteError> {
    u16::try_from(at).map_err(|_| WriteError::Workbook(at.to_string()))
}

impl<W: Write> Sink for Xlsx<W> {
    fn table(&mut self, head: &Table) -> Result<(), WriteError> {
        if let Some(done) = self.close() {
            self.book.push_worksheet(done);
        }
        let name = self.name(if head.id.is_empty() { &head.title } else { &head.id });
        // a sheet that is not held whole takes its rows once and in order, and merged headings reach over two
        let merged = head.columns.iter().any(|c| !c.over.is_empty());
        let mut sheet = if merged { Worksheet::new() } else { self.book.new_worksheet_with_constant_memory()? };
        sheet.set_name(name)?.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
        // an ampersand opens a command of a header
        let footer = self.classification.replace('&', "&&");
        sheet.set_header(format!("&R{footer}")).set_footer("&C&P/&N");
        let widths: Vec<u16> = head.columns.iter().map(|c| if c.width == 0 { 14 } else { c.width }).collect();
        for (at, width) in widths.iter().enumerate() {
            sheet.set_column_width(col(at)?, f64::from(*width) + 2.0)?;
        }
        let mut top = 0;
        let mut said = |sheet: &mut Worksheet, text: &str, look: &Format| -> Result<(), WriteError> {
            sheet.write_string_with_format(top, 0, text, look)?;
            top += 1;
            Ok(())
        };
        if !self.classification.is_empty() {
            said(&mut sheet, &self.classification, &self.looks.under)?;
        }
        for (at, line) in self.under.iter().enumerate() {
            said(&mut sheet, line, if at == 0 { &self.looks.title } else { &self.looks.under })?;
        }
        if !head.title.is_empty() {
            said(&mut sheet, &head.title, &self.looks.title)?;
        }
        let below = self.headings(&mut sheet, &head.columns, top)?;
        sheet.set_freeze_panes(below, 0)?.set_repeat_rows(top, below.saturating_sub(1))?;
        self.sheet = Some(Open { sheet, table: head.id.clone(), next: below, widths });
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        let Some(open) = &mut self.sheet else { return Ok(()) };
        if open.next >= MOST_ROWS {
            return Err(WriteError::TooLong { table: open.table.clone(), most: MOST_ROWS });
        }
        let lines = row.cells.iter().zip(&open.widths).map(|(cell, width)| lines(cell, *width)).max().unwrap_or(1);
        if lines > 1 {
            // not every program makes a row as high as its text by itself
            open.sheet.set_row_height(open.next, LINE * f64::from(lines.min(MOST_LINES)))?;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            put(&mut open.sheet, open.next, col(at)?, cell, row.strong, &self.looks)?;
        }
        open.next += 1;
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteError> {
        if let Some(done) = self.close() {
            self.book.push_worksheet(done);
        } else {
            // a workbook without a sheet is none
            self.book.add_worksheet();
        }
        let bytes = self.book.save_to_buffer()?;
        Ok(self.out.write_all(&bytes)?)
    }
}

/// How many lines a cell takes in a column of a width.
fn lines(cell: &Cell, width: u16) -> u32 {
    let Cell::Text(text) = cell else { return 1 };
    let wide = |line: &str| line.chars().count().div_ceil(usize::from(width.max(1))).max(1);
    u32::try_from(text.lines().map(wide).sum::<usize>()).unwrap_or(MOST_LINES).max(1)
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, cell: &Cell, strong: bool, looks: &Looks) -> Result<(), WriteError> {
    let bold = |look: &Format| if strong { look.clone().set_bold() } else { look.clone() };
    match cell {
        Cell::Empty | Cell::Unknown => sheet.write_blank(row, col, &bold(&looks.text))?,
        Cell::Number(_) => {
            sheet.write_number_with_format(row, col, cell.value().unwrap_or(0.0), &bold(&looks.number))?
        }
        Cell::Share { .. } | Cell::Ratio { .. } => {
            let look = match cell {
                Cell::Ratio { places, .. } => {
                    let decimals = "0".repeat(usize::from(*places));
                    looks.share.clone().set_num_format(if *places == 0 {
                        "0".to_owned()
                    } else {
                        format!("0.{decimals}")
                    })
                }
                _ => looks.share.clone(),
            };
            match cell.value() {
                Some(value) => sheet.write_number_with_format(row, col, value, &bold(&look))?,
                None => sheet.write_blank(row, col, &bold(&looks.text))?,
            }
        }
        Cell::Day(day) | Cell::Date(PartialDate::Day(day)) => {
            sheet.write_datetime_with_format(row, col, date(*day)?, &bold(&looks.day))?
        }
        Cell::Date(_) => sheet.write_string_with_format(row, col, cell.shown(), &bold(&looks.date))?,
        Cell::Text(text) => {
            let text: String = text.chars().take(LONGEST_TEXT).collect();
            sheet.write_string_with_format(row, col, text, &bold(&looks.text))?
        }
    };
    Ok(())
}

fn date(day: Day) -> Result<ExcelDateTime, WriteError> {
    let civil = day.civil();
    let (year, month, day) = (civil.year().unsigned_abs(), civil.month().unsigned_abs(), civil.day().unsigned_abs());
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}
