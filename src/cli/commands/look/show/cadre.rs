//! One cadre: card, what is held, career, grades, training, standing, kin, and what the rules find.

use super::records::{
    After, Before, Conclusion, Course, Discipline, Graded, Held, Praise, Relative, Vote, before, conclusion, course,
    discipline, graded, held, parted, praise, relative, vote,
};
use super::retirement::{Leaves, leaves};
use super::text::{partial, slug, stretch};
use crate::app::words::{Words, findings};
use crate::cli::answer::{Align, Table, pairs};
use crate::cli::shared::finding::{self, PrintedFinding};
use crate::cli::shared::naming;
use crate::cli::shared::rotation::{self, RotationRow};
use crate::domain::{Appointment, Cadre, CadreId, Day, Origination, PlanObject, Post, Stage};
use crate::policy::Policy;
use crate::register::View;
use crate::register::catalogue::ListName;
use crate::register::fields::{CARD, Choice, Content, Field, Input};
use crate::register::handle::Texts;
use serde::{Serialize, Serializer};
use std::sync::Arc;

#[derive(Debug, Serialize)]
pub(super) struct CadreSheet {
    r#type: &'static str,
    id: String,
    card: Card,
    titles: String,
    posts: Vec<Held>,
    career: Vec<Held>,
    before: Vec<Before>,
    grades: Vec<Graded>,
    training: Vec<Course>,
    conclusions: Vec<Conclusion>,
    votes: Vec<Vote>,
    discipline: Vec<Discipline>,
    praise: Vec<Praise>,
    kin: Vec<Relative>,
    pools: Vec<Planned>,
    rotations: Vec<RotationRow>,
    /// What is on file for days after the one that is looked at.
    #[serde(skip_serializing_if = "After::is_empty")]
    after: After,
    findings: Vec<PrintedFinding>,
}

#[derive(Debug, Serialize)]
struct Card {
    name: String,
    #[serde(flatten, serialize_with = "by_name")]
    fields: Vec<Told>,
    education: Option<String>,
    theory: Option<String>,
    management: Option<String>,
    rank: Option<String>,
    payroll: Option<String>,
    retirement: Leaves,
}

/// A field of the card that is shown, and what it says: dates as in the interchange format, entries of lists in words.
#[derive(Debug)]
struct Told {
    field: &'static Field<Cadre>,
    text: Option<String>,
}

fn by_name<S: Serializer>(fields: &[Told], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(fields.iter().map(|told| (told.field.column.id.replace('-', "_"), &told.text)))
}

/// A place in a pool on the day.
#[derive(Debug, Serialize)]
struct Planned {
    entry: String,
    term: String,
    post: String,
    title: String,
    unit: String,
    status: Option<Stage>,
    source: Origination,
    /// As which object (đối tượng) the person is planned; none before the rules asked for it.
    object: Option<PlanObject>,
    /// Code of the title held of which that follows.
    object_from: Option<String>,
    #[serde(skip)]
    planned_as: String,
    order: u16,
    /// Whether the rules have the person leave it, at once or at the next yearly review.
    out: Option<&'static str>,
    /// The day from which, or the quarter of the review.
    out_on: Option<String>,
    #[serde(skip)]
    out_said: String,
}

pub(super) fn sheet(
    (view, policy, words): (&View, &Policy, &Words),
    id: CadreId,
    texts: Texts,
    findings: Vec<PrintedFinding>,
    rotations: Vec<RotationRow>,
) -> Option<CadreSheet> {
    let cadre = view.cadre(id)?;
    let on = view.on;
    let all = view.career(id);
    let of = |(a, post): &(&Arc<Appointment>, Option<&Arc<Post>>)| held(view, a, post.map(|p| &**p));
    let career: Vec<Held> = all.iter().filter(|(a, _)| a.span.from <= on).map(of).map(|h| h.seen_on(on)).collect();
    let moves = all.iter().filter(|(a, _)| a.span.from > on || (a.span.ends() && a.span.to > on));
    let posts = view.holds(id).into_iter().map(|(a, post, _)| held(view, a, Some(post)).seen_on(on)).collect();
    let standing = view.snapshot.standing.get(&id);
    let conduct = view.snapshot.conduct.get(&id);
    let grades = view.snapshot.grades.get(&id).map(|g| g.rows.as_slice()).unwrap_or_default();
    let (conclusions, votes) = standing.map(|s| (&s.conclusions[..], &s.votes[..])).unwrap_or_default();
    let (disciplined, praised) = conduct.map(|c| (&c.discipline[..], &c.praise[..])).unwrap_or_default();
    let graded_from = |g: &crate::domain::Graded| g.period.graded_from().unwrap_or(Day::MIN);
    let (grades, later_grades) = parted(grades, (on, graded_from), graded);
    let (conclusions, later_conclusions) = parted(conclusions, (on, |c| c.on), conclusion);
    let (votes, later_votes) = parted(votes, (on, |v| v.on), vote);
    let (disciplined, later_discipline) = parted(disciplined, (on, |d| d.span.from), discipline);
    let (praised, later_praise) = parted(praised, (on, |p| p.on.earliest()), |p| praise(view, p));
    let after = After {
        career: moves.map(of).collect(),
        grades: later_grades,
        conclusions: later_conclusions,
        votes: later_votes,
        discipline: later_discipline,
        praise: later_praise,
    };
    Some(CadreSheet {
        r#type: "cadre",
        id: id.to_string(),
        card: card(view, cadre, words),
        titles: view.titles_in_one_line(id),
        posts,
        career,
        before: texts.dossier.map(|d| d.career).unwrap_or_default().into_iter().rev().map(before).collect(),
        grades,
        training: texts.training.map(|t| t.rows).unwrap_or_default().into_iter().map(course).collect(),
        conclusions,
        votes,
        discipline: disciplined,
        praise: praised,
        kin: view.snapshot.kin.get(&id).map(|k| k.rows.iter().map(|r| relative(view, r)).collect()).unwrap_or_default(),
        pools: planned(view, policy, words, id),
        rotations,
        after,
        findings,
    })
}

fn planned(view: &View, policy: &Policy, words: &Words, id: CadreId) -> Vec<Planned> {
    let leaves = view.leaves(policy, id);
    let places = view.planned(id).into_iter().map(|(entry, post, _)| {
        let planned = policy.planned_as(view, (post.id, entry.term), id, view.on);
        let out = leaves.iter().find(|leaver| leaver.entry == entry.id).and_then(|leaver| leaver.out);
        let (kind, on) = out.map(finding::out).unzip();
        Planned {
            entry: entry.id.to_string(),
            term: view.term(entry.term).map(|t| t.id.clone()).unwrap_or_default(),
            post: post.id.to_string(),
            title: view.titled(post).vi.to_owned(),
            unit: naming::unit_name(view, post.unit),
            status: entry.stage(view.on),
            source: entry.source,
            object: planned.map(|p| p.object),
            object_from: planned.and_then(|p| p.from).map(|title| title.code.clone()),
            planned_as: planned.map(|p| findings::planned_as(words, view, p)).unwrap_or_default(),
            order: entry.order,
            out: kind,
            out_on: on,
            out_said: out.map(|out| findings::out(words, out)).unwrap_or_default(),
        }
    });
    places.collect()
}

fn card(view: &View, cadre: &Cadre, words: &Words) -> Card {
    let on = view.on;
    let listed = |list, id| view.catalogue.lists().get(list, id).map(|e| e.vi.clone());
    let in_party = cadre.in_party(on);
    let mut fields: Vec<&Field<Cadre>> = CARD.iter().filter(|field| field.shown.is_some()).collect();
    fields.sort_by_key(|field| field.shown);
    let told = fields.into_iter().map(|field| {
        let text = match field.content(cadre) {
            Content::Date(_) if matches!(field.column.id, "joined" | "official") && !in_party => None,
            Content::Text(text) => Some(text.to_owned()),
            Content::Date(date) => date.map(partial),
            Content::Entry(list, id) => listed(list, id),
            Content::Other(text) => Some(text).filter(|text| !text.is_empty()),
        };
        Told { field, text }
    });
    Card {
        name: cadre.name.clone(),
        fields: told.collect(),
        education: cadre.education(on).map(|level| slug(&level)),
        theory: cadre.theory(on).map(|level| slug(&level)),
        management: cadre.management(on).map(|level| slug(&level)),
        rank: cadre.rank(on).and_then(|rank| listed(ListName::Rank, rank)),
        payroll: cadre.payroll(on).map(|p| slug(&p)),
        retirement: leaves(view, cadre, words),
    }
}

/// From this place on, the fields of the card stand below the posts that are held.
const BELOW_POSTS: u8 = 30;

/// What the plain text calls a field: its own word for it, or that of the form.
fn label(field: &Field<Cadre>, words: &Words) -> String {
    let id = field.column.id;
    match words.written("cli.show", id) {
        none if none == id => words.of_group("entry", id),
        own => own,
    }
}

/// What a field says, in words.
fn value(told: &Told, words: &Words) -> String {
    let Some(text) = &told.text else { return String::new() };
    match told.field.column.input {
        Input::Date => super::text::office(Some(text)),
        Input::Choice(Choice::Group(group)) => words.of_group(group, text),
        _ => text.clone(),
    }
}

pub(super) fn plain(sheet: &CadreSheet, words: &Words) -> String {
    let card = &sheet.card;
    let word =
        |list: &str, value: Option<&str>| words.get(&format!("{list}.{}", value.unwrap_or("unknown"))).to_owned();
    let mut out = format!("{}\n", card.name);
    let labelled = |key: &str| words.of_group("cli.show", key);
    let line = |told: &&Told| (label(told.field, words), value(told, words));
    let mut brief: Vec<&Told> = card.fields.iter().filter(|told| told.field.is_brief).collect();
    let rest = brief.split_off(brief.partition_point(|told| told.field.shown < Some(BELOW_POSTS)));
    let mut lines = vec![(words.of_group("cli.table", "id"), sheet.id.clone())];
    lines.extend(brief.iter().map(line));
    lines.push((labelled("now"), sheet.titles.clone()));
    lines.push((labelled("place"), sheet.posts.first().map(|p| p.unit.clone()).unwrap_or_default()));
    lines.extend(rest.iter().map(line));
    lines.extend([
        (labelled("education"), word("education", card.education.as_deref())),
        (labelled("theory"), word("theory", card.theory.as_deref())),
        (labelled("management"), word("management", card.management.as_deref())),
        (labelled("rank"), card.rank.clone().unwrap_or_default()),
        (labelled("retires"), card.retirement.said.clone()),
        (labelled("grades"), grades(sheet, words)),
    ]);
    let lines: Vec<(&str, String)> = lines.iter().map(|(label, text)| (label.as_str(), text.clone())).collect();
    out.push_str(&pairs(&lines));
    out.push('\n');
    let mut table = Table::new(&[
        (words.get("cli.table.time"), Align::Left),
        (words.get("cli.table.title"), Align::Left),
        (words.get("cli.table.unit"), Align::Left),
    ]);
    let row =
        |held: &Held| vec![stretch(held.from.as_deref(), held.to.as_deref()), held.title.clone(), held.unit.clone()];
    sheet.career.iter().for_each(|held| table.row(row(held)));
    for before in &sheet.before {
        table.row(vec![stretch(Some(&before.from), before.to.as_deref()), before.text.clone(), String::new()]);
    }
    out.push_str(&table.text());
    if !sheet.pools.is_empty() {
        let heads = ["term", "title", "unit", "object", "out"].map(|key| words.of_group("cli.pool", key));
        let mut table = Table::of_texts(&heads);
        for place in &sheet.pools {
            let cells = [&place.term, &place.title, &place.unit, &place.planned_as, &place.out_said];
            table.row(cells.map(Clone::clone).to_vec());
        }
        out.push_str(&format!("\n{}", table.text()));
    }
    if !sheet.rotations.is_empty() {
        out.push_str(&format!("\n{}", rotation::plain(&sheet.rotations, words)));
    }
    out.push_str(&after_plain(sheet, words));
    for finding in &sheet.findings {
        out.push_str(&format!("{}\n", finding.sentence(words)));
    }
    out
}

/// What is on file for later days, under a heading of its own.
fn after_plain(sheet: &CadreSheet, words: &Words) -> String {
    let heads = ["cli.table.time", "cli.table.title", "cli.table.unit"];
    let mut table = Table::new(&heads.map(|key| (words.get(key), Align::Left)));
    for held in &sheet.after.career {
        table.row(vec![stretch(held.from.as_deref(), held.to.as_deref()), held.title.clone(), held.unit.clone()]);
    }
    let graded = grades_of(&sheet.after.grades, words);
    if sheet.after.career.is_empty() && graded.is_empty() {
        return String::new();
    }
    let table = if sheet.after.career.is_empty() { String::new() } else { table.text() };
    let graded = if graded.is_empty() { graded } else { format!("{graded}\n") };
    format!("\n{}\n{table}{graded}", words.get("cli.show.after"))
}

fn grades(sheet: &CadreSheet, words: &Words) -> String {
    grades_of(&sheet.grades, words)
}

fn grades_of(rows: &[Graded], words: &Words) -> String {
    let graded = rows.iter().filter_map(|g| {
        let grade = g.grade.as_deref()?;
        Some(format!("{} {}", g.period, words.get(&format!("grade.{grade}"))))
    });
    graded.collect::<Vec<_>>().join("  ")
}
