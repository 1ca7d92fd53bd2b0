//! Papers by which people leave, with the days on which they were signed: `data/decrees.toml`.

use crate::domain::{Day, IsoDay};
use crate::policy::Sureness;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(dead_code, reason = "the file must say of each how sure it is and whence; nothing shows it yet")]
struct Decree {
    number: String,
    signed: IsoDay,
    women_until: Option<i32>,
    sureness: Sureness,
    source: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decrees {
    decree: Vec<Decree>,
}

const EMBEDDED: &str = include_str!("../../data/decrees.toml");

// the embedded file is read by a test; one that cannot be read knows no decree, and none is refused
static DECREES: LazyLock<Decrees> = LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or_default());

/// The decree that a basis names and that had not been signed on a day: its number and the day of its signing.
pub fn not_yet(basis: &str, on: Day) -> Option<(&'static str, Day)> {
    let named = named(basis).map(|decree| (decree.number.as_str(), decree.signed.0));
    named.filter(|(_, signed)| on < *signed).max_by_key(|(_, signed)| *signed)
}

/// The decree that a basis names by which a woman born on a day retires at the latest on another, with that day.
pub fn latest_of_a_woman(basis: &str, born: Day) -> Option<(&'static str, Day)> {
    let latest = |decree: &'static Decree| {
        let reached = born.add_months(decree.women_until? * 12);
        let first = Day::of(reached.year(), reached.month(), 1)?;
        Some((decree.number.as_str(), first.add_months(1).prev()))
    };
    named(basis).filter_map(latest).max_by_key(|(_, last)| *last)
}

/// Whether a paper names a decree by which people leave.
#[must_use]
pub fn names_decree(paper: &str) -> bool {
    named(paper).next().is_some()
}

fn named(basis: &str) -> impl Iterator<Item = &'static Decree> {
    let bare: String = basis.chars().filter(|c| !c.is_whitespace()).collect();
    // "NĐ 178/2024", "178/2024/NĐ-CP": the number is a whole word, 1178/2024 is another
    let names = move |decree: &&Decree| {
        let short = decree.number.split('/').take(2).collect::<Vec<_>>().join("/");
        bare.match_indices(&short).any(|(at, found)| {
            let before = bare.get(..at).and_then(|text| text.chars().next_back());
            let after = bare.get(at + found.len()..).and_then(|text| text.chars().next());
            let other = after == Some('/') && !bare.get(at..).is_some_and(|text| text.starts_with(&decree.number));
            !other && [before, after].iter().flatten().all(|c| !c.is_ascii_digit())
        })
    };
    DECREES.decree.iter().filter(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decree_is_known_by_its_number_however_it_is_written_and_from_the_day_it_was_signed() {
        let decrees: Decrees = toml::from_str(EMBEDDED).unwrap();
        assert!(decrees.decree.iter().all(|d| !d.source.is_empty()));
        let on = |text: &str| Day::parse(text).unwrap();
        let signed = on("31/12/2024");
        for basis in ["NĐ 178/2024/NĐ-CP", "Nghị định 178/2024", "QĐ 12-QĐ/TU; NĐ178/2024/NĐ-CP"] {
            assert_eq!(not_yet(basis, on("01/05/2024")), Some(("178/2024/NĐ-CP", signed)), "{basis}");
            assert_eq!(not_yet(basis, signed), None, "{basis}");
        }
        for other in ["1178/2024/NĐ-CP", "178/2024/QĐ-UBND", "Bộ luật Lao động 2019", ""] {
            assert_eq!(not_yet(other, on("01/05/2024")), None, "{other}");
        }
        let last = latest_of_a_woman("Nghị định 83/2022/NĐ-CP", on("15/06/1973"));
        assert_eq!(last, Some(("83/2022/NĐ-CP", on("30/06/2033"))));
        assert_eq!(latest_of_a_woman("Bộ luật Lao động 2019", on("15/06/1973")), None);
    }
}
