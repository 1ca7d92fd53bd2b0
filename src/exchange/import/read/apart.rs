//! Workbooks are read in a process of their own: what their reader reserves for counts that a file declares, and a reading
//! that never ends, end that process and not the program. Where no program is named they are read in this one (tests, and
//! whoever uses the library).

use super::error::ReadError;
use super::guard::FileForm;
use super::progress::Progress;
use super::value::{RowCallback, Value};
use super::workbook;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

/// The first argument of a process that reads a workbook for another.
pub const READS: &str = "--read-workbook";
/// The most memory that such a process may ask for, and the longest that it may compute, in seconds.
const MEMORY: u64 = 2 << 30;
const SECONDS: u64 = 300;
/// The longest message; a row is far shorter.
const LONGEST: u64 = 64 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on workbooks are read by this program, called with [`READS`].
pub fn read_with(program: PathBuf) {
    // the first one holds
    let _ = PROGRAM.set(program);
}

/// What the process that reads tells.
#[derive(Debug, Serialize, Deserialize)]
enum Told {
    /// The sheets, and whether days count from 1904.
    Sheets(Vec<String>, bool),
    /// A row, its cells, and how many bytes of the file have been read.
    Row(u32, Vec<Value>, u64),
    Failed(ReadError),
    /// All has been told.
    End,
}

/// The sheets of a workbook, and whether its days count from 1904.
pub(super) fn sheets(path: &Path, form: FileForm) -> Result<(Vec<String>, bool), ReadError> {
    let Some(program) = PROGRAM.get() else { return workbook::sheets(path, form) };
    let mut found = None;
    Reading::begin(program, path, form, "")?.each(&mut |told| {
        if let Told::Sheets(names, from_1904) = told {
            found = Some((names, from_1904));
        }
        Ok(true)
    })?;
    found.ok_or(ReadError::Broken)
}

/// Hands over the rows of a sheet.
pub(super) fn rows(
    path: &Path,
    form: FileForm,
    sheet: &str,
    progress: &Progress,
    take: &mut RowCallback<'_>,
) -> Result<(), ReadError> {
    let Some(program) = PROGRAM.get() else { return workbook::rows(path, form, sheet, progress, take) };
    Reading::begin(program, path, form, sheet)?.each(&mut |told| match told {
        Told::Row(at, mut cells, read) => {
            progress.set(read);
            take(at, &mut cells)
        }
        _ => Ok(true),
    })
}

/// A process that reads.
struct Reading {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Reading {
    fn begin(program: &Path, path: &Path, form: FileForm, sheet: &str) -> Result<Reading, ReadError> {
        let mut child = Command::new(program)
            .arg(READS)
            .args([form.code(), sheet])
            .arg(path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().ok_or(ReadError::Broken)?;
        Ok(Reading { child, out: BufReader::with_capacity(256 << 10, out) })
    }

    /// Hands over what is told, until all is told or `take` answers `false`.
    fn each(mut self, take: &mut dyn FnMut(Told) -> Result<bool, ReadError>) -> Result<(), ReadError> {
        loop {
            let mut line = Vec::new();
            (&mut self.out).take(LONGEST).read_until(b'\n', &mut line)?;
            // a process that ends before it has told all was ended
            match serde_json::from_slice(&line).map_err(|_| ReadError::Broken)? {
                Told::End => return Ok(()),
                Told::Failed(error) => return Err(error),
                told => {
                    if !take(told)? {
                        return Ok(());
                    }
                }
            }
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // it may have ended already; either way nobody waits for it any more
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a workbook for another process, in what memory and time it may take: the arguments behind [`READS`].
pub fn serve(form: &str, sheet: &str, path: &Path) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    // where a limit cannot be set the reading goes on without it
    let _ = setrlimit(Resource::As, limit(MEMORY));
    let _ = setrlimit(Resource::Cpu, limit(SECONDS));
    let _ = setrlimit(Resource::Core, limit(0));
    let mut out = std::io::BufWriter::with_capacity(256 << 10, std::io::stdout().lock());
    let done = told(form, sheet, path, &mut |told| {
        serde_json::to_writer(&mut out, told)?;
        out.write_all(b"\n")
    });
    let last = done.err().map_or(Told::End, Told::Failed);
    // whoever asked may have gone away
    let _ = serde_json::to_writer(&mut out, &last);
    let _ = out.write_all(b"\n").and_then(|()| out.flush());
}

fn told(
    form: &str,
    sheet: &str,
    path: &Path,
    tell: &mut dyn FnMut(&Told) -> std::io::Result<()>,
) -> Result<(), ReadError> {
    let form = FileForm::coded(form).ok_or(ReadError::Broken)?;
    if sheet.is_empty() {
        let (names, from_1904) = workbook::sheets(path, form)?;
        return Ok(tell(&Told::Sheets(names, from_1904))?);
    }
    let progress = Progress::of(0);
    workbook::rows(path, form, sheet, &progress, &mut |at, cells| {
        tell(&Told::Row(at, std::mem::take(cells), progress.bytes()))?;
        Ok(true)
    })
}
