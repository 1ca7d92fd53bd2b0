//! Why a row is refused or a question is asked; the screen and the command line make sentences of it.

use crate::domain::{CadreId, PartialDate};
use crate::policy::Finding;
use crate::register::check::Problem;
use crate::register::fields::Wrong;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// What would be wrong with it in a form too.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// A year of two digits can mean two centuries.
    #[error("two-digit year: {0}")]
    ShortYear(String),
    /// An error of the spreadsheet stands there.
    #[error("spreadsheet error {0}")]
    CellError(String),
    /// A formula that the spreadsheet never computed.
    #[error("formula without a value")]
    Uncomputed,
    /// Nobody and nothing is called so.
    #[error("unknown: {0}")]
    Unknown(String),
    /// Several are called so; ids and names.
    #[error("ambiguous: {0}")]
    Ambiguous(String, Vec<String>),
    /// The unit has no such post.
    #[error("no post {0} in {1}")]
    NoPost(String, String),
    /// The person that is meant has another birth date on file: which of the two is right is asked.
    #[error("born {known} on file, {said} in the list")]
    Births {
        cadre: CadreId,
        /// The date on file.
        known: PartialDate,
        /// In the list.
        said: PartialDate,
    },
    /// It may be one of these.
    #[error("doubtful")]
    Doubt(Vec<CadreId>),
    /// Nothing tells who or what it is about.
    #[error("nobody is named")]
    Nobody,
    /// A row before speaks of the same already; of a long list it is not known which.
    #[error("row {0:?} speaks of the same")]
    Repeats(Option<u32>),
    /// Both the column of men and that of women are filled in.
    #[error("both sexes")]
    BothSexes,
    /// A hard rule.
    #[error("a rule: {}", .0.rule)]
    Rule(Box<Finding>),
    /// A text of the store that could not be read.
    #[error("{0}")]
    Store(String),
}

impl From<Wrong> for Trouble {
    fn from(wrong: Wrong) -> Trouble {
        Trouble::Problem(wrong.problem)
    }
}

impl Trouble {
    /// Whether it is a question that an officer can answer for the row.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(self, Trouble::Births { .. } | Trouble::Doubt(_))
    }
}
