//! `import`: a list of whatever shape becomes one revision, or is refused row by row.

use crate::app::screens::import::sentences::{self, Both};
use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure, Status, bar, pairs, print_error, save, unwritten};
use crate::cli::args::{ActArgs, table_kind};
use crate::cli::context::{Context, Run};
use crate::cli::shared::revision::{PRINTED, RecordChange, change};
use crate::domain::{Edit, RecordKey, Revision, Source};
use crate::exchange::export::ListKind;
use crate::exchange::import::map::{Lexicon, Map, MappedFile};
use crate::exchange::import::returned::{ReturnError, Returned};
use crate::exchange::import::{Asked, Import, ImportPlan, Refused, SheetAccount, Terms, Trouble, WriteError};
use crate::policy::Policy;
use crate::register::handle::{Proposal, Register};
use crate::register::large::About;
use crate::register::{Loaded, View};
use clap::Args;
use serde::Serialize;
use std::collections::BTreeMap;
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
/// Letters of a wrong cell that are shown.
const VALUE: usize = 120;
/// Refused rows that are printed for people; a file takes them all.
const SHOWN: usize = 20;

/// What is wrong with a cell.
#[derive(Debug, Default, Serialize)]
struct FaultyCell {
    column: String,
    value: String,
    problem: String,
}

#[derive(Debug, Serialize)]
struct RefusedRow {
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    #[serde(flatten)]
    fault: FaultyCell,
    /// What else is wrong with the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<FaultyCell>,
    /// Who the row may be about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<String>,
    /// What an answer in the map is given to.
    #[serde(skip_serializing_if = "String::is_empty")]
    about: String,
}

/// What the file has beside the rows that are read.
#[derive(Debug, Serialize)]
struct Account {
    sheets: Vec<AccountedSheet>,
    hidden_rows: usize,
    hidden_columns: Vec<String>,
    /// Columns that go nowhere.
    unmapped: Vec<String>,
    merged_cells: usize,
    filled_from_merged: usize,
    converted_letters: usize,
    skipped: BTreeMap<&'static str, usize>,
    /// The same in words, for people.
    #[serde(skip)]
    lines: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct AccountedSheet {
    name: String,
    hidden: bool,
    read: bool,
    same_headings: bool,
    rows: usize,
}

/// A question that is asked once for the file.
#[derive(Debug, Serialize)]
struct Question {
    /// The name of the answer in the map, under `readings`.
    key: String,
    asks: String,
    /// The rows that wait for the answer, and the first of them.
    rows: usize,
    examples: Vec<u32>,
    answers: Vec<PossibleAnswer>,
}

#[derive(Debug, Serialize)]
struct PossibleAnswer {
    answer: String,
    means: String,
}

#[derive(Debug, Serialize)]
struct Imported {
    read: usize,
    added: usize,
    changed: usize,
    same: usize,
    left: usize,
    /// Appointments that are recorded and not judged: of people who are new, of before the register was kept.
    recorded_new: usize,
    recorded_before: usize,
    /// What is asked once for the file.
    questions: Vec<Question>,
    refused: Vec<RefusedRow>,
    /// Of a long list not every refused row is told.
    #[serde(skip_serializing_if = "is_zero")]
    refused_more: usize,
    skipped: Vec<String>,
    account: Account,
    /// What was taken off names, row by row.
    taken_off: Vec<String>,
    /// Of a dry run: what each record would be, field by field.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<RecordChange>>,
    revision: Option<Revision>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

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
    let imported = imported(&cx.words, (&view, policy), &plan, revision);
    let imported = Imported { changes, ..imported };
    // a row that may be left out must be told; of what is only counted nothing is taken
    let refuses = plan.refuses() > 0 && (!args.partial || plan.refused_more > 0);
    let answer = cx.answer(&imported, |imported| plain(cx, args, imported));
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

/// What it came to, for whoever reads it.
fn imported(
    words: &Words,
    (view, policy): (&View, &Policy),
    plan: &ImportPlan,
    revision: Option<Revision>,
) -> Imported {
    Imported {
        read: plan.read,
        added: plan.added,
        changed: plan.changed,
        same: plan.same,
        left: plan.left,
        recorded_new: plan.recorded[0],
        recorded_before: plan.recorded[1],
        questions: plan.asked().iter().map(|asked| question(words, asked)).collect(),
        refused: plan.refused.iter().map(|refused| row(words, view, policy, refused)).collect(),
        refused_more: plan.refused_more,
        skipped: plan.skipped.iter().map(|s| format!("{}: {}", s.row, s.text)).collect(),
        account: account(words, plan),
        taken_off: plan.taken_off.iter().map(|off| sentences::taken_off(words, off)).collect(),
        changes: None,
        revision,
    }
}

fn account(words: &Words, plan: &ImportPlan) -> Account {
    let file = &plan.account;
    let sheet = |s: &SheetAccount| AccountedSheet {
        name: s.name.clone(),
        hidden: s.hidden,
        read: s.taken,
        same_headings: s.same_headings,
        rows: s.rows,
    };
    let mut skipped = BTreeMap::new();
    plan.skipped.iter().for_each(|row| *skipped.entry(row.why.code()).or_default() += 1);
    Account {
        sheets: file.sheets.iter().map(sheet).collect(),
        hidden_rows: file.hidden_rows,
        hidden_columns: file.hidden_columns.clone(),
        unmapped: file.unmapped.clone(),
        merged_cells: file.merged,
        filled_from_merged: file.filled,
        converted_letters: file.converted,
        skipped,
        lines: sentences::account(words, plan),
    }
}

fn question(words: &Words, asked: &Asked<'_>) -> Question {
    let answer = |(code, means): &(String, String)| {
        let label = sentences::choice(words, code, "");
        // what has words of its own says what it means by them
        let means = if label == *code { means.clone() } else { label };
        PossibleAnswer { answer: code.clone(), means }
    };
    Question {
        key: asked.open.key.clone(),
        asks: sentences::asked(words, asked.open),
        rows: asked.rows.len(),
        examples: asked.rows.iter().take(5).copied().collect(),
        answers: asked.open.choices.iter().map(answer).collect(),
    }
}

/// What edits would change, named as they would be called.
fn changes(view: &View, edits: &[Edit]) -> Vec<RecordChange> {
    let edits = edits.get(..PRINTED).unwrap_or(edits);
    let after = view.with(edits.iter().cloned());
    edits.iter().filter_map(|edit| change(&after, edit)).collect()
}

fn row(words: &Words, view: &View, policy: &Policy, refused: &Refused) -> RefusedRow {
    let mut cells = refused.faults.iter().map(|fault| FaultyCell {
        column: fault.column.clone(),
        value: crate::app::words::text::cut(&fault.value, VALUE),
        problem: sentences::trouble(words, view, policy, &fault.trouble),
    });
    RefusedRow {
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
        Trouble::Births { cadre, .. } => vec![sentences::person(view, *cadre)],
        Trouble::Doubt(people) => people.iter().map(|id| sentences::person(view, *id)).collect(),
        Trouble::Ambiguous(_, known) => known.clone(),
        _ => Vec::new(),
    }
}

/// The file with the map that is given; one that is not there yet is written as it is proposed.
fn opened(cx: &Context, args: &ImportArgs, lexicon: Arc<Lexicon>) -> Result<MappedFile, Failure> {
    let path = args.map.as_deref();
    let given = match path.filter(|path| path.exists()) {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
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

/// What is asked once for the file, and how it is answered.
fn questions(words: &Words, imported: &Imported) -> String {
    let mut out = String::new();
    if !imported.questions.is_empty() {
        out.push_str(&format!("{}\n", words.get("import.asked")));
    }
    for question in &imported.questions {
        let rows = words
            .fill("import.asked-rows", &[question.examples.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")]);
        out.push_str(&format!("  ? {} ({}; {rows})\n", question.asks, words.number(question.rows as u64)));
        for answer in question.answers.iter().take(SHOWN) {
            let quoted = |text: &str| format!("{text:?}");
            let line = format!("{} = {}", quoted(&question.key), quoted(&answer.answer));
            out.push_str(&format!("      {line}  {}\n", answer.means));
        }
    }
    if !imported.questions.is_empty() {
        out.push_str(&format!("  {}\n", words.fill("import.asked-answer", &["…".to_owned()])));
    }
    out
}

fn plain(cx: &Context, args: &ImportArgs, imported: &Imported) -> String {
    let (words, number) = (&cx.words, |n: usize| cx.words.number(n as u64));
    let some = |n: usize| if n > 0 { number(n) } else { String::new() };
    let mut out = pairs(&[
        (words.get("import.read"), number(imported.read)),
        (words.get("import.added"), number(imported.added)),
        (words.get("import.changed"), number(imported.changed)),
        (words.get("import.same"), number(imported.same)),
        (words.get("import.left"), some(imported.left)),
        (words.get("import.recorded-new"), some(imported.recorded_new)),
        (words.get("import.recorded-before"), some(imported.recorded_before)),
        (words.get("import.refused"), number(imported.refused.len() + imported.refused_more)),
        (
            words.get("import.skipped"),
            if imported.skipped.is_empty() { String::new() } else { number(imported.skipped.len()) },
        ),
        (words.get("cli.table.revision"), imported.revision.map(|r| r.to_string()).unwrap_or_default()),
    ]);
    if !imported.account.lines.is_empty() {
        out.push_str(&format!("{}\n", words.get("import.account")));
    }
    for (name, text) in &imported.account.lines {
        out.push_str(&format!("  {name}: {text}\n"));
    }
    out.push_str(&questions(words, imported));
    if !imported.taken_off.is_empty() {
        out.push_str(&format!("{}\n", words.get("import.taken-off")));
    }
    for line in imported.taken_off.iter().take(SHOWN) {
        out.push_str(&format!("  {line}\n"));
    }
    for row in imported.refused.iter().take(SHOWN) {
        let place = |cell: &FaultyCell| {
            let parts = [cell.column.as_str(), cell.value.as_str()];
            parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
        };
        let mut line = sentences::at(words, row.row, place(&row.fault), row.fault.problem.clone());
        for cell in &row.also {
            line.push_str("; ");
            line.push_str(&sentences::also(words, place(cell), cell.problem.clone()));
        }
        out.push_str(&format!("  {line}\n"));
    }
    let more = (imported.refused.len() + imported.refused_more).saturating_sub(SHOWN);
    if more > 0 {
        out.push_str(&format!("  {}\n", words.fill("import.more", &[number(more)])));
    }
    let said = match (imported.revision, imported.refused.is_empty()) {
        (Some(_), _) => "import.done",
        (None, false) if !args.partial => "import.nothing-changed",
        (None, _) if args.act.dry_run => "import.dry-run",
        (None, _) => "import.nothing-new",
    };
    out.push_str(&format!("{}\n", words.get(said)));
    out
}
