//! A paper as one HTML file: tables, pictures as SVG within it, a style for screens, light and dark, and for print.
//! Nothing is fetched from anywhere. The page is `data/html/paper.html`.

use super::Lang;
use super::paper::{Cell, Column, Paper, Part, Row, Table};
use super::svg::svg;
use minijinja::value::Value;
use minijinja::{Environment, context};

const PAGE: &str = include_str!("../../data/html/paper.html");

/// A text of up to so many letters is not wrapped.
const SHORT: usize = 14;
/// A table of more columns than these is set smaller, so that it fits a sheet of paper.
const MANY: usize = 12;
/// The widest that a column is made beforehand, in letters.
const WIDEST: u16 = 22;

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct HtmlError(#[from] minijinja::Error);

/// A paper as a page.
///
/// # Errors
/// The page cannot be filled: only where it is not the one that comes with the program.
pub fn html(paper: &Paper, lang: Lang) -> Result<String, HtmlError> {
    let mut environment = Environment::new();
    // the ending of the name says that what is filled in is text and no markup
    environment.add_template("paper.html", PAGE)?;
    let before = std::iter::once(None).chain(paper.parts.iter().map(Some));
    let parts: Vec<Value> = before.zip(&paper.parts).map(|(before, part)| of_part(before, part, lang)).collect();
    let filled = context! {
        lang => if lang == Lang::Vi { "vi" } else { "en" },
        paper => context! { title => &paper.title, under => &paper.under, classification => &paper.classification, parts },
    };
    Ok(environment.get_template("paper.html")?.render(filled)?)
}

fn of_part(before: Option<&Part>, part: &Part, lang: Lang) -> Value {
    match part {
        // the first heading is the title of the page
        Part::Heading(depth, text) => context! { kind => "heading", depth => (depth + 1).clamp(2, 6), text },
        Part::Text(text) => context! { kind => "text", text },
        Part::Picture(picture) => context! {
            kind => "picture",
            id => &picture.id,
            title => &picture.title,
            svg => Value::from_safe_string(svg(picture, lang)),
        },
        // the numbers of a picture stand below it without its title again
        Part::Table(table) => {
            let told = matches!(before, Some(Part::Picture(picture)) if picture.title == table.title);
            of_table(table, if told { "" } else { &table.title }, lang)
        }
    }
}

fn of_table(table: &Table, title: &str, lang: Lang) -> Value {
    let rows: Vec<Value> = table.rows.iter().map(|row| of_row(row, lang)).collect();
    let (id, notes) = (&table.id, &table.notes);
    let many = table.columns.len() > MANY;
    context! { kind => "table", id, title, head => head(&table.columns), rows, notes, many }
}

fn of_row(row: &Row, lang: Lang) -> Value {
    let cell = |cell: &Cell| {
        let mut text = cell.shown();
        // a paper in English has the point where one in Vietnamese has the comma
        if lang == Lang::En && cell.is_number() {
            text = text
                .chars()
                .map(|c| {
                    if c == ',' {
                        '.'
                    } else if c == '.' {
                        ','
                    } else {
                        c
                    }
                })
                .collect();
        }
        let short = text.chars().count() <= SHORT;
        context! { text, number => cell.is_number(), short }
    };
    let cells: Vec<Value> = row.cells.iter().map(cell).collect();
    context! { strong => row.strong, cells }
}

/// The rows of the table head: a heading that neighbours share spans them.
fn head(columns: &[Column]) -> Vec<Vec<Value>> {
    let shared = columns.iter().any(|c| !c.over.is_empty());
    let plain = |c: &Column, high: usize| context! { text => &c.label, wide => 1, high, least => c.width.min(WIDEST) };
    if !shared {
        return vec![columns.iter().map(|c| plain(c, 1)).collect()];
    }
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for group in columns.chunk_by(|a, b| !a.over.is_empty() && a.over == b.over) {
        match group {
            [alone] if alone.over.is_empty() => first.push(plain(alone, 2)),
            [leader, ..] => {
                first.push(context! { text => &leader.over, wide => group.len(), high => 1 });
                second.extend(group.iter().map(|c| plain(c, 1)));
            }
            [] => {}
        }
    }
    vec![first, second]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::picture::{Picture, Series, Shape};

    #[test]
    fn a_page_holds_tables_and_pictures_and_asks_for_nothing_from_elsewhere() {
        let over = |label: &str| Column { over: "Ngày sinh".to_owned(), ..Column::new("born", label) };
        let table = Table {
            id: "t".to_owned(),
            columns: vec![Column::new("name", "Họ và tên"), over("Nam"), over("Nữ")],
            rows: vec![vec![Cell::text("<b>A & B</b>"), Cell::Share { part: 1, of: 8 }, Cell::Empty].into()],
            notes: vec!["ghi chú".to_owned()],
            ..Table::default()
        };
        let series = vec![Series { label: "x".to_owned(), values: vec![Some(2.0)], ..Series::default() }];
        let picture = Picture {
            id: "p".to_owned(),
            title: "Hình".to_owned(),
            shape: Shape::Bars,
            labels: vec!["a".to_owned()],
            series,
            norm: None,
            places: 0,
        };
        let paper = Paper {
            title: "Chỉ tiêu".to_owned(),
            classification: "LƯU HÀNH NỘI BỘ".to_owned(),
            parts: vec![Part::Heading(1, "Một".to_owned()), Part::Table(table), Part::Picture(picture)],
            ..Paper::default()
        };
        let page = html(&paper, Lang::Vi).unwrap();
        assert!(page.contains("&lt;b&gt;A &amp; B&lt;&#x2f;b&gt;"), "{page}");
        for part in ["colspan=\"2\"", "rowspan=\"2\"", "<h2>Một</h2>", "<svg ", "12,5", "ghi chú"] {
            assert!(page.contains(part), "{part}");
        }
        assert_eq!(page.matches("LƯU HÀNH NỘI BỘ").count(), 2, "at the head and at the foot");
        let addresses = page.matches("http").count();
        assert_eq!(addresses, page.matches("http://www.w3.org/2000/svg").count(), "only the name of the language");
        assert!(html(&paper, Lang::En).unwrap().contains("12.5"));
    }
}
