//! The number that the civil register gives a person for life (số định danh cá nhân): twelve digits, by article 12 of
//! the law on identity of 2023 and decree 137/2015/NĐ-CP before it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU64;

/// A citizen number. Its first digits may be zeros (a province of birth below 100), so it is always shown whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CitizenNumber(NonZeroU64);

impl CitizenNumber {
    /// Digits of a number.
    const DIGITS: usize = 12;

    /// Reads twelve digits; blanks and points between groups of them do not count.
    #[must_use]
    pub fn parse(text: &str) -> Option<CitizenNumber> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !".-'".contains(*c)).collect();
        let sound = digits.len() == Self::DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| digits.parse().ok().map(CitizenNumber)).flatten()
    }
}

impl fmt::Display for CitizenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

/// Whatever is written for a developer, a log among it, does not tell the number.
impl fmt::Debug for CitizenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CitizenNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits_are_kept_with_their_zeros_and_nothing_else_is_a_number() {
        let number = CitizenNumber::parse("020 099.000001").unwrap();
        assert_eq!(number.to_string(), "020099000001");
        assert!(!format!("{number:?}").contains('9'), "a log does not tell it");
        for bad in ["", "20099000001", "0200990000012", "02009900000a", "000000000000", "081234567"] {
            assert_eq!(CitizenNumber::parse(bad), None, "{bad}");
        }
    }
}
