//! The golden cases of finding: what is typed, and who must be among the first so many.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

use canbo::search::{Index, List, Query};

const PEOPLE: &str = include_str!("data/find/people.tsv");
const CASES: &str = include_str!("data/find/cases.tsv");

/// Every case of `tests/data/find/cases.tsv`: a line is a query, an id of `people.tsv`, a rank (0: nothing may be
/// found) and what the case is for.
#[test]
fn everybody_is_found_by_what_people_type() {
    let list = List::parse(PEOPLE).unwrap();
    let index = Index::build(&list);
    let mut wrong = Vec::new();
    for case in CASES.lines().skip(1) {
        let cells: Vec<&str> = case.split('\t').collect();
        let [query, id, within, why] = cells.as_slice() else { panic!("{case}") };
        let within: usize = within.parse().unwrap();
        let hits = index.find(&list, &Query::parse(query).unwrap(), 20, None).hits;
        let ids: Vec<&str> = hits.iter().filter_map(|h| list.line(h.what)).map(|line| line.id.as_str()).collect();
        let right = if within == 0 { ids.is_empty() } else { ids.iter().take(within).any(|found| found == id) };
        if !right {
            wrong.push(format!("{query} ({why}): {id} is not within {within} of {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
