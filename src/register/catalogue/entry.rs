//! Entries of the small lists.

use crate::domain::{ListId, Payroll};
use serde::Deserialize;

/// An entry of a small list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEntry {
    /// Number for good; 0 is never an entry.
    pub id: ListId,
    /// Short name for files and the command line.
    pub code: String,
    pub vi: String,
    pub en: String,
    /// Other names that mean the same: local names of an ethnic group, spellings.
    #[serde(default)]
    pub also: Vec<String>,
    /// Of a relation: the rule that counts it among kin. Of an ethnic group: `majority`, where it is no minority.
    /// Of a reason for leaving a pool: `reorganised`, where a reorganisation gives it.
    #[serde(default)]
    pub group: Option<String>,
    /// Of a rank: the payroll it belongs to.
    #[serde(default)]
    pub payroll: Option<Payroll>,
    /// Of a rank: its step, 1 the highest.
    #[serde(default)]
    pub step: Option<u8>,
    /// Of a rank: codes (mã ngạch, mã số chức danh nghề nghiệp).
    #[serde(default)]
    pub codes: Vec<String>,
}

/// The small lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// dân tộc: the 54 official ones
    pub ethnic: Vec<ListEntry>,
    /// tôn giáo
    pub religion: Vec<ListEntry>,
    /// ngạch công chức, hạng viên chức
    pub rank: Vec<ListEntry>,
    /// quan hệ gia đình
    pub relation: Vec<ListEntry>,
    /// hình thức khen thưởng
    pub praise: Vec<ListEntry>,
    /// chứng chỉ ngoại ngữ, tiếng dân tộc
    pub language: Vec<ListEntry>,
    /// chứng chỉ tin học
    pub computing: Vec<ListEntry>,
    /// lý do đưa ra khỏi quy hoạch
    pub removal: Vec<ListEntry>,
}

/// Which small list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListName {
    /// dân tộc
    Ethnic,
    /// tôn giáo
    Religion,
    /// ngạch, hạng
    Rank,
    /// quan hệ gia đình
    Relation,
    /// khen thưởng
    Praise,
    /// ngoại ngữ
    Language,
    /// tin học
    Computing,
    /// lý do đưa ra khỏi quy hoạch
    Removal,
}

impl ListName {
    pub const ALL: [ListName; 8] = [
        ListName::Ethnic,
        ListName::Religion,
        ListName::Rank,
        ListName::Relation,
        ListName::Praise,
        ListName::Language,
        ListName::Computing,
        ListName::Removal,
    ];

    /// The name of its table in the file.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            ListName::Ethnic => "ethnic",
            ListName::Religion => "religion",
            ListName::Rank => "rank",
            ListName::Relation => "relation",
            ListName::Praise => "praise",
            ListName::Language => "language",
            ListName::Computing => "computing",
            ListName::Removal => "removal",
        }
    }
}

impl Lists {
    /// The entries of a list.
    #[must_use]
    pub fn all(&self, list: ListName) -> &[ListEntry] {
        match list {
            ListName::Ethnic => &self.ethnic,
            ListName::Religion => &self.religion,
            ListName::Rank => &self.rank,
            ListName::Relation => &self.relation,
            ListName::Praise => &self.praise,
            ListName::Language => &self.language,
            ListName::Computing => &self.computing,
            ListName::Removal => &self.removal,
        }
    }

    /// The entry with this number; none for 0, "not entered".
    #[must_use]
    pub fn get(&self, list: ListName, id: ListId) -> Option<&ListEntry> {
        self.all(list).iter().find(|e| e.id == id)
    }

    /// The entry with this code.
    #[must_use]
    pub fn coded(&self, list: ListName, code: &str) -> Option<&ListEntry> {
        self.all(list).iter().find(|e| e.code == code)
    }

    /// The entry that is called so, in whatever case: by its name, else by a local name ("Cao Lan" is Sán Chay).
    #[must_use]
    pub fn called(&self, list: ListName, name: &str) -> Option<&ListEntry> {
        let name = crate::domain::text::at_the_door(name).to_lowercase();
        let same = |other: &str| other.to_lowercase() == name;
        let entries = self.all(list);
        entries
            .iter()
            .find(|e| same(&e.vi) || same(&e.code))
            .or_else(|| entries.iter().find(|e| e.also.iter().any(|a| same(a)) || e.codes.iter().any(|c| same(c))))
    }
}
