//! From what was typed to what is asked for.

use super::super::fields::{Alone, Compared, FactField, KIND_SIGN, Named, all_names, alone, days, kind, named, plain};
use super::super::found::Kind;
use super::super::letters::{Spelling, in_word, words};
use super::super::places::one_slip;
use super::super::short::meanings;
use super::super::term::Term;
use super::{Node, Op, Query, QueryError, QueryProblem, Test, Value};
use crate::domain::Period;

/// Nobody types more words, letters or brackets in brackets than these to find somebody.
const MOST_WORDS: usize = 24;
const MOST_LETTERS: usize = 400;
const DEEPEST: usize = 12;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    And,
    Or,
    Not,
    Open,
    Close,
    /// A word, a field with its word, a fact with its value; where a quote stood in it is kept.
    Word(Vec<Typed>),
}

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let letters: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if letters.len() > MOST_LETTERS {
        return Err(QueryError { at: MOST_LETTERS, problem: QueryProblem::TooLong(MOST_LETTERS) });
    }
    let (only, letters) = in_front(letters);
    let tokens = tokens(&letters);
    let mut parser = Parser { tokens, at: 0, end: letters.len(), terms: Vec::new(), tests: Vec::new() };
    let root = parser.any(0)?;
    match parser.tokens.get(parser.at) {
        Some((at, Token::Close)) => Err(QueryError { at: *at, problem: QueryProblem::NotOpen }),
        _ => Ok(Query { only, root: root.unwrap_or(Node::All(Vec::new())), terms: parser.terms, tests: parser.tests }),
    }
}

/// The kind that stands in front, and the letters with spaces in its place: columns stay what they are.
fn in_front(mut letters: Vec<char>) -> (Option<Kind>, Vec<char>) {
    let begins = letters.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let name: String = letters.iter().skip(begins).take_while(|c| in_word(**c) || **c == '-').collect();
    let sign = begins + name.chars().count();
    let only = kind(&name).filter(|_| letters.get(sign) == Some(&KIND_SIGN));
    if only.is_some() {
        letters.iter_mut().take(sign + 1).for_each(|c| *c = ' ');
    }
    (only, letters)
}

/// Tokens with the letters before them. A bracket within a word is VIQR's, unless it closes one.
fn tokens(letters: &[char]) -> Vec<(usize, Token)> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut depth = 0usize;
    while let Some(c) = letters.get(at) {
        let begun = at;
        at += 1;
        match c {
            c if c.is_whitespace() => {}
            '(' => {
                depth += 1;
                out.push((begun, Token::Open));
            }
            ')' => {
                depth = depth.saturating_sub(1);
                out.push((begun, Token::Close));
            }
            '!' => out.push((begun, Token::Not)),
            '|' => out.push((begun, Token::Or)),
            '&' => out.push((begun, Token::And)),
            _ => {
                at = begun;
                let word = short_with_next(letters, word(letters, &mut at, depth), &mut at, depth);
                out.push((begun, keyword(&word).unwrap_or(Token::Word(word))));
            }
        }
    }
    // an operator that nothing follows is a word that is still being typed
    if let Some((_, token)) = out.last_mut()
        && let Some(text) = match token {
            Token::And => Some("and"),
            Token::Or => Some("or"),
            _ => None,
        }
        && letters.last().is_some_and(|c| c.is_alphabetic())
    {
        *token = Token::Word(text.chars().map(|c| (c, false)).collect());
    }
    out
}

fn word(letters: &[char], at: &mut usize, depth: usize) -> Vec<Typed> {
    let mut word = Vec::new();
    let mut quoted = false;
    while let Some(c) = letters.get(*at) {
        match c {
            '"' | '“' | '”' => {
                quoted = !quoted;
                // an empty quotation is one all the same
                word.push(('"', true));
            }
            c if quoted => word.push((*c, true)),
            c if c.is_whitespace() => break,
            ')' if depth > 0 => break,
            c => word.push((*c, false)),
        }
        *at += 1;
    }
    word
}

/// A word with the one behind an "&", where both together are a usual short form: "gd & đt".
fn short_with_next(letters: &[char], first: Vec<Typed>, at: &mut usize, depth: usize) -> Vec<Typed> {
    let space = |from: usize| letters.iter().skip(from).take_while(|c| c.is_whitespace()).count();
    let sign = *at + space(*at);
    let mut end = sign + 1 + space(sign + 1);
    if letters.get(sign) != Some(&'&') {
        return first;
    }
    let next = word(letters, &mut end, depth);
    let both: Vec<Typed> = first.iter().chain(&next).copied().collect();
    let text: String = both.iter().map(|(c, _)| *c).collect();
    if next.is_empty() || meanings(&Spelling::of(&text).folded).is_empty() {
        return first;
    }
    *at = end;
    both
}

fn keyword(word: &[Typed]) -> Option<Token> {
    if word.iter().any(|(_, quoted)| *quoted) {
        return None;
    }
    let text: String = word.iter().map(|(c, _)| c.to_lowercase().next().unwrap_or(*c)).collect();
    match text.as_str() {
        "and" => Some(Token::And),
        "or" | "hoặc" => Some(Token::Or),
        "not" => Some(Token::Not),
        _ => None,
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    terms: Vec<Term>,
    tests: Vec<Test>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    /// Letters before the token that comes next.
    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(at, _)| *at)
    }

    fn fail<T>(&self, problem: QueryProblem) -> Result<T, QueryError> {
        Err(QueryError { at: self.column(), problem })
    }

    /// What `or` parts; nothing where there is nothing.
    fn any(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut any = Vec::new();
        any.extend(self.all(depth)?);
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            match self.all(depth)? {
                Some(node) => any.push(node),
                None => return self.fail(QueryProblem::Nothing),
            }
        }
        Ok(if any.len() > 1 { Some(Node::Any(any)) } else { any.pop() })
    }

    /// What stands side by side.
    fn all(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut all = Vec::new();
        loop {
            match self.peek() {
                None | Some(Token::Or | Token::Close) => break,
                Some(Token::And) => {
                    self.at += 1;
                    if matches!(self.peek(), None | Some(Token::Or | Token::Close | Token::And)) {
                        return self.fail(QueryProblem::Nothing);
                    }
                }
                Some(_) => match self.one(depth)? {
                    Node::All(more) => all.extend(more),
                    node => all.push(node),
                },
            }
        }
        Ok(if all.len() == 1 { all.pop() } else { Some(Node::All(all)).filter(|n| *n != Node::All(Vec::new())) })
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        let begun = self.column();
        let token = self.tokens.get(self.at).map(|(_, token)| token.clone());
        self.at += 1;
        match token {
            Some(Token::Not) => match self.peek() {
                None | Some(Token::Or | Token::And | Token::Close) => self.fail(QueryProblem::Nothing),
                Some(_) if depth >= DEEPEST => self.fail(QueryProblem::TooMany(DEEPEST)),
                Some(_) => Ok(Node::Not(Box::new(self.one(depth + 1)?))),
            },
            Some(Token::Open) => {
                if depth >= DEEPEST {
                    return self.fail(QueryProblem::TooMany(DEEPEST));
                }
                let Some(inside) = self.any(depth + 1)? else { return self.fail(QueryProblem::Nothing) };
                if self.peek() == Some(&Token::Close) {
                    self.at += 1;
                }
                Ok(inside)
            }
            Some(Token::Word(word)) => self.word(begun, &word),
            _ => self.fail(QueryProblem::Nothing),
        }
    }

    fn word(&mut self, begun: usize, word: &[Typed]) -> Result<Node, QueryError> {
        let typed: String = word.iter().map(|(c, _)| *c).collect();
        if let Some((name, op, rest)) = scoped(word) {
            let value_at = begun + word.len() - rest.len();
            return match named(&name) {
                Some(Named::Text(field)) if matches!(op, Op::Is | Op::Equal) => {
                    if is_blank(rest) {
                        let problem = QueryProblem::NoValue { field: name, expected: String::new() };
                        return Err(QueryError { at: value_at, problem });
                    }
                    self.term(begun, rest, Some(field))
                }
                Some(Named::Text(_)) => Err(QueryError {
                    at: begun,
                    problem: QueryProblem::BadOp { field: name, op: op.sign().to_owned() },
                }),
                Some(Named::Fact(field, period)) => {
                    let values = values(field, period, &name, op, rest).map_err(|(problem, in_name)| QueryError {
                        at: if in_name { begun } else { value_at },
                        problem,
                    })?;
                    self.tests.push(Test { field, period, op, values, alone: false, typed });
                    Ok(Node::Test(self.tests.len() - 1))
                }
                None => {
                    let near = near(&name);
                    Err(QueryError { at: begun, problem: QueryProblem::NoField { name, near } })
                }
            };
        }
        if let Some((field, value)) = alone(&typed) {
            let values = match value {
                Alone::Choice(value) => vec![Value::Choice(value)],
                Alone::Days(from, to) => vec![Value::Days(from, to)],
            };
            self.tests.push(Test { field, period: None, op: Op::Is, values, alone: true, typed });
            let test = Node::Test(self.tests.len() - 1);
            return Ok(Node::Any(vec![test, self.term(begun, word, None)?]));
        }
        self.term(begun, word, None)
    }

    fn term(&mut self, begun: usize, word: &[Typed], field: Option<super::super::Field>) -> Result<Node, QueryError> {
        if self.terms.len() >= MOST_WORDS {
            return Err(QueryError { at: begun, problem: QueryProblem::TooMany(MOST_WORDS) });
        }
        let quoted = word.iter().any(|(_, quoted)| *quoted);
        let typed: String = word.iter().filter(|(c, q)| !(*c == '"' && *q)).map(|(c, _)| *c).collect();
        if quoted && words(&typed).next().is_none() {
            return Ok(Node::All(Vec::new()));
        }
        self.terms.push(Term { typed, field, quoted });
        Ok(Node::Word(self.terms.len() - 1))
    }
}

fn is_blank(word: &[Typed]) -> bool {
    word.iter().all(|(c, quoted)| c.is_whitespace() || *c == '"' && *quoted)
}

/// A letter, and whether it stood within quotes.
type Typed = (char, bool);

/// A name, an operator and the rest, where a word has them. The name is one that is known, or looks like one.
fn scoped(word: &[Typed]) -> Option<(String, Op, &[Typed])> {
    let at = word.iter().position(|(c, quoted)| *quoted || matches!(c, ':' | '=' | '<' | '>' | '!'))?;
    if at == 0 || word.get(at).is_some_and(|(_, quoted)| *quoted) {
        return None;
    }
    let sign = |at: usize| word.get(at).filter(|(_, quoted)| !quoted).map(|(c, _)| *c);
    let (op, length) = match (sign(at)?, sign(at + 1)) {
        (':', _) => (Op::Is, 1),
        ('=', _) => (Op::Equal, 1),
        ('!', Some('=')) => (Op::NotEqual, 2),
        ('<', Some('=')) => (Op::AtMost, 2),
        ('<', Some('>')) => (Op::NotEqual, 2),
        ('<', _) => (Op::Less, 1),
        ('>', Some('=')) => (Op::AtLeast, 2),
        ('>', _) => (Op::More, 1),
        _ => return None,
    };
    let name: String = word.get(..at)?.iter().map(|(c, _)| *c).collect();
    let looks = name.chars().all(|c| in_word(c) || c == '-') && name.chars().next().is_some_and(char::is_alphabetic);
    // a stroke stands in a name only where a quarter or a month does
    let in_period = || name.contains('/') && matches!(named(&name), Some(Named::Fact(_, Some(_))));
    (looks || in_period()).then_some((name, op, word.get(at + length..)?))
}

impl Op {
    /// As it is typed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Op::Is => ":",
            Op::Equal => "=",
            Op::NotEqual => "!=",
            Op::Less => "<",
            Op::AtMost => "<=",
            Op::More => ">",
            Op::AtLeast => ">=",
        }
    }
}

/// What may stand behind a field, for whoever typed something else.
fn expected(field: &FactField) -> String {
    field.values.iter().filter_map(|v| v.words.first()).map(|w| w.replace(' ', "-")).collect::<Vec<_>>().join(", ")
}

/// The values that are compared with, several parted by commas; what is wrong, and whether with the name.
fn values(
    field: &'static FactField,
    period: Option<Period>,
    name: &str,
    op: Op,
    rest: &[Typed],
) -> Result<Vec<Value>, (QueryProblem, bool)> {
    if field.period && period.is_none() {
        return Err((QueryProblem::NoPeriod { field: name.to_owned() }, true));
    }
    if field.any && rest.is_empty() && op == Op::Is {
        return Ok(Vec::new());
    }
    if is_blank(rest) {
        return Err((QueryProblem::NoValue { field: name.to_owned(), expected: expected(field) }, false));
    }
    if field.compared == Compared::List && !matches!(op, Op::Is | Op::Equal | Op::NotEqual) {
        return Err((QueryProblem::BadOp { field: name.to_owned(), op: op.sign().to_owned() }, true));
    }
    let text: String = rest.iter().filter(|(c, q)| !(*c == '"' && *q)).map(|(c, _)| *c).collect();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| value(field, name, part).map_err(|problem| (problem, false))).collect()
}

fn value(field: &'static FactField, name: &str, text: &str) -> Result<Value, QueryProblem> {
    let both = text.split_once("..");
    match field.compared {
        Compared::Number => {
            let no = || QueryProblem::NoNumber { value: text.to_owned() };
            let both = both.or_else(|| text.split_once('-'));
            let (low, high) = both.unwrap_or((text, text));
            Ok(Value::Number(low.trim().parse().map_err(|_| no())?, high.trim().parse().map_err(|_| no())?))
        }
        Compared::Day => {
            let no = || QueryProblem::NoDay { value: text.to_owned() };
            let (low, high) = both.unwrap_or((text, text));
            let (low, high) = (days(low).ok_or_else(no)?, days(high).ok_or_else(no)?);
            Ok(Value::Days(low.0, high.1))
        }
        Compared::Choice => {
            let value = field.value(text).and_then(|at| field.values.get(at));
            value.map(|v| Value::Choice(&v.value)).ok_or_else(|| QueryProblem::BadValue {
                field: name.to_owned(),
                value: text.to_owned(),
                expected: expected(field),
            })
        }
        Compared::List => Ok(Value::Text(plain(text))),
    }
}

/// The name of a field that comes near a wrong one.
fn near(name: &str) -> Option<String> {
    let typed: Vec<char> = plain(name).chars().collect();
    let slip = |known: &&str| one_slip(&typed, plain(known).chars(), false);
    let begins = |known: &&str| typed.len() > 1 && plain(known).starts_with(&plain(name));
    all_names().find(slip).or_else(|| all_names().find(begins)).map(str::to_owned)
}
