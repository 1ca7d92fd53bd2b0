//! Sixth step: which of the edits may stand. Each is checked for what must hold of every change, all of them by the hard
//! rules; the rows behind an edit that may not stand are refused.

use super::account::{Refused, RowAccount, RowAddress, RowFault};
use super::draft::Drafts;
use super::map::Map;
use super::trouble::Trouble;
use crate::domain::{Appointment, Day, Edit, Record, RecordKey, Subject};
use crate::policy::{self, Door, Finding, Policy};
use crate::register::View;
use crate::register::check;
use crate::register::history;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

/// What edits are judged by.
pub(super) struct Judge<'a> {
    /// The rules; none where hard rules stop nothing.
    pub(super) rules: Option<&'a Policy>,
    /// Whether the paper of an exception is there, so that only what no paper lifts is refused.
    pub(super) excepted: bool,
    /// The register before the list: what the list only records is no act.
    pub(super) before: &'a View,
    pub(super) today: Day,
    /// Says over which column a problem is told.
    pub(super) map: &'a Map,
}

/// The edits that may stand, and what became of the rows.
pub(super) struct Judged {
    pub(super) edits: Vec<Edit>,
    pub(super) rows: RowAccount,
}

impl Judge<'_> {
    /// Judges what the rows make of the records.
    pub(super) fn judge(&self, drafts: &Drafts<'_>, rows: RowAccount) -> Judged {
        let mut docket = Docket { drafts, edits: drafts.edits(), rows };
        let after = self.check(&mut docket);
        if let Some(policy) = self.rules {
            self.apply_rules(policy, &mut docket, &after);
        }
        docket.refuse_whole_rows();
        docket.close()
    }

    /// Checks the edits one by one, until all that are left stand without those that do not; the register with them.
    fn check(&self, docket: &mut Docket<'_, '_>) -> View {
        let mut out: HashSet<RecordKey> = HashSet::new();
        loop {
            let after = docket.drafts.base.with(docket.edits.iter().cloned());
            let before = out.len();
            for edit in &docket.edits {
                let Some(key) = edit.key() else { continue };
                if let Err(problem) = check::check(std::slice::from_ref(edit), &after.snapshot, self.today) {
                    out.insert(key);
                    // told of the column where the list has one for it, else of the whole row
                    let columns = self.map.columns.iter();
                    let mut of_field = columns.filter(|(_, id)| *id == problem.column()).map(|(heading, _)| heading);
                    let column = of_field.next_back().cloned().unwrap_or_default();
                    docket.rows.refused.extend(refusals(docket.drafts, key, &column, &Trouble::Problem(problem)));
                }
            }
            if out.len() == before {
                return after;
            }
            docket.drop_edits(&out);
        }
    }

    /// Refuses the rows whose records concern somebody or something for which a hard rule is newly broken.
    fn apply_rules(&self, policy: &Policy, docket: &mut Docket<'_, '_>, after: &View) {
        let is_history = |a: &Appointment| history::is_history(&self.before.snapshot, a);
        let door = Door::List(&is_history);
        let mut findings = policy.brought_by(door, &docket.edits, &docket.drafts.base, after, self.today);
        findings.retain(if self.excepted { policy::forbids } else { policy::stops });
        let mut by_subject: BTreeMap<Subject, Vec<&Finding>> = BTreeMap::new();
        for finding in &findings {
            by_subject.entry(finding.subject).or_default().push(finding);
            if let policy::Scope::Pool(post, _) | policy::Scope::Post(post) = finding.scope
                && finding.subject != Subject::Post(post)
            {
                by_subject.entry(Subject::Post(post)).or_default().push(finding);
            }
        }
        if by_subject.is_empty() {
            return;
        }
        let mut out: HashSet<RecordKey> = HashSet::new();
        for edit in &docket.edits {
            let record = edit.becomes.as_ref().or(edit.was.as_ref());
            let subjects = record.map(Record::subjects).unwrap_or_default();
            let mut found: Vec<&Finding> = Vec::new();
            for finding in subjects.iter().filter_map(|s| by_subject.get(s)).flatten() {
                if !found.contains(finding) {
                    found.push(finding);
                }
            }
            if let (false, Some(key)) = (found.is_empty(), edit.key()) {
                out.insert(key);
                for finding in found {
                    let trouble = Trouble::Rule(Box::new(Finding::clone(finding)));
                    docket.rows.refused.extend(refusals(docket.drafts, key, "", &trouble));
                }
            }
        }
        docket.drop_edits(&out);
    }
}

/// Edits while they are judged.
struct Docket<'r, 'a> {
    drafts: &'r Drafts<'a>,
    edits: Vec<Edit>,
    rows: RowAccount,
}

/// A refusal of each row that made a record.
fn refusals(drafts: &Drafts<'_>, key: RecordKey, column: &str, trouble: &Trouble) -> Vec<Refused> {
    let fault = RowFault { column: column.to_owned(), at: None, value: String::new(), trouble: trouble.clone() };
    let refused = |place: &RowAddress| Refused { place: *place, faults: vec![fault.clone()], about: String::new() };
    drafts.rows_of(key).iter().map(refused).collect()
}

impl Docket<'_, '_> {
    fn drop_edits(&mut self, out: &HashSet<RecordKey>) {
        self.edits.retain(|e| e.key().is_none_or(|k| !out.contains(&k)));
    }

    /// A refused row changes nothing: the other records that it is about do not change either, such as the post that would
    /// have been left for the one that is refused.
    fn refuse_whole_rows(&mut self) {
        let drafts = self.drafts;
        loop {
            let why = |r: &Refused| Some((r.place, r.faults.first()?.trouble.clone()));
            let refused: BTreeMap<RowAddress, Trouble> = self.rows.refused.iter().filter_map(why).collect();
            let of_row = |edit: &Edit| drafts.rows_of(edit.key()?).iter().find_map(|place| refused.get(place));
            let (resting, standing): (Vec<Edit>, Vec<Edit>) =
                std::mem::take(&mut self.edits).into_iter().partition(|edit| of_row(edit).is_some());
            self.edits = standing;
            if resting.is_empty() {
                return;
            }
            for edit in &resting {
                if let (Some(trouble), Some(key)) = (of_row(edit), edit.key()) {
                    self.rows.refused.extend(refusals(drafts, key, "", trouble));
                }
            }
        }
    }

    /// One refusal a row, in the order of the file; what is refused is not taken.
    fn close(mut self) -> Judged {
        let mut refused: BTreeMap<RowAddress, Refused> = BTreeMap::new();
        for one in self.rows.refused.drain(..) {
            match refused.entry(one.place) {
                Entry::Vacant(slot) => drop(slot.insert(one)),
                Entry::Occupied(mut slot) => slot.get_mut().join(one),
            }
        }
        self.rows.taken.retain(|row| !refused.contains_key(&row.place));
        self.rows.refused = refused.into_values().collect();
        Judged { edits: self.edits, rows: self.rows }
    }
}
