//! What the rules say of a change: of what it enters, of the pools and lists that it touches, and, aside, of the pools
//! of whoever a changed fact speaks of.

use super::appointment::{breaches, is_history};
use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Edit, Entry, Grades, Kin, PostId, Record, Standing, Statuses, TermId,
    UnitId,
};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Finding, Verdict};
use crate::policy::measure::candidate::{Candidate, reviewed_on};
use crate::policy::rule::Rule;
use crate::policy::ruleset::Policy;
use crate::policy::vocabulary::List;
use std::collections::{BTreeMap, BTreeSet};

/// By which door edits come in. What is entered as an act is judged as one; what a list says of earlier days is recorded.
#[derive(Clone, Copy)]
pub enum Door<'a> {
    /// A form, a command, a step, a batch.
    Act,
    /// A list of people with what they hold and were graded, and whether one of its appointments is history.
    List(&'a dyn Fn(&Appointment) -> bool),
}

impl Door<'_> {
    /// Whether an appointment that is entered is history: recorded, not judged.
    fn records(self, appointment: &Appointment) -> bool {
        matches!(self, Door::List(is_history) if is_history(appointment))
    }
}

/// What edits touch: judged once, however many of them touch it.
#[derive(Default)]
struct Touched {
    /// Pools, each on the day whose rules judge it.
    pools: BTreeSet<(PostId, TermId, Day)>,
    /// People whose places are judged aside.
    cadres: BTreeSet<CadreId>,
    /// Those of them who are graded, or whose unit is.
    graded: BTreeSet<CadreId>,
    /// Units whose grades are judged aside, group by group.
    grading: BTreeSet<UnitId>,
}

/// The day whose rules judge an entry: of its decision once it is approved, else of the day as of which it was drafted;
/// of one that has left, the day on which it did.
fn judged_on(entry: &Entry) -> Day {
    if entry.span.ends() { entry.span.to } else { reviewed_on(entry) }
}

impl Policy {
    /// What the rules say of edits, asked of the register as it would be with them. Facts that change are judged on
    /// `today`; an entry of a pool on the day of its decision, or the day as of which it is drafted.
    ///
    /// Only what is not met is returned.
    #[must_use]
    pub fn judge(&self, edits: &[Edit], after: &dyn Facts, today: Day) -> Vec<Finding> {
        self.judge_by(Door::Act, edits, after, today)
    }

    fn judge_by(&self, door: Door<'_>, edits: &[Edit], after: &dyn Facts, today: Day) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in self.in_force(today) {
            for edit in edits {
                if let Some(record) = &edit.becomes {
                    findings.extend(breaches(rule, record, after, today));
                }
            }
        }
        for edit in edits {
            match &edit.becomes {
                Some(Record::Entry(entry)) => findings.extend(self.entered(entry, after)),
                Some(Record::Rotation(rotation)) => {
                    let was = if let Some(Record::Rotation(was)) = &edit.was { Some(was) } else { None };
                    findings.extend(self.moved(rotation, was, after));
                }
                Some(Record::Appointment(a)) if !door.records(a) => {
                    // of who comes by a move its rules are asked with the move
                    let moves = edits.iter().filter_map(|e| e.becomes.as_ref());
                    let moved = moves
                        .into_iter()
                        .any(|record| matches!(record, Record::Rotation(r) if r.cadre == a.cadre && r.to == a.post));
                    let asks = |rule: &Rule| !moved || rule.applies.moves.is_empty();
                    let history = is_history(after, a);
                    let found = self.appointment_by(after, a, a.decided(), &asks);
                    findings.extend(found.into_iter().map(|f| Finding { aside: f.aside || history, ..f }));
                }
                Some(Record::Round(round)) => {
                    findings.extend(self.round(after, round, round.approved.unwrap_or(today)));
                }
                _ => {}
            }
        }
        let touched = Touched::by(edits, after, today);
        findings.extend(self.pools_touched(&touched.pools, after));
        for cadre in &touched.cadres {
            let mut graded = self.career(after, *cadre, today);
            // to grade is an act of its own: above the unit's grade it is not done without an exception
            let is_act = matches!(door, Door::Act) && touched.graded.contains(cadre);
            graded.iter_mut().for_each(|finding| finding.aside = !is_act);
            findings.extend(graded);
            findings.extend(self.aside(*cadre, after, today));
        }
        let aside = touched.cadres.iter().flat_map(|cadre| self.aside(*cadre, after, today));
        findings.extend(aside);
        let graded = touched.grading.iter().flat_map(|unit| self.grading(after, *unit, today));
        findings.extend(graded.map(|finding| Finding { aside: true, ..finding }));
        findings.retain(|f| f.verdict != Verdict::Met);
        findings.dedup();
        findings
    }

    /// What [`Policy::judge`] finds that edits bring with them: a fault that stood there before, and is no worse now,
    /// stops no other change.
    #[must_use]
    pub fn brought(&self, edits: &[Edit], before: &dyn Facts, after: &dyn Facts, today: Day) -> Vec<Finding> {
        self.brought_by(Door::Act, edits, before, after, today)
    }

    /// The same of what comes in by a door.
    #[must_use]
    pub fn brought_by(
        &self,
        door: Door<'_>,
        edits: &[Edit],
        before: &dyn Facts,
        after: &dyn Facts,
        today: Day,
    ) -> Vec<Finding> {
        let now = self.judge_by(door, edits, after, today);
        if now.is_empty() {
            return now;
        }
        let inverted: Vec<Edit> = edits.iter().cloned().map(Edit::invert).collect();
        // what stood before is asked on the days of what is entered now, so that a list is held against itself
        let mut stood = self.judge_by(door, &inverted, before, today);
        stood.extend(self.pools_touched(&Touched::by(edits, after, today).pools, before));
        let mut known: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
        for finding in &stood {
            known.entry((&*finding.rule, finding.subject, finding.scope)).or_default().push(finding);
        }
        now.into_iter()
            .filter(|f| {
                let stood = known.get(&(&*f.rule, f.subject, f.scope));
                !stood.is_some_and(|old| old.iter().any(|o| o.verdict >= f.verdict && no_worse(f, o)))
            })
            .collect()
    }

    /// What the rules of a day find in what edits enter (places in pools with the pools, appointments), where it is by
    /// the rules of another day that they are judged: what would be said if it were decided now. Met is left out.
    #[must_use]
    pub fn by_rules_of(&self, edits: &[Edit], after: &dyn Facts, day: Day) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut pools = BTreeSet::new();
        for (edit, record) in edits.iter().filter_map(|edit| Some((edit, edit.becomes.as_ref()?))) {
            match record {
                Record::Entry(e) if !e.span.ends() && !self.has_one_law(judged_on(e), day) => {
                    findings.extend(self.gates(after, e.post, e.term, Candidate::of(e), day));
                    pools.insert((e.post, e.term, day));
                }
                Record::Appointment(a)
                    if edit.was.is_none() && !self.has_one_law(a.decided(), day) && !is_history(after, a) =>
                {
                    findings.extend(self.appointment_by(after, a, day, &|_| true));
                }
                _ => {}
            }
        }
        findings.extend(self.pools_touched(&pools, after));
        findings.retain(|f| f.verdict != Verdict::Met);
        findings
    }

    /// A place in a pool that is entered or changed.
    fn entered(&self, entry: &Entry, after: &dyn Facts) -> Vec<Finding> {
        if entry.span.ends() {
            return Vec::new();
        }
        self.gates(after, entry.post, entry.term, Candidate::of(entry), judged_on(entry))
    }

    /// Pools that are touched, and the lists that they are part of.
    fn pools_touched(&self, pools: &BTreeSet<(PostId, TermId, Day)>, facts: &dyn Facts) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut lists: BTreeSet<(List, TermId, Day)> = BTreeSet::new();
        for (id, term, on) in pools {
            findings.extend(self.pool(facts, *id, *term, *on).findings);
            let list = facts.post(*id).and_then(|post| self.list_of(facts, post));
            lists.extend(list.map(|list| (list, *term, *on)));
        }
        for (list, term, on) in lists {
            findings.extend(self.list(facts, list, term, on).findings);
        }
        findings
    }

    /// Every place of somebody in a pool: said because a fact changed, not to refuse the fact.
    fn aside(&self, cadre: CadreId, facts: &dyn Facts, today: Day) -> Vec<Finding> {
        let mut findings = Vec::new();
        for entry in facts.planned(cadre).into_iter().filter(|e| e.span.holds(today)) {
            findings.extend(self.gates(facts, entry.post, entry.term, Candidate::of(entry), today));
        }
        for finding in &mut findings {
            finding.aside = true;
        }
        findings
    }
}

impl Touched {
    fn by(edits: &[Edit], facts: &dyn Facts, today: Day) -> Touched {
        let mut touched = Touched::default();
        for record in edits.iter().flat_map(|e| [&e.was, &e.becomes]).flatten() {
            touched.see(record, facts, today);
        }
        touched
    }

    fn see(&mut self, record: &Record, facts: &dyn Facts, today: Day) {
        match record {
            Record::Entry(e) => {
                self.pools.insert((e.post, e.term, judged_on(e)));
            }
            Record::Post(post) => {
                let entries = facts.pool(post.id);
                self.pools.extend(entries.iter().filter(|e| e.span.holds(today)).map(|e| (e.post, e.term, today)));
            }
            Record::Appointment(a) => {
                self.cadres.insert(a.cadre);
            }
            Record::UnitGrades(grades) => {
                self.grading.insert(grades.unit);
                let holders = facts.posts(grades.unit).into_iter().flat_map(|p| facts.holders(p.id));
                let holders: Vec<CadreId> = holders.map(|a| a.cadre).collect();
                self.graded.extend(&holders);
                self.cadres.extend(holders);
            }
            Record::Grades(Grades { cadre, .. }) => {
                self.graded.insert(*cadre);
                let held = facts.career(*cadre).into_iter().filter(|a| !a.concurrent);
                self.grading.extend(held.filter_map(|a| facts.post(a.post)).map(|post| post.unit));
                self.cadres.insert(*cadre);
            }
            Record::Cadre(Cadre { id: cadre, .. })
            | Record::Standing(Standing { cadre, .. })
            | Record::Conduct(Conduct { cadre, .. })
            | Record::Kin(Kin { cadre, .. })
            | Record::Statuses(Statuses { cadre, .. }) => {
                self.cadres.insert(*cadre);
            }
            // a rule that changes is never refused for what it then finds
            Record::Ruling(_)
            | Record::Unit(_)
            | Record::Round(_)
            | Record::Rotation(_)
            | Record::Training(_)
            | Record::Dossier(_) => {}
        }
    }
}

/// Whether a fault is no further from its limit than it was, on the same side of it.
fn no_worse(now: &Finding, then: &Finding) -> bool {
    if now.measured == then.measured && now.limit == then.limit {
        return true;
    }
    let (Some(new), Some(old)) = (pair(now.measured), pair(then.measured)) else { return false };
    // how a ratio or a number stands to another, by cross multiplication
    let compare =
        |a: (i64, i64), b: (i64, i64)| (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1)));
    let under = |limit: Amount, m| pair(limit).is_some_and(|l| compare(m, l).is_lt());
    let over = |limit: Amount, m| pair(limit).is_some_and(|l| compare(m, l).is_gt());
    if under(now.limit.least, new) && under(then.limit.least, old) {
        return compare(new, old).is_ge();
    }
    over(now.limit.most, new) && over(then.limit.most, old) && compare(new, old).is_le()
}

/// A number as a ratio.
fn pair(amount: Amount) -> Option<(i64, i64)> {
    match amount {
        Amount::Count(n) | Amount::Months(n) | Amount::Years(n) => Some((n, 1)),
        Amount::Ratio(part, whole) if whole > 0 => Some((part, whole)),
        _ => None,
    }
}
