//! Places in pools as records: the round that brought each, its votes, and who left before the day.

use super::Pools;
use super::field::{AGE, Against, CONCLUSION, DISCIPLINE, Field, GRADE, STATUS, TITLES};
use super::picks::{Pick, Picks};
use super::rounds::{Rounds, decision};
use crate::domain::{
    Dated, Day, Entry, EntryId, Ladder, Level, ListId, Removal, Round, RoundId, Span, Stage, StepVotes, TermId,
};
use crate::register::catalogue::ListName;
use crate::sample::card::{ORIGIN, cadre_id};
use crate::sample::rng::{Purpose, Rng};
use std::collections::{BTreeMap, BTreeSet};

/// The records as they come, and what else they ask for.
pub(super) struct Book<'f, 's, 'g> {
    pub field: &'f Field<'s, 'g>,
    pub rounds: Rounds,
    pub entries: Vec<Entry>,
    /// Place of the person and of the chair of each entry.
    pub of: Vec<(u32, u32)>,
    /// Conclusions of before the days that the report counts: person, day.
    pub concluded: Vec<(u32, Day)>,
    /// People whom the rounds that wait propose, by place of the committee.
    entering: BTreeMap<usize, usize>,
    /// How many places there are in earlier books.
    before: usize,
}

/// Days before an approval by which the conclusion was there.
const CONCLUDED_BEFORE: i32 = 40;

impl<'f, 's, 'g> Book<'f, 's, 'g> {
    /// The records of a book, numbered after those of earlier ones.
    pub(super) fn of(field: &'f Field<'s, 'g>, picks: &Picks, earlier: &Pools) -> Book<'f, 's, 'g> {
        let rounds = Rounds::of(field, picks, earlier.rounds.len());
        let (entries, of, concluded) = (Vec::new(), Vec::new(), Vec::new());
        let before = earlier.entries.len();
        let mut book = Book { field, rounds, entries, of, concluded, entering: BTreeMap::new(), before };
        book.standing(picks);
        book.left(picks);
        book.leaving();
        book.approve_late();
        let mut voted_on: BTreeMap<RoundId, u16> = BTreeMap::new();
        for entry in book.entries.iter().filter(|e| !e.votes.is_empty()) {
            *voted_on.entry(entry.round.unwrap_or(RoundId(0))).or_default() += 1;
        }
        book.rounds.settle(&voted_on);
        book
    }

    pub(super) fn reason(&self, code: &str) -> ListId {
        let all = self.field.sample.catalogue.lists().all(ListName::Removal);
        all.iter().find(|e| e.code == code).map_or(ListId(0), |e| e.id)
    }

    pub(super) fn rng(&self, subject: u64, salt: u64) -> Rng {
        Rng::stream(self.field.sample.wanted.seed, Purpose::Pools, subject | salt << 50)
    }

    pub(super) fn next_id(&self) -> EntryId {
        EntryId::new(ORIGIN, (self.before + self.entries.len()) as u64 + 1)
    }

    /// Everybody who stands in a pool on the day, pool by pool in the order of the list.
    fn standing(&mut self, picks: &Picks) {
        let mut all: Vec<&Pick> = picks.all.iter().collect();
        all.sort_by_key(|p| (p.chair, p.term, -p.score.max(i64::MIN + 1), p.person));
        let mut pool: Option<(u32, TermId)> = None;
        let mut order = 0;
        for pick in all {
            if pool != Some((pick.chair, pick.term)) {
                (pool, order) = (Some((pick.chair, pick.term)), 0);
            }
            order += 1;
            self.place(pick, order);
        }
    }

    /// The year of the round that brought somebody: the first building, or a review after the post and the conclusion.
    fn year(&mut self, pick: &Pick) -> Option<u16> {
        let field = self.field;
        let (chair, term) = (field.chair(pick.chair)?, field.book.term(pick.term)?);
        let (state, place) = (field.state(pick.person)?, self.rounds.place(chair));
        let mut rng = self.rng(u64::from(pick.person) << 8 | u64::from(pick.term.0 % 100), 1);
        let waiting = &field.book.waiting;
        let room = |n: Option<&usize>| n.copied().unwrap_or(0) < waiting.enter;
        if pick.term == waiting.term && room(self.entering.get(&place)) {
            let round = self.rounds.get(place, pick.term, waiting.year);
            if round.is_some_and(|r| r.approved.is_none()) && state.gates.concluded.is_some() && rng.chance(120) {
                *self.entering.entry(place).or_default() += 1;
                return Some(waiting.year);
            }
        }
        if let Some(year) = field.book.line.get(pick.line).and_then(|line| line.year) {
            return Some(year);
        }
        let settled = |on: &Day| *on <= field.on || field.book.looks_ahead;
        let approved = |year: u16| self.rounds.get(place, pick.term, year).and_then(|r| r.approved).filter(settled);
        let years: Vec<(u16, Day)> = term.round.iter().filter_map(|r| Some((r.year, approved(r.year)?))).collect();
        let first_day = field.sample.history.term_from();
        let concluded = state.gates.concluded.unwrap_or(Day::MIN);
        let ready = |on: Day| state.since < on && (concluded < on || on < first_day);
        let mut open: Vec<u16> = years.iter().filter(|(_, on)| ready(*on)).map(|(year, _)| *year).collect();
        let Some((last, _)) = years.last().copied() else {
            // the plan is being built
            return term.round.last().map(|r| r.year);
        };
        let built = open.first().copied().filter(|y| Some(*y) == term.round.first().map(|r| r.year));
        if built.is_some() && rng.chance(field.book.faults.first) {
            return built;
        }
        open.retain(|y| Some(*y) != built);
        Some(rng.pick(&open).copied().or(built).unwrap_or(last))
    }

    fn place(&mut self, pick: &Pick, order: u16) {
        let field = self.field;
        let Some(chair) = field.chair(pick.chair) else { return };
        let Some(year) = self.year(pick) else { return };
        let at = self.rounds.place(chair);
        let Some(round) = self.rounds.get(at, pick.term, year).cloned() else { return };
        let mut rng = self.rng(u64::from(pick.person) << 20 | u64::from(pick.chair), 2);
        let votes = if self.own(&round, chair) { self.votes(&round, &mut rng) } else { Vec::new() };
        let decided = round.approved.filter(|_| !pick.proposed);
        if let (Some(on), Some(state)) = (decided, field.state(pick.person)) {
            let later = state.gates.concluded.is_some_and(|c| c >= on);
            if later && on < field.sample.history.term_from() {
                self.concluded.push((pick.person, Day(on.0 - CONCLUDED_BEFORE)));
            }
        }
        let span = Span::since(proposed_on(&round));
        let entry = Entry {
            stages: stages(&round, decided),
            order,
            source: field.source(pick.person, chair),
            kind: round.kind,
            round: Some(round.id),
            // of the centre's decision no paper was read
            decision: round.decision.clone().filter(|_| decided.is_some() && chair.title.level != Level::Central),
            votes,
            ..Entry::new(self.next_id(), cadre_id(pick.person), (chair.post.id, pick.term), span)
        };
        self.entries.push(entry);
        self.of.push((pick.person, pick.chair));
    }

    /// Whether the meetings of a round are those of the post's own committee.
    fn own(&self, round: &Round, chair: &crate::sample::ground::Chair<'_>) -> bool {
        use Level::Commune;
        let committee = self.rounds.units.contains(&chair.post.unit) || chair.title.ladder == Ladder::Leadership;
        chair.title.level != Commune && committee && !round.steps.is_empty()
    }

    fn votes(&self, round: &Round, rng: &mut Rng) -> Vec<StepVotes> {
        let (low, high) = self.field.book.steps.votes;
        let step = |s: &crate::domain::Step| {
            let votes = i32::from(s.valid) * rng.between(low, high) / 100;
            StepVotes { step: s.step, votes: u16::try_from(votes).unwrap_or(0).min(s.valid) }
        };
        round.steps.iter().map(step).collect()
    }

    /// People of the current term who left a pool before the day: they came to the title, or a review took them out.
    fn left(&mut self, picks: &Picks) {
        let field = self.field;
        let Some(term) = field.book.term.first() else { return };
        let rules = &field.book.left;
        let pools: BTreeSet<(u32, usize)> =
            picks.all.iter().filter(|p| p.term == term.number).map(|p| (p.chair, p.line)).collect();
        for (at, line) in pools {
            let (Some(chair), Some(line)) = (field.chair(at), field.book.line.get(line)) else { continue };
            if chair.title.ladder != Ladder::Leadership {
                continue;
            }
            let mut rng = self.rng(u64::from(at), 3);
            if rng.chance(rules.appointed) {
                self.came_to_it(at, term.number);
            }
            if rng.chance(rules.reviewed) {
                let near = field.around(chair).0;
                let there = |person: u32| {
                    self.of.iter().zip(&self.entries).any(|(of, e)| *of == (person, at) && e.term == term.number)
                };
                let people = field.people(chair, line, near);
                let found = people.iter().map(|(person, _)| *person).find(|person| {
                    let against = field.against(*person, chair, term.number);
                    let fits = against.is_some_and(|a| a & !(AGE | GRADE | DISCIPLINE | STATUS | TITLES) == 0);
                    fits && field.state(*person).is_some_and(|s| !s.known) && !there(*person)
                });
                if let Some(person) = found {
                    self.taken_out(person, at, term.number, &mut rng);
                }
            }
        }
    }

    /// The holder of a post who came to it in the term was in its pool until then.
    fn came_to_it(&mut self, at: u32, term: TermId) {
        let field = self.field;
        let Some(first) = field.book.term(term).and_then(|t| t.round.first()) else { return };
        let Some(chair) = field.chair(at) else { return };
        let Some(round) = self.rounds.get(self.rounds.place(chair), term, first.year).cloned() else { return };
        let Some(approved) = round.approved else { return };
        let people = field.sample.careers.people.len();
        let holder = (chair.first..chair.first + chair.filled).find(|p| (*p as usize) < people);
        let Some(person) = holder else { return };
        let came = field.sample.stints(person).iter().find(|s| s.chair == at && !s.concurrent).map(|s| s.from);
        let worked = field.sample.careers.lives.get(person as usize).map(|l| l.recruited);
        let Some(came) = came.filter(|day| *day > approved.add_months(2)) else { return };
        if worked.is_none_or(|day| day > approved.add_months(-36)) || field.state(person).is_none() {
            return;
        }
        let mut rng = self.rng(u64::from(person), 7);
        let paper = decision(&mut rng, "QĐ/TU", Day(came.0 - 3));
        let reason = self.reason(&field.book.reasons.appointed);
        let removal = Removal { reason, text: String::new(), decision: Some(paper), round: None };
        self.past(person, at, &round, came, removal);
    }

    /// A review took somebody out of a pool.
    fn taken_out(&mut self, person: u32, at: u32, term: TermId, rng: &mut Rng) {
        let field = self.field;
        let (Some(chair), Some(book)) = (field.chair(at), field.book.term(term)) else { return };
        let place = self.rounds.place(chair);
        let Some((first, reviews)) = book.round.split_first() else { return };
        let Some(built) = self.rounds.get(place, term, first.year).cloned() else { return };
        let since = field.state(person).map_or(Day::MAX, |s| s.since);
        let reviews = reviews.iter().filter_map(|r| self.rounds.get(place, term, r.year));
        let reviews: Vec<Round> = reviews.filter(|r| r.approved.is_some_and(|on| on > since)).cloned().collect();
        let Some(review) = rng.pick(&reviews).cloned() else { return };
        let Some(on) = review.approved.filter(|_| proposed_on(&built) > since) else { return };
        let against = field.against(person, chair, term).unwrap_or(0);
        let reason = self.reason_against(against).unwrap_or_else(|| {
            let reasons = &field.book.left.reasons;
            let drawn = rng.weighted(reasons.iter().map(|(_, weight)| *weight));
            self.reason(drawn.and_then(|nth| reasons.get(nth)).map_or("", |(code, _)| code))
        });
        let removal =
            Removal { reason, text: String::new(), decision: review.decision.clone(), round: Some(review.id) };
        self.past(person, at, &built, on, removal);
    }

    /// What the list of reasons calls something that stands against a person.
    pub(super) fn reason_against(&self, against: Against) -> Option<ListId> {
        let reasons = &self.field.book.reasons;
        let named = [
            (DISCIPLINE, &reasons.discipline),
            (GRADE, &reasons.grade),
            (CONCLUSION, &reasons.conclusion),
            (AGE | STATUS, &reasons.age),
        ];
        named.into_iter().find(|(bit, _)| against & bit != 0).map(|(_, code)| self.reason(code))
    }

    fn past(&mut self, person: u32, at: u32, round: &Round, until: Day, removal: Removal) {
        let Some(chair) = self.field.chair(at) else { return };
        let span = Span::new(proposed_on(round), until);
        let entry = Entry {
            stages: stages(round, round.approved),
            source: self.field.source(person, chair),
            round: Some(round.id),
            decision: round.decision.clone(),
            removal: Some(removal),
            ..Entry::new(self.next_id(), cadre_id(person), (chair.post.id, round.term), span)
        };
        self.entries.push(entry);
        self.of.push((person, at));
    }

    /// Those whom the rounds that wait propose to take out: who should not stand there first.
    fn leaving(&mut self) {
        let field = self.field;
        let waiting = &field.book.waiting;
        if waiting.leave == 0 {
            return;
        }
        for place in 0..self.rounds.units.len() {
            let round = self.rounds.get(place, waiting.term, waiting.year).filter(|r| r.approved.is_none());
            let Some(round) = round.map(|r| r.id) else { continue };
            let mut found: Vec<(bool, u64, usize, Against)> = Vec::new();
            for (nth, (entry, (person, at))) in self.entries.iter().zip(&self.of).enumerate() {
                let Some(chair) = field.chair(*at).filter(|c| self.rounds.place(c) == place) else { continue };
                let stays = entry.term == waiting.term && !entry.span.ends() && entry.round != Some(round);
                if stays && field.state(*person).is_some_and(|s| !s.known) {
                    let against = field.against(*person, chair, entry.term).unwrap_or(0) & !TITLES;
                    let clean = self.reason_against(against).is_none();
                    found.push((clean, self.rng(entry.id.0, 4).draw(), nth, against));
                }
            }
            found.sort_unstable();
            for (_, draw, nth, against) in found.into_iter().take(waiting.leave) {
                let reasons = &field.book.left.reasons;
                let other = reasons.get(usize::try_from(draw % 2).unwrap_or(0)).map_or("", |(code, _)| code);
                let reason = self.reason_against(against).unwrap_or_else(|| self.reason(other));
                if let Some(entry) = self.entries.get_mut(nth) {
                    entry.removal = Some(Removal { reason, text: String::new(), decision: None, round: Some(round) });
                }
            }
        }
    }
}

impl Book<'_, '_, '_> {
    /// The rounds that wait on the day are approved later: who was to enter is in, who was to leave is out.
    fn approve_late(&mut self) {
        let Some(on) = self.field.book.waiting.approved.map(|on| on.0) else { return };
        for nth in 0..self.rounds.all.len() {
            let mut rng = self.rng(nth as u64, 8);
            let Some(round) = self.rounds.all.get_mut(nth).filter(|r| r.approved.is_none()) else { continue };
            round.submitted.get_or_insert(on.add_months(-1));
            round.approved = Some(on);
            round.decision = Some(decision(&mut rng, "TB/TU", on));
            round.closed = Some(on.add_months(1));
            for entry in &mut self.entries {
                if entry.removal.as_ref().is_some_and(|r| r.round == Some(round.id)) && !entry.span.ends() {
                    entry.span.to = on;
                } else if entry.round == Some(round.id) && entry.stages.iter().all(|s| s.value != Stage::Approved) {
                    entry.stages.last_mut().into_iter().for_each(|s| s.span.to = on);
                    entry.stages.push(Dated { span: Span::since(on), value: Stage::Approved });
                    entry.decision.clone_from(&round.decision);
                }
            }
        }
    }
}

/// The day on which a round proposed its people: that of its first meeting.
fn proposed_on(round: &Round) -> Day {
    round.steps.first().map_or(round.opened, |s| s.held)
}

/// How far an entry came, and when.
fn stages(round: &Round, decided: Option<Day>) -> Vec<Dated<Stage>> {
    let from = proposed_on(round);
    let turn = match (decided, round.submitted) {
        (Some(on), _) => Some((on, Stage::Approved)),
        (None, Some(on)) => Some((on, Stage::UnderReview)),
        (None, None) => None,
    };
    let Some((on, next)) = turn else {
        return vec![Dated { span: Span::since(from), value: Stage::Proposed }];
    };
    vec![Dated { span: Span::new(from, on), value: Stage::Proposed }, Dated { span: Span::since(on), value: next }]
}
