//! What an officer waits for, beside a floor measured in the same run: reading the store, counting a line, sorting
//! everybody, each key of a search.
//!
//! `cargo bench --bench register`

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that fails panics")]

use canbo::domain::{Day, Line, Record};
use canbo::register::gazetteer::Gazetteer;
use canbo::register::people::Order;
use canbo::register::{Catalogue, Counts, Snapshot, View};
use canbo::sample::{self, Wanted};
use canbo::search::{Corpus, Index, Query, fold};
use divan::{Bencher, black_box};
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

struct Province {
    records: Vec<Record>,
    view: View,
    index: Index,
    folded: Vec<String>,
}

static PROVINCE: LazyLock<Province> = LazyLock::new(|| {
    let (catalogue, gazetteer) = (Catalogue::embedded().unwrap(), Gazetteer::embedded().unwrap());
    let edits = sample::edits(Wanted::default(), &catalogue, &gazetteer, &mut |_| {}).unwrap();
    let records: Vec<Record> = edits.filter_map(|e| e.becomes).collect();
    let snapshot = Arc::new(Snapshot::of(records.iter().cloned()));
    let view = View::new(snapshot, Arc::new(catalogue), Day::of(2024, 5, 1).unwrap());
    let mut folded = Vec::new();
    view.each(&mut |e| folded.push(fold(&format!("{} {} {}", e.name, e.title, e.unit))));
    Province { records, index: Index::build(&view), view, folded }
});

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod snapshot {
    use super::*;

    /// Records into the register's maps and indexes.
    #[divan::bench]
    fn of_records(bencher: Bencher) {
        let province = &*PROVINCE;
        bencher.with_inputs(|| province.records.clone()).bench_values(Snapshot::of);
    }

    /// Floor: the same records copied.
    #[divan::bench]
    fn floor_copied(bencher: Bencher) {
        let province = &*PROVINCE;
        bencher.bench(|| black_box(&province.records).clone());
    }
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod counts {
    use super::*;

    /// Seats, vacancies and people of every unit of the state line.
    #[divan::bench]
    fn of_a_line(bencher: Bencher) {
        let view = &PROVINCE.view;
        bencher.bench(|| Counts::of(&view.snapshot, &view.catalogue, Line::State, black_box(view.on)));
    }

    /// Floor: every appointment looked at once.
    #[divan::bench]
    fn floor_appointments(bencher: Bencher) {
        let view = &PROVINCE.view;
        bencher.bench(|| view.snapshot.appointments.values().filter(|a| a.span.holds(black_box(view.on))).count());
    }

    /// Everybody in the order of protocol.
    #[divan::bench]
    fn everybody_in_order(bencher: Bencher) {
        let view = &PROVINCE.view;
        bencher.bench(|| {
            let mut people = view.people(Line::Territory, None);
            view.sort(&mut people, Order::Protocol, Line::Territory);
            people
        });
    }
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod find {
    use super::*;

    const KEYS: [&str; 6] = ["n", "nong", "nong thi", "nong thi h", "nong thi h cao", "nong thi h cao loc"];

    /// One key of a search as it is typed.
    #[divan::bench(args = KEYS)]
    fn key(query: &str) -> usize {
        PROVINCE.index.find(&PROVINCE.view, &Query::words(black_box(query)), 50, None).total
    }

    /// Floor: the first word looked for in every folded line.
    #[divan::bench]
    fn floor_contains() -> usize {
        PROVINCE.folded.iter().filter(|line| line.contains(black_box("nong"))).count()
    }

    /// The index made anew.
    #[divan::bench]
    fn build() -> usize {
        Index::build(&PROVINCE.view).len()
    }
}
