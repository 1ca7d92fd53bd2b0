//! `reorganise FILE`: units and posts end on a day and people go on by a table; with `--dry-run` only the list of
//! every person and post that it affects.

mod file;

use crate::app::words::{self, Words};
use crate::cli::answer::{Align, Answer, Failure, Table};
use crate::cli::context::{Context, Run};
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::outcome::{Change, Outcome};
use crate::domain::{CadreId, PostId, Revision, Subject, UnitId};
use crate::register::reorganise::{self, Outcome as Carried, Why};
use crate::register::{Loaded, View};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct ReorganiseArgs {
    file: PathBuf,
    /// Only say what it comes to.
    #[arg(long)]
    dry_run: bool,
}

/// What a plan came to, for scripts.
#[derive(Debug, Serialize)]
struct Reorganised {
    revision: Option<Revision>,
    units_ended: Vec<Named>,
    units_begun: Vec<Named>,
    units_moved: Vec<Named>,
    posts_ended: usize,
    posts_begun: usize,
    carried: Vec<CarriedRow>,
    unplaced: Vec<UnplacedRow>,
    exceeded: Vec<ExceededRow>,
    edits: usize,
    findings: Vec<PrintedFinding>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Debug, Serialize)]
struct CarriedRow {
    cadre: Named,
    from: String,
    to: String,
    on: String,
    concurrent: bool,
}

#[derive(Debug, Serialize)]
struct UnplacedRow {
    cadre: Named,
    from: String,
    concurrent: bool,
    why: &'static str,
}

#[derive(Debug, Serialize)]
struct ExceededRow {
    post: String,
    seats: u16,
    holders: usize,
}

impl Run for ReorganiseArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (register, view) = cx.open(Loaded::All)?;
        let (plan, exception, eve) = file::read(&self.file, &view)?;
        let carried_out = reorganise::plan(&eve, &plan).map_err(|problem| Failure::problem(&problem))?;
        let after = eve.with(carried_out.edits.iter().cloned()).on(plan.on);
        let mut reorganised = reorganised(&eve, &after, &carried_out);
        let (edits, dry_run) = (carried_out.edits, self.dry_run);
        let change = Change { before: &eve, edits, intent: "reorganise", exception, dry_run };
        let (outcome, _) = Outcome::of(cx, &register, change)?;
        reorganised.revision = outcome.revision;
        reorganised.findings = PrintedFinding::all(&after, &outcome.findings, &cx.words);
        let said = outcome.sentence(&cx.words);
        Ok(cx.answer(&reorganised, |reorganised| plain(reorganised, &cx.words, &said)).with(outcome.status()))
    }
}

fn reorganised(eve: &View, after: &View, outcome: &Carried) -> Reorganised {
    let unit = |view: &View, id: &UnitId| Named { id: id.to_string(), name: words::unit_name(view, *id) };
    let cadre = |id: CadreId| Named { id: id.to_string(), name: words::subject(eve, Subject::Cadre(id)) };
    let post = |view: &View, id: PostId| words::subject(view, Subject::Post(id));
    Reorganised {
        revision: None,
        units_ended: outcome.units_ended.iter().map(|u| unit(eve, u)).collect(),
        units_begun: outcome.units_begun.iter().map(|u| unit(after, u)).collect(),
        units_moved: outcome.units_moved.iter().map(|u| unit(eve, u)).collect(),
        posts_ended: outcome.posts_ended.len(),
        posts_begun: outcome.posts_begun.len(),
        carried: outcome
            .carried
            .iter()
            .map(|c| CarriedRow {
                cadre: cadre(c.cadre),
                from: post(eve, c.from),
                to: post(after, c.to),
                on: c.on.iso(),
                concurrent: c.concurrent,
            })
            .collect(),
        unplaced: outcome
            .unplaced
            .iter()
            .map(|u| UnplacedRow {
                cadre: cadre(u.cadre),
                from: post(eve, u.post),
                concurrent: u.concurrent,
                why: why(u.why),
            })
            .collect(),
        exceeded: outcome
            .exceeded
            .iter()
            .map(|(id, seats, holders)| ExceededRow { post: post(after, *id), seats: *seats, holders: *holders })
            .collect(),
        edits: outcome.edits.len(),
        findings: Vec::new(),
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NoUnit => "no-unit",
        Why::NoTitle => "no-title",
        Why::NoSeat => "no-seat",
        Why::Choice => "choice",
    }
}

fn plain(done: &Reorganised, words: &Words, said: &str) -> String {
    let count = |key: &str, n: usize| words.fill(key, &[words.number(n)]);
    let mut out = format!("{said}\n");
    let counts = [
        count("reorganise.units-ended", done.units_ended.len()),
        count("reorganise.units-begun", done.units_begun.len()),
        count("reorganise.units-moved", done.units_moved.len()),
        count("reorganise.posts-ended", done.posts_ended),
        count("reorganise.posts-begun", done.posts_begun),
        count("reorganise.carried", done.carried.len()),
        count("reorganise.unplaced", done.unplaced.len()),
    ];
    out.push_str(&format!("{}\n", counts.join(" · ")));
    out.push_str(&PrintedFinding::lines(&done.findings, words));
    for over in &done.exceeded {
        let with = [over.post.clone(), over.holders.to_string(), over.seats.to_string()];
        out.push_str(&format!("! {}\n", words.fill("reorganise.exceeded", &with)));
    }
    let mut table = Table::new(&[
        (words.get("cli.table.name"), Align::Left),
        (words.get("reorganise.from"), Align::Left),
        (words.get("reorganise.to"), Align::Left),
    ]);
    for stays in &done.unplaced {
        let why = words.written("why", stays.why);
        table.row(vec![stays.cadre.name.clone(), stays.from.clone(), format!("○ {why}")]);
    }
    for goes in &done.carried {
        table.row(vec![goes.cadre.name.clone(), goes.from.clone(), goes.to.clone()]);
    }
    out.push_str(&table.text());
    out
}
