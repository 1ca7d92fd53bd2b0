//! Finding on the screen: hits that come late, what is picked before they come, kinds, the table, what was found before.

use super::*;
use crate::app::picker::{Pick, Picker};
use crate::app::update::update;
use crate::domain::{CadreId, Sex};
use crate::search::{Answer, Found, Hit, Kind};

fn picker(bench: &Bench) -> &Picker {
    match &bench.model.over {
        Some(Over::Picker(picker)) => picker,
        other => panic!("no picker: {other:?}"),
    }
}

/// Keys that come while the finder has not answered yet: what it is asked stays open.
fn unanswered(bench: &mut Bench, text: &str) -> u64 {
    let mut generation = 0;
    for c in text.chars() {
        for effect in update(&mut bench.model, Msg::Keys(vec![Key::from(Code::Char(c))])) {
            if let Effect::Find { generation: asked, .. } = effect {
                generation = asked;
            }
        }
    }
    generation
}

fn answer(cadres: &[CadreId]) -> Answer {
    let hit = |id: &CadreId| Hit {
        what: Found::Cadre(*id),
        score: 1,
        text: id.to_string(),
        ranges: Vec::new(),
        former: None,
        why: Vec::new(),
    };
    let hits = cadres.iter().map(hit).collect();
    Answer { hits, total: cadres.len(), kinds: vec![(Kind::Cadre, cadres.len())], units: Vec::new() }
}

fn cadres(bench: &Bench) -> Vec<CadreId> {
    bench.model.view.snapshot.cadres.keys().copied().collect()
}

#[test]
fn hits_that_come_late_do_not_move_under_the_cursor() {
    let mut bench = Bench::open((120, 40));
    let ids = cadres(&bench);
    bench.keys("/");
    let first = unanswered(&mut bench, "n");
    bench.say(Msg::Found { generation: first, found: answer(&ids), micros: 1 });
    let second = unanswered(&mut bench, "o");
    bench.keys("down");
    let chosen = picker(&bench).selected().cloned();
    bench.say(Msg::Found { generation: second, found: answer(&ids[..1]), micros: 1 });
    assert_eq!(picker(&bench).selected().cloned(), chosen, "what is looked at stays");
    bench.keys("down");
    assert_eq!(picker(&bench).choices.len(), 1, "the next key shows what came");
}

#[test]
fn enter_before_the_hits_have_come_takes_the_best_of_them() {
    let mut bench = Bench::open((120, 40));
    let ids = cadres(&bench);
    bench.keys("/");
    let generation = unanswered(&mut bench, "nong");
    bench.keys("enter");
    assert!(bench.model.over.is_some(), "there is nothing to take yet");
    bench.say(Msg::Found { generation, found: answer(&ids[1..]), micros: 1 });
    assert_eq!((bench.model.screen, bench.model.cadre()), (Screen::Dossier, Some(ids[1])));
}

#[test]
fn one_narrows_to_a_kind_and_what_is_wrong_is_said() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"cao loc\"");
    let kinds: Vec<Kind> = picker(&bench).seek.kinds.iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&Kind::Unit) && kinds.contains(&Kind::Cadre), "{kinds:?}");
    bench.keys("tab tab");
    assert_eq!(picker(&bench).seek.only, Some(Kind::Unit));
    assert!(picker(&bench).choices.iter().all(|c| matches!(c.pick, Pick::Found(Found::Unit(_)))));
    let before = picker(&bench).choices.clone();
    bench.say(Msg::Paste(" tuoii<4".to_owned()));
    assert!(picker(&bench).seek.problem.is_some());
    assert_eq!(picker(&bench).choices, before, "what was found stays while it is put right");
}

#[test]
fn a_value_that_is_begun_is_completed() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"giới:n\" tab");
    assert_eq!(picker(&bench).input.text(), "giới:nam");
}

#[test]
fn what_is_found_becomes_the_table_and_the_filter_goes_with_escape() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C");
    let everybody = bench.model.cadres.ids.len();
    bench.keys("f \"giới:nữ\" enter");
    let women = bench.model.cadres.ids.clone();
    assert!(!women.is_empty() && women.len() < everybody);
    assert!(women.iter().all(|id| bench.model.view.cadre(*id).unwrap().sex == Sex::Female));
    bench.keys("esc");
    assert_eq!(bench.model.cadres.ids.len(), everybody);
}

#[test]
fn what_was_picked_is_offered_again_and_sensitive_queries_are_not_kept() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"nong\" enter");
    let picked = bench.model.cadre().map(Found::Cadre);
    bench.keys("/");
    assert_eq!(picker(&bench).selected().map(|c| c.pick), picked.map(Pick::Found));
    bench.keys("ctrl-r");
    assert_eq!(picker(&bench).input.text(), "nong");
    bench.keys("ctrl-u \"kl:không nong\" enter");
    assert!(bench.model.recent.queries.iter().all(|q| !q.contains("kl")), "{:?}", bench.model.recent.queries);
}

#[test]
fn a_unit_that_is_no_more_is_found_and_marked_as_former() {
    let mut bench = Bench::open((120, 40));
    bench.keys("] / \"tan thanh\"");
    let choices = &picker(&bench).choices;
    let former = choices.iter().find_map(|c| c.beside.former.as_ref().map(|(text, _)| text.clone()));
    assert_eq!(former.as_deref(), Some("Xã Tân Thành · huyện Cao Lộc"));
    bench.keys("esc [ / \"tan thanh\"");
    assert!(picker(&bench).choices.iter().all(|c| c.beside.former.is_none()), "before it ended it is no former one");
}
