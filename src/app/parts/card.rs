//! The card beside a list: the selected unit, post or cadre in a few lines.

use super::page::{Page, Target};
use crate::app::overlays::picker::Choice;
use crate::app::screens::cadres;
use crate::app::screens::dossier::form2c;
use crate::app::session::Session;
use crate::app::words::{retirement, terms, text};
use crate::domain::{CadreId, Total, UnitId};
use crate::register::PostRow;
use crate::register::fields::codes::Coded;
use crate::search::FIELD;

/// Card of a unit: what it is on the day, what it counts and declares, where it came from and what became of it.
#[must_use]
pub fn of_unit(cx: &Session, id: UnitId, head: Option<CadreId>) -> Page {
    let (words, view, line, on) = (&cx.words, &cx.view, cx.line, cx.view.on);
    let mut page = Page::default();
    let Some(unit) = view.unit(id) else { return page };
    page.heading(&view.called_in_full(line, id));
    let kind = view.kind(unit).map(|k| words.pick(&k.vi, &k.en)).unwrap_or_default();
    let level = unit.form(on).map(|f| words.get(terms::level(f.level))).unwrap_or_default();
    page.plain(format!("{kind} · {level}"));
    page.field(words.get("unit.code"), unit.code(on).map(|c| format!("{c:05}")).unwrap_or_default());
    if let Some(counts) = view.counts_ready(line) {
        let all = counts.below(id);
        page.field(words.get("unit.people"), words.number(all.people));
        page.field(words.get("unit.seats"), words.number(all.seats));
        page.field(words.get("unit.vacant"), words.number(all.vacant));
    }
    if let Some(head) = head.and_then(|c| view.cadre(c)) {
        page.field(words.get("unit.head"), head.name.as_str());
    }
    for what in Total::ALL.iter().map(|(_, what)| *what) {
        if let Some(declared) = unit.declared(what, on) {
            let text = words.fill("unit.declared", &[words.number(declared.count), declared.on.to_string()]);
            page.field(words.get(terms::total(what)), text);
        }
    }
    for named in unit.names.iter().filter(|n| !n.span.holds(on) && n.span.to <= on) {
        page.field(
            words.get("unit.before"),
            words.fill("unit.until", &[named.value.clone(), named.span.to.to_string()]),
        );
    }
    for named in unit.names.iter().filter(|n| n.span.from > on) {
        page.field(
            words.get("unit.later"),
            words.fill("unit.from", &[named.value.clone(), named.span.from.to_string()]),
        );
    }
    history(cx, id, &mut page);
    page
}

fn history(cx: &Session, id: UnitId, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    let Some(unit) = view.unit(id) else { return };
    let line = crate::domain::Line::Territory;
    let named = |unit: UnitId, on| view.on(on).called_in_full(line, unit);
    for became in &unit.became {
        let with =
            [became.on.to_string(), named(became.into, became.on), words.get(terms::share(became.share)).to_owned()];
        page.link(words.get("unit.became"), words.fill("unit.became-text", &with), Some(Target::Unit(became.into)));
    }
    for from in view.snapshot.predecessors(id) {
        for became in from.became.iter().filter(|b| b.into == id) {
            let share = words.get(terms::share(became.share)).to_owned();
            let with = [became.on.to_string(), named(from.id, became.on.prev()), share];
            page.link(words.get("unit.came-from"), words.fill("unit.became-text", &with), Some(Target::Unit(from.id)));
        }
    }
}

/// Card of a cadre.
#[must_use]
pub fn of_cadre(cx: &Session, id: CadreId) -> Page {
    let (words, view, on) = (&cx.words, &cx.view, cx.view.on);
    let mut page = Page::default();
    let Some(cadre) = view.cadre(id) else { return page };
    page.heading(&cadre.name);
    let sex = words.get(terms::sex(cadre.sex));
    page.plain(format!("{sex} · {} · {}", cadre.born, form2c::age(cx, cadre)));
    let ethnic = terms::ethnic(cx, cadre.ethnic);
    let place = [ethnic, &cadre.origin.text].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
    page.plain(place.join(" · "));
    let party = cadre.membership.map(|m| words.fill("card.party", &[m.joined.to_string()]));
    let education = words.get(terms::education_short(cadre.education(on))).to_owned();
    let theory = words.fill("card.theory", &[words.get(terms::theory_short(cadre.theory(on)))]);
    page.plain(party.into_iter().chain([education, theory]).collect::<Vec<_>>().join(" · "));
    for (appointment, post, _) in view.holds(id) {
        let from = view.in_post_since(appointment);
        let since = words.fill("card.since", &[text::month(from), from.months_until(on).to_string()]);
        page.link("", format!("{} {since}", words.post(view, post)), Some(Target::Unit(post.unit)));
    }
    page.field(words.get("card.retires"), retirement::said(words, &view.retirement(cadre)));
    page.field(words.get("card.grades"), cadres::three_grades(cx, id));
    crate::app::screens::plan::summary::card(cx, id, &mut page);
    page
}

/// Card of a post: seats, holders, since when it is vacant.
#[must_use]
pub fn of_post(cx: &Session, row: &PostRow) -> Page {
    let (words, view) = (&cx.words, &cx.view);
    let mut page = Page::default();
    let Some(title) = view.title(&row.post) else { return page };
    page.heading(words.titled(view, &row.post));
    page.plain(view.called_in_full(title.line, row.post.unit));
    page.field(words.get("post.seats"), words.seats(row.seats));
    page.field(words.get("post.held"), words.number(row.holders.len()));
    page.field(words.get("post.vacant"), words.number(row.vacant()));
    if let Some(day) = vacant_since(cx, row) {
        page.field(words.get("post.vacant-since"), day);
    }
    page.field(words.get("field.tier"), words.get(terms::tier(title.tier)));
    if let Some(decides) = title.decided_by {
        page.field(words.get("post.decided-by"), words.get(terms::tier(decides)));
    }
    page.field(words.get("post.agreed"), title.agreed_with.clone().unwrap_or_default());
    if title.non_local {
        page.plain(words.get("post.non-local"));
    }
    page
}

/// A rule: what it says, since when, on which paper it rests.
#[must_use]
pub fn of_rule(cx: &Session, at: u32) -> Page {
    let words = &cx.words;
    let mut page = Page::default();
    let Some(rule) = cx.rule(at) else { return page };
    page.heading(words.pick(&rule.vi, &rule.en));
    page.field(words.get("rule.source"), rule.source.clone());
    page.field(words.get("rule.from"), rule.from.0.to_string());
    page.field(words.get("rule.until"), rule.until.map(|day| day.0.to_string()).unwrap_or_default());
    page
}

/// What was found, as it stands in the list, on lines of their own.
#[must_use]
pub fn of_choice(choice: &Choice) -> Page {
    let mut page = Page::default();
    let mut parts = choice.text.split(FIELD);
    page.heading(parts.next().unwrap_or_default());
    parts.for_each(|part| page.plain(part));
    page
}

/// The month in which the last holder left, where seats are vacant and somebody has held one.
#[must_use]
pub fn vacant_since(cx: &Session, row: &PostRow) -> Option<String> {
    if row.vacant() == 0 {
        return None;
    }
    let ends = cx.view.snapshot.holders_of(row.post.id).map(|a| a.span.to).filter(|to| *to <= cx.view.on);
    ends.max().map(text::month)
}
