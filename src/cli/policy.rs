//! `policy`: the rules in force on the day with their sources, one rule in full, and whether a file of rules is sound.

use super::Asked;
use super::fail::{Failure, Status};
use super::out::{Answer, Side, Table};
use crate::app::session::host::Host;
use crate::app::words::Words;
use crate::app::words::findings;
use crate::policy::{Applies, Fault, Flaw, Kind, Policy, Rule, Strength, Sureness};
use crate::register::catalogue::ListName;
use clap::Subcommand;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What can be asked of the rules.
#[derive(Debug, Subcommand)]
pub enum PolicyWhat {
    /// Those in force on the day.
    List {
        /// Also those that are over or still to come.
        #[arg(long)]
        all: bool,
    },
    /// One rule in full.
    Show {
        /// Its id.
        rule: String,
    },
    /// Whether a file of rules can be used.
    Check {
        /// The file.
        file: PathBuf,
    },
}

/// A rule with everything that it says of itself.
#[derive(Debug, Serialize)]
struct Row<'a> {
    rule: &'a str,
    #[serde(flatten)]
    kind: &'a Kind,
    applies: &'a Applies,
    strength: Strength,
    sureness: Sureness,
    from: String,
    until: Option<String>,
    off: bool,
    except: &'a [String],
    removal: Option<&'a str>,
    source: &'a str,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn of(rule: &'a Rule, words: &Words) -> Row<'a> {
        Row {
            rule: &rule.id,
            kind: &rule.kind,
            applies: &rule.applies,
            strength: rule.strength,
            sureness: rule.sureness,
            from: rule.from.0.iso(),
            until: rule.until.map(|d| d.0.iso()),
            off: rule.off,
            except: &rule.except,
            removal: rule.removal.as_deref(),
            source: &rule.source,
            text: words.pick(&rule.vi, &rule.en),
        }
    }
}

/// Answers `policy`; needs no store. The day is the one that is looked at, else today.
///
/// # Errors
/// No such rule, or no such file.
pub fn answer(asked: &Asked, what: &PolicyWhat) -> Result<Answer, Failure> {
    match what {
        PolicyWhat::List { all } => Ok(list(asked, *all)),
        PolicyWhat::Show { rule } => show(asked, rule),
        PolicyWhat::Check { file } => check(asked, file),
    }
}

fn list(asked: &Asked, all: bool) -> Answer {
    let day = asked.as_of.unwrap_or_else(|| asked.host.today());
    let words = &asked.words;
    let rules: Vec<&Rule> = asked.host.policy.rules.iter().filter(|rule| all || rule.dated(day)).collect();
    let rows: Vec<Row<'_>> = rules.iter().map(|rule| Row::of(rule, words)).collect();
    Answer::of(asked.form, &rows, |_| {
        let heads = ["rule", "strength", "sureness", "from", "until", "says"];
        let heads = heads.map(|key| words.of_group("cli.table", key));
        let mut table = Table::new(&heads.each_ref().map(|head| (head.as_str(), Side::Left)));
        for rule in &rules {
            table.row(vec![
                rule.id.to_string(),
                if rule.off { words.get("cli.policy.off") } else { words.get(findings::strength(rule.strength)) }
                    .to_owned(),
                words.get(findings::sureness(rule.sureness)).to_owned(),
                rule.from.0.to_string(),
                rule.until.map(|d| d.0.to_string()).unwrap_or_default(),
                words.pick(&rule.vi, &rule.en).to_owned(),
            ]);
        }
        table.text()
    })
}

fn show(asked: &Asked, id: &str) -> Result<Answer, Failure> {
    let words = &asked.words;
    let rule = asked.host.policy.rule(id).ok_or_else(|| Failure::refused("told.no-rule", &[id]))?;
    Ok(Answer::of(asked.form, &Row::of(rule, words), |row| {
        let mut lines = vec![row.text.to_owned(), String::new()];
        let mut say = |key: &str, text: String| {
            if !text.is_empty() {
                lines.push(format!("{:<16} {text}", words.of_group("cli.table", key)));
            }
        };
        say("rule", rule.id.to_string());
        say("strength", words.get(findings::strength(rule.strength)).to_owned());
        say("sureness", words.get(findings::sureness(rule.sureness)).to_owned());
        if rule.off {
            say("off", words.get("cli.policy.off").to_owned());
        }
        say("from", rule.from.0.to_string());
        say("until", rule.until.map(|d| d.0.to_string()).unwrap_or_default());
        say("source", rule.source.clone());
        let reason = rule.removal.as_ref().and_then(|code| asked.host.catalogue.lists().coded(ListName::Removal, code));
        say("removal", reason.map(|r| words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default());
        lines.push(String::new());
        lines.push(as_in_the_file(&rule.kind, &rule.applies));
        lines.join("\n")
    }))
}

/// Kind, parameters and what it applies to, as they are written in a file of rules.
fn as_in_the_file(kind: &Kind, applies: &Applies) -> String {
    let mut table = toml::Table::try_from(kind).unwrap_or_default();
    if let Ok(applies) = toml::Table::try_from(applies)
        && !applies.is_empty()
    {
        table.insert("applies".to_owned(), toml::Value::Table(applies));
    }
    let lines = table.iter().map(|(key, value)| format!("{key} = {value}\n"));
    lines.collect()
}

#[derive(Debug, Serialize)]
struct Checked {
    file: PathBuf,
    sound: bool,
    rules: usize,
    faults: Vec<Told>,
}

#[derive(Debug, Serialize)]
struct Told {
    line: usize,
    rule: Option<String>,
    fault: &'static str,
    message: String,
}

/// Every fault of a file with its line; one of them is enough for the file to be refused.
fn check(asked: &Asked, file: &Path) -> Result<Answer, Failure> {
    let words = &asked.words;
    let text = std::fs::read_to_string(file).map_err(|e| Failure::file(file, &e))?;
    let catalogue = &asked.host.catalogue;
    let known = |code: &str| catalogue.title_coded(code).is_some();
    let reason = |code: &str| catalogue.lists().coded(ListName::Removal, code).is_some();
    let (policy, faults) = Policy::check(&file.display().to_string(), &text, &known, &reason);
    let faults: Vec<Told> = faults.iter().map(|fault| told(fault, words)).collect();
    let sound = faults.is_empty();
    let checked = Checked { file: file.to_owned(), sound, rules: policy.rules.len(), faults };
    let answer = Answer::of(asked.form, &checked, |checked| {
        let place = checked.file.display();
        let mut out = String::new();
        for fault in &checked.faults {
            let rule = fault.rule.as_ref().map(|rule| format!(" [{rule}]")).unwrap_or_default();
            out.push_str(&format!("{place}:{}:{rule} {}\n", fault.line, fault.message));
        }
        let key = if checked.sound { "cli.policy.sound" } else { "cli.policy.faulty" };
        let counts = [place.to_string(), words.number(checked.rules), words.number(checked.faults.len())];
        out.push_str(&words.fill(key, &counts));
        out.push('\n');
        out
    });
    Ok(if sound { answer } else { answer.with(Status::Refused) })
}

/// What is wrong, as a key of the locale and the value for its gap.
pub(super) fn flaw(flaw: &Flaw) -> (&'static str, String) {
    let (key, with) = match flaw {
        Flaw::Form(said) => ("flaw.form", said.as_str()),
        Flaw::Twice(id) => ("flaw.twice", id.as_str()),
        Flaw::EndsFirst => ("flaw.ends-first", ""),
        Flaw::LeastAboveMost => ("flaw.least-above-most", ""),
        Flaw::NoNumber(said) => ("flaw.no-number", said.as_str()),
        Flaw::Empty(field) => ("flaw.empty", *field),
        Flaw::Overlaps(id) => ("flaw.overlaps", id.as_str()),
        Flaw::NoSuch(code) => ("flaw.no-such", code.as_str()),
        Flaw::SingleTitle => ("flaw.single-title", ""),
    };
    (key, with.to_owned())
}

fn told(fault: &Fault, words: &Words) -> Told {
    let (key, with) = flaw(&fault.flaw);
    let message = words.fill(key, &[with]);
    let fault_name = key.trim_start_matches("flaw.");
    Told { line: fault.line, rule: fault.rule.clone(), fault: fault_name, message }
}
