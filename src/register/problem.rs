//! What can be wrong with what is entered: forms, imports and the check of every change say it in one way.

use crate::domain::{AppointmentId, CadreId, Day, Phase, RecordKey, Span, text};
use crate::policy::Flaw;

/// What is wrong with a change; the screen makes a sentence of it beside the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing would change.
    #[error("nothing would change")]
    Nothing,
    /// A name is needed.
    #[error("a name is needed")]
    EmptyName,
    /// Something stands beside the name of a person that is no part of it; the name alone.
    #[error("{beside} is no part of the name {name}")]
    NoName { beside: String, name: String },
    /// A letter that no name has: the name, and the letter.
    #[error("no letter of a name in {0}: {1}")]
    OddLetter(String, String),
    /// The text is longer than may be kept, in bytes.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// The record does not exist (any more).
    #[error("no such record: {0:?}")]
    Missing(RecordKey),
    /// The day lies outside the life of what is changed.
    #[error("outside its life, {0:?}")]
    OutsideLife(Span),
    /// The seat is somebody else's from a later day on, by what is on file: until then it can be held.
    #[error("held by {cadre} from {on}")]
    HeldLater { on: Day, cadre: CadreId, name: String },
    /// Somebody leaves by a decree that had not been signed on the day.
    #[error("{decree} was signed on {signed}, after {on}")]
    NoDecreeYet { decree: &'static str, signed: Day, on: Day },
    /// Somebody serves longer by a decree than that allows.
    #[error("{decree} allows until {latest}, not {on}")]
    ServesTooLong { decree: &'static str, latest: Day, on: Day },
    /// A later change of the same thing is already known, and would be lost.
    #[error("already changes on {0}")]
    ChangesLater(Day),
    /// An end before its beginning, or on the same day.
    #[error("ends before it begins: {0:?}")]
    EndsFirst(Span),
    /// Text that is not in the one form kept (NFC, no control characters, single spaces).
    #[error("text is not in the form that is kept: {0}")]
    Text(String),
    /// The record is still spoken of by another.
    #[error("still spoken of by {0:?}")]
    SpokenOf(RecordKey),
    /// The field must be filled in.
    #[error("must be filled in")]
    Needed,
    /// Not a day of the calendar.
    #[error("no day: {0}")]
    NoDay(String),
    /// Not a date, a month or a year.
    #[error("no date: {0}")]
    NoDate(String),
    /// Not a number, or one out of range.
    #[error("no number: {0}")]
    NoNumber(String),
    /// Not one of those offered.
    #[error("not one of those offered: {0}")]
    NoChoice(String),
    /// Not the twelve digits of a citizen number; what was typed is not said.
    #[error("no citizen number")]
    NoCitizenNumber,
    /// Somebody else on the register has that citizen number.
    #[error("the citizen number of {0}")]
    NumberTaken(CadreId),
    /// Not a year, quarter, month or term.
    #[error("no period: {0}")]
    NoPeriod(String),
    /// Nothing on the register bears that id.
    #[error("not on the register: {0}")]
    NoSuch(String),
    /// A day that is still to come, where only what has been can stand; the field it stands in.
    #[error("still to come: {0}")]
    ToCome(Day, &'static str),
    /// Two values of one history on the same day.
    #[error("two values on {0}")]
    TwoAtOnce(Day),
    /// Somebody or something is still in it on its last day.
    #[error("not empty on {on}: {left:?}")]
    NotEmpty {
        /// The day of the end.
        on: Day,
        /// The first of those left.
        left: RecordKey,
        /// How many are left.
        count: usize,
    },
    /// The person holds this very post since that day.
    #[error("holds it already since {0}")]
    HoldsAlready(Day),
    /// An exception without the number of its paper or the authority that decided it.
    #[error("an exception without number or authority")]
    NoPaper,
    /// The person holds this very post: another term of it is entered where that appointment ends.
    #[error("{0} goes on: its end says by which act")]
    GoesOn(AppointmentId),
    /// The person has another main post that began on that day.
    #[error("another main post since {0}")]
    MainHeld(Day),
    /// What is said of a seat means nothing, or the seat is not the person's.
    #[error("nothing is known of the seat {0}")]
    NoSeatChoice(String),
    /// Of one seat both that it ends and that it is kept.
    #[error("{0} both ends and is kept")]
    SeatSaidTwice(AppointmentId),
    /// Seats that are still held, of which nothing is said.
    #[error("{} seats are still held", .0.len())]
    SeatsOpen(Vec<AppointmentId>),
    /// The unit has a post of this title already.
    #[error("has a post of this title")]
    PostThere,
    /// A unit under itself.
    #[error("under itself")]
    UnderItself,
    /// More ballots counted than returned.
    #[error("more ballots than {0}")]
    TooManyBallots(u16),
    /// Of a meeting more are present than summoned, or more ballots come back than were given out; the number that it
    /// may be at most.
    #[error("more than the {0} before")]
    MoreThanBefore(u16),
    /// Earlier than the person's birth; the field it stands in.
    #[error("before birth: {0}")]
    BeforeBirth(Day, &'static str),
    /// The same period twice.
    #[error("the same period twice")]
    PeriodTwice,
    /// The seats of one term twice.
    #[error("the seats of one term twice")]
    TwoSeats,
    /// A day that comes before the one it should follow.
    #[error("{0} is before {1}")]
    OutOfOrder(Day, Day),
    /// It would begin before the day of the decision that it rests on.
    #[error("begins on {0}, the decision is of {1}")]
    BeforeDecision(Day, Day),
    /// The person stands in this pool already.
    #[error("in this pool already")]
    PlannedAlready,
    /// The post was there until that day.
    #[error("the post ended on {0}")]
    PostEnded(Day),
    /// The person died or left; the last day.
    #[error("left on {0}")]
    Gone(Day),
    /// The post has no such term.
    #[error("no such term of the post")]
    NoTerm,
    /// The round is closed.
    #[error("the round is closed")]
    RoundClosed,
    /// A round that was approved on this day is approved once.
    #[error("the round was approved on {0}")]
    RoundApproved(Day),
    /// A round of the unit and term is open already.
    #[error("a round is open already")]
    RoundOpen,
    /// A step of a round before the one it rests on.
    #[error("a step before the one it rests on")]
    StepSkipped,
    /// The same step of a round twice.
    #[error("a step twice")]
    StepTwice,
    /// A phase of a rotation that does not lead to the other.
    #[error("{0:?} does not lead to {1:?}")]
    PhaseSkipped(Phase, Phase),
    /// A year was asked for.
    #[error("a year is needed")]
    NoYear,
    /// There is no post that was left.
    #[error("no post was left")]
    NothingLeft,
    /// The person is not away, or the move is of a kind in which nobody is.
    #[error("not away")]
    NotAway,
    /// The person is away already, since that day.
    #[error("away already since {0}")]
    AwayAlready(Day),
    /// A move of the person that has not begun is proposed already, since that day.
    #[error("proposed already since {0}")]
    ProposedAlready(Day),
    /// One's own relative.
    #[error("one's own relative")]
    OwnRelative,
    /// A rule of the office cannot hold.
    #[error("{rule}: {flaw}")]
    Ruling {
        /// Its short name.
        rule: String,
        flaw: Flaw,
    },
    /// No rule has that short name.
    #[error("no rule {0}")]
    NoRule(String),
    /// The office has decided nothing of the rule.
    #[error("{0} is as the program has it")]
    NotOwn(String),
}

impl Problem {
    /// The field beside which it is best said, where it is one of the card's or of a row's; empty for the whole.
    #[must_use]
    pub fn column(&self) -> &'static str {
        match self {
            Problem::ToCome(_, column) | Problem::BeforeBirth(_, column) => column,
            Problem::EmptyName | Problem::Text(_) | Problem::NoName { .. } | Problem::OddLetter(..) => "name",
            Problem::OutsideLife(_) | Problem::ChangesLater(_) | Problem::TwoAtOnce(_) | Problem::NotEmpty { .. } => {
                "from"
            }
            Problem::EndsFirst(_) | Problem::HeldLater { .. } => "to",
            Problem::UnderItself => "parent",
            Problem::NoCitizenNumber | Problem::NumberTaken(_) => "citizen-number",
            Problem::TooManyBallots(_) => "returned",
            Problem::PeriodTwice => "period",
            Problem::OwnRelative => "cadre",
            Problem::Ruling { flaw, .. } => match flaw {
                Flaw::EndsFirst => "until",
                Flaw::Empty("decision") => "decision",
                Flaw::Empty("by") => "by",
                Flaw::Overlaps(_) => "from",
                _ => "",
            },
            _ => "",
        }
    }
}

/// The longest name that may be kept, in bytes.
const LONGEST_NAME: usize = 200;
/// The longest line of a card or a dossier, in bytes.
pub(super) const LONGEST_LINE: usize = 1_000;
/// The longest text of a dossier, in bytes.
pub(super) const LONGEST_TEXT: usize = 20_000;

/// Checks a name as it would be kept.
///
/// # Errors
/// What is wrong with it.
pub fn name(name: &str) -> Result<(), Problem> {
    if name.is_empty() {
        Err(Problem::EmptyName)
    } else if name.len() > LONGEST_NAME {
        Err(Problem::TooLong(LONGEST_NAME))
    } else if text::at_the_door(name) != name {
        Err(Problem::Text(name.to_owned()))
    } else {
        Ok(())
    }
}
