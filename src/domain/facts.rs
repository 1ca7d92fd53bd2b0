//! Dated facts about a cadre or a unit that rules, counts and filters read; and the texts of the dossier, which they
//! do not. One record holds one kind of fact of one person, so that an edit of grades never collides with one of kin.

use crate::domain::calendar::{Dated, Day, PartialDate, Span};
use crate::domain::ids::ListId;
use crate::domain::ids::{CadreId, UnitId};
use crate::domain::period::Period;
use crate::domain::post::Decision;
use serde::{Deserialize, Serialize};

/// The four grades of quality (xếp loại), best first. The scale is dated: 366-QĐ/TW keeps the four from 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// HTXS, hoàn thành xuất sắc nhiệm vụ
    Excellent,
    /// HTT, hoàn thành tốt nhiệm vụ
    Good,
    /// HT, hoàn thành nhiệm vụ
    Completed,
    /// KHT, không hoàn thành nhiệm vụ
    NotCompleted,
}

/// One grade for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Graded {
    /// Time it speaks of.
    pub period: Period,
    /// The grade; `None`: considered and not graded (chưa xếp loại).
    pub grade: Option<Grade>,
}

/// Grades of one cadre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grades {
    pub cadre: CadreId,
    /// In order of time.
    pub rows: Vec<Graded>,
}

/// Grades of one unit; a head's may not be above them (K-114 and the cases).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnitGrades {
    pub unit: UnitId,
    /// In order of time.
    pub rows: Vec<Graded>,
    /// Decisions by which more may be graded excellent, in order of time; since version 2.
    pub caps: Vec<CapDecision>,
}

/// A decision of the authority by which more people of a unit may be graded excellent for a period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CapDecision {
    /// Time it speaks of.
    pub period: Period,
    pub decision: Decision,
}

/// What a political-standard conclusion (kết luận tiêu chuẩn chính trị) came to; nothing else of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// đủ tiêu chuẩn chính trị
    Meets,
    /// không đủ tiêu chuẩn chính trị
    DoesNotMeet,
}

/// Number, date and outcome of a conclusion (S-10: the gate before planning and appointment).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conclusion {
    /// "118-KL/TU"
    pub number: String,
    /// Day it was signed.
    pub on: Day,
    /// What it came to.
    pub outcome: Outcome,
    /// The managing tier that concluded.
    pub by: super::Tier,
}

/// A confidence vote (lấy phiếu tín nhiệm, 96-QĐ/TW): ballots returned, and what they said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Vote {
    /// Day of the vote.
    pub on: Day,
    /// Ballots returned; shares are of these.
    pub returned: u16,
    /// tín nhiệm cao
    pub high: u16,
    /// tín nhiệm
    pub trusted: u16,
    /// tín nhiệm thấp
    pub low: u16,
}

/// Conclusions and votes of one cadre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Standing {
    pub cadre: CadreId,
    /// Political-standard conclusions in order of time.
    pub conclusions: Vec<Conclusion>,
    /// Confidence votes in order of time.
    pub votes: Vec<Vote>,
    /// Votes in which the cadre was not voted on, as newly placed in the year (S-42).
    pub exempt: Vec<Day>,
}

/// Forms of discipline, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// khiển trách
    Reprimand,
    /// cảnh cáo
    Warning,
    /// cách chức
    Removal,
    /// khai trừ; buộc thôi việc
    Expulsion,
}

/// A discipline in force from a day until it expires.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Discipline {
    pub measure: Measure,
    /// Of the party (else of the government).
    pub by_party: bool,
    /// In force; the end is the expiry, where the texts give one.
    pub span: Span,
    /// Paper it rests on.
    pub decision: Option<Decision>,
}

/// Praise, with the product it was for (S-11: the last three years' achievement).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Praise {
    /// Form: entry of the catalogue.
    pub form: ListId,
    pub on: PartialDate,
    /// What it was for.
    pub product: String,
}

/// Discipline and praise of one cadre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conduct {
    pub cadre: CadreId,
    /// Disciplines in order of time.
    pub discipline: Vec<Discipline>,
    /// Praise in order of time.
    pub praise: Vec<Praise>,
}

/// A relative; where on the register, with the own cadre id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relative {
    /// Relation: entry of the catalogue (vợ, chồng, cha đẻ …).
    pub relation: ListId,
    /// The relative's own record.
    pub cadre: Option<CadreId>,
    /// Name, where the relative has no record.
    pub name: String,
    /// Year of birth.
    pub born: Option<PartialDate>,
    /// Work and place, as declared.
    pub about: String,
}

/// Relatives of one cadre (114-QĐ/TW).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kin {
    pub cadre: CadreId,
    pub rows: Vec<Relative>,
}

/// What a person is besides working; some block planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// nghỉ chờ đủ tuổi nghỉ hưu
    AwaitingRetirement,
    /// tạm đình chỉ công tác
    Suspended,
    /// đang xem xét kỷ luật
    UnderReview,
    /// đi học tập trung
    Studying,
    /// nghỉ thai sản, chữa bệnh dài ngày
    LongLeave,
}

/// Statuses of one cadre.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Statuses {
    pub cadre: CadreId,
    pub rows: Vec<Dated<Status>>,
}

/// A course or a degree (đào tạo, bồi dưỡng).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Course {
    /// Field or programme.
    pub subject: String,
    pub school: String,
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    /// chính quy, vừa làm vừa học …
    pub form: String,
    /// Degree or certificate.
    pub certificate: String,
}

/// Training of one cadre; read on demand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Training {
    pub cadre: CadreId,
    /// In order of time.
    pub rows: Vec<Course>,
}

/// A stretch of work before or outside the register's appointments, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CareerLine {
    pub from: PartialDate,
    /// End; `None`: until the first appointment on the register.
    pub to: Option<PartialDate>,
    /// What and where.
    pub text: String,
}

/// Texts of a dossier (form 2C); read on demand, never held in memory.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dossier {
    pub cadre: CadreId,
    /// nơi sinh
    pub birthplace: String,
    /// nơi ở hiện nay
    pub residence: String,
    /// thành phần xuất thân
    pub background: String,
    /// sở trường công tác
    pub strengths: String,
    /// công việc chính được giao
    pub duty: String,
    /// Work before the register.
    pub career: Vec<CareerLine>,
    /// Anything else, as the file has it.
    pub note: String,
}

impl Dossier {
    /// A dossier without any text.
    #[must_use]
    pub fn new(cadre: CadreId) -> Dossier {
        Dossier {
            cadre,
            birthplace: String::new(),
            residence: String::new(),
            background: String::new(),
            strengths: String::new(),
            duty: String::new(),
            career: Vec::new(),
            note: String::new(),
        }
    }
}
