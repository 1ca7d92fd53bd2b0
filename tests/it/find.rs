//! The golden cases of finding: what is typed, and who must be among the first so many.

use canbo::domain::{Appointment, Cadre, Day, Post, Record, Revision, Unit};
use canbo::register::gazetteer::Gazetteer;
use canbo::register::{Catalogue, Snapshot, View};
use canbo::sample::{self, Wanted};
use canbo::search::{Index, List, Query};
use std::sync::Arc;

const PEOPLE: &str = include_str!("../data/find/people.tsv");
const CASES: &str = include_str!("../data/find/cases.tsv");

/// Every case of `tests/data/find/cases.tsv`: a line is a query, an id of `people.tsv`, a rank (0: nothing may be
/// found) and what the case is for.
#[test]
fn everybody_is_found_by_what_people_type() {
    let list = List::parse(PEOPLE).unwrap();
    let index = Index::build(&list);
    let mut wrong = Vec::new();
    for case in CASES.lines().skip(1) {
        let cells: Vec<&str> = case.split('\t').collect();
        let [query, id, within, why] = cells.as_slice() else { panic!("{case}") };
        let within: usize = within.parse().unwrap();
        let hits = index.find(&list, &Query::parse(query).unwrap(), 20, None).hits;
        let ids: Vec<&str> = hits.iter().filter_map(|h| list.line(h.what)).map(|line| line.id.as_str()).collect();
        let right = if within == 0 { ids.is_empty() } else { ids.iter().take(within).any(|found| found == id) };
        if !right {
            wrong.push(format!("{query} ({why}): {id} is not within {within} of {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// A small province, and edits of all that names depend on, drawn by numbers.
struct Edited {
    view: View,
    drawn: u64,
}

impl Edited {
    fn below(&mut self, n: usize) -> usize {
        self.drawn = self.drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.drawn >> 33).unwrap() % n
    }

    fn any<T>(&mut self, all: impl ExactSizeIterator<Item = T>) -> T {
        let at = self.below(all.len());
        let mut all = all;
        all.nth(at).unwrap()
    }

    /// One edit: somebody is called otherwise, goes, moves; a post or a unit is called or placed otherwise, or ends.
    fn edit(&mut self) {
        let on = self.view.on;
        let snapshot = Arc::clone(&self.view.snapshot);
        let mut next = Snapshot::clone(&snapshot);
        match self.below(7) {
            0 => {
                let mut cadre = Cadre::clone(self.any(snapshot.cadres.values()));
                cadre.name = ["Nông Thị Quỳnh", "Hà Bích Quyên", "Vi Văn Sáng"][self.below(3)].to_owned();
                cadre.other_name = (self.below(2) == 0).then(|| "Sáu Quyên".to_owned());
                next.set(Record::Cadre(cadre.clone()).key(), Some(Record::Cadre(cadre)));
            }
            1 => {
                let cadre = Cadre::clone(self.any(snapshot.cadres.values()));
                next.set(Record::Cadre(cadre).key(), None);
            }
            2 => {
                let mut held = Appointment::clone(self.any(snapshot.appointments.values()));
                held.span.to = if self.below(2) == 0 { on.prev() } else { Day::MAX };
                next.set(Record::Appointment(held.clone()).key(), Some(Record::Appointment(held)));
            }
            3 => {
                let mut held = Appointment::clone(self.any(snapshot.appointments.values()));
                held.post = self.any(snapshot.posts.values()).id;
                held.cadre = self.any(snapshot.cadres.values()).id;
                next.set(Record::Appointment(held.clone()).key(), Some(Record::Appointment(held)));
            }
            4 => {
                let mut post = Post::clone(self.any(snapshot.posts.values()));
                post.title = self.any(snapshot.posts.values()).title;
                post.unit = self.any(snapshot.units.values()).id;
                next.set(Record::Post(post.clone()).key(), Some(Record::Post(post)));
            }
            5 => {
                // a commune or an office, seldom what half of the province is called after
                let mut unit = Unit::clone(self.any(snapshot.units.values()));
                unit.rename_from(on.prev(), ["Phong Lan", "Sơn Trà"][self.below(2)]);
                next.set(Record::Unit(unit.clone()).key(), Some(Record::Unit(unit)));
            }
            _ => {
                let mut unit = Unit::clone(self.any(snapshot.units.values()));
                unit.span.to = on;
                next.set(Record::Unit(unit.clone()).key(), Some(Record::Unit(unit)));
            }
        }
        next.revision = Revision(next.revision.0 + 1);
        self.view = View::new(Arc::new(next), Arc::clone(&self.view.catalogue), on);
    }
}

/// An index that takes in what each edit changed answers as one that is made afresh of the province as it stands.
#[test]
fn after_any_edits_a_search_is_that_of_a_new_index() {
    const QUERIES: [&str; 16] = [
        "nong thi",
        "quynh",
        "quyen",
        "sau quyen",
        "phong lan",
        "son tra",
        "ct ubnd",
        "bi thu",
        "so noi vu",
        "cao loc",
        "ntq",
        "hieu truong",
        "vivansang",
        "quinh",
        "đv:\"cao lộc\" nữ",
        "tuổi<40 hoa",
    ];
    let (catalogue, gazetteer) = (Catalogue::embedded().unwrap(), Gazetteer::embedded().unwrap());
    let wanted = Wanted { people: 400, seed: 5 };
    let records = sample::edits(wanted, &catalogue, &gazetteer, &mut |_| {}).unwrap().filter_map(|e| e.becomes);
    let snapshot = Snapshot::of(records.collect::<Vec<_>>());
    let view = View::new(Arc::new(snapshot), Arc::new(catalogue), Day::of(2024, 5, 1).unwrap());
    let mut edited = Edited { view, drawn: 11 };
    let mut index = Index::build(&edited.view);
    let (mut indexed, mut taken_in) = (edited.view.clone(), 0);
    for round in 0..12 {
        for _ in 0..=round % 3 {
            edited.edit();
        }
        match edited.view.changed_since(&indexed) {
            Some(changed) => {
                index.take_in(&edited.view, &changed);
                taken_in += 1;
            }
            None => index = Index::build(&edited.view),
        }
        indexed = edited.view.clone();
        let new = Index::build(&indexed);
        assert_eq!(index.len(), new.len());
        for query in QUERIES {
            let parsed = Query::parse(query).unwrap();
            let [kept, fresh] = [&index, &new].map(|index| index.find(&indexed, &parsed, 30, None));
            assert_eq!(kept, fresh, "{query} after round {round}");
        }
    }
    assert!(taken_in > 6, "only {taken_in} times");
    assert_eq!(indexed.on(indexed.on.next()).changed_since(&indexed), None, "another day is another province");
}
