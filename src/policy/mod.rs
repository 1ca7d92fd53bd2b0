//! Rules as data: each has dates of effect, a source and a strength, and finds what is met, missed or broken.
//!
//! Reads the register only through [`Facts`]. No number of a rule and no word for the screen stands in code; a
//! finding is numbers, words are made where it is shown.
//!
//! Three questions are asked: what the rules say of a person for a pool ([`Policy::gate`]), of a pool or a list
//! ([`Policy::pool`], [`Policy::list`]), and of a change ([`Policy::brought`]).
//!
//! From the ground up: the words and tables of the data (`vocabulary`, `order`, `tables`), what a rule came to (`finding`), what
//! each thing that is judged tells a kind of rule (`measure`), the kinds (`kinds`), a rule and all rules (`rule`,
//! `ruleset`), how files become rules (`read`), and how each thing is judged by all rules (`judge`).

mod entry;
mod facts;
mod fault;
mod file;
mod finding;
mod kinds;
mod measure;
mod order;
mod own;
mod read;
mod rule;
mod ruleset;
mod shape;
mod tables;
mod vocabulary;

mod judge {
    mod appointment;
    pub(super) mod change;
    pub(super) mod gate;
    mod grading;
    pub(super) mod list;
    mod moves;
    mod pool;
    pub(super) mod review;
    pub(super) mod seat;
    pub(super) mod spoken;
}

pub use entry::Codes;
pub use facts::Facts;
pub use fault::{Fault, Flaw};
pub use file::FileRule;
pub use finding::{Amount, Finding, Limit, Scope, Verdict, forbids, stops, worst};
pub use judge::change::Door;
pub use judge::gate::Gate;
pub use judge::list::Judged;
pub use judge::review::{Leaver, Out};
pub use judge::seat::Seat;
pub use judge::spoken::Spoken;
pub use kinds::RuleKind;
pub use kinds::people::standards::{Schooling, Standard};
pub use measure::candidate::{Candidate, Person, PlannedAs};
pub use measure::list::{Among, Composition, Group, Range, Tally};
pub use measure::moves::{Mover, TimeAway, Whereabouts, whereabouts};
pub use measure::seat::{Departure, SeatFate};
pub use order::{Approval, Order, PlannedFrom, Rank};
pub use own::RulingFault;
pub use rule::{Applies, Rule};
pub use ruleset::Policy;
pub use shape::{Parameter, Shape, as_in_a_file, ratio_text};
pub use tables::{Leaving, Reference, Retirement, RetirementBasis, Retires, Sector, Step, Tables};
pub use vocabulary::{Body, List, Ratio, Strength, Sureness};
