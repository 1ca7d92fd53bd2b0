//! Files that a command writes, and why one was not written.

use super::failure::{Failure, Status};
use crate::exchange::write::{self, Format, WriteError};
use std::io::Write;
use std::path::Path;

/// Writes a file as a whole, readable by its writer alone.
///
/// # Errors
/// The file is there already and may not be overwritten, or it cannot be written.
pub fn save(path: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Failure> {
    let written = write::file(path, overwrite, |out| out.write_all(bytes).map_err(WriteError::from));
    written.map_err(|e| unwritten(&e, path))
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
