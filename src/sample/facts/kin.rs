//! Relatives: couples of whom both are on the register, and those whom leaders declare.

use super::{Ledger, Over};
use crate::domain::{Kin, Ladder, ListId, Relative, Sex};
use crate::register::catalogue::ListName;
use crate::sample::card::{CardSources, cadre_id};
use crate::sample::names::Called;
use crate::sample::rng::{Purpose, Rng};
use crate::sample::stint::Stint;
use std::collections::BTreeMap;

/// How many people further on a spouse is looked for.
const REACH: u32 = 900;
/// The widest gap between the ages of a couple.
const GAP: u8 = 6;

impl Ledger {
    /// Finds couples: of one district, of different units, on posts that several people hold.
    pub(super) fn allot_couples(&mut self, over: Over<'_>) {
        self.same_committee(over);
        for man in 0..over.people() {
            let mut rng = Rng::stream(self.seed, Purpose::Kin, u64::from(man));
            if !rng.chance(self.book.kin.couples_per_mille) || !self.single(over, man, Sex::Male) {
                continue;
            }
            let first = man.saturating_add(1 + rng.below(REACH));
            let found = (first..first.saturating_add(REACH).min(over.people())).find(|woman| {
                let homes = over.main(man, over.on).zip(over.main(*woman, over.on));
                let near = homes.is_some_and(|(his, hers)| his.district == hers.district && his.unit != hers.unit);
                near && self.single(over, *woman, Sex::Female) && fit(over, man, *woman)
            });
            if let Some(woman) = found {
                self.spouses.insert(man, woman);
                self.spouses.insert(woman, man);
            }
        }
    }

    fn single(&self, over: Over<'_>, person: u32, sex: Sex) -> bool {
        let fits = over.careers.people.get(person as usize).is_some_and(|p| p.sex() == sex);
        let committee = |s: &Stint| over.ground.chair_at(s.chair).is_some_and(|c| c.title.ladder == Ladder::Committee);
        let serves = over.main(person, over.on).is_some_and(|c| !c.is_known());
        let sits = over.stints(person).iter().any(committee);
        fits && serves && !sits && !over.is_known(person) && !self.spouses.contains_key(&person)
    }

    /// The two communes in which the review found relatives in one standing committee.
    fn same_committee(&mut self, over: Over<'_>) {
        let mut left = over.share(self.book.kin.same_standing_committee);
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for person in (0..over.people()).filter(|p| over.main(*p, over.on).is_some()) {
            for stint in over.stints(person).iter().filter(|s| s.holds(over.on)) {
                let chair = over.ground.chair_at(stint.chair);
                if chair.is_some_and(|c| c.title.group.as_deref() == Some("standing-commune")) {
                    members.entry(stint.chair).or_default().push(person);
                }
            }
        }
        let sex = |p: u32| over.careers.people.get(p as usize).map(|p| p.sex());
        for people in members.values() {
            if left == 0 {
                break;
            }
            let men = people.iter().copied().filter(|p| sex(*p) == Some(Sex::Male) && !over.is_known(*p));
            let pair = men.flat_map(|man| people.iter().copied().map(move |woman| (man, woman)));
            let mut pairs = pair.filter(|(man, woman)| {
                sex(*woman) == Some(Sex::Female) && !over.is_known(*woman) && fit(over, *man, *woman)
            });
            if let Some((man, woman)) = pairs.next() {
                self.spouses.insert(man, woman);
                self.spouses.insert(woman, man);
                left -= 1;
            }
        }
    }

    pub(super) fn kin(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Kin> {
        let leads = |s: &Stint| sources.ground.chair_at(s.chair).is_some_and(|c| c.title.ladder == Ladder::Leadership);
        let mut rows: Vec<Relative> = self.spouse(sources, at).into_iter().collect();
        if stints.iter().any(leads) {
            rows.extend(self.parents(sources, at));
        }
        (!rows.is_empty()).then(|| Kin { cadre: cadre_id(at), rows })
    }

    fn spouse(&self, sources: &CardSources<'_>, at: u32) -> Option<Relative> {
        let spouse = *self.spouses.get(&at)?;
        let (person, life) = sources.who(spouse)?;
        let code = if person.sex() == Sex::Male { "chong" } else { "vo" };
        let about = sources.workplace(spouse);
        let (cadre, name, born) = (Some(cadre_id(spouse)), sources.name(spouse), Some(life.born));
        Some(Relative { relation: relation(sources, code)?, cadre, name, born, about })
    }

    fn parents(&self, sources: &CardSources<'_>, at: u32) -> Vec<Relative> {
        let Some((_, life)) = sources.who(at) else { return Vec::new() };
        let mut rng = Rng::stream(self.seed, Purpose::Kin, u64::from(at) | 1 << 40);
        let own = sources.name(at);
        let family = own.split(' ').next().unwrap_or_default();
        let backgrounds = &self.book.dossier.backgrounds;
        let mut rows = Vec::new();
        for (code, sex, family) in [("bo", Sex::Male, Some(family)), ("me", Sex::Female, None)] {
            let year = life.birthday.year() - i16::try_from(rng.between(21, 34)).unwrap_or(25);
            let subject = u64::from(at) | if sex == Sex::Male { 1 << 41 } else { 1 << 42 };
            let called = Called { seed: self.seed, subject, sex, ethnic: sources.ethnic(at), born: year, family };
            let name = sources.names.full(&called);
            let about = rng.pick(backgrounds).cloned().unwrap_or_default();
            if let Some(relation) = relation(sources, code) {
                let born = Some(crate::domain::PartialDate::Year(year));
                rows.push(Relative { relation, cadre: None, name, born, about });
            }
        }
        rows
    }
}

fn fit(over: Over<'_>, man: u32, woman: u32) -> bool {
    let people = &over.careers.people;
    let pair = people.get(man as usize).zip(people.get(woman as usize));
    pair.is_some_and(|(his, hers)| his.age.abs_diff(hers.age) <= GAP && hers.age >= 23)
}

fn relation(sources: &CardSources<'_>, code: &str) -> Option<ListId> {
    sources.catalogue.lists().all(ListName::Relation).iter().find(|r| r.code == code).map(|r| r.id)
}
