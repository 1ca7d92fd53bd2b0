//! The writing process is killed, again and again: nothing that it answered for is lost, no revision is there in part.

use super::hold::{STORE, child};
use super::model::{Op, Random, edits, next, province, replayed, stored};
use canbo::domain::Revision;
use canbo::store::Store;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const KILLS: u64 = 104;
/// A new store is begun after so many kills, so that reading all of it stays quick.
const KILLS_A_STORE: u64 = 8;
/// Every so often the kill waits for a large revision.
const LARGE: u64 = 3;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

#[test]
#[ignore = "is the child of nothing_answered_for_is_lost"]
fn writer() {
    let Some(dir) = env::var_os(STORE) else { return };
    let (store, _) = Store::open(Path::new(&dir), false).unwrap();
    let mut records = stored(&store);
    let mut random = Random(u64::from(std::process::id()));
    loop {
        let header = next(&store);
        let revision = header.revision;
        if random.below(8) == 0 {
            // all numbers again, so that records are changed and removed as well as made
            let kind = random.below(3) as u8;
            let ops: Vec<Op> = (1..2_600).map(|number| Op { kind, number, ..random.op(1) }).collect();
            let (edits, after) = edits(&records, ops);
            records = after;
            say("large");
            store
                .commit_large(header, &mut edits.into_iter(), &mut |_| {
                    say("piece");
                    true
                })
                .unwrap();
        } else {
            let ops: Vec<Op> = (0..1 + random.below(12)).map(|_| random.op(40)).collect();
            let (edits, after) = edits(&records, ops);
            if edits.is_empty() {
                continue;
            }
            records = after;
            store.commit(&header, &edits).unwrap();
        }
        say(&format!("answered {revision}"));
    }
}

/// When a writer is killed.
#[derive(Clone, Copy, PartialEq)]
enum Moment {
    /// While it opens the store, perhaps taking back what the one before it left.
    Opening,
    /// Within a large revision.
    Large,
    /// At any time.
    Any,
}

/// Kills a writer at a random moment; the last revision that it answered for.
fn kill_one(dir: &Path, random: &mut Random, moment: Moment) -> Revision {
    let mut writer = child("store::kill::writer", dir);
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut answered = Revision(0);
    let mut take = |line: &str| {
        if let Some(number) = line.strip_prefix("answered ") {
            answered = Revision(number.parse().unwrap());
        }
    };
    let (awaited, mut left, micros) = match moment {
        Moment::Opening => ("", 0, 30_000),
        Moment::Large => ("piece", random.below(3), 8_000),
        Moment::Any => ("answered", random.below(25), 8_000),
    };
    for line in lines.by_ref() {
        take(&line);
        if line.starts_with(awaited) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
    }
    // a random moment of what comes next
    thread::sleep(Duration::from_micros(random.below(micros)));
    writer.kill().unwrap();
    for line in lines {
        take(&line);
    }
    let status = writer.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "it was killed and did not fail");
    answered
}

#[test]
fn nothing_answered_for_is_lost_and_no_revision_is_there_in_part() {
    let mut random = Random(2_024);
    let mut home = TempDir::new().unwrap();
    let mut interrupted = 0;
    for kill in 0..KILLS {
        if kill % KILLS_A_STORE == 0 {
            home = TempDir::new().unwrap();
            drop(Store::create(&home.path().join("store"), &province()).unwrap());
        }
        let dir = home.path().join("store");
        let mut answered = kill_one(&dir, &mut random, if kill % LARGE == 0 { Moment::Large } else { Moment::Any });
        if kill % (2 * LARGE) == 0 {
            answered = answered.max(kill_one(&dir, &mut random, Moment::Opening));
        }
        let (store, opened) = Store::open(&dir, false).unwrap();
        assert_eq!(opened.repaired, None, "kill {kill}");
        interrupted += u32::from(opened.rolled_back.is_some());
        let head = store.head();
        // a revision may be there whole whose answer the process did not live to give
        assert!(answered <= head, "kill {kill}: {answered} was answered for, the head is {head}");
        assert_eq!(store.verify().unwrap().damage, [], "kill {kill}");
        assert_eq!(stored(&store), replayed(&store), "kill {kill}");
    }
    assert!(interrupted > 0, "no kill fell into a large revision");
}
