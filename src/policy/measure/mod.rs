//! What a kind of rule is to the rest of the room: parameters that can be validated, and a trait for each thing that
//! rules judge. Each file here has one such thing: what a kind is told of it, and the trait by which a kind judges it.
//!
//! The row of a kind in the registry (`kinds/mod.rs`) names what it judges. A kind that does not implement the traits of
//! these, or implements another, does not compile.

pub(super) mod age;
pub(super) mod appointment;
pub(super) mod candidate;
pub(super) mod grading;
pub(super) mod list;
pub(super) mod moves;
pub(super) mod place;
pub(super) mod pool;
pub(super) mod prelude;
pub(super) mod record;
pub(super) mod row;
pub(super) mod seat;

use super::fault::Flaw;
use appointment::{JudgesAppointment, JudgesCareer, JudgesHolder};
use candidate::JudgesCandidate;
use grading::JudgesGrading;
use list::{JudgesList, SetsAges};
use moves::{JudgesCourse, JudgesMove};
use pool::{JudgesBallot, JudgesPool};
use record::JudgesRecord;
use seat::JudgesSeat;

/// The parameters of a kind, as a file of rules gives them under `with`.
pub(super) trait Parameters {
    /// Whether the numbers can be measured against.
    ///
    /// # Errors
    /// The first number that cannot.
    fn validate(&self) -> Result<(), Flaw> {
        Ok(())
    }

    /// Whether another rule of the kind sets the same number, so that the two must not be in force together on the
    /// same titles; `alike`: whether both are equally binding.
    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Reasons for leaving a pool that it names, by their code in the catalogue.
    fn reasons(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Titles that it names, by their code in the catalogue.
    fn titles(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// What a kind judges: for each thing the kind itself where it judges that.
#[derive(Default, Clone, Copy)]
pub(super) struct Judges<'k> {
    /// Posts and appointments as records.
    pub(super) record: Option<&'k dyn JudgesRecord>,
    /// Somebody for a pool, in it or not yet.
    pub(super) candidate: Option<&'k dyn JudgesCandidate>,
    /// The composition of a list.
    pub(super) list: Option<&'k dyn JudgesList>,
    /// Nothing by itself: it sets the ages by which a list's people are parted.
    pub(super) ages: Option<&'k dyn SetsAges>,
    /// The pool of one title.
    pub(super) pool: Option<&'k dyn JudgesPool>,
    /// A vote of a review round.
    pub(super) ballot: Option<&'k dyn JudgesBallot>,
    /// An appointment that is made.
    pub(super) appointment: Option<&'k dyn JudgesAppointment>,
    /// Somebody in office on a day.
    pub(super) holder: Option<&'k dyn JudgesHolder>,
    /// The posts that somebody has held, when a fact about that person has changed.
    pub(super) career: Option<&'k dyn JudgesCareer>,
    /// The grades of a group of like posts in a period.
    pub(super) grading: Option<&'k dyn JudgesGrading>,
    /// Somebody before a move.
    pub(super) before_move: Option<&'k dyn JudgesMove>,
    /// A move that is on record.
    pub(super) course: Option<&'k dyn JudgesCourse>,
    /// A seat that somebody holds who leaves another post.
    pub(super) seat: Option<&'k dyn JudgesSeat>,
}

/// A builder for each field: the registry calls those that a kind's row names.
macro_rules! builders {
    ($($thing:ident: $judges:ident),+ $(,)?) => {
        impl<'k> Judges<'k> {
            $(#[inline(always)]
            pub(super) fn $thing(self, kind: &'k dyn $judges) -> Judges<'k> {
                Judges { $thing: Some(kind), ..self }
            })+
        }
    };
}

builders! {
    record: JudgesRecord,
    candidate: JudgesCandidate,
    list: JudgesList,
    ages: SetsAges,
    pool: JudgesPool,
    ballot: JudgesBallot,
    appointment: JudgesAppointment,
    holder: JudgesHolder,
    career: JudgesCareer,
    grading: JudgesGrading,
    before_move: JudgesMove,
    course: JudgesCourse,
    seat: JudgesSeat,
}
