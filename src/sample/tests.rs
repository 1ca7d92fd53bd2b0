//! What the sample must be, counted from its records alone: cadres, appointments, posts and titles.

mod facts;
mod pools;

use super::*;
use crate::domain::{
    ActKind, Cadre, CadreId, Education, Grade, Kin, Ladder, Level, Outcome, Payroll, Period, Post, PostId, Role, Sex,
    Standing, Status, Theory, Tier, Title, Unit, UnitId, Vote,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A sample read back from its edits.
#[derive(Default)]
struct Read {
    units: BTreeMap<UnitId, Unit>,
    posts: BTreeMap<PostId, Post>,
    cadres: BTreeMap<CadreId, Cadre>,
    appointments: Vec<Appointment>,
    others: Vec<Record>,
}

fn catalogue() -> &'static Catalogue {
    static ONE: OnceLock<Catalogue> = OnceLock::new();
    ONE.get_or_init(|| Catalogue::embedded().unwrap())
}

fn gazetteer() -> &'static Gazetteer {
    static ONE: OnceLock<Gazetteer> = OnceLock::new();
    ONE.get_or_init(|| Gazetteer::embedded().unwrap())
}

fn read(people: u32, seed: u64) -> Read {
    let mut read = Read::default();
    for edit in edits(Wanted { people, seed }, catalogue(), gazetteer(), &mut |_| {}).unwrap() {
        assert!(edit.was.is_none());
        match edit.becomes.unwrap() {
            Record::Unit(r) => assert!(read.units.insert(r.id, r).is_none()),
            Record::Post(r) => assert!(read.posts.insert(r.id, r).is_none()),
            Record::Cadre(r) => assert!(read.cadres.insert(r.id, r).is_none()),
            Record::Appointment(r) => read.appointments.push(r),
            other => read.others.push(other),
        }
    }
    read
}

fn full() -> &'static Read {
    static ONE: OnceLock<Read> = OnceLock::new();
    ONE.get_or_init(|| read(28_947, SEED))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

impl Read {
    fn title(&self, post: PostId) -> &'static Title {
        catalogue().title(self.posts[&post].title).unwrap()
    }

    fn holding(&self, on: Day) -> impl Iterator<Item = &Appointment> {
        self.appointments.iter().filter(move |a| a.span.holds(on))
    }

    /// Holders of posts whose title fits, outside people among them.
    fn holders(&self, on: Day, fits: impl Fn(&Title, &Appointment) -> bool) -> Vec<&Cadre> {
        let ids: BTreeSet<CadreId> =
            self.holding(on).filter(|a| fits(self.title(a.post), a)).map(|a| a.cadre).collect();
        ids.iter().map(|id| &self.cadres[id]).collect()
    }

    fn group(&self, group: &str) -> Vec<&Cadre> {
        let leaders = group.starts_with("leaders");
        self.holders(on(), |t, a| t.group.as_deref() == Some(group) && !(leaders && a.concurrent))
    }

    fn serving(&self, on: Day) -> Vec<&Cadre> {
        self.cadres.values().filter(|c| c.serves(on)).collect()
    }

    fn commune(&self) -> Vec<&Cadre> {
        let officer = |p| matches!(p, Payroll::CommuneOfficer | Payroll::CivilServant);
        self.holders(on(), |t, a| t.level == Level::Commune && officer(t.payroll) && !a.concurrent)
    }
}

fn on() -> Day {
    day("31/12/2023")
}

fn age(cadre: &Cadre) -> u32 {
    let (least, most) = cadre.born.age_on(on());
    assert_eq!(least, most, "on the last day of a year every age is known");
    least
}

fn count(people: &[&Cadre], fits: impl Fn(&Cadre) -> bool) -> usize {
    people.iter().filter(|c| fits(c)).count()
}

fn women(people: &[&Cadre]) -> usize {
    count(people, |c| c.sex == Sex::Female)
}

fn minority(people: &[&Cadre]) -> usize {
    let kinh = catalogue().lists().all(crate::register::catalogue::ListName::Ethnic).iter().find(|e| e.code == "kinh");
    count(people, |c| c.ethnic != kinh.unwrap().id && c.ethnic.0 != 0)
}

fn bands(people: &[&Cadre]) -> Vec<usize> {
    let band = |from, to| count(people, |c| (from..=to).contains(&age(c)));
    vec![band(0, 30), band(31, 35), band(36, 40), band(41, 45), band(46, 50), band(51, 55), band(56, 60), band(61, 99)]
}

fn three(people: &[&Cadre]) -> [usize; 3] {
    [(0, 39), (40, 50), (51, 99)].map(|(from, to)| count(people, |c| (from..=to).contains(&age(c))))
}

fn mean_age(people: &[&Cadre]) -> f64 {
    people.iter().map(|c| f64::from(age(c))).sum::<f64>() / people.len() as f64
}

fn education(people: &[&Cadre]) -> [usize; 5] {
    let of = |e| count(people, |c| c.education(on()) == Some(e));
    let top = of(Education::Master) + of(Education::Doctor);
    [top, of(Education::University), of(Education::College), of(Education::BelowCollege), of(Education::None)]
}

fn theory(people: &[&Cadre]) -> [usize; 4] {
    [Theory::Advanced, Theory::Intermediate, Theory::Elementary, Theory::None]
        .map(|t| count(people, |c| c.theory(on()) == Some(t)))
}

/// Shares in per cent to the printed decimal.
fn printed(part: usize, of: usize) -> f64 {
    (part as f64 * 1000.0 / of as f64).round() / 10.0
}

#[test]
fn the_workforce_comes_to_the_published_table() {
    let all = full().serving(on());
    assert_eq!(all.len(), 28_947);
    assert_eq!((women(&all), minority(&all)), (18_070, 21_309));
    assert_eq!(count(&all, |c| c.religion.0 != 0), 69);
    assert_eq!(count(&all, |c| c.in_party(on())), 18_973);
    assert_eq!(bands(&all), [4_259, 6_497, 5_305, 5_951, 3_992, 2_354, 579, 10]);
    assert_eq!(format!("{:.1}", mean_age(&all)), "40.4");
    assert_eq!(education(&all), [1_612, 20_494, 4_155, 2_626, 60]);
    assert_eq!(count(&all, |c| c.education(on()) == Some(Education::Doctor)), 39);
    assert_eq!(theory(&all), [1_137, 6_070, 4_720, 17_020]);
}

#[test]
fn ranks_and_payrolls_come_to_the_published_table() {
    let all = full().serving(on());
    let officers = [Payroll::CommuneOfficer, Payroll::CivilServant];
    let civil: Vec<&Cadre> = all.iter().copied().filter(|c| officers.contains(&c.payroll(on()).unwrap())).collect();
    let public: Vec<&Cadre> =
        all.iter().copied().filter(|c| c.payroll(on()) == Some(Payroll::PublicEmployee)).collect();
    assert_eq!((civil.len(), public.len(), all.len() - civil.len() - public.len()), (6_672, 21_071, 1_204));
    let ranks = catalogue().lists().all(crate::register::catalogue::ListName::Rank);
    let of = |people: &[&Cadre], code: &str| {
        let id = ranks.iter().find(|r| r.code == code).unwrap().id;
        count(people, |c| c.rank(on()) == Some(id))
    };
    let civil_codes = ["chuyen-vien-cao-cap", "chuyen-vien-chinh", "chuyen-vien", "can-su", "nhan-vien"];
    assert_eq!(civil_codes.map(|code| of(&civil, code)), [42, 682, 3_031, 2_545, 372]);
    assert_eq!(
        ["hang-1", "hang-2", "hang-3", "hang-4", "hang-5"].map(|c| of(&public, c)),
        [17, 4_265, 12_878, 3_753, 158]
    );
    let level =
        |level, payroll| full().holders(on(), |t, a| !a.concurrent && t.level == level && t.payroll == payroll).len();
    assert_eq!(level(Level::Province, Payroll::CivilServant), 1_315);
    assert_eq!(level(Level::District, Payroll::CivilServant), 1_465);
}

#[test]
fn the_communes_come_to_the_published_table() {
    let all = full().commune();
    assert_eq!(all.len(), 3_892);
    assert_eq!(count(&all, |c| c.payroll(on()) == Some(Payroll::CommuneOfficer)), 1_982);
    assert_eq!((women(&all), minority(&all), count(&all, |c| c.religion.0 != 0)), (1_423, 3_463, 3));
    assert_eq!(bands(&all), [233, 914, 731, 1_025, 528, 277, 184, 0]);
    assert_eq!(format!("{:.1}", mean_age(&all)), "41.9");
    assert_eq!(education(&all), [60, 2_967, 238, 627, 0]);
    assert_eq!(theory(&all), [66, 2_796, 955, 75]);
}

#[test]
fn leaders_and_committees_come_to_the_printed_shares() {
    let check = |group: &str, people: usize, shares: &[(&str, f64, usize)]| {
        let all = full().group(group);
        assert_eq!(all.len(), people, "{group}");
        for (what, share, part) in shares {
            assert!((printed(*part, people) - share).abs() < 0.06, "{group}: {what} {part} of {people} is not {share}");
        }
        assert!(all.iter().all(|c| c.in_party(on())), "{group}");
    };
    let profile = |group: &str, want: [f64; 5], schooling: &[(usize, f64)], ideas: &[(usize, f64)]| {
        let all = full().group(group);
        let [young, middle, old] = three(&all);
        let mut shares = vec![
            ("women", want[0], women(&all)),
            ("minority", want[1], minority(&all)),
            ("under 40", want[2], young),
            ("40 to 50", want[3], middle),
            ("over 50", want[4], old),
        ];
        shares.extend(schooling.iter().map(|(at, share)| ("education", *share, education(&all)[*at])));
        shares.extend(ideas.iter().map(|(at, share)| ("theory", *share, theory(&all)[*at])));
        check(group, all.len(), &shares);
        all.len()
    };
    let people = [
        profile("leaders-province", [33.8, 52.7, 15.5, 52.6, 31.9], &[(0, 56.2), (1, 43.8)], &[(0, 55.5), (1, 44.5)]),
        profile("committee-province", [19.6, 52.9, 0.0, 51.0, 49.0], &[(0, 78.4), (1, 21.6)], &[(0, 100.0)]),
        profile("standing-province", [28.6, 71.4, 0.0, 35.7, 64.3], &[(0, 85.7), (1, 14.3)], &[(0, 100.0)]),
        profile(
            "leaders-district",
            [57.0, 72.7, 26.1, 54.2, 19.7],
            &[(0, 17.3), (1, 80.7), (2, 2.1)],
            &[(0, 34.0), (1, 58.9)],
        ),
        profile(
            "committee-district",
            [30.0, 68.8, 10.1, 61.1, 28.7],
            &[(0, 35.9), (1, 62.9), (2, 1.2)],
            &[(0, 87.1), (1, 12.9)],
        ),
        profile("standing-district", [24.8, 65.8, 3.4, 59.8, 36.8], &[(0, 55.6), (1, 44.4)], &[(0, 100.0)]),
        // the printed age shares of commune committees sum to 102 per cent: the middle takes what is left
        profile("committee-commune", [24.6, 88.6, 41.1, 43.9, 15.0], &[], &[]),
        profile("standing-commune", [18.8, 85.8, 21.1, 55.3, 23.6], &[], &[]),
    ];
    assert_eq!(people, [548, 51, 14, 1_314, 404, 117, 2_207, 682]);
}

#[test]
fn nobody_dangles_on_any_day() {
    for text in [
        "31/12/2020",
        "31/12/2023",
        "01/05/2024",
        "30/11/2024",
        "01/12/2024",
        "28/02/2025",
        "01/03/2025",
        "30/06/2025",
        "01/07/2025",
        "31/12/2025",
        "22/11/2026",
    ] {
        let on = day(text);
        let mut mains: BTreeMap<CadreId, usize> = BTreeMap::new();
        let mut seats: BTreeMap<PostId, u16> = BTreeMap::new();
        for a in full().holding(on) {
            assert!(full().posts[&a.post].span.holds(on), "{text}: {} is not there for {}", a.post, a.cadre);
            *seats.entry(a.post).or_default() += 1;
            if !a.concurrent {
                *mains.entry(a.cadre).or_default() += 1;
            }
        }
        for cadre in full().serving(on) {
            assert_eq!(mains.get(&cadre.id), Some(&1), "{text}: {}", cadre.id);
        }
        for (post, sitting) in seats {
            let post = &full().posts[&post];
            let title = catalogue().title(post.title).unwrap();
            assert!(
                sitting <= post.seats(on),
                "{text}: {sitting} on {} seats of {} {}",
                post.seats(on),
                post.id,
                title.code
            );
        }
    }
}

#[test]
fn lives_run_in_order_and_nobody_works_past_retirement() {
    let schedule = Schedule::embedded().unwrap();
    for cadre in full().cadres.values() {
        let (born, recruited) = (cadre.born.latest(), cadre.recruited.unwrap().earliest());
        assert!(born.add_months(17 * 12) < recruited, "{} {} {recruited}", cadre.id, cadre.born);
        let first = cadre.payroll.first().unwrap().span.from;
        assert!(recruited <= first, "{}: {recruited} {first}", cadre.id);
        if let Some(m) = cadre.membership {
            assert!(born < m.joined.earliest() && m.joined.earliest() < m.official.unwrap().earliest());
        }
        let last = cadre.payroll.last().unwrap();
        if last.value != Payroll::Outside && cadre.born.exact() {
            let normal = schedule.last_day(cadre.sex, born);
            let end = cadre.retirement.as_ref().map_or(normal, |r| r.last_day);
            assert!(last.span.to <= end.next() || end.next() > day("31/12/2026"), "{} born {}", cadre.id, cadre.born);
        }
    }
    let mut spans: BTreeMap<CadreId, Vec<(Day, Day)>> = BTreeMap::new();
    for a in full().appointments.iter().filter(|a| !a.concurrent) {
        assert!(a.span.from < a.span.to);
        spans.entry(a.cadre).or_default().push((a.span.from, a.span.to));
    }
    for (id, mut spans) in spans {
        spans.sort();
        assert!(spans.windows(2).all(|w| w[0].1 <= w[1].0), "{id}: {spans:?}");
    }
}

#[test]
fn couples_know_each_other_and_nobody_is_called_as_somebody_real() {
    let kin: BTreeMap<CadreId, &Kin> =
        full().others.iter().filter_map(|r| if let Record::Kin(k) = r { Some((k.cadre, k)) } else { None }).collect();
    let mut couples = 0;
    for (id, row) in kin.iter().flat_map(|(id, k)| k.rows.iter().map(move |row| (id, row))) {
        let Some(other) = row.cadre else { continue };
        couples += 1;
        assert_eq!(row.name, full().cadres[&other].name);
        assert!(kin[&other].rows.iter().any(|back| back.cadre == Some(*id)), "{id} and {other}");
    }
    assert!(couples > 200, "{couples}");
    let lists = include_str!("../../data/sample/names.toml");
    let names = Names::read(lists, include_str!("../../data/sample/not-these.txt")).unwrap();
    assert!(full().cadres.values().all(|c| !names.is_taken(&c.name)));
}

#[test]
fn districts_end_and_their_people_go_on() {
    let (before, after) = (day("30/06/2025"), day("01/07/2025"));
    let district = |on: Day| full().holding(on).filter(|a| full().title(a.post).level == Level::District).count();
    assert!(district(before) > 15_000);
    assert_eq!(district(after), 0);
    let stays = |c: &&Cadre| c.serves(after);
    let served = full().serving(before);
    let went_on = served.iter().filter(|c| stays(c)).count();
    assert!(went_on * 100 > served.len() * 94, "{went_on} of {}", served.len());
    // every new commune has its secretary and its chair
    for code in ["bi-thu-dang-uy-xa", "ct-ubnd-xa-moi", "ct-hdnd-xa-moi"] {
        assert_eq!(full().holding(after).filter(|a| full().title(a.post).code == code).count(), 65, "{code}");
    }
    for code in ["bi-thu-tinh-uy", "ct-ubnd-tinh", "pbt-thuong-truc-tinh-uy"] {
        assert_eq!(full().holding(after).filter(|a| full().title(a.post).code == code).count(), 1, "{code}");
    }
}

/// A mark of all that a sample's edits say, in their order.
fn mark(people: u32, seed: u64) -> (u32, usize) {
    let mut hash = crc32fast::Hasher::new();
    let mut count = 0;
    for edit in edits(Wanted { people, seed }, catalogue(), gazetteer(), &mut |_| {}).unwrap() {
        hash.update(format!("{edit:?}").as_bytes());
        count += 1;
    }
    (hash.finalize(), count)
}

#[test]
fn the_same_seed_gives_the_same_sample_and_another_one_another() {
    let first = mark(1_000, 7);
    assert_eq!(first, mark(1_000, 7));
    assert_ne!(first.0, mark(1_000, 8).0);
}

#[test]
fn small_samples_have_the_people_asked_for_and_nobody_dangles() {
    for people in [300, 1_000, 5_000] {
        let read = read(people, SEED);
        for text in ["31/12/2023", "01/05/2024", "01/12/2024", "01/03/2025", "01/07/2025", "31/12/2025"] {
            let on = day(text);
            let mut mains: BTreeMap<CadreId, usize> = BTreeMap::new();
            for a in read.holding(on).filter(|a| !a.concurrent) {
                assert!(read.posts[&a.post].span.holds(on), "{people} {text} {}", a.post);
                *mains.entry(a.cadre).or_default() += 1;
            }
            let serving = read.serving(on);
            assert!(serving.iter().all(|c| mains.get(&c.id) == Some(&1)), "{people} {text}");
            if on <= day("01/05/2024") {
                assert_eq!(serving.len(), people as usize, "{text}");
            }
        }
    }
}
