//! Finding beside a session, on a thread of its own: one index, made once and kept in step with the register; of several
//! questions only the newest is answered, and one that is not the newest any more is broken off.

use crate::app::overlays::desk::{Desk, Everything};
use crate::app::screens::plan::candidates;
use crate::app::session::msg::{Effect, Msg};
use crate::domain::CadreId;
use crate::register::View;
use crate::search::{Found, Index, Kind, Query};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Most hits that a screen is given: more than fit on any.
const HITS: usize = 200;

/// The newest question of each sort, known as soon as it is asked.
#[derive(Debug, Clone, Default)]
pub struct Newest {
    hits: Arc<AtomicU64>,
    people: Arc<AtomicU64>,
}

impl Newest {
    /// A question is being asked: an older one of its sort needs no answer any more.
    pub fn asks(&self, effect: &Effect) {
        match effect {
            Effect::Find { generation, .. } | Effect::Candidates { generation, .. } => {
                self.hits.store(*generation, Ordering::Relaxed)
            }
            Effect::People { generation, .. } => self.people.store(*generation, Ordering::Relaxed),
            _ => {}
        }
    }
}

/// Finds, with an index that is kept in step with the register.
#[derive(Default)]
pub struct Finder {
    newest: Newest,
    made: Option<(View, Arc<Desk>, Index)>,
}

impl Finder {
    /// A finder that breaks off what is not the newest question any more.
    #[must_use]
    pub fn new(newest: Newest) -> Finder {
        Finder { newest, made: None }
    }

    /// Whether an effect is for the finder.
    #[must_use]
    pub fn takes(effect: &Effect) -> bool {
        matches!(
            effect,
            Effect::Candidates { .. }
                | Effect::Index(..)
                | Effect::Find { .. }
                | Effect::Sift { .. }
                | Effect::People { query: Some(_), .. }
        )
    }

    /// Keeps the index in step with the view that an effect speaks of, and finds if it asks to; no answer to a question
    /// that is not the newest any more.
    pub fn answer(&mut self, effect: &Effect) -> Option<Msg> {
        let Newest { hits, people } = self.newest.clone();
        // a question that was never announced is answered: there is none newer
        let newest = |of: &AtomicU64, generation: u64| of.load(Ordering::Relaxed) <= generation;
        match effect {
            Effect::Index(view, desk) => {
                self.index(view, Some(desk));
                None
            }
            Effect::Candidates { generation, view, laid, policy, pool, query } => {
                let go_on = || newest(&hits, *generation);
                let among: Option<Vec<CadreId>> = match query {
                    Some(query) => {
                        let hits = self.all(view, query, Kind::Cadre, &go_on)?.into_iter();
                        let cadre = |what| if let Found::Cadre(id) = what { Some(id) } else { None };
                        Some(hits.filter_map(cadre).collect())
                    }
                    None => None,
                };
                let trials = candidates::tried(laid, policy, *pool, among.as_deref());
                Some(Msg::Candidates { generation: *generation, trials })
            }
            Effect::People { generation, view, line, under, order, query: Some(query) } => {
                let go_on = || newest(&people, *generation);
                let found: HashSet<CadreId> = self
                    .all(view, query, Kind::Cadre, &go_on)?
                    .into_iter()
                    .filter_map(|what| if let Found::Cadre(id) = what { Some(id) } else { None })
                    .collect();
                let mut ids = view.people(*line, *under);
                ids.retain(|id| found.contains(id));
                view.sort(&mut ids, *order, *line);
                Some(Msg::People { generation: *generation, ids })
            }
            Effect::Sift { generation, view, query, kinds } => {
                let all = kinds.iter().flat_map(|kind| self.all(view, query, *kind, &|| true).unwrap_or_default());
                let found = all.collect();
                Some(Msg::Sifted { generation: *generation, found: Arc::new(found) })
            }
            Effect::Find { generation, view, desk, query, only } => {
                let go_on = || newest(&hits, *generation);
                let index = self.index(view, Some(desk))?;
                let began = Instant::now();
                let found = index.find_while(&Everything { view, desk }, query, HITS, *only, &go_on)?;
                let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                Some(Msg::Found { generation: *generation, found, micros })
            }
            _ => None,
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
