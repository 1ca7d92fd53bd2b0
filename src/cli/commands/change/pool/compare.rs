//! `pool diff` and `pool compare`: what changed between two days or revisions, and two terms side by side.

use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure, as_text};
use crate::cli::context::Context;
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::{identify, naming};
use crate::domain::{CadreId, Day, Entry, PostId, Removal, Revision, Subject, UnitId};
use crate::policy::Candidate;
use crate::register::catalogue::ListName;
use crate::register::planning::Between;
use crate::register::{Loaded, Register, View};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Somebody in a pool.
#[derive(Debug, Serialize)]
struct PoolPlace {
    #[serde(serialize_with = "as_text")]
    cadre: CadreId,
    name: String,
    #[serde(serialize_with = "as_text")]
    post: PostId,
    title: String,
    order: u16,
    /// Why the place was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What the rules find, where a list is put forward.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<PrintedFinding>>,
}

/// Somebody who left one pool for another, or another place in its order.
#[derive(Debug, Serialize)]
struct MovedPlace {
    #[serde(serialize_with = "as_text")]
    cadre: CadreId,
    name: String,
    from: PoolPlace,
    to: PoolPlace,
}

#[derive(Debug, Serialize)]
struct PoolChange {
    term: String,
    from: String,
    to: String,
    added: Vec<PoolPlace>,
    removed: Vec<PoolPlace>,
    moved: Vec<MovedPlace>,
    kept: Vec<PoolPlace>,
}

#[derive(Debug, Serialize)]
struct ComparedTerms {
    #[serde(serialize_with = "as_text")]
    post: PostId,
    title: String,
    #[serde(serialize_with = "as_text")]
    unit: UnitId,
    terms: [String; 2],
    added: Vec<PoolPlace>,
    removed: Vec<PoolPlace>,
    moved: Vec<MovedPlace>,
    kept: Vec<PoolPlace>,
}

/// The register as a word means it: on a day, or as it was known at a revision.
fn moment(cx: &Context, register: &Register, view: &View, word: &str) -> Result<View, Failure> {
    match word.parse::<u64>() {
        Ok(revision) => cx.view_known_at(register, view, Revision(revision)),
        Err(_) => {
            let day = Day::parse(word).ok_or_else(|| Failure::refused("told.no-moment", &[word]))?;
            Ok(view.on(day))
        }
    }
}

fn place(view: &View, entry: &Entry, words: &Words) -> PoolPlace {
    let reason = |r: &Removal| {
        let listed = view.catalogue.lists().get(ListName::Removal, r.reason)?;
        Some(words.pick(&listed.vi, &listed.en).to_owned())
    };
    let left = entry.removal.as_ref().filter(|_| entry.span.to <= view.on);
    PoolPlace {
        cadre: entry.cadre,
        name: naming::name(view, Subject::Cadre(entry.cadre)),
        post: entry.post,
        title: naming::name(view, Subject::Post(entry.post)),
        order: entry.order,
        reason: left.and_then(reason),
        findings: None,
    }
}

/// Answers `pool diff --round`: who is new, gone or at another title, each with what the rules find.
///
/// # Errors
/// No such round, or the store's.
pub(super) fn submitted(cx: &Context, round: &str) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let (round, words) = (identify::round(&view, round)?, &cx.words);
    let submitted = view.submitted(round);
    let between = submitted.between();
    let judged = |view: &View, entry: &Arc<Entry>| {
        let gate = view.policy().gate(view, entry.post, entry.term, view.on);
        let findings = gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default();
        let findings = PrintedFinding::unmet(view, &findings, words);
        let leaves = entry.removal.as_ref().filter(|r| r.round == Some(round.id));
        let reason = leaves.and_then(|r| view.catalogue.lists().get(ListName::Removal, r.reason));
        let reason = reason.map(|l| words.pick(&l.vi, &l.en).to_owned());
        PoolPlace { reason, findings: Some(findings), ..place(view, entry, words) }
    };
    let (before, after) = (&submitted.before, &submitted.after);
    let change = PoolChange {
        term: view.term(submitted.term).map(|t| t.id.clone()).unwrap_or_default(),
        from: "approved".to_owned(),
        to: round.id.to_string(),
        added: between.added.iter().map(|e| judged(after, e)).collect(),
        removed: between.removed.iter().map(|e| judged(before, e)).collect(),
        moved: between.moved.iter().map(|(from, to)| moved(after, from, to, words)).collect(),
        kept: between.kept.iter().map(|(_, e)| place(after, e, words)).collect(),
    };
    Ok(cx.answer(&change, |c| plain([&c.added, &c.removed, &c.kept], &c.moved, words)))
}

/// Answers `pool diff`.
///
/// # Errors
/// No such term, unit, day or revision, or the store's.
pub(super) fn diff(cx: &Context, term: &str, (from, to): (&str, &str), unit: Option<&str>) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let term = identify::term(&view, term)?.clone();
    let (before, after) = (moment(cx, &register, &view, from)?, moment(cx, &register, &view, to)?);
    let under = unit.map(|word| units_of_all(word, [&before, &after], &view)).transpose()?;
    let of = |post: PostId| {
        view.post(post)
            .or_else(|| after.post(post))
            .is_some_and(|p| under.as_ref().is_none_or(|under| under.contains(&p.unit)))
    };
    let (was, is) = (before.places(term.number, &of), after.places(term.number, &of));
    let between = Between::of(&was, &is, &|post| after.post(post).map(|p| p.unit));
    let words = &cx.words;
    let here = |e: &Arc<Entry>| place(&after, e, words);
    let mut change = PoolChange {
        term: term.id.clone(),
        from: from.to_owned(),
        to: to.to_owned(),
        added: between.added.iter().map(here).collect(),
        removed: Vec::new(),
        moved: between.moved.iter().map(|(from, to)| moved(&after, from, to, words)).collect(),
        kept: between.kept.iter().map(|(_, e)| here(e)).collect(),
    };
    // why somebody left stands in the record as it is now
    let now = |e: &Entry| after.snapshot.entries.get(&e.id).map_or_else(|| e.clone(), |e| Entry::clone(e));
    change.removed = between.removed.iter().map(|e| place(&after, &now(e), words)).collect();
    Ok(cx.answer(&change, |c| plain([&c.added, &c.removed, &c.kept], &c.moved, words)))
}

/// What stood under the unit at either moment or stands under it now.
fn units_of_all(word: &str, moments: [&View; 2], now: &View) -> Result<BTreeSet<UnitId>, Failure> {
    let mut under = identify::units_under(now, word)?;
    moments.iter().filter_map(|at| identify::units_under(at, word).ok()).for_each(|units| under.extend(units));
    Ok(under)
}

fn moved(view: &View, from: &Entry, to: &Entry, words: &Words) -> MovedPlace {
    let (from, to) = (place(view, from, words), place(view, to, words));
    MovedPlace { cadre: to.cadre, name: to.name.clone(), from, to }
}

/// Answers `pool compare`: those of the second term against those of the first.
///
/// # Errors
/// No such post or term, or the store's.
pub(super) fn terms(cx: &Context, post: &str, terms: &[String]) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let post = identify::post(&view, post)?;
    let found = view.post(post).and_then(|p| Some((p.unit, view.title(p)?)));
    let (unit, title) = found.ok_or_else(|| Failure::refused("told.no-post", &[&post.to_string()]))?;
    let mut wanted = Vec::new();
    for word in terms {
        wanted.push(identify::term(&view, word)?.clone());
    }
    if wanted.is_empty() {
        // the term that runs on the day, and the next
        let runs = view.catalogue.terms().iter().filter(|t| view.years(t.number, title).is_some_and(|y| view.on < y.1));
        wanted.extend(runs.take(2).cloned());
    }
    let [one, other] = wanted.as_slice() else { return Err(Failure::refused("told.two-terms", &[])) };
    let of = |at: PostId| at == post;
    let (was, is) = (view.places(one.number, &of), view.places(other.number, &of));
    let words = &cx.words;
    let mut compared = ComparedTerms {
        post,
        title: title.vi.clone(),
        unit,
        terms: [one.id.clone(), other.id.clone()],
        added: Vec::new(),
        removed: Vec::new(),
        moved: Vec::new(),
        kept: Vec::new(),
    };
    for (key, entry) in &is {
        let here = place(&view, entry, words);
        match was.get(key) {
            None => compared.added.push(here),
            Some(old) if old.order == entry.order => compared.kept.push(here),
            Some(old) => compared.moved.push(moved(&view, old, entry, words)),
        }
    }
    compared.removed = was.iter().filter(|(k, _)| !is.contains_key(k)).map(|(_, e)| place(&view, e, words)).collect();
    Ok(cx.answer(&compared, |c| {
        let heading = format!("{} · {} → {}\n", naming::name(&view, Subject::Post(post)), one.id, other.id);
        heading + &plain([&c.added, &c.removed, &c.kept], &c.moved, words)
    }))
}

fn plain([added, removed, kept]: [&Vec<PoolPlace>; 3], moved: &[MovedPlace], words: &Words) -> String {
    let mut out = String::new();
    let counts = [(added.len(), "added"), (removed.len(), "removed"), (moved.len(), "moved"), (kept.len(), "kept")];
    let counted = counts.map(|(n, key)| format!("{} {n}", words.get(&format!("cli.pool.{key}"))));
    out.push_str(&format!("{}\n", counted.join(" · ")));
    for (mark, places) in [("+", added), ("−", removed)] {
        for place in places {
            let reason = place.reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            out.push_str(&format!("{mark} {} · {}{reason}\n", place.name, place.title));
            for found in place.findings.iter().flatten() {
                out.push_str(&format!("    {}\n", found.sentence(words)));
            }
        }
    }
    for m in moved {
        let (from, to) = if m.from.post == m.to.post {
            (m.from.order.to_string(), m.to.order.to_string())
        } else {
            (m.from.title.clone(), m.to.title.clone())
        };
        out.push_str(&format!("~ {} · {from} → {to}\n", m.name));
    }
    out
}
