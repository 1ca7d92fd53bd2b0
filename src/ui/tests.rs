//! What an officer sees: screens as text, at every size, and what they cost on a slow line.

use super::draw;
use super::theme::Theme;
use crate::app::parts::layout::Size;
use crate::app::session::host::Start;
use crate::app::session::msg::Msg;
use crate::app::tests::fixture::Bench;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn cells(bench: &Bench) -> (Buffer, Option<(u16, u16)>) {
    let Size { cols, rows } = bench.model.cx.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
    let cursor = draw(&bench.model, Theme::default(), &mut buffer);
    (buffer, cursor)
}

fn screen(bench: &Bench) -> String {
    let (buffer, _) = cells(bench);
    let width = usize::from(buffer.area.width).max(1);
    let line = |row: &[ratatui::buffer::Cell]| row.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned();
    buffer.content.chunks(width).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_hierarchy_at_120_columns() {
    let mut bench = Bench::open((120, 24));
    bench.keys("/ \"tan thanh\" enter enter down");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn the_hierarchy_at_80_columns_is_one_pane() {
    let mut bench = Bench::open((80, 24));
    bench.keys("z down");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn the_card_of_a_unit_can_be_seen_where_there_is_room_for_one_pane_only() {
    let mut bench = Bench::open((80, 24));
    bench.keys("right shift-tab");
    assert!(screen(&bench).contains("01/07/2025: Xã Cao Lộc (một phần)"), "{}", screen(&bench));
    bench.keys("esc right right enter tab");
    let shown = screen(&bench);
    assert!(shown.contains("Nông Thị Hoa") && shown.contains("XL       HTT HTXS HTT"), "{shown}");
}

#[test]
fn the_table_of_cadres() {
    let mut bench = Bench::open((120, 20));
    bench.keys("C space space v down");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn the_dossier() {
    let mut bench = Bench::open((80, 24));
    bench.keys("/ \"hoang van binh\" enter");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn find_and_the_card_of_its_hit() {
    let mut bench = Bench::open((120, 20));
    bench.keys("/ \"thi hoa\"");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn help_shows_the_keys_in_force() {
    let mut bench = Bench::open((80, 24));
    bench.keys("? \"ngay\"");
    insta::assert_snapshot!(screen(&bench));
}

#[test]
fn the_sample_says_everywhere_that_its_people_are_invented() {
    let mut bench = Bench::open((60, 12));
    for keys in ["", "C", "enter", "/", "esc ?", "esc @", "esc T f"] {
        bench.keys(keys);
        let first = screen(&bench).lines().next().unwrap_or_default().to_owned();
        assert!(first.contains("DỮ LIỆU MẪU · nhân sự giả định"), "{keys}: {first}");
    }
}

#[test]
fn the_meeting_mode_shows_nothing_sensitive_and_says_that_it_is_on() {
    let mut bench = Bench::open((200, 30));
    bench.keys("C c \"ton giao\" tab esc");
    assert!(screen(&bench).contains("Tôn giáo"));
    bench.keys("/ \"nong thi hoa\" enter shift-tab");
    assert!(screen(&bench).contains("118-KL/HU") && screen(&bench).contains("cao 27"));
    bench.keys("M");
    let shown = screen(&bench);
    assert!(shown.contains("CHẾ ĐỘ HỌP") && shown.contains("(ẩn trong chế độ họp)"));
    assert!(!shown.contains("118-KL/HU") && !shown.contains("cao 27"));
    bench.keys("C");
    assert!(!screen(&bench).contains("Tôn giáo"));
}

#[test]
fn the_terminals_cursor_stands_on_the_selected_row_or_in_the_field() {
    let mut bench = Bench::open((120, 30));
    bench.keys("down");
    let (buffer, cursor) = cells(&bench);
    let (x, y) = cursor.unwrap();
    assert_eq!(buffer[(x, y)].symbol(), "▸");
    bench.keys("/ \"ab\"");
    let (buffer, cursor) = cells(&bench);
    let (x, y) = cursor.unwrap();
    assert_eq!(buffer[(x - 1, y)].symbol(), "b");
}

/// Screens that a size must not break.
fn screens() -> Vec<Bench> {
    let scripts = [
        "",
        "z down enter",
        "z down down enter tab",
        "C space v down",
        "/ \"hoa\" enter",
        "/ \"hoa\"",
        "?",
        "r",
        "e",
        "E",
        "a",
        "d",
        "z down down enter e",
        "z down down enter a enter",
        "z down down enter a enter ctrl-x",
        "/ \"hoa\" enter e",
        "/ \"hoa\" enter tab tab a enter",
        "C space down space b enter \"2024\" tab \"htt\"",
        "C a enter",
        "@",
        "z f \"hai\"",
        "C c",
        "C s",
    ];
    let mut benches: Vec<Bench> = scripts
        .iter()
        .map(|script| {
            let mut bench = Bench::open((120, 40));
            bench.keys(script);
            bench
        })
        .collect();
    benches.push(Bench::before_open((120, 40), Start::Ask("a/rather/long/folder".into())));
    benches.push(Bench::before_open((120, 40), Start::MakeSample("folder".into())));
    benches.push(Bench::before_open((120, 40), Start::Open("folder".into())));
    benches
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for mut bench in screens() {
        let sizes = (1..=60).flat_map(|cols| (1..=25).map(move |rows| (cols, rows)));
        for (cols, rows) in sizes.chain([(200, 60), (0, 0), (1000, 3)]) {
            bench.say(Msg::Resize(Size { cols, rows }));
            let (_, cursor) = cells(&bench);
            assert!(cursor.is_none_or(|(x, y)| x < cols && y < rows));
        }
        bench.say(Msg::Resize(Size { cols: 30, rows: 8 }));
        assert!(screen(&bench).starts_with("Cần ít nhất 40×10"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is pressed, there is a screen, and the selected row is on it.
    #[test]
    fn no_keys_break_the_session(
        keys in prop::collection::vec(prop::sample::select(vec![
            "up", "down", "left", "right", "enter", "esc", "tab", "shift-tab", "pagedown", "pageup", "home", "end", "z", "Z",
            "p", "n", "N", "f", "c", "C", "T", "D", "[", "]", "h", "g", "@", "/", "?", "M", "e", "E", "r", "d", "b", "R", "ctrl-s", "ctrl-g", "ctrl-x", "delete", "u", "v", "space", "x", "s",
            "a", "o", "ctrl-o", "alt-right", "backspace", "ctrl-u", "\"7\"", "\"cao\"", "\"01/07/2025\"",
        ]), 0..40),
        cols in 20u16..140, rows in 6u16..45,
    ) {
        let mut bench = Bench::open((cols, rows));
        for key in keys {
            bench.keys(key);
            let (_, cursor) = cells(&bench);
            prop_assert!(bench.model.cx.size.usable() || cursor.is_none());
        }
        prop_assert!(bench.loaded() == crate::register::Loaded::All);
    }
}
