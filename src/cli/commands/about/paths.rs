//! `paths`: where files lie.

use crate::cli::answer::{Answer, Failure, pairs};
use crate::cli::context::{Context, Run};
use crate::cli::user::paths;
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct PathsArgs;

#[derive(Debug, Serialize)]
struct Paths {
    store: PathBuf,
    demo: PathBuf,
    keys: PathBuf,
    settings: PathBuf,
    policy: PathBuf,
    lists: PathBuf,
    indicators: PathBuf,
    reports: PathBuf,
}

impl Run for PathsArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let found = Paths {
            store: cx.dir.clone(),
            demo: paths::demo()?,
            keys: paths::keymap()?,
            settings: paths::settings()?,
            policy: paths::policy()?,
            lists: paths::lists()?,
            indicators: paths::indicators()?,
            reports: paths::reports()?,
        };
        Ok(cx.answer(&found, |found| {
            let shown = |path: &Path| path.display().to_string();
            pairs(&[
                (cx.words.get("cli.paths.store"), shown(&found.store)),
                (cx.words.get("cli.paths.demo"), shown(&found.demo)),
                (cx.words.get("cli.paths.keys"), shown(&found.keys)),
                (cx.words.get("cli.paths.settings"), shown(&found.settings)),
                (cx.words.get("cli.paths.policy"), shown(&found.policy)),
                (cx.words.get("cli.paths.lists"), shown(&found.lists)),
                (cx.words.get("cli.paths.indicators"), shown(&found.indicators)),
                (cx.words.get("cli.paths.reports"), shown(&found.reports)),
            ])
        }))
    }
}
