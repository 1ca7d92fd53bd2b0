mod organs;

use super::*;
use crate::domain::{KindId, Level, Line, Payroll, Share, Title, Total};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());
static FULL: LazyLock<Structure> = LazyLock::new(|| at(28_947));

fn at(people: u32) -> Structure {
    build(&CATALOGUE, &Gazetteer::embedded().unwrap(), Scale { people }).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const DAYS: [&str; 6] = ["31/12/2023", "30/06/2024", "01/12/2024", "01/03/2025", "01/07/2025", "22/11/2026"];

fn title(p: &PlannedPost) -> &'static Title {
    CATALOGUE.title(p.post.title).unwrap()
}

/// Main holders of the titles on 31/12/2023.
fn people(s: &Structure, of: impl Fn(&Title) -> bool) -> u32 {
    let on = day("31/12/2023");
    let posts = s.posts.iter().filter(|p| p.post.span.holds(on) && of(title(p)));
    posts.map(|p| u32::from(p.filled)).sum()
}

fn on_payroll(t: &Title) -> bool {
    t.payroll != Payroll::Outside
}

/// People who sit beside their main post, by title.
fn sitting(s: &Structure, code: &str) -> (u32, u32) {
    let on = day("31/12/2023");
    let posts = s.posts.iter().filter(|p| title(p).code == code && p.post.span.holds(on));
    posts.fold((0, 0), |(seats, sit), p| (seats + u32::from(p.post.seats(on)), sit + u32::from(p.concurrent)))
}

fn kind(code: &str) -> KindId {
    CATALOGUE.kind_coded(code).unwrap().id
}

/// Units of a kind that stand in the line on the day.
fn standing<'a>(s: &'a Structure, line: Line, on: Day, kinds: &[&str]) -> Vec<&'a Unit> {
    let kinds: Vec<KindId> = kinds.iter().map(|k| kind(k)).collect();
    let is = |u: &&Unit| u.parent(line, on).is_some() && u.form(on).is_some_and(|f| kinds.contains(&f.kind));
    s.units.iter().filter(is).collect()
}

#[test]
fn the_workforce_of_31_12_2023_is_the_reports() {
    let s = &FULL;
    let count = |payroll, level| people(s, |t| t.payroll == payroll && t.level == level);
    assert_eq!(count(Payroll::CivilServant, Level::Province), 1_315);
    assert_eq!(count(Payroll::CivilServant, Level::District), 1_465);
    assert_eq!(count(Payroll::CommuneOfficer, Level::Commune), 1_982);
    assert_eq!(count(Payroll::CivilServant, Level::Commune), 1_910);
    assert_eq!(count(Payroll::PublicEmployee, Level::Province), 5_472);
    assert_eq!(count(Payroll::PublicEmployee, Level::District), 15_329);
    assert_eq!(people(s, |t| t.payroll == Payroll::PublicEmployee), 21_071);
    assert_eq!(people(s, |t| t.payroll == Payroll::Contract), 1_204);
    assert_eq!(people(s, on_payroll), 28_947);
    let party = |t: &Title| on_payroll(t) && t.line == Line::Party && t.level < Level::Commune;
    assert_eq!(people(s, party), 1_056);
}

#[test]
fn leaders_are_as_many_as_the_report_has() {
    assert_eq!(people(&FULL, |t| t.group.as_deref() == Some("leaders-province")), 548);
    assert_eq!(people(&FULL, |t| t.group.as_deref() == Some("leaders-district")), 1_314);
}

#[test]
fn the_standing_committee_manages_as_many_as_it_voted_on_and_graded() {
    let managed = |t: &Title| t.tier == crate::domain::Tier::ProvincialStandingCommittee;
    assert_eq!(people(&FULL, |t| managed(t) && on_payroll(t)), 247);
    assert_eq!(people(&FULL, managed), 303);
}

#[test]
fn committees_have_their_seats_and_those_who_sit() {
    let s = &FULL;
    assert_eq!(sitting(s, "uvbch-tinh"), (52, 51));
    assert_eq!(sitting(s, "uvbtv-tinh-uy"), (15, 14));
    assert_eq!(sitting(s, "uvbch-huyen").1, 404);
    assert_eq!(sitting(s, "uvbtv-huyen-uy").1, 117);
    assert_eq!(sitting(s, "uvbch-xa"), (2_207, 2_207));
    assert_eq!(sitting(s, "uvbtv-xa").1, 682);
    // the base of 161 on which the district pools' coefficients rest: eleven districts and four other committees
    assert_eq!(sitting(s, "uvbtv-huyen-uy").0 + sitting(s, "uvbtv-truc-thuoc").0, 161);
}

#[test]
fn secretaries_who_are_also_chairs_are_those_of_the_report() {
    let s = &FULL;
    let beside = |post: &str, holder: &str| -> Vec<&Unit> {
        let with = |p: &&PlannedPost| {
            title(p).code == post && p.with.and_then(|id| s.post(id)).is_some_and(|h| title(h).code == holder)
        };
        s.posts.iter().filter(with).map(|p| s.unit(p.post.unit).unwrap()).collect()
    };
    let mut districts: Vec<&str> =
        beside("ct-hdnd-huyen", "bi-thu-huyen-uy").iter().map(|u| u.name(day("01/05/2024"))).collect();
    districts.sort_unstable();
    assert_eq!(districts, ["Cao Lộc", "Hữu Lũng", "Văn Lãng", "Văn Quan"]);
    assert_eq!(beside("ct-hdnd-huyen", "pbt-tt-huyen-uy").len(), 6);
    let (chairs, councils) = (beside("ct-ubnd-xa", "bi-thu-xa"), beside("ct-hdnd-xa", "bi-thu-xa"));
    assert_eq!((chairs.len(), councils.len()), (46, 79));
    assert!(chairs.iter().all(|u| !councils.iter().any(|c| c.id == u.id)));
    for p in s.posts.iter().filter(|p| p.with.is_some()) {
        let holder = s.post(p.with.unwrap()).unwrap();
        let now = holder.filled.max(holder.filled_2025);
        assert!(now == 1 && p.concurrent == 1 && p.filled == 0, "{} beside {}", title(p).code, title(holder).code);
        assert_eq!(p.post.unit, holder.post.unit);
    }
}

#[test]
fn a_post_never_has_more_holders_than_seats() {
    for p in &FULL.posts {
        let first = p.post.seats(p.post.span.from);
        assert!(p.filled + p.concurrent <= first.max(p.concurrent), "{}", title(p).code);
        assert!(p.filled + p.concurrent <= p.post.seats(p.post.span.from), "{} {:?}", title(p).code, p.post);
        if p.post.span.holds(day("01/07/2025")) {
            assert!(p.filled_2025 <= p.post.seats(day("01/07/2025")), "{} {p:?}", title(p).code);
        } else {
            assert_eq!(p.filled_2025, 0);
        }
    }
    let vacant = |p: &&PlannedPost| p.post.seats(day("31/12/2023")) > p.filled + p.concurrent;
    let share = FULL.posts.iter().filter(vacant).count() as f64 / FULL.posts.len() as f64;
    assert!(share > 0.01 && share < 0.1, "{share}");
}

#[test]
fn the_land_is_that_of_each_date() {
    let s = &FULL;
    let communes = |on: &str, kinds: &[&str]| standing(s, Line::Territory, day(on), kinds).len();
    let districts = |on: &str| communes(on, &["huyen", "thanh-pho"]);
    assert_eq!((districts("30/06/2024"), communes("30/06/2024", &["xa", "thi-tran", "phuong"])), (11, 200));
    assert_eq!([&["phuong"][..], &["thi-tran"], &["xa"]].map(|k| communes("30/06/2024", k)), [5, 14, 181]);
    assert_eq!((districts("01/12/2024"), communes("01/12/2024", &["xa", "thi-tran", "phuong"])), (11, 194));
    assert_eq!((districts("01/07/2025"), communes("01/07/2025", &["xa", "phuong"])), (0, 65));
    let of_name = |on: &str, name: &str| {
        let all = standing(s, Line::Territory, day(on), &["xa", "thi-tran", "phuong"]);
        all.into_iter().filter(|u| u.name(day(on)) == name).count()
    };
    assert_eq!(of_name("30/06/2024", "Tân Thành"), 3);
    assert_eq!(of_name("01/07/2025", "Tân Thành"), 1);
}

#[test]
fn a_code_that_changed_hands_names_two_units() {
    let holds = |on: &str| {
        let on = day(on);
        let all = standing(&FULL, Line::Territory, on, &["xa", "thi-tran"]);
        let with_code: Vec<&Unit> = all.into_iter().filter(|u| u.code(on) == Some(6040)).collect();
        assert_eq!(with_code.len(), 1);
        (with_code[0].id, with_code[0].name(on).to_owned())
    };
    let (before, after) = (holds("30/11/2024"), holds("01/12/2024"));
    assert_eq!((before.1.as_str(), after.1.as_str()), ("Đại Đồng", "Thất Khê"));
    assert_ne!(before.0, after.0);
    let town = FULL.unit(after.0).unwrap();
    assert_eq!((town.name(day("30/06/2024")), town.code(day("30/06/2024"))), ("Thất Khê", Some(5995)));
    let ended = FULL.unit(before.0).unwrap();
    assert_eq!(ended.span.to, day("01/12/2024"));
    assert_eq!(ended.became.len(), 2);
    assert!(ended.became.iter().any(|x| x.into == after.0 && x.share == Share::MainPart));
}

#[test]
fn every_commune_and_district_that_ended_says_what_it_became() {
    for unit in &FULL.units {
        let territorial = unit.parent(Line::Territory, unit.span.from).is_some();
        if territorial && unit.span.ends() {
            let main: Vec<_> = unit.became.iter().filter(|x| x.share != Share::Part).collect();
            assert_eq!(main.len(), 1, "{}", unit.name(unit.span.from));
            for x in &unit.became {
                assert_eq!(x.on, unit.span.to);
                assert!(FULL.unit(x.into).unwrap().span.holds(x.on));
            }
        }
    }
}

#[test]
fn nobody_dangles_and_nothing_is_nameless_on_any_date() {
    for s in [&*FULL, &at(300), &at(3_000)] {
        for on in DAYS.map(day) {
            for unit in s.units.iter().filter(|u| u.span.holds(on)) {
                assert!(!unit.name(on).trim().is_empty() && !unit.name(on).contains('{'));
                assert!(unit.form(on).is_some() && unit.ordinal(on) != u32::MAX);
                let lines = Line::ALL.iter().filter_map(|l| unit.parent(*l, on)).collect::<Vec<_>>();
                assert!(!lines.is_empty(), "{} stands nowhere on {on}", unit.name(on));
                for parent in lines.into_iter().flatten() {
                    let parent = s.unit(parent).unwrap();
                    assert!(parent.span.holds(on), "{} under {} on {on}", unit.name(on), parent.name(on));
                }
            }
            for p in s.posts.iter().filter(|p| p.post.seats(on) > 0) {
                assert!(s.unit(p.post.unit).unwrap().span.holds(on), "{}", title(p).code);
                assert!(title(p).in_force(on), "{} on {on}", title(p).code);
            }
        }
    }
}

#[test]
fn every_line_is_one_tree_from_the_province() {
    for on in DAYS.map(day) {
        for line in Line::ALL {
            for unit in &FULL.units {
                let (mut here, mut steps) = (unit, 0);
                while let Some(Some(up)) = here.parent(line, on) {
                    here = FULL.unit(up).unwrap();
                    assert!(here.parent(line, on).is_some(), "{} hangs under {}", unit.name(on), here.name(on));
                    steps += 1;
                    assert!(steps < 8);
                }
                if unit.parent(line, on).is_some() {
                    assert_eq!(here.id, FULL.units[0].id, "{}", unit.name(on));
                }
            }
        }
    }
}

#[test]
fn no_two_units_under_one_parent_have_the_same_name() {
    for on in DAYS.map(day) {
        for line in Line::ALL {
            let mut seen = std::collections::HashSet::new();
            for unit in FULL.units.iter().filter(|u| u.parent(line, on).is_some()) {
                let named = (unit.parent(line, on), unit.form(on).unwrap().kind, unit.name(on));
                assert!(seen.insert(named), "{} twice under one parent on {on}", unit.name(on));
            }
        }
    }
}

#[test]
fn declared_totals_add_up_to_the_published_ones() {
    let s = &FULL;
    let on = day("30/06/2024");
    let province = s.units[0].id;
    let direct = |u: &&Unit| u.parent(Line::Party, on) == Some(Some(province));
    let under = |what| s.units.iter().filter(direct).filter_map(|u| u.declared(what, on)).map(|d| d.count).sum::<u32>();
    let own = |what| s.units[0].declared(what, on).unwrap().count;
    for (what, count) in [
        (Total::PartyMembers, 70_538),
        (Total::GrassrootsOrganisations, 685),
        (Total::GrassrootsCommittees, 308),
        (Total::DivisionalCommittees, 11),
        (Total::Cells, 3_391),
        (Total::DivisionalCells, 42),
        (Total::VillageCells, 1_646),
        (Total::Reprimands, 551),
        (Total::Warnings, 96),
        (Total::Removals, 11),
        (Total::Expulsions, 189),
    ] {
        assert_eq!((own(what), under(what)), (count, count), "{what:?}");
    }
    let communes = || s.units_in(&Part::Commune);
    let of_communes = |what| communes().filter_map(|u| u.declared(what, on)).map(|d| d.count).sum::<u32>();
    assert_eq!(of_communes(Total::Villages), 1_646);
    assert_eq!(of_communes(Total::VillageCells), 1_646);
    assert!(communes().all(|u| u.declared(Total::Villages, on).is_some_and(|d| d.count > 0)));
    let today = day("22/11/2026");
    let villages = |u: &Unit| u.declared(Total::Villages, today).map_or(0, |d| d.count);
    assert_eq!(s.units_in(&Part::CommuneTwoTier).map(villages).sum::<u32>(), 1_646);
}

#[test]
fn nothing_is_of_the_district_level_once_there_are_no_districts() {
    let today = day("22/11/2026");
    for unit in FULL.units.iter().filter(|u| u.span.holds(today)) {
        assert_ne!(unit.form(today).unwrap().level, Level::District, "{}", unit.name(today));
    }
    assert!(FULL.posts.iter().filter(|p| p.post.seats(today) > 0).all(|p| title(p).level != Level::District));
}

#[test]
fn schools_have_ten_to_sixty_people_and_go_under_communes() {
    let s = &FULL;
    let on = day("31/12/2023");
    let today = day("22/11/2026");
    let schools: Vec<&Unit> = s.units_in(&Part::School).collect();
    assert!(schools.len() > 500);
    for school in schools {
        let people: u32 = s.posts_of(school.id).map(|p| u32::from(p.post.seats(on))).sum();
        assert!((10..=60).contains(&people), "{} {people}", school.name(on));
        let above = |on: Day| s.unit(school.parent(Line::State, on).flatten().unwrap()).unwrap();
        assert_eq!(above(on).form(on).unwrap().level, Level::District);
        assert_eq!(above(today).form(today).unwrap().level, Level::Commune);
        let carried = s.posts_of(school.id).filter(|p| p.post.span.to == day("01/07/2025"));
        assert!(carried.into_iter().all(|p| p.successor.is_some()), "{}", school.name(on));
    }
}

#[test]
fn whoever_goes_on_has_a_seat_there() {
    let s = &FULL;
    let mut asked: HashMap<PostId, u32> = HashMap::new();
    for p in &s.posts {
        if let Some(next) = p.successor {
            *asked.entry(next).or_default() += u32::from(p.filled);
            let next = s.post(next).unwrap();
            assert!(next.post.span.holds(p.post.span.to), "{} → {}", title(p).code, title(next).code);
        }
    }
    for (post, people) in asked {
        let next = s.post(post).unwrap();
        let most = next.post.seats.iter().map(|d| u32::from(d.value)).max().unwrap();
        assert!(people + u32::from(next.filled) <= most, "{}: {people} → {most}", title(next).code);
    }
}

#[test]
fn nine_in_ten_have_a_place_after_the_districts() {
    let s = &FULL;
    let later: u32 = s.posts.iter().filter(|p| on_payroll(title(p))).map(|p| u32::from(p.filled_2025)).sum();
    assert!((26_500..28_500).contains(&later), "{later}");
    let communes = |p: &&PlannedPost| title(p).level == Level::Commune && title(p).from.is_some();
    let civil = s.posts.iter().filter(communes).filter(|p| title(p).payroll == Payroll::CivilServant);
    let civil: u32 = civil.map(|p| u32::from(p.filled_2025)).sum();
    assert!((3_400..4_600).contains(&civil), "{civil}");
    assert_eq!(s.units_in(&Part::CommuneTwoTier).count(), 65);
}

#[test]
fn the_same_scale_gives_the_same_province() {
    let again = at(28_947);
    assert_eq!(again.units, FULL.units);
    assert_eq!(again.posts, FULL.posts);
    for (n, unit) in (1..).zip(&again.units) {
        assert_eq!(unit.id, UnitId::new(ORIGIN, n));
    }
    for (n, planned) in (1..).zip(&again.posts) {
        assert_eq!(planned.post.id, PostId::new(ORIGIN, n));
    }
}

#[test]
fn smaller_and_larger_provinces_have_as_many_people_as_asked() {
    for n in [300, 500, 1_000, 3_000, 10_000, 28_946, 28_948, 50_000, 200_000] {
        let s = at(n);
        assert_eq!(people(&s, on_payroll), n);
        assert!(s.units_in(&Part::District).count() >= 1 && s.units_in(&Part::Commune).count() >= 2);
        assert!(s.units_in(&Part::CommuneTwoTier).count() >= 1);
    }
    let catalogue = &CATALOGUE;
    let refused = build(catalogue, &Gazetteer::embedded().unwrap(), Scale { people: 299 }).unwrap_err();
    assert_eq!(refused.to_string(), "a sample has 300 to 3000000 people, not 299");
}
