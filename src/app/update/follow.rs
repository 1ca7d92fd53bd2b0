//! What can follow a key that waits for another: the rest of a sequence, or the letter of a mark.

use super::navigate;
use crate::app::input::action::Action;
use crate::app::input::keys::Sequence;
use crate::app::model::Model;

/// What stands in the last rows of the screen while a key waits for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The keys so far.
    pub so_far: String,
    /// What can follow, and what it does.
    pub keys: Vec<(String, String)>,
}

/// What can follow now; nothing where no key waits.
#[must_use]
pub fn shown(model: &Model) -> Option<Following> {
    if let Some(action) = model.keyboard.awaits {
        let label = model.cx.words.get(&action.label_key()).to_owned();
        let marks =
            model.trail.marks.iter().map(|(letter, spot)| (letter.to_string(), navigate::name(&model.cx, spot)));
        let any = (model.cx.words.get("mark.any").to_owned(), String::new());
        let keys =
            if action == Action::SetMark { std::iter::once(any).chain(marks).collect() } else { marks.collect() };
        return Some(Following { so_far: model.cx.words.fill("keys.more", &[label]), keys });
    }
    if model.keyboard.pending.is_empty() {
        return None;
    }
    let label = |action: Option<Action>| match action {
        Some(action) => model.cx.words.get(&action.label_key()).to_owned(),
        None => "…".to_owned(),
    };
    let keys = model.cx.keymap.after(model.scopes(), &model.keyboard.pending);
    Some(Following {
        so_far: model.cx.words.fill("keys.more", &[Sequence::from(model.keyboard.pending.clone()).to_string()]),
        keys: keys.into_iter().map(|(key, action)| (key.to_string(), label(action))).collect(),
    })
}
