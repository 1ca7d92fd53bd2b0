//! A word that is a fact as well: who it is true of comes first, and who only has the word is found too.

use super::super::query::Value;
use super::super::{Corpus, Entry, Fact, Found, Written};
use super::*;
use crate::domain::Period;

/// A man of the women's board, and a woman elsewhere.
struct Two;

const PEOPLE: [([&str; 3], &str); 2] =
    [(["Tô Tuấn", "Chuyên viên", "Ban Nữ công"], "male"), (["Vi Lan", "Giáo viên", "Trường Tiểu học"], "female")];

impl Corpus for Two {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        (0..2).for_each(|at| self.one(Found::Line(at), take));
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Found::Line(at) = what else { return };
        let ([name, title, unit], _) = PEOPLE[at as usize];
        take(&Entry { what, name, kind_words: 0, title, title_order: 0, unit, former: &[] });
    }

    fn written(&self, what: Found, _: bool) -> Option<Written> {
        let Found::Line(at) = what else { return None };
        Some(Written { fields: PEOPLE[at as usize].0.map(str::to_owned), former: Vec::new() })
    }

    fn fact(&self, what: Found, fact: Fact, _: Option<Period>) -> Vec<Value> {
        match (what, fact) {
            (Found::Line(at), Fact::Sex) => vec![Value::Choice(PEOPLE[at as usize].1)],
            _ => Vec::new(),
        }
    }
}

#[test]
fn who_a_word_is_true_of_comes_before_who_has_it_written() {
    let index = Index::build(&Two);
    let found = |typed: &str| -> Vec<Found> {
        index.find(&Two, &Query::parse(typed).unwrap(), 10, None).hits.iter().map(|hit| hit.what).collect()
    };
    assert_eq!(found("nữ"), [Found::Line(1), Found::Line(0)]);
    assert_eq!(found("nữ công"), [Found::Line(0)], "the board is found by its name");
    assert_eq!(found("giới:nữ"), [Found::Line(1)]);
}
