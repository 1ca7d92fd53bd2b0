//! The real queue of a session's questions, on its threads.

use super::Tasks;
use super::host::Host;
use crate::app::overlays::asks::{Answered, Asker, Asks, Outcome, Question, What};
use crate::app::overlays::desk::Desk;
use crate::app::session::effect::Effect;
use crate::app::session::host::{Notice, Progress, ProvinceChoice};
use crate::app::session::msg::Msg;
use crate::app::tests::fixture;
use crate::domain::{Author, Day, Line};
use crate::register::people::Order;
use crate::register::{Register, View};
use crate::search::{Kind, Query};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A world with no store: what is asked of the finder needs none.
struct NoStore;

fn no_store() -> Notice {
    Notice { key: "report.failed", with: Vec::new() }
}

impl Host for NoStore {
    fn open(&self, _: &Path) -> Result<(Register, Vec<Notice>), Notice> {
        Err(no_store())
    }

    fn make_sample(&self, _: &Path, _: &mut dyn FnMut(Progress)) -> Result<Register, Notice> {
        Err(no_store())
    }

    fn start_empty(&self, _: &Path, _: &ProvinceChoice) -> Result<Register, Notice> {
        Err(no_store())
    }

    fn provinces(&self) -> Vec<ProvinceChoice> {
        Vec::new()
    }

    fn author(&self) -> Author {
        Author { id: "an".to_owned(), name: "An".to_owned(), via: "test".to_owned() }
    }

    fn now(&self) -> i64 {
        0
    }

    fn today(&self) -> Day {
        fixture::day("22/11/2026")
    }
}

fn view_of(day: &str) -> View {
    let (snapshot, catalogue) = fixture::snapshot();
    View::new(snapshot, catalogue, fixture::day(day))
}

fn sift(asker: Asker, generation: u64, view: &View, query: &str) -> Question {
    let what = What::Sift { view: view.clone(), query: Query::parse(query).unwrap(), kinds: vec![Kind::Cadre] };
    Question { asker, generation, what }
}

fn people(generation: u64, view: &View, query: &str) -> Question {
    let query = Some(Query::parse(query).unwrap());
    let what = What::People { view: view.clone(), line: Line::State, under: None, order: Order::default(), query };
    Question { asker: Asker::Cadres, generation, what }
}

/// How each question ended: asker and number.
type Ends = BTreeMap<(Asker, u64), Answered>;

/// Asks all questions of the queue that a session has, as fast as keys do, and hears how each of them ended.
fn asked(questions: Vec<Question>) -> Ends {
    let (tell, told) = crossbeam_channel::unbounded();
    let tasks = Tasks::new(Arc::new(NoStore), Arc::new(move |msg| tell.send(msg).is_ok()));
    let wanted = questions.len();
    let view = view_of("01/05/2024");
    for question in questions {
        // an index that is asked for in between takes nobody's place
        tasks.start(Effect::Find(Asks::Index(view.clone(), Arc::new(Desk::default()))));
        tasks.start(Effect::Find(Asks::Question(question)));
    }
    let mut ends = Ends::new();
    while ends.len() < wanted {
        let msg = told.recv_timeout(Duration::from_secs(60)).expect("every question ends");
        if let Msg::Find(answered) = msg {
            let twice = ends.insert((answered.asker, answered.generation), answered);
            assert!(twice.is_none(), "a question ends once");
        }
    }
    ends
}

#[test]
fn every_question_ends_and_the_newest_of_each_asker_is_answered() {
    let (first, then) = (view_of("01/05/2024"), view_of("15/07/2025"));
    // pools filtered, a pool's people filtered, another day: both filters are asked again at once, others beside them
    let ends = asked(vec![
        sift(Asker::Pools, 1, &first, "tuổi<35"),
        sift(Asker::PoolPeople, 2, &first, "nữ"),
        people(3, &first, "nữ"),
        sift(Asker::Pools, 4, &then, "tuổi<35"),
        sift(Asker::PoolPeople, 5, &then, "nữ"),
        sift(Asker::Journal, 6, &then, "hoa"),
        people(7, &then, "nữ"),
        sift(Asker::Rotations, 8, &then, "nữ"),
    ]);
    let newest =
        [(Asker::Pools, 4), (Asker::PoolPeople, 5), (Asker::Journal, 6), (Asker::Cadres, 7), (Asker::Rotations, 8)];
    for (end, answered) in &ends {
        match answered.outcome {
            Outcome::Answered(_) => {}
            Outcome::Superseded => assert!(!newest.contains(end), "{end:?} is the newest of its asker"),
            Outcome::Cancelled => panic!("{end:?}: nothing broke off"),
        }
    }
    assert!(newest.iter().all(|end| matches!(ends[end].outcome, Outcome::Answered(_))));
}

#[test]
fn a_burst_of_one_asker_ends_in_the_answer_to_the_last() {
    let view = view_of("01/05/2024");
    let last = 40;
    let ends = asked((1..=last).map(|n| sift(Asker::Find, n, &view, "nữ")).collect());
    assert_eq!(ends.len(), 40);
    assert!(matches!(ends[&(Asker::Find, last)].outcome, Outcome::Answered(_)));
}
