//! The reorganisation of 01/07/2025 replayed as one batch act: communes merge as the gazetteer has it, the district
//! level ends, people go on; counts before are as they were, and one undo brings everything back.

use canbo::domain::edit::renumber::PROVISIONAL;
use canbo::domain::*;
use canbo::policy::Policy;
use canbo::register::gazetteer::{Era, Gazetteer};
use canbo::register::reorganise::{self, Beginning, Below, Ending, Reorganisation, Seats, Why};
use canbo::register::{Catalogue, Loaded, Proposal, Register, View, begin};
use canbo::store::{Province, Store};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

const LANG_SON: u32 = 20;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn eve() -> Day {
    day("30/06/2025")
}

fn on() -> Day {
    day("01/07/2025")
}

fn author() -> Author {
    Author { id: "an".to_owned(), name: "An".to_owned(), via: "test".to_owned() }
}

fn commit(register: &Register, edits: Vec<Edit>) -> Revision {
    commit_from(Source::Cli, register, edits)
}

fn commit_from(source: Source, register: &Register, edits: Vec<Edit>) -> Revision {
    let intent = "reorganise".to_owned();
    let at = 1_751_300_000;
    register.commit(Proposal { edits, author: author(), source, intent, exception: None, at }).unwrap()
}

/// Lạng Sơn on the eve, with somebody in every post of its districts and communes that leads.
fn province(dir: &Path, gazetteer: &Gazetteer) -> Register {
    let of = Province { code: 20, name: "Lạng Sơn".to_owned(), origin: 7, home_date: None, sample: None };
    let store = Store::create(dir, &of).unwrap();
    let catalogue = Arc::new(Catalogue::embedded().unwrap());
    let register = Register::open(store, Arc::clone(&catalogue), Arc::new(Policy::embedded().unwrap()), false);
    register.wait(Loaded::All).unwrap();
    commit(&register, begin::begin(&catalogue, gazetteer, LANG_SON, eve(), 7).unwrap());
    let view = register.view(eve());
    let mut edits = Vec::new();
    for (n, post) in (1..).zip(leading(&view)) {
        let cadre = CadreId::new(PROVISIONAL, n);
        let since = Span::since(day("01/07/2021"));
        edits.push(Edit::create(Record::Cadre(Cadre {
            code: format!("LS-{n:05}"),
            ethnic: ListId(2),
            payroll: vec![Dated { span: since, value: Payroll::CivilServant }],
            ..Cadre::new(cadre, "Nông Văn Giả", Sex::Male, PartialDate::Year(1980))
        })));
        let id = AppointmentId::new(PROVISIONAL, n);
        edits.push(Edit::create(Record::Appointment(Appointment::new(id, cadre, post, since, ActKind::Elected))));
    }
    commit_from(Source::Import("holders.csv".to_owned()), &register, edits);
    register
}

/// Posts of heads and deputies of the districts' and communes' own land.
fn leading(view: &View) -> Vec<PostId> {
    let land = |unit: UnitId| {
        let form = view.unit(unit).and_then(|u| u.code(view.on).and(u.form(view.on)));
        form.is_some_and(|f| matches!(f.level, Level::District | Level::Commune))
    };
    let posts = view.snapshot.posts.values().filter(|p| p.seats(view.on) > 0 && land(p.unit));
    posts.filter(|p| view.title(p).is_some_and(|t| t.role != Role::Member)).map(|p| p.id).collect()
}

fn lands(view: &View, level: Level) -> Vec<UnitId> {
    let units = view.snapshot.units.values().filter(|u| u.code(view.on).is_some());
    units.filter(|u| u.form(view.on).is_some_and(|f| f.level == level)).map(|u| u.id).collect()
}

/// The plan as resolution 1672/NQ-UBTVQH15 has it.
fn plan(view: &View, gazetteer: &Gazetteer) -> Reorganisation {
    let top = view.tops(Line::Territory)[0];
    let catalogue = &view.catalogue;
    let mut plan = Reorganisation {
        on: on(),
        decision: Some(Decision { number: "1672/NQ-UBTVQH15".to_owned(), on: day("16/06/2025") }),
        endings: Vec::new(),
        beginnings: Vec::new(),
        seats: Vec::new(),
        titles: Vec::new(),
        people: Vec::new(),
        beyond_seats: false,
    };
    let communes = lands(view, Level::Commune);
    let titles: BTreeSet<TitleId> = communes
        .iter()
        .flat_map(|c| view.snapshot.posts_of(*c))
        .filter(|p| view.title(p).is_some_and(|t| t.role != Role::Member))
        .map(|p| p.title)
        .collect();
    let new: Vec<_> = gazetteer.children(Level::Province, LANG_SON, Era::TwoTier).collect();
    for (n, area) in (1u32..).zip(&new) {
        let unit = UnitId::new(PROVISIONAL, u64::from(n));
        let form = Form { kind: catalogue.kind_coded(area.kind).unwrap().id, level: Level::Commune };
        let under = Line::ALL.iter().map(|line| (*line, top)).collect();
        let (name, code) = (area.name.to_owned(), Some(area.code));
        plan.beginnings.push(Beginning { unit, name, form, code, under, ordinal: n });
        for title in &titles {
            let head = catalogue.title(*title).is_some_and(|t| t.role == Role::Head);
            plan.seats.push(Seats { unit, title: *title, seats: if head { 1 } else { 4 } });
        }
    }
    let at = |code: u32| new.iter().position(|a| a.code == code).map(|n| UnitId::new(PROVISIONAL, n as u64 + 1));
    for commune in communes {
        let code = view.unit(commune).unwrap().code(view.on).unwrap();
        let into = gazetteer.became(code, on()).filter_map(|c| Some((at(c.new)?, c.share))).collect();
        plan.endings.push(Ending { unit: commune, into, below: Below::Move });
    }
    for district in lands(view, Level::District) {
        plan.endings.push(Ending { unit: district, into: vec![(top, Share::Part)], below: Below::End });
    }
    plan
}

#[test]
fn the_first_of_july_2025_is_one_revision_and_one_undo() {
    let dir = tempfile::tempdir().unwrap();
    let gazetteer = Gazetteer::embedded().unwrap();
    let register = province(&dir.path().join("store"), &gazetteer);
    let before = register.view(eve());
    let people = before.snapshot.cadres.len();
    assert_eq!(lands(&before, Level::Commune).len(), 194);
    let dump = register.store().verify().unwrap();
    let counted = |view: &View| view.counts(Line::Territory).below(view.tops(Line::Territory)[0]);
    let counts = counted(&before);

    let out = reorganise::plan(&before, &plan(&before, &gazetteer)).unwrap();
    assert_eq!(out.carried.len() + out.unplaced.len(), people, "nobody is forgotten");
    assert!(out.exceeded.is_empty());
    let revision = commit(&register, out.edits);

    let eve_after = register.view(eve());
    assert_eq!(counted(&eve_after), counts, "what was counted on the eve is counted on the eve");
    let after = register.view(on());
    assert_eq!((lands(&after, Level::District).len(), lands(&after, Level::Commune).len()), (0, 65));
    for line in Line::ALL {
        let top = after.tops(line);
        let below = after.subtree(line, top[0]);
        let lost = after.snapshot.units.values().find(|u| after.stands(line, u.id) && !below.contains_key(&u.id));
        assert!(top.len() == 1 && lost.is_none(), "{line:?}: {lost:?}");
    }
    let mains = |id: CadreId| after.holds(id).iter().filter(|(a, ..)| !a.concurrent).count();
    for cadre in after.snapshot.cadres.keys() {
        let placed = !out.unplaced.iter().any(|u| u.cadre == *cadre);
        assert_eq!(mains(*cadre), usize::from(placed), "{cadre}");
        if let Some((main, ..)) = after.main(*cadre) {
            assert_eq!(after.in_post_since(main), day("01/07/2021"));
            assert_eq!(main.began.kind, ActKind::Reorganised);
        }
        assert!(after.cadre(*cadre).unwrap().serves(on()));
    }
    // several chairs of one new commune have an equal claim: that is not for a program to settle
    assert!(out.unplaced.iter().any(|u| u.why == Why::Choice));
    let seated = counted(&after);
    assert_eq!(seated.people as usize, out.carried.len());

    let undone = register.undo(&author(), 1_751_400_000).unwrap();
    assert_eq!(register.header(undone).unwrap().unwrap().undoes, Some(revision));
    let again = register.store().verify().unwrap();
    assert_eq!((again.checksum, again.records, again.damage), (dump.checksum, dump.records, dump.damage));
}
