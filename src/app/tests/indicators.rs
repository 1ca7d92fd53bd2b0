//! The screen of indicators by its keys: what is measured, who lacks it, units, pictures; an edit is counted, a projected
//! screen names nobody.

use super::fixture::{Bench, day};
use crate::app::screens::indicators::{self, Tab};
use crate::app::session::msg::Msg;
use crate::app::session::stage::Screen;
use crate::domain::{CadreId, Dated, Education, Qualification, Record, Revision, Sex, Span};
use crate::exchange::paper::Part;
use crate::policy::Verdict;

fn at(bench: &Bench, id: &str) -> usize {
    let board = bench.model.screens.indicators.board.as_ref().unwrap();
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
    let one = &bench.model.screens.indicators.board.as_ref().unwrap().measured[at(bench, id)];
    (one.tally.yes, one.tally.all, one.verdict)
}

fn hoa(bench: &Bench) -> CadreId {
    bench.model.cx.view.snapshot.cadres.values().find(|c| c.name == "Nông Thị Hoa").unwrap().id
}

#[test]
fn enter_lists_who_lacks_it_and_leads_to_the_dossier_and_an_edit_is_counted() {
    let mut bench = Bench::open((120, 40));
    bench.keys("I");
    assert_eq!(bench.model.cx.screen, Screen::Indicators);
    assert_eq!(measured(&bench, "commune-university"), (2, 2, Verdict::Met));
    choose(&mut bench, "commune-university");
    bench.keys("enter");
    assert!(bench.model.screens.indicators.who.is_none(), "nobody lacks it: {}", bench.said());
    // one of the two has no degree after all
    let mut card = (**bench.model.cx.view.cadre(hoa(&bench)).unwrap()).clone();
    card.qualifications =
        vec![Dated { span: Span::since(day("01/01/2010")), value: Qualification::Education(Education::College) }];
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    let record = Record::Cadre(card);
    snapshot.set(record.key(), Some(record));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    assert_eq!(measured(&bench, "commune-university"), (1, 2, Verdict::Missed));
    bench.keys("enter");
    let who = bench.model.screens.indicators.who.as_ref().unwrap();
    assert_eq!((who.cases.len(), who.cadre()), (1, Some(hoa(&bench))));
    bench.keys("enter");
    assert_eq!((bench.model.cx.screen, bench.model.cadre()), (Screen::Dossier, Some(hoa(&bench))));
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Indicators);
    // what is open is what becomes a file
    let paper = indicators::paper(&bench.model.screens.indicators, &bench.model.cx).unwrap();
    assert!(matches!(paper.parts.as_slice(), [Part::Table(t)] if t.rows.len() == 1), "{}", paper.title);
    bench.keys("esc");
    assert!(bench.model.screens.indicators.who.is_none());
}

#[test]
fn a_projected_screen_names_nobody_who_falls_short() {
    let mut bench = Bench::open((80, 24));
    bench.keys("I");
    choose(&mut bench, "language-computing");
    bench.keys("M enter");
    assert!(bench.model.screens.indicators.who.is_none());
    assert!(bench.said().contains("trình chiếu"), "{}", bench.said());
    bench.keys("M enter");
    assert_eq!(bench.model.screens.indicators.who.as_ref().unwrap().cases.len(), 31, "nobody has a certificate");
}

#[test]
fn units_go_down_and_up_and_keep_the_chosen_indicator_in_sight() {
    let mut bench = Bench::open((80, 24));
    bench.keys("I");
    choose(&mut bench, "commune-university");
    bench.keys("b");
    let state = &bench.model.screens.indicators;
    assert_eq!((state.tab, state.column), (Tab::Units, at(&bench, "commune-university")));
    let name = |bench: &Bench| {
        indicators::name(&bench.model.screens.indicators, &bench.model.cx, bench.model.screens.indicators.units.cursor)
    };
    assert_eq!(name(&bench), "Huyện Cao Lộc", "the first unit that has any");
    bench.keys("enter");
    let names: Vec<String> = (0..bench.model.screens.indicators.heat.units.len())
        .map(|at| indicators::name(&bench.model.screens.indicators, &bench.model.cx, at))
        .collect();
    assert_eq!(names, ["(trực tiếp)", "Xã Tân Thành"]);
    bench.keys("p");
    assert_eq!(name(&bench), "Huyện Cao Lộc");
    for _ in 0..30 {
        bench.keys("right");
        assert!(
            indicators::grid(&bench.model.screens.indicators, &bench.model.cx)
                .seen
                .contains(&bench.model.screens.indicators.column)
        );
    }
    let last = bench.model.screens.indicators.board.as_ref().unwrap().measured.len() - 1;
    assert_eq!(bench.model.screens.indicators.column, last);
    bench.keys("b");
    assert_eq!((bench.model.screens.indicators.tab, bench.model.screens.indicators.list.cursor), (Tab::Targets, last));
    bench.keys("esc");
    assert_eq!(bench.model.cx.screen, Screen::Units);
}

#[test]
fn a_bar_leads_to_those_whom_it_counts_and_is_narrowed_to_a_series() {
    let mut bench = Bench::open((80, 24));
    bench.keys("I shift-tab");
    assert_eq!(bench.model.screens.indicators.tab, Tab::Pictures);
    let picture = bench.model.screens.indicators.board.as_ref().unwrap().pictures[0].clone();
    assert_eq!(picture.id, "age-by-sex");
    let counts = |row: usize| [0, 1].map(|series| picture.value(series, picture.label_at(row)).unwrap() as usize);
    let row = (0..picture.labels.len()).find(|row| counts(*row)[1] > 0).unwrap();
    (0..row).for_each(|_| {
        bench.keys("down");
    });
    bench.keys("enter");
    let shown = |bench: &Bench| bench.model.screens.indicators.who.as_ref().map_or(0, |who| who.cases.len());
    let [men, women] = counts(row);
    assert_eq!(shown(&bench), men + women);
    let who = bench.model.screens.indicators.who.as_ref().unwrap();
    assert!(!indicators::title(&bench.model.screens.indicators, &bench.model.cx, who).contains("Nữ"));
    bench.keys("left");
    assert_eq!(shown(&bench), women, "from all of it back to the last part");
    let who = bench.model.screens.indicators.who.as_ref().unwrap();
    assert!(indicators::title(&bench.model.screens.indicators, &bench.model.cx, who).contains("Nữ"));
    let sex = |bench: &Bench| bench.model.cx.view.cadre(bench.model.cadre().unwrap()).unwrap().sex;
    assert_eq!(sex(&bench), Sex::Female);
    let paper = indicators::paper(&bench.model.screens.indicators, &bench.model.cx).unwrap();
    assert!(matches!(paper.parts.as_slice(), [Part::Table(t)] if t.rows.len() == women), "{}", paper.title);
    bench.keys("enter");
    assert_eq!((bench.model.cx.screen, sex(&bench)), (Screen::Dossier, Sex::Female));
    bench.keys("ctrl-o right");
    assert_eq!(shown(&bench), men + women, "after the last part all of it");
    bench.keys("esc");
    let paper = indicators::paper(&bench.model.screens.indicators, &bench.model.cx).unwrap();
    assert!(matches!(paper.parts.as_slice(), [Part::Picture(_), Part::Table(_)]), "{}", paper.title);
}

#[test]
fn a_unit_says_how_it_went_and_its_last_day_is_its_cell() {
    let mut bench = Bench::open((120, 40));
    bench.keys("I");
    choose(&mut bench, "commune-university");
    bench.keys("b");
    let state = &bench.model.screens.indicators;
    let cell = state.heat.cells[state.units.cursor][state.column].unwrap();
    let (day, last) = *state.of_unit.last().unwrap();
    assert_eq!((day, last.yes, last.all), (bench.model.cx.view.on, cell.tally.yes, cell.tally.all));
    let one = &state.board.as_ref().unwrap().measured[state.column];
    let whole: Vec<_> = one.trend_of(|_| true).into_iter().map(|(day, t)| (day, t.yes, t.unknown, t.all)).collect();
    let trend: Vec<_> = one.trend.iter().map(|(day, t)| (*day, t.yes, t.unknown, t.all)).collect();
    assert_eq!(whole, trend, "the units together are the whole");
    let shown = indicators::below(&bench.model.screens.indicators, &bench.model.cx);
    assert!(shown[1][0].text.contains("Huyện Cao Lộc"), "{shown:?}");
}

#[test]
fn hom_nay_says_what_is_missed_and_leads_there() {
    let mut bench = Bench::first((120, 40));
    let line = bench.model.screens.today.rows.iter().position(|r| r.text.contains("chỉ tiêu chưa đạt")).unwrap();
    assert_eq!(bench.model.screens.today.rows[line].day, "31/12/2025");
    bench.keys("home");
    (0..line).for_each(|_| {
        bench.keys("down");
    });
    bench.keys("enter");
    assert_eq!(bench.model.cx.screen, Screen::Indicators);
    let missed = bench.model.screens.indicators.board.as_ref().unwrap().measured.iter();
    let missed = missed.filter(|m| m.verdict == Verdict::Missed && m.target.until.is_some()).count();
    assert_eq!(bench.model.cx.words.number(missed), bench.model.screens.today.rows[line].count);
}
