//! Fields and markers in the text of a template: found, put together where a word processor parted them, and lifted
//! around the row, the cell or the paragraph that they repeat.

use super::error::TemplateError;
use super::grid;
use super::tree::{Element, Node};
use std::ops::Range;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPiece<'t> {
    /// Text without tags.
    Plain(&'t str),
    /// `{{ … }}`
    Field(&'t str),
    /// `{% … %}`
    Marker(&'t str),
}

/// The range of the first field or marker of a text, and whether it is a field.
fn next(text: &str) -> Result<Option<(Range<usize>, bool)>, TemplateError> {
    let field = text.find("{{");
    let marker = text.find("{%");
    let (from, end, is_field) = match (field, marker) {
        (None, None) => return Ok(None),
        (Some(f), m) if m.is_none_or(|m| f < m) => (f, "}}", true),
        (_, Some(m)) => (m, "%}", false),
        (Some(f), None) => (f, "}}", true),
    };
    let rest = text.get(from..).unwrap_or_default();
    let to = rest.find(end).ok_or_else(|| TemplateError::Syntax(rest.chars().take(40).collect()))?;
    Ok(Some((from..from + to + end.len(), is_field)))
}

/// The stretches of a text in order.
pub(super) fn pieces(text: &str) -> Result<Vec<TextPiece<'_>>, TemplateError> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((range, field)) = next(rest)? {
        let plain = rest.get(..range.start).unwrap_or_default();
        if !plain.is_empty() {
            out.push(TextPiece::Plain(plain));
        }
        let tag = rest.get(range.clone()).unwrap_or_default();
        out.push(if field { TextPiece::Field(tag) } else { TextPiece::Marker(tag) });
        rest = rest.get(range.end..).unwrap_or_default();
    }
    if !rest.is_empty() {
        out.push(TextPiece::Plain(rest));
    }
    Ok(out)
}

/// A tag as the engine reads it: quotation marks that a word processor bent are straight, and each tag ends a line, so
/// that the line which an error names is the tag.
pub(super) fn straight(tag: &str) -> String {
    let bent = |c: char| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' => ' ',
        c => c,
    };
    let tag: String = tag.chars().map(bent).collect();
    let inner = tag.len().saturating_sub(2);
    format!("{}\n{}", tag.get(..inner).unwrap_or_default(), tag.get(inner..).unwrap_or_default())
}

/// What a marker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Neither,
}

fn role(marker: &str) -> Role {
    let inner = marker.trim_start_matches("{%").trim_start_matches("tc ").trim_start_matches('-').trim_start();
    match inner.split(|c: char| !c.is_alphanumeric()).next() {
        Some("for" | "if") => Role::Opens,
        Some("endfor" | "endif") => Role::Closes,
        _ => Role::Neither,
    }
}

/// Puts every field of a paragraph into the run in which it begins.
///
/// # Errors
/// One that is not closed within its paragraph.
pub(super) fn join(nodes: &mut [Node]) -> Result<(), TemplateError> {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.name() == "w:p" {
                join_paragraph(element)?;
            }
            join(&mut element.nodes)?;
        }
    }
    Ok(())
}

fn texts<'e>(element: &'e mut Element, out: &mut Vec<&'e mut String>) {
    let in_text = element.name() == "w:t";
    for node in &mut element.nodes {
        match node {
            Node::Text(text) if in_text => out.push(text),
            // a paragraph within is a text of its own
            Node::Element(e) if e.name() != "w:p" => texts(e, out),
            _ => {}
        }
    }
}

fn join_paragraph(paragraph: &mut Element) -> Result<(), TemplateError> {
    let mut runs = Vec::new();
    texts(paragraph, &mut runs);
    let whole: String = runs.iter().map(|r| r.as_str()).collect();
    let mut from = 0;
    while let Some((range, _)) = next(whole.get(from..).unwrap_or_default())? {
        let range = from + range.start..from + range.end;
        gather(&mut runs, &whole, &range);
        from = range.end;
    }
    Ok(())
}

/// Moves a range of the whole text into the run in which it begins.
fn gather(runs: &mut [&mut String], whole: &str, range: &Range<usize>) {
    let (mut at, mut taken) = (0, false);
    for run in runs.iter_mut() {
        let (begins, ends) = (at, at + run.len());
        at = ends;
        if ends <= range.start || begins >= range.end || (begins <= range.start && ends >= range.end) {
            continue;
        }
        let before = run.get(..range.start.saturating_sub(begins)).unwrap_or_default();
        let after = run.get(range.end.saturating_sub(begins).min(run.len())..).unwrap_or_default();
        // the whole text stays what it is, only the bounds of its runs move
        let tag = if taken { "" } else { whole.get(range.clone()).unwrap_or_default() };
        let joined = format!("{before}{tag}{after}");
        taken = true;
        **run = joined;
    }
}

pub(super) fn text_of(element: &Element) -> String {
    fn add(element: &Element, out: &mut String) {
        let in_text = element.name() == "w:t";
        for node in &element.nodes {
            match node {
                Node::Text(text) if in_text => out.push_str(text),
                Node::Element(e) => add(e, out),
                _ => {}
            }
        }
    }
    let mut out = String::new();
    add(element, &mut out);
    out
}

/// Lifts markers: a row or a paragraph of nothing but markers is those markers; a row whose first marker is closed by
/// its last stands between them; so does a cell between `{%tc … %}` and `{%tc … %}`.
///
/// # Errors
/// A field that is not closed.
pub(super) fn lift(nodes: &mut Vec<Node>) -> Result<(), TemplateError> {
    let mut out = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        let Node::Element(element) = &mut node else {
            out.push(node);
            continue;
        };
        let whole = text_of(element);
        let around = match element.name() {
            "w:tr" | "w:p" if !element.holds("w:sectPr") && only_markers(&whole)? => {
                out.extend(markers(&whole)?.map(|m| Node::Tag(straight(m))));
                continue;
            }
            "w:tr" => row_between(element, &whole)?,
            "w:tc" => cell_between(&whole)?,
            "w:tbl" => {
                grid::lift(element)?;
                None
            }
            _ => None,
        };
        if let Some((first, last)) = &around {
            cut(element, first, true);
            cut(element, last, false);
        }
        lift(&mut element.nodes)?;
        match around {
            Some((first, last)) => {
                let plain = |tag: &str| Node::Tag(straight(&tag.replacen("{%tc ", "{% ", 1)));
                out.extend([plain(&first), node, plain(&last)]);
            }
            None => out.push(node),
        }
    }
    *nodes = out;
    Ok(())
}

fn markers(text: &str) -> Result<impl Iterator<Item = &str>, TemplateError> {
    Ok(pieces(text)?.into_iter().filter_map(|p| if let TextPiece::Marker(m) = p { Some(m) } else { None }))
}

fn only_markers(text: &str) -> Result<bool, TemplateError> {
    if !text.contains("{%") {
        return Ok(false);
    }
    Ok(pieces(text)?.iter().all(|p| match p {
        TextPiece::Plain(text) => text.trim().is_empty(),
        TextPiece::Marker(marker) => !marker.starts_with("{%tc "),
        TextPiece::Field(_) => false,
    }))
}

type Around = Option<(String, String)>;

/// The two markers between which a text stands as a whole: the first is closed by the last.
fn between(text: &str) -> Result<Around, TemplateError> {
    let pieces = pieces(text.trim())?;
    let (Some(TextPiece::Marker(first)), Some(TextPiece::Marker(last))) = (pieces.first(), pieces.last()) else {
        return Ok(None);
    };
    let mut depth = 0_i32;
    for (at, piece) in pieces.iter().enumerate() {
        let TextPiece::Marker(marker) = piece else { continue };
        match role(marker) {
            Role::Opens => depth += 1,
            Role::Closes => depth -= 1,
            Role::Neither => {}
        }
        let is_last = at + 1 == pieces.len();
        if (depth == 0) != is_last {
            return Ok(None);
        }
    }
    Ok(Some(((*first).to_owned(), (*last).to_owned())))
}

fn row_between(row: &mut Element, whole: &str) -> Result<Around, TemplateError> {
    let Some((first, last)) = between(whole)? else { return Ok(None) };
    if first.starts_with("{%tc ") {
        return Ok(None);
    }
    // within one cell of several the markers speak of what is in the cell
    let mut cells: Vec<String> = row.elements().filter(|e| e.name() == "w:tc").map(|e| text_of(e)).collect();
    let several = cells.len() > 1;
    cells.retain(|text| text.contains("{%"));
    let one = several && cells.len() == 1;
    Ok((!one).then_some((first, last)))
}

pub(super) fn cell_between(whole: &str) -> Result<Around, TemplateError> {
    let around = between(whole)?;
    Ok(around.filter(|(first, last)| first.starts_with("{%tc ") && last.starts_with("{%tc ")))
}

/// Takes the first or the last occurrence of a marker out of an element's text.
fn cut(element: &mut Element, marker: &str, first: bool) {
    let mut runs = Vec::new();
    all_texts(element, &mut runs);
    let run = if first {
        runs.into_iter().find(|r| r.contains(marker))
    } else {
        runs.into_iter().rfind(|r| r.contains(marker))
    };
    if let Some(run) = run {
        let at = if first { run.find(marker) } else { run.rfind(marker) };
        if let Some(at) = at {
            run.replace_range(at..at + marker.len(), "");
        }
    }
}

fn all_texts<'e>(element: &'e mut Element, out: &mut Vec<&'e mut String>) {
    let in_text = element.name() == "w:t";
    for node in &mut element.nodes {
        match node {
            Node::Text(text) if in_text => out.push(text),
            Node::Element(e) => all_texts(e, out),
            _ => {}
        }
    }
}

/// Turns the fields and markers that are left in texts into tags, which are written as they are.
///
/// # Errors
/// A field that is not closed.
pub(super) fn expose(nodes: &mut Vec<Node>) -> Result<(), TemplateError> {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let tagged = element.name() == "w:t"
            && element.nodes.iter().any(|n| matches!(n, Node::Text(t) if t.contains("{{") || t.contains("{%")));
        if !tagged {
            expose(&mut element.nodes)?;
            continue;
        }
        let mut out = Vec::new();
        for node in std::mem::take(&mut element.nodes) {
            let Node::Text(text) = &node else {
                out.push(node);
                continue;
            };
            for piece in pieces(text)? {
                out.push(match piece {
                    TextPiece::Plain(plain) => Node::Text(plain.to_owned()),
                    TextPiece::Field(tag) | TextPiece::Marker(tag) => Node::Tag(straight(tag)),
                });
            }
        }
        element.nodes = out;
        element.keep_blanks();
    }
    Ok(())
}

/// A cell must end with a paragraph: one that lost all of its own is given an empty one. A table that lost columns is as
/// wide as it was.
pub(super) fn mend(nodes: &mut [Node]) {
    for node in nodes {
        if let Node::Element(element) = node {
            mend(&mut element.nodes);
            if element.name() == "w:tbl" {
                grid::fit(element);
            }
            let ends = matches!(element.nodes.iter().rev().find(|n| matches!(n, Node::Element(_))),
                Some(Node::Element(e)) if e.name() == "w:p");
            if element.name() == "w:tc" && !ends {
                element.nodes.push(Node::Element(Element::new("w:p")));
            }
        }
    }
}
