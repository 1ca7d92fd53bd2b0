//! Looking at the register as it was known at a revision: the session's view is that of then until one comes back,
//! and nothing can be changed meanwhile.

use super::Session;
use super::host::Said;
use super::msg::Effect;
use super::places;
use crate::app::model::{Model, Screen};
use crate::app::screens::dossier;
use crate::domain::Revision;
use crate::register::{Snapshot, View};
use std::sync::Arc;

/// The register of then, and the one to come back to.
#[derive(Debug, Clone)]
pub struct Known {
    /// The revision that was the last one.
    pub revision: Revision,
    /// When it was made, in seconds since 1970, UTC.
    pub at: i64,
    /// The register as it stands.
    pub now: Arc<Snapshot>,
}

impl Session {
    /// The last revision of the register, whichever one is looked at.
    #[must_use]
    pub fn head(&self) -> Revision {
        self.known.as_ref().map_or(self.view.snapshot.revision, |known| known.now.revision)
    }

    /// Whether nothing may be changed now; then it is said why.
    pub fn refuses_edits(&mut self) -> bool {
        let why = self.why_no_edits();
        self.said = why.clone().or(self.said.take());
        why.is_some()
    }

    /// Why nothing may be changed now, where that is so.
    #[must_use]
    pub fn why_no_edits(&self) -> Option<Said> {
        let known = self.known.as_ref().map(|k| k.revision.to_string());
        match (self.read_only, known) {
            (true, _) => Some(Said { key: "refused.read-only", with: Vec::new() }),
            (_, Some(revision)) => Some(Said { key: "refused.known", with: vec![revision] }),
            _ => None,
        }
    }
}

/// Asks for the register as it was known at a revision, or comes back where it is looked at already.
pub fn toggle(model: &mut Model) {
    let Some(header) = model.screens.journal.selected().map(|e| e.header.clone()) else { return };
    if model.cx.known.as_ref().is_some_and(|k| k.revision == header.revision) {
        return now(model);
    }
    let generation = model.cx.next_generation();
    model.cx.recalling = Some((generation, 0));
    model.cx.ask(Effect::Known { generation, revision: header.revision, at: header.at });
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
pub fn progress(model: &mut Model, generation: u64, per_mille: u16) {
    if let Some((of, done)) = &mut model.cx.recalling
        && *of == generation
    {
        *done = per_mille;
    }
}

/// The register of then came.
pub fn arrived(model: &mut Model, generation: u64, at: i64, result: Result<Arc<Snapshot>, Said>) {
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
    model.cx.view = View::new(snapshot, Arc::clone(&model.cx.view.catalogue), model.cx.view.on);
    places::arrived(model);
    // texts of an open dossier are those of another time
    if let Some(cadre) = model.screens.dossier.cadre.take()
        && model.cx.screen == Screen::Dossier
    {
        let tab = model.screens.dossier.tab;
        dossier::open(model, cadre, tab);
    }
}
