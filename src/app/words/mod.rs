//! The words on the screen: `data/locales/{vi,en}.toml`, read once, asked by key. No word stands in code.

pub mod findings;
pub mod refusals;
pub mod retirement;
pub mod terms;
pub mod text;

use crate::domain::{Line, Post, Ruling, Subject, UnitId};
pub use crate::exchange::Lang;
use crate::register::View;
use crate::register::journal::Intent;
use crate::search::fold;
use std::collections::BTreeMap;

/// Words of the screen, and those of the command line and of what it says about stores.
const VI: [&str; 2] =
    [include_str!("../../../data/locales/vi.toml"), include_str!("../../../data/locales/cli.vi.toml")];
const EN: [&str; 2] =
    [include_str!("../../../data/locales/en.toml"), include_str!("../../../data/locales/cli.en.toml")];

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    /// Which language.
    pub lang: Lang,
    by_key: BTreeMap<String, String>,
}

impl Words {
    /// The embedded words of a language.
    #[must_use]
    pub fn of(lang: Lang) -> Words {
        let texts = match lang {
            Lang::Vi => VI,
            Lang::En => EN,
        };
        let mut by_key = BTreeMap::new();
        // the embedded files are read by a test; a file that cannot be read leaves the keys on the screen
        for table in texts.into_iter().filter_map(|text| text.parse::<toml::Table>().ok()) {
            flatten("", &table, &mut by_key);
        }
        Words { lang, by_key }
    }

    /// The words of a key; a key that is missing stands for itself, so that it is seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key.get(key).map_or(key, String::as_str)
    }

    /// The words of an entry of a group of keys: `sheet.card`.
    #[must_use]
    pub fn of_group(&self, group: &str, id: &str) -> String {
        self.get(&format!("{group}.{id}")).to_owned()
    }

    /// A sentence with its gaps `{0}`, `{1}` … filled.
    #[must_use]
    pub fn fill<S: AsRef<str>>(&self, key: &str, with: &[S]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after.split_once('}') {
                Some((n, after)) => {
                    out.push_str(n.parse().ok().and_then(|n: usize| with.get(n)).map_or("", AsRef::as_ref));
                    rest = after;
                }
                None => rest = after,
            }
        }
        out.push_str(rest);
        out
    }

    /// What the program itself wrote into a journal ("rename-unit" of the group `intent`) in words; what an author
    /// wrote stands as it is.
    #[must_use]
    pub fn written(&self, group: &str, text: &str) -> String {
        self.by_key.get(&format!("{group}.{text}")).map_or_else(|| text.to_owned(), Clone::clone)
    }

    /// What was typed of an intent, with the program's own intents whose words have those letters.
    #[must_use]
    pub fn intent(&self, text: &str) -> Intent {
        let wanted = fold(text);
        let own = self.keys().filter_map(|key| key.strip_prefix("intent."));
        let named = own.filter(|name| fold(&self.written("intent", name)).contains(&wanted));
        Intent { text: text.to_owned(), names: named.map(str::to_owned).collect() }
    }

    /// Vietnamese or English of a pair.
    #[must_use]
    pub fn pick<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// A whole number as the language writes it.
    #[must_use]
    pub fn number(&self, n: impl TryInto<u64>) -> String {
        crate::app::words::text::number(n.try_into().unwrap_or(0), self.lang)
    }

    /// Seats of a post, or a sign that nobody has said how many.
    #[must_use]
    pub fn seats(&self, seats: Option<u16>) -> String {
        seats.map_or_else(|| "?".to_owned(), |seats| self.number(seats))
    }

    /// What a post is called where its unit stands beside it.
    #[must_use]
    pub fn titled<'a>(&self, view: &'a View, post: &Post) -> &'a str {
        let named = view.titled(post);
        self.pick(named.vi, named.en)
    }

    /// A post with its unit, where it is named alone.
    #[must_use]
    pub fn post(&self, view: &View, post: &Post) -> String {
        match self.lang {
            Lang::Vi => view.post_in_full(post),
            Lang::En => format!("{}, {}", self.titled(view, post), unit_name(view, post.unit)),
        }
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }
}

/// What a subject is called, in full; empty where the register has not got it.
#[must_use]
pub fn subject(view: &View, subject: Subject) -> String {
    match subject {
        Subject::Unit(unit) => unit_name(view, unit),
        Subject::Post(post) => view.post(post).map_or_else(String::new, |post| view.post_in_full(post)),
        Subject::Cadre(cadre) => view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default(),
    }
}

/// The rule that a ruling speaks of, as the ruling words it.
#[must_use]
pub fn ruling(view: &View, ruling: &Ruling) -> String {
    let known = || view.policy().rule(&ruling.rule).map(|rule| rule.vi.clone());
    ruling.says.as_ref().map(|says| says.vi.clone()).filter(|vi| !vi.is_empty()).or_else(known).unwrap_or_default()
}

/// A unit as the line calls it that names it best: the land, else the state, else the party; also one that has ended
/// or has not begun.
#[must_use]
pub fn unit_name(view: &View, unit: UnitId) -> String {
    let Some(here) = view.unit(unit) else { return String::new() };
    let line = |view: &View| Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit));
    if let Some(line) = line(view) {
        return view.called_in_full(line, unit);
    }
    let then = view.on(if view.on < here.span.from { here.span.from } else { here.span.to.prev() });
    then.called_in_full(line(&then).unwrap_or(Line::Territory), unit)
}

fn flatten(prefix: &str, table: &toml::Table, out: &mut BTreeMap<String, String>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, out),
            toml::Value::String(text) => {
                out.insert(key, text.clone());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_things() {
        let keys = |lang| Words::of(lang).keys().map(str::to_owned).collect::<Vec<_>>();
        assert!(keys(Lang::Vi).len() > 100);
        assert_eq!(keys(Lang::Vi), keys(Lang::En));
        let gaps = |text: &str| (0..9).filter(|n| text.contains(&format!("{{{n}}}"))).collect::<Vec<_>>();
        let (vi, en) = (Words::of(Lang::Vi), Words::of(Lang::En));
        for key in vi.keys() {
            assert_eq!(gaps(vi.get(key)), gaps(en.get(key)), "{key}");
        }
    }

    /// Every literal that looks like a key of the locale and stands in the code of the screen is a key.
    #[test]
    fn every_word_that_is_asked_for_exists() {
        let words = Words::of(Lang::Vi);
        let groups: std::collections::BTreeSet<&str> = words.keys().filter_map(|k| k.split('.').next()).collect();
        let mut asked = 0;
        for room in ["src/app", "src/ui", "src/terminal", "src/cli"] {
            let Ok(files) = std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(room)) else {
                continue;
            };
            for file in files.flatten() {
                let text = std::fs::read_to_string(file.path()).unwrap_or_default();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for literal in code.split('"').skip(1).step_by(2) {
                    let is_key = literal.split_once('.').is_some_and(|(group, rest)| {
                        groups.contains(group)
                            && !rest.is_empty()
                            && rest.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
                            && !rest.ends_with("toml")
                    });
                    if is_key {
                        asked += 1;
                        let group = format!("{literal}.");
                        let is_there = words.get(literal) != literal || words.keys().any(|k| k.starts_with(&group));
                        assert!(is_there, "{} asks for {literal}", file.path().display());
                    }
                }
            }
        }
        assert!(asked > 80, "{asked}");
    }

    #[test]
    fn gaps_are_filled() {
        let words = Words::of(Lang::Vi);
        assert_eq!(words.fill("no such {1} of {0}{9}", &["a", "b"]), "no such b of a");
    }
}
