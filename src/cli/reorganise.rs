//! `reorganise FILE`: units and posts end on a day and people go on by a table; with `--dry-run` only the list of
//! every person and post that it affects.

use super::Asked;
use super::edit::{Found, found_by};
use super::fail::{Failure, Status};
use super::names;
use super::out::{Answer, Side, Table};
use crate::app::host::Host;
use crate::app::words::{self, Words};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{
    CadreId, Decision, Form, IsoDay, Level, Line, Override, PostId, Revision, Share, Source, Subject, TitleId, UnitId,
};
use crate::policy::stops;
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::reorganise::{self, Beginning, Below, Ending, Equivalence, Outcome, Plan, Seats, Why};
use crate::register::trial::try_out;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The file of a plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    on: IsoDay,
    decision: Option<Paper>,
    #[serde(default)]
    unit: Vec<UnitLine>,
    #[serde(default)]
    new: Vec<NewUnit>,
    #[serde(default)]
    post: Vec<PostLine>,
    #[serde(default)]
    title: Vec<TitleLine>,
    #[serde(default)]
    person: Vec<PersonLine>,
    #[serde(default)]
    beyond_seats: bool,
    exception: Option<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    number: String,
    on: IsoDay,
}

/// `into` names a unit that stands, or the `key` of a new one; without it the unit ends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitLine {
    from: String,
    into: Option<String>,
    #[serde(default)]
    share: ShareWord,
    #[serde(default)]
    below: BelowWord,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ShareWord {
    #[default]
    Whole,
    MainPart,
    Part,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BelowWord {
    #[default]
    Move,
    End,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewUnit {
    key: String,
    name: String,
    kind: String,
    level: Level,
    code: Option<u32>,
    under: BTreeMap<Line, String>,
    #[serde(default)]
    order: Option<u32>,
    #[serde(default)]
    posts: Vec<(String, u16)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostLine {
    unit: String,
    title: String,
    seats: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleLine {
    from: String,
    to: Option<String>,
    kind: Option<String>,
    level: Option<Level>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonLine {
    cadre: String,
    unit: String,
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    document: String,
    on: IsoDay,
    by: String,
    reason: String,
}

/// Names of a plan on their way to ids.
struct Reader<'a> {
    view: &'a View,
    new: BTreeMap<String, UnitId>,
}

impl Reader<'_> {
    fn unit(&self, word: &str) -> Result<UnitId, Failure> {
        match self.new.get(word) {
            Some(unit) => Ok(*unit),
            None => names::unit(self.view, word),
        }
    }

    fn title(&self, code: &str) -> Result<TitleId, Failure> {
        let title = self.view.catalogue.title_coded(code).map(|t| t.id);
        title.ok_or_else(|| Failure::refused("told.no-title", &[code]))
    }

    fn kind(&self, code: &str) -> Result<crate::domain::KindId, Failure> {
        let kind = self.view.catalogue.kind_coded(code).map(|k| k.id);
        kind.ok_or_else(|| Failure::refused("told.no-kind", &[code]))
    }

    fn beginning(&self, unit: UnitId, new: &NewUnit) -> Result<Beginning, Failure> {
        let mut under = Vec::new();
        for (line, parent) in &new.under {
            under.push((*line, self.unit(parent)?));
        }
        let form = Form { kind: self.kind(&new.kind)?, level: new.level };
        let ordinal = new.order.unwrap_or_else(|| u32::try_from(unit.counter()).unwrap_or(u32::MAX));
        Ok(Beginning { unit, name: new.name.clone(), form, code: new.code, under, ordinal })
    }

    fn endings(&self, lines: &[UnitLine]) -> Result<Vec<Ending>, Failure> {
        let mut endings: Vec<Ending> = Vec::new();
        for line in lines {
            let unit = self.unit(&line.from)?;
            let share = match line.share {
                ShareWord::Whole => Share::Whole,
                ShareWord::MainPart => Share::MainPart,
                ShareWord::Part => Share::Part,
            };
            let into = line.into.as_ref().map(|word| self.unit(word)).transpose()?;
            let below = if line.below == BelowWord::End { Below::End } else { Below::Move };
            match endings.iter_mut().find(|e| e.unit == unit) {
                // one that is divided has several lines
                Some(ending) => ending.into.extend(into.map(|into| (into, share))),
                None => endings.push(Ending { unit, into: into.into_iter().map(|i| (i, share)).collect(), below }),
            }
        }
        Ok(endings)
    }

    fn plan(&self, file: &File) -> Result<Plan, Failure> {
        let mut beginnings = Vec::new();
        let mut seats = Vec::new();
        for new in &file.new {
            let unit = self.unit(&new.key)?;
            beginnings.push(self.beginning(unit, new)?);
            for (title, count) in &new.posts {
                seats.push(Seats { unit, title: self.title(title)?, seats: *count });
            }
        }
        for line in &file.post {
            seats.push(Seats { unit: self.unit(&line.unit)?, title: self.title(&line.title)?, seats: line.seats });
        }
        let mut titles = Vec::new();
        for line in &file.title {
            titles.push(Equivalence {
                from: self.title(&line.from)?,
                to: line.to.as_ref().map(|to| self.title(to)).transpose()?,
                kind: line.kind.as_ref().map(|kind| self.kind(kind)).transpose()?,
                level: line.level,
            });
        }
        let mut people = Vec::new();
        for line in &file.person {
            let Subject::Cadre(cadre) = names::resolve(self.view, &line.cadre)? else {
                return Err(Failure::refused("told.no-such", &[&line.cadre]));
            };
            people.push((cadre, self.unit(&line.unit)?, self.title(&line.title)?));
        }
        Ok(Plan {
            on: file.on.0,
            decision: file.decision.as_ref().map(|d| Decision { number: d.number.clone(), on: d.on.0 }),
            endings: self.endings(&file.unit)?,
            beginnings,
            seats,
            titles,
            people,
            beyond_seats: file.beyond_seats,
        })
    }
}

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
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
    let file: File = toml::from_str(&text).map_err(|e| {
        let line = e.span().and_then(|s| text.get(..s.start)).unwrap_or_default().matches('\n').count() + 1;
        Failure::refused("told.plan", &[&path.display().to_string(), &line.to_string(), e.message()])
    })?;
    // names mean what they mean on the eve: the units that end stand then
    let eve = view.on(file.on.0.prev());
    let new = (1..).zip(&file.new).map(|(n, new)| (new.key.clone(), UnitId::new(PROVISIONAL, n))).collect();
    let plan = Reader { view: &eve, new }.plan(&file)?;
    let outcome = reorganise::plan(&eve, &plan).map_err(|problem| Failure::problem(&problem))?;
    let after = eve.with(outcome.edits.iter().cloned()).on(plan.on);
    let exception = file.exception.map(|e| Override { document: e.document, on: e.on.0, by: e.by, reason: e.reason });
    let mut done = told(&eve, &after, &outcome);
    if dry_run {
        let trial = try_out(&eve, register.policy(), &outcome.edits, asked.host.today());
        let findings = trial.map_err(|problem| Failure::problem(&problem))?.findings;
        let stopped = exception.is_none() && findings.iter().any(stops);
        done.findings = findings.iter().map(|f| found_by(register, &after, f)).collect();
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
            done.findings = findings.iter().map(|f| found_by(register, &after, f)).collect();
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
