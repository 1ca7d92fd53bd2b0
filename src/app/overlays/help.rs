//! Help, which is the palette too: every action with its keys in force, searched in both languages with or without
//! marks; what is chosen is done.

use super::picker::{self, Choice, Look, Picker};
use crate::app::input::action::{Action, Scope};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::go::Todo;
use crate::app::words::Words;

/// Opens help: what can be done here first, then everything else with where it can; searched in both languages.
pub fn open(cx: &mut Session, scopes: &[Scope]) {
    let other = Words::of(cx.words.lang.other());
    let (here, elsewhere): (Vec<Action>, Vec<Action>) =
        Action::ALL.iter().partition(|a| !cx.keymap.keys(scopes, **a).is_empty());
    let rows = here.into_iter().map(|a| (a, true)).chain(elsewhere.into_iter().map(|a| (a, false)));
    let choices = rows
        .map(|(action, is_here)| {
            let words = &cx.words;
            let keys = cx.keymap.keys(if is_here { scopes } else { action.scopes() }, action);
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
            let then = Callback::session(move |cx: &mut Session, ()| cx.later(Todo::Act(action)));
            Choice { keys: keys.join("  "), detail, barred, also, ..Choice::new(label, then) }
        })
        .collect();
    picker::show(cx, Picker::new(Look::Help, "picker.help", choices));
}
