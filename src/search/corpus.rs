//! Where one searches: what can be found, as the register or a list hands it over.

use super::found::{Fact, Found};
use super::query::test::Value;
use crate::domain::Period;

/// What something was called or held before, or is beside what it is shown as: a name, or a title and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Former<'a> {
    /// Its name then; empty where the title is given.
    pub name: &'a str,
    pub title: &'a str,
    pub unit: &'a str,
    /// Whether it is so now, beside what is shown: a seat of a committee.
    pub now: bool,
}

/// Something that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is.
    pub what: Found,
    /// Its name: of a person, of a unit.
    pub name: &'a str,
    /// How many words of the name only say of what kind it is ("Huyện").
    pub kind_words: usize,
    /// What a person holds; the title of a post.
    pub title: &'a str,
    /// The title's place in the order of protocol, smallest first.
    pub title_order: u16,
    /// Where; what stands above a unit.
    pub unit: &'a str,
    /// What it was before, and is beside.
    pub former: &'a [Former<'a>],
}

/// Something that was found, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Name, title and unit.
    pub fields: [String; 3],
    /// What it was before, in the order in which [`Corpus::each`] hands it over; empty where it was not asked.
    pub former: Vec<[String; 3]>,
}

/// What can be found; the register's views are one.
pub trait Corpus: Sync {
    /// Hands over everything, kind by kind, each in the order of its ids, in which equals stand.
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>));

    /// Hands over one thing as [`Corpus::each`] would; nothing where it would not.
    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>));

    /// One thing as it is written; what it was before only where that is asked, as it may take long.
    fn written(&self, what: Found, former: bool) -> Option<Written>;

    /// What a fact is of something; several where there are, none where nothing is known.
    fn fact(&self, _what: Found, _fact: Fact, _period: Option<Period>) -> Vec<Value> {
        Vec::new()
    }

    /// The words that a fact of [`Compared::List`](super::fields::Compared::List) may be, where they are few.
    fn words(&self, _fact: Fact) -> Vec<String> {
        Vec::new()
    }
}
