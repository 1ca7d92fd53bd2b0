//! What would become of edits: checked and judged as the writer does, without writing.

use super::View;
use super::check::{self, Problem};
use crate::domain::{Appointment, Cadre, CadreId, Day, Edit, Post, PostId, Title, TitleId, UnitId};
use crate::policy::{Facts, Finding, Policy};
use std::sync::Arc;

/// The register as it would be, and what the rules say of that.
#[derive(Debug, Clone)]
pub struct Trial {
    /// With the edits laid over.
    pub after: View,
    /// What is not met and was before; the hard ones would stop it.
    pub findings: Vec<Finding>,
}

/// Tries edits out.
///
/// # Errors
/// What is wrong with them whatever the rules say.
pub fn try_out(view: &View, policy: &Policy, edits: &[Edit], today: Day) -> Result<Trial, Problem> {
    let after = view.with(edits.iter().cloned());
    check::check(edits, &after.snapshot, today)?;
    let findings = policy.brought(edits, view, &after, today);
    Ok(Trial { after, findings })
}

impl Facts for View {
    fn post(&self, id: PostId) -> Option<Arc<Post>> {
        self.snapshot.posts.get(&id).cloned()
    }

    fn cadre(&self, id: CadreId) -> Option<Arc<Cadre>> {
        self.snapshot.cadres.get(&id).cloned()
    }

    fn holders(&self, post: PostId) -> Vec<Arc<Appointment>> {
        self.snapshot.holders_of(post).cloned().collect()
    }

    fn posts(&self, unit: UnitId) -> Vec<Arc<Post>> {
        self.snapshot.posts_of(unit).cloned().collect()
    }

    fn title(&self, id: TitleId) -> Option<&Title> {
        self.catalogue.title(id)
    }
}
