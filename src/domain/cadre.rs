//! A cadre's card: what is asked of everybody, small enough that the whole province stays in memory.
//!
//! Fields follow form 2C-TCTW/98. Ethnic group and religion serve counts only.

use crate::domain::calendar::{Dated, Day, PartialDate, held};
use crate::domain::citizen::CitizenNumber;
use crate::domain::ids::ListId;
use crate::domain::ids::{CadreId, UnitId};
use serde::{Deserialize, Serialize};

/// Sex as the civil register has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// nam
    Male,
    /// nữ
    Female,
}

/// On which payroll a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payroll {
    /// cán bộ cấp xã (elected and party officers of a commune)
    CommuneOfficer,
    /// công chức (of the province and district level: cán bộ, công chức)
    CivilServant,
    /// viên chức
    PublicEmployee,
    /// lao động hợp đồng
    Contract,
    /// outside the province's payroll: police, army, courts, procuracy; not among its people
    Outside,
}

/// Level of education, ordered from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Education {
    /// chưa qua đào tạo
    None,
    /// dưới cao đẳng (sơ cấp, trung cấp)
    BelowCollege,
    /// cao đẳng
    College,
    /// đại học
    University,
    /// thạc sĩ
    Master,
    /// tiến sĩ
    Doctor,
}

/// Political theory (lý luận chính trị), ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theory {
    /// chưa qua đào tạo
    None,
    /// sơ cấp
    Elementary,
    /// trung cấp
    Intermediate,
    /// cao cấp, cử nhân
    Advanced,
}

/// State-management training (quản lý nhà nước), ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Management {
    /// chưa
    None,
    /// chương trình cán sự
    Assistant,
    /// chương trình chuyên viên
    Expert,
    /// chương trình chuyên viên chính
    Principal,
    /// chương trình chuyên viên cao cấp
    Senior,
}

/// What one qualification is in; each level from a day on, so that a profile can be counted as of any date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Qualification {
    /// chuyên môn
    Education(Education),
    /// lý luận chính trị
    Theory(Theory),
    /// quản lý nhà nước
    Management(Management),
    /// ngoại ngữ (entry of the catalogue's list of certificates)
    Language(ListId),
    /// tin học
    Computing(ListId),
}

/// Party membership: admitted, and full member since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Membership {
    /// ngày vào Đảng
    pub joined: PartialDate,
    /// ngày chính thức
    pub official: Option<PartialDate>,
}

/// A place of origin as the file has it, and the unit it is, where that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// "xã Hải Yến, huyện Cao Lộc, tỉnh Lạng Sơn", never rewritten.
    pub text: String,
    /// The smallest unit of this register that it lies in.
    pub unit: Option<UnitId>,
    /// Code in the gazetteer of before 2025, for places of other provinces.
    pub code: Option<u32>,
}

/// A retirement day of the person's own, instead of the schedule's (armed forces, NĐ 83/2022).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RetirementOverride {
    /// Last working day.
    pub last_day: Day,
    /// Law or decision it rests on.
    pub basis: String,
}

/// A person on the register (cán bộ).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cadre {
    /// Identity for good.
    pub id: CadreId,
    /// số hiệu cán bộ
    pub code: String,
    /// số định danh cá nhân; sensitive
    pub citizen: Option<CitizenNumber>,
    /// họ và tên khai sinh
    pub name: String,
    /// tên gọi khác
    pub other_name: Option<String>,
    /// giới tính
    pub sex: Sex,
    /// ngày sinh
    pub born: PartialDate,
    /// dân tộc (entry of the catalogue)
    pub ethnic: ListId,
    /// tôn giáo (entry of the catalogue; 0: none)
    pub religion: ListId,
    /// quê quán
    pub origin: Origin,
    /// ngày vào Đảng, ngày chính thức
    pub membership: Option<Membership>,
    /// trình độ, each from the day it was reached (from birth, where the file has no date)
    pub qualifications: Vec<Dated<Qualification>>,
    /// ngạch or hạng by date (entry of the catalogue's ranks)
    pub ranks: Vec<Dated<ListId>>,
    /// payroll by date; ends when the person leaves the service
    pub payroll: Vec<Dated<Payroll>>,
    /// ngày tuyển dụng
    pub recruited: Option<PartialDate>,
    /// ngày nghỉ hưu đặc thù
    pub retirement: Option<RetirementOverride>,
    /// số thẻ đảng viên: 12 digits since hướng dẫn 38-HD/BTCTW, other numbers on older cards
    pub party_card: String,
}

impl Cadre {
    /// A person of whom nothing else is known yet.
    #[must_use]
    pub fn new(id: CadreId, name: &str, sex: Sex, born: PartialDate) -> Cadre {
        Cadre {
            id,
            code: String::new(),
            citizen: None,
            name: name.to_owned(),
            other_name: None,
            sex,
            born,
            ethnic: ListId(0),
            religion: ListId(0),
            origin: Origin::default(),
            membership: None,
            qualifications: Vec::new(),
            ranks: Vec::new(),
            payroll: Vec::new(),
            recruited: None,
            retirement: None,
            party_card: String::new(),
        }
    }

    /// The highest education reached by a day; none where the record says nothing of it, which is not the same as
    /// untrained.
    #[must_use]
    pub fn education(&self, on: Day) -> Option<Education> {
        self.best(on, |q| if let Qualification::Education(e) = q { Some(e) } else { None })
    }

    /// The highest political theory reached by a day; none where the record says nothing of it.
    #[must_use]
    pub fn theory(&self, on: Day) -> Option<Theory> {
        self.best(on, |q| if let Qualification::Theory(t) = q { Some(t) } else { None })
    }

    /// The highest state-management training reached by a day; none where the record says nothing of it.
    #[must_use]
    pub fn management(&self, on: Day) -> Option<Management> {
        self.best(on, |q| if let Qualification::Management(m) = q { Some(m) } else { None })
    }

    /// Certificates held by a day: of computing, or of languages.
    pub fn certificates(&self, computing: bool, on: Day) -> impl Iterator<Item = ListId> {
        let held = self.qualifications.iter().filter(move |q| q.span.holds(on));
        held.filter_map(move |q| match q.value {
            Qualification::Language(id) if !computing => Some(id),
            Qualification::Computing(id) if computing => Some(id),
            _ => None,
        })
    }

    fn best<T: Ord>(&self, on: Day, pick: impl Fn(Qualification) -> Option<T>) -> Option<T> {
        self.qualifications.iter().filter(|q| q.span.holds(on)).filter_map(|q| pick(q.value)).max()
    }

    /// Rank (ngạch, hạng) on a day.
    #[must_use]
    pub fn rank(&self, on: Day) -> Option<ListId> {
        held(&self.ranks, on).copied()
    }

    /// Payroll on a day; `None` before recruitment and after leaving.
    #[must_use]
    pub fn payroll(&self, on: Day) -> Option<Payroll> {
        held(&self.payroll, on).copied()
    }

    /// Whether the person is counted among the province's people on the day.
    #[must_use]
    pub fn serves(&self, on: Day) -> bool {
        self.payroll(on).is_some_and(|p| p != Payroll::Outside)
    }

    /// Whether a party member on the day.
    #[must_use]
    pub fn in_party(&self, on: Day) -> bool {
        self.membership.is_some_and(|m| m.joined.earliest() <= on)
    }

    /// The given name, by which Vietnamese lists are sorted.
    #[must_use]
    pub fn given_name(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }
}
