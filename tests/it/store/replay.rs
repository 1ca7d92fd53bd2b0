//! Whatever is committed: the records are the journal replayed, and the journal taken backwards gives every state.

use super::model::{Op, Records, apply, edits, header, next, province, replayed, stored};
use canbo::domain::*;
use canbo::store::{Opened, Store, StoreError};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tempfile::TempDir;

#[derive(Debug, Clone)]
struct Commit {
    ops: Vec<Op>,
    large: bool,
    reopen: bool,
}

fn op() -> impl Strategy<Value = Op> {
    let size = prop_oneof![0..40_u16, any::<u16>()];
    (0..5_u8, 1..6_u64, prop::bool::weighted(0.3), size).prop_map(|(kind, number, remove, size)| Op {
        kind,
        number,
        remove,
        size,
    })
}

fn commit() -> impl Strategy<Value = Commit> {
    let large = prop::bool::weighted(0.3);
    let reopen = prop::bool::weighted(0.2);
    (prop::collection::vec(op(), 1..12), large, reopen).prop_map(|(ops, large, reopen)| Commit { ops, large, reopen })
}

/// What the store should answer, revision by revision.
#[derive(Default)]
struct Expected {
    states: Vec<Records>,
    revisions: BTreeMap<Subject, Vec<Revision>>,
    last: BTreeMap<RecordKey, Revision>,
    journal: Vec<Vec<Edit>>,
}

impl Expected {
    fn take(&mut self, revision: Revision, edits: Vec<Edit>, after: Records) {
        for edit in &edits {
            for subject in edit.was.iter().chain(&edit.becomes).flat_map(Record::subjects) {
                let revisions = self.revisions.entry(subject).or_default();
                if revisions.last() != Some(&revision) {
                    revisions.push(revision);
                }
            }
            self.last.insert(edit.key().unwrap(), revision);
        }
        self.states.push(after);
        self.journal.push(edits);
    }

    fn check(&self, store: &Store) {
        let now = self.states.last().unwrap();
        assert_eq!(&stored(store), now);
        assert_eq!(&replayed(store), now);
        let mut backwards = now.clone();
        for (at, (before, journal)) in self.states.iter().zip(&self.journal).enumerate().rev() {
            let revision = Revision(at as u64 + 1);
            assert_eq!(&backwards, before, "the state at {revision}");
            let edits: Vec<Edit> = store.edits(revision).map(Result::unwrap).collect();
            assert_eq!(&edits, journal);
            for edit in edits.into_iter().rev() {
                apply(&mut backwards, &edit.invert());
            }
        }
        assert_eq!(store.head().0 as usize, self.states.len());
        assert!(backwards.is_empty(), "before the first revision");
        for (subject, revisions) in &self.revisions {
            assert_eq!(&store.revisions(*subject).unwrap(), revisions);
        }
        for (key, revision) in &self.last {
            assert_eq!(store.last_change(*key).unwrap().map(|header| header.revision), Some(*revision));
            assert_eq!(store.record(*key).unwrap().as_ref(), now.get(key));
        }
        let verified = store.verify().unwrap();
        assert_eq!((verified.damage, verified.records), (Vec::new(), now.len() as u64));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_records_are_the_journal_replayed(commits in prop::collection::vec(commit(), 1..10)) {
        let home = TempDir::new().unwrap();
        let dir = home.path().join("store");
        let mut store = Store::create(&dir, &province()).unwrap();
        let mut expected = Expected::default();
        let mut records = Records::new();
        for commit in commits {
            let (edits, after) = edits(&records, commit.ops);
            let header = next(&store);
            let committed = if commit.large {
                store.commit_large(header.clone(), &mut edits.clone().into_iter(), &mut |_| true).map(|_| ())
            } else {
                store.commit(&header, &edits)
            };
            if edits.is_empty() {
                prop_assert!(matches!(committed, Err(StoreError::Empty)));
                continue;
            }
            committed.unwrap();
            records = after.clone();
            expected.take(header.revision, edits, after);
            if commit.reopen {
                drop(store);
                let (again, opened) = Store::open(&dir, false).unwrap();
                prop_assert_eq!(opened, Opened::default());
                store = again;
            }
        }
        if store.head() > Revision(0) {
            expected.check(&store);
        }
    }
}

#[test]
fn what_does_not_fit_the_present_is_refused_and_nothing_is_written() {
    let home = TempDir::new().unwrap();
    let store = Store::create(&home.path().join("store"), &province()).unwrap();
    let op = |size| Op { kind: 0, number: 1, remove: false, size };
    let (first, records) = edits(&Records::new(), [op(1)]);
    let key = first[0].key().unwrap();
    assert!(matches!(store.commit(&header(Revision(2)), &first), Err(StoreError::OutOfOrder { .. })));
    store.commit(&header(Revision(1)), &first).unwrap();
    let (second, _) = edits(&records, [op(2)]);
    let (third, _) = edits(&records, [op(3)]);
    store.commit(&header(Revision(2)), &second).unwrap();
    let before = store.verify().unwrap();
    let conflict =
        |outcome| matches!(outcome, Err(StoreError::Conflict { key: k, last: Some(Revision(2)) }) if k == key);
    assert!(conflict(store.commit(&header(Revision(3)), &third)), "the record is as revision 2 left it");
    assert!(conflict(store.commit(&header(Revision(3)), &first)), "it is there already");
    let nothing = Edit { nature: Nature::Correction, was: None, becomes: None };
    assert!(matches!(store.commit(&header(Revision(3)), &[nothing]), Err(StoreError::Unsound(None))));
    assert!(matches!(store.commit(&header(Revision(3)), &[]), Err(StoreError::Empty)));
    assert_eq!(store.verify().unwrap(), before);
}

#[test]
fn headers_come_from_either_end_and_from_the_middle() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    super::model::filled(&dir, 5);
    let (store, _) = Store::open(&dir, true).unwrap();
    let numbers = |newest, from: Option<u64>| -> Vec<u64> {
        store.headers(newest, from.map(Revision)).map(|header| header.unwrap().revision.0).collect()
    };
    assert_eq!(numbers(true, None), [5, 4, 3, 2, 1]);
    assert_eq!(numbers(false, None), [1, 2, 3, 4, 5]);
    assert_eq!(numbers(true, Some(2)), [2, 1]);
    assert_eq!(numbers(true, Some(9)), [5, 4, 3, 2, 1]);
    assert_eq!(numbers(false, Some(4)), [4, 5]);
    assert_eq!(numbers(false, Some(6)), [0_u64; 0]);
    assert_eq!(store.header(Revision(5)).unwrap().unwrap().intent, "revision 5");
    assert_eq!(store.header(Revision(6)).unwrap(), None);
}

#[test]
fn ids_are_counted_with_the_commit_that_uses_them_and_not_given_twice() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    let store = Store::create(&dir, &province()).unwrap();
    let unit = |origin, number| {
        let form = Form { kind: KindId(1), level: Level::Commune };
        Record::Unit(Unit::new(UnitId::new(origin, number), Span::since(Day(0)), "Tân Thành", form, 1))
    };
    let own = unit(20, 41);
    store.commit(&next(&store), &[Edit::create(own.clone()), Edit::create(unit(3, 900))]).unwrap();
    assert_eq!(store.ids().units, 41, "a unit that was born elsewhere does not count");
    store.commit(&next(&store), &[Edit { nature: Nature::Correction, was: Some(own), becomes: None }]).unwrap();
    drop(store);
    let (store, _) = Store::open(&dir, false).unwrap();
    assert_eq!(store.ids().next(RecordKind::Unit, 20), UnitId::new(20, 42).0);
    assert_eq!(store.ids().next(RecordKind::Cadre, 20), CadreId::new(20, 1).0);
}

#[test]
fn notes_are_kept_by_author_and_stay_out_of_the_journal() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    let store = Store::create(&dir, &province()).unwrap();
    let long = "dự thảo ".repeat(2_000).into_bytes();
    store.put_note("an", "draft", &long).unwrap();
    store.put_note("an", "history", b"find Cao Loc").unwrap();
    store.put_note("ana", "draft", b"another's").unwrap();
    drop(store);
    let (store, _) = Store::open(&dir, false).unwrap();
    assert_eq!(store.note("an", "draft").unwrap(), Some(long));
    assert_eq!(store.notes("an").unwrap(), ["draft", "history"]);
    store.put_note("an", "draft", b"short").unwrap();
    assert_eq!(store.note("an", "draft").unwrap(), Some(b"short".to_vec()));
    store.put_note("an", "draft", b"").unwrap();
    assert_eq!((store.note("an", "draft").unwrap(), store.notes("an").unwrap()), (None, vec!["history".to_owned()]));
    assert_eq!(store.note("ana", "draft").unwrap(), Some(b"another's".to_vec()));
    assert!(matches!(store.put_note("an", &"x".repeat(256), b"x"), Err(StoreError::TooLong { .. })));
    assert!(matches!(store.put_note("an", "x", &vec![0; (1 << 20) + 1]), Err(StoreError::TooLong { .. })));
    assert_eq!((store.head(), store.verify().unwrap().damage), (Revision(0), vec![]));
}
