//! Marks: a letter for a place, to come back to it from anywhere, also in the next session.

use super::action::Action;
use super::jumps;
use super::keys::{Code, Key};
use super::model::Model;

/// Waits for the letter of a mark to be set or gone to.
pub fn ask(model: &mut Model, action: Action) {
    model.awaits = Some(action);
}

/// The key came that a mark waited for; what is no letter or digit leaves.
pub fn letter(model: &mut Model, action: Action, key: Key) {
    let letter = match key.code {
        Code::Char(c) if c.is_alphanumeric() && !key.ctrl && !key.alt => c,
        Code::Esc => return,
        _ => return model.say("said.mark-letter", &[key.to_string()]),
    };
    match (action, model.marks.get(&letter).copied()) {
        (Action::SetMark, _) => {
            let spot = jumps::here(model);
            model.marks.insert(letter, spot);
            let name = jumps::name(model, &spot);
            model.say("said.mark-set", &[letter.to_string(), name]);
        }
        (_, Some(spot)) => {
            jumps::leave(model);
            jumps::arrive(model, spot);
            let name = jumps::name(model, &spot);
            model.say("said.mark-gone-to", &[letter.to_string(), name, spot.on.to_string()]);
        }
        (_, None) => model.say("said.no-mark", &[letter.to_string()]),
    }
}
