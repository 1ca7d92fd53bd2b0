//! Who of the heads of a district, and since 2025 of a commune, is from there. Which titles these are and of which it is
//! asked that they come from elsewhere is `data/locality.toml`.

use crate::domain::{Cadre, CadreId, Line, PostId, Share, UnitId};
use crate::policy::{Sureness, Verdict};
use crate::register::view::View;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A role among the heads of a place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: String,
    /// Its titles, by code.
    pub titles: Vec<String>,
    /// How sure its source is.
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
    /// What it is called.
    pub vi: String,
    /// What it is called, in English.
    pub en: String,
}

/// Of which roles at least one in each place should come from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct OneOf {
    roles: Vec<String>,
    #[allow(dead_code, reason = "the data says on what it rests")]
    sureness: Sureness,
    #[allow(dead_code, reason = "the data says on what it rests")]
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    role: Vec<Role>,
    #[serde(rename = "one-of")]
    one_of: Option<OneOf>,
}

const EMBEDDED: &str = include_str!("../../data/locality.toml");

static FILE: LazyLock<File> =
    // the embedded file is read by a test; one that cannot be read names no role
    LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or(File { role: Vec::new(), one_of: None }));

/// The roles, in the order of the data.
#[must_use]
pub fn roles() -> &'static [Role] {
    &FILE.role
}

/// One of the heads of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Place of the role among [`roles`].
    pub role: usize,
    pub post: PostId,
    /// Who holds it; none where a seat is vacant.
    pub cadre: Option<CadreId>,
    /// Whether the place of origin lies there; none where that cannot be told.
    pub local: Option<bool>,
    /// Whether the title asks that who holds it comes from elsewhere.
    pub asked: bool,
}

/// A district or a commune with its heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    pub unit: UnitId,
    /// Its heads, by role.
    pub heads: Vec<Head>,
    /// Whether one of the named roles comes from elsewhere.
    pub one: Verdict,
}

/// How many hold a role, and how many of them come from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those who hold it.
    pub held: usize,
    /// Those from elsewhere.
    pub elsewhere: usize,
    /// Those of whom it cannot be told.
    pub unknown: usize,
    /// Those whose title asks for it.
    pub asked: usize,
}

impl Tally {
    /// Whether all come from elsewhere; none where no title asks for it.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let local = self.held - self.elsewhere - self.unknown;
        let verdict = match (local, self.unknown) {
            (0, 0) => Verdict::Met,
            (0, _) => Verdict::Unknown,
            _ => Verdict::Missed,
        };
        (self.asked > 0).then_some(verdict)
    }
}

impl View {
    /// Whether a place of origin lies in a unit on the day. What was merged whole is followed; of what went there only
    /// in part, and of a place larger than the unit, it cannot be told.
    #[must_use]
    pub fn is_from(&self, cadre: &Cadre, place: UnitId) -> Option<bool> {
        let Some(origin) = cadre.origin.unit else {
            // a code without a unit is of another province
            return cadre.origin.code.map(|_| false);
        };
        let now = self.follow(origin);
        let within = |unit: UnitId| self.path(Line::Territory, unit).contains(&place);
        let holds = |unit: UnitId| unit != place && self.path(Line::Territory, place).contains(&unit);
        if now.is_empty() || now.iter().any(|s| holds(s.unit)) {
            return None;
        }
        let inside = now.iter().filter(|s| within(s.unit)).count();
        match inside {
            0 => Some(false),
            // parts of it lie here and all of them do, or the whole went here
            n if n == now.len() => Some(true),
            _ if now.iter().any(|s| s.share == Share::Whole && within(s.unit)) => Some(true),
            _ => None,
        }
    }

    /// Whether who heads a body comes from the place that it serves: of a commune from there, of a department of the
    /// province from the province. None of those who head nothing, and where the origin does not tell.
    #[must_use]
    pub fn leads_at_home(&self, cadre: CadreId) -> Option<bool> {
        let card = self.cadre(cadre)?;
        let mut heads = self.holds(cadre).into_iter().filter(|(_, _, title)| title.role == crate::domain::Role::Head);
        let seat = heads.find_map(|(_, post, _)| self.seat_of(post.unit))?;
        self.is_from(card, seat)
    }

    /// The role of a post among the heads of a place, by its place among [`roles`].
    #[must_use]
    pub fn head_role(&self, post: PostId) -> Option<usize> {
        let title = self.title(self.post(post)?)?;
        roles().iter().position(|role| role.titles.contains(&title.code))
    }

    /// Every place that has heads on the day, in protocol order, with who of them is from there.
    #[must_use]
    pub fn heads(&self) -> Vec<Locality> {
        let mut places: BTreeMap<UnitId, Vec<Head>> = BTreeMap::new();
        for post in self.snapshot.posts.values().filter(|p| p.is_open(self.on)) {
            let Some((role, seat)) = self.head_role(post.id).zip(self.seat_of(post.unit)) else { continue };
            let row = self.row(post);
            let asked = self.title(post).is_some_and(|t| t.non_local);
            let head = |cadre: Option<CadreId>, local| Head { role, post: post.id, cadre, local, asked };
            let held = row.holders.iter().map(|(a, card)| head(Some(a.cadre), self.is_from(card, seat)));
            let vacant = (0..row.vacant()).map(|_| head(None, None));
            places.entry(seat).or_default().extend(held.chain(vacant));
        }
        let mut order = std::collections::HashMap::new();
        for top in self.tops(Line::Territory) {
            let base = u32::try_from(order.len()).unwrap_or(u32::MAX);
            order.extend(self.subtree(Line::Territory, top).into_iter().map(|(unit, at)| (unit, at + base)));
        }
        let mut out: Vec<Locality> = places.into_iter().map(|(unit, heads)| place(unit, heads)).collect();
        out.sort_by_key(|p| (order.get(&p.unit).copied().unwrap_or(u32::MAX), p.unit));
        out
    }
}

fn place(unit: UnitId, mut heads: Vec<Head>) -> Locality {
    heads.sort_by_key(|h| (h.role, h.post, h.cadre.is_none(), h.cadre));
    let named = |head: &&Head| {
        let id = roles().get(head.role).map(|r| r.id.as_str());
        FILE.one_of.as_ref().is_some_and(|one| one.roles.iter().any(|r| Some(r.as_str()) == id))
    };
    let asked: Vec<&Head> = heads.iter().filter(|h| h.cadre.is_some()).filter(named).collect();
    let one = if asked.iter().any(|h| h.local == Some(false)) {
        Verdict::Met
    } else if asked.iter().any(|h| h.local.is_none()) {
        Verdict::Unknown
    } else {
        Verdict::Missed
    };
    Locality { unit, heads, one }
}

/// How many hold each role, over all places.
#[must_use]
pub fn tally(places: &[Locality]) -> Vec<Tally> {
    let mut out = vec![Tally::default(); roles().len()];
    for head in places.iter().flat_map(|p| &p.heads).filter(|h| h.cadre.is_some()) {
        let Some(tally) = out.get_mut(head.role) else { continue };
        tally.held += 1;
        tally.asked += usize::from(head.asked);
        match head.local {
            Some(false) => tally.elsewhere += 1,
            None => tally.unknown += 1,
            Some(true) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_comes_with_the_program_names_titles_of_the_catalogue() {
        let file: File = toml::from_str(EMBEDDED).unwrap();
        let catalogue = crate::register::Catalogue::embedded().unwrap();
        assert_eq!(file.role.len(), 4);
        for code in file.role.iter().flat_map(|r| &r.titles) {
            assert!(catalogue.title_coded(code).is_some(), "{code}");
        }
        let one = file.one_of.unwrap();
        assert!(one.roles.iter().all(|id| file.role.iter().any(|r| r.id == *id)));
    }

    #[test]
    fn one_local_head_misses_the_target_and_one_unknown_leaves_it_open() {
        let tally = |held, elsewhere, unknown| Tally { held, elsewhere, unknown, asked: held }.verdict();
        assert_eq!(tally(11, 11, 0), Some(Verdict::Met));
        assert_eq!(tally(11, 10, 0), Some(Verdict::Missed));
        assert_eq!(tally(11, 10, 1), Some(Verdict::Unknown));
        assert_eq!(tally(0, 0, 0), None);
    }
}
