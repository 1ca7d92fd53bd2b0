//! Each kind of damage has its own error, and nothing is overwritten.

use super::model::{Random, files, filled, next, stored};
use canbo::domain::Revision;
use canbo::store::{Flaw, Opened, Place, Repair, Store, StoreError};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn snapshots(dir: &Path) -> Vec<PathBuf> {
    names(dir).into_iter().filter(|name| name.starts_with("snap.")).map(|name| dir.join(name)).collect()
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

/// A store of some revisions in a folder of its own, opened once more so that the engine has made all its files.
fn store() -> (TempDir, PathBuf, super::model::Records) {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("store");
    let records = filled(&dir, 6);
    drop(Store::open(&dir, false).unwrap());
    (home, dir, records)
}

#[test]
fn another_programs_folder_is_not_touched() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("letters");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("db"), "a letter").unwrap();
    fs::write(dir.join("conf"), "settings of something else").unwrap();
    let before = files(&dir);
    assert!(!Store::exists(&dir));
    assert!(matches!(Store::open(&dir, false), Err(StoreError::NotAStore(_))));
    assert!(matches!(Store::create(&dir, &super::model::province()), Err(StoreError::Occupied(_))));
    assert_eq!(files(home.path()), before);
}

#[test]
fn a_store_of_a_later_format_is_not_touched() {
    let (home, dir, _) = store();
    fs::write(dir.join("canbo.store"), "canbo store, format 2\n").unwrap();
    let before = files(&dir);
    assert!(matches!(Store::open(&dir, false), Err(StoreError::Newer { found: 2, known: 1 })));
    assert_eq!(files(home.path()), before);
}

#[test]
fn a_store_without_its_data_file_is_not_made_anew() {
    let (home, dir, _) = store();
    fs::remove_file(dir.join("db")).unwrap();
    let before = files(&dir);
    let error = Store::open(&dir, false).unwrap_err();
    assert!(
        matches!(&error, StoreError::Damaged(d) if (d.place, &d.flaw) == (Place::Files, &Flaw::Missing)),
        "{error}"
    );
    assert_eq!(files(home.path()), before);
}

#[test]
fn a_shortened_data_file_is_told_and_what_is_left_stays_as_it_is() {
    let (home, dir, records) = store();
    let data = fs::read(dir.join("db")).unwrap();
    for keep in [0, 1, 100, data.len() / 3, data.len() / 2] {
        fs::write(dir.join("db"), &data[..keep]).unwrap();
        let mut before = files(&dir);
        let error = Store::open(&dir, false).unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)), "{keep} bytes: {error}");
        let mut after = files(home.path());
        // the lock is taken to look; it holds nothing of the province
        before.remove(&dir.join("LOCK.info"));
        after.remove(&dir.join("LOCK.info"));
        assert_eq!(after, before, "{keep} bytes");
    }
    // one byte less, in the room behind the last value: nothing is missing, and the store opens
    fs::write(dir.join("db"), &data[..data.len() - 1]).unwrap();
    assert_eq!(stored(&Store::open(&dir, false).unwrap().0), records);
}

#[test]
fn a_damaged_snapshot_is_made_again_on_a_copy_and_the_old_folder_kept() {
    for at in [0, 5, 40, 1_000] {
        let (_home, dir, records) = store();
        let snapshot = snapshots(&dir).pop().unwrap();
        flip(&snapshot, at);
        let before = fs::read(&snapshot).unwrap();
        let (store, opened) = Store::open(&dir, false).unwrap();
        let repaired = opened.repaired.unwrap();
        assert_eq!(repaired.what, Repair::Snapshot);
        assert_eq!(stored(&store), records);
        let kept = snapshots(&repaired.kept).pop().unwrap();
        assert_eq!(fs::read(kept).unwrap(), before, "the folder as it was found");
        store.put_note("an", "goes on", b"x").unwrap();
        drop(store);
        assert_eq!(Store::open(&dir, false).unwrap().1, Opened::default());
    }
}

#[test]
fn damaged_settings_are_made_again_on_a_copy_and_the_old_folder_kept() {
    let (home, dir, records) = store();
    let mut bytes = fs::read(dir.join("conf")).unwrap();
    let at = bytes.windows(8).position(|w| w == b"version:").unwrap() + 9;
    bytes[at] = b'7';
    fs::write(dir.join("conf"), bytes).unwrap();
    for snapshot in snapshots(&dir) {
        flip(&snapshot, 9);
    }
    let (store, opened) = Store::open(&dir, false).unwrap();
    assert_eq!(opened.repaired.map(|repaired| repaired.what), Some(Repair::Both));
    assert_eq!(stored(&store), records);
    assert_eq!(names(home.path()), ["store", "store.damaged-1"]);
}

#[test]
fn revisions_that_were_answered_for_and_are_gone_are_told() {
    let (home, dir, _) = store();
    let earlier = home.path().join("earlier");
    fs::create_dir(&earlier).unwrap();
    for name in names(&dir).into_iter().filter(|name| name != "blobs") {
        fs::copy(dir.join(&name), earlier.join(&name)).unwrap();
    }
    let (store, _) = Store::open(&dir, false).unwrap();
    let (edits, _) = super::model::edits(&stored(&store), (0..9).map(|_| Random(3).op(60)));
    store.commit(&next(&store), &edits).unwrap();
    drop(store);
    // somebody puts an older data file back
    fs::copy(dir.join("LOCK.info"), earlier.join("LOCK.info")).unwrap();
    let padded = fs::metadata(dir.join("db")).unwrap().len();
    let file = OpenOptions::new().write(true).open(earlier.join("db")).unwrap();
    file.set_len(padded).unwrap();
    let error = Store::open(&earlier, false).unwrap_err();
    let lost = Flaw::Lost { expected: Revision(7), found: Revision(6) };
    assert!(matches!(&error, StoreError::Damaged(damage) if damage.flaw == lost), "{error}");
}

#[test]
fn flipped_bits_are_never_read_as_something_else() {
    let (_home, dir, records) = store();
    let sound = fs::read(dir.join("db")).unwrap();
    let others: Vec<(PathBuf, Vec<u8>)> =
        files(&dir).into_iter().filter(|(path, _)| !path.ends_with("db") && !path.ends_with("LOCK.info")).collect();
    let lock = fs::read(dir.join("LOCK.info")).unwrap();
    let mut random = Random(11);
    let mut told = 0;
    for _ in 0..120 {
        let mut bytes = sound.clone();
        bytes[random.below(sound.len() as u64) as usize] ^= 1 << random.below(8);
        for snapshot in snapshots(&dir) {
            fs::remove_file(snapshot).unwrap();
        }
        for (path, bytes) in &others {
            fs::write(path, bytes).unwrap();
        }
        fs::write(dir.join("LOCK.info"), &lock).unwrap();
        fs::write(dir.join("db"), &bytes).unwrap();
        match Store::open(&dir, false) {
            Ok((store, _)) => match store.verify() {
                Ok(verified) if verified.damage.is_empty() => assert_eq!(stored(&store), records),
                _ => told += 1,
            },
            Err(StoreError::Damaged(_) | StoreError::NewerValue(_)) => told += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(told > 0, "some flips must have hit what is in use");
}

#[test]
fn a_folder_that_may_not_be_written_is_told_as_the_system_tells_it() {
    let (_home, dir, _) = store();
    // a folder in the place of the lock: no permission is needed to see it refused, and root has all of them
    fs::remove_file(dir.join("LOCK.info")).unwrap();
    fs::create_dir(dir.join("LOCK.info")).unwrap();
    assert!(matches!(Store::open(&dir, false), Err(StoreError::Io { .. })));
    fs::remove_dir(dir.join("LOCK.info")).unwrap();
    // a lock without a word in it says nothing and stops nobody
    OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .open(dir.join("LOCK.info"))
        .unwrap()
        .write_all(b"\xff")
        .unwrap();
    Store::open(&dir, false).unwrap();
}
