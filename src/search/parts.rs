//! In which unit each unit lies: of "Phòng Nội vụ, huyện Cao Lộc" that is the last part, the district or the
//! department.

use super::phrases::{PhraseId, Phrases, Placed};
use super::words::Words;
use std::collections::HashMap;

/// The last part of each text of a field.
#[derive(Default)]
pub(super) struct Parts {
    /// For each text the number of its last part.
    of: Vec<u32>,
    /// For each part a text that ends with it.
    ends: Vec<PhraseId>,
}

impl Parts {
    /// Of the texts of a field.
    pub fn of(phrases: &Phrases) -> Parts {
        let mut numbers: HashMap<&[Placed], u32> = HashMap::new();
        let mut parts = Parts::default();
        for (id, text) in (0..).zip(phrases.iter()) {
            let next = u32::try_from(parts.ends.len()).unwrap_or(u32::MAX);
            let part = *numbers.entry(last(text)).or_insert(next);
            if part == next {
                parts.ends.push(id);
            }
            parts.of.push(part);
        }
        parts
    }

    /// The number of a text's last part.
    pub fn part(&self, text: PhraseId) -> Option<u32> {
        self.of.get(text as usize).copied()
    }

    /// From how often each text was found, the parts that were found most, and how often; without the empty text.
    pub fn most(&self, phrases: &Phrases, words: &Words, found: &[u32], most: usize) -> Vec<(u32, usize)> {
        let mut counts = vec![0usize; self.ends.len()];
        for (part, times) in self.of.iter().zip(found).skip(1).filter(|(_, times)| **times > 0) {
            if let Some(count) = counts.get_mut(*part as usize) {
                *count += *times as usize;
            }
        }
        let spelled = |part: &u32| {
            let text = self.ends.get(*part as usize).map(|id| last(phrases.get(*id))).unwrap_or_default();
            text.iter().filter_map(|p| words.get(p.word())).map(|w| w.letters.as_str()).collect::<Vec<_>>()
        };
        let mut all: Vec<(u32, usize)> = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
        all.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| spelled(a).cmp(&spelled(b))));
        all.truncate(most);
        all
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.of.as_slice()) + size_of_val(self.ends.as_slice())
    }
}

fn last(text: &[Placed]) -> &[Placed] {
    let from = text.iter().rposition(|placed| placed.begins()).unwrap_or(0);
    text.get(from..).unwrap_or_default()
}
