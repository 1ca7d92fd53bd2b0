//! `find`: what is typed, found in names, titles and units, best first.

use super::args::KindWord;
use super::fail::{Candidate, Status};
use super::names;
use super::out::{Answer, Form, Side, Table};
use crate::app::words::Words;
use crate::domain::Subject;
use crate::register::View;
use crate::search::{Found, Hit, Index};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    kind: &'static str,
    name: String,
    birth: Option<i16>,
    title: Option<String>,
    unit: Option<String>,
    score: i64,
    /// Letters of `name · about` that matched, as pairs of positions counted in letters, the end not among them.
    ranges: Vec<(usize, usize)>,
    /// The pieces of the text that matched.
    why: Vec<String>,
}

/// Answers `find`; no hit is an answer, with its own exit status.
#[must_use]
pub fn find(view: &View, query: &str, limit: usize, kind: Option<KindWord>, form: Form, words: &Words) -> Answer {
    let index = Index::build(view);
    // hits of other kinds are dropped after the ranking, so that scores do not depend on what is asked for
    let (hits, _) = index.find(query, if kind.is_some() { index.len() } else { limit });
    let rows: Vec<Row> = hits
        .into_iter()
        .filter(|hit| kind.is_none_or(|kind| kind == kind_of(hit.what)))
        .take(limit)
        .map(|hit| row(view, &hit))
        .collect();
    let status = if rows.is_empty() { Status::Findings } else { Status::Done };
    let answer = Answer::of(form, &rows, |rows| {
        if rows.is_empty() {
            return format!("{}\n", words.fill("cli.find.none", &[query]));
        }
        let mut table = Table::new(&[
            (words.get("cli.table.name"), Side::Left),
            (words.get("cli.table.birth"), Side::Right),
            (words.get("cli.table.title"), Side::Left),
            (words.get("cli.table.unit"), Side::Left),
            (words.get("cli.table.id"), Side::Left),
        ]);
        for row in rows {
            table.row(vec![
                row.name.clone(),
                row.birth.map(|y| y.to_string()).unwrap_or_default(),
                row.title.clone().unwrap_or_default(),
                row.unit.clone().unwrap_or_default(),
                row.id.clone(),
            ]);
        }
        table.text()
    });
    answer.with(status)
}

/// What a name that nobody bears as it was typed may have meant.
#[must_use]
pub fn near(view: &View, word: &str) -> Vec<Candidate> {
    const FEW: usize = 5;
    let (hits, _) = Index::build(view).find(word, FEW);
    let subjects = hits.into_iter().map(|hit| subject(hit.what));
    subjects.map(|s| Candidate { id: names::id(s), name: names::name(view, s) }).collect()
}

fn kind_of(what: Found) -> KindWord {
    match what {
        Found::Unit(_) => KindWord::Unit,
        Found::Post(_) => KindWord::Post,
        Found::Cadre(_) => KindWord::Cadre,
    }
}

fn subject(what: Found) -> Subject {
    match what {
        Found::Unit(id) => Subject::Unit(id),
        Found::Post(id) => Subject::Post(id),
        Found::Cadre(id) => Subject::Cadre(id),
    }
}

fn row(view: &View, hit: &Hit) -> Row {
    let text: Vec<char> = hit.text.chars().collect();
    let piece = |range: &std::ops::Range<usize>| text.get(range.clone()).map(|c| c.iter().collect());
    let mut row = Row {
        id: names::id(subject(hit.what)),
        kind: "unit",
        name: String::new(),
        birth: None,
        title: None,
        unit: None,
        score: hit.score,
        ranges: hit.ranges.iter().map(|r| (r.start, r.end)).collect(),
        why: hit.ranges.iter().filter_map(piece).collect(),
    };
    match hit.what {
        Found::Unit(id) => {
            let line = names::line_of(view, id);
            row.name = view.unit(id).map(|u| view.called(line, u)).unwrap_or_default();
            row.unit = view.parent(line, id).map(|above| names::unit_name(view, above));
        }
        Found::Post(id) => {
            row.kind = "post";
            if let Some(post) = view.post(id) {
                row.name = view.title(post).map(|t| t.vi.clone()).unwrap_or_default();
                row.unit = Some(names::unit_name(view, post.unit));
            }
        }
        Found::Cadre(id) => {
            row.kind = "cadre";
            if let Some(card) = view.cadre(id) {
                row.name.clone_from(&card.name);
                row.birth = Some(card.born.year());
            }
            row.title = Some(view.titles_in_one_line(id)).filter(|t| !t.is_empty());
            let post = view.holds(id).into_iter().next();
            row.unit = post.map(|(_, post, _)| names::unit_name(view, post.unit));
        }
    }
    row
}
