//! The words of planning: pools and review rounds.

use super::{ActWords, day};
use crate::domain::Day;
use clap::{Args, Subcommand};

/// What can be asked of pools, and done with them.
#[derive(Debug, Subcommand)]
pub enum PoolWhat {
    /// Pools with their numbers and what the rules say of them.
    List {
        /// The term.
        #[arg(long, value_name = "TERM")]
        term: String,
        /// Only this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// Only this level.
        #[arg(long, value_name = "LEVEL", value_parser = ["central", "province", "department", "district", "commune"])]
        level: Option<String>,
        /// A row a level.
        #[arg(long)]
        summary: bool,
        /// Also posts for which nobody is planned.
        #[arg(long, conflicts_with = "summary")]
        all: bool,
    },
    /// One pool with its people.
    Show(InPool),
    /// Proposes somebody for a pool.
    Add {
        /// The pool.
        #[command(flatten)]
        pool: InPool,
        /// Who, and by which round.
        #[command(flatten)]
        who: PersonWords,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// Takes somebody out of a pool.
    Remove {
        /// The pool.
        #[command(flatten)]
        pool: InPool,
        /// Who, and by which round.
        #[command(flatten)]
        who: PersonWords,
        /// Why, by code or name of the list of reasons.
        #[arg(long, value_name = "REASON")]
        removal: Option<String>,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// What changed between two days or two revisions, or what a round submits against what was approved last.
    Diff {
        /// The term.
        #[arg(long, value_name = "TERM", required_unless_present = "round")]
        term: Option<String>,
        /// Day or revision from which on.
        #[arg(long, value_name = "DATE|REV", required_unless_present = "round")]
        from: Option<String>,
        /// Day or revision up to which.
        #[arg(long, value_name = "DATE|REV", required_unless_present = "round")]
        to: Option<String>,
        /// Only this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// The list that this round submits against the one approved last, with findings.
        #[arg(long, value_name = "ROUND", conflicts_with_all = ["term", "from", "to", "unit"])]
        round: Option<String>,
    },
    /// Two terms of one post side by side.
    Compare {
        /// The post.
        #[arg(long, value_name = "POST")]
        post: String,
        /// The two terms; those of the day without it.
        #[arg(long, value_name = "TERM", num_args = 2)]
        terms: Vec<String>,
    },
}

/// A pool: a post for a term.
#[derive(Debug, Args)]
pub struct InPool {
    /// The term.
    #[arg(long, value_name = "TERM")]
    pub term: String,
    /// The post.
    #[arg(long, value_name = "POST")]
    pub post: String,
}

/// Somebody, and the round that proposes it.
#[derive(Debug, Args)]
pub struct PersonWords {
    /// Who.
    #[arg(long, value_name = "CADRE")]
    pub cadre: String,
    /// The round that proposes it; without one the open one of the unit, "none" for no round.
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
}

/// What can be asked of review rounds, and done with them.
#[derive(Debug, Subcommand)]
pub enum RoundWhat {
    /// Rounds with how far they are.
    List {
        /// Only of this term.
        #[arg(long, value_name = "TERM")]
        term: Option<String>,
        /// Only of this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// Only in this state.
        #[arg(long, value_name = "STATE", value_parser = ["open", "submitted", "approved", "closed"])]
        state: Option<String>,
    },
    /// Opens a round for a unit and what stands under it.
    Open {
        /// The unit.
        #[arg(long, value_name = "UNIT")]
        unit: String,
        /// The term.
        #[arg(long, value_name = "TERM")]
        term: String,
        /// Year of the review; that of the day without it.
        #[arg(long, value_name = "YEAR")]
        year: Option<u16>,
        /// `built` or `reviewed`.
        #[arg(long, value_name = "KIND", value_parser = ["built", "reviewed"])]
        kind: Option<String>,
        /// Number of the plan that orders it.
        #[arg(long, value_name = "NO")]
        plan: Option<String>,
        /// Its date.
        #[arg(long, value_name = "DATE", value_parser = day)]
        plan_date: Option<Day>,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// Who must leave by the rules, each with the reason; with `--accept` they are proposed to.
    Propose {
        /// The round.
        round: String,
        /// All of them are proposed to leave.
        #[arg(long)]
        accept: bool,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// Submits a round.
    Submit {
        /// The round.
        round: String,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// Approves a round as one batch.
    Approve {
        /// The round.
        round: String,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
    /// Closes a round.
    Close {
        /// The round.
        round: String,
        /// On what it rests.
        #[command(flatten)]
        act: ActWords,
    },
}
