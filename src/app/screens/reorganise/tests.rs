//! Key scripts: units are marked, a plan is made of them, and it is carried out as one change.

use super::*;
use crate::app::overlays::form::Form;
use crate::app::screens::reorganise::asks::{Answered, Asks};
use crate::app::session::effect::Change;
use crate::app::session::msg::Msg;
use crate::app::tests::fixture::{Bench, day};
use crate::register::reorganise;

/// Answers what the session asked about its plan.
fn planned(bench: &mut Bench) {
    while let Some(at) = bench.asked.iter().position(|e| matches!(e, Effect::Reorganise(Asks::Plan { .. }))) {
        if let Effect::Reorganise(Asks::Plan { generation, view, plan }) = bench.asked.remove(at) {
            bench.say(Msg::Reorganise(Answered::Planned { generation, result: reorganise::plan(&view, &plan) }));
        }
    }
}

fn marked() -> Bench {
    let mut bench = Bench::open((120, 40));
    bench.keys("z / \"tan thanh\" enter space space");
    assert_eq!(bench.model.screens.units.tree.marks.len(), 2);
    bench.keys("S");
    planned(&mut bench);
    bench
}

#[test]
fn marked_units_go_into_a_new_one_with_their_people_as_one_change() {
    let mut bench = marked();
    assert_eq!(bench.model.cx.screen, Screen::Reorganise);
    let Some(Ok(nowhere)) = &bench.model.screens.reorganise.outcome else { panic!("it was reckoned") };
    assert_eq!((nowhere.carried.len(), nowhere.units_ended.len()), (0, 2));
    bench.keys("down down n \"Thanh Yến\" enter");
    planned(&mut bench);
    let Some(Ok(outcome)) = &bench.model.screens.reorganise.outcome else { panic!("it was reckoned") };
    assert!(outcome.unplaced.is_empty(), "{:?}", outcome.unplaced);
    assert_eq!((outcome.carried.len(), outcome.units_begun.len()), (2, 1));
    let said: Vec<&str> = bench.model.screens.reorganise.lines.iter().map(|l| l.text.as_str()).collect();
    assert!(said.concat().contains("Nông Thị Hoa"), "{said:#?}");
    bench.keys("a enter");
    let Some(Effect::Change(Change::Commit { generation, edits, intent, .. })) = bench.asked.pop() else {
        panic!("nothing was sent")
    };
    assert_eq!(intent, "reorganise");
    let after = bench.model.cx.view.with(edits);
    let begun = after.snapshot.units.values().find(|u| u.name(day("01/05/2024")) == "Thanh Yến").unwrap();
    assert_eq!(after.posts(Line::State, begun.id).iter().map(|p| p.holders.len()).sum::<usize>(), 2);
    bench.say(Msg::Committed {
        generation,
        result: Ok(Notice { key: "said.saved", with: vec!["1".into()] }),
        created: None,
    });
    assert_eq!((bench.model.cx.screen, bench.model.screens.units.tree.marks.len()), (Screen::Units, 0));
}

#[test]
fn a_plan_that_cannot_be_is_not_carried_out_and_a_day_that_is_none_is_said_beside_its_field() {
    let mut bench = marked();
    bench.keys("enter ctrl-u \"31/2/2025\" enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form is open") };
    assert_eq!(form.fields[0].problem.as_ref().map(|p| p.key), Some("problem.no-day"));
    // on a day on which the communes have ended already
    bench.keys("ctrl-u \"1/8/2025\" enter");
    planned(&mut bench);
    assert!(matches!(bench.model.screens.reorganise.outcome, Some(Err(Problem::OutsideLife(_)))));
    bench.keys("a");
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.said(), "Phương án chưa thực hiện được");
}
