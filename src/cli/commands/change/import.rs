//! `import`: a list of whatever shape becomes one revision, or is refused row by row.

use super::imported::{imported, plain};
use crate::app::screens::import::sentences::{self, Both};
use crate::cli::answer::{self, Answer, Failure, Status, bar, print_error, save, unwritten};
use crate::cli::args::{ActArgs, table_kind};
use crate::cli::context::{Context, Run};
use crate::cli::shared::revision::{PRINTED, RecordChange, change};
use crate::domain::{Edit, RecordKey, Revision, Source};
use crate::exchange::export::ListKind;
use crate::exchange::import::map::{Lexicon, Map, MappedFile};
use crate::exchange::import::returned::{ReturnError, Returned};
use crate::exchange::import::{Import, ImportPlan, Refused, Terms, WriteError};
use crate::register::handle::{Proposal, Register};
use crate::register::large::About;
use crate::register::{Loaded, View};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What is imported, and how.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// `cadres`, `units`, … `all`.
    #[arg(value_parser = table_kind)]
    kind: ListKind,
    /// The file: xlsx, xls, ods, csv, tsv.
    file: PathBuf,
    /// Where refused rows are written, to be corrected.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// The map from headings to fields; written where there is none yet.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The sheet that is read; several, or `all` those with the headings of the first.
    #[arg(long, value_name = "SHEET")]
    sheet: Vec<String>,
    /// Take what is sound.
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    act: ActArgs,
}

/// The word for all sheets with the same headings.
const ALL: &str = "all";

impl Run for ImportArgs {
    /// Refused rows are an answer.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        import(cx, self)
    }
}

fn import(cx: &Context, args: &ImportArgs) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    if cx.read_only && !args.act.dry_run {
        return Err(Failure::refused("told.read-only", &[]));
    }
    let lexicon = Arc::new(Lexicon::new(&Both::default(), &view.catalogue));
    let mut file = opened(cx, args, lexicon)?;
    file.rests_on(args.act.decision.as_deref(), args.act.decision_date);
    let texts = |key: RecordKey| crate::runtime::import::text(&register, key);
    let exception = args.act.override_doc.is_some();
    let terms = Terms { effective: args.act.effective, partial: args.partial, exception };
    let (policy, today) = (view.policy(), cx.host.today());
    let import = Import { file: &file, view: &view, policy, texts: &texts, today, terms };
    let about = about(cx, args);
    let (plan, revision) = plan_rows(cx, (&register, &view), &import, &about, args.act.dry_run)?;
    let says = |refused: &Refused| sentences::problems(&cx.words, &view, policy, refused);
    if let Some(path) = args.errors.as_deref().filter(|_| !plan.refused.is_empty()) {
        save_errors(cx, &file, &plan, path, &says)?;
    }
    let mut plan = plan;
    let edits = std::mem::take(&mut plan.edits);
    let changes = args.act.dry_run.then(|| changes(&view, if edits.is_empty() { &plan.first } else { &edits }));
    let takes = (args.partial || plan.refused.is_empty()) && !edits.is_empty();
    let revision = if takes && !args.act.dry_run {
        let About { author, source, intent, exception, at } = about;
        let proposal = Proposal { edits, author, source, intent, exception, at };
        Some(register.commit(proposal).map_err(|e| Failure::commit(&e, &view, &cx.dir))?)
    } else {
        revision
    };
    let mut imported = imported(&cx.words, (&view, policy), &plan, revision);
    imported.changes = changes;
    // a row that may be left out must be told; of what is only counted nothing is taken
    let refuses = plan.refuses() > 0 && (!args.partial || plan.refused_more > 0);
    let answer = cx.answer(&imported, |imported| plain(&cx.words, (args.partial, args.act.dry_run), imported));
    Ok(answer.with(if refuses { Status::Refused } else { Status::Done }))
}

/// Plans what the rows come to; a long list is written while it is planned, as one large revision.
fn plan_rows(
    cx: &Context,
    (register, view): (&Register, &View),
    import: &Import<'_>,
    about: &About,
    dry_run: bool,
) -> Result<(ImportPlan, Option<Revision>), Failure> {
    let bar = bar(100, "{bar:20} {percent}% {msg}");
    bar.enable_steady_tick(Duration::from_millis(120));
    let mut progress = |rows: usize| {
        bar.set_position(u64::from(import.file.source.percent()));
        bar.set_message(cx.words.fill("import.reading", &[cx.words.number(rows as u64)]));
        true
    };
    let planned = if import.is_long() && !dry_run {
        let large = register.begin_large(about.clone()).map_err(|e| Failure::commit(&e, view, &cx.dir))?;
        import.write(large, &mut progress).map_err(|e| match e {
            WriteError::Plan(e) => Failure::refused_with(sentences::plan(&e)),
            WriteError::Commit(e) => Failure::commit(&e, view, &cx.dir),
        })?
    } else {
        (import.plan(&mut progress).map_err(|e| Failure::refused_with(sentences::plan(&e)))?, None)
    };
    bar.finish_and_clear();
    Ok(planned)
}

/// Whose the revision is, and on what it rests.
fn about(cx: &Context, args: &ImportArgs) -> About {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    About {
        author: cx.host.author(),
        source: Source::Import(name),
        intent: args.act.reason.clone().unwrap_or_else(|| format!("import-{}", args.kind.id())),
        exception: args.act.exception(),
        at: cx.host.now(),
    }
}

/// What edits would change, named as they would be called.
fn changes(view: &View, edits: &[Edit]) -> Vec<RecordChange> {
    let edits = edits.get(..PRINTED).unwrap_or(edits);
    let after = view.with(edits.iter().cloned());
    edits.iter().filter_map(|edit| change(&after, edit)).collect()
}

/// The file with the map that is given; one that is not there yet is written as it is proposed.
fn opened(cx: &Context, args: &ImportArgs, lexicon: Arc<Lexicon>) -> Result<MappedFile, Failure> {
    let path = args.map.as_deref();
    let given = match path.filter(|path| path.exists()) {
        Some(path) => {
            let text = answer::read(path)?;
            Some(Map::parse(&text, args.kind).map_err(|e| Failure::refused_with(sentences::map(&e)))?)
        }
        None => None,
    };
    let asks = given.is_none();
    let given = match args.sheet.split_first() {
        Some((first, more)) if first != ALL => {
            let map = given.unwrap_or_else(|| Map { kind: args.kind.id().to_owned(), ..Map::default() });
            let sheets = more.iter().filter(|s| *s != ALL).cloned().collect();
            Some(Map { sheet: first.clone(), sheets, ..map })
        }
        _ => given,
    };
    let open = |given| {
        MappedFile::open(&args.file, args.kind, Arc::clone(&lexicon), given)
            .map_err(|e| Failure::refused_with(sentences::plan(&e)))
    };
    let mut file = open(given)?;
    if args.sheet.iter().any(|sheet| sheet == ALL) && file.take_all_sheets() {
        file = open(Some(file.map))?;
    }
    if let Some(path) = path.filter(|_| asks && !file.own) {
        let text = sentences::map_file(&cx.words, &file.map, &file.headings);
        save(path, false, text.as_bytes())?;
        print_error(&cx.words.fill("import.map-written", &[path.display().to_string()]));
    }
    Ok(file)
}

fn save_errors(
    cx: &Context,
    file: &MappedFile,
    plan: &ImportPlan,
    path: &Path,
    says: &dyn Fn(&Refused) -> String,
) -> Result<(), Failure> {
    let returned =
        Returned { source: &file.source, parts: &file.parts, plan, heading: cx.words.get("import.problem"), says };
    returned.save(path, true).map_err(|e| match e {
        ReturnError::Read(e) => Failure::refused_with(sentences::read(&e)),
        ReturnError::Write(e) => unwritten(&e, path),
    })
}
