//! Words that were typed last, weighed, and the rows that have them: at the next key most words of a query are what they
//! were, and after Backspace all of them.

use super::found::Kind;
use super::term::{Strictness, Term, Weighed};
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept.
const MOST: usize = 12;
/// For how many queries the rows of a kind are kept: the words before the one that is typed, and some before these.
const MOST_HAVING: usize = 4;

/// A word that was weighed, and how strictly.
type KeptWord = (Term, Strictness, Arc<Weighed>);

/// Rows that have some words, all that do, in their order.
struct Having {
    kind: Kind,
    words: Vec<Arc<Weighed>>,
    rows: Arc<[u32]>,
}

/// Weighed words of an index, the last asked for at the end.
#[derive(Default)]
pub(super) struct Kept {
    words: Mutex<Vec<KeptWord>>,
    having: Mutex<Vec<Having>>,
}

impl Kept {
    /// A word as it was weighed before, else as it is weighed now.
    pub fn weighed(&self, term: &Term, strictness: Strictness, weigh: impl FnOnce() -> Weighed) -> Arc<Weighed> {
        let known = change(&self.words, |rows| {
            let at = rows.iter().position(|(of, how, _)| of == term && *how == strictness)?;
            let row = rows.remove(at);
            let weighed = Arc::clone(&row.2);
            rows.push(row);
            Some(weighed)
        });
        known.unwrap_or_else(|| {
            let weighed = Arc::new(weigh());
            let row = (term.clone(), strictness, Arc::clone(&weighed));
            change(&self.words, |rows| {
                if rows.len() >= MOST {
                    rows.remove(0);
                }
                rows.push(row);
            });
            weighed
        })
    }

    /// The rows of a kind among which all are that have these words: those that have some of them, and how many of them.
    pub fn having(&self, kind: Kind, words: &[Arc<Weighed>]) -> Option<(Arc<[u32]>, usize)> {
        let asked = |word: &Arc<Weighed>| words.iter().any(|asked| Arc::ptr_eq(asked, word));
        change(&self.having, |all| {
            let among = all.iter().filter(|having| having.kind == kind && having.words.iter().all(asked));
            among.min_by_key(|having| having.rows.len()).map(|having| (Arc::clone(&having.rows), having.words.len()))
        })
    }

    /// Remembers which rows of a kind have all of these words.
    pub fn have(&self, kind: Kind, words: Vec<Arc<Weighed>>, rows: Vec<u32>) {
        change(&self.having, |all| {
            let same = |having: &Having| {
                having.kind == kind
                    && having.words.len() == words.len()
                    && having.words.iter().all(|word| words.iter().any(|other| Arc::ptr_eq(word, other)))
            };
            all.retain(|having| !same(having));
            let mut of_kind = (0..).zip(all.iter()).filter(|(_, having)| having.kind == kind).map(|(at, _)| at);
            if let (Some(oldest), Some(_)) = (of_kind.next(), of_kind.nth(MOST_HAVING - 2)) {
                all.remove(oldest);
            }
            all.push(Having { kind, words, rows: rows.into() });
        });
    }

    /// Forgets all: the texts that they were weighed against are others now.
    pub fn forget(&self) {
        change(&self.words, Vec::clear);
        change(&self.having, Vec::clear);
    }
}

fn change<T, R>(rows: &Mutex<Vec<T>>, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
    // a list of finished words or rows is sound whoever broke off while holding it
    change(&mut rows.lock().unwrap_or_else(PoisonError::into_inner))
}
