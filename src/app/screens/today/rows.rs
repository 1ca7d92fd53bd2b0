//! Rows of the start screen: lines of work, committees, places that were opened last.

use super::{Lead, Numbers, Part, Piece, Row};
use crate::app::overlays::find;
use crate::app::screens::today::Today;
use crate::app::session::Session;
use crate::app::words::findings;
use crate::domain::{Day, TermId};
use crate::register::agenda::{Body, Group, Measure, WorkLine};

/// How many places that were opened last are shown.
const RECENT: usize = 6;

/// All rows, part by part.
pub fn all(state: &Today, cx: &Session) -> Vec<Row> {
    let words = &cx.words;
    let mut rows = Vec::new();
    if let Some(agenda) = &state.agenda {
        for line in agenda.lines.iter().filter(|line| !(cx.meeting && line.sensitive)) {
            rows.push(Row {
                part: if line.group == Group::Due { Part::Due } else { Part::Ahead },
                count: line.count.map(|n| words.number(n)).unwrap_or_default(),
                text: text(cx, line),
                day: line.day.map(|d| d.to_string()).unwrap_or_default(),
                numbers: None,
                source: line.source.clone(),
                lead: Lead::Line(line.leads.clone()),
            });
        }
        let first = agenda.bodies.first().map(|body| body.term).or_else(|| agenda.unplanned.first().copied());
        let part = |term: TermId| if Some(term) == first { Part::Bodies } else { Part::Beside };
        rows.extend(agenda.bodies.iter().map(|body| of_body(cx, body, part(body.term))));
        rows.extend(agenda.unplanned.iter().map(|term| unplanned(cx, *term, part(*term))));
    }
    rows.extend(missed_rows(state, cx));
    let recent = find::choices(cx).into_iter().take(RECENT).filter_map(|choice| Some((choice.what?, choice.text)));
    rows.extend(recent.map(|(found, text)| Row {
        part: Part::Recent,
        count: String::new(),
        text,
        day: String::new(),
        numbers: None,
        source: String::new(),
        lead: Lead::Place(found),
    }));
    rows.sort_by_key(|row| row.part);
    rows
}

/// What a line says, with what of it is counted by a cautious end or with a gap.
fn text(cx: &Session, line: &WorkLine) -> String {
    let words = &cx.words;
    let mut said = vec![words.pick(&line.vi, &line.en).to_owned()];
    if line.by_year > 0 {
        said.push(words.fill("today.by-year", &[words.number(line.by_year)]));
    }
    said.extend(line.holidays_unknown.map(|year| words.fill("today.no-holidays", &[year.to_string()])));
    said.join(" · ")
}

/// A term for which nobody is planned yet: it leads to its pools, and no norm speaks of it.
fn unplanned(cx: &Session, term: TermId, part: Part) -> Row {
    Row {
        part,
        count: String::new(),
        text: cx.words.get("today.unplanned").to_owned(),
        day: String::new(),
        numbers: None,
        source: String::new(),
        lead: Lead::Pool(None, term),
    }
}

fn of_body(cx: &Session, body: &Body, part: Part) -> Row {
    let words = &cx.words;
    let piece = |text: String, measure: Measure| Piece { text, verdict: measure.verdict };
    let share = |part: i64| findings::share(part, body.planned, words.lang);
    // a birth of which only the year is known may leave open who is young
    let young = if body.young.least == body.young.most {
        share(body.young.least)
    } else {
        format!("{}–{}", share(body.young.least), share(body.young.most))
    };
    // a committee without seats is one of which nobody has said how many it has
    let seats = if body.seats > 0 { words.number(body.seats.unsigned_abs()) } else { words.seats(None) };
    let numbers = Numbers {
        planned: format!("{}/{}", words.number(body.planned.unsigned_abs()), seats),
        coefficient: piece(findings::ratio(body.planned, body.seats, words.lang), body.coefficient),
        fill: fill(body),
        shares: [
            piece(share(body.women), body.of_women),
            piece(share(body.minority), body.of_minority),
            piece(young, body.of_young),
        ],
    };
    let post = body.lists.first().filter(|_| body.lists.len() == 1).and_then(|list| {
        let posts = cx.policy.posts_of(&cx.view, *list, cx.view.on);
        posts.first().map(|p| p.id)
    });
    let met = body.coefficient;
    let name = words.pick(&body.vi, &body.en).to_owned();
    Row {
        part,
        count: if met.judged > 1 {
            words.fill("today.met", &[met.met.to_string(), met.judged.to_string()])
        } else {
            String::new()
        },
        text: name,
        day: String::new(),
        numbers: Some(numbers),
        source: String::new(),
        lead: Lead::Pool(post, body.term),
    }
}

/// People against the most that the norm allows, in hundredths; what is above it fills the gauge.
fn fill(body: &Body) -> u16 {
    let (people, seats) = body.most.unwrap_or((2, 1));
    let full = body.seats.saturating_mul(people);
    let part = body.planned.saturating_mul(seats).saturating_mul(100).checked_div(full).unwrap_or(0);
    u16::try_from(part.clamp(0, 100)).unwrap_or(0)
}

/// The lines that lead to the indicators.
fn missed_rows(state: &Today, cx: &Session) -> Vec<Row> {
    let Some(missed) = state.missed else { return Vec::new() };
    let words = &cx.words;
    let row = |part: Part, count: usize, key: &str, day: Option<Day>, overdue: bool| Row {
        part,
        count: words.number(count),
        text: words.get(key).to_owned(),
        day: day.map(|d| d.to_string()).unwrap_or_default(),
        numbers: None,
        source: String::new(),
        lead: Lead::Indicators(overdue),
    };
    let overdue = (missed.overdue > 0).then(|| row(Part::Due, missed.overdue, "today.indicators-overdue", None, true));
    let open = (missed.open > 0).then(|| row(Part::Ahead, missed.open, "today.indicators", missed.next, false));
    overdue.into_iter().chain(open).collect()
}
