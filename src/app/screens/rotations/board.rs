//! All queues of a day: moves with where they stand, and the source with its criteria met and not met side by side.
//! People are given no total score.

use crate::app::overlays::asks::Sifted;
use crate::domain::{CadreId, Line};
use crate::policy::{Finding, Mover, Policy, Verdict};
use crate::register::View;
use crate::register::locality::{self, Locality, Tally};
use crate::register::people::Order;
use crate::register::rotations::{Moved, Queue, RotationQuery};
use crate::search::Found;
use std::collections::HashSet;
use std::sync::Arc;

/// Somebody who may be rotated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who.
    pub cadre: CadreId,
    /// What each criterion came to, in the order of [`Board::criteria`]; none where it asks nothing of this person.
    pub marks: Box<[Option<Verdict>]>,
}

impl Source {
    /// The worst of them.
    #[must_use]
    pub fn worst(&self) -> Verdict {
        self.marks.iter().flatten().copied().max().unwrap_or(Verdict::Met)
    }
}

/// All queues of a day.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Moves that stand in a queue, those that want doing first.
    pub moves: Vec<Moved>,
    /// Who may go: those whom nothing stops first, then in the office's order.
    pub source: Vec<Source>,
    /// Rules that the source is held against, by id.
    pub criteria: Vec<Arc<str>>,
    /// Heads of districts or communes, and who of them is from there.
    pub places: Vec<Locality>,
    /// How many hold each role, and how many of them come from elsewhere.
    pub roles: Vec<Tally>,
}

impl Board {
    /// Makes the board; reads every planned person, so not to be called while drawing.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, asked: &RotationQuery) -> Board {
        let moves = view.rotations(policy, asked).into_iter().filter(|m| m.queue.is_some()).collect();
        let places = view.heads();
        let roles = locality::tally(&places);
        let mut board = Board { moves, places, roles, ..Board::default() };
        // who has not been sent yet has no kind and no way, and lacks nothing of a move
        if asked.lacks.is_none() && asked.kind.is_none() && asked.direction.is_none() && asked.phase.is_none() {
            board.add_source(view, policy, asked);
        }
        board
    }

    fn add_source(&mut self, view: &View, policy: &Policy, asked: &RotationQuery) {
        let within =
            asked.unit.map(|unit| view.people(Line::Territory, Some(unit)).into_iter().collect::<HashSet<_>>());
        let mut people = view.rotation_sources();
        people.retain(|cadre| {
            let tier = view.main(*cadre).map(|(_, _, title)| title.tier);
            within.as_ref().is_none_or(|w| w.contains(cadre)) && asked.tier.is_none_or(|t| tier == Some(t))
        });
        view.sort(&mut people, Order::Protocol, Line::Territory);
        for cadre in people {
            let marks = self.marks(&gates(view, policy, cadre));
            self.source.push(Source { cadre, marks });
        }
        let criteria = self.criteria.len();
        for source in &mut self.source {
            // a criterion that was met with later asks nothing of those before
            let mut marks = std::mem::take(&mut source.marks).into_vec();
            marks.resize(criteria, None);
            source.marks = marks.into_boxed_slice();
        }
        self.source.sort_by_key(Source::worst);
    }

    fn marks(&mut self, findings: &[Finding]) -> Box<[Option<Verdict>]> {
        for finding in findings {
            if !self.criteria.contains(&finding.rule) {
                self.criteria.push(finding.rule.clone());
            }
        }
        let of = |rule: &Arc<str>| findings.iter().find(|f| f.rule == *rule).map(|f| f.verdict);
        self.criteria.iter().map(of).collect()
    }

    /// The same with those alone who are found.
    #[must_use]
    pub fn only(&self, found: &Sifted) -> Board {
        let mut board = self.clone();
        let stays = |cadre: CadreId| found.contains(&Found::Cadre(cadre));
        board.moves.retain(|m| stays(m.rotation.cadre));
        board.source.retain(|s| stays(s.cadre));
        board
    }

    /// Moves of a queue.
    pub fn of_queue(&self, queue: Queue) -> impl Iterator<Item = &Moved> {
        self.moves.iter().filter(move |m| m.queue == Some(queue))
    }

    /// How many stand in a queue.
    #[must_use]
    pub fn count(&self, queue: Queue) -> usize {
        if queue == Queue::Source { self.source.len() } else { self.of_queue(queue).count() }
    }
}

/// What the rules ask of somebody who might be rotated, met ones too.
#[must_use]
pub fn gates(view: &View, policy: &Policy, cadre: CadreId) -> Vec<Finding> {
    let Some((_, post, _)) = view.main(cadre) else { return Vec::new() };
    policy.move_gates(view, &Mover::source(cadre, post.id), view.on)
}
