//! Stand-in.
use crate::domain::{Kind, KindId, Term, Title, TitleId};

/// Stand-in.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Titles.
    pub titles: Vec<Title>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Terms.
    pub terms: Vec<Term>,
}

impl Catalogue {
    /// By id.
    #[must_use]
    pub fn title(&self, id: TitleId) -> Option<&Title> {
        self.titles.iter().find(|t| t.id == id)
    }
    /// By id.
    #[must_use]
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.iter().find(|t| t.id == id)
    }
}
