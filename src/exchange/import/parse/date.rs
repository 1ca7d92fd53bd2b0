//! Dates as officers and spreadsheets write them. What can mean two things is handed on as such.

use crate::domain::{Day, PartialDate, calendar, text};
use crate::exchange::import::read::number;
use crate::exchange::import::trouble::Trouble;
use crate::register::check::Problem;
use crate::search::fold;

/// The first day of spreadsheets: 30/12/1899, so that 1 March 1900 is 61 as they have it.
const DAY_ZERO: i32 = -25_569;
/// What days from 1904 are behind.
const BEHIND: i32 = 1_462;
/// Numbers in a column of dates below this are years, from here on days.
const FIRST_SERIAL: f64 = 3_000.0;
/// Beyond this no number is a day.
const LAST_SERIAL: f64 = 120_000.0;

/// What a number in a column of dates can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    One(PartialDate),
    /// A month and a year that lost their first zero (31978), or a day of the spreadsheet.
    Either {
        month: PartialDate,
        serial: Day,
    },
}

/// What a number in a column of dates means: a year, digits that lost their first zero, a month and a year written with
/// a decimal sign, or a day of the spreadsheet.
pub(super) fn of_number(n: f64, from_1904: bool) -> Option<Meant> {
    let whole = n.fract() == 0.0;
    if whole && (f64::from(calendar::FIRST_YEAR)..FIRST_SERIAL).contains(&n) {
        return PartialDate::parse(&number(n)).map(Meant::One);
    }
    if whole && n > LAST_SERIAL {
        let digits = number(n);
        return digit_dates(&digits).or_else(|| digit_dates(&format!("0{digits}"))).map(Meant::One);
    }
    if !whole && (1.0..13.0).contains(&n) {
        // 3.1978 and 10.197, whose last zero the spreadsheet dropped
        let (month, year) = number(n).split_once('.').map(|(m, y)| (m.to_owned(), format!("{y:0<4}")))?;
        return PartialDate::parse(&format!("{month}/{year}")).map(Meant::One);
    }
    if !(FIRST_SERIAL..=LAST_SERIAL).contains(&n) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "within the range just checked")]
    let serial = Day(n.floor() as i32 + DAY_ZERO + if from_1904 { BEHIND } else { 0 });
    let month = Some(format!("0{}", number(n))).filter(|_| whole).and_then(|digits| digit_dates(&digits));
    Some(match month.filter(|m| m.year() < 2100) {
        Some(month) => Meant::Either { month, serial },
        None => Meant::One(PartialDate::Day(serial)),
    })
}

/// Digits without signs between them: 05031978, 19780305, 031978, 197803.
fn digit_dates(digits: &str) -> Option<PartialDate> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let cut = |at: &[usize]| {
        let mut rest = digits;
        let mut out = Vec::new();
        for n in at {
            let (part, after) = rest.split_at_checked(*n)?;
            out.push(part);
            rest = after;
        }
        PartialDate::parse(&out.join("/"))
    };
    match digits.len() {
        8 => cut(&[2, 2, 4]).or_else(|| cut(&[4, 2, 2])),
        6 => cut(&[2, 4]).or_else(|| cut(&[4, 2])),
        _ => None,
    }
}

/// A date as text without what stands around it: spaces, an apostrophe before it, a full stop or a time of day behind.
fn bare(word: &str) -> String {
    let spaced = word.split_whitespace().collect::<Vec<_>>().join(" ");
    let day = spaced.trim_start_matches(['\'', '’', '`']).trim_end_matches(['.', ',', ';']);
    let midnight = ["T00:00", " 00:00", " 0:00", " 12:00:00 AM", " 12:00 AM", " 12:00:00 SA", " 12:00 SA"];
    let cut = midnight.iter().filter_map(|time| day.find(time)).min();
    cut.and_then(|at| day.get(..at)).unwrap_or(day).trim().to_owned()
}

/// The three parts of a date as text, the year last, in the order in which they stand.
pub(super) fn parts(word: &str) -> Option<(u8, u8, &str)> {
    let mut parts = word.split(['/', '-', '.']).map(str::trim);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    Some((first.parse().ok()?, second.parse().ok()?, year))
}

/// A date as text.
pub(super) fn of_text(word: &str) -> Result<PartialDate, Trouble> {
    let word = bare(word);
    let folded = fold(&word);
    let bare: String = if folded.chars().any(char::is_alphabetic) {
        // "ngày 5 tháng 3 năm 1978", "năm 1978", "khoảng 1978"
        let said = ["ngay", "thang", "nam", "khoang", "sinh", "uoc"];
        let known = folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| said.contains(&w));
        let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|w| !w.is_empty()).collect();
        if known { parts.join("/") } else { word.clone() }
    } else {
        // spaces around the signs
        word.split(['/', '-', '.']).map(str::trim).collect::<Vec<_>>().join("/")
    };
    let parts: Vec<&str> = bare.split('/').collect();
    // a day, or a day and a month, that nobody knew
    let known = parts.iter().position(|part| !matches!(*part, "0" | "00")).unwrap_or(0);
    let rest = parts.get(known..).unwrap_or_default().join("/");
    if let Some(date) = PartialDate::parse(&rest).or_else(|| digit_dates(&rest)) {
        return Ok(date);
    }
    let short = parts.last().is_some_and(|y| y.len() == 2) && (2..=3).contains(&parts.len());
    if short && parts.iter().all(|p| (1..=2).contains(&p.len()) && p.chars().all(|c| c.is_ascii_digit())) {
        return Err(Trouble::ShortYear(word));
    }
    Err(Problem::NoDate(text::composed(&word)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn dates_of_lists_are_understood_and_short_years_are_not_guessed() {
        let same = [
            "5/3/1978",
            "05-03-1978",
            "5 / 3 / 1978",
            "ngày 5 tháng 3 năm 1978",
            "1978-03-05",
            "5.3.1978",
            "19780305",
            "05031978",
            "'05/03/1978",
            "05/03/1978.",
            " 05\u{a0}/03/1978 ",
            "1978-03-05T00:00:00",
            "05/ 03/ 1978",
            "05/03/1978 12:00:00 AM",
            "05/03/1978 0:00",
        ];
        for text in same {
            assert_eq!(of_text(text), Ok(date("05/03/1978")), "{text}");
        }
        for text in ["tháng 3 năm 1978", "031978", "197803", "00/03/1978", "Tháng 3/1978", "3-1978"] {
            assert_eq!(of_text(text), Ok(date("03/1978")), "{text}");
        }
        for text in ["khoảng 1978", "00/00/1978", "1978."] {
            assert_eq!(of_text(text), Ok(date("1978")), "{text}");
        }
        for text in ["5/3/78", "05-03-78", "3/78"] {
            assert_eq!(of_text(text), Err(Trouble::ShortYear(text.to_owned())), "{text}");
        }
        let none = [
            "31/02/1978",
            "31/04/1978",
            "Lạng Sơn 1978",
            "Mậu Ngọ",
            "1978?",
            "5/3/1978 (CMND: 1979)",
            "0/0/0",
            "050378",
        ];
        for text in none {
            assert!(matches!(of_text(text), Err(Trouble::Problem(Problem::NoDate(_)))), "{text}");
        }
    }

    #[test]
    fn a_number_that_can_mean_a_month_or_a_day_of_the_spreadsheet_means_both() {
        let one = |text: &str| Some(Meant::One(date(text)));
        assert_eq!(of_number(28_554.0, false), one("05/03/1978"));
        assert_eq!(of_number(28_554.0 - 1_462.0, true), one("05/03/1978"));
        assert_eq!(of_number(1978.0, false), one("1978"));
        assert_eq!(of_number(5_031_978.0, false), one("05/03/1978"));
        assert_eq!(of_number(19_780_305.0, false), one("05/03/1978"));
        assert_eq!(of_number(121_978.0, false), one("12/1978"));
        assert_eq!(of_number(3.1978, false), one("03/1978"));
        assert_eq!(of_number(10.197, false), one("10/1970"));
        assert_eq!(of_number(78.0, false), None);
        let either = Meant::Either { month: date("03/1978"), serial: Day::parse("20/07/1987").unwrap() };
        assert_eq!(of_number(31_978.0, false), Some(either));
    }
}
