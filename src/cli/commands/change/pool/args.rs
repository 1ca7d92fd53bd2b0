//! A pool, and somebody in it, as arguments.

use crate::cli::answer::Failure;
use crate::cli::shared::identify;
use crate::domain::{PostId, TermId};
use crate::register::View;
use clap::Args;

/// A pool: a post for a term.
#[derive(Debug, Args)]
pub struct PoolArgs {
    #[arg(long, value_name = "TERM")]
    pub term: String,
    #[arg(long, value_name = "POST")]
    pub post: String,
}

/// Somebody, and the round that proposes it.
#[derive(Debug, Args)]
pub struct PersonArgs {
    #[arg(long, value_name = "CADRE")]
    pub cadre: String,
    /// The round that proposes it; without one the open one of the unit, "none" for no round.
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
}

impl PoolArgs {
    /// # Errors
    /// No such post or term.
    pub fn resolve(&self, view: &View) -> Result<(PostId, TermId), Failure> {
        Ok((identify::post(view, &self.post)?, identify::term(view, &self.term)?.number))
    }
}
