//! What invented people are like where no figure binds (data/sample/people.toml).

use crate::domain::{Role, Title};
use crate::sample::error::SampleError;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Habits {
    women: Women,
    home: Vec<Home>,
    /// Religions by code with weights.
    pub religions: BTreeMap<String, u32>,
    /// Where people come from.
    pub origins: Origins,
    seat: Vec<Seat>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Women {
    only: Only,
    kinds: BTreeMap<String, u32>,
    titles: BTreeMap<String, u32>,
}

/// Posts that only women hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Only {
    units: Vec<String>,
    titles: Vec<String>,
}

/// Who lives in a district.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Its code; 0 for those who work at the province level.
    pub district: u32,
    /// Ethnic minority in a thousand.
    pub minority: u32,
    /// Groups of the minority by code with weights.
    pub groups: BTreeMap<String, u32>,
}

/// Where people come from, in a thousand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origins {
    /// Commune people from the same commune.
    pub own_commune: u32,
    /// Commune people from another commune of the district.
    pub own_district_of_commune: u32,
    /// District people from the district.
    pub own_district: u32,
    /// Others of the minority from the province.
    pub in_province: u32,
    /// Other Kinh from the province.
    pub in_province_kinh: u32,
    /// Other provinces: code and weight.
    pub others: Vec<(u32, u32)>,
    /// The same for the minority.
    pub others_minority: Vec<(u32, u32)>,
}

/// How far the holder of a seat comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// The whole province.
    Province,
    /// The seat's district.
    District,
    Commune,
    /// The units under its committee.
    Unit,
}

/// Who fills the seats of some titles beside another main post.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Titles of the seats; the holders of an earlier one come first for a later one.
    pub titles: Vec<String>,
    /// How far the holders come from.
    pub within: Within,
    /// Only in the districts with these codes.
    #[serde(default)]
    pub districts: Option<Vec<u32>>,
    /// Titles of their main posts, in order.
    pub from: Vec<String>,
}

impl Habits {
    /// Reads the habits.
    pub fn read(text: &str) -> Result<Habits, SampleError> {
        toml::from_str(text).map_err(|e| SampleError::Data { file: "people.toml", why: e.to_string() })
    }

    /// Whether only women hold a post: of a title, or leading a unit of such a name.
    #[must_use]
    pub fn only_women(&self, title: &Title, unit: &str) -> bool {
        let leads = title.role != Role::Member;
        self.women.only.titles.contains(&title.code)
            || (leads && self.women.only.units.iter().any(|name| unit.starts_with(name.as_str())))
    }

    /// Women in a thousand on a post, where the kind of unit or the title says something.
    #[must_use]
    pub fn women(&self, kind: &str, title: &str) -> Option<u32> {
        self.women.titles.get(title).or_else(|| self.women.kinds.get(kind)).copied()
    }

    /// Who lives in a district.
    #[must_use]
    pub fn home(&self, district: u32) -> Option<&Home> {
        self.home.iter().find(|h| h.district == district).or(self.home.first())
    }

    /// The rule for the seats of a title in a district; the first that fits.
    #[must_use]
    pub fn seat(&self, title: &str, district: u32) -> Option<&Seat> {
        let here = |s: &Seat| s.districts.as_ref().is_none_or(|d| d.contains(&district));
        self.seat.iter().find(|s| here(s) && s.titles.iter().any(|t| t == title))
    }
}
