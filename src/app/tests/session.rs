//! What a session remembers: marks, where it was left, its language; what it copies; the mouse.

use super::fixture::{Bench, day};
use crate::app::input::mouse::{Gesture, Mouse};
use crate::app::model::{Model, Place, Screen};
use crate::app::overlays::picker::Picker;
use crate::app::parts::layout::Pane;
use crate::app::screens::today::What;
use crate::app::session::draft::Draft;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Terminal;
use crate::app::session::host::Start;
use crate::app::session::msg::{Msg, Opened};
use crate::app::update::kept;
use crate::policy::Policy;
use crate::register::{Loaded, Snapshot};
use std::sync::Arc;

/// What the session would keep if it ended now.
fn left(bench: &mut Bench) -> String {
    bench.keys("ctrl-q");
    bench
        .asked
        .iter()
        .find_map(|effect| match effect {
            Effect::Keep { name: kept::NOTE, text, .. } => String::from_utf8(text.clone()).ok(),
            _ => None,
        })
        .unwrap_or_default()
}

/// A session on the same province that finds this again; its people come later than its units.
fn again(kept: &str, loaded: Loaded) -> (Bench, Arc<Snapshot>) {
    resumed(kept, loaded, None)
}

fn resumed(kept: &str, loaded: Loaded, draft: Option<Draft>) -> (Bench, Arc<Snapshot>) {
    let mut bench = Bench::before_open((120, 40), Start::Open("store".into()));
    let (whole, catalogue) = super::fixture::snapshot();
    let place = Place { name: "Lạng Sơn".to_owned(), home: Some(day("01/05/2024")), sample: true };
    let mut snapshot = (*whole).clone();
    snapshot.loaded = loaded;
    if loaded < Loaded::Units {
        (snapshot.units, snapshot.posts) = Default::default();
    }
    let snapshot = snapshot.into();
    bench.say(Msg::Opened(Box::new(Opened {
        place,
        author: crate::domain::Author { id: "an".to_owned(), name: "An".to_owned(), via: "test".to_owned() },
        snapshot,
        catalogue,
        policy: Arc::new(Policy::embedded().unwrap()),
        plan_drafts: Vec::new(),
        chains: Vec::new(),
        reports: Arc::default(),
        indicators: crate::exchange::indicators::Plan::embedded(),
        draft,
        recent: Default::default(),
        said: Vec::new(),
        kept: kept.to_owned(),
    })));
    (bench, whole)
}

fn name(model: &Model) -> String {
    model.cadre().and_then(|id| model.cx.view.cadre(id)).map(|c| c.name.clone()).unwrap_or_default()
}

#[test]
fn a_marked_place_is_come_back_to_from_anywhere_with_its_day() {
    let mut bench = Bench::open((80, 24));
    bench.keys("/ \"hai yen\" enter m a");
    assert!(bench.said().contains("UBND xã Hải Yến"), "{}", bench.said());
    bench.keys("] C enter m d ' a");
    assert_eq!(bench.unit(), "UBND xã Hải Yến, huyện Cao Lộc");
    assert_eq!((bench.model.cx.screen, bench.model.cx.view.on), (Screen::Units, day("01/05/2024")));
    let marked = name(&bench.model);
    bench.keys("' d");
    assert_eq!((bench.model.cx.screen, bench.model.cx.view.on), (Screen::Dossier, day("01/07/2025")));
    assert_ne!(name(&bench.model), marked);
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Units, "going to a mark can be taken back");
    bench.keys("' x");
    assert_eq!(bench.said(), "Chưa có dấu x");
    bench.keys("m esc j");
    assert_eq!(bench.model.trail.marks.len(), 2, "Esc leaves, and the next key is a key again");
}

#[test]
fn what_was_being_typed_is_offered_once_the_record_it_speaks_of_has_been_read() {
    let mut bench = Bench::open((120, 40));
    bench.keys("r");
    bench.keys("ctrl-u \"Mot ten\"");
    let draft = bench.model.cx.draft.clone();
    assert!(draft.is_some());
    let (mut next, whole) = resumed("", Loaded::Nothing, draft);
    next.keys("R");
    assert!(!next.model.cx.over.is_open(), "what has not been read is not what is not there");
    next.say(Msg::Snapshot(whole));
    assert!(next.said().contains("dở"), "{}", next.said());
    next.keys("R ctrl-s");
    assert!(!next.said().contains("người khác"), "{}", next.said());
    assert!(next.asked.iter().any(|e| matches!(e, Effect::Change(Change::Commit { .. }))), "{}", next.said());
}

#[test]
fn a_session_goes_on_where_the_last_one_was_left_once_it_has_been_read() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hoa\" enter tab ] m h");
    let (who, kept) = (name(&bench.model), left(&mut bench));
    assert!(!kept.contains("Nông"), "ids, no names: {kept}");

    let (mut next, whole) = again(&kept, Loaded::Units);
    assert_eq!(next.model.cx.screen, Screen::Units, "people have not been read");
    next.say(Msg::Snapshot(whole.clone()));
    assert_eq!((next.model.cx.screen, next.model.cx.view.on), (Screen::Dossier, day("01/07/2025")));
    assert_eq!((name(&next.model), next.model.screens.dossier.tab), (who, bench.model.screens.dossier.tab));
    assert_eq!(left(&mut next), "", "nothing new is to be kept");

    // whoever has begun to work is not carried away
    let (mut busy, whole) = again(&kept, Loaded::Units);
    busy.keys("down");
    busy.say(Msg::Snapshot(whole));
    assert_eq!(busy.model.cx.screen, Screen::Units);
    busy.keys("' h");
    assert_eq!(busy.model.cx.screen, Screen::Dossier, "its marks are there all the same");

    let (odd, _) = again("here = 7\n[marks", Loaded::All);
    assert_eq!(odd.model.cx.screen, Screen::Today, "what cannot be read is passed over");
}

#[test]
fn nothing_is_kept_of_a_session_that_has_left_no_trace_or_may_not_write() {
    let mut bench = Bench::first((120, 40));
    bench.keys("down up");
    assert!(kept::text(&bench.model).is_none());
    bench.keys("C");
    assert!(kept::text(&bench.model).is_some());
    bench.model.cx.read_only = true;
    assert!(kept::text(&bench.model).is_none());
}

fn copied(bench: &mut Bench, keys: &str) -> Option<String> {
    bench.asked.clear();
    bench.keys(keys);
    bench.asked.iter().find_map(|effect| match effect {
        Effect::Terminal(Terminal::Copy(text)) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn names_and_titles_are_copied_and_in_a_meeting_nothing_is() {
    let mut bench = Bench::open((120, 40));
    assert_eq!(copied(&mut bench, "/ \"tan thanh\" enter y").as_deref(), Some("UBND xã Tân Thành, huyện Cao Lộc"));
    let holder = copied(&mut bench, "tab y").unwrap();
    assert!(holder.starts_with("Nông Thị Hoa, Chủ tịch UBND"), "{holder}");
    let marked = copied(&mut bench, "C space space y").unwrap();
    assert_eq!(marked.lines().count(), 2, "{marked}");
    assert_eq!(bench.said(), "Đã gửi ra bảng nhớ tạm 2 dòng");
    assert_eq!(copied(&mut bench, "M y"), None);
    assert_eq!(bench.said(), "Đang ở chế độ họp: không chép");
}

#[test]
fn the_language_is_switched_while_running() {
    let mut bench = Bench::open((80, 24));
    bench.keys("alt-l ? \"undo\"");
    assert_eq!(bench.model.cx.words.get("action.undo.label"), "undo");
    bench.keys("esc alt-l");
    assert_eq!(bench.said(), "Tiếng Việt");
    assert_eq!(bench.model.cx.words.get("action.undo.label"), "hoàn tác");
}

#[test]
fn the_wheel_scrolls_and_a_click_selects() {
    let mut bench = Bench::open((120, 24));
    bench.keys("C");
    let mouse = |x, y, gesture| Msg::Mouse(Mouse { x, y, gesture });
    // head and rule, then the headings of the table, then its rows
    bench.say(mouse(10, 6, Gesture::Click));
    assert_eq!(bench.model.screens.cadres.list.cursor, 2);
    bench.say(mouse(10, 6, Gesture::WheelDown));
    assert_eq!(bench.model.screens.cadres.list.cursor, 5);
    bench.say(mouse(10, 3, Gesture::Click));
    assert_eq!(bench.model.screens.cadres.list.cursor, 5, "a heading is no row");
    bench.keys("T z");
    bench.say(mouse(50, 5, Gesture::Click));
    assert_eq!(bench.model.screens.units.focus, Pane::Posts);
    bench.say(mouse(5, 5, Gesture::Click));
    assert_eq!((bench.model.screens.units.focus, bench.model.screens.units.tree.list.cursor), (Pane::Tree, 2));
}

#[test]
fn the_wheel_scrolls_on_every_screen_and_a_click_selects_where_rows_stand() {
    let mut bench = Bench::open((120, 24));
    let mouse = |x, y, gesture| Msg::Mouse(Mouse { x, y, gesture });
    bench.keys("Y");
    let rules = |bench: &Bench| bench.model.screen().page().map(|(_, list)| list.cursor).unwrap();
    let before = rules(&bench);
    bench.say(mouse(10, 10, Gesture::WheelDown));
    assert!(rules(&bench) > before, "a page of lines");
    bench.keys("Q");
    bench.say(mouse(3, 4, Gesture::Click));
    assert_eq!(bench.model.screens.plan.list.cursor, 1, "the pools");
    bench.keys("H home");
    let body = crate::app::parts::layout::body(bench.model.cx.size);
    let seen = &bench.model.screens.today;
    let placed = seen.page.iter().rfind(|placed| matches!(placed.what, What::Row(_))).cloned().unwrap();
    bench.say(mouse(placed.x + 4, body.y + placed.y, Gesture::Click));
    assert!(matches!(placed.what, What::Row(at) if at == bench.model.screens.today.cursor), "today");
    bench.say(mouse(10, 10, Gesture::WheelUp));
    assert_eq!(bench.model.screens.today.cursor, 0, "the wheel moves what is in use");
}

#[test]
fn letters_come_out_of_telex_and_vni_in_a_field_and_command_letters_stay_commands() {
    let mut bench = Bench::open((80, 24));
    bench.keys("ctrl-t / \"noong thij hoaf\"");
    let typed =
        |bench: &Bench| bench.model.cx.over.get::<Picker>().map(|picker| picker.input.text()).unwrap_or_default();
    assert_eq!(typed(&bench), "nông thị hòa");
    bench.keys("ctrl-u ctrl-t \"d9o62ng\"");
    assert_eq!(typed(&bench), "đồng");
    bench.keys("ctrl-t ctrl-u \"dd\"");
    assert_eq!(typed(&bench), "dd");
}

#[test]
fn what_arrives_from_the_store_leaves_find_and_help_open_with_what_was_typed() {
    let mut bench = Bench::open((80, 24));
    for opens in ["/", "?"] {
        bench.keys(opens).keys("\"hoa\"");
        let mut snapshot = (*bench.model.cx.view.snapshot).clone();
        snapshot.revision = crate::domain::Revision(snapshot.revision.0 + 1);
        bench.say(Msg::Snapshot(snapshot.into()));
        let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("{opens} was closed") };
        assert_eq!(picker.input.text(), "hoa");
        bench.keys("esc");
    }
}
