//! Organs of party and state, as the catalogue lists them: where they stand, from when to when, and what they became.

use crate::domain::{IsoDay, Level, Line, Share};
use serde::Deserialize;

/// Under which territorial units an organ stands, one under each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// One in the province.
    Province,
    /// One in each district.
    District,
    /// One in each commune of before 01/07/2025.
    Commune,
    /// One in each commune since 01/07/2025.
    CommuneTwoTier,
}

/// A place in one line for a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Also {
    pub line: Line,
    /// Code of the organ above it.
    pub under: String,
    /// First day.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// Last day.
    #[serde(default)]
    pub until: Option<IsoDay>,
}

/// Another parent from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// First day.
    pub on: IsoDay,
    pub line: Line,
    /// Code of the organ above it then; `heir`: the commune in which the seat of its district lies.
    pub under: String,
}

/// Another name from a day on, and another kind where one is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// First day.
    pub on: IsoDay,
    /// Bare name; `{}` for the bare name of the territorial unit it was made for.
    pub name: String,
    /// Code of the kind.
    #[serde(default)]
    pub kind: Option<String>,
}

/// What an organ became when it ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Into {
    /// First day of the new state.
    pub on: IsoDay,
    /// Code of the organ that it went into.
    pub organ: String,
    /// `whole`, `main` (the part that carried its office on) or `part`.
    #[serde(deserialize_with = "share")]
    pub share: Share,
}

fn share<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Share, D::Error> {
    match String::deserialize(d)?.as_str() {
        "whole" => Ok(Share::Whole),
        "main" => Ok(Share::MainPart),
        "part" => Ok(Share::Part),
        other => Err(serde::de::Error::custom(format!("a share is whole, main or part, not {other}"))),
    }
}

/// An organ: a department, a commission, a section, a public unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    pub code: String,
    /// Code of its kind.
    pub kind: String,
    /// Bare name; `{}` for the name of the territorial unit it stands under with its kind, `{name}` without.
    pub name: String,
    /// Level of administration.
    pub level: Level,
    /// The line in which it has its parent.
    pub line: Line,
    /// Under which territorial units it stands.
    pub per: Per,
    /// Only in the provinces with these codes: what bears the name of one, or stands at a border.
    #[serde(default)]
    pub provinces: Vec<u32>,
    /// Not in the provinces with these codes.
    #[serde(default)]
    pub not_provinces: Vec<u32>,
    /// Only under territorial units of these kinds.
    #[serde(default)]
    pub only_kinds: Vec<String>,
    /// Not under territorial units of these kinds.
    #[serde(default)]
    pub not_kinds: Vec<String>,
    /// Code of the organ it belongs to; else it stands under the territorial unit itself.
    #[serde(default)]
    pub under: Option<String>,
    /// Order of protocol among its siblings.
    pub order: u32,
    /// Names of its sections, in order.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Kind of its sections.
    #[serde(default)]
    pub section_kind: Option<String>,
    /// First day; before the catalogue's time where not given.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// Last day.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// Places in other lines.
    #[serde(default)]
    pub also: Vec<Also>,
    /// Later names.
    #[serde(default)]
    pub renamed: Vec<Renamed>,
    /// Later parents.
    #[serde(default)]
    pub moves: Vec<Move>,
    /// What it became.
    #[serde(default, rename = "into")]
    pub became: Vec<Into>,
    /// Paper it rests on, or how sure it is.
    #[serde(default)]
    pub source: Option<String>,
}
