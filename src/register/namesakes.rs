//! Who bears a name or a code, for those who look up many: a list of millions is matched by it, so a person takes a dozen
//! bytes here, and what is found by a fingerprint is held against the card.

use crate::domain::{Cadre, CadreId, PartialDate, text};
use crate::register::view::View;
use crate::search::sounds;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Bits of a fingerprint that choose the drawer.
const DRAWER_BITS: u32 = 14;
/// Bits of a name beyond its drawer, of the year of birth, of the place of origin.
const PARTS: (u32, u32, u32) = (4, 6, 6);

fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Ids by the order in which they came; ids that follow each other take no room.
#[derive(Debug, Clone, Default)]
struct Order {
    /// The first id and the first place of each run of ids that follow each other.
    by_id: BTreeMap<u64, (u32, u32)>,
    by_place: Vec<(u32, u64)>,
    len: u32,
}

impl Order {
    fn push(&mut self, id: CadreId) -> u32 {
        let place = self.len;
        let last = self.by_place.last().copied();
        let follows = last.filter(|(first, begin)| begin + u64::from(place - first) == id.0);
        match follows.and_then(|(_, begin)| self.by_id.get_mut(&begin)) {
            Some((_, run)) => *run += 1,
            None => {
                self.by_id.insert(id.0, (place, 1));
                self.by_place.push((place, id.0));
            }
        }
        self.len = self.len.saturating_add(1);
        place
    }

    fn place(&self, id: CadreId) -> Option<u32> {
        let (begin, (first, run)) = self.by_id.range(..=id.0).next_back()?;
        let beyond = u32::try_from(id.0 - begin).ok()?;
        (beyond < *run).then_some(first + beyond)
    }

    fn id(&self, place: u32) -> Option<CadreId> {
        let run = self.by_place.partition_point(|(first, _)| *first <= place).checked_sub(1)?;
        let (first, begin) = self.by_place.get(run)?;
        Some(CadreId(begin + u64::from(place - first)))
    }
}

/// Places by a fingerprint.
#[derive(Debug, Clone, Default)]
struct Drawers(Vec<Vec<[u16; 3]>>);

impl Drawers {
    fn drawer(hash: u64) -> usize {
        (hash >> (u64::BITS - DRAWER_BITS)) as usize
    }

    fn add(&mut self, hash: u64, tag: u16, place: u32) {
        if self.0.is_empty() {
            self.0.resize(1 << DRAWER_BITS, Vec::new());
        }
        if let Some(drawer) = self.0.get_mut(Drawers::drawer(hash)) {
            if drawer.len() == drawer.capacity() {
                // doubling would leave half of it empty
                drawer.reserve_exact(drawer.len() / 16 + 4);
            }
            #[allow(clippy::cast_possible_truncation, reason = "the two halves of a place")]
            drawer.push([tag, place as u16, (place >> 16) as u16]);
        }
    }

    fn of(&self, hash: u64) -> impl Iterator<Item = (u16, u32)> {
        let drawer = self.0.get(Drawers::drawer(hash)).map(Vec::as_slice).unwrap_or_default();
        drawer.iter().map(|[tag, low, high]| (*tag, u32::from(*low) | u32::from(*high) << 16))
    }
}

/// What narrows a name down: the year of birth, or the place of origin.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    pub year: i16,
    /// The place, as it is written.
    pub origin: &'a str,
}

/// The people of a register by name and code.
#[derive(Debug, Clone, Default)]
pub struct Namesakes {
    order: Order,
    names: Drawers,
    codes: Drawers,
    /// By birth and origin together, where both are known well enough.
    births: Drawers,
}

#[allow(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
fn low(hash: u64, bits: u32) -> u16 {
    hash as u16 & ((1 << bits) - 1)
}

fn year_tag(year: i16) -> u16 {
    year.unsigned_abs() & ((1 << PARTS.1) - 1)
}

fn origin_tag(origin: &str) -> u16 {
    low(fingerprint(&sounds(origin)), PARTS.2)
}

/// A name without its marks, in one spelling.
fn spelled(name: &str) -> String {
    crate::search::fold(&sounds(&text::at_the_door(name))).chars().filter(|c| !is_mark(*c)).collect()
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// What people who may be one have in common: the day or the month of birth, and the place of origin.
fn birth(born: PartialDate, origin: &str) -> Option<u64> {
    if matches!(born, PartialDate::Year(_)) || origin.trim().is_empty() {
        return None;
    }
    Some(fingerprint(&format!("{born} {}", sounds(&text::at_the_door(origin)))))
}

/// Whether two names differ by no more than a letter or a syllable.
fn nearly(a: &str, b: &str) -> bool {
    // whoever is told apart by a number is told apart on purpose
    if a.chars().chain(b.chars()).any(|c| c.is_ascii_digit()) {
        return false;
    }
    let (a, b) = (sounds(&text::at_the_door(a)), sounds(&text::at_the_door(b)));
    let letters = |text: &str| text.chars().filter(|c| !is_mark(*c)).collect::<Vec<char>>();
    let syllables = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
    one_apart(&letters(&a), &letters(&b)) || one_apart(&syllables(&a), &syllables(&b))
}

/// Whether one of two rows of things becomes the other by putting in, leaving out or exchanging one, or none.
fn one_apart<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let ends = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - ends <= 1
}

impl Namesakes {
    pub fn add(&mut self, cadre: &Cadre) {
        let place = self.order.push(cadre.id);
        let name = fingerprint(&spelled(&cadre.name));
        let near = (year_tag(cadre.born.year()) << PARTS.2) | origin_tag(&cadre.origin.text);
        self.names.add(name, low(name, PARTS.0) << (PARTS.1 + PARTS.2) | near, place);
        if let Some(birth) = birth(cadre.born, &cadre.origin.text) {
            self.births.add(birth, low(birth, u16::BITS - 1), place);
        }
        if !cadre.code.is_empty() {
            let code = fingerprint(&cadre.code.to_lowercase());
            self.codes.add(code, low(code, u16::BITS - 1), place);
        }
    }

    /// How many came before this one; `None` for one who is not here.
    #[must_use]
    pub fn place(&self, id: CadreId) -> Option<u32> {
        self.order.place(id)
    }

    /// Those who bear a name, with or without its marks; with [`Near`], only those who were born in that year or come
    /// from that place.
    #[must_use]
    pub fn named<'v>(&self, view: &'v View, name: &str, near: Option<Near<'_>>) -> Vec<&'v Arc<Cadre>> {
        let wanted = spelled(name);
        let hash = fingerprint(&wanted);
        let tags = near.map(|n| (year_tag(n.year), origin_tag(n.origin)));
        let fits = |tag: u16| {
            tag >> (PARTS.1 + PARTS.2) == low(hash, PARTS.0)
                && tags.is_none_or(|(year, origin)| {
                    (tag >> PARTS.2) & ((1 << PARTS.1) - 1) == year || tag & ((1 << PARTS.2) - 1) == origin
                })
        };
        let found = self.names.of(hash).filter(|(tag, _)| fits(*tag));
        let cards = found.filter_map(|(_, place)| view.cadre(self.order.id(place)?));
        cards.filter(|c| c.name == name || spelled(&c.name) == wanted).collect()
    }

    /// Those who were born when and where this one was and bear a name that is not the same, but a letter or a syllable
    /// away from it.
    #[must_use]
    pub fn nearly<'v>(&self, view: &'v View, name: &str, born: PartialDate, origin: &str) -> Vec<&'v Arc<Cadre>> {
        let Some(hash) = birth(born, origin) else { return Vec::new() };
        let found = self.births.of(hash).filter(|(tag, _)| *tag == low(hash, u16::BITS - 1));
        let cards = found.filter_map(|(_, place)| view.cadre(self.order.id(place)?));
        let same_birth = |c: &&Arc<Cadre>| c.born == born && sounds(&c.origin.text) == sounds(origin);
        cards.filter(same_birth).filter(|c| nearly(&c.name, name)).collect()
    }

    /// Those who have a code.
    #[must_use]
    pub fn coded<'v>(&self, view: &'v View, code: &str) -> Vec<&'v Arc<Cadre>> {
        let wanted = code.to_lowercase();
        let hash = fingerprint(&wanted);
        let found = self.codes.of(hash).filter(|(tag, _)| *tag == low(hash, u16::BITS - 1));
        let cards = found.filter_map(|(_, place)| view.cadre(self.order.id(place)?));
        cards.filter(|c| c.code.to_lowercase() == wanted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_a_syllable_is_near_and_two_are_not() {
        for (one, other) in [
            ("Lý Văn Đường", "Lí Văn Đường"),
            ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
            ("Trần Thị Phương", "Trần Thị Phươn"),
            ("Nông Văn Khánh", "Nông Khánh"),
            ("Nông Văn Khánh", "Nông Viết Khánh"),
        ] {
            assert!(nearly(one, other), "{one} {other}");
        }
        assert!(!nearly("Nông Văn Khánh", "Nông Viết Thành"));
        assert!(!nearly("Hà Văn Rút", "Triệu Thị Xá"));
    }

    #[test]
    fn ids_come_back_whatever_their_order() {
        let mut order = Order::default();
        let ids: Vec<CadreId> = [(1, 5), (1, 6), (1, 7), (2, 1), (1, 9), (1, 8), (65_535, 1), (65_535, 2)]
            .map(|(origin, n)| CadreId::new(origin, n))
            .to_vec();
        let places: Vec<u32> = ids.iter().map(|id| order.push(*id)).collect();
        for (id, place) in ids.iter().zip(places) {
            assert_eq!((order.place(*id), order.id(place)), (Some(place), Some(*id)));
        }
        assert_eq!(order.place(CadreId::new(1, 4)), None);
        assert_eq!(order.place(CadreId::new(1, 10)), None);
        assert!(order.by_place.len() < ids.len());
    }
}
