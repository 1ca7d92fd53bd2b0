//! What a keymap does to itself: keys that cannot be reached, actions that are left without one, keys that an input
//! method or a terminal takes for something else.

use super::action::{Action, Scope};
use super::keyfile::{Entry, Fault};
use super::keymap::{Keymap, Step};
use super::keys::{Code, Key, Sequence};
use crate::app::session::host::Notice;

/// Without these one cannot end what was begun.
const ESSENTIAL: [(Scope, Action); 6] = [
    (Scope::Global, Action::Quit),
    (Scope::Start, Action::Quit),
    (Scope::Start, Action::Open),
    (Scope::Text, Action::Accept),
    (Scope::Text, Action::Cancel),
    (Scope::Text, Action::DeleteBack),
];

/// Everything that is wrong with the entries of a file as they stand together, over a keymap.
pub(in crate::app) fn faults(base: &Keymap, map: &Keymap, entries: &[Entry]) -> Vec<Fault> {
    let mut out = prefixes(entries);
    out.extend(lost(base, map, entries));
    out.extend(entries.iter().filter(|e| e.scope != Scope::Text).flat_map(|e| input_method(map, e)));
    out.extend(entries.iter().filter_map(|e| ctrl_h(map, e)));
    out
}

fn fault(entry: &Entry, stops: bool, key: &'static str, with: &[&dyn ToString]) -> Fault {
    let with = with.iter().map(|w| w.to_string()).collect();
    Fault { line: entry.line, scope: entry.scope.name().to_owned(), stops, said: Notice { key, with } }
}

/// Keys of the file that begin with other keys of the file: the shorter act at once, the longer are never reached.
fn prefixes(entries: &[Entry]) -> Vec<Fault> {
    let mut out = Vec::new();
    for long in entries {
        for keys in &long.keys {
            let shorter = entries.iter().filter(|e| e.scope == long.scope && e.action != long.action).find_map(|e| {
                let short = e.keys.iter().find(|short| *short != keys && keys.begins_with(short.keys()))?;
                Some((short, e.action))
            });
            if let Some((short, action)) = shorter {
                out.push(fault(long, false, "fault.prefix", &[keys, &long.action.id(), short, &action.id()]));
            }
        }
    }
    out
}

/// Actions that had a key and have none any more where they could be done, though nobody took it from them by name.
fn lost(base: &Keymap, map: &Keymap, entries: &[Entry]) -> Vec<Fault> {
    let mut out: Vec<Fault> = Vec::new();
    let named = |scope, action| entries.iter().find(|e| e.scope == scope && e.action == action);
    for (scope, _) in Scope::ALL.iter().copied() {
        let chain = scope.chain();
        for action in Action::ALL.iter().copied() {
            let bound = map.keys(chain, action);
            let was_reachable = base.reachable(chain, action) || chain.iter().any(|s| named(*s, action).is_some());
            if map.reachable(chain, action) || !was_reachable {
                continue;
            }
            let essential = ESSENTIAL.contains(&(scope, action));
            let own = chain.iter().find_map(|s| named(*s, action));
            let emptied = own.filter(|e| e.keys.is_empty());
            let wanted = base.keys(chain, action).into_iter().chain(bound);
            let taker = wanted.filter_map(|keys| taker(chain, action, keys, entries)).next();
            let found = match (essential, emptied, taker) {
                (true, Some(entry), _) | (true, None, Some((entry, _))) => {
                    fault(entry, true, "fault.essential", &[&action.id()])
                }
                // whoever unbinds an action by name means it
                (false, Some(_), _) | (_, None, None) => continue,
                // two entries of one scope: that has been said
                (false, None, Some((entry, _))) if own.is_some_and(|own| own.scope == entry.scope) => continue,
                (false, None, Some((entry, keys))) => {
                    fault(entry, false, "fault.hidden", &[keys, &entry.action.id(), &action.id()])
                }
            };
            if !out.contains(&found) {
                out.push(found);
            }
        }
    }
    out
}

/// The entry that has taken these keys from an action, and the keys by which it has.
fn taker<'a>(
    chain: &[Scope],
    action: Action,
    keys: &Sequence,
    entries: &'a [Entry],
) -> Option<(&'a Entry, &'a Sequence)> {
    let collides = |other: &&Sequence| other.begins_with(keys.keys()) || keys.begins_with(other.keys());
    let others = entries.iter().filter(|e| chain.contains(&e.scope) && e.action != action);
    others.filter_map(|e| Some((e, e.keys.iter().find(collides)?))).next()
}

/// Keys that an input method turns into other letters, where the action has no other; and Backspace, which it sends
/// by itself.
fn input_method(map: &Keymap, entry: &Entry) -> Vec<Fault> {
    let backspace = Key::from(Code::Backspace);
    let mut out = Vec::new();
    if entry.keys.iter().any(|keys| keys.keys().contains(&backspace)) {
        out.push(fault(entry, false, "fault.backspace", &[&entry.action.id()]));
    }
    let composed: Vec<_> = entry.keys.iter().filter_map(|keys| Some((keys, composed(keys)?))).collect();
    let all = map.keys(&[entry.scope], entry.action).len();
    if let Some((keys, letter)) = composed.first()
        && composed.len() >= all
    {
        out.push(fault(entry, false, "fault.input-method", &[*keys, letter, &entry.action.id()]));
    }
    out
}

/// The letter that Telex or VNI makes of keys that follow one another.
fn composed(keys: &Sequence) -> Option<String> {
    let letter = |key: &Key| key.typed().map(|c| c.to_ascii_lowercase());
    let pair = |a: char, b: char| match (a, b) {
        ('a', 'a' | '6') => Some('â'),
        ('e', 'e' | '6') => Some('ê'),
        ('o', 'o' | '6') => Some('ô'),
        ('d', 'd' | '9') => Some('đ'),
        ('a', 'w' | '8') => Some('ă'),
        ('o', 'w' | '7') => Some('ơ'),
        ('u', 'w' | '7') => Some('ư'),
        ('a' | 'e' | 'i' | 'o' | 'u' | 'y', 's' | 'f' | 'r' | 'x' | 'j' | '1'..='5') => toned(a, b),
        _ => None,
    };
    let keys = keys.keys();
    let single = |key: &Key| match letter(key)? {
        'w' | ']' | '}' => Some('ư'),
        '[' | '{' => Some('ơ'),
        _ => None,
    };
    let pairs = keys.iter().zip(keys.iter().skip(1));
    let found = pairs.filter_map(|(a, b)| pair(letter(a)?, letter(b)?)).next();
    found.or_else(|| keys.iter().find_map(single)).map(String::from)
}

/// A vowel with the tone that a letter of Telex or a digit of VNI gives it.
fn toned(vowel: char, tone: char) -> Option<char> {
    use unicode_normalization::char::compose;
    let mark = match tone {
        's' | '1' => '\u{301}',
        'f' | '2' => '\u{300}',
        'r' | '3' => '\u{309}',
        'x' | '4' => '\u{303}',
        _ => '\u{323}',
    };
    compose(vowel, mark)
}

/// Ctrl-H is what some terminals send for Backspace: it must do the same.
fn ctrl_h(map: &Keymap, entry: &Entry) -> Option<Fault> {
    let ctrl_h = Key { ctrl: true, ..Key::from(Code::Char('h')) };
    let used = entry.keys.iter().any(|keys| keys.keys() == [ctrl_h]);
    let same = map.resolve(entry.scope.chain(), &[], Key::from(Code::Backspace)) == Step::Act(entry.action);
    (used && !same).then(|| fault(entry, false, "fault.ctrl-h", &[&entry.action.id()]))
}
