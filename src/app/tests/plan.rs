//! Planning pools on the screen: a draft from nothing to the store, undone, compared, kept.

use super::fixture::Bench;
use crate::app::model::Screen;
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::screens::plan::saving;
use crate::app::screens::plan::state::{Mark, Pane};
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::domain::{Edit, Record};

/// The screen at the pool of a title of the commune Tân Thành.
fn at(title: &str) -> Bench {
    let mut bench = Bench::open((180, 45));
    bench.keys("Q");
    let post = bench.model.cx.view.snapshot.posts.values().find(|p| {
        bench.model.cx.view.title(p).is_some_and(|t| t.code == title) && p.span.holds(bench.model.cx.view.on)
    });
    let (post, term) = (post.unwrap().id, bench.model.screens.plan.term.unwrap());
    bench.model.cx.go(Go::Pool(post, term));
    bench.keys("tab tab");
    assert_eq!(bench.model.screens.plan.post(), Some(post));
    bench
}

fn names(bench: &Bench) -> Vec<(u16, String, Mark)> {
    let view = bench.model.cx.planned_view();
    let name = |id| view.cadre(id).unwrap().name.clone();
    bench.model.screens.plan.people.iter().map(|l| (l.entry.order, name(l.entry.cadre), l.mark)).collect()
}

fn add(bench: &mut Bench, query: &str) {
    bench.keys(&format!("a \"{query}\" enter"));
}

/// The edits that were sent to the store, and the draft taken.
fn saved(bench: &mut Bench) -> Vec<Edit> {
    let sent = bench.asked.iter().rev().find_map(|e| match e {
        Effect::Change(Change::Commit { generation, edits, .. }) => Some((*generation, edits.clone())),
        _ => None,
    });
    let (generation, edits) = sent.expect("a commit");
    let view = bench.model.cx.view.with(edits.clone());
    let mut snapshot = (*view.snapshot).clone();
    snapshot.revision.0 += 1;
    let said = crate::app::session::host::Notice { key: "said.saved", with: vec!["2".to_owned()] };
    bench.say(crate::app::session::msg::Msg::Committed { generation, result: Ok(said), created: None });
    bench.say(crate::app::session::msg::Msg::Snapshot(snapshot.into()));
    edits
}

#[test]
fn a_pool_is_drafted_from_nothing_and_saved_as_one_revision() {
    let mut bench = at("pct-ubnd-xa");
    assert_eq!((bench.model.cx.screen, names(&bench)), (Screen::Plan, Vec::new()));
    add(&mut bench, "ly thi mai 1");
    add(&mut bench, "trieu van son 2");
    let drafted: Vec<_> = names(&bench);
    assert_eq!(
        drafted.iter().map(|(n, _, mark)| (*n, *mark)).collect::<Vec<_>>(),
        [(1, Mark::Added), (2, Mark::Added)]
    );
    assert_eq!(drafted[0].1, "Lý Thị Mai 1");
    assert!(bench.model.cx.view.snapshot.entries.is_empty(), "nothing is committed yet");

    bench.keys("K");
    assert_eq!(names(&bench)[0].1, "Triệu Văn Sơn 2", "K puts it one place up");
    bench.keys("u u");
    assert_eq!(names(&bench).len(), 1, "u takes back one key at a time");
    bench.keys("ctrl-r ctrl-r");
    assert_eq!(names(&bench)[0].1, "Triệu Văn Sơn 2");
}

#[test]
fn who_is_there_already_is_not_offered_and_who_leaves_needs_a_reason() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    bench.keys("a \"ly thi mai 1\"");
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("the finder") };
    assert!(picker.choices.iter().all(|c| !c.text.ends_with("Lý Thị Mai 1")), "who stands there is not offered");
    bench.keys("esc d");
    assert!(names(&bench).is_empty(), "who was only just added goes again without a reason");
    assert!(!bench.model.cx.over.is_open());
}

#[test]
fn a_draft_survives_the_session_and_another_can_be_begun_beside_it() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    let kept = bench.asked.iter().rev().find_map(|e| match e {
        Effect::Keep { name: crate::app::screens::plan::draft::NOTE, text, .. } => Some(text.clone()),
        _ => None,
    });
    let again = saving::read(&kept.unwrap());
    assert_eq!(again, bench.model.screens.plan.drafts);
    let mut next = at("pct-ubnd-xa");
    next.model.screens.plan.drafts = again;
    next.keys("tab tab");
    assert_eq!(names(&next).len(), 1, "the next session finds it");
    next.keys("U");
    assert!(names(&next).is_empty());
    next.keys("ctrl-r");
    assert_eq!(names(&next).len(), 1, "a dropped draft comes back step by step");
}

#[test]
fn two_terms_stand_side_by_side_and_one_key_copies_across() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    let term = bench.model.screens.plan.term;
    bench.keys("= c");
    assert!(bench.model.screens.plan.compares);
    assert_eq!(bench.model.screens.plan.other.len(), 1, "{}", bench.said());
    bench.keys("t");
    assert_ne!(bench.model.screens.plan.term, term);
    assert_eq!(bench.model.screens.plan.pane, Pane::People);
}

#[test]
fn what_was_saved_stands_there_without_a_draft_and_leaves_with_a_reason() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    bench.model.cx.policy = std::sync::Arc::default();
    bench.keys("S");
    let edits = saved(&mut bench);
    assert_eq!(edits.len(), 1);
    assert!(bench.model.screens.plan.draft().is_none());
    assert_eq!(names(&bench).iter().map(|n| n.2).collect::<Vec<_>>(), [Mark::Stays]);
    let on = bench.model.cx.view.on;
    let first = edits.iter().find_map(|e| match &e.becomes {
        Some(Record::Entry(entry)) => Some(entry.span.from),
        _ => None,
    });
    assert_eq!(first, Some(on), "it stands there from the day that is looked at");
    bench.keys("d \"nghỉ hưu\" enter");
    assert!(names(&bench).is_empty() || names(&bench)[0].2 == Mark::Removed, "{:?}", names(&bench));
}

#[test]
fn a_round_takes_in_what_was_proposed_before_it_was_opened() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    bench.model.cx.policy = std::sync::Arc::default();
    bench.keys("S");
    assert_eq!(saved(&mut bench).len(), 1);
    bench.keys("r enter ctrl-s");
    let edits = saved(&mut bench);
    let [round, entry] = edits.as_slice() else { panic!("{edits:?}") };
    let (Some(Record::Round(round)), Some(Record::Entry(entry))) = (&round.becomes, &entry.becomes) else { panic!() };
    assert_eq!(entry.round, Some(round.id));
}

#[test]
fn a_round_is_opened_and_submitted_and_is_called_by_its_unit() {
    let mut bench = at("pct-ubnd-xa");
    bench.keys("r enter ctrl-s");
    let edits = saved(&mut bench);
    assert!(matches!(&edits[0].becomes, Some(Record::Round(round)) if round.year == 2024), "{edits:?}");
    add(&mut bench, "ly thi mai 1");
    let proposed = bench.model.screens.plan.people.first().and_then(|l| l.entry.round);
    assert!(proposed.is_some(), "what is added while a round is open belongs to it");
    bench.keys("r down enter enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form of the next step: {}", bench.said()) };
    assert!(form.title.contains("Tân Thành"), "{}", form.title);
    bench.keys("ctrl-s");
    let edits = saved(&mut bench);
    assert!(matches!(&edits[0].becomes, Some(Record::Round(round)) if round.submitted.is_some()), "{edits:?}");
}

/// The text of the page that lies over the people.
fn page(bench: &Bench) -> String {
    let page = bench.model.screens.plan.page.as_ref().expect("a page");
    page.lines.0.iter().map(|row| format!("{}{}\n", row.label, row.text)).collect()
}

#[test]
fn two_drafts_are_compared_person_by_person_and_each_with_what_is_saved() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    add(&mut bench, "trieu van son 2");
    bench.keys("n \"giu du thao\" enter");
    assert!(bench.model.screens.plan.draft().is_none(), "another begins beside it");
    add(&mut bench, "ly thi mai 1");
    bench.keys("n \"da luu\" enter");
    let against_saved = page(&bench);
    assert!(against_saved.contains("+ Lý Thị Mai 1") && against_saved.contains("0 → 1"), "{against_saved}");
    bench.keys("esc n \"so sanh chua\" enter");
    let between = page(&bench);
    assert!(between.contains("− Triệu Văn Sơn 2") && !between.contains("Lý Thị Mai 1"), "{between}");
    assert!(between.contains("2 → 1"), "{between}");
    bench.keys("esc u");
    assert!(bench.model.screens.plan.page.is_none() && names(&bench).is_empty());
}

#[test]
fn from_a_finding_one_walks_to_the_people_it_speaks_of_and_back() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    bench.keys("i tab");
    assert_eq!(bench.model.screens.plan.pane, Pane::Reasons);
    bench.keys("down enter");
    let said = page(&bench);
    assert!(said.contains("Lý Thị Mai 1"), "{said}");
    bench.keys("end enter");
    assert_eq!(bench.model.cx.screen, Screen::Dossier);
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Plan);
    assert!(page(&bench).contains("Lý Thị Mai 1"), "the list is still there");
    bench.keys("esc");
    assert!(bench.model.screens.plan.page.is_none());
}

#[test]
fn the_same_change_on_several_is_shown_field_by_field_before_it_is_done() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    add(&mut bench, "trieu van son 2");
    bench.keys("ctrl-a s down enter");
    let shown = page(&bench);
    assert!(shown.contains("Lý Thị Mai 1") && shown.contains("đề xuất → đang thẩm định"), "{shown}");
    let stages = |bench: &Bench| -> Vec<_> {
        let on = bench.model.cx.view.on;
        bench.model.screens.plan.people.iter().map(|l| l.entry.stage(on).unwrap()).collect()
    };
    use crate::domain::Stage::{Proposed, UnderReview};
    assert_eq!(stages(&bench), [Proposed, Proposed], "nothing is done yet");
    bench.keys("space enter");
    assert_eq!(stages(&bench), [Proposed, UnderReview], "who is left out stays as he was");
    bench.keys("home p");
    assert_eq!(stages(&bench), [UnderReview, UnderReview], "the last edit again, on whom the cursor is");
    bench.keys("u u");
    assert_eq!(stages(&bench), [Proposed, Proposed]);
    bench.keys("ctrl-a s down enter esc");
    assert_eq!(stages(&bench), [Proposed, Proposed], "left, it does nothing");
}

#[test]
fn vacancies_stand_with_those_who_are_planned_for_them() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    bench.keys("V");
    let shown = page(&bench);
    let post = bench.model.screens.plan.post().unwrap();
    let (_, pool) = bench.model.screens.plan.board.place(post).unwrap();
    assert_eq!(pool.planned, 1, "the board follows the draft");
    assert_eq!(shown.contains("Lý Thị Mai 1"), pool.vacant > 0 || !pool.retiring.is_empty(), "{shown}");
}

#[test]
fn what_a_round_submits_stands_against_what_was_approved() {
    let mut bench = at("pct-ubnd-xa");
    bench.keys("r enter ctrl-s");
    saved(&mut bench);
    add(&mut bench, "ly thi mai 1");
    bench.model.cx.policy = std::sync::Arc::default();
    bench.keys("S");
    saved(&mut bench);
    bench.keys("r down enter down enter");
    let shown = page(&bench);
    assert!(shown.contains("+ Lý Thị Mai 1") && shown.contains("0 → 1"), "{shown}");
    bench.model.cx.meeting = true;
    bench.keys("down");
    assert!(!page(&bench).contains('✗'), "a projected screen shows no reasons");
}

#[test]
fn who_is_found_anywhere_comes_into_the_pool_that_is_open() {
    let mut bench = at("pct-ubnd-xa");
    bench.keys("/ \"ly thi mai 1\" alt-q");
    assert!(bench.said().contains("Lý Thị Mai 1"), "{}", bench.said());
    assert!(bench.model.cx.over.is_open(), "the finder stays open for the next one");
    bench.keys("alt-q");
    let drafted = names(&bench);
    assert_eq!(drafted, [(1, "Lý Thị Mai 1".to_owned(), Mark::Added)], "nobody comes in twice: {}", bench.said());
    bench.keys("ctrl-u \"xa tan thanh\" tab tab alt-q");
    assert_eq!(names(&bench).len(), 1, "a unit is not planned: {}", bench.said());

    let mut bench = Bench::open((180, 45));
    bench.keys("/ \"ly thi mai 1\" alt-q");
    assert!(bench.said().contains('Q'), "where no pool is open it is said how to open one: {}", bench.said());
    assert!(bench.model.screens.plan.drafts.is_empty());
}

#[test]
fn pools_and_their_people_are_narrowed_by_a_query() {
    let mut bench = at("pct-ubnd-xa");
    add(&mut bench, "ly thi mai 1");
    add(&mut bench, "trieu van son 2");
    let posts = |bench: &Bench| -> Vec<String> {
        let rows = bench.model.screens.plan.rows.iter().filter(|r| r.open.is_none());
        rows.map(|r| r.text.clone()).collect()
    };
    bench.keys("f \"tên:mai tuổi>10\" enter");
    assert_eq!(names(&bench).iter().map(|n| n.1.as_str()).collect::<Vec<_>>(), ["Lý Thị Mai 1"]);
    bench.keys("esc");
    assert_eq!(names(&bench).len(), 2, "Escape shows everybody again");

    bench.keys("tab");
    let all = posts(&bench);
    bench.keys("f \"phó chủ tịch\" enter");
    assert!(!posts(&bench).is_empty() && posts(&bench).len() < all.len(), "{:?}", posts(&bench));
    assert!(posts(&bench).iter().all(|text| text.contains("Phó Chủ tịch")), "{:?}", posts(&bench));
    bench.keys("f ctrl-u \"tuổi<\" enter");
    assert!(bench.model.cx.over.is_open(), "what is not understood is no filter");
    bench.keys("esc esc");
    assert_eq!(posts(&bench), all);
}

#[test]
fn a_change_that_does_not_apply_on_the_day_that_is_looked_at_is_not_saved_and_stays_in_the_draft() {
    let mut bench = at("pct-ubnd-xa");
    let (there, term) = (bench.model.screens.plan.post().unwrap(), bench.model.screens.plan.term.unwrap());
    add(&mut bench, "ly thi mai 1");
    bench.keys("@ \"15/07/2025\" enter");
    assert_eq!(bench.said(), "1 thay đổi của dự thảo không áp dụng được ngày 15/07/2025: giữ lại trong dự thảo");
    let view = bench.model.cx.view.clone();
    let chair = view.snapshot.posts.values().find(|p| p.span.from == view.on.min(super::fixture::day("01/07/2025")));
    bench.model.cx.go(Go::Pool(chair.unwrap().id, term));
    bench.keys("tab tab");
    add(&mut bench, "trieu van son 2");
    bench.model.cx.policy = std::sync::Arc::default();
    bench.keys("S");
    assert_eq!(saved(&mut bench).len(), 1, "what applies is saved");
    assert_eq!(bench.model.screens.plan.drafts[0].steps.len(), 1, "the other stays");
    bench.keys("@ \"01/05/2024\" enter");
    bench.model.cx.go(Go::Pool(there, term));
    bench.keys("tab tab");
    assert_eq!(
        names(&bench).iter().map(|(_, name, mark)| (name.as_str(), *mark)).collect::<Vec<_>>(),
        [("Lý Thị Mai 1", Mark::Added)]
    );
}

#[test]
fn on_a_day_without_the_pool_that_is_open_no_other_stands_in_its_place_and_on_its_day_it_is_there_again() {
    let mut bench = at("pct-ubnd-xa");
    let post = bench.model.screens.plan.post();
    bench.keys("tab");
    assert_eq!(bench.model.screens.plan.pane, Pane::People);
    bench.keys("@ \"15/07/2025\" enter");
    assert_eq!((bench.model.screens.plan.post(), bench.model.screens.plan.pane), (None, Pane::Pools));
    assert_eq!(bench.said(), "Phó Chủ tịch UBND không có ngày 15/07/2025");
    bench.keys("@ \"01/05/2024\" enter");
    assert_eq!((bench.model.screens.plan.post(), bench.model.screens.plan.pane), (post, Pane::People));
}

#[test]
fn whoever_is_ticked_under_one_query_comes_in_with_those_of_the_next() {
    let mut bench = at("pct-ubnd-xa");
    bench.keys("a \"ly thi mai 1\" tab ctrl-u \"trieu van son 2\" tab enter");
    let mut drafted: Vec<String> = names(&bench).into_iter().map(|(_, name, _)| name).collect();
    drafted.sort();
    assert_eq!(drafted, ["Lý Thị Mai 1", "Triệu Văn Sơn 2"]);
}

#[test]
fn in_a_meeting_nobody_is_found_by_what_is_hidden() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C f \"kl:cảnh-cáo\" enter");
    assert_eq!(bench.model.screens.cadres.filter.as_deref(), Some("kl:cảnh-cáo"));
    bench.keys("M");
    assert_eq!(bench.model.screens.cadres.filter, None, "what was asked before is taken away");
    bench.keys("/ \"tcct:chưa\"");
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("the finder") };
    assert_eq!(picker.seek.problem.as_ref().map(|problem| problem.key), Some("meeting.query"));
    bench.keys("esc M / \"tcct:chưa\"");
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("the finder") };
    assert_eq!(picker.seek.problem, None);
}
