//! Queries of the search language.

use crate::app::overlays::desk::{Desk, Everything};
use crate::app::words::refusals;
use crate::cli::answer::{Failure, Status};
use crate::cli::context::Context;
use crate::domain::CadreId;
use crate::register::View;
use crate::search::{Found, Index, Kind, Query};
use std::collections::BTreeSet;

/// # Errors
/// A query that is not understood.
pub fn parse(query: &str) -> Result<Query, Failure> {
    Query::parse(query).map_err(|error| {
        let said = refusals::query(&error);
        Failure { status: Status::Usage, said, candidates: Vec::new() }
    })
}

/// Everybody whom a query finds.
///
/// # Errors
/// A query that is not understood.
pub fn people(cx: &Context, view: &View, query: &str) -> Result<BTreeSet<CadreId>, Failure> {
    let parsed = parse(query)?;
    let desk = Desk::rules(view.policy(), &cx.words);
    let all = Everything { view, desk: &desk };
    let found = Index::build(&all).all(&all, &parsed, Kind::Cadre);
    let cadre = |found| if let Found::Cadre(id) = found { Some(id) } else { None };
    Ok(found.into_iter().filter_map(cadre).collect())
}
