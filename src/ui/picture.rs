//! Pictures in cells: bars that lie, so that long Vietnamese names stand beside them; lines on the library's chart. Series
//! are told apart by their signs, never by colour alone.

use super::pen::Pen;
use super::theme::Role;
use crate::app::layout::Area;
use crate::app::text;
use crate::app::words::{Lang, Words};
use crate::exchange::picture::{Picture, Shape};
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType};
use std::ops::Range;

/// Signs of the series, the first the fullest.
const SIGNS: [&str; 5] = ["█", "▒", "░", "▚", "·"];

fn sign(series: usize) -> &'static str {
    SIGNS.get(series % SIGNS.len()).copied().unwrap_or("█")
}

/// A number as the language writes it.
fn said(value: f64, places: u8, lang: Lang) -> String {
    if places == 0 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of people")]
        return text::number(value.max(0.0).round() as u64, lang);
    }
    let text = format!("{value:.*}", usize::from(places));
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

/// Columns that a part of the greatest takes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between none and the room there is")]
fn columns(value: f64, most: f64, room: u16) -> u16 {
    if most > 0.0 { (value.max(0.0) / most * f64::from(room)).round() as u16 } else { 0 }.min(room)
}

/// Draws a picture: its legend, then the lines of the window.
pub fn draw(pen: &mut Pen<'_>, area: Area, picture: &Picture, window: Range<usize>, words: &Words) {
    legend(pen, area.top(), picture, words);
    let rows = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    match picture.shape {
        Shape::Pyramid => pyramid(pen, rows, picture, window, words),
        Shape::Bars => bars(pen, rows, picture, window, words),
        Shape::Stacked => stacked(pen, rows, picture, window, words),
        Shape::Lines => lines(pen, rows, picture),
    }
}

fn legend(pen: &mut Pen<'_>, area: Area, picture: &Picture, words: &Words) {
    let edge = area.x + area.cols;
    let mut x = area.x + 2;
    for (at, series) in picture.series.iter().enumerate() {
        let name = format!("{} {}", sign(at), series.label);
        x += pen.put(x, area.y, edge.saturating_sub(x), &name, Role::Quiet) + 3;
    }
    if let Some((from, to)) = picture.norm {
        let band = [from, to].map(|value| said(value, 1, words.lang));
        pen.put(x, area.y, edge.saturating_sub(x), &words.fill("indicators.norm", &band), Role::Quiet);
    }
}

fn value(picture: &Picture, series: usize, label: usize) -> Option<f64> {
    picture.series.get(series).and_then(|s| s.values.get(label)).copied().flatten()
}

/// Columns of the labels.
fn labels(picture: &Picture, most: u16) -> u16 {
    let widest = picture.labels.iter().map(|label| text::width(label)).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(most).min(most)
}

fn greatest(picture: &Picture) -> f64 {
    picture.series.iter().flat_map(|s| &s.values).flatten().copied().fold(0.0, f64::max)
}

/// Two series back to back, the oldest at the top.
fn pyramid(pen: &mut Pen<'_>, area: Area, picture: &Picture, window: Range<usize>, words: &Words) {
    let name = labels(picture, 12);
    let side = area.cols.saturating_sub(name + 6) / 2;
    let (bar, most) = (side.saturating_sub(8), greatest(picture));
    let middle = area.x + 2 + side;
    let count = picture.labels.len();
    for (y, nth) in (area.y..area.y + area.rows).zip(window) {
        let at = count.saturating_sub(nth + 1);
        let label = picture.labels.get(at).map(String::as_str).unwrap_or_default();
        let [left, right] = [0, 1].map(|series| value(picture, series, at).unwrap_or(0.0));
        let (wide, other) = (columns(left, most, bar), columns(right, most, bar));
        let text = said(left, picture.places, words.lang);
        let line = format!("{text} {}", sign(0).repeat(wide.into()));
        pen.right(area.x + 2, y, side, &line, Role::Plain);
        pen.put(middle + 1, y, name, label, Role::Quiet);
        let text = said(right, picture.places, words.lang);
        let line = format!("{} {text}", sign(1).repeat(other.into()));
        pen.put(middle + name + 2, y, side, &line, Role::Plain);
    }
}

/// A bar a label and series, with the band of the norm as strokes.
fn bars(pen: &mut Pen<'_>, area: Area, picture: &Picture, window: Range<usize>, words: &Words) {
    let name = labels(picture, area.cols / 3);
    let most = picture.norm.map_or(0.0, |(_, to)| to * 1.1).max(greatest(picture));
    let start = area.x + 2 + name + 1;
    let room = (area.x + area.cols).saturating_sub(start + 10);
    for (y, at) in (area.y..area.y + area.rows).zip(window) {
        let label = picture.labels.get(at).map(String::as_str).unwrap_or_default();
        pen.put(area.x + 2, y, name, label, Role::Plain);
        let known = value(picture, 0, at);
        let out = known.zip(picture.norm).is_some_and(|(value, (from, to))| value < from || value > to);
        let role = if out { Role::Alarm } else { Role::Plain };
        let Some(known) = known else {
            pen.put(start, y, room, "?", Role::Quiet);
            continue;
        };
        let wide = columns(known, most, room);
        pen.put(start, y, room, &sign(0).repeat(wide.into()), role);
        for edge in picture.norm.iter().flat_map(|(from, to)| [*from, *to]) {
            let stroke = columns(edge, most, room).min(room.saturating_sub(1));
            pen.put(start + stroke, y, 1, "│", Role::Key);
        }
        let mark = if out { " !" } else { "" };
        let text = format!("{}{mark}", said(known, picture.places, words.lang));
        pen.put(start + room + 1, y, 9, &text, role);
    }
}

/// A bar a label, its series one after the other, with their numbers behind it.
fn stacked(pen: &mut Pen<'_>, area: Area, picture: &Picture, window: Range<usize>, words: &Words) {
    let name = labels(picture, area.cols / 3);
    let sum = |at: usize| (0..picture.series.len()).filter_map(|s| value(picture, s, at)).sum::<f64>();
    let most = (0..picture.labels.len()).map(sum).fold(0.0, f64::max);
    let start = area.x + 2 + name + 1;
    let numbers = if area.cols >= 100 { 36 } else { 26 };
    let room = (area.x + area.cols).saturating_sub(start + numbers);
    for (y, at) in (area.y..area.y + area.rows).zip(window) {
        let label = picture.labels.get(at).map(String::as_str).unwrap_or_default();
        pen.put(area.x + 2, y, name, label, Role::Plain);
        let mut reached = 0.0;
        let mut drawn = 0;
        for series in 0..picture.series.len() {
            reached += value(picture, series, at).unwrap_or(0.0);
            let end = columns(reached, most, room);
            let wide = end.saturating_sub(drawn);
            pen.put(start + drawn, y, wide, &sign(series).repeat(wide.into()), Role::Plain);
            drawn = drawn.max(end);
        }
        let each = (0..picture.series.len()).map(|series| {
            value(picture, series, at).map_or_else(|| "?".to_owned(), |v| said(v, picture.places, words.lang))
        });
        let each: Vec<String> = each.collect();
        pen.put(start + room + 1, y, numbers.saturating_sub(1), &each.join(" · "), Role::Quiet);
    }
}

/// A line a series over labels in order.
#[allow(clippy::cast_precision_loss, reason = "labels are few")]
fn lines(pen: &mut Pen<'_>, area: Area, picture: &Picture) {
    let points: Vec<Vec<(f64, f64)>> = picture
        .series
        .iter()
        .map(|s| s.values.iter().enumerate().filter_map(|(at, v)| Some((at as f64, (*v)?))).collect())
        .collect();
    let markers = [Marker::Braille, Marker::Dot, Marker::Block];
    let style = pen.style(Role::Plain);
    let datasets = points.iter().zip(&picture.series).enumerate().map(|(at, (points, series))| {
        let marker = markers.get(at % markers.len()).copied().unwrap_or(Marker::Dot);
        Dataset::default()
            .name(series.label.as_str())
            .marker(marker)
            .graph_type(GraphType::Line)
            .data(points)
            .style(style)
    });
    let last = picture.labels.len().saturating_sub(1) as f64;
    let most = greatest(picture).max(1.0);
    let ends: Vec<Line<'_>> = [picture.labels.first(), picture.labels.last()]
        .into_iter()
        .flatten()
        .map(|label| Line::from(label.as_str()))
        .collect();
    let chart = Chart::new(datasets.collect())
        .x_axis(Axis::default().bounds([0.0, last]).labels(ends))
        .y_axis(Axis::default().bounds([0.0, most]).labels(vec![Line::from("0"), Line::from(format!("{most:.0}"))]))
        .style(style);
    pen.widget(area, chart);
}
