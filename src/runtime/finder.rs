//! Finds on the register with one index, made once and kept in step with it. Of several questions of one asker only the
//! newest is answered; one that is not the newest any more is broken off, and says so.

use crate::app::overlays::asks::{Answered, Asker, Found as Hits, Outcome, Question, What};
use crate::app::overlays::desk::{Desk, Everything};
use crate::app::screens::plan::trials::tried;
use crate::domain::CadreId;
use crate::register::View;
use crate::search::{Found, Index, Kind, Query};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Most hits that a screen is given: more than fit on any.
const HITS: usize = 200;

/// The newest question of each asker, known as soon as it is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Newest {
    asked: Arc<Mutex<BTreeMap<Asker, u64>>>,
}

impl Newest {
    /// A question is being asked: an older one of its asker needs no answer any more.
    pub(super) fn asks(&self, question: &Question) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = asked.entry(question.asker).or_default();
        *newest = question.generation.max(*newest);
    }

    /// Whether no later question of its asker is known.
    pub(super) fn is_newest(&self, asker: Asker, generation: u64) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.get(&asker).is_none_or(|newest| *newest <= generation)
    }
}

/// Finds, with an index that is kept in step with the register.
#[derive(Default)]
pub(super) struct Finder {
    newest: Newest,
    made: Option<(View, Arc<Desk>, Index)>,
}

impl Finder {
    /// A finder that breaks off what is not the newest question any more.
    pub(super) fn new(newest: Newest) -> Finder {
        Finder { newest, made: None }
    }

    /// Makes the index before it is needed.
    pub(super) fn prepare(&mut self, view: &View, desk: &Arc<Desk>) {
        self.index(view, Some(desk));
    }

    /// Answers a question; one that is not the newest of its asker any more is superseded.
    pub(super) fn answer(&mut self, question: &Question) -> Answered {
        let (asker, generation) = (question.asker, question.generation);
        let newest = self.newest.clone();
        let go_on = || newest.is_newest(asker, generation);
        let found = if go_on() { self.found(&question.what, &go_on) } else { None };
        let outcome = found.map_or(Outcome::Superseded, Outcome::Answered);
        Answered { asker, generation, outcome }
    }

    /// What is found; nothing once the answer is not waited for any more.
    fn found(&mut self, what: &What, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Hits> {
        let cadre = |what| if let Found::Cadre(id) = what { Some(id) } else { None };
        match what {
            What::Candidates { view, laid, policy, pool, query } => {
                let among: Option<Vec<CadreId>> = match query {
                    Some(query) => {
                        let hits = self.all(view, query, Kind::Cadre, go_on)?;
                        Some(hits.into_iter().filter_map(cadre).collect())
                    }
                    None => None,
                };
                Some(Hits::Candidates(tried(laid, policy, *pool, among.as_deref())))
            }
            What::People { view, line, under, order, query } => {
                let mut ids = view.people(*line, *under);
                if let Some(query) = query {
                    let found: HashSet<CadreId> =
                        self.all(view, query, Kind::Cadre, go_on)?.into_iter().filter_map(cadre).collect();
                    ids.retain(|id| found.contains(id));
                }
                view.sort(&mut ids, *order, *line);
                Some(Hits::People(ids))
            }
            What::Sift { view, query, kinds } => {
                let mut found = Vec::new();
                for kind in kinds {
                    found.extend(self.all(view, query, *kind, go_on)?);
                }
                Some(Hits::Sifted(Arc::new(found.into_iter().collect())))
            }
            What::Hits { view, desk, query, kinds } => {
                let index = self.index(view, Some(desk))?;
                let began = Instant::now();
                let all = Everything { view, desk };
                let one = |kind| index.find_while(&all, query, HITS, kind, go_on);
                let mut found = one(kinds.first().copied())?;
                for kind in kinds.iter().skip(1) {
                    let more = one(Some(*kind))?;
                    found.total += more.total;
                    found.hits.extend(more.hits);
                }
                found.hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
                let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                Some(Hits::Hits(found, micros))
            }
        }
    }

    /// Everything of a kind that a query finds; nothing once the answer is not waited for any more.
    fn all(&mut self, view: &View, query: &Query, kind: Kind, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Found>> {
        self.index(view, None)?;
        let (_, desk, index) = self.made.as_ref()?;
        index.all_while(&Everything { view, desk }, query, kind, go_on)
    }

    /// The index of a view and a desk, of the one it has where none is named.
    fn index(&mut self, view: &View, desk: Option<&Arc<Desk>>) -> Option<&Index> {
        let stand = |view: &View| (view.snapshot.revision, view.snapshot.loaded, view.on);
        // taken out meanwhile: what breaks off half way leaves no half of an index behind
        let made = self.made.take();
        let before = made.as_ref().map(|(_, desk, _)| Arc::clone(desk));
        let desk = desk.cloned().or_else(|| before.clone()).unwrap_or_default();
        let all = Everything { view, desk: &desk };
        let changed = made.as_ref().and_then(|(made, before, _)| {
            let mut changed = if stand(made) == stand(view) { Vec::new() } else { view.changed_since(made)? };
            if !Arc::ptr_eq(before, &desk) {
                changed.extend(desk.changed_since(before));
            }
            Some(changed)
        });
        let index = match (made, changed) {
            (Some((.., mut index)), Some(changed)) => {
                index.take_in(&all, &changed);
                index
            }
            (made, _) => {
                // the old one goes first: two indexes of a whole province are more memory than a session needs
                drop(made);
                Index::build(&all)
            }
        };
        self.made = Some((view.clone(), desk, index));
        self.made.as_ref().map(|(.., index)| index)
    }
}
