//! Rulings from a file of rules, and as one.

use super::{inline, lay};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Edit, Paper, RuleText, Ruling, RulingId, Span, text};
use crate::policy::{FileRule, Rule};
use crate::register::view::View;
use std::sync::Arc;

/// What a file of rules does to those of the office.
#[derive(Debug, Default)]
pub struct RulesImport {
    pub edits: Vec<Edit>,
    /// Rules that are so already.
    pub same: usize,
    /// Rules whose source does not name number, day and authority: the source stands for the paper.
    pub without_paper: Vec<String>,
}

/// The edits that take a file of rules in.
#[must_use]
pub fn import(view: &View, rules: Vec<FileRule>, given: Option<&Paper>, file: &str) -> RulesImport {
    let mut out = RulesImport::default();
    let mut view = view.clone();
    for (at, rule) in (1..).zip(rules) {
        let is_so = |r: &&Rule| {
            (&*r.id, r.from, r.until, r.off) == (rule.rule.as_str(), rule.from, rule.until, rule.says.is_none())
                && rule.says.as_ref().is_none_or(|says| *says == RuleText::of(r))
        };
        if view.snapshot.base_policy().rules.iter().any(|r| is_so(&r)) {
            out.same += 1;
            continue;
        }
        let paper = Paper::parse(&rule.source).or_else(|| given.cloned()).unwrap_or_else(|| {
            out.without_paper.push(rule.rule.clone());
            Paper { number: text::at_the_door(&rule.source), on: rule.from.0, by: text::at_the_door(file) }
        });
        let span = Span { from: rule.from.0, to: rule.until.map_or(Day::MAX, |day| day.0.next()) };
        let id = RulingId::new(PROVISIONAL, at);
        let edits = lay(&view, Ruling { id, rule: rule.rule, span, says: rule.says, paper });
        if edits.is_empty() {
            out.same += 1;
        }
        view = view.with(edits.iter().cloned());
        out.edits.extend(edits);
    }
    out
}

/// What the office decided as a file of rules, which [`import`] takes in again.
#[must_use]
pub fn export(view: &View) -> String {
    let mut rulings: Vec<&Arc<Ruling>> = view.snapshot.rulings.values().collect();
    rulings.sort_by_key(|r| (&r.rule, r.span.from));
    rulings.iter().map(|ruling| entry(view, ruling)).collect::<Vec<_>>().join("\n")
}

fn entry(view: &View, ruling: &Ruling) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut out = String::new();
    let mut line = |name: &str, value: &str| out.push_str(&format!("{name} = {value}\n"));
    let shipped = || view.snapshot.base_policy().rule(&ruling.rule).map(RuleText::of).unwrap_or_default();
    let says = ruling.says.clone().unwrap_or_else(shipped);
    let source = quoted(&ruling.paper.to_string());
    if matches!(says.kind.as_str(), "reference" | "step") {
        says.with.iter().for_each(|(name, value)| line(name, value));
        if says.kind == "step" {
            line("vi", &quoted(&says.vi));
            line("en", &quoted(&says.en));
        }
        line("source", &source);
        return format!("[[{}]]\n{out}", says.kind);
    }
    line("id", &quoted(&ruling.rule));
    line("kind", &quoted(&says.kind));
    if !says.with.is_empty() {
        line("with", &inline(&says.with));
    }
    if !says.applies.is_empty() {
        line("applies", &inline(&says.applies));
    }
    line("from", &quoted(&ruling.span.from.iso()));
    if ruling.span.ends() {
        line("until", &quoted(&ruling.span.to.prev().iso()));
    }
    line("strength", &quoted(&says.strength));
    line("sureness", &quoted(&says.sureness));
    if ruling.says.is_none() {
        line("off", "true");
    }
    if !says.except.is_empty() {
        line("except", &format!("{:?}", says.except));
    }
    if let Some(removal) = &says.removal {
        line("removal", &quoted(removal));
    }
    line("source", &source);
    line("vi", &quoted(&says.vi));
    line("en", &quoted(&says.en));
    if let Some((vi, en)) = &says.short {
        line("short", &format!("{{ vi = {}, en = {} }}", quoted(vi), quoted(en)));
    }
    format!("[[rule]]\n{out}")
}
