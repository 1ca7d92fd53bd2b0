//! Pictures in cells: bars that lie, so that long Vietnamese names stand beside them; lines on the library's chart. Series
//! are told apart by their signs, never by colour alone.

use super::pen::Pen;
use super::table;
use super::theme::Role;
use crate::app::parts::layout::Area;
use crate::app::parts::list::List;
use crate::app::words::text;
use crate::app::words::{Lang, Words};
use crate::exchange::picture::{Picture, Shape};
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType};

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

/// Columns before a row: the cursor's sign.
const SIGN: u16 = 2;

/// Draws a picture: its legend, then the labels of the window, the cursor before the chosen one.
pub fn draw(pen: &mut Pen<'_>, area: Area, picture: &Picture, list: &List, words: &Words) {
    legend(pen, area.top(), picture, words);
    let rows = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    if picture.shape == Shape::Lines {
        return lines(pen, rows, picture);
    }
    let high = u16::try_from(picture.lines_of_label()).unwrap_or(1);
    for (nth, row) in list.window().enumerate() {
        let y = rows.y + u16::try_from(nth).unwrap_or(u16::MAX).saturating_mul(high);
        let line = Area { y, rows: high.min((rows.y + rows.rows).saturating_sub(y)), ..rows };
        if line.rows == 0 {
            break;
        }
        if row == list.cursor {
            pen.put(line.x, y, SIGN, table::sign(true, false), Role::Strong);
            pen.point(line.x, y);
        }
        let at = picture.label_at(row);
        let line = Area { x: line.x + SIGN, cols: line.cols.saturating_sub(SIGN), ..line };
        match picture.shape {
            Shape::Pyramid => pyramid(pen, line, picture, at, words),
            Shape::Bars => bars(pen, line, picture, at, words),
            Shape::Stacked | Shape::Lines => stacked(pen, line, picture, at, words),
        }
    }
}

fn legend(pen: &mut Pen<'_>, area: Area, picture: &Picture, words: &Words) {
    let edge = area.x + area.cols;
    let mut x = area.x + SIGN;
    for (at, series) in picture.series.iter().enumerate() {
        x += pen.put(x, area.y, edge.saturating_sub(x), sign(at), Role::series(at)) + 1;
        x += pen.put(x, area.y, edge.saturating_sub(x), &series.label, Role::Quiet) + 3;
    }
    if let Some(norm) = &picture.norm {
        let [from, to] = [norm.from, norm.to].map(|value| said(value, 1, words.lang));
        x += pen.put(x, area.y, edge.saturating_sub(x), "│", Role::Key) + 1;
        pen.put(x, area.y, edge.saturating_sub(x), &format!("{} {from}–{to}", norm.name), Role::Quiet);
    }
}

/// Columns of the labels.
fn labels(picture: &Picture, most: u16) -> u16 {
    let widest = picture.labels.iter().map(|label| text::width(label)).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(most).min(most)
}

fn label(picture: &Picture, at: usize) -> &str {
    picture.labels.get(at).map(String::as_str).unwrap_or_default()
}

/// Two series back to back.
fn pyramid(pen: &mut Pen<'_>, area: Area, picture: &Picture, at: usize, words: &Words) {
    let name = labels(picture, 12);
    let side = area.cols.saturating_sub(name + 4) / 2;
    let (room, most) = (side.saturating_sub(8), picture.greatest());
    let middle = area.x + side;
    let [left, right] = [0, 1].map(|series| picture.value(series, at).unwrap_or(0.0));
    let (wide, other) = (columns(left, most, room), columns(right, most, room));
    pen.right(area.x, area.y, side - wide, &format!("{} ", said(left, picture.places, words.lang)), Role::Plain);
    pen.right(area.x, area.y, side, &sign(0).repeat(wide.into()), Role::series(0));
    pen.put(middle + 1, area.y, name, label(picture, at), Role::Quiet);
    let start = middle + name + 2;
    pen.put(start, area.y, other, &sign(1).repeat(other.into()), Role::series(1));
    let text = said(right, picture.places, words.lang);
    pen.put(start + other + 1, area.y, side.saturating_sub(other + 1), &text, Role::Plain);
}

/// A bar a series, one under the other, with the band of the norm as strokes.
fn bars(pen: &mut Pen<'_>, area: Area, picture: &Picture, at: usize, words: &Words) {
    let name = labels(picture, area.cols / 3);
    let most = picture.norm.as_ref().map_or(0.0, |norm| norm.to * 1.1).max(picture.greatest());
    let start = area.x + name + 1;
    let room = (area.x + area.cols).saturating_sub(start + 10);
    pen.put(area.x, area.y, name, label(picture, at), Role::Plain);
    for (y, series) in (area.y..area.y + area.rows).zip(0..picture.series.len()) {
        let Some(known) = picture.value(series, at) else {
            // a body that the unit does not have
            pen.put(start, y, room, if picture.is_known(at) { "·" } else { "?" }, Role::Quiet);
            continue;
        };
        let wide = columns(known, most, room);
        pen.put(start, y, room, &sign(series).repeat(wide.into()), Role::series(series));
        for edge in picture.norm.iter().flat_map(|norm| [norm.from, norm.to]) {
            let stroke = columns(edge, most, room).min(room.saturating_sub(1));
            pen.put(start + stroke, y, 1, "│", Role::Key);
        }
        let (mark, role) = if picture.is_out(known) { (" !", Role::Alarm) } else { ("", Role::Plain) };
        let text = format!("{}{mark}", said(known, picture.places, words.lang));
        pen.put(start + room + 1, y, 9, &text, role);
    }
}

/// The series one after the other in a bar, with their numbers behind it.
fn stacked(pen: &mut Pen<'_>, area: Area, picture: &Picture, at: usize, words: &Words) {
    let name = labels(picture, area.cols / 3);
    let series = picture.series.len();
    let sum = |at: usize| (0..series).filter_map(|s| picture.value(s, at)).sum::<f64>();
    let most = (0..picture.labels.len()).map(sum).fold(0.0, f64::max);
    let start = area.x + name + 1;
    let edge = area.x + area.cols;
    let numbers = if area.cols >= 98 { 36 } else { 26 };
    let room = edge.saturating_sub(start + numbers);
    pen.put(area.x, area.y, name, label(picture, at), Role::Plain);
    let (mut reached, mut drawn, mut x) = (0.0, 0, start + room + 1);
    for one in 0..series {
        let value = picture.value(one, at);
        reached += value.unwrap_or(0.0);
        let end = columns(reached, most, room);
        let wide = end.saturating_sub(drawn);
        pen.put(start + drawn, area.y, wide, &sign(one).repeat(wide.into()), Role::series(one));
        drawn = drawn.max(end);
        if one > 0 {
            x += pen.put(x, area.y, edge.saturating_sub(x), " · ", Role::Quiet);
        }
        let text = value.map_or_else(|| "?".to_owned(), |v| said(v, picture.places, words.lang));
        x += pen.put(x, area.y, edge.saturating_sub(x), &text, Role::series(one));
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
    let most = picture.greatest().max(1.0);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::picture::{Norm, Series};
    use crate::ui::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn every_series_of_bars_is_drawn_and_told_apart_by_its_sign() {
        let series = |label: &str, values: [Option<f64>; 2]| Series {
            label: label.to_owned(),
            values: values.to_vec(),
            ..Series::default()
        };
        let picture = Picture {
            id: "p".to_owned(),
            title: "T".to_owned(),
            shape: Shape::Bars,
            labels: vec!["Huyện A".to_owned(), "Công an".to_owned()],
            series: vec![series("Ban chấp hành", [Some(1.2), None]), series("Ban thường vụ", [Some(0.6), Some(1.6)])],
            norm: Some(Norm { from: 1.0, to: 1.5, name: "khung".to_owned() }),
            places: 1,
        };
        let mut cells = Buffer::empty(Rect::new(0, 0, 80, 8));
        let mut list = List::default();
        list.fit(2, 3);
        let area = Area { x: 0, y: 0, cols: 80, rows: 8 };
        let mut pen = Pen::new(&mut cells, Theme::default().without_colours());
        draw(&mut pen, area, &picture, &list, &Words::of(Lang::Vi));
        let line = |y: u16| (0..80).map(|x| cells[(x, y)].symbol()).collect::<String>();
        assert!(line(0).contains("█ Ban chấp hành   ▒ Ban thường vụ   │ khung 1,0–1,5"), "{}", line(0));
        let full = |y: u16, sign: &str| line(y).matches(sign).count();
        assert!(line(1).starts_with("▸ Huyện A") && line(1).contains("1,2"), "{}", line(1));
        assert!(line(2).contains("0,6 !") && line(4).contains("1,6 !"), "outside the norm: {} {}", line(2), line(4));
        // the strokes of the norm stand over a bar
        assert!(full(1, "█").abs_diff(2 * full(2, "▒")) <= 3, "{} {}", line(1), line(2));
        assert!(line(3).contains("Công an") && line(3).contains("·") && full(3, "█") == 0, "{}", line(3));
    }
}
