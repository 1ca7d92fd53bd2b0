use super::library::Need;
use crate::exchange::template::TemplateError;
use crate::exchange::write::WriteError;
use crate::register::RegisterError;

/// Why there is no paper; nothing is written then.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// Something that the paper needs was not named.
    #[error("{0:?} is asked for")]
    Needs(Need),
    /// What was named is not in the register on the day, or has no such step.
    #[error("no such {0:?}")]
    Missing(Need),
    /// Nobody is in it.
    #[error("nothing to list")]
    Empty,
    /// The paper is no list: only its template writes it.
    #[error("{0} is no list")]
    NoTable(String),
    /// The template cannot be filled.
    #[error("{template}: {fault}")]
    Template {
        /// The template's file.
        template: String,
        fault: TemplateError,
    },
    /// A dossier could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The table could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
