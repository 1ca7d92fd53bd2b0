//! Text with a separator, in whatever code: read as a stream, never whole.

use super::charset::{self, Charset};
use super::error::ReadError;
use super::progress::{CountingReader, Progress};
use super::value::{RowCallback, Value};
use crate::exchange::write::unescaped;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// Separators that are told apart, the usual one of this country's spreadsheets first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Longest that one row may be, in bytes: a quote that is never closed must not swallow the file.
const LONGEST_ROW: u64 = 1 << 20;
/// Bytes that are taken from the file at once.
const PIECE: usize = 64 << 10;

/// How a text is to be read.
#[derive(Debug, Clone)]
pub(super) struct TextLayout {
    encoding: &'static Encoding,
    pub(super) charset: Charset,
    separator: u8,
    /// The first line only names the separator, as spreadsheets write it: `sep=;`.
    names_separator: bool,
    /// How many separators a whole row has.
    usual: usize,
}

/// Finds out code and separator from the beginning of a file.
pub(super) fn look(path: &Path) -> Result<TextLayout, ReadError> {
    let mut front = Vec::new();
    File::open(path)?.take(PIECE as u64).read_to_end(&mut front)?;
    let (encoding, charset) = code(&front)?;
    let (text, _) = encoding.decode_with_bom_removal(&front);
    let text = charset.decode(&text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let named = text.lines().next().and_then(|line| line.trim().strip_prefix("sep="));
    let (best, usual) = separator(&text);
    let separator = named.and_then(|name| name.bytes().next()).unwrap_or(best);
    Ok(TextLayout { encoding, charset, separator, names_separator: named.is_some(), usual })
}

fn code(front: &[u8]) -> Result<(&'static Encoding, Charset), ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(front) {
        let (text, _) = encoding.decode_with_bom_removal(front);
        return Ok((encoding, Charset::of(&text).unwrap_or_default()));
    }
    // every second byte of plain letters is zero in UTF-16
    let zeros = |first: usize| front.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 8 > front.len() {
        return Ok((if odd >= even { UTF_16LE } else { UTF_16BE }, Charset::Unicode));
    }
    let cut = match std::str::from_utf8(front) {
        Ok(_) => true,
        // a letter may be cut in two at the end of the piece
        Err(e) => front.len() == PIECE && e.error_len().is_none(),
    };
    if cut {
        let text = String::from_utf8_lossy(front);
        return Ok((UTF_8, Charset::of(&text).unwrap_or_default()));
    }
    let (old, _) = WINDOWS_1252.decode_without_bom_handling(front);
    if let Some(charset) = Charset::of(&old).filter(|c| *c != Charset::Unicode) {
        return Ok((WINDOWS_1252, charset));
    }
    let (marks, _) = WINDOWS_1258.decode_without_bom_handling(front);
    if charset::strange(&marks.nfc().collect::<String>()) == 0 {
        return Ok((WINDOWS_1258, Charset::Unicode));
    }
    Err(ReadError::Code)
}

/// The separator that stands as often in most lines, and how often.
fn separator(text: &str) -> (u8, usize) {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(30).collect();
    let counted = |separator: u8| {
        let mut counts: Vec<usize> = lines
            .iter()
            .map(|line| {
                let mut quoted = false;
                line.bytes()
                    .filter(|b| {
                        quoted ^= *b == b'"';
                        !quoted && *b == separator
                    })
                    .count()
            })
            .collect();
        counts.sort_unstable();
        counts
    };
    let weight = |separator: u8| {
        let counts = counted(separator);
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|s| weight(*s)).unwrap_or(b',');
    // lines of headings, and lines within quotes, have fewer
    let counts = counted(best);
    let usual = counts.get(counts.len() * 3 / 4).copied().unwrap_or(0);
    (if weight(best) == 0 { b',' } else { best }, usual)
}

/// Hands over the rows of the text; a row's number is its line.
pub(super) fn rows(
    path: &Path,
    shape: &TextLayout,
    progress: &Progress,
    take: &mut RowCallback<'_>,
) -> Result<(), ReadError> {
    let since = Rc::new(Cell::new(0));
    let reader = Decoded::new(progress.counted(File::open(path)?), shape.encoding, Rc::clone(&since));
    let mut csv =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(shape.separator).from_reader(reader);
    let mut record = csv::StringRecord::new();
    let mut cells = Vec::new();
    let mut skip = shape.names_separator;
    loop {
        let line = u32::try_from(csv.position().line()).unwrap_or(u32::MAX);
        match csv.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => {
                return Err(match e.into_kind() {
                    csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::InvalidData => ReadError::LongRow(line),
                    csv::ErrorKind::Io(e) => e.into(),
                    _ => ReadError::Code,
                });
            }
        }
        since.set(0);
        let line = record.position().map_or(line, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        if std::mem::take(&mut skip) {
            continue;
        }
        cells.clear();
        cells.extend(record.iter().map(|cell| match unescaped(cell) {
            text if swallowed(text, shape) > 0 => Value::OpenQuote(swallowed(text, shape)),
            "" => Value::Empty,
            text if shape.encoding == WINDOWS_1258 => Value::Text(text.nfc().collect()),
            text => Value::Text(text.to_owned()),
        }));
        if !take(line, &mut cells)? {
            return Ok(());
        }
    }
}

/// How many rows a cell has swallowed because its quote is not closed where it should be: lines within it that are rows
/// themselves. A cell of several lines has commas, but hardly a line with as many separators as a row.
fn swallowed(cell: &str, shape: &TextLayout) -> u32 {
    if !cell.contains('\n') || shape.usual < 2 {
        return 0;
    }
    let is_row = |line: &&str| line.bytes().filter(|b| *b == shape.separator).count() + 1 >= shape.usual;
    u32::try_from(cell.lines().skip(1).filter(is_row).count()).unwrap_or(u32::MAX)
}

/// A file's text as UTF-8, piece by piece.
struct Decoded {
    file: CountingReader<File>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Decoded and not yet handed on.
    text: Vec<u8>,
    given: usize,
    ended: bool,
    /// A sign that ends a line, until it is known whether another follows.
    held: bool,
    /// Bytes handed on since the last row that was complete.
    since: Rc<Cell<u64>>,
}

impl Decoded {
    fn new(file: CountingReader<File>, encoding: &'static Encoding, since: Rc<Cell<u64>>) -> Decoded {
        Decoded {
            file,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; PIECE],
            text: Vec::new(),
            given: 0,
            ended: false,
            held: false,
            since,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() && !self.ended {
            let read = self.file.read(&mut self.raw)?;
            self.ended = read == 0;
            let raw = self.raw.get(..read).unwrap_or_default();
            let room = self.decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16);
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.ended);
            self.text.truncate(written);
            self.one_end_of_line();
        }
        Ok(())
    }

    /// Two signs that end a line become one, so that lines are counted as people count them.
    fn one_end_of_line(&mut self) {
        if std::mem::take(&mut self.held) {
            self.text.insert(0, b'\r');
        }
        if !self.ended && self.text.last() == Some(&b'\r') {
            self.text.pop();
            self.held = true;
        }
        let mut after = self.text.iter().skip(1).copied().collect::<Vec<u8>>().into_iter();
        self.text.retain(|byte| {
            let next = after.next();
            *byte != b'\r' || next != Some(b'\n')
        });
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            self.fill()?;
        }
        let rest = self.text.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        self.since.set(self.since.get() + count as u64);
        if self.since.get() > LONGEST_ROW + PIECE as u64 * 3 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}
