//! Acts of planning: who comes into a pool, who leaves it, and the rounds that propose, submit, approve and close.

use super::codes::Coded;
use super::column::{Column, Input, Reader, Wrong, asked, needed};
use super::pools::{KIND, REASON, ROUND, TERM};
use super::records::Records;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{
    CadreId, Dated, Day, Edit, Entry, EntryId, Line, Nature, PlanKind, PostId, Record, RecordKey, RecordKind, Removal,
    Round, RoundId, Span, Stage, TermId, UnitId, change_from,
};
use crate::register::catalogue::ListName;
use crate::register::problem::Problem;
use crate::register::view::View;
use serde::{Deserialize, Serialize};

/// An act of planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Planning {
    /// Somebody is proposed for a pool (đưa vào quy hoạch).
    Enter(Option<PostId>, Option<TermId>, Option<CadreId>),
    /// Somebody leaves a pool, or is proposed to (đưa ra khỏi quy hoạch).
    Leave(EntryId),
    /// A round is opened for a unit and what stands under it.
    Open(Option<UnitId>, Option<TermId>),
    /// A round is submitted: what it proposes is under review.
    Submit(RoundId),
    /// A round is approved: what it proposes is in force as one batch.
    Approve(RoundId),
    /// A round is closed; what it proposed and nobody approved is dropped.
    Close(RoundId),
}

const FROM: Column = needed("from", Input::Day);
const NUMBER: Column = asked("decision", Input::Line);
const DATED: Column = asked("decision-date", Input::Day);

impl Planning {
    pub(super) fn intent(self) -> &'static str {
        match self {
            Planning::Enter(..) => "plan-enter",
            Planning::Leave(_) => "plan-leave",
            Planning::Open(..) => "round-open",
            Planning::Submit(_) => "round-submit",
            Planning::Approve(_) => "round-approve",
            Planning::Close(_) => "round-close",
        }
    }

    pub(super) fn subject(self) -> Option<RecordKey> {
        let (kind, id) = match self {
            Planning::Enter(Some(id), ..) => (RecordKind::Post, id.0),
            Planning::Enter(None, _, Some(id)) => (RecordKind::Cadre, id.0),
            Planning::Leave(id) => (RecordKind::Entry, id.0),
            Planning::Open(Some(id), _) => (RecordKind::Unit, id.0),
            Planning::Submit(id) | Planning::Approve(id) | Planning::Close(id) => (RecordKind::Round, id.0),
            Planning::Enter(None, _, None) | Planning::Open(None, _) => return None,
        };
        Some(RecordKey { kind, id })
    }

    pub(super) fn columns(self) -> Vec<Column> {
        match self {
            Planning::Enter(..) => vec![
                needed("cadre", Input::Cadre),
                needed("post", Input::Post),
                TERM,
                FROM,
                KIND,
                ROUND,
                asked("note", Input::Line),
            ],
            Planning::Leave(_) => {
                vec![needed("removal", REASON), asked("removal-text", Input::Line), FROM, ROUND, NUMBER, DATED]
            }
            Planning::Open(..) => vec![
                needed("unit", Input::Unit),
                TERM,
                KIND,
                needed("year", Input::Number),
                FROM,
                asked("plan", Input::Line),
                asked("plan-date", Input::Day),
            ],
            Planning::Approve(_) => {
                vec![FROM, needed("decision", Input::Line), needed("decision-date", Input::Day)]
            }
            Planning::Submit(_) | Planning::Close(_) => vec![FROM],
        }
    }

    pub(super) fn begin(self, view: &View) -> Vec<String> {
        let term = |term: Option<TermId>| term.and_then(|t| view.term(t)).map(|t| t.id.clone()).unwrap_or_default();
        let open = |post: Option<PostId>, of: Option<TermId>| {
            post.zip(of).and_then(|(post, of)| view.open_round(post, of)).map(|r| r.id.to_string()).unwrap_or_default()
        };
        let known = |column: &Column| match (self, column.id) {
            (_, "from") => view.on.to_string(),
            (Planning::Enter(_, _, Some(cadre)), "cadre") => cadre.to_string(),
            (Planning::Enter(Some(post), ..), "post") => post.to_string(),
            (Planning::Enter(_, of, _) | Planning::Open(_, of), "term") => term(of),
            (Planning::Enter(..) | Planning::Open(..), "plan-kind") => PlanKind::Reviewed.code().to_owned(),
            (Planning::Enter(post, of, _), "round") => open(post, of),
            (Planning::Leave(id), "round") => {
                let entry = view.snapshot.entries.get(&id);
                entry.map(|e| open(Some(e.post), Some(e.term))).unwrap_or_default()
            }
            (Planning::Open(Some(unit), _), "unit") => unit.to_string(),
            (Planning::Open(..), "year") => view.on.year().to_string(),
            _ => String::new(),
        };
        self.columns().iter().map(known).collect()
    }

    pub(super) fn edits(self, records: Records<'_>, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: records.view };
        match self {
            Planning::Enter(..) => enter(&r),
            Planning::Leave(id) => leave(&r, id),
            Planning::Open(..) => open(&r),
            Planning::Submit(id) => submit(&r, id),
            Planning::Approve(id) => approve(&r, id),
            Planning::Close(id) => close(&r, id),
        }
    }
}

fn missing(kind: RecordKind, id: u64) -> Wrong {
    Problem::Missing(RecordKey { kind, id }).into()
}

fn edit(on: Day, was: Option<Record>, is: Option<Record>) -> Edit {
    Edit { nature: Nature::Change(on), was, becomes: is }
}

fn entry_edit(on: Day, was: &Entry, is: Entry) -> Edit {
    edit(on, Some(Record::Entry(was.clone())), Some(Record::Entry(is)))
}

fn enter(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let cadre = r.cadre_or("cadre")?.ok_or(Wrong { column: "cadre", problem: Problem::Needed })?;
    let post = r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?;
    let (term, on, kind) = (r.term("term")?, r.day("from")?, r.coded("plan-kind")?);
    let title = r.view.post(post).and_then(|p| r.view.title(p));
    let over = title.and_then(|t| r.view.years(term, t)).is_some_and(|(_, to)| to <= on);
    if over || !r.view.has_term(post, term) {
        return Err(Wrong { column: "term", problem: Problem::NoTerm });
    }
    let round = r.round_or("round")?;
    if let Some(id) = round {
        still_open(r.view, id, on)?;
    }
    let view = r.view.on(on);
    let order = view.pool(post, term).iter().map(|e| e.order).max().unwrap_or(0).saturating_add(1);
    let entry = Entry {
        stages: vec![Dated { span: Span::since(on), value: Stage::Proposed }],
        order,
        source: view.origination(cadre, post),
        kind,
        round,
        note: r.line("note")?,
        ..Entry::new(EntryId::new(PROVISIONAL, 1), cadre, (post, term), Span::since(on))
    };
    Ok(vec![edit(on, None, Some(Record::Entry(entry)))])
}

/// The round, if it still takes changes on a day.
fn still_open(view: &View, id: RoundId, on: Day) -> Result<&Round, Wrong> {
    let round = view.snapshot.rounds.get(&id).ok_or_else(|| missing(RecordKind::Round, id.0))?;
    let closed = round.closed.is_some_and(|day| day <= on);
    if closed { Err(Wrong { column: "round", problem: Problem::RoundClosed }) } else { Ok(round) }
}

fn leave(r: &Reader<'_>, id: EntryId) -> Result<Vec<Edit>, Wrong> {
    let was = r.view.snapshot.entries.get(&id).ok_or_else(|| missing(RecordKind::Entry, id.0))?;
    let (on, round, decision) = (r.day("from")?, r.round_or("round")?, r.decision("decision", "decision-date")?);
    if on < was.span.from || was.span.to < on {
        return Err(Wrong { column: "from", problem: Problem::OutsideLife(was.span) });
    }
    if let Some(id) = round {
        still_open(r.view, id, on)?;
    }
    let stage = was.stage(on);
    // what was only proposed in this round, or this very day, was never in the pool: it goes without a trace in it
    let fresh = stage == Some(Stage::Proposed) && (was.span.from == on || (round.is_some() && was.round == round));
    if fresh {
        return Ok(vec![edit(on, Some(Record::Entry(Entry::clone(was))), None)]);
    }
    let reason = r.listed("removal", ListName::Removal)?;
    let mut is = Entry::clone(was);
    // a round proposes, its approval removes
    if round.is_none() || decision.is_some() {
        ends(&mut is, on);
    }
    is.removal = Some(Removal { reason, text: r.line("removal-text")?, decision, round });
    Ok(vec![entry_edit(on, was, is)])
}

/// The place ends on a day, and its stage with it.
fn ends(entry: &mut Entry, on: Day) {
    entry.span.to = on;
    entry.stages.retain(|s| s.span.from < on);
}

fn open(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let unit = r.unit_or("unit")?.ok_or(Wrong { column: "unit", problem: Problem::Needed })?;
    let (term, on) = (r.term("term")?, r.day("from")?);
    let round = Round {
        id: RoundId::new(PROVISIONAL, 1),
        unit,
        term,
        kind: r.coded("plan-kind")?,
        year: r.number("year")?,
        opened: on,
        plan: r.decision("plan", "plan-date")?,
        submitted: None,
        approved: None,
        decision: None,
        closed: None,
        steps: Vec::new(),
        note: String::new(),
    };
    let open = r.view.snapshot.rounds.values();
    if open.into_iter().any(|o| o.unit == unit && o.term == term && o.closed.is_none()) {
        return Err(Wrong { column: "unit", problem: Problem::RoundOpen });
    }
    let id = round.id;
    let mut edits = vec![edit(on, None, Some(Record::Round(round)))];
    // what was proposed there before is of this round, else it would be submitted and approved without it
    let then = r.view.on(on);
    for was in loose(&then, unit, term) {
        edits.push(entry_edit(on, was, Entry { round: Some(id), ..Entry::clone(was) }));
    }
    Ok(edits)
}

/// What was proposed for pools of a unit, or of what stands under it, and belongs to no round and to none that is open
/// nearer to it.
fn loose(view: &View, unit: UnitId, term: TermId) -> impl Iterator<Item = &Entry> {
    let waits = move |e: &&Entry| {
        let stage = e.stage(view.on);
        e.term == term && e.round.is_none() && matches!(stage, Some(Stage::Proposed | Stage::UnderReview))
    };
    let lies = move |e: &&Entry| {
        view.post(e.post).is_some_and(|post| Line::ALL.iter().any(|line| view.path(*line, post.unit).contains(&unit)))
    };
    let entries = view.snapshot.entries.values().map(|e| &**e);
    entries.filter(waits).filter(lies).filter(move |e| view.open_round(e.post, term).is_none_or(|r| r.unit == unit))
}

/// The round with its change, and its edit.
fn changed(r: &Reader<'_>, id: RoundId, change: impl FnOnce(&mut Round)) -> Result<(Round, Edit), Wrong> {
    // a day of its own that is on file is not changed by another one
    let was = still_open(r.view, id, Day::MAX).map_err(|w| Wrong { column: "", ..w })?;
    let mut is = was.clone();
    change(&mut is);
    let edit = edit(r.day("from")?, Some(Record::Round(was.clone())), Some(Record::Round(is.clone())));
    Ok((is, edit))
}

fn submit(r: &Reader<'_>, id: RoundId) -> Result<Vec<Edit>, Wrong> {
    let on = r.day("from")?;
    let (_, first) = changed(r, id, |round| round.submitted = Some(on))?;
    let mut edits = vec![first];
    for was in r.view.proposed_in(id) {
        if was.stage(on) == Some(Stage::Proposed) && was.round == Some(id) {
            let mut is = Entry::clone(was);
            change_from(&mut is.stages, on, Stage::UnderReview);
            edits.push(entry_edit(on, was, is));
        }
    }
    Ok(edits)
}

fn approve(r: &Reader<'_>, id: RoundId) -> Result<Vec<Edit>, Wrong> {
    let (on, decision) = (r.day("from")?, r.decision("decision", "decision-date")?);
    if let Some(day) = r.view.snapshot.rounds.get(&id).and_then(|round| round.approved) {
        return Err(Wrong { column: "from", problem: Problem::RoundApproved(day) });
    }
    let given = decision.clone();
    let (_, first) = changed(r, id, |round| (round.approved, round.decision) = (Some(on), given))?;
    let mut edits = vec![first];
    for was in r.view.proposed_in(id) {
        let mut is = Entry::clone(was);
        match &mut is.removal {
            Some(removal) if removal.round == Some(id) && removal.decision.is_none() => {
                removal.decision.clone_from(&decision);
                ends(&mut is, on);
            }
            _ if was.stage(on).is_some_and(|s| s != Stage::Approved) && was.round == Some(id) => {
                change_from(&mut is.stages, on, Stage::Approved);
                is.decision.clone_from(&decision);
            }
            _ => continue,
        }
        edits.push(entry_edit(on, was, is));
    }
    Ok(edits)
}

fn close(r: &Reader<'_>, id: RoundId) -> Result<Vec<Edit>, Wrong> {
    let on = r.day("from")?;
    let (round, first) = changed(r, id, |round| round.closed = Some(on))?;
    let mut edits = vec![first];
    if round.approved.is_some() {
        return Ok(edits);
    }
    for was in r.view.proposed_in(id) {
        let mut is = Entry::clone(was);
        if is.removal.as_ref().is_some_and(|l| l.round == Some(id) && l.decision.is_none()) {
            is.removal = None;
        } else if is.round == Some(id) && is.stage(on).is_some_and(|s| s != Stage::Approved) {
            edits.push(edit(on, Some(Record::Entry(is)), None));
            continue;
        } else {
            continue;
        }
        edits.push(entry_edit(on, was, is));
    }
    Ok(edits)
}
