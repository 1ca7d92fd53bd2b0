//! Whatever the order of legal steps of rotations, no post has more holders than seats unless an exception says so, and
//! undoing all of them leaves the register as it was.

use super::land::{CURRENT, Land, day};
use canbo::domain::edit::renumber::renumber;
use canbo::domain::*;
use canbo::register::fields::{Desk, Doing, Moving, Task};
use canbo::register::handle::Texts;
use canbo::register::trial::try_out;
use canbo::register::{Snapshot, View};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

const FIRST: &str = "01/01/2024";
/// Days within which everything happens.
const DAYS: i32 = 400;
const PEOPLE: usize = 5;
const POSTS: usize = 4;

struct Field {
    land: Land,
    posts: Vec<PostId>,
    people: Vec<CadreId>,
    snapshot: Arc<Snapshot>,
}

/// Posts that are about as high, of one seat and of two, and planned people who hold all but two of the seats.
static FIELD: LazyLock<Field> = LazyLock::new(|| {
    let mut land = Land::new();
    let (finance, district, province) = (land.finance, land.district, land.province);
    let posts = vec![
        land.post(finance, "pho-giam-doc-so", 2),
        land.post(district, "pct-ubnd-huyen", 2),
        land.post(district, "pct-hdnd-huyen", 1),
        land.post(province, "pho-truong-ban-tinh-uy", 2),
    ];
    assert_eq!(posts.len(), POSTS);
    let people: Vec<CadreId> = (0..PEOPLE).map(|_| land.person(Sex::Female, "1988")).collect();
    for (n, cadre) in people.iter().enumerate() {
        land.hold(*cadre, posts[n % POSTS], "01/01/2020");
        land.plan(*cadre, posts[(n + 1) % POSTS], CURRENT, "01/01/2021");
    }
    let snapshot = Arc::new(Snapshot::of(land.records.clone()));
    Field { land, posts, people, snapshot }
});

#[derive(Debug, Clone)]
struct Step {
    /// Days after the first.
    on: i32,
    what: What,
    /// It rests on an exception, where it needs one.
    excepted: bool,
}

#[derive(Debug, Clone)]
enum What {
    Propose(usize, usize),
    Send(usize, usize),
    /// Whatever comes next for one of the moves.
    Next(usize),
    Place(usize, usize),
    Return(usize),
    Stay(usize),
    Cancel(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (who, post, nth) = (0..PEOPLE, 0..POSTS, 0..6_usize);
    let what = prop_oneof![
        2 => (who.clone(), post.clone()).prop_map(|(a, b)| What::Propose(a, b)),
        3 => (who, post.clone()).prop_map(|(a, b)| What::Send(a, b)),
        8 => nth.clone().prop_map(What::Next),
        1 => (nth.clone(), post).prop_map(|(a, b)| What::Place(a, b)),
        1 => nth.clone().prop_map(What::Return),
        1 => nth.clone().prop_map(What::Stay),
        1 => nth.prop_map(What::Cancel),
    ];
    (0..DAYS, what, prop::bool::weighted(0.05)).prop_map(|(on, what, excepted)| Step { on, what, excepted })
}

/// The step as a task, where there is a move to take it.
fn moving(field: &Field, now: &Snapshot, what: &What) -> Option<Moving> {
    let nth = |n: usize| {
        let all: Vec<&Arc<Rotation>> = now.rotations.values().collect();
        (!all.is_empty()).then(|| all[n % all.len()])
    };
    Some(match what {
        What::Propose(who, to) => Moving::Propose(Some(field.people[*who]), Some(field.posts[*to])),
        What::Send(who, to) => Moving::Send(Some(field.people[*who]), Some(field.posts[*to])),
        What::Next(n) => Moving::next(nth(*n)?)?,
        What::Place(n, _) => Moving::Place(nth(*n)?.id),
        What::Return(n) => Moving::Return(nth(*n)?.id),
        What::Stay(n) => Moving::Stay(nth(*n)?.id),
        What::Cancel(n) => Moving::Cancel(nth(*n)?.id),
    })
}

/// The edits of a step, its form filled in as an officer would; none where it is refused.
fn edits(field: &Field, view: &View, step: &Step, next: &mut u64) -> Option<Vec<Edit>> {
    let moving = moving(field, &view.snapshot, &step.what)?;
    let task = Task::Do(Doing::Move(moving));
    let texts = Texts::default();
    let desk = Desk { view, texts: &texts };
    let mut cells = task.begin(desk).unwrap();
    for (column, cell) in task.columns().iter().zip(&mut cells) {
        match column.id {
            "decision" => *cell = "12-QĐ/TU".to_owned(),
            "decision-date" => *cell = view.on.to_string(),
            "minimum" => *cell = "1".to_owned(),
            "note" => *cell = "theo nguyện vọng".to_owned(),
            "afterwards" => *cell = "return".to_owned(),
            "post" => {
                if let What::Place(_, to) = step.what {
                    *cell = field.posts[to].to_string();
                }
            }
            _ => {}
        }
    }
    let mut edits = task.edits(desk, &cells).ok()?;
    renumber(&mut edits, |_, id| *next + (id & 0xff));
    *next += 0x100;
    Some(edits)
}

/// Posts that have more holders than seats on some day of what happens.
fn overfull(field: &Field, view: &View) -> BTreeSet<PostId> {
    let held: Vec<&Arc<Appointment>> = view.snapshot.appointments.values().collect();
    let begin: BTreeSet<Day> = held.iter().map(|a| a.span.from).collect();
    let mut full = BTreeSet::new();
    for post in &field.posts {
        let seats = view.snapshot.posts.get(post).unwrap().seats[0].value;
        let most = begin.iter().map(|on| held.iter().filter(|a| a.post == *post && a.span.holds(*on)).count()).max();
        if most.unwrap_or(0) > usize::from(seats) {
            full.insert(*post);
        }
    }
    full
}

proptest! {
    #[test]
    fn no_post_has_more_holders_than_seats_and_undoing_all_returns_what_was(steps in prop::collection::vec(step(), 1..40)) {
        let field = &*FIELD;
        let start = View::new(Arc::clone(&field.snapshot), Arc::clone(&field.land.catalogue), day(FIRST));
        let (mut view, mut written, mut excepted) = (start.clone(), Vec::new(), BTreeSet::new());
        let mut next = UnitId::new(1, 1_000_000).0;
        for step in steps {
            let on = Day(day(FIRST).0 + step.on);
            let then = view.on(on);
            let Some(edits) = edits(field, &then, &step, &mut next) else { continue };
            let Ok(trial) = try_out(&then, &field.land.policy, &edits, on) else { continue };
            let stops = trial.findings.iter().any(|f| f.stops());
            if stops && !step.excepted {
                continue;
            }
            view = trial.after;
            let full = overfull(field, &view);
            if stops {
                excepted.extend(full.iter().copied());
            }
            prop_assert!(full.is_subset(&excepted), "{full:?} after {step:?}");
            written.push(edits);
        }
        for edits in written.into_iter().rev() {
            view = view.with(edits.into_iter().rev().map(Edit::invert));
        }
        let (now, was) = (&view.snapshot, &start.snapshot);
        prop_assert!(now.rotations.is_empty());
        prop_assert!(now.appointments.iter().eq(was.appointments.iter()));
        prop_assert!(now.entries.iter().eq(was.entries.iter()));
    }
}

#[test]
fn the_steps_that_are_drawn_do_lead_through_whole_moves() {
    let field = &*FIELD;
    let mut view = View::new(Arc::clone(&field.snapshot), Arc::clone(&field.land.catalogue), day(FIRST));
    let mut next = UnitId::new(1, 1_000_000).0;
    let begins = std::iter::once(What::Propose(1, 3));
    let steps = begins.chain(std::iter::repeat_n(What::Next(0), 5));
    for (at, what) in (0..).zip(steps) {
        let step = Step { on: at * 40, what, excepted: false };
        let then = view.on(Day(day(FIRST).0 + step.on));
        let edits = edits(field, &then, &step, &mut next).unwrap_or_else(|| panic!("{step:?} is refused"));
        let trial = try_out(&then, &field.land.policy, &edits, then.on).unwrap();
        assert!(trial.findings.iter().all(|f| !f.stops()), "{step:?}: {:?}", trial.findings);
        view = trial.after;
    }
    let moved = view.snapshot.rotations.values().next().unwrap();
    assert_eq!(moved.phases.last().map(|p| p.value), Some(Phase::Returned));
}
