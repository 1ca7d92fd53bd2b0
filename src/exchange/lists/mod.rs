//! Official papers: lists, submissions, decisions, ballots and minutes of planning and rotation, and what is printed of
//! one person.
//!
//! A paper is made of fields ([`values`]): its template, a document of a word processor, writes them by name
//! ([`template`]), and of a list the same fields are the cells of a table (`table`). Which papers there are, what each
//! asks for, its columns and their headings is data (`data/lists`). No rule is judged here and nothing is written.

mod careers;
mod frame;
mod library;
mod moves;
mod people;
mod person;
mod pools;
mod rounds;
mod steps;
mod table;
pub mod template;
pub mod values;

pub use library::{Described, Library, LibraryError, Need, PaperForm};

use crate::domain::{CadreId, Day, PostId, RoundId, TermId, UnitId};
use crate::exchange::paper::Paper;
use crate::exchange::write::{self, Format, WriteError};
use crate::policy::Policy;
use crate::register::handle::Texts;
use crate::register::rotations::Queue;
use crate::register::{RegisterError, View};
use template::Fault;
use values::Fields;

/// What a paper is made from.
pub struct Source<'a> {
    /// The register on the day.
    pub view: &'a View,
    /// The rules.
    pub policy: &'a Policy,
    /// Words of values by their key in the locale; papers are in Vietnamese.
    pub words: &'a dyn Fn(&str) -> String,
    /// Texts of somebody's dossier.
    pub texts: &'a dyn Fn(CadreId) -> Result<Texts, RegisterError>,
    /// Whether votes, discipline, conclusions and religion are written.
    pub sensitive: bool,
}

impl Source<'_> {
    /// A word of a group.
    fn word(&self, group: &str, code: &str) -> String {
        (self.words)(&format!("{group}.{code}"))
    }
}

/// What a paper is asked of; each paper needs some of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The term.
    pub term: Option<TermId>,
    /// The review round.
    pub round: Option<RoundId>,
    /// The step of the round.
    pub step: Option<u8>,
    /// Only this post.
    pub post: Option<PostId>,
    /// The people, in the order in which they are to stand; none: nobody was named.
    pub people: Vec<CadreId>,
    /// Only this queue of rotations.
    pub queue: Option<Queue>,
}

/// Why there is no paper; nothing is written then.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// Something that the paper needs was not named.
    #[error("{0:?} is asked for")]
    Needs(Need),
    /// What was named is not in the register on the day, or has no such step.
    #[error("no such {0:?}")]
    Missing(Need),
    /// Nobody stands in it.
    #[error("nothing to list")]
    Empty,
    /// The paper is no list: only its template writes it.
    #[error("{0} is no list")]
    NoTable(String),
    /// The template cannot be filled.
    #[error("{template}: {fault}")]
    Template {
        /// File of the template.
        template: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A dossier could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The table could not be put together.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A paper that is made and not yet a file.
#[derive(Debug, Clone)]
pub struct Made {
    /// Which.
    pub id: String,
    /// Its fields.
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
pub fn make(source: &Source<'_>, library: &Library, form: &PaperForm, asked: &Asked) -> Result<Made, ListError> {
    if let Some(need) = form.needs.iter().find(|need| !need.is_in(asked)) {
        return Err(ListError::Needs(*need));
    }
    let (mut fields, draft) = match form.id.as_str() {
        "planning-list" => pools::list(source, library, asked)?,
        "round-list" | "submission" | "decision" => rounds::list(source, library, form, asked)?,
        "ballot" => steps::ballot(source, library, form, asked)?,
        "tally" => steps::tally(source, library, form, asked)?,
        "summons" => steps::summons(source, library, form, asked)?,
        "profiles" => (people::profiles(source, &asked.people)?, false),
        "cv" => (people::cv(source, &asked.people)?, false),
        "rotation-list" => (moves::rotations(source, asked)?, false),
        "vacancy-list" => (moves::vacancies(source, asked)?, false),
        _ => return Err(ListError::NoTable(form.id.clone())),
    };
    let rows: usize = fields.list("nhom").iter().map(|group| group.list("nguoi").len()).sum();
    if form.id != "cv" && rows == 0 {
        return Err(ListError::Empty);
    }
    let round = asked.round.and_then(|id| source.view.snapshot.rounds.get(&id));
    let unit = round.map_or(asked.unit, |round| Some(round.unit));
    let frame = frame::fields(source, library, form, &fields, (unit, draft))?;
    fields.extend(frame);
    if form.id != "cv" {
        fields.set("tong_so", crate::exchange::paper::Cell::count(rows));
    }
    let paper =
        if form.columns.is_empty() { None } else { Some(table::paper(library, form, &fields, source.sensitive)?) };
    Ok(Made { id: form.id.clone(), fields, paper, draft })
}

/// A made paper as a document of a word processor.
///
/// # Errors
/// What is wrong with the template: its own name is in the error.
pub fn docx(library: &Library, made: &Made) -> Result<Vec<u8>, ListError> {
    let file = Library::file_of(&made.id);
    let bytes = library.template(&made.id).ok_or_else(|| ListError::NoTable(made.id.clone()))?;
    let failed = |fault| ListError::Template { template: file.clone(), fault };
    // a field of a list of nobody is asked for by nobody: the template is tried on one of each before
    let described = library.paper(&made.id).map(|form| library.fields_of(form)).unwrap_or_default();
    let one_of_each = Fields::specimen(described.iter().map(|field| field.name.as_str()));
    if let Err(fault @ Fault::Unknown { .. }) = template::fill(bytes, &one_of_each) {
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
pub fn bytes(library: &Library, made: &Made, format: Format) -> Result<Vec<u8>, ListError> {
    match &made.paper {
        _ if format == Format::Docx => docx(library, made),
        Some(paper) => Ok(write::bytes(paper, format, None)?),
        None => Err(ListError::NoTable(made.id.clone())),
    }
}

/// A day as a paper has it.
fn shown(day: Option<Day>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}
