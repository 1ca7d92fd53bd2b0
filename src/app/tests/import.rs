//! Taking a list in: a path typed, its map changed, a question answered, all of it one change, or none.

use super::fixture::Bench;
use crate::app::model::Screen;
use crate::app::overlays::picker::Picker;
use crate::app::screens::import::{self, Answered, Asks, Part};
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::exchange::export::ListKind as Kind;
use crate::exchange::import::map::Map;
use crate::runtime::import::planned;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The world reads the file that was asked for last.
fn reads(bench: &mut Bench) {
    let wish = std::iter::from_fn(|| bench.asked.pop()).find_map(|effect| match effect {
        Effect::Import(Asks::Plan(wish)) => Some(wish),
        _ => None,
    });
    let wish = wish.expect("a file was asked for");
    let result = planned(&wish, &|_| Ok(None), &|_| {}).map(Arc::new);
    bench.say(Msg::Import(Answered::Planned { generation: wish.generation, result }));
}

fn shown(bench: &Bench) -> String {
    bench.model.screens.import.lines.iter().map(|l| format!("{}{}\n", l.label, l.text)).collect()
}

#[test]
fn a_list_is_looked_at_asked_about_and_taken_in_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let mut bench = Bench::open((120, 40));
    let known = bench.model.cx.view.snapshot.cadres.values().next().unwrap().clone();
    let rows = format!(
        "Họ và tên;Giới tính;Ngày sinh;Quê quán;Ghi chú\n{};Nam;01/01/1931;{};x\nNông Văn Thử;Nam;02/03/1990;;y\n",
        known.name, known.origin.text
    );
    std::fs::write(&path, rows).unwrap();

    bench.keys("O");
    assert_eq!(bench.model.cx.screen, Screen::Import);
    let typed = folder.path().join("li").display().to_string();
    bench.keys(&format!("\"{typed}\""));
    let Some(Effect::Import(Asks::Names { generation, typed: asked })) = bench.asked.last().cloned() else {
        panic!("what lies there is asked for")
    };
    assert_eq!(asked, typed);
    let names = vec![path.display().to_string()];
    bench.say(Msg::Import(Answered::Names { generation, names }));
    bench.keys("down enter enter");
    reads(&mut bench);
    assert!(shown(&bench).contains("? 2: "), "two birth dates are a question: {}", shown(&bench));
    assert!(shown(&bench).contains("+ Nông Văn Thử"), "{}", shown(&bench));

    // a column goes nowhere: the file is planned again with the map as it is now
    bench.keys("end enter enter");
    reads(&mut bench);
    assert_eq!(bench.model.screens.import.map.as_ref().unwrap().columns["Ghi chú"], "");
    let question = bench.model.screens.import.lines.iter().position(|l| l.text.starts_with("? 2: ")).unwrap();
    bench.keys("tab");
    (0..question).for_each(|_| _ = bench.keys("down"));
    bench.keys("enter");
    assert!(bench.model.cx.over.get::<Picker>().is_some_and(|p| p.choices.len() == 4), "side by side");
    bench.keys("down enter");
    reads(&mut bench);
    assert!(shown(&bench).contains("01/01/1931"), "the list's birth date was taken: {}", shown(&bench));
    assert!(!shown(&bench).contains("? 2: "));

    bench.keys("a enter");
    let Some(Effect::Import(Asks::Commit { planned, .. })) = bench.asked.last().cloned() else {
        panic!("{}", bench.said())
    };
    assert_eq!(planned.plan.edits.len(), 2, "one change of both");
}

#[test]
fn escape_breaks_reading_off_and_leaves_nothing() {
    let mut bench = Bench::open((80, 24));
    bench.keys("O \"/somewhere/list.csv\" enter");
    let Some(Effect::Import(Asks::Plan(wish))) = bench.asked.last().cloned() else { panic!("asked for") };
    bench.say(Msg::Import(Answered::Reading { generation: wish.generation, rows: 4096, percent: 37 }));
    assert!(shown(&bench).contains("4.096") && shown(&bench).contains("37%"), "{}", shown(&bench));
    bench.keys("esc");
    assert!(wish.stop.load(Ordering::Relaxed), "reading is told to stop");
    let result = planned(&wish, &|_| Ok(None), &|_| {}).map(Arc::new);
    bench.say(Msg::Import(Answered::Planned { generation: wish.generation, result }));
    assert!(shown(&bench).contains('✗'), "the file is not there: {}", shown(&bench));
    bench.keys("esc");
    assert_ne!(bench.model.cx.screen, Screen::Import);
    assert!(bench.model.screens.import.planned.is_none());
}

#[test]
fn what_a_hard_rule_stops_rests_on_the_document_that_is_typed_and_the_map_goes_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("holders.csv");
    let head = "Họ và tên;Đơn vị;Chức vụ;Từ ngày;Hình thức";
    let row = "Hoàng Văn Bình;Huyện Cao Lộc;ct-ubnd-huyen;01/03/2024;Bổ nhiệm";
    std::fs::write(&path, format!("{head}\n{row}\n")).unwrap();
    let mut bench = Bench::open((120, 40));
    bench.model.screens.import.kind = Kind::Appointments;
    bench.keys(&format!("O \"{}\" enter", path.display()));
    reads(&mut bench);
    assert!(shown(&bench).contains("✗") && shown(&bench).contains("kết luận TCCT"), "{}", shown(&bench));
    assert!(shown(&bench).contains("2 (≤ 1)"), "every rule that stops it is told: {}", shown(&bench));

    let exception = bench.model.screens.import.parts.iter().position(|p| *p == Part::Exception).expect("offered there");
    bench.keys("home");
    (0..exception).for_each(|_| _ = bench.keys("down"));
    bench.keys("enter \"5-TB/TU\" tab \"01/02/2024\" tab \"BTV\" enter");
    assert!(bench.model.cx.over.is_open(), "a reason is needed");
    bench.keys("\"thí điểm\" enter");
    reads(&mut bench);
    assert!(!shown(&bench).contains("✗"), "{}", shown(&bench));
    assert_eq!(import::line(&bench.model.screens.import, &bench.model.cx, Part::Exception).1, "5-TB/TU");

    let saves = bench.model.screens.import.parts.iter().position(|p| *p == Part::SaveMap).unwrap();
    bench.keys("home");
    (0..saves).for_each(|_| _ = bench.keys("down"));
    bench.keys("enter enter");
    let Some(Effect::Import(Asks::SaveMap { generation, text, .. })) = bench.asked.last().cloned() else {
        panic!("{}", bench.said())
    };
    bench.say(Msg::Committed {
        generation,
        result: Err(Notice { key: "outgoing.exists", with: vec![] }),
        created: None,
    });
    bench.keys("esc");
    let mut map = Map::parse(&text, Kind::Appointments).unwrap();
    assert_eq!(map.columns["Chức vụ"], "title", "{text}");
    map.columns.insert("Hình thức".to_owned(), String::new());
    bench.keys("up enter \"other.toml\" enter");
    let taken = std::iter::from_fn(|| bench.asked.pop()).find_map(|effect| match effect {
        Effect::Import(Asks::TakeMap { generation, .. }) => Some(generation),
        _ => None,
    });
    bench.say(Msg::Import(Answered::Map { generation: taken.expect("asked for"), result: Ok(map) }));
    reads(&mut bench);
    assert!(shown(&bench).contains("✗"), "without an act there is no appointment: {}", shown(&bench));
}
