//! The time that a grade speaks of: a year, a quarter, a month or a term. Lists write quarters in many ways; they are
//! read here alone, and written in one way.

use super::calendar::{Day, PartialDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The time a grade speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    Year(i16),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A month, 1 to 12.
    Month(i16, i8),
    /// A term, named by its first year.
    Term(i16),
}

/// Years of a term of office.
const TERM: i16 = 5;

impl Period {
    /// Reads `2024`, `năm 2024`, `Q1/2024`, `2024-Q1`, `1Q2024`, `quý I/2024`, `I/2024`, `03/2024`, `NK 2020`, in
    /// capitals or not, with marks or without.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let text = super::text::composed(text).to_lowercase();
        let text = [("quý", "q"), ("quy", "q"), ("năm", "nam"), ("tháng", "thang"), ("nhiệm kỳ", "nk")]
            .into_iter()
            .fold(text, |text, (word, short)| text.replace(word, short));
        let text = text.trim();
        if let Some(term) = text.strip_prefix("nk").or_else(|| text.strip_prefix('t').filter(|t| !t.starts_with('h'))) {
            return year(term).map(Period::Term);
        }
        let bare = ["nam", "thang"].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        match PartialDate::parse(&bare.trim().replace(" nam ", "/")) {
            Some(PartialDate::Year(year)) => Some(Period::Year(year)),
            Some(PartialDate::Month(year, month)) => Some(Period::Month(year, month)),
            Some(PartialDate::Day(_)) => None,
            None => quarter(text),
        }
    }

    /// The first day on which a grade of it may be known: that of its last month, in which years are graded.
    #[must_use]
    pub fn graded_from(self) -> Option<Day> {
        Some(self.last_day()?.next().add_months(-1))
    }

    /// The first day of it.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        let months = match self {
            Period::Year(_) => 12,
            Period::Quarter(..) => 3,
            Period::Month(..) => 1,
            Period::Term(_) => i32::from(TERM) * 12,
        };
        Some(self.last_day()?.next().add_months(-months))
    }

    /// The last day of it.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        let (year, month) = match self {
            Period::Year(year) => (year, 12),
            Period::Quarter(year, quarter) => (year, quarter.checked_mul(3)?),
            Period::Month(year, month) => (year, month),
            Period::Term(year) => (year.checked_add(TERM - 1)?, 12),
        };
        Some(PartialDate::Month(year, month).latest()).filter(|day| *day != Day::MAX)
    }
}

fn year(text: &str) -> Option<i16> {
    match PartialDate::parse(text.trim()) {
        Some(PartialDate::Year(year)) => Some(year),
        _ => None,
    }
}

/// A quarter and a year in either order, parted by anything or nothing; without the letter Q only a Roman number is a
/// quarter, as `1/2024` is a month.
fn quarter(text: &str) -> Option<Period> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let kind = (c.is_alphanumeric(), c.is_ascii_digit());
        // the Q stands for itself, whatever follows it
        match parts.last_mut().filter(|part| before == Some(kind) && *part != "q") {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
        before = Some(kind);
    }
    parts.retain(|part| !matches!(part.trim(), "" | "/" | "-" | "." | "nam"));
    let marked = parts.iter().position(|part| part == "q").map(|at| parts.remove(at)).is_some();
    let [first, second] = parts.as_slice() else { return None };
    let of = |quarter: &str, in_year: &str| {
        let number = match quarter {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            digits if marked => digits.parse().ok().filter(|q| (1..=4).contains(q))?,
            _ => return None,
        };
        Some(Period::Quarter(year(in_year)?, number))
    };
    of(first, second).or_else(|| of(second, first))
}

impl fmt::Display for Period {
    /// `2024`, `Q1/2024`, `03/2024`, `NK 2020`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year}"),
            Period::Quarter(year, quarter) => write!(f, "Q{quarter}/{year}"),
            Period::Month(year, month) => write!(f, "{month:02}/{year}"),
            Period::Term(year) => write!(f, "NK {year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_read_however_it_is_written_and_written_in_one_way() {
        let ways = [
            "Q1/2026",
            "q1/2026",
            "2026-Q1",
            "2026-q1",
            "2026Q1",
            "2026/q1",
            "1Q2026",
            "Q1 2026",
            "quý I/2026",
            "Quý 1/2026",
            "QUÝ I NĂM 2026",
            "quy i/2026",
            "I/2026",
            "i-2026",
            "quý 1 năm 2026",
            "2026 q1",
            "q i/2026",
        ];
        for way in ways {
            assert_eq!(Period::parse(way), Some(Period::Quarter(2026, 1)), "{way}");
        }
        assert_eq!(Period::parse("IV/2026").map(|p| p.to_string()).as_deref(), Some("Q4/2026"));
        for wrong in ["Q5/2026", "Q0/2026", "Q13/2026", "Q1/26", "Q1", "2026-Q", "V/2026", "Q1/2026/2027", "QQ1/2026"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for period in [Period::Year(2024), Period::Quarter(2024, 3), Period::Month(2024, 3), Period::Term(2020)] {
            assert_eq!(Period::parse(&period.to_string()), Some(period));
        }
        for (said, is) in
            [("Năm 2023", "2023"), ("tháng 3 năm 2024", "03/2024"), ("T2020", "NK 2020"), ("nk 2020", "NK 2020")]
        {
            assert_eq!(Period::parse(said).map(|p| p.to_string()).as_deref(), Some(is));
        }
        assert_eq!((Period::parse("05/03/2024"), Period::parse("")), (None, None));
    }

    #[test]
    fn a_period_ends_on_the_last_day_of_its_last_month() {
        let last = |period: Period| period.last_day().unwrap().to_string();
        assert_eq!(last(Period::Quarter(2026, 1)), "31/03/2026");
        assert_eq!(
            (last(Period::Year(2026)), last(Period::Month(2028, 2))),
            ("31/12/2026".into(), "29/02/2028".into())
        );
        assert_eq!(last(Period::Term(2020)), "31/12/2024");
        let first = |period: Period| period.first_day().unwrap().to_string();
        assert_eq!(first(Period::Quarter(2026, 2)), "01/04/2026");
        assert_eq!((first(Period::Year(2026)), first(Period::Term(2020))), ("01/01/2026".into(), "01/01/2020".into()));
    }
}
