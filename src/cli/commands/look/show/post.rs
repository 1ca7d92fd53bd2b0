//! One post: its title, its seats, who holds it and who has held it.

use super::text::{NamedUnit, ends, named_unit, office, slug, stretch};
use crate::app::words::Words;
use crate::cli::answer::{Align, Table, pairs};
use crate::domain::{Appointment, Ladder, Level, PostId, Tier};
use crate::register::{PostRow, View};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct PostSheet {
    r#type: &'static str,
    id: String,
    title: TitleSheet,
    unit: NamedUnit,
    from: Option<String>,
    to: Option<String>,
    seats: Option<u16>,
    vacant: usize,
    holders: Vec<Holder>,
    history: Vec<Holder>,
}

#[derive(Debug, Serialize)]
struct TitleSheet {
    code: String,
    name: String,
    level: Level,
    ladder: Ladder,
    tier: Tier,
    /// Who decides, where that is another than who manages.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<Tier>,
}

/// A post in a unit's list.
#[derive(Debug, Serialize)]
pub(super) struct Seat {
    id: String,
    title: String,
    seats: Option<u16>,
    vacant: usize,
    holders: Vec<Holder>,
}

#[derive(Debug, Serialize)]
pub(super) struct Holder {
    id: String,
    name: String,
    from: Option<String>,
    to: Option<String>,
    concurrent: bool,
    began: String,
    ended: Option<String>,
}

pub(super) fn seat(view: &View, row: &PostRow) -> Seat {
    Seat {
        id: row.post.id.to_string(),
        title: view.titled(&row.post).vi.to_owned(),
        seats: row.seats,
        vacant: row.vacant(),
        holders: row.holders.iter().map(|(a, c)| holder(a, &c.name)).collect(),
    }
}

impl Seat {
    /// A row a holder and one for what is vacant.
    pub(super) fn rows(&self, words: &Words, table: &mut Table) {
        let mut title = self.title.clone();
        for holder in &self.holders {
            let since = office(holder.from.as_deref());
            table.row(vec![std::mem::take(&mut title), holder.name.clone(), since, holder.id.clone()]);
        }
        if self.vacant > 0 {
            let vacant = format!("○ {} {}", words.get("cli.show.vacant"), words.number(self.vacant as u64));
            table.row(vec![title, vacant, String::new(), self.id.clone()]);
        }
    }
}

fn holder(appointment: &Appointment, name: &str) -> Holder {
    let (from, to) = ends(appointment.span);
    Holder {
        id: appointment.cadre.to_string(),
        name: name.to_owned(),
        from,
        to,
        concurrent: appointment.concurrent,
        began: slug(&appointment.began.kind),
        ended: appointment.ended.as_ref().map(|a| slug(&a.kind)),
    }
}

pub(super) fn sheet(view: &View, id: PostId) -> Option<PostSheet> {
    let post = view.post(id)?;
    let title = view.title(post)?;
    let row = view.row(post);
    let (from, to) = ends(post.span);
    let mut history: Vec<&std::sync::Arc<Appointment>> = view.snapshot.holders_of(id).collect();
    history.sort_by_key(|a| (std::cmp::Reverse(a.span.from), a.id));
    let name = |a: &Appointment| view.cadre(a.cadre).map(|c| c.name.clone()).unwrap_or_default();
    Some(PostSheet {
        r#type: "post",
        id: id.to_string(),
        title: TitleSheet {
            code: title.code.clone(),
            name: view.titled(post).vi.to_owned(),
            level: title.level,
            ladder: title.ladder,
            tier: title.tier,
            decided_by: title.decided_by,
        },
        unit: named_unit(view, post.unit),
        from,
        to,
        seats: row.seats,
        vacant: row.vacant(),
        holders: row.holders.iter().map(|(a, c)| holder(a, &c.name)).collect(),
        history: history.into_iter().map(|a| holder(a, &name(a))).collect(),
    })
}

pub(super) fn plain(sheet: &PostSheet, words: &Words) -> String {
    let mut out = format!("{} · {}\n", sheet.title.name, sheet.unit.name);
    out.push_str(&pairs(&[
        (words.get("cli.table.id"), sheet.id.clone()),
        (words.get("cli.show.life"), stretch(sheet.from.as_deref(), sheet.to.as_deref())),
        (words.get("cli.table.seats"), words.seats(sheet.seats)),
        (words.get("cli.table.vacant"), words.number(sheet.vacant as u64)),
    ]));
    if !sheet.history.is_empty() {
        out.push('\n');
        let mut table = Table::new(&[
            (words.get("cli.table.holder"), Align::Left),
            (words.get("cli.table.time"), Align::Left),
            (words.get("cli.table.id"), Align::Left),
        ]);
        for holder in &sheet.history {
            let time = stretch(holder.from.as_deref(), holder.to.as_deref());
            table.row(vec![holder.name.clone(), time, holder.id.clone()]);
        }
        out.push_str(&table.text());
    }
    out
}
