//! The country's administrative units by code and time, and which commune went into which.
//!
//! Codes of the statistics office, as data; a code is used again for other units, so every question names an era.

mod corrections;

pub use corrections::{CodeCorrection, KindChange, NeverWas};

use crate::domain::{Day, Level, Share};
use std::collections::HashMap;
use std::sync::LazyLock;

const UNITS: &str = include_str!("../../../data/gazetteer/units.tsv");
const SUCCESSION: &str = include_str!("../../../data/gazetteer/succession.tsv");

/// A time during which the country's units and codes stayed the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Until 30/11/2024: 63 provinces, 10,598 communes.
    Until2024,
    /// From 01/12/2024 to 30/06/2025: 63 provinces, 10,051 communes.
    Early2025,
    /// Since 01/07/2025: 34 provinces, 3,321 communes and no districts.
    TwoTier,
}

impl Era {
    /// All eras in order of time.
    pub const ALL: [Era; 3] = [Era::Until2024, Era::Early2025, Era::TwoTier];

    /// The era of a day.
    #[must_use]
    pub fn of(on: Day) -> Era {
        Era::ALL.into_iter().rev().find(|era| era.begins() <= on).unwrap_or(Era::Until2024)
    }

    /// Its first day; the first era has none.
    #[must_use]
    pub fn begins(self) -> Day {
        let day = match self {
            Era::Until2024 => None,
            Era::Early2025 => Day::of(2024, 12, 1),
            Era::TwoTier => Day::of(2025, 7, 1),
        };
        day.unwrap_or(Day::MIN)
    }

    fn bit(self) -> u8 {
        match self {
            Era::Until2024 => 1,
            Era::Early2025 => 2,
            Era::TwoTier => 4,
        }
    }
}

/// A unit of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Level of administration.
    pub level: Level,
    /// Code of the statistics office; of its level and era only.
    pub code: u32,
    /// Code of its kind in the catalogue: `tinh`, `huyen`, `xa` …
    pub kind: &'static str,
    pub name: &'static str,
    /// Code of the unit above it: a commune's district, or its province since 01/07/2025.
    pub parent: Option<(Level, u32)>,
    eras: u8,
}

impl Area {
    /// Whether it stood so in the era.
    #[must_use]
    fn stood_in(&self, era: Era) -> bool {
        self.eras & era.bit() != 0
    }

    /// The code as the statistics office prints it: two, three or five digits.
    #[must_use]
    pub fn printed_code(&self) -> String {
        printed_code(self.level, self.code)
    }
}

/// A code as the statistics office prints it: two digits for a province, three for a district, five for a commune.
#[must_use]
pub fn printed_code(level: Level, code: u32) -> String {
    match level {
        Level::Central => String::new(),
        Level::Province => format!("{code:02}"),
        Level::District => format!("{code:03}"),
        Level::Commune => format!("{code:05}"),
    }
}

/// One commune going into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// First day of the new state.
    pub on: Day,
    /// Code before it.
    pub old: u32,
    /// Code from it on.
    pub new: u32,
    /// How much of the old commune went there.
    pub share: Share,
}

/// What is wrong with a line of the gazetteer's files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct BadGazetteer {
    /// File of the data folder.
    pub file: &'static str,
    /// Line, counted from one.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// The units of the country in three eras and the changes between them.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    areas: Vec<Area>,
    by_code: HashMap<(Level, u32), Vec<u32>>,
    under: HashMap<(Level, u32), Vec<u32>>,
    changes: Vec<Change>,
    kinds: Vec<KindChange>,
    corrected: Vec<CodeCorrection>,
    never_were: Vec<NeverWas>,
}

impl Gazetteer {
    /// Reads the gazetteer that the program carries.
    ///
    /// # Errors
    /// A line that is not of the file's form.
    pub fn embedded() -> Result<Gazetteer, BadGazetteer> {
        let areas = read_areas(UNITS)?;
        let (mut by_code, mut under) = (HashMap::<_, Vec<u32>>::new(), HashMap::<_, Vec<u32>>::new());
        for (at, area) in (0u32..).zip(&areas) {
            by_code.entry((area.level, area.code)).or_default().push(at);
            if let Some(parent) = area.parent {
                under.entry(parent).or_default().push(at);
            }
        }
        let (corrected, never_were) = corrections::read()?;
        Ok(Gazetteer {
            corrected,
            never_were,
            areas,
            by_code,
            under,
            changes: read_changes(SUCCESSION)?,
            kinds: corrections::kinds()?,
        })
    }

    /// The unit that has the code in the era.
    #[must_use]
    pub fn area(&self, level: Level, code: u32, era: Era) -> Option<&Area> {
        self.named(self.by_code.get(&(level, code)), era).next()
    }

    /// The provinces of the era, by code.
    pub fn provinces(&self, era: Era) -> impl Iterator<Item = &Area> {
        self.areas.iter().take_while(|a| a.level == Level::Province).filter(move |a| a.stood_in(era))
    }

    /// The units directly under another in the era, by code.
    pub fn children(&self, level: Level, code: u32, era: Era) -> impl Iterator<Item = &Area> {
        self.named(self.under.get(&(level, code)), era)
    }

    /// The gazetteer, read once; none where it cannot be read, which a test excludes.
    #[must_use]
    pub fn shared() -> Option<&'static Gazetteer> {
        static READ: LazyLock<Option<Gazetteer>> = LazyLock::new(|| Gazetteer::embedded().ok());
        READ.as_ref()
    }

    /// Codes that were corrected.
    #[must_use]
    pub fn corrected_codes(&self) -> &[CodeCorrection] {
        &self.corrected
    }

    /// Successions that were taken out.
    #[must_use]
    pub fn never_were(&self) -> &[NeverWas] {
        &self.never_were
    }

    /// Of what other kinds a unit of the last era has become, in order of time.
    pub fn kind_changes(&self, area: &Area) -> impl Iterator<Item = &KindChange> {
        let (level, code) = (area.level, area.code);
        let of_era = area.stood_in(Era::TwoTier);
        self.kinds.iter().filter(move |change| of_era && (change.level, change.code) == (level, code))
    }

    /// Code of the kind of a unit on a day.
    #[must_use]
    pub fn kind_on(&self, area: &Area, on: Day) -> &'static str {
        self.kind_changes(area).filter(|change| change.on <= on).last().map_or(area.kind, |change| change.kind)
    }

    /// All units of the era; provinces first, then districts, then communes.
    pub fn areas(&self, era: Era) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(move |a| a.stood_in(era))
    }

    /// What the commune that had this code before a day became on it; empty where it went on or nothing is known.
    pub fn became(&self, code: u32, on: Day) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |c| c.on == on && c.old == code)
    }

    /// Which communes went into the one that has this code from a day on.
    pub fn came_from(&self, code: u32, on: Day) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |c| c.on == on && c.new == code)
    }

    fn named<'a>(&'a self, list: Option<&'a Vec<u32>>, era: Era) -> impl Iterator<Item = &'a Area> {
        list.into_iter().flatten().filter_map(|at| self.areas.get(*at as usize)).filter(move |a| a.stood_in(era))
    }
}

fn content(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(text.lines()).filter(|(_, l)| !l.starts_with('#') && !l.is_empty())
}

fn read_areas(text: &'static str) -> Result<Vec<Area>, BadGazetteer> {
    content(text)
        .map(|(line, row)| {
            let bad = |reason| BadGazetteer { file: "gazetteer/units.tsv", line, reason };
            let mut cells = row.split('\t');
            let mut cell = || cells.next().ok_or(bad("fewer than five columns"));
            let (eras, code, kind, name, parent) = (cell()?, cell()?, cell()?, cell()?, cell()?);
            let (level, code) = coded(code).ok_or(bad("a code has two, three or five digits"))?;
            let parent = match parent {
                "" => None,
                text => Some(coded(text).ok_or(bad("the parent's code has two or three digits"))?),
            };
            if kind.is_empty() || name.is_empty() {
                return Err(bad("kind or name is missing"));
            }
            let eras = eras.parse().ok().filter(|e| (1..=7).contains(e)).ok_or(bad("eras are a sum of 1, 2 and 4"))?;
            Ok(Area { level, code, kind, name, parent, eras })
        })
        .collect()
}

fn coded(text: &str) -> Option<(Level, u32)> {
    let level = match text.len() {
        2 => Level::Province,
        3 => Level::District,
        5 => Level::Commune,
        _ => return None,
    };
    Some((level, text.parse().ok()?))
}

fn read_changes(text: &'static str) -> Result<Vec<Change>, BadGazetteer> {
    let mut day = None;
    let mut changes = Vec::new();
    for (line, row) in content(text) {
        let bad = |reason| BadGazetteer { file: "gazetteer/succession.tsv", line, reason };
        if let Some(date) = row.strip_prefix('@') {
            day = Some(Day::parse(date).ok_or(bad("not a date of the form 2025-07-01"))?);
            continue;
        }
        let mut cells = row.split('\t');
        let mut cell = || cells.next().ok_or(bad("fewer than three columns"));
        let (old, new, share) = (cell()?, cell()?, cell()?);
        let code = |text: &str| coded(text).filter(|c| c.0 == Level::Commune).map(|c| c.1);
        changes.push(Change {
            on: day.ok_or(bad("no line with the date before it"))?,
            old: code(old).ok_or(bad("a commune's code has five digits"))?,
            new: code(new).ok_or(bad("a commune's code has five digits"))?,
            share: match share {
                "whole" => Share::Whole,
                "main" => Share::MainPart,
                "part" => Share::Part,
                _ => return Err(bad("a share is whole, main or part")),
            },
        });
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_country_has_the_published_numbers_of_units_in_each_era() {
        let g = Gazetteer::embedded().unwrap();
        let count = |era, level| g.areas(era).filter(|a| a.level == level).count();
        assert_eq!([63, 63, 34], Era::ALL.map(|e| count(e, Level::Province)));
        assert_eq!([10_598, 10_051, 3_321], Era::ALL.map(|e| count(e, Level::Commune)));
        assert_eq!(count(Era::TwoTier, Level::District), 0);
        assert_eq!(Era::ALL.map(|e| g.provinces(e).count()), [63, 63, 34]);
        for era in Era::ALL {
            for area in g.areas(era) {
                if let Some((level, code)) = area.parent {
                    assert!(g.area(level, code, era).is_some(), "{era:?} {}", area.name);
                }
            }
        }
    }

    #[test]
    fn a_code_names_another_commune_in_another_era() {
        let g = Gazetteer::embedded().unwrap();
        let name = |era| g.area(Level::Commune, 6040, era).map(|a| (a.kind, a.name));
        assert_eq!(name(Era::of(day("30/11/2024"))), Some(("xa", "Đại Đồng")));
        assert_eq!(name(Era::of(day("01/12/2024"))), Some(("thi-tran", "Thất Khê")));
        assert_eq!(name(Era::of(day("01/07/2025"))), Some(("xa", "Thất Khê")));
    }

    #[test]
    fn every_commune_of_lang_son_has_an_heir_among_the_sixty_five() {
        let g = Gazetteer::embedded().unwrap();
        let on = Era::TwoTier.begins();
        let districts: Vec<_> = g.children(Level::Province, 20, Era::Early2025).collect();
        assert_eq!(districts.len(), 11);
        let mut communes = 0;
        for d in districts {
            for c in g.children(d.level, d.code, Era::Early2025) {
                communes += 1;
                let seat = g.became(c.code, on).filter(|b| b.share != Share::Part).count();
                assert_eq!(seat, 1, "{}", c.name);
                for change in g.became(c.code, on) {
                    let heir = g.area(Level::Commune, change.new, Era::TwoTier).unwrap();
                    assert_eq!(heir.parent, Some((Level::Province, 20)), "{} → {}", c.name, heir.name);
                }
            }
        }
        assert_eq!(communes, 194);
        assert_eq!(g.children(Level::Province, 20, Era::TwoTier).count(), 65);
        assert_eq!(g.came_from(6040, day("2024-12-01")).count(), 2);
    }

    #[test]
    fn a_line_that_is_wrong_is_named() {
        let wrong = |text| read_areas(text).unwrap_err().to_string();
        assert_eq!(wrong("# c\n7\t20\ttinh"), "gazetteer/units.tsv, line 2: fewer than five columns");
        assert_eq!(wrong("9\t20\ttinh\tX\t"), "gazetteer/units.tsv, line 1: eras are a sum of 1, 2 and 4");
        assert_eq!(
            read_changes("@2025-07-01\n06040\t06040\thalf").unwrap_err().to_string(),
            "gazetteer/succession.tsv, line 2: a share is whole, main or part"
        );
    }
}
