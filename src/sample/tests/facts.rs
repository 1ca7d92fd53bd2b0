//! What is told of people and units: grades, votes, conclusions, where they come from, what happened to them.

use super::*;

/// Cadres whose highest managing tier on a day is the provincial standing committee.
fn managed(on: Day) -> BTreeSet<CadreId> {
    let of = |tier| full().holding(on).filter(move |a| full().title(a.post).tier == tier).map(|a| a.cadre);
    let central: BTreeSet<CadreId> = of(Tier::Central).collect();
    of(Tier::ProvincialStandingCommittee).filter(|id| !central.contains(id)).collect()
}

fn grades() -> BTreeMap<(CadreId, i16), Option<Grade>> {
    let rows = full().others.iter().filter_map(|r| if let Record::Grades(g) = r { Some(g) } else { None });
    let year = |p| if let Period::Year(y) = p { y } else { 0 };
    rows.flat_map(|g| g.rows.iter().map(move |row| ((g.cadre, year(row.period)), row.grade))).collect()
}

#[test]
fn grades_of_those_whom_the_province_manages_are_as_published() {
    let grades = grades();
    let wanted = [
        (2020, [62, 267, 0, 4, 0]),
        (2021, [51, 245, 9, 2, 6]),
        (2022, [50, 250, 3, 2, 0]),
        (2023, [60, 238, 2, 3, 0]),
    ];
    for (year, counts) in wanted {
        let managed = managed(Day::of(year, 12, 31).unwrap());
        let of = |grade| managed.iter().filter(|id| grades.get(&(**id, year)) == Some(&grade)).count();
        let scale = [Grade::Excellent, Grade::Good, Grade::Completed, Grade::NotCompleted].map(Some);
        let found: Vec<usize> = scale.into_iter().chain([None]).map(of).collect();
        assert_eq!(found, counts, "{year}, of {} managed", managed.len());
    }
}

#[test]
fn no_head_is_graded_above_the_unit() {
    let units: BTreeMap<(UnitId, i16), Grade> = full()
        .others
        .iter()
        .filter_map(|r| if let Record::UnitGrades(g) = r { Some(g) } else { None })
        .flat_map(|g| g.rows.iter().map(move |row| (g.unit, row)))
        .filter_map(|(unit, row)| Some(((unit, if let Period::Year(y) = row.period { y } else { 0 }), row.grade?)))
        .collect();
    let grades = grades();
    let mut heads = 0;
    for year in 2020..=2025 {
        let on = Day::of(year, 12, 31).unwrap();
        for a in full().holding(on).filter(|a| full().title(a.post).role == Role::Head) {
            let unit = full().posts[&a.post].unit;
            if let Some(Some(grade)) = grades.get(&(a.cadre, year)) {
                heads += 1;
                assert!(units[&(unit, year)] <= *grade, "{year} {} of {unit}", a.cadre);
            }
        }
    }
    assert!(heads > 5_000);
}

#[test]
fn votes_and_conclusions_are_as_published() {
    let standing: Vec<&Standing> =
        full().others.iter().filter_map(|r| if let Record::Standing(s) = r { Some(s) } else { None }).collect();
    let votes: Vec<&Vote> = standing.iter().flat_map(|s| &s.votes).collect();
    let exempt: Vec<CadreId> = standing.iter().filter(|s| !s.exempt.is_empty()).map(|s| s.cadre).collect();
    assert_eq!((votes.len(), exempt.len()), (232, 15));
    for id in exempt {
        let placed = full().appointments.iter().filter(|a| a.cadre == id && a.span.holds(day("08/12/2023")));
        assert!(placed.clone().any(|a| a.span.from.year() == 2023), "{id} was newly placed in the year");
    }
    let good = |v: &&Vote| f64::from(v.high + v.trusted) / f64::from(v.returned);
    assert!(votes.iter().all(|v| v.high + v.trusted + v.low == v.returned && v.low * 2 < v.returned));
    assert_eq!(votes.iter().map(good).fold(1.0, f64::min), 0.625);
    // the report counts since the start of the term
    let (since, until) = (day("02/10/2020"), day("01/05/2024"));
    let told = || standing.iter().flat_map(|s| &s.conclusions).filter(|c| since <= c.on && c.on <= until);
    let of = |tier| told().filter(|c| c.by == tier).count();
    let tiers = [Tier::Central, Tier::ProvincialStandingCommittee, Tier::DistrictStandingCommittee, Tier::Grassroots];
    assert_eq!(tiers.map(of), [24, 1_590, 10_034, 6_241]);
    // and whoever comes to lead long after it is looked at again before
    assert!(standing.iter().flat_map(|s| &s.conclusions).any(|c| c.on >= day("01/03/2025")));
}

#[test]
fn secretaries_and_chairs_come_from_elsewhere_but_for_the_named_ones() {
    let local = |text: &str, titles: &[&str]| -> (usize, Vec<String>) {
        let on = day(text);
        let mut locals = Vec::new();
        let mut holders = 0;
        for a in full().holding(on).filter(|a| titles.contains(&full().title(a.post).code.as_str())) {
            holders += 1;
            let district = &full().units[&full().posts[&a.post].unit];
            let origin = full().cadres[&a.cadre].origin.code.unwrap();
            let home = gazetteer().area(Level::Commune, origin, Era::Until2024).and_then(|c| c.parent).unwrap();
            if Some(home.1) == district.code(on) {
                locals.push(district.name(on).to_owned());
            }
        }
        locals.sort();
        (holders, locals)
    };
    let (secretary, chair) = (["bi-thu-huyen-uy", "bi-thu-thanh-uy"], ["ct-ubnd-huyen"]);
    let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    assert_eq!(local("01/05/2024", &secretary), (11, names(&[])));
    assert_eq!(local("01/05/2024", &chair), (11, names(&["Chi Lăng"])));
    assert_eq!(local("01/10/2020", &secretary), (11, names(&["Bình Gia", "Bắc Sơn"])));
    assert_eq!(local("01/10/2020", &chair), (11, names(&["Chi Lăng", "Văn Quan"])));
}

#[test]
fn two_posts_in_one_hand_are_as_many_as_published() {
    let both = |one: &str, other: &str| {
        let holders = |code: &str| -> BTreeSet<CadreId> {
            let on = day("01/05/2024");
            full().holding(on).filter(|a| full().title(a.post).code == code).map(|a| a.cadre).collect()
        };
        holders(one).intersection(&holders(other)).count()
    };
    assert_eq!(both("bi-thu-huyen-uy", "ct-hdnd-huyen"), 4);
    assert_eq!(both("bi-thu-xa", "ct-ubnd-xa"), 46);
    assert_eq!(both("bi-thu-xa", "ct-hdnd-xa"), 79);
}

#[test]
fn what_happened_since_the_start_of_the_term_does_not_exceed_the_published() {
    let (from, to) = (day("01/10/2020"), day("01/05/2024"));
    let within = |on: Day| from < on && on <= to;
    let began = |tier: Tier, kinds: &[ActKind]| {
        let leads = |a: &&Appointment| {
            let title = full().title(a.post);
            title.tier == tier && title.ladder == Ladder::Leadership
        };
        let all = full().appointments.iter().filter(leads);
        all.filter(|a| within(a.span.from) && kinds.contains(&a.began.kind)).count()
    };
    let new = [ActKind::Appointed, ActKind::Elected, ActKind::Designated, ActKind::Reappointed];
    let moved = [ActKind::Transferred, ActKind::Rotated];
    assert_eq!(began(Tier::Central, &new), 2);
    assert_eq!(began(Tier::ProvincialStandingCommittee, &new), 101);
    assert_eq!(began(Tier::DistrictStandingCommittee, &new), 1_389);
    assert!(began(Tier::Grassroots, &new) <= 3_050);
    assert!(began(Tier::ProvincialStandingCommittee, &moved) <= 79);
    assert!(began(Tier::DistrictStandingCommittee, &moved) <= 588);
    let ended = |tier: Tier, kind: ActKind| {
        let all = full().appointments.iter().filter(|a| !a.concurrent && full().title(a.post).tier == tier);
        all.filter(|a| within(a.span.to) && a.ended.as_ref().is_some_and(|e| e.kind == kind)).count()
    };
    let tiers = [Tier::ProvincialStandingCommittee, Tier::DistrictStandingCommittee];
    assert_eq!(tiers.map(|t| ended(t, ActKind::Resigned)), [3, 9]);
    assert_eq!(tiers.map(|t| ended(t, ActKind::Dismissed)), [1, 3]);
    assert_eq!(tiers.map(|t| ended(t, ActKind::RetiredEarly)), [3, 14]);
    assert_eq!(tiers.map(|t| ended(t, ActKind::Relieved)), [5, 8]);
}

#[test]
fn nothing_hurtful_stands_on_a_post_that_one_known_person_holds() {
    let known = |a: &Appointment| {
        let title = full().title(a.post);
        let head = title.role == Role::Head && title.ladder == Ladder::Leadership;
        title.tier == Tier::Central
            || title.level == Level::Province && head && title.tier == Tier::ProvincialStandingCommittee
            || ["bi-thu-huyen-uy", "bi-thu-thanh-uy", "ct-ubnd-huyen"].contains(&title.code.as_str())
    };
    let holders: BTreeSet<CadreId> = full().appointments.iter().filter(|a| known(a)).map(|a| a.cadre).collect();
    assert!(holders.len() > 60);
    for record in &full().others {
        match record {
            Record::Conduct(c) if holders.contains(&c.cadre) => assert!(c.discipline.is_empty()),
            Record::Standing(s) if holders.contains(&s.cadre) => {
                assert!(s.votes.iter().all(|v| v.low * 10 < v.returned));
                assert!(s.conclusions.iter().all(|c| c.outcome == Outcome::Meets));
            }
            Record::Kin(k) if holders.contains(&k.cadre) => assert!(k.rows.iter().all(|row| row.cadre.is_none())),
            Record::Grades(g) if holders.contains(&g.cadre) => {
                assert!(g.rows.iter().all(|row| row.grade != Some(Grade::NotCompleted)));
            }
            Record::Statuses(s) if holders.contains(&s.cadre) => {
                assert!(s.rows.iter().all(|r| !matches!(r.value, Status::UnderReview | Status::Suspended)));
            }
            _ => {}
        }
    }
}
