//! People of what ended, as a table: for the screen's list, for files and for the command line.

use super::columns;
use crate::app::words::{self, Words};
use crate::domain::{Day, Subject};
use crate::exchange::paper::{Cell, Paper, Part, Table};
use crate::register::View;
use crate::register::displaced::{Displaced, Fate};

/// What became of somebody, in words.
#[must_use]
pub fn fate(words: &Words, fate: Fate) -> String {
    words.of_group("displaced", fate.code())
}

/// The post that somebody left as it was called on its last day.
#[must_use]
pub fn left(view: &View, one: &Displaced) -> String {
    words::subject(&view.on(one.on.prev()), Subject::Post(one.from))
}

/// The post that was given, as it was called when it was; empty where there is none.
#[must_use]
pub fn given(view: &View, one: &Displaced) -> String {
    one.to.map(|(post, from)| words::subject(&view.on(from), Subject::Post(post))).unwrap_or_default()
}

/// How many of each: "đã bố trí 209 · chưa có chức vụ 3".
#[must_use]
pub fn counts(words: &Words, people: &[Displaced]) -> String {
    let count = |of: Fate| people.iter().filter(|one| one.fate == of).count();
    let said = Fate::ALL.into_iter().filter(|of| count(*of) > 0);
    said.map(|of| format!("{} {}", fate(words, of), words.number(count(of)))).collect::<Vec<_>>().join(" · ")
}

fn table(view: &View, words: &Words, people: &[Displaced]) -> Table {
    columns::table(words, "displaced", people.iter().enumerate(), |(at, one), id| {
        let card = view.cadre(one.cadre);
        match id {
            "number" => Cell::count(at + 1),
            "name" => Cell::text(card.map(|c| c.name.as_str()).unwrap_or_default()),
            "born" => card.map_or(Cell::Empty, |c| Cell::Date(c.born)),
            "left" => Cell::text(left(view, one)),
            "fate" => Cell::text(fate(words, one.fate)),
            "given" => Cell::text(given(view, one)),
            "since" => one.to.map_or(Cell::Empty, |(_, from)| Cell::Day(from)),
            "paper" => Cell::text(one.paper.as_str()),
            _ => Cell::Empty,
        }
    })
}

/// The list as a document: of which unit, of which day, how many of each.
#[must_use]
pub fn paper(view: &View, words: &Words, (of, on): (Option<String>, Day), people: &[Displaced]) -> Paper {
    let day = words.fill("displaced.day", &[on.to_string()]);
    let as_of = words.fill("head.as-of", &[view.on.to_string()]);
    Paper {
        id: words.get("outgoing.name.displaced").to_owned(),
        title: words.get("displaced.title").to_owned(),
        under: of.into_iter().chain([day, as_of, counts(words, people)]).collect(),
        classification: words.get("classification.internal").to_owned(),
        parts: vec![Part::Table(table(view, words, people))],
        lang: words.lang,
    }
}
