//! After an edit only what it touches is judged again: whatever the edits, it comes to the same as judging everything.

use super::land::{Land, NEXT, day};
use canbo::domain::*;
use canbo::register::planning::{Planning, What};
use canbo::register::{Snapshot, View};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

const ON: &str = "01/05/2024";
const PEOPLE: usize = 7;

struct Field {
    land: Land,
    posts: Vec<PostId>,
    people: Vec<CadreId>,
    snapshot: Arc<Snapshot>,
}

/// Pools of two levels and both ladders, people who hold some of the posts, a couple among them.
static FIELD: LazyLock<Field> = LazyLock::new(|| {
    let mut land = Land::new();
    let (province, district, finance) = (land.province, land.district, land.finance);
    let posts = vec![
        land.post(province, "uvbch-tinh", 3),
        land.post(province, "uvbtv-tinh-uy", 2),
        land.post(province, "ct-ubnd-tinh", 1),
        land.post(finance, "giam-doc-so", 1),
        land.post(finance, "pho-giam-doc-so", 2),
        land.post(district, "uvbch-huyen", 3),
        land.post(district, "bi-thu-huyen-uy", 1),
    ];
    let born = ["1972", "04/1972", "02/05/1984", "1990", "01/1966", "1984", "1979"];
    let people: Vec<CadreId> = (0..PEOPLE)
        .map(|n| land.person(if n % 2 == 0 { Sex::Female } else { Sex::Male }, born[n % born.len()]))
        .collect();
    land.married(people[1], people[0]);
    land.hold(people[1], posts[2], "01/01/2022");
    land.hold(people[2], posts[3], "01/01/2022");
    for (n, cadre) in people.iter().enumerate() {
        land.plan(*cadre, posts[n % posts.len()], NEXT, "01/03/2024");
    }
    let snapshot = Arc::new(Snapshot::of(land.records.clone()));
    Field { land, posts, people, snapshot }
});

#[derive(Debug, Clone, Copy)]
enum Doing {
    Plan(usize, usize),
    Leave(usize),
    Hold(usize, usize),
    End(usize),
    Discipline(usize),
    Clear(usize),
    Born(usize, i16),
    Marry(usize, usize),
    Status(usize),
    Grade(usize),
    Seats(usize, u16),
    UnitGrade(usize),
}

fn doing() -> impl Strategy<Value = Doing> {
    let (who, what) = (0..PEOPLE, 0..7_usize);
    prop_oneof![
        (who.clone(), what.clone()).prop_map(|(a, b)| Doing::Plan(a, b)),
        (0..20_usize).prop_map(Doing::Leave),
        (who.clone(), what.clone()).prop_map(|(a, b)| Doing::Hold(a, b)),
        (0..10_usize).prop_map(Doing::End),
        who.clone().prop_map(Doing::Discipline),
        who.clone().prop_map(Doing::Clear),
        (who.clone(), 1960..1995_i16).prop_map(|(a, year)| Doing::Born(a, year)),
        (who.clone(), who.clone()).prop_map(|(a, b)| Doing::Marry(a, b)),
        who.clone().prop_map(Doing::Status),
        who.prop_map(Doing::Grade),
        (what.clone(), 0..4_u16).prop_map(|(a, n)| Doing::Seats(a, n)),
        what.prop_map(Doing::UnitGrade),
    ]
}

/// The record that a doing leaves, where there is something to do.
fn record(field: &Field, now: &Snapshot, doing: Doing, id: u64) -> Option<Record> {
    let nth = |n: usize, len: usize| (len > 0).then(|| n % len);
    let span = Span::new(day("01/04/2024"), day("01/04/2025"));
    let made = match doing {
        Doing::Plan(who, what) => {
            let mut entry = now.entries.values().next().map(|e| Entry::clone(e))?;
            (entry.id, entry.cadre, entry.post) = (EntryId(id), field.people[who], field.posts[what]);
            Record::Entry(entry)
        }
        Doing::Leave(n) => {
            let live: Vec<_> = now.entries.values().filter(|e| !e.span.ends()).collect();
            let mut entry = Entry::clone(live[nth(n, live.len())?]);
            entry.span.to = day("15/04/2024");
            Record::Entry(entry)
        }
        Doing::Hold(who, what) => {
            let mut held = now.appointments.values().next().map(|a| Appointment::clone(a))?;
            (held.id, held.cadre, held.post) = (AppointmentId(id), field.people[who], field.posts[what]);
            Record::Appointment(held)
        }
        Doing::End(n) => {
            let live: Vec<_> = now.appointments.values().filter(|a| !a.span.ends()).collect();
            let mut held = Appointment::clone(live[nth(n, live.len())?]);
            held.span.to = day("15/04/2024");
            Record::Appointment(held)
        }
        Doing::Discipline(who) => {
            let discipline = vec![Discipline { measure: Measure::Warning, by_party: true, span, decision: None }];
            Record::Conduct(Conduct { cadre: field.people[who], discipline, praise: Vec::new() })
        }
        Doing::Clear(who) => {
            let (cadre, conclusions) = (field.people[who], Vec::new());
            Record::Standing(Standing { cadre, conclusions, votes: Vec::new(), exempt: Vec::new() })
        }
        Doing::Born(who, year) => {
            let mut card = Cadre::clone(now.cadres.get(&field.people[who])?);
            card.born = PartialDate::Year(year);
            Record::Cadre(card)
        }
        Doing::Marry(who, whom) => {
            let mut kin = now.kin.values().next().map(|k| Kin::clone(k))?;
            kin.cadre = field.people[who];
            kin.rows[0].cadre = Some(field.people[whom]);
            Record::Kin(kin)
        }
        Doing::Status(who) => {
            let rows = vec![Dated { span, value: Status::Suspended }];
            Record::Statuses(Statuses { cadre: field.people[who], rows })
        }
        Doing::Grade(who) => {
            let rows = vec![Graded { period: Period::Year(2023), grade: Some(Grade::NotCompleted) }];
            Record::Grades(Grades { cadre: field.people[who], rows })
        }
        Doing::Seats(what, seats) => {
            let mut post = Post::clone(now.posts.get(&field.posts[what])?);
            post.seats = vec![Dated { span: post.span, value: seats }];
            Record::Post(post)
        }
        Doing::UnitGrade(what) => {
            let unit = now.posts.get(&field.posts[what])?.unit;
            let rows = vec![Graded { period: Period::Year(2023), grade: Some(Grade::Completed) }];
            Record::UnitGrades(UnitGrades { unit, rows, caps: Vec::new() })
        }
    };
    Some(made)
}

proptest! {
    #[test]
    fn edit_by_edit_it_comes_to_the_same_as_all_at_once(doings in prop::collection::vec(doing(), 1..12)) {
        let field = &*FIELD;
        let policy = &field.land.policy;
        let mut view = View::new(Arc::clone(&field.snapshot), Arc::clone(&field.land.catalogue), day(ON));
        let mut planning = Planning::of(&view, policy, NEXT);
        let mut id = 1_000_000;
        for doing in doings {
            id += 1;
            let Some(becomes) = record(field, &view.snapshot, doing, id) else { continue };
            let was = view.snapshot.record(becomes.key());
            let edit = Edit { nature: Nature::Correction, was, becomes: Some(becomes) };
            view = view.with([edit.clone()]);
            planning = planning.after(&view, policy, std::slice::from_ref(&edit));
            prop_assert!(planning == Planning::of(&view, policy, NEXT), "after {doing:?}");
            // and back, as an undo does, and forth again
            let back = edit.clone().invert();
            let before = view.with([back.clone()]);
            let undone = planning.after(&before, policy, &[back]);
            prop_assert!(undone == Planning::of(&before, policy, NEXT), "after undoing {doing:?}");
        }
    }
}

#[test]
fn an_edit_leaves_alone_what_it_does_not_touch() {
    let field = &*FIELD;
    let view = View::new(Arc::clone(&field.snapshot), Arc::clone(&field.land.catalogue), day(ON));
    let planning = Planning::of(&view, &field.land.policy, NEXT);
    let leaves = record(field, &view.snapshot, Doing::Status(6), 0).unwrap();
    let edit = Edit::create(leaves);
    let after = view.with([edit.clone()]);
    let next = planning.after(&after, &field.land.policy, &[edit]);
    let kept = |post: &&PostId| Arc::ptr_eq(planning.pool(**post).unwrap(), next.pool(**post).unwrap());
    assert_eq!(field.posts.iter().filter(kept).count(), field.posts.len() - 1, "only the pool of whom it speaks");
}

#[test]
fn rows_stand_unit_by_unit_each_list_above_its_titles_with_those_that_nobody_is_planned_for() {
    let field = &*FIELD;
    let view = View::new(Arc::clone(&field.snapshot), Arc::clone(&field.land.catalogue), day(ON));
    let planning = Planning::of(&view, &field.land.policy, NEXT);
    assert_eq!(planning.entries(), PEOPLE);
    let rows = planning.rows(&view, &field.land.policy, Line::Territory, None);
    let lists = rows.iter().filter(|r| matches!(r.what, What::List(_))).count();
    assert_eq!(lists, 6, "province three, finance one, district two");
    let all: i64 = rows.iter().filter(|r| matches!(r.what, What::List(_))).map(|r| r.planned).sum();
    assert_eq!(usize::try_from(all).unwrap(), PEOPLE, "each in one list only here");
    let below = planning.rows(&view, &field.land.policy, Line::Territory, Some(field.land.district));
    assert!(below.iter().all(|r| r.unit == field.land.district) && !below.is_empty());
}
