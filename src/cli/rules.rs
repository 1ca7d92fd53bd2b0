//! `policy list`: the rules in force on the day, with their sources.

use super::Asked;
use super::out::{Answer, Side, Table};
use crate::app::host::Host;
use crate::policy::{Strength, Sureness};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Row<'a> {
    rule: &'a str,
    strength: Strength,
    sureness: Sureness,
    from: String,
    until: Option<String>,
    source: &'a str,
    text: &'a str,
}

/// Answers `policy list`; needs no store. The day is the one that is looked at, else today.
#[must_use]
pub fn list(asked: &Asked) -> Answer {
    let day = asked.as_of.unwrap_or_else(|| asked.host.today());
    let words = &asked.words;
    let rows: Vec<Row<'_>> = asked
        .host
        .policy
        .rules
        .iter()
        .filter(|rule| rule.in_force(day))
        .map(|rule| Row {
            rule: &rule.id,
            strength: rule.strength,
            sureness: rule.sureness,
            from: rule.from.0.iso(),
            until: rule.until.map(|d| d.0.iso()),
            source: &rule.source,
            text: words.pick(&rule.vi, &rule.en),
        })
        .collect();
    Answer::of(asked.form, &rows, |rows| {
        let mut table = Table::new(&[
            (words.get("cli.table.rule"), Side::Left),
            (words.get("cli.table.source"), Side::Left),
            (words.get("cli.table.says"), Side::Left),
        ]);
        for row in rows {
            table.row(vec![row.rule.to_owned(), row.source.to_owned(), row.text.to_owned()]);
        }
        table.text()
    })
}
