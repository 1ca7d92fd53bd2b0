//! Units and posts of the sample province with their whole history: 30/06/2024, the mergers of 01/12/2024 and
//! 01/03/2025, and the two tiers since 01/07/2025.
//!
//! Built from the catalogue, the gazetteer and `data/sample`; the same scale gives the same units, posts and ids.

mod declared;
mod history;
mod land;
mod organs;
mod plan;
mod posts;
mod spread;

use crate::domain::{Day, Post, PostId, TitleId, Unit, UnitId};
use crate::register::catalogue::{Catalogue, CatalogueError};
use crate::register::gazetteer::Gazetteer;
use plan::StructurePlan;
use std::collections::HashMap;

/// The store in which the sample's records are born: the first number of their ids.
pub const ORIGIN: u16 = 1;

/// How many people the sample is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// People on the payroll on the day on which the figures were counted, 300 to 3,000,000.
    pub people: u32,
}

impl Scale {
    /// The fewest people for whom a province still has a shape.
    pub const MIN: u32 = 300;
    /// The most people.
    pub const MAX: u32 = 3_000_000;
    /// The province of the report.
    pub const FULL: Scale = Scale { people: 28_947 };
}

impl Default for Scale {
    fn default() -> Scale {
        Scale::FULL
    }
}

/// Why the structure could not be built.
#[derive(Debug, thiserror::Error)]
pub enum StructureError {
    /// More or fewer people than a sample can have.
    #[error("a sample has {least} to {most} people, not {people}", least = Scale::MIN, most = Scale::MAX)]
    Scale {
        /// People asked for.
        people: u32,
    },
    /// The sample's plan is not well formed.
    #[error("sample/langson.toml: {0}")]
    Plan(#[from] toml::de::Error),
    /// The sample's organs are not well formed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The plan speaks of a kind, title or code that the catalogue or the gazetteer does not have.
    #[error("the sample speaks of {what} {name}, which is not there")]
    Missing {
        /// What is missing: a kind, a title, a province.
        what: &'static str,
        name: String,
    },
    /// The targets cannot be met with so few people.
    #[error("{people} people are fewer than the {least} of the posts that every province has")]
    TooFew {
        /// People asked for.
        people: u32,
        /// People of the fixed posts.
        least: u32,
    },
}

/// A post with what the maker of people needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPost {
    pub post: Post,
    /// Main holders on the day of counting; of a post that begins later, none.
    pub filled: u16,
    /// Seats filled by people whose main post is elsewhere (committee seats, a secretary who is also chair) on the day of
    /// counting; of a post that begins later, at its beginning.
    pub concurrent: u16,
    /// Main holders on 01/07/2025; of a post that ends by then, none.
    pub filled_2025: u16,
    /// The main post whose holder also fills this one, where one and the same does.
    pub with: Option<PostId>,
    /// Where its holders go on when it ends, unless they leave.
    pub successor: Option<PostId>,
}

/// What a unit is in the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Province,
    /// A district or the city.
    District,
    /// A commune of before 01/07/2025.
    Commune,
    /// A commune since 01/07/2025.
    CommuneTwoTier,
    /// An organ, by its code in the catalogue's or the sample's departments.
    Organ(String),
    /// A section of the organ with this code.
    Section(String),
    /// A school of a commune.
    School,
}

/// A unit's part and the territorial unit it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// What it is.
    pub part: Part,
    /// Province, district or commune that it belongs to; of a territorial unit itself.
    pub home: UnitId,
    /// Codes by which the plan names its posts, the first that has some counts.
    models: Vec<String>,
}

/// Units and posts of the sample and the questions that the maker of people asks of them.
#[derive(Debug, Clone)]
pub struct Structure {
    /// Units in the order of their ids.
    pub units: Vec<Unit>,
    /// Posts in the order of their ids.
    pub posts: Vec<PlannedPost>,
    stations: Vec<Station>,
    by_unit: HashMap<UnitId, Vec<usize>>,
}

impl Structure {
    /// The unit with this id.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(index(id.counter())?)
    }

    /// What the unit is in the sample.
    #[must_use]
    pub fn station(&self, id: UnitId) -> Option<&Station> {
        self.stations.get(index(id.counter())?)
    }

    /// The post with this id.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&PlannedPost> {
        self.posts.get(index(id.counter())?)
    }

    /// All posts of a unit, whenever they exist, in the order in which they were made.
    pub fn posts_of(&self, unit: UnitId) -> impl Iterator<Item = &PlannedPost> {
        self.by_unit.get(&unit).into_iter().flatten().filter_map(|at| self.posts.get(*at))
    }

    /// The post with the title in the unit.
    #[must_use]
    pub fn post_titled(&self, unit: UnitId, title: TitleId) -> Option<&PlannedPost> {
        self.posts_of(unit).find(|p| p.post.title == title)
    }

    /// Units of one part: `units_in(&Part::Commune)`.
    pub fn units_in<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().zip(&self.stations).filter(move |(_, s)| s.part == *part).map(|(u, _)| u)
    }

    /// The organ with this code that was made for the province, the district or the commune.
    #[must_use]
    pub fn organ(&self, code: &str, home: UnitId) -> Option<&Unit> {
        let is = |s: &Station| s.home == home && matches!(&s.part, Part::Organ(c) if c == code);
        self.units.iter().zip(&self.stations).find(|(_, s)| is(s)).map(|(u, _)| u)
    }
}

/// Place in a list of the record with the `counter`-th id.
fn index(counter: u64) -> Option<usize> {
    usize::try_from(counter).ok()?.checked_sub(1)
}

/// Builds units and posts for so many people.
///
/// # Errors
/// A number of people out of range or too small for the fixed posts, or data that do not fit together.
pub fn build(catalogue: &Catalogue, gazetteer: &Gazetteer, scale: Scale) -> Result<Structure, StructureError> {
    if !(Scale::MIN..=Scale::MAX).contains(&scale.people) {
        return Err(StructureError::Scale { people: scale.people });
    }
    let plan = StructurePlan::embedded()?;
    let (file, text) = plan::INSTITUTIONS;
    let institutions = catalogue.read_organs(file, text)?;
    let mut builder = Builder {
        catalogue,
        gazetteer,
        scale,
        share: f64::from(scale.people) / f64::from(plan.people),
        plan: &plan,
        units: Vec::new(),
        stations: Vec::new(),
        posts: Vec::new(),
        by_unit: HashMap::new(),
    };
    let land = land::build(&mut builder)?;
    organs::build(&mut builder, &land, &institutions)?;
    posts::build(&mut builder)?;
    history::build(&mut builder)?;
    declared::build(&mut builder, &land);
    Ok(Structure { units: builder.units, posts: builder.posts, stations: builder.stations, by_unit: builder.by_unit })
}

/// What is being built.
struct Builder<'a> {
    catalogue: &'a Catalogue,
    gazetteer: &'a Gazetteer,
    plan: &'a StructurePlan,
    scale: Scale,
    /// The sample's size against the whole province's.
    share: f64,
    units: Vec<Unit>,
    stations: Vec<Station>,
    posts: Vec<PlannedPost>,
    by_unit: HashMap<UnitId, Vec<usize>>,
}

impl Builder<'_> {
    /// The number of the next unit.
    fn next_unit(&self) -> UnitId {
        UnitId::new(ORIGIN, self.units.len() as u64 + 1)
    }

    fn add_unit(&mut self, unit: Unit, part: Part, home: Option<UnitId>, models: Vec<String>) -> UnitId {
        let id = unit.id;
        self.stations.push(Station { part, home: home.unwrap_or(id), models });
        self.units.push(unit);
        id
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(index(id.counter())?)
    }

    fn unit_mut(&mut self, id: UnitId) -> Option<&mut Unit> {
        self.units.get_mut(index(id.counter())?)
    }

    fn add_post(&mut self, mut planned: PlannedPost) -> PostId {
        let id = PostId::new(ORIGIN, self.posts.len() as u64 + 1);
        planned.post.id = id;
        self.by_unit.entry(planned.post.unit).or_default().push(self.posts.len());
        self.posts.push(planned);
        id
    }

    fn kind(&self, code: &str) -> Result<crate::domain::KindId, StructureError> {
        self.catalogue.kind_coded(code).map(|k| k.id).ok_or_else(|| missing("kind", code))
    }

    fn title(&self, code: &str) -> Result<&crate::domain::Title, StructureError> {
        self.catalogue.title_coded(code).ok_or_else(|| missing("title", code))
    }

    /// First day of everything that no paper dates.
    fn begins(&self) -> Day {
        self.plan.begins.0
    }

    /// How many of `all` the sample keeps where it is smaller than the province: the root of its share, so that a small
    /// sample has few organs but some of each kind.
    fn kept(&self, all: usize) -> usize {
        if self.share >= 1.0 { all } else { ((all as f64 * self.share.sqrt()).ceil() as usize).clamp(1, all.max(1)) }
    }
}

fn missing(what: &'static str, name: &str) -> StructureError {
    StructureError::Missing { what, name: name.to_owned() }
}

#[cfg(test)]
mod tests;
