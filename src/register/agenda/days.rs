//! Days of the calendar and of the office: so many working days on, the next day of a report, the days of a query.

use super::plan::{Closed, Today, Yearly};
use crate::domain::{Day, Line, Standpoint};
use crate::register::view::View;

/// Whether offices are open on a day.
fn open(closed: &Closed, day: Day) -> bool {
    let date = day.civil();
    let yearly = closed.every_year.iter().any(|y| (y.month, y.day) == (date.month(), date.day()));
    !day.is_weekend() && !yearly && closed.days.iter().all(|d| d.0 != day)
}

/// The first year between two days of which no holiday of its own is known: its moving holidays count as working days.
pub fn unknown_year(closed: &Closed, from: Day, to: Day) -> Option<i16> {
    (from.year()..=to.year()).find(|year| closed.days.iter().all(|day| day.0.year() != *year))
}

/// So many working days after a day.
pub fn working(closed: &Closed, from: Day, days: u32) -> Day {
    let (mut day, mut left) = (from, days);
    while left > 0 && day < Day::MAX {
        day = day.next();
        left -= u32::from(open(closed, day));
    }
    day
}

/// The next day of every year, today among them.
pub fn next(on: Day, yearly: Yearly) -> Option<Day> {
    let of = |year| Day::of(year, yearly.month, yearly.day);
    of(on.year()).filter(|day| *day >= on).or_else(|| of(on.year() + 1))
}

/// A text with the years of terms filled in: those of the party and the state, of the term that runs and of the next.
pub fn told(text: &str, view: &View) -> String {
    let of = |stand| view.catalogue.terms().iter().find(|t| t.stands(view.on) == stand);
    let (running, next) = (of(Standpoint::Current), of(Standpoint::Next));
    let gaps = [
        ("{party}", running.map(|t| &t.party)),
        ("{state}", running.map(|t| &t.state)),
        ("{next-party}", next.map(|t| &t.party)),
        ("{next-state}", next.map(|t| &t.state)),
    ];
    gaps.into_iter().fold(text.to_owned(), |text, (gap, years)| text.replace(gap, years.map_or("?", String::as_str)))
}

/// A query with its days filled in, and the last day to which working days were counted; none where a gap has no day,
/// as `{term-end}` outside every term.
pub fn filled(query: &str, view: &View, plan: &Today) -> Option<(String, Option<Day>)> {
    let mut out = String::new();
    let (mut rest, mut counted) = (query, None);
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}')?;
        let day = day(gap, view, plan)?;
        if gap.ends_with("wd") {
            counted = counted.max(Some(day));
        }
        out.push_str(before);
        out.push_str(&day.to_string());
        rest = after;
    }
    out.push_str(rest);
    Some((out, counted))
}

fn day(gap: &str, view: &View, plan: &Today) -> Option<Day> {
    match gap {
        "today" => Some(view.on),
        "year-end" => Day::of(view.on.year(), 12, 31),
        "term-end" => {
            let running = view.catalogue.terms().iter().find(|t| t.stands(view.on) == Standpoint::Current)?;
            Some(running.of(Line::Party).1.prev())
        }
        _ => {
            let ahead = gap.strip_prefix("today+")?;
            let (number, unit) = ahead.split_at_checked(ahead.find(|c: char| !c.is_ascii_digit())?)?;
            match unit {
                "wd" => Some(working(&plan.closed, view.on, number.parse().ok()?)),
                "m" => Some(view.on.add_months(number.parse().ok()?)),
                "d" => Some(Day(view.on.0.checked_add(number.parse().ok()?)?)),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn working_days_leave_out_weekends_and_days_on_which_offices_are_closed() {
        let closed = &Today::embedded().closed;
        // Monday to Friday of one week, then over a weekend
        assert_eq!(working(closed, on("06/05/2024"), 4), on("10/05/2024"));
        assert_eq!(working(closed, on("10/05/2024"), 1), on("13/05/2024"));
        // 30/4 and 1/5 are closed
        assert_eq!(working(closed, on("29/04/2024"), 1), on("02/05/2024"));
        assert_eq!(working(closed, on("01/05/2024"), 0), on("01/05/2024"));
    }

    #[test]
    fn a_report_of_this_year_that_is_over_is_next_due_in_the_next() {
        let yearly = Yearly { month: 11, day: 15 };
        assert_eq!(next(on("15/11/2026"), yearly), Some(on("15/11/2026")));
        assert_eq!(next(on("16/11/2026"), yearly), Some(on("15/11/2027")));
    }
}
