//! What would become of edits: checked and judged as the writer does, without writing.

use super::check::{self, Problem};
use crate::domain::{Day, Edit};
use crate::policy::{Finding, Policy};
use crate::register::view::View;

/// The register as it would be, and what the rules say of that.
#[derive(Debug, Clone)]
pub struct Trial {
    /// With the edits laid over.
    pub after: View,
    /// What is not met and was before; the hard ones would stop it.
    pub findings: Vec<Finding>,
}

/// Tries edits out: facts that change are judged on the day of the view.
///
/// # Errors
/// What is wrong with them whatever the rules say.
pub fn try_out(view: &View, policy: &Policy, edits: &[Edit], today: Day) -> Result<Trial, Problem> {
    let after = view.with(edits.iter().cloned());
    check::check(edits, &after.snapshot, today)?;
    // a ruling that is tried out judges itself
    let policy = if after.snapshot.rulings.ptr_eq(&view.snapshot.rulings) { policy } else { after.snapshot.policy() };
    let findings = policy.brought(edits, view, &after, view.on);
    Ok(Trial { after, findings })
}
