//! Pools as a view sees them: who stands in one on the day, in which terms, and which round speaks of it.

use crate::domain::{
    CadreId, Day, Entry, Ladder, Line, Origination, Post, PostId, Round, RoundId, Stage, Standpoint, Term, TermId,
    Title, UnitId,
};
use crate::policy::{Leaver, Policy};
use crate::register::view::View;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl View {
    /// The term with a number.
    #[must_use]
    pub fn term(&self, id: TermId) -> Option<&Term> {
        self.catalogue.terms().iter().find(|t| t.number == id)
    }

    /// The term that runs on the day, and the one after it.
    #[must_use]
    pub fn running_and_next(&self) -> [Option<&Term>; 2] {
        let of = |stand| self.catalogue.terms().iter().find(|t| t.stands(self.on) == stand);
        [of(Standpoint::Current), of(Standpoint::Next)]
    }

    /// The term whose pools are in use: the next once anybody is approved for it, until then the one that runs; the next
    /// too where nobody is approved for either, as it is the one to be planned. Reads entries, so not to be called while
    /// drawing.
    #[must_use]
    pub fn term_in_use(&self) -> Option<&Term> {
        let [running, next] = self.running_and_next();
        let approved = |term: &&Term| {
            let mut entries = self.snapshot.entries.values().filter(|e| e.term == term.number);
            entries.any(|e| e.stage(self.on) == Some(Stage::Approved))
        };
        next.filter(approved).or_else(|| running.filter(approved)).or(next).or(running)
    }

    /// The first and the last day (not in it) of a term for a post: party years or state years, as its title stands.
    #[must_use]
    pub fn years(&self, term: TermId, title: &Title) -> Option<(Day, Day)> {
        Some(self.term(term)?.of(title.line))
    }

    /// Whether a post lives in a term, or has been planned for it.
    #[must_use]
    pub fn has_term(&self, post: PostId, term: TermId) -> bool {
        let Some(post) = self.post(post) else { return false };
        let years = self.title(post).and_then(|t| self.years(term, t));
        years.is_some_and(|(from, to)| post.span.from < to && (from < post.span.to || post.span.to > self.on))
    }

    /// Those who stand in a pool on the day, in its order; none when its post is no more.
    #[must_use]
    pub fn pool(&self, post: PostId, term: TermId) -> Vec<&Arc<Entry>> {
        if self.post(post).is_none_or(|p| !p.span.holds(self.on)) {
            return Vec::new();
        }
        let standing = |e: &&Arc<Entry>| e.term == term && e.span.holds(self.on);
        let mut entries: Vec<_> = self.snapshot.pool_of(post).filter(standing).collect();
        entries.sort_by_key(|e| (e.order, e.id));
        entries
    }

    /// Where a cadre stands in pools on the day: the highest title first, the next term before the one that runs.
    #[must_use]
    pub fn planned(&self, cadre: CadreId) -> Vec<(&Arc<Entry>, &Arc<Post>, &Title)> {
        let standing = self.snapshot.planned_of(cadre).filter(|e| e.span.holds(self.on));
        let mut rows: Vec<_> = standing
            .filter_map(|e| {
                let post = self.post(e.post).filter(|p| p.span.holds(self.on))?;
                Some((e, post, self.title(post)?))
            })
            .collect();
        rows.sort_by_key(|(e, _, title)| (std::cmp::Reverse(e.term), title.order, e.id));
        rows
    }

    /// Posts of a unit that are planned: committees and leadership, in protocol order, committees last.
    #[must_use]
    pub fn planned_posts(&self, unit: UnitId) -> Vec<&Arc<Post>> {
        let mut posts: Vec<_> = self
            .snapshot
            .posts_of(unit)
            .filter(|p| p.span.holds(self.on))
            .filter_map(|p| Some((self.title(p)?, p)))
            .filter(|(t, p)| t.ladder != Ladder::Staff || self.snapshot.pool_of(p.id).next().is_some())
            .collect();
        posts.sort_by_key(|(t, p)| (t.order, p.id));
        posts.into_iter().map(|(_, p)| p).collect()
    }

    /// Where somebody planned for a post works: in its unit or under it, or elsewhere.
    #[must_use]
    pub fn origination(&self, cadre: CadreId, post: PostId) -> Origination {
        let Some(post) = self.post(post) else { return Origination::Outside };
        let held = self.holds(cadre);
        // a body of the party and one of the state of one place are one place
        let home = self.path(Line::Territory, post.unit);
        let place = |unit: UnitId| {
            let above = [Line::Party, Line::State, Line::Territory];
            above.into_iter().any(|line| self.path(line, unit).contains(&post.unit))
                || self.seat_of(unit).is_some_and(|seat| self.seat_of(post.unit) == Some(seat) && home.len() > 1)
        };
        if held.iter().any(|(_, p, _)| place(p.unit)) { Origination::Local } else { Origination::Outside }
    }

    /// The territory that a unit lies in: the nearest above it, or itself.
    #[must_use]
    pub fn seat_of(&self, unit: UnitId) -> Option<UnitId> {
        [Line::State, Line::Party, Line::Territory]
            .into_iter()
            .find_map(|line| self.path(line, unit).into_iter().rev().find(|u| self.stands(Line::Territory, *u)))
    }

    /// The round that is open for the pool of a post on the day: of its unit, or of one above it, the nearest first.
    #[must_use]
    pub fn open_round(&self, post: PostId, term: TermId) -> Option<&Arc<Round>> {
        let post = self.post(post)?;
        let open = |unit: UnitId| {
            let mut rounds = self.snapshot.rounds.values().filter(|r| {
                r.unit == unit && r.term == term && r.opened <= self.on && r.closed.is_none_or(|d| d > self.on)
            });
            rounds.next_back()
        };
        let above = [Line::Party, Line::State, Line::Territory];
        above.into_iter().find_map(|line| self.path(line, post.unit).into_iter().rev().find_map(open))
    }

    /// What a round proposed: places it brings, and places it takes away.
    pub fn proposed_in(&self, round: RoundId) -> impl Iterator<Item = &Arc<Entry>> {
        let of =
            move |e: &&Arc<Entry>| e.round == Some(round) || e.removal.as_ref().is_some_and(|r| r.round == Some(round));
        self.snapshot.entries.values().filter(of)
    }
}

impl View {
    /// Who must leave a pool of a term that is not over, by the rules of the day. Judges every place in a pool.
    #[must_use]
    pub fn leavers(&self, policy: &Policy) -> BTreeMap<CadreId, Vec<Leaver>> {
        let pools: BTreeSet<(PostId, TermId)> =
            self.snapshot.entries.values().filter(|e| self.is_standing(e)).map(|e| (e.post, e.term)).collect();
        let mut out: BTreeMap<CadreId, Vec<Leaver>> = BTreeMap::new();
        for leaver in pools.into_iter().flat_map(|(post, term)| policy.leavers(self, post, term, self.on)) {
            if let Some(entry) = self.snapshot.entries.get(&leaver.entry) {
                out.entry(entry.cadre).or_default().push(leaver);
            }
        }
        out
    }

    /// The pools that somebody must leave, by the rules of the day.
    #[must_use]
    pub fn leaves(&self, policy: &Policy, cadre: CadreId) -> Vec<Leaver> {
        let entries = self.snapshot.planned_of(cadre).filter(|e| self.is_standing(e));
        entries.filter_map(|entry| policy.leaver(self, entry, self.on)).collect()
    }

    fn is_standing(&self, entry: &Entry) -> bool {
        let over = |term: &Term| term.stands(self.on) == Standpoint::Past;
        entry.span.holds(self.on) && self.term(entry.term).is_some_and(|term| !over(term))
    }
}
