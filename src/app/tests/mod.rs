//! Key scripts against the model: what an officer does, and what has become of it.

mod calendar;
mod chain;
mod ended;
mod find;
pub(crate) mod fixture;
mod forms;
mod import;
mod indicators;
mod keys;
mod objects;
mod outgoing;
mod papers;
mod plan;
mod report;
mod rotations;
mod rules;
mod session;
mod timeline;
mod today;

use crate::app::input::keys::{Code, Key};
use crate::app::model::{Screen, Stage};
use crate::app::overlays::asks::{Asker, Found};
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::screens::Screens;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Store;
use crate::app::session::effect::Terminal;
use crate::app::session::host::{Notice, Start};
use crate::app::session::msg::Msg;
use crate::app::words::{Lang, Words};
use crate::domain::{Line, Revision};
use crate::search::Answer;
use fixture::{Bench, day};

#[test]
fn a_commune_is_followed_into_what_it_became_and_back() {
    let mut bench = Bench::open((120, 40));
    assert_eq!(bench.model.cx.view.on, day("01/05/2024"), "the store's own date");
    bench.keys("/ \"tan thanh\" enter");
    assert_eq!(bench.unit(), "UBND xã Tân Thành, huyện Cao Lộc");
    bench.keys("]");
    assert_eq!(bench.model.cx.view.on, day("01/07/2025"));
    assert_eq!(bench.unit(), "UBND xã Cao Lộc");
    assert_eq!(bench.said(), "UBND xã Tân Thành, huyện Cao Lộc → từ 01/07/2025 nhập vào UBND xã Cao Lộc (toàn bộ)");
    bench.keys("g");
    assert_eq!(bench.model.cx.view.on, day("01/05/2024"));
    assert!(bench.said().starts_with("UBND xã Cao Lộc ← trước 01/07/2025 là"), "{}", bench.said());
    bench.keys("ctrl-o ctrl-o");
    assert_eq!(bench.unit(), "UBND xã Tân Thành, huyện Cao Lộc", "back where one was");
}

#[test]
fn another_line_keeps_the_unit_or_says_that_it_does_not_stand_there() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hai yen\" enter D");
    assert_eq!(bench.model.cx.line, Line::Territory);
    assert_eq!(bench.unit(), "Xã Hải Yến, huyện Cao Lộc");
    assert_eq!(bench.said(), "");
    bench.keys("D D / \"thpt\" enter");
    assert_eq!(bench.model.cx.line, Line::State);
    bench.keys("D");
    assert!(bench.said().contains("không có trong hệ thống Địa bàn"), "{}", bench.said());
    assert_eq!(bench.unit(), "Tỉnh Lạng Sơn");
}

#[test]
fn a_typed_date_that_is_none_is_said_beside_the_field_and_nothing_moves() {
    let mut bench = Bench::open((80, 24));
    bench.keys("@ \"31/2/2025\" enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form is still open") };
    assert_eq!(form.fields[0].problem.as_ref().map(|s| s.key), Some("problem.no-day"));
    bench.keys("ctrl-u \"1/7/2025\" enter");
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.model.cx.view.on, day("01/07/2025"));
}

#[test]
fn letters_that_an_input_method_composed_still_act_as_commands() {
    let mut bench = Bench::open((120, 40));
    let composed = |c| Key::from(Code::Char(c));
    // Telex: D was pressed and acted; a second D makes Backspace and Đ of it
    bench.keys("D");
    bench.say(Msg::Keys(vec![Key::from(Code::Backspace), composed('Đ')]));
    assert_eq!(bench.model.cx.line, Line::Party, "two steps from the state line");
    // in a field the same keys are text
    bench.keys("/ \"d\"");
    bench.say(Msg::Keys(vec![Key::from(Code::Backspace), composed('đ')]));
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("find is open") };
    assert_eq!(picker.input.text(), "đ");
}

#[test]
fn the_filter_leaves_what_fits_and_what_stands_above_it() {
    let mut bench = Bench::open((80, 24));
    bench.keys("z f \"hai\"");
    let names: Vec<String> = bench
        .model
        .screens
        .units
        .tree
        .rows
        .iter()
        .map(|r| {
            let unit = bench.model.cx.view.unit(r.unit).unwrap();
            bench.model.cx.view.called(Line::State, unit)
        })
        .collect();
    assert_eq!(names, ["UBND tỉnh Lạng Sơn", "UBND huyện Cao Lộc", "UBND xã Hải Yến"]);
    bench.keys("enter");
    assert_eq!(bench.unit(), "UBND xã Hải Yến, huyện Cao Lộc");
    bench.keys("esc");
    assert_eq!(bench.unit(), "UBND xã Hải Yến, huyện Cao Lộc", "the cursor stays where the filter led");
    assert!(bench.model.screens.units.tree.rows.len() > 3);
}

#[test]
fn a_post_with_many_seats_is_one_line_until_it_is_opened() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"thpt cao loc\" enter enter");
    assert_eq!(bench.model.screens.units.posts.lines.len(), 1);
    bench.keys("enter");
    assert_eq!(bench.model.screens.units.posts.lines.len(), 1 + 28 + 1, "all in one line, holders, vacant seats");
    bench.keys("left");
    assert_eq!(bench.model.screens.units.posts.lines.len(), 1);
}

#[test]
fn from_the_province_to_a_chairs_dossier_to_the_same_place_in_2025_at_80x24() {
    let mut bench = Bench::open((80, 24));
    bench.keys("right right right");
    assert_eq!(bench.unit(), "UBND xã Tân Thành, huyện Cao Lộc");
    bench.keys("enter enter");
    assert_eq!(bench.model.cx.screen, Screen::Dossier);
    let cadre = bench.model.screens.dossier.cadre.and_then(|c| bench.model.cx.view.cadre(c)).unwrap();
    assert_eq!(cadre.name, "Nông Thị Hoa");
    bench.keys("tab enter");
    assert_eq!(bench.model.cx.screen, Screen::Units, "a line of the career leads to its unit");
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Dossier);
    bench.keys("o ]");
    assert_eq!((bench.model.cx.view.on, bench.unit().as_str()), (day("01/07/2025"), "UBND xã Cao Lộc"));
    let holder = bench.model.screens.units.posts.holder().and_then(|c| bench.model.cx.view.cadre(c)).unwrap();
    assert_eq!(holder.name, "Nông Thị Hoa", "she is chair of the merged commune");
}

#[test]
fn people_are_sorted_and_marked_and_marks_stay_with_the_people() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C");
    assert_eq!(bench.model.screens.cadres.ids.len(), 31);
    bench.keys("v pagedown v");
    let marked = bench.model.screens.cadres.marks.ids.clone();
    assert_eq!(marked.len(), bench.model.screens.cadres.list.cursor + 1);
    bench.keys("s down enter");
    let first = bench.model.screens.cadres.ids.first().and_then(|c| bench.model.cx.view.cadre(*c)).unwrap();
    assert_eq!(first.given_name(), "An", "by given name");
    assert_eq!(bench.model.screens.cadres.marks.ids, marked);
    bench.keys("x space shift-down shift-down");
    assert_eq!(bench.model.screens.cadres.marks.ids.len(), 4);
    bench.keys("esc esc");
    assert!(bench.model.screens.cadres.marks.ids.is_empty());
    assert_eq!(bench.model.cx.screen, Screen::Cadres);
}

#[test]
fn an_old_answer_is_dropped() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C");
    let ids = bench.model.screens.cadres.ids.clone();
    bench.say(fixture::answered(Asker::Cadres, 0, Found::People(Vec::new())));
    assert_eq!(bench.model.screens.cadres.ids, ids);
    bench.keys("/ \"nong thi hoa\"");
    bench.say(fixture::hits(1, Answer::default(), 1));
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("find is open") };
    assert_eq!(picker.choices.len(), 1);
}

#[test]
fn a_unit_is_renamed_only_when_the_store_has_taken_it() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hai yen\" enter r ctrl-u enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("an empty name is no name") };
    assert_eq!(form.fields[0].problem.as_ref().map(|s| s.key), Some("problem.needed"));
    bench.keys("\"Hải Yến Mới\" tab ctrl-u \"1/1/2031\"");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form is open") };
    assert_eq!(form.fields[1].problem.as_ref().map(|s| s.key), Some("problem.outside-life"));
    bench.keys("ctrl-u \"1/5/2024\" enter");
    let Some(Effect::Change(Change::Commit { generation, edits, .. })) = bench.asked.pop() else {
        panic!("nothing was proposed")
    };
    assert_eq!(bench.unit(), "UBND xã Hải Yến, huyện Cao Lộc", "not before it is durable");
    // the register takes it; this session and every other is told
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    edits.into_iter().for_each(|e| snapshot.apply(e));
    snapshot.revision = Revision(1);
    bench.say(Msg::Snapshot(snapshot.into()));
    bench.say(Msg::Committed {
        generation,
        result: Ok(Notice { key: "said.saved", with: vec!["1".to_owned()] }),
        created: None,
    });
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.unit(), "UBND xã Hải Yến Mới, huyện Cao Lộc");
    bench.keys("u");
    assert!(matches!(bench.asked.last(), Some(Effect::Change(Change::Undo(_)))));
}

#[test]
fn a_refused_change_leaves_the_form_with_the_reason() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hai yen\" enter r end \" 2\" enter");
    let Some(Effect::Change(Change::Commit { generation, .. })) = bench.asked.pop() else {
        panic!("nothing was proposed")
    };
    bench.say(Msg::Committed {
        generation,
        result: Err(Notice { key: "refused.changed", with: vec!["lan".to_owned()] }),
        created: None,
    });
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("what was typed is still there") };
    assert_eq!(form.fields[0].input.text(), "Hải Yến 2");
    assert_eq!(form.problem.as_ref().map(|s| s.key), Some("form.changed"));
}

#[test]
fn another_sessions_change_is_seen_and_said() {
    let mut bench = Bench::open((120, 40));
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    snapshot.revision = Revision(7);
    bench.say(Msg::Snapshot(snapshot.into()));
    assert_eq!(bench.said(), "Dữ liệu vừa được cập nhật (lần sửa 7)");
}

#[test]
fn help_is_searched_by_words_without_marks_or_by_key_and_runs_what_is_chosen() {
    let mut bench = Bench::open((120, 40));
    bench.keys("? \"che do hop\" enter");
    assert!(bench.model.cx.meeting);
    bench.keys("? \"M\" enter");
    assert!(!bench.model.cx.meeting, "found by its key");
}

#[test]
fn nothing_is_asked_of_the_world_before_the_officer_has_chosen() {
    let mut bench = Bench::before_open((80, 24), Start::Ask("here".into()));
    assert!(matches!(bench.asked.as_slice(), [Effect::Store(Store::ListProvinces)]));
    bench.keys("down up enter");
    assert!(matches!(bench.asked.last(), Some(Effect::Store(Store::MakeSample(dir))) if dir.ends_with("here")));
    bench.say(Msg::NotOpened(Notice { key: "refused.closed", with: Vec::new() }));
    assert!(matches!(bench.model.cx.stage, Stage::Refused { .. }));
    bench.keys("enter");
    assert!(matches!(bench.asked.last(), Some(Effect::Store(Store::MakeSample(_)))), "once more");
}

#[test]
fn a_store_that_cannot_be_opened_is_never_offered_to_be_written_over() {
    let mut bench = Bench::before_open((80, 24), Start::Open("here".into()));
    bench.say(Msg::NotOpened(Notice { key: "refused.closed", with: Vec::new() }));
    for key in ["enter", "down enter esc", "down down enter"] {
        bench.say(Msg::NotOpened(Notice { key: "refused.closed", with: Vec::new() }));
        bench.keys(key);
        assert!(!bench.asked.iter().any(|e| matches!(e, Effect::Store(Store::MakeSample(_) | Store::StartEmpty(..)))));
    }
    assert!(
        matches!(bench.asked.last(), Some(Effect::Terminal(Terminal::Quit(4)))),
        "a script sees that it was not opened"
    );
}

#[test]
fn provinces_that_come_after_the_choice_was_opened_are_in_it() {
    let mut bench = Bench::before_open((80, 24), Start::Ask("here".into()));
    bench.keys("down enter");
    let province =
        |code, name: &str| crate::app::session::host::ProvinceChoice { code, name: name.to_owned(), since_2025: true };
    bench.say(Msg::Provinces(vec![province(1, "Hà Nội"), province(20, "Lạng Sơn")]));
    bench.keys("\"lang\" enter");
    assert!(matches!(bench.asked.last(), Some(Effect::Store(Store::StartEmpty(_, p))) if p.code == 20));
}

#[test]
fn closing_a_dossier_leads_to_the_screen_it_was_opened_from_on_the_day_that_is_looked_at() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C enter ] esc");
    assert_eq!((bench.model.cx.screen, bench.model.cx.view.on), (Screen::Cadres, day("01/07/2025")));
    bench.keys("esc / \"hoa\" enter esc");
    assert_eq!(bench.model.cx.screen, Screen::Units);
}

#[test]
fn every_screen_has_a_name_and_a_title_and_can_be_come_to() {
    let words = Words::of(Lang::Vi);
    for screen in Screens::ALL {
        assert!(!screen.name().is_empty() && !words.get(screen.title()).is_empty(), "{screen:?} has no row in SCREENS");
    }
    assert_eq!(Screen::all().count(), Screens::ALL.len());
}
