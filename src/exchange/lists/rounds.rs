//! A review round: who comes in, who leaves and why, who goes to another title; its submission and its decision.

use super::careers;
use super::error::ListError;
use super::library::Need;
use super::person::{group, numbered};
use super::pools::{line_of, of_entry};
use super::request::{PaperSource, PaperTask, shown};
use crate::domain::{Entry, Round, RoundState};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::register::View;
use crate::register::catalogue::ListName;
use crate::register::planning::Between;
use std::sync::Arc;

/// The round that is asked for.
pub(super) fn round<'v>(task: PaperTask<'v>) -> Result<&'v Round, ListError> {
    let PaperTask { source, request, .. } = task;
    let id = request.round.ok_or(ListError::Needs(Need::Round))?;
    let known = source.view.snapshot.rounds.get(&id).filter(|r| r.state(source.view.on).is_some());
    known.map(Arc::as_ref).ok_or(ListError::Missing(Need::Round))
}

/// The fields that every paper of a round has.
pub(super) fn about(task: PaperTask<'_>, round: &Round) -> Fields {
    let PaperTask { source, library, form, .. } = task;
    let view = source.view;
    let mut out = Fields::default();
    out.set("don_vi", view.called_in_full(line_of(source, round.unit), round.unit));
    out.set("nhiem_ky", view.term(round.term).map(|t| t.party.as_str()).unwrap_or_default());
    out.set("nam_dot", round.year.to_string());
    out.set("loai_dot", careers::word(source, round.kind).to_uppercase());
    let state = match round.state(view.on) {
        Some(RoundState::Open) | None => "open",
        Some(RoundState::Submitted) => "submitted",
        Some(RoundState::Approved) => "approved",
        Some(RoundState::Closed) => "closed",
    };
    out.set("trang_thai", library.word(form, state));
    let plan = round.plan.as_ref();
    out.set("ke_hoach", plan.map(|p| p.number.as_str()).unwrap_or_default());
    out.set("ngay_ke_hoach", shown(plan.map(|p| p.on)));
    // a decision that is dated ahead is not known on the day
    let decision = round.decision.as_ref().filter(|d| d.on <= view.on);
    out.set("so_quyet_dinh", decision.map(|d| d.number.as_str()).unwrap_or_default());
    out.set("ngay_quyet_dinh", shown(decision.map(|d| d.on)));
    out
}

/// Whether what a round proposes is not in force on the day.
pub(super) fn is_draft(source: &PaperSource<'_>, round: &Round) -> bool {
    !matches!(round.state(source.view.on), Some(RoundState::Approved | RoundState::Closed))
}

/// Fields of the list of a round, of its submission and of its decision.
pub(super) fn list(task: PaperTask<'_>) -> Result<(Fields, bool), ListError> {
    let PaperTask { source, library, form, .. } = task;
    let round = round(task)?;
    let submitted = source.view.submitted(round);
    let between = submitted.between();
    let mut out = about(task, round);
    let (was, comes, goes) = (between.kept.len() + between.moved.len(), between.added.len(), between.removed.len());
    out.set("so_bo_sung", Cell::count(comes));
    out.set("so_dua_ra", Cell::count(goes));
    out.set("so_chuyen", Cell::count(between.moved.len()));
    out.set("so_truoc", Cell::count(was + goes));
    out.set("so_sau", Cell::count(was + comes));
    let word = |code: &str| library.word(form, code);
    let groups = [
        (word("in"), people(source, &submitted.after, &between.added, &|_| String::new())),
        (word("out"), people(source, &submitted.before, &between.removed, &|e| reason(source.view, e))),
        (word("moved"), moved(source, word("from"), &submitted.after, &between)),
    ];
    let groups = groups.into_iter().filter(|(_, people)| !people.is_empty());
    out.rows("nhom", groups.map(|(name, people)| group(name, numbered(people))).collect());
    Ok((out, is_draft(source, round)))
}

/// Why somebody leaves: the list's reason, and the author's own words behind it.
fn reason(view: &View, entry: &Entry) -> String {
    let now = view.snapshot.entries.get(&entry.id).map_or(entry, Arc::as_ref);
    let Some(removal) = &now.removal else { return String::new() };
    let listed = view.catalogue.lists().get(ListName::Removal, removal.reason).map(|e| e.vi.as_str());
    let parts = [listed.unwrap_or_default(), removal.text.as_str()];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
}

/// People in the order of their posts, then of the pool.
fn people(
    source: &PaperSource<'_>,
    view: &View,
    entries: &[Arc<Entry>],
    why: &dyn Fn(&Entry) -> String,
) -> Vec<Fields> {
    let mut entries: Vec<&Arc<Entry>> = entries.iter().collect();
    sort(source, &mut entries);
    let on = PaperSource { view, ..*source };
    let with = |entry: &&Arc<Entry>| {
        let mut fields = of_entry(&on, entry);
        fields.set("ly_do", why(entry));
        fields
    };
    entries.iter().map(with).collect()
}

/// By the rank of the title, the unit in the office's order, the place in the pool.
pub(super) fn sort(source: &PaperSource<'_>, entries: &mut [&Arc<Entry>]) {
    let view = source.view;
    let mut units = std::collections::HashMap::new();
    for top in view.tops(crate::domain::Line::Territory) {
        units.extend(view.subtree(crate::domain::Line::Territory, top));
    }
    entries.sort_by_key(|entry| {
        let post = view.post(entry.post);
        let title = post.and_then(|p| view.title(p)).map_or(u16::MAX, |t| t.order);
        let unit = post.and_then(|p| units.get(&p.unit)).copied().unwrap_or(u32::MAX);
        (title, unit, entry.post, entry.order, entry.id)
    });
}

fn moved(source: &PaperSource<'_>, from: &str, view: &View, between: &Between) -> Vec<Fields> {
    let on = PaperSource { view, ..*source };
    let row = |(was, is): &(Arc<Entry>, Arc<Entry>)| {
        let mut fields = of_entry(&on, is);
        fields.set("ly_do", from.replace("{0}", &careers::post(source.view, was.post)));
        fields
    };
    between.moved.iter().map(row).collect()
}
