//! The words of rotations.

use super::ActWords;
use clap::{Args, Subcommand};

/// What can be asked of rotations, and done with them.
#[derive(Debug, Subcommand)]
pub enum RotationWhat {
    /// Rotations and transfers with how far they have come.
    List(MovesAsked),
    /// How many by kind, direction and managing tier.
    Summary,
    /// Proposes somebody.
    Propose(MoveWords),
    /// Sends somebody by a decision that is there already: all steps up to the beginning in one.
    Send(MoveWords),
    /// Both sides agree.
    Agree(StepWords),
    /// It is decided.
    Approve(StepWords),
    /// It begins: the person takes the post.
    Start(StepWords),
    /// The work is assessed, for a year (period=2023) or for the whole time.
    Assess(StepWords),
    /// What is meant to come afterwards.
    PlanAfter(StepWords),
    /// It goes on until a day that a decision names.
    Extend(StepWords),
    /// Its time is over: the person waits to be placed.
    Finish(StepWords),
    /// The person is placed.
    Place(StepWords),
    /// The person stays for good.
    Stay(StepWords),
    /// The person goes back to the post that was left.
    Return(StepWords),
    /// It is called off before it began.
    Cancel(StepWords),
}

/// Which rotations are asked for.
#[derive(Debug, Args)]
pub struct MovesAsked {
    /// Only in this state.
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// Only in this queue.
    #[arg(long, value_name = "QUEUE")]
    pub queue: Option<String>,
    /// Only of this kind.
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Only this way.
    #[arg(long, value_name = "DIRECTION")]
    pub direction: Option<String>,
    /// Only from or to this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only what this tier manages.
    #[arg(long, value_name = "TIER")]
    pub tier: Option<String>,
}

/// A move that is to be.
#[derive(Debug, Args)]
pub struct MoveWords {
    /// Who.
    #[arg(long, value_name = "CADRE")]
    pub cadre: String,
    /// The post to be taken.
    #[arg(long, value_name = "POST")]
    pub post: String,
    /// Fields of the form, as FIELD=VALUE.
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// On what it rests.
    #[command(flatten)]
    pub act: ActWords,
}

/// A step of a move.
#[derive(Debug, Args)]
pub struct StepWords {
    /// The rotation, by its id, or the cadre who is on it.
    #[arg(value_name = "ROTATION|CADRE")]
    pub of: String,
    /// Fields of the form, as FIELD=VALUE.
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// On what it rests.
    #[command(flatten)]
    pub act: ActWords,
}
