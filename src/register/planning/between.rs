//! Two states of the same pools, person by person: who comes in, who leaves, who goes to another title, who stays. A day
//! against another, a draft against what is saved, what a round submits against what was approved last.

use crate::domain::{CadreId, Day, Edit, Entry, Nature, PostId, Record, Round, Span, Stage, TermId, UnitId};
use crate::register::view::View;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Places of a term by post and person.
pub type Places = BTreeMap<(PostId, CadreId), Arc<Entry>>;

/// What lies between two states of pools; entries in the order of their posts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Between {
    /// Those who come in.
    pub added: Vec<Arc<Entry>>,
    /// Those who leave.
    pub removed: Vec<Arc<Entry>>,
    /// Those who go from one pool to another of the same unit, or go on from a place that ended: from, to.
    pub moved: Vec<(Arc<Entry>, Arc<Entry>)>,
    /// Those who stand in both: then, now.
    pub kept: Vec<(Arc<Entry>, Arc<Entry>)>,
}

impl Between {
    /// What lies between two states; `unit` says of which unit a post is.
    #[must_use]
    pub fn of(was: &Places, is: &Places, unit: &dyn Fn(PostId) -> Option<UnitId>) -> Between {
        let mut between = Between::default();
        let mut gone: BTreeMap<CadreId, Vec<&Arc<Entry>>> = BTreeMap::new();
        for (_, entry) in was.iter().filter(|(key, _)| !is.contains_key(key)) {
            gone.entry(entry.cadre).or_default().push(entry);
        }
        for (key, entry) in is {
            if let Some(old) = was.get(key) {
                between.kept.push((Arc::clone(old), Arc::clone(entry)));
                continue;
            }
            let same = |e: &Entry| unit(e.post).is_some() && unit(e.post) == unit(entry.post);
            let follows = |e: &&Arc<Entry>| entry.carried == Some(e.id) || same(e);
            let left = gone.get_mut(&entry.cadre);
            match left.and_then(|left| left.iter().position(follows).map(|at| left.remove(at))) {
                Some(old) => between.moved.push((Arc::clone(old), Arc::clone(entry))),
                None => between.added.push(Arc::clone(entry)),
            }
        }
        between.removed = gone.into_values().flatten().cloned().collect();
        between
    }

    /// Whether nothing lies between the two but what stands in both.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty()
    }
}

/// The pools that a round speaks of, as they were approved last and as it submits them.
#[derive(Debug, Clone)]
pub struct Submitted {
    pub term: TermId,
    /// Posts of the unit and of what stands under it.
    pub posts: BTreeSet<PostId>,
    /// The register without what the round proposes.
    pub before: View,
    /// The register as if it were approved.
    pub after: View,
}

impl View {
    /// Who stands in the pools of a term on the day.
    #[must_use]
    pub fn places(&self, term: TermId, of: &dyn Fn(PostId) -> bool) -> Places {
        let lives = |e: &Entry| {
            let post = self.post(e.post).is_some_and(|p| p.span.holds(self.on));
            post && e.term == term && e.span.holds(self.on) && of(e.post)
        };
        let entries = self.snapshot.entries.values().filter(|e| lives(e));
        entries.map(|e| ((e.post, e.cadre), Arc::clone(e))).collect()
    }

    /// Who stands in some pools of a term on the day: quicker than asking everybody.
    #[must_use]
    pub fn places_in(&self, term: TermId, posts: &BTreeSet<PostId>) -> Places {
        let pools = posts.iter().flat_map(|post| self.pool(*post, term));
        pools.map(|e| ((e.post, e.cadre), Arc::clone(e))).collect()
    }

    /// What a round submits against what was approved last; of one that is approved, what its approval has changed.
    #[must_use]
    pub fn submitted(&self, round: &Round) -> Submitted {
        let approved = round.approved.filter(|day| *day <= self.on);
        let proposed = self.proposed_in(round.id).filter(|e| e.round == Some(round.id));
        // what was entered on the day of the approval, or under it afterwards, belongs to it too
        let mut entered = proposed.map(|e| e.span.from).filter(|from| *from <= self.on);
        let on = approved.map_or(self.on, |day| entered.by_ref().fold(day, Day::max));
        let view = self.on(on);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut posts: BTreeSet<PostId> = BTreeSet::new();
        for entry in view.proposed_in(round.id) {
            posts.insert(entry.post);
            let edit =
                |becomes| Edit { nature: Nature::Change(on), was: Some(Record::Entry(Entry::clone(entry))), becomes };
            let comes = entry.round == Some(round.id);
            let goes = entry.removal.as_ref().is_some_and(|removal| removal.round == Some(round.id));
            match approved {
                None if comes && entry.stage(on).is_some_and(|s| s != Stage::Approved) => before.push(edit(None)),
                Some(_) if comes => before.push(edit(None)),
                None if goes && entry.span.holds(on) => after.push(edit(None)),
                Some(_) if goes && !entry.span.holds(on) => {
                    let still = Entry { span: Span::since(entry.span.from), removal: None, ..Entry::clone(entry) };
                    before.push(edit(Some(Record::Entry(still))));
                }
                _ => {}
            }
        }
        let under = crate::domain::Line::ALL.into_iter().flat_map(|line| view.subtree(line, round.unit).into_keys());
        let units: BTreeSet<UnitId> = under.chain([round.unit]).collect();
        posts.extend(units.iter().flat_map(|unit| view.snapshot.posts_of(*unit).map(|p| p.id)));
        Submitted { term: round.term, posts, before: view.with(before), after: view.with(after) }
    }
}

impl Submitted {
    /// Who comes in, who leaves, who goes to another title.
    #[must_use]
    pub fn between(&self) -> Between {
        let was = self.before.places_in(self.term, &self.posts);
        let is = self.after.places_in(self.term, &self.posts);
        Between::of(&was, &is, &|post| self.after.post(post).map(|p| p.unit))
    }
}
