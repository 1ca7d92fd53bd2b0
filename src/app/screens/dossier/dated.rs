//! What a dossier tells by days: posts, grades, conduct. What is on file for a day after the one that is looked at is
//! not told as so on that day, but apart, under a heading of its own.

use super::form2c::{edit_last, entry, of_appointment, span};
use crate::app::parts::page::{Look, Page, Row, Target};
use crate::app::session::Session;
use crate::app::words::terms;
use crate::domain::{Act, Cadre, CadreId, Day, Decision, Period};
use crate::register::fields::Sheet;

/// What is on file for a day after the one that is looked at: it stands apart, below what was so on the day.
#[derive(Default)]
pub(super) struct Later(Vec<Row>);

impl Later {
    /// The last row of the page is of a later day.
    pub(super) fn take(&mut self, page: &mut Page) {
        self.0.extend(page.rows.pop().map(|row| Row { look: Look::Quiet, ..row }));
    }

    /// Puts them below.
    pub(super) fn below(self, cx: &Session, page: &mut Page) {
        if !self.0.is_empty() {
            page.heading(&cx.words.fill("dossier.after", &[cx.view.on.to_string()]));
            page.rows.extend(self.0);
        }
    }
}

/// Posts, the newest first: those that began by the day, as they stood on it.
pub(super) fn career(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    let mut later = Later::default();
    for (appointment, post) in view.career(cadre.id) {
        let Some(post) = post else { continue };
        // as it was called then
        let name = words.post(&view.on(appointment.span.from), post);
        let (begins_later, ends_later) = (appointment.span.from > view.on, appointment.span.to > view.on);
        let ended = |ended: &Act| words.fill("dossier.ended", &[words.get(terms::act(ended.kind))]);
        let mut text = format!("{name} · {}", words.get(terms::act(appointment.began.kind)));
        text.push_str(&decision(appointment.began.decision.as_ref()));
        if let Some(act) = appointment.ended.as_ref().filter(|_| begins_later || !ends_later) {
            text.push_str(&format!(" · {}", ended(act)));
        }
        if appointment.concurrent {
            text.push_str(&format!(" · {}", words.get("dossier.concurrent")));
        }
        if let Some(day) = appointment.term_ends {
            text.push_str(&format!(" · {}", words.fill("dossier.term-ends", &[day.to_string()])));
        }
        let label = if appointment.span.ends() && (begins_later || !ends_later) {
            format!("{} – {}", appointment.span.from, appointment.span.to.prev())
        } else {
            format!("{} –", appointment.span.from)
        };
        page.link(label, text, Some(Target::Unit(post.unit)));
        edit_last(page, of_appointment(appointment.id));
        if begins_later {
            later.take(page);
        } else if ends_later && appointment.span.ends() {
            let act = appointment.ended.as_ref().map(|act| ended(act) + &decision(act.decision.as_ref()));
            let said = [Some(name.clone()), act].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            page.link(format!("– {}", appointment.span.to.prev()), said, Some(Target::Unit(post.unit)));
            edit_last(page, of_appointment(appointment.id));
            later.take(page);
        }
    }
    for (at, line) in cx.texts.texts.dossier.iter().flat_map(|texts| texts.career.iter().enumerate().rev()) {
        let to = line.to.map(|d| d.to_string()).unwrap_or_default();
        page.link(format!("{} – {to}", line.from), line.text.clone(), None);
        edit_last(page, entry(Sheet::Career, cadre.id, at));
    }
    later.below(cx, page);
}

fn period(cx: &Session, period: Period) -> String {
    let words = &cx.words;
    match period {
        Period::Year(y) => words.fill("period.year", &[y.to_string()]),
        Period::Quarter(y, q) => words.fill("period.quarter", &[y.to_string(), q.to_string()]),
        Period::Month(y, m) => words.fill("period.month", &[format!("{m:02}/{y}")]),
        Period::Term(y) => words.fill("period.term", &[y.to_string()]),
    }
}

fn decision(decision: Option<&Decision>) -> String {
    decision.map(|d| format!(" · {} {}", d.number, d.on)).unwrap_or_default()
}

/// Grades, the newest first: those of periods that were over, or nearly, on the day.
pub(super) fn grades(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let words = &cx.words;
    let mut later = Later::default();
    for (at, graded) in cx.view.snapshot.grades.get(&cadre.id).iter().flat_map(|g| g.rows.iter().enumerate().rev()) {
        let text = match graded.grade {
            Some(grade) => words.get(terms::grade(grade)),
            None => words.get("grade.none"),
        };
        page.entered(entry(Sheet::Grade, cadre.id, at), &period(cx, graded.period), text);
        if graded.period.graded_from().is_some_and(|day| cx.view.on < day) {
            later.take(page);
        }
    }
    later.below(cx, page);
}

/// A row of a record: since when it holds, its label, what it says.
type Dated = (Day, String, String);

/// A heading with its rows, the newest first; where there are none it says so, and in the meeting mode that it is
/// hidden. Rows come in the order of the record; those of a later day stand below all.
fn section(
    (cx, page, later): (&Session, &mut Page, &mut Later),
    key: &str,
    (sheet, cadre): (Sheet, CadreId),
    rows: impl Iterator<Item = Dated>,
) {
    let words = &cx.words;
    page.heading(words.get(key));
    if sheet.is_sensitive() && cx.meeting {
        return page.quiet(words.get("meeting.hidden"));
    }
    let rows: Vec<Dated> = rows.collect();
    if rows.iter().all(|(from, ..)| *from > cx.view.on) {
        page.quiet(words.get("dossier.nothing"));
    }
    for (at, (from, label, text)) in rows.into_iter().enumerate().rev() {
        page.entered(entry(sheet, cadre, at), &label, text);
        if from > cx.view.on {
            later.take(page);
        }
    }
}

/// Praise, discipline, conclusions and votes.
pub(super) fn conduct(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let (words, snapshot) = (&cx.words, &cx.view.snapshot);
    let mut later = Later::default();
    let conduct = snapshot.conduct.get(&cadre.id);
    let praise = conduct.iter().flat_map(|c| &c.praise).map(|p| {
        let text = format!("{} · {}", terms::praise(cx, p.form), p.product);
        (p.on.earliest(), p.on.to_string(), text)
    });
    section((cx, page, &mut later), "dossier.praise", (Sheet::Praise, cadre.id), praise);
    let discipline = conduct.iter().flat_map(|c| &c.discipline).map(|d| {
        let by = words.get(if d.by_party { "dossier.by-party" } else { "dossier.by-government" });
        let text = format!("{} ({by}){}", words.get(terms::measure(d.measure)), decision(d.decision.as_ref()));
        (d.span.from, span(cx, d.span), text)
    });
    section((cx, page, &mut later), "dossier.discipline", (Sheet::Discipline, cadre.id), discipline);
    let standing = snapshot.standing.get(&cadre.id);
    // number, date and outcome: nothing else of a conclusion is kept or shown
    let conclusions = standing
        .iter()
        .flat_map(|s| &s.conclusions)
        .map(|c| (c.on, c.on.to_string(), format!("{} · {}", c.number, words.get(terms::outcome(c.outcome)))));
    section((cx, page, &mut later), "dossier.conclusions", (Sheet::Conclusion, cadre.id), conclusions);
    let votes = standing.iter().flat_map(|s| &s.votes).map(|v| {
        let counts = [v.high, v.trusted, v.low, v.returned].map(|n| words.number(n));
        (v.on, v.on.to_string(), words.fill("dossier.vote", &counts))
    });
    section((cx, page, &mut later), "dossier.votes", (Sheet::Vote, cadre.id), votes);
    later.below(cx, page);
}
