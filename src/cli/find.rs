//! `find`: what is typed, found in names, titles and units, best first.

use super::args::KindWord;
use super::fail::{Candidate, Failure, Status};
use super::names;
use super::out::{Answer, Form, Side, Table};
use crate::app::overlays::desk::{Desk, Everything};
use crate::app::words::Words;
use crate::app::words::refusals;
use crate::domain::{CadreId, Subject};
use crate::policy::Policy;
use crate::register::View;
use crate::search::list::{Line, ListError};
use crate::search::{Found, Hit, Index, Kind, List, Query, Why};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    kind: &'static str,
    name: String,
    birth: Option<i16>,
    title: Option<String>,
    unit: Option<String>,
    score: i64,
    /// Letters of `text` that matched, as pairs of positions counted in letters, the end not among them.
    ranges: Vec<(usize, usize)>,
    /// The pieces of the text that matched.
    why: Vec<String>,
    /// Name, title and unit in one line, which the ranges speak of.
    text: String,
    /// What it was before, where that is why it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    former: Option<String>,
    /// How it was found, where that is not plain: `keys`, `short`, `initials`, `slip`, `former` …
    reasons: Vec<&'static str>,
}

/// A query of a file with what it found.
#[derive(Debug, Serialize)]
struct Asked {
    query: String,
    micros: u64,
    hits: Vec<Row>,
    /// Why it was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// Answers `find`; no hit is an answer, with its own exit status.
///
/// # Errors
/// A query that is not understood.
pub fn find(
    view: &View,
    policy: &Arc<Policy>,
    query: &str,
    limit: usize,
    kind: Option<KindWord>,
    form: Form,
    words: &Words,
) -> Result<Answer, Failure> {
    let asked = understood(query)?;
    let desk = Desk::rules(policy, words);
    let all = Everything { view, desk: &desk };
    let found = Index::build(&all).find(&all, &asked, limit, kind.map(Kind::from));
    let row = |hit: &Hit| match hit.what {
        Found::Rule(at) => rule_row(policy, at, hit, words),
        _ => row(view, hit),
    };
    Ok(told(found.hits.iter().map(row).collect(), query, form, words))
}

/// Everybody whom a query finds.
///
/// # Errors
/// A query that is not understood.
pub fn people(view: &View, policy: &Arc<Policy>, query: &str, words: &Words) -> Result<BTreeSet<CadreId>, Failure> {
    let asked = understood(query)?;
    let desk = Desk::rules(policy, words);
    let all = Everything { view, desk: &desk };
    let found = Index::build(&all).all(&all, &asked, Kind::Cadre);
    let cadre = |found| if let Found::Cadre(id) = found { Some(id) } else { None };
    Ok(found.into_iter().filter_map(cadre).collect())
}

fn understood(query: &str) -> Result<Query, Failure> {
    Query::parse(query).map_err(|error| {
        let said = refusals::query(&error);
        Failure { status: Status::Usage, said, candidates: Vec::new() }
    })
}

/// Answers `find --in`.
///
/// # Errors
/// A file that cannot be read, or is no list.
pub fn find_in(
    file: &Path,
    query: &str,
    queries: Option<&Path>,
    limit: usize,
    form: Form,
    words: &Words,
) -> Result<Answer, Failure> {
    let list = List::parse(&read(file)?).map_err(|e| match e {
        ListError::NoHeader => Failure::refused("told.list-header", &[&file.display().to_string()]),
        ListError::TooLong(most) => {
            Failure::refused("told.list-long", &[&file.display().to_string(), &most.to_string()])
        }
    })?;
    let index = Index::build(&list);
    let rows = |query: &str| -> Result<Vec<Row>, Failure> {
        let query = understood(query)?;
        if let Some(fact) = query.asks_for_fact() {
            return Err(Failure::new(Status::Usage, "query.not-in-list", &[fact]));
        }
        let found = index.find(&list, &query, limit, None);
        Ok(found.hits.iter().filter_map(|hit| list.line(hit.what).map(|line| line_row(line, hit))).collect())
    };
    let Some(queries) = queries else { return Ok(told(rows(query)?, query, form, words)) };
    let mut asked: Vec<Asked> = Vec::new();
    for query in read(queries)?.lines().map(|line| line.split('\t').next().unwrap_or_default()) {
        if query.trim().is_empty() {
            continue;
        }
        let began = Instant::now();
        // one query that is not understood does not take the others' answers away
        let (hits, problem) = match rows(query) {
            Ok(hits) => (hits, None),
            Err(failure) => (Vec::new(), Some(words.fill(failure.said.key, &failure.said.with))),
        };
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        asked.push(Asked { query: query.to_owned(), micros, hits, problem });
    }
    let status = if asked.iter().all(|a| a.hits.is_empty()) { Status::Findings } else { Status::Done };
    let answer = Answer::of(form, &asked, |asked| {
        let mut text = String::new();
        for Asked { query, hits, problem, .. } in asked {
            text.push_str(&format!("{query}\n"));
            match problem {
                Some(problem) => text.push_str(&format!("{problem}\n")),
                None => text.push_str(&table(hits, query, words)),
            }
            text.push('\n');
        }
        text
    });
    Ok(answer.with(status))
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|e| Failure::file(file, &e))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn told(rows: Vec<Row>, query: &str, form: Form, words: &Words) -> Answer {
    let status = if rows.is_empty() { Status::Findings } else { Status::Done };
    Answer::of(form, &rows, |rows| table(rows, query, words)).with(status)
}

fn table(rows: &[Row], query: &str, words: &Words) -> String {
    if rows.is_empty() {
        return format!("{}\n", words.fill("cli.find.none", &[query]));
    }
    let mut columns = vec![
        (words.get("cli.table.name"), Side::Left),
        (words.get("cli.table.birth"), Side::Right),
        (words.get("cli.table.title"), Side::Left),
        (words.get("cli.table.unit"), Side::Left),
        (words.get("cli.table.id"), Side::Left),
    ];
    let any_before = rows.iter().any(|row| row.former.is_some());
    if any_before {
        columns.push((words.get("cli.find.before"), Side::Left));
    }
    let mut table = Table::new(&columns);
    for row in rows {
        let mut cells = vec![
            row.name.clone(),
            row.birth.map(|y| y.to_string()).unwrap_or_default(),
            row.title.clone().unwrap_or_default(),
            row.unit.clone().unwrap_or_default(),
            row.id.clone(),
        ];
        cells.extend(any_before.then(|| row.former.clone().unwrap_or_default()));
        table.row(cells);
    }
    table.text()
}

/// What a name that nobody bears as it was typed may have meant.
#[must_use]
pub fn near(view: &View, word: &str) -> Vec<Candidate> {
    const FEW: usize = 5;
    let hits = Index::build(view).find(view, &Query::words(word), FEW, None).hits;
    let subjects = hits.into_iter().filter_map(|hit| subject(hit.what));
    subjects.map(|s| Candidate { id: names::id(s), name: names::name(view, s) }).collect()
}

impl From<KindWord> for Kind {
    fn from(word: KindWord) -> Kind {
        match word {
            KindWord::Unit => Kind::Unit,
            KindWord::Post => Kind::Post,
            KindWord::Cadre => Kind::Cadre,
            KindWord::Title => Kind::Title,
            KindWord::Rule => Kind::Rule,
        }
    }
}

fn subject(what: Found) -> Option<Subject> {
    match what {
        Found::Unit(id) => Some(Subject::Unit(id)),
        Found::Post(id) => Some(Subject::Post(id)),
        Found::Cadre(id) => Some(Subject::Cadre(id)),
        _ => None,
    }
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::Keys => "keys",
        Why::OtherI => "other-i",
        Why::Short => "short",
        Why::Initials => "initials",
        Why::Slip => "slip",
        Why::Gaps => "gaps",
        Why::Former => "former",
    }
}

fn found(hit: &Hit, kind: &'static str, id: String) -> Row {
    let text: Vec<char> = hit.text.chars().collect();
    let piece = |range: &std::ops::Range<usize>| text.get(range.clone()).map(|c| c.iter().collect());
    Row {
        id,
        kind,
        name: String::new(),
        birth: None,
        title: None,
        unit: None,
        score: hit.score,
        ranges: hit.ranges.iter().map(|r| (r.start, r.end)).collect(),
        why: hit.ranges.iter().filter_map(piece).collect(),
        text: hit.text.clone(),
        former: hit.former.as_ref().map(|(text, _)| text.clone()),
        reasons: hit.why.iter().copied().map(reason).collect(),
    }
}

fn line_row(line: &Line, hit: &Hit) -> Row {
    let [name, title, unit] = line.fields.clone();
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    Row { name, title: some(title), unit: some(unit), ..found(hit, "line", line.id.clone()) }
}

fn rule_row(policy: &Policy, at: u32, hit: &Hit, words: &Words) -> Row {
    let mut row = found(hit, "rule", String::new());
    if let Some(rule) = usize::try_from(at).ok().and_then(|at| policy.rules.get(at)) {
        row.id = rule.id.to_string();
        words.pick(&rule.vi, &rule.en).clone_into(&mut row.name);
        row.title = Some(rule.source.clone());
    }
    row
}

fn row(view: &View, hit: &Hit) -> Row {
    let id = subject(hit.what).map(names::id).unwrap_or_default();
    let mut row = found(hit, "unit", id);
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
        Found::Title(id) => {
            row.kind = "title";
            if let Some(title) = view.catalogue.title(id) {
                row.id.clone_from(&title.code);
                row.name.clone_from(&title.vi);
            }
        }
        Found::Saved(_) | Found::Action(_) | Found::Rule(_) | Found::Report(_) | Found::Line(_) => {}
    }
    row
}
