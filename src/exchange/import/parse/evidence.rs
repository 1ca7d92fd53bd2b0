//! What a whole column says of its dates that none of its cells can: whether the month stands first, whether a
//! spreadsheet has exchanged days and months while it took texts for days.

use super::date;
use crate::exchange::import::map::{Columns, Map, Mapped};
use crate::exchange::import::read::{ReadError, Value};
use crate::exchange::import::trouble::Open;
use std::collections::BTreeMap;

/// Rows that are looked at.
const LOOKED_AT: usize = 65_536;

/// The dates of a column, counted by what they give away.
#[derive(Debug, Clone, Default)]
struct Dates {
    /// Texts whose first number can be no month.
    day_first: usize,
    /// Texts whose second number can be no month.
    month_first: usize,
    /// Texts that can be read either way.
    either: usize,
    /// Cells with the format of a day, up to the twelfth of a month and beyond.
    early: usize,
    late: usize,
    examples: Vec<String>,
}

/// How a column's dates are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// What is known of the columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    columns: BTreeMap<usize, (String, Dates)>,
}

impl Evidence {
    /// Looks through the columns of dates.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn gather(columns: &Columns<'_>) -> Result<Evidence, ReadError> {
        let mut evidence = Evidence::default();
        let dated = columns.dated();
        if dated.is_empty() {
            return Ok(evidence);
        }
        evidence.columns = dated.into_iter().map(|(at, heading)| (at, (heading, Dates::default()))).collect();
        let mut rows = 0;
        columns.rows(&mut |mapped| {
            if let Mapped::Row(row) = mapped {
                for (at, (_, dates)) in &mut evidence.columns {
                    dates.see(row.cells.get(*at).unwrap_or(&Value::Empty));
                }
            }
            rows += 1;
            rows < LOOKED_AT
        })?;
        Ok(evidence)
    }

    fn of(&self, column: Option<usize>) -> Option<&(String, Dates)> {
        self.columns.get(&column?)
    }

    /// In which order the texts of a column stand; a question where it contradicts itself.
    pub(super) fn order(&self, map: &Map, column: Option<usize>, word: &str) -> Result<Order, Open> {
        let Some((heading, dates)) = self.of(column).filter(|(_, dates)| dates.month_first > 0) else {
            return Ok(Order::DayFirst);
        };
        let key = format!("{heading} / order");
        match map.reading(&key) {
            Some("month-first") => return Ok(Order::MonthFirst),
            Some("day-first") => return Ok(Order::DayFirst),
            _ => {}
        }
        // what can be read one way only is no question where the column has both ways
        let one_way = date::parts(word).is_none_or(|(first, second, _)| first == second);
        if one_way {
            return Ok(Order::DayFirst);
        }
        let choices = ["month-first", "day-first"].map(|code| (code.to_owned(), String::new())).to_vec();
        Err(Open { key, asks: "date-order", of: dates.examples.join(", "), choices })
    }

    /// Whether days and months of the cells with the format of a day are exchanged; a question where all the texts of
    /// the column are such as a spreadsheet of another country leaves.
    pub(super) fn exchanged(&self, map: &Map, column: Option<usize>) -> Result<bool, Open> {
        let looks =
            |d: &Dates| d.late == 0 && d.early > 0 && d.day_first > 0 && d.either == 0 && d.early + d.day_first >= 3;
        let Some((heading, dates)) = self.of(column).filter(|(_, dates)| looks(dates)) else { return Ok(false) };
        let key = format!("{heading} / exchanged");
        match map.reading(&key) {
            Some("exchanged") => Ok(true),
            Some("as-it-is") => Ok(false),
            _ => {
                let choices = ["exchanged", "as-it-is"].map(|code| (code.to_owned(), String::new())).to_vec();
                Err(Open { key, asks: "date-exchanged", of: dates.examples.join(", "), choices })
            }
        }
    }
}

impl Dates {
    fn see(&mut self, value: &Value) {
        match value {
            Value::Day(day) if day.civil().day() > 12 => self.late += 1,
            Value::Day(_) => {
                self.early += 1;
                self.keep(value);
            }
            Value::Text(text) => match date::parts(text) {
                Some((first, second, _)) if first > 12 && second <= 12 => self.day_first += 1,
                Some((first, second, _)) if second > 12 && first <= 12 => {
                    self.month_first += 1;
                    self.keep(value);
                }
                Some((first, second, _)) if first != second => self.either += 1,
                _ => {}
            },
            _ => {}
        }
    }

    fn keep(&mut self, value: &Value) {
        if self.examples.len() < 3 {
            self.examples.push(value.shown());
        }
    }
}
