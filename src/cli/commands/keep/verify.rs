//! `verify`: reads every value of the store and says what is damaged.

use crate::cli::answer::{Answer, Failure, Status};
use crate::cli::context::{Context, Run};
use crate::cli::shared::summary::{StoreSummary, open_store};
use crate::store::Summary;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct VerifyArgs;

#[derive(Debug, Serialize)]
struct Verified {
    #[serde(flatten)]
    store: StoreSummary,
    damage: Vec<String>,
}

impl Run for VerifyArgs {
    /// Damage is an answer, with its own exit status.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let store = open_store(cx)?;
        let verified = store.verify().map_err(|e| Failure::store(&e, &cx.dir))?;
        let damage: Vec<String> = verified.damage.iter().map(ToString::to_string).collect();
        let status = if damage.is_empty() { Status::Done } else { Status::Findings };
        let summary = Summary { revision: verified.revision, records: verified.records, checksum: verified.checksum };
        let verified = Verified { store: StoreSummary::of(summary), damage };
        let answer = cx.answer(&verified, |verified| {
            let mut out = verified.store.plain(&cx.words);
            if verified.damage.is_empty() {
                out.push_str(&format!("✓ {}\n", cx.words.get("cli.verify.sound")));
            }
            verified.damage.iter().for_each(|damage| out.push_str(&format!("✗ {damage}\n")));
            out
        });
        Ok(answer.with(status))
    }
}
