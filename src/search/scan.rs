//! The rows: a few look-ups for each person, then the best of them ranked exactly.

use super::index::{Row, Table};
use super::rank::{self, Ranked};
use super::term::{Strictness, Term, Weighed};
use super::words::Words;
use super::{Answer, Corpus, Field, Index, Kind, glued};
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
    pub terms: &'a [Term],
    /// How many are shown.
    pub limit: usize,
    /// Of which kind.
    pub only: Option<Kind>,
}

impl Index {
    /// The best hits that have every word of the query somewhere, and how many there are in all.
    #[must_use]
    pub fn find(&self, corpus: &dyn Corpus, query: &str, limit: usize, only: Option<Kind>) -> Answer {
        let terms = self.terms(query);
        if terms.is_empty() {
            return Answer::default();
        }
        let strict: Vec<Weighed> = terms.iter().map(|t| Weighed::new(self, t, Strictness::Strict)).collect();
        let sought = Sought { corpus, terms: &terms, limit, only };
        let answer = self.look(&sought, &[strict.iter().collect()]);
        if answer.total > 0 {
            return answer;
        }
        // nobody has all of it as it was typed: one of the words was perhaps meant otherwise
        let loose: Vec<Weighed> = terms.iter().map(|t| Weighed::new(self, t, Strictness::Loose)).collect();
        let one_otherwise = (0..terms.len()).map(|at| {
            let nth = |(n, strict)| if n == at { loose.get(n).unwrap_or(strict) } else { strict };
            strict.iter().enumerate().map(nth).collect()
        });
        self.look(&sought, &one_otherwise.collect::<Vec<_>>())
    }

    /// The best of what fits one of several readings of the query; each reading has all terms.
    fn look(&self, sought: &Sought<'_>, readings: &[Vec<&Weighed>]) -> Answer {
        let mut answer = Answer::default();
        let mut best: Vec<(usize, Ranked)> = Vec::new();
        let slack = SLACK.saturating_mul(u16::try_from(sought.terms.len()).unwrap_or(u16::MAX)).saturating_add(20);
        let tables = self.tables.iter().enumerate().filter(|(_, t)| sought.only.is_none_or(|kind| t.kind == kind));
        for (at, table) in tables {
            let mut all: Vec<Survivor> = Vec::new();
            for (reading, terms) in (0..).zip(readings) {
                let mut order = terms.clone();
                order.sort_by_key(|w| w.count);
                survivors(table, &order, reading, &mut all);
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
            for survivor in self.near_the_best(table, all, sought.limit, slack) {
                let reading = usize::from(survivor.reading);
                let terms = readings.get(reading).map(Vec::as_slice).unwrap_or_default();
                let ranked = rank::exactly(self, terms, at, survivor.row as usize);
                best.extend(ranked.map(|ranked| (reading, ranked)));
            }
        }
        answer.hits = rank::settle(self, sought, readings, best);
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
    fn terms(&self, query: &str) -> Vec<Term> {
        /// Nobody types more words than these to find somebody.
        const MOST: usize = 24;
        let scoped = |word: &str| -> (Option<Field>, String) {
            match word.split_once(':').map(|(name, rest)| (Field::named(name), rest)) {
                Some((Some(field), rest)) if !rest.is_empty() => (Some(field), rest.to_owned()),
                _ => (None, word.to_owned()),
            }
        };
        let words = query
            .split_whitespace()
            .map(scoped)
            .flat_map(|(field, word)| glued::parts(self, &word).into_iter().map(move |typed| Term { typed, field }));
        words.take(MOST).collect()
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
    let mut sum = 0u16;
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
