//! Who holds a store, and who may read it.

use super::model::{Op, Records, edits, filled, next, province};
use canbo::domain::Revision;
use canbo::store::{Store, StoreError};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{self, Child, Command, Stdio};
use tempfile::TempDir;

/// Names the store that a child of this test program is to open.
pub const STORE: &str = "CANBO_TEST_STORE";

/// Starts this test program again, as one of its tests.
pub fn child(test: &str, dir: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env(STORE, dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "is the child of a_store_that_another_process_holds_is_told_with_its_pid"]
fn holder() {
    let Some(dir) = env::var_os(STORE) else { return };
    let _store = Store::open(Path::new(&dir), false).unwrap();
    println!("\nopen");
    std::io::stdout().flush().unwrap();
    // until the parent closes the pipe
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn a_store_that_another_process_holds_is_told_with_its_pid() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    filled(&dir, 1);
    let mut holder = child("store::hold::holder", &dir);
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "open"));
    for read_only in [false, true] {
        let error = Store::open(&dir, read_only).unwrap_err();
        assert!(matches!(error, StoreError::Busy { pid, .. } if pid == Some(holder.id())), "{error}");
    }
    drop(holder.stdin.take());
    lines.for_each(drop);
    assert!(holder.wait().unwrap().success());
    let (store, _) = Store::open(&dir, false).unwrap();
    assert!(matches!(Store::open(&dir, false), Err(StoreError::Busy { pid, .. }) if pid == Some(process::id())));
    drop(store);
    Store::open(&dir, false).unwrap();
}

fn modes(dir: &Path) -> Vec<(String, u32)> {
    let mut modes = vec![(String::new(), fs::metadata(dir).unwrap().permissions().mode() & 0o777)];
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        modes.push((entry.file_name().into_string().unwrap(), mode));
    }
    modes
}

#[test]
fn a_store_is_for_its_owner_alone() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("deep/store");
    let store = Store::create(&dir, &province()).unwrap();
    let (edits, _) = edits(&Records::new(), [Op { kind: 0, number: 1, remove: false, size: 3 }]);
    store.commit(&next(&store), &edits).unwrap();
    drop(store);
    fs::set_permissions(dir.join("db"), fs::Permissions::from_mode(0o644)).unwrap();
    let _store = Store::open(&dir, false).unwrap();
    for (name, mode) in modes(&dir) {
        let expected = if name.is_empty() || name == "blobs" { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{name:?}");
    }
}

#[test]
fn a_store_is_made_where_nothing_is_and_nowhere_else() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    assert!(!Store::exists(&dir));
    assert!(matches!(Store::open(&dir, false), Err(StoreError::Missing(_))));
    fs::create_dir(&dir).unwrap();
    assert!(matches!(Store::open(&dir, false), Err(StoreError::Missing(_))));
    let store = Store::create(&dir, &province()).unwrap();
    assert_eq!((store.head(), store.province()), (Revision(0), &province()));
    assert!(Store::exists(&dir));
    drop(store);
    assert!(matches!(Store::create(&dir, &province()), Err(StoreError::Occupied(_))));
    let file = home.path().join("file");
    fs::write(&file, "a letter").unwrap();
    assert!(matches!(Store::create(&file, &province()), Err(StoreError::Occupied(_))));
    assert!(matches!(Store::open(&file, false), Err(StoreError::NotAStore(_))));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn a_store_opened_for_reading_refuses_every_write() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    let records = filled(&dir, 2);
    let (store, _) = Store::open(&dir, true).unwrap();
    let (edits, _) = edits(&records, [Op { kind: 0, number: 77, remove: false, size: 3 }]);
    assert!(matches!(store.commit(&next(&store), &edits), Err(StoreError::ReadOnly)));
    let large = store.commit_large(next(&store), &mut edits.into_iter(), &mut |_| true);
    assert!(matches!(large, Err(StoreError::ReadOnly)));
    assert!(matches!(store.put_note("an", "draft", b"x"), Err(StoreError::ReadOnly)));
    assert_eq!(store.head(), Revision(2));
}
