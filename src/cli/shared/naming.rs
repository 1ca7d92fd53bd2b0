//! What units, posts and cadres are called in an answer.

use crate::domain::{Line, Subject, UnitId};
use crate::register::View;
use crate::register::gazetteer::printed_code;

/// An id as it is printed and asked for.
pub fn id(subject: Subject) -> String {
    match subject {
        Subject::Unit(id) => id.to_string(),
        Subject::Post(id) => id.to_string(),
        Subject::Cadre(id) => id.to_string(),
    }
}

/// The line that names a unit best: the land, else the state, else the party.
pub fn line_of(view: &View, unit: UnitId) -> Line {
    Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit)).unwrap_or(Line::Territory)
}

/// A unit with what tells it from its namesakes.
pub fn unit_name(view: &View, unit: UnitId) -> String {
    view.called_in_full(line_of(view, unit), unit)
}

/// What a subject is called in full.
pub fn name(view: &View, subject: Subject) -> String {
    match subject {
        Subject::Unit(unit) => unit_name(view, unit),
        Subject::Post(post) => view.post(post).map(|post| view.post_in_full(post)).unwrap_or_default(),
        Subject::Cadre(cadre) => {
            let Some(card) = view.cadre(cadre) else { return String::new() };
            let about = [card.born.year().to_string(), view.held_in_full(cadre)];
            let about: Vec<String> = about.into_iter().filter(|s| !s.is_empty()).collect();
            format!("{} · {}", card.name, about.join(" · "))
        }
    }
}

/// The statistics office's code of a unit as it prints it.
pub fn unit_code(view: &View, id: UnitId) -> Option<String> {
    let unit = view.unit(id)?;
    let code = unit.code(view.on)?;
    let level = unit.form(view.on)?.level;
    Some(printed_code(level, code))
}
