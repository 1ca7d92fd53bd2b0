//! Rows of a cadre's records as `show` prints them, those of later days apart.

use super::text::{ends, partial, slug};
use crate::cli::shared::naming;
use crate::domain::{Appointment, Day, Post};
use crate::register::View;
use crate::register::catalogue::ListName;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Before {
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Graded {
    pub(super) period: String,
    pub(super) grade: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Course {
    pub(super) subject: String,
    pub(super) school: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) form: String,
    pub(super) certificate: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Conclusion {
    pub(super) number: String,
    pub(super) on: String,
    pub(super) outcome: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Vote {
    pub(super) on: String,
    pub(super) returned: u16,
    pub(super) high: u16,
    pub(super) trusted: u16,
    pub(super) low: u16,
}

#[derive(Debug, Serialize)]
pub(super) struct Discipline {
    pub(super) measure: String,
    pub(super) by_party: bool,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Praise {
    pub(super) form: Option<String>,
    pub(super) on: String,
    pub(super) product: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Relative {
    pub(super) relation: Option<String>,
    pub(super) cadre: Option<String>,
    pub(super) name: String,
    pub(super) born: Option<String>,
    pub(super) about: String,
}

pub(super) fn before(line: crate::domain::CareerLine) -> Before {
    Before { from: partial(line.from), to: line.to.map(partial), text: line.text }
}

pub(super) fn graded(graded: &crate::domain::Graded) -> Graded {
    Graded { period: graded.period.to_string(), grade: graded.grade.map(|g| slug(&g)) }
}

pub(super) fn course(course: crate::domain::Course) -> Course {
    let crate::domain::Course { subject, school, from, to, form, certificate } = course;
    Course { subject, school, from: from.map(partial), to: to.map(partial), form, certificate }
}

pub(super) fn conclusion(c: &crate::domain::Conclusion) -> Conclusion {
    Conclusion { number: c.number.clone(), on: c.on.iso(), outcome: slug(&c.outcome) }
}

pub(super) fn vote(v: &crate::domain::Vote) -> Vote {
    Vote { on: v.on.iso(), returned: v.returned, high: v.high, trusted: v.trusted, low: v.low }
}

pub(super) fn discipline(d: &crate::domain::Discipline) -> Discipline {
    let (from, to) = ends(d.span);
    Discipline { measure: slug(&d.measure), by_party: d.by_party, from, to }
}

pub(super) fn praise(view: &View, p: &crate::domain::Praise) -> Praise {
    let form = view.catalogue.lists().get(ListName::Praise, p.form).map(|e| e.vi.clone());
    Praise { form, on: partial(p.on), product: p.product.clone() }
}

pub(super) fn relative(view: &View, r: &crate::domain::Relative) -> Relative {
    Relative {
        relation: view.catalogue.lists().get(ListName::Relation, r.relation).map(|e| e.vi.clone()),
        cadre: r.cadre.map(|c| c.to_string()),
        name: r.cadre.and_then(|c| view.cadre(c)).map_or_else(|| r.name.clone(), |c| c.name.clone()),
        born: r.born.map(partial),
        about: r.about.clone(),
    }
}

/// What is on file for later days: what begins or ends then, what is dated then.
#[derive(Debug, Default, Serialize)]
pub(super) struct After {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) career: Vec<Held>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) grades: Vec<Graded>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) conclusions: Vec<Conclusion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) votes: Vec<Vote>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) discipline: Vec<Discipline>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) praise: Vec<Praise>,
}

impl After {
    pub(super) fn is_empty(&self) -> bool {
        let dated = self.conclusions.is_empty() && self.votes.is_empty() && self.discipline.is_empty();
        dated && self.career.is_empty() && self.grades.is_empty() && self.praise.is_empty()
    }
}

/// What was so by a day, and what is dated after it.
pub(super) fn parted<'r, R, T>(
    rows: &'r [R],
    (on, dated): (Day, impl Fn(&R) -> Day),
    told: impl Fn(&'r R) -> T,
) -> (Vec<T>, Vec<T>) {
    let (later, by): (Vec<&R>, Vec<&R>) = rows.iter().partition(|row| dated(row) > on);
    (by.into_iter().map(&told).collect(), later.into_iter().map(&told).collect())
}

#[derive(Debug, Serialize)]
pub(super) struct Held {
    /// The appointment, as `end` and `edit` are told it.
    pub(super) id: String,
    pub(super) post: String,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) unit_id: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) concurrent: bool,
    pub(super) began: String,
    pub(super) ended: Option<String>,
    pub(super) decision: Option<String>,
    /// Paper of the authority that decided it as a special case.
    pub(super) exception: Option<String>,
}

impl Held {
    /// As it stood on a day: what ended after it had not ended on it.
    pub(super) fn seen_on(self, on: Day) -> Held {
        if self.to.as_deref().is_some_and(|to| to >= on.iso().as_str()) {
            Held { to: None, ended: None, ..self }
        } else {
            self
        }
    }
}

/// An appointment; the unit is named as it was called when it began.
pub(super) fn held(view: &View, appointment: &Appointment, post: Option<&Post>) -> Held {
    let (from, to) = ends(appointment.span);
    let then = if appointment.span.from == Day::MIN { view.clone() } else { view.on(appointment.span.from) };
    Held {
        id: appointment.id.to_string(),
        post: appointment.post.to_string(),
        title: post.map(|p| then.titled(p).vi.to_owned()).unwrap_or_default(),
        unit: post.map(|p| naming::unit_name(&then, p.unit)).unwrap_or_default(),
        unit_id: post.map(|p| p.unit.to_string()),
        from,
        to,
        concurrent: appointment.concurrent,
        began: slug(&appointment.began.kind),
        ended: appointment.ended.as_ref().map(|a| slug(&a.kind)),
        decision: appointment.began.decision.as_ref().map(|d| d.number.clone()),
        exception: appointment.exception.as_ref().map(|e| e.document.clone()),
    }
}
