//! `journal`: who changed what.

use crate::cli::answer::{Answer, Failure};
use crate::cli::args::day;
use crate::cli::context::{Context, Run};
use crate::cli::shared::identify;
use crate::cli::shared::revision::{self, PRINTED, RevisionRow, change};
use crate::domain::{Day, RecordKind, Revision, Subject};
use crate::register::handle::RegisterError;
use crate::register::journal::{Opened, Query};
use crate::register::{Loaded, View};
use clap::Args;
use std::collections::BTreeSet;

/// Which revisions are wished for.
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// How many at the most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only this one, with what it changed.
    #[arg(long, value_name = "N")]
    revision: Option<u64>,
    /// Only those that changed something of this unit, post or cadre.
    #[arg(long, value_name = "ID")]
    subject: Option<String>,
    /// Also of everything under the unit.
    #[arg(long, requires = "subject")]
    under: bool,
    /// Only by this author.
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Only those that changed a record of this kind.
    #[arg(long, value_name = "KIND", value_parser = record_kind)]
    kind: Option<RecordKind>,
    /// Only through this.
    #[arg(long, value_name = "SOURCE", value_parser = ["key", "cli", "import", "undo", "redo", "sample"])]
    source: Option<String>,
    /// Not before this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Day>,
    /// Not after this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Day>,
    /// Only those whose intent has these letters.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl Run for JournalArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        // subjects have names, which are in memory; the journal itself is in the store
        let (register, view) = cx.open(Loaded::Appointments)?;
        let failed = |e: RegisterError| Failure::register(&e, &cx.dir);
        if let Some(number) = self.revision {
            let opened = register.revision(Revision(number), PRINTED).map_err(failed)?;
            let Opened { entry, edits } =
                opened.ok_or_else(|| Failure::refused("refused.no-revision", &[&number.to_string()]))?;
            let changes = edits.iter().filter_map(|edit| change(&view, edit)).collect();
            let mut row = RevisionRow::new(&view, entry);
            row.changes = Some(changes);
            return Ok(revision::answer(cx, &vec![row]));
        }
        let query = query(cx, &view, self)?;
        let (mut entries, mut from) = (Vec::new(), None);
        loop {
            let page = register.journal(&query, from, self.limit.saturating_sub(entries.len())).map_err(failed)?;
            entries.extend(page.entries);
            from = page.next;
            if from.is_none() || entries.len() >= self.limit {
                break;
            }
        }
        let rows = entries.into_iter().map(|entry| RevisionRow::new(&view, entry)).collect();
        Ok(revision::answer(cx, &rows))
    }
}

fn query(cx: &Context, view: &View, args: &JournalArgs) -> Result<Query, Failure> {
    let subjects = match &args.subject {
        None => BTreeSet::new(),
        Some(word) => match identify::resolve(view, word)? {
            Subject::Unit(unit) if args.under => view.everything_under(unit),
            subject => BTreeSet::from([subject]),
        },
    };
    Ok(Query {
        subjects,
        author: args.author.clone(),
        kind: args.kind,
        source: args.source.clone(),
        from: args.from,
        to: args.to,
        intent: args.text.as_deref().map(|text| cx.words.intent(text)),
    })
}

fn record_kind(text: &str) -> Result<RecordKind, String> {
    let named = RecordKind::ALL.into_iter().find(|k| k.name() == text);
    named.ok_or_else(|| RecordKind::ALL.map(RecordKind::name).join(", "))
}
