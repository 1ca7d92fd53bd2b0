//! The catalogue: titles, kinds of units, small lists, departments and terms, read from data and checked once.
//!
//! The files travel inside the program; a folder of the user's may replace any of them by one of the same name.

mod check;
mod city;
mod entry;
mod organ;

pub use city::City;
pub use entry::{ListEntry, ListName, Lists};
pub use organ::{Also, Into, Move, Organ, Per, Renamed};

use crate::domain::{Kind, KindId, ListId, PlanObject, Term, Title, TitleId};
use crate::policy::Policy;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What is wrong with a file of the catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file of the user's folder cannot be read.
    #[error("{file}: {source}")]
    Unreadable {
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not of the form that is asked, or speaks of something that is not there.
    #[error("{file}, line {line}: {reason}")]
    Bad {
        /// The file, as the data folder names it.
        file: String,
        /// Line, counted from one.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// Titles, kinds, lists, departments and terms, with their indexes.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    titles: Vec<Title>,
    kinds: Vec<Kind>,
    city: City,
    lists: Lists,
    organs: Vec<Organ>,
    terms: Vec<Term>,
    title_by_id: HashMap<TitleId, usize>,
    title_by_code: HashMap<String, usize>,
    feeding: HashMap<TitleId, Vec<(TitleId, PlanObject)>>,
    kind_by_id: HashMap<KindId, usize>,
    kind_by_code: HashMap<String, usize>,
    ages: Policy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleFile {
    title: Vec<Title>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    #[serde(default)]
    city: City,
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFile {
    term: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganFile {
    organ: Vec<Organ>,
}

/// One file of the data folder: its name and its text.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// The user's file of that name, else the one that the program carries.
    fn find(name: &str, embedded: &str, overlay: Option<&Path>) -> Result<Source, CatalogueError> {
        let text = match overlay.map(|folder| folder.join(name)) {
            Some(file) if file.exists() => {
                std::fs::read_to_string(&file).map_err(|source| CatalogueError::Unreadable { file, source })?
            }
            _ => embedded.to_owned(),
        };
        Ok(Source { name: name.to_owned(), text })
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, CatalogueError> {
        toml::from_str(&self.text).map_err(|e| {
            let before = e.span().and_then(|s| self.text.get(..s.start)).unwrap_or_default();
            self.bad_at(before.matches('\n').count() + 1, e.message().to_owned())
        })
    }

    fn bad_at(&self, line: usize, reason: String) -> CatalogueError {
        CatalogueError::Bad { file: self.name.clone(), line, reason }
    }

    /// What is wrong with the `nth` entry (from zero) of a table of the file.
    fn bad(&self, table: &str, nth: usize, reason: String) -> CatalogueError {
        let header = format!("[[{table}]]");
        let line = (1..).zip(self.text.lines()).filter(|(_, l)| l.trim() == header).nth(nth).map_or(1, |(n, _)| n);
        self.bad_at(line, reason)
    }
}

/// The titles that feed one, and those that feed these and are not among them.
fn feeding<'t>(title: &Title, coded: &dyn Fn(&String) -> Option<&'t Title>) -> Vec<(TitleId, PlanObject)> {
    let near: Vec<&Title> = title.feeders.iter().filter_map(coded).collect();
    let mut feeding: Vec<_> = near.iter().map(|t| (t.id, PlanObject::One)).collect();
    for far in near.iter().flat_map(|t| &t.feeders).filter_map(coded).filter(|far| far.id != title.id) {
        if feeding.iter().all(|(known, _)| *known != far.id) {
            feeding.push((far.id, PlanObject::Two));
        }
    }
    feeding
}

impl Catalogue {
    /// The catalogue that the program carries.
    ///
    /// # Errors
    /// A file that is not well formed; the tests see to it that there is none.
    pub fn embedded() -> Result<Catalogue, CatalogueError> {
        Catalogue::load(None)
    }

    /// The catalogue, each file replaced by the one of the same path (`catalogue/titles.toml`, `terms.toml`) in the
    /// folder, where it has one.
    ///
    /// # Errors
    /// A file that cannot be read, is not well formed, or refers to something that is not there.
    pub fn load(overlay: Option<&Path>) -> Result<Catalogue, CatalogueError> {
        macro_rules! file {
            ($name:literal) => {
                Source::find($name, include_str!(concat!("../../data/", $name)), overlay)?
            };
        }
        let (titles, kinds) = (file!("catalogue/titles.toml"), file!("catalogue/kinds.toml"));
        let (lists, organs) = (file!("catalogue/lists.toml"), file!("catalogue/departments.toml"));
        let terms = file!("terms.toml");

        let KindFile { city, kind } = kinds.read()?;
        let mut titled = titles.read::<TitleFile>()?.title;
        titled.iter_mut().for_each(|title| city.name(title));
        let mut catalogue = Catalogue::index(
            titled,
            kind,
            lists.read()?,
            organs.read::<OrganFile>()?.organ,
            terms.read::<TermFile>()?.term,
        );
        catalogue.city = city;
        check::kinds(&catalogue, &kinds)?;
        check::titles(&catalogue, &titles)?;
        check::lists(&catalogue, &lists)?;
        check::organs(&catalogue, &catalogue.organs, &organs)?;
        check::terms(&catalogue, &terms)?;
        catalogue.ages = Policy::of_ages().map_err(|fault| CatalogueError::Bad {
            file: fault.file.clone(),
            line: fault.line,
            reason: fault.flaw.to_string(),
        })?;
        Ok(catalogue)
    }

    fn index(titles: Vec<Title>, kinds: Vec<Kind>, lists: Lists, organs: Vec<Organ>, terms: Vec<Term>) -> Catalogue {
        let title_by_code: HashMap<String, usize> =
            titles.iter().enumerate().map(|(at, t)| (t.code.clone(), at)).collect();
        let coded = |code: &String| title_by_code.get(code).and_then(|at| titles.get(*at));
        Catalogue {
            feeding: titles.iter().map(|t| (t.id, feeding(t, &coded))).collect(),
            title_by_id: titles.iter().enumerate().map(|(at, t)| (t.id, at)).collect(),
            title_by_code,
            kind_by_id: kinds.iter().enumerate().map(|(at, k)| (k.id, at)).collect(),
            kind_by_code: kinds.iter().enumerate().map(|(at, k)| (k.code.clone(), at)).collect(),
            titles,
            kinds,
            city: City::default(),
            lists,
            organs,
            terms,
            ages: Policy::default(),
        }
    }

    /// The ages of retirement, and no rule: what is asked of somebody where no rules are at hand, as by a query.
    #[must_use]
    pub fn ages(&self) -> &Policy {
        &self.ages
    }

    /// All titles in the order of protocol.
    #[must_use]
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// The title with this number.
    #[must_use]
    pub fn title(&self, id: TitleId) -> Option<&Title> {
        self.titles.get(*self.title_by_id.get(&id)?)
    }

    /// The title with this code.
    #[must_use]
    pub fn title_coded(&self, code: &str) -> Option<&Title> {
        self.titles.get(*self.title_by_code.get(code)?)
    }

    /// Titles from which one comes to a title: those that feed it (one step below, object 1), and those that feed these
    /// (two steps below, object 2).
    #[must_use]
    pub fn feeding(&self, title: TitleId) -> &[(TitleId, PlanObject)] {
        self.feeding.get(&title).map(Vec::as_slice).unwrap_or_default()
    }

    /// All kinds of units.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind with this number.
    #[must_use]
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.get(*self.kind_by_id.get(&id)?)
    }

    /// The kind with this code.
    #[must_use]
    pub fn kind_coded(&self, code: &str) -> Option<&Kind> {
        self.kinds.get(*self.kind_by_code.get(code)?)
    }

    /// How the province's titles and bodies are called in a centrally run city.
    #[must_use]
    pub fn city(&self) -> &City {
        &self.city
    }

    /// The small lists: ethnic groups, religions, ranks, relations, praise, certificates.
    #[must_use]
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Whether an ethnic group is a minority (dân tộc thiểu số): any entered but the majority.
    #[must_use]
    pub fn is_minority(&self, ethnic: ListId) -> bool {
        self.lists.get(ListName::Ethnic, ethnic).is_some_and(|e| e.group.as_deref() != Some("majority"))
    }

    /// Organs of party and state and the sections of districts and communes, with what became of them.
    #[must_use]
    pub fn organs(&self) -> &[Organ] {
        &self.organs
    }

    /// Terms of office in order of time.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this short name: `2025-2030`.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|t| t.id == id)
    }

    /// Reads more organs in the form of `departments.toml`, such as the public units of the sample.
    ///
    /// # Errors
    /// A text that is not well formed or refers to something that is not there.
    pub fn read_organs(&self, file: &str, text: &str) -> Result<Vec<Organ>, CatalogueError> {
        let source = Source { name: file.to_owned(), text: text.to_owned() };
        let organs = source.read::<OrganFile>()?.organ;
        let all: Vec<Organ> = self.organs.iter().chain(&organs).cloned().collect();
        check::organs(self, &all, &source)?;
        Ok(organs)
    }
}

#[cfg(test)]
mod tests;
