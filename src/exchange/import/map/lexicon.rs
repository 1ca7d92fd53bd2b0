//! What words of lists mean: headings as fields, words of cells as choices. Labels of the screen and names of the
//! catalogue in both languages, and what `data/import` adds.

use super::target::{self, Target};
use crate::domain::text;
use crate::exchange::export::ListKind;
use crate::register::Catalogue;
use crate::register::catalogue::ListName;
use crate::register::fields::{Choice, Input, Sheet, codes};
use crate::search::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

const HEADINGS: &str = include_str!("../../../../data/import/headings.toml");
const WORDS: &str = include_str!("../../../../data/import/words.toml");

/// Labels of the screen in every language, which stand in a room above.
pub trait Labels {
    /// The labels of an entry of a group: `entry.name`, `grade.good`.
    fn labels(&self, group: &str, id: &str) -> Vec<String>;
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct HeadingFile {
    headings: BTreeMap<String, Vec<String>>,
    skip: Skip,
    #[serde(default)]
    unfinished: Vec<String>,
    #[serde(default)]
    usual: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Skip {
    begins: Vec<String>,
}

/// Names that mean codes: without marks, each as it is spelled and what it means.
type Entries = HashMap<String, Vec<(String, String)>>;

/// What words mean.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    choices: HashMap<String, Entries>,
    headings: HashMap<String, Vec<String>>,
    skip: Vec<String>,
    /// Words that say of a course of study that it is not finished.
    unfinished: Vec<String>,
    usual: BTreeMap<String, BTreeMap<String, String>>,
}

/// A heading without what does not count: marks, case, punctuation.
#[must_use]
pub fn key(text: &str) -> String {
    let folded = fold(&text::at_the_door(text));
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// A heading without what stands in brackets, wherever that is.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        depth += usize::from("([".contains(*c));
        let outside = depth == 0;
        depth = depth.saturating_sub(usize::from(")]".contains(*c)));
        outside
    };
    heading.chars().filter(outside).collect()
}

fn spelled(text: &str) -> String {
    text::at_the_door(text).to_lowercase()
}

/// The name of what a field is chosen from.
fn group(choice: Choice) -> String {
    match choice {
        Choice::Group(name) | Choice::Some(name, _) => format!("group {name}"),
        Choice::List(list) => format!("list {}", list.table()),
        Choice::Terms => "terms".to_owned(),
        Choice::Kinds => "kinds".to_owned(),
        Choice::Titles => "titles".to_owned(),
        Choice::Rounds | Choice::Qualifications => String::new(),
    }
}

impl Lexicon {
    /// Everything that is known, for a catalogue and the labels of the screen.
    #[must_use]
    pub fn new(labels: &dyn Labels, catalogue: &Catalogue) -> Lexicon {
        let mut lexicon = Lexicon::default();
        // the files are read by a test; one that cannot be read is as if it were empty
        let words: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(WORDS).unwrap_or_default();
        let inputs = Sheet::ALL.iter().flat_map(|s| target::columns(*s)).map(|c| c.input);
        for input in inputs.chain([Input::Flag]) {
            match input {
                Input::Choice(Choice::Group(name) | Choice::Some(name, _)) => lexicon.add_group(name, labels, &words),
                Input::Flag => lexicon.add_group("flag", labels, &words),
                _ => {}
            }
        }
        for name in ["education", "theory", "management"] {
            lexicon.add_group(name, labels, &words);
        }
        lexicon.add_catalogue(catalogue, &words);
        lexicon.add_headings(labels);
        lexicon
    }

    fn add(&mut self, group: &str, name: &str, code: &str) {
        let spelled = text::at_the_door(name).to_lowercase();
        if spelled.is_empty() {
            return;
        }
        let entries = self.choices.entry(group.to_owned()).or_default().entry(fold(&spelled)).or_default();
        if !entries.iter().any(|(s, c)| *s == spelled && c == code) {
            entries.push((spelled, code.to_owned()));
        }
    }

    fn add_group(&mut self, name: &str, labels: &dyn Labels, words: &BTreeMap<String, BTreeMap<String, Vec<String>>>) {
        let group = format!("group {name}");
        if self.choices.contains_key(&group) {
            return;
        }
        let known = if name == "flag" { vec!["yes", "no"] } else { codes::group(name) };
        for code in known {
            self.add(&group, code, code);
            for label in labels.labels(name, code) {
                self.add(&group, &label, code);
            }
            for word in words.get(name).and_then(|g| g.get(code)).into_iter().flatten() {
                self.add(&group, word, code);
            }
        }
    }

    fn add_catalogue(&mut self, catalogue: &Catalogue, words: &BTreeMap<String, BTreeMap<String, Vec<String>>>) {
        for list in ListName::ALL {
            let group = group(Choice::List(list));
            for entry in catalogue.lists().all(list) {
                for name in [&entry.code, &entry.vi, &entry.en].into_iter().chain(&entry.also).chain(&entry.codes) {
                    self.add(&group, name, &entry.code);
                }
            }
            for (code, words) in words.get(list.table()).into_iter().flatten() {
                // "none" is no entry: the field is left empty
                let code = if code == "none" { "" } else { code };
                words.iter().for_each(|word| self.add(&group, word, code));
            }
        }
        for term in catalogue.terms() {
            for name in [&term.id, &term.party, &term.state, &term.central, &term.number.0.to_string()] {
                self.add("terms", name, &term.id);
                self.add("terms", &name.replace('–', "-"), &term.id);
            }
        }
        for kind in catalogue.kinds() {
            for name in [&kind.code, &kind.vi, &kind.en] {
                self.add("kinds", name, &kind.code);
            }
        }
        for title in catalogue.titles() {
            for name in [&title.code, &title.vi, &title.en].into_iter().chain(&title.short) {
                self.add("titles", name, &title.code);
            }
        }
    }

    /// What every row of a list of a kind means where the list has no column for it: field and text.
    pub fn usual(&self, kind: ListKind) -> impl Iterator<Item = (&str, &str)> {
        self.usual.get(kind.id()).into_iter().flatten().map(|(field, text)| (field.as_str(), text.as_str()))
    }

    fn add_headings(&mut self, labels: &dyn Labels) {
        let HeadingFile { headings, skip, usual, unfinished } = toml::from_str(HEADINGS).unwrap_or_default();
        self.usual = usual;
        self.unfinished = unfinished.iter().map(|word| key(word)).collect();
        self.skip = skip.begins.iter().map(|s| spelled(s)).collect();
        let mut add = |heading: &str, id: &str| {
            let ids = self.headings.entry(key(heading)).or_default();
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        };
        for (id, all) in &headings {
            all.iter().for_each(|heading| add(heading, id));
        }
        for kind in ListKind::ALL {
            for field in target::fields(kind) {
                add(&field.id, &field.id);
                labels.labels(field.label.0, &field.label.1).iter().for_each(|label| add(label, &field.id));
            }
        }
    }

    /// The fields of a kind of list that a heading can mean, the likeliest first.
    #[must_use]
    pub fn fields(&self, kind: ListKind, heading: &str) -> Vec<(String, Target)> {
        let without = without_brackets(heading);
        let ids = self.headings.get(&key(heading)).or_else(|| self.headings.get(&key(&without)));
        let known = target::fields(kind);
        let field = |id: &String| known.iter().find(|f| f.id == *id).map(|f| (f.id.clone(), f.target));
        ids.into_iter().flatten().filter_map(field).collect()
    }

    /// Whether a row that begins so is none of the list.
    #[must_use]
    pub fn passes_over(&self, beginning: &str) -> bool {
        // with its marks: "Cộng" is a sum, "Công an" is none
        let beginning = spelled(beginning);
        self.skip.iter().any(|skip| {
            beginning.strip_prefix(skip.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// The code that a word means among choices: as it is spelled, else without marks where that is only one.
    #[must_use]
    pub fn choice(&self, choice: Choice, word: &str) -> Option<String> {
        match choice {
            Choice::Rounds => return Some(word.to_owned()),
            Choice::Qualifications => {
                let (front, rest) = word.split_once(['.', ':'])?;
                return self.level(front.trim(), rest.trim());
            }
            _ => {}
        }
        let code = self.look(&group(choice), word)?;
        match choice {
            Choice::Some(_, some) if !some.contains(&code.as_str()) => None,
            _ => Some(code),
        }
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(&self, word: &str) -> Option<bool> {
        self.look("group flag", word).map(|code| code == "yes")
    }

    /// The codes of a choice, each with a name that it has.
    #[must_use]
    pub fn codes(&self, choice: Choice) -> Vec<(String, String)> {
        self.named(&group(choice))
    }

    /// The levels of a qualification, each with a name that it has.
    #[must_use]
    pub fn levels(&self, what: &str) -> Vec<(String, String)> {
        match what {
            "language" => self.codes(Choice::List(ListName::Language)),
            "computing" => self.codes(Choice::List(ListName::Computing)),
            _ => self.named(&format!("group {what}")),
        }
    }

    fn named(&self, group: &str) -> Vec<(String, String)> {
        let entries = self.choices.get(group).into_iter().flat_map(HashMap::values).flatten();
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for (spelled, code) in entries.filter(|(_, code)| !code.is_empty()) {
            let best = names.entry(code).or_insert(spelled);
            // the name that the code was made of, else the fullest, of two as full the first by its letters
            let other = |text: &str| fold(text).replace(' ', "-") != *code;
            let rank = |text: &str| (other(text), std::cmp::Reverse(text.chars().count()), text.to_owned());
            if rank(spelled) < rank(best) {
                *best = spelled;
            }
        }
        names.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned())).collect()
    }

    /// What a number of one of the code lists means: the number that the entry has in the catalogue. Only lists that are
    /// known as a whole are here.
    #[must_use]
    pub fn in_code_list(list: &str, number: u32) -> Option<u32> {
        match (list, number) {
            ("party-form-4", 11) => Some(12),
            ("party-form-4", 12) => Some(11),
            ("party-form-4" | "statistics-1979", 1..=54) => Some(number),
            _ => None,
        }
    }

    /// A level of a qualification as its cell has it, by its first words, and what follows them: the field of study in
    /// "Thạc sĩ Luật kinh tế". What is not finished is no level.
    #[must_use]
    pub fn level_and_field(&self, what: &str, word: &str) -> Option<(String, String, String)> {
        let word = text::at_the_door(word);
        if let Some(level) = self.level(what, &word) {
            return Some((level, word, String::new()));
        }
        if self.unfinished.iter().any(|not| key(&word).split(' ').any(|w| w == not)) {
            return None;
        }
        let ends = word.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
        ends.collect::<Vec<_>>().into_iter().rev().find_map(|at| {
            let (front, rest) = word.split_at(at);
            let level = self.level(what, front.trim()).filter(|level| !level.ends_with(".none"))?;
            Some((
                level,
                front.trim().to_owned(),
                rest.trim_matches([' ', ',', '-', '–', ':', '.', '(', ')']).to_owned(),
            ))
        })
    }

    /// A level of a qualification as its cell has it: `theory.advanced`.
    #[must_use]
    pub fn level(&self, what: &str, word: &str) -> Option<String> {
        let group = match what {
            "language" => group(Choice::List(ListName::Language)),
            "computing" => group(Choice::List(ListName::Computing)),
            _ => format!("group {what}"),
        };
        self.look(&group, word).map(|code| format!("{what}.{code}"))
    }

    fn look(&self, group: &str, word: &str) -> Option<String> {
        let spelled = text::at_the_door(word).to_lowercase();
        let entries = self.choices.get(group)?.get(&fold(&spelled))?;
        if let Some((_, code)) = entries.iter().find(|(s, _)| *s == spelled) {
            return Some(code.clone());
        }
        let (_, first) = entries.first()?;
        entries.iter().all(|(_, code)| code == first).then(|| first.clone())
    }
}
