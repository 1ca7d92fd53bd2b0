//! What goes in and out: imports, exports, lists, reports, indicators, pictures.
//!
//! Reads views and makes edits for the register to commit; never writes to the store. What a report counts, what a
//! list looks like and which headings an import knows is data (`data/reports`, `data/lists`). Words come from data
//! files in both languages or are handed in; no words of the screen are in this room.

pub mod criteria;
pub mod docx;
pub mod export;
pub mod html;
pub mod import;
pub mod indicators;
pub mod lists;
pub mod paper;
pub mod picture;
pub mod reports;
pub mod retirement;
pub mod svg;
pub mod template;
pub mod write;

use serde::Deserialize;

/// A language of screens and papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// tiếng Việt
    #[default]
    Vi,
    En,
}

impl Lang {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        }
    }
}

/// A label in both languages, as data files have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub vi: String,
    pub en: String,
}

impl Label {
    /// The label in a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}
