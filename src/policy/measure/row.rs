//! What the rows of the registry name: one type for each thing that rules judge.

/// A kind whose row in the registry names the thing. Each trait of `measure` asks for it, so that what a kind can judge
/// and what it is asked to judge are the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` judges something that its row in the registry (policy/kinds/mod.rs) does not name: `{Thing}`"
)]
pub(in crate::policy) trait Named<Thing> {}

/// The things, by the words with which rows name them.
#[allow(non_camel_case_types, reason = "they are the words of the rows")]
pub(in crate::policy) mod thing {
    pub struct record;
    pub struct candidate;
    pub struct list;
    pub struct ages;
    pub struct pool;
    pub struct ballot;
    pub struct appointment;
    pub struct holder;
    pub struct career;
    pub struct grading;
    pub struct before_move;
    pub struct course;
    pub struct seat;
}
