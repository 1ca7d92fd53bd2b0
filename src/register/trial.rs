//! What would become of edits: checked and judged as the writer does, without writing.

use super::check::{self, Problem};
use crate::domain::{Day, Edit, Override, Record, Subject};
use crate::policy::{Finding, Policy, Scope};
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
    try_with(view, policy, edits, today, None)
}

/// The same with the paper of an exception on which they rest, where there is one.
///
/// # Errors
/// What is wrong with them whatever the rules say.
pub fn try_with(
    view: &View,
    policy: &Policy,
    edits: &[Edit],
    today: Day,
    exception: Option<&Override>,
) -> Result<Trial, Problem> {
    let after = view.with(edits.iter().cloned());
    check::check(edits, &after.snapshot, today)?;
    exception.map_or(Ok(()), |paper| check::paper(paper, edits, today))?;
    // a ruling that is tried out judges itself
    let policy = if after.snapshot.rulings.ptr_eq(&view.snapshot.rulings) { policy } else { after.snapshot.policy() };
    let findings = policy.brought(edits, view, &after, view.on);
    let mut excepted = edits.to_vec();
    if !exception.is_some_and(|paper| rest_on(&mut excepted, &findings, paper)) {
        return Ok(Trial { after, findings });
    }
    let after = view.with(excepted.iter().cloned());
    let findings = policy.brought(&excepted, view, &after, view.on);
    Ok(Trial { after, findings })
}

/// Puts the paper of an exception on the appointments that a hard rule would stop; whether there were any. It stays with
/// them, so that whoever looks later sees on what they rest.
pub(super) fn rest_on(edits: &mut [Edit], findings: &[Finding], paper: &Override) -> bool {
    let mut any = false;
    for edit in edits {
        let Some(Record::Appointment(made)) = &mut edit.becomes else { continue };
        let stopped = findings.iter().filter(|f| f.stops()).any(|f| match (f.subject, f.scope) {
            (Subject::Cadre(cadre), Scope::Post(post)) => cadre == made.cadre && post == made.post,
            (Subject::Post(post), _) => post == made.post && edit.was.is_none(),
            _ => false,
        });
        if stopped && made.exception.is_none() {
            made.exception = Some(Box::new(paper.clone()));
            any = true;
        }
    }
    any
}
