//! Pictures as SVG: bars that lie, lines, and the band of the norm. One element each, without scripts, fonts or addresses
//! of anywhere else; text takes the colour of the page around it, light or dark.

use super::Lang;
use super::picture::{Picture, Shape};
use std::fmt::Write;

/// Width of a picture, in its own units.
const WIDTH: f64 = 760.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// Thickness of a bar.
const BAR: f64 = 14.0;
/// From a bar to the next of its label.
const CLOSE: f64 = 16.0;
/// What a letter takes, about.
const LETTER: f64 = 6.6;
/// Height of the legend.
const LEGEND: f64 = 26.0;
/// Height of a picture of lines.
const LINES: f64 = 260.0;
/// Room beside a picture that is a file of its own.
const EDGE: f64 = 12.0;
/// Room above it, for its title.
const TITLE: f64 = 36.0;
/// Room below it.
const FOOT: f64 = 30.0;
/// Colours of the series, of one weight on light and on dark.
const COLOURS: [&str; 5] = ["#3f74b5", "#d5832f", "#62a05a", "#b65a68", "#8b8f98"];

/// Colour of the norm's band, drawn so that bars are seen on it.
const NORM: &str = "#62a05a";

fn colour(series: usize) -> &'static str {
    COLOURS.get(series % COLOURS.len()).copied().unwrap_or("#3f74b5")
}

/// A text with what would be markup written as text.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // no control character may stand in a document
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A number as a language writes it.
fn said(value: f64, places: u8, lang: Lang) -> String {
    if places == 0 {
        let digits = format!("{:.0}", value.abs());
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if lang == Lang::Vi { '.' } else { ',' });
            }
            out.push(digit);
        }
        return if value < 0.0 { format!("-{out}") } else { out };
    }
    let text = format!("{value:.*}", usize::from(places));
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

#[allow(clippy::cast_precision_loss, reason = "labels are few and short")]
fn letters(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

#[allow(clippy::cast_precision_loss, reason = "rows are few")]
fn row(at: usize) -> f64 {
    LEGEND + at as f64 * ROW
}

/// A picture that is being drawn.
struct Pen<'a> {
    picture: &'a Picture,
    lang: Lang,
    out: String,
}

impl Pen<'_> {
    fn text(&mut self, x: f64, y: f64, anchor: &str, text: &str) {
        let text = escaped(text);
        // a text cannot fail to be written into a text
        let _ = write!(self.out, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
    }

    fn bar(&mut self, x: f64, y: f64, width: f64, series: usize, title: &str) {
        let (fill, title) = (colour(series), escaped(title));
        let _ = write!(
            self.out,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{BAR}" fill="{fill}"><title>{title}</title></rect>"#
        );
    }

    fn number(&self, value: f64) -> String {
        said(value, self.picture.places, self.lang)
    }

    fn legend(&mut self) {
        let mut x = 0.0;
        for (at, series) in self.picture.series.iter().enumerate() {
            let fill = colour(at);
            let _ = write!(self.out, r#"<circle cx="{:.1}" cy="9" r="5" fill="{fill}"/>"#, x + 6.0);
            self.text(x + 16.0, 13.0, "start", &series.label);
            x += letters(&series.label) + 36.0;
        }
        if let Some(norm) = &self.picture.norm {
            let _ = write!(
                self.out,
                r#"<rect class="norm" x="{:.1}" y="3" width="12" height="12" fill="{NORM}" fill-opacity="0.35"/>"#,
                x + 1.0
            );
            let band = format!("{} {}–{}", norm.name, said(norm.from, 1, self.lang), said(norm.to, 1, self.lang));
            self.text(x + 18.0, 13.0, "start", &band);
        }
    }

    /// Columns of the labels.
    fn labels(&self) -> f64 {
        self.picture.labels.iter().map(|label| letters(label)).fold(0.0, f64::max).min(WIDTH / 3.0) + 8.0
    }

    fn pyramid(&mut self) -> f64 {
        let name = self.labels();
        let side = (WIDTH - name) / 2.0 - 46.0;
        let most = self.picture.greatest().max(f64::MIN_POSITIVE);
        let count = self.picture.labels.len();
        for line in 0..count {
            let (y, at) = (row(line), self.picture.label_at(line));
            let label = self.picture.labels.get(at).cloned().unwrap_or_default();
            self.text(WIDTH / 2.0, y + 11.0, "middle", &label);
            for series in 0..2 {
                let value = self.picture.value(series, at).unwrap_or(0.0);
                let wide = side * value / most;
                let number = self.number(value);
                if series == 0 {
                    let x = WIDTH / 2.0 - name / 2.0 - wide;
                    self.bar(x, y, wide, series, &format!("{label}: {number}"));
                    self.text(x - 5.0, y + 11.0, "end", &number);
                } else {
                    let x = WIDTH / 2.0 + name / 2.0;
                    self.bar(x, y, wide, series, &format!("{label}: {number}"));
                    self.text(x + wide + 5.0, y + 11.0, "start", &number);
                }
            }
        }
        row(count)
    }

    #[allow(clippy::cast_precision_loss, reason = "bars are few")]
    fn bars(&mut self) -> f64 {
        let name = self.labels();
        let room = WIDTH - name - 60.0;
        let most = self.picture.norm.as_ref().map_or(0.0, |norm| norm.to * 1.1);
        let most = most.max(self.picture.greatest()).max(f64::MIN_POSITIVE);
        let each = self.picture.series.len().max(1);
        let group = each as f64 * CLOSE + ROW - CLOSE;
        let bottom = LEGEND + self.picture.labels.len() as f64 * group;
        if let Some(norm) = &self.picture.norm {
            let (x, wide, high) =
                (name + room * norm.from / most, room * (norm.to - norm.from) / most, bottom - LEGEND);
            let _ = write!(
                self.out,
                r#"<rect class="norm" x="{x:.1}" y="{LEGEND}" width="{wide:.1}" height="{high:.1}" fill="{NORM}" fill-opacity="0.18"/>"#
            );
        }
        for (at, label) in self.picture.labels.iter().enumerate() {
            let top = LEGEND + at as f64 * group;
            self.text(name - 8.0, top + 11.0 + (each - 1) as f64 * CLOSE / 2.0, "end", label);
            for series in 0..each {
                let y = top + series as f64 * CLOSE;
                let Some(value) = self.picture.value(series, at) else {
                    if !self.picture.is_known(at) {
                        self.text(name + 4.0, y + 11.0, "start", "?");
                    }
                    continue;
                };
                let wide = room * value.max(0.0) / most;
                let number = self.number(value);
                let mark = if self.picture.is_out(value) { " !" } else { "" };
                self.bar(name, y, wide, series, &format!("{label}: {number}"));
                self.text(name + wide + 5.0, y + 11.0, "start", &format!("{number}{mark}"));
            }
        }
        bottom
    }

    fn stacked(&mut self) -> f64 {
        let name = self.labels();
        let series = self.picture.series.len();
        let sum = |pen: &Pen<'_>, at: usize| (0..series).filter_map(|s| pen.picture.value(s, at)).sum::<f64>();
        let count = self.picture.labels.len();
        let most = (0..count).map(|at| sum(self, at)).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let numbers = 190.0;
        let room = WIDTH - name - numbers;
        for at in 0..count {
            let (y, label) = (row(at), self.picture.labels.get(at).cloned().unwrap_or_default());
            self.text(name - 8.0, y + 11.0, "end", &label);
            let mut x = name;
            let mut said = Vec::new();
            for one in 0..series {
                let value = self.picture.value(one, at);
                said.push(value.map_or_else(|| "?".to_owned(), |v| self.number(v)));
                let wide = room * value.unwrap_or(0.0).max(0.0) / most;
                if wide > 0.0 {
                    let of = self.picture.series.get(one).map(|s| s.label.clone()).unwrap_or_default();
                    let title = format!("{label}, {of}: {}", said.last().cloned().unwrap_or_default());
                    self.bar(x, y, wide, one, &title);
                }
                x += wide;
            }
            self.text(x + 6.0, y + 11.0, "start", &said.join(" · "));
        }
        row(count)
    }

    #[allow(clippy::cast_precision_loss, reason = "labels are few")]
    fn lines(&mut self) -> f64 {
        let (left, right) = (48.0, WIDTH - 24.0);
        let most = self.picture.greatest().max(f64::MIN_POSITIVE);
        let steps = self.picture.labels.len().saturating_sub(1).max(1) as f64;
        let x = |at: usize| left + (right - left) * at as f64 / steps;
        let y = |value: f64| LEGEND + LINES - LINES * value / most;
        for part in 0..=4 {
            let value = most * f64::from(part) / 4.0;
            let at = y(value);
            let _ = write!(
                self.out,
                r#"<line x1="{left}" y1="{at:.1}" x2="{right}" y2="{at:.1}" stroke="currentColor" stroke-opacity="0.2"/>"#
            );
            let number = self.number(value);
            self.text(left - 6.0, at + 4.0, "end", &number);
        }
        for (at, label) in self.picture.labels.iter().enumerate() {
            self.text(x(at), LEGEND + LINES + 18.0, "middle", label);
        }
        for (nth, series) in self.picture.series.iter().enumerate() {
            let known = series.values.iter().enumerate().filter_map(|(at, value)| Some((x(at), y((*value)?))));
            let points: Vec<String> = known.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            let (points, stroke) = (points.join(" "), colour(nth));
            let _ = write!(self.out, r#"<polyline points="{points}" fill="none" stroke="{stroke}" stroke-width="2"/>"#);
        }
        LEGEND + LINES + 26.0
    }
}

/// What a picture is made of, and how high it is.
fn drawn(picture: &Picture, lang: Lang) -> (String, f64) {
    let mut pen = Pen { picture, lang, out: String::new() };
    pen.legend();
    let height = match picture.shape {
        Shape::Pyramid => pen.pyramid(),
        Shape::Bars => pen.bars(),
        Shape::Stacked => pen.stacked(),
        Shape::Lines => pen.lines(),
    };
    (format!("<title>{}</title>{}", escaped(&picture.title), pen.out), height)
}

/// A picture as one SVG element within a page, whose colour its letters take.
#[must_use]
pub fn svg(picture: &Picture, lang: Lang) -> String {
    let (shapes, height) = drawn(picture, lang);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0}" role="img" font-family="sans-serif" font-size="12" fill="currentColor">{shapes}</svg>"#
    )
}

/// A picture as a file of its own: its title above it, and below it what is said of the whole (how far it may go, of
/// which day it is).
#[must_use]
pub fn file(picture: &Picture, lang: Lang, foot: &str) -> String {
    let (shapes, height) = drawn(picture, lang);
    let (wide, high) = (WIDTH + 2.0 * EDGE, height + TITLE + FOOT);
    let (title, foot, under) = (escaped(&picture.title), escaped(foot), height + FOOT / 2.0 + 4.0);
    format!(
        r##"<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{EDGE} -{TITLE} {wide:.0} {high:.0}" role="img" font-family="sans-serif" font-size="12" color="#1d2330" fill="currentColor"><rect class="page" x="-{EDGE}" y="-{TITLE}" width="{wide:.0}" height="{high:.0}" fill="#ffffff"/><text x="0" y="-14" font-size="15" font-weight="bold">{title}</text>{shapes}<text x="0" y="{under:.1}" font-size="11">{foot}</text></svg>
"##
    )
}

#[cfg(test)]
mod tests {
    use super::super::picture::{NormBand, Series};
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn picture(shape: Shape, values: &[&[Option<f64>]], norm: Option<NormBand>) -> Picture {
        let series = values
            .iter()
            .map(|v| Series { label: "A & <B>".to_owned(), values: v.to_vec(), ..Series::default() })
            .collect();
        let labels = ["một", "hai \"3\""].map(str::to_owned).to_vec();
        Picture { id: "p".to_owned(), title: "T\u{1}<x>".to_owned(), shape, labels, series, norm, places: 2 }
    }

    /// Widths of the bars of a picture that is well-formed.
    fn bars(svg: &str) -> Vec<f64> {
        let mut reader = Reader::from_str(svg);
        let mut depth = 0;
        let mut widths = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(e) => {
                    depth += 1;
                    if e.name().as_ref() == "rect" {
                        let width = e.try_get_attribute("width").unwrap().unwrap();
                        widths.push(width.value.parse().unwrap());
                    }
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        widths
    }

    #[test]
    fn every_bar_is_as_long_as_its_number() {
        let widths = bars(&svg(
            &picture(
                Shape::Bars,
                &[&[Some(1.0), Some(1.5)]],
                Some(NormBand { from: 1.0, to: 1.5, name: "N".to_owned() }),
            ),
            Lang::Vi,
        ));
        assert_eq!(widths.len(), 2, "{widths:?}");
        assert!((widths[1] / widths[0] - 1.5).abs() < 0.01, "{widths:?}");
        let both: [&[Option<f64>]; 2] = [&[Some(30.0), Some(0.0)], &[Some(10.0), Some(20.0)]];
        let widths = bars(&svg(&picture(Shape::Stacked, &both, None), Lang::Vi));
        assert_eq!(widths.len(), 3, "nothing is drawn of none: {widths:?}");
        assert!((widths[0] - 3.0 * widths[1]).abs() < 0.3 && (widths[2] - 2.0 * widths[1]).abs() < 0.3, "{widths:?}");
        let widths = bars(&svg(&picture(Shape::Pyramid, &both, None), Lang::En));
        assert!((widths[2] - 3.0 * widths[3]).abs() < 0.3, "the last label stands at the top: {widths:?}");
    }

    #[test]
    fn a_file_of_its_own_bears_its_title_and_how_far_it_may_go() {
        let text = file(&picture(Shape::Stacked, &[&[Some(1.0), Some(1.5)]], None), Lang::Vi, "NỘI BỘ & MẬT");
        assert_eq!(bars(&text).len(), 2);
        assert!(text.contains(">T &lt;x&gt;</text>") && text.contains(">NỘI BỘ &amp; MẬT</text>"), "{text}");
    }

    #[test]
    fn what_is_not_known_is_no_bar_and_lines_are_well_formed() {
        let text = svg(&picture(Shape::Bars, &[&[None, Some(1.5)]], None), Lang::Vi);
        assert_eq!(bars(&text).len(), 1);
        assert!(text.contains(">?<") && text.contains("1,50") && text.contains("A &amp; &lt;B&gt;"), "{text}");
        assert_eq!(bars(&svg(&picture(Shape::Lines, &[&[Some(1.0), None]], None), Lang::En)), Vec::<f64>::new());
    }
}
