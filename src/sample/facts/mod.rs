//! Facts about people and units: grades, conclusions, votes, discipline, praise, relatives, statuses, training, dossier.
//!
//! What the report counts is allotted once for the whole province (the [`Ledger`]); all else is drawn when a person's
//! records are written. Nothing hurtful is ever drawn for somebody on a post that one known person holds.

mod gates;
mod grades;
mod kin;
mod standing;
mod texts;
mod traits;

pub use gates::Gates;

use super::Wanted;
use super::card::CardSources;
use super::careers::Careers;
use super::ground::{Chair, Ground};
use super::stint::Stint;
use crate::domain::{
    ActKind, CadreId, Conclusion, Day, Decision, Discipline, Grade, IsoDay, Ladder, Level, Record, Tier, Unit,
    UnitGrades, Vote,
};
use crate::sample::error::SampleError;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What facts are drawn from (data/sample/facts.toml).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    grades: Vec<Year>,
    other_grades: Others,
    vote: VoteDay,
    conclusions: Conclusions,
    discipline: DisciplineRates,
    status: StatusRates,
    kin: KinRates,
    praise: PraiseWords,
    training: TrainingWords,
    dossier: DossierWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    counts: [u32; 5],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    until: i16,
    people: [u32; 4],
    units: [u32; 4],
    /// The first year of which so many in a hundred of those graded good may be graded excellent, in a group.
    capped: (i16, usize),
    quarters: Vec<(i16, i8)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VoteDay {
    on: IsoDay,
    officials: u32,
    exempt: u32,
    lowest: (u16, u16),
    ballots: (i32, i32),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conclusions {
    again_from: IsoDay,
    once_from: IsoDay,
    again_days: (i32, i32),
    again_months: i32,
    central: u32,
    provincial: u32,
    district: u32,
    commune: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisciplineRates {
    leaders: u32,
    staff: u32,
    months: i32,
    later: LaterDiscipline,
}

/// Discipline since the report, of people who stand in no pool and come to no post about that time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterDiscipline {
    from: IsoDay,
    to: IsoDay,
    leaders: u32,
    staff: u32,
    settled_months: i32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusRates {
    studying: u32,
    long_leave: u32,
    under_review: u32,
    awaiting: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KinRates {
    couples_per_mille: u32,
    same_standing_committee: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PraiseWords {
    forms: Vec<(String, u32)>,
    products: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrainingWords {
    universities: Vec<String>,
    colleges: Vec<String>,
    political: Vec<String>,
    forms: Vec<String>,
    subjects_school: Vec<String>,
    subjects_health: Vec<String>,
    subjects_office: Vec<String>,
    /// Courses since the report.
    later: Vec<LaterCourse>,
}

/// A course of some weeks for those who lead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterCourse {
    subject: String,
    from: IsoDay,
    to: IsoDay,
    levels: Vec<Level>,
    /// In a thousand of those who lead there on the first day.
    share: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DossierWords {
    backgrounds: Vec<String>,
    strengths_school: Vec<String>,
    strengths_health: Vec<String>,
    strengths_office: Vec<String>,
    before: Vec<String>,
    worked_at: String,
}

/// What is allotted before the records are written.
pub struct Ledger {
    book: Book,
    seed: u64,
    on: Day,
    /// Grades of those managed by the provincial standing committee; `None` for whoever has no grade for the year.
    managed: BTreeMap<(u32, i16), Option<Grade>>,
    /// Who was so managed at the end of a year and is beyond the published base.
    beyond: BTreeSet<(u32, i16)>,
    /// The best grade that a unit must have had, because its head had it.
    heads: BTreeMap<(u32, i16), Grade>,
    conclusions: BTreeMap<u32, Vec<Conclusion>>,
    votes: BTreeMap<u32, Option<Vote>>,
    spouses: BTreeMap<u32, u32>,
    /// Discipline since the report.
    disciplines: BTreeMap<u32, Discipline>,
    /// Who would be one too many of those graded excellent in a group, by the lot of the year or quarter.
    capped: BTreeSet<(u32, i16)>,
}

/// What the ledger is drawn over.
#[derive(Clone, Copy)]
struct Over<'a> {
    ground: &'a Ground<'a>,
    careers: &'a Careers,
    first_of: &'a [u32],
    wanted: Wanted,
    on: Day,
}

impl<'a> Over<'a> {
    fn people(self) -> u32 {
        u32::try_from(self.careers.people.len()).unwrap_or(u32::MAX)
    }

    fn stints(self, person: u32) -> &'a [Stint] {
        let bounds = (self.first_of.get(person as usize), self.first_of.get(person as usize + 1));
        let (Some(from), Some(to)) = bounds else { return &[] };
        self.careers.stints.get(*from as usize..*to as usize).unwrap_or(&[])
    }

    /// The main post on a day.
    fn main(self, person: u32, on: Day) -> Option<&'a Chair<'a>> {
        self.ground.main_chair(self.stints(person), on)
    }

    /// The highest managing tier on a day, by all that the person holds.
    fn tier(self, person: u32, on: Day) -> Option<Tier> {
        let held = self.stints(person).iter().filter(|s| s.holds(on)).filter_map(|s| self.ground.chair_at(s.chair));
        held.map(|c| c.title.tier).min()
    }

    /// Whether nothing hurtful may be drawn: some post ever held is one that one known person holds.
    fn is_known(self, person: u32) -> bool {
        self.ground.any_known(self.stints(person))
    }

    /// A published count in a sample of this size.
    fn share(self, count: u32) -> u32 {
        let people = u64::from(self.wanted.people).min(28_947);
        u32::try_from((u64::from(count) * people + 14_473) / 28_947).unwrap_or(count)
    }
}

impl Ledger {
    /// Allots what the report counts, but for what [`Ledger::settle`] adds.
    pub fn draw(
        ground: &Ground<'_>,
        careers: &Careers,
        first_of: &[u32],
        wanted: Wanted,
        on: Day,
        term: (Day, Day),
    ) -> Result<Ledger, SampleError> {
        let text = include_str!("../../../data/sample/facts.toml");
        let book: Book =
            toml::from_str(text).map_err(|e| SampleError::Data { file: "facts.toml", why: e.to_string() })?;
        let over = Over { ground, careers, first_of, wanted, on };
        let mut ledger = Ledger {
            book,
            seed: wanted.seed,
            on,
            managed: BTreeMap::new(),
            beyond: BTreeSet::new(),
            heads: BTreeMap::new(),
            conclusions: BTreeMap::new(),
            votes: BTreeMap::new(),
            spouses: BTreeMap::new(),
            disciplines: BTreeMap::new(),
            capped: BTreeSet::new(),
        };
        ledger.allot_grades(over);
        ledger.allot_conclusions(over, term);
        Ok(ledger)
    }

    /// Allots what depends on the posts that people come to later: nothing hurtful is told of who will be known.
    pub fn settle(&mut self, ground: &Ground<'_>, careers: &Careers, first_of: &[u32], wanted: Wanted) {
        let over = Over { ground, careers, first_of, wanted, on: self.on };
        self.allot_votes(over);
        self.allot_couples(over);
        self.conclude_again(over);
    }

    /// Tells what hangs on who holds what to the last: people are concluded on before they are appointed again, grades
    /// keep their cap, and some are disciplined who stand in no pool.
    pub fn close(
        &mut self,
        ground: &Ground<'_>,
        careers: &Careers,
        first_of: &[u32],
        wanted: Wanted,
        planned: &BTreeSet<CadreId>,
    ) {
        let over = Over { ground, careers, first_of, wanted, on: self.on };
        self.conclude_again(over);
        self.discipline_later(over, planned);
        self.capped = self.too_many(over);
    }

    /// All facts of one person, whose card is there.
    pub fn of_person(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint], texts: bool, into: &mut Vec<Record>) {
        let grades = self.grades(sources, at, stints);
        into.extend(self.standing(at).map(Record::Standing));
        into.extend(self.conduct(sources, at, stints, grades.as_ref()).map(Record::Conduct));
        into.extend(grades.map(Record::Grades));
        into.extend(self.kin(sources, at, stints).map(Record::Kin));
        into.extend(self.statuses(sources, at, stints).map(Record::Statuses));
        let card = into.iter().find_map(|r| if let Record::Cadre(card) = r { Some(card) } else { None });
        if let Some(card) = card.filter(|_| texts) {
            let training = self.training(sources, at, stints, &card.qualifications);
            let dossier = self.dossier(sources, at, stints, &card.origin.text);
            into.extend(training.map(Record::Training));
            into.extend(dossier.map(Record::Dossier));
        }
    }

    /// Grades of a unit.
    #[must_use]
    pub fn of_unit(&self, unit: &Unit, place: u32) -> Option<UnitGrades> {
        let rows = self.unit_rows(place, unit.span);
        (!rows.is_empty()).then_some(UnitGrades { unit: unit.id, rows, caps: Vec::new() })
    }
}

/// The decision of an act on a post.
pub fn decision(chair: &Chair<'_>, kind: ActKind, on: Day, number: u64) -> Decision {
    let series = match (kind, chair.title.tier) {
        (ActKind::Recruited | ActKind::Retired, _) => "QĐ-SNV",
        (_, Tier::Central) => "QĐNS/TW",
        (_, Tier::ProvincialStandingCommittee) => "QĐ/TU",
        (_, Tier::DistrictStandingCommittee) => "QĐ/HU",
        (_, Tier::DirectCommittee | Tier::CommuneStandingCommittee) => "QĐ/ĐU",
        (_, Tier::DepartmentLeadership) => "QĐ-SNV",
        (_, Tier::Grassroots) => "QĐ-UBND",
    };
    let numbered = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    Decision { number: format!("{}-{series}", numbered % 1900 + 1), on: Day(on.0 - 3) }
}

/// The day on which the term of an appointment runs out: five years, and again after each reappointment.
pub fn term_ends(chair: &Chair<'_>, stint: &Stint, on: Day) -> Option<Day> {
    let appointed = matches!(stint.began, ActKind::Appointed | ActKind::Transferred | ActKind::Reappointed);
    if chair.title.ladder != Ladder::Leadership || stint.concurrent || !appointed {
        return None;
    }
    // made again on the day on which it ran out
    let renewed = stint.ended == Some(ActKind::Reappointed);
    let last = stint.to.min(on);
    terms(stint.from).find(|ends| *ends > last || renewed && *ends == last)
}

/// The days on which terms of appointment that began on a day run out.
pub fn terms(from: Day) -> impl Iterator<Item = Day> {
    (1..12).map(move |terms| from.add_months(60 * terms))
}
