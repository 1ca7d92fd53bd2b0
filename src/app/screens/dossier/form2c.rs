//! What each tab of a dossier says, after form 2C-TCTW/98. What is computed from a birth date of which only the year
//! is known says that it is estimated; the meeting mode leaves out what a projected screen must not show.

use super::dated;
use super::tab::Tab;
use crate::app::overlays::form::options;
use crate::app::parts::page::{Page, RecordRow, Row, Target};
use crate::app::session::Session;
use crate::app::words::{retirement, terms};
use crate::domain::{AppointmentId, Cadre, CadreId, PartialDate, Qualification, RecordKey, RecordKind, Span};
use crate::register::fields::{CARD, Content, Field, Sheet, TEXTS};

/// The lines of a tab.
#[must_use]
pub fn page(cx: &Session, cadre: &Cadre, tab: Tab) -> Page {
    let mut page = Page::default();
    match tab {
        Tab::Summary => summary(cx, cadre, &mut page),
        Tab::Career => dated::career(cx, cadre, &mut page),
        Tab::Grades => dated::grades(cx, cadre, &mut page),
        Tab::Training => training(cx, cadre, &mut page),
        Tab::Planning => crate::app::screens::plan::summary::dossier(cx, cadre.id, &mut page),
        Tab::Rotation => rotation(cx, cadre, &mut page),
        Tab::Kin => kin(cx, cadre, &mut page),
        Tab::Conduct => dated::conduct(cx, cadre, &mut page),
    }
    if page.rows.is_empty() {
        page.quiet(cx.words.get("dossier.nothing"));
    }
    page
}

/// Where nobody is chosen.
#[must_use]
pub fn nobody(cx: &Session) -> Page {
    let mut page = Page::default();
    page.quiet(cx.words.get("dossier.nobody"));
    page
}

/// Age on the day that is looked at, and whether it is estimated.
#[must_use]
pub fn age(cx: &Session, cadre: &Cadre) -> String {
    let (least, most) = cadre.born.age_on(cx.view.on);
    let words = &cx.words;
    if least == most {
        words.fill("dossier.age", &[least.to_string()])
    } else {
        words.fill("dossier.age-estimated", &[least.to_string(), most.to_string()])
    }
}

fn dates(cx: &Session, date: PartialDate) -> String {
    if date.exact() { date.to_string() } else { cx.words.fill("dossier.estimated", &[date.to_string()]) }
}

fn summary(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let (words, view, on) = (&cx.words, &cx.view, cx.view.on);
    let mut fields = fields(cx, cadre);
    let below = fields.split_off(fields.partition_point(|f| f.place < BELOW));
    for Told { entry, label, text, .. } in fields {
        page.entered(entry, &label, text);
    }
    let payroll = cadre.payroll(on).map(|p| words.get(terms::payroll(p))).unwrap_or_default();
    let at = cadre.payroll.iter().rposition(|p| p.span.holds(on)).unwrap_or(0);
    page.entered(entry(Sheet::Payroll, cadre.id, at), words.get("field.payroll"), payroll);
    let at = cadre.ranks.iter().rposition(|p| p.span.holds(on)).unwrap_or(0);
    let rank = cadre.rank(on).map(|r| terms::rank(cx, r)).unwrap_or_default();
    page.entered(entry(Sheet::Rank, cadre.id, at), words.get("field.rank"), rank);
    page.field(words.get("field.education"), words.get(terms::education(cadre.education(on))));
    page.field(words.get("field.theory"), words.get(terms::theory(cadre.theory(on))));
    page.field(words.get("field.management"), words.get(terms::management(cadre.management(on))));
    for held in view.holds(cadre.id) {
        let (appointment, post, _) = held;
        let since = words.fill("dossier.since", &[appointment.span.from.to_string()]);
        let beside =
            if appointment.concurrent { format!(" · {}", words.get("dossier.concurrent")) } else { String::new() };
        let text = format!("{} · {since}{beside}", words.post(view, post));
        page.link(words.get("field.holds"), text, Some(Target::Unit(post.unit)));
        edit_last(page, of_appointment(appointment.id));
    }
    if let Some((_, _, title)) = view.main(cadre.id) {
        page.field(words.get("field.tier"), words.get(terms::tier(title.tier)));
    }
    let own_day = entry(Sheet::Card, cadre.id, 0).at("retires");
    page.entered(own_day, words.get("field.retires"), retirement::said(words, &view.retirement(cadre)));
    for Told { entry, label, text, .. } in below {
        page.entered(entry, &label, text);
    }
    if cx.texts.texts.dossier.is_none() && cx.texts.reading {
        page.quiet(words.get("dossier.reading"));
    }
    statuses(cx, cadre, page);
}

/// From this place on, a field stands below what the person holds.
const BELOW: u8 = 200;

/// A field of the card or of the texts as the first page shows it.
struct Told {
    place: u8,
    entry: RecordRow,
    label: String,
    text: String,
}

/// The fields of the card and of the texts that the first page shows, in its order.
fn fields(cx: &Session, cadre: &Cadre) -> Vec<Told> {
    let told = |place, sheet, column: &'static str, text| {
        let entry = entry(sheet, cadre.id, 0).at(column);
        Told { place, entry, label: cx.words.of_group("field", column), text }
    };
    let card = CARD.iter().filter_map(|field| {
        let text = match field.column.id {
            "born" => format!("{} · {}", dates(cx, cadre.born), age(cx, cadre)),
            "origin" => origin(cx, cadre),
            "joined" => party(cx, cadre),
            // said with the day of admission
            "official" => String::new(),
            _ => text(cx, field, cadre),
        };
        Some(told(field.shown?, Sheet::Card, field.column.id, text))
    });
    let texts = cx.texts.texts.dossier.as_ref();
    let texts = texts.into_iter().flat_map(|texts| {
        let shown = TEXTS.iter().filter_map(|field| Some((field.shown?, field)));
        shown.map(|(place, field)| told(place, Sheet::Texts, field.column.id, text(cx, field, texts)))
    });
    let mut fields: Vec<Told> = card.chain(texts).collect();
    fields.sort_by_key(|f| f.place);
    fields
}

/// What a field says; a meeting does not see what is sensitive.
fn text<T>(cx: &Session, field: &Field<T>, record: &T) -> String {
    match field.content(record) {
        Content::Other(cell) if cell.is_empty() => cell,
        _ if field.is_sensitive && cx.meeting => cx.words.get("meeting.hidden").to_owned(),
        Content::Text(text) => text.to_owned(),
        Content::Date(date) => date.map(|d| dates(cx, d)).unwrap_or_default(),
        Content::Entry(list, id) => terms::entry(cx, list, id).to_owned(),
        Content::Other(cell) => options::shown(&cx.words, &cx.view, field.column.input, &cell),
    }
}

/// When the person was admitted to the Party, and when fully.
fn party(cx: &Session, cadre: &Cadre) -> String {
    let Some(party) = &cadre.membership else { return String::new() };
    let official = party.official.map_or_else(|| "—".to_owned(), |d| d.to_string());
    cx.words.fill("dossier.party", &[party.joined.to_string(), official])
}

/// The place of origin as the file has it, and the unit it lies in today where that is called otherwise.
fn origin(cx: &Session, cadre: &Cadre) -> String {
    let text = cadre.origin.text.clone();
    let now = cadre.origin.unit.and_then(|u| cx.view.follow(u).first().copied());
    match now.filter(|n| Some(n.unit) != cadre.origin.unit) {
        Some(now) => format!("{text} [{}]", cx.view.called_in_full(crate::domain::Line::Territory, now.unit)),
        None => text,
    }
}

fn statuses(cx: &Session, cadre: &Cadre, page: &mut Page) {
    if cx.meeting {
        return;
    }
    let words = &cx.words;
    let statuses = cx.view.snapshot.statuses.get(&cadre.id);
    for (at, row) in statuses.iter().flat_map(|s| &s.rows).enumerate() {
        if row.span.holds(cx.view.on) {
            let text = format!("! {} · {}", words.get(terms::status(row.value)), span(cx, row.span));
            page.entered(entry(Sheet::Status, cadre.id, at), words.get("field.status"), text);
        }
    }
}

pub(super) fn span(cx: &Session, span: Span) -> String {
    if span.ends() {
        format!("{} – {}", span.from, span.to.prev())
    } else {
        cx.words.fill("dossier.since", &[span.from.to_string()])
    }
}

fn training(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let words = &cx.words;
    let mut later = dated::Later::default();
    page.heading(words.get("dossier.reached"));
    for (at, q) in cadre.qualifications.iter().enumerate() {
        let (kind, what) = match q.value {
            Qualification::Education(e) => ("field.education", words.get(terms::education(e))),
            Qualification::Theory(t) => ("field.theory", words.get(terms::theory(t))),
            Qualification::Management(m) => ("field.management", words.get(terms::management(m))),
            Qualification::Language(id) => ("field.language", terms::language(cx, id)),
            Qualification::Computing(id) => ("field.computing", terms::computing(cx, id)),
        };
        let what = format!("{}: {what}", words.get(kind));
        // a level without a date holds from birth
        let from = if q.span.from <= cadre.born.latest() { "—".to_owned() } else { q.span.from.to_string() };
        page.entered(entry(Sheet::Qualification, cadre.id, at), &from, what);
        if q.span.from > cx.view.on {
            later.take(page);
        }
    }
    page.heading(words.get("dossier.courses"));
    match &cx.texts.texts.training {
        Some(training) => {
            for (at, course) in training.rows.iter().enumerate() {
                let ends: Vec<String> = [course.from, course.to].into_iter().flatten().map(|d| d.to_string()).collect();
                let parts = [&course.subject, &course.school, &course.form, &course.certificate];
                let text: Vec<&str> = parts.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
                page.entered(entry(Sheet::Course, cadre.id, at), &ends.join(" – "), text.join(" · "));
                if course.from.or(course.to).is_some_and(|from| from.earliest() > cx.view.on) {
                    later.take(page);
                }
            }
        }
        None if cx.texts.reading => page.quiet(words.get("dossier.reading")),
        None => page.quiet(words.get("dossier.nothing")),
    }
    later.below(cx, page);
}

/// Rotations that the appointments themselves tell; the queues come with their own records.
fn rotation(cx: &Session, cadre: &Cadre, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    for (appointment, post) in view.career(cadre.id) {
        if appointment.began.kind != crate::domain::ActKind::Rotated || appointment.span.from > view.on {
            continue;
        }
        let Some(post) = post else { continue };
        let until = appointment.span.to.min(view.on);
        let months = appointment.span.from.months_until(until).to_string();
        let named = words.post(&view.on(appointment.span.from), post);
        let text = words.fill("dossier.rotated", &[&named, &months]);
        page.link(appointment.span.from.to_string(), text, Some(Target::Unit(post.unit)));
    }
    if page.rows.is_empty() {
        page.quiet(words.get("dossier.no-rotation"));
    }
}

fn kin(cx: &Session, cadre: &Cadre, page: &mut Page) {
    for (at, relative) in cx.view.snapshot.kin.get(&cadre.id).iter().flat_map(|k| &k.rows).enumerate() {
        let record = relative.cadre.and_then(|id| cx.view.cadre(id));
        let name = record.map_or(relative.name.as_str(), |c| c.name.as_str());
        let born = relative.born.or(record.map(|c| c.born)).map(|b| format!(" · {}", b.year())).unwrap_or_default();
        let about = match relative.cadre {
            Some(id) => cx.view.held_in_full(id),
            None => relative.about.clone(),
        };
        let text = format!("{name}{born} · {about}");
        let target = relative.cadre.map(Target::Cadre);
        page.rows.push(Row {
            label: terms::relation(cx, relative.relation).to_owned(),
            text,
            target,
            inset: true,
            entry: Some(entry(Sheet::Relative, cadre.id, at)),
            ..Row::default()
        });
    }
}

/// A row of a record of a cadre.
pub(super) fn entry(sheet: Sheet, cadre: CadreId, row: usize) -> RecordRow {
    RecordRow { sheet, key: RecordKey { kind: sheet.kind(), id: cadre.0 }, row, column: None }
}

pub(super) fn of_appointment(id: AppointmentId) -> RecordRow {
    let key = RecordKey { kind: RecordKind::Appointment, id: id.0 };
    RecordRow { sheet: Sheet::Appointment, key, row: 0, column: None }
}

pub(super) fn edit_last(page: &mut Page, entry: RecordRow) {
    if let Some(last) = page.rows.last_mut() {
        last.entry = Some(entry);
    }
}
