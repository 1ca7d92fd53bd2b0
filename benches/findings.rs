//! What the rules cost: a person for a pool, every pool of the province, one edit in it; beside a floor measured in
//! the same run.
//!
//! `cargo bench --bench findings`

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that fails panics")]

use canbo::domain::{CadreId, Day, Edit, Entry, PlanKind, PostId, Record, TermId};
use canbo::policy::{Candidate, Policy};
use canbo::register::gazetteer::Gazetteer;
use canbo::register::planning::Planning;
use canbo::register::trial::try_out;
use canbo::register::{Catalogue, Snapshot, View};
use canbo::sample::{self, Wanted};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

const TERMS: [TermId; 2] = [TermId(2020), TermId(2025)];

struct Province {
    view: View,
    policy: Policy,
    /// A seat of the provincial committee, for which thousands may be looked through.
    post: PostId,
    people: Vec<CadreId>,
    edit: Edit,
    plannings: Vec<Planning>,
}

static PROVINCE: LazyLock<Province> = LazyLock::new(|| {
    let (catalogue, gazetteer) = (Catalogue::embedded().unwrap(), Gazetteer::embedded().unwrap());
    let edits = sample::edits(Wanted::default(), &catalogue, &gazetteer, &mut |_| {}).unwrap();
    let records = edits.filter_map(|e| e.becomes).filter(|r| r.key().kind.in_memory());
    let snapshot = Arc::new(Snapshot::of(records));
    let view = View::new(snapshot, Arc::new(catalogue), Day::of(2024, 5, 1).unwrap());
    let policy = Policy::embedded().unwrap();
    let title = view.catalogue.title_coded("uvbch-tinh").unwrap().id;
    let post = view.snapshot.posts.values().find(|p| p.title == title).unwrap().id;
    let people: Vec<CadreId> = view.snapshot.cadres.keys().copied().collect();
    let was = view.snapshot.pool_of(post).find(|e| e.term == TERMS[1] && !e.span.ends()).unwrap();
    let mut becomes = Entry::clone(was);
    becomes.span.to = view.on;
    let was = Some(Record::Entry(Entry::clone(was)));
    let edit = Edit { nature: canbo::domain::Nature::Change(view.on), was, becomes: Some(Record::Entry(becomes)) };
    let plannings = TERMS.map(|term| Planning::of(&view, &policy, term)).into();
    Province { view, policy, post, people, edit, plannings }
});

/// Everybody of the province for one pool, all gates of each.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn everybody_for_a_pool(bencher: Bencher) {
    let p = &*PROVINCE;
    bencher.counter(ItemsCount::new(p.people.len())).bench(|| {
        let gate = p.policy.gate(&p.view, p.post, TERMS[1], p.view.on).unwrap();
        let all = p.people.iter().map(|c| gate.findings(Candidate::new(*c, PlanKind::Reviewed)).len());
        all.sum::<usize>()
    });
}

/// Floor: the card of everybody looked up.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn floor_cards(bencher: Bencher) {
    let p = &*PROVINCE;
    bencher
        .counter(ItemsCount::new(p.people.len()))
        .bench(|| p.people.iter().filter(|c| p.view.cadre(**c).is_some_and(|c| c.in_party(p.view.on))).count());
}

/// Every pool and list of both terms, with the gates of everybody in them.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn whole_province(bencher: Bencher) {
    let p = &*PROVINCE;
    let entries: usize = p.plannings.iter().map(Planning::entries).sum();
    bencher
        .counter(ItemsCount::new(entries))
        .bench(|| TERMS.map(|term| Planning::of(&p.view, &p.policy, term).entries()));
}

/// Everything that `check` lists: those in office and how they came there among it.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn whole_province_with_appointments(bencher: Bencher) {
    let p = &*PROVINCE;
    let terms: Vec<&canbo::domain::Term> = p.view.catalogue.terms().iter().collect();
    bencher.bench(|| canbo::register::findings::all(&p.view, &p.policy, &terms, None, true).len());
}

/// After one place is given up: what it touches.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn after_an_edit(bencher: Bencher) {
    let p = &*PROVINCE;
    let after = p.view.with([p.edit.clone()]);
    let edits = [p.edit.clone()];
    bencher.bench(|| {
        p.plannings.iter().map(|planning| planning.after(&after, &p.policy, black_box(&edits)).entries()).sum::<usize>()
    });
}

/// What an edit brings with it, as a key asks.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn tried_out(bencher: Bencher) {
    let p = &*PROVINCE;
    let edits = [p.edit.clone()];
    bencher.bench(|| try_out(&p.view, &p.policy, black_box(&edits), p.view.on).unwrap().findings.len());
}
