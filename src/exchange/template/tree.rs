//! A part of a word processor's document as a tree, small enough to move rows and paragraphs about in it.

use super::error::TemplateError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in one another: a document has some thirty levels.
const DEPTH: usize = 200;
/// How many pieces a part may have.
const PIECES: usize = 2_000_000;

/// A piece of a part.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    /// Text, as it is read.
    Text(String),
    /// A field or a marker of the template, outside all text.
    Tag(String),
    /// A comment, a declaration: written as it was.
    Raw(String),
}

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element {
    /// Name with its prefix, and attributes, as in the file.
    head: String,
    /// How long the name is.
    name: usize,
    /// What is in it.
    pub nodes: Vec<Node>,
}

impl Element {
    /// An element without attributes.
    pub fn new(name: &str) -> Element {
        Element { head: name.to_owned(), name: name.len(), nodes: Vec::new() }
    }

    fn of(start: &BytesStart<'_>) -> Element {
        let head: &str = start;
        Element { head: head.to_owned(), name: start.name().as_ref().len(), nodes: Vec::new() }
    }

    /// Its name with its prefix: `w:tr`.
    pub fn name(&self) -> &str {
        self.head.get(..self.name).unwrap_or_default()
    }

    /// Keeps blanks at the ends of its text.
    pub fn keep_blanks(&mut self) {
        if !self.head.contains("xml:space") {
            self.head.push_str(" xml:space=\"preserve\"");
        }
    }

    /// The elements of a name in it.
    pub fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        let of = move |n: &'e Node| if let Node::Element(e) = n { Some(e) } else { None };
        self.nodes.iter().filter_map(of).filter(move |e| e.name() == name)
    }

    /// The first of them.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.nodes
            .iter()
            .find_map(|n| if let Node::Element(e) = n { Some(e).filter(|e| e.name() == name) } else { None })
    }

    /// The range of an attribute's value.
    fn value_of(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let named = |quote: char| self.head.find(&format!(" {name}={quote}")).map(|at| (at + name.len() + 3, quote));
        let (from, quote) = named('"').or_else(|| named('\''))?;
        let to = self.head.get(from..)?.find(quote)?;
        Some(from..from + to)
    }

    /// The value of an attribute, still escaped.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.head.get(self.value_of(name)?)
    }

    /// Sets an attribute to a plain value.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        match self.value_of(name) {
            Some(range) => self.head.replace_range(range, value),
            None => self.head.push_str(&format!(" {name}=\"{value}\"")),
        }
    }

    /// Takes an attribute away.
    pub fn remove_attribute(&mut self, name: &str) {
        if let Some(range) = self.value_of(name) {
            let from = range.start.saturating_sub(name.len() + 3);
            self.head.replace_range(from..(range.end + 1).min(self.head.len()), "");
        }
    }

    /// The elements in it, of whatever name.
    pub fn elements(&mut self) -> impl Iterator<Item = &mut Element> {
        self.nodes.iter_mut().filter_map(|n| if let Node::Element(e) = n { Some(e) } else { None })
    }

    /// Whether an element of that name lies in it at any depth.
    pub fn holds(&self, name: &str) -> bool {
        self.nodes.iter().any(|n| matches!(n, Node::Element(e) if e.name() == name || e.holds(name)))
    }
}

/// Reads a part.
///
/// # Errors
/// It is not well formed, is too deep or too large, or defines names of its own.
pub(super) fn parse(xml: &str) -> Result<Vec<Node>, TemplateError> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    for _ in 0..PIECES {
        let event = reader.read_event().map_err(|_| TemplateError::Broken)?;
        let node = match event {
            Event::Eof if open.is_empty() => return Ok(top),
            Event::Eof => return Err(TemplateError::Broken),
            Event::Start(start) => {
                open.push(Element::of(&start));
                if open.len() > DEPTH {
                    return Err(TemplateError::TooLarge);
                }
                continue;
            }
            Event::End(_) => Node::Element(open.pop().ok_or(TemplateError::Broken)?),
            Event::Empty(start) => Node::Element(Element::of(&start)),
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(name) => Node::Text(letter(&name)?.to_string()),
            Event::Comment(_) | Event::PI(_) => continue,
            Event::Decl(decl) => Node::Raw(format!("<?{}?>\n", &*decl)),
            Event::DocType(_) => return Err(TemplateError::Broken),
        };
        let nodes = open.last_mut().map_or(&mut top, |e| &mut e.nodes);
        match (nodes.last_mut(), node) {
            // a letter that is written by its name parts a text in the file only
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => nodes.push(node),
        }
    }
    Err(TemplateError::TooLarge)
}

fn letter(name: &quick_xml::events::BytesRef<'_>) -> Result<char, TemplateError> {
    if let Some(letter) = name.resolve_char_ref().map_err(|_| TemplateError::Broken)? {
        return Ok(letter);
    }
    match &**name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(TemplateError::Broken),
    }
}

/// What pieces are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The engine: whatever opens a field elsewhere than in a tag is made harmless.
    Engine,
    File,
}

/// Writes nodes as text.
pub(super) fn write(nodes: &[Node], to: For, out: &mut String) {
    let sound = |text: &str, out: &mut String| if to == For::Engine { harmless(text, out) } else { out.push_str(text) };
    for node in nodes {
        match node {
            Node::Text(text) => sound(&escaped(text), out),
            Node::Tag(tag) => out.push_str(tag),
            Node::Raw(raw) => out.push_str(raw),
            Node::Element(element) => {
                out.push('<');
                sound(&element.head, out);
                if element.nodes.is_empty() {
                    out.push_str("/>");
                    continue;
                }
                out.push('>');
                write(&element.nodes, to, out);
                out.push_str("</");
                out.push_str(element.name());
                out.push('>');
            }
        }
    }
}

/// Text with what XML reserves written by name, and without what it forbids.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn harmless(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str("&#123;");
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    out.push_str(rest);
}
