//! The composition of a list: how many people for how many seats, of whom women, young, minority, in which bands of age.
//! A person who stands in two pools of the list is one.

use super::candidate::is_in_pool;
use super::row::{Named, thing};
use crate::domain::{Cadre, CadreId, Day, ListId, Origination, Post, Sex, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Answer, Holds, count};
use serde::{Deserialize, Serialize};

/// Whose share of a list is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// nữ
    Women,
    /// trẻ: under the age that the rule of the level gives
    Young,
    /// dân tộc thiểu số
    Minority,
    /// nguồn nơi khác
    Outside,
}

/// Among whom the share of a group is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Among {
    #[default]
    Planned,
    /// Those in office.
    Sitting,
}

/// What of a list's composition a kind measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Composition {
    /// hệ số: people for its seats
    Coefficient,
    /// People of a group.
    Group(Group),
    /// ba độ tuổi
    AgeBands,
}

/// A number of people that some unknown dates leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Range {
    /// Those who are surely counted.
    pub least: i64,
    /// With those who may be.
    pub most: i64,
}

impl Range {
    fn add(&mut self, sure: bool, may: bool) {
        self.least += i64::from(sure);
        self.most += i64::from(sure || may);
    }

    /// Whether the number is known exactly.
    pub(in crate::policy) fn is_exact(self) -> bool {
        self.least == self.most
    }

    /// Whether there are enough; unknown of a list in which nobody is counted.
    pub(in crate::policy) fn holds(self, people: i64, enough: impl Fn(i64) -> bool) -> Holds {
        if people == 0 { Holds::Unknown } else { Holds::between(enough(self.least), enough(self.most)) }
    }
}

/// What is counted of a list or a pool.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Tally {
    /// Seats with which the term's planning counts.
    pub seats: i64,
    /// People in office on the day.
    pub sitting: i64,
    pub planned: i64,
    /// Women among those planned.
    pub women: i64,
    /// Of an ethnic minority.
    pub minority: i64,
    /// Ethnic group not entered.
    pub no_ethnic: i64,
    /// Under the age of the level.
    pub young: Range,
    /// From outside the unit.
    pub outside: i64,
    /// By band of age, the youngest first; empty where no rule gives bands.
    pub bands: Vec<Range>,
}

impl Tally {
    /// How many are of a group; who may be of it leaves the number open.
    pub(in crate::policy) fn of_group(&self, group: Group) -> Range {
        let exactly = |n| Range { least: n, most: n };
        match group {
            Group::Women => exactly(self.women),
            Group::Young => self.young,
            // whose ethnic group is not entered may be of one
            Group::Minority => Range { least: self.minority, most: self.minority + self.no_ethnic },
            Group::Outside => exactly(self.outside),
        }
    }

    fn add_people(&mut self, facts: &dyn Facts, cadres: impl Iterator<Item = CadreId>, ages: &Ages) {
        if !ages.bands.is_empty() {
            self.bands = vec![Range::default(); ages.bands.len() + 1];
        }
        for card in cadres.filter_map(|id| facts.cadre(id)) {
            self.women += i64::from(card.sex == Sex::Female);
            self.minority += i64::from(facts.is_minority(card.ethnic));
            self.no_ethnic += i64::from(card.ethnic == ListId::default());
            if let Some(edge) = ages.young {
                let (sure, may) = edge.under(card);
                self.young.add(sure, may);
            }
            for (band, (sure, may)) in self.bands.iter_mut().zip(ages.bands(card)) {
                band.add(sure, may);
            }
        }
    }
}

/// A day of birth for an age that somebody is under: born after it is younger.
#[derive(Debug, Clone, Copy)]
pub(in crate::policy) struct Edge(Day);

impl Edge {
    /// The edge of an age in full years on a day.
    pub(in crate::policy) fn at(years: u32, on: Day) -> Edge {
        Edge(on.add_months(i32::try_from(years).unwrap_or(0).saturating_mul(-12)))
    }

    /// Surely under the age, and perhaps.
    fn under(self, card: &Cadre) -> (bool, bool) {
        (card.born.earliest() > self.0, card.born.latest() > self.0)
    }
}

/// The ages that a level's rules part people by.
#[derive(Clone, Default)]
pub(in crate::policy) struct Ages {
    pub(in crate::policy) young: Option<Edge>,
    /// Of those in office, where a rule has an age of its own for them.
    pub(in crate::policy) young_in_office: Option<Edge>,
    pub(in crate::policy) bands: Vec<Edge>,
}

impl Ages {
    /// The same for those in office, who may be called young by another age.
    pub(in crate::policy) fn in_office(self) -> Ages {
        Ages { young: self.young_in_office.or(self.young), ..self }
    }

    /// Whether somebody is of the age that the level calls young; none where the birth is not known in full.
    fn is_young(&self, card: &Cadre) -> Option<bool> {
        let (sure, may) = self.young?.under(card);
        (sure == may).then_some(sure)
    }

    /// Of each band, the youngest first, whether somebody surely stands in it, and perhaps.
    pub(in crate::policy) fn bands(&self, card: &Cadre) -> impl Iterator<Item = (bool, bool)> {
        // each band begins where the one before it ends
        let mut above = (true, true);
        let edges = self.bands.iter().map(|edge| edge.under(card)).chain(std::iter::once((true, true)));
        edges.map(move |(sure, may)| {
            let here = (above.0 && sure, above.1 && may);
            above = (!may, !sure);
            here
        })
    }
}

/// Somebody of a list.
pub(in crate::policy) struct Member<'a> {
    pub(in crate::policy) facts: &'a dyn Facts,
    pub(in crate::policy) card: &'a Cadre,
    /// Comes from outside the unit.
    pub(in crate::policy) outside: bool,
    pub(in crate::policy) ages: &'a Ages,
}

impl Composition {
    /// Whether somebody of the list is counted; none where that cannot be known.
    pub(in crate::policy) fn counts(self, member: &Member<'_>) -> Option<bool> {
        let card = member.card;
        match self {
            Composition::Coefficient | Composition::AgeBands => Some(true),
            Composition::Group(Group::Women) => Some(card.sex == Sex::Female),
            Composition::Group(Group::Young) => member.ages.is_young(card),
            Composition::Group(Group::Minority) if card.ethnic == ListId::default() => None,
            Composition::Group(Group::Minority) => Some(member.facts.is_minority(card.ethnic)),
            Composition::Group(Group::Outside) => Some(member.outside),
        }
    }
}

/// The posts of a list, or one post, for a term on a day.
pub(in crate::policy) struct ListContext<'a> {
    pub(in crate::policy) facts: &'a dyn Facts,
    pub(in crate::policy) posts: &'a [&'a Post],
    pub(in crate::policy) term: TermId,
    pub(in crate::policy) on: Day,
    pub(in crate::policy) ages: Ages,
    /// Whether a rule asks for a group among those in office.
    pub(in crate::policy) counts_sitting: bool,
}

/// Numbers of those planned, and of those in office where a rule asks for these.
pub(in crate::policy) struct Counted {
    pub(in crate::policy) tally: Tally,
    sitting: Tally,
}

impl Counted {
    pub(in crate::policy) fn of(list: &ListContext<'_>) -> Counted {
        let ListContext { facts, posts, term, on, ages, counts_sitting } = list;
        let (mut planned, mut sitting): (Vec<(CadreId, bool)>, Vec<CadreId>) = (Vec::new(), Vec::new());
        let mut tally = Tally::default();
        for post in *posts {
            tally.seats += i64::from(post.seats_for(*term, *on));
            let entries = facts.pool(post.id).into_iter().filter(|e| e.term == *term && is_in_pool(e, post, *on));
            planned.extend(entries.map(|e| (e.cadre, e.source == Origination::Outside)));
            sitting.extend(facts.holders(post.id).iter().filter(|a| a.span.holds(*on)).map(|a| a.cadre));
        }
        planned.sort_unstable();
        planned.dedup_by_key(|(cadre, _)| *cadre);
        sitting.sort_unstable();
        sitting.dedup();
        tally.planned = count(planned.len());
        tally.sitting = count(sitting.len());
        tally.outside = count(planned.iter().filter(|(_, outside)| *outside).count());
        tally.add_people(*facts, planned.into_iter().map(|(cadre, _)| cadre), ages);
        let mut office = Tally { seats: tally.seats, planned: tally.sitting, ..Tally::default() };
        if *counts_sitting {
            office.add_people(*facts, sitting.into_iter(), &ages.clone().in_office());
        }
        Counted { tally, sitting: office }
    }

    /// The numbers of those among whom a share is measured; `planned` of the tally is how many these are.
    pub(in crate::policy) fn among(&self, among: Among) -> &Tally {
        match among {
            Among::Planned => &self.tally,
            Among::Sitting => &self.sitting,
        }
    }
}

/// A kind that judges the composition of a list. It must never be asked of a single title.
pub(in crate::policy) trait JudgesList: Named<thing::list> {
    /// What it measures: decides who is counted, and to which indicator it belongs.
    fn composition(&self) -> Composition;

    /// Measures a list.
    fn of_list(&self, counted: &Counted) -> Answer;

    /// Among whom it measures.
    fn among(&self) -> Among {
        Among::Planned
    }
}

/// A kind that sets ages by which a list's people are parted.
pub(in crate::policy) trait SetsAges: Named<thing::ages> {
    /// Sets the ages, as of a day.
    fn set_ages(&self, ages: &mut Ages, on: Day);
}
