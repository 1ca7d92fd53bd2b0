//! The entries of a file of rules as rulings keep them.

use super::entry::{self, FileEntry};
use super::own::pairs;
use crate::domain::{Day, IsoDay, RuleText};

/// A rule of a file as a ruling keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRule {
    /// Short name of the rule.
    pub rule: String,
    pub from: IsoDay,
    /// Last day of effect.
    pub until: Option<IsoDay>,
    /// What it says; nothing where it is switched off.
    pub says: Option<RuleText>,
    /// What the file gives as its source.
    pub source: String,
}

impl FileRule {
    pub(super) fn of(entry: FileEntry) -> Vec<FileRule> {
        let rules = entry.rule.into_iter().map(|raw| {
            let (rule, from, until, off) = (raw.id.clone(), raw.from, raw.until, raw.off);
            let source = raw.source.clone();
            let says = entry::rule(raw).ok().filter(|_| !off).map(|rule| RuleText::of(&rule));
            FileRule { rule, from, until, says, source }
        });
        let references = entry.reference.into_iter().map(|reference| {
            let (mut table, source) = (toml::Table::try_from(&reference).unwrap_or_default(), reference.source.clone());
            table.remove("source");
            let word = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let names = table.iter().filter(|(name, _)| *name != "month").map(|(_, value)| match value.as_array() {
                Some(titles) => titles.iter().map(word).collect::<Vec<_>>().join("-"),
                None => word(value),
            });
            let rule = ["reference".to_owned()].into_iter().chain(names).collect::<Vec<_>>().join("-");
            let says = RuleText { kind: "reference".to_owned(), with: pairs(&table), ..RuleText::default() };
            FileRule { rule, from: reference.month, until: None, says: Some(says), source }
        });
        let steps = entry.step.into_iter().map(|step| {
            let passes = toml::Value::try_from(step.passes).unwrap_or(toml::Value::Boolean(false));
            let with = vec![("number".to_owned(), step.number.to_string()), ("passes".to_owned(), passes.to_string())];
            let says = RuleText { kind: "step".to_owned(), with, vi: step.vi, en: step.en, ..RuleText::default() };
            let rule = format!("step-{}", step.number);
            FileRule { rule, from: IsoDay(Day(0)), until: None, says: Some(says), source: step.source }
        });
        rules.chain(references).chain(steps).collect()
    }
}
