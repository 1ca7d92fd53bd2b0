//! `import`: a list of whatever shape becomes one revision, or is refused row by row.

use super::Asked;
use super::args::ActWords;
use super::fail::{Failure, Status};
use super::journal::{Change, PRINTED, change};
use super::out::{Answer, complain, pairs};
use crate::app::screens::import::said::{self, Both};
use crate::app::session::host::{Host, Said};
use crate::app::words::Words;
use crate::domain::{Edit, RecordKey, Revision, Source};
use crate::exchange::export::Kind;
use crate::exchange::import::lexicon::Lexicon;
use crate::exchange::import::map::Map;
use crate::exchange::import::plan::{self, Plan, Refused, WriteError};
use crate::exchange::import::ready::{Ready, ready};
use crate::exchange::import::returned::{ReturnError, Returned};
use crate::exchange::import::trouble::Trouble;
use crate::policy::Policy;
use crate::register::handle::Proposal;
use crate::register::large::About;
use crate::register::{Loaded, View};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is imported, and how.
#[derive(Debug, Args)]
pub struct ImportWords {
    /// `cadres`, `units`, … `all`.
    #[arg(value_parser = kind)]
    pub kind: Kind,
    /// The file: xlsx, xls, ods, csv, tsv.
    pub file: PathBuf,
    /// Where refused rows are written, to be corrected.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// The map from headings to fields; written where there is none yet.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Take what is sound.
    #[arg(long)]
    pub partial: bool,
    /// On what it rests.
    #[command(flatten)]
    pub act: ActWords,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::named(word).ok_or_else(|| Kind::ALL.map(Kind::id).join(", "))
}

/// Letters of a wrong cell that are shown.
const VALUE: usize = 120;
/// Refused rows that are printed for people; a file takes them all.
const SHOWN: usize = 20;

/// What is wrong with a cell.
#[derive(Debug, Default, Serialize)]
struct Cell {
    column: String,
    value: String,
    problem: String,
}

#[derive(Debug, Serialize)]
struct Row {
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    #[serde(flatten)]
    fault: Cell,
    /// What else is wrong with the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Cell>,
    /// Who the row may be about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<String>,
    /// What an answer in the map is given to.
    #[serde(skip_serializing_if = "String::is_empty")]
    about: String,
}

#[derive(Debug, Serialize)]
struct Imported {
    read: usize,
    added: usize,
    changed: usize,
    same: usize,
    left: usize,
    refused: Vec<Row>,
    /// Of a long list not every refused row is told.
    #[serde(skip_serializing_if = "is_zero")]
    refused_more: usize,
    skipped: Vec<String>,
    /// Of a dry run: what each record would be, field by field.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Change>>,
    revision: Option<Revision>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

fn told(said: Said) -> Failure {
    Failure { status: Status::Refused, said, candidates: Vec::new() }
}

/// Answers `import`.
///
/// # Errors
/// The file or the map cannot be used, or the store's; refused rows are an answer.
pub fn answer(asked: &Asked, wish: &ImportWords) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    if asked.read_only && !wish.act.dry_run {
        return Err(Failure::refused("told.read-only", &[]));
    }
    let lexicon = Lexicon::new(&Both::default(), &view.catalogue);
    let mut ready = opened(asked, wish, &lexicon)?;
    ready.rests_on(wish.act.decision.as_deref(), wish.act.decision_date);
    let texts = |key: RecordKey| crate::app::screens::import::text(&register, key);
    let plan_asked = plan::Asked {
        source: &ready.source,
        kind: wish.kind,
        map: &ready.map,
        headings: &ready.headings,
        view: &view,
        policy: register.policy(),
        lexicon: &lexicon,
        texts: &texts,
        today: asked.host.today(),
        effective: wish.act.effective,
        partial: wish.partial,
        exception: wish.act.override_doc.is_some(),
    };
    let bar = bar();
    let mut progress = |rows: usize| {
        bar.set_position(u64::from(ready.source.percent()));
        bar.set_message(asked.words.fill("import.reading", &[asked.words.number(rows as u64)]));
        true
    };
    let about = about(asked, wish);
    let (plan, revision) = if plan::is_long(&plan_asked) && !wish.act.dry_run {
        let large = register.begin_large(about.clone()).map_err(|e| Failure::commit(&e, &view, &asked.dir))?;
        plan::write(&plan_asked, large, &mut progress).map_err(|e| match e {
            WriteError::Plan(e) => told(said::plan(&e)),
            WriteError::Commit(e) => Failure::commit(&e, &view, &asked.dir),
        })?
    } else {
        (plan::plan(&plan_asked, &mut progress).map_err(|e| told(said::plan(&e)))?, None)
    };
    bar.finish_and_clear();
    let says = |refused: &Refused| said::problems(&asked.words, &view, register.policy(), refused);
    if let Some(path) = wish.errors.as_deref().filter(|_| !plan.refused.is_empty()) {
        save_errors(asked, &ready, &plan, path, &says)?;
    }
    let mut plan = plan;
    let edits = std::mem::take(&mut plan.edits);
    let changes = wish.act.dry_run.then(|| changes(&view, if edits.is_empty() { &plan.first } else { &edits }));
    let takes = (wish.partial || plan.refused.is_empty()) && !edits.is_empty();
    let revision = if takes && !wish.act.dry_run {
        let About { author, source, intent, exception, at } = about;
        let proposal = Proposal { edits, author, source, intent, exception, at };
        Some(register.commit(proposal).map_err(|e| Failure::commit(&e, &view, &asked.dir))?)
    } else {
        revision
    };
    let imported = imported(&asked.words, (&view, register.policy()), &plan, revision);
    let imported = Imported { changes, ..imported };
    // a row that may be left out must be told; of what is only counted nothing is taken
    let refuses = plan.refuses() > 0 && (!wish.partial || plan.refused_more > 0);
    let answer = Answer::of(asked.form, &imported, |imported| plain(asked, wish, imported));
    Ok(answer.with(if refuses { Status::Refused } else { Status::Done }))
}

/// Whose the revision is, and on what it rests.
fn about(asked: &Asked, wish: &ImportWords) -> About {
    let name = wish.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    About {
        author: asked.host.author(),
        source: Source::Import(name),
        intent: wish.act.reason.clone().unwrap_or_else(|| format!("import-{}", wish.kind.id())),
        exception: super::enter::exception(&wish.act),
        at: asked.host.now(),
    }
}

/// What it came to, for whoever reads it.
fn imported(words: &Words, (view, policy): (&View, &Policy), plan: &Plan, revision: Option<Revision>) -> Imported {
    Imported {
        read: plan.read,
        added: plan.added,
        changed: plan.changed,
        same: plan.same,
        left: plan.left,
        refused: plan.refused.iter().map(|refused| row(words, view, policy, refused)).collect(),
        refused_more: plan.refused_more,
        skipped: plan.skipped.iter().map(|s| format!("{}: {}", s.row, s.text)).collect(),
        changes: None,
        revision,
    }
}

/// What edits would change, named as they would be called.
fn changes(view: &View, edits: &[Edit]) -> Vec<Change> {
    let edits = edits.get(..PRINTED).unwrap_or(edits);
    let after = view.with(edits.iter().cloned());
    edits.iter().filter_map(|edit| change(&after, edit)).collect()
}

fn row(words: &Words, view: &View, policy: &Policy, refused: &Refused) -> Row {
    let mut cells = refused.faults.iter().map(|fault| Cell {
        column: fault.column.clone(),
        value: crate::app::words::text::cut(&fault.value, VALUE),
        problem: said::trouble(words, view, policy, &fault.trouble),
    });
    Row {
        row: refused.place.row,
        table: refused.place.table.map(crate::register::fields::Sheet::id),
        fault: cells.next().unwrap_or_default(),
        also: cells.collect(),
        candidates: refused.faults.iter().flat_map(|fault| candidates(view, &fault.trouble)).collect(),
        about: refused.question().map(|_| refused.about.clone()).unwrap_or_default(),
    }
}

fn candidates(view: &View, trouble: &Trouble) -> Vec<String> {
    match trouble {
        Trouble::Births { cadre, .. } => vec![said::person(view, *cadre)],
        Trouble::Doubt(people) => people.iter().map(|id| said::person(view, *id)).collect(),
        Trouble::Ambiguous(_, known) => known.clone(),
        _ => Vec::new(),
    }
}

/// The file with the map that is given; one that is not there yet is written as it is proposed.
fn opened(asked: &Asked, wish: &ImportWords, lexicon: &Lexicon) -> Result<Ready, Failure> {
    let path = wish.map.as_deref();
    let given = match path.filter(|path| path.exists()) {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
            Some(Map::read(&text, wish.kind).map_err(|e| told(said::map(&e)))?)
        }
        None => None,
    };
    let asks = given.is_none();
    let ready = ready(&wish.file, wish.kind, lexicon, given).map_err(|e| told(said::plan(&e)))?;
    if let Some(path) = path.filter(|_| asks && !ready.own) {
        let text = said::map_file(&asked.words, &ready.map, &ready.headings);
        crate::exchange::write::file(path, false, |out| {
            Ok::<_, crate::exchange::write::WriteError>(std::io::Write::write_all(out, text.as_bytes())?)
        })
        .map_err(|e| super::export::failed(&e, path))?;
        complain(&asked.words.fill("import.map-written", &[path.display().to_string()]));
    }
    Ok(ready)
}

fn save_errors(
    asked: &Asked,
    ready: &Ready,
    plan: &Plan,
    path: &Path,
    says: &dyn Fn(&Refused) -> String,
) -> Result<(), Failure> {
    let returned = Returned {
        source: &ready.source,
        list: (&ready.map.sheet, ready.headings.rows.1),
        plan,
        heading: asked.words.get("import.problem"),
        says,
    };
    returned.save(path, true).map_err(|e| match e {
        ReturnError::Read(e) => told(said::read(&e)),
        ReturnError::Write(e) => super::export::failed(&e, path),
    })
}

fn plain(asked: &Asked, wish: &ImportWords, imported: &Imported) -> String {
    let (words, number) = (&asked.words, |n: usize| asked.words.number(n as u64));
    let mut out = pairs(&[
        (words.get("import.read"), number(imported.read)),
        (words.get("import.added"), number(imported.added)),
        (words.get("import.changed"), number(imported.changed)),
        (words.get("import.same"), number(imported.same)),
        (words.get("import.left"), if imported.left > 0 { number(imported.left) } else { String::new() }),
        (words.get("import.refused"), number(imported.refused.len() + imported.refused_more)),
        (
            words.get("import.skipped"),
            if imported.skipped.is_empty() { String::new() } else { number(imported.skipped.len()) },
        ),
        (words.get("cli.table.revision"), imported.revision.map(|r| r.to_string()).unwrap_or_default()),
    ]);
    for row in imported.refused.iter().take(SHOWN) {
        let place = |cell: &Cell| {
            let parts = [cell.column.as_str(), cell.value.as_str()];
            parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
        };
        let mut line = said::at(words, row.row, place(&row.fault), row.fault.problem.clone());
        for cell in &row.also {
            line.push_str("; ");
            line.push_str(&said::also(words, place(cell), cell.problem.clone()));
        }
        out.push_str(&format!("  {line}\n"));
    }
    let more = (imported.refused.len() + imported.refused_more).saturating_sub(SHOWN);
    if more > 0 {
        out.push_str(&format!("  {}\n", words.fill("import.more", &[number(more)])));
    }
    let said = match (imported.revision, imported.refused.is_empty()) {
        (Some(_), _) => "import.done",
        (None, false) if !wish.partial => "import.nothing-changed",
        (None, _) if wish.act.dry_run => "import.dry-run",
        (None, _) => "import.nothing-new",
    };
    out.push_str(&format!("{}\n", words.get(said)));
    out
}

/// A line on standard error where that is a terminal, else nothing.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(100), ProgressDrawTarget::stderr());
    // the template is fixed and known to be sound
    if let Ok(style) = ProgressStyle::with_template("{bar:20} {percent}% {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
