//! Which keys do what where: one table, from the keymaps that the program comes with and the user's file laid over
//! them, which wins.

use super::action::{Action, Scope};
use super::keyfile::{self, Fault};
use super::keys::{Key, Sequence};
use std::collections::BTreeMap;

const DEFAULT: &str = include_str!("../../../keymaps/default.toml");
const VIM: &str = include_str!("../../../keymaps/vim.toml");
const NORTON: &str = include_str!("../../../keymaps/norton.toml");

/// The keymaps that the program comes with. Those beside the default one are laid over it: an action that they do not
/// name keeps its default keys.
pub const BUILT_IN: [(&str, &str); 3] = [("default", ""), ("vim", VIM), ("norton", NORTON)];

/// Keys in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    bound: BTreeMap<(Scope, Sequence), Action>,
    /// Keys of an action in the order in which the keymap lists them: the first is the one that is shown.
    keys: BTreeMap<(Scope, Action), Vec<Sequence>>,
}

/// What a key does after those that were pressed before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It means this.
    Act(Action),
    /// More keys must follow; this one was pressed, whatever an input method has made of it.
    More(Key),
    Nothing,
}

impl Keymap {
    /// The keymap that holds where no other is asked for.
    #[must_use]
    pub fn default_keys() -> Keymap {
        Keymap::built_in("default").unwrap_or_default()
    }

    /// A keymap that the program comes with, by its name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Keymap> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        // what the program comes with has no faults, which a test holds
        let (default, _) = keyfile::lay_over(&Keymap::default(), DEFAULT);
        Some(keyfile::lay_over(&default, text).0)
    }

    /// This keymap with a file laid over it: an action named there has the keys given there and no others, and a key
    /// given there is taken from whatever had it in that scope. An empty list unbinds. With it, everything that is
    /// wrong with the file; where one of that stops it, the file has no effect.
    #[must_use]
    pub fn with(&self, toml: &str) -> (Keymap, Vec<Fault>) {
        let (map, faults) = keyfile::lay_over(self, toml);
        if faults.iter().any(|f| f.stops) { (self.clone(), faults) } else { (map, faults) }
    }

    /// Gives an action these keys in a scope and takes them from whatever had them: also longer ones that begin with
    /// them, and shorter ones that they begin with, which could not be told apart.
    pub(in crate::app) fn bind(&mut self, scope: Scope, action: Action, keys: Vec<Sequence>) {
        self.bound.retain(|(s, _), a| *s != scope || *a != action);
        for key in &keys {
            let collides = |other: &Sequence| other.begins_with(key.keys()) || key.begins_with(other.keys());
            self.bound.retain(|(s, other), a| *s != scope || *a == action || !collides(other));
            for ((s, a), list) in &mut self.keys {
                if *s == scope && *a != action {
                    list.retain(|other| !collides(other));
                }
            }
            self.bound.insert((scope, key.clone()), action);
        }
        self.keys.insert((scope, action), keys);
    }

    /// What a key does in these scopes after those before it; the innermost scope that knows the keys so far decides.
    /// A letter that an input method composed does what the key that was pressed would do.
    #[must_use]
    pub fn resolve(&self, scopes: &[Scope], before: &[Key], key: Key) -> Step {
        let exact = |key: Key| {
            let keys = [before, &[key]].concat();
            scopes.iter().map(|s| self.step(*s, &keys)).find(|step| *step != Step::Nothing).unwrap_or(Step::Nothing)
        };
        match exact(key) {
            // in a field a composed letter is text, unless a command has begun
            Step::Nothing if before.is_empty() && scopes.contains(&Scope::Text) => Step::Nothing,
            Step::Nothing => {
                let behind = key.behind_input_method().into_iter().map(exact);
                behind.into_iter().find(|step| *step != Step::Nothing).unwrap_or(Step::Nothing)
            }
            step => step,
        }
    }

    fn step(&self, scope: Scope, keys: &[Key]) -> Step {
        let from = (scope, Sequence::from(keys.to_vec()));
        // in the order of the table, what begins with these keys stands right after them
        match (self.bound.range(&from..).next(), keys.last()) {
            (Some(((s, found), action)), _) if *s == scope && found.keys() == keys => Step::Act(*action),
            (Some(((s, found), _)), Some(last)) if *s == scope && found.begins_with(keys) => Step::More(*last),
            _ => Step::Nothing,
        }
    }

    /// What can follow these keys: the next key, and what it does where nothing has to follow it.
    #[must_use]
    pub fn after(&self, scopes: &[Scope], before: &[Key]) -> Vec<(Key, Option<Action>)> {
        let mut out: Vec<(Key, Option<Action>)> = Vec::new();
        for ((_, keys), _) in scopes.iter().flat_map(|s| self.bound.iter().filter(move |((of, _), _)| of == s)) {
            if let Some(next) = keys.keys().get(before.len()).filter(|_| keys.begins_with(before))
                && out.iter().all(|(known, _)| known != next)
            {
                let action = match self.resolve(scopes, before, *next) {
                    Step::Act(action) => Some(action),
                    _ => None,
                };
                out.push((*next, action));
            }
        }
        out
    }

    /// Keys of an action in these scopes, the one to show first.
    #[must_use]
    pub fn keys(&self, scopes: &[Scope], action: Action) -> Vec<&Sequence> {
        scopes.iter().filter_map(|s| self.keys.get(&(*s, action))).flatten().collect()
    }

    /// Keys of an action that do it in these scopes: no inner scope takes them for something else.
    pub(in crate::app) fn reachable(&self, scopes: &[Scope], action: Action) -> bool {
        let leads = |keys: &[Key]| match keys.split_last() {
            Some((last, before)) => self.resolve(scopes, before, *last) == Step::Act(action),
            None => false,
        };
        let goes_on = |keys: &[Key]| match keys.split_last() {
            Some((last, before)) => matches!(self.resolve(scopes, before, *last), Step::More(_)),
            None => true,
        };
        self.keys(scopes, action).into_iter().any(|sequence| {
            let keys = sequence.keys();
            leads(keys) && (1..keys.len()).all(|n| goes_on(keys.get(..n).unwrap_or_default()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::keys::Code;

    fn key(text: &str) -> Key {
        Key::parse(text).unwrap()
    }

    #[test]
    fn every_built_in_keymap_is_sound_and_every_action_can_be_reached() {
        for (name, text) in BUILT_IN {
            let mut map = Keymap::default();
            for text in [DEFAULT, text] {
                let (next, faults) = keyfile::lay_over(&map, text);
                assert_eq!(faults, [], "{name}");
                map = next;
            }
            for action in Action::ALL {
                for scope in action.scopes() {
                    assert!(map.reachable(scope.chain(), *action), "{name}: {} in {}", action.id(), scope.name());
                }
            }
        }
    }

    #[test]
    fn no_default_key_is_one_that_a_vietnamese_input_method_breaks() {
        let map = Keymap::default_keys();
        let command = Scope::Tree.chain();
        let act = |scopes: &[Scope], key: Key| map.resolve(scopes, &[], key);
        for (typed, meant) in [('Đ', "D"), ('ê', "e"), ('ư', "]"), ('ơ', "[")] {
            let composed = Key::from(Code::Char(typed));
            assert_eq!(act(command, composed), act(command, key(meant)), "{typed}");
            assert_ne!(act(command, composed), Step::Nothing);
        }
        assert_eq!(act(&[Scope::Text], Key::from(Code::Char('đ'))), Step::Nothing, "in a field it is text");
        // an input method sends it by itself, also in a read of its own: no command may stand on it
        for scope in Scope::ALL.iter().map(|(s, _)| *s).filter(|s| *s != Scope::Text) {
            assert_eq!(act(scope.chain(), key("backspace")), Step::Nothing, "{}", scope.name());
        }
    }

    #[test]
    fn the_users_keys_win_and_take_the_key_from_whatever_had_it() {
        let (map, faults) = Keymap::default_keys().with("[global]\nmeeting = [\"D\", \"f9\"]\nnext-line = \"f8\"\n");
        assert_eq!(faults, []);
        let scopes = [Scope::Global];
        assert_eq!(map.resolve(&scopes, &[], key("D")), Step::Act(Action::Meeting));
        assert_eq!(map.resolve(&scopes, &[], key("M")), Step::Nothing);
        assert_eq!(map.keys(&scopes, Action::NextLine), [&Sequence::read("f8").unwrap()]);
    }

    #[test]
    fn keys_in_sequence_wait_for_the_next_and_tell_what_can_follow() {
        let file = "[tree]\nmark = \"insert\"\nadd = \"a\"\n[global]\nmeeting = \"space m\"\nfind = [\"space f\", \"/\"]\nquit = \"ctrl-x space q\"\n";
        let (map, faults) = Keymap::default_keys().with(file);
        assert_eq!(faults, []);
        let scopes = Scope::Posts.chain();
        assert_eq!(map.resolve(scopes, &[], key("space")), Step::More(key("space")));
        assert_eq!(map.resolve(scopes, &[key("space")], key("m")), Step::Act(Action::Meeting));
        assert_eq!(map.resolve(scopes, &[key("space")], key("x")), Step::Nothing);
        let after = map.after(scopes, &[key("space")]);
        assert_eq!(after, [(key("f"), Some(Action::Find)), (key("m"), Some(Action::Meeting))]);
        assert_eq!(map.after(scopes, &[key("ctrl-x")]), [(key("space"), None)]);
        // letters that an input method composed, within a sequence too
        assert_eq!(map.resolve(scopes, &[key("space")], Key::from(Code::Char('m'))), Step::Act(Action::Meeting));
    }
}
