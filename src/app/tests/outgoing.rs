//! Tables that leave the screen as files.

use super::fixture::Bench;
use crate::app::outgoing::asks::Asks as Written;
use crate::app::overlays::form::Form;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::exchange::paper::{Cell, Paper, Part, Table};
use crate::exchange::write::Format;
use crate::runtime::outgoing::save;
use std::sync::Arc;

/// Accepts the name; what is to be written.
fn asked(bench: &mut Bench) -> (u64, Arc<Paper>, Format, String, bool) {
    bench.asked.clear();
    bench.keys("enter");
    let save = bench.asked.drain(..).find_map(|effect| match effect {
        Effect::Outgoing(Written::Save { generation, paper, format, name, over }) => {
            Some((generation, paper, format, name, over))
        }
        _ => None,
    });
    save.expect("a file is asked for")
}

fn table(paper: &Paper) -> &Table {
    let table = paper.parts.iter().find_map(|part| if let Part::Table(table) = part { Some(table) } else { None });
    table.expect("a table")
}

#[test]
fn the_table_goes_out_as_it_is_sorted_filtered_and_marked() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C X");
    let names = |paper: &Paper| -> Vec<String> { table(paper).rows.iter().map(|r| r.cells[1].shown()).collect() };
    let (generation, paper, format, name, over) = asked(&mut bench);
    let seen: Vec<String> =
        bench.model.screens.cadres.ids.iter().map(|id| bench.model.cx.view.cadre(*id).unwrap().name.clone()).collect();
    assert_eq!(names(&paper), seen);
    assert_eq!((format, name.as_str(), over), (Format::Xlsx, "can-bo-2024-05-01.xlsx", false));
    assert!(paper.classification.contains("thông tin cá nhân"), "{}", paper.classification);
    let born = table(&paper).columns.iter().filter(|c| c.over == "Ngày sinh").count();
    assert_eq!(born, 2, "men and women under one heading");

    // it is there already: nothing is written over it unasked
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(&name);
    bench.say(save(generation, &paper, format, &file, over, &|| Ok(Vec::new())));
    assert!(!bench.model.cx.over.is_open(), "{}", bench.said());
    let before = std::fs::read(&file).unwrap();
    bench.keys("space X");
    let (generation, paper, format, _, over) = asked(&mut bench);
    assert_eq!(names(&paper).len(), 1, "only who is marked");
    bench.say(save(generation, &paper, format, &file, over, &|| Ok(Vec::new())));
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the name is asked for again") };
    assert_eq!(form.problem.as_ref().map(|said| said.key), Some("outgoing.exists"));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn an_unknown_ending_is_said_beside_the_name_and_a_meeting_writes_nothing() {
    let mut bench = Bench::open((80, 24));
    bench.keys("C X ctrl-u \"x.pdf\" enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form is still open") };
    assert_eq!(form.fields[0].problem.as_ref().map(|said| said.key), Some("outgoing.no-format"));
    bench.keys("esc M X");
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.said(), "Đang ở chế độ họp: không xuất ra tệp.");
}

#[test]
fn religion_goes_out_only_when_it_is_asked_for() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C c \"tôn giáo\" tab enter X");
    let columns = |paper: &Paper| table(paper).columns.iter().any(|c| c.id == "religion");
    let (generation, paper, ..) = asked(&mut bench);
    assert!(!columns(&paper));
    let saved = Notice { key: "outgoing.saved", with: vec![String::new()] };
    bench.say(Msg::Committed { generation, result: Ok(saved), created: None });
    bench.keys("X tab tab \"có\"");
    let (_, paper, ..) = asked(&mut bench);
    assert!(columns(&paper));
    assert!(paper.classification.contains("nhạy cảm"), "{}", paper.classification);
    assert!(table(&paper).rows.iter().all(|row| row.cells.iter().all(|cell| *cell != Cell::Unknown)));
}
