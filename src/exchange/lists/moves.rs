//! Rotations and transfers by queue, and posts with a seat that nobody holds.

use super::careers;
use super::error::ListError;
use super::person::{self, group, numbered};
use super::pools::line_of;
use super::request::{PaperRequest, PaperSource, shown};
use crate::domain::{Ladder, Line, Phase, UnitId};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::register::fields::codes::Coded;
use crate::register::rotations::{self, Moved, Queue};

/// The unit that is asked for, or the province.
pub(super) fn named(source: &PaperSource<'_>, unit: Option<UnitId>) -> String {
    let unit = unit.or_else(|| source.view.tops(Line::Territory).first().copied());
    unit.map(|u| source.view.called_in_full(line_of(source, u), u)).unwrap_or_default()
}

/// Fields of the list of moves, a group a queue.
pub(super) fn rotations(source: &PaperSource<'_>, request: &PaperRequest) -> Result<Fields, ListError> {
    let query =
        rotations::RotationQuery { unit: request.unit, queue: request.queue, ..rotations::RotationQuery::default() };
    let moves = source.view.rotations(source.policy, &query);
    let mut groups = Vec::new();
    for queue in Queue::ALL {
        let rows: Vec<Fields> = moves.iter().filter(|m| m.queue == Some(queue)).map(|m| row(source, m)).collect();
        if !rows.is_empty() {
            groups.push(group(careers::first(&source.word("queue", queue.code()), true), numbered(rows)));
        }
    }
    let mut out = Fields::default();
    out.set("don_vi", named(source, request.unit));
    out.rows("nhom", groups);
    Ok(out)
}

fn row(source: &PaperSource<'_>, moved: &Moved) -> Fields {
    let (view, rotation) = (source.view, &*moved.rotation);
    let mut out = person::fields(source, rotation.cadre);
    out.set("di", rotation.from.map(|p| careers::post(view, p)).unwrap_or_default());
    out.set("den", careers::post(view, rotation.to));
    out.set("hinh_thuc", careers::word(source, rotation.kind));
    out.set("huong", careers::word(source, rotation.direction));
    out.set("tu_ngay", shown(rotation.began().or(rotation.planned)));
    let ended = Some(rotation.back()).filter(|day| *day <= view.on);
    out.set("den_ngay", shown(ended.or(rotation.until)));
    out.set("so_thang", moved.months.map_or(Cell::Empty, Cell::Number));
    let support = [(rotation.support.housing, "housing"), (rotation.support.allowance_kept, "allowance-kept")];
    let support = support.into_iter().filter(|(given, _)| *given).map(|(_, code)| source.word("entry", code));
    out.set("chinh_sach", support.collect::<Vec<_>>().join("; "));
    let after = rotation.after.as_ref().filter(|plan| plan.on <= view.on).map(|plan| {
        let post = plan.post.map(|p| careers::post(view, p)).filter(|p| !p.is_empty());
        post.map_or_else(
            || careers::word(source, plan.what),
            |post| format!("{}: {post}", careers::word(source, plan.what)),
        )
    });
    out.set("du_kien", after.unwrap_or_default());
    out.set("trang_thai_lc", source.word(Phase::GROUP, moved.phase.code()));
    out.set("ghi_chu", rotation.note.as_str());
    out
}

/// Fields of the list of vacant posts, a group a unit.
pub(super) fn vacancies(source: &PaperSource<'_>, request: &PaperRequest) -> Result<Fields, ListError> {
    let view = source.view;
    let mut groups = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in [Line::Territory, Line::Party, Line::State] {
        let tops = request.unit.map_or_else(|| view.tops(line), |unit| vec![unit]);
        for top in tops {
            let mut units: Vec<(u32, UnitId)> = view.subtree(line, top).into_iter().map(|(u, at)| (at, u)).collect();
            units.sort_unstable();
            for (_, unit) in units.into_iter().filter(|(_, unit)| seen.insert(*unit)) {
                groups.extend(of_unit(source, request, unit));
            }
        }
    }
    let mut at = 0;
    for group in &mut groups {
        let rows = group.list("nguoi").to_vec().into_iter().map(|mut row| {
            at += 1;
            row.set("stt", Cell::count(at));
            row
        });
        let rows = rows.collect();
        group.rows("nguoi", rows);
    }
    let mut out = Fields::default();
    out.set("don_vi", named(source, request.unit));
    out.rows("nhom", groups);
    Ok(out)
}

/// The vacant leadership posts of a unit; none where all are held.
fn of_unit(source: &PaperSource<'_>, request: &PaperRequest, unit: UnitId) -> Option<Fields> {
    let view = source.view;
    let mut posts: Vec<_> = view.snapshot.posts_of(unit).filter_map(|p| Some((view.title(p)?, view.row(p)))).collect();
    posts.retain(|(title, row)| title.ladder != Ladder::Staff && row.vacant() > 0);
    posts.sort_by_key(|(title, row)| (title.order, row.post.id));
    let rows: Vec<Fields> = posts
        .iter()
        .map(|(title, row)| {
            let mut out = Fields::default();
            out.set("stt", Cell::Empty);
            out.set("chuc_danh", view.titled(&row.post).vi);
            out.set("don_vi_chuc_danh", view.place_of(unit, title.line));
            out.set("so_luong", row.seats.map_or(Cell::Unknown, |seats| Cell::Number(seats.into())));
            out.set("hien_co", Cell::count(row.holders.len()));
            out.set("khuyet", Cell::count(row.vacant()));
            let planned = request.term.map(|term| view.pool(row.post.id, term)).unwrap_or_default();
            let names = planned.iter().filter_map(|e| view.cadre(e.cadre)).map(|c| c.name.as_str());
            // a committee's are a list of their own
            let many = title.ladder == Ladder::Committee && !planned.is_empty();
            let counted = format!("{} {}", planned.len(), source.word("paper", "people"));
            out.set("nguoi_quy_hoach", if many { counted } else { names.collect::<Vec<_>>().join(", ") });
            out
        })
        .collect();
    (!rows.is_empty()).then(|| group(view.called_in_full(line_of(source, unit), unit), rows))
}
