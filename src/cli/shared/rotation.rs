//! Rotations and transfers, as they are printed.

use super::finding::PrintedFinding;
use super::naming;
use crate::app::words::Words;
use crate::cli::answer::{Align, Table, as_text};
use crate::domain::{CadreId, Day, Direction, MoveKind, Phase, PostId, RotationId, Subject, Tier};
use crate::register::View;
use crate::register::fields::codes::Coded;
use crate::register::rotations::{Moved, Queue};
use serde::Serialize;

/// A rotation as it is printed.
#[derive(Debug, Serialize)]
pub struct RotationRow {
    #[serde(serialize_with = "as_text")]
    id: RotationId,
    #[serde(serialize_with = "as_text")]
    cadre: CadreId,
    name: String,
    state: Phase,
    queue: Option<Queue>,
    kind: MoveKind,
    direction: Direction,
    purpose: &'static str,
    from: Option<PostName>,
    to: PostName,
    /// Where the person is now, where a reorganisation carried the move on.
    at: Option<PostName>,
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
    findings: Vec<PrintedFinding>,
}

/// A post with its name.
#[derive(Debug, Serialize)]
pub struct PostName {
    pub post: String,
    pub title: String,
}

impl PostName {
    pub fn new(view: &View, post: PostId) -> PostName {
        PostName { post: post.to_string(), title: naming::name(view, Subject::Post(post)) }
    }
}

/// The moves of one person that are known on the day, in the order in which they were entered.
pub fn rows_of(view: &View, cadre: CadreId, words: &Words) -> Vec<RotationRow> {
    let ids = view.snapshot.moved(cadre).map(|r| r.id);
    let moves = ids.filter_map(|id| view.rotation(view.policy(), id));
    moves.map(|m| RotationRow::new(view, &m, words)).collect()
}

impl RotationRow {
    pub fn new(view: &View, moved: &Moved, words: &Words) -> RotationRow {
        let rotation = &moved.rotation;
        let findings = view.policy().rotation(view, rotation, view.on);
        RotationRow {
            id: rotation.id,
            cadre: rotation.cadre,
            name: naming::name(view, Subject::Cadre(rotation.cadre)),
            state: moved.phase,
            queue: moved.queue,
            kind: rotation.kind,
            direction: rotation.direction,
            purpose: rotation.purpose.code(),
            from: rotation.from.map(|p| PostName::new(view, p)),
            to: PostName::new(view, rotation.to),
            at: (moved.at.post != rotation.to).then(|| PostName::new(view, moved.at.post)),
            stopped: moved.at.stopped.map(Day::iso),
            planned: rotation.planned.map(Day::iso),
            start: rotation.began().filter(|d| *d <= view.on).map(Day::iso),
            months: moved.months,
            minimum: moved.minimum,
            until: rotation.until.map(Day::iso),
            unassessed: moved.unassessed.clone(),
            afterwards: rotation.after.as_ref().filter(|a| a.on <= view.on).map(|a| a.what.code()),
            managed_by: view.managed_by(rotation),
            findings: PrintedFinding::unmet(view, &findings, words),
        }
    }
}

/// Moves as a table.
pub fn plain(rows: &[RotationRow], words: &Words) -> String {
    let heads = [
        ("cli.rotation.rotation", Align::Left),
        ("cli.table.subject", Align::Left),
        ("cli.rotation.state", Align::Left),
        ("cli.rotation.kind", Align::Left),
        ("cli.rotation.from", Align::Left),
        ("cli.rotation.to", Align::Left),
        ("cli.rotation.start", Align::Left),
        ("cli.rotation.months", Align::Right),
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
