//! Words that were typed last, weighed: at the next key most words of a query are what they were, and after Backspace
//! all of them.

use super::term::{Strictness, Term, Weighed};
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept.
const MOST: usize = 12;

/// A word that was weighed, and how strictly.
type Row = (Term, Strictness, Arc<Weighed>);

/// Weighed words of an index, the last asked for at the end.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<Row>>);

impl Kept {
    /// A word as it was weighed before, else as it is weighed now.
    pub fn weighed(&self, term: &Term, strictness: Strictness, weigh: impl FnOnce() -> Weighed) -> Arc<Weighed> {
        let known = self.change(|rows| {
            let at = rows.iter().position(|(of, how, _)| of == term && *how == strictness)?;
            let row = rows.remove(at);
            let weighed = Arc::clone(&row.2);
            rows.push(row);
            Some(weighed)
        });
        known.unwrap_or_else(|| {
            let weighed = Arc::new(weigh());
            let row = (term.clone(), strictness, Arc::clone(&weighed));
            self.change(|rows| {
                if rows.len() >= MOST {
                    rows.remove(0);
                }
                rows.push(row);
            });
            weighed
        })
    }

    /// Forgets all: the texts that they were weighed against are others now.
    pub fn forget(&self) {
        self.change(Vec::clear);
    }

    fn change<T>(&self, change: impl FnOnce(&mut Vec<Row>) -> T) -> T {
        // a list of finished words is sound whoever broke off while holding it
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
