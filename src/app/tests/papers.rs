//! Official papers from the screen: what fits is offered, the name is asked for, the paper is on its way.

use super::fixture::Bench;
use crate::app::outgoing::asks::Asks as Written;
use crate::app::outgoing::papers::Order;
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::session::effect::Effect;
use crate::exchange::write::Format;

/// What the picker offers.
fn offered(bench: &Bench) -> Vec<String> {
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("nothing is offered: {}", bench.said()) };
    picker.choices.iter().map(|c| c.text.clone()).collect()
}

fn order(bench: &mut Bench) -> Option<Box<Order>> {
    bench
        .asked
        .drain(..)
        .find_map(|e| if let Effect::Outgoing(Written::Paper { order, .. }) = e { Some(order) } else { None })
}

#[test]
fn the_papers_of_people_are_of_those_who_are_marked_and_go_under_the_typed_name() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C space down space F");
    assert_eq!(offered(&bench), ["trích ngang", "sơ yếu lý lịch (thứ tự mẫu 2C)", "trích ngang"]);
    let marked = bench.model.screens.cadres.marked().len();
    bench.keys("enter");
    bench.asked.clear();
    bench.keys("enter");
    let order = order(&mut bench).expect("a paper is asked for");
    assert_eq!((order.official.form.as_str(), order.official.asked.people.len()), ("profiles", marked));
    assert_eq!(order.name, "trich-ngang-2024-05-01.docx");
    assert_eq!((order.format, order.sensitive, order.over), (Format::Docx, false, false));
}

#[test]
fn a_text_is_only_a_document_and_a_list_any_file() {
    let mut bench = Bench::open((80, 24));
    let named = |bench: &mut Bench, pick: &str| {
        bench.keys("esc esc C F");
        bench.keys(pick);
        bench.keys("enter ctrl-u \"x.csv\"");
        bench.asked.clear();
        bench.keys("enter");
        order(bench)
    };
    assert!(named(&mut bench, "\"ly lich\"").is_none());
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form is still open") };
    assert_eq!(form.fields[0].problem.as_ref().map(|said| said.key), Some("outgoing.no-format"));
    assert_eq!(named(&mut bench, "\"trich ngang\"").map(|order| order.format), Some(Format::Csv));
}

#[test]
fn a_meeting_writes_no_paper_and_a_place_without_papers_says_so() {
    let mut bench = Bench::open((80, 24));
    bench.keys("N F");
    assert_eq!(bench.said(), "Không có văn bản nào của cái đang mở");
    bench.keys("C M F");
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.said(), "Đang ở chế độ họp: không xuất ra tệp.");
}
