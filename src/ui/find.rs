//! What was found: of which kinds, why, and what may be typed next; name, title and unit of each hit in columns.

use super::pen::Pen;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::overlays::find::{self, KINDS};
use crate::app::overlays::picker::{Choice, Look, Picker};
use crate::app::parts::layout::Area;
use crate::app::words::terms;
use crate::search::fields::{KIND_SIGN, kind_letter};
use crate::search::{FIELD, Found};
use std::ops::Range;

/// The line under what is typed: what may be typed next, what is wrong with it, or the kinds and why the hit fits.
pub fn second_line(pen: &mut Pen<'_>, model: &Model, picker: &Picker, area: Area) {
    let words = &model.cx.words;
    let room = area.cols.saturating_sub(3);
    let x = area.x + 3;
    if let Some(query) = &picker.seek.naming {
        let asks = words.fill("picker.naming", std::slice::from_ref(query));
        pen.put(x, area.y, room, &asks, Role::Quiet);
        return;
    }
    let typed = picker.input.halves().0;
    let is_value = typed.rsplit(' ').next().is_some_and(|word| word.contains([':', '=', '<', '>']));
    let completions: Vec<&str> = picker.seek.completions.iter().map(|c| c.text.as_str()).collect();
    let wrong = picker.seek.problem.is_some();
    // a value that is only begun is no mistake yet
    if !completions.is_empty() && (is_value || picker.choices.is_empty() && !picker.waiting && !wrong) {
        let next = words.fill("picker.next", &[completions.join("  ")]);
        pen.put(x, area.y, room, &next, Role::Quiet);
        return;
    }
    if let Some(problem) = &picker.seek.problem {
        let said = format!("✗ {}", words.fill(problem.key, &problem.with));
        pen.put(x, area.y, room, &said, Role::Alarm);
        return;
    }
    if picker.look != Look::Find {
        return;
    }
    let why = picker.selected().and_then(|c| c.beside.why).map(|key| words.get(key));
    let took = why.map_or(0, |why| pen.right(area.x, area.y, area.cols.saturating_sub(1), why, Role::Quiet) + 2);
    if picker.input.is_empty() && picker.found.is_none() {
        let key = if picker.choices.is_empty() { "picker.start" } else { "picker.recent" };
        pen.put(x, area.y, room.saturating_sub(took), words.get(key), Role::Quiet);
        return;
    }
    kinds(pen, model, picker, Area { x, cols: room.saturating_sub(took), ..area });
}

/// That nothing was found, and what there is without the word that stands in the way.
pub fn nothing(pen: &mut Pen<'_>, model: &Model, picker: &Picker, rows: Area) {
    let words = &model.cx.words;
    let (x, room) = (rows.x + 3, rows.cols.saturating_sub(4));
    pen.put(x, rows.y, room, words.get("picker.none"), Role::Quiet);
    for (y, way) in (rows.y + 1..rows.y + rows.rows).zip(&picker.seek.without) {
        let key = if way.nowhere { "picker.nowhere" } else { "picker.without" };
        let best: Vec<&str> = way.hits.iter().filter_map(|hit| hit.text.split(FIELD).next()).collect();
        let text = words.fill(key, &[way.typed.clone(), words.number(way.total), best.join(", ")]);
        pen.put(x, y, room, &text, Role::Quiet);
    }
}

/// How many of each kind, the one that is looked for standing out; then the units that most of them lie in.
fn kinds(pen: &mut Pen<'_>, model: &Model, picker: &Picker, area: Area) {
    let words = &model.cx.words;
    let end = area.x + area.cols;
    let mut x = area.x;
    let only = find::only(picker);
    // the one that is looked for stands first: it is never out of sight
    let others = KINDS.into_iter().filter(|kind| only != Some(*kind));
    for kind in std::iter::once(None).chain(only.map(Some)).chain(others.map(Some)) {
        let count = picker.seek.kinds.iter().find(|(of, _)| kind == Some(*of)).map(|(_, count)| *count);
        let chosen = only == kind;
        // of kinds that have nothing only the one that is looked for is named
        if kind.is_some() && count.is_none() && !chosen {
            continue;
        }
        let name = kind.map_or_else(|| words.get("found-kind.all"), |kind| words.get(terms::kind(kind)));
        let letter = kind.and_then(kind_letter).map(|letter| format!("{letter}{KIND_SIGN}")).unwrap_or_default();
        let count = count.map(|n| format!(" {}", words.number(n))).unwrap_or_default();
        let text = if chosen { format!("[{name}{count}]") } else { format!("{letter}{name}{count}") };
        let role = if chosen { Role::Strong } else { Role::Quiet };
        x += pen.put(x, area.y, end.saturating_sub(x), &text, role) + 2;
        if x >= end {
            return;
        }
    }
    let units = picker.seek.units.iter();
    let units: Vec<String> = units.map(|(unit, count)| format!("{unit} {}", words.number(*count))).collect();
    if units.len() > 1 {
        let text = words.fill("picker.units", &[units.join(", ")]);
        pen.put(x, area.y, end.saturating_sub(x), &text, Role::Quiet);
    }
}

/// Name, title and unit of a hit, each in its column, the letters that matched standing out. Of one that was found by
/// what it was before that is shown, and said.
pub fn hit(pen: &mut Pen<'_>, model: &Model, choice: &Choice, row: Area, role: Role) {
    let Some((former, ranges)) = &choice.beside.former else {
        let first = match choice.what {
            // a rule is a sentence
            Some(Found::Rule(_) | Found::Report(_)) => row.cols * 11 / 20,
            _ => first_column(row),
        };
        return columns(pen, &choice.text, &choice.ranges, row, first, role);
    };
    let name = choice.text.split(FIELD).next().unwrap_or_default();
    let first = if name.is_empty() { 0 } else { first_column(row) };
    let own: Vec<Range<usize>> = choice.ranges.iter().filter(|r| r.end <= name.chars().count()).cloned().collect();
    pen.matched(row.x, row.y, first.saturating_sub(1), name, &own, role);
    // what the program has to offer has no past: it is called otherwise in the other language
    let own = matches!(choice.what, Some(Found::Action(_) | Found::Rule(_) | Found::Report(_)));
    let label = match choice.beside.now {
        true => "found-as.beside",
        false if own => "found-as.also",
        false => "found-as.former",
    };
    let label = model.cx.words.fill(label, &[""]);
    let x = row.x + first;
    let took = pen.put(x, row.y, row.cols.saturating_sub(first), &label, Role::Quiet);
    let left = row.cols.saturating_sub(first + took);
    pen.matched(x + took, row.y, left, former, ranges, Role::Plain);
    let length = u16::try_from(former.chars().count()).unwrap_or(u16::MAX);
    if !choice.beside.became.is_empty() && length < left {
        let became = format!(" → {}", choice.beside.became.join("; "));
        pen.put(x + took + length, row.y, left - length, &became, Role::Strong);
    }
}

fn first_column(row: Area) -> u16 {
    (row.cols * 3 / 10).min(26)
}

fn columns(pen: &mut Pen<'_>, text: &str, ranges: &[Range<usize>], row: Area, first: u16, role: Role) {
    let parts: Vec<&str> = text.split(FIELD).collect();
    let second = if parts.len() > 2 { ((row.cols - first) / 2).min(34) } else { row.cols - first };
    let widths = [first, second, row.cols.saturating_sub(first + second)];
    let mut x = row.x;
    let mut before = 0;
    for (at, (part, width)) in parts.iter().zip(widths).enumerate() {
        let length = part.chars().count();
        let own: Vec<_> = ranges
            .iter()
            .filter(|r| r.end > before && r.start < before + length)
            .map(|r| r.start.saturating_sub(before)..(r.end - before).min(length))
            .collect();
        let role = if at == 0 { role } else { Role::Plain };
        pen.matched(x, row.y, width.saturating_sub(1), part, &own, role);
        x += width;
        before += length + FIELD.chars().count();
    }
}
