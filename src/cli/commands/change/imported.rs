//! What an import came to, for programs and for people.

use crate::app::screens::import::sentences;
use crate::app::words::Words;
use crate::cli::answer::pairs;
use crate::cli::shared::revision::RecordChange;
use crate::domain::Revision;
use crate::exchange::import::{Asked, ImportPlan, Refused, SheetAccount, Trouble};
use crate::policy::Policy;
use crate::register::View;
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Of several sheets that are read, the one that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
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
    /// Whether it only waits for what is asked once for the file.
    #[serde(skip)]
    waits: bool,
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
pub(super) struct Imported {
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
    pub(super) changes: Option<Vec<RecordChange>>,
    revision: Option<Revision>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// What it came to, for whoever reads it.
pub(super) fn imported(
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
        refused: plan.refused.iter().map(|refused| row(words, view, policy, (refused, &plan.account.read))).collect(),
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

fn row(words: &Words, view: &View, policy: &Policy, (refused, sheets): (&Refused, &[String])) -> RefusedRow {
    let mut cells = refused.faults.iter().map(|fault| FaultyCell {
        column: fault.column.clone(),
        value: crate::app::words::text::cut(&fault.value, VALUE),
        problem: sentences::trouble(words, view, policy, &fault.trouble),
    });
    RefusedRow {
        row: refused.place.row,
        sheet: sheets.get(usize::from(refused.place.sheet)).filter(|_| sheets.len() > 1).cloned(),
        table: refused.place.table.map(crate::register::fields::Sheet::id),
        waits: refused.faults.iter().all(|fault| matches!(fault.trouble, Trouble::Open(_))),
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
        out.push_str(&format!("  {}\n", words.get("import.asked-answer")));
    }
    out
}

/// The refused rows, as far as they are printed.
fn refused_rows(words: &Words, imported: &Imported) -> String {
    let number = |n: usize| words.number(n as u64);
    let mut out = String::new();
    let told = || imported.refused.iter().filter(|row| !row.waits);
    for row in told().take(SHOWN) {
        let place = |cell: &FaultyCell| {
            let parts = [row.sheet.as_deref().unwrap_or_default(), cell.column.as_str(), cell.value.as_str()];
            parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
        };
        let mut line = sentences::at(words, row.row, place(&row.fault), row.fault.problem.clone());
        for cell in &row.also {
            line.push_str("; ");
            line.push_str(&sentences::also(words, place(cell), cell.problem.clone()));
        }
        out.push_str(&format!("  {line}\n"));
    }
    let more = (told().count() + imported.refused_more).saturating_sub(SHOWN);
    if more > 0 {
        out.push_str(&format!("  {}\n", words.fill("import.more", &[number(more)])));
    }
    out
}

pub(super) fn plain(words: &Words, (partial, dry_run): (bool, bool), imported: &Imported) -> String {
    let number = |n: usize| words.number(n as u64);
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
    out.push_str(&refused_rows(words, imported));
    let said = match (imported.revision, imported.refused.is_empty()) {
        (Some(_), _) => "import.done",
        (None, false) if !partial => "import.nothing-changed",
        (None, _) if dry_run => "import.dry-run",
        (None, _) => "import.nothing-new",
    };
    out.push_str(&format!("{}\n", words.get(said)));
    out
}
