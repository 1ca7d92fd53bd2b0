//! The catalogue of titles (danh mục chức danh) and of kinds of units: what they are; the entries are data.

use crate::domain::calendar::Day;
use crate::domain::ids::{KindId, TitleId};
use crate::domain::unit::{Level, Line};
use serde::{Deserialize, Serialize};

/// The two ladders on which rank is compared (S-12; domain notes, P-HIGHER-ONLY): a seat in a committee and a
/// leadership post are never one above the other. Posts without either are below both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ladder {
    /// Seats of committees (cấp ủy, ban thường vụ, ủy ban kiểm tra).
    Committee,
    /// Leadership and management (lãnh đạo, quản lý).
    Leadership,
    /// Neither: civil servants, public employees, contract workers.
    Staff,
}

/// Who manages the holder (phân cấp quản lý cán bộ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// diện Bộ Chính trị, Ban Bí thư quản lý
    Central,
    /// diện Ban Thường vụ Tỉnh ủy quản lý
    ProvincialStandingCommittee,
    /// diện ban thường vụ huyện ủy quản lý (until 30/06/2025)
    DistrictStandingCommittee,
    /// diện đảng ủy trực thuộc Tỉnh ủy quản lý
    DirectCommittee,
    /// lãnh đạo sở, ban, ngành quản lý
    DepartmentLeadership,
    /// cấp cơ sở
    Grassroots,
    /// diện ban thường vụ đảng ủy xã, phường, đặc khu quản lý (since 01/07/2025); last, as stored records number these
    CommuneStandingCommittee,
}

/// An entry of the title catalogue (chức danh).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Number for good.
    pub id: TitleId,
    /// Short name for files and the command line, `bi-thu-huyen-uy`.
    pub code: String,
    /// As it is written in a list: "Bí thư Huyện ủy".
    pub vi: String,
    pub en: String,
    /// As it is written where its unit is named with it, when that is not simply the title and the unit: `{}` for the
    /// bare name of the unit, and the land follows. "Bí thư Đảng ủy {}"; without `{}` the title names its body already.
    #[serde(default)]
    pub full: Option<String>,
    /// What it is called in some units; the first that fits.
    #[serde(default)]
    pub by_unit: Vec<ByUnit>,
    /// Usual short forms: `BT`, `PCT`.
    #[serde(default)]
    pub short: Vec<String>,
    /// Level of administration.
    pub level: Level,
    /// The line the post stands in: [`Line::Party`] or [`Line::State`].
    pub line: Line,
    /// Ladder on which its rank is compared.
    pub ladder: Ladder,
    /// Rank on its ladder, higher is higher; only to be compared within one ladder.
    pub rank: u16,
    /// Order of protocol in a list of posts, smallest first.
    pub order: u16,
    /// Who manages the holder.
    pub tier: Tier,
    /// Who decides who takes it, where that is another than who manages the holder.
    #[serde(default)]
    pub decided_by: Option<Tier>,
    /// With which sector it is agreed (hiệp y), where it is.
    #[serde(default)]
    pub agreed_with: Option<String>,
    /// Head or deputy head of its unit.
    #[serde(default)]
    pub role: Role,
    /// Titles from which it may be planned (else: vượt cấp), by code.
    #[serde(default)]
    pub feeders: Vec<String>,
    /// Counts towards the three titles a person (P-PERSON-TITLES); committee seats do not.
    #[serde(default)]
    pub counts_to_limit: bool,
    /// Must not be held by a local (bí thư, chủ tịch cấp huyện …).
    #[serde(default)]
    pub non_local: bool,
    /// Group in which the workforce reports count the holder: `leaders-province`, `leaders-district` …
    #[serde(default)]
    pub group: Option<String>,
    /// Standards that it asks; soft, shown beside the person.
    #[serde(default)]
    pub standards: Standards,
    /// Group of officers in reports: elected officer, civil servant, public employee, contract; outside the payroll.
    pub payroll: super::Payroll,
    /// First day on which it can be held; before the catalogue's time where not given.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// Last day on which it could be held.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// Paper that names it.
    #[serde(default)]
    pub source: Option<String>,
}

impl Title {
    /// Whether the catalogue has it on the day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        self.from.is_none_or(|d| d.0 <= on) && self.until.is_none_or(|d| on <= d.0)
    }
}

/// What a title is called in units of some kinds, or whose name begins so: the head of a section is "Chánh Văn phòng"
/// where the section is a "Văn phòng".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByUnit {
    /// Codes of kinds; of any kind where none is given.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// How the bare name of the unit begins; however it begins where none is given.
    #[serde(default)]
    pub begins: Option<String>,
    /// In a centrally run city alone; such entries are made of the others when the catalogue is read.
    #[serde(skip)]
    pub city: bool,
    pub vi: String,
    pub en: String,
    /// As [`Title::full`]; without it the title and the unit are written together.
    #[serde(default)]
    pub full: Option<String>,
}

/// As which one somebody is planned for a title (đối tượng 1, đối tượng 2), by the title that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanObject {
    /// đối tượng 1: from a title next below
    One,
    /// đối tượng 2: from one further below
    Two,
    /// Neither is known of any title that is held.
    Neither,
}

/// What the holder is in the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// cấp trưởng
    Head,
    /// cấp phó
    Deputy,
    /// thành viên
    #[default]
    Member,
}

/// Standards of a title; `None` asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Standards {
    /// The least political theory.
    #[serde(default)]
    pub theory: Option<super::Theory>,
    /// The least education.
    #[serde(default)]
    pub education: Option<super::Education>,
    /// The least state-management training.
    #[serde(default)]
    pub management: Option<super::Management>,
}

/// An entry of the catalogue of kinds of units.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Number for good.
    pub id: KindId,
    /// Short name for files and the command line, `huyen`, `so`, `truong-mam-non`.
    pub code: String,
    /// Name of the kind: "huyện".
    pub vi: String,
    /// In English: "district".
    pub en: String,
    /// Usual short forms before a name, without the stop: `h`, `tt`.
    #[serde(default)]
    pub short: Vec<String>,
    /// How a unit of the kind is called in each line, `{}` for its bare name; a line without one uses `territory`.
    pub called: Called,
}

/// Patterns of a unit's name by line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Called {
    /// "Đảng bộ huyện {}"
    #[serde(default)]
    pub party: Option<String>,
    /// "UBND huyện {}"
    #[serde(default)]
    pub state: Option<String>,
    /// "Huyện {}"
    pub territory: String,
}

/// A day in a data file, `2025-07-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IsoDay(pub Day);

impl Serialize for IsoDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.iso())
    }
}

impl<'de> Deserialize<'de> for IsoDay {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Day::parse(&text)
            .map(IsoDay)
            .ok_or_else(|| serde::de::Error::custom(format!("not a date of the form 2025-07-01: {text}")))
    }
}
