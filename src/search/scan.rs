//! The rows: a few look-ups for each person, then the best of them ranked exactly.

use super::index::{Row, Table};
use super::query::Node;
use super::rank::{self, Ranked};
use super::term::{Strictness, Term, Weighed};
use super::words::Words;
use super::{Answer, Corpus, Found, Index, Kind, Query, glued};
use std::ops::Range;

/// Rows from which on two threads are faster than one.
const WORTH_A_THREAD: usize = 100_000;
/// What a hit that was so only before is worth less, before the exact ranking.
const FORMER: u16 = 25;
/// How far below the last of those that are shown the exact ranking still looks, for each term.
const SLACK: u16 = 50;

/// A row that has every term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survivor {
    /// Sum of the best scores of the terms.
    pub score: u16,
    /// By which reading of the query.
    pub reading: u8,
    /// Which row.
    pub row: u32,
}

/// What is looked for.
pub(super) struct Sought<'a> {
    /// Where.
    pub corpus: &'a dyn Corpus,
    /// What was typed.
    pub query: &'a Query,
    /// How many are shown.
    pub limit: usize,
    /// Of which kind.
    pub only: Option<Kind>,
}

/// A query with its words weighed, one of them perhaps otherwise than it was typed.
struct Reading<'a> {
    /// Words of each term of the query.
    terms: Vec<Vec<&'a Weighed>>,
    /// Words that everything found must have, in the order in which they were typed.
    required: Vec<&'a Weighed>,
    /// What else is asked for.
    rest: Vec<&'a Node>,
}

impl<'a> Reading<'a> {
    fn of(weighing: &'a Weighing, query: &'a Query, otherwise: Option<(usize, &'a Weighed)>) -> Reading<'a> {
        let word = |at: usize| match otherwise {
            Some((other, weighed)) if other == at => Some(weighed),
            _ => weighing.words.get(at),
        };
        let terms: Vec<Vec<&Weighed>> =
            weighing.of_term.iter().map(|range| range.clone().filter_map(word).collect()).collect();
        let required = query.required().into_iter().filter_map(|at| terms.get(at)).flatten().copied().collect();
        Reading { terms, required, rest: query.rest() }
    }

    /// The words that are required, the rarest first.
    fn in_order(&self) -> Vec<&'a Weighed> {
        let mut order = self.required.clone();
        order.sort_by_key(|w| w.count);
        order
    }

    fn rest_holds(&self, sought: &Sought<'_>, table: &Table, row: usize) -> bool {
        self.rest.iter().all(|node| self.holds(node, sought, table, row))
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
    fn words_of(&self, sought: &Sought<'_>, table: &Table, row: usize) -> Vec<&'a Weighed> {
        let mut words = self.required.clone();
        for node in &self.rest {
            self.add_words(node, sought, table, row, &mut words);
        }
        words
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
struct Weighing {
    /// All words.
    words: Vec<Weighed>,
    /// Which of them each term of the query came to.
    of_term: Vec<Range<usize>>,
}

impl Index {
    /// The best hits of a query, and how many there are in all.
    #[must_use]
    pub fn find(&self, corpus: &dyn Corpus, query: &Query, limit: usize, only: Option<Kind>) -> Answer {
        if query.is_empty() {
            return Answer::default();
        }
        let terms = self.taken_apart(query);
        let sought = Sought { corpus, query, limit, only };
        let strict = self.weigh(&terms, Strictness::Strict);
        let answer = self.look(&sought, &[Reading::of(&strict, query, None)]);
        if answer.total > 0 {
            return answer;
        }
        // nobody has all of it as it was typed: one of the words was perhaps meant otherwise
        let loose = self.weigh(&terms, Strictness::Loose);
        let readings: Vec<Reading<'_>> = (0..strict.words.len())
            .map(|at| Reading::of(&strict, query, loose.words.get(at).map(|w| (at, w))))
            .collect();
        self.look(&sought, &readings)
    }

    /// Everything of a kind that a query finds as it was typed, in no order.
    #[must_use]
    pub fn all(&self, corpus: &dyn Corpus, query: &Query, kind: Kind) -> Vec<Found> {
        let terms = self.taken_apart(query);
        let weighing = self.weigh(&terms, Strictness::Strict);
        let reading = Reading::of(&weighing, query, None);
        let sought = Sought { corpus, query, limit: 0, only: Some(kind) };
        let mut out = Vec::new();
        for table in self.tables.iter().filter(|t| t.kind == kind) {
            let mut all = Vec::new();
            survivors(table, &reading.in_order(), 0, &mut all);
            all.retain(|s| reading.rest_holds(&sought, table, s.row as usize));
            out.extend(all.into_iter().filter_map(|s| table.found(s.row as usize)));
        }
        out
    }

    fn weigh(&self, terms: &[Vec<Term>], strictness: Strictness) -> Weighing {
        let mut weighing = Weighing { words: Vec::new(), of_term: Vec::new() };
        for parts in terms {
            let from = weighing.words.len();
            weighing.words.extend(parts.iter().map(|term| Weighed::new(self, term, strictness)));
            weighing.of_term.push(from..weighing.words.len());
        }
        weighing
    }

    /// The best of what fits one of several readings of a query.
    fn look(&self, sought: &Sought<'_>, readings: &[Reading<'_>]) -> Answer {
        let mut answer = Answer::default();
        let mut best: Vec<Ranked<'_>> = Vec::new();
        let tables = self.tables.iter().enumerate().filter(|(_, t)| sought.only.is_none_or(|kind| t.kind == kind));
        for (at, table) in tables {
            let mut all: Vec<Survivor> = Vec::new();
            for (nth, reading) in (0..).zip(readings) {
                let from = all.len();
                survivors(table, &reading.in_order(), nth, &mut all);
                if !reading.rest.is_empty() {
                    let mut new = all.split_off(from);
                    new.retain(|s| reading.rest_holds(sought, table, s.row as usize));
                    all.extend(new);
                }
            }
            if readings.len() > 1 {
                all.sort_unstable_by_key(|s| (s.row, std::cmp::Reverse(s.score)));
                all.dedup_by_key(|s| s.row);
            }
            if all.is_empty() {
                continue;
            }
            answer.total += all.len();
            answer.kinds.push((table.kind, all.len()));
            let words = u16::try_from(readings.first().map_or(0, |r| r.required.len())).unwrap_or(u16::MAX);
            let slack = SLACK.saturating_mul(words).saturating_add(20);
            for survivor in self.near_the_best(table, all, sought.limit, slack) {
                let nth = usize::from(survivor.reading);
                let Some(reading) = readings.get(nth) else { continue };
                let row = survivor.row as usize;
                best.extend(rank::exactly(self, reading.words_of(sought, table, row), at, row));
            }
        }
        answer.hits = rank::settle(self, sought, best);
        answer
    }

    /// The best by their first score, and those so near below that the exact ranking may put them higher.
    fn near_the_best(&self, table: &Table, mut all: Vec<Survivor>, limit: usize, slack: u16) -> Vec<Survivor> {
        let most = (limit * 4).max(1000);
        let order = |s: &Survivor| table.rows.get(s.row as usize).map_or(u16::MAX, |row| self.title_order(row.title));
        let key = |s: &Survivor| (std::cmp::Reverse(s.score), order(s), s.row);
        if all.len() > most {
            all.select_nth_unstable_by_key(most, key);
            all.truncate(most);
        }
        all.sort_unstable_by_key(key);
        let last = limit.checked_sub(1).and_then(|l| all.get(l)).map_or(0, |s| s.score);
        all.retain(|s| s.score.saturating_add(slack) >= last);
        all
    }

    /// The words of a query; what is run together is taken apart.
    fn taken_apart(&self, query: &Query) -> Vec<Vec<Term>> {
        let apart = |term: &Term| match term.quoted {
            true => vec![term.clone()],
            false => glued::parts(self, &term.typed)
                .into_iter()
                .map(|typed| Term { typed, field: term.field, quoted: false })
                .collect(),
        };
        query.terms.iter().map(apart).collect()
    }

    /// The dictionary.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }
}

/// Rows of a table that have every term, the rarest term asked first.
fn survivors(table: &Table, terms: &[&Weighed], reading: u8, out: &mut Vec<Survivor>) {
    let rows = table.rows.len();
    if rows < WORTH_A_THREAD {
        return scan(table, terms, 0..rows, reading, out);
    }
    let half = rows / 2;
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut second = Vec::new();
            scan(table, terms, half..rows, reading, &mut second);
            second
        });
        scan(table, terms, 0..half, reading, out);
        out.extend(second.join().unwrap_or_default());
    });
}

fn scan(table: &Table, terms: &[&Weighed], range: Range<usize>, reading: u8, out: &mut Vec<Survivor>) {
    let has_former = table.has_former();
    let from = range.start;
    for (at, row) in table.rows.get(range).unwrap_or_default().iter().enumerate() {
        let mut score = present(terms, row);
        if score == 0 && has_former {
            score = before(table, terms, from + at, row);
        }
        if score > 0 {
            out.push(Survivor { score, reading, row: u32::try_from(from + at).unwrap_or(u32::MAX) });
        }
    }
}

/// The best score of a term in a row.
fn best(term: &Weighed, row: &Row) -> u16 {
    let [names, titles, units] = &term.texts;
    let of = |texts: &[u16], id: u32| texts.get(id as usize).copied().unwrap_or(0);
    of(names, row.name).max(of(titles, row.title)).max(of(units, row.unit))
}

fn present(terms: &[&Weighed], row: &Row) -> u16 {
    // where no word is required every row that is anything stands the same chance
    let mut sum = u16::from(terms.is_empty() && (row.name != 0 || row.title != 0));
    for term in terms {
        match best(term, row) {
            0 => return 0,
            score => sum = sum.saturating_add(score),
        }
    }
    sum
}

/// With one thing that the row was before.
fn before(table: &Table, terms: &[&Weighed], at: usize, row: &Row) -> u16 {
    let sums = table.former(at).iter().map(|former| {
        let former = former.row();
        let mut sum = 0u16;
        for term in terms {
            match best(term, row).max(best(term, &former)) {
                0 => return 0,
                score => sum = sum.saturating_add(score),
            }
        }
        sum.saturating_sub(FORMER).max(1)
    });
    sums.max().unwrap_or(0)
}
