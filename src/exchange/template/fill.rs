//! Templates filled: the parts of the document that hold text, each rendered with the same fields.

use super::error::TemplateError;
use super::fields::Fields;
use super::{engine, tags, tree};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The largest file of a template, in bytes.
const FILE: usize = 16 << 20;
/// The largest part of one, unpacked, and the largest sum of its parts.
const PART: u64 = 24 << 20;
/// How many parts it may have.
const PARTS: usize = 2_000;

/// Parts of a document that hold text.
fn has_text(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|n| n.strip_suffix(".xml")) else { return false };
    part == "document" || part == "footnotes" || part.starts_with("header") || part.starts_with("footer")
}

/// Fills a template: every part that holds text, with the same fields.
///
/// # Errors
/// What is wrong with the template.
pub fn fill(template: &[u8], fields: &Fields) -> Result<Vec<u8>, TemplateError> {
    fill_with(template, fields, &|xml| xml)
}

/// The same, each filled part of text handed to `then` before it is written.
///
/// # Errors
/// What is wrong with the template.
pub fn fill_with(template: &[u8], fields: &Fields, then: &dyn Fn(String) -> String) -> Result<Vec<u8>, TemplateError> {
    if template.len() > FILE {
        return Err(TemplateError::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(template)).map_err(|_| TemplateError::NotADocument)?;
    if archive.len() > PARTS {
        return Err(TemplateError::TooLarge);
    }
    if archive.index_for_name("word/document.xml").is_none() {
        return Err(TemplateError::NotADocument);
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // the same fields give the same file
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut left = PART;
    for at in 0..archive.len() {
        let (name, bytes) = part(&mut archive, at, &mut left)?;
        let bytes = if has_text(&name) {
            let xml = String::from_utf8(bytes).map_err(|_| TemplateError::Broken)?;
            then(filled(&xml, fields)?).into_bytes()
        } else {
            bytes
        };
        if !name.ends_with('/') {
            out.start_file(name, options).map_err(|_| TemplateError::Broken)?;
            out.write_all(&bytes).map_err(|_| TemplateError::Broken)?;
        }
    }
    Ok(out.finish().map_err(|_| TemplateError::Broken)?.into_inner())
}

/// A value as the text of a run: what XML reserves written by name, its lines as lines of the paper.
#[must_use]
pub fn text_of(value: &str) -> String {
    engine::lines(value)
}

/// One line of text with fields, as data files have it.
///
/// # Errors
/// A field that is not there, or that cannot be read.
pub fn line(text: &str, fields: &Fields) -> Result<String, TemplateError> {
    engine::render(text, fields, engine::RenderedAs::Line)
}

/// A part with its name; `left` is how many bytes all parts together may still have.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    left: &mut u64,
) -> Result<(String, Vec<u8>), TemplateError> {
    let file = archive.by_index(at).map_err(|_| TemplateError::Broken)?;
    let name = file.name().map_err(|_| TemplateError::Broken)?.into_owned();
    let mut bytes = Vec::new();
    // what it says of its own size is not to be trusted
    file.take(*left + 1).read_to_end(&mut bytes).map_err(|_| TemplateError::Broken)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    *left = left.checked_sub(size).ok_or(TemplateError::TooLarge)?;
    Ok((name, bytes))
}

/// A part with its fields filled in.
fn filled(xml: &str, fields: &Fields) -> Result<String, TemplateError> {
    let source = prepared(xml)?;
    let out = engine::render(&source, fields, engine::RenderedAs::Document)?;
    let mut nodes = tree::parse(&out)?;
    tags::mend(&mut nodes);
    let mut whole = String::with_capacity(out.len());
    tree::write(&nodes, tree::For::File, &mut whole);
    Ok(whole)
}

/// A part as the engine reads it.
fn prepared(xml: &str) -> Result<String, TemplateError> {
    let mut nodes = tree::parse(xml.trim_start_matches('\u{feff}'))?;
    tags::join(&mut nodes)?;
    tags::lift(&mut nodes)?;
    tags::expose(&mut nodes)?;
    let mut source = String::with_capacity(xml.len());
    tree::write(&nodes, tree::For::Engine, &mut source);
    Ok(source)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
