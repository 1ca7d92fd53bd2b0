//! A keymap as it is written: read with every fault that it has, each with its line, so that one look mends the file.

use super::action::{Action, Scope};
use super::keycheck;
use super::keymap::Keymap;
use super::keys::{Code, Key, Sequence};
use crate::app::session::host::Notice;
use crate::domain::text::distance;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something wrong with a keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// Scope in which it stands; nothing where it stands in none.
    pub scope: String,
    /// The file cannot be used; else it can, and the key does not do what it seems to.
    pub stops: bool,
    /// What is wrong and what to do.
    pub said: Notice,
}

/// A line of a keymap that could be read.
#[derive(Debug, Clone)]
pub(in crate::app) struct Entry {
    /// Line of the file, from 1.
    pub line: usize,
    pub scope: Scope,
    /// What is bound.
    pub action: Action,
    /// To what.
    pub keys: Vec<Sequence>,
}

/// What has been read of a file.
struct Reader<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    faults: Vec<Fault>,
}

/// A keymap with a file laid over it as far as the file can be understood, and everything that is wrong with the file.
#[must_use]
pub(in crate::app) fn lay_over(base: &Keymap, text: &str) -> (Keymap, Vec<Fault>) {
    let mut reader = Reader { text, entries: Vec::new(), faults: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().map_or(1, |span| reader.line(&span));
        reader.fault(line, "", true, "fault.syntax", vec![error.message().to_owned()]);
    }
    for (name, value) in table.get_ref() {
        reader.scope(name, value);
    }
    let mut map = base.clone();
    for entry in &reader.entries {
        map.bind(entry.scope, entry.action, entry.keys.clone());
    }
    let mut faults = reader.faults;
    faults.extend(keycheck::faults(base, &map, &reader.entries));
    faults.sort_by_key(|f| f.line);
    (map, faults)
}

impl Reader<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        self.text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1
    }

    fn fault(&mut self, line: usize, scope: &str, stops: bool, key: &'static str, with: Vec<String>) {
        self.faults.push(Fault { line, scope: scope.to_owned(), stops, said: Notice { key, with } });
    }

    fn scope(&mut self, name: &Spanned<toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let line = self.line(&name.span());
        let text = name.get_ref().as_ref();
        let DeValue::Table(table) = value.get_ref() else {
            return self.fault(line, "", true, "fault.no-scope", vec![text.to_owned()]);
        };
        let Some(scope) = Scope::named(text) else {
            let near = nearest(text, Scope::ALL.iter().map(|(_, name)| *name));
            return self.fault(line, text, true, "fault.scope", vec![text.to_owned(), near.to_owned()]);
        };
        let mut here: BTreeMap<Sequence, Action> = BTreeMap::new();
        // in the order in which they are written, so that the second of two is the one that is wrong
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(id, _)| id.span().start);
        for (id, value) in rows {
            let line = self.line(&id.span());
            let Some(action) = self.action(scope, line, id.get_ref()) else { continue };
            let keys = self.keys(scope, action, value);
            for key in &keys {
                match here.insert(key.clone(), action) {
                    Some(first) if first != action => {
                        let with = vec![key.to_string(), first.id().to_owned(), action.id().to_owned()];
                        self.fault(line, scope.name(), true, "fault.twice", with);
                    }
                    _ => {}
                }
            }
            self.entries.push(Entry { line, scope, action, keys });
        }
    }

    fn action(&mut self, scope: Scope, line: usize, id: &str) -> Option<Action> {
        let Some(action) = Action::named(id) else {
            let near = nearest(id, Action::ALL.iter().map(|a| a.id()));
            self.fault(line, scope.name(), true, "fault.action", vec![id.to_owned(), near.to_owned()]);
            return None;
        };
        if !action.scopes().contains(&scope) {
            let places: Vec<String> = action.scopes().iter().map(|s| format!("[{}]", s.name())).collect();
            self.fault(line, scope.name(), true, "fault.place", vec![id.to_owned(), places.join(" ")]);
            return None;
        }
        Some(action)
    }

    fn keys(&mut self, scope: Scope, action: Action, value: &Spanned<DeValue<'_>>) -> Vec<Sequence> {
        let texts: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let mut keys = Vec::with_capacity(texts.len());
        for text in texts {
            let line = self.line(&text.span());
            let Some(written) = text.get_ref().as_str() else {
                let raw = self.text.get(text.span()).unwrap_or_default().to_owned();
                self.fault(line, scope.name(), true, "fault.not-a-key", vec![raw]);
                continue;
            };
            match Sequence::read(written) {
                Ok(sequence) if scope == Scope::Text && begins_with_a_letter(&sequence) => {
                    let with = vec![written.to_owned(), action.id().to_owned()];
                    self.fault(line, scope.name(), true, "fault.letter", with);
                }
                Ok(sequence) => keys.push(sequence),
                Err(unread) => {
                    let stops = !unread.is_key;
                    self.fault(line, scope.name(), stops, unread.said.key, unread.said.with);
                }
            }
        }
        keys
    }
}

fn begins_with_a_letter(sequence: &Sequence) -> bool {
    matches!(sequence.keys().first(), Some(Key { code: Code::Char(_), ctrl: false, alt: false, .. }))
}

/// The name that may have been meant: the one that fewest changes of a letter lead to.
fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    names.min_by_key(|name| distance(text, name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten faults, one a line that says so, and much that is right.
    const PLANTED: &str = include_str!("../../../tests/data/keys-with-ten-faults.toml");

    #[test]
    fn ten_planted_faults_are_found_each_on_its_line_and_nothing_else() {
        let (map, faults) = Keymap::default_keys().with(PLANTED);
        assert_eq!(map, Keymap::default_keys(), "a file that cannot be used has no effect");
        let found: Vec<(usize, &str)> =
            faults.iter().map(|f| (f.line, f.said.key.strip_prefix("fault.").unwrap())).collect();
        let planted: Vec<(usize, &str)> = PLANTED
            .lines()
            .enumerate()
            .filter_map(|(at, line)| Some((at + 1, line.split_once("# fault: ")?.1.trim())))
            .collect();
        assert_eq!(planted.len(), 10);
        assert_eq!(found, planted);
    }

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        let near = |text: &str| nearest(text, Action::ALL.iter().map(|a| a.id()));
        assert_eq!(near("serach"), near("search"));
        assert_eq!((near("metting"), near("udno"), near("next-tabs")), ("meeting", "undo", "next-tab"));
        assert_eq!((distance("", "ab"), distance("ab", "ab"), distance("kitten", "sitting")), (2, 0, 3));
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_line() {
        let (_, faults) = Keymap::default_keys().with("[global]\nfind = \"x\"\n[glob\n");
        assert!(faults.iter().any(|f| f.stops && f.line == 3 && f.said.key == "fault.syntax"), "{faults:?}");
    }
}
