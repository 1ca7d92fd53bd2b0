//! Which key does what where: `keymaps/default.toml`, and the user's file laid over it, which wins.

use super::action::{Action, Scope};
use super::keys::{Code, Key};
use std::collections::BTreeMap;

const DEFAULT: &str = include_str!("../../keymaps/default.toml");

/// What is wrong with a keymap; one sentence each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// Not TOML.
    #[error("keymap: {0}")]
    Syntax(String),
    /// A table that is no scope.
    #[error("keymap: no scope is named “{0}”")]
    Scope(String),
    /// A name that is no action.
    #[error("keymap [{scope}]: no action is named “{action}”; the nearest is “{nearest}”")]
    Action {
        /// Table.
        scope: &'static str,
        /// What was read.
        action: String,
        /// What may have been meant.
        nearest: &'static str,
    },
    /// An action that cannot be done there.
    #[error("keymap [{scope}]: “{action}” cannot be bound here")]
    Place {
        /// Table.
        scope: &'static str,
        /// Action.
        action: &'static str,
    },
    /// A text that is no key.
    #[error("keymap [{scope}] {action}: “{key}” is not a key")]
    Key {
        /// Table.
        scope: &'static str,
        /// Action.
        action: &'static str,
        /// What was read.
        key: String,
    },
    /// One key for two actions of a scope.
    #[error("keymap [{scope}]: “{key}” is bound to “{first}” and to “{second}”")]
    Twice {
        /// Table.
        scope: &'static str,
        /// The key.
        key: String,
        /// One action.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A bare letter where text is typed.
    #[error("keymap [text] {action}: “{key}” is a letter and would be lost to the text")]
    Letter {
        /// Action.
        action: &'static str,
        /// The key.
        key: String,
    },
}

/// Keys in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    bound: BTreeMap<(Scope, Key), Action>,
    /// Keys of an action in the order in which the keymap lists them: the first is the one that is shown.
    keys: BTreeMap<(Scope, Action), Vec<Key>>,
}

impl Keymap {
    /// The keymap that the program comes with.
    #[must_use]
    pub fn default_keys() -> Keymap {
        // read by a test; a keymap that could not be read would leave the keys dead, which no release passes
        Keymap::default().with(DEFAULT).unwrap_or_default()
    }

    /// This keymap with another laid over it: an action named there has the keys given there and no others, and a
    /// key given there is taken from whatever had it. An empty list unbinds.
    ///
    /// # Errors
    /// The first thing that is wrong; nothing of the file is then used.
    pub fn with(&self, toml: &str) -> Result<Keymap, KeymapError> {
        let table: toml::Table =
            toml.parse().map_err(|e: toml::de::Error| KeymapError::Syntax(e.message().to_owned()))?;
        let mut map = self.clone();
        for (name, inner) in &table {
            let scope = Scope::named(name).ok_or_else(|| KeymapError::Scope(name.clone()))?;
            let toml::Value::Table(inner) = inner else { return Err(KeymapError::Scope(name.clone())) };
            let mut here: BTreeMap<Key, Action> = BTreeMap::new();
            for (id, keys) in inner {
                let action = action_in(scope, id)?;
                let keys = read_keys(scope, action, keys)?;
                for key in &keys {
                    if let Some(first) = here.insert(*key, action) {
                        return Err(KeymapError::Twice {
                            scope: scope.name(),
                            key: key.to_string(),
                            first: first.id(),
                            second: action.id(),
                        });
                    }
                }
                map.bind(scope, action, keys);
            }
        }
        Ok(map)
    }

    fn bind(&mut self, scope: Scope, action: Action, keys: Vec<Key>) {
        self.bound.retain(|(s, _), a| *s != scope || *a != action);
        for key in &keys {
            if let Some(before) = self.bound.insert((scope, *key), action)
                && let Some(list) = self.keys.get_mut(&(scope, before))
            {
                list.retain(|k| k != key);
            }
        }
        self.keys.insert((scope, action), keys);
    }

    /// What a key does in these scopes, the innermost first; a letter that an input method composed does what the key
    /// that was pressed would do.
    #[must_use]
    pub fn resolve(&self, scopes: &[Scope], key: Key) -> Option<Action> {
        let exact = |key: Key| scopes.iter().find_map(|s| self.bound.get(&(*s, key)).copied());
        exact(key).or_else(|| {
            if scopes.contains(&Scope::Text) {
                return None;
            }
            key.behind_input_method().into_iter().find_map(exact)
        })
    }

    /// Keys of an action in these scopes, the one to show first.
    #[must_use]
    pub fn keys(&self, scopes: &[Scope], action: Action) -> Vec<Key> {
        scopes.iter().filter_map(|s| self.keys.get(&(*s, action))).flatten().copied().collect()
    }
}

fn action_in(scope: Scope, id: &str) -> Result<Action, KeymapError> {
    let Some(action) = Action::named(id) else {
        let nearest = Action::ALL.iter().max_by_key(|a| alike(a.id(), id)).map_or("", |a| a.id());
        return Err(KeymapError::Action { scope: scope.name(), action: id.to_owned(), nearest });
    };
    if !action.scopes().contains(&scope) {
        return Err(KeymapError::Place { scope: scope.name(), action: action.id() });
    }
    Ok(action)
}

fn read_keys(scope: Scope, action: Action, value: &toml::Value) -> Result<Vec<Key>, KeymapError> {
    let bad = |key: String| KeymapError::Key { scope: scope.name(), action: action.id(), key };
    let texts: Vec<&toml::Value> = match value {
        toml::Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let mut keys = Vec::with_capacity(texts.len());
    for text in texts {
        let text = text.as_str().ok_or_else(|| bad(text.to_string()))?;
        let key = Key::parse(text).ok_or_else(|| bad(text.to_owned()))?;
        if scope == Scope::Text && matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false, .. }) {
            return Err(KeymapError::Letter { action: action.id(), key: text.to_owned() });
        }
        keys.push(key);
    }
    Ok(keys)
}

/// How many pairs of neighbouring letters two names share.
fn alike(a: &str, b: &str) -> usize {
    let pairs = |s: &str| s.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let b = pairs(b);
    pairs(a).iter().filter(|p| b.contains(p)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::parse(text).unwrap()
    }

    #[test]
    fn the_default_keymap_is_sound_and_every_action_can_be_reached() {
        let map = Keymap::default().with(DEFAULT).unwrap();
        for action in Action::ALL {
            let scopes: Vec<Scope> = action.scopes().to_vec();
            assert!(!map.keys(&scopes, *action).is_empty(), "{} has no key", action.id());
        }
    }

    #[test]
    fn no_default_key_is_one_that_a_vietnamese_input_method_breaks() {
        let map = Keymap::default_keys();
        let command = [Scope::Tree, Scope::Move, Scope::Global];
        for (typed, meant) in [('Đ', "D"), ('ê', "e"), ('ư', "]"), ('ơ', "[")] {
            let composed = Key::from(Code::Char(typed));
            assert_eq!(map.resolve(&command, composed), map.resolve(&command, key(meant)), "{typed}");
            assert!(map.resolve(&command, composed).is_some());
        }
        assert_eq!(map.resolve(&[Scope::Text], Key::from(Code::Char('đ'))), None, "in a field it is text");
    }

    #[test]
    fn the_users_keys_win_and_take_the_key_from_whatever_had_it() {
        let map = Keymap::default_keys().with("[global]\nmeeting = [\"D\", \"f9\"]\n").unwrap();
        let scopes = [Scope::Global];
        assert_eq!(map.resolve(&scopes, key("D")), Some(Action::Meeting));
        assert_eq!(map.resolve(&scopes, key("M")), None);
        assert!(!map.keys(&scopes, Action::NextLine).contains(&key("D")));
    }

    #[test]
    fn a_bad_keymap_is_refused_in_one_sentence() {
        let refused = |toml: &str| Keymap::default_keys().with(toml).unwrap_err().to_string();
        assert!(refused("[globl]\n").contains("globl"));
        assert!(refused("[global]\nmeetin = \"x\"").contains("meeting"));
        assert!(refused("[global]\nmark = \"x\"").contains("mark"));
        assert!(refused("[global]\nfind = \"entre\"").contains("entre"));
        assert!(refused("[global]\nfind = \"x\"\nundo = \"x\"").contains("find"));
        assert!(refused("[text]\naccept = \"a\"").contains("letter"));
        assert!(!refused("[global").is_empty());
    }
}
