//! Finding anything by what is typed: names, titles and units, as an officer types them.
//!
//! Reads the register only through [`Corpus`], and knows nothing of screens, stores or clocks. What is typed is weighed
//! against the few thousand distinct words (`words`), these against the distinct texts of each field (`phrases`),
//! and only then is a row of numbers looked at for each person (`scan`); the few that may be shown are ranked exactly
//! (`rank`), and those that are shown are marked (`shown`).

mod best;
pub mod fields;
mod glued;
mod index;
mod kept;
mod letters;
pub mod list;
mod parts;
mod phrases;
mod places;
pub mod query;
mod rank;
mod rows;
mod scan;
mod short;
mod shown;
mod table;
mod term;
mod typed;
mod weights;
mod words;

pub use index::Index;
pub use letters::fold;
pub use list::List;
pub use query::{Query, QueryError, QueryProblem};

use crate::domain::{CadreId, PostId, TitleId, UnitId};
use serde::Deserialize;
use std::ops::Range;

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

/// A fact that a query may ask for; its names and values are in `data/search/fields.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// tuổi on the day that is looked at
    Age,
    /// ngày sinh
    Born,
    /// giới tính
    Sex,
    /// dân tộc
    Ethnic,
    /// dân tộc thiểu số
    Minority,
    /// tôn giáo
    Religion,
    /// quê quán
    Origin,
    /// số hiệu, mã
    Code,
    /// ngày vào Đảng
    Party,
    /// ngày tuyển dụng
    Recruited,
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
    /// nghỉ hưu: the last working day
    Retires,
    /// hạn bổ nhiệm: when the term of an appointment runs out
    TermEnds,
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
    fn parts(self) -> (Kind, u64) {
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
    fn of(kind: Kind, number: u64) -> Option<Found> {
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

/// What something was called or held before: a name, or a title and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Former<'a> {
    /// Its name then; empty where the title is given.
    pub name: &'a str,
    pub title: &'a str,
    pub unit: &'a str,
}

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is.
    pub what: Found,
    /// Its name: of a person, of a unit.
    pub name: &'a str,
    /// How many words of the name only say of what kind it is ("Huyện").
    pub kind_words: usize,
    /// What a person holds; the title of a post.
    pub title: &'a str,
    /// The title's place in the order of protocol, smallest first.
    pub title_order: u16,
    /// Where; what stands above a unit.
    pub unit: &'a str,
    /// What it was before.
    pub former: &'a [Former<'a>],
}

/// Something that was found, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Name, title and unit.
    pub fields: [String; 3],
    /// What it was before, in the order in which [`Corpus::each`] hands it over; empty where it was not asked.
    pub former: Vec<[String; 3]>,
}

/// What can be found; the register's views are one.
pub trait Corpus: Sync {
    /// Hands over everything, kind by kind, each in the order of its ids, in which equals stand.
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>));

    /// Hands over one thing as [`Corpus::each`] would; nothing where it would not.
    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>));

    /// One thing as it is written; what it was before only where that is asked, as it may take long.
    fn written(&self, what: Found, former: bool) -> Option<Written>;

    /// What a fact is of something; several where there are, none where nothing is known.
    fn fact(&self, _what: Found, _fact: Fact, _year: Option<i16>) -> Vec<query::Value> {
        Vec::new()
    }

    /// The words that a fact of [`fields::Compared::List`] may be, where they are few.
    fn words(&self, _fact: Fact) -> Vec<String> {
        Vec::new()
    }
}

/// Why something was found, where that is not plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The keys of an input method were read.
    Keys,
    /// i for y or y for i.
    OtherI,
    /// A usual short form.
    Short,
    Initials,
    /// One slip of the finger was forgiven.
    Slip,
    /// Letters were left out.
    Gaps,
    /// It was so before.
    Former,
}

/// A hit, best first in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub what: Found,
    /// Higher is better; only to be compared within one answer.
    pub score: i64,
    /// Name, title and unit as they are written, with [`FIELD`] between; what is empty is left out.
    pub text: String,
    /// Letters of `text` that matched, as ranges of `char` positions.
    pub ranges: Vec<Range<usize>>,
    /// What it was before, where that is why it was found, and the letters of it that matched.
    pub former: Option<(String, Vec<Range<usize>>)>,
    /// Why it was found, where that is not plain.
    pub why: Vec<Why>,
}

/// What stands between name, title and unit in the text of a hit.
pub const FIELD: &str = " · ";

/// What a search comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many in all.
    pub total: usize,
    /// How many of each kind, of those too that are not looked for.
    pub kinds: Vec<(Kind, usize)>,
    /// The units (of the level under the top) that most of them lie in, and how many.
    pub units: Vec<(String, usize)>,
}

#[cfg(test)]
mod tests;
