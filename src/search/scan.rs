//! The rows: a few look-ups for each person, then the best of them ranked exactly.

use super::corpus::Corpus;
use super::found::{Found, Kind};
use super::hit::Answer;
use super::index::Index;
use super::letters::Spelling;
use super::levels::{Meant, meant};
use super::query::Node;
use super::query::Query;
use super::rank::{self, Ranked};
use super::rows::{Rows, Scan, best};
use super::table::{IndexedRow, Table};
use super::term::{Strictness, Term, Weighed};
use super::words::Words;
use super::worth;
use super::{glued, shown};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// How far below the last of those that are shown the exact ranking still looks, for each term.
const SLACK: u16 = 50;

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) struct Sought<'a> {
    pub corpus: &'a dyn Corpus,
    /// What was typed.
    pub query: &'a Query,
    /// How many are shown.
    pub limit: usize,
    /// What its words mean together.
    pub meant: &'a [Meant],
    /// Of which kind.
    pub only: Option<Kind>,
    /// Whether the answer is still waited for.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
}

/// A query with its words weighed, one of them perhaps otherwise than it was typed.
pub(super) struct Reading<'a> {
    weighing: &'a Weighing,
    /// Words of each term of the query.
    terms: Vec<Vec<&'a Weighed>>,
    /// Words that everything found must have, in the order in which they were typed.
    required: Vec<&'a Weighed>,
    /// What else is asked for.
    pub rest: Vec<&'a Node>,
}

impl<'a> Reading<'a> {
    pub fn of(weighing: &'a Weighing, query: &'a Query, otherwise: Option<(usize, &'a Weighed)>) -> Reading<'a> {
        let word = |at: usize| match otherwise {
            Some((other, weighed)) if other == at => Some(weighed),
            _ => weighing.words.get(at).map(|w| &**w),
        };
        let terms: Vec<Vec<&Weighed>> =
            weighing.of_term.iter().map(|range| range.clone().filter_map(word).collect()).collect();
        let required = query.required().into_iter().filter_map(|at| terms.get(at)).flatten().copied().collect();
        Reading { weighing, terms, required, rest: query.rest() }
    }

    /// The words that are required, where there are some and all are meant as they were typed.
    fn as_typed(&self) -> Option<Vec<Arc<Weighed>>> {
        let typed = |of: &&Weighed| self.weighing.words.iter().find(|word| std::ptr::eq(*of, &***word)).map(Arc::clone);
        let words: Vec<Arc<Weighed>> = self.required.iter().map(typed).collect::<Option<_>>()?;
        (!words.is_empty()).then_some(words)
    }

    /// The words that are required, the rarest first.
    pub fn in_order(&self) -> Vec<&'a Weighed> {
        let mut order = self.required.clone();
        order.sort_by_key(|w| w.count);
        order
    }

    /// Whether a row has what is asked beside the words, and what it is worth: who is a woman is found by "nữ" before
    /// whoever works in a unit that has the word.
    pub fn rest_worth(&self, sought: &Sought<'_>, table: &Table, row: usize) -> Option<u16> {
        let test = |node: &Node| matches!(node, Node::Test(_)) && self.holds(node, sought, table, row);
        let is_so = |node: &&&Node| matches!(node, Node::Any(nodes) if nodes.iter().any(test));
        if !self.rest.iter().all(|node| self.holds(node, sought, table, row)) {
            return None;
        }
        let facts = u16::try_from(self.rest.iter().filter(is_so).count()).unwrap_or(u16::MAX);
        Some(facts.saturating_mul(worth::FACT))
    }

    fn holds(&self, node: &Node, sought: &Sought<'_>, table: &Table, row: usize) -> bool {
        match node {
            Node::All(all) => all.iter().all(|node| self.holds(node, sought, table, row)),
            Node::Any(any) => any.iter().any(|node| self.holds(node, sought, table, row)),
            Node::Not(node) => !self.holds(node, sought, table, row),
            Node::Word(at) => self.has(*at, table, row),
            Node::Test(at) => {
                let test = sought.query.tests.get(*at);
                test.zip(table.found(row)).is_some_and(|(test, what)| test.holds(sought.corpus, what))
            }
        }
    }

    /// Whether a row has all words of a term.
    fn has(&self, term: usize, table: &Table, row: usize) -> bool {
        let Some(row) = table.rows.get(row) else { return false };
        self.terms.get(term).is_some_and(|words| words.iter().all(|word| best(word, row) > 0))
    }

    /// The words by which a row is ranked: those that are required, and those of which one was enough and that it has.
    fn words_of(&self, sought: &Sought<'_>, table: &Table, row: usize) -> Cow<'_, [&'a Weighed]> {
        if self.rest.is_empty() {
            return Cow::Borrowed(&self.required);
        }
        let mut words = self.required.clone();
        for node in &self.rest {
            self.add_words(node, sought, table, row, &mut words);
        }
        Cow::Owned(words)
    }

    fn add_words(&self, node: &Node, sought: &Sought<'_>, table: &Table, row: usize, words: &mut Vec<&'a Weighed>) {
        match node {
            Node::All(nodes) | Node::Any(nodes) => {
                // a woman found by "nữ" is not found better by a word of her unit
                let test = |node: &Node| matches!(node, Node::Test(_)) && self.holds(node, sought, table, row);
                if matches!(node, Node::All(_)) || !nodes.iter().any(test) {
                    nodes.iter().for_each(|node| self.add_words(node, sought, table, row, words));
                }
            }
            Node::Word(at) if self.has(*at, table, row) => {
                words.extend(self.terms.get(*at).into_iter().flatten().copied());
            }
            Node::Word(_) | Node::Not(_) | Node::Test(_) => {}
        }
    }
}

/// A query whose words have been weighed: each as it was typed, and what was run together taken apart.
pub(super) struct Weighing {
    words: Vec<Arc<Weighed>>,
    /// Which of them each term of the query came to.
    of_term: Vec<Range<usize>>,
}

impl Weighing {
    /// Whether a term of the query fits nothing at all.
    pub fn is_nowhere(&self, term: usize) -> bool {
        let words = self.of_term.get(term).and_then(|range| self.words.get(range.clone()));
        words.is_some_and(|words| words.iter().any(|word| word.count == 0))
    }
}

impl Index {
    /// The best hits of a query, and how many there are in all. A kind alone, with nothing typed, is all of that kind.
    #[must_use]
    pub fn find(&self, corpus: &dyn Corpus, query: &Query, limit: usize, only: Option<Kind>) -> Answer {
        self.find_while(corpus, query, limit, only, &|| true).unwrap_or_default()
    }

    /// The same; nothing, within a few thousand rows, once the answer is not waited for any more.
    #[must_use]
    pub fn find_while(
        &self,
        corpus: &dyn Corpus,
        query: &Query,
        limit: usize,
        only: Option<Kind>,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Answer> {
        let only = only.or(query.only);
        if query.is_empty() && only.is_none() {
            return Some(Answer::default());
        }
        let terms = self.taken_apart(query);
        // signs and marks without a letter ask for nothing, which is not everything
        if !query.terms.is_empty() && query.tests.is_empty() && terms.iter().all(Vec::is_empty) {
            return Some(Answer::default());
        }
        let meant = meant(self, &terms);
        let sought = Sought { corpus, query, limit, meant: &meant, only, go_on };
        let strict = self.weigh(&terms, Strictness::Strict, go_on)?;
        let answer = self.look(&sought, &[Reading::of(&strict, query, None)])?;
        if answer.total > 0 {
            return Some(answer);
        }
        if only.is_none() {
            let rules = Sought { only: Some(Kind::Rule), ..sought };
            let answer = self.look(&rules, &[Reading::of(&strict, query, None)])?;
            if answer.total > 0 {
                return Some(answer);
            }
        }
        // nobody has all of it as it was typed: one of the words was perhaps meant otherwise
        let loose = self.weigh(&terms, Strictness::Loose, go_on)?;
        let readings: Vec<Reading<'_>> = (0..strict.words.len())
            .map(|at| Reading::of(&strict, query, loose.words.get(at).map(|w| (at, &**w))))
            .collect();
        let mut answer = self.look(&sought, &readings)?;
        if answer.total == 0 {
            answer.without = self.without(&sought, &strict)?;
        }
        Some(answer)
    }

    /// Everything of a kind that a query finds as it was typed, in no order.
    #[must_use]
    pub fn all(&self, corpus: &dyn Corpus, query: &Query, kind: Kind) -> Vec<Found> {
        self.all_while(corpus, query, kind, &|| true).unwrap_or_default()
    }

    /// The same; nothing once the answer is not waited for any more.
    #[must_use]
    pub fn all_while(
        &self,
        corpus: &dyn Corpus,
        query: &Query,
        kind: Kind,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Found>> {
        let terms = self.taken_apart(query);
        let weighing = self.weigh(&terms, Strictness::Strict, go_on)?;
        let reading = Reading::of(&weighing, query, None);
        let among = reading.as_typed().and_then(|words| self.kept.having(kind, &words));
        let (readings, among) = ([reading], among.as_ref().map(|(rows, _)| &**rows));
        let sought = Sought { corpus, query, limit: usize::MAX, meant: &[], only: Some(kind), go_on };
        let mut out = Vec::new();
        for table in self.tables.iter().filter(|t| t.kind == kind) {
            let (sought, readings) = (&sought, &readings);
            let scan = Scan { sought, readings, table, units: 0, most: usize::MAX, among, remembers: false };
            out.extend(scan.rows().best.sorted().into_iter().filter_map(|s| table.found(s.row as usize)));
        }
        go_on().then_some(out)
    }

    fn weigh(&self, terms: &[Vec<Term>], strictness: Strictness, go_on: &dyn Fn() -> bool) -> Option<Weighing> {
        let mut weighing = Weighing { words: Vec::new(), of_term: Vec::new() };
        for parts in terms {
            let from = weighing.words.len();
            for term in parts {
                if !go_on() {
                    return None;
                }
                let weigh = || Weighed::new(self, term, strictness);
                weighing.words.push(self.kept.weighed(term, strictness, weigh));
            }
            weighing.of_term.push(from..weighing.words.len());
        }
        Some(weighing)
    }

    /// The best of what fits one of several readings of a query.
    pub(super) fn look(&self, sought: &Sought<'_>, readings: &[Reading<'_>]) -> Option<Answer> {
        let mut answer = Answer::default();
        let mut ranked: Vec<Ranked<'_, '_>> = Vec::new();
        let mut steps = Vec::new();
        let mut units = vec![0; self.units.len()];
        // whoever wants nothing shown wants it counted
        let most = if sought.limit == 0 { 0 } else { sought.limit.saturating_mul(4).max(1000) };
        let words = u16::try_from(readings.first().map_or(0, |r| r.required.len())).unwrap_or(u16::MAX);
        let slack = SLACK.saturating_mul(words).saturating_add(20);
        for (at, table) in self.tables.iter().enumerate() {
            // a rule is a sentence, in which any name may be found: it is not looked for among names
            if table.kind == Kind::Rule && sought.only != Some(Kind::Rule) {
                continue;
            }
            // of other kinds than the one that is looked for it is told how many there are
            let shown = sought.only.is_none_or(|kind| table.kind == kind);
            let lies = shown && matches!(table.kind, Kind::Cadre | Kind::Unit | Kind::Post | Kind::Line);
            let (most, counted) = (if shown { most } else { 0 }, if lies { units.len() } else { 0 });
            let found = self.look_through(sought, readings, (table, counted), most);
            if found.best.total == 0 {
                continue;
            }
            answer.kinds.push((table.kind, found.best.total));
            if !shown {
                continue;
            }
            answer.total += found.best.total;
            units.iter_mut().zip(&found.units).for_each(|(all, here)| *all += here);
            let mut near = found.best.sorted();
            // those so near below the last that is shown that the exact ranking may put them higher
            let last = sought.limit.checked_sub(1).and_then(|l| near.get(l)).map_or(0, |s| s.score);
            near.retain(|s| s.score.saturating_add(slack) >= last);
            for survivor in near {
                if !(sought.go_on)() {
                    return None;
                }
                let Some(reading) = readings.get(usize::from(survivor.reading)) else { continue };
                let row = survivor.row as usize;
                let more = reading.rest_worth(sought, table, row).unwrap_or(0);
                let words = reading.words_of(sought, table, row);
                ranked.extend(rank::exactly(self, words, (at, row), (more, sought.meant), &mut steps));
            }
        }
        answer.units = self.lie_in(sought.corpus, &units);
        answer.hits = shown::settle(self, sought, &ranked);
        (sought.go_on)().then_some(answer)
    }

    /// Looks through a table; of what the words before the one that is being typed have found, not through everything.
    fn look_through<'t>(
        &self,
        sought: &Sought<'_>,
        readings: &[Reading<'_>],
        (table, units): (&'t Table, usize),
        most: usize,
    ) -> Rows<'t> {
        let words = match readings {
            [one] => one.as_typed(),
            _ => None,
        };
        let among = words.as_ref().and_then(|words| self.kept.having(table.kind, words));
        // rows that have all of the words are known as they are
        let known = among.as_ref().is_some_and(|(_, some)| words.as_ref().is_some_and(|words| words.len() == *some));
        let (among, remembers) = (among.as_ref().map(|(rows, _)| &**rows), words.is_some() && !known);
        let scan = Scan { sought, readings, table, units, most, among, remembers };
        let mut found = scan.rows();
        if let Some((words, having)) = words.zip(found.having.take()) {
            self.kept.have(table.kind, words, having);
        }
        found
    }

    /// The units that most of what was found lies in.
    fn lie_in(&self, corpus: &dyn Corpus, units: &[u32]) -> Vec<(String, usize)> {
        const MOST: usize = 6;
        let most = self.parts.most(&self.units, &self.words, units, MOST);
        let lies = |part: u32| move |row: &IndexedRow| row.unit != 0 && self.parts.part(row.unit) == Some(part);
        let called = |part: u32| {
            let mut tables = self.tables.iter();
            let what = tables.find_map(|table| table.found(table.rows.iter().position(lies(part))?))?;
            let [_, _, unit] = corpus.written(what, false)?.fields;
            Some(unit.rsplit(", ").next().unwrap_or_default().to_owned())
        };
        most.into_iter().filter_map(|(part, count)| Some((called(part)?, count))).collect()
    }

    /// The words of a query; what is run together is taken apart.
    fn taken_apart(&self, query: &Query) -> Vec<Vec<Term>> {
        let apart = |term: &Term| match term.quoted {
            true => vec![term.clone()],
            false => glued::parts(self, &term.typed)
                .into_iter()
                .filter(|typed| !Spelling::of(typed).folded.is_empty())
                .map(|typed| Term { typed, field: term.field, quoted: false })
                .collect(),
        };
        query.terms.iter().map(apart).collect()
    }

    /// The dictionary of the index.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }
}
