//! The registry of the kinds of rules. A kind is one file: its parameters, how they are validated, and what it measures
//! of each thing that it judges. `data/policy` has the rules of that kind, with their numbers and their words.
//!
//! To add a kind: write its file in the folder that is named like the file of `data/policy` in which its rules stand,
//! and name it here twice, as a module and as a row. The row says under which id files of rules name the kind, and what
//! it judges (see [`Judges`]). It has to implement the traits of these and of nothing else, or it does not compile.

pub(super) mod appointment {
    pub mod after_leaving;
    pub mod appointment_after_discipline;
    pub mod appointment_age;
    pub mod appointment_over_age;
    pub mod not_local;
    pub mod planned_first;
    pub mod reappointment_term;
    pub mod retires_in_term;
    pub mod seat_left;
    pub mod tenure;
}
pub(super) mod people {
    pub mod conclusion;
    pub mod discipline;
    pub mod excellent_cap;
    pub mod feeder;
    pub mod grades;
    pub mod head_grade;
    pub mod higher_title;
    pub mod kin;
    pub mod low_votes;
    pub mod lower_first;
    pub mod not_with_appointment;
    pub mod party_member;
    pub mod planned_object;
    pub mod serving;
    pub mod standards;
    pub mod statuses;
    pub mod titles_a_person;
    pub mod titles_beside;
    pub mod working_age;
}
pub(super) mod planning {
    pub mod age_bands;
    pub mod at_least;
    pub mod coefficient;
    pub mod committee_first;
    pub mod people_a_title;
    pub mod share;
    pub mod surplus;
    pub mod young_age;
}
pub(super) mod posts {
    pub mod appointment_after_birth;
    pub mod appointment_within_post;
    pub mod holders_within_seats;
    pub mod one_head;
}
pub(super) mod rotation {
    pub mod after_planned;
    pub mod assessed_yearly;
    pub mod destination_age;
    pub mod equivalent_post;
    pub mod in_pool;
    pub mod months_at_most;
    pub mod months_away;
    pub mod no_extra_post;
    pub mod past_end;
    pub mod preferred;
    pub mod sector_agrees;
    pub mod service_left;
}

use super::fault::Flaw;
use super::measure::list::Composition;
use super::measure::row::{Named, thing};
use super::measure::{Judges, Parameters};
use super::shape::{self, Parameter};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Why a kind and its parameters cannot be parsed.
pub(super) enum ParseError {
    /// No kind has the id.
    Kind(String),
    /// The parameters are not those of the kind: the parser's message.
    Parameters(String),
}

macro_rules! registry {
    ($($id:literal $folder:ident::$file:ident::$kind:ident: $($thing:ident)+;)+) => {
        /// What a rule checks, with its parameters. Every number is the data's.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum RuleKind {
            $(#[doc = concat!("`", $id, "`")]
            $kind($folder::$file::$kind),)+
        }

        impl RuleKind {
            /// The ids by which files of rules name the kinds.
            pub const IDS: &[&str] = &[$($id),+];

            /// The id by which files of rules name the kind.
            #[must_use]
            pub fn id(&self) -> &'static str {
                match self { $(RuleKind::$kind(_) => $id),+ }
            }

            /// The kind with an id, and its parameters.
            pub(super) fn parse(id: &str, with: toml::Table) -> Result<RuleKind, ParseError> {
                match id {
                    $($id => match with.try_into() {
                        Ok(kind) => Ok(RuleKind::$kind(kind)),
                        Err(error) => Err(ParseError::Parameters(error.message().to_owned())),
                    },)+
                    _ => Err(ParseError::Kind(format!("unknown kind `{id}`, expected one of {}", RuleKind::IDS.join(", ")))),
                }
            }

            /// The parameters that a kind takes, by its id; none of what is no kind.
            #[must_use]
            pub fn parameters_of(id: &str) -> Vec<Parameter> {
                match id {
                    $($id => shape::parameters::<$folder::$file::$kind>(),)+
                    _ => Vec::new(),
                }
            }

            /// What the kind judges. Inlined, so that only the one thing that is asked for is looked up.
            #[inline(always)]
            pub(super) fn judges(&self) -> Judges<'_> {
                match self { $(RuleKind::$kind(kind) => Judges::default()$(.$thing(kind))+),+ }
            }

            fn parameters(&self) -> &dyn Parameters {
                match self { $(RuleKind::$kind(kind) => kind),+ }
            }

            /// Whether another rule's kind sets the same number; `alike`: whether both rules are equally binding.
            pub(super) fn sets_the_same(&self, other: &RuleKind, alike: bool) -> bool {
                match self {
                    $(RuleKind::$kind(kind) => {
                        $folder::$file::$kind::of(other).is_some_and(|other| kind.sets_the_same(other, alike))
                    }),+
                }
            }
        }

        $($(impl Named<thing::$thing> for $folder::$file::$kind {})+)+

        $(impl $folder::$file::$kind {
            /// The parameters of a rule of this kind; none of any other.
            pub(super) fn of(kind: &RuleKind) -> Option<&Self> {
                if let RuleKind::$kind(kind) = kind { Some(kind) } else { None }
            }
        })+

        impl Serialize for RuleKind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("kind", self.id())?;
                match self {
                    // a kind without parameters is written as a file of rules has it: without `with`
                    $(RuleKind::$kind(kind) => if size_of_val(kind) > 0 { map.serialize_entry("with", kind)? }),+
                }
                map.end()
            }
        }
    };
}

registry! {
    // posts and appointments on record
    "holders-within-seats" posts::holders_within_seats::HoldersWithinSeats: record;
    "appointment-within-post" posts::appointment_within_post::AppointmentWithinPost: record;
    "appointment-after-birth" posts::appointment_after_birth::AppointmentAfterBirth: record;
    "one-head" posts::one_head::OneHead: record;

    // lists, pools and rounds of the planning
    "coefficient" planning::coefficient::Coefficient: list;
    "people-a-title" planning::people_a_title::PeopleATitle: pool;
    "young-age" planning::young_age::YoungAge: ages;
    "share" planning::share::Share: list;
    "at-least" planning::at_least::AtLeast: list;
    "age-bands" planning::age_bands::AgeBands: ages list;
    "surplus" planning::surplus::Surplus: ballot;
    "committee-first" planning::committee_first::CommitteeFirst: pool;

    // one person for one pool
    "titles-a-person" people::titles_a_person::TitlesAPerson: candidate;
    "higher-title" people::higher_title::HigherTitle: candidate;
    "titles-beside" people::titles_beside::TitlesBeside: candidate;
    "planned-object" people::planned_object::PlannedObject: candidate;
    "feeder" people::feeder::Feeder: candidate;
    "lower-first" people::lower_first::LowerFirst: candidate;
    "not-with-appointment" people::not_with_appointment::NotWithAppointment: candidate;
    "conclusion" people::conclusion::Conclusion: candidate;
    "party-member" people::party_member::PartyMember: candidate;
    "working-age" people::working_age::WorkingAge: candidate;
    "grades" people::grades::Grades: candidate;
    "head-grade" people::head_grade::HeadGrade: candidate holder career;
    "excellent-cap" people::excellent_cap::ExcellentCap: grading;
    "discipline" people::discipline::Discipline: candidate;
    "low-votes" people::low_votes::LowVotes: candidate;
    "kin" people::kin::Kin: candidate appointment holder;
    "statuses" people::statuses::Statuses: candidate;
    "serving" people::serving::Serving: candidate;
    "standards" people::standards::Standards: candidate;

    // appointments, and those in office
    "planned-first" appointment::planned_first::PlannedFirst: appointment;
    "appointment-age" appointment::appointment_age::AppointmentAge: appointment;
    "appointment-over-age" appointment::appointment_over_age::AppointmentOverAge: appointment;
    "appointment-after-discipline" appointment::appointment_after_discipline::AppointmentAfterDiscipline: appointment;
    "tenure" appointment::tenure::Tenure: appointment;
    "not-local" appointment::not_local::NotLocal: appointment;
    "reappointment-term" appointment::reappointment_term::ReappointmentTerm: appointment;
    "after-leaving" appointment::after_leaving::AfterLeaving: appointment;
    "seat-left" appointment::seat_left::SeatLeft: seat;
    "retires-in-term" appointment::retires_in_term::RetiresInTerm: holder;

    // moves
    "in-pool" rotation::in_pool::InPool: before_move;
    "equivalent-post" rotation::equivalent_post::EquivalentPost: before_move;
    "no-extra-post" rotation::no_extra_post::NoExtraPost: before_move;
    "service-left" rotation::service_left::ServiceLeft: before_move;
    "destination-age" rotation::destination_age::DestinationAge: before_move;
    "preferred" rotation::preferred::Preferred: before_move;
    "sector-agrees" rotation::sector_agrees::SectorAgrees: before_move;
    "months-away" rotation::months_away::MonthsAway: course;
    "months-at-most" rotation::months_at_most::MonthsAtMost: course;
    "after-planned" rotation::after_planned::AfterPlanned: course;
    "assessed-yearly" rotation::assessed_yearly::AssessedYearly: course;
    "past-end" rotation::past_end::PastEnd: course;
}

impl RuleKind {
    /// Whether the numbers can be measured against.
    ///
    /// # Errors
    /// The first number that cannot.
    pub(super) fn validate(&self) -> Result<(), Flaw> {
        self.parameters().validate()
    }

    /// Reasons for leaving a pool that it names, by their code in the catalogue.
    pub(super) fn reasons(&self) -> Vec<&str> {
        self.parameters().reasons()
    }

    /// Titles that it names, by their code in the catalogue.
    pub(super) fn titles(&self) -> Vec<&str> {
        self.parameters().titles()
    }

    /// What of a list's composition it measures; none of a kind that judges no list.
    #[must_use]
    pub fn composition(&self) -> Option<Composition> {
        self.judges().list.map(|kind| kind.composition())
    }
}
