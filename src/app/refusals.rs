//! Why something was refused, as a sentence for the officer.

use super::host::Said;
use crate::domain::Span;
use crate::register::check::Problem;
use crate::register::handle::CommitError;

/// Said where somebody else has changed the record meanwhile.
pub const CHANGED: &str = "refused.changed";

fn life(span: Span) -> Vec<String> {
    let to = if span.ends() { span.to.prev().to_string() } else { "…".to_owned() };
    vec![span.from.to_string(), to]
}

/// What is wrong with a change.
#[must_use]
pub fn problem(problem: &Problem) -> Said {
    let (key, with) = match problem {
        Problem::Nothing => ("problem.nothing", Vec::new()),
        Problem::EmptyName => ("problem.empty", Vec::new()),
        Problem::TooLong(bytes) => ("problem.too-long", vec![bytes.to_string()]),
        Problem::Missing(_) => ("problem.missing", Vec::new()),
        Problem::OutsideLife(span) => ("problem.outside-life", life(*span)),
        Problem::ChangesLater(day) => ("problem.changes-later", vec![day.to_string()]),
        Problem::EndsFirst(span) => ("problem.ends-first", life(*span)),
        Problem::Text(text) => ("problem.text", vec![text.clone()]),
        Problem::SpokenOf(_) => ("problem.spoken-of", Vec::new()),
        Problem::Needed => ("problem.needed", Vec::new()),
        Problem::NoDay(text) => ("problem.no-day", vec![text.clone()]),
        Problem::NoDate(text) => ("problem.no-date", vec![text.clone()]),
        Problem::NoNumber(text) => ("problem.no-number", vec![text.clone()]),
        Problem::NoChoice(text) => ("problem.no-choice", vec![text.clone()]),
        Problem::NoPeriod(text) => ("problem.no-period", vec![text.clone()]),
        Problem::NoSuch(text) => ("problem.no-such", vec![text.clone()]),
        Problem::ToCome(day, _) => ("problem.to-come", vec![day.to_string()]),
        Problem::BeforeBirth(day, _) => ("problem.before-birth", vec![day.to_string()]),
        Problem::TwoAtOnce(day) => ("problem.two-at-once", vec![day.to_string()]),
        Problem::NotEmpty { on, count, .. } => ("problem.not-empty", vec![on.to_string(), count.to_string()]),
        Problem::HoldsAlready(day) => ("problem.holds-already", vec![day.to_string()]),
        Problem::MainHeld(day) => ("problem.main-held", vec![day.to_string()]),
        Problem::PostThere => ("problem.post-there", Vec::new()),
        Problem::UnderItself => ("problem.under-itself", Vec::new()),
        Problem::TooManyBallots(returned) => ("problem.too-many-ballots", vec![returned.to_string()]),
        Problem::PeriodTwice => ("problem.period-twice", Vec::new()),
        Problem::OwnRelative => ("problem.own-relative", Vec::new()),
    };
    Said { key, with }
}

/// Why a commit was refused.
#[must_use]
pub fn commit(error: &CommitError) -> Said {
    let (key, with) = match error {
        CommitError::Changed(changed) => (CHANGED, vec![changed.by.name.clone(), super::text::time(changed.at)]),
        CommitError::Refused(findings) => ("refused.rules", vec![findings.len().to_string()]),
        CommitError::Invalid(why) => return problem(why),
        CommitError::NothingToUndo => ("refused.nothing-to-undo", Vec::new()),
        CommitError::ReadOnly => ("refused.read-only", Vec::new()),
        CommitError::Store(e) => ("refused.store", vec![e.to_string()]),
        CommitError::Closed => ("refused.closed", Vec::new()),
    };
    Said { key, with }
}
