//! Why a row is refused or a question is asked; the screen and the command line make sentences of it.

use crate::domain::{CadreId, PartialDate};
use crate::policy::Finding;
use crate::register::check::Problem;
use crate::register::fields::Wrong;

/// A question of which one answer holds for every row that asks it: how the numbers of a column are meant, which unit a
/// word names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// By which name the map keeps the answer.
    pub key: String,
    /// What is asked: an entry of the locales under `import-asks`.
    pub asks: &'static str,
    /// What the question speaks of, as the file has it.
    pub of: String,
    /// The answers that there are: what the map keeps, and what it would mean here.
    pub choices: Vec<(String, String)>,
}

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
    /// A quote that is never closed, and how many rows below it swallowed.
    #[error("an open quote has swallowed {0} rows")]
    OpenQuote(u32),
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
    /// A question that is asked once for the file.
    #[error("open: {}", .0.key)]
    Open(Box<Open>),
    /// Nothing tells who or what it is about.
    #[error("nobody is named")]
    Nobody,
    /// A row before speaks of the same already; of a long list it is not known which.
    #[error("row {0:?} speaks of the same")]
    Repeats(Option<u32>),
    /// Two people stand in one row.
    #[error("two people in one row")]
    TwoInOne,
    /// Other rows of the file may speak of the same person.
    #[error("rows {0:?} may speak of the same")]
    LikeRows(Vec<u32>),
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

impl From<Open> for Trouble {
    fn from(open: Open) -> Trouble {
        Trouble::Open(Box::new(open))
    }
}

impl From<Wrong> for Trouble {
    fn from(wrong: Wrong) -> Trouble {
        Trouble::Problem(wrong.problem)
    }
}

impl Trouble {
    /// Whether it is a question that an officer can answer.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(self, Trouble::Births { .. } | Trouble::Doubt(_) | Trouble::LikeRows(_) | Trouble::Open(_))
    }
}
