//! Each key of a search as it is typed and taken back, beside its peers over the same lines in the same run: the
//! matchers of `nucleo` and of `fuzzy-matcher` asked of every folded line, and a read of rows of 16 bytes once.
//!
//! `cargo bench --bench find [-- alone] [RECORDS …]`: mean, median, p99 and worst of each key, best of so many runs;
//! bytes and microseconds a record. Without numbers 30 000 and 300 000 records; 3 000 000 take some minutes and 3 GB.
//! `alone` leaves the peers out; of the wide corpus they are not asked.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench prints, and one that fails panics"
)]

use canbo::search::list::Line;
use canbo::search::{Corpus, Entry, Found, Index, Query, Written, fold};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::hint::black_box;
use std::time::{Duration, Instant};

const QUERIES: [&str; 10] = [
    "nguyen van an",
    "hoa cao loc pct",
    "nong thi huong",
    "tran duc tan thanh",
    "nva",
    "be van chu tich",
    "hdnd dong dang",
    "trieu thi lan van lang",
    "vi hong",
    "dinh lap giao vien",
];

/// What a screen shows.
const SHOWN: usize = 200;

/// A dozen keys for what takes seconds.
const FEW: [&str; 12] = [
    "n",
    "t",
    "h",
    "nva",
    "vi hong",
    "nguyen",
    "nguyen van an",
    "hoa cao loc pct",
    "tran duc tan thanh",
    "hdnd dong dang",
    "trieu thi lan",
    "dinh lap giao vien",
];

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![30_000, 300_000] } else { asked };
    for size in sizes {
        let peers = !std::env::args().any(|a| a == "alone");
        let normal = run(&People::invented(size, false), size, "", peers);
        if size >= 300_000 {
            let wide = run(&People::invented(size, true), size, " wide", false);
            println!("{size}: wide / normal {:.2}", wide / normal);
        }
    }
}

/// Times everything on one corpus; the mean of each key of all queries.
fn run(people: &People, size: usize, kind: &str, peers: bool) -> f64 {
    let began = Instant::now();
    let index = Index::build(people);
    let built = began.elapsed();
    println!(
        "{size}{kind}: build {:.2} µs a record, {:.1} bytes a record",
        built.as_secs_f64() * 1e6 / size as f64,
        index.bytes() as f64 / size as f64
    );
    let find = |key: &str| index.find(people, &Query::words(key), SHOWN, None).total;
    let runs = if size > 1_000_000 { 3 } else { 5 };
    let keys: Vec<&str> = QUERIES.iter().flat_map(|q| (1..=q.len()).map(|end| &q[..end])).collect();
    let back: Vec<&str> = QUERIES.iter().flat_map(|q| (1..q.len()).rev().map(|end| &q[..end])).collect();
    let [typed, taken_back] = [&keys, &back].map(|keys| timed(keys, runs, &mut [&mut |key| find(key)]));
    let mean = report("canbo, each key", &typed[0]);
    report("canbo, each Backspace", &taken_back[0]);
    let rows: Vec<[u32; 4]> = (0..u32::try_from(size).unwrap()).map(|n| [n, n / 3, n / 7, n / 11]).collect();
    let floor = |_: &str| rows.iter().fold(0u32, |sum, row| sum.wrapping_add(black_box(row)[0] ^ row[3])) as usize;
    // the key has just been weighed, and of what is found nothing is ranked or shown: what is left is the scan
    let scan = |key: &str| index.find(people, &Query::words(key), 0, None).total;
    let words: Vec<&str> = keys.iter().copied().filter(|key| !key.contains(' ')).collect();
    let times = timed(&words, runs, &mut [&mut |key| find(key), &mut |key| scan(key), &mut |key| floor(key)]);
    let [_, scans, floors] = &times[..] else { return mean };
    report("scan of one word, nothing shown", scans);
    let floors = report("floor: rows of 16 bytes read once", floors);
    let worst = scans.iter().map(|(took, _)| *took).max().unwrap();
    println!("    worst scan of one word / floor {:.1}", worst.as_secs_f64() * 1e3 / floors);
    if !peers {
        return mean;
    }

    // peers, one key after another in turn, each the best of as many runs
    let folded: Vec<String> = people.lines.iter().map(|l| fold(&l.fields.join(" "))).collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    let skim = |key: &str| {
        let words: Vec<&str> = key.split_whitespace().collect();
        folded.iter().filter(|line| words.iter().all(|w| matcher.fuzzy_match(line, w).is_some())).count()
    };
    // every key as it is typed; where a key takes the peers seconds, a dozen
    let asked = if size > 1_000_000 { FEW.to_vec() } else { keys };
    let times = timed(&asked, 3, &mut [&mut |key| find(key), &mut |key| nucleo(&folded, key), &mut |key| skim(key)]);
    let [ours, nucleo, skim] = &times[..] else { return mean };
    let own = report("canbo beside them", ours);
    println!("    nucleo / canbo {:.0}", report("nucleo, 2 threads", nucleo) / own);
    println!("    SkimMatcherV2 / canbo {:.0}", report("SkimMatcherV2 on all lines", skim) / own);
    mean
}

/// Every folded line asked of nucleo's matcher, half of them on a second thread, the words as its own pattern has them.
fn nucleo(folded: &[String], key: &str) -> usize {
    let pattern = Pattern::parse(key, CaseMatching::Ignore, Normalization::Never);
    let count = |lines: &[String]| {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        lines.iter().filter(|line| pattern.score(Utf32Str::new(line, &mut letters), &mut matcher).is_some()).count()
    };
    let (first, second) = folded.split_at(folded.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| count(second));
        count(first) + second.join().unwrap()
    })
}

/// What is timed: asked of a key it says how many it found.
type Work<'a> = &'a mut dyn FnMut(&str) -> usize;

/// The best time of each key for each of several, who take turns; a run is all keys in the order in which they are
/// typed, so that nobody answers the same key twice in a row.
fn timed(keys: &[&str], runs: usize, works: &mut [Work<'_>]) -> Vec<Vec<(Duration, String)>> {
    let never = |key: &&str| (Duration::MAX, (*key).to_owned());
    let mut best: Vec<Vec<(Duration, String)>> = works.iter().map(|_| keys.iter().map(never).collect()).collect();
    for _ in 0..runs {
        for (at, key) in keys.iter().enumerate() {
            for (work, best) in works.iter_mut().zip(&mut best) {
                let began = Instant::now();
                black_box(work(black_box(key)));
                best[at].0 = best[at].0.min(began.elapsed());
            }
        }
    }
    best
}

/// Prints what a series of keys took; its mean in milliseconds.
fn report(name: &str, times: &[(Duration, String)]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |part: usize| sorted[(sorted.len() * part / 100).min(sorted.len() - 1)].0.as_secs_f64() * 1e3;
    let mean = sorted.iter().map(|(t, _)| t.as_secs_f64()).sum::<f64>() * 1e3 / sorted.len() as f64;
    let worst = &sorted[sorted.len() - 1];
    println!(
        "  {name:36} mean {mean:9.3} ms  median {:9.3}  p99 {:9.3}  worst {:9.3} ({})",
        at(50),
        at(99),
        worst.0.as_secs_f64() * 1e3,
        worst.1
    );
    mean
}

/// Invented people; the wide ones live in 125 000 units and bear names that nobody bears.
struct People {
    lines: Vec<Line>,
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        // early ones are frequent, as names are
        let at = self.below(all.len()).min(self.below(all.len()));
        all[at]
    }
}

const FAMILY: &[&str] = &[
    "Nguyễn", "Hoàng", "Nông", "Vi", "Lương", "Hà", "Triệu", "Chu", "Trần", "Lê", "Lý", "Bế", "Phạm", "Đinh", "Dương",
    "Hứa", "Lộc", "Vũ", "Mã", "Âu",
];
const MIDDLE: &[&str] = &["Văn", "Thị", "Đức", "Minh", "Hồng", "Thu", "Ngọc", "Xuân", "Quang", "Thanh", "Mạnh", "Diệu"];
const GIVEN: &[&str] = &[
    "An", "Hương", "Lan", "Hoa", "Hòa", "Hùng", "Dũng", "Huệ", "Hạnh", "Nga", "Tuấn", "Sơn", "Thủy", "Linh", "Mai",
    "Anh", "Bình", "Cường", "Giang", "Hải", "Khánh", "Long", "Nam", "Oanh", "Phúc", "Quý", "Tâm", "Uyên", "Vinh",
    "Yến",
];
const TITLES: &[&str] = &[
    "Giáo viên",
    "Chuyên viên",
    "Kế toán",
    "Phó Chủ tịch UBND xã",
    "Chủ tịch UBND xã",
    "Bí thư Đảng ủy xã",
    "Hiệu trưởng",
    "Phó Hiệu trưởng",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Chủ tịch HĐND xã",
    "Trưởng Công an xã",
    "Văn thư",
    "Y sĩ",
];
const DISTRICTS: &[&str] = &[
    "huyện Cao Lộc",
    "huyện Văn Lãng",
    "huyện Tràng Định",
    "huyện Hữu Lũng",
    "huyện Lộc Bình",
    "huyện Đình Lập",
    "huyện Bắc Sơn",
    "huyện Bình Gia",
    "huyện Chi Lăng",
    "huyện Văn Quan",
    "thành phố Lạng Sơn",
];
const KINDS: &[&str] = &["Xã", "Trường Tiểu học", "Trường THCS", "Trường Mầm non", "Trạm Y tế xã", "Thị trấn"];
const PLACES: &[&str] = &[
    "Tân Thành",
    "Đồng Đăng",
    "Hải Yến",
    "Hòa Cư",
    "Tân Mỹ",
    "Yên Bình",
    "Minh Sơn",
    "Thanh Long",
    "Hùng Sơn",
    "Chí Minh",
    "Mai Pha",
    "Quảng Lạc",
    "Bắc La",
    "Tú Đoạn",
    "Khuất Xá",
    "Hữu Khánh",
    "Kháng Chiến",
    "Đề Thám",
    "Tri Lễ",
    "Hồng Phong",
];

impl People {
    fn invented(size: usize, wide: bool) -> People {
        let mut chance = Chance(7);
        let line = |_| {
            let given = if wide && chance.below(7) == 0 { syllable(&mut chance) } else { chance.of(GIVEN).to_owned() };
            let second = if chance.below(3) == 0 { format!("{} ", chance.of(MIDDLE)) } else { String::new() };
            let name = format!("{} {} {second}{given}", chance.of(FAMILY), chance.of(MIDDLE));
            let (kind, place, district) = (chance.of(KINDS), chance.of(PLACES), chance.of(DISTRICTS));
            let cell = if wide { format!("Tổ {}, ", chance.below(95)) } else { String::new() };
            let unit = format!("{cell}{kind} {place}, {district}");
            Line { id: String::new(), fields: [name, chance.of(TITLES).to_owned(), unit] }
        };
        People { lines: (0..size).map(line).collect() }
    }
}

fn syllable(chance: &mut Chance) -> String {
    const BEGIN: &[&str] = &["Kh", "Ngh", "Tr", "Ph", "Gi", "Qu", "X", "V", "L", "M", "Nh", "Th", "Ch", "B", "Đ"];
    const VOWEL: &[&str] = &["a", "á", "à", "ả", "ã", "ạ", "ê", "ế", "ô", "ố", "ơ", "u", "ừ", "i", "í", "ươ", "iê"];
    const END: &[&str] = &["", "n", "ng", "nh", "m", "p", "t", "c", "ch"];
    format!("{}{}{}", BEGIN[chance.below(15)], VOWEL[chance.below(17)], END[chance.below(9)])
}

impl Corpus for People {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        for at in (0..).take(self.lines.len()) {
            self.one(Found::Line(at), take);
        }
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Found::Line(at) = what else { return };
        let Some(line) = self.lines.get(at as usize) else { return };
        let [name, title, unit] = &line.fields;
        take(&Entry { what, name, kind_words: 0, title, title_order: 0, unit, former: &[] });
    }

    fn written(&self, what: Found, _former: bool) -> Option<Written> {
        let Found::Line(at) = what else { return None };
        let line = self.lines.get(at as usize)?;
        Some(Written { fields: line.fields.clone(), former: Vec::new() })
    }
}
