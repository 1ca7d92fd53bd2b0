//! Backup and restore.

use super::model::{files, filled, stored};
use canbo::store::{Place, Store, StoreError, restore};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

#[test]
fn a_store_comes_back_from_its_backup_with_all_its_history() {
    let home = TempDir::new().unwrap();
    let (old, new, file) = (home.path().join("old"), home.path().join("new"), home.path().join("file"));
    let records = filled(&old, 8);
    let (store, _) = Store::open(&old, false).unwrap();
    store.put_note("an", "draft", &[7; 9_000]).unwrap();
    let summary = store.backup(&file).unwrap();
    assert_eq!((summary.revision.0, summary.records), (8, records.len() as u64));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(matches!(store.backup(&file), Err(StoreError::Occupied(_))), "a backup is not overwritten");
    assert_eq!(restore(&file, &new).unwrap(), summary);
    let (again, _) = Store::open(&new, false).unwrap();
    assert_eq!(stored(&again), records);
    assert_eq!(again.verify().unwrap(), store.verify().unwrap());
    assert_eq!(again.note("an", "draft").unwrap(), Some(vec![7; 9_000]));
    assert_eq!((again.province(), again.ids()), (store.province(), store.ids()));
    for (ours, theirs) in again.headers(true, None).zip(store.headers(true, None)) {
        assert_eq!(ours.unwrap(), theirs.unwrap());
    }
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing else is left: {left:?}");
}

#[test]
fn a_damaged_backup_is_told_and_makes_no_store() {
    let home = TempDir::new().unwrap();
    let (old, new, file) = (home.path().join("old"), home.path().join("new"), home.path().join("file"));
    filled(&old, 2);
    Store::open(&old, true).unwrap().0.backup(&file).unwrap();
    let sound = fs::read(&file).unwrap();
    let refused = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        let error = restore(&file, &new).unwrap_err();
        assert!(!new.exists());
        error
    };
    let places = (0..sound.len()).step_by(sound.len() / 150).chain(sound.len() - 13..sound.len());
    for at in places {
        let mut flipped = sound.clone();
        flipped[at] ^= 1 << (at % 8);
        let error = refused(&flipped);
        assert!(
            matches!(&error, StoreError::Damaged(damage) if damage.place == Place::Backup)
                || matches!(error, StoreError::NotAStore(_) | StoreError::Newer { .. } | StoreError::NewerValue(_)),
            "byte {at}: {error}"
        );
        assert!(matches!(refused(&sound[..at]), StoreError::Damaged(_) | StoreError::NotAStore(_)), "cut at {at}");
    }
    assert!(matches!(refused(b"a letter about something else"), StoreError::NotAStore(_)));
    let newer = [b"canbo backup, format 9\n", &sound[23..]].concat();
    assert!(matches!(refused(&newer), StoreError::Newer { found: 9, known: 1 }));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is left of the attempts");
}

#[test]
fn a_backup_is_restored_only_where_nothing_is() {
    let home = TempDir::new().unwrap();
    let (old, file) = (home.path().join("old"), home.path().join("file"));
    filled(&old, 2);
    Store::open(&old, true).unwrap().0.backup(&file).unwrap();
    let before = files(&old);
    assert!(matches!(restore(&file, &old), Err(StoreError::Occupied(_))));
    assert_eq!(files(&old), before);
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    restore(&file, &empty).unwrap();
    assert!(Store::exists(&empty));
}
