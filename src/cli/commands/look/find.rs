//! `find`: what is typed, found in names, titles and units, best first.

use crate::app::overlays::desk::{Desk, Everything};
use crate::app::words::{Words, retirement};
use crate::cli::answer::{self, Align, Answer, Failure, Status, Table};
use crate::cli::context::{Context, Run};
use crate::cli::shared::identify::subject_found;
use crate::cli::shared::{naming, search};
use crate::domain::UnitId;
use crate::policy::Policy;
use crate::register::{Loaded, View, names};
use crate::search::list::{Line, ListError};
use crate::search::{Found, Hit, Index, Kind, List, Why, Without};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub struct FindArgs {
    /// What is searched for.
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    query: Vec<String>,
    /// How many at the most.
    #[arg(long, value_name = "K", default_value_t = 20)]
    limit: usize,
    /// Only of this kind.
    #[arg(long, value_enum, conflicts_with = "list")]
    kind: Option<KindArg>,
    /// A list of somebody else's in the place of the store.
    #[arg(long = "in", value_name = "FILE")]
    list: Option<PathBuf>,
    /// A query a line, instead of one.
    #[arg(long, value_name = "FILE", requires = "list")]
    queries: Option<PathBuf>,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// đơn vị
    Unit,
    /// chức vụ
    Post,
    /// cán bộ
    Cadre,
    /// chức danh
    Title,
    /// quy định
    Rule,
}

impl From<KindArg> for Kind {
    fn from(word: KindArg) -> Kind {
        match word {
            KindArg::Unit => Kind::Unit,
            KindArg::Post => Kind::Post,
            KindArg::Cadre => Kind::Cadre,
            KindArg::Title => Kind::Title,
            KindArg::Rule => Kind::Rule,
        }
    }
}

#[derive(Debug, Serialize)]
struct HitRow {
    id: String,
    kind: &'static str,
    name: String,
    birth: Option<i16>,
    /// The month of retirement, as every list of people has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    retires: Option<String>,
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
    /// What it is beside, where that is why it was found: a seat in a committee.
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<String>,
    /// What a unit that does not stand any more became.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    became: Vec<String>,
    /// How it was found, where that is not plain: `keys`, `short`, `initials`, `slip`, `former` …
    reasons: Vec<&'static str>,
}

/// A query of a file with what it found.
#[derive(Debug, Serialize)]
struct AnsweredQuery {
    query: String,
    micros: u64,
    hits: Vec<HitRow>,
    /// Why it was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl Run for FindArgs {
    const KNOWS_REVISIONS: bool = true;

    /// No hit is an answer, with its own exit status.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let query = self.query.join(" ");
        match (&self.list, &self.queries) {
            (Some(list), Some(queries)) => answer_queries(cx, &ForeignList::read(list)?, queries, self.limit),
            (Some(list), None) => {
                let found = ForeignList::read(list)?.hits(&query, self.limit)?;
                Ok(hits(cx, &found, &query, &[]))
            }
            (None, _) => self.in_register(cx, &query),
        }
    }
}

impl FindArgs {
    fn in_register(&self, cx: &Context, query: &str) -> Result<Answer, Failure> {
        let (_, view) = cx.open(Loaded::All)?;
        let (policy, words) = (view.policy(), &cx.words);
        let parsed = search::parse(query)?;
        let desk = Desk::rules(policy, words);
        let all = Everything { view: &view, desk: &desk };
        let found = Index::build(&all).find(&all, &parsed, self.limit, self.kind.map(Kind::from));
        let row = |hit: &Hit| match hit.what {
            Found::Rule(at) => rule_row(policy, at, hit, words),
            _ => row(&view, hit, words),
        };
        let rows: Vec<HitRow> = found.hits.iter().map(row).collect();
        Ok(hits(cx, &rows, query, &found.without))
    }
}

/// A list of somebody else's, ready to be searched.
struct ForeignList {
    list: List,
    index: Index,
}

impl ForeignList {
    fn read(file: &Path) -> Result<ForeignList, Failure> {
        let list = List::parse(&answer::read(file)?).map_err(|e| match e {
            ListError::NoHeader => Failure::refused("told.list-header", &[&file.display().to_string()]),
            ListError::TooLong(most) => {
                Failure::refused("told.list-long", &[&file.display().to_string(), &most.to_string()])
            }
        })?;
        let index = Index::build(&list);
        Ok(ForeignList { list, index })
    }

    fn hits(&self, query: &str, limit: usize) -> Result<Vec<HitRow>, Failure> {
        let query = search::parse(query)?;
        if let Some(fact) = query.asks_for_fact() {
            return Err(Failure::new(Status::Usage, "query.not-in-list", &[fact]));
        }
        let found = self.index.find(&self.list, &query, limit, None);
        Ok(found.hits.iter().filter_map(|hit| self.list.line(hit.what).map(|line| line_row(line, hit))).collect())
    }
}

/// Every query of a file with what it finds; one that is not understood does not take the others' answers away.
fn answer_queries(cx: &Context, list: &ForeignList, queries: &Path, limit: usize) -> Result<Answer, Failure> {
    let mut answered: Vec<AnsweredQuery> = Vec::new();
    for query in answer::read(queries)?.lines().map(|line| line.split('\t').next().unwrap_or_default()) {
        if query.trim().is_empty() {
            continue;
        }
        let began = Instant::now();
        let (hits, problem) = match list.hits(query, limit) {
            Ok(hits) => (hits, None),
            Err(failure) => (Vec::new(), Some(cx.sentence(&failure.said))),
        };
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        answered.push(AnsweredQuery { query: query.to_owned(), micros, hits, problem });
    }
    let status = if answered.iter().all(|a| a.hits.is_empty()) { Status::Findings } else { Status::Done };
    let answer = cx.answer(&answered, |answered| {
        let mut text = String::new();
        for AnsweredQuery { query, hits, problem, .. } in answered {
            text.push_str(&format!("{query}\n"));
            match problem {
                Some(problem) => text.push_str(&format!("{problem}\n")),
                None => text.push_str(&table(hits, query, &[], &cx.words)),
            }
            text.push('\n');
        }
        text
    });
    Ok(answer.with(status))
}

fn hits(cx: &Context, rows: &Vec<HitRow>, query: &str, without: &[Without]) -> Answer {
    let status = if rows.is_empty() { Status::Findings } else { Status::Done };
    cx.answer(rows, |rows| table(rows, query, without, &cx.words)).with(status)
}

/// That nothing was found, and what there is without the word that stands in the way.
fn nothing(query: &str, without: &[Without], words: &Words) -> String {
    let mut text = format!("{}\n", words.fill("cli.find.none", &[query]));
    for way in without {
        let key = if way.nowhere { "cli.find.nowhere" } else { "cli.find.without" };
        text.push_str(&format!("{}\n", words.fill(key, &[way.typed.clone(), words.number(way.total)])));
        way.hits.iter().for_each(|hit| text.push_str(&format!("  {}\n", hit.text)));
    }
    text
}

/// What stands in a column for a hit.
type Cell<'c> = &'c dyn Fn(&HitRow) -> String;

fn table(rows: &[HitRow], query: &str, without: &[Without], words: &Words) -> String {
    if rows.is_empty() {
        return nothing(query, without, words);
    }
    let any_retires = rows.iter().any(|row| row.retires.is_some());
    let mut columns = vec![(words.get("cli.table.name"), Align::Left), (words.get("cli.table.birth"), Align::Right)];
    columns.extend(any_retires.then(|| (words.get("column.retires"), Align::Left)));
    columns.extend([
        (words.get("cli.table.title"), Align::Left),
        (words.get("cli.table.unit"), Align::Left),
        (words.get("cli.table.id"), Align::Left),
    ]);
    // columns that few answers need
    let joined = |row: &HitRow| row.became.join("; ");
    let some: [(&str, Cell<'_>); 3] = [
        ("cli.find.also", &|row| row.also.clone().unwrap_or_default()),
        ("cli.find.before", &|row| row.former.clone().unwrap_or_default()),
        ("cli.find.became", &joined),
    ];
    let needed: Vec<_> = some.into_iter().filter(|(_, cell)| rows.iter().any(|row| !cell(row).is_empty())).collect();
    columns.extend(needed.iter().map(|(key, _)| (words.get(key), Align::Left)));
    let mut table = Table::new(&columns);
    for row in rows {
        let mut cells = vec![row.name.clone(), row.birth.map(|y| y.to_string()).unwrap_or_default()];
        cells.extend(any_retires.then(|| row.retires.clone().unwrap_or_default()));
        cells.extend([row.title.clone().unwrap_or_default(), row.unit.clone().unwrap_or_default(), row.id.clone()]);
        cells.extend(needed.iter().map(|(_, cell)| cell(row)));
        table.row(cells);
    }
    table.text()
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

fn found(hit: &Hit, kind: &'static str, id: String) -> HitRow {
    let text: Vec<char> = hit.text.chars().collect();
    let piece = |range: &std::ops::Range<usize>| text.get(range.clone()).map(|c| c.iter().collect());
    HitRow {
        id,
        kind,
        name: String::new(),
        birth: None,
        retires: None,
        title: None,
        unit: None,
        score: hit.score,
        ranges: hit.ranges.iter().map(|r| (r.start, r.end)).collect(),
        why: hit.ranges.iter().filter_map(piece).collect(),
        text: hit.text.clone(),
        former: hit.former.as_ref().filter(|_| !hit.now).map(|(text, _)| text.clone()),
        also: hit.former.as_ref().filter(|_| hit.now).map(|(text, _)| text.clone()),
        became: Vec::new(),
        reasons: hit.why.iter().copied().map(reason).collect(),
    }
}

fn line_row(line: &Line, hit: &Hit) -> HitRow {
    let [name, title, unit] = line.fields.clone();
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    HitRow { name, title: some(title), unit: some(unit), ..found(hit, "line", line.id.clone()) }
}

fn rule_row(policy: &Policy, at: u32, hit: &Hit, words: &Words) -> HitRow {
    let mut row = found(hit, "rule", String::new());
    if let Some(rule) = usize::try_from(at).ok().and_then(|at| policy.rules.get(at)) {
        row.id = rule.id.to_string();
        words.pick(&rule.vi, &rule.en).clone_into(&mut row.name);
        row.title = Some(rule.source.clone());
    }
    row
}

fn successors(view: &View, unit: UnitId) -> Vec<String> {
    names::successors(view, unit).into_iter().map(|(_, name)| name).collect()
}

fn row(view: &View, hit: &Hit, words: &Words) -> HitRow {
    let id = subject_found(hit.what).map(naming::id).unwrap_or_default();
    let mut row = found(hit, "unit", id);
    match hit.what {
        Found::Unit(id) => {
            let line = naming::line_of(view, id);
            row.name = view.unit(id).map(|u| view.called(line, u)).unwrap_or_default();
            row.unit = view.parent(line, id).map(|above| naming::unit_name(view, above));
            row.became = successors(view, id);
        }
        Found::Post(id) => {
            row.kind = "post";
            if let Some(post) = view.post(id) {
                row.name = view.titled(post).vi.to_owned();
                row.unit = Some(naming::unit_name(view, post.unit));
                row.became = successors(view, post.unit);
            }
        }
        Found::Cadre(id) => {
            row.kind = "cadre";
            if let Some(card) = view.cadre(id) {
                row.name.clone_from(&card.name);
                row.birth = Some(card.born.year());
                row.retires = Some(retirement::short(words, &view.retirement(card)));
            }
            row.title = Some(view.titles_in_one_line(id)).filter(|t| !t.is_empty());
            let post = view.holds(id).into_iter().next();
            row.unit = post.map(|(_, post, _)| naming::unit_name(view, post.unit));
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
