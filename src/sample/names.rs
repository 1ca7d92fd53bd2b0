//! Names as people of the province are called, by ethnic group, sex and generation (data/sample/names.toml).

use super::rng::{Purpose, Rng};
use crate::domain::Sex;
use crate::sample::error::SampleError;
use serde::Deserialize;

/// Tries before a name that belongs to somebody real would be let through; with the given lists one is enough.
const TRIES: u64 = 64;

/// Words with their weights.
#[derive(Debug, Clone, Default)]
struct Words(Vec<(Box<str>, u32)>);

impl Words {
    /// Reads `"Văn 5, Đức 3"`; `-` is the empty word.
    fn read(text: &str) -> Result<Words, SampleError> {
        let entry = |part: &str| -> Option<(Box<str>, u32)> {
            let (word, weight) = part.trim().rsplit_once(' ')?;
            Some((word.trim().trim_matches('-').into(), weight.parse().ok()?))
        };
        let read: Option<Vec<(Box<str>, u32)>> = text.split(',').map(entry).collect();
        read.filter(|words| !words.is_empty()).map(Words).ok_or_else(|| SampleError::Data {
            file: "names.toml",
            why: format!("not a list of words with weights: {}", text.chars().take(40).collect::<String>()),
        })
    }

    fn draw(&self, rng: &mut Rng) -> &str {
        let at = rng.weighted(self.0.iter().map(|(_, weight)| *weight)).unwrap_or(0);
        self.0.get(at).map_or("", |(word, _)| word)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generations: Vec<i16>,
    group: Vec<Group>,
    middle: BySex,
    given: BySex,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    codes: Vec<String>,
    family: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BySex {
    men: Vec<String>,
    women: Vec<String>,
}

/// One list a generation.
#[derive(Debug)]
struct Generations {
    men: Vec<Words>,
    women: Vec<Words>,
}

impl Generations {
    fn read(lists: &BySex) -> Result<Generations, SampleError> {
        let read = |lists: &[String]| lists.iter().map(|text| Words::read(text)).collect::<Result<Vec<_>, _>>();
        Ok(Generations { men: read(&lists.men)?, women: read(&lists.women)? })
    }

    fn of(&self, sex: Sex, generation: usize) -> Option<&Words> {
        let lists = if sex == Sex::Male { &self.men } else { &self.women };
        lists.get(generation).or(lists.last())
    }
}

/// The stock of names.
#[derive(Debug)]
pub struct Names {
    from_year: Vec<i16>,
    families: Vec<(Vec<String>, Words)>,
    middle: Generations,
    given: Generations,
    taken: Vec<u32>,
}

impl Names {
    /// Reads the lists and the marks of the names that must not be given.
    pub fn read(lists: &str, not_these: &str) -> Result<Names, SampleError> {
        let wrong = |why: String| SampleError::Data { file: "names.toml", why };
        let file: File = toml::from_str(lists).map_err(|e| wrong(e.to_string()))?;
        let read = |g: Group| -> Result<_, SampleError> { Ok((g.codes, Words::read(&g.family)?)) };
        let families = file.group.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let taken = not_these.lines().filter_map(|line| u32::from_str_radix(line.trim(), 16).ok()).collect();
        Ok(Names {
            from_year: file.generations,
            families,
            middle: Generations::read(&file.middle)?,
            given: Generations::read(&file.given)?,
            taken,
        })
    }

    /// Whether the name belongs to a person of the source reports.
    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(&mark(name))
    }

    /// The full name of one person.
    #[must_use]
    pub fn full(&self, who: &Called<'_>) -> String {
        let generation = self.from_year.iter().filter(|year| **year <= who.born).count().saturating_sub(1);
        let mut name = String::new();
        for attempt in 0..TRIES {
            let mut rng = Rng::stream(who.seed.wrapping_add(attempt), Purpose::Names, who.subject);
            let family = match who.family {
                Some(family) => family,
                None => self.families(who.ethnic).map_or("", |words| words.draw(&mut rng)),
            };
            let middle = self.middle.of(who.sex, generation).map_or("", |words| words.draw(&mut rng));
            let given = self.given.of(who.sex, generation).map_or("", |words| words.draw(&mut rng));
            name = [family, middle, given].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            // nobody is called "Đức Đức" or "Thị Thu Thu"
            if !middle.ends_with(given) && family != given && !self.is_taken(&name) {
                break;
            }
        }
        name
    }

    fn families(&self, ethnic: &str) -> Option<&Words> {
        let of = |code: &str| self.families.iter().find(|(codes, _)| codes.iter().any(|c| c == code)).map(|(_, w)| w);
        of(ethnic).or_else(|| of("kinh"))
    }
}

/// What a name depends on.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    /// Seed of the sample.
    pub seed: u64,
    /// Number of the person.
    pub subject: u64,
    pub sex: Sex,
    /// Code of the ethnic group.
    pub ethnic: &'a str,
    /// Year of birth.
    pub born: i16,
    /// Family name, where a relative gives it.
    pub family: Option<&'a str>,
}

/// The mark of a name that must not be given, so that the name itself need not be kept.
#[must_use]
pub fn mark(name: &str) -> u32 {
    crc32fast::hash(name.to_lowercase().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn names() -> Names {
        Names::read(include_str!("../../data/sample/names.toml"), include_str!("../../data/sample/not-these.txt"))
            .unwrap()
    }

    fn called(subject: u64) -> Called<'static> {
        let sex = if subject.is_multiple_of(3) { Sex::Male } else { Sex::Female };
        let ethnic = if subject.is_multiple_of(4) { "kinh" } else { "nung" };
        Called { seed: 3, subject, sex, ethnic, born: 1965 + (subject % 35) as i16, family: None }
    }

    #[test]
    fn a_name_that_belongs_to_somebody_is_passed_over() {
        let mut names = names();
        let first = names.full(&called(11));
        names.taken.push(mark(&first));
        let second = names.full(&called(11));
        assert_ne!(first, second);
        assert!(!names.is_taken(&second));
    }

    #[test]
    fn names_repeat_as_they_do_in_life() {
        let names = names();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for subject in 0..28_947 {
            *seen.entry(names.full(&called(subject))).or_default() += 1;
        }
        let shared: u32 = seen.values().filter(|n| **n > 1).sum();
        assert!((2_000..20_000).contains(&shared), "{shared} people share their full name with somebody");
        assert!(seen.values().all(|n| *n < 60), "{:?}", seen.iter().max_by_key(|(_, n)| **n));
        assert!(
            seen.keys().all(|name| name.split(' ').count() >= 2 && crate::domain::text::at_the_door(name) == *name)
        );
    }
}
