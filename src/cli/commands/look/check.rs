//! `check`: what the rules in force on the day find, unit by unit: lists, pools, the people planned, those in office,
//! posts and who holds them, rotations that wait or are under way. What is met is left out.

use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure, Status, Table};
use crate::cli::context::{Context, Run};
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::identify;
use crate::policy::Verdict;
use crate::register::{Loaded, findings};
use clap::Args;
use std::collections::BTreeMap;

/// What the rules are asked of.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Only pools of this term.
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// Only this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only this rule.
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
}

impl Run for CheckArgs {
    /// The status is 1 where anything is found.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (_, view) = cx.open(Loaded::All)?;
        let policy = view.policy();
        if let Some(rule) = self.rule.as_deref().filter(|id| policy.rule(id).is_none()) {
            return Err(Failure::refused("told.no-rule", &[rule]));
        }
        let terms = match &self.term {
            Some(word) => vec![identify::term(&view, word)?],
            None => view.catalogue.terms().iter().collect(),
        };
        let under = self.unit.as_deref().map(|word| identify::unit(&view, word)).transpose()?;
        let mut findings = findings::all(&view, policy, &terms, under, self.term.is_none());
        findings.retain(|f| self.rule.as_deref().is_none_or(|rule| *f.rule == *rule));
        let rows = PrintedFinding::unmet(&view, &findings, &cx.words);
        // a special case that the authority decided is listed and is no breach
        let found = rows.iter().any(|row| row.verdict() > Verdict::Special);
        let status = if found { Status::Findings } else { Status::Done };
        Ok(cx.answer(&rows, |rows| plain(rows, &cx.words)).with(status))
    }
}

fn plain(rows: &[PrintedFinding], words: &Words) -> String {
    if rows.is_empty() {
        return format!("{}\n", words.get("cli.check.nothing"));
    }
    let heads = ["verdict", "subject", "measured", "limit", "says"].map(|key| words.of_group("cli.table", key));
    let mut table = Table::of_texts(&heads);
    let mut by_verdict: BTreeMap<Verdict, usize> = BTreeMap::new();
    for row in rows {
        table.row(row.cells(words));
        *by_verdict.entry(row.verdict()).or_default() += 1;
    }
    let counts = [Verdict::Broken, Verdict::Missed, Verdict::Unknown, Verdict::Special].map(|v| {
        let n = by_verdict.get(&v).copied().unwrap_or(0);
        format!(
            "{} {} {}",
            crate::app::words::findings::mark(v),
            words.number(n),
            words.get(crate::app::words::findings::verdict(v))
        )
    });
    format!("{}\n{}\n", table.text(), counts.join(" · "))
}
