//! What a well-formed file can still get wrong: numbers used twice, references to nothing.

use super::{Catalogue, CatalogueError, ListName, Organ, Source};
use std::collections::HashSet;
use std::hash::Hash;

/// The first value that comes a second time, with its place.
fn repeated<T: Eq + Hash>(values: impl Iterator<Item = T>) -> Option<usize> {
    let mut seen = HashSet::new();
    values.enumerate().find_map(|(at, v)| (!seen.insert(v)).then_some(at))
}

pub(super) fn titles(catalogue: &Catalogue, file: &Source) -> Result<(), CatalogueError> {
    let titles = catalogue.titles();
    let bad = |at, reason: &str| Err(file.bad("title", at, reason.to_owned()));
    if let Some(at) = repeated(titles.iter().map(|t| t.id)) {
        return bad(at, "the number is used twice");
    }
    if let Some(at) = repeated(titles.iter().map(|t| t.code.as_str())) {
        return bad(at, "the code is used twice");
    }
    if let Some(at) = repeated(titles.iter().map(|t| t.order)) {
        return bad(at, "the order is used twice");
    }
    for (at, title) in titles.iter().enumerate() {
        if let Some(feeder) = title.feeders.iter().find(|f| catalogue.title_coded(f).is_none()) {
            return bad(at, &format!("no title has the code {feeder}"));
        }
        let of_kinds = title.by_unit.iter().flat_map(|by| &by.kinds);
        if let Some(kind) = of_kinds.into_iter().find(|code| catalogue.kind_coded(code).is_none()) {
            return bad(at, &format!("no kind has the code {kind}"));
        }
        if title.feeders.contains(&title.code) {
            return bad(at, "a title cannot be planned from itself");
        }
        if title.from.zip(title.until).is_some_and(|(from, until)| until < from) {
            return bad(at, "the last day lies before the first");
        }
    }
    Ok(())
}

pub(super) fn kinds(catalogue: &Catalogue, file: &Source) -> Result<(), CatalogueError> {
    let kinds = catalogue.kinds();
    let bad = |at, reason: &str| Err(file.bad("kind", at, reason.to_owned()));
    if let Some(at) = repeated(kinds.iter().map(|k| k.id)) {
        return bad(at, "the number is used twice");
    }
    if let Some(at) = repeated(kinds.iter().map(|k| k.code.as_str())) {
        return bad(at, "the code is used twice");
    }
    for (at, kind) in kinds.iter().enumerate() {
        let called = [Some(&kind.called.territory), kind.called.state.as_ref(), kind.called.party.as_ref()];
        if called.into_iter().flatten().any(|c| c.matches("{}").count() != 1) {
            return bad(at, "a pattern has {} once, for the bare name");
        }
    }
    Ok(())
}

pub(super) fn lists(catalogue: &Catalogue, file: &Source) -> Result<(), CatalogueError> {
    for list in ListName::ALL {
        let entries = catalogue.lists().all(list);
        let bad = |at, reason: &str| Err(file.bad(list.table(), at, reason.to_owned()));
        if let Some(at) = repeated(entries.iter().map(|e| e.id)) {
            return bad(at, "the number is used twice");
        }
        if let Some(at) = repeated(entries.iter().map(|e| e.code.as_str())) {
            return bad(at, "the code is used twice");
        }
        if let Some(at) = entries.iter().position(|e| e.id.0 == 0) {
            return bad(at, "0 means that nothing is entered");
        }
    }
    Ok(())
}

/// Organs of one file, seen among `all`; only those of the file have a line to be named.
pub(super) fn organs(catalogue: &Catalogue, all: &[Organ], file: &Source) -> Result<(), CatalogueError> {
    let own = all.len() - file.text.lines().filter(|l| l.trim() == "[[organ]]").count().min(all.len());
    let bad = |at: usize, reason: String| Err(file.bad("organ", at.saturating_sub(own), reason));
    let codes: HashSet<&str> = all.iter().map(|o| o.code.as_str()).collect();
    if let Some(at) = repeated(all.iter().map(|o| o.code.as_str())) {
        return bad(at, "the code is used twice".to_owned());
    }
    for (at, organ) in all.iter().enumerate() {
        let kinds = organ.renamed.iter().filter_map(|r| r.kind.as_ref());
        let kinds = kinds.chain(&organ.section_kind).chain(&organ.only_kinds).chain(&organ.not_kinds);
        if let Some(kind) = kinds.chain([&organ.kind]).find(|k| catalogue.kind_coded(k).is_none()) {
            return bad(at, format!("no kind has the code {kind}"));
        }
        let heirs = organ.moves.iter().map(|m| &m.under).filter(|u| *u != "heir");
        let others = organ.also.iter().map(|a| &a.under).chain(organ.became.iter().map(|b| &b.organ));
        if let Some(other) = others.chain(heirs).chain(&organ.under).find(|o| !codes.contains(o.as_str())) {
            return bad(at, format!("no organ has the code {other}"));
        }
        if organ.sections.is_empty() != organ.section_kind.is_none() {
            return bad(at, "sections and their kind go together".to_owned());
        }
    }
    Ok(())
}

pub(super) fn terms(catalogue: &Catalogue, file: &Source) -> Result<(), CatalogueError> {
    let terms = catalogue.terms();
    let bad = |at, reason: &str| Err(file.bad("term", at, reason.to_owned()));
    if let Some(at) = repeated(terms.iter().map(|t| t.id.as_str())) {
        return bad(at, "the name is used twice");
    }
    if let Some(at) = terms.iter().position(|t| t.party_to <= t.party_from || t.state_to <= t.state_from) {
        return bad(at, "a term ends before it begins");
    }
    if let Some(at) = terms.windows(2).position(|w| matches!(w, [a, b] if b.party_from < a.party_to)) {
        return bad(at + 1, "the term begins before the one before it ends");
    }
    Ok(())
}
