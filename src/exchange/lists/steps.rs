//! The papers of one meeting of a round: who is summoned, the ballot, the minutes of the count.

use super::careers;
use super::error::ListError;
use super::library::Need;
use super::person::{self, group, numbered};
use super::pools::of_entry;
use super::request::{PaperSource, PaperTask, shown};
use super::rounds::{about, is_draft, round, sort};
use crate::domain::text::given_name_key;
use crate::domain::{CadreId, Entry, Line, Role, Round, Step};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::policy::List;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The round, its meeting where it has been held, and the fields of both.
fn step<'v>(task: PaperTask<'v>) -> Result<(&'v Round, Option<&'v Step>, Fields), ListError> {
    let PaperTask { source, request, .. } = task;
    let round = round(task)?;
    let number = request.step.ok_or(ListError::Needs(Need::Step))?;
    let listed =
        source.policy.tables.steps.iter().find(|s| s.number == number).ok_or(ListError::Missing(Need::Step))?;
    let held = round.steps.iter().find(|s| s.step == number && s.held <= source.view.on);
    let mut out = about(task, round);
    out.set("buoc", Cell::Number(number.into()));
    out.set("ten_buoc", listed.vi.as_str());
    out.set("ngay_hop", shown(held.map(|s| s.held)));
    let counts: [(&'static str, Option<u16>); 7] = [
        ("trieu_tap", held.map(|s| s.summoned)),
        ("co_mat", held.map(|s| s.present)),
        ("phat_ra", held.map(|s| s.issued)),
        ("thu_ve", held.map(|s| s.returned)),
        ("hop_le", held.map(|s| s.valid)),
        ("khong_hop_le", held.map(|s| s.returned.saturating_sub(s.valid))),
        ("chon", held.map(|s| s.choose)),
    ];
    for (name, count) in counts {
        out.set(name, count.map_or(Cell::Empty, |n| Cell::Number(n.into())));
    }
    let passes = listed.passes;
    out.set("nguong", Cell::Ratio { part: passes.0.saturating_mul(100), of: passes.1, places: 0 });
    Ok((round, held, out))
}

/// Whom the round proposes and who is still in its pools, by post: of a step those who passed the one before it, and
/// once it is `counted` those who were voted on whatever they had before.
fn proposed<'v>(task: PaperTask<'v>, round: &Round, counted: bool) -> Vec<Vec<&'v Arc<Entry>>> {
    let PaperTask { source, request, .. } = task;
    let view = source.view;
    let eve = round.approved.filter(|day| *day <= view.on).map_or(view.on, crate::domain::Day::prev);
    let here = |e: &&Arc<Entry>| {
        e.round == Some(round.id) && e.span.holds(eve) && request.post.is_none_or(|only| e.post == only)
    };
    let mut entries: Vec<&Arc<Entry>> = view.proposed_in(round.id).filter(here).collect();
    sort(source, &mut entries);
    let mut groups: Vec<Vec<&Arc<Entry>>> = Vec::new();
    for entry in entries {
        match groups.last_mut().filter(|g| g.first().is_some_and(|first| first.post == entry.post)) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    let number = request.step.unwrap_or(0);
    let held = round.steps.iter().filter(|s| s.step < number && s.held <= view.on);
    if let Some(before) = held.max_by_key(|s| s.step) {
        for group in &mut groups {
            stand(source, before, counted.then_some(number), group);
        }
    }
    groups
}

/// Leaves those of one post who passed a step, or were voted on at the one that was counted. Where nobody's votes of the
/// step are entered, everybody stays.
fn stand(source: &PaperSource<'_>, before: &Step, counted: Option<u8>, group: &mut Vec<&Arc<Entry>>) {
    let votes = |entry: &Entry, step: u8| entry.votes.iter().find(|v| v.step == step).map(|v| u64::from(v.votes));
    let Some(asks) = source.policy.tables.steps.iter().find(|s| s.number == before.step) else { return };
    if group.iter().all(|entry| votes(entry, before.step).is_none()) {
        return;
    }
    let (part, of) = (u64::try_from(asks.passes.0).unwrap_or(0), u64::try_from(asks.passes.1).unwrap_or(1));
    let passed = |votes: u64| votes * of > u64::from(before.summoned) * part;
    let voted_on = |entry: &Entry| counted.is_some_and(|step| votes(entry, step).is_some());
    group.retain(|entry| votes(entry, before.step).is_some_and(passed) || voted_on(entry));
}

fn name(source: &PaperSource<'_>, id: CadreId) -> Vec<u16> {
    source.view.cadre(id).map(|c| given_name_key(&c.name)).unwrap_or_default()
}

/// A group a post, its people in an order, each with fields.
fn by_post<K: Ord>(
    source: &PaperSource<'_>,
    groups: Vec<Vec<&Arc<Entry>>>,
    order: impl Fn(&Entry) -> K,
    fields: impl Fn(&Entry) -> Fields,
) -> Vec<Fields> {
    let group = |mut entries: Vec<&Arc<Entry>>| {
        let post = entries.first()?.post;
        entries.sort_by_key(|entry| (order(entry), name(source, entry.cadre), entry.id));
        let people = entries.iter().map(|entry| fields(entry)).collect();
        Some(group(careers::post(source.view, post), numbered(people)))
    };
    groups.into_iter().filter_map(group).collect()
}

/// The ballot: of each post those proposed, by given name, so that the order says nothing.
pub(super) fn ballot(task: PaperTask<'_>) -> Result<(Fields, bool), ListError> {
    let source = task.source;
    let (round, _, mut out) = step(task)?;
    let groups = proposed(task, round, false);
    out.rows("nhom", by_post(source, groups, |_| (), |entry| of_entry(source, entry)));
    // a ballot is not a proposal: it stands as it is until it is counted
    Ok((out, false))
}

/// The minutes of the count: votes only where they are asked for, most first; else lines to fill in.
pub(super) fn tally(task: PaperTask<'_>) -> Result<(Fields, bool), ListError> {
    let source = task.source;
    let (round, held, mut out) = step(task)?;
    let votes = |entry: &Entry| {
        let of = held.filter(|_| source.sensitive)?;
        entry.votes.iter().find(|v| v.step == of.step).map(|v| (v.votes, of.summoned))
    };
    let fields = |entry: &Entry| {
        let mut fields = of_entry(source, entry);
        if let Some((votes, summoned)) = votes(entry) {
            fields.set("phieu_buoc", Cell::Number(votes.into()));
            fields.set("ty_le", Cell::Share { part: votes.into(), of: summoned.into() });
        }
        fields
    };
    let groups = proposed(task, round, true);
    out.rows("nhom", by_post(source, groups, |entry| std::cmp::Reverse(votes(entry)), fields));
    Ok((out, false))
}

/// Who is summoned: the bodies of the round's unit that meet at the step, in the office's order.
pub(super) fn summons(task: PaperTask<'_>) -> Result<(Fields, bool), ListError> {
    let source = task.source;
    let (round, held, mut out) = step(task)?;
    let view = source.view;
    // of a meeting that was held, those in office on its day
    let then = held.map_or_else(|| view.clone(), |step| view.on(step.held));
    let meeting = task.request.step.and_then(|n| task.library.meeting(n)).ok_or(ListError::Missing(Need::Step))?;
    let mut people: BTreeSet<CadreId> = BTreeSet::new();
    for body in &meeting.bodies {
        for post in source.policy.posts_of(&then, List { body: *body, unit: round.unit }, then.on) {
            people.extend(holders(&then, post.id));
        }
    }
    if meeting.heads_under {
        let under = Line::ALL.into_iter().flat_map(|line| then.children(line, round.unit)).collect::<BTreeSet<_>>();
        for unit in under {
            let heads = then
                .snapshot
                .posts_of(unit)
                .filter(|p| p.span.holds(then.on) && then.title(p).is_some_and(|t| t.role == Role::Head));
            people.extend(heads.flat_map(|p| holders(&then, p.id)));
        }
    }
    let mut people: Vec<CadreId> = people.into_iter().collect();
    then.sort(&mut people, crate::register::people::Order::Protocol, Line::Territory);
    let on = PaperSource { view: &then, ..*source };
    let rows = people.iter().map(|id| person::fields(&on, *id)).collect();
    out.rows("nhom", vec![group("", numbered(rows))]);
    Ok((out, is_draft(source, round) && held.is_none()))
}

fn holders(view: &crate::register::View, post: crate::domain::PostId) -> Vec<CadreId> {
    view.snapshot.holders_of(post).filter(|a| a.span.holds(view.on)).map(|a| a.cadre).collect()
}
