//! Makes again what depends on what has changed: lists take note of their rows and of the window, counts and people are
//! asked for.

use crate::app::model::{Model, Screen, Stage};
use crate::app::overlays::asks::Asks;
use crate::app::overlays::picker::Picker;
use crate::app::parts::layout;
use crate::app::session::effect::Effect;
use crate::register::Loaded;

/// Makes again what depends on what has changed.
pub fn settle(model: &mut Model) {
    let size = model.cx.size;
    if let Some(picker) = model.cx.over.get_mut::<Picker>() {
        let rows = layout::body(size).rows.saturating_sub(2);
        picker.list.fit(picker.choices.len(), usize::from(rows));
    }
    model.cx.unit = model.unit();
    if model.cx.stage != Stage::Open {
        return;
    }
    ask_counts(model);
    if model.cx.screen == Screen::Reorganise && model.screens.reorganise.plan.is_none() {
        // it was carried out: what leads back here finds nothing
        model.cx.screen = Screen::Units;
    }
    model.screens.get_mut(model.cx.screen).refresh(&mut model.cx);
}

fn ask_counts(model: &mut Model) {
    let stand = model.cx.stand();
    let (revision, loaded, _) = stand;
    if loaded >= Loaded::Appointments && model.made.counts != Some((stand, model.cx.line)) {
        model.made.counts = Some((stand, model.cx.line));
        if model.cx.view.counts_ready(model.cx.line).is_none() {
            let effect = Effect::Count(model.cx.view.clone(), model.cx.line);
            model.cx.ask(effect);
        }
    }
    // of another day the index is made once something is looked for
    if loaded == Loaded::All && model.made.index != Some(revision) {
        model.made.index = Some(revision);
        let desk = model.cx.tidy_desk();
        let effect = Effect::Find(Asks::Index(model.cx.view.clone(), desk));
        model.cx.ask(effect);
    }
}
