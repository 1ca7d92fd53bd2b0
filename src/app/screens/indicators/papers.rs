//! Indicators as a document: targets, how they went, the pictures with their numbers, units, courses; or the list of
//! people, the part or the picture that is open.

use super::rows::{off, share, target};
use super::{Board, Tab, who};
use crate::app::outgoing::columns;
use crate::app::screens::indicators::Indicators;
use crate::app::session::Session;
use crate::app::words::findings;
use crate::app::words::{self, Words, retirement};
use crate::domain::UnitId;
use crate::exchange::indicators::{Heat, Tally, heat};
use crate::exchange::paper::{Cell, Column, Paper, Part, Table};
use crate::exchange::picture::Picture;
use crate::register::View;

/// What is open as a document: a list, units by indicator, courses with those who need them, a picture; of the targets
/// everything. None while it is being counted.
#[must_use]
pub fn paper(state: &Indicators, cx: &Session) -> Option<Paper> {
    let board = state.board.as_ref()?;
    let (view, words) = (&cx.view, &cx.words);
    let sample = cx.place.sample.then(|| words.get("head.sample").to_owned());
    let of_part = |key: &str, under: Option<UnitId>, parts: Vec<Part>| {
        let paper = head(view, words, under, sample.clone());
        let [id, title] =
            [(&paper.id, " "), (&paper.title, ": ")].map(|(of, sep)| format!("{of}{sep}{}", words.get(key)));
        Paper { id, title, parts, ..paper }
    };
    if let Some(open) = &state.who {
        let title = who::title(state, cx, open);
        let rows = who::people(cx, open);
        let table = table(words, "people", rows, |([name, birth, has, place], retires), id| {
            Cell::text(match id {
                "name" => name.as_str(),
                "birth" => birth,
                "has" => has,
                "retires" => retires,
                "post" => place,
                _ => "",
            })
        });
        return Some(Paper { title, parts: vec![Part::Table(table)], ..head(view, words, None, sample) });
    }
    Some(match state.tab {
        Tab::Targets => whole(view, words, board, None, sample),
        Tab::Units => {
            let table = units(view, words, board, &state.heat);
            of_part("indicators.tab.units", state.heat.top, vec![Part::Table(table)])
        }
        Tab::Needs => of_part("indicators.tab.needs", None, needs(view, words, board)),
        Tab::Pictures => {
            let picture = board.pictures.get(state.picture)?;
            of_part("indicators.tab.pictures", None, drawn(words, picture))
        }
    })
}

/// A table of the data's columns.
fn table<T>(words: &Words, id: &str, rows: impl IntoIterator<Item = T>, cell: impl Fn(&T, &str) -> Cell) -> Table {
    columns::filled(id, columns::columns(words, id), rows, cell)
}

fn head(view: &View, words: &Words, under: Option<UnitId>, sample: Option<String>) -> Paper {
    let top = under.or_else(|| view.tops(crate::domain::Line::Territory).first().copied());
    let place = top.map(|unit| words::unit_name(view, unit));
    let on = words.fill("head.as-of", &[view.on.to_string()]);
    Paper {
        id: words.get("outgoing.name.indicators").to_owned(),
        title: words.get("head.indicators").to_owned(),
        under: place.into_iter().chain([on]).chain(sample).collect(),
        classification: words.get("classification.internal").to_owned(),
        parts: Vec::new(),
        lang: words.lang,
    }
}

/// Everything of a day as a document.
#[must_use]
pub fn whole(view: &View, words: &Words, board: &Board, under: Option<UnitId>, sample: Option<String>) -> Paper {
    let mut paper = head(view, words, under, sample);
    let heading = |key: &str| Part::Heading(1, words.get(key).to_owned());
    let mut parts = vec![heading("indicators.tab.targets"), Part::Table(targets(words, board))];
    parts.push(Part::Table(trend(words, board)));
    parts.push(heading("indicators.tab.pictures"));
    parts.extend(board.pictures.iter().flat_map(|picture| drawn(words, picture)));
    parts.push(heading("indicators.tab.units"));
    parts.push(Part::Table(units(view, words, board, &heat(view, &board.measured, under))));
    parts.push(heading("indicators.tab.needs"));
    parts.extend(needs(view, words, board));
    paper.parts = parts;
    paper
}

/// A share as a number where it is sure, else from and to.
fn measured(tally: &Tally, words: &Words) -> Cell {
    match tally.range() {
        (Some(yes), most) if yes == most => Cell::Share { part: yes, of: tally.all },
        // the heading says per cent, as of the numbers
        _ => Cell::text(share(tally, words).replace('%', "")),
    }
}

fn targets(words: &Words, board: &Board) -> Table {
    let made = table(words, "targets", &board.measured, |one, id| match id {
        "name" => Cell::text(one.indicator.name.of(words.lang)),
        "whose" => Cell::text(one.whose.of(words.lang)),
        "all" => Cell::Number(one.tally.all),
        "met" => one.tally.range().0.map_or(Cell::Unknown, Cell::Number),
        "measured" => measured(&one.tally, words),
        "target" => Cell::text(target(&one.target, words)),
        "until" => one.target.until.map_or(Cell::Empty, |day| Cell::Day(day.0)),
        "verdict" => {
            let verdict = words.get(findings::verdict(one.verdict));
            Cell::text(format!("{} {verdict}", findings::mark(one.verdict)))
        }
        "wanting" => Cell::Number(one.tally.wanting(&one.target)),
        "source" => Cell::text(one.target.source.as_str()),
        _ => Cell::Empty,
    });
    let readings = board.measured.iter().filter(|one| !one.indicator.reading.is_empty());
    let readings = readings.map(|one| format!("{}: {}", one.indicator.name.of(words.lang), one.indicator.reading));
    let notes = readings.chain(off(board, words)).collect();
    named(board, Table { title: words.get("indicators.table.targets").to_owned(), notes, ..made })
}

/// Rows of a table of indicators bear their names, for scripts.
fn named(board: &Board, mut table: Table) -> Table {
    for (row, one) in table.rows.iter_mut().zip(&board.measured) {
        row.id.clone_from(&one.indicator.id);
    }
    table
}

fn trend(words: &Words, board: &Board) -> Table {
    let days = board.measured.first().map(|one| one.trend.as_slice()).unwrap_or_default();
    let mut columns = columns::columns(words, "trend");
    columns.extend(days.iter().map(|(day, _)| Column::new(day.iso(), day.to_string())));
    let made = columns::filled("trend", columns, &board.measured, |one, id| {
        let then = one.trend.iter().find(|(day, _)| day.iso() == id);
        match then {
            Some((_, tally)) if tally.all > 0 => measured(tally, words),
            Some(_) => Cell::Unknown,
            None => Cell::text(one.indicator.name.of(words.lang)),
        }
    });
    named(board, Table { title: words.get("indicators.table.trend").to_owned(), ..made })
}

fn units(view: &View, words: &Words, board: &Board, heat: &Heat) -> Table {
    let mut columns = columns::columns(words, "by-unit");
    columns.extend(board.measured.iter().map(|one| {
        let label = one.indicator.short(words.lang);
        Column { width: 12, ..Column::new(one.indicator.id.as_str(), label) }
    }));
    let at = |id: &str| board.measured.iter().position(|one| one.indicator.id == id);
    let made = columns::filled("units", columns, heat.units.iter().zip(&heat.cells), |(unit, cells), id| {
        let Some(at) = at(id) else {
            let own = || words.get("indicators.own").to_owned();
            return Cell::text(if Some(**unit) == heat.top { own() } else { words::unit_name(view, **unit) });
        };
        let Some(cell) = cells.get(at).copied().flatten() else { return Cell::Empty };
        match cell.verdict.map(findings::mark) {
            None => measured(&cell.tally, words),
            Some(mark) => Cell::text(format!("{} {mark}", share(&cell.tally, words).replace('%', ""))),
        }
    });
    let notes = vec![words.get("indicators.legend").to_owned()];
    Table { title: words.get("indicators.table.units").to_owned(), notes, ..made }
}

/// Courses by year, and everybody who needs one.
fn needs(view: &View, words: &Words, board: &Board) -> Vec<Part> {
    let mut heads = columns::columns(words, "courses");
    heads.extend(board.years.iter().map(|year| Column::new(year.to_string(), year.to_string())));
    heads.push(Column::new("total", words.get("indicators.total")));
    let year = |id: &str| board.years.iter().position(|year| year.to_string() == id);
    let courses = columns::filled("courses", heads, &board.courses, |(asked, counts), id| match id {
        "course" => Cell::text(super::needs::named(words, *asked)),
        "total" => Cell::count(counts.iter().sum()),
        _ => year(id).and_then(|at| counts.get(at)).map_or(Cell::Empty, |count| Cell::count(*count)),
    });
    let people = table(words, "training", &board.needs, |need, id| {
        let card = view.cadre(need.cadre);
        Cell::text(match id {
            "course" => super::needs::named(words, need.asked),
            "year" => return Cell::Number(need.year.into()),
            "person" => card.map(|card| card.name.clone()).unwrap_or_default(),
            "birth" => return card.map_or(Cell::Empty, |card| Cell::Date(card.born)),
            "has" => {
                let has = card.map(|card| need.asked.held_by(card, view.on).1);
                has.map(|has| findings::amount(words, view, has, false)).unwrap_or_default()
            }
            "retires" => card.map(|card| retirement::short(words, &view.retirement(card))).unwrap_or_default(),
            "titles" => view.titles_in_one_line(need.cadre),
            "unit" => words::unit_name(view, need.unit),
            "planned" => words::subject(view, crate::domain::Subject::Post(need.post)),
            "sureness" => words.get(findings::sureness(need.sureness)).to_owned(),
            _ => String::new(),
        })
    });
    let people = Table { title: words.get("indicators.table.needs").to_owned(), ..people };
    let courses = Table { title: words.get("indicators.table.courses").to_owned(), ..courses };
    vec![Part::Table(courses), Part::Table(people)]
}

/// A picture with its numbers.
fn drawn(words: &Words, picture: &Picture) -> Vec<Part> {
    let mut heads = columns::columns(words, "picture");
    heads.extend(picture.series.iter().enumerate().map(|(at, s)| Column::new(at.to_string(), s.label.as_str())));
    let number = |value: Option<f64>| {
        let Some(value) = value else { return Cell::Unknown };
        let scale = 10_f64.powi(i32::from(picture.places));
        #[allow(clippy::cast_possible_truncation, reason = "counts and shares of people are far below 2^52")]
        let part = (value * scale * 10.0).round() as i64;
        if picture.places == 0 {
            Cell::Number(part / 10)
        } else {
            Cell::Ratio { part, of: 10_i64.pow(u32::from(picture.places) + 1), places: picture.places }
        }
    };
    let rows = picture.labels.iter().enumerate();
    let numbers = columns::filled(&picture.id, heads, rows, |(at, label), id| match id.parse() {
        Ok(series) => number(picture.value(series, *at)),
        Err(_) => Cell::text(label.as_str()),
    });
    let numbers = Table { title: picture.title.clone(), ..numbers };
    vec![Part::Picture(picture.clone()), Part::Table(numbers)]
}
