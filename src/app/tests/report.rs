//! Reports: their tables, whom a cell counts, two days compared, what a meeting does not see.

use super::fixture::{Bench, day};
use crate::app::outgoing::asks::Asks as Written;
use crate::app::overlays::form::Form;
use crate::app::screens::report::Line;
use crate::app::session::effect::Effect;
use crate::app::session::stage::Screen;
use crate::exchange::paper::{Cell, Paper, Part};
use crate::exchange::reports::Reports;
use std::sync::Arc;

fn bench(size: (u16, u16)) -> Bench {
    let mut bench = Bench::open(size);
    bench.model.cx.reports = Arc::new(Reports::embedded().unwrap());
    bench.keys("B");
    bench
}

/// The section, the row and the value under the cursor.
fn here(bench: &Bench) -> (String, String, String) {
    let state = &bench.model.screens.report;
    let (section, table, row) = state.row().unwrap();
    let row = &table.rows[row];
    (section.id.clone(), row.label.clone(), row.cells[state.column].value.shown())
}

#[test]
fn a_section_opens_on_the_day_looked_at_and_a_cell_tells_whom_it_counts() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut bench = bench(size);
        let shown = bench.model.screens.report.shown.clone().unwrap();
        assert_eq!((shown.sections[0].id.as_str(), shown.sections[0].on), ("workforce", day("01/05/2024")));
        bench.keys("enter");
        assert_eq!(here(&bench), ("workforce".into(), "Tổng số".into(), "31".into()));
        bench.keys("down down");
        assert_eq!(here(&bench).2, "28", "the school is the province's");
        bench.keys("enter");
        let people = bench.model.screens.report.people.as_ref().unwrap();
        assert_eq!((people.rows.len(), people.generation), (28, None));
        assert!(people.rows.iter().all(|p| p.title == "Giáo viên"));
        // the dossier of one of them, and back through all of it
        bench.keys("down enter");
        assert_eq!(bench.model.cx.screen, Screen::Dossier);
        bench.keys("esc");
        let people = bench.model.screens.report.people.as_ref().unwrap();
        assert_eq!((bench.model.cx.screen, people.list.cursor), (Screen::Reports, 1));
        bench.keys("esc");
        assert_eq!(here(&bench).2, "28");
        bench.keys("esc esc");
        assert_eq!(bench.model.cx.screen, Screen::Units);
    }
}

#[test]
fn the_cursor_stands_on_rows_only_and_columns_stay_in_the_window() {
    let mut bench = bench((80, 24));
    bench.keys("enter");
    for key in ["down", "end", "up", "home", "pagedown", "pageup", "right right right right right right right"] {
        bench.keys(key);
        let state = &bench.model.screens.report;
        let line = &state.lines[state.page.cursor];
        assert!(line.is_row() && state.page.window().contains(&state.page.cursor), "{key}: {line:?}");
        assert!(state.first <= state.column);
    }
    // the headings of a long table stand over its first lines, never over the row in use
    bench.keys("end pageup");
    let state = &bench.model.screens.report;
    let covered = crate::app::screens::report::passed(state).map_or(0, |frame| usize::from(frame.height));
    assert!(state.page.cursor >= state.page.top + covered, "{} {}", state.page.cursor, state.page.top);
    assert!(state.lines.iter().any(|line| matches!(line, Line::Head { .. })));
}

#[test]
fn sections_stand_on_the_days_of_the_printed_report_where_one_wishes() {
    let mut bench = bench((120, 40));
    bench.keys("d");
    assert_eq!(bench.model.screens.report.shown.as_ref().unwrap().sections[0].on, day("31/12/2023"));
    bench.keys("d");
    assert_eq!(bench.model.screens.report.shown.as_ref().unwrap().sections[0].on, day("01/05/2024"));
    // a question of a day that has been left is answered by nobody's numbers
    let before = bench.model.screens.report.shown.clone();
    crate::app::screens::report::arrived(&mut bench.model.screens.report, &mut bench.model.cx, 1, Ok(Arc::default()));
    assert_eq!(bench.model.screens.report.shown, before);
}

#[test]
fn two_days_are_compared_by_who_came_and_who_went() {
    let mut bench = bench((120, 40));
    bench.keys("= \"01/05/2024\" enter");
    assert!(bench.model.cx.over.get::<Form>().is_some(), "the same day is no comparison");
    bench.keys("esc = \"01/06/2020\" enter enter");
    // the three of the district and its communes began in 2021
    let (_, row, before) = here(&bench);
    assert_eq!((row.as_str(), before.as_str()), ("Tổng số", "28"));
    bench.keys("right right right");
    assert_eq!(here(&bench).2, "3");
    bench.keys("enter");
    let people = bench.model.screens.report.people.as_ref().unwrap();
    let mut names: Vec<&str> = people.rows.iter().map(|p| p.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Hoàng Văn Bình", "Nông Thị Hoa", "Vi Văn An"]);
    bench.keys("esc esc esc");
    assert_eq!((bench.model.cx.screen, bench.model.screens.report.compared), (Screen::Reports, None));
}

#[test]
fn a_meeting_sees_the_numbers_of_conclusions_and_not_the_people() {
    let mut bench = bench((120, 40));
    bench.keys("/ \"bảo vệ chính trị nội bộ\" enter");
    let state = &bench.model.screens.report;
    assert_eq!(state.selected().and_then(|e| e.section.as_deref()), Some("conclusions"));
    bench.keys("enter enter");
    assert_eq!(bench.model.screens.report.people.as_ref().unwrap().rows.len(), 1);
    // what is open goes when the meeting begins, and does not open in it
    bench.keys("M");
    assert!(bench.model.screens.report.people.is_none());
    bench.keys("enter");
    assert!(bench.model.screens.report.people.is_none());
    assert_eq!(bench.model.cx.said.as_ref().map(|said| said.key), Some("report.meeting"));
}

/// What is written into the file that was asked for last.
fn document(bench: &Bench) -> Arc<Paper> {
    let paper = |effect: &Effect| {
        if let Effect::Outgoing(Written::Save { paper, .. }) = effect { Some(Arc::clone(paper)) } else { None }
    };
    bench.asked.iter().rev().find_map(paper).expect("a document")
}

#[test]
fn a_report_goes_out_as_a_document_and_a_list_of_people_as_another() {
    let mut bench = bench((120, 40));
    bench.asked.clear();
    bench.keys("X enter");
    assert!(
        bench
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Outgoing(Written::Save { name, .. }) if name.ends_with(".xlsx")))
    );
    let paper = document(&bench);
    let tables = paper.parts.iter().filter(|part| matches!(part, Part::Table(_))).count();
    assert_eq!((paper.id.as_str(), tables), ("bao-cao-546-workforce", 4));
    bench.model.cx.over.close();
    bench.asked.clear();
    bench.keys("enter enter X enter");
    let paper = document(&bench);
    let Some(Part::Table(table)) = paper.parts.first() else { panic!("a table") };
    assert_eq!(table.rows.len(), 31);
    assert!(table.rows.iter().all(|row| matches!(row.cells[2], Cell::Date(_))));
}
