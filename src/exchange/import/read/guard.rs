//! What stands before a packed file is read: what it is, whether it is locked, and how large it would become.

use super::{Form, ReadError};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most that all parts of a workbook may be unpacked.
const UNPACKED: u64 = 1 << 30;
/// The most that the part may be that a reader holds whole.
const STRINGS: u64 = 256 << 20;
/// The largest workbook of the old kind, which is read whole.
const COMPOUND: u64 = 64 << 20;

const MIB: u64 = 1 << 20;

/// What a zip archive is. Each part is unpacked once through a cap and thrown away: what an archive declares of itself
/// need not be true.
pub(super) fn packed(path: &Path) -> Result<Form, ReadError> {
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
        let whole = part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml")) || form == Form::Ods;
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

fn form_of<R: Read + io::Seek>(archive: &mut ZipArchive<R>) -> Result<Form, ReadError> {
    let names: Vec<String> = archive.file_names().filter_map(|n| n.ok().map(|n| n.into_owned())).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("xl/workbook.xml") {
        return Ok(Form::Xlsx);
    }
    if has("xl/workbook.bin") {
        return Err(ReadError::NotATable("xlsb"));
    }
    if names.iter().any(|n| n.starts_with("word/")) {
        return Err(ReadError::NotATable("docx"));
    }
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // a part that is no text is of no kind that is known
        let _ = part.take(128).read_to_string(&mut kind);
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => Ok(Form::Ods),
        "application/vnd.oasis.opendocument.text" => Err(ReadError::NotATable("docx")),
        _ => Err(ReadError::NotATable("unknown")),
    }
}

/// What a compound file is: a workbook of the old kind, or any kind under a password.
pub(super) fn compound(path: &Path) -> Result<Form, ReadError> {
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
        Ok(Form::Xls)
    } else if has("WordDocument") {
        Err(ReadError::NotATable("docx"))
    } else {
        Err(ReadError::NotATable("unknown"))
    }
}
