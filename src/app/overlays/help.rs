//! Help, which is the palette too: every action with its keys in force, searched in both languages with or without
//! marks; what is chosen is done.

use super::picker::{self, Choice, Pick, Picker, Purpose};
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::words::Words;

/// Opens help: what can be done here first, then everything else with where it can; searched in both languages.
pub fn open(model: &mut Model) {
    let scopes = model.scopes();
    let other = Words::of(model.cx.words.lang.other());
    let (here, elsewhere): (Vec<Action>, Vec<Action>) =
        Action::ALL.iter().partition(|a| !model.cx.keymap.keys(scopes, **a).is_empty());
    let rows = here.into_iter().map(|a| (a, true)).chain(elsewhere.into_iter().map(|a| (a, false)));
    let choices = rows
        .map(|(action, is_here)| {
            let words = &model.cx.words;
            let keys = model.cx.keymap.keys(if is_here { scopes } else { action.scopes() }, action);
            let mut keys: Vec<String> = keys.into_iter().map(ToString::to_string).collect();
            keys.dedup();
            let label = words.get(&action.label_key()).to_owned();
            let help = words.get(&action.help_key()).to_owned();
            // of a key that is bound in several scopes, where it is pressed
            let bound = action.scopes().iter().filter(|s| is_here == scopes.contains(s));
            let places: Vec<&str> = bound.map(|s| words.get(s.label_key())).collect();
            let places = places.join(", ");
            let also = format!("{} {} {}", action.id(), other.get(&action.label_key()), other.get(&action.help_key()));
            let barred = (!is_here).then(|| words.fill("help.not-here", &[label.clone(), places.clone()]));
            let detail = format!("{help} · {places}");
            Choice { keys: keys.join("  "), detail, barred, also, ..picker::row(Pick::Action(action), &label) }
        })
        .collect();
    picker::show(model, Picker::new(Purpose::Help, choices));
}
