//! The short names of what has only a few values: as files, the command line and a form's cells have them. The
//! locales have the words for each under `GROUP.CODE`.

use crate::domain::{
    ActKind, Afterwards, Direction, Education, Grade, Level, Line, Management, Measure, MoveKind, Origination, Outcome,
    Payroll, Phase, PlanKind, Purpose, Sex, Share, Stage, Status, Theory, Tier, Total,
};

/// A value with a short name.
pub trait Coded: Copy + PartialEq + 'static {
    /// Under which name the locales have its words.
    const GROUP: &'static str;
    /// All values with their short names, in the order in which they are offered.
    const ALL: &'static [(&'static str, Self)];

    /// Its short name.
    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }

    /// The value with a short name.
    fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(c, _)| *c == code).map(|(_, v)| *v)
    }
}

macro_rules! coded {
    ($($type:ident $group:literal { $($code:literal $value:ident),+ $(,)? })+) => {
        $(impl Coded for $type {
            const GROUP: &'static str = $group;
            const ALL: &'static [(&'static str, Self)] = &[$(($code, $type::$value)),+];
        })+

        /// The short names of a group; empty for a group that there is not.
        #[must_use]
        pub fn group(name: &str) -> Vec<&'static str> {
            match name {
                $($group => <$type as Coded>::ALL.iter().map(|(c, _)| *c).collect(),)+
                _ => Vec::new(),
            }
        }
    };
}

coded! {
    Sex "sex" { "male" Male, "female" Female }
    Line "line" { "party" Party, "state" State, "territory" Territory }
    Level "level" { "central" Central, "province" Province, "district" District, "commune" Commune }
    Share "share" { "whole" Whole, "main-part" MainPart, "part" Part }
    Grade "grade" {
        "excellent" Excellent, "good" Good, "completed" Completed, "not-completed" NotCompleted,
    }
    Outcome "outcome" { "meets" Meets, "does-not-meet" DoesNotMeet }
    Measure "measure" { "reprimand" Reprimand, "warning" Warning, "removal" Removal, "expulsion" Expulsion }
    Status "status" {
        "awaiting-retirement" AwaitingRetirement, "suspended" Suspended, "under-review" UnderReview,
        "studying" Studying, "long-leave" LongLeave,
    }
    Tier "tier" {
        "central" Central, "provincial-standing-committee" ProvincialStandingCommittee,
        "district-standing-committee" DistrictStandingCommittee, "direct-committee" DirectCommittee,
        "commune-standing-committee" CommuneStandingCommittee,
        "department-leadership" DepartmentLeadership, "grassroots" Grassroots,
    }
    Payroll "payroll" {
        "civil-servant" CivilServant, "commune-officer" CommuneOfficer, "public-employee" PublicEmployee,
        "contract" Contract, "outside" Outside,
    }
    Education "education" {
        "none" None, "below-college" BelowCollege, "college" College, "university" University, "master" Master,
        "doctor" Doctor,
    }
    Theory "theory" { "none" None, "elementary" Elementary, "intermediate" Intermediate, "advanced" Advanced }
    Management "management" {
        "none" None, "assistant" Assistant, "expert" Expert, "principal" Principal, "senior" Senior,
    }
    Total "total" {
        "party-members" PartyMembers, "grassroots-organisations" GrassrootsOrganisations,
        "grassroots-committees" GrassrootsCommittees, "cells" Cells, "village-cells" VillageCells,
        "villages" Villages, "divisional-committees" DivisionalCommittees, "divisional-cells" DivisionalCells,
        "reprimands" Reprimands, "warnings" Warnings, "removals" Removals, "expulsions" Expulsions,
        "prosecuted" Prosecuted, "commune-appointments" CommuneAppointments, "training-turns" TrainingTurns,
        "refresher-turns" RefresherTurns, "streamlined-party" StreamlinedParty,
        "streamlined-government" StreamlinedGovernment,
    }
    MoveKind "move" {
        "rotation" Rotation, "province-district" ProvinceDistrict, "departments" Departments,
        "localities" Localities, "district-commune" DistrictCommune, "province-commune" ProvinceCommune,
        "secondment" Secondment,
    }
    Direction "direction" { "down" Down, "across" Across, "up" Up }
    Purpose "purpose" { "train" Train, "non-local" NonLocal, "two-terms" TwoTerms, "need" Need }
    Phase "phase" {
        "proposed" Proposed, "agreed" Agreed, "approved" Approved, "away" Away, "finished" Finished,
        "placed" Placed, "stayed" Stayed, "returned" Returned, "cancelled" Cancelled,
    }
    Afterwards "afterwards" { "return" Return, "higher" Higher, "equivalent" Equivalent, "stay" Stay }
    SeatChoice "seat" { "end" End, "keep" Keep }
    Leaves "leaves" { "keep" Keep, "main" Main, "all" All }
    Origination "origination" { "local" Local, "outside" Outside }
    PlanKind "plan-kind" { "built" Built, "reviewed" Reviewed }
    Stage "stage" { "proposed" Proposed, "under-review" UnderReview, "approved" Approved }
    ActKind "act" {
        "appointed" Appointed, "reappointed" Reappointed, "elected" Elected, "reelected" Reelected,
        "designated" Designated, "transferred" Transferred, "rotated" Rotated, "seconded" Seconded,
        "suspended" Suspended, "relieved" Relieved, "resigned" Resigned, "dismissed" Dismissed,
        "removed" Removed, "retired" Retired, "retired-early" RetiredEarly,
        "awaiting-retirement" AwaitingRetirement, "left" Left, "reorganised" Reorganised,
        "term-ended" TermEnded, "died" Died, "recruited" Recruited,
    }
}

/// Acts by which an appointment begins.
pub const BEGINS: &[&str] = &["appointed", "elected", "designated", "transferred", "rotated", "seconded", "recruited"];

/// Acts by which it goes on.
pub const GOES_ON: &[&str] = &["reappointed", "reelected", "suspended"];

/// Acts by which it ends while the holder stays in the service.
pub const ENDS: &[&str] = &["relieved", "resigned", "dismissed", "removed", "term-ended", "reorganised"];

/// Acts by which the holder leaves: all appointments end.
pub const LEAVES: &[&str] = &["retired", "retired-early", "awaiting-retirement", "left", "died"];

/// What becomes of the posts that somebody holds when another begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// All are kept.
    Keep,
    /// The main one is left.
    Main,
    /// All are left.
    All,
}

/// What becomes of a seat that is held beside the main post, when that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatChoice {
    /// It ends.
    End,
    /// It is kept.
    Keep,
}
