//! The planning list of a unit and a term: each title with its people, and the sums by list below.

use super::careers;
use super::error::ListError;
use super::library::Need;
use super::person::{self, group, numbered};
use super::request::{PaperSource, PaperTask};
use crate::domain::{CadreId, Education, Entry, Line, Post, Stage, TermId, Theory};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::policy::{Body, List, Range};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Fields of the list, and whether somebody in it is not approved.
pub(super) fn list(task: PaperTask<'_>) -> Result<(Fields, bool), ListError> {
    let PaperTask { source, request, .. } = task;
    let view = source.view;
    let unit = request.unit.ok_or(ListError::Needs(Need::Unit))?;
    let term = request.term.and_then(|t| view.term(t)).ok_or(ListError::Needs(Need::Term))?;
    let here = view.unit(unit).ok_or(ListError::Missing(Need::Unit))?;
    let posts: Vec<&Arc<Post>> =
        view.planned_posts(unit).into_iter().filter(|p| request.post.is_none_or(|only| only == p.id)).collect();
    let mut out = Fields::default();
    out.set("don_vi", view.called_in_full(line_of(source, unit), here.id));
    out.set("nhiem_ky", term.party.as_str());
    let (mut groups, mut draft) = (Vec::new(), false);
    for post in &posts {
        let entries = view.pool(post.id, term.number);
        if entries.is_empty() {
            continue;
        }
        draft |= entries.iter().any(|e| e.stage(view.on) != Some(Stage::Approved) || e.leaving(view.on));
        groups.push(pool(source, post, term.number, &entries));
    }
    out.rows("nhom", groups);
    out.rows("tong_hop", sums(source, &posts, term.number));
    Ok((out, draft))
}

/// The line that names a unit best.
pub(super) fn line_of(source: &PaperSource<'_>, unit: crate::domain::UnitId) -> Line {
    Line::ALL.into_iter().rev().find(|line| source.view.stands(*line, unit)).unwrap_or(Line::Territory)
}

fn pool(source: &PaperSource<'_>, post: &Post, term: TermId, entries: &[&Arc<Entry>]) -> Fields {
    let view = source.view;
    let people = entries.iter().map(|entry| of_entry(source, entry)).collect();
    let title = view.title(post);
    let years =
        title.zip(view.term(term)).map(|(t, term)| crate::register::naming::years_of(term, t.line)).unwrap_or_default();
    let mut out = group(format!("{} ({years})", careers::post(view, post.id)), numbered(people));
    let tally = source.policy.pool(view, post.id, term, view.on).tally;
    out.set("so_luong", Cell::Number(tally.seats));
    out.set("hien_co", Cell::Number(tally.sitting));
    // the coefficient is a committee's, of a title it says nothing
    let body = title.map(|t| source.policy.body(t));
    let committee = body.is_some_and(Body::is_committee);
    let ratio = Cell::Ratio { part: tally.planned, of: tally.seats, places: 2 };
    out.set("he_so", if committee { ratio } else { Cell::Empty });
    out
}

/// A person with the place in the pool.
pub(super) fn of_entry(source: &PaperSource<'_>, entry: &Entry) -> Fields {
    let mut out = person::fields(source, entry.cadre);
    out.extend(person::entry(source, entry));
    out
}

/// A row a list (committee, standing committee, leadership) that the posts belong to.
fn sums(source: &PaperSource<'_>, posts: &[&Arc<Post>], term: TermId) -> Vec<Fields> {
    let mut lists: Vec<List> = Vec::new();
    for post in posts {
        let list = source.policy.list_of(source.view, post);
        lists.extend(list.filter(|l| !lists.contains(l)));
    }
    let rows = lists.into_iter().filter_map(|list| sum(source, list, term));
    rows.collect()
}

fn sum(source: &PaperSource<'_>, list: List, term: TermId) -> Option<Fields> {
    let (view, on) = (source.view, source.view.on);
    let tally = source.policy.list(view, list, term, on).tally;
    if tally.planned == 0 {
        return None;
    }
    let posts = source.policy.posts_of(view, list, on);
    let people: BTreeSet<CadreId> = posts.iter().flat_map(|p| view.pool(p.id, term)).map(|e| e.cadre).collect();
    let having = |of: &dyn Fn(&crate::domain::Cadre) -> bool| {
        Cell::count(people.iter().filter_map(|id| view.cadre(*id)).filter(|c| of(c)).count())
    };
    let code = match list.body {
        Body::Committee => "committee",
        Body::StandingCommittee => "standing-committee",
        Body::InspectionCommittee => "inspection-committee",
        Body::Leadership => "leadership",
        Body::Other => "other",
    };
    let share = |part: i64| Cell::Share { part, of: tally.planned };
    let mut out = Fields::default();
    out.set("ten", source.word("cli.pool.body", code));
    out.set("so_luong", Cell::Number(tally.seats));
    out.set("hien_co", Cell::Number(tally.sitting));
    out.set("so_nguoi", Cell::Number(tally.planned));
    let ratio = Cell::Ratio { part: tally.planned, of: tally.seats, places: 2 };
    out.set("he_so", if list.body == Body::Leadership { Cell::Empty } else { ratio });
    out.set("so_nu", Cell::Number(tally.women));
    out.set("ty_le_nu", share(tally.women));
    out.set("so_dan_toc", Cell::Number(tally.minority));
    out.set("ty_le_dan_toc", share(tally.minority));
    out.set("so_tre", range(tally.young));
    out.set("ty_le_tre", if tally.young.least == tally.young.most { share(tally.young.least) } else { Cell::Empty });
    let bands: Vec<String> = tally.bands.iter().map(|b| range(*b).shown()).collect();
    out.set("ba_do_tuoi", bands.join(" / "));
    out.set("tren_dai_hoc", having(&|c| c.education(on) > Some(Education::University)));
    out.set("dai_hoc", having(&|c| c.education(on) == Some(Education::University)));
    out.set("cao_cap", having(&|c| c.theory(on) == Some(Theory::Advanced)));
    out.set("trung_cap", having(&|c| c.theory(on) == Some(Theory::Intermediate)));
    Some(out)
}

/// A number that unknown births leave open is written with both its ends.
fn range(range: Range) -> Cell {
    if range.least == range.most {
        Cell::Number(range.least)
    } else {
        Cell::text(format!("{}-{}", range.least, range.most))
    }
}
