//! A cell of a list as a cell of the register: dates as officers write them, choices by their words, units and people
//! by their names.

use super::date::{self, Meant};
use super::evidence::{Evidence, Order};
use crate::domain::{CitizenNumber, Day, PartialDate, Period, text};
use crate::exchange::import::known::Known;
use crate::exchange::import::map::{Lexicon, MappedFile};
use crate::exchange::import::read::{Value, number};
use crate::exchange::import::trouble::{Open, Trouble};
use crate::register::catalogue::ListName;
use crate::register::check::Problem;
use crate::register::fields::{Choice, Input};
use crate::search::fold;

pub(crate) struct CellParser<'a> {
    pub(crate) known: &'a Known,
    pub(crate) file: &'a MappedFile,
    /// From which day on changes are, where the officer says so.
    pub(crate) effective: Option<Day>,
    /// What is known of whole columns.
    pub(crate) evidence: &'a Evidence,
    /// No date of the past lies behind it.
    pub(crate) today: Day,
}

/// Code lists of ethnic groups that are known as a whole.
const CODE_LISTS: [&str; 2] = ["statistics-1979", "party-form-4"];
/// The least citizen number, of the province 001: below this a number is one of the nine digits of old.
const LEAST_CITIZEN: f64 = 1e9;
impl CellParser<'_> {
    /// The canonical text of a cell; empty for an empty one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn cell(&self, value: &Value, input: Input) -> Result<String, Trouble> {
        self.cell_in(value, input, None)
    }

    /// The canonical text of a cell of a column, which says how its dates are meant.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn cell_in(&self, value: &Value, input: Input, column: Option<usize>) -> Result<String, Trouble> {
        match value {
            Value::Empty => return Ok(String::new()),
            Value::Error(error) => return Err(Trouble::CellError(error.clone())),
            Value::Uncomputed => return Err(Trouble::Uncomputed),
            Value::OpenQuote(rows) => return Err(Trouble::OpenQuote(*rows)),
            _ => {}
        }
        let word = value.shown();
        match input {
            Input::Line | Input::Text | Input::Seats => Ok(word),
            Input::Number => Ok(word),
            Input::Day => self.date(value, column).and_then(|date| match date {
                PartialDate::Day(day) => Ok(day.to_string()),
                _ => Err(Problem::NoDay(word).into()),
            }),
            Input::Date => self.date(value, column).map(|date| date.to_string()),
            Input::Period => Ok(period(&word)),
            Input::Flag => self.flag(value),
            Input::Choice(choice) => self.choice(choice, &word, column),
            Input::Cadre => self.known.cadre(&word).map(|id| id.to_string()),
            Input::Unit => self.known.unit_said(&self.file.map, &word).map(|id| id.to_string()),
            Input::Post => self.known.post(&self.file.map, &word).map(|id| id.to_string()),
        }
    }

    /// A date in any of the forms that lists have.
    ///
    /// # Errors
    /// It is none, its year has two digits only, or what the column means must be asked.
    fn date(&self, value: &Value, column: Option<usize>) -> Result<PartialDate, Trouble> {
        match value {
            Value::Day(day) => {
                let exchanged = self.evidence.exchanged(&self.file.map, column)?;
                let civil = day.civil();
                let other = Day::of(civil.year(), civil.day(), civil.month()).filter(|_| exchanged);
                Ok(PartialDate::Day(other.unwrap_or(*day)))
            }
            Value::Number(n) => self.number(*n, column),
            other => {
                let text = other.shown();
                // a list saved as text has the spreadsheet's number of a day where the cell had no format
                let bare = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
                if let Some(n) = text.parse::<f64>().ok().filter(|_| bare) {
                    return self.number(n, column);
                }
                let order = self.evidence.order(&self.file.map, column, &text)?;
                match date::parts(&text).filter(|_| order == Order::MonthFirst) {
                    Some((month, day, year)) => date::of_text(&format!("{day}/{month}/{year}")),
                    None => date::of_text(&text),
                }
            }
        }
    }

    fn number(&self, n: f64, column: Option<usize>) -> Result<PartialDate, Trouble> {
        let meant = date::of_number(n, self.file.source.from_1904);
        let (month, serial) = match meant.ok_or_else(|| Problem::NoDate(number(n)))? {
            Meant::One(date) => return Ok(date),
            // no list speaks of days to come by numbers
            Meant::Either { month, serial } if serial > self.today => return Ok(month),
            Meant::Either { month, serial } => (month, PartialDate::Day(serial)),
        };
        let key = format!("{} / number", self.heading(column));
        match self.file.map.reading(&key) {
            Some("month-year") => Ok(month),
            Some("serial") => Ok(serial),
            _ => {
                let choices = [("month-year", month), ("serial", serial)];
                let choices = choices.map(|(code, date)| (code.to_owned(), date.to_string())).to_vec();
                Err(Open { key, asks: "date-number", of: number(n), choices }.into())
            }
        }
    }

    /// A date where there is one.
    ///
    /// # Errors
    /// As [`CellParser::date`]; or the cell itself is wrong.
    pub(super) fn date_or_none(&self, value: &Value, column: Option<usize>) -> Result<Option<PartialDate>, Trouble> {
        let text = self.cell_in(value, Input::Date, column)?;
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

    fn choice(&self, choice: Choice, word: &str, column: Option<usize>) -> Result<String, Trouble> {
        let lexicon = &self.file.lexicon;
        if choice == Choice::List(ListName::Ethnic)
            && let Ok(number) = word.parse::<u32>()
        {
            return self.numbered(number, column);
        }
        let said = || lexicon.choice(choice, self.reading(column, word)?);
        if let Some(code) = lexicon.choice(choice, word).or_else(said) {
            return Ok(code);
        }
        match choice {
            Choice::List(_) if column.is_some() => Err(self.unknown_word(column, word, &lexicon.codes(choice))),
            _ => Err(Problem::NoChoice(word.to_owned()).into()),
        }
    }

    /// An entry by its number in a code list: such lists disagree, so which it is must be said first.
    fn numbered(&self, number: u32, column: Option<usize>) -> Result<String, Trouble> {
        let key = format!("{} / codes", self.heading(column));
        let Some(list) = self.file.map.reading(&key) else {
            let choices = CODE_LISTS.map(|list| (list.to_owned(), String::new())).to_vec();
            return Err(Open { key, asks: "codes", of: number.to_string(), choices }.into());
        };
        let entries = self.known.view.catalogue.lists().all(ListName::Ethnic);
        let entry = Lexicon::in_code_list(list, number).and_then(|id| entries.iter().find(|e| u32::from(e.id.0) == id));
        entry.map(|entry| entry.code.clone()).ok_or_else(|| Problem::NoChoice(number.to_string()).into())
    }

    /// The heading over a column.
    pub(super) fn heading(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.file.headings.columns.get(at)).map_or("", String::as_str)
    }

    /// What the map says of a word of a column.
    pub(super) fn reading(&self, column: Option<usize>, word: &str) -> Option<&str> {
        self.file.map.reading(&format!("{} / {word}", self.heading(column)))
    }

    /// The question what a word of a column means.
    pub(super) fn unknown_word(&self, column: Option<usize>, word: &str, choices: &[(String, String)]) -> Trouble {
        let key = format!("{} / {word}", self.heading(column));
        // the nearest first: whoever only confirms takes the one that was most likely meant
        let wanted = fold(word);
        let mut choices = choices.to_vec();
        choices.sort_by_cached_key(|(code, name)| (text::distance(&wanted, &fold(name)), code.clone()));
        Open { key, asks: "word", of: word.to_owned(), choices }.into()
    }
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
    fn periods_are_written_in_many_ways() {
        for (said, is) in
            [("Năm 2023", "2023"), ("Quý I/2024", "Q1/2024"), ("quý 2 năm 2024", "Q2/2024"), ("2023", "2023")]
        {
            assert_eq!(period(said), is);
        }
    }
}
