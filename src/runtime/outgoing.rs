//! Writes documents and official papers into files: complete or not at all.

use super::host::Host;
use crate::app::outgoing::asks::Asks;
use crate::app::outgoing::order::Order;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::app::words::{Lang, Words};
use crate::domain::CadreId;
use crate::exchange::lists::{self, Library, ListError, PaperSource};
use crate::exchange::paper::Paper;
use crate::exchange::template::TemplateError;
use crate::exchange::write::{self, Format, WriteError};
use crate::register::Register;
use std::io::Write;
use std::path::Path;

/// Does what is asked.
pub(super) fn answer(register: &Register, host: &dyn Host, asks: &Asks) -> Msg {
    match asks {
        Asks::Paper { generation, order } => write(*generation, order, register, host),
        Asks::Save { generation, paper, format, name, over } => {
            save(*generation, paper, *format, &host.file(name), *over, &|| host.lists())
        }
    }
}

/// The user's own templates, by file name, or why they cannot be read.
type Lists<'a> = &'a dyn Fn() -> Result<Vec<(String, Vec<u8>)>, Notice>;

/// Writes a document; the answer says where it stands, or why it does not. Only a document of a word processor asks for
/// the user's own template.
pub(crate) fn save(generation: u64, paper: &Paper, format: Format, path: &Path, over: bool, lists: Lists<'_>) -> Msg {
    let shown = path.display().to_string();
    let own = if format == Format::Docx { lists() } else { Ok(Vec::new()) };
    let result = own.and_then(|files| {
        let style = Library::own("paper", files);
        write::save(paper, format, style.as_deref(), path, over).map_err(|e| why(&e, shown.clone()))
    });
    let result = result.map(|()| Notice { key: "outgoing.saved", with: vec![shown] });
    Msg::Committed { generation, result, created: None }
}

/// Makes the paper and writes it; the answer says where it stands, or why it does not.
fn write(generation: u64, order: &Order, register: &Register, host: &dyn Host) -> Msg {
    let path = host.file(&order.name);
    let result = made(order, register, host).and_then(|bytes| {
        let written = write::file(&path, order.over, |out| out.write_all(&bytes).map_err(WriteError::from));
        written.map_err(|e| why(&e, path.display().to_string()))
    });
    let result = result.map(|()| Notice { key: "outgoing.saved", with: vec![path.display().to_string()] });
    Msg::Committed { generation, result, created: None }
}

fn made(order: &Order, register: &Register, host: &dyn Host) -> Result<Vec<u8>, Notice> {
    let said = |key, with: &[&str]| Notice { key, with: with.iter().map(|s| (*s).to_owned()).collect() };
    let library = Library::with_own(host.lists()?).map_err(|e| said("said.plainly", &[&e.to_string()]))?;
    let form = library.paper(&order.official.form).ok_or_else(|| said("outgoing.nothing", &[]))?;
    let vi = Words::of(Lang::Vi);
    let words = |key: &str| vi.get(key).to_owned();
    let texts = |cadre: CadreId| register.dossier(cadre);
    let source = PaperSource {
        view: &order.view,
        policy: &order.policy,
        words: &words,
        texts: &texts,
        sensitive: order.sensitive,
    };
    let refused = |e: ListError| match e {
        ListError::Template { template, fault } => of_template(template, fault),
        ListError::Register(e) => said("said.plainly", &[&e.to_string()]),
        ListError::Write(e) => why(&e, order.name.clone()),
        _ => said("outgoing.nothing", &[]),
    };
    let made = lists::make(&source, &library, form, &order.official.asked).map_err(refused)?;
    lists::bytes(&library, &made, order.format).map_err(refused)
}

/// What is wrong with a template, as a sentence.
#[must_use]
pub fn of_template(template: String, fault: TemplateError) -> Notice {
    let (key, rest) = match fault {
        TemplateError::NotADocument => ("template.not-a-document", Vec::new()),
        TemplateError::Broken => ("template.broken", Vec::new()),
        TemplateError::TooLarge => ("template.too-large", Vec::new()),
        TemplateError::Syntax(tag) => ("template.syntax", vec![tag]),
        TemplateError::Unknown { field, known } => ("template.unknown", vec![field, known]),
    };
    Notice { key, with: std::iter::once(template).chain(rest).collect() }
}

/// Why a file was not written.
pub(crate) fn why(error: &WriteError, file: String) -> Notice {
    match error {
        WriteError::Exists(_) => Notice { key: "outgoing.exists", with: vec![file] },
        WriteError::File { source, .. } | WriteError::Io(source) => {
            Notice { key: "outgoing.failed", with: vec![file, source.to_string()] }
        }
        WriteError::NoPicture => Notice { key: "outgoing.no-picture", with: vec![file] },
        WriteError::TooLong { .. } | WriteError::Workbook(_) | WriteError::Docx(_) | WriteError::Html(_) => {
            Notice { key: "outgoing.failed", with: vec![file, error.to_string()] }
        }
    }
}
