//! What stands between a commit and its answer, and what an error there does.

use super::support::{change, header, new_store, unit};
use crate::domain::{Edit, Revision};
use crate::store::engine::{Batch, Disk, Engine};
use crate::store::{Store, StoreError};
use std::io;
use std::sync::{Arc, Mutex};

type Log = Arc<Mutex<Vec<&'static str>>>;

/// Does what the engine does, writes down each step, and fails where it is told.
struct Recorder {
    engine: Engine,
    log: Log,
    fails_at: &'static str,
}

impl Recorder {
    fn step(&self, name: &'static str, work: impl Fn() -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.log.lock().unwrap().push(name);
        if self.fails_at == name {
            return Err(StoreError::Io { what: "test", source: io::Error::other("the device is gone") });
        }
        if self.fails_at == "panic" && name == "apply" {
            panic!("page in two places");
        }
        work()
    }
}

impl Disk for Recorder {
    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        self.step("apply", || self.engine.apply(batch))
    }
    fn flush(&self) -> Result<(), StoreError> {
        self.step("flush", || self.engine.flush())
    }
    fn sync(&self) -> Result<(), StoreError> {
        self.step("sync", || self.engine.sync())
    }
}

fn record(store: &mut Store, fails_at: &'static str) -> Log {
    let log = Log::default();
    store.disk = Box::new(Recorder { engine: store.engine.clone(), log: Arc::clone(&log), fails_at });
    log
}

#[test]
fn an_answer_comes_after_the_sync_and_the_sync_after_the_flush() {
    let (_home, mut store) = new_store();
    let log = record(&mut store, "");
    store.commit(&header(1), &[Edit::create(unit(1, "Cao Lộc"))]).unwrap();
    log.lock().unwrap().push("answer");
    assert_eq!(*log.lock().unwrap(), ["apply", "flush", "sync", "answer"]);
}

#[test]
fn every_piece_of_a_large_revision_is_synced_before_the_next_and_the_head_moves_last() {
    let (_home, mut store) = new_store();
    let log = record(&mut store, "");
    let mut edits = (1..=2_500).map(|n| Edit::create(unit(n, "Đơn vị")));
    store.commit_large(header(1), &mut edits, &mut |at| at.edits <= 2_500).unwrap();
    log.lock().unwrap().push("answer");
    // three pieces of at most a thousand edits, and the head
    let expected = [["apply", "flush", "sync"]; 4].concat();
    assert_eq!(log.lock().unwrap().strip_suffix(&["answer"]), Some(expected.as_slice()));
    assert_eq!(store.head(), Revision(1));
}

#[test]
fn after_an_error_in_any_step_nothing_is_committed_until_the_store_is_opened_again() {
    for fails_at in ["apply", "flush", "sync", "panic"] {
        let (_home, mut store) = new_store();
        let before = unit(1, "Cao Lộc");
        store.commit(&header(1), &[Edit::create(before.clone())]).unwrap();
        record(&mut store, fails_at);
        let edits = [change(before, unit(1, "Đồng Đăng"))];
        let error = store.commit(&header(2), &edits).unwrap_err();
        assert!(matches!(error, StoreError::Io { .. } | StoreError::Damaged(_)), "{fails_at}: {error}");
        assert_eq!(store.head(), Revision(1), "{fails_at}: not answered for, not shown");
        // the device works again, and is still not trusted
        let engine = store.engine.clone();
        store.disk = Box::new(engine);
        assert!(matches!(store.commit(&header(2), &edits), Err(StoreError::Poisoned)), "{fails_at}");
        assert!(matches!(store.put_note("an", "draft", b"x"), Err(StoreError::Poisoned)), "{fails_at}");
        let dir = store.dir().to_owned();
        drop(store);
        let (store, opened) = Store::open(&dir, false).unwrap();
        assert_eq!(opened, crate::store::Opened::default(), "{fails_at}");
        // what failed may or may not be there, whole; the store goes on from what is
        let head = store.head();
        assert_eq!(store.verify().unwrap().damage, [], "{fails_at}");
        store.commit(&header(head.0 + 1), &[Edit::create(unit(2, "Lộc Bình"))]).unwrap();
    }
}
