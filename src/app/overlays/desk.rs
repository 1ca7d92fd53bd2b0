//! What the program itself has to offer, found beside what the register has: actions with their keys, rules, and
//! queries that were saved under a name.

use crate::app::input::action::{Action, Scope};
use crate::app::input::keymap::Keymap;
use crate::app::screens::report::entries;
use crate::app::words::{Lang, Words};
use crate::domain::Period;
use crate::exchange::reports::Reports;
use crate::policy::Policy;
use crate::register::View;
use crate::search::query::Value;
use crate::search::{Corpus, Entry, Fact, Former, Found, Written};
use std::collections::BTreeMap;

/// A query that was saved under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub name: String,
    /// As it was typed.
    pub query: String,
}

/// As something is called, and what else it is found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Thing {
    /// Name; what it is or does; where it comes from, or its keys.
    fields: [String; 3],
    /// In the other language.
    also: String,
}

/// What is on the desk, in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    things: BTreeMap<Found, Thing>,
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Desk {
    /// What a session has to offer now.
    #[must_use]
    pub fn of(policy: &Policy, words: &Words, keymap: &Keymap, all: &Reports, saved: &[Saved]) -> Desk {
        let mut desk = Desk::rules(policy, words);
        let saved = saved.iter().enumerate().map(|(at, saved)| {
            let fields = [saved.name.clone(), saved.query.clone(), String::new()];
            (Found::Saved(place(at)), Thing { fields, also: String::new() })
        });
        desk.things.extend(saved);
        desk.things.extend(reports(all, words.lang));
        desk.things.extend(actions(words, keymap));
        desk
    }

    /// The rules alone.
    #[must_use]
    pub fn rules(policy: &Policy, words: &Words) -> Desk {
        let rule = |(at, rule): (usize, &crate::policy::Rule)| {
            let fields = [words.pick(&rule.vi, &rule.en).to_owned(), rule.source.clone(), rule.id.to_string()];
            let also = words.pick(&rule.en, &rule.vi).to_owned();
            (Found::Rule(place(at)), Thing { fields, also })
        };
        Desk { things: policy.rules.iter().enumerate().map(rule).collect() }
    }

    /// What one desk has otherwise than another.
    #[must_use]
    pub fn changed_since(&self, before: &Desk) -> Vec<Found> {
        let (now, before) = (&self.things, &before.things);
        let all = now.keys().chain(before.keys().filter(|what| !now.contains_key(what)));
        all.filter(|what| now.get(what) != before.get(what)).copied().collect()
    }
}

/// Reports and their sections, each with the day that it speaks of.
fn reports(all: &Reports, lang: Lang) -> Vec<(Found, Thing)> {
    let (own, other) = (entries(all, lang), entries(all, lang.other()));
    let things = own.into_iter().zip(other).enumerate().map(|(at, (entry, other))| {
        let day = entry.on.map(|day| day.to_string()).unwrap_or_default();
        let name = entry.section.as_ref().map(|_| entry.report.clone()).unwrap_or_default();
        (Found::Report(place(at)), Thing { fields: [entry.title, name, day], also: other.title })
    });
    things.collect()
}

/// Actions that can be done by choosing them: those that move a cursor or type are not.
fn actions(words: &Words, keymap: &Keymap) -> Vec<(Found, Thing)> {
    let other = Words::of(words.lang.other());
    let scopes = |action: &Action| action.scopes().iter().filter(|s| !matches!(s, Scope::Text | Scope::Start));
    let offered = |action: &Action| scopes(action).any(|s| *s != Scope::Move) && *action != Action::Find;
    let all = Action::ALL.iter().enumerate().filter(|(_, action)| offered(action));
    all.map(|(at, action)| {
        let mut keys: Vec<String> = Vec::new();
        keys.extend(keymap.keys(action.scopes(), *action).first().map(ToString::to_string));
        keys.extend(scopes(action).map(|s| words.get(s.label_key()).to_owned()));
        let fields =
            [words.get(&action.label_key()).to_owned(), words.get(&action.help_key()).to_owned(), keys.join(" · ")];
        (Found::Action(place(at)), Thing { fields, also: other.get(&action.label_key()).to_owned() })
    })
    .collect()
}

/// Everything that can be found in a session: what the register has on a day, and what is on the desk.
pub struct Everything<'a> {
    /// The register.
    pub view: &'a View,
    pub desk: &'a Desk,
}

impl Corpus for Everything<'_> {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        self.view.each(take);
        self.desk.things.keys().for_each(|what| self.one(*what, take));
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Some(Thing { fields: [name, title, unit], also }) = self.desk.things.get(&what) else {
            return self.view.one(what, take);
        };
        // an action is found by what it is called: every name would be found in the sentences that explain it
        let [title, unit] = if let Found::Action(_) = what { ["", ""] } else { [title.as_str(), unit.as_str()] };
        let former = Former { name: also, ..Former::default() };
        let former = if also.is_empty() { &[][..] } else { &[former] };
        take(&Entry { what, name, kind_words: 0, title, title_order: 0, unit, former });
    }

    fn written(&self, what: Found, former: bool) -> Option<Written> {
        let Some(thing) = self.desk.things.get(&what) else { return self.view.written(what, former) };
        let also = [thing.also.clone(), String::new(), String::new()];
        Some(Written { fields: thing.fields.clone(), former: vec![also] })
    }

    fn fact(&self, what: Found, fact: Fact, period: Option<Period>) -> Vec<Value> {
        self.view.fact(what, fact, period)
    }

    fn words(&self, fact: Fact) -> Vec<String> {
        self.view.words(fact)
    }
}
