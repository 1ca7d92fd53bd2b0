//! Keymaps, sequences and what an input method makes of keys.

use crate::app::fixture::Bench;
use crate::app::keymap::Keymap;
use crate::app::model::Screen;
use crate::app::msg::Effect;

fn stands(bench: &Bench) -> String {
    let model = &bench.model;
    let rows = (model.tree.rows.len(), model.cadres.list.cursor, model.posts.list.cursor);
    let place = (model.screen, model.focus, model.unit(), model.cadre(), model.dossier.tab, model.view.on);
    let table = (model.cadres.order, &model.cadres.marks.ids, model.meeting, model.over.is_some());
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
        ["]", "L", "]"],
        ["g", "g h", "g"],
        ["/ esc", "/ ctrl-g", "f7 esc"],
        ["T", "T", "alt-1"],
        ["ctrl-q", "Z Z", "f10"],
    ];
    let mut benches = ["default", "vim", "norton"].map(|name| {
        let mut bench = Bench::open((120, 40));
        bench.model.keymap = Keymap::built_in(name).unwrap();
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
    assert!(benches.iter().all(|b| matches!(b.asked.last(), Some(Effect::Quit(0)))));
}

#[test]
fn a_sequence_waits_for_its_next_key_and_esc_leaves_it() {
    let mut bench = Bench::open((80, 24));
    bench.model.keymap = Keymap::built_in("vim").unwrap();
    bench.keys("C G g");
    assert_eq!(bench.model.pending.len(), 1);
    let last = bench.model.cadres.list.cursor;
    bench.keys("esc");
    assert!(bench.model.pending.is_empty());
    assert_eq!((bench.model.screen, bench.model.cadres.list.cursor), (Screen::Cadres, last), "nothing else was left");
    bench.keys("g x");
    assert_eq!(bench.said(), "g x: chưa gán lệnh nào");
    bench.keys("g g");
    assert_eq!(bench.model.cadres.list.cursor, 0);
}
