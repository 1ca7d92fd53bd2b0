//! From when until when there is what a row, a column or a table counts: levels of government come and go.

use crate::domain::{Day, IsoDay};
use std::collections::BTreeMap;

/// What a table leaves out as it had ended before anything that the table counts: the last day, and the names.
pub(super) type Past = BTreeMap<Day, Vec<String>>;

/// The days on which there is something; open where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Life {
    /// The first day on which there is it.
    pub from: Option<Day>,
    /// The last day on which there was it.
    pub until: Option<Day>,
}

impl Life {
    /// As a file says it.
    pub fn of(from: Option<IsoDay>, until: Option<IsoDay>) -> Life {
        Life { from: from.map(|day| day.0), until: until.map(|day| day.0) }
    }

    /// The days that both have.
    pub fn and(self, other: Life) -> Life {
        Life { from: self.from.max(other.from), until: self.until.into_iter().chain(other.until).min() }
    }

    /// The last day, where that lies before another.
    pub fn over_before(self, day: Day) -> Option<Day> {
        self.until.filter(|until| *until < day)
    }

    /// Whether it began after a day.
    pub fn begins_after(self, day: Day) -> bool {
        self.from.is_some_and(|from| from > day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_is_over_from_the_next_day_on_and_two_lives_share_their_days() {
        let day = |text: &str| Day::parse(text).unwrap();
        let old = Life { from: None, until: Some(day("30/06/2025")) };
        assert_eq!((old.over_before(day("30/06/2025")), old.over_before(day("01/07/2025"))), (None, old.until));
        let new = Life { from: Some(day("01/07/2025")), until: None };
        assert!(new.begins_after(day("30/06/2025")) && !new.begins_after(day("01/07/2025")));
        let both = old.and(new);
        assert_eq!((both.from, both.until), (new.from, old.until));
        assert_eq!(old.and(Life::default()), old);
    }
}
