//! Why something was refused, as a sentence for the officer.

use super::text;
use crate::app::session::host::Notice;
use crate::app::words;
use crate::domain::{AppointmentId, Day, Phase, Span};
use crate::policy::Flaw;
use crate::register::View;
use crate::register::check::Problem;
use crate::register::handle::{Changed, CommitError, TakeBackError};
use crate::search::{QueryError, QueryProblem};

/// Notice where somebody else has changed the record meanwhile.
pub const CHANGED: &str = "refused.changed";

fn life(span: Span) -> Vec<String> {
    let to = if span.ends() { span.to.prev().to_string() } else { "…".to_owned() };
    vec![span.from.to_string(), to]
}

/// What is wrong with the decree by which somebody leaves or stays.
fn by_decree(key: &'static str, decree: &str, day: Day, on: Day) -> (&'static str, Vec<String>) {
    (key, vec![decree.to_owned(), day.to_string(), on.to_string()])
}

/// What is wrong with a change.
#[must_use]
pub fn problem(problem: &Problem) -> Notice {
    let (key, with) = match problem {
        Problem::Nothing => ("problem.nothing", Vec::new()),
        Problem::EmptyName => ("problem.empty", Vec::new()),
        Problem::NoName { beside, name } => ("problem.no-name", vec![beside.clone(), name.clone()]),
        Problem::OddLetter(name, letter) => ("problem.odd-letter", vec![letter.clone(), name.clone()]),
        Problem::TooLong(bytes) => ("problem.too-long", vec![bytes.to_string()]),
        Problem::Missing(_) => ("problem.missing", Vec::new()),
        Problem::OutsideLife(span) => ("problem.outside-life", life(*span)),
        Problem::HeldLater { on, cadre, name } => {
            ("problem.held-later", vec![on.to_string(), name.clone(), cadre.to_string(), on.prev().to_string()])
        }
        Problem::NoDecreeYet { decree, signed, on } => by_decree("problem.no-decree-yet", decree, *signed, *on),
        Problem::ServesTooLong { decree, latest, on } => by_decree("problem.serves-too-long", decree, *latest, *on),
        Problem::ChangesLater(day) => ("problem.changes-later", vec![day.to_string()]),
        Problem::EndsFirst(span) => ("problem.ends-first", life(*span)),
        Problem::Text(text) => ("problem.text", vec![text.clone()]),
        Problem::SpokenOf(_) => ("problem.spoken-of", Vec::new()),
        Problem::Needed => ("problem.needed", Vec::new()),
        Problem::NoDay(text) => ("problem.no-day", vec![text.clone()]),
        Problem::NoDate(text) => ("problem.no-date", vec![text.clone()]),
        Problem::NoNumber(text) => ("problem.no-number", vec![text.clone()]),
        Problem::NoChoice(text) => ("problem.no-choice", vec![text.clone()]),
        Problem::NoCitizenNumber => ("problem.no-citizen-number", Vec::new()),
        Problem::NumberTaken(other) => ("problem.number-taken", vec![other.to_string()]),
        Problem::NoPeriod(text) => ("problem.no-period", vec![text.clone()]),
        Problem::NoSuch(text) => ("problem.no-such", vec![text.clone()]),
        Problem::ToCome(day, _) => ("problem.to-come", vec![day.to_string()]),
        Problem::BeforeBirth(day, _) => ("problem.before-birth", vec![day.to_string()]),
        Problem::TwoAtOnce(day) => ("problem.two-at-once", vec![day.to_string()]),
        Problem::NotEmpty { on, count, .. } => ("problem.not-empty", vec![on.to_string(), count.to_string()]),
        Problem::HoldsAlready(day) => ("problem.holds-already", vec![day.to_string()]),
        Problem::NoPaper => ("problem.no-paper", Vec::new()),
        Problem::GoesOn(id) => ("problem.goes-on", vec![id.to_string()]),
        Problem::SeatSaidTwice(id) => ("problem.seat-said-twice", vec![id.to_string()]),
        Problem::NoSeatChoice(text) => ("problem.no-seat-choice", vec![text.clone()]),
        Problem::SeatsOpen(seats) => ("problem.seats-open", seats_open(seats)),
        Problem::MainHeld(day) => ("problem.main-held", vec![day.to_string()]),
        Problem::PostThere => ("problem.post-there", Vec::new()),
        Problem::UnderItself => ("problem.under-itself", Vec::new()),
        Problem::MoreThanBefore(most) => ("problem.more-than-before", vec![most.to_string()]),
        Problem::TooManyBallots(returned) => ("problem.too-many-ballots", vec![returned.to_string()]),
        Problem::PeriodTwice => ("problem.period-twice", Vec::new()),
        Problem::TwoSeats => ("problem.two-seats", Vec::new()),
        Problem::BeforeDecision(begins, decided) => {
            ("problem.before-decision", vec![begins.to_string(), decided.to_string()])
        }
        Problem::OutOfOrder(day, after) => ("problem.out-of-order", vec![day.to_string(), after.to_string()]),
        Problem::PlannedAlready => ("problem.planned-already", Vec::new()),
        Problem::PostEnded(day) => ("problem.post-ended", vec![day.to_string()]),
        Problem::Gone(day) => ("problem.gone", vec![day.to_string()]),
        Problem::NoTerm => ("problem.no-term", Vec::new()),
        Problem::RoundClosed => ("problem.round-closed", Vec::new()),
        Problem::RoundApproved(day) => ("problem.round-approved", vec![day.to_string()]),
        Problem::RoundOpen => ("problem.round-open", Vec::new()),
        Problem::StepSkipped => ("problem.step-skipped", Vec::new()),
        Problem::StepTwice => ("problem.step-twice", Vec::new()),
        Problem::PhaseSkipped(now, _) => (skipped(*now), Vec::new()),
        Problem::NoYear => ("problem.no-year", Vec::new()),
        Problem::NothingLeft => ("problem.nothing-left", Vec::new()),
        Problem::NotAway => ("problem.not-away", Vec::new()),
        Problem::AwayAlready(day) => ("problem.away-already", vec![day.to_string()]),
        Problem::ProposedAlready(day) => ("problem.proposed-already", vec![day.to_string()]),
        Problem::OwnRelative => ("problem.own-relative", Vec::new()),
        Problem::Ruling { rule, flaw } => return ruling(rule, flaw),
        Problem::NoRule(rule) => ("problem.no-rule", vec![rule.clone()]),
        Problem::NotOwn(rule) => ("problem.not-own", vec![rule.clone()]),
    };
    Notice { key, with }
}

/// Seats of which it must be said what becomes of them, and how the command line says it.
fn seats_open(seats: &[AppointmentId]) -> Vec<String> {
    let seats: Vec<String> = seats.iter().map(ToString::to_string).collect();
    vec![seats.join(", "), format!("{}:end", seats.join(":end,"))]
}

/// Why a rule of the office cannot hold.
#[must_use]
pub fn ruling(rule: &str, flaw: &Flaw) -> Notice {
    let (key, with) = match flaw {
        Flaw::Form(said) => ("problem.rule-form", said.clone()),
        Flaw::Twice(id) => ("problem.rule-twice", id.clone()),
        Flaw::EndsFirst => ("problem.rule-ends-first", String::new()),
        Flaw::LeastAboveMost => ("problem.rule-least-above-most", String::new()),
        Flaw::NoNumber(said) => ("problem.rule-no-number", said.clone()),
        Flaw::Empty("decision") => ("problem.rule-no-paper", String::new()),
        Flaw::Empty("by") => ("problem.rule-no-authority", String::new()),
        Flaw::Empty(field) => ("problem.rule-empty", (*field).to_owned()),
        Flaw::Overlaps(other) => ("problem.rule-overlaps", other.clone()),
        Flaw::NoSuch(code) => ("problem.rule-no-such", code.clone()),
        Flaw::NotKept(table) => ("problem.rule-not-kept", (*table).to_owned()),
        Flaw::SingleTitle => ("problem.rule-single-title", String::new()),
        Flaw::NotOfPeople => ("problem.rule-not-of-people", String::new()),
        Flaw::NotOfTerm(month, term) => ("problem.rule-not-of-term", format!("{month} ({}–{})", term.0, term.0 + 5)),
    };
    Notice { key, with: vec![rule.to_owned(), with] }
}

/// What a rotation waits for in a phase, said where another step was asked for.
fn skipped(now: Phase) -> &'static str {
    match now {
        Phase::Proposed => "problem.still-proposed",
        Phase::Agreed => "problem.still-agreed",
        Phase::Approved => "problem.still-approved",
        Phase::Away => "problem.still-away",
        Phase::Finished => "problem.still-finished",
        Phase::Placed | Phase::Stayed | Phase::Returned | Phase::Cancelled => "problem.move-over",
    }
}

/// Why a commit was refused. A record that somebody changed is called by its name where a view is at hand.
#[must_use]
pub fn commit(error: &CommitError, view: Option<&View>) -> Notice {
    let (key, with) = match error {
        CommitError::Changed(changed) => return self::changed(changed, view),
        CommitError::TakeBack(why) => return take_back(why),
        CommitError::Refused(findings) => ("refused.rules", vec![findings.len().to_string()]),
        CommitError::Invalid(why) => return problem(why),
        CommitError::NothingToUndo => ("refused.nothing-to-undo", Vec::new()),
        CommitError::ReadOnly => ("refused.read-only", Vec::new()),
        CommitError::Store(e) => ("refused.store", vec![e.to_string()]),
        CommitError::Closed => ("refused.closed", Vec::new()),
    };
    Notice { key, with }
}

/// Who changed what when, since the officer looked.
#[must_use]
pub fn changed(changed: &Changed, view: Option<&View>) -> Notice {
    let subject = changed.is.as_ref().and_then(|r| r.subjects().into_iter().next());
    let name = view.zip(subject).map(|(view, subject)| words::subject(view, subject)).filter(|n| !n.is_empty());
    let name = name.unwrap_or_else(|| changed.record.to_string());
    let with = vec![changed.by.name.clone(), name, text::time(changed.at), changed.revision.to_string()];
    Notice { key: "refused.changed", with }
}

fn take_back(error: &TakeBackError) -> Notice {
    let (key, with) = match error {
        TakeBackError::Missing(revision) => ("refused.no-revision", vec![revision.to_string()]),
        TakeBackError::Already { revision, by } => ("refused.taken-back", vec![revision.to_string(), by.to_string()]),
        TakeBackError::Another { revision, author } => {
            ("refused.another", vec![revision.to_string(), author.name.clone(), author.id.clone()])
        }
        TakeBackError::Beginning(revision) => ("refused.beginning", vec![revision.to_string()]),
    };
    Notice { key, with }
}

/// Why a query is not understood: at which letter, and what is expected there.
#[must_use]
pub fn query(error: &QueryError) -> Notice {
    use QueryProblem as P;
    let (key, more): (&'static str, Vec<String>) = match &error.problem {
        P::NoField { name, near: None } => ("query.no-field", vec![name.clone()]),
        P::NoField { name, near: Some(near) } => ("query.no-field-near", vec![name.clone(), near.clone()]),
        P::NoValue { field, expected } if expected.is_empty() => ("query.no-value", vec![field.clone()]),
        P::NoValue { field, expected } => ("query.no-value-of", vec![field.clone(), expected.clone()]),
        P::BadValue { field, value, expected } => {
            ("query.bad-value", vec![field.clone(), value.clone(), expected.clone()])
        }
        P::NoNumber { value } => ("query.no-number", vec![value.clone()]),
        P::NoDay { value } => ("query.no-day", vec![value.clone()]),
        P::NoPeriod { field } => ("query.no-period", vec![field.clone()]),
        P::BadOp { field, op } => ("query.bad-op", vec![field.clone(), op.clone()]),
        P::NotOpen => ("query.not-open", Vec::new()),
        P::Nothing => ("query.nothing", Vec::new()),
        P::TooMany(most) => ("query.too-many", vec![most.to_string()]),
        P::TooLong(most) => ("query.too-long", vec![most.to_string()]),
    };
    let with = std::iter::once((error.at + 1).to_string()).chain(more).collect();
    Notice { key, with }
}
