//! Identities. A code (GSO, cadre code) changes with a decree or is used again; an id never does.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Bits of an id that count within one origin; the 16 above them name the store the record was born in.
const COUNTER_BITS: u32 = 48;

/// What is wrong with a text that should be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {letter}-ORIGIN-NUMBER: {text}")]
pub struct BadId {
    /// The letter that was expected in front.
    pub letter: char,
    /// What was read.
    pub text: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u64);

        impl $name {
            /// The `counter`-th id of the store `origin`.
            #[must_use]
            pub const fn new(origin: u16, counter: u64) -> Self {
                Self(((origin as u64) << COUNTER_BITS) | (counter & ((1 << COUNTER_BITS) - 1)))
            }
            /// The store in which the record was born.
            #[must_use]
            pub const fn origin(self) -> u16 {
                (self.0 >> COUNTER_BITS) as u16
            }
            /// Its number there, counted from one.
            #[must_use]
            pub const fn counter(self) -> u64 {
                self.0 & ((1 << COUNTER_BITS) - 1)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}-{}-{}", $letter, self.origin(), self.counter())
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let bad = || BadId { letter: $letter, text: text.to_owned() };
                let mut parts = text.split('-');
                match (parts.next(), parts.next(), parts.next(), parts.next()) {
                    (Some(letter), Some(origin), Some(counter), None)
                        if letter.len() == 1 && letter.starts_with($letter) =>
                    {
                        let origin = origin.parse::<u16>().map_err(|_| bad())?;
                        let counter = counter.parse::<u64>().map_err(|_| bad())?;
                        if counter >> COUNTER_BITS != 0 {
                            return Err(bad());
                        }
                        Ok(Self::new(origin, counter))
                    }
                    _ => Err(bad()),
                }
            }
        }
    };
}

id!(
    /// A body in a hierarchy (đơn vị, tổ chức), shown as `u-…`.
    UnitId, 'u'
);
id!(
    /// A title in a unit (chức vụ, vị trí), shown as `p-…`.
    PostId, 'p'
);
id!(
    /// A person on the register (cán bộ), shown as `c-…`.
    CadreId, 'c'
);
id!(
    /// One person's holding of one post (bổ nhiệm, bầu, chỉ định …), shown as `a-…`.
    AppointmentId, 'a'
);
id!(
    /// One person's place in one pool (quy hoạch), shown as `e-…`.
    EntryId, 'e'
);
id!(
    /// A review round (rà soát, bổ sung), shown as `r-…`.
    RoundId, 'r'
);
id!(
    /// One move of one person (luân chuyển, điều động), shown as `l-…`.
    RotationId, 'l'
);

id!(
    /// What the office decided of a rule (quy định), shown as `q-…`.
    RulingId, 'q'
);

/// A pair of terms (nhiệm kỳ), named by the first year of the party's: 2025 is 2025–2030 of the party, 2026–2031 of the
/// state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TermId(pub u16);

/// A kind of unit in the catalogue (huyện, sở, trường …). Numbers are given in `data/catalogue` and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindId(pub u16);

/// A title of the catalogue (chức danh). Numbers are given in `data/catalogue` and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TitleId(pub u16);

/// An entry of a small catalogue list: ethnic group, religion, rank (ngạch, hạng), relation. 0 is "not entered".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ListId(pub u16);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_printed_and_nothing_else_is_read() {
        let id = CadreId::new(3, 28_947);
        assert_eq!(id.to_string(), "c-3-28947");
        assert_eq!("c-3-28947".parse(), Ok(id));
        for bad in ["u-3-1", "c-3", "c-70000-1", "c-1-", "c-1-2-3", "c-1--2", "", "c-1-281474976710656"] {
            assert!(bad.parse::<CadreId>().is_err(), "{bad}");
        }
    }
}
