//! What a province that is begun has beyond the catalogue's organs, what has gone since, and what is left to the office:
//! `data/catalogue/begin.toml` and `bodies.toml`.

use super::BeginError;
use crate::domain::{Day, IsoDay};
use crate::policy::Sureness;
use crate::register::catalogue::{Catalogue, City, Organ};
use serde::Deserialize;
use std::collections::HashSet;

const NAME: &str = "catalogue/begin.toml";
const TEXT: &str = include_str!("../../../data/catalogue/begin.toml");
const ORGANS: &str = include_str!("../../../data/catalogue/bodies.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sections: Vec<Sections>,
    left: Vec<Left>,
}

/// Sections that an organ has no more since a day, and that it has taken over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    /// Code of the organ; `*` for every department.
    of: String,
    from: IsoDay,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    add: Vec<String>,
    #[allow(dead_code, reason = "the data says how sure it is")]
    sureness: Sureness,
    #[allow(dead_code, reason = "the data says on what it rests")]
    source: String,
}

/// What is not made since a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// Organs of the catalogue that it stands for.
    organs: Vec<String>,
    from: IsoDay,
    /// What is left to the office to enter; nothing where something else is made in its place.
    #[serde(default)]
    pub vi: String,
    #[serde(default)]
    pub en: String,
    /// Why no paper that was read lets it be made.
    pub source: String,
}

/// The bodies of a day.
pub(super) struct Bodies {
    pub organs: Vec<Organ>,
    city: Option<City>,
    sections: Vec<Sections>,
}

impl Bodies {
    /// The organs that stand on the day in a province, by code of the statistics office.
    pub fn of(catalogue: &Catalogue, (province, is_city): (u32, bool), on: Day) -> Result<Bodies, BeginError> {
        let bad = |why: String| BeginError::Catalogue(format!("{NAME}: {why}"));
        let File { mut sections, left } = toml::from_str(TEXT).map_err(|e| bad(e.to_string()))?;
        let more = catalogue.read_organs("catalogue/bodies.toml", ORGANS);
        let more = more.map_err(|e| BeginError::Catalogue(e.to_string()))?;
        let gone: HashSet<String> = left.into_iter().filter(|l| l.from.0 <= on).flat_map(|l| l.organs).collect();
        let here = |o: &Organ| {
            (o.provinces.is_empty() || o.provinces.contains(&province)) && !o.not_provinces.contains(&province)
        };
        let standing = |o: &Organ| o.from.is_none_or(|d| d.0 <= on) && o.until.is_none_or(|d| on <= d.0);
        let mut organs: Vec<Organ> = catalogue.organs().iter().cloned().chain(more).collect();
        organs.retain(|o| here(o) && standing(o) && !gone.contains(&o.code));
        sections.retain(|s| s.from.0 <= on);
        Ok(Bodies { organs, city: is_city.then(|| catalogue.city().clone()), sections })
    }

    /// The sections of an organ on the day.
    pub fn sections(&self, organ: &Organ) -> Vec<String> {
        let of = |s: &&Sections| (s.of == "*" || s.of == organ.code) && !s.not.contains(&organ.code);
        let mut sections = organ.sections.clone();
        for change in self.sections.iter().filter(of) {
            sections.retain(|name| !change.without.contains(name));
            let new: Vec<String> = change.add.iter().filter(|name| !sections.contains(name)).cloned().collect();
            sections.extend(new);
        }
        sections
    }

    /// A name as the province calls it: a city has a Thành ủy.
    pub fn called(&self, name: &str) -> String {
        self.city.as_ref().map_or_else(|| name.to_owned(), |city| city.called(name))
    }

    /// The kind as the province has it.
    pub fn kind<'a>(&'a self, kind: &'a str) -> &'a str {
        self.city.as_ref().map_or(kind, |city| city.kind_of(kind))
    }
}

/// What is left to the office on a day, because no paper that was read names it.
#[must_use]
pub fn left_to_the_office(on: Day) -> Vec<Left> {
    // the file that comes with the program is read by a test
    let file: Option<File> = toml::from_str(TEXT).ok();
    let left = file.map(|file| file.left).unwrap_or_default();
    left.into_iter().filter(|l| l.from.0 <= on && !l.vi.is_empty()).collect()
}
