//! What stands between a plan and the register: what must hold of every change, and the hard rules.

use super::plan::{Asked, Fault, Plan, Refused};
use super::trouble::Trouble;
use super::work::{Place, Works};
use crate::domain::{Edit, RecordKey, Subject};
use crate::policy::{self, Finding};
use crate::register::View;
use crate::register::check;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

/// Checks the edits one by one and refuses the rows of those that cannot stand, and of those that rest on them.
pub(super) fn judge(asked: &Asked<'_>, base: &View, works: &Works<'_>, plan: &mut Plan) {
    let mut edits = works.edits();
    let mut out: HashSet<RecordKey> = HashSet::new();
    let after = loop {
        let after = base.with(edits.iter().cloned());
        let before = out.len();
        for edit in &edits {
            let Some(key) = edit.key() else { continue };
            if let Err(problem) = check::check(std::slice::from_ref(edit), &after.snapshot, asked.today) {
                out.insert(key);
                // said of the column where the list has one for it, else of the whole row
                let columns = asked.map.columns.iter();
                let mut column = columns.filter(|(_, id)| *id == problem.column()).map(|(heading, _)| heading.as_str());
                refuse(plan, works, key, column.next_back().unwrap_or_default(), &Trouble::Problem(problem.clone()));
            }
        }
        if out.len() == before {
            break after;
        }
        edits.retain(|e| e.key().is_none_or(|k| !out.contains(&k)));
    };
    // what comes into a register without people stood elsewhere; the writer takes it so too
    if !asked.exception && !asked.view.snapshot.cadres.is_empty() {
        by_rules(asked, works, plan, &mut edits, (base, &after));
    }
    whole_rows(works, plan, &mut edits);
    let mut gone: BTreeMap<Place, Refused> = BTreeMap::new();
    for refused in plan.refused.drain(..) {
        match gone.entry(refused.place) {
            Entry::Vacant(slot) => drop(slot.insert(refused)),
            Entry::Occupied(mut slot) => slot.get_mut().join(refused),
        }
    }
    plan.lines.retain(|l| !gone.contains_key(&l.place));
    plan.refused = gone.into_values().collect();
    plan.edits = edits;
}

/// The rows that made a record are refused.
fn refuse(plan: &mut Plan, works: &Works<'_>, key: RecordKey, column: &str, trouble: &Trouble) {
    for place in works.rows_of(key) {
        let fault = Fault { column: column.to_owned(), at: None, value: String::new(), trouble: trouble.clone() };
        plan.refused.push(Refused { place: *place, faults: vec![fault], about: String::new() });
    }
}

/// A refused row changes nothing: not the other records either that it speaks of, such as the post that would have been
/// left for the one that is refused.
fn whole_rows(works: &Works<'_>, plan: &mut Plan, edits: &mut Vec<Edit>) {
    loop {
        let why = |r: &Refused| Some((r.place, r.faults.first()?.trouble.clone()));
        let refused: BTreeMap<Place, Trouble> = plan.refused.iter().filter_map(why).collect();
        let of_row = |edit: &Edit| works.rows_of(edit.key()?).iter().find_map(|place| refused.get(place));
        let (resting, standing): (Vec<Edit>, Vec<Edit>) =
            std::mem::take(edits).into_iter().partition(|edit| of_row(edit).is_some());
        *edits = standing;
        if resting.is_empty() {
            return;
        }
        for edit in &resting {
            if let (Some(trouble), Some(key)) = (of_row(edit), edit.key()) {
                refuse(plan, works, key, "", trouble);
            }
        }
    }
}

/// A hard rule refuses the rows that speak of whom it is broken by.
fn by_rules(
    asked: &Asked<'_>,
    works: &Works<'_>,
    plan: &mut Plan,
    edits: &mut Vec<Edit>,
    (before, after): (&View, &View),
) {
    let mut findings: Vec<Finding> = asked.policy.brought(edits, before, after, asked.today);
    findings.retain(policy::stops);
    if findings.is_empty() {
        return;
    }
    let mut by_subject: BTreeMap<Subject, &Finding> = BTreeMap::new();
    for finding in &findings {
        by_subject.entry(finding.subject).or_insert(finding);
        if let policy::Scope::Pool(post, _) = finding.scope {
            by_subject.entry(Subject::Post(post)).or_insert(finding);
        }
    }
    let mut out: HashSet<RecordKey> = HashSet::new();
    for edit in edits.iter() {
        let record = edit.becomes.as_ref().or(edit.was.as_ref());
        let found = record.and_then(|r| r.subjects().into_iter().find_map(|s| by_subject.get(&s)));
        if let (Some(finding), Some(key)) = (found, edit.key()) {
            out.insert(key);
            refuse(plan, works, key, "", &Trouble::Rule(Box::new((*finding).clone())));
        }
    }
    edits.retain(|e| e.key().is_none_or(|k| !out.contains(&k)));
}
