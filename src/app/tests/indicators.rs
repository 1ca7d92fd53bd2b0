//! The screen of indicators by its keys: what is measured, who lacks it, units, pictures; an edit is counted, a projected
//! screen names nobody.

use crate::app::indicators::{self, Tab};
use crate::app::model::Screen;
use crate::app::msg::Msg;
use crate::app::tests::fixture::{Bench, day};
use crate::domain::{CadreId, Dated, Education, Qualification, Record, Revision, Span};
use crate::exchange::paper::Part;
use crate::policy::Verdict;

fn at(bench: &Bench, id: &str) -> usize {
    let board = bench.model.indicators.board.as_ref().unwrap();
    board.measured.iter().position(|m| m.indicator.id == id).unwrap()
}

/// The cursor on an indicator.
fn choose(bench: &mut Bench, id: &str) {
    let at = at(bench, id);
    bench.keys("home");
    (0..at).for_each(|_| {
        bench.keys("down");
    });
}

fn measured(bench: &Bench, id: &str) -> (i64, i64, Verdict) {
    let one = &bench.model.indicators.board.as_ref().unwrap().measured[at(bench, id)];
    (one.tally.yes, one.tally.all, one.verdict)
}

fn hoa(bench: &Bench) -> CadreId {
    bench.model.view.snapshot.cadres.values().find(|c| c.name == "Nông Thị Hoa").unwrap().id
}

#[test]
fn enter_lists_who_lacks_it_and_leads_to_the_dossier_and_an_edit_is_counted() {
    let mut bench = Bench::open((120, 40));
    bench.keys("I");
    assert_eq!(bench.model.screen, Screen::Indicators);
    assert_eq!(measured(&bench, "commune-university"), (2, 2, Verdict::Met));
    choose(&mut bench, "commune-university");
    bench.keys("enter");
    assert!(bench.model.indicators.who.is_none(), "nobody lacks it: {}", bench.said());
    // one of the two has no degree after all
    let mut card = (**bench.model.view.cadre(hoa(&bench)).unwrap()).clone();
    card.qualifications =
        vec![Dated { span: Span::since(day("01/01/2010")), value: Qualification::Education(Education::College) }];
    let mut snapshot = (*bench.model.view.snapshot).clone();
    let record = Record::Cadre(card);
    snapshot.set(record.key(), Some(record));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    assert_eq!(measured(&bench, "commune-university"), (1, 2, Verdict::Missed));
    bench.keys("enter");
    let who = bench.model.indicators.who.as_ref().unwrap();
    assert_eq!((who.cases.len(), who.cadre()), (1, Some(hoa(&bench))));
    bench.keys("enter");
    assert_eq!((bench.model.screen, bench.model.cadre()), (Screen::Dossier, Some(hoa(&bench))));
    bench.keys("ctrl-o");
    assert_eq!(bench.model.screen, Screen::Indicators);
    // what is open is what becomes a file
    let paper = indicators::paper(&bench.model).unwrap();
    assert!(matches!(paper.parts.as_slice(), [Part::Table(t)] if t.rows.len() == 1), "{}", paper.title);
    bench.keys("esc");
    assert!(bench.model.indicators.who.is_none());
}

#[test]
fn a_projected_screen_names_nobody_who_falls_short() {
    let mut bench = Bench::open((80, 24));
    bench.keys("I");
    choose(&mut bench, "language-computing");
    bench.keys("M enter");
    assert!(bench.model.indicators.who.is_none());
    assert!(bench.said().contains("trình chiếu"), "{}", bench.said());
    bench.keys("M enter");
    assert_eq!(bench.model.indicators.who.as_ref().unwrap().cases.len(), 31, "nobody has a certificate");
}

#[test]
fn units_go_down_and_up_and_keep_the_chosen_indicator_in_sight() {
    let mut bench = Bench::open((80, 24));
    bench.keys("I");
    choose(&mut bench, "commune-university");
    bench.keys("b");
    let state = &bench.model.indicators;
    assert_eq!((state.tab, state.column), (Tab::Units, at(&bench, "commune-university")));
    let name = |bench: &Bench| indicators::name(&bench.model, bench.model.indicators.units.cursor);
    assert_eq!(name(&bench), "Huyện Cao Lộc", "the first unit that has any");
    bench.keys("enter");
    let names: Vec<String> =
        (0..bench.model.indicators.heat.units.len()).map(|at| indicators::name(&bench.model, at)).collect();
    assert_eq!(names, ["(trực tiếp)", "Xã Tân Thành"]);
    bench.keys("p");
    assert_eq!(name(&bench), "Huyện Cao Lộc");
    for _ in 0..30 {
        bench.keys("right");
        assert!(indicators::grid(&bench.model).seen.contains(&bench.model.indicators.column));
    }
    let last = bench.model.indicators.board.as_ref().unwrap().measured.len() - 1;
    assert_eq!(bench.model.indicators.column, last);
    bench.keys("b");
    assert_eq!((bench.model.indicators.tab, bench.model.indicators.list.cursor), (Tab::Targets, last));
    bench.keys("esc");
    assert_eq!(bench.model.screen, Screen::Units);
}

#[test]
fn hom_nay_says_what_is_missed_and_leads_there() {
    let mut bench = Bench::first((120, 40));
    let line = bench.model.today_screen.rows.iter().position(|r| r.text.contains("chỉ tiêu chưa đạt")).unwrap();
    assert_eq!(bench.model.today_screen.rows[line].day, "31/12/2025");
    bench.keys("home");
    (0..line).for_each(|_| {
        bench.keys("down");
    });
    bench.keys("enter");
    assert_eq!(bench.model.screen, Screen::Indicators);
    let missed = bench.model.indicators.board.as_ref().unwrap().measured.iter();
    let missed = missed.filter(|m| !m.foreign && m.verdict == Verdict::Missed && m.target.until.is_some()).count();
    assert_eq!(bench.model.words.number(missed), bench.model.today_screen.rows[line].count);
}
