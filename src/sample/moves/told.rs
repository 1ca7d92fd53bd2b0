//! The records of moves: those that were made, lent people, proposals that wait.

use super::{Change, Drawn, LEAST};
use crate::domain::{
    Act, ActKind, AfterPlan, Afterwards, Assessed, Assessment, Dated, Day, Decision, Direction, Entry, EntryId, Grade,
    Ladder, MoveKind, Origination, Phase, Purpose, Removal, Rotation, RotationId, Span, Stage, Support,
};
use crate::register::catalogue::ListName;
use crate::sample::card::ORIGIN;
use crate::sample::card::cadre_id;
use crate::sample::facts::decision;
use crate::sample::ground::Chair;
use crate::sample::rng::Rng;
use std::collections::BTreeSet;

impl Drawn<'_, '_> {
    pub(super) fn make(&mut self, change: &Change, kind: MoveKind) {
        let (began, mut rng) = (change.stint.from, self.rng(change.stint.person));
        rng.draw();
        let act = match kind {
            MoveKind::Rotation => ActKind::Rotated,
            MoveKind::Secondment => ActKind::Seconded,
            _ => ActKind::Transferred,
        };
        let away = if kind.sends_away() { Phase::Away } else { Phase::Placed };
        let mut phases = vec![(began.add_months(-3), Phase::Proposed), (began.add_months(-1), Phase::Agreed)];
        phases.extend([(Day(began.0 - 3), Phase::Approved), (began, away)]);
        let Some(mut moved) = self.record(change.stint.person, (change.left, change.stint.chair), kind) else { return };
        let Some(to) = self.sample.ground.chair_at(change.stint.chair) else { return };
        (moved.planned, moved.decision) = (Some(began), Some(decision(to, act, began, moved.id.counter())));
        match kind {
            MoveKind::Rotation => self.away(change, &mut moved, &mut phases, &mut rng),
            MoveKind::Secondment => moved.until = Some(began.add_months(LEAST)),
            _ => {}
        }
        moved.phases = dated(&phases);
        if kind == MoveKind::Rotation && !change.planned {
            self.planned_before(change, to);
        }
        self.moves.rotations.push(moved);
        self.moves.began.push((change.at, act));
    }

    /// A place in the pool of the post that was taken, until it was.
    pub(super) fn planned_before(&mut self, change: &Change, to: &Chair<'_>) {
        let first = self.frame.planned.max(to.post.span.from);
        let (on, id) = (change.stint.from, EntryId::new(ORIGIN, self.next));
        if first >= on {
            return;
        }
        self.next += 1;
        let span = Span::new(first, on);
        let removal =
            self.sample.catalogue.lists().coded(ListName::Removal, &self.book.appointed).map(|reason| Removal {
                reason: reason.id,
                text: String::new(),
                decision: Some(decision(to, ActKind::Rotated, on, self.next)),
                round: None,
            });
        self.moves.entries.push(Entry {
            stages: vec![Dated { span, value: Stage::Approved }],
            source: Origination::Outside,
            decision: Some(decision(to, ActKind::Appointed, first, self.next)),
            removal,
            ..Entry::new(id, cadre_id(change.stint.person), (to.post.id, self.frame.term), span)
        });
    }

    /// A move of somebody from one chair to another, not begun.
    fn record(&self, person: u32, (left, taken): (u32, u32), kind: MoveKind) -> Option<Rotation> {
        let ground = &self.sample.ground;
        let (from, to) = (ground.chair_at(left)?, ground.chair_at(taken)?);
        let number = self.moves.rotations.len() as u64 + 1;
        Some(Rotation {
            direction: Direction::between(from.title.level, to.title.level),
            purpose: if kind == MoveKind::Rotation { Purpose::Train } else { Purpose::Need },
            from: Some(from.post.id),
            ..Rotation::new(RotationId::new(ORIGIN, number), cadre_id(person), kind, to.post.id)
        })
    }

    /// Somebody lent to another organ.
    pub(super) fn second(&mut self, change: &Change) {
        self.make(change, MoveKind::Secondment);
    }

    /// Proposals that wait on the day: planned people, and free seats as high in another district.
    pub(super) fn waiting(&mut self, entries: &[Entry]) {
        let (on, habits) = (self.book.on.0, &self.book.habits);
        let ground = &self.sample.ground;
        let moved: BTreeSet<u64> = self.moves.rotations.iter().map(|r| r.cadre.0).collect();
        let approved = entries.iter().filter(|e| e.stage(on) == Some(Stage::Approved) && !moved.contains(&e.cadre.0));
        let people: BTreeSet<u64> = approved.map(|e| e.cadre.counter()).collect();
        let free: Vec<(u32, &Chair<'_>)> = (0u32..)
            .zip(&ground.chairs)
            .filter(|(at, c)| {
                let open = c.post.span.holds(on) && c.district > 0 && c.title.ladder == Ladder::Leadership;
                let taken = self.sample.careers.seats.sitting(*at, on);
                open && taken < usize::from(c.post.seats(on))
            })
            .collect();
        let reached = [(habits.proposed, Phase::Proposed), (habits.agreed, Phase::Agreed)];
        let reached = reached.into_iter().chain([(habits.approved, Phase::Approved)]);
        let mut wanted: Vec<Phase> = reached.flat_map(|(n, phase)| std::iter::repeat_n(phase, n)).collect();
        let mut full = BTreeSet::new();
        for person in people.into_iter().filter_map(|p| u32::try_from(p.checked_sub(1)?).ok()) {
            let Some(phase) = wanted.last().copied() else { break };
            let main =
                self.sample.stints(person).iter().find(|s| !s.concurrent && s.holds(on) && s.to > on.add_months(12));
            let Some((main, chair)) = main.and_then(|m| Some((m, ground.chair_at(m.chair)?))) else { continue };
            let fits = |(at, c): &&(u32, &Chair<'_>)| {
                c.district != chair.district
                    && c.title.rank.abs_diff(chair.title.rank) <= self.book.near
                    && !full.contains(at)
            };
            let leads = chair.title.ladder == Ladder::Leadership && chair.district > 0;
            let Some((at, to)) =
                free.iter().find(fits).filter(|_| leads && self.rng(person).chance(self.book.habits.looked_at))
            else {
                continue;
            };
            let Some(mut moved) = self.record(person, (main.chair, *at), MoveKind::Rotation) else { continue };
            let days = [(on.add_months(-2), Phase::Proposed), (on.add_months(-1), Phase::Agreed)];
            let days = days.into_iter().chain([(Day(on.0 - 6), Phase::Approved)]);
            let phases: Vec<_> = days.filter(|(_, p)| p.rank() <= phase.rank()).collect();
            moved.planned = Some(on.add_months(2));
            if phase == Phase::Approved {
                moved.decision = Some(decision(to, ActKind::Rotated, Day(on.0 - 3), moved.id.counter()));
            }
            moved.phases = dated(&phases);
            self.moves.rotations.push(moved);
            full.insert(*at);
            wanted.pop();
        }
    }

    /// Whoever came to a post by a transfer that no move tells of was appointed or elected to it.
    pub(super) fn others(&mut self) {
        let told: BTreeSet<usize> = self.moves.began.iter().map(|(at, _)| *at).collect();
        let (first, last) = (self.sample.history.term_from(), self.book.on.0);
        for (at, stint) in self.sample.careers.stints.iter().enumerate() {
            let within = first <= stint.from && stint.from <= last;
            if stint.began != ActKind::Transferred || !within || told.contains(&at) {
                continue;
            }
            let Some(chair) = self.sample.ground.chair_at(stint.chair) else { continue };
            let elected = self.sample.history.elected(&chair.title.code);
            self.moves.began.push((at, if elected { ActKind::Elected } else { ActKind::Appointed }));
        }
    }

    /// What is known of somebody who was sent away: support, assessments, plan, and how it ended.
    fn away(&self, change: &Change, moved: &mut Rotation, phases: &mut Vec<(Day, Phase)>, rng: &mut Rng) {
        let habits = &self.book.habits;
        let (began, on) = (change.stint.from, self.frame.on);
        moved.support =
            Support { housing: rng.chance(habits.housing), allowance_kept: rng.chance(habits.allowance_kept) };
        let due = began.add_months(LEAST);
        for year in began.year() + 1..on.year() {
            let Some(day) = Day::of(year, 12, 15).filter(|_| !rng.chance(habits.unassessed)) else { continue };
            let grade = if rng.chance(250) { Grade::Excellent } else { Grade::Good };
            moved.assessments.push(Assessment { of: Assessed::Year(year), on: day, grade });
        }
        let plans = began.add_months(LEAST - habits.plans_from);
        let settles = due.add_months(1);
        let settled = settles < on && rng.chance(habits.stays);
        if settled || plans <= on && !rng.chance(habits.unplanned) {
            let what = match rng.below(3) {
                _ if settled => Afterwards::Stay,
                0 => Afterwards::Return,
                1 => Afterwards::Higher,
                _ => Afterwards::Equivalent,
            };
            let post = (what == Afterwards::Return).then_some(moved.from).flatten();
            moved.after = Some(AfterPlan { what, post, on: plans });
        }
        let waits = !settled && due < on && rng.chance(habits.waits);
        if settled || waits {
            phases.push((due, Phase::Finished));
            let on = due.max(moved.assessments.last().map_or(due, |a| a.on));
            moved.assessments.push(Assessment { of: Assessed::End, on, grade: Grade::Good });
        }
        if settled {
            phases.push((settles, Phase::Stayed));
            let decision = moved.decision.clone().map(|d| Decision { on: settles, ..d });
            moved.ended = Some(Act { kind: ActKind::Designated, decision });
        }
    }
}

/// Phases that follow each other, the last of them open.
fn dated(phases: &[(Day, Phase)]) -> Vec<Dated<Phase>> {
    let ends = phases.iter().skip(1).map(|(day, _)| *day).chain([Day::MAX]);
    phases.iter().zip(ends).map(|((from, value), to)| Dated { span: Span::new(*from, to), value: *value }).collect()
}
