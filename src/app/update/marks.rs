//! Marks: a letter for a place, to come back to it from anywhere, also in the next session.

use super::navigate;
use crate::app::input::action::Action;
use crate::app::input::keys::{Code, Key};
use crate::app::model::Model;

/// Waits for the letter of a mark to be set or gone to.
pub fn ask(model: &mut Model, action: Action) {
    model.keyboard.awaits = Some(action);
}

/// The key came that a mark waited for. What types no character is no letter of a mark: whether it has been dealt with.
pub fn letter(model: &mut Model, action: Action, key: Key) -> bool {
    let letter = match key.typed() {
        Some(c) if c.is_alphanumeric() => c,
        Some(_) => {
            model.cx.say("said.mark-letter", &[key.to_string()]);
            return true;
        }
        // Esc only leaves; other keys do what they always do
        None => return key.code == Code::Esc,
    };
    match (action, model.trail.marks.get(&letter).copied()) {
        (Action::SetMark, _) => {
            let spot = navigate::here(model);
            model.trail.marks.insert(letter, spot);
            let name = navigate::name(&model.cx, &spot);
            model.cx.say("said.mark-set", &[letter.to_string(), name]);
        }
        (_, Some(spot)) => {
            navigate::remember(model);
            navigate::to_spot(model, spot);
            let name = navigate::name(&model.cx, &spot);
            model.cx.say("said.mark-gone-to", &[letter.to_string(), name, spot.on.to_string()]);
        }
        (_, None) => model.cx.say("said.no-mark", &[letter.to_string()]),
    }
    true
}
