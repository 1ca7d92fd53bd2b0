//! Keymaps, sequences and what an input method makes of keys.

use super::fixture::Bench;
use crate::app::input::keymap::Keymap;
use crate::app::input::keys::{Code, Key};
use crate::app::overlays::picker::Picker;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Terminal;
use crate::app::session::msg::Msg;
use crate::app::session::stage::Screen;

fn stands(bench: &Bench) -> String {
    let model = &bench.model;
    let rows =
        (model.screens.units.tree.rows.len(), model.screens.cadres.list.cursor, model.screens.units.posts.list.cursor);
    let place = (
        model.cx.screen,
        model.screens.units.focus,
        model.unit(),
        model.cadre(),
        model.screens.dossier.tab,
        model.cx.view.on,
    );
    let table =
        (model.screens.cadres.order, &model.screens.cadres.marks.ids, model.cx.meeting, model.cx.over.is_open());
    format!("{place:?} {rows:?} {table:?}")
}

#[test]
fn three_keymaps_lead_through_the_same_walk() {
    // a step of the walk in the default keys, in those of vi and in those of Norton Commander
    let walk = [
        ["z", "z n", "z"],
        ["/ \"tan thanh\" enter", "/ \"tan thanh\" enter", "f7 \"tan thanh\" enter"],
        ["tab enter", "ctrl-w l enter", "tab f3"],
        ["tab", "l", "tab"],
        ["ctrl-o", "ctrl-o", "ctrl-o"],
        ["C", "C", "alt-2"],
        ["s down enter", "s down enter", "f6 down enter"],
        ["end", "G", "end"],
        ["home down", "g g j", "home down"],
        ["space", "space", "f5"],
        ["ctrl-a", "ctrl-a", "+"],
        ["x", "x", "minus"],
        ["M", "M", "M"],
        ["enter", "l", "f3"],
        ["shift-tab", "h", "shift-tab"],
        ["]", "]", "]"],
        ["g", "g h", "g"],
        ["/ esc", "/ esc", "f7 esc"],
        ["T", "T", "alt-1"],
        ["ctrl-q", "Z Z", "f10"],
    ];
    let mut benches = ["default", "vim", "norton"].map(|name| {
        let mut bench = Bench::open((120, 40));
        bench.model.cx.keymap = Keymap::built_in(name).unwrap();
        bench
    });
    let mut seen = std::collections::BTreeSet::new();
    for step in walk {
        for (bench, keys) in benches.iter_mut().zip(step) {
            bench.keys(keys);
        }
        let [default, vim, norton] = benches.each_ref().map(stands);
        assert_eq!(default, vim, "{step:?}");
        assert_eq!(default, norton, "{step:?}");
        seen.insert(default);
    }
    assert!(seen.len() > 15, "the walk goes somewhere: {}", seen.len());
    assert!(benches.iter().all(|b| matches!(b.asked.last(), Some(Effect::Terminal(Terminal::Quit(0))))));
}

#[test]
fn a_sequence_waits_for_its_next_key_and_esc_leaves_it() {
    let mut bench = Bench::open((80, 24));
    bench.model.cx.keymap = Keymap::built_in("vim").unwrap();
    bench.keys("C G g");
    assert_eq!(bench.model.keyboard.pending.len(), 1);
    let last = bench.model.screens.cadres.list.cursor;
    bench.keys("esc");
    assert!(bench.model.keyboard.pending.is_empty());
    assert_eq!(
        (bench.model.cx.screen, bench.model.screens.cadres.list.cursor),
        (Screen::Cadres, last),
        "nothing else was left"
    );
    bench.keys("g x");
    assert_eq!(bench.said(), "g x: chưa gán lệnh nào");
    bench.keys("g g");
    assert_eq!(bench.model.screens.cadres.list.cursor, 0);
}

/// Reads of a terminal; `<` is Backspace.
fn reads(bench: &mut Bench, reads: &[&str]) {
    for read in reads {
        let key = |c| if c == '<' { Key::from(Code::Backspace) } else { Key::from(Code::Char(c)) };
        bench.say(Msg::Keys(read.chars().map(key).collect()));
    }
}

#[test]
fn an_input_method_does_not_change_what_letters_do_however_its_bytes_arrive() {
    for split in [&["D", "<Đ"][..], &["D", "<", "Đ"], &["D<", "Đ"], &["D<Đ"]] {
        let mut bench = Bench::open((120, 40));
        let mut plain = Bench::open((120, 40));
        plain.keys("D D");
        reads(&mut bench, split);
        assert_eq!(bench.model.cx.line, plain.model.cx.line, "{split:?}");
        assert_eq!(bench.said(), "Bộ gõ tiếng Việt đang bật; các phím lệnh vẫn dùng được");
    }
    // in a sequence too
    let mut bench = Bench::open((120, 40));
    bench.model.cx.keymap =
        Keymap::default_keys().with("[tree]\nend = \"delete\"\n[global]\nmeeting = [\"d d\", \"f9\"]\n").0;
    reads(&mut bench, &["d", "<đ"]);
    assert!(bench.model.cx.meeting);
}

#[test]
fn the_letter_that_opened_a_field_is_no_part_of_what_an_input_method_makes_of_the_next() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hai yen\" enter");
    // e offers what can be edited; for the input method it stands on the line, and e makes ê of it
    reads(&mut bench, &["e", "<ê", "m"]);
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("what can be edited is offered") };
    assert_eq!(picker.input.text(), "em");
}
