//! What a word means: an id, a code of the statistics office, a cadre's code, or a name that only one bears.

use super::fail::{Candidate, Failure};
use crate::domain::{CadreId, Level, Line, PostId, Subject, Term, UnitId, text};
use crate::register::{self, View};
use crate::search::fold;
use std::collections::BTreeMap;

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

fn one_of(view: &View, word: &str, meant: &[Subject]) -> Result<Subject, Failure> {
    match meant {
        [one] => Ok(*one),
        [] => {
            let candidates = super::find::near(view, word);
            let key = if candidates.is_empty() { "told.no-such" } else { "told.no-such-but-near" };
            Err(Failure { candidates, ..Failure::refused(key, &[word]) })
        }
        many => {
            let candidates = many.iter().map(|s| Candidate { id: id(*s), name: name(view, *s) }).collect();
            Err(Failure { candidates, ..Failure::refused("told.ambiguous", &[word, &many.len().to_string()]) })
        }
    }
}

/// Everything that a word can mean.
fn meanings(view: &View, word: &str) -> Vec<Subject> {
    if let Some(subject) = register::names::by_id(word) {
        return if exists(view, subject) { vec![subject] } else { Vec::new() };
    }
    let found = by_code(view, word);
    if found.is_empty() { by_name(view, word) } else { found }
}

/// An id as it is printed and asked for.
#[must_use]
pub fn id(subject: Subject) -> String {
    match subject {
        Subject::Unit(id) => id.to_string(),
        Subject::Post(id) => id.to_string(),
        Subject::Cadre(id) => id.to_string(),
    }
}

/// The line that names a unit best: the land, else the state, else the party.
#[must_use]
pub fn line_of(view: &View, unit: UnitId) -> Line {
    Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit)).unwrap_or(Line::Territory)
}

/// A unit with what tells it from its namesakes.
#[must_use]
pub fn unit_name(view: &View, unit: UnitId) -> String {
    view.called_in_full(line_of(view, unit), unit)
}

/// What a subject is called in full.
#[must_use]
pub fn name(view: &View, subject: Subject) -> String {
    match subject {
        Subject::Unit(unit) => unit_name(view, unit),
        Subject::Post(post) => view
            .post(post)
            .map(|post| {
                let title = view.title(post).map_or("", |t| t.vi.as_str());
                format!("{title} · {}", unit_name(view, post.unit))
            })
            .unwrap_or_default(),
        Subject::Cadre(cadre) => {
            let Some(card) = view.cadre(cadre) else { return String::new() };
            let place = view.main(cadre).map(|(_, post, _)| unit_name(view, post.unit)).unwrap_or_default();
            let about = [card.born.year().to_string(), view.titles_in_one_line(cadre), place];
            let about: Vec<String> = about.into_iter().filter(|s| !s.is_empty()).collect();
            format!("{} · {}", card.name, about.join(" · "))
        }
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
    found.into_iter().filter(|(_, fit)| Some(*fit) == best).map(|(subject, _)| subject).collect()
}
