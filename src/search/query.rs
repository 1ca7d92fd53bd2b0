//! The language of a query: words, fields, facts, `and or not ( ) " " !`. The same on the screen, on the command line
//! and wherever a list is filtered.

mod complete;
mod parse;
pub(super) mod test;

pub use complete::{Completion, completions};
pub use test::{Op, Test, Value};

use super::corpus::Corpus;
use super::found::{Found, Kind};
use super::term::Term;
use crate::domain::CitizenNumber;

/// What a query asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// All of these.
    All(Vec<Node>),
    /// One of these.
    Any(Vec<Node>),
    Not(Box<Node>),
    /// A word, by its place in [`Query::terms`].
    Word(usize),
    /// A fact, by its place in [`Query::tests`].
    Test(usize),
}

/// A query that has been understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Of which kind, where the kind stands in front: `d/cao loc`.
    pub(super) only: Option<Kind>,
    pub(super) root: Node,
    pub(super) terms: Vec<Term>,
    pub(super) tests: Vec<Test>,
}

/// Why a query is not understood, and at which letter of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {}: {problem}", .at + 1)]
pub struct QueryError {
    /// Letters before the place.
    pub at: usize,
    /// What is wrong there.
    pub problem: QueryProblem,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryProblem {
    /// No field has this name; one comes near.
    #[error("no field is called {name}")]
    NoField {
        name: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A value is missing.
    #[error("a value of {field} is expected")]
    NoValue {
        field: String,
        /// What may stand there.
        expected: String,
    },
    /// The value is none of the field's.
    #[error("{value} is no value of {field}, expected {expected}")]
    BadValue {
        field: String,
        value: String,
        /// What may stand there.
        expected: String,
    },
    /// The value is no number.
    #[error("{value} is no number")]
    NoNumber { value: String },
    /// The value is no day, month or year.
    #[error("{value} is no day")]
    NoDay { value: String },
    /// A year or a quarter is asked for behind the name.
    #[error("{field} asks for a year or a quarter")]
    NoPeriod { field: String },
    /// This comparison makes no sense here.
    #[error("{field} cannot be compared so")]
    BadOp { field: String, op: String },
    /// A bracket closes that none opens.
    #[error("no bracket is open")]
    NotOpen,
    /// There is nothing between two brackets, or behind an operator.
    #[error("something is expected")]
    Nothing,
    /// There are more words than anybody means.
    #[error("more than {0} words")]
    TooMany(usize),
    /// It is longer than anybody types.
    #[error("more than {0} letters")]
    TooLong(usize),
}

impl Query {
    /// Understands what was typed. A quote or a bracket that is not closed closes at the end: it is still being typed.
    ///
    /// # Errors
    /// [`QueryError`]: at which letter, and what was expected there.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        parse::parse(text)
    }

    /// Asks for the words as they are, whatever signs stand among them.
    #[must_use]
    pub fn words(text: &str) -> Query {
        const MOST: usize = 24;
        let terms: Vec<Term> = text
            .split_whitespace()
            .take(MOST)
            .map(|word| Term { typed: word.to_owned(), field: None, quoted: false })
            .collect();
        let root = Node::All((0..terms.len()).map(Node::Word).collect());
        Query { only: None, root, terms, tests: Vec::new() }
    }

    /// A fact that it asks for, by its first name: a list of somebody else's knows none.
    #[must_use]
    pub fn asks_for_fact(&self) -> Option<&'static str> {
        self.tests.iter().filter(|t| !t.alone).find_map(|test| test.field.names.first().map(String::as_str))
    }

    /// The kind that stands in front of it.
    #[must_use]
    pub fn only(&self) -> Option<Kind> {
        self.only
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.tests.is_empty()
    }

    /// Whether it names a sensitive fact, or is a citizen number by which nobody is found: then it is not kept.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        let numbers = |text: &str| CitizenNumber::parse(text).is_some();
        let all: String = self.terms.iter().map(|term| term.typed.as_str()).collect();
        self.tests.iter().any(|test| test.field.sensitive)
            || self.terms.iter().any(|term| numbers(&term.typed))
            || numbers(&all)
    }

    /// Whether it asks for facts alone, so that [`Query::holds`] can tell without an index.
    #[must_use]
    pub fn is_of_facts(&self) -> bool {
        self.terms.is_empty() && !self.tests.is_empty()
    }

    /// Whether what a query of facts alone asks for holds of something; a word holds of nothing.
    #[must_use]
    pub fn holds(&self, corpus: &dyn Corpus, what: Found) -> bool {
        self.node_holds(&self.root, corpus, what)
    }

    fn node_holds(&self, node: &Node, corpus: &dyn Corpus, what: Found) -> bool {
        match node {
            Node::All(all) => all.iter().all(|node| self.node_holds(node, corpus, what)),
            Node::Any(any) => any.iter().any(|node| self.node_holds(node, corpus, what)),
            Node::Not(node) => !self.node_holds(node, corpus, what),
            Node::Word(_) => false,
            Node::Test(at) => self.tests.get(*at).is_some_and(|test| test.holds(corpus, what)),
        }
    }

    /// The parts that stand side by side, each with what was typed, where that is one word.
    pub(super) fn parts(&self) -> Vec<Option<&str>> {
        let Node::All(all) = &self.root else { return Vec::new() };
        let typed = |node: &Node| match node {
            Node::Word(at) => self.terms.get(*at).map(|term| term.typed.as_str()),
            Node::Test(at) => self.tests.get(*at).map(|test| test.typed.as_str()),
            // a word that is a fact as well
            Node::Any(any) => match any.as_slice() {
                [Node::Test(at), Node::Word(_)] => {
                    self.tests.get(*at).filter(|test| test.alone).map(|test| test.typed.as_str())
                }
                _ => None,
            },
            Node::All(_) | Node::Not(_) => None,
        };
        all.iter().map(typed).collect()
    }

    /// The same without some of its parts.
    pub(super) fn without(&self, parts: &[usize]) -> Query {
        let Node::All(all) = &self.root else { return self.clone() };
        let left = all.iter().enumerate().filter(|(at, _)| !parts.contains(at)).map(|(_, node)| node.clone());
        Query { root: Node::All(left.collect()), ..self.clone() }
    }

    /// Whether a part is a word, and which.
    pub(super) fn word_of(&self, part: usize) -> Option<usize> {
        match &self.root {
            Node::All(all) => all.get(part).and_then(|node| if let Node::Word(at) = node { Some(*at) } else { None }),
            _ => None,
        }
    }

    /// Words that whatever is found must have.
    pub(super) fn required(&self) -> Vec<usize> {
        match &self.root {
            Node::Word(at) => vec![*at],
            Node::All(all) => {
                all.iter().filter_map(|n| if let Node::Word(at) = n { Some(*at) } else { None }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it asks for beside the words that are required.
    pub(super) fn rest(&self) -> Vec<&Node> {
        match &self.root {
            Node::Word(_) => Vec::new(),
            Node::All(all) => all.iter().filter(|n| !matches!(n, Node::Word(_))).collect(),
            other => vec![other],
        }
    }
}

#[cfg(test)]
mod tests;
