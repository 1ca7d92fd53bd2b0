//! Posts and careers as papers write them.

use super::request::PaperSource;
use crate::domain::{CadreId, EntryId, Line, Post, PostId, Span, TermId, UnitId};
use crate::exchange::template::Fields;
use crate::register::View;
use crate::register::fields::codes::Coded;
use crate::register::naming::{title_and_unit, years_of};

/// A post with its unit.
pub(super) fn post(view: &View, id: PostId) -> String {
    view.post(id).map(|post| view.post_in_full(post)).unwrap_or_default()
}

/// Where somebody is planned, a line a term, the place in this pool left out.
pub(super) fn planned(view: &View, id: CadreId, but: Option<EntryId>) -> String {
    let mut places: Vec<(TermId, UnitId, Line, Vec<&Post>)> = Vec::new();
    for (entry, at, title) in view.planned(id).into_iter().filter(|(e, ..)| Some(e.id) != but) {
        // titles of one unit stand before its name together
        let known = places.iter_mut().find(|(term, unit, ..)| *term == entry.term && *unit == at.unit);
        match known {
            Some((.., posts)) => posts.push(at),
            None => places.push((entry.term, at.unit, title.line, vec![at])),
        }
    }
    let mut lines: Vec<(TermId, String)> = Vec::new();
    for (term, unit, line, posts) in places {
        let titles: Vec<&str> = posts.iter().map(|post| view.titled(post).vi).collect();
        let what = match posts.as_slice() {
            [post] => view.post_in_full(post),
            _ => title_and_unit(&titles.join(", "), &view.place_of(unit, line)),
        };
        match lines.last_mut().filter(|(last, _)| *last == term) {
            Some((_, said)) => said.push_str(&format!("; {what}")),
            None => {
                let years = view.term(term).map(|t| years_of(t, line)).unwrap_or_default();
                lines.push((term, format!("{years}: {what}")));
            }
        }
    }
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// With its first letter large, or small.
pub(super) fn first(text: &str, large: bool) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| if large { c.to_uppercase().to_string() } else { c.to_lowercase().to_string() });
    first.into_iter().collect::<String>() + letters.as_str()
}

/// A line of a history: when, and what.
pub(super) fn line(when: String, what: String) -> Fields {
    let mut out = Fields::default();
    out.set("thoi_gian", when);
    out.set("noi_dung", what);
    out
}

/// A stretch by its months: 05/2019 - 07/2021.
fn stretch(span: Span) -> String {
    let month = |day: crate::domain::Day| format!("{:02}/{}", day.month(), day.year());
    let to = if span.ends() { month(span.to.prev()) } else { String::new() };
    format!("{} - {to}", month(span.from))
}

/// What somebody has held on the register up to the day, the oldest first; units are called as they were then.
pub(super) fn career(source: &PaperSource<'_>, id: CadreId) -> Vec<Fields> {
    let view = source.view;
    let mut lines = Vec::new();
    for (appointment, post) in view.career(id).into_iter().rev() {
        let Some(post) = post.filter(|_| appointment.span.from <= view.on) else { continue };
        let mut what = view.on(appointment.span.from).post_in_full(post);
        if appointment.concurrent {
            what.push_str(&format!(" ({})", source.word("dossier", "concurrent")));
        }
        // one that ends after the day has not ended on it
        let to = if appointment.span.to > view.on { crate::domain::Day::MAX } else { appointment.span.to };
        lines.push(line(stretch(Span::new(appointment.span.from, to)), what));
    }
    lines
}

/// The word for a value of a few.
pub(super) fn word<T: Coded>(source: &PaperSource<'_>, value: T) -> String {
    source.word(T::GROUP, value.code())
}
