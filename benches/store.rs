//! What the store costs beside what the disk costs: `cargo bench --bench store`.
//!
//! The province is of the real one's size and its people have no faces: 3,000 units, 29,000 cards of some 350 bytes,
//! and grades and appointments up to 250,000 records. The floor of a commit is a file to which the same number of
//! bytes is appended and synced.
#![allow(clippy::unwrap_used, reason = "a bench that fails should stop")]

use canbo::domain::*;
use canbo::store::{Province, Store};
use divan::Bencher;
use std::fs::File;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

const ORIGIN: u16 = 20;
const UNITS: u64 = 3_000;
const CADRES: u64 = 29_000;
const RECORDS: u64 = 250_000;

fn main() {
    divan::main();
    // a static is never dropped
    if let Some(home) = FULL.get() {
        std::fs::remove_dir_all(home.path()).unwrap();
    }
}

fn header(revision: Revision) -> Header {
    Header {
        revision,
        at: 0,
        author: Author { id: "an".to_owned(), name: "Người thử".to_owned(), via: "tty1".to_owned() },
        source: Source::Key,
        intent: "bench".to_owned(),
        undoes: None,
        exception: None,
        policy: 0,
        edits: 0,
    }
}

fn unit(number: u64, name: &str) -> Record {
    let form = Form { kind: KindId(1), level: Level::Commune };
    let mut unit = Unit::new(UnitId::new(ORIGIN, number), Span::since(Day(4_000)), name, form, number as u32);
    unit.place(Line::State, Some(UnitId::new(ORIGIN, number / 20)), Span::since(Day(4_000)));
    Record::Unit(unit)
}

fn cadre(number: u64) -> Record {
    fn dated<T>(from: i32, value: T) -> Dated<T> {
        Dated { span: Span::since(Day(from)), value }
    }
    Record::Cadre(Cadre {
        code: format!("LS-{number:06}"),
        ethnic: ListId(4),
        origin: Origin {
            text: "xã Hải Yến, huyện Cao Lộc, tỉnh Lạng Sơn".to_owned(), unit: None, code: Some(6_196)
        },
        membership: Some(Membership { joined: PartialDate::Year(2001), official: Some(PartialDate::Year(2002)) }),
        qualifications: (0..9).map(|n| dated(9_000 + n, Qualification::Theory(Theory::Advanced))).collect(),
        ranks: (0..5).map(|n| dated(9_000 + n, ListId(300))).collect(),
        payroll: vec![dated(9_000, Payroll::CivilServant)],
        recruited: Some(PartialDate::Year(2000)),
        ..Cadre::new(CadreId::new(ORIGIN, number), "Người Được Thử", Sex::Female, PartialDate::Day(Day(3_000)))
    })
}

fn appointment(number: u64) -> Record {
    let decision = Some(Decision { number: "118-QĐ/TU".to_owned(), on: Day(18_000) });
    Record::Appointment(Appointment {
        term_ends: Some(Day(19_826)),
        ..Appointment::new(
            AppointmentId::new(ORIGIN, number),
            CadreId::new(ORIGIN, 1 + number % CADRES),
            PostId::new(ORIGIN, 1 + number % 10_000),
            Span::since(Day(18_000)),
            Act { kind: ActKind::Appointed, decision },
        )
    })
}

fn sample() -> impl Iterator<Item = Edit> {
    let units = (1..=UNITS).map(|n| unit(n, "Tân Thành"));
    let rest = 1..=RECORDS - UNITS - CADRES;
    units.chain((1..=CADRES).map(cadre)).chain(rest.map(appointment)).map(Edit::create)
}

fn new_store(home: &TempDir) -> Store {
    let province = Province { code: 20, name: "Lạng Sơn".to_owned(), origin: ORIGIN, home_date: None, sample: None };
    Store::create(&home.path().join("store"), &province).unwrap()
}

/// A closed store with all records.
static FULL: OnceLock<TempDir> = OnceLock::new();

fn full() -> Store {
    let home = FULL.get_or_init(|| {
        let home = TempDir::new().unwrap();
        new_store(&home).commit_large(header(Revision(1)), &mut sample(), &mut |_| true).unwrap();
        home
    });
    Store::open(&home.path().join("store"), false).unwrap().0
}

#[divan::bench(sample_count = 200, sample_size = 1)]
fn commit_one_edit(bencher: Bencher<'_, '_>) {
    let home = TempDir::new().unwrap();
    let store = new_store(&home);
    store.commit(&header(Revision(1)), &[Edit::create(unit(1, "0"))]).unwrap();
    let next = AtomicU64::new(2);
    bencher.bench(|| {
        let revision = next.fetch_add(1, Ordering::Relaxed);
        let edit = Edit {
            nature: Nature::Correction,
            was: Some(unit(1, &(revision - 2).to_string())),
            becomes: Some(unit(1, &(revision - 1).to_string())),
        };
        store.commit(&header(Revision(revision)), &[edit]).unwrap();
    });
}

#[divan::bench(sample_count = 200, sample_size = 1)]
fn commit_one_edit_floor(bencher: Bencher<'_, '_>) {
    let home = TempDir::new().unwrap();
    let mut file = File::create(home.path().join("file")).unwrap();
    bencher.bench_local(|| {
        file.write_all(&[7; 600]).unwrap();
        file.sync_data().unwrap();
    });
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn commit_the_province(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| TempDir::new().unwrap()).bench_local_refs(|home| {
        new_store(home).commit_large(header(Revision(1)), &mut sample(), &mut |_| true).unwrap();
    });
}

/// The same bytes to a plain file, synced as often.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn commit_the_province_floor(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| TempDir::new().unwrap()).bench_local_refs(|home| {
        let mut file = File::create(home.path().join("file")).unwrap();
        for _ in 0..RECORDS / 1_000 {
            file.write_all(&[7; 240_000]).unwrap();
            file.sync_data().unwrap();
        }
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn open(bencher: Bencher<'_, '_>) {
    drop(full());
    bencher.bench_local(full);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_and_scan_units(bencher: Bencher<'_, '_>) {
    drop(full());
    bencher.bench_local(|| {
        let store = full();
        assert_eq!(store.records(RecordKind::Unit).filter(Result::is_ok).count() as u64, UNITS);
        store
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn scan_cadres(bencher: Bencher<'_, '_>) {
    let store = full();
    bencher.bench_local(|| assert_eq!(store.records(RecordKind::Cadre).filter(Result::is_ok).count() as u64, CADRES));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn scan_all(bencher: Bencher<'_, '_>) {
    let store = full();
    bencher.bench_local(|| {
        let all = RecordKind::ALL.into_iter().flat_map(|kind| store.records(kind));
        assert_eq!(all.filter(Result::is_ok).count() as u64, RECORDS);
    });
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn verify(bencher: Bencher<'_, '_>) {
    let store = full();
    bencher.bench_local(|| assert_eq!(store.verify().unwrap().damage, []));
}
