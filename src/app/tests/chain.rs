//! Replacement chains: a move, who fills the seat it leaves, and who that one; kept, compared, carried out as one.

use super::fixture::Bench;
use super::rotations::{cadre, moved, post, taken, with};
use crate::app::model::Screen;
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::screens::chain::{NOTE, take_in};
use crate::app::screens::plan::saving;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::msg::Msg;
use crate::domain::*;

/// Hoa is proposed as vice-chair of the commune that she chairs; Bình is planned for her seat.
fn proposed() -> Bench {
    let mut bench = with(|bench| vec![moved(bench, 900, "Nông Thị Hoa", &[("01/03/2024", Phase::Proposed)])]);
    let binh = cadre(&bench, "Hoàng Văn Bình");
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    let mut entry = Entry::clone(snapshot.entries.values().next().unwrap());
    (entry.id, entry.cadre, entry.post) = (EntryId(801), binh, post(&bench, "ct-ubnd-xa"));
    snapshot.set(RecordKey { kind: RecordKind::Entry, id: 801 }, Some(Record::Entry(entry)));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    bench.keys("c");
    assert_eq!(bench.model.cx.screen, Screen::Chain);
    bench
}

fn page(bench: &Bench) -> String {
    bench.model.screens.chain.lines.0.iter().map(|r| format!("{} {}\n", r.label, r.text)).collect()
}

fn offered(bench: &Bench) -> Vec<(String, String)> {
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("nobody is offered: {}", bench.said()) };
    picker.choices.iter().map(|c| (c.text.clone(), c.detail.clone())).collect()
}

/// Three moves: Hoa, Bình into her seat, somebody from the school into his.
fn of_three() -> Bench {
    let mut bench = proposed();
    assert!(page(&bench).contains("còn trống: Chủ tịch UBND"), "{}", page(&bench));
    bench.keys("a");
    let (first, why) = offered(&bench).swap_remove(0);
    assert_eq!(first, "Hoàng Văn Bình", "who is planned for the seat comes first");
    assert!(why.starts_with("trong quy hoạch"), "{why}");
    bench.keys("enter");
    assert!(page(&bench).contains("còn trống: Phó Chủ tịch UBND"), "{}", page(&bench));
    let (mai, seat) = (cadre(&bench, "Lý Thị Mai 1"), post(&bench, "pct-ubnd-xa"));
    take_in(&mut bench.model.screens.chain, &mut bench.model.cx, mai, seat);
    bench
}

#[test]
fn a_chain_of_three_is_carried_out_as_one_revision_on_one_decision() {
    let mut bench = of_three();
    assert_eq!(bench.model.screens.chain.drafts[0].steps.len(), 3);
    bench.keys("S");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the decision is asked for: {}", bench.said()) };
    let fields = form.fields.len();
    assert!(fields == 3 || fields == 7, "{fields}");
    bench.keys("ctrl-u \"01/06/2024\" tab \"77-QĐ/TU\" tab ctrl-u \"20/05/2024\"");
    if fields == 7 {
        bench.keys("tab \"9-TB/TU\" tab \"19/05/2024\" tab \"BTV Tỉnh ủy\" tab \"thiếu nguồn tại chỗ\"");
    }
    bench.keys("ctrl-s");
    let commits = bench.asked.iter().filter(|e| matches!(e, Effect::Change(Change::Commit { .. }))).count();
    assert_eq!(commits, 1, "one revision: {}", bench.said());
    taken(&mut bench);
    let view = bench.model.cx.view.on(super::fixture::day("01/06/2024"));
    let main =
        |name: &str| view.main(cadre(&bench, name)).map(|(a, p, _)| (p.id, a.began.decision.clone().unwrap().number));
    let paper = "77-QĐ/TU".to_owned();
    assert_eq!(main("Nông Thị Hoa"), Some((post(&bench, "pct-ubnd-xa"), paper.clone())));
    assert_eq!(main("Hoàng Văn Bình"), Some((post(&bench, "ct-ubnd-xa"), paper.clone())));
    assert_eq!(main("Lý Thị Mai 1"), Some((post(&bench, "pct-ubnd-xa"), paper)));
    assert_eq!(view.snapshot.rotations.len(), 3);
    assert!(view.snapshot.rotations.values().all(|r| r.began() == Some(view.on)));
    for p in ["ct-ubnd-xa", "pct-ubnd-xa"] {
        let row = view.row(view.post(post(&bench, p)).unwrap());
        assert!(row.holders.len() <= usize::from(row.seats.unwrap_or(0)), "{p}");
    }
    assert!(bench.model.screens.chain.drafts.is_empty(), "what was carried out is no scenario any more");
}

#[test]
fn scenarios_are_kept_by_name_compared_and_dropped_and_change_nothing_before() {
    let mut bench = of_three();
    let before = bench.model.cx.view.snapshot.revision;
    bench.keys("n");
    let names: Vec<String> = offered(&bench).into_iter().map(|(text, _)| text).collect();
    assert_eq!(names, ["phương án chưa đặt tên", "Đặt tên phương án", "Phương án mới"]);
    bench.keys("down enter \"phương án A\" ctrl-s");
    let kept = bench.asked.iter().rev().find_map(|e| match e {
        Effect::Keep { name: NOTE, text, .. } => Some(text.clone()),
        _ => None,
    });
    let again = saving::read(&kept.unwrap());
    assert_eq!((again[0].name.as_str(), again[0].steps.len()), ("phương án A", 3));
    // a second one, shorter: both stand side by side
    bench.keys("d");
    assert_eq!(bench.model.screens.chain.drafts[0].steps.len(), 2, "the step under the cursor is taken out");
    bench.keys("esc c");
    assert_eq!(bench.model.screens.chain.drafts.len(), 2);
    assert!(page(&bench).contains("phương án A"), "{}", page(&bench));
    bench.keys("U");
    assert_eq!(bench.model.screens.chain.drafts.len(), 1);
    assert_eq!(bench.model.screens.chain.drafts[0].name, "phương án A");
    assert_eq!(bench.model.cx.view.snapshot.revision, before);
    assert!(!bench.asked.iter().any(|e| matches!(e, Effect::Change(Change::Commit { .. }))));
}
