//! `mend`: what the corrected gazetteer changes in a store that was made before it, in one revision.

use crate::app::screens::today::mend::{INTENT, lines};
use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::host::province::gazetteer;
use crate::cli::shared::outcome::{Change, Outcome};
use crate::cli::shared::revision::{self, RecordChange};
use crate::domain::Revision;
use crate::register::{Loaded, mend};
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
        let lines: Vec<String> = edits.iter().flat_map(|edit| lines(&cx.words, &view, edit)).collect();
        if edits.is_empty() {
            let none = Mended { revision: None, changes, lines };
            return Ok(cx.answer(&none, |_| format!("{}\n", cx.words.get("cli.mend.nothing"))));
        }
        let change = Change { before: &view, edits, intent: INTENT, exception: None, dry_run: self.dry_run };
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
