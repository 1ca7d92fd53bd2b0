//! A fact compared with a value.

use super::super::corpus::Corpus;
use super::super::fields::{Compared, FactField, plain};
use super::super::found::Found;
use crate::domain::{Day, Period};

/// How a fact is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `:` of a list one of its words, else the same as `=`.
    Is,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A value of a fact, of somebody or in a query; what is only nearly known is a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// From the first to the last.
    Number(i64, i64),
    /// From the first to the last day.
    Days(Day, Day),
    /// A value of `data/search/fields.toml`, by its name there.
    Choice(&'static str),
    /// A text, or one of several that mean the same.
    Text(String),
}

/// A fact compared with values: one of them is enough.
#[derive(Debug, Clone)]
pub struct Test {
    pub field: &'static FactField,
    /// Of which period, where one is asked for.
    pub period: Option<Period>,
    /// How it is compared.
    pub op: Op,
    /// With what; nothing asks whether there is any.
    pub values: Vec<Value>,
    /// Whether it was a word that stood alone, which may mean something else as well.
    pub alone: bool,
    /// As it was typed.
    pub typed: String,
}

impl PartialEq for Test {
    fn eq(&self, other: &Test) -> bool {
        self.field.fact == other.field.fact
            && (self.period, self.op, &self.values) == (other.period, other.op, &other.values)
    }
}

impl Eq for Test {}

impl Test {
    /// Whether it holds of somebody. What is not known, or not exactly enough, does not hold.
    #[must_use]
    pub fn holds(&self, corpus: &dyn Corpus, what: Found) -> bool {
        let known = corpus.fact(what, self.field.fact, self.period);
        if self.values.is_empty() {
            return !known.is_empty();
        }
        if self.op == Op::NotEqual {
            return !known.is_empty() && known.iter().all(|k| self.values.iter().all(|v| self.fits(k, v, self.op)));
        }
        known.iter().any(|k| self.values.iter().any(|v| self.fits(k, v, self.op)))
    }

    fn fits(&self, known: &Value, value: &Value, op: Op) -> bool {
        match (known, value) {
            (Value::Number(from, to), Value::Number(low, high)) => within(*from, *to, *low, *high, op),
            (Value::Days(from, to), Value::Days(low, high)) => within(from.0, to.0, low.0, high.0, op),
            (Value::Choice(known), Value::Choice(value)) => {
                let place = |value| self.field.place(value);
                match (place(known), place(value)) {
                    (Some(known), Some(value)) => within(known, known, value, value, op),
                    _ => false,
                }
            }
            // what is asked for was made plain when it was understood
            (Value::Text(known), Value::Text(value)) => match op {
                Op::Equal => plain(known) == *value,
                Op::NotEqual => plain(known) != *value,
                _ => has_words(&plain(known), value),
            },
            _ => false,
        }
    }
}

/// Whether all of what may be lies so to what is asked.
fn within<T: PartialOrd>(from: T, to: T, low: T, high: T, op: Op) -> bool {
    match op {
        Op::Is | Op::Equal => low <= from && to <= high,
        Op::NotEqual => to < low || high < from,
        Op::Less => to < low,
        Op::AtMost => to <= high,
        Op::More => from > high,
        Op::AtLeast => from >= low,
    }
}

/// Whether the words stand in the text one after the other, the last perhaps only begun.
fn has_words(text: &str, words: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let begins = text.get(..from + at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        if begins {
            return true;
        }
        from += at + words.chars().next().map_or(1, char::len_utf8);
    }
    false
}

impl Test {
    /// How its values are compared.
    #[must_use]
    pub fn compared(&self) -> Compared {
        self.field.compared
    }
}
