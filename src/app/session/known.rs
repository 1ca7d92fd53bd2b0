//! Looking at the register as it was known at a revision: the session's view is that of then until one comes back,
//! and nothing can be changed meanwhile.

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

impl Model {
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
    let Some(header) = model.journal.selected().map(|e| e.header.clone()) else { return };
    if model.known.as_ref().is_some_and(|k| k.revision == header.revision) {
        return now(model);
    }
    let generation = model.next_generation();
    model.recalling = Some((generation, 0));
    model.ask(Effect::Known { generation, revision: header.revision, at: header.at });
}

/// Comes back to the register as it stands, or gives up what is being made.
pub fn now(model: &mut Model) {
    if model.recalling.take().is_some() {
        return model.say("said.known-given-up", &[]);
    }
    let Some(known) = model.known.take() else { return model.say("said.known-is-now", &[]) };
    show(model, known.now);
    model.say("said.known-now", &[]);
}

/// How far the work is, per mille.
pub fn progress(model: &mut Model, generation: u64, per_mille: u16) {
    if let Some((of, done)) = &mut model.recalling
        && *of == generation
    {
        *done = per_mille;
    }
}

/// The register of then came.
pub fn arrived(model: &mut Model, generation: u64, at: i64, result: Result<Arc<Snapshot>, Said>) {
    if model.recalling.is_none_or(|(of, _)| of != generation) {
        return;
    }
    model.recalling = None;
    match result {
        Ok(snapshot) => {
            let now = model.known.take().map_or_else(|| Arc::clone(&model.view.snapshot), |k| k.now);
            let revision = snapshot.revision;
            model.known = Some(Known { revision, at, now });
            show(model, snapshot);
            model.say("said.known-then", &[revision.to_string()]);
        }
        Err(said) => model.said = Some(said),
    }
}

fn show(model: &mut Model, snapshot: Arc<Snapshot>) {
    model.view = View::new(snapshot, Arc::clone(&model.view.catalogue), model.view.on);
    places::arrived(model);
    // texts of an open dossier are those of another time
    if let Some(cadre) = model.dossier.cadre.take()
        && model.screen == Screen::Dossier
    {
        let tab = model.dossier.tab;
        dossier::open(model, cadre, tab);
    }
}
