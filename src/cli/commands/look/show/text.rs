//! Names, days and values as the sheets print them.

use crate::cli::shared::naming;
use crate::domain::{Day, PartialDate, Span, UnitId};
use crate::register::View;
use serde::Serialize;

/// A unit by id and name.
#[derive(Debug, Serialize)]
pub(super) struct NamedUnit {
    pub(super) id: String,
    pub(super) name: String,
}

pub(super) fn named_unit(view: &View, unit: UnitId) -> NamedUnit {
    NamedUnit { id: unit.to_string(), name: naming::unit_name(view, unit) }
}

/// First and last day, where there are.
pub(super) fn ends(span: Span) -> (Option<String>, Option<String>) {
    let from = (span.from != Day::MIN).then(|| span.from.iso());
    (from, span.ends().then(|| span.to.prev().iso()))
}

/// `1978`, `1978-03` or `1978-03-05`.
pub(super) fn partial(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
        PartialDate::Day(day) => day.iso(),
    }
}

/// A value of a closed list as scripts and the locale name it: `TermEnded` is `term-ended`.
pub(super) fn slug<T: Serialize>(value: &T) -> String {
    let Ok(serde_json::Value::String(name)) = serde_json::to_value(value) else { return String::new() };
    let mut out = String::with_capacity(name.len() + 4);
    for (at, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && at > 0 {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The day of an ISO date as the office writes it; anything else as it is.
pub(super) fn office(iso: Option<&str>) -> String {
    match iso {
        Some(iso) => {
            Day::parse(iso).map_or_else(|| iso.split('-').rev().collect::<Vec<_>>().join("/"), |d| d.to_string())
        }
        None => String::new(),
    }
}

/// "01/02/2021 – 30/06/2025", "01/02/2021 –".
pub(super) fn stretch(from: Option<&str>, to: Option<&str>) -> String {
    format!("{} – {}", office(from), office(to)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ActKind;

    #[test]
    fn values_and_dates_are_written_for_scripts_and_for_the_office() {
        assert_eq!(slug(&ActKind::TermEnded), "term-ended");
        assert_eq!(partial(PartialDate::Month(1978, 3)), "1978-03");
        assert_eq!(office(Some("1978-03")), "03/1978");
        assert_eq!(office(Some("1978-03-05")), "05/03/1978");
        assert_eq!(stretch(Some("2021-02-01"), None), "01/02/2021 –");
    }
}
