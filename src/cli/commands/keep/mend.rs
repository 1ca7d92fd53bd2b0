//! `mend`: what the corrected gazetteer changes in a store that was made before it, in one revision.

use crate::app::overlays::form::options;
use crate::app::words;
use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::host::province::gazetteer;
use crate::cli::shared::outcome::{Change, Outcome};
use crate::cli::shared::revision::{self, RecordChange};
use crate::domain::{Edit, Record, Revision};
use crate::register::fields::differences;
use crate::register::{Loaded, View, mend};
use clap::Args;
use serde::Serialize;

/// Sets right what an earlier gazetteer had wrong.
#[derive(Debug, Args)]
pub struct MendArgs {
    /// Only says what would change.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Mended {
    revision: Option<Revision>,
    changes: Vec<RecordChange>,
    #[serde(skip)]
    lines: Vec<String>,
}

impl Run for MendArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (register, view) = cx.open(Loaded::All)?;
        let edits = mend::edits(&view, &gazetteer()?);
        let changes = edits.iter().filter_map(|edit| revision::change(&view, edit)).collect();
        let lines: Vec<String> = edits.iter().flat_map(|edit| lines(cx, &view, edit)).collect();
        if edits.is_empty() {
            let none = Mended { revision: None, changes, lines };
            return Ok(cx.answer(&none, |_| format!("{}\n", cx.words.get("cli.mend.nothing"))));
        }
        let change = Change { before: &view, edits, intent: "mend-gazetteer", exception: None, dry_run: self.dry_run };
        let (outcome, _) = Outcome::of(cx, &register, change)?;
        let mended = Mended { revision: outcome.revision, changes, lines };
        let plain = |mended: &Mended| {
            let mut out = format!("{}\n", outcome.sentence(&cx.words));
            mended.lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
            out
        };
        Ok(cx.answer(&mended, plain).with(outcome.status()))
    }
}

/// What an edit changes, a line a row: "Xã Cao Lộc · mã đơn vị: 06184 → 06211".
fn lines(cx: &Context, view: &View, edit: &Edit) -> Vec<String> {
    let name = match &edit.becomes {
        Some(Record::Unit(unit)) => words::unit_name(view, unit.id),
        _ => return Vec::new(),
    };
    let mut lines = Vec::new();
    for d in differences(edit.was.as_ref(), edit.becomes.as_ref(), view) {
        let Some(column) = d.sheet.columns().get(d.column) else { continue };
        let shown = |cell: &str| match options::shown(&cx.words, view, column.input, cell) {
            text if text.is_empty() => "—".to_owned(),
            text => text,
        };
        let sheet = cx.words.of_group("sheet", d.sheet.id());
        lines.push(format!("{name} · {sheet}: {} → {}", shown(&d.was), shown(&d.becomes)));
    }
    lines
}
