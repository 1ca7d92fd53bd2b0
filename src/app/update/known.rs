//! Looking at the register as it was known at a revision: the session's view is that of then until one comes back,
//! and nothing can be changed meanwhile.

use super::navigate;
use crate::app::model::{Model, Screen};
use crate::app::screens::journal::asks::Asks;
use crate::app::session::OpenTexts;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::stage::Known;
use crate::domain::Revision;
use crate::register::Snapshot;
use std::sync::Arc;

/// Asks for the register as it was known at a revision, or comes back where it is looked at already.
pub fn toggle(model: &mut Model, revision: Revision, at: i64) {
    if model.cx.known.as_ref().is_some_and(|k| k.revision == revision) {
        return now(model);
    }
    let generation = model.cx.next_generation();
    model.cx.recalling = Some((generation, 0));
    model.cx.ask(Effect::Journal(Asks::Known { generation, revision, at }));
}

/// Comes back to the register as it stands, or gives up what is being made.
pub fn now(model: &mut Model) {
    if model.cx.recalling.take().is_some() {
        return model.cx.say("said.known-given-up", &[]);
    }
    let Some(known) = model.cx.known.take() else { return model.cx.say("said.known-is-now", &[]) };
    show(model, known.now);
    model.cx.say("said.known-now", &[]);
}

/// How far the work is, per mille.
pub fn progress(cx: &mut Session, generation: u64, per_mille: u16) {
    if let Some((of, done)) = &mut cx.recalling
        && *of == generation
    {
        *done = per_mille;
    }
}

/// The register of then came.
pub fn arrived(model: &mut Model, generation: u64, at: i64, result: Result<Arc<Snapshot>, Notice>) {
    if model.cx.recalling.is_none_or(|(of, _)| of != generation) {
        return;
    }
    model.cx.recalling = None;
    match result {
        Ok(snapshot) => {
            let now = model.cx.known.take().map_or_else(|| Arc::clone(&model.cx.view.snapshot), |k| k.now);
            let revision = snapshot.revision;
            model.cx.known = Some(Known { revision, at, now });
            show(model, snapshot);
            model.cx.say("said.known-then", &[revision.to_string()]);
        }
        Err(said) => model.cx.said = Some(said),
    }
}

fn show(model: &mut Model, snapshot: Arc<Snapshot>) {
    model.cx.look_at(snapshot);
    navigate::arrived(model);
    // texts of an open dossier are those of another time
    model.cx.texts = OpenTexts::default();
    if let Some(cadre) = model.screens.dossier.cadre.take()
        && model.cx.screen == Screen::Dossier
    {
        let tab = model.screens.dossier.tab;
        navigate::open_dossier(model, cadre, tab);
    }
}
