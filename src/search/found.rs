//! What can be found: of which kind, in which field, by which fact.

use crate::domain::{CadreId, PostId, TitleId, UnitId};
use serde::Deserialize;

/// Of which kind something is; in this order kinds stand where nothing else tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// cán bộ
    Cadre,
    /// đơn vị
    Unit,
    /// chức vụ
    Post,
    /// chức danh of the catalogue
    Title,
    /// A query that was saved under a name.
    Saved,
    /// Something that a key does.
    Action,
    /// quy định
    Rule,
    /// báo cáo
    Report,
    /// A line of somebody else's list.
    Line,
}

/// A field of the card by its name in files; what it holds, the register knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardField(pub &'static str);

impl<'de> Deserialize<'de> for CardField {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<CardField, D::Error> {
        // the names are read once, from an embedded file
        String::deserialize(from).map(|name| CardField(name.leak()))
    }
}

/// A fact that a query may ask for; its names and values are in `data/search/fields.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A field of the card as it stands there: a text, a date, an entry of a list.
    Card(CardField),
    /// tuổi on the day that is looked at
    Age,
    /// giới tính
    Sex,
    /// dân tộc thiểu số
    Minority,
    /// Whether who leads a body comes from the place that it serves.
    Local,
    /// Whether it is known which unit, or which place of another province, the place of origin is.
    OriginKnown,
    /// số hiệu, mã
    Code,
    /// ngày vào Đảng
    Party,
    /// trình độ chuyên môn
    Education,
    /// lý luận chính trị
    Theory,
    /// quản lý nhà nước
    Management,
    /// xếp loại of a year
    Grade,
    /// luân chuyển: never, over, away
    Rotation,
    /// months in the main post
    Months,
    /// how many posts are held
    Posts,
    /// biên chế
    Payroll,
    /// ngạch, hạng
    Rank,
    /// tình trạng
    Status,
    /// kỷ luật in force
    Discipline,
    /// kết luận tiêu chuẩn chính trị, the last
    Conclusion,
    /// diện quản lý of the title
    Tier,
    /// cấp of the unit
    Level,
    /// loại: of which kind it is
    Kind,
    /// seats that nobody holds
    Vacant,
    /// quy hoạch: terms for whose pools one is planned
    Planned,
    /// ra quy hoạch: whether the rules have one leave a pool, at once or at the next review
    Leaves,
    /// nghỉ hưu: the last working day
    Retires,
    /// hạn bổ nhiệm: when the term of an appointment runs out
    TermEnds,
    /// bị kỷ luật: from when a discipline in force holds
    Disciplined,
    /// hết kỷ luật: when a discipline in force expires
    DisciplineEnds,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    Cadre(CadreId),
    Unit(UnitId),
    Post(PostId),
    /// A title of the catalogue.
    Title(TitleId),
    /// A saved query, by its place among them.
    Saved(u32),
    /// An action, by its place in the table of actions.
    Action(u32),
    /// A rule, by its place in the policy.
    Rule(u32),
    /// A report or one of its sections, by its place in their list.
    Report(u32),
    /// A line of somebody else's list, by its place in it.
    Line(u32),
}

impl Found {
    /// Of which kind it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.parts().0
    }

    /// Kind and number.
    pub(super) fn parts(self) -> (Kind, u64) {
        match self {
            Found::Cadre(id) => (Kind::Cadre, id.0),
            Found::Unit(id) => (Kind::Unit, id.0),
            Found::Post(id) => (Kind::Post, id.0),
            Found::Title(id) => (Kind::Title, u64::from(id.0)),
            Found::Saved(at) => (Kind::Saved, u64::from(at)),
            Found::Action(at) => (Kind::Action, u64::from(at)),
            Found::Rule(at) => (Kind::Rule, u64::from(at)),
            Found::Report(at) => (Kind::Report, u64::from(at)),
            Found::Line(at) => (Kind::Line, u64::from(at)),
        }
    }

    /// From kind and number.
    pub(super) fn of(kind: Kind, number: u64) -> Option<Found> {
        Some(match kind {
            Kind::Cadre => Found::Cadre(CadreId(number)),
            Kind::Unit => Found::Unit(UnitId(number)),
            Kind::Post => Found::Post(PostId(number)),
            Kind::Title => Found::Title(TitleId(u16::try_from(number).ok()?)),
            Kind::Saved => Found::Saved(u32::try_from(number).ok()?),
            Kind::Action => Found::Action(u32::try_from(number).ok()?),
            Kind::Rule => Found::Rule(u32::try_from(number).ok()?),
            Kind::Report => Found::Report(u32::try_from(number).ok()?),
            Kind::Line => Found::Line(u32::try_from(number).ok()?),
        })
    }
}

/// A field in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// tên
    Name,
    /// chức danh
    Title,
    /// đơn vị
    Unit,
}

impl Field {
    /// All of them, in the order in which they are written.
    pub const ALL: [Field; 3] = [Field::Name, Field::Title, Field::Unit];
}
