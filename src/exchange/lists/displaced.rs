//! People of what ended, a group for each way in which it went on with them.

use super::careers;
use super::moves::named;
use super::person::{self, group, numbered};
use super::request::{PaperRequest, PaperSource};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::register::displaced::{Displaced, Fate};

/// Fields of the list of the latest ending in a unit.
pub(super) fn list(source: &PaperSource<'_>, request: &PaperRequest) -> Fields {
    let people = source.view.displaced(None, request.unit);
    let mut groups = Vec::new();
    for fate in Fate::ALL {
        let rows: Vec<Fields> = people.iter().filter(|one| one.fate == fate).map(|one| row(source, one)).collect();
        if !rows.is_empty() {
            groups.push(group(careers::first(&source.word("displaced", fate.code()), true), numbered(rows)));
        }
    }
    let mut out = Fields::default();
    out.set("don_vi", named(source, request.unit));
    out.set("ngay_ket_thuc", people.first().map_or(Cell::Empty, |one| Cell::Day(one.on)));
    out.rows("nhom", groups);
    out
}

fn row(source: &PaperSource<'_>, one: &Displaced) -> Fields {
    let view = source.view;
    let mut out = person::fields(source, one.cadre);
    out.set("chuc_vu_da_thoi", careers::post(&view.on(one.on.prev()), one.from));
    out.set("chuc_vu_duoc_giao", one.to.map(|(post, from)| careers::post(&view.on(from), post)).unwrap_or_default());
    out.set("giao_tu", one.to.map_or(Cell::Empty, |(_, from)| Cell::Day(from)));
    out.set("van_ban", one.paper.as_str());
    out
}
