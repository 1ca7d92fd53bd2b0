//! Discipline, praise and statuses.

use super::{Ledger, Over};
use crate::domain::{
    CadreId, Conduct, Dated, Day, Discipline, Grade, Grades, Ladder, Measure, PartialDate, Payroll, Period, Praise,
    Sex, Span, Status, Statuses,
};
use crate::register::catalogue::ListName;
use crate::sample::card::{CardSources, cadre_id};
use crate::sample::rng::{Purpose, Rng};
use crate::sample::stint::{Stint, main_on};
use std::collections::BTreeSet;

impl Ledger {
    pub(super) fn conduct(
        &self,
        sources: &CardSources<'_>,
        at: u32,
        stints: &[Stint],
        grades: Option<&Grades>,
    ) -> Option<Conduct> {
        let mut rng = Rng::stream(self.seed, Purpose::Conduct, u64::from(at));
        let mut discipline: Vec<Discipline> = self.disciplined(sources, at, stints, &mut rng).into_iter().collect();
        discipline.extend(self.disciplines.get(&at).cloned());
        let praise = self.praised(sources, grades, &mut rng);
        let any = !discipline.is_empty() || !praise.is_empty();
        any.then(|| Conduct { cadre: cadre_id(at), discipline, praise })
    }

    /// Discipline of the person at a place.
    pub(super) fn discipline(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Discipline> {
        self.disciplined(sources, at, stints, &mut Rng::stream(self.seed, Purpose::Conduct, u64::from(at)))
    }

    fn disciplined(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint], rng: &mut Rng) -> Option<Discipline> {
        let told = sources.careers.disciplined.iter().find(|(person, _)| *person == at).map(|(_, on)| *on);
        let known = sources.ground.any_known(stints);
        let main = main_on(stints, self.on).and_then(|s| Some((sources.ground.chair_at(s.chair)?, s.from)));
        let chance = rng.below(100_000);
        let (on, measure) = match (told, main) {
            (Some(on), _) => (on, Measure::Warning),
            (None, Some((chair, from))) if !known && chair.title.payroll != Payroll::Outside => {
                let rates = &self.book.discipline;
                let leads = chair.title.ladder == Ladder::Leadership;
                let on = Day(self.on.0 - rng.between(40, 1100));
                if chance >= if leads { rates.leaders } else { rates.staff } || on < from {
                    return None;
                }
                (on, if rng.chance(820) { Measure::Reprimand } else { Measure::Warning })
            }
            _ => return None,
        };
        let by_party = sources.who(at).is_some_and(|(person, _)| person.party()) && rng.chance(700);
        let number = format!("{}-QĐ/UBKT", 10 + rng.below(600));
        let decision = Some(crate::domain::Decision { number, on });
        let span = Span::new(on, on.add_months(self.book.discipline.months));
        Some(Discipline { measure, by_party, span, decision })
    }

    /// Disciplines some since the report, whom nothing comes to about that time that it would stand against.
    pub(super) fn discipline_later(&mut self, over: Over<'_>, planned: &BTreeSet<CadreId>) {
        let rates = &self.book.discipline;
        let (first, last) = (rates.later.from.0, rates.later.to.0);
        let mut found = Vec::new();
        for person in 0..over.people() {
            let mut rng = Rng::stream(self.seed ^ 41 << 44, Purpose::Conduct, u64::from(person));
            let on = Day(rng.between(first.0, last.0));
            let chance = rng.below(100_000);
            let Some(main) = over.main(person, on).filter(|c| c.title.payroll != Payroll::Outside) else { continue };
            let leads = main.title.ladder == Ladder::Leadership;
            let settled = on.add_months(rates.later.settled_months);
            let comes = over.stints(person).iter().any(|s| on <= s.from && s.from <= settled);
            let open = !comes && !planned.contains(&cadre_id(person)) && !over.is_known(person);
            if open && chance < if leads { rates.later.leaders } else { rates.later.staff } {
                let measure = if rng.chance(820) { Measure::Reprimand } else { Measure::Warning };
                let party = over.careers.people.get(person as usize).is_some_and(|p| p.party());
                let by_party = party && rng.chance(700);
                let number = format!("{}-QĐ/UBKT", 10 + rng.below(600));
                let decision = Some(crate::domain::Decision { number, on });
                let span = Span::new(on, on.add_months(rates.months));
                found.push((person, Discipline { measure, by_party, span, decision }));
            }
        }
        self.disciplines.extend(found);
    }

    fn praised(&self, sources: &CardSources<'_>, grades: Option<&Grades>, rng: &mut Rng) -> Vec<Praise> {
        let words = &self.book.praise;
        let forms = sources.catalogue.lists().all(ListName::Praise);
        let mut praise = Vec::new();
        for row in grades.map_or(&[][..], |g| g.rows.as_slice()) {
            let Period::Year(year) = row.period else { continue };
            let chance = match row.grade {
                Some(Grade::Excellent) => 620,
                Some(Grade::Good) => 70,
                _ => 0,
            };
            if !rng.chance(chance) {
                continue;
            }
            let drawn = rng.weighted(words.forms.iter().map(|(_, weight)| *weight));
            let code = drawn.and_then(|nth| words.forms.get(nth)).map(|(code, _)| code);
            let form = forms.iter().find(|f| Some(&f.code) == code).map(|f| f.id);
            let day = Day::of(year + 1, 1, 15).map(|d| Day(d.0 + rng.between(0, 60)));
            if let (Some(form), Some(on), Some(product)) = (form, day, rng.pick(&words.products)) {
                praise.push(Praise { form, on: PartialDate::Day(on), product: product.clone() });
            }
        }
        praise
    }

    pub(super) fn statuses(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Statuses> {
        let mut rng = Rng::stream(self.seed, Purpose::Statuses, u64::from(at));
        let (person, life) = sources.who(at)?;
        let main = main_on(stints, self.on)?;
        let chair = sources.ground.chair_at(main.chair).filter(|c| c.title.payroll != Payroll::Outside)?;
        let known = sources.ground.any_known(stints);
        let rates = &self.book.status;
        let draw = rng.below(10_000);
        let begun = Day(self.on.0 - rng.between(0, 120));
        let young_mother = person.sex() == Sex::Female && (23..=38).contains(&person.age);
        let soon = life.retires < self.on.add_months(14) && !known && chair.title.ladder == Ladder::Leadership;
        let span = |months: i32| Span::new(begun.max(main.from), begun.max(main.from).add_months(months));
        let (status, span) = if soon && draw < rates.awaiting {
            (Status::AwaitingRetirement, Span::new(begun.max(main.from), life.retires.next()))
        } else if draw < rates.studying {
            (Status::Studying, span(18))
        } else if draw < rates.studying + rates.long_leave {
            (Status::LongLeave, span(if young_mother { 6 } else { 4 }))
        } else if draw < rates.studying + rates.long_leave + rates.under_review && !known {
            (Status::UnderReview, span(5))
        } else {
            return None;
        };
        Some(Statuses { cadre: cadre_id(at), rows: vec![Dated { span, value: status }] })
    }
}
