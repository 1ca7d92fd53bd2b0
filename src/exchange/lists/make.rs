//! A paper made: its fields, its table, its file.

use super::error::ListError;
use super::library::{Library, PaperForm};
use super::request::{PaperRequest, PaperSource, PaperTask};
use super::{displaced, frame, moves, people, pools, rounds, steps, table};
use crate::exchange::paper::{Cell, Paper};
use crate::exchange::template::{self, Fields, TemplateError};
use crate::exchange::write::{self, Format};

/// A paper as fields, not yet a file.
#[derive(Debug, Clone)]
pub struct MadePaper {
    pub id: String,
    pub fields: Fields,
    /// Of a list, its table.
    pub paper: Option<Paper>,
    /// Whether it is of something that is not approved.
    pub draft: bool,
}

/// Makes a paper.
///
/// # Errors
/// What is not named, not there or not readable.
pub fn make(
    source: &PaperSource<'_>,
    library: &Library,
    form: &PaperForm,
    request: &PaperRequest,
) -> Result<MadePaper, ListError> {
    if let Some(need) = form.needs.iter().find(|need| !request.names(**need)) {
        return Err(ListError::Needs(*need));
    }
    let task = PaperTask { source, library, form, request };
    let (mut fields, draft) = match form.id.as_str() {
        "planning-list" => pools::list(task)?,
        "round-list" | "submission" | "decision" => rounds::list(task)?,
        "ballot" => steps::ballot(task)?,
        "tally" => steps::tally(task)?,
        "summons" => steps::summons(task)?,
        "profiles" => (people::profiles(source, &request.people)?, false),
        "cv" => (people::cv(source, &request.people)?, false),
        "rotation-list" => (moves::rotations(source, request)?, false),
        "vacancy-list" => (moves::vacancies(source, request)?, false),
        "displaced-list" => (displaced::list(source, request), false),
        _ => return Err(ListError::NoTable(form.id.clone())),
    };
    let rows: usize = fields.list("nhom").iter().map(|group| group.list("nguoi").len()).sum();
    if form.id != "cv" && rows == 0 {
        return Err(ListError::Empty);
    }
    let round = request.round.and_then(|id| source.view.snapshot.rounds.get(&id));
    let unit = round.map_or(request.unit, |round| Some(round.unit));
    let frame = frame::fields(source, library, form, &fields, (unit, draft))?;
    fields.extend(frame);
    if form.id != "cv" {
        fields.set("tong_so", Cell::count(rows));
    }
    let paper =
        if form.columns.is_empty() { None } else { Some(table::paper(library, form, &fields, source.sensitive)?) };
    Ok(MadePaper { id: form.id.clone(), fields, paper, draft })
}

/// A made paper as a document of a word processor.
///
/// # Errors
/// What is wrong with the template: its own name is in the error.
fn docx(library: &Library, made: &MadePaper) -> Result<Vec<u8>, ListError> {
    let file = Library::file_of(&made.id);
    let bytes = library.template(&made.id).ok_or_else(|| ListError::NoTable(made.id.clone()))?;
    let failed = |fault| ListError::Template { template: file.clone(), fault };
    // a field of a list of nobody is asked for by nobody: the template is tried on one of each before
    let described = library.paper(&made.id).map(|form| library.fields_of(form)).unwrap_or_default();
    let one_of_each = Fields::specimen(described.iter().map(|field| field.name.as_str()));
    if let Err(fault @ TemplateError::Unknown { .. }) = template::fill(bytes, &one_of_each) {
        return Err(failed(fault));
    }
    template::fill(bytes, &made.fields).map_err(failed)
}

/// What a paper can be: a document, and a list any other file too.
#[must_use]
pub fn formats(form: &PaperForm) -> Vec<Format> {
    let others =
        Format::ALL.into_iter().filter(|f| !matches!(f, Format::Docx | Format::Svg) && !form.columns.is_empty());
    std::iter::once(Format::Docx).chain(others).collect()
}

/// A made paper as a file of a format: a document by its own template, anything else by its table.
///
/// # Errors
/// What is wrong with the template, or the paper is no list.
pub fn bytes(library: &Library, made: &MadePaper, format: Format) -> Result<Vec<u8>, ListError> {
    match &made.paper {
        _ if format == Format::Docx => docx(library, made),
        Some(paper) => Ok(write::bytes(paper, format, None)?),
        None => Err(ListError::NoTable(made.id.clone())),
    }
}
