//! `rotation`: rotations and transfers, their queues, and every step of them.

use super::Asked;
use super::args::{ActWords, MoveWords, MovesAsked, RotationWhat, StepWords};
use super::edit::{Found, found_by};
use super::enter;
use super::fail::Failure;
use super::names;
use super::out::{Answer, Side, Table};
use crate::app::words::Words;
use crate::domain::{CadreId, Day, Direction, MoveKind, Phase, PostId, RotationId, Subject, Tier};
use crate::policy::Verdict;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Moving, Operation, Task};
use crate::register::rotations::{Moved, Queue, RotationQuery};
use crate::register::{Loaded, Register, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// A rotation as it is printed.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    #[serde(serialize_with = "super::pool::list::shown")]
    id: RotationId,
    #[serde(serialize_with = "super::pool::list::shown")]
    cadre: CadreId,
    name: String,
    state: Phase,
    queue: Option<Queue>,
    kind: MoveKind,
    direction: Direction,
    purpose: &'static str,
    from: Option<Place>,
    to: Place,
    /// Where the person is now, where a reorganisation carried the move on.
    at: Option<Place>,
    /// The day on which the destination ended and nothing equivalent was given.
    stopped: Option<String>,
    planned: Option<String>,
    start: Option<String>,
    months: Option<i64>,
    minimum: Option<i64>,
    until: Option<String>,
    /// Full years away without an assessment.
    unassessed: Vec<i16>,
    afterwards: Option<&'static str>,
    managed_by: Option<Tier>,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Place {
    post: String,
    title: String,
}

/// How many of one kind, direction and tier.
#[derive(Debug, Serialize)]
struct Sum {
    managed_by: Option<Tier>,
    kind: MoveKind,
    direction: Direction,
    moves: usize,
}

/// Answers `rotation`.
///
/// # Errors
/// No such rotation, person or post; or the change is refused, and nothing has changed then.
pub fn answer(asked: &Asked, what: &RotationWhat) -> Result<Answer, Failure> {
    match what {
        RotationWhat::List(wish) => list(asked, wish),
        RotationWhat::Summary => summary(asked),
        RotationWhat::Propose(words) => begin(asked, words, Moving::Propose),
        RotationWhat::Send(words) => begin(asked, words, Moving::Send),
        RotationWhat::Agree(words) => step(asked, words, Moving::Agree),
        RotationWhat::Approve(words) => step(asked, words, Moving::Approve),
        RotationWhat::Start(words) => step(asked, words, Moving::Start),
        RotationWhat::Assess(words) => step(asked, words, Moving::Assess),
        RotationWhat::PlanAfter(words) => step(asked, words, Moving::PlanAfter),
        RotationWhat::Extend(words) => step(asked, words, Moving::Extend),
        RotationWhat::Finish(words) => step(asked, words, Moving::Finish),
        RotationWhat::Place(words) => step(asked, words, Moving::Place),
        RotationWhat::Stay(words) => step(asked, words, Moving::Stay),
        RotationWhat::Return(words) => step(asked, words, Moving::Return),
        RotationWhat::Cancel(words) => step(asked, words, Moving::Cancel),
    }
}

/// One of a group, by its short name.
fn coded<T: Coded>(word: Option<&str>) -> Result<Option<T>, Failure> {
    let read = |word: &str| T::coded(word).ok_or_else(|| Failure::refused("problem.no-choice", &[word]));
    word.map(read).transpose()
}

fn list(asked: &Asked, wish: &MovesAsked) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let queue = wish
        .queue
        .as_deref()
        .map(|word| Queue::coded(word).ok_or_else(|| Failure::refused("problem.no-choice", &[word])));
    let queue = queue.transpose()?;
    if queue == Some(Queue::Source) {
        return sources(asked, &register, &view);
    }
    let wish = RotationQuery {
        phase: coded(wish.state.as_deref())?,
        queue,
        kind: coded(wish.kind.as_deref())?,
        direction: coded(wish.direction.as_deref())?,
        unit: wish.unit.as_deref().map(|word| names::unit(&view, word)).transpose()?,
        tier: coded(wish.tier.as_deref())?,
    };
    let moves = view.rotations(register.policy(), &wish);
    let rows: Vec<Row> = moves.iter().map(|m| row(&register, &view, m, &asked.words)).collect();
    Ok(Answer::of(asked.form, &rows, |rows| plain(rows, &asked.words)))
}

/// Who may be rotated, each with what the rules say; people are given no order by merit.
fn sources(asked: &Asked, register: &Register, view: &View) -> Result<Answer, Failure> {
    #[derive(Debug, Serialize)]
    struct Source {
        #[serde(serialize_with = "super::pool::list::shown")]
        cadre: CadreId,
        name: String,
        post: Option<Place>,
        verdict: Verdict,
        findings: Vec<Found>,
    }
    let words = &asked.words;
    let found = |cadre: CadreId| {
        let post = view.main(cadre).map(|(_, post, _)| post.id);
        let findings = view.source_gates(register.policy(), cadre);
        Source {
            cadre,
            name: names::name(view, Subject::Cadre(cadre)),
            post: post.map(|p| place(view, p)),
            verdict: crate::policy::worst(&findings),
            findings: findings.iter().map(|f| found_by(register, view, f, words)).collect(),
        }
    };
    let rows: Vec<Source> = view.rotation_sources().into_iter().map(found).collect();
    Ok(Answer::of(asked.form, &rows, |rows| {
        let heads = ["subject", "post", "says"].map(|key| words.of_group("cli.table", key));
        let mut table = Table::new(&heads.each_ref().map(|head| (head.as_str(), Side::Left)));
        for row in rows {
            let unmet = row.findings.iter().filter(|f| f.verdict() != Verdict::Met).map(|f| f.sentence(words));
            let post = row.post.as_ref().map(|p| p.title.clone()).unwrap_or_default();
            table.row(vec![row.name.clone(), post, unmet.collect::<Vec<_>>().join("; ")]);
        }
        table.text()
    }))
}

fn place(view: &View, post: PostId) -> Place {
    Place { post: post.to_string(), title: names::name(view, Subject::Post(post)) }
}

/// The moves of one person that are known on the day, in the order in which they were entered.
pub(super) fn of(register: &Register, view: &View, cadre: CadreId, words: &Words) -> Vec<Row> {
    let ids = view.snapshot.moved(cadre).map(|r| r.id);
    let moves = ids.filter_map(|id| view.rotation(register.policy(), id));
    moves.map(|m| row(register, view, &m, words)).collect()
}

fn row(register: &Register, view: &View, moved: &Moved, words: &Words) -> Row {
    let rotation = &moved.rotation;
    let findings = register.policy().rotation(view, rotation, view.on);
    let unmet = findings.iter().filter(|f| f.verdict != Verdict::Met);
    Row {
        id: rotation.id,
        cadre: rotation.cadre,
        name: names::name(view, Subject::Cadre(rotation.cadre)),
        state: moved.phase,
        queue: moved.queue,
        kind: rotation.kind,
        direction: rotation.direction,
        purpose: rotation.purpose.code(),
        from: rotation.from.map(|p| place(view, p)),
        to: place(view, rotation.to),
        at: (moved.at.post != rotation.to).then(|| place(view, moved.at.post)),
        stopped: moved.at.stopped.map(Day::iso),
        planned: rotation.planned.map(Day::iso),
        start: rotation.began().filter(|d| *d <= view.on).map(Day::iso),
        months: moved.months,
        minimum: moved.minimum,
        until: rotation.until.map(Day::iso),
        unassessed: moved.unassessed.clone(),
        afterwards: rotation.after.as_ref().filter(|a| a.on <= view.on).map(|a| a.what.code()),
        managed_by: view.managed_by(rotation),
        findings: unmet.map(|f| found_by(register, view, f, words)).collect(),
    }
}

/// Moves as a table.
pub(super) fn plain(rows: &[Row], words: &Words) -> String {
    let heads = [
        ("cli.rotation.rotation", Side::Left),
        ("cli.table.subject", Side::Left),
        ("cli.rotation.state", Side::Left),
        ("cli.rotation.kind", Side::Left),
        ("cli.rotation.from", Side::Left),
        ("cli.rotation.to", Side::Left),
        ("cli.rotation.start", Side::Left),
        ("cli.rotation.months", Side::Right),
    ];
    let mut table = Table::new(&heads.map(|(key, side)| (words.get(key), side)));
    for r in rows {
        let months = match (r.months, r.minimum) {
            (Some(m), Some(least)) => format!("{m}/{least}"),
            (Some(m), None) => m.to_string(),
            _ => String::new(),
        };
        table.row(vec![
            r.id.to_string(),
            r.name.clone(),
            words.of_group(Phase::GROUP, r.state.code()),
            words.of_group(MoveKind::GROUP, r.kind.code()),
            r.from.as_ref().map(|p| p.title.clone()).unwrap_or_default(),
            r.at.as_ref().unwrap_or(&r.to).title.clone(),
            r.start.as_deref().or(r.planned.as_deref()).unwrap_or_default().to_owned(),
            months,
        ]);
    }
    table.text()
}

fn summary(asked: &Asked) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let mut sums: BTreeMap<(Option<Tier>, MoveKind, Direction), usize> = BTreeMap::new();
    for moved in view.rotations(register.policy(), &RotationQuery::default()) {
        if moved.rotation.began().is_some_and(|day| day <= view.on) {
            let key = (view.managed_by(&moved.rotation), moved.rotation.kind, moved.rotation.direction);
            *sums.entry(key).or_default() += 1;
        }
    }
    let sum = |((managed_by, kind, direction), moves)| Sum { managed_by, kind, direction, moves };
    let rows: Vec<Sum> = sums.into_iter().map(sum).collect();
    let words = &asked.words;
    Ok(Answer::of(asked.form, &rows, |rows| {
        let heads = ["tier", "kind", "direction", "moves"].map(|key| words.of_group("cli.rotation", key));
        let sides = [Side::Left, Side::Left, Side::Left, Side::Right];
        let columns: Vec<(&str, Side)> = heads.iter().map(String::as_str).zip(sides).collect();
        let mut table = Table::new(&columns);
        for r in rows {
            table.row(vec![
                r.managed_by.map(|t| words.of_group(Tier::GROUP, t.code())).unwrap_or_default(),
                words.of_group(MoveKind::GROUP, r.kind.code()),
                words.of_group(Direction::GROUP, r.direction.code()),
                words.number(r.moves as u64),
            ]);
        }
        table.text()
    }))
}

/// Fields that were said as FIELD=VALUE.
fn fields(words: &[String]) -> Result<Vec<(&str, &str)>, Failure> {
    let pair = |word: &'_ String| word.split_once('=').is_some();
    match words.iter().find(|w| !pair(w)) {
        Some(word) => Err(Failure::refused("told.no-equals", &[word])),
        None => Ok(words.iter().filter_map(|w| w.split_once('=')).collect()),
    }
}

fn carry_out(
    asked: &Asked,
    register: &Register,
    view: &View,
    moving: Moving,
    said: &[String],
    act: &ActWords,
) -> Result<Answer, Failure> {
    enter::carry_out(asked, register, view, Task::Do(Operation::Move(moving)), &fields(said)?, act)
}

fn begin(
    asked: &Asked,
    words: &MoveWords,
    of: fn(Option<CadreId>, Option<PostId>) -> Moving,
) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let (cadre, post) = (names::cadre(&view, &words.cadre)?, names::post(&view, &words.post)?);
    carry_out(asked, &register, &view, of(Some(cadre), Some(post)), &words.fields, &words.act)
}

fn step(asked: &Asked, words: &StepWords, of: fn(RotationId) -> Moving) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let id = named(&view, &words.of)?;
    carry_out(asked, &register, &view, of(id), &words.fields, &words.act)
}

/// The rotation with an id, or the one that a cadre is on.
fn named(view: &View, word: &str) -> Result<RotationId, Failure> {
    let none = || Failure::refused("told.no-rotation", &[word]);
    if let Ok(id) = word.parse::<RotationId>() {
        return view.snapshot.rotations.contains_key(&id).then_some(id).ok_or_else(none);
    }
    let cadre = names::cadre(view, word)?;
    let open =
        view.snapshot.moved(cadre).filter(|r| r.phases.last().is_some_and(|p| p.value.rank() < Phase::Placed.rank()));
    open.last().map(|r| r.id).ok_or_else(none)
}
