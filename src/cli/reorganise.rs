//! `reorganise FILE`: units and posts end on a day and people go on by a table; with `--dry-run` only the list of
//! every person and post that it affects.

use super::Asked;
use super::edit::{Found, found_by};
use super::fail::{Failure, Status};
use super::out::{Answer, Side, Table};
use super::plan;
use crate::app::session::host::Host;
use crate::app::words::{self, Words};
use crate::domain::{CadreId, PostId, Revision, Source, Subject, UnitId};
use crate::policy::stops;
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::reorganise::{self, Outcome, Why};
use crate::register::trial::try_out;
use serde::Serialize;
use std::path::Path;

/// What a plan came to, for scripts.
#[derive(Debug, Serialize)]
struct Done {
    revision: Option<Revision>,
    units_ended: Vec<About>,
    units_begun: Vec<About>,
    units_moved: Vec<About>,
    posts_ended: usize,
    posts_begun: usize,
    carried: Vec<Goes>,
    unplaced: Vec<Stays>,
    exceeded: Vec<Over>,
    edits: usize,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct About {
    id: String,
    name: String,
}

#[derive(Debug, Serialize)]
struct Goes {
    cadre: About,
    from: String,
    to: String,
    on: String,
    concurrent: bool,
}

#[derive(Debug, Serialize)]
struct Stays {
    cadre: About,
    from: String,
    concurrent: bool,
    why: &'static str,
}

#[derive(Debug, Serialize)]
struct Over {
    post: String,
    seats: u16,
    holders: usize,
}

/// Answers `reorganise`.
///
/// # Errors
/// A file that cannot be read or names what is not there, or the change is refused; nothing has changed then.
pub fn answer(asked: &Asked, register: &Register, view: &View, path: &Path, dry_run: bool) -> Result<Answer, Failure> {
    let (plan, exception, eve) = plan::read(path, view)?;
    let outcome = reorganise::plan(&eve, &plan).map_err(|problem| Failure::problem(&problem))?;
    let after = eve.with(outcome.edits.iter().cloned()).on(plan.on);
    let mut done = told(&eve, &after, &outcome);
    if dry_run {
        let trial = try_out(&eve, register.policy(), &outcome.edits, asked.host.today());
        let findings = trial.map_err(|problem| Failure::problem(&problem))?.findings;
        let stopped = exception.is_none() && findings.iter().any(stops);
        done.findings = findings.iter().map(|f| found_by(register, &after, f, &asked.words)).collect();
        let said = asked.words.get(if stopped { "cli.edit.would-be-refused" } else { "cli.edit.would-be-taken" });
        let answer = Answer::of(asked.form, &done, |done| plain(done, &asked.words, said));
        return Ok(answer.with(if stopped { Status::Refused } else { Status::Done }));
    }
    let proposal = Proposal {
        edits: outcome.edits,
        author: asked.host.author(),
        source: Source::Cli,
        intent: "reorganise".to_owned(),
        exception,
        at: asked.host.now(),
    };
    match register.commit(proposal) {
        Ok(revision) => {
            done.revision = Some(revision);
            let said = asked.words.fill("cli.edit.done", &[revision.to_string()]);
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)))
        }
        Err(CommitError::Refused(findings)) => {
            done.findings = findings.iter().map(|f| found_by(register, &after, f, &asked.words)).collect();
            let said = asked.words.get("cli.edit.refused").to_owned();
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)).with(Status::Refused))
        }
        Err(error) => Err(Failure::commit(&error, view, &asked.dir)),
    }
}

fn told(eve: &View, after: &View, outcome: &Outcome) -> Done {
    let unit = |view: &View, id: &UnitId| About { id: id.to_string(), name: words::unit_name(view, *id) };
    let cadre = |id: CadreId| About { id: id.to_string(), name: words::subject(eve, Subject::Cadre(id)) };
    let post = |view: &View, id: PostId| words::subject(view, Subject::Post(id));
    Done {
        revision: None,
        units_ended: outcome.units_ended.iter().map(|u| unit(eve, u)).collect(),
        units_begun: outcome.units_begun.iter().map(|u| unit(after, u)).collect(),
        units_moved: outcome.units_moved.iter().map(|u| unit(eve, u)).collect(),
        posts_ended: outcome.posts_ended.len(),
        posts_begun: outcome.posts_begun.len(),
        carried: outcome
            .carried
            .iter()
            .map(|c| Goes {
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
            .map(|u| Stays {
                cadre: cadre(u.cadre),
                from: post(eve, u.post),
                concurrent: u.concurrent,
                why: why(u.why),
            })
            .collect(),
        exceeded: outcome
            .exceeded
            .iter()
            .map(|(id, seats, holders)| Over { post: post(after, *id), seats: *seats, holders: *holders })
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

fn plain(done: &Done, words: &Words, said: &str) -> String {
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
    for found in &done.findings {
        out.push_str(&format!("  {}\n", found.sentence(words)));
    }
    for over in &done.exceeded {
        let with = [over.post.clone(), over.holders.to_string(), over.seats.to_string()];
        out.push_str(&format!("! {}\n", words.fill("reorganise.exceeded", &with)));
    }
    let mut table = Table::new(&[
        (words.get("cli.table.name"), Side::Left),
        (words.get("reorganise.from"), Side::Left),
        (words.get("reorganise.to"), Side::Left),
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
