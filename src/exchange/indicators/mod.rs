//! Indicators: how many of a population meet what is asked, held against a target by a day; over the years, by unit,
//! and who would make the difference. Pictures of the people, and what training those planned need.
//!
//! Which indicators there are is `data/indicators.toml`; limits of the planning stay with the policy. Nothing here knows
//! a screen or a file: [`crate::exchange::write`] makes files of the papers. Linear in the register for every day that is
//! asked, so not to be called while drawing.

mod below;
mod cases;
mod measured;
mod pictures;
mod plan;
mod read;
pub mod training;
mod units;

pub use below::under;
pub use cases::{Case, CaseSubject, IndicatorContext, party_name};
pub use measured::{Measured, Tally, add_trend, each, measure};
pub use pictures::pictures;
pub use plan::{Criterion, Indicator, Norm, Off, Plan, Population, Question, Target};
pub use units::{Heat, HeatCell, heat};
