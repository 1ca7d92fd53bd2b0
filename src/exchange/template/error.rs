/// Why a template cannot be filled; nothing is written then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is no document of a word processor.
    #[error("not a docx document")]
    NotADocument,
    /// The document is damaged.
    #[error("the document is damaged")]
    Broken,
    /// It unpacks, or is rendered, to more than the limit.
    #[error("the document is too large")]
    TooLarge,
    /// A field or marker that cannot be parsed, as the template has it.
    #[error("cannot read {0}")]
    Syntax(String),
    /// A field that the paper does not have.
    #[error("no field {field}; there are {known}")]
    Unknown {
        /// As the template names it.
        field: String,
        /// Those that there are in its place.
        known: String,
    },
}
