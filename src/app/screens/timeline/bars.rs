//! Bars over months: which column a day stands in, and the signs of a bar.

use crate::domain::{Day, Span};

/// What a bar tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Held as the main post.
    Main,
    /// Held beside it.
    Concurrent,
    /// Held on a rotation or a transfer of that kind.
    Rotated,
    /// A seat that nobody holds.
    Vacant,
    /// The last working day before retirement: a mark, whenever it lies.
    Retires,
}

impl Sign {
    /// All of them, for the legend.
    pub const ALL: [Sign; 5] = [Sign::Main, Sign::Concurrent, Sign::Rotated, Sign::Vacant, Sign::Retires];

    /// As it is drawn.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Sign::Main => '█',
            Sign::Concurrent => '▒',
            Sign::Rotated => '▓',
            Sign::Vacant => '○',
            Sign::Retires => '◆',
        }
    }

    /// Key of the locale of what it means.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Sign::Main => "timeline.main",
            Sign::Concurrent => "timeline.concurrent",
            Sign::Rotated => "timeline.rotated",
            Sign::Vacant => "timeline.vacant",
            Sign::Retires => "timeline.retires",
        }
    }
}

/// What is on record and lies after the day that is looked at.
pub const AHEAD: char = '░';

/// A bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// First day.
    pub from: Day,
    /// First day on which it is over; [`Day::MAX`] while no end is known.
    pub to: Day,
    /// What it tells.
    pub sign: Sign,
}

impl Bar {
    /// A mark on a day.
    #[must_use]
    pub fn mark(day: Day, sign: Sign) -> Bar {
        Bar { from: day, to: day.next(), sign }
    }

    /// A bar of a span.
    #[must_use]
    pub fn of(span: Span, sign: Sign) -> Bar {
        Bar { from: span.from, to: span.to, sign }
    }
}

/// Number of a month, counted from year 0.
#[must_use]
pub fn month(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// Whether a bar is filled in a column.
#[must_use]
pub fn held(bar: &str, column: u16) -> bool {
    let sign = bar.chars().nth(usize::from(column));
    sign.is_some_and(|c| [Sign::Main, Sign::Concurrent, Sign::Rotated].iter().any(|s| s.mark() == c))
}

/// The months that are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First month.
    pub first: i32,
    /// Months in a column.
    pub scale: i32,
    /// Columns.
    pub cols: u16,
}

impl Window {
    /// The column of a month, before the first and after the last too.
    fn at(&self, month: i32) -> i32 {
        (month - self.first).div_euclid(self.scale.max(1))
    }

    /// The column of a day, where the window has it.
    #[must_use]
    pub fn column(&self, day: Day) -> Option<u16> {
        u16::try_from(self.at(month(day))).ok().filter(|x| *x < self.cols)
    }

    /// Years over their first months, as many as there is room for.
    #[must_use]
    pub fn years(&self) -> String {
        let mut out = String::new();
        let (mut free, last) = (0, self.first + i32::from(self.cols) * self.scale);
        for year in self.first.div_euclid(12)..=last.div_euclid(12) {
            let Ok(x) = usize::try_from(self.at(year * 12)) else { continue };
            let text = year.to_string();
            if x >= free && x + text.len() <= usize::from(self.cols) {
                out.push_str(&" ".repeat(x - out.chars().count()));
                out.push_str(&text);
                free = x + text.len() + 1;
            }
        }
        out
    }

    /// The signs of bars, the later over the earlier; a bar is never less than a column, and what is after the day is
    /// told apart.
    #[must_use]
    pub fn paint(&self, bars: &[Bar], on: Day) -> String {
        let mut cells = vec![' '; usize::from(self.cols)];
        let now = self.at(month(on));
        for bar in bars.iter().filter(|b| b.from < b.to) {
            let open = bar.to == Day::MAX;
            let end = if open { on.max(bar.from) } else { bar.to.prev() };
            let (from, to) = (self.at(month(bar.from)), self.at(month(end)));
            for x in from.max(0)..=to.min(i32::from(self.cols) - 1) {
                let ahead = (x > now || bar.from > on) && bar.sign != Sign::Retires;
                if let Some(cell) = usize::try_from(x).ok().and_then(|x| cells.get_mut(x)) {
                    *cell = if ahead { AHEAD } else { bar.sign.mark() };
                }
            }
        }
        cells.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_bar_stands_where_its_months_are_and_what_is_ahead_is_told_apart() {
        let window = Window { first: month(day("01/01/2023")), scale: 3, cols: 12 };
        assert_eq!(window.years(), "2023    2025");
        let wide = Window { first: month(day("01/07/2022")), scale: 1, cols: 20 };
        assert_eq!(wide.years(), "      2023        ".trim_end().to_owned() + "        ".trim_end());
        let on = day("01/05/2024");
        assert_eq!(window.column(on), Some(5));
        let bar = |from, to| Bar { from: day(from), to, sign: Sign::Main };
        assert_eq!(window.paint(&[bar("15/04/2023", Day::MAX)], on), " █████      ");
        assert_eq!(window.paint(&[bar("15/04/2023", day("01/07/2025"))], on), " █████░░░░  ");
        assert_eq!(window.paint(&[bar("01/05/2025", Day::MAX)], on), "         ░  ", "nothing before it begins");
        assert_eq!(window.paint(&[bar("01/01/2020", day("02/01/2020"))], on), "            ", "before the window");
        let day_long = bar("10/02/2024", day("11/02/2024"));
        assert_eq!(window.paint(&[day_long], on), "    █       ", "never less than a column");
    }
}
