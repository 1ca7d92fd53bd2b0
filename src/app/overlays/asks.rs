//! What is asked of the finder, and how each question ends.

use super::desk::Desk;
use crate::app::screens::plan::trials::Trials;
use crate::domain::{CadreId, Line, PostId, TermId, UnitId};
use crate::policy::Policy;
use crate::register::View;
use crate::register::people::Order;
use crate::search::{self, Answer, Kind, Query};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Who asks the finder. Of several questions of one asker only the newest counts; those of others are never in its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asker {
    /// The line of find.
    Find,
    /// A field of a form.
    Field,
    /// The candidates for a pool.
    Candidates,
    /// The table of cadres.
    Cadres,
    /// The filter of the pools.
    Pools,
    /// The filter of the people of a pool.
    PoolPeople,
    /// The filter of the journal.
    Journal,
    /// The filter of the rotations.
    Rotations,
}

/// A question with who asks it.
#[derive(Debug, Clone)]
pub struct Question {
    /// Who asks.
    pub asker: Asker,
    /// Its number: a later one of the same asker has a greater one.
    pub generation: u64,
    /// What is asked.
    pub what: What,
}

/// What is asked of the finder.
#[derive(Debug, Clone)]
pub enum What {
    /// The best hits.
    Hits {
        /// Where.
        view: View,
        /// And where beside.
        desk: Arc<Desk>,
        /// What.
        query: Query,
        /// Of which kinds, the best of each; none: of all together.
        kinds: Vec<Kind>,
    },
    /// Everything that the query of a list leaves.
    Sift {
        /// Where.
        view: View,
        /// What.
        query: Query,
        /// Of which kinds.
        kinds: Vec<Kind>,
    },
    /// Who stands in a list, and in which order.
    People {
        /// On which day.
        view: View,
        /// In which line.
        line: Line,
        /// Under which unit.
        under: Option<UnitId>,
        /// In which order.
        order: Order,
        /// Only those whom a query finds.
        query: Option<Query>,
    },
    /// Who may come into a pool.
    Candidates {
        /// The register, which the index speaks of.
        view: View,
        /// The register with the draft laid over.
        laid: View,
        /// The rules.
        policy: Arc<Policy>,
        /// The post and the term.
        pool: (PostId, TermId),
        /// Those who are found; none: everybody who leads.
        query: Option<Query>,
    },
}

/// What is asked of the finder.
#[derive(Debug, Clone)]
pub enum Asks {
    /// To make the index before it is needed. Nobody waits for it.
    Index(View, Arc<Desk>),
    /// To answer a question.
    Question(Question),
}

/// How a question ended. Every one ends, and in one of these ways.
#[derive(Debug, Clone)]
pub enum Outcome<T> {
    /// It was answered.
    Answered(T),
    /// The same asker asked a later question, whose answer counts.
    Superseded,
    /// Its work broke off: it may be asked again.
    Cancelled,
}

impl<T> Outcome<T> {
    /// The answer, where there is one.
    pub fn answer(self) -> Option<T> {
        match self {
            Outcome::Answered(answer) => Some(answer),
            Outcome::Superseded | Outcome::Cancelled => None,
        }
    }
}

/// The end of a question.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Who asked.
    pub asker: Asker,
    /// The number of the question.
    pub generation: u64,
    /// How it ended.
    pub outcome: Outcome<Found>,
}

/// Everything that a query finds.
pub type Sifted = Arc<BTreeSet<search::Found>>;

/// What was found.
#[derive(Debug, Clone)]
pub enum Found {
    /// The best hits and how many in all, and how long it took, in microseconds.
    Hits(Answer, u64),
    /// Everything that a list's query leaves.
    Sifted(Sifted),
    /// People in order.
    People(Vec<CadreId>),
    /// Who may come into a pool.
    Candidates(Trials),
}
