//! Of a query that finds nothing: which word stands in the way, and what there is without it.

use super::hit::Without;
use super::index::Index;
use super::scan::{Reading, Sought, Weighing};

/// How many ways out are told, and how many of what each finds.
const MOST: usize = 3;

impl Index {
    /// What there is without each of the parts of a query that finds nothing, words that are nowhere first; without all
    /// of these together, where leaving out one does not help. Nothing once the answer is not waited for any more.
    pub(super) fn without(&self, sought: &Sought<'_>, weighing: &Weighing) -> Option<Vec<Without>> {
        let parts = sought.query.parts();
        if parts.len() < 2 {
            return Some(Vec::new());
        }
        let nowhere = |part: usize| sought.query.word_of(part).is_some_and(|term| weighing.is_nowhere(term));
        let dead: Vec<usize> = (0..parts.len()).filter(|part| nowhere(*part)).collect();
        let ways = match dead.len() {
            0 => {
                (0..parts.len()).filter(|part| parts.get(*part).is_some_and(Option::is_some)).map(|p| vec![p]).collect()
            }
            len if len < parts.len() => vec![dead],
            _ => Vec::new(),
        };
        let mut out = Vec::new();
        for way in ways {
            let query = sought.query.without(&way);
            let less = Sought { query: &query, limit: MOST, meant: &[], ..*sought };
            let answer = self.look(&less, &[Reading::of(weighing, &query, None)])?;
            if answer.total > 0 {
                let typed: Vec<&str> = way.iter().filter_map(|part| parts.get(*part).copied().flatten()).collect();
                let nowhere = way.iter().all(|part| nowhere(*part));
                out.push(Without { typed: typed.join(" "), nowhere, total: answer.total, hits: answer.hits });
            }
        }
        // what leaves the fewest was meant most likely
        out.sort_by_key(|way| way.total);
        out.truncate(MOST);
        Some(out)
    }
}
