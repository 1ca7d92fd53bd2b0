//! When somebody retires, and what that rests on.

use super::text::partial;
use crate::app::words::{Words, retirement};
use crate::domain::{Cadre, Day};
use crate::policy::{RetirementBasis, Retires};
use crate::register::View;
use serde::Serialize;

/// When the person retires, and on what that rests.
#[derive(Debug, Serialize)]
pub(super) struct Leaves {
    /// The month; of an own day the day. Of a birth known by its year alone the first that it may be.
    date: Option<String>,
    /// The last working day.
    last_day: Option<String>,
    /// The last that it may be, where only the year of birth is known.
    latest: Option<String>,
    by_year_alone: bool,
    basis: &'static str,
    source: String,
    #[serde(skip)]
    pub(super) said: String,
}

pub(super) fn leaves(view: &View, cadre: &Cadre, words: &Words) -> Leaves {
    let retires = view.retirement(cadre);
    let latest = match retires.when {
        Retires::On(_, latest) if retires.by_year_alone => Some(latest.iso()),
        _ => None,
    };
    let (basis, source) = match retires.basis {
        RetirementBasis::Own(paper) => ("own", paper),
        RetirementBasis::Schedule(paper) => ("schedule", paper),
        RetirementBasis::Armed(paper) => ("armed", paper),
    };
    Leaves {
        date: retires.date().map(partial),
        last_day: retires.day().map(Day::iso),
        latest,
        by_year_alone: retires.by_year_alone,
        basis,
        source: source.to_owned(),
        said: retirement::said(words, &retires),
    }
}
