//! `indicators --off`: what is not measured in this province, and why.

use crate::cli::answer::{Align, Answer, Table};
use crate::cli::context::Context;
use crate::exchange::indicators::{Off, Plan};
use crate::policy::Facts;
use crate::register::View;
use serde::Serialize;

/// An indicator that is not measured here.
#[derive(Debug, Serialize)]
struct OffRow<'a> {
    id: &'a str,
    name: &'a str,
    why: &'static str,
    /// Papers on which its targets rest.
    sources: Vec<&'a str>,
}

pub(super) fn answer(cx: &Context, view: &View, plan: &Plan) -> Answer {
    let rows: Vec<OffRow<'_>> = plan
        .off(view.province())
        .map(|(one, why)| OffRow {
            id: &one.id,
            name: one.name.of(cx.words.lang),
            why: match why {
                Off::Office => "office",
                Off::OtherProvince => "other-province",
            },
            sources: one.targets.iter().map(|target| target.source.as_str()).collect(),
        })
        .collect();
    cx.answer(&rows, |rows| {
        let heads = ["cli.indicators.name", "cli.indicators.off", "cli.table.source"];
        let mut table = Table::new(&heads.map(|key| (cx.words.get(key), Align::Left)));
        for row in rows {
            let why = cx.words.of_group("cli.indicators.why", row.why).to_owned();
            table.row(vec![row.name.to_owned(), why, row.sources.join("; ")]);
        }
        table.text()
    })
}
