//! Days, half-open spans, and dates of which only the year or the month is known.
//!
//! No clock: "today" is always handed in by the caller.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day, counted from 01/01/1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

/// The first year that a date may have; earlier ones are slips of the finger.
pub const FIRST_YEAR: i16 = 1900;
/// The last year that a date may have.
pub const LAST_YEAR: i16 = 2199;

impl Day {
    /// The earliest day that a span can begin on.
    pub const MIN: Day = Day(i32::MIN);
    /// After every real day: the end of a span without an end.
    pub const MAX: Day = Day(i32::MAX);

    /// The day with this year, month and day of the month; `None` where the calendar has none or it is out of range.
    #[must_use]
    pub fn of(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Day::from_civil)
    }

    fn from_civil(date: Date) -> Day {
        let epoch = jiff::civil::date(1970, 1, 1);
        Day(date.since(epoch).map_or(0, |span| span.get_days()))
    }

    /// The day in Viet Nam (Asia/Ho_Chi_Minh, seven hours ahead all year) at a time in seconds since 1970, UTC.
    #[must_use]
    pub fn in_viet_nam(at: i64) -> Day {
        Day(i32::try_from((at.saturating_add(7 * 3600)).div_euclid(86_400)).unwrap_or(0))
    }

    /// As a civil date; days beyond the calendar's range are clamped to its ends.
    #[must_use]
    pub fn civil(self) -> Date {
        let epoch = jiff::civil::date(1970, 1, 1);
        let reach = self.0.clamp(-600_000, 2_000_000);
        epoch.checked_add(jiff::Span::new().days(reach)).unwrap_or(epoch)
    }

    /// Year of the day.
    #[must_use]
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// Month of the day, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.civil().month()
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        use jiff::civil::Weekday;
        matches!(self.civil().weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// The same day so many months on, or the month's last where it has no such day.
    #[must_use]
    pub fn add_months(self, months: i32) -> Day {
        self.civil().checked_add(jiff::Span::new().months(months.clamp(-12_000, 12_000))).map_or(self, Day::from_civil)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Day {
        Day(self.0.saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub fn prev(self) -> Day {
        Day(self.0.saturating_sub(1))
    }

    /// Whole months from this day to `later`; 0 where `later` is earlier.
    #[must_use]
    pub fn months_until(self, later: Day) -> u32 {
        let (from, to) = (self.civil(), later.civil());
        let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
            - i32::from(from.month())
            - i32::from(to.day() < from.day());
        u32::try_from(months).unwrap_or(0)
    }

    /// Reads `2024-05-01`, `01/05/2024`, `1/5/2024` or `01052024`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        match PartialDate::parse(text)? {
            PartialDate::Day(day) => Some(day),
            PartialDate::Year(_) | PartialDate::Month(..) => None,
        }
    }

    /// `2024-05-01`, as files and the command line have it.
    #[must_use]
    pub fn iso(self) -> String {
        self.civil().to_string()
    }
}

impl fmt::Display for Day {
    /// dd/mm/yyyy, as every paper of the office has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.civil();
        write!(f, "{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    }
}

/// A time that begins on `from` and ends before `to`: of two spans that meet in a day, only the later holds on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub from: Day,
    /// First day on which it no longer holds; [`Day::MAX`] while no end is known.
    pub to: Day,
}

impl Span {
    /// From a day on, without an end.
    #[must_use]
    pub const fn since(from: Day) -> Span {
        Span { from, to: Day::MAX }
    }
    /// From `from` until before `to`.
    #[must_use]
    pub const fn new(from: Day, to: Day) -> Span {
        Span { from, to }
    }
    /// Whether it holds on the day.
    #[must_use]
    pub fn holds(self, on: Day) -> bool {
        self.from <= on && on < self.to
    }
    /// Whether it has an end.
    #[must_use]
    pub fn ends(self) -> bool {
        self.to != Day::MAX
    }
    /// Whether both hold on some day.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The day, or the nearest one that lies within.
    #[must_use]
    pub fn nearest(self, day: Day) -> Day {
        day.min(self.to.prev()).max(self.from)
    }
}

/// A value that holds for a time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dated<T> {
    /// When it holds.
    pub span: Span,
    pub value: T,
}

/// The value that holds on a day: the last listed whose span does.
#[must_use]
pub fn held<T>(history: &[Dated<T>], on: Day) -> Option<&T> {
    history.iter().rev().find(|d| d.span.holds(on)).map(|d| &d.value)
}

/// Ends what holds on `from` and adds `value` from then on, so that the history stays without overlap.
pub fn change_from<T>(history: &mut Vec<Dated<T>>, from: Day, value: T) {
    history.retain(|d| d.span.from < from);
    for d in history.iter_mut() {
        d.span.to = d.span.to.min(from);
    }
    history.push(Dated { span: Span::since(from), value });
}

/// A date as a file has it: often only the year, or the month and the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month (1 to 12).
    Month(i16, i8),
    /// The day itself.
    Day(Day),
}

impl PartialDate {
    /// The first day that it can mean.
    #[must_use]
    pub fn earliest(self) -> Day {
        match self {
            PartialDate::Year(y) => Day::of(y, 1, 1).unwrap_or(Day::MIN),
            PartialDate::Month(y, m) => Day::of(y, m, 1).unwrap_or(Day::MIN),
            PartialDate::Day(day) => day,
        }
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn latest(self) -> Day {
        match self {
            PartialDate::Year(y) => Day::of(y, 12, 31).unwrap_or(Day::MAX),
            PartialDate::Month(y, m) => Day::of(y, m, 1).map_or(Day::MAX, |d| d.add_months(1).prev()),
            PartialDate::Day(day) => day,
        }
    }

    /// Whether the day itself is known; what is computed from other dates is an estimate.
    #[must_use]
    pub fn exact(self) -> bool {
        matches!(self, PartialDate::Day(_))
    }

    /// Year, which is always known.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(y) | PartialDate::Month(y, _) => y,
            PartialDate::Day(day) => day.year(),
        }
    }

    /// Full years lived on `on` by somebody born then: the least and the most it can be.
    #[must_use]
    pub fn age_on(self, on: Day) -> (u32, u32) {
        let years = |born: Day| born.months_until(on) / 12;
        (years(self.latest()), years(self.earliest()))
    }

    /// Reads what officers write: `5/3/1978`, `05031978`, `3/1978`, `1978`, also with `-` or `.`, and `1978-03-05`.
    #[must_use]
    pub fn parse(text: &str) -> Option<PartialDate> {
        let text = text.trim();
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || "/-. ".contains(c)) {
            return None;
        }
        let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
        let number = |s: &str| (1..=4).contains(&s.len()).then(|| s.parse::<i16>().ok()).flatten();
        let small = |s: &str| (1..=2).contains(&s.len()).then(|| s.parse::<i8>().ok()).flatten();
        let year =
            |s: &str| (s.len() == 4).then(|| number(s)).flatten().filter(|y| (FIRST_YEAR..=LAST_YEAR).contains(y));
        match parts.as_slice() {
            [one] if one.len() == 8 => {
                let (day, rest) = one.split_at_checked(2)?;
                let (month, y) = rest.split_at_checked(2)?;
                Day::of(year(y)?, small(month)?, small(day)?).map(PartialDate::Day)
            }
            [one] => year(one).map(PartialDate::Year),
            [y, m] if y.len() == 4 => PartialDate::month(year(y)?, small(m)?),
            [m, y] => PartialDate::month(year(y)?, small(m)?),
            [y, m, d] if y.len() == 4 => Day::of(year(y)?, small(m)?, small(d)?).map(PartialDate::Day),
            [d, m, y] => Day::of(year(y)?, small(m)?, small(d)?).map(PartialDate::Day),
            _ => None,
        }
    }

    fn month(year: i16, month: i8) -> Option<PartialDate> {
        (1..=12).contains(&month).then_some(PartialDate::Month(year, month))
    }
}

impl fmt::Display for PartialDate {
    /// `05/03/1978`, `03/1978` or `1978`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(y) => write!(f, "{y:04}"),
            PartialDate::Month(y, m) => write!(f, "{m:02}/{y:04}"),
            PartialDate::Day(day) => day.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn dates_are_read_as_officers_write_them() {
        let d = PartialDate::Day(Day::of(1978, 3, 5).unwrap());
        for text in ["5/3/1978", "05/03/1978", "05031978", "1978-03-05", "5.3.1978"] {
            assert_eq!(PartialDate::parse(text), Some(d), "{text}");
        }
        assert_eq!(PartialDate::parse("3/1978"), Some(PartialDate::Month(1978, 3)));
        assert_eq!(PartialDate::parse("1978"), Some(PartialDate::Year(1978)));
        for text in ["", "31/2/1978", "13/1978", "78", "5/3/78", "1899", "5/3/1978x", "5//1978", "001/1/1978"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn forty_years_are_full_on_the_birthday_and_not_before() {
        let on = day("01/05/2024");
        assert_eq!(PartialDate::parse("01/05/1984").unwrap().age_on(on), (40, 40));
        assert_eq!(PartialDate::parse("02/05/1984").unwrap().age_on(on), (39, 39));
        assert_eq!(PartialDate::parse("1984").unwrap().age_on(on), (39, 40));
    }

    #[test]
    fn a_change_from_a_date_keeps_what_was_before() {
        let mut names = vec![Dated { span: Span::since(day("01/01/2020")), value: "Đại Đồng" }];
        change_from(&mut names, day("01/12/2024"), "Thất Khê");
        assert_eq!(held(&names, day("30/11/2024")), Some(&"Đại Đồng"));
        assert_eq!(held(&names, day("01/12/2024")), Some(&"Thất Khê"));
        assert_eq!(held(&names, day("31/12/2019")), None);
    }

    proptest! {
        #[test]
        fn a_day_is_read_back_as_it_is_printed(n in -25_000i32..80_000) {
            let d = Day(n);
            prop_assert_eq!(Day::parse(&d.to_string()), Some(d));
            prop_assert_eq!(Day::parse(&d.iso()), Some(d));
            prop_assert_eq!(Day::from_civil(d.civil()), d);
        }

        #[test]
        fn months_until_undoes_add_months(n in -20_000i32..40_000, m in 0i32..600) {
            let d = Day(n);
            let later = d.add_months(m);
            let months = d.months_until(later);
            // the end of a short month may fall one short
            prop_assert!(months as i32 == m || (months as i32 == m - 1 && later.civil().day() < d.civil().day()));
        }
    }
}
