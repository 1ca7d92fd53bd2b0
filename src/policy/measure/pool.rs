//! The pool of one title, and the votes of the round that builds it.

use super::list::Tally;
use super::row::{Named, thing};
use crate::domain::{Day, Post, PostId, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::Answer;
use crate::policy::tables::Tables;
use crate::policy::vocabulary::{Body, List};

/// The pool of one title for a term on a day, with its numbers.
pub(in crate::policy) struct TitlePool<'a> {
    pub(in crate::policy) tables: &'a Tables,
    pub(in crate::policy) facts: &'a dyn Facts,
    pub(in crate::policy) post: &'a Post,
    pub(in crate::policy) term: TermId,
    pub(in crate::policy) on: Day,
    pub(in crate::policy) tally: &'a Tally,
}

/// Posts of the committee of a post's unit on a day; none where it has no committee.
pub(in crate::policy) fn committee<'f>(tables: &Tables, facts: &'f dyn Facts, post: &Post, on: Day) -> Vec<&'f Post> {
    tables.posts_of(facts, List { body: Body::Committee, unit: post.unit }, on)
}

/// A kind that judges the pool of one title: the number of its people, never their composition.
pub(in crate::policy) trait JudgesPool: Named<thing::pool> {
    /// Measures a pool; none where it has nothing to ask.
    fn of_pool(&self, pool: &TitlePool<'_>) -> Option<Answer>;

    /// The posts whose people a finding of the pool speaks of.
    fn speaks_of(&self, _tables: &Tables, _facts: &dyn Facts, post: &Post, _on: Day) -> Vec<PostId> {
        vec![post.id]
    }
}

/// A vote at one step of a review round.
pub(in crate::policy) struct Ballot {
    /// People voted on.
    pub(in crate::policy) people: i64,
    /// How many are to be chosen.
    pub(in crate::policy) choose: i64,
}

/// A kind that judges the votes of a review round.
pub(in crate::policy) trait JudgesBallot: Named<thing::ballot> {
    /// Measures a vote.
    fn of_ballot(&self, ballot: &Ballot) -> Answer;
}
