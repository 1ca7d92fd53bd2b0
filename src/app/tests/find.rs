//! Finding on the screen: hits that come late, what is picked before they come, kinds, the table, what was found before.

use super::fixture;
use super::*;
use crate::app::overlays::asks::{Asks, Question};
use crate::app::overlays::picker::{Choice, Picker};
use crate::app::session::effect::Terminal;
use crate::app::update::update;
use crate::domain::{CadreId, Dated, Edit, MoveKind, Phase, Record, Revision, Rotation, RotationId, Sex, Span};
use crate::search::{Answer, Found, Hit, Kind};

fn picker(bench: &Bench) -> &Picker {
    let over = &bench.model.cx.over;
    over.get().unwrap_or_else(|| panic!("no picker: {over:?}"))
}

/// All of a choice.
fn shown(choice: &Choice) -> String {
    format!("{choice:?}")
}

/// Keys that come while the finder has not answered yet: what it is asked stays open.
fn unanswered(bench: &mut Bench, text: &str) -> u64 {
    let mut generation = 0;
    for c in text.chars() {
        for effect in update(&mut bench.model, Msg::Keys(vec![Key::from(Code::Char(c))])) {
            if let Effect::Find(Asks::Question(Question { generation: asked, .. })) = effect {
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
        now: false,
        why: Vec::new(),
    };
    let hits = cadres.iter().map(hit).collect();
    Answer { hits, total: cadres.len(), kinds: vec![(Kind::Cadre, cadres.len())], ..Answer::default() }
}

fn cadres(bench: &Bench) -> Vec<CadreId> {
    bench.model.cx.view.snapshot.cadres.keys().copied().collect()
}

#[test]
fn hits_that_come_late_do_not_move_under_the_cursor() {
    let mut bench = Bench::open((120, 40));
    let ids = cadres(&bench);
    bench.keys("/");
    let first = unanswered(&mut bench, "n");
    bench.say(fixture::hits(first, answer(&ids), 1));
    let second = unanswered(&mut bench, "o");
    bench.keys("down");
    let chosen = picker(&bench).selected().map(shown);
    bench.say(fixture::hits(second, answer(&ids[..1]), 1));
    assert_eq!(picker(&bench).selected().map(shown), chosen, "what is looked at stays");
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
    assert!(bench.model.cx.over.is_open(), "there is nothing to take yet");
    bench.say(fixture::hits(generation, answer(&ids[1..]), 1));
    assert_eq!((bench.model.cx.screen, bench.model.cadre()), (Screen::Dossier, Some(ids[1])));
}

#[test]
fn one_narrows_to_a_kind_and_what_is_wrong_is_said() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"cao loc\"");
    let kinds: Vec<Kind> = picker(&bench).seek.kinds.iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&Kind::Unit) && kinds.contains(&Kind::Cadre), "{kinds:?}");
    bench.keys("tab tab");
    assert_eq!(picker(&bench).seek.only, Some(Kind::Unit));
    assert!(picker(&bench).choices.iter().all(|c| matches!(c.what, Some(Found::Unit(_)))));
    let before: Vec<_> = picker(&bench).choices.iter().map(shown).collect();
    bench.say(Msg::Paste(" tuoii<4".to_owned()));
    assert!(picker(&bench).seek.problem.is_some());
    assert_eq!(
        picker(&bench).choices.iter().map(shown).collect::<Vec<_>>(),
        before,
        "what was found stays while it is put right"
    );
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
    let everybody = bench.model.screens.cadres.ids.len();
    bench.keys("f \"giới:nữ\" enter");
    let women = bench.model.screens.cadres.ids.clone();
    assert!(!women.is_empty() && women.len() < everybody);
    assert!(women.iter().all(|id| bench.model.cx.view.cadre(*id).unwrap().sex == Sex::Female));
    bench.keys("esc");
    assert_eq!(bench.model.screens.cadres.ids.len(), everybody);
}

#[test]
fn what_was_picked_is_offered_again_and_sensitive_queries_are_not_kept() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"nong\" enter");
    let picked = bench.model.cadre().map(Found::Cadre);
    bench.keys("/");
    assert_eq!(picker(&bench).selected().and_then(|c| c.what), picked);
    bench.keys("ctrl-r");
    assert_eq!(picker(&bench).input.text(), "nong");
    bench.keys("ctrl-u \"kl:không nong\" enter");
    assert!(bench.model.cx.recent.queries.iter().all(|q| !q.contains("kl")), "{:?}", bench.model.cx.recent.queries);
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

#[test]
fn a_letter_in_front_narrows_to_a_kind_and_what_is_found_is_done() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"l/nhat ky\"");
    assert!(matches!(picker(&bench).selected().unwrap().what, Some(Found::Action(_))));
    bench.keys("enter");
    assert_eq!(bench.model.cx.screen, Screen::Journal, "an action that is found is done");
    bench.keys("/ \"q/\"");
    assert_eq!(picker(&bench).choices.len(), bench.model.cx.policy.rules.len(), "the letter alone lists all rules");
    bench.keys("enter");
    assert_eq!(bench.model.cx.screen, Screen::Rules, "Enter opens the rule");
    bench.keys("/ \"d/cao loc\"");
    assert!(picker(&bench).choices.iter().all(|c| matches!(c.what, Some(Found::Unit(_)))));
    let counted: Vec<Kind> = picker(&bench).seek.kinds.iter().map(|(kind, _)| *kind).collect();
    assert!(counted.contains(&Kind::Cadre), "the others are still counted: {counted:?}");
    bench.keys("tab");
    assert_eq!(picker(&bench).input.text(), "cao loc", "the key takes the letter's place");
    assert_eq!(picker(&bench).seek.only, Some(Kind::Post));
}

#[test]
fn an_action_is_found_by_its_name_in_the_other_language() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"journal\"");
    let first = picker(&bench).selected().unwrap();
    assert!(matches!(first.what, Some(Found::Action(_))), "{first:?}");
}

#[test]
fn a_query_is_saved_under_a_name_found_by_it_and_forgotten() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"giới:nữ tuổi<60\" ctrl-s \"Các chị\"");
    assert!(picker(&bench).seek.naming.is_some());
    bench.keys("enter");
    assert_eq!(picker(&bench).input.text(), "giới:nữ tuổi<60", "back to the query");
    let note = bench.asked.iter().rev().find_map(|effect| match effect {
        Effect::Keep { name: crate::app::session::recent::NOTE, text, .. } => {
            Some(crate::app::session::recent::Recent::read(text))
        }
        _ => None,
    });
    assert_eq!(note.unwrap().saved, bench.model.cx.recent.saved, "the next session knows it");
    bench.keys("esc / \"cac chi\" enter");
    assert_eq!(bench.model.cx.screen, Screen::Cadres);
    assert_eq!(bench.model.screens.cadres.filter.as_deref(), Some("giới:nữ tuổi<60"));
    bench.keys("/ \"s/\"");
    assert!(matches!(picker(&bench).selected().unwrap().what, Some(Found::Saved(0))));
    bench.keys("delete");
    assert!(bench.model.cx.recent.saved.is_empty() && picker(&bench).choices.is_empty());
}

#[test]
fn what_is_sensitive_is_not_saved_and_a_name_may_be_left() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"kl:không\" ctrl-s");
    assert!(picker(&bench).seek.naming.is_none());
    assert!(bench.model.cx.said.as_ref().is_some_and(|said| said.key == "said.saved-sensitive"));
    bench.keys("ctrl-u \"hoa\" ctrl-s \"x\" esc");
    assert_eq!(picker(&bench).input.text(), "hoa");
    bench.keys("ctrl-s enter");
    assert!(bench.model.cx.recent.saved.is_empty(), "without a name nothing is saved");
}

#[test]
fn one_narrows_to_the_unit_that_most_of_it_lies_in_and_back() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"van\"");
    let units = picker(&bench).seek.units.clone();
    assert!(units.len() > 1 && units.is_sorted_by_key(|(_, count)| std::cmp::Reverse(*count)), "{units:?}");
    let (all, first) = (picker(&bench).found, units[0].clone());
    bench.keys("ctrl-y");
    assert_eq!(picker(&bench).input.text(), format!("van đv:\"{}\"", first.0));
    let people = picker(&bench).seek.kinds.iter().map(|(_, count)| count).sum::<usize>();
    assert!(people >= first.1 && picker(&bench).found < all);
    for _ in 0..units.len() {
        bench.keys("ctrl-y");
    }
    assert_eq!(picker(&bench).input.text(), "van");
}

#[test]
fn a_hit_is_marked_and_copied_where_it_stands() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"nong thi hoa\"");
    let Some(Found::Cadre(cadre)) = picker(&bench).selected().unwrap().what else { panic!("nobody") };
    bench.keys("alt-y");
    let copied = bench
        .asked
        .iter()
        .any(|e| matches!(e, Effect::Terminal(Terminal::Copy(text)) if text.starts_with("Nông Thị Hoa, ")));
    assert!(copied, "{:?}", bench.asked);
    bench.keys("ctrl-k");
    assert!(bench.model.screens.cadres.marks.ids.contains(&cadre));
}

#[test]
fn the_hint_of_tab_says_what_it_does_here() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hoa\"");
    assert_eq!(bench.model.hint(crate::app::input::action::Action::NextField), bench.model.cx.words.get("hint.kind"));
    bench.keys("ctrl-u \"giới:n\"");
    assert_eq!(
        bench.model.hint(crate::app::input::action::Action::NextField),
        bench.model.cx.words.get("hint.complete")
    );
}

#[test]
fn what_was_changed_is_found_on_the_next_key() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"nong thi hoa\"");
    let Some(Found::Cadre(id)) = picker(&bench).selected().unwrap().what else { panic!("nobody") };
    let mut next = crate::register::Snapshot::clone(&bench.model.cx.view.snapshot);
    let mut cadre = crate::domain::Cadre::clone(&next.cadres[&id]);
    cadre.name = "Nông Thị Quỳnh".to_owned();
    next.set(Record::Cadre(cadre.clone()).key(), Some(Record::Cadre(cadre)));
    next.revision = Revision(next.revision.0 + 1);
    bench.say(Msg::Snapshot(std::sync::Arc::new(next)));
    assert!(picker(&bench).choices.iter().all(|c| c.what != Some(Found::Cadre(id))), "no more by the old name");
    bench.keys("ctrl-u \"quynh\"");
    assert_eq!(picker(&bench).selected().unwrap().what, Some(Found::Cadre(id)));
}

#[test]
fn who_is_away_on_a_rotation_is_found_by_how_far_it_has_come() {
    let mut bench = Bench::open((120, 40));
    let cadre = cadres(&bench)[0];
    let post = *bench.model.cx.view.snapshot.posts.keys().next().unwrap();
    let phase = |from: &str, value| Dated { span: Span::since(day(from)), value };
    let phases = vec![phase("01/06/2021", Phase::Away)];
    let rotation = Rotation { phases, ..Rotation::new(RotationId(9_000), cadre, MoveKind::Rotation, post) };
    let view = bench.model.cx.view.with([Edit::create(Record::Rotation(rotation))]);
    let mut snapshot = (*view.snapshot).clone();
    snapshot.revision = Revision(2);
    bench.say(Msg::Snapshot(snapshot.into()));
    let found = |bench: &mut Bench, query: &str| -> Vec<CadreId> {
        bench.keys(&format!("/ \"{query}\""));
        let of = |c: &Choice| if let Some(Found::Cadre(id)) = c.what { Some(id) } else { None };
        let ids = picker(bench).choices.iter().filter_map(of).collect();
        bench.keys("esc");
        ids
    };
    assert_eq!(found(&mut bench, "luân-chuyển:đang"), [cadre]);
    assert_eq!(
        found(&mut bench, "luan-chuyen:sap-du-36-thang"),
        [cadre],
        "35 months of 36 by 01/05/2024: time to plan"
    );
    assert_eq!(found(&mut bench, "luan-chuyen:du-36-thang"), [], "nobody has them yet");
    assert_eq!(found(&mut bench, "lc:chờ"), []);
    assert!(!found(&mut bench, "lc:chưa").contains(&cadre));

    let moves = |bench: &Bench| bench.model.screens.rotations.board.moves.len();
    bench.keys("L");
    assert_eq!(moves(&bench), 1);
    bench.keys("f \"cau tim\" enter \"lc:chờ\" enter");
    assert_eq!(moves(&bench), 0, "the queues are narrowed to whom a query finds: {}", bench.said());
    bench.keys("f \"cau tim\" enter ctrl-u \"lc:đang\" enter");
    assert_eq!(moves(&bench), 1);
    bench.keys("f \"cau tim\" enter ctrl-u \"lc:chờ\" enter esc");
    assert_eq!(moves(&bench), 1, "Escape takes the query away");
}
