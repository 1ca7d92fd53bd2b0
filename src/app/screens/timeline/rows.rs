//! What the bars are of: the appointments of a cadre; the leading posts of a unit with their holders and vacancies.

use super::bars::{Bar, Sign};
use crate::app::parts::page::Target;
use crate::app::session::Session;
use crate::app::words::{retirement, terms};
use crate::domain::{ActKind, Appointment, CadreId, Day, Ladder, Line as Hierarchy, Post, Span, Subject, UnitId};
use crate::policy::Retires;
use std::sync::Arc;

/// A row before it is painted.
#[derive(Debug, Clone)]
pub struct Line {
    /// Label of the row.
    pub label: String,
    /// Whether it heads the rows after it.
    pub head: bool,
    pub bars: Vec<Bar>,
    /// Where it leads.
    pub target: Option<Target>,
    /// All of it in words.
    pub detail: [String; 2],
}

/// The rows of a subject.
pub fn of(cx: &Session, subject: Subject) -> Vec<Line> {
    match subject {
        Subject::Cadre(cadre) => of_cadre(cx, cadre),
        Subject::Unit(unit) => of_unit(cx, unit),
        Subject::Post(post) => cx.view.post(post).map(|post| of_post(cx, post)).unwrap_or_default(),
    }
}

fn sign(appointment: &Appointment) -> Sign {
    match appointment.began.kind {
        ActKind::Rotated => Sign::Rotated,
        _ if appointment.concurrent => Sign::Concurrent,
        _ => Sign::Main,
    }
}

/// Days and months of a span: "01/07/2021 – nay · 34 tháng".
fn years(cx: &Session, span: Span) -> String {
    let (words, on) = (&cx.words, cx.view.on);
    let until = if span.ends() { span.to } else { on.max(span.from) };
    let last = if span.ends() { span.to.prev().to_string() } else { words.get("timeline.now").to_owned() };
    let months = words.number(span.from.months_until(until));
    words.fill("timeline.span", &[span.from.to_string(), last, months])
}

/// How it began and ended, with the papers.
fn acts(cx: &Session, appointment: &Appointment) -> String {
    let words = &cx.words;
    let said = |act: &crate::domain::Act| {
        let paper = act.decision.as_ref().map(|d| format!(" {} {}", d.number, d.on)).unwrap_or_default();
        format!("{}{paper}", words.get(terms::act(act.kind)))
    };
    let mut parts = vec![said(&appointment.began)];
    if let Some(ended) = &appointment.ended {
        parts.push(words.fill("dossier.ended", &[&said(ended)]));
    }
    if appointment.concurrent {
        parts.push(words.get("dossier.concurrent").to_owned());
    }
    parts.join(" · ")
}

fn title(cx: &Session, post: &Post) -> String {
    cx.words.titled(&cx.view, post).to_owned()
}

/// A unit as it was called when something began there.
fn unit_then(cx: &Session, post: &Post, from: Day) -> String {
    let line = cx.view.title(post).map_or(Hierarchy::Territory, |t| t.line);
    cx.view.on(from).called_in_full(line, post.unit)
}

fn of_cadre(cx: &Session, cadre: CadreId) -> Vec<Line> {
    let mut career = cx.view.career(cadre);
    career.reverse();
    let row = |(appointment, post): (&Arc<Appointment>, Option<&Arc<Post>>)| {
        let post = post?;
        let (title, unit) = (title(cx, post), unit_then(cx, post, appointment.span.from));
        let detail =
            [format!("{title} · {unit}"), format!("{} · {}", years(cx, appointment.span), acts(cx, appointment))];
        Some(Line {
            label: title,
            head: false,
            bars: vec![Bar::of(appointment.span, sign(appointment))],
            target: Some(Target::Unit(post.unit)),
            detail,
        })
    };
    career.into_iter().filter_map(row).chain(retires(cx, cadre)).collect()
}

/// The month of retirement as a mark on its day; where only the year of birth is known, from the first to the last.
fn retires(cx: &Session, cadre: CadreId) -> Option<Line> {
    let card = cx.view.cadre(cadre)?;
    let retirement = cx.view.retirement(card);
    let bars = match retirement.when {
        Retires::On(earliest, latest) => {
            let ends = if earliest == latest { vec![earliest] } else { vec![earliest, latest] };
            ends.into_iter().map(|day| Bar::mark(day, Sign::Retires)).collect()
        }
        Retires::Unknown => Vec::new(),
    };
    let label = cx.words.get("timeline.retires-row").to_owned();
    let detail = [label.clone(), retirement::said(&cx.words, &retirement)];
    Some(Line { label, head: false, bars, target: None, detail })
}

/// Leading posts in the order of protocol, each with those who have held it.
fn of_unit(cx: &Session, unit: UnitId) -> Vec<Line> {
    let leads = |post: &&Arc<Post>| cx.view.title(post).is_some_and(|t| t.ladder == Ladder::Leadership);
    let mut posts: Vec<&Arc<Post>> = cx.view.snapshot.posts_of(unit).filter(leads).collect();
    posts.sort_by_key(|p| (cx.view.title(p).map(|t| t.order), p.id));
    posts.into_iter().flat_map(|post| of_post(cx, post)).collect()
}

fn of_post(cx: &Session, post: &Arc<Post>) -> Vec<Line> {
    let view = &cx.view;
    let mut held: Vec<&Arc<Appointment>> = view.snapshot.holders_of(post.id).collect();
    held.sort_by_key(|a| (a.span.from, a.id));
    let name = title(cx, post);
    let unit = unit_then(cx, post, view.on.max(post.span.from).min(post.span.to.prev()));
    let (vacant, seats) = (vacancies(cx, post, &held), cx.words.seats(post.known_seats(view.on)));
    let now = vacant.iter().find(|span| span.holds(view.on)).map(|span| years(cx, *span));
    let said = now.map_or_else(
        || cx.words.fill("timeline.seats", std::slice::from_ref(&seats)),
        |since| cx.words.fill("timeline.vacant-since", &[seats.clone(), since]),
    );
    let head = Line {
        label: name.clone(),
        head: true,
        bars: vacant.into_iter().map(|span| Bar::of(span, Sign::Vacant)).collect(),
        target: Some(Target::Post(post.id)),
        detail: [format!("{name} · {unit}"), said],
    };
    let holder = |a: &Arc<Appointment>| {
        let who = view.cadre(a.cadre)?;
        let detail = [format!("{} · {name}", who.name), format!("{} · {}", years(cx, a.span), acts(cx, a))];
        Some(Line {
            label: who.name.clone(),
            head: false,
            bars: vec![Bar::of(a.span, sign(a))],
            target: Some(Target::Cadre(a.cadre)),
            detail,
        })
    };
    std::iter::once(head).chain(held.into_iter().filter_map(holder)).collect()
}

/// When a post had a seat that nobody held, until the day that is looked at.
fn vacancies(cx: &Session, post: &Post, held: &[&Arc<Appointment>]) -> Vec<Span> {
    let on = cx.view.on;
    // nothing changes between two of these days
    let mut days: Vec<Day> = held.iter().flat_map(|a| [a.span.from, a.span.to]).collect();
    days.extend(post.seats.iter().flat_map(|s| [s.span.from, s.span.to]));
    // what stood before the first record of a holder is not known, and is no vacancy
    let known = held.iter().map(|a| a.span.from).min().unwrap_or(post.span.from).max(post.span.from);
    days.push(known);
    days.retain(|day| (known..=on).contains(day));
    days.sort_unstable();
    days.dedup();
    let mut out: Vec<Span> = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let end = days.get(at + 1).copied().unwrap_or(Day::MAX);
        let sitting = held.iter().filter(|a| a.span.holds(*day)).count();
        if usize::from(post.seats(*day)) <= sitting {
            continue;
        }
        match out.last_mut().filter(|before| before.to == *day) {
            Some(before) => before.to = end,
            None => out.push(Span::new(*day, end)),
        }
    }
    out
}
