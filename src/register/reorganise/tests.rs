use super::*;
use crate::domain::*;
use crate::register::{Catalogue, Snapshot, check};
use std::sync::Arc;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const BEFORE: &str = "30/06/2025";
const ON: &str = "01/07/2025";

/// A province, a district with an office, and two communes of it, each with a chair, deputies and clerks.
struct Land {
    catalogue: Arc<Catalogue>,
    records: Vec<Record>,
    next: u64,
}

impl Land {
    fn new() -> Land {
        Land { catalogue: Arc::new(Catalogue::embedded().unwrap()), records: Vec::new(), next: 0 }
    }

    fn id(&mut self) -> u64 {
        self.next += 1;
        UnitId::new(1, self.next).0
    }

    fn title(&self, code: &str) -> TitleId {
        self.catalogue.title_coded(code).unwrap_or_else(|| panic!("{code}")).id
    }

    fn form(&self, kind: &str, level: Level) -> Form {
        Form { kind: self.catalogue.kind_coded(kind).unwrap().id, level }
    }

    fn unit(&mut self, kind: &str, level: Level, name: &str, under: Option<UnitId>) -> UnitId {
        let id = UnitId(self.id());
        let mut unit = Unit::new(id, Span::since(day("01/01/2010")), name, self.form(kind, level), 1);
        for line in Line::ALL {
            unit.place(line, under, unit.span);
        }
        self.records.push(Record::Unit(unit));
        id
    }

    fn post(&mut self, unit: UnitId, title: &str, seats: u16) -> PostId {
        let (id, span, title) = (PostId(self.id()), Span::since(day("01/01/2010")), self.title(title));
        self.records.push(Record::Post(Post::new(id, unit, title, span, seats)));
        id
    }

    fn person(&mut self, name: &str, post: PostId, from: &str) -> CadreId {
        let id = CadreId(self.id());
        self.records.push(Record::Cadre(Cadre {
            code: format!("T-{}", id.counter()),
            ethnic: ListId(1),
            payroll: vec![Dated { span: Span::since(day("01/01/2012")), value: Payroll::CivilServant }],
            ..Cadre::new(id, name, Sex::Female, PartialDate::Year(1985))
        }));
        self.hold(id, post, from, false);
        id
    }

    fn hold(&mut self, cadre: CadreId, post: PostId, from: &str, concurrent: bool) -> AppointmentId {
        let id = AppointmentId(self.id());
        let held = Appointment::new(id, cadre, post, Span::since(day(from)), ActKind::Appointed);
        self.records.push(Record::Appointment(Appointment { concurrent, ..held }));
        id
    }

    fn view(&self) -> View {
        View::new(Arc::new(Snapshot::of(self.records.clone())), Arc::clone(&self.catalogue), day(BEFORE))
    }
}

struct Small {
    land: Land,
    province: UnitId,
    district: UnitId,
    communes: [UnitId; 2],
    school: UnitId,
    chairs: [CadreId; 2],
    district_chair: CadreId,
    clerks: Vec<CadreId>,
    merged: UnitId,
}

fn small() -> Small {
    let mut land = Land::new();
    let province = land.unit("tinh", Level::Province, "Lạng Sơn", None);
    let district = land.unit("huyen", Level::District, "Cao Lộc", Some(province));
    let communes =
        [("Tân Thành", 0), ("Hải Yến", 1)].map(|(name, _)| land.unit("xa", Level::Commune, name, Some(district)));
    let school = land.unit("truong-thpt", Level::Commune, "Tân Thành", Some(communes[0]));
    let head = land.post(district, "ct-ubnd-huyen", 1);
    let district_chair = land.person("Vi Văn Một", head, "01/07/2021");
    let mut chairs = Vec::new();
    let mut clerks = Vec::new();
    for (at, commune) in communes.into_iter().enumerate() {
        let chair = land.post(commune, "ct-ubnd-xa", 1);
        chairs.push(land.person("Nông Thị Hai", chair, ["01/07/2021", "01/03/2022"][at]));
        let deputy = land.post(commune, "pct-ubnd-xa", 1);
        clerks.push(land.person("Lý Thị Ba", deputy, "01/01/2020"));
    }
    let merged = UnitId::new(u16::MAX, 1);
    Small { province, district, communes, school, chairs: [chairs[0], chairs[1]], district_chair, clerks, merged, land }
}

impl Small {
    fn plan(&self, chairs: u16, deputies: u16) -> Reorganisation {
        let land = &self.land;
        let ending = |unit, into: Vec<(UnitId, Share)>| Ending { unit, into, below: Below::Move };
        let under = Line::ALL.iter().map(|line| (*line, self.province)).collect();
        let form = land.form("xa", Level::Commune);
        let seats = |title, seats| Seats { unit: self.merged, title: land.title(title), seats };
        Reorganisation {
            on: day(ON),
            decision: Some(Decision { number: "1672/NQ-UBTVQH15".to_owned(), on: day("16/06/2025") }),
            endings: vec![
                ending(self.communes[0], vec![(self.merged, Share::Whole)]),
                ending(self.communes[1], vec![(self.merged, Share::Whole)]),
                ending(self.district, vec![(self.merged, Share::MainPart)]),
            ],
            beginnings: vec![Beginning {
                unit: self.merged,
                name: "Cao Lộc".to_owned(),
                form,
                code: Some(5977),
                under,
                ordinal: 1,
            }],
            seats: vec![seats("ct-ubnd-xa", chairs), seats("pct-ubnd-xa", deputies)],
            titles: vec![
                Equivalence {
                    from: land.title("ct-ubnd-huyen"),
                    to: Some(land.title("ct-ubnd-xa")),
                    kind: None,
                    level: Some(Level::District),
                },
                Equivalence {
                    from: land.title("ct-ubnd-xa"),
                    to: Some(land.title("ct-ubnd-xa")),
                    kind: None,
                    level: None,
                },
                Equivalence {
                    from: land.title("ct-ubnd-xa"),
                    to: Some(land.title("pct-ubnd-xa")),
                    kind: None,
                    level: None,
                },
            ],
            people: Vec::new(),
            beyond_seats: false,
        }
    }
}

fn title_of(view: &View, cadre: CadreId) -> String {
    view.holds(cadre).into_iter().map(|(_, _, title)| title.code.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_highest_take_the_seats_there_are_and_the_others_the_next_title_of_the_table() {
    let small = small();
    let before = small.land.view();
    let out = plan(&before, &small.plan(1, 4)).unwrap();
    check::check(&out.edits, &before.with(out.edits.clone()).snapshot, day(ON)).unwrap();
    let after = before.with(out.edits.clone()).on(day(ON));
    assert_eq!(title_of(&after, small.district_chair), "ct-ubnd-xa");
    for person in small.chairs.iter().chain(&small.clerks) {
        assert_eq!(title_of(&after, *person), "pct-ubnd-xa");
    }
    assert!(out.unplaced.is_empty() && out.exceeded.is_empty(), "{:?}", out.unplaced);
    assert_eq!((out.carried.len(), out.posts_ended.len(), out.posts_begun.len()), (5, 5, 2));
    assert_eq!(out.units_ended.len(), 3);
    // the day before nothing is different, and the months go on through the change
    let eve = after.on(day(BEFORE));
    assert_eq!(title_of(&eve, small.chairs[0]), "ct-ubnd-xa");
    let (main, ..) = after.main(small.chairs[0]).unwrap();
    assert_eq!((main.span.from, after.in_post_since(main)), (day(ON), day("01/07/2021")));
    assert_eq!(main.began.decision.as_ref().map(|d| d.number.as_str()), Some("1672/NQ-UBTVQH15"));
}

#[test]
fn what_stands_under_a_unit_that_ends_goes_under_what_it_became() {
    let small = small();
    let before = small.land.view();
    let out = plan(&before, &small.plan(1, 4)).unwrap();
    let after = before.with(out.edits).on(day(ON));
    assert_eq!(after.parent(Line::State, small.school), Some(small.merged));
    assert_eq!(out.units_moved, [small.school]);
    assert_eq!(after.follow(small.communes[1]).first().map(|s| (s.unit, s.share)), Some((small.merged, Share::Whole)));
    assert!(!after.stands(Line::Territory, small.district));
    assert_eq!(after.tops(Line::Territory), [small.province]);
}

#[test]
fn an_equal_claim_to_one_leading_seat_is_left_to_the_officer_who_may_decide_it() {
    let small = small();
    let before = small.land.view();
    let mut wish = small.plan(1, 4);
    // nobody comes from the district, and a chair may only be chair
    wish.endings.pop();
    wish.titles.pop();
    let out = plan(&before, &wish).unwrap();
    let open: Vec<_> = out.unplaced.iter().map(|u| (u.cadre, u.why)).collect();
    assert_eq!(open, small.chairs.map(|c| (c, Why::Choice)));
    let after = before.with(out.edits).on(day(ON));
    assert_eq!(title_of(&after, small.chairs[0]), "");
    assert!(after.cadre(small.chairs[0]).unwrap().serves(day(ON)), "they stay on the payroll");
    wish.people = vec![(small.chairs[1], small.merged, small.land.title("ct-ubnd-xa"))];
    let out = plan(&before, &wish).unwrap();
    assert_eq!(out.unplaced.iter().map(|u| (u.cadre, u.why)).collect::<Vec<_>>(), [(small.chairs[0], Why::NoSeat)]);
    assert_eq!(title_of(&before.with(out.edits).on(day(ON)), small.chairs[1]), "ct-ubnd-xa");
}

#[test]
fn more_than_the_seats_are_placed_only_where_the_plan_says_so_and_are_listed() {
    let small = small();
    let before = small.land.view();
    let none = plan(&before, &small.plan(1, 0)).unwrap();
    assert_eq!(none.unplaced.len(), 4);
    assert!(none.unplaced.iter().all(|u| u.why == Why::NoSeat), "{:?}", none.unplaced);
    let beyond = plan(&before, &Reorganisation { beyond_seats: true, ..small.plan(1, 1) }).unwrap();
    assert!(beyond.unplaced.is_empty());
    let held: Vec<_> = beyond.exceeded.iter().map(|(_, seats, held)| (*seats, *held)).collect();
    assert_eq!(held, [(1, 3), (1, 2)]);
}

#[test]
fn posts_beside_the_main_one_and_appointments_that_begin_later_are_carried_too() {
    let mut small = small();
    let second = small.land.post(small.communes[1], "bi-thu-dang-uy-xa", 1);
    let beside = small.land.hold(small.chairs[1], second, "01/03/2022", true);
    let vacant = small.land.post(small.communes[1], "ct-hdnd-xa", 1);
    let later = small.land.person("Chu Thị Sáu", vacant, "01/09/2025");
    let before = small.land.view();
    let mut wish = small.plan(1, 4);
    let seats = |title| Seats { unit: small.merged, title: small.land.title(title), seats: 1 };
    wish.seats.extend([seats("bi-thu-dang-uy-xa"), seats("ct-hdnd-xa")]);
    let out = plan(&before, &wish).unwrap();
    let after = before.with(out.edits.clone()).on(day(ON));
    assert_eq!(title_of(&after, small.chairs[1]), "pct-ubnd-xa bi-thu-dang-uy-xa");
    assert_eq!(after.snapshot.appointments[&beside].span.to, day(ON));
    assert_eq!(title_of(&after, later), "");
    assert_eq!(title_of(&after.on(day("01/09/2025")), later), "ct-hdnd-xa");
    assert!(out.carried.iter().any(|c| c.cadre == later && c.on == day("01/09/2025")));
    // of a unit that goes nowhere the appointment to come is given up, and said
    wish.endings[1].into.clear();
    let out = plan(&before, &wish).unwrap();
    assert!(out.unplaced.iter().any(|u| u.cadre == later && u.why == Why::NoUnit));
    check::check(&out.edits, &before.with(out.edits.clone()).snapshot, day(ON)).unwrap();
}

#[test]
fn a_plan_that_leads_nowhere_sound_is_refused_whole() {
    let small = small();
    let before = small.land.view();
    let mut wish = small.plan(1, 4);
    wish.endings[0].into = vec![(small.district, Share::Whole)];
    assert!(matches!(plan(&before, &wish), Err(Problem::OutsideLife(_))), "into a unit that ends");
    wish.endings[0].into = vec![(UnitId::new(9, 9), Share::Whole)];
    assert!(matches!(plan(&before, &wish), Err(Problem::Missing(_))));
    wish.endings.clear();
    assert_eq!(plan(&before, &wish), Err(Problem::Nothing));
    let mut early = small.plan(1, 4);
    early.on = day("01/01/2009");
    assert!(matches!(plan(&before, &early), Err(Problem::OutsideLife(_))), "before the units began");
}

#[test]
fn pools_close_with_their_posts_and_go_on_in_the_equivalent_one_where_nobody_stands_twice() {
    let mut small = small();
    let chair = |small: &Small, at: usize| {
        small
            .land
            .view()
            .snapshot
            .posts_of(small.communes[at])
            .find(|p| p.title == small.land.title("ct-ubnd-xa"))
            .unwrap()
            .id
    };
    let posts = [chair(&small, 0), chair(&small, 1)];
    let people = [small.clerks[0], small.clerks[1], small.clerks[0]];
    for (at, (post, cadre)) in [posts[0], posts[0], posts[1]].into_iter().zip(people).enumerate() {
        let span = Span::since(day("01/03/2024"));
        small.land.records.push(Record::Entry(Entry {
            id: EntryId::new(1, at as u64 + 1),
            post,
            term: TermId(2025),
            cadre,
            span,
            stages: vec![Dated { span, value: Stage::Approved }],
            order: u16::try_from(at).unwrap() + 1,
            source: Origination::Local,
            kind: PlanKind::Built,
            round: None,
            decision: None,
            removal: None,
            votes: Vec::new(),
            carried: None,
            note: String::new(),
        }));
    }
    let before = small.land.view();
    let out = plan(&before, &small.plan(1, 4)).unwrap();
    let edits = out.edits;
    check::check(&edits, &before.with(edits.clone()).snapshot, day(ON)).unwrap();
    let after = before.with(edits).on(day(ON));
    assert!(posts.iter().all(|p| after.pool(*p, TermId(2025)).is_empty()));
    let merged = after.snapshot.posts_of(small.merged).find(|p| p.title == small.land.title("ct-ubnd-xa")).unwrap().id;
    let pool = after.pool(merged, TermId(2025));
    let carried: Vec<_> = pool.iter().map(|e| (e.cadre, e.stage(day(ON)), e.carried.is_some())).collect();
    assert_eq!(carried, small.clerks.iter().map(|c| (*c, Some(Stage::Approved), true)).collect::<Vec<_>>());
    // the day before they stand where they stood, and why they left is said
    let eve = after.on(day(BEFORE));
    assert_eq!((eve.pool(posts[0], TermId(2025)).len(), eve.pool(posts[1], TermId(2025)).len()), (2, 1));
    assert!(eve.pool(posts[0], TermId(2025)).iter().all(|e| e.removal.is_some()));
}
