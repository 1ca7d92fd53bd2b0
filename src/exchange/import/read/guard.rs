//! What a file is, told by its content; limits on size stand before every reading.

use super::error::ReadError;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most that all parts of a workbook may be unpacked.
const UNPACKED: u64 = 1 << 30;
/// The largest part that a reader may hold in memory as a whole.
const STRINGS: u64 = 256 << 20;
/// The largest workbook of the old kind, which is read whole.
const COMPOUND: u64 = 64 << 20;

const MIB: u64 = 1 << 20;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileForm {
    Xlsx,
    Ods,
    Xls,
    Text,
}

impl FileForm {
    /// Its name between processes.
    pub(super) fn code(self) -> &'static str {
        match self {
            FileForm::Xlsx => "xlsx",
            FileForm::Ods => "ods",
            FileForm::Xls => "xls",
            FileForm::Text => "text",
        }
    }

    pub(super) fn coded(code: &str) -> Option<FileForm> {
        [FileForm::Xlsx, FileForm::Ods, FileForm::Xls].into_iter().find(|form| form.code() == code)
    }
}

/// The format of a file, told by its first bytes.
///
/// # Errors
/// It cannot be opened, is locked, too large, or no table.
pub(super) fn form(path: &Path) -> Result<FileForm, ReadError> {
    let mut front = Vec::new();
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ReadError::NotATable("folder".into()));
    }
    file.take(512).read_to_end(&mut front)?;
    if front.is_empty() {
        return Err(ReadError::Empty);
    }
    if front.starts_with(b"PK\x03\x04") {
        return packed(path);
    }
    if front.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(path);
    }
    if front.starts_with(b"%PDF") {
        return Err(ReadError::NotATable("pdf".into()));
    }
    let lower = front.to_ascii_lowercase();
    let has = |mark: &[u8]| lower.windows(mark.len()).any(|w| w == mark);
    if has(b"<html") || has(b"<!doctype html") || has(b"<?xml") || has(b"<table") {
        return Err(ReadError::NotATable("html".into()));
    }
    Ok(FileForm::Text)
}

/// The format of a zip archive. Each part is unpacked once through a cap and thrown away, since the sizes that an archive
/// declares need not be true.
fn packed(path: &Path) -> Result<FileForm, ReadError> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|e| damaged(&e))?;
    let form = form_of(&mut archive)?;
    let declared: u64 = (0..archive.len())
        .filter_map(|at| archive.by_index_raw(at).ok().map(|part| part.size()))
        .fold(0, u64::saturating_add);
    if declared > UNPACKED {
        return Err(ReadError::TooLarge(declared / MIB, UNPACKED / MIB));
    }
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(_) => ReadError::Locked,
            e => damaged(&e),
        })?;
        let whole = part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml")) || form == FileForm::Ods;
        let cap = if whole { left.min(STRINGS) } else { left };
        let size = io::copy(&mut part.take(cap.saturating_add(1)), &mut io::sink()).map_err(|e| damaged(&e))?;
        if size > cap {
            return Err(ReadError::TooLarge(size / MIB, cap / MIB));
        }
        left -= size;
    }
    Ok(form)
}

fn damaged(e: &dyn std::error::Error) -> ReadError {
    ReadError::Damaged(e.to_string())
}

fn form_of<R: Read + io::Seek>(archive: &mut ZipArchive<R>) -> Result<FileForm, ReadError> {
    let names: Vec<String> = archive.file_names().filter_map(|n| n.ok().map(|n| n.into_owned())).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("xl/workbook.xml") {
        return Ok(FileForm::Xlsx);
    }
    if has("xl/workbook.bin") {
        return Err(ReadError::NotATable("xlsb".into()));
    }
    if names.iter().any(|n| n.starts_with("word/")) {
        return Err(ReadError::NotATable("docx".into()));
    }
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // a part that is no text is of no kind that is known
        let _ = part.take(128).read_to_string(&mut kind);
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => Ok(FileForm::Ods),
        "application/vnd.oasis.opendocument.text" => Err(ReadError::NotATable("docx".into())),
        _ => Err(ReadError::NotATable("unknown".into())),
    }
}

/// What a compound file is: a workbook of the old kind, or any kind under a password.
fn compound(path: &Path) -> Result<FileForm, ReadError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > COMPOUND {
        return Err(ReadError::TooLarge(size / MIB, COMPOUND / MIB));
    }
    let mut bytes = Vec::new();
    file.take(COMPOUND).read_to_end(&mut bytes)?;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if has("EncryptedPackage") {
        Err(ReadError::Locked)
    } else if has("Workbook") || has("Book") {
        Ok(FileForm::Xls)
    } else if has("WordDocument") {
        Err(ReadError::NotATable("docx".into()))
    } else {
        Err(ReadError::NotATable("unknown".into()))
    }
}
