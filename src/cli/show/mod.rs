//! `show`: everything about one unit, post or cadre.

mod cadre;
mod post;
mod unit;

use super::edit::{Found, found_by};
use super::fail::Failure;
use super::names;
use super::out::{Answer, Form};
use super::rotation;
use crate::app::words::Words;
use crate::domain::{Day, PartialDate, Span, Subject, UnitId};
use crate::register::View;
use crate::register::handle::Register;
use serde::Serialize;

/// Answers `show`.
///
/// # Errors
/// Nothing of that name, or several; or the dossier cannot be read.
pub fn show(register: &Register, view: &View, word: &str, form: Form, words: &Words) -> Result<Answer, Failure> {
    let missing = || Failure::refused("told.no-such", &[word]);
    match names::resolve(view, word)? {
        Subject::Unit(id) => {
            let sheet = unit::sheet(view, id).ok_or_else(missing)?;
            Ok(Answer::of(form, &sheet, |sheet| unit::plain(sheet, words)))
        }
        Subject::Post(id) => {
            let sheet = post::sheet(view, id).ok_or_else(missing)?;
            Ok(Answer::of(form, &sheet, |sheet| post::plain(sheet, words)))
        }
        Subject::Cadre(id) => {
            let texts = register
                .dossier_known_at(id, view.snapshot.revision)
                .map_err(|e| Failure::register(&e, register.store().dir()))?;
            let findings = findings(register, view, id, words);
            let rotations = rotation::of(register, view, id, words);
            let sheet = cadre::sheet(view, id, texts, findings, rotations).ok_or_else(missing)?;
            Ok(Answer::of(form, &sheet, |sheet| cadre::plain(sheet, words)))
        }
    }
}

/// What the rules in force on the day find in a cadre's card and appointments as they stand.
fn findings(register: &Register, view: &View, id: crate::domain::CadreId, words: &Words) -> Vec<Found> {
    use crate::domain::{Edit, Record};
    let card = view.cadre(id).map(|c| Edit::create(Record::Cadre((**c).clone())));
    let career = view.career(id).into_iter().map(|(a, _)| Edit::create(Record::Appointment((**a).clone())));
    let edits: Vec<Edit> = card.into_iter().chain(career).collect();
    let findings = register.policy().judge(&edits, view, view.on);
    findings.iter().map(|f| found_by(register, view, f, words)).collect()
}

/// A unit by id and name.
#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

fn named(view: &View, unit: UnitId) -> Named {
    Named { id: unit.to_string(), name: names::unit_name(view, unit) }
}

/// First and last day, where there are.
fn ends(span: Span) -> (Option<String>, Option<String>) {
    let from = (span.from != Day::MIN).then(|| span.from.iso());
    (from, span.ends().then(|| span.to.prev().iso()))
}

/// `1978`, `1978-03` or `1978-03-05`.
fn partial(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
        PartialDate::Day(day) => day.iso(),
    }
}

/// A value of a closed list as scripts and the locale name it: `TermEnded` is `term-ended`.
fn slug<T: Serialize>(value: &T) -> String {
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
fn office(iso: Option<&str>) -> String {
    match iso {
        Some(iso) => {
            Day::parse(iso).map_or_else(|| iso.split('-').rev().collect::<Vec<_>>().join("/"), |d| d.to_string())
        }
        None => String::new(),
    }
}

/// "01/02/2021 – 30/06/2025", "01/02/2021 –".
fn stretch(from: Option<&str>, to: Option<&str>) -> String {
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
