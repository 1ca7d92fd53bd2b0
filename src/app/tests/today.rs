//! The start screen: it opens first, each line leads to its list, and the next session opens where one left.

use super::fixture::{Bench, day};
use crate::app::model::Screen;
use crate::app::overlays::picker::Picker;
use crate::app::screens::today::asks as today;
use crate::app::screens::today::{Missed, Part};
use crate::app::session::effect::Effect;
use crate::app::session::host::Start;
use crate::app::session::msg::Msg;
use crate::app::update::kept;
use crate::app::update::update;
use crate::domain::{
    Appointment, Assessed, Assessment, Cadre, Discipline, Grade, Measure, PartialDate, Phase, PlanKind, Record,
    Revision, Round, RoundId, Sex, Span, TermId,
};
use crate::register::agenda::Agenda;
use std::sync::Arc;

/// The register after some records have been set, told to the session.
pub(super) fn changed(bench: &mut Bench, records: impl IntoIterator<Item = Record>) {
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    for record in records {
        snapshot.set(record.key(), Some(record));
    }
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
}

/// The appointments of so many people, with a day on which their terms run out.
pub(super) fn with_terms(bench: &Bench, how_many: usize, ends: &str) -> Vec<Record> {
    let on = bench.model.cx.view.on;
    let held = bench.model.cx.view.snapshot.appointments.values().filter(|a| a.span.holds(on)).take(how_many);
    let ends = day(ends);
    held.map(|a| Record::Appointment(crate::domain::Appointment { term_ends: Some(ends), ..(**a).clone() })).collect()
}

pub(super) fn texts(bench: &Bench, part: Part) -> Vec<(String, String)> {
    let rows = bench.model.screens.today.rows.iter().filter(|r| r.part == part);
    rows.map(|r| (r.count.clone(), r.text.clone())).collect()
}

/// Puts the cursor on the line with these words.
fn go_to(bench: &mut Bench, words: &str) {
    let at = bench.model.screens.today.rows.iter().position(|r| r.text.contains(words));
    let at = at.unwrap_or_else(|| panic!("no line of {words}"));
    bench.keys("home");
    (0..at).for_each(|_| {
        bench.keys("down");
    });
    assert!(bench.model.screens.today.row().is_some_and(|r| r.text.contains(words)));
}

#[test]
fn a_line_counts_those_whom_enter_lists_and_follows_the_day_and_every_edit() {
    let mut bench = Bench::first((120, 40));
    assert_eq!(bench.model.cx.screen, Screen::Today, "it opens first");
    assert!(texts(&bench, Part::Due).is_empty());
    let edits = with_terms(&bench, 3, "01/08/2024");
    changed(&mut bench, edits);
    assert_eq!(texts(&bench, Part::Due), [("3".to_owned(), "sắp đến hạn bổ nhiệm lại".to_owned())]);
    go_to(&mut bench, "sắp đến hạn");
    bench.keys("enter");
    assert_eq!((bench.model.cx.screen, bench.model.screens.cadres.ids.len()), (Screen::Cadres, 3));
    assert!(bench.model.screens.cadres.filter.as_deref().is_some_and(|f| f.starts_with("hạn-bổ-nhiệm:01/05/2024..")));
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Today);
    // 90 working days before the first of August lie before the first of January
    bench.keys("@ \"01012024\" enter");
    assert!(texts(&bench, Part::Due).is_empty(), "{:?}", texts(&bench, Part::Due));
    bench.keys("@ \"02082024\" enter");
    assert_eq!(texts(&bench, Part::Due), [("3".to_owned(), "quá hạn bổ nhiệm lại".to_owned())]);
}

#[test]
fn rounds_that_wait_lead_to_the_rounds_and_those_approved_are_no_work() {
    let mut bench = Bench::first((80, 24));
    let unit = bench.model.cx.view.tops(crate::domain::Line::Territory)[0];
    let round = |id, approved| {
        Record::Round(Round {
            id: RoundId(id),
            unit,
            term: TermId(2025),
            kind: PlanKind::Reviewed,
            year: 2024,
            opened: day("02/02/2024"),
            plan: None,
            submitted: None,
            approved,
            decision: None,
            closed: None,
            steps: Vec::new(),
            note: String::new(),
        })
    };
    changed(&mut bench, [round(901, None), round(902, Some(day("01/04/2024")))]);
    assert_eq!(texts(&bench, Part::Due), [("1".to_owned(), "đợt rà soát chưa phê duyệt".to_owned())]);
    bench.keys("home enter");
    assert_eq!(bench.model.cx.screen, Screen::Plan);
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("the rounds are offered") };
    assert_eq!(picker.choices.len(), 1, "a line that says one opens that one");
}

#[test]
fn what_is_sensitive_is_not_shown_in_a_meeting() {
    let mut bench = Bench::first((80, 24));
    let cadre = *bench.model.cx.view.snapshot.cadres.keys().next().unwrap();
    let span = Span::new(day("01/07/2023"), day("01/07/2024"));
    let discipline = vec![Discipline { measure: Measure::Reprimand, by_party: true, span, decision: None }];
    changed(&mut bench, [Record::Conduct(crate::domain::Conduct { cadre, discipline, praise: Vec::new() })]);
    let shown = |bench: &Bench| texts(bench, Part::Ahead).iter().any(|(_, text)| text.contains("kỷ luật"));
    assert!(shown(&bench));
    bench.keys("M");
    assert!(!shown(&bench));
    bench.keys("M");
    assert!(shown(&bench));
}

#[test]
fn reports_are_reminded_of_before_their_day_and_say_on_what_they_rest() {
    let mut bench = Bench::first((80, 24));
    assert!(texts(&bench, Part::Ahead).iter().all(|(_, text)| !text.contains("báo cáo")));
    bench.keys("@ \"01112026\" enter");
    let reports: Vec<_> = texts(&bench, Part::Ahead).into_iter().filter(|(_, t)| t.contains("báo cáo")).collect();
    assert_eq!(reports.len(), 2, "{reports:?}");
    go_to(&mut bench, "báo cáo");
    assert_eq!(bench.model.screens.today.row().map(|r| r.day.as_str()), Some("15/11/2026"));
    bench.keys("enter");
    assert_eq!(bench.model.cx.screen, Screen::Today);
    assert!(bench.said().contains("12/KH-UBND"), "{}", bench.said());
}

#[test]
fn the_cursor_is_seen_wherever_it_goes_in_every_window() {
    for size in [(40, 10), (79, 14), (80, 24), (120, 40), (200, 50)] {
        let mut bench = Bench::first(size);
        let edits = with_terms(&bench, 3, "01/08/2024");
        changed(&mut bench, edits);
        bench.keys("/ \"tan thanh\" enter H");
        let rows = bench.model.screens.today.rows.len();
        assert!(rows > 1);
        let seen = crate::app::parts::layout::body(bench.model.cx.size).rows;
        for key in ["home", "down", "down", "tab", "right", "left", "shift-tab", "end", "up", "pageup", "pagedown"] {
            bench.keys(key);
            let state = &bench.model.screens.today;
            let placed = state.page.iter().find(|p| p.what == crate::app::screens::today::What::Row(state.cursor));
            let y = placed.unwrap_or_else(|| panic!("{size:?} {key}")).y;
            assert!((state.top..state.top + seen).contains(&y), "{size:?} {key}");
        }
    }
}

#[test]
fn what_was_opened_last_is_one_key_away_and_the_next_session_opens_where_one_left() {
    let mut bench = Bench::first((80, 24));
    bench.keys("/ \"hai yen\" enter");
    assert_eq!(bench.model.cx.screen, Screen::Units);
    bench.keys("H end enter");
    assert_eq!(bench.unit(), "UBND xã Hải Yến, huyện Cao Lộc");
    assert!(kept::text(&bench.model).is_some_and(|text| text.contains("\"units\"")));
    bench.keys("H");
    assert!(kept::text(&bench.model).is_none(), "the next session begins here by itself");
}

#[test]
fn it_is_not_looked_up_again_before_something_changes() {
    let mut bench = Bench::first((80, 24));
    bench.asked.clear();
    let asked = |bench: &mut Bench| {
        let size = bench.model.cx.size;
        let effects = crate::app::update::update(&mut bench.model, Msg::Resize(size));
        effects.iter().filter(|e| matches!(e, Effect::Today(today::Asks::Agenda { .. }))).count()
    };
    assert_eq!(asked(&mut bench), 0);
    bench.keys("down up C H");
    assert_eq!(asked(&mut bench), 0);
}

/// A session that has just opened with two lines of work, and the two answers that its start screen waits for.
fn opening() -> (Bench, Msg, Msg) {
    let mut bench = Bench::before_open((80, 24), Start::Open("store".into()));
    let Msg::Opened(mut opened) = Bench::opened() else { panic!("a register is opened") };
    let mut snapshot = (*opened.snapshot).clone();
    let held = opened.snapshot.appointments.values().filter(|a| a.span.holds(day("01/05/2024")));
    for (appointment, ends) in held.zip(["01/08/2024", "01/01/2024"]) {
        let record = Record::Appointment(Appointment { term_ends: Some(day(ends)), ..(**appointment).clone() });
        snapshot.set(record.key(), Some(record));
    }
    opened.snapshot = snapshot.into();
    let (mut agenda, mut missed) = (None, None);
    for effect in update(&mut bench.model, Msg::Opened(opened)) {
        match effect {
            Effect::Today(today::Asks::Agenda { generation, view, policy }) => {
                agenda = Some(Msg::Today(today::Answered::Agenda {
                    generation,
                    agenda: Arc::new(Agenda::of(&view, &policy)),
                }));
            }
            Effect::Today(today::Asks::Missed { generation, view, policy, plan }) => {
                missed =
                    Some(Msg::Today(today::Answered::Missed { generation, missed: Missed::of(&view, &policy, &plan) }));
            }
            _ => {}
        }
    }
    (bench, agenda.unwrap(), missed.unwrap())
}

#[test]
fn it_opens_on_the_first_line_whichever_answer_comes_first_and_leaves_who_has_moved() {
    for missed_first in [false, true] {
        let (mut bench, agenda, missed) = opening();
        let (first, second) = if missed_first { (missed, agenda) } else { (agenda, missed) };
        bench.say(first);
        let before = bench.model.screens.today.rows.len();
        bench.say(second);
        let state = &bench.model.screens.today;
        assert!(state.rows.len() > before && before > 0, "{missed_first}: {before} {}", state.rows.len());
        assert_eq!((state.cursor, state.row().map(|r| r.part)), (0, Some(Part::Due)), "{missed_first}");
    }
    let (mut bench, agenda, missed) = opening();
    bench.say(agenda);
    bench.keys("down");
    let stood = bench.model.screens.today.row().cloned();
    assert_eq!((bench.model.screens.today.cursor, stood.is_some()), (1, true));
    bench.say(missed);
    assert_eq!(bench.model.screens.today.row().cloned(), stood);
}

#[test]
fn indicators_are_counted_again_only_where_a_fact_has_changed() {
    let mut bench = Bench::first((80, 24));
    let asks = |bench: &mut Bench, records: Vec<Record>| {
        let mut snapshot = (*bench.model.cx.view.snapshot).clone();
        records.into_iter().for_each(|record| snapshot.set(record.key(), Some(record)));
        snapshot.revision = Revision(snapshot.revision.0 + 1);
        let effects = update(&mut bench.model, Msg::Snapshot(snapshot.into()));
        let of = |is: fn(&Effect) -> bool| effects.iter().any(is);
        (
            of(|e| matches!(e, Effect::Today(today::Asks::Agenda { .. }))),
            of(|e| matches!(e, Effect::Today(today::Asks::Missed { .. }))),
        )
    };
    assert_eq!(asks(&mut bench, Vec::new()), (true, false), "a text of a dossier");
    let cards = &bench.model.cx.view.snapshot.cadres;
    let card = Cadre { qualifications: Vec::new(), ..(**cards.values().next().unwrap()).clone() };
    assert_eq!(asks(&mut bench, vec![Record::Cadre(card)]), (true, true));
}

/// The screen as a line of text for each row.
fn plain(bench: &Bench) -> Vec<String> {
    bench.model.screen().plain(&bench.model.cx)
}

/// People of the fixture with other births.
fn born(bench: &Bench, births: &[(&str, &str)]) -> Vec<Record> {
    let cadres = &bench.model.cx.view.snapshot.cadres;
    let of = |(name, born): &(&str, &str)| {
        let card = cadres.values().find(|c| c.name == *name).unwrap();
        Record::Cadre(Cadre { sex: Sex::Male, born: PartialDate::parse(born).unwrap(), ..(**card).clone() })
    };
    births.iter().map(of).collect()
}

#[test]
fn who_retires_stands_in_the_order_of_the_month_which_is_shown_and_a_year_alone_stands_apart() {
    let mut bench = Bench::first((120, 40));
    // men of 1963: 60 years and 9 months until March, 61 years from April on
    let births = [
        ("Lý Thị Mai 1", "10/10/1963"),
        ("Triệu Văn Sơn 2", "1963"),
        ("Chu Đức Long 3", "05/1963"),
        ("Lăng Thị Ánh 4", "20/12/1963"),
    ];
    let records = born(&bench, &births);
    changed(&mut bench, records);
    let lines = texts(&bench, Part::Ahead);
    assert!(lines.contains(&("4".into(), "hưu trong năm · toàn tỉnh · 1 chỉ biết năm".into())), "{lines:?}");
    go_to(&mut bench, "hưu trong năm · toàn tỉnh");
    bench.keys("enter");
    let listed = plain(&bench);
    let names: Vec<&str> = births.iter().map(|(name, _)| *name).collect();
    let at = |name: &str| listed.iter().position(|line| line.contains(name)).unwrap_or_else(|| panic!("{listed:?}"));
    assert_eq!(bench.model.screens.cadres.ids.len(), 4, "a line that says four opens four");
    assert!(at(names[2]) < at(names[0]) && at(names[0]) < at(names[3]) && at(names[3]) < at(names[1]), "{listed:?}");
    assert!(listed[at(names[2])].contains("Nghỉ hưu: 05/2024"), "{listed:?}");
    assert!(listed[at(names[1])].contains("05/2024 chỉ biết năm"), "from the day looked at on: {listed:?}");
    let status = bench.model.screen().status(&bench.model.cx).join(" ");
    assert!(status.contains("1 người cuối chỉ biết năm sinh"), "{status}");
    // another list has the order and the columns that one chose
    bench.keys("esc");
    assert_eq!(bench.model.screens.cadres.by_days, None);
    assert!(plain(&bench).iter().all(|line| !line.contains("Nghỉ hưu")));
}

#[test]
fn appointments_that_run_out_are_listed_by_the_day_and_show_it() {
    let mut bench = Bench::first((120, 40));
    let mut edits = with_terms(&bench, 3, "01/08/2024");
    for (record, ends) in edits.iter_mut().zip(["01/08/2024", "15/06/2024", "01/07/2024"]) {
        if let Record::Appointment(held) = record {
            held.term_ends = Some(day(ends));
        }
    }
    changed(&mut bench, edits);
    go_to(&mut bench, "sắp đến hạn");
    bench.keys("enter");
    let listed = plain(&bench);
    let days: Vec<usize> = ["15/06/2024", "01/07/2024", "01/08/2024"]
        .map(|day| listed.iter().position(|line| line.contains(&format!("Hạn bổ nhiệm: {day}"))).unwrap())
        .into();
    assert!(days.is_sorted(), "{listed:?}");
}

#[test]
fn moves_that_lack_an_assessment_are_counted_queue_by_queue_and_open_alone() {
    use super::rotations::{moved, with};
    let mut bench = with(|b| {
        let away = |id, who| moved(b, id, who, &[("01/02/2022", Phase::Proposed), ("01/03/2022", Phase::Away)]);
        let mut assessed = away(902, "Lý Thị Mai 1");
        let year = |year| Assessment { of: Assessed::Year(year), on: day("15/12/2023"), grade: Grade::Good };
        assessed.assessments = vec![year(2022), year(2023)];
        vec![away(901, "Nông Thị Hoa"), assessed]
    });
    bench.keys("H");
    let due = texts(&bench, Part::Due);
    assert!(due.contains(&("1".into(), "đang luân chuyển, thiếu đánh giá năm".into())), "{due:?}");
    go_to(&mut bench, "thiếu đánh giá");
    bench.keys("enter");
    assert_eq!(bench.model.cx.screen, Screen::Rotations);
    assert_eq!(bench.model.screens.rotations.list.len, 1, "a line that says one opens that one");
    let cells = crate::app::screens::rotations::cells(&bench.model.cx, &bench.model.screens.rotations, 0);
    assert!(cells.iter().any(|(text, _)| text == "01/03/2025"), "the day on which 36 months are full: {cells:?}");
}
