//! An index that is kept in step with what changes, and what is typed key by key: both answer as if they were new.

use super::*;
use crate::domain::{CadreId, PostId, UnitId};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Things that come, change and go.
#[derive(Debug, Clone, Default)]
struct Things(BTreeMap<Found, Thing>);

#[derive(Debug, Clone, Default)]
struct Thing {
    fields: [String; 3],
    order: u16,
    former: Vec<[String; 3]>,
}

impl Corpus for Things {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        self.0.keys().for_each(|what| self.one(*what, take));
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Some(Thing { fields: [name, title, unit], order, former }) = self.0.get(&what) else { return };
        let former: Vec<Former<'_>> =
            former.iter().map(|[name, title, unit]| Former { name, title, unit, now: false }).collect();
        let kind_words = usize::from(what.kind() == Kind::Unit);
        take(&Entry { what, name, kind_words, title, title_order: *order, unit, former: &former });
    }

    fn written(&self, what: Found, former: bool) -> Option<Written> {
        let thing = self.0.get(&what)?;
        let former = if former { thing.former.clone() } else { Vec::new() };
        Some(Written { fields: thing.fields.clone(), former })
    }
}

const NAMES: [&str; 8] =
    ["Nông Thị Hoa", "Nông Thị Hòa", "Vi Văn An", "NÔNG THỊ HOA", "Hoàng Yên", "Đỗ Đức Mậu", "Lý Vy", ""];
const TITLES: [&str; 5] = ["Chủ tịch UBND", "Phó Chủ tịch", "Giáo viên", "Bí thư, Chủ tịch", ""];
const UNITS: [&str; 6] =
    ["Xã Tân Thành, huyện Cao Lộc", "Huyện Cao Lộc", "Sở Nội vụ", "Xã Hoa Thám", "Thành phố, huyện Cao Lộc", ""];
const QUERIES: [&str; 22] = [
    "n",
    "nong",
    "nông thị hoa",
    "hoa cao loc",
    "ct",
    "pct cao loc",
    "nth",
    "nongthihoa",
    "hoaf",
    "nogn hoa",
    "hng yen",
    "vi",
    "\"chủ tịch\"",
    "đv:\"cao lộc\" not hoa",
    "(an or yen) cd:gv",
    "ubnd",
    "uy ban nhan dan",
    "tp",
    "mau",
    "hoatham",
    "xyz",
    "",
];

fn what(kind: usize, n: u32) -> Found {
    match kind {
        0 | 1 => Found::Cadre(CadreId(u64::from(n))),
        2 => Found::Unit(UnitId(u64::from(n) << 33)),
        _ => Found::Post(PostId(u64::from(n))),
    }
}

fn text(all: &[&str], at: usize) -> String {
    all.get(at % all.len()).copied().unwrap_or_default().to_owned()
}

fn thing(at: usize, former: usize) -> Thing {
    let fields = |at: usize| [text(&NAMES, at), text(&TITLES, at / 3), text(&UNITS, at / 7)];
    let order = u16::try_from(at % 3).unwrap_or(0);
    // a former one is a name, or a title and a unit
    let before = |n: usize| {
        let [name, title, unit] = fields(at + 5 * n);
        if n.is_multiple_of(2) { [name, String::new(), unit] } else { [String::new(), title, unit] }
    };
    Thing { fields: fields(at), order, former: (1..=former).map(before).collect() }
}

/// What can be told of an answer.
fn answers(index: &Index, things: &Things) -> Vec<Answer> {
    QUERIES.iter().map(|q| index.find(things, &Query::parse(q).unwrap(), 5, None)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// After any changes an index that took them in finds the same as one that is made afresh.
    #[test]
    fn changes_are_found_as_in_a_new_index(
        begun in prop::collection::vec((0usize..4, 0u32..12, 0usize..400, 0usize..3), 0..14),
        batches in prop::collection::vec(
            prop::collection::vec((0usize..4, 0u32..12, prop::option::weighted(0.7, 0usize..400), 0usize..3), 1..6),
            1..5,
        ),
    ) {
        let mut things = Things::default();
        for (kind, n, at, former) in begun {
            things.0.insert(what(kind, n), thing(at, former));
        }
        let mut index = Index::build(&things);
        for batch in batches {
            let mut changed = Vec::new();
            for (kind, n, becomes, former) in batch {
                changed.push(what(kind, n));
                match becomes {
                    Some(at) => things.0.insert(what(kind, n), thing(at, former)),
                    None => things.0.remove(&what(kind, n)),
                };
            }
            index.take_in(&things, &changed);
            let new = Index::build(&things);
            prop_assert_eq!(index.len(), new.len());
            for (query, (kept, fresh)) in QUERIES.iter().zip(answers(&index, &things).into_iter().zip(answers(&new, &things))) {
                prop_assert_eq!(kept, fresh, "{}", query);
            }
        }
    }

    /// Typing on, taking back and typing again finds at every key what a new index finds for the whole.
    #[test]
    fn every_key_finds_what_the_whole_would(
        things in prop::collection::vec((0usize..4, 0u32..40, 0usize..400, 0usize..2), 1..90),
        keys in prop::collection::vec(prop::sample::select("nonghtiacels uvbpdư⌫⌫⌫ ".chars().collect::<Vec<_>>()), 1..30),
    ) {
        let things = Things(things.into_iter().map(|(kind, n, at, former)| (what(kind, n), thing(at, former))).collect());
        let index = Index::build(&things);
        let mut typed = String::new();
        for key in keys {
            if key == '⌫' {
                typed.pop();
            } else {
                typed.push(key);
            }
            let query = Query::words(&typed);
            let kept = index.find(&things, &query, 5, None);
            prop_assert_eq!(kept, Index::build(&things).find(&things, &query, 5, None), "{}", typed);
        }
    }
}

#[test]
fn a_search_that_nobody_waits_for_ends() {
    let names: Vec<(String, String)> = (0..300_000).map(|n| (format!("Nông {n}"), String::new())).collect();
    let list = list(&names.iter().map(|(name, about)| (name.as_str(), about.as_str())).collect::<Vec<_>>());
    let index = Index::build(&list);
    let asked = AtomicUsize::new(0);
    let query = Query::words("nong");
    let patient = index.find_while(&list, &query, 5, None, &|| {
        asked.fetch_add(1, Ordering::Relaxed);
        true
    });
    assert_eq!(patient.unwrap().total, 300_000);
    let all = asked.swap(0, Ordering::Relaxed);
    assert!(all > 200, "asked {all} times");
    for enough in [0, 2, 50] {
        let given_up = index.find_while(&list, &query, 5, None, &|| asked.fetch_add(1, Ordering::Relaxed) < enough);
        assert!(given_up.is_none(), "after {enough}");
        // each of the two threads asks once more, and whoever waits for both
        assert!(asked.swap(0, Ordering::Relaxed) <= enough + 4);
    }
}
