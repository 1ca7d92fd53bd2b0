//! Files that a command writes, and why one was not written.

use super::failure::{Failure, Status};
use crate::exchange::write::{self, Format, WriteError};
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// Writes a file as a whole, readable by its writer alone.
///
/// # Errors
/// The file is there already and may not be overwritten, or it cannot be written.
pub fn save(path: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Failure> {
    let written = write::file(path, overwrite, |out| out.write_all(bytes).map_err(WriteError::from));
    written.map_err(|e| unwritten(&e, path))
}

/// The most that a file which a person writes may hold: rules, keys, plans, queries. A device without an end is cut off.
const LARGEST: u64 = 16 << 20;

/// Reads a file that a person has written.
///
/// # Errors
/// It cannot be read, is larger than such files are, or is no text.
pub fn read(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
    match read {
        Ok(_) if text.len() as u64 <= LARGEST => Ok(text),
        Ok(_) => Err(Failure::file(path, &ErrorKind::FileTooLarge.into())),
        Err(e) => Err(Failure::file(path, &e)),
    }
}

/// No format has this file's ending.
pub fn unknown_format(file: &Path, known: &[Format]) -> Failure {
    let known: Vec<&str> = known.iter().map(|f| f.ending()).collect();
    Failure::new(Status::Usage, "told.no-format", &[&file.display().to_string(), &known.join(", ")])
}

/// Why a file was not written.
pub fn unwritten(error: &WriteError, file: &Path) -> Failure {
    let name = file.display().to_string();
    match error {
        WriteError::Exists(_) => Failure::refused("told.exists", &[&name]),
        WriteError::File { source, .. } | WriteError::Io(source) => Failure::file(file, source),
        WriteError::TooLong { table, most } => Failure::refused("told.too-long", &[table, &most.to_string()]),
        WriteError::NoPicture => Failure::refused("told.no-picture", &[&name]),
        WriteError::Workbook(_) | WriteError::Docx(_) | WriteError::Html(_) => {
            Failure::refused("told.workbook", &[&name, &error.to_string()])
        }
    }
}
