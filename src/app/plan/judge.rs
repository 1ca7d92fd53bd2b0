//! What the rules say of the selected pool, of the list that its title belongs to and of the selected person, in
//! pieces that the screen sets side by side; at length, with sources, where one asks why.

use crate::app::model::Model;
use crate::app::words::Words;
use crate::domain::{CadreId, EntryId, PostId, TermId};
use crate::policy::{Amount, Candidate, Finding, Policy, Verdict};
use crate::register::View;
use crate::register::fields::codes::Coded;

/// A piece of a line: a norm or a gate, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its words and numbers.
    pub text: String,
    /// What it came to; none of a heading.
    pub verdict: Option<Verdict>,
}

/// What stands before a verdict's words: marks beside colour, never colour alone.
#[must_use]
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::Missed => "!",
        Verdict::Broken => "✗",
        Verdict::Unknown => "?",
    }
}

/// The short name of a rule; what it says, where the locales have none.
#[must_use]
pub fn label(model: &Model, rule: &str) -> String {
    let key = format!("rule.{rule}");
    let short = model.words.get(&key);
    if short != key {
        return short.to_owned();
    }
    model.policy.rule(rule).map(|r| model.words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default()
}

fn amount(words: &Words, view: &View, amount: Amount) -> String {
    match amount {
        Amount::None => String::new(),
        Amount::Count(n) => words.number(n),
        Amount::Months(n) if n >= 24 => words.fill("plan.years-months", &[(n / 12).to_string(), (n % 12).to_string()]),
        Amount::Months(n) => words.fill("plan.months", &[n.to_string()]),
        Amount::Years(n) => words.fill("plan.years", &[n.to_string()]),
        Amount::Ratio(part, whole) => format!("{part}/{whole}"),
        Amount::Day(day) => day.to_string(),
        Amount::Rank(rank) => rank.to_string(),
        Amount::Grade(v) => words.of_group("grade", v.code()),
        Amount::Outcome(v) => words.of_group("outcome", v.code()),
        Amount::Measure(v) => words.of_group("measure", v.code()),
        Amount::Status(v) => words.of_group("status", v.code()),
        Amount::Theory(v) => words.of_group("theory", v.code()),
        Amount::Education(v) => words.of_group("education", v.code()),
        Amount::Management(v) => words.of_group("management", v.code()),
        Amount::Cadre(id) => view.cadre(id).map(|c| c.name.clone()).unwrap_or_default(),
    }
}

/// A finding's numbers: what was measured, and its limit.
fn numbers(model: &Model, finding: &Finding) -> String {
    let (words, view) = (&model.words, model.planned_view());
    let text = |a: Amount| amount(words, view, a);
    let measured = match finding.measured {
        // a coefficient is read as a number, not as a fraction
        Amount::Ratio(part, whole) if whole > 0 && matches!(finding.limit.most, Amount::Ratio(..)) => {
            format!("{part}/{whole} = {}", words.decimal(part, whole))
        }
        Amount::Ratio(part, whole) if whole > 0 => format!("{part}/{whole} ({})", words.percent(part, whole)),
        other => text(other),
    };
    let bound = |a: Amount| match a {
        Amount::Ratio(part, whole) if whole > 0 && matches!(finding.limit.most, Amount::Ratio(..)) => {
            words.decimal(part, whole)
        }
        Amount::Ratio(part, whole) if whole > 0 => words.percent(part, whole),
        other => text(other),
    };
    let limit = match (finding.limit.least, finding.limit.most) {
        (Amount::None, Amount::None) => String::new(),
        (least, Amount::None) => words.fill("plan.least", &[bound(least)]),
        (Amount::None, most) => words.fill("plan.most", &[bound(most)]),
        (least, most) => words.fill("plan.between", &[bound(least), bound(most)]),
    };
    [measured, limit].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A finding in one sentence, as a refusal says it.
#[must_use]
pub fn sentence(model: &Model, finding: &Finding) -> String {
    let parts = [label(model, &finding.rule), numbers(model, finding)];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
}

fn piece(model: &Model, finding: &Finding) -> Piece {
    let estimated = if finding.estimated { model.words.get("plan.estimated") } else { "" };
    let text = format!("{} {}{estimated}", sentence(model, finding), sign(finding.verdict));
    Piece { text, verdict: Some(finding.verdict) }
}

/// What the rules say of what is selected: of the list and the pool, then of the person.
#[must_use]
pub fn findings(model: &Model) -> (Vec<Finding>, Vec<Finding>) {
    let (plan, view, policy) = (&model.plan, model.planned_view(), &model.policy);
    let (Some(post), Some(term)) = (plan.post(), plan.term) else { return Default::default() };
    let mut of_pool = policy.pool(view, post, term, view.on).findings;
    let list = view.post(post).and_then(|p| policy.list_of(view, p));
    if let Some(list) = list {
        of_pool.extend(policy.list(view, list, term, view.on).findings);
    }
    let of_person = plan.line().and_then(|line| {
        let gate = policy.gate(view, post, term, view.on)?;
        Some(gate.findings(Candidate::of(&line.entry)))
    });
    (of_pool, of_person.unwrap_or_default())
}

/// Lines below the list, each of pieces: short, or with the paper that each rule rests on.
#[must_use]
pub fn below(model: &Model) -> Vec<Vec<Piece>> {
    let (of_pool, of_person) = findings(model);
    let words = &model.words;
    let heading = |text: String| Piece { text, verdict: None };
    let mut lines = Vec::new();
    let person = model.plan.line().and_then(|l| model.planned_view().cadre(l.entry.cadre)).map(|c| c.name.clone());
    if model.plan.why {
        for (title, found) in [(Some(words.get("plan.of-pool").to_owned()), of_pool), (person, of_person)] {
            let Some(title) = title else { continue };
            lines.push(vec![heading(title)]);
            for finding in found {
                let rule = model.policy.rule(&finding.rule);
                let says = rule.map(|r| words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default();
                let first = Piece {
                    text: format!("{} {says}: {}", sign(finding.verdict), numbers(model, &finding)),
                    verdict: Some(finding.verdict),
                };
                lines.push(vec![first]);
                if let Some(rule) = rule {
                    let with = [rule.source.clone(), rule.from.0.to_string()];
                    lines.push(vec![heading(format!("    {}", words.fill("plan.source", &with)))]);
                }
            }
        }
        return lines;
    }
    lines.push(of_pool.iter().map(|f| piece(model, f)).collect());
    // a projected screen shows no reasons
    if !model.meeting
        && let Some(person) = person
    {
        let mut pieces = vec![heading(person)];
        // what is wrong comes first
        let mut found = of_person;
        found.sort_by_key(|f| std::cmp::Reverse(f.verdict));
        pieces.extend(found.iter().map(|f| piece(model, f)));
        lines.push(pieces);
    }
    lines
}

/// Who must leave a pool, with the code of the reason.
#[must_use]
pub fn must_go(policy: &Policy, view: &View, post: PostId, term: TermId) -> Vec<(EntryId, String)> {
    policy.leavers(view, post, term, view.on).into_iter().map(|l| (l.entry, l.reason)).collect()
}

/// The worst that the rules find of a person in a pool.
#[must_use]
pub fn of_person(policy: &Policy, view: &View, post: PostId, term: TermId, cadre: CadreId) -> Option<Verdict> {
    let entry = view.pool(post, term).into_iter().find(|e| e.cadre == cadre)?;
    let findings = policy.gate(view, post, term, view.on)?.findings(Candidate::of(entry));
    Some(crate::policy::worst(&findings))
}
