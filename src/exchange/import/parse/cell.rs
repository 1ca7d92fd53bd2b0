//! A cell of a list as a cell of the register: dates as officers write them, choices by their words, units and people
//! by their names.

use crate::domain::{CitizenNumber, Day, PartialDate, Period, calendar, text};
use crate::exchange::import::known::Known;
use crate::exchange::import::map::MappedFile;
use crate::exchange::import::read::{Value, number};
use crate::exchange::import::trouble::Trouble;
use crate::register::check::Problem;
use crate::register::fields::{Choice, Input};
use crate::search::fold;

pub(crate) struct CellParser<'a> {
    pub(crate) known: &'a Known,
    pub(crate) file: &'a MappedFile,
    /// From which day on changes are, where the officer says so.
    pub(crate) effective: Option<Day>,
}

/// The first day of spreadsheets: 30/12/1899, so that 1 March 1900 is 61 as they have it.
const DAY_ZERO: i32 = -25_569;
/// What days from 1904 are behind.
const BEHIND: i32 = 1_462;
/// Numbers in a column of dates below this are years, from here on days.
const FIRST_SERIAL: f64 = 3_000.0;
/// The least citizen number, of the province 001: below this a number is one of the nine digits of old.
const LEAST_CITIZEN: f64 = 1e9;
/// Beyond this no number is a day.
const LAST_SERIAL: f64 = 120_000.0;

impl CellParser<'_> {
    /// The canonical text of a cell; empty for an empty one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn cell(&self, value: &Value, input: Input) -> Result<String, Trouble> {
        match value {
            Value::Empty => return Ok(String::new()),
            Value::Error(error) => return Err(Trouble::CellError(error.clone())),
            Value::Uncomputed => return Err(Trouble::Uncomputed),
            _ => {}
        }
        let word = value.shown();
        match input {
            Input::Line | Input::Text | Input::Seats => Ok(word),
            Input::Number => Ok(word),
            Input::Day => self.date(value).and_then(|date| match date {
                PartialDate::Day(day) => Ok(day.to_string()),
                _ => Err(Problem::NoDay(word).into()),
            }),
            Input::Date => self.date(value).map(|date| date.to_string()),
            Input::Period => Ok(period(&word)),
            Input::Flag => self.flag(value),
            Input::Choice(choice) => self.choice(choice, &word),
            Input::Cadre => self.known.cadre(&word).map(|id| id.to_string()),
            Input::Unit => self.known.unit(&word).map(|id| id.to_string()),
            Input::Post => self.known.post(&word).map(|id| id.to_string()),
        }
    }

    /// A date in any of the forms that lists have.
    ///
    /// # Errors
    /// It is none, or its year has two digits only.
    fn date(&self, value: &Value) -> Result<PartialDate, Trouble> {
        match value {
            Value::Day(day) => Ok(PartialDate::Day(*day)),
            Value::Number(n) => {
                serial(*n, self.file.source.from_1904).ok_or_else(|| Problem::NoDate(number(*n)).into())
            }
            other => {
                let text = other.shown();
                // a list saved as text has the spreadsheet's number of a day where the cell had no format
                let bare = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
                let number = text.parse::<f64>().ok().filter(|_| bare);
                written(&text).or_else(|why| number.and_then(|n| serial(n, self.file.source.from_1904)).ok_or(why))
            }
        }
    }

    /// A date where there is one.
    ///
    /// # Errors
    /// As [`CellParser::date`]; or the cell itself is wrong.
    pub(super) fn date_or_none(&self, value: &Value) -> Result<Option<PartialDate>, Trouble> {
        let text = self.cell(value, Input::Date)?;
        Ok(PartialDate::parse(&text))
    }

    /// A citizen number, where there is one. A spreadsheet that took it for a number has lost its first zeros.
    ///
    /// # Errors
    /// It has not twelve digits; or the cell itself is wrong.
    pub(super) fn citizen(&self, value: &Value) -> Result<Option<CitizenNumber>, Trouble> {
        let text = match value {
            Value::Number(n) if n.fract() == 0.0 && (LEAST_CITIZEN..1e12).contains(n) => format!("{n:012.0}"),
            other => self.cell(other, Input::Line)?,
        };
        let number = CitizenNumber::parse(&text);
        if number.is_none() && !text.is_empty() { Err(Problem::NoCitizenNumber.into()) } else { Ok(number) }
    }

    fn flag(&self, value: &Value) -> Result<String, Trouble> {
        let yes = match value {
            Value::Flag(flag) => Some(*flag),
            other => self.file.lexicon.flag(&other.shown()),
        };
        match yes {
            Some(true) => Ok("yes".to_owned()),
            Some(false) => Ok(String::new()),
            None => Err(Problem::NoChoice(value.shown()).into()),
        }
    }

    fn choice(&self, choice: Choice, word: &str) -> Result<String, Trouble> {
        self.file.lexicon.choice(choice, word).ok_or_else(|| Problem::NoChoice(word.to_owned()).into())
    }
}

/// A number in a column of dates: a year, a month and a year without its sign, or a day of the spreadsheet.
fn serial(n: f64, from_1904: bool) -> Option<PartialDate> {
    if n.fract() == 0.0 && (f64::from(calendar::FIRST_YEAR)..FIRST_SERIAL).contains(&n) {
        return PartialDate::parse(&number(n));
    }
    if n.fract() == 0.0 && n > LAST_SERIAL {
        // 05031978 typed as a number lost its first zero
        return PartialDate::parse(&format!("{n:08.0}"));
    }
    if !(FIRST_SERIAL..=LAST_SERIAL).contains(&n) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "within the range just checked")]
    let day = n.floor() as i32 + DAY_ZERO + if from_1904 { BEHIND } else { 0 };
    Some(PartialDate::Day(Day(day)))
}

/// A date as text.
fn written(word: &str) -> Result<PartialDate, Trouble> {
    let folded = fold(word);
    let bare: String = if folded.chars().any(char::is_alphabetic) {
        // "ngày 5 tháng 3 năm 1978", "năm 1978", "khoảng 1978"
        let said = ["ngay", "thang", "nam", "khoang", "sinh", "uoc"];
        let known = folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| said.contains(&w));
        let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|w| !w.is_empty()).collect();
        if known { parts.join("/") } else { word.to_owned() }
    } else {
        // spaces around the signs, a time behind the day
        let day = word.split(" 00:00").next().unwrap_or(word);
        day.split(['/', '-', '.']).map(str::trim).collect::<Vec<_>>().join("/")
    };
    if let Some(date) = PartialDate::parse(&bare) {
        return Ok(date);
    }
    let parts: Vec<&str> = bare.split(['/', '-', '.']).collect();
    let short = parts.last().is_some_and(|y| y.len() == 2) && parts.len() <= 3;
    if short && parts.iter().all(|p| (1..=2).contains(&p.len()) && p.chars().all(|c| c.is_ascii_digit())) {
        return Err(Trouble::ShortYear(word.to_owned()));
    }
    Err(Problem::NoDate(text::composed(word)).into())
}

/// "Năm 2023", "Quý I/2024" as fields have them; what is no period stays what it is, for the field to refuse.
fn period(word: &str) -> String {
    let bare = fold(word);
    // a word that stands before a year and says nothing of it
    let bare = ["nam hoc", "ky"].into_iter().find_map(|w| bare.strip_prefix(w)).unwrap_or(word);
    Period::parse(bare).map_or_else(|| word.to_owned(), |period| period.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_lists_are_understood_and_short_years_are_not_guessed() {
        let day = |text: &str| PartialDate::parse(text).unwrap();
        let same = ["5/3/1978", "05-03-1978", "5 / 3 / 1978", "ngày 5 tháng 3 năm 1978", "1978-03-05", "5.3.1978"];
        for text in same {
            assert_eq!(written(text), Ok(day("05/03/1978")), "{text}");
        }
        assert_eq!(written("tháng 3 năm 1978"), Ok(day("03/1978")));
        assert_eq!(written("khoảng 1978"), Ok(day("1978")));
        for text in ["5/3/78", "05-03-78", "3/78"] {
            assert_eq!(written(text), Err(Trouble::ShortYear(text.to_owned())), "{text}");
        }
        assert!(matches!(written("31/02/1978"), Err(Trouble::Problem(Problem::NoDate(_)))));
        assert!(matches!(written("Lạng Sơn 1978"), Err(Trouble::Problem(Problem::NoDate(_)))));
    }

    #[test]
    fn numbers_of_days_count_as_the_workbook_does() {
        let day = |text: &str| PartialDate::parse(text);
        assert_eq!(serial(28_554.0, false), day("05/03/1978"));
        assert_eq!(serial(28_554.0 - 1_462.0, true), day("05/03/1978"));
        assert_eq!(serial(1978.0, false), day("1978"));
        assert_eq!(serial(5_031_978.0, false), day("05/03/1978"));
        assert_eq!(serial(78.0, false), None);
    }

    #[test]
    fn periods_are_written_in_many_ways() {
        for (said, is) in
            [("Năm 2023", "2023"), ("Quý I/2024", "Q1/2024"), ("quý 2 năm 2024", "Q2/2024"), ("2023", "2023")]
        {
            assert_eq!(period(said), is);
        }
    }
}
