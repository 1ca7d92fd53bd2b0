//! Below the table: the checklist of the selected move with what is missing and what is to be done next, or the
//! criteria of the selected person met and not met; at length, with the paper that each rests on.

use super::board::gates;
use super::{rows, steps};
use crate::app::screens::plan::judge;
use crate::app::screens::rotations::Rotations;
use crate::app::session::Session;
use crate::app::words::findings::mark;
use crate::domain::{Assessed, MoveKind, Phase, Purpose, Rotation};
use crate::policy::{Finding, Verdict};
use crate::register::fields::codes::Coded;
use crate::register::locality;
use crate::register::rotations::{Moved, Queue};

pub use judge::Piece;

impl Piece {
    /// A piece of a line.
    #[must_use]
    pub fn of(text: String, verdict: Option<Verdict>) -> Piece {
        Piece { text, verdict }
    }
}

/// The lines, each of pieces.
#[must_use]
pub fn below(state: &Rotations, cx: &Session) -> Vec<Vec<Piece>> {
    if let Some(moved) = state.selected() {
        return of_move(state, cx, moved);
    }
    if let Some(source) = state.source() {
        if cx.meeting {
            return Vec::new();
        }
        let found = gates(&cx.view, &cx.policy, source.cadre);
        return judged(state, cx, vec![plain(heading(cx, source.cadre))], found);
    }
    if let Some(place) = state.place() {
        let words = &cx.words;
        let one = Piece::of(format!("{} {}", words.get("rotations.one-of"), mark(place.one)), Some(place.one));
        let legend = Piece::of(words.get("rotations.legend").to_owned(), None);
        return vec![vec![one], vec![legend]];
    }
    if state.ready && state.tab != Queue::Source {
        return vec![vec![plain(cx.words.get("rotations.empty").to_owned())]];
    }
    Vec::new()
}

fn plain(text: String) -> Piece {
    Piece::of(text, None)
}

fn heading(cx: &Session, cadre: crate::domain::CadreId) -> String {
    let name = cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default();
    let age = cx.view.cadre(cadre).map(|c| c.born.to_string()).unwrap_or_default();
    format!("{name} · {age}")
}

fn of_move(state: &Rotations, cx: &Session, moved: &Moved) -> Vec<Vec<Piece>> {
    let (words, rotation) = (&cx.words, &*moved.rotation);
    let name = cx.view.cadre(rotation.cadre).map(|c| c.name.clone()).unwrap_or_default();
    let left = rotation.from.map(|post| rows::post(cx, post)).unwrap_or_default();
    let way = format!("{name}: {left} → {}", rows::post(cx, rotation.to));
    let mut about = vec![
        words.of_group(MoveKind::GROUP, rotation.kind.code()),
        words.of_group(crate::domain::Direction::GROUP, rotation.direction.code()),
        words.of_group(Purpose::GROUP, rotation.purpose.code()),
    ];
    let since = rotation.phases.iter().rev().find(|p| p.span.holds(cx.view.on));
    let phase = words.of_group(Phase::GROUP, moved.phase.code());
    about.push(since.map_or(phase.clone(), |p| words.fill("rotations.phase-since", &[phase, p.span.from.to_string()])));
    let mut lines = vec![vec![plain(way)], vec![plain(about.join(" · "))]];
    lines.push(checklist(cx, moved));
    if !cx.meeting {
        let found = cx.policy.rotation(&cx.view, rotation, cx.view.on);
        lines = lines.into_iter().chain(judged(state, cx, Vec::new(), found)).collect();
    }
    lines
}

/// What a move has and what it lacks, and the next thing to do.
fn checklist(cx: &Session, moved: &Moved) -> Vec<Piece> {
    let (words, rotation) = (&cx.words, &*moved.rotation);
    let item = |key: &str, has: bool, wanted: bool| {
        let verdict = if has { Verdict::Met } else { Verdict::Missed };
        (has || wanted).then(|| Piece::of(format!("{} {}", words.get(key), mark(verdict)), Some(verdict)))
    };
    let (phase, away) = (moved.phase, moved.phase.rank() >= Phase::Away.rank());
    let decided = phase.rank() >= Phase::Approved.rank();
    let stays = rotation.kind == MoveKind::Rotation;
    let mut out: Vec<Piece> = Vec::new();
    let next = steps::next(rotation).map(|intent| words.of_group("intent", intent));
    if let Some(next) = next {
        let key = cx.key(crate::app::input::action::Action::NextStep);
        out.push(plain(words.fill("rotations.next", &[key, next])));
    }
    out.extend(item("rotations.has-decision", rotation.decision.is_some(), decided));
    out.extend(item("rotations.has-planned", rotation.planned.is_some() || away, !away));
    out.extend(item("rotations.has-after", rotation.after.is_some(), stays));
    if away && stays {
        out.extend(item("rotations.has-assessed", moved.unassessed.is_empty(), true));
        let at_end = rotation.assessments.iter().any(|a| a.of == Assessed::End);
        out.extend(item("rotations.has-end", at_end, phase.rank() >= Phase::Finished.rank()));
    }
    out.extend(elsewhere(cx, rotation));
    out
}

/// What a move does to the heads who must not be from the locality.
fn elsewhere(cx: &Session, rotation: &Rotation) -> Option<Piece> {
    let view = &cx.view;
    let role = locality::roles().get(view.head_role(rotation.to)?)?;
    let seat = view.seat_of(view.post(rotation.to)?.unit)?;
    let verdict = match view.is_from(view.cadre(rotation.cadre)?, seat) {
        Some(false) => Verdict::Met,
        Some(true) => Verdict::Missed,
        None => Verdict::Unknown,
    };
    let words = &cx.words;
    let name = words.pick(&role.vi, &role.en).to_owned();
    Some(Piece::of(format!("{} {}", words.fill("rotations.brings", &[name]), mark(verdict)), Some(verdict)))
}

/// Findings: what is wrong first, short, or with their sources.
fn judged(state: &Rotations, cx: &Session, mut first: Vec<Piece>, mut found: Vec<Finding>) -> Vec<Vec<Piece>> {
    if state.why {
        let mut lines: Vec<Vec<Piece>> = if first.is_empty() { Vec::new() } else { vec![first] };
        for finding in &found {
            lines.extend(judge::at_length(cx, finding));
        }
        return lines;
    }
    found.sort_by_key(|f| std::cmp::Reverse(f.verdict));
    first.extend(found.iter().map(|f| judge::piece(cx, f)));
    vec![first]
}
