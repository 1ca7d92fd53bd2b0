//! What a rule found, in words: what was measured against which limit, and what the rule says. Of a ratio both its
//! value and the pair that it was reckoned from.

use super::terms;
use super::text::month;
use super::{Lang, Words, subject};
use crate::domain::{Day, Period, PlanObject, Role, Subject, TitleId};
use crate::policy::{
    Amount, Body, Composition, Finding, Limit, Out, PlannedAs, Policy, Ratio, Rule, RuleKind, Scope, Strength,
    Sureness, Verdict,
};
use crate::register::View;

/// The mark beside a verdict, never colour alone.
#[must_use]
pub fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::Special => "*",
        Verdict::Missed => "!",
        Verdict::Broken => "✗",
        Verdict::Unknown => "?",
    }
}

/// The verdict's words.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "verdict.met",
        Verdict::Special => "verdict.special",
        Verdict::Missed => "verdict.missed",
        Verdict::Broken => "verdict.broken",
        Verdict::Unknown => "verdict.unknown",
    }
}

/// A text without the signs that stand for a verdict or draw a bar, and the verdict in words where it is not met: for
/// lines that are read aloud.
#[must_use]
pub fn without_signs(words: &Words, text: &str, found: Option<Verdict>) -> String {
    let bare: String = text.chars().filter(|c| !"█·○✓✗!?".contains(*c)).collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = found.filter(|v| *v != Verdict::Met || bare.is_empty()).map(|v| words.get(verdict(v)).to_owned());
    std::iter::once(bare).filter(|text| !text.is_empty()).chain(said).collect::<Vec<_>>().join(", ")
}

/// A text of verdicts and numbers with the signs said in words: for lines that are read aloud.
#[must_use]
pub fn in_words(words: &Words, text: &str) -> String {
    let verdicts = [Verdict::Met, Verdict::Special, Verdict::Missed, Verdict::Broken, Verdict::Unknown];
    let said = |word: &str| verdicts.into_iter().find(|v| mark(*v) == word).map(|v| words.get(verdict(v)).to_owned());
    text.split(' ').map(|word| said(word).unwrap_or_else(|| word.to_owned())).collect::<Vec<_>>().join(" ")
}

/// How binding a rule is.
#[must_use]
pub fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Hard => "strength.hard",
        Strength::Target => "strength.target",
        Strength::Notice => "strength.notice",
    }
}

/// How sure its source is.
#[must_use]
pub fn sureness(sureness: Sureness) -> &'static str {
    match sureness {
        Sureness::Text => "sureness.text",
        Sureness::Report => "sureness.report",
        Sureness::Practice => "sureness.practice",
        Sureness::Unsure => "sureness.unsure",
    }
}

/// A part of a whole in so many pieces, half of one rounded up as the printed reports do. No limit is tested on it.
fn rounded_to(part: i64, whole: i64, pieces: i64) -> i64 {
    if whole > 0 { part.saturating_mul(pieces * 2).saturating_add(whole) / whole.saturating_mul(2) } else { 0 }
}

/// A ratio to two places, as it is printed.
#[must_use]
pub fn ratio(part: i64, whole: i64, lang: Lang) -> String {
    let hundredths = rounded_to(part, whole, 100);
    let point = if lang == Lang::Vi { ',' } else { '.' };
    format!("{}{point}{:02}", hundredths / 100, (hundredths % 100).abs())
}

/// A share in per cent to one place, as it is printed.
#[must_use]
pub fn share(part: i64, whole: i64, lang: Lang) -> String {
    let tenths = rounded_to(part, whole, 1000);
    let point = if lang == Lang::Vi { ',' } else { '.' };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}{point}{}%", tenths / 10, tenths % 10) }
}

/// What was measured, or a limit; `of_rule` tells a coefficient from a share.
#[must_use]
pub fn amount(words: &Words, view: &View, amount: Amount, coefficient: bool) -> String {
    let named = |key: &str| words.get(key).to_owned();
    match amount {
        Amount::None => named("amount.none"),
        Amount::Count(n) => words.number(n),
        Amount::Months(n) if n < 0 => words.fill("amount.months", &[format!("−{}", words.number(n.unsigned_abs()))]),
        Amount::Months(n) => words.fill("amount.months", &[words.number(n)]),
        Amount::Years(n) => words.fill("amount.years", &[words.number(n)]),
        Amount::Ratio(part, whole) if coefficient => ratio(part, whole, words.lang),
        Amount::Ratio(part, whole) => share(part, whole, words.lang),
        Amount::Day(Day::MAX) => named("amount.no-end"),
        Amount::Day(day) => day.to_string(),
        Amount::Rank(rank) => words.fill("amount.rank", &[words.number(rank)]),
        Amount::Grade(grade) => named(terms::grade(grade)),
        Amount::Outcome(outcome) => named(terms::outcome(outcome)),
        Amount::Measure(measure) => named(terms::measure(measure)),
        Amount::Status(status) => named(terms::status(status)),
        Amount::Theory(theory) => named(terms::theory(theory)),
        Amount::Education(education) => named(terms::education(education)),
        Amount::Management(management) => named(terms::management(management)),
        Amount::Cadre(cadre) => subject(view, Subject::Cadre(cadre)),
        Amount::Title(title) => titled(words, view, title),
        Amount::Object(object, None) => named(self::object(object)),
        Amount::Object(object, Some(from)) => {
            words.fill("object.from", &[named(self::object(object)), titled(words, view, from)])
        }
    }
}

fn titled(words: &Words, view: &View, title: TitleId) -> String {
    view.catalogue.title(title).map(|t| words.pick(&t.vi, &t.en).to_owned()).unwrap_or_default()
}

/// As which object (đối tượng) somebody is planned.
#[must_use]
pub fn object(object: PlanObject) -> &'static str {
    match object {
        PlanObject::One => "object.one",
        PlanObject::Two => "object.two",
        PlanObject::Neither => "object.neither",
    }
}

/// As which object somebody is planned, and the title held of which that follows: "đối tượng 1 (từ Ủy viên …)".
#[must_use]
pub fn planned_as(words: &Words, view: &View, planned: PlannedAs<'_>) -> String {
    amount(words, view, Amount::Object(planned.object, planned.from.map(|title| title.id)), false)
}

/// What was measured: of a ratio with the pair, "1,46 (76/52)".
#[must_use]
pub fn measured(words: &Words, view: &View, finding: &Finding, rule: Option<&Rule>) -> String {
    let said = amount(words, view, finding.measured, is_coefficient(rule));
    match finding.measured {
        Amount::Ratio(_, 0) => "—".to_owned(),
        Amount::Ratio(part, whole) => format!("{said} ({part}/{whole})"),
        _ if finding.estimated => words.fill("amount.estimated", &[said]),
        _ => said,
    }
}

/// The limit: "1,00–1,50", "≥ 25%", "≤ 3"; empty where the rule asks yes or no.
#[must_use]
pub fn limit(words: &Words, view: &View, finding: &Finding, rule: Option<&Rule>) -> String {
    let say = |a| amount(words, view, a, is_coefficient(rule));
    if let Some(said) = rounded(words, finding, rule) {
        return said;
    }
    match finding.limit {
        Limit { least: Amount::None, most: Amount::None } => String::new(),
        // a share of which only the place is set says no number
        Limit { least: Amount::Ratio(0, _), most: Amount::None } => String::new(),
        // grades are ordered from the best: at most one of them is the least that is asked
        Limit { least: Amount::None, most: most @ Amount::Grade(_) } => format!("≥ {}", say(most)),
        Limit { least: least @ Amount::Grade(_), most: Amount::None } => format!("≤ {}", say(least)),
        Limit { least, most: Amount::None } => format!("≥ {}", say(least)),
        Limit { least: Amount::None | Amount::Count(0), most } => format!("≤ {}", say(most)),
        Limit { least, most } => format!("{}–{}", say(least), say(most)),
    }
}

/// The limit of a coefficient of which the most people are a whole number: "1,00–1,50, tối đa 23 người".
fn rounded(words: &Words, finding: &Finding, rule: Option<&Rule>) -> Option<String> {
    let RuleKind::Coefficient(coefficient) = &rule?.kind else { return None };
    let Amount::Ratio(_, seats) = finding.measured else { return None };
    let most = coefficient.rounded(seats).filter(|_| seats > 0)?;
    let (Ratio(low, of), Ratio(high, whole)) = coefficient.ratios();
    let [low, high] = [(low, of), (high, whole)].map(|(part, whole)| ratio(part, whole, words.lang));
    Some(words.fill("amount.rounded", &[format!("{low}–{high}"), words.number(most)]))
}

/// From when on months are counted, where that is not the day of the rules: "tính từ 09/2030".
#[must_use]
pub fn counted_from(words: &Words, finding: &Finding) -> String {
    finding.from.map(|from| words.fill("amount.counted-from", &[month(from)])).unwrap_or_default()
}

/// On what the retirement of somebody rests of whom months are counted, where it is not the schedule's: "nghỉ hưu 06/2033
/// theo Nghị định 83/2022/NĐ-CP".
#[must_use]
pub fn retirement(words: &Words, view: &View, finding: &Finding) -> String {
    let (Some(_), Subject::Cadre(cadre)) = (finding.from, finding.subject) else { return String::new() };
    let own = view.cadre(cadre).and_then(|card| card.retirement.as_ref());
    own.map(|own| words.fill("amount.retires", &[month(own.last_day), own.basis.clone()])).unwrap_or_default()
}

/// The short name of a rule; what it says, where it has none.
#[must_use]
pub fn label(words: &Words, policy: &Policy, rule: &str) -> String {
    let name = |rule: &Rule| match &rule.short {
        Some(short) => words.pick(&short.vi, &short.en).to_owned(),
        None => words.pick(&rule.vi, &rule.en).to_owned(),
    };
    policy.rule(rule).map(name).unwrap_or_default()
}

/// A finding's numbers: what was measured, and its limit.
#[must_use]
pub fn numbers(words: &Words, view: &View, policy: &Policy, finding: &Finding) -> String {
    let rule = policy.rule_of(finding);
    let limit = limit(words, view, finding, rule);
    let limit = if limit.is_empty() { limit } else { format!("({limit})") };
    let own = if finding.is_own() { words.get("finding.own").to_owned() } else { String::new() };
    let parts = [measured(words, view, finding, rule), limit, retirement(words, view, finding), own];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A finding in one sentence, as a refusal says it.
#[must_use]
pub fn sentence(words: &Words, view: &View, policy: &Policy, finding: &Finding) -> String {
    let parts = [label(words, policy, &finding.rule), numbers(words, view, policy, finding)];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ")
}

/// Whom a finding speaks of, and in which pool or list: what a sentence about it begins with where that is not plain
/// from where it stands.
#[must_use]
pub fn whom(words: &Words, view: &View, finding: &Finding) -> String {
    let who = subject(view, finding.subject);
    let (place, term) = match finding.scope {
        Scope::Whole => (String::new(), None),
        Scope::Post(post) => (subject(view, Subject::Post(post)), None),
        Scope::Graded(period, role) => (graded(words, period, role), None),
        Scope::Pool(post, term) if finding.subject == Subject::Post(post) => (String::new(), Some(term)),
        Scope::Pool(post, term) => (subject(view, Subject::Post(post)), Some(term)),
        Scope::List(list, term) => {
            let unit = Subject::Unit(list.unit);
            let unit = if finding.subject == unit { String::new() } else { subject(view, unit) };
            let body = words.of_group("cli.pool.body", body(list.body));
            ([body, unit].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "), Some(term))
        }
    };
    let term = term.and_then(|term| view.term(term)).map(|term| term.id.clone()).unwrap_or_default();
    [who, place, term].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The period whose grades a finding speaks of, and the group of like posts.
#[must_use]
pub fn graded(words: &Words, period: Period, role: Option<Role>) -> String {
    let role = role.map(|role| {
        words.get(match role {
            Role::Head => "graded.head",
            Role::Deputy => "graded.deputy",
            Role::Member => "graded.member",
        })
    });
    std::iter::once(period.to_string()).chain(role.map(str::to_owned)).collect::<Vec<_>>().join(" · ")
}

/// The name under which the locales have a kind of list.
#[must_use]
pub fn body(body: Body) -> &'static str {
    match body {
        Body::Committee => "committee",
        Body::StandingCommittee => "standing-committee",
        Body::InspectionCommittee => "inspection-committee",
        Body::Leadership => "leadership",
        Body::Other => "other",
    }
}

fn is_coefficient(rule: Option<&Rule>) -> bool {
    rule.is_some_and(|r| r.kind.composition() == Some(Composition::Coefficient))
}

/// When somebody who must leave a pool is out of it.
#[must_use]
pub fn out(words: &Words, out: Out) -> String {
    match out {
        Out::AtOnce(day) => words.fill("out-of-plan.at-once", &[day.to_string()]),
        Out::AtReview(review) => words.fill("out-of-plan.review", &[review.to_string()]),
    }
}
