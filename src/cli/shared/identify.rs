//! Identifies what a text on the command line means: an id, a code of the statistics office, a cadre's code, or a name
//! that only one bears.

use super::naming::{id, name};
use crate::cli::answer::{Candidate, Failure};
use crate::domain::{CadreId, Level, Line, Phase, PostId, RotationId, Round, RoundId, Subject, Term, UnitId, text};
use crate::register::{self, View};
use crate::search::{Found, Index, Query, fold};
use std::collections::{BTreeMap, BTreeSet};

/// The unit, post or cadre that is meant.
///
/// # Errors
/// Nothing of that name: then what comes near is listed; or several: then they are.
pub fn resolve(view: &View, word: &str) -> Result<Subject, Failure> {
    one_of(view, word, &meanings(view, word))
}

/// The unit that is meant; a person who is called like a unit cannot be.
///
/// # Errors
/// As [`resolve`]; or what is meant is no unit.
pub fn unit(view: &View, word: &str) -> Result<UnitId, Failure> {
    let mut meant = meanings(view, word);
    let units = |s: &Subject| matches!(s, Subject::Unit(_));
    if meant.iter().any(units) {
        meant.retain(units);
    }
    match one_of(view, word, &meant)? {
        Subject::Unit(unit) => Ok(unit),
        Subject::Post(_) | Subject::Cadre(_) => Err(Failure::refused("told.no-unit", &[word])),
    }
}

/// The post that is meant: by id, or by title and unit, "uvbch-huyen @ Cao Lộc".
///
/// # Errors
/// No such post, title or unit; or what is meant is no post.
pub fn post(view: &View, word: &str) -> Result<PostId, Failure> {
    let none = || Failure::refused("told.no-post", &[word]);
    let Some((title, place)) = word.split_once('@').or_else(|| word.split_once('·')) else {
        return match word.trim().parse::<PostId>() {
            Ok(id) if view.post(id).is_some() => Ok(id),
            _ => Err(none()),
        };
    };
    register::names::post(view, unit(view, place.trim())?, title.trim()).ok_or_else(none)
}

/// The cadre who is meant.
///
/// # Errors
/// As [`resolve`]; or what is meant is nobody.
pub fn cadre(view: &View, word: &str) -> Result<CadreId, Failure> {
    match resolve(view, word)? {
        Subject::Cadre(id) => Ok(id),
        Subject::Unit(_) | Subject::Post(_) => Err(Failure::refused("told.no-cadre", &[word])),
    }
}

/// The term that is meant: 2025-2030, 2026-2031 of the state, or its first year.
///
/// # Errors
/// There is no such term; the known ones are listed.
pub fn term<'v>(view: &'v View, word: &str) -> Result<&'v Term, Failure> {
    let dashed = word.replace('-', "–");
    let means = |t: &&Term| {
        let years = [&t.party, &t.state, &t.central].into_iter().any(|years| *years == dashed);
        t.id == word || t.number.0.to_string() == word || years
    };
    view.catalogue.terms().iter().find(means).ok_or_else(|| {
        let known: Vec<&str> = view.catalogue.terms().iter().map(|t| t.id.as_str()).collect();
        Failure::refused("told.no-term", &[word, &known.join(", ")])
    })
}

/// The round that is meant, by its id.
///
/// # Errors
/// There is no such round.
pub fn round<'v>(view: &'v View, word: &str) -> Result<&'v Round, Failure> {
    let id = word.parse::<RoundId>().ok();
    let found = id.and_then(|id| view.snapshot.rounds.get(&id));
    found.map(AsRef::as_ref).ok_or_else(|| Failure::refused("told.no-round", &[word]))
}

/// The rotation that is meant: by its id, or the one that a cadre is on.
///
/// # Errors
/// There is no such rotation, or no such cadre.
pub fn rotation(view: &View, word: &str) -> Result<RotationId, Failure> {
    let none = || Failure::refused("told.no-rotation", &[word]);
    if let Ok(id) = word.parse::<RotationId>() {
        return view.snapshot.rotations.contains_key(&id).then_some(id).ok_or_else(none);
    }
    let cadre = cadre(view, word)?;
    let open =
        view.snapshot.moved(cadre).filter(|r| r.phases.last().is_some_and(|p| p.value.rank() < Phase::Placed.rank()));
    open.last().map(|r| r.id).ok_or_else(none)
}

/// The unit that is meant and all below it in any line.
///
/// # Errors
/// As [`unit`].
pub fn units_under(view: &View, word: &str) -> Result<BTreeSet<UnitId>, Failure> {
    let unit = unit(view, word)?;
    Ok(Line::ALL.into_iter().flat_map(|line| view.subtree(line, unit).into_keys()).chain([unit]).collect())
}

fn one_of(view: &View, word: &str, meant: &[Subject]) -> Result<Subject, Failure> {
    let ended = if meant.is_empty() { register::names::not_there(view, word) } else { Vec::new() };
    match meant {
        [one] => Ok(*one),
        [] if !ended.is_empty() => Err(of_the_past(view, word, &ended)),
        [] => {
            let candidates = near(view, word);
            let key = if candidates.is_empty() { "told.no-such" } else { "told.no-such-but-near" };
            Err(Failure { candidates, ..Failure::refused(key, &[word]) })
        }
        many => {
            let candidates = many.iter().map(|s| Candidate { id: id(*s), name: name(view, *s) }).collect();
            Err(Failure { candidates, ..Failure::refused("told.ambiguous", &[word, &many.len().to_string()]) })
        }
    }
}

/// Of a name that units bore and none bears on the day: until when, or from when, and what they became.
fn of_the_past(view: &View, word: &str, units: &[UnitId]) -> Failure {
    let mut candidates: Vec<Candidate> = Vec::new();
    for unit in units.iter().filter_map(|unit| view.unit(*unit)) {
        let name = super::naming::unit_name(&view.on(unit.span.nearest(view.on)), unit.id);
        candidates.push(Candidate { id: unit.id.to_string(), name });
    }
    let Some(last) = units.first().and_then(|unit| view.unit(*unit)) else {
        return Failure::refused("told.no-such", &[word]);
    };
    if last.span.from > view.on {
        let from = last.span.from.to_string();
        return Failure { candidates, ..Failure::refused("told.not-yet", &[word, &from]) };
    }
    let became = register::names::successors(view, last.id);
    let names: Vec<&str> = became.iter().map(|(_, name)| name.as_str()).collect();
    let until = last.span.to.to_string();
    let said = match names.as_slice() {
        [] => Failure::refused("told.ended", &[word, &until]),
        names => Failure::refused("told.ended-became", &[word, &until, &names.join("; ")]),
    };
    candidates.extend(became.into_iter().map(|(unit, name)| Candidate { id: unit.to_string(), name }));
    Failure { candidates, ..said }
}

/// Everything that a word can mean.
fn meanings(view: &View, word: &str) -> Vec<Subject> {
    if let Some(subject) = register::names::by_id(word) {
        return if exists(view, subject) { vec![subject] } else { Vec::new() };
    }
    let found = by_code(view, word);
    let found = if found.is_empty() { by_name(view, word) } else { found };
    if !found.is_empty() {
        return found;
    }
    register::office_names::units(view, word).into_iter().map(Subject::Unit).collect()
}

/// What a name that nobody bears as it was typed may have meant.
fn near(view: &View, word: &str) -> Vec<Candidate> {
    const FEW: usize = 5;
    let hits = Index::build(view).find(view, &Query::words(word), FEW, None).hits;
    let subjects = hits.into_iter().filter_map(|hit| subject_found(hit.what));
    subjects.map(|s| Candidate { id: id(s), name: name(view, s) }).collect()
}

/// The unit, post or cadre that the search found, where it found one.
pub fn subject_found(what: Found) -> Option<Subject> {
    match what {
        Found::Unit(id) => Some(Subject::Unit(id)),
        Found::Post(id) => Some(Subject::Post(id)),
        Found::Cadre(id) => Some(Subject::Cadre(id)),
        _ => None,
    }
}

fn exists(view: &View, subject: Subject) -> bool {
    match subject {
        Subject::Unit(id) => view.unit(id).is_some(),
        Subject::Post(id) => view.post(id).is_some(),
        Subject::Cadre(id) => view.cadre(id).is_some(),
    }
}

/// Units that bear a code on the day, and cadres that bear it as theirs. The statistics office writes two digits for
/// a province, three for a district, five for a commune.
fn by_code(view: &View, word: &str) -> Vec<Subject> {
    let level = match word.len() {
        2 => Some(Level::Province),
        3 => Some(Level::District),
        5 => Some(Level::Commune),
        _ => None,
    };
    let number = word.parse::<u32>().ok().filter(|_| word.chars().all(|c| c.is_ascii_digit()));
    let units = view
        .snapshot
        .units
        .values()
        .filter(|u| u.span.holds(view.on) && number.is_some() && u.code(view.on) == number)
        .filter(|u| level.is_none() || u.form(view.on).map(|f| f.level) == level)
        .map(|u| Subject::Unit(u.id));
    let cadres =
        view.snapshot.cadres.values().filter(|c| c.code.eq_ignore_ascii_case(word)).map(|c| Subject::Cadre(c.id));
    units.chain(cadres).collect()
}

/// How well a name fits, best first: as typed before without marks; a full name before a bare one; a territorial
/// unit's bare name before that of a school that is called after it.
type Fit = (bool, u8);

/// Those whose name fits best.
fn by_name(view: &View, word: &str) -> Vec<Subject> {
    let wanted = text::at_the_door(word).to_lowercase();
    let folded = fold(&wanted);
    let mut found: BTreeMap<Subject, Fit> = BTreeMap::new();
    let mut look = |subject: Subject, name: &str, tier: u8| {
        if fold(name) == folded {
            let fit = (name.to_lowercase() != wanted, tier);
            let best = found.entry(subject).or_insert(fit);
            *best = fit.min(*best);
        }
    };
    register::names::of_units(view, |unit, name, tier| look(Subject::Unit(unit), name, tier));
    for cadre in view.snapshot.cadres.values() {
        look(Subject::Cadre(cadre.id), &cadre.name, 0);
    }
    let best = found.values().min().copied();
    // "xã Đại Đồng" that ended is not the health station that is called after it
    const OF_A_BODY: u8 = 2;
    if best.is_some_and(|(_, tier)| tier == OF_A_BODY) && !register::names::not_there(view, word).is_empty() {
        return Vec::new();
    }
    found.into_iter().filter(|(_, fit)| Some(*fit) == best).map(|(subject, _)| subject).collect()
}
