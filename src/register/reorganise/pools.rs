//! Planning pools of posts that end: they close on the day, and their people go on in the pool of the equivalent post,
//! where there is one. Who would stand there twice stands there once.

use super::ground::Ground;
use super::people;
use crate::domain::{CadreId, Entry, EntryId, ListId, PostId, Record, Removal, Span, TermId, change_from};
use crate::register::catalogue::ListName;
use std::collections::BTreeSet;

/// The group of the reason in the catalogue's list that a reorganisation gives.
const REASON: &str = "reorganised";

pub(super) fn carry(ground: &mut Ground<'_>) {
    let (view, on) = (ground.view, ground.plan.on);
    let reason = view.catalogue.lists().all(ListName::Removal).iter().find(|r| r.group.as_deref() == Some(REASON));
    let reason = reason.map_or(ListId(0), |r| r.id);
    let mut there: BTreeSet<(PostId, TermId, CadreId)> = BTreeSet::new();
    for post in ground.out.posts_ended.clone() {
        let entries: Vec<Entry> =
            view.snapshot.pool_of(post).filter(|e| e.span.to > on).map(|e| Entry::clone(e)).collect();
        let target = target(ground, post);
        for was in entries {
            if let Some(to) = target {
                let standing = view.snapshot.pool_of(to).filter(|e| e.span.to > on);
                let mut known =
                    standing.map(|e| (e.term, e.cadre)).chain(there.iter().filter(|t| t.0 == to).map(|t| (t.1, t.2)));
                if !known.any(|k| k == (was.term, was.cadre)) {
                    there.insert((to, was.term, was.cadre));
                    go_on(ground, &was, to);
                }
            }
            if was.span.from >= on {
                ground.remove(&Record::Entry(was));
                continue;
            }
            let mut closed = was;
            closed.span.to = on;
            closed.stages.retain(|s| s.span.from < on);
            let decision = ground.plan.decision.clone();
            closed.removal = Some(Removal { reason, text: String::new(), decision, round: None });
            ground.set(Record::Entry(closed));
        }
    }
}

/// The post in whose pools the people of one that ends go on.
fn target(ground: &Ground<'_>, post: PostId) -> Option<PostId> {
    let was = ground.view.post(post)?;
    let titles = people::titles(ground, was);
    let mut into = ground.successors(was.unit).into_iter();
    into.find_map(|unit| titles.iter().find_map(|title| ground.post_of(unit, *title)).map(|p| p.id))
}

fn go_on(ground: &mut Ground<'_>, was: &Entry, post: PostId) {
    let on = ground.plan.on;
    let span = Span::new(on.max(was.span.from), was.span.to);
    let mut entry = Entry { id: EntryId(ground.new_id()), post, span, carried: Some(was.id), ..was.clone() };
    if let Some(stage) = was.stage(on.prev()) {
        change_from(&mut entry.stages, on, stage);
        entry.stages.retain(|s| s.span.from >= on);
    }
    ground.set(Record::Entry(entry));
}
