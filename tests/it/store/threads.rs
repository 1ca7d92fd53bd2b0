//! Readers on other threads while revisions are written.

use super::model::{next, province, stored};
use canbo::domain::*;
use canbo::store::Store;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use tempfile::TempDir;

fn dossier(version: usize) -> Record {
    let text = || String::new();
    // one part, two, three …: what is read from the wrong version would not fit
    let note = version.to_string().repeat((version % 5) * 1_500 + 1);
    let career = Vec::new();
    let (residence, background, strengths, duty) = (text(), text(), text(), text());
    let birthplace = version.to_string();
    let cadre = CadreId::new(20, 1);
    Record::Dossier(Dossier { cadre, birthplace, residence, background, strengths, duty, career, note })
}

/// Tells the readers to stop, also where the writer fails.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn a_reader_sees_a_record_whole_in_a_version_that_was_answered_for() {
    const REVISIONS: usize = 150;
    let home = TempDir::new().unwrap();
    let store = Store::create(&home.path().join("store"), &province()).unwrap();
    let versions: Vec<Record> = (0..REVISIONS).map(dossier).collect();
    store.commit(&next(&store), &[Edit::create(versions[0].clone())]).unwrap();
    let done = AtomicBool::new(false);
    fn any_thread<T: Send + Sync>(_: &T) {}
    any_thread(&store);
    let key = versions[0].key();
    thread::scope(|scope| {
        for scans in [false, true] {
            let (store, versions, done) = (&store, &versions, &done);
            scope.spawn(move || {
                let mut last = 0;
                while !done.load(Ordering::Acquire) {
                    let before = store.head().0 as usize - 1;
                    let found = if scans { stored(store).remove(&key) } else { store.record(key).unwrap() };
                    let after = store.head().0 as usize - 1;
                    let version = versions.iter().position(|version| Some(version) == found.as_ref()).unwrap();
                    assert!(before <= version && version <= after && last <= version);
                    last = version;
                }
            });
        }
        let _done = Done(&done);
        for pair in versions.windows(2) {
            let [was, becomes] = pair else { unreachable!() };
            let edit = Edit { nature: Nature::Correction, was: Some(was.clone()), becomes: Some(becomes.clone()) };
            store.commit(&next(&store), &[edit]).unwrap();
        }
    });
    assert_eq!(store.head(), Revision(REVISIONS as u64));
}
