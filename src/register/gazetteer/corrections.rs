//! What has changed within the last era, and what the gazetteer itself had wrong until it was corrected.

use super::{BadGazetteer, coded, content};
use crate::domain::{Day, Level};

const CORRECTIONS: &str = include_str!("../../../data/gazetteer/corrections.tsv");
const KINDS: &str = include_str!("../../../data/gazetteer/kinds.tsv");

/// A unit that is of another kind from a day on, within an era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindChange {
    /// The first day on which it is of the other kind.
    pub on: Day,
    pub level: Level,
    pub code: u32,
    /// Code of its kind from then on.
    pub kind: &'static str,
}

/// A code that the gazetteer gave a commune of the last era wrongly until it was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeCorrection {
    pub was: u32,
    pub is: u32,
    /// Code of its kind.
    pub kind: &'static str,
    pub name: &'static str,
    /// Code of its province.
    pub province: u32,
}

/// A succession that the gazetteer told until it was corrected: a commune had been taken for another of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeverWas {
    pub on: Day,
    /// Code before the day.
    pub old: u32,
    /// Code of the commune into which nothing of it went.
    pub new: u32,
}

/// The kinds that units have become.
pub(super) fn kinds() -> Result<Vec<KindChange>, BadGazetteer> {
    content(KINDS)
        .map(|(line, row)| {
            let bad = |reason| BadGazetteer { file: "gazetteer/kinds.tsv", line, reason };
            let mut cells = row.split('\t');
            let mut cell = || cells.next().ok_or(bad("fewer than three columns"));
            let (on, code, kind) = (cell()?, cell()?, cell()?);
            let (level, code) = coded(code).ok_or(bad("a code has two, three or five digits"))?;
            let on = Day::parse(on).ok_or(bad("not a date of the form 2025-07-01"))?;
            Ok(KindChange { on, level, code, kind })
        })
        .collect()
}

/// What was wrong until it was corrected.
pub(super) fn read() -> Result<(Vec<CodeCorrection>, Vec<NeverWas>), BadGazetteer> {
    let (mut codes, mut rows) = (Vec::new(), Vec::new());
    for (line, row) in content(CORRECTIONS) {
        let bad = |reason| BadGazetteer { file: "gazetteer/corrections.tsv", line, reason };
        let code = |text: &str| coded(text).map(|c| c.1).ok_or(bad("a code has two, three or five digits"));
        match row.split('\t').collect::<Vec<_>>().as_slice() {
            ["code", was, is, kind, name, province] => {
                codes.push(CodeCorrection { was: code(was)?, is: code(is)?, kind, name, province: code(province)? });
            }
            ["row", on, old, new] => {
                let on = Day::parse(on).ok_or(bad("not a date of the form 2025-07-01"))?;
                rows.push(NeverWas { on, old: code(old)?, new: code(new)? });
            }
            _ => return Err(bad("a line is a code or a row")),
        }
    }
    Ok((codes, rows))
}
