//! How single values are parsed.

use crate::domain::{Day, Line};
use crate::exchange::export::ListKind;
use clap::ValueEnum;

/// `party`, `state` or `territory`.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum LineArg {
    /// khối Đảng, Mặt trận, đoàn thể
    Party,
    /// khối chính quyền
    State,
    /// địa bàn
    #[default]
    Territory,
}

impl From<LineArg> for Line {
    fn from(line: LineArg) -> Line {
        match line {
            LineArg::Party => Line::Party,
            LineArg::State => Line::State,
            LineArg::Territory => Line::Territory,
        }
    }
}

/// A day, as scripts or as the office write it.
///
/// # Errors
/// No day; how one is written is said.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "2024-05-01, 01/05/2024".to_owned())
}

/// A kind of table that is exported and imported: `cadres`, `units`, … `all`.
///
/// # Errors
/// No such kind; the known ones are said.
pub fn table_kind(text: &str) -> Result<ListKind, String> {
    ListKind::named(text).ok_or_else(|| ListKind::ALL.map(ListKind::id).join(", "))
}
