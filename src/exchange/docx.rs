//! Any document as a file of a word processor: headings, texts and tables with headings of two levels, in the style of
//! the template `paper.docx`.
//!
//! The template says how a page, a title, a heading, a text and a note look; tables are made here, since they have as
//! many columns as they have.

use super::paper::{Cell, Column, Paper, Part, Row, Table};
use super::template::{self, Fields, TemplateError};

/// Why a document is not made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// Its template cannot be filled.
    #[error("paper.docx: {0}")]
    Template(#[from] TemplateError),
}

/// The template of any document, where the user has none.
pub(crate) const TEMPLATE: &[u8] = include_bytes!("../../data/lists/paper.docx");

/// Twentieths of a point that a letter of a column is wide, and that a page is between its margins.
const LETTER: usize = 105;
const PAGE: usize = 14_570;
const UPRIGHT: usize = 9_600;
/// A column is never narrower than this, in letters.
const NARROW: usize = 5;
/// Nor wider than this, where it does not say.
const WIDE: usize = 40;
/// A placeholder that marks where a table goes in the filled document.
const MARK: &str = "\u{e000}";

/// A document as a file of a word processor, in the style of a template: the user's own `paper.docx`, else the one that
/// comes with the program.
///
/// # Errors
/// The template cannot be filled.
pub fn docx(paper: &Paper, own: Option<&[u8]>) -> Result<Vec<u8>, DocxError> {
    let template = own.unwrap_or(TEMPLATE);
    let wide = paper.parts.iter().any(|p| matches!(p, Part::Table(t) if widths(t).iter().sum::<usize>() > UPRIGHT));
    let mut tables = Vec::new();
    let mut fields = Fields::default();
    fields.set("mat", paper.classification.as_str());
    fields.set("tieu_de", paper.title.as_str());
    let text = |name: &'static str, text: &str| {
        let mut fields = part();
        fields.set(name, text);
        fields
    };
    fields.rows("duoi", paper.under.iter().map(|line| text("chu", line)).collect());
    let mut parts = Vec::new();
    for part in &paper.parts {
        match part {
            Part::Heading(depth, heading) => parts.push(text(if *depth <= 1 { "muc" } else { "muc_nho" }, heading)),
            Part::Text(said) => parts.push(text("chu", said)),
            Part::Table(table) => {
                if !table.title.is_empty() {
                    parts.push(text("ten_bang", &table.title));
                }
                parts.push(text("bang", &format!("{MARK}{}{MARK}", tables.len())));
                tables.push(drawn(table, if wide { PAGE } else { UPRIGHT }));
                parts.extend(table.notes.iter().map(|note| text("ghi_chu", note)));
            }
            // its numbers stand in a table
            Part::Picture(_) => {}
        }
    }
    fields.rows("phan", parts);
    let then = |xml: String| if wide { placed(&turned(&xml), &tables) } else { placed(&xml, &tables) };
    Ok(template::fill_with(template, &fields, &then)?)
}

/// The fields of a part, all empty: one of them is filled.
fn part() -> Fields {
    let mut fields = Fields::default();
    for name in ["muc", "muc_nho", "chu", "ten_bang", "bang", "ghi_chu"] {
        fields.set(name, Cell::Empty);
    }
    fields
}

/// Puts the tables in the place of the paragraphs that hold their marks.
fn placed(xml: &str, tables: &[String]) -> String {
    let mut out = String::with_capacity(xml.len() + tables.iter().map(String::len).sum::<usize>());
    let mut rest = xml;
    for (at, table) in tables.iter().enumerate() {
        let mark = format!("{MARK}{at}{MARK}");
        let Some(found) = rest.find(&mark) else { continue };
        let (before, after) = rest.split_at(found);
        let begins = before.rfind("<w:p>").into_iter().chain(before.rfind("<w:p ")).max();
        let ends = after.find("</w:p>").map(|end| end + "</w:p>".len());
        let (Some(begins), Some(ends)) = (begins, ends) else { continue };
        out.push_str(before.get(..begins).unwrap_or_default());
        out.push_str(table);
        rest = after.get(ends..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The pages of the last section, A4 lying.
fn turned(xml: &str) -> String {
    let Some(begins) = xml.rfind("<w:pgSz") else { return xml.to_owned() };
    let (before, after) = xml.split_at(begins);
    let rest = after.split_once("/>").map_or("", |(_, rest)| rest);
    format!("{before}<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>{rest}")
}

/// How wide the columns want to be, in twentieths of a point.
fn widths(table: &Table) -> Vec<usize> {
    let of = |(at, column): (usize, &Column)| {
        let own = usize::from(column.width);
        let cells = || table.rows.iter().filter(|r| !r.strong).filter_map(|r| r.cells.get(at));
        let longest = cells().map(|c| c.shown().lines().map(|l| l.chars().count()).max().unwrap_or(0)).max();
        let letters = if own > 0 { own } else { longest.unwrap_or(0).max(column.label.chars().count() / 2) };
        letters.clamp(NARROW, WIDE) * LETTER
    };
    table.columns.iter().enumerate().map(of).collect()
}

/// A table in the language of a word processor's document.
fn drawn(table: &Table, page: usize) -> String {
    let wished = widths(table);
    let sum = wished.iter().sum::<usize>().max(1);
    let widths: Vec<usize> = wished.iter().map(|w| w * page / sum).collect();
    let mut out =
        String::from("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:jc w:val=\"center\"/><w:tblBorders>");
    for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        out.push_str(&format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"));
    }
    out.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"50\" w:type=\"dxa\"/>");
    out.push_str("<w:right w:w=\"50\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    widths.iter().for_each(|w| out.push_str(&format!("<w:gridCol w:w=\"{w}\"/>")));
    out.push_str("</w:tblGrid>");
    heads(table, &widths, &mut out);
    for row in &table.rows {
        drawn_row(row, &widths, &mut out);
    }
    // two tables without a paragraph between them would be one
    out.push_str("</w:tbl><w:p/>");
    out
}

/// How a heading cell is merged with those above and below it.
#[derive(Clone, Copy)]
enum Reach {
    One,
    /// Over this many columns.
    Over(usize),
    /// Over both rows: the upper half, the lower half.
    Upper,
    Lower,
}

fn heads(table: &Table, widths: &[usize], out: &mut String) {
    const BEGINS: &str = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    if table.columns.iter().all(|c| c.over.is_empty()) {
        out.push_str(BEGINS);
        for (column, width) in table.columns.iter().zip(widths) {
            cell(&column.label, *width, Reach::One, Look::Head, out);
        }
        out.push_str("</w:tr>");
        return;
    }
    out.push_str(BEGINS);
    let mut at = 0;
    while let Some(column) = table.columns.get(at) {
        let alike = table.columns.iter().skip(at).take_while(|c| !c.over.is_empty() && c.over == column.over).count();
        let (span, text, reach) =
            if alike == 0 { (1, &column.label, Reach::Upper) } else { (alike, &column.over, Reach::Over(alike)) };
        cell(text, widths.iter().skip(at).take(span).sum(), reach, Look::Head, out);
        at += span;
    }
    out.push_str("</w:tr>");
    out.push_str(BEGINS);
    for (column, width) in table.columns.iter().zip(widths) {
        let (text, reach) =
            if column.over.is_empty() { ("", Reach::Lower) } else { (column.label.as_str(), Reach::One) };
        cell(text, *width, reach, Look::Head, out);
    }
    out.push_str("</w:tr>");
}

fn drawn_row(row: &Row, widths: &[usize], out: &mut String) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    let filled: Vec<&Cell> = row.cells.iter().filter(|c| **c != Cell::Empty).collect();
    if let ([Cell::Text(text)], true) = (filled.as_slice(), row.strong && widths.len() > 1) {
        // what heads the rows below it goes over the whole table
        cell(text, widths.iter().sum(), Reach::Over(widths.len()), Look::Group, out);
    } else {
        for (at, width) in widths.iter().enumerate() {
            let value = row.cells.get(at).unwrap_or(&Cell::Empty);
            let look = match (value, row.strong) {
                (value, true) if value.is_number() => Look::StrongNumber,
                (_, true) => Look::Strong,
                (value, false) if value.is_number() => Look::Number,
                (Cell::Day(_) | Cell::Date(_), false) => Look::Middle,
                _ => Look::Text,
            };
            cell(&value.shown(), *width, Reach::One, look, out);
        }
    }
    out.push_str("</w:tr>");
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Head,
    Group,
    Strong,
    StrongNumber,
    Text,
    Number,
    Middle,
}

fn cell(text: &str, width: usize, reach: Reach, look: Look, out: &mut String) {
    out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    match reach {
        Reach::One => {}
        Reach::Over(columns) => out.push_str(&format!("<w:gridSpan w:val=\"{columns}\"/>")),
        Reach::Upper => out.push_str("<w:vMerge w:val=\"restart\"/>"),
        Reach::Lower => out.push_str("<w:vMerge/>"),
    }
    if matches!(look, Look::Head | Look::Group) {
        out.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>");
    }
    if look == Look::Head {
        out.push_str("<w:vAlign w:val=\"center\"/>");
    }
    let stands = match look {
        Look::Head | Look::Middle => "center",
        Look::Number | Look::StrongNumber => "right",
        Look::Group | Look::Strong | Look::Text => "left",
    };
    let strong = matches!(look, Look::Head | Look::Group | Look::Strong | Look::StrongNumber);
    let weight = if strong { "<w:b/>" } else { "" };
    let keep = if look == Look::Group { "<w:keepNext/>" } else { "" };
    out.push_str(&format!("</w:tcPr><w:p><w:pPr>{keep}<w:jc w:val=\"{stands}\"/></w:pPr>"));
    if !text.is_empty() {
        let text = template::text_of(text);
        out.push_str(&format!(
            "<w:r><w:rPr>{weight}<w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        ));
    }
    out.push_str("</w:p></w:tc>");
}
