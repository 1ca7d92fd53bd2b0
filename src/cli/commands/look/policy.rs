//! `policy`: the rules in force on the day with their sources, one rule in full, and whether a file of rules is sound.

use super::super::change::policy::{self, GiveOutArgs, OffArgs, ResetArgs, SetArgs, StandardArgs, TakeInArgs};
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::answer::{self, Answer, Failure, Status, Table, say};
use crate::cli::context::{Context, Run};
use crate::cli::user::data;
use crate::policy::{Applies, Fault, Policy, Rule, RuleKind, Strength, Sureness};
use crate::register::catalogue::ListName;
use crate::register::{Ground, Loaded};
use crate::store::Store;
use clap::Subcommand;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What can be asked of the rules.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Those in force on the day.
    List {
        /// Also those that are over or still to come.
        #[arg(long)]
        all: bool,
    },
    /// One rule in full.
    Show {
        /// The rule's id.
        rule: String,
    },
    /// Whether a file of rules can be used.
    Check {
        /// The file of rules.
        file: PathBuf,
    },
    /// Other numbers, dates, strength for a rule.
    Set(SetArgs),
    /// A rule judges nothing from a day on.
    Off(OffArgs),
    /// A rule is as the program has it again.
    Reset(ResetArgs),
    /// What is asked of those who are planned for a title.
    Standard(StandardArgs),
    /// Takes a file of rules in.
    Import(TakeInArgs),
    /// Gives what the office decided out as a file of rules.
    Export(GiveOutArgs),
}

/// A rule with everything that it says of itself.
#[derive(Debug, Serialize)]
struct RuleRow<'a> {
    rule: &'a str,
    #[serde(flatten)]
    kind: &'a RuleKind,
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
    /// Whether the office decided it.
    own: bool,
    /// What else is said of the rule, on other days or by the program.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<RuleRow<'a>>,
}

impl<'a> RuleRow<'a> {
    fn of(rule: &'a Rule, words: &Words) -> RuleRow<'a> {
        RuleRow {
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
            own: rule.own > 0,
            others: Vec::new(),
        }
    }
}

impl Run for PolicyCommand {
    /// The rules as the office of the store has them, where there is a store. The day is the one that is looked at, else
    /// today.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        match self {
            PolicyCommand::List { all } => Ok(list(cx, &*rules(cx)?, *all)),
            PolicyCommand::Show { rule } => show(cx, &*rules(cx)?, rule),
            PolicyCommand::Check { file } => check(cx, &*rules(cx)?, file),
            PolicyCommand::Set(args) => policy::set(cx, args),
            PolicyCommand::Off(args) => policy::off(cx, args),
            PolicyCommand::Reset(args) => policy::reset(cx, args),
            PolicyCommand::Standard(args) => policy::standard(cx, args),
            PolicyCommand::Import(args) => policy::import(cx, args),
            PolicyCommand::Export(args) => policy::export(cx, args),
        }
    }
}

/// The rules as the store's office has them; as the program has them where there is no store, or another session holds it.
fn rules(cx: &Context) -> Result<Arc<Policy>, Failure> {
    if !Store::exists(&cx.dir) {
        return Ok(Arc::clone(&cx.host.policy));
    }
    match cx.open(Loaded::Units) {
        Ok((_, view)) => Ok(Arc::clone(view.policy())),
        Err(failure) if failure.status == Status::Store => {
            cx.warn(&failure.said);
            cx.warn(&say("told.rules-of-program", &[]));
            Ok(Arc::clone(&cx.host.policy))
        }
        Err(failure) => Err(failure),
    }
}

fn list(cx: &Context, policy: &Policy, all: bool) -> Answer {
    let day = cx.as_of.unwrap_or_else(|| cx.host.today());
    let words = &cx.words;
    let rules: Vec<&Rule> = policy.rules.iter().filter(|rule| all || rule.dated(day)).collect();
    let rows: Vec<RuleRow<'_>> = rules.iter().map(|rule| RuleRow::of(rule, words)).collect();
    cx.answer(&rows, |_| {
        let heads = ["rule", "strength", "sureness", "from", "until", "says"];
        let heads = heads.map(|key| words.of_group("cli.table", key));
        let mut table = Table::of_texts(&heads);
        for rule in &rules {
            table.row(vec![
                rule.id.to_string(),
                if rule.off { words.get("cli.policy.off") } else { words.get(findings::strength(rule.strength)) }
                    .to_owned(),
                words.get(findings::sureness(rule.sureness)).to_owned(),
                rule.from.0.to_string(),
                rule.until.map(|d| d.0.to_string()).unwrap_or_default(),
                format!("{}{}", words.pick(&rule.vi, &rule.en), own_mark(rule, words)),
            ]);
        }
        table.text()
    })
}

/// A word behind what rests on the office's own decision.
fn own_mark(rule: &Rule, words: &Words) -> String {
    if rule.own > 0 { format!(" {}", words.get("finding.own")) } else { String::new() }
}

/// The version of the day, and beside it what else is said of the rule: by the office on other days, by the program.
fn show(cx: &Context, policy: &Policy, id: &str) -> Result<Answer, Failure> {
    let words = &cx.words;
    let day = cx.as_of.unwrap_or_else(|| cx.host.today());
    let mut versions: Vec<&Rule> = policy.rules.iter().filter(|rule| *rule.id == *id).collect();
    let rule = versions.iter().copied().find(|rule| rule.dated(day)).or_else(|| policy.rule(id));
    let rule = rule.ok_or_else(|| Failure::refused("told.no-rule", &[id]))?;
    let shipped = cx.host.policy.rule(id).filter(|shipped| versions.iter().any(|v| v.own > shipped.own));
    versions.retain(|version| !std::ptr::eq(*version, rule) && shipped.is_none_or(|shipped| version.own > shipped.own));
    versions.extend(shipped);
    let mut row = RuleRow::of(rule, words);
    row.others = versions.iter().map(|version| RuleRow::of(version, words)).collect();
    Ok(cx.answer(&row, |row| {
        let mut lines = vec![format!("{}{}", row.text, own_mark(rule, words)), String::new()];
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
        let reason = rule.removal.as_ref().and_then(|code| cx.host.catalogue.lists().coded(ListName::Removal, code));
        say("removal", reason.map(|r| words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default());
        lines.push(String::new());
        lines.push(as_in_the_file(&rule.kind, &rule.applies));
        for other in &versions {
            let until = other.until.map(|day| day.0.to_string()).unwrap_or_default();
            let key = if other.own > 0 { "cli.policy.own-then" } else { "cli.policy.program-says" };
            let off = if other.off { format!(" · {}", words.get("cli.policy.off")) } else { String::new() };
            lines.push(words.fill(key, &[other.from.0.to_string(), until, other.source.clone()]) + &off);
            lines.push(as_in_the_file(&other.kind, &other.applies));
        }
        lines.join("\n")
    }))
}

/// Kind, parameters and what it applies to, as they are written in a file of rules.
fn as_in_the_file(kind: &RuleKind, applies: &Applies) -> String {
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
struct CheckedRules {
    file: PathBuf,
    sound: bool,
    rules: usize,
    faults: Vec<RuleFault>,
}

#[derive(Debug, Serialize)]
struct RuleFault {
    line: usize,
    rule: Option<String>,
    fault: &'static str,
    message: String,
}

/// Every fault of a file with its line, what it collides with among the rules there are too; one of them is enough for
/// the file to be refused.
fn check(cx: &Context, rules: &Policy, file: &Path) -> Result<Answer, Failure> {
    let words = &cx.words;
    let text = answer::read(file)?;
    let catalogue = &cx.host.catalogue;
    let name = file.display().to_string();
    let faults = Ground::with_codes(catalogue, |codes| rules.with_file(&name, &text, codes)).err().unwrap_or_default();
    let (alone, _) = Policy::check(&name, &text, &|_| true, &|_| true);
    let faults: Vec<RuleFault> = faults.iter().map(|fault| fault_told(fault, words)).collect();
    let sound = faults.is_empty();
    let checked = CheckedRules { file: file.to_owned(), sound, rules: alone.rules.len(), faults };
    let answer = cx.answer(&checked, |checked| {
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

fn fault_told(fault: &Fault, words: &Words) -> RuleFault {
    let (key, with) = data::flaw(&fault.flaw);
    let message = words.fill(key, &[with]);
    let fault_name = key.trim_start_matches("flaw.");
    RuleFault { line: fault.line, rule: fault.rule.clone(), fault: fault_name, message }
}
