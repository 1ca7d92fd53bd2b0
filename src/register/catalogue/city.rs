//! How titles and bodies of a province are called in a centrally run city: a Tỉnh ủy is a Thành ủy there.

use crate::domain::{ByUnit, Level, Title};
use serde::Deserialize;

/// The words and kinds of a centrally run city.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Code of the kind that such a province is of.
    pub kind: String,
    vi: Vec<(String, String)>,
    en: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
}

fn replaced(words: &[(String, String)], text: &str) -> String {
    words.iter().fold(text.to_owned(), |text, (was, is)| text.replace(was, is))
}

impl City {
    /// A name of a body as the city has it.
    #[must_use]
    pub fn called(&self, name: &str) -> String {
        replaced(&self.vi, name)
    }

    /// A kind of body as the city has it.
    #[must_use]
    pub fn kind_of<'a>(&'a self, kind: &'a str) -> &'a str {
        self.kinds.iter().find(|(was, _)| was == kind).map_or(kind, |(_, is)| is)
    }

    /// Adds to a title of the province what it is called in a city, before what it is called elsewhere.
    pub(super) fn name(&self, title: &mut Title) {
        if title.level != Level::Province {
            return;
        }
        let (vi, en, full) = (title.vi.clone(), title.en.clone(), title.full.clone());
        let whole = ByUnit { kinds: Vec::new(), begins: None, city: true, vi, en, full };
        let named: Vec<ByUnit> = title.by_unit.iter().cloned().chain([whole]).collect();
        let in_city = |by: &ByUnit| ByUnit {
            city: true,
            begins: by.begins.as_deref().map(|begins| self.called(begins)),
            vi: self.called(&by.vi),
            en: replaced(&self.en, &by.en),
            full: by.full.as_deref().map(|full| self.called(full)),
            ..by.clone()
        };
        let cities: Vec<ByUnit> = named.iter().map(in_city).collect();
        // a title without any of the words is called alike everywhere
        if cities.iter().zip(&named).any(|(city, by)| (&city.vi, &city.full) != (&by.vi, &by.full)) {
            title.by_unit.splice(0..0, cities);
        }
    }
}
