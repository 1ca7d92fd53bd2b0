//! The sample's plan as its data file has it: posts of each kind of unit, and the figures that they add up to.

use crate::domain::{IsoDay, Level, Line, Payroll, Title, Total};
use serde::Deserialize;

const PLAN: &str = include_str!("../../../data/sample/langson.toml");
/// Organs of the sample beside those of the catalogue, with the name of their file.
pub(super) const INSTITUTIONS: (&str, &str) =
    ("sample/institutions.toml", include_str!("../../../data/sample/institutions.toml"));

/// The plan of the sample province.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StructurePlan {
    /// Code of the province.
    pub province: u32,
    /// The day on which the figures were counted.
    pub counted_on: IsoDay,
    /// People of the whole sample.
    pub people: u32,
    /// First day of every unit and post that no paper dates.
    pub begins: IsoDay,
    /// Titles whose holders and seats end with their unit.
    pub not_absorbed: Vec<String>,
    pub posts: Vec<Model>,
    pub committee: Vec<Committee>,
    pub with: Vec<With>,
    pub vacant: Vec<Vacant>,
    pub target: Vec<Target>,
    pub schools: Schools,
    pub follows: Vec<Follows>,
    pub absorbed: Vec<Absorbed>,
    pub growth: Vec<Growth>,
    pub sized: Vec<Sized>,
    pub declared: Declarations,
}

impl StructurePlan {
    pub(super) fn embedded() -> Result<StructurePlan, toml::de::Error> {
        toml::from_str(PLAN)
    }

    /// The posts of units with any of these codes; the first code that has some.
    pub(super) fn model(&self, codes: &[String]) -> Option<&Model> {
        codes.iter().find_map(|c| self.posts.iter().find(|m| m.of == *c || m.also_of.contains(c)))
    }
}

/// Title, seats, main holders, seats held beside another post.
pub(super) type Fixed = (String, u16, u16, u16);

/// The posts of a unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    /// Code of an organ or of a kind.
    pub of: String,
    /// Other codes with the same posts.
    #[serde(default)]
    pub also_of: Vec<String>,
    pub fixed: Vec<Fixed>,
    /// Titles whose number a target gives, with their weight.
    #[serde(default)]
    pub slack: Vec<(String, u32)>,
}

/// Seats of a committee over all units of some kinds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Committee {
    pub title: String,
    pub of: Vec<String>,
    /// How many units there are of them in the whole province.
    pub units: u32,
    pub seats: u32,
    pub sitting: u32,
}

/// Who also holds a post.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct With {
    /// Title of the post held beside.
    pub post: String,
    /// Title of the main post of the same unit whose holder holds it.
    pub holder: String,
    /// Only in the units with these codes.
    #[serde(default)]
    pub codes: Option<Vec<u32>>,
    /// Only in so many units, evenly.
    #[serde(default)]
    pub count: Option<u32>,
    /// The post has no main holder where the rule holds.
    #[serde(default)]
    pub instead_of_main: bool,
    /// Title of a post that the unit does not have where the rule holds.
    #[serde(default)]
    pub drops: Option<String>,
    /// Not where a counted rule for this title holds.
    #[serde(default)]
    pub not_where: Option<String>,
}

/// Posts without a holder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vacant {
    pub title: String,
    pub count: u32,
}

/// What the main holders of some titles add up to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    #[serde(default)]
    pub group: Option<String>,
    #[serde(default)]
    pub payroll: Option<Payroll>,
    #[serde(default)]
    pub level: Option<Level>,
    #[serde(default)]
    pub line: Option<Line>,
    pub people: u32,
    /// Titles that take what the others leave.
    pub slack: Vec<String>,
    /// Takes what is left of all the people, whatever their number.
    #[serde(default)]
    pub rest: bool,
}

impl Target {
    pub(super) fn speaks_of(&self, title: &Title) -> bool {
        self.group.as_ref().is_none_or(|g| title.group.as_ref() == Some(g))
            && self.payroll.is_none_or(|p| title.payroll == p)
            && self.level.is_none_or(|l| title.level == l)
            && self.line.is_none_or(|l| title.line == l)
    }
}

/// Kind and name of one school, `{}` for the commune's.
pub(super) type School = (String, String);

/// Schools of communes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schools {
    pub rural: Vec<Vec<School>>,
    pub urban: Vec<School>,
    pub urban_kinds: Vec<String>,
    /// People above the sample's own number for which each school gets another beside it.
    pub more_for: u32,
}

/// A post that goes on in the same unit under another title.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Follows {
    pub title: String,
    pub becomes: String,
    /// The day; else the day on which the title ends.
    #[serde(default)]
    pub on: Option<IsoDay>,
    /// Only in these organs.
    #[serde(default)]
    pub organs: Option<Vec<String>>,
}

/// Where holders go in the unit that theirs went into.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Absorbed {
    pub title: String,
    pub becomes: String,
}

/// More seats of a title from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Growth {
    pub title: String,
    pub on: IsoDay,
    pub seats: u32,
}

/// A body that has another number of seats from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sized {
    pub title: String,
    pub on: IsoDay,
    pub seats: u16,
}

/// Totals that units declare.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declarations {
    pub on: IsoDay,
    /// Day of the totals of discipline.
    /// Source of the province's own totals.
    pub source: String,
    /// Source of the shares of the units below it.
    pub share_source: String,
    /// Source of what a commune of today inherits.
    pub heir_source: String,
    /// Day of the number of villages, each of which has its cell.
    pub villages_on: IsoDay,
    pub total: Vec<DeclaredTotal>,
    /// Weights of the committees that are no district, by code of the organ.
    pub organ: Vec<OrganWeight>,
    /// Weight of a commune in its district, and of the district's own organisations.
    pub commune_weight: u32,
    pub district_weight: u32,
}

/// A published total and how it is spread over the committees directly under the province.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclaredTotal {
    pub what: Total,
    pub count: u32,
    /// Only over districts.
    #[serde(default)]
    pub districts_only: bool,
    /// Down to the communes.
    #[serde(default)]
    pub to_communes: bool,
    /// Each commune has this many of it before the rest is spread.
    #[serde(default)]
    pub each_commune: u32,
    /// A total that is part of it, declared before it.
    #[serde(default)]
    pub includes: Option<Total>,
    /// The day it speaks of, where that is not the day of the others.
    #[serde(default)]
    pub on: Option<IsoDay>,
    /// Nobody below the province declares it.
    #[serde(default)]
    pub province_only: bool,
}

/// A committee's weight against the communes' 10 each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganWeight {
    pub organ: String,
    pub weight: u32,
}
