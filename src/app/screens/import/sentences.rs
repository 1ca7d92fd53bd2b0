//! What an import says, in words: why a file cannot be read, what is wrong with a row, who a row may be about.

use crate::app::session::host::Notice;
use crate::app::words::findings;
use crate::app::words::refusals;
use crate::app::words::text;
use crate::app::words::{self, Lang, Words};
use crate::domain::{CadreId, Subject};
use crate::exchange::import::map::{Headings, Labels, Map, MapError, PlanError};
use crate::exchange::import::read::ReadError;
use crate::exchange::import::{FileAccount, ImportPlan, Open, Refused, SheetAccount, SkipReason, TakenOff, Trouble};
use crate::policy::Policy;
use crate::register::View;
use std::collections::BTreeMap;

/// Labels of both languages: a list may be in either, whatever the screen is in.
#[derive(Debug)]
pub struct Both([Words; 2]);

impl Default for Both {
    fn default() -> Both {
        Both([Words::of(Lang::Vi), Words::of(Lang::En)])
    }
}

impl Labels for Both {
    fn labels(&self, group: &str, id: &str) -> Vec<String> {
        let key = format!("{group}.{id}");
        self.0.iter().map(|words| words.get(&key)).filter(|label| *label != key).map(str::to_owned).collect()
    }
}

fn said(key: &'static str, with: Vec<String>) -> Notice {
    Notice { key, with }
}

/// Why a file cannot be read.
#[must_use]
pub fn read(error: &ReadError) -> Notice {
    match error {
        ReadError::File(why) => said("import.file", vec![why.clone()]),
        ReadError::Locked => said("import.locked", Vec::new()),
        ReadError::TooLarge(size, most) => said("import.too-large", vec![size.to_string(), most.to_string()]),
        ReadError::NotATable(what) => {
            let keys = ["import.folder", "import.docx", "import.pdf", "import.html", "import.xlsb"];
            let key = keys.into_iter().find(|key| key.ends_with(what.as_ref())).unwrap_or("import.no-table");
            said(key, Vec::new())
        }
        ReadError::Broken => said("import.broken", Vec::new()),
        ReadError::Damaged(why) => said("import.damaged", vec![why.clone()]),
        ReadError::NoSheet(name, known) => said("import.no-sheet", vec![name.clone(), known.join(", ")]),
        ReadError::Empty => said("import.empty", Vec::new()),
        ReadError::Code => said("import.code", Vec::new()),
        ReadError::LongRow(line) => said("import.long-row", vec![line.to_string()]),
    }
}

/// Why there is no plan.
#[must_use]
pub fn plan(error: &PlanError) -> Notice {
    match error {
        PlanError::Read(error) => read(error),
        PlanError::Map(error) => map(error),
        PlanError::NoHeadings => said("import.no-headings", Vec::new()),
        PlanError::Cancelled => said("import.cancelled", Vec::new()),
    }
}

/// A map as a file, with what its reader must know above it.
#[must_use]
pub fn map_file(words: &Words, map: &Map, headings: &Headings) -> String {
    let notes =
        ["import.map-note-columns", "import.map-note-always", "import.map-note-readings", "import.map-note-answers"];
    map.written(&headings.columns, &notes.map(|key| words.get(key)))
}

/// What is wrong with a map.
#[must_use]
pub fn map(error: &MapError) -> Notice {
    match error {
        MapError::Bad(line, why) => said("import.map-bad", vec![line.to_string(), why.clone()]),
        MapError::Kind(kind) => said("import.map-kind", vec![kind.clone()]),
        MapError::Field(field, known) => said("import.map-field", vec![field.clone(), known.join(", ")]),
        MapError::Heading(heading) => said("import.map-heading", vec![heading.clone()]),
    }
}

/// Somebody as a question names them: name, birth, office, origin, id.
#[must_use]
pub fn person(view: &View, id: CadreId) -> String {
    let Some(card) = view.cadre(id) else { return id.to_string() };
    let place = view.main(id).map(|(_, post, _)| words::subject(view, Subject::Unit(post.unit))).unwrap_or_default();
    let parts = [
        card.name.clone(),
        card.born.to_string(),
        view.titles_in_one_line(id),
        place,
        card.origin.text.clone(),
        id.to_string(),
    ];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What is wrong with a row.
#[must_use]
pub fn trouble(words: &Words, view: &View, policy: &Policy, trouble: &Trouble) -> String {
    let (key, with): (&str, Vec<String>) = match trouble {
        Trouble::Problem(problem) => {
            let said = refusals::problem(problem);
            return words.fill(said.key, &said.with);
        }
        Trouble::ShortYear(text) => ("import.short-year", vec![text.clone()]),
        Trouble::CellError(error) => ("import.cell-error", vec![error.clone()]),
        Trouble::Uncomputed => ("import.uncomputed", Vec::new()),
        Trouble::OpenQuote(rows) => ("import.open-quote", vec![rows.to_string()]),
        Trouble::Unknown(text) => ("import.unknown", vec![text.clone()]),
        Trouble::Ambiguous(text, known) => ("import.ambiguous", vec![text.clone(), known.join("; ")]),
        Trouble::NoPost(title, unit) => ("import.no-post", vec![title.clone(), unit.clone()]),
        Trouble::Births { cadre, known, said } => {
            ("import.births", vec![person(view, *cadre), known.to_string(), said.to_string()])
        }
        Trouble::Doubt(people) => {
            let people: Vec<String> = people.iter().take(8).map(|id| person(view, *id)).collect();
            ("import.doubt", vec![people.join("; ")])
        }
        Trouble::Open(open) => return asked(words, open),
        Trouble::TwoInOne => ("import.two-in-one", Vec::new()),
        Trouble::LikeRows(rows) if rows.is_empty() => ("import.like-row-above", Vec::new()),
        Trouble::LikeRows(rows) => {
            let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
            ("import.like-rows", vec![rows.join(", ")])
        }
        Trouble::Nobody => ("import.nobody", Vec::new()),
        Trouble::Repeats(Some(row)) => ("import.repeats", vec![row.to_string()]),
        Trouble::Repeats(None) => ("import.repeats-above", Vec::new()),
        Trouble::BothSexes => ("import.both-sexes", Vec::new()),
        Trouble::Rule(finding) => {
            let says = findings::sentence(words, view, policy, finding);
            let source = policy.rule_of(finding).map(|r| r.source.clone()).unwrap_or_default();
            ("import.rule", vec![findings::whom(words, view, finding), says, source])
        }
        Trouble::Store(why) => ("refused.store", vec![why.clone()]),
    };
    words.fill(key, &with)
}

/// What the file has beside the rows that are read, a line each: its name and how much.
#[must_use]
pub fn account(words: &Words, plan: &ImportPlan) -> Vec<(String, String)> {
    let FileAccount { sheets, read: _, hidden_rows, hidden_columns, unmapped, merged, filled, converted } =
        &plan.account;
    let line = |key: &str, text: String| (words.of_group("import-account", key), text);
    let count = |key: &str, n: usize| (n > 0).then(|| line(key, words.number(n as u64)));
    let mut out: Vec<(String, String)> = sheets.iter().filter(|_| sheets.len() > 1).map(|s| sheet(words, s)).collect();
    out.extend(count("hidden-rows", *hidden_rows));
    for (key, columns) in [("hidden-columns", hidden_columns), ("unmapped", unmapped)] {
        let text = format!("{}: {}", words.number(columns.len() as u64), columns.join("; "));
        out.extend((!columns.is_empty()).then(|| line(key, text)));
    }
    out.extend(
        [count("merged", *merged), count("filled", *filled), count("converted", *converted)].into_iter().flatten(),
    );
    let mut skipped: BTreeMap<SkipReason, usize> = BTreeMap::new();
    plan.skipped.iter().for_each(|row| *skipped.entry(row.why).or_default() += 1);
    out.extend(skipped.into_iter().filter_map(|(why, n)| count(&format!("skipped-{}", why.code()), n)));
    out
}

/// A sheet, and what becomes of it.
fn sheet(words: &Words, sheet: &SheetAccount) -> (String, String) {
    let what = match (sheet.taken, sheet.same_headings) {
        (true, _) => "sheet-read",
        (false, true) => "sheet-same",
        (false, false) => "sheet-other",
    };
    let mut text = words.of_group("import-account", what);
    if sheet.hidden {
        text = format!("{text}, {}", words.of_group("import-account", "sheet-hidden"));
    }
    if sheet.rows > 0 {
        text = format!("{text} ({})", words.number(sheet.rows as u64));
    }
    (words.fill("import-account.sheet", std::slice::from_ref(&sheet.name)), text)
}

/// What was taken off a name.
#[must_use]
pub fn taken_off(words: &Words, off: &TakenOff) -> String {
    words.fill("import.taken-off-row", &[off.row.to_string(), off.name.clone(), off.taken.join(", ")])
}

/// A question that is asked once for the file.
#[must_use]
pub fn asked(words: &Words, open: &Open) -> String {
    words.fill(&format!("import-asks.{}", open.asks), std::slice::from_ref(&open.of))
}

/// An answer to such a question, in words.
#[must_use]
pub fn choice(words: &Words, code: &str, means: &str) -> String {
    let key = format!("import-reading.{code}");
    match words.get(&key) {
        label if label != key && means.is_empty() => label.to_owned(),
        label if label != key => format!("{label}: {means}"),
        _ if means.is_empty() => code.to_owned(),
        _ => means.to_owned(),
    }
}

/// What is wrong with a row: its number, the cell where it is one, and why.
#[must_use]
pub fn at(words: &Words, row: u32, place: String, why: String) -> String {
    let row = row.to_string();
    if place.is_empty() {
        words.fill("import.at-row", &[row, why])
    } else {
        words.fill("import.at", &[row, place, why])
    }
}

/// What else is wrong with it.
#[must_use]
pub fn also(words: &Words, place: String, why: String) -> String {
    if place.is_empty() { why } else { words.fill("import.also", &[place, why]) }
}

/// A refused row, a line a fault: where, what stands there, and why.
#[must_use]
pub fn refused(words: &Words, view: &View, policy: &Policy, refused: &Refused) -> Vec<String> {
    let table = refused.place.table.map(|sheet| words.of_group("sheet", sheet.id())).unwrap_or_default();
    let says = refused.faults.iter().map(|fault| {
        let place = [table.clone(), fault.column.clone(), text::cut(&fault.value, 60)];
        let place: Vec<String> = place.into_iter().filter(|t| !t.is_empty()).collect();
        (place.join(": "), trouble(words, view, policy, &fault.trouble))
    });
    let mut says = says;
    let (place, why) = says.next().unwrap_or_default();
    let first = at(words, refused.place.row, place, why);
    let others = says.map(|(place, why)| also(words, place, why));
    std::iter::once(first).chain(others).collect()
}

/// What is wrong with a refused row, said beside it: of several cells which it is, too.
#[must_use]
pub fn problems(words: &Words, view: &View, policy: &Policy, refused: &Refused) -> String {
    let several = refused.faults.len() > 1;
    let says = refused.faults.iter().map(|fault| {
        let why = trouble(words, view, policy, &fault.trouble);
        if several && !fault.column.is_empty() { format!("{}: {why}", fault.column) } else { why }
    });
    says.collect::<Vec<_>>().join("; ")
}
