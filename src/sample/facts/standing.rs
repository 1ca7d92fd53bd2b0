//! Political-standard conclusions and the confidence votes of the middle of the term.

use super::{Ledger, Over};
use crate::domain::{ActKind, Conclusion, Day, Ladder, Level, Outcome, Payroll, Standing, Tier, Vote};
use crate::sample::card::cadre_id;
use crate::sample::rng::{Purpose, Rng};

/// Days before the first day by which an act is decided.
const DECIDED_BEFORE: i32 = 3;

impl Ledger {
    fn draws(&self, subject: u32, salt: u64) -> Rng {
        Rng::stream(self.seed ^ salt << 44, Purpose::Standing, u64::from(subject))
    }

    /// Who was voted on, with what result, and who was not, as newly placed in the year.
    pub(super) fn allot_votes(&mut self, over: Over<'_>) {
        let day = self.book.vote.on.0;
        let year = Day::of(day.year(), 1, 1).unwrap_or(day);
        let mut officials: Vec<(bool, bool, u64, u32, bool)> = Vec::new();
        for person in 0..over.people() {
            let held = over.stints(person).iter().filter(|s| s.holds(day));
            let mut own = held
                .filter_map(|s| Some((over.ground.chair_at(s.chair)?, s.from)))
                .filter(|(chair, _)| chair.title.tier == Tier::ProvincialStandingCommittee)
                .map(|(chair, from)| (chair.title.ladder != Ladder::Leadership, from));
            // those who lead before those who only sit in a committee
            let Some((sits, from)) = own.clone().find(|(sits, _)| !sits).or(own.next()) else { continue };
            let outside = over.main(person, day).is_none_or(|c| c.title.payroll == Payroll::Outside);
            officials.push((sits, outside, self.draws(person, 1).draw(), person, from >= year));
        }
        officials.sort_unstable();
        let (fresh, settled): (Vec<_>, Vec<_>) = officials.into_iter().partition(|(.., fresh)| *fresh);
        let exempt = over.share(self.book.vote.exempt);
        for (_, _, _, person, _) in fresh.into_iter().take(exempt as usize) {
            self.votes.insert(person, None);
        }
        let voted = over.share(self.book.vote.officials).saturating_sub(exempt);
        let voted: Vec<u32> = settled.into_iter().map(|(_, _, _, person, _)| person).take(voted as usize).collect();
        let lowest = voted.iter().copied().find(|person| !over.is_known(*person));
        for person in voted {
            let vote = self.vote(person, over.is_known(person), lowest == Some(person));
            self.votes.insert(person, Some(vote));
        }
    }

    fn vote(&self, person: u32, known: bool, lowest: bool) -> Vote {
        let rules = &self.book.vote;
        let mut rng = self.draws(person, 2);
        let number = |n: i32| u16::try_from(n).unwrap_or(0);
        if lowest {
            let (returned, good) = rules.lowest;
            let high = good / 2;
            return Vote { on: rules.on.0, returned, high, trusted: good - high, low: returned - good };
        }
        let returned = number(rng.between(rules.ballots.0, rules.ballots.1));
        let share = |low: i32, high: i32, rng: &mut Rng| {
            number(i32::from(returned) * rng.between(low, high) / 100).min(returned)
        };
        let low = if known { share(0, 4, &mut rng) } else { share(0, 14, &mut rng) };
        let high = share(62, 96, &mut rng).min(returned - low);
        Vote { on: rules.on.0, returned, high, trusted: returned - low - high, low }
    }

    /// Conclusions of each tier: those who lead first, then others, then a second and a third of the same people.
    pub(super) fn allot_conclusions(&mut self, over: Over<'_>, term: (Day, Day)) {
        let (central, provincial) = (Tier::Central, Tier::ProvincialStandingCommittee);
        let (district, grassroots) = (Tier::DistrictStandingCommittee, Tier::Grassroots);
        let counts = &self.book.conclusions;
        let wanted = [
            (central, counts.central, "KL/TW"),
            (provincial, counts.provincial, "KL/TU"),
            (district, counts.district, "KL/HU"),
            (grassroots, counts.commune, "KL/ĐU"),
        ];
        for (tier, count, series) in wanted {
            let mut people: Vec<(i32, u64, u32)> = Vec::new();
            for person in 0..over.people() {
                let Some((own, main)) = over.tier(person, over.on).zip(over.main(person, over.on)) else { continue };
                let commune = main.title.level == Level::Commune && main.title.payroll != Payroll::PublicEmployee;
                let fits = match tier {
                    Tier::Central | Tier::DistrictStandingCommittee => own == tier,
                    // the province looks at those from whom its next ones come
                    Tier::ProvincialStandingCommittee => {
                        own == tier || main.title.ladder == Ladder::Leadership && main.title.level != Level::Commune
                    }
                    _ => commune,
                };
                let in_party = over.careers.people.get(person as usize).is_some_and(|p| p.party());
                if fits && (in_party || tier == grassroots) {
                    let first = i32::from(own == tier) * 2000 + i32::from(main.title.rank);
                    people.push((-first, self.draws(person, tier as u64 + 8).draw(), person));
                }
            }
            people.sort_unstable();
            let each = people.iter().map(|(_, _, person)| *person).cycle();
            let wanted = if people.is_empty() { 0 } else { over.share(count) };
            for (nth, person) in (0u32..wanted).zip(each) {
                let mut rng = self.draws(nth, tier as u64 + 16);
                let on = Day(term.0.0 + rng.between(10, term.1.0 - term.0.0 - 5));
                let number = format!("{}-{series}", 100 + rng.below(2400));
                let conclusion = Conclusion { number, on, outcome: Outcome::Meets, by: tier };
                self.conclusions.entry(person).or_default().push(conclusion);
            }
        }
        self.conclusions.values_mut().for_each(|all| all.sort_by_key(|c| c.on));
    }

    /// Before each post and seat that somebody comes to long after the report: by whom it is managed, unless one of late
    /// is there.
    pub(super) fn conclude_again(&mut self, over: Over<'_>) {
        let rules = &self.book.conclusions;
        let (once, first, days) = (rules.once_from.0, rules.again_from.0, rules.again_days);
        for person in 0..over.people() {
            let came = over
                .stints(person)
                .iter()
                .filter(|s| s.began != ActKind::Recruited && s.from.0 > once.0 + DECIDED_BEFORE + 1);
            for stint in came {
                let Some(chair) = over.ground.chair_at(stint.chair) else { continue };
                if chair.title.ladder == Ladder::Staff {
                    continue;
                }
                if stint.from <= first {
                    let known = self.conclusions.get(&person).is_some_and(|all| all.iter().any(|c| c.on < stint.from));
                    if !known {
                        self.conclude_before(person, stint.from, chair.title.tier, (once, days));
                    }
                } else {
                    self.conclude_before(person, stint.from, chair.title.tier, (first, days));
                }
            }
        }
    }

    /// Before a place in a pool, where somebody was never looked at.
    pub fn conclude_once(&mut self, person: u32, from: Day, tier: Tier) {
        let decided = Day(from.0 - DECIDED_BEFORE);
        if self.conclusions.get(&person).is_none_or(|all| all.iter().all(|c| c.on >= decided)) {
            let book = &self.book.conclusions;
            let frame = (book.again_from.0, book.again_days);
            self.conclude_before(person, from, tier, frame);
        }
    }

    fn conclude_before(&mut self, person: u32, from: Day, tier: Tier, (first, days): (Day, (i32, i32))) {
        let valid = from.add_months(-self.book.conclusions.again_months);
        let all = self.conclusions.entry(person).or_default();
        if all.iter().any(|c| valid <= c.on && c.on < Day(from.0 - DECIDED_BEFORE)) {
            return;
        }
        let mut rng = Rng::stream(
            self.seed ^ 40 << 44,
            Purpose::Standing,
            u64::from(person) | u64::from(from.0.unsigned_abs()) << 32,
        );
        let on = Day(from.0 - rng.between(days.0, days.1)).max(first).min(Day(from.0 - DECIDED_BEFORE - 1));
        let (by, series) = match tier {
            Tier::Central => (Tier::Central, "KL/TW"),
            Tier::ProvincialStandingCommittee => (Tier::ProvincialStandingCommittee, "KL/TU"),
            Tier::DistrictStandingCommittee => (Tier::DistrictStandingCommittee, "KL/HU"),
            other => (other, "KL/ĐU"),
        };
        let number = format!("{}-{series}", 100 + rng.below(2400));
        all.push(Conclusion { number, on, outcome: Outcome::Meets, by });
        all.sort_by_key(|c| c.on);
    }

    pub(super) fn standing(&self, at: u32) -> Option<Standing> {
        let conclusions = self.conclusions.get(&at).cloned().unwrap_or_default();
        let vote = self.votes.get(&at);
        if conclusions.is_empty() && vote.is_none() {
            return None;
        }
        let exempt = if matches!(vote, Some(None)) { vec![self.book.vote.on.0] } else { Vec::new() };
        let votes = vote.cloned().flatten().into_iter().collect();
        Some(Standing { cadre: cadre_id(at), conclusions, votes, exempt })
    }
}
