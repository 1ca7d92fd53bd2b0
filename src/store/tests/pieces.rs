//! Long values stand in pieces that the engine takes.

use super::support::{change, dossier, header, new_store, remove, unit};
use crate::domain::{Edit, Record, RecordKind};
use crate::store::engine::{Batch, LONGEST_VALUE, Tree};
use crate::store::{Store, StoreError, folder};
use std::fs;

#[test]
fn a_value_above_the_limit_is_refused_where_batches_are_filled() {
    let mut batch = Batch::default();
    batch.put(Tree::Records, vec![1], vec![0; LONGEST_VALUE]).unwrap();
    let error = batch.put(Tree::Records, vec![1], vec![0; LONGEST_VALUE + 1]).unwrap_err();
    assert!(matches!(error, StoreError::TooLong { bytes: 4097, limit: 4096 }));
}

#[test]
fn large_records_come_back_whole_and_never_leave_the_data_file() {
    let (_home, store) = new_store();
    // lengths around the places where a part begins, and long ones in numbers
    let lengths = (4_000..4_200).chain([8_100, 8_170, 8_180, 12_000, 60_000, 200_000]);
    let records: Vec<Record> = lengths.zip(1..).map(|(length, n)| dossier(n, "ghi".repeat(length / 3))).collect();
    store.commit(&header(1), &records.iter().cloned().map(Edit::create).collect::<Vec<_>>()).unwrap();
    let found: Vec<Record> = store.records(RecordKind::Dossier).map(Result::unwrap).collect();
    assert_eq!(found, records);
    // shorter ones leave no part behind
    let short: Vec<Record> = (1..).take(records.len()).map(|n| dossier(n, "x".to_owned())).collect();
    let edits: Vec<Edit> = records.into_iter().zip(&short).map(|(was, now)| change(was, now.clone())).collect();
    store.commit(&header(2), &edits).unwrap();
    assert_eq!(store.records(RecordKind::Dossier).map(Result::unwrap).collect::<Vec<_>>(), short);
    assert_eq!(store.edits(crate::domain::Revision(2)).map(Result::unwrap).collect::<Vec<_>>(), edits);
    assert_eq!(store.verify().unwrap().damage, []);
    for tree in Tree::ALL {
        assert!(store.engine.scan(tree, &[]).all(|pair| pair.unwrap().1.len() <= LONGEST_VALUE));
    }
    let blobs = store.dir().join(folder::BLOBS);
    drop(store);
    assert_eq!(fs::read_dir(blobs).unwrap().count(), 0);
}

#[test]
fn a_record_of_more_than_a_mebibyte_is_refused_and_nothing_is_written() {
    let (_home, store) = new_store();
    let edits = [Edit::create(unit(1, "Cao Lộc")), Edit::create(dossier(1, "x".repeat(1 << 20)))];
    assert!(matches!(store.commit(&header(1), &edits), Err(StoreError::TooLong { .. })));
    let outcome = store.commit_large(header(1), &mut edits.into_iter(), &mut |_| true);
    assert!(matches!(outcome, Err(StoreError::TooLong { .. })));
    assert_eq!(store.records(RecordKind::Unit).count(), 0);
    assert_eq!(store.verify().unwrap().damage, []);
}

#[test]
fn a_large_revision_that_is_refused_half_way_leaves_no_trace() {
    let (_home, store) = new_store();
    let old = unit(1, "Cao Lộc");
    store.commit(&header(1), &[Edit::create(old.clone())]).unwrap();
    let before = store.verify().unwrap();
    let mut edits = vec![change(old.clone(), unit(1, "Đồng Đăng")), remove(unit(1, "Đồng Đăng"))];
    edits.extend((2..3_000).map(|n| Edit::create(dossier(n, "x".repeat(n as usize)))));
    // the first unit again, as it no longer is
    edits.push(change(old.clone(), unit(1, "Lộc Bình")));
    let outcome = store.commit_large(header(2), &mut edits.into_iter(), &mut |_| true);
    assert!(matches!(outcome, Err(StoreError::Conflict { key, .. }) if key == old.key()));
    assert_eq!(store.verify().unwrap(), before);
    assert_eq!(store.record(old.key()).unwrap(), Some(old));
}

#[test]
fn a_large_revision_that_is_broken_off_leaves_no_trace_however_far_it_is() {
    let (_home, store) = new_store();
    store.commit(&header(1), &[Edit::create(unit(1, "Cao Lộc"))]).unwrap();
    let before = store.verify().unwrap();
    for last in [1_000, 2_000, 2_500] {
        let mut edits = (2..2_502).map(|n| Edit::create(unit(n, "Đơn vị")));
        let outcome = store.commit_large(header(2), &mut edits, &mut |at| at.edits < last);
        assert!(matches!(outcome, Err(StoreError::BrokenOff)));
        assert_eq!(store.verify().unwrap(), before);
    }
    store.commit(&header(2), &[Edit::create(unit(2, "Lộc Bình"))]).unwrap();
}

#[test]
fn while_a_large_revision_is_written_readers_see_what_was_before() {
    let (_home, store) = new_store();
    let old = unit(1, "Cao Lộc");
    store.commit(&header(1), &[Edit::create(old.clone())]).unwrap();
    let new = unit(1, "Đồng Đăng");
    let gone = unit(2, "Lộc Bình");
    let mut edits = vec![change(old.clone(), new.clone()), Edit::create(gone.clone()), remove(gone.clone())];
    edits.extend((3..2_000).map(|n| Edit::create(unit(n, "Đơn vị"))));
    let mut asked = 0;
    let done = store.commit_large(header(2), &mut edits.into_iter(), &mut |_| {
        asked += 1;
        assert_eq!(store.record(old.key()).unwrap().as_ref(), Some(&old));
        assert_eq!(store.record(unit(3, "").key()).unwrap(), None);
        assert_eq!(store.last_change(old.key()).unwrap().map(|h| h.revision.0), Some(1));
        assert_eq!(store.headers(true, None).count(), 1);
        assert!(matches!(store.records(RecordKind::Unit).last(), Some(Err(StoreError::Writing))));
        true
    });
    assert_eq!((done.unwrap().edits, asked), (2_000, 3));
    assert_eq!(store.record(old.key()).unwrap().as_ref(), Some(&new));
    assert_eq!(store.record(gone.key()).unwrap(), None);
    assert_eq!(store.last_change(gone.key()).unwrap().map(|h| h.revision.0), Some(2), "who removed it is known");
    assert_eq!(store.records(RecordKind::Unit).map(Result::unwrap).count(), 1_998);
}

#[test]
fn a_revision_that_was_never_completed_is_taken_back_when_the_store_is_opened() {
    let (_home, store) = new_store();
    let old = unit(1, "Cao Lộc");
    store.commit(&header(1), &[Edit::create(old.clone())]).unwrap();
    let before = store.verify().unwrap();
    let mut edits = vec![change(old.clone(), unit(1, "Đồng Đăng"))];
    edits.extend((2..1_500).map(|n| Edit::create(dossier(n, "x".repeat(n as usize)))));
    // as a process leaves it that dies before the head moves
    let state = store.state();
    let done = store.commit_large(header(2), &mut edits.into_iter(), &mut |_| true).unwrap();
    let mut batch = Batch::default();
    crate::store::write::put_state(&mut batch, &state).unwrap();
    store.durable(&batch).unwrap();
    store.set_state(state);
    let dir = store.dir().to_owned();
    drop(store);
    let (store, opened) = Store::open(&dir, true).unwrap();
    let told = opened.rolled_back.unwrap();
    assert_eq!((told.revision.0, told.edits, told.complete), (2, u64::from(done.edits), true));
    assert_eq!(told.intent.as_deref(), Some("rename-unit"));
    assert_eq!(store.verify().unwrap(), before);
    drop(store);
    assert_eq!(Store::open(&dir, false).unwrap().1.rolled_back, None, "it is told once");
}
