//! What the rules say of the selected pool, of the list that its title belongs to and of the selected person, in
//! pieces that the screen sets side by side; at length, with sources, where one asks why.

use crate::app::parts::page::{Page, Row, Target};
use crate::app::screens::plan::state::Plan;
use crate::app::session::Session;
use crate::app::words::findings::{self, mark};
use crate::domain::{CadreId, Entry, EntryId, PostId, StepVotes, TermId};
use crate::policy::{Amount, Candidate, Finding, Policy, Verdict};
use crate::register::View;

/// A piece of a line: a norm or a gate, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its words and numbers.
    pub text: String,
    /// What it came to; none of a heading.
    pub verdict: Option<Verdict>,
}

/// The short name of a rule; what it says, where the locales have none.
#[must_use]
pub fn label(cx: &Session, rule: &str) -> String {
    findings::label(&cx.words, &cx.policy, rule)
}

/// A finding's numbers: what was measured, and its limit.
pub(super) fn numbers(cx: &Session, finding: &Finding) -> String {
    findings::numbers(&cx.words, cx.planned_view(), &cx.policy, finding)
}

/// The same, with from when on months are counted.
fn at_length_numbers(cx: &Session, finding: &Finding) -> String {
    let parts = [numbers(cx, finding), findings::counted_from(&cx.words, finding)];
    parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A finding in one sentence, as a refusal says it.
#[must_use]
pub fn sentence(cx: &Session, finding: &Finding) -> String {
    findings::sentence(&cx.words, cx.planned_view(), &cx.policy, finding)
}

/// Ballots for somebody at a step, of those that count: "bước 2: 31/35 phiếu".
pub(super) fn ballots(cx: &Session, entry: &Entry, votes: StepVotes) -> String {
    let round = entry.round.and_then(|id| cx.planned_view().snapshot.rounds.get(&id));
    let valid = round.and_then(|r| r.steps.iter().find(|s| s.step == votes.step)).map_or(0, |s| s.valid);
    let with = [votes.step.to_string(), votes.votes.to_string(), valid.to_string()];
    cx.words.fill("plan.ballots", &with)
}

/// A finding in short: its name, its numbers where they tell more, and its mark.
#[must_use]
pub fn piece(cx: &Session, finding: &Finding) -> Piece {
    // what is met and is no number needs none
    let told = matches!(finding.measured, Amount::Months(_) | Amount::Ratio(..) | Amount::Object(..));
    let plain = finding.verdict == Verdict::Met && !told;
    let of_person = matches!(finding.subject, crate::domain::Subject::Cadre(_));
    let bare = matches!(finding.measured, Amount::Rank(_)) || (plain && of_person);
    let says = if bare { label(cx, &finding.rule) } else { sentence(cx, finding) };
    let text = format!("{says} {}", mark(finding.verdict));
    Piece { text, verdict: Some(finding.verdict) }
}

/// What a rule says and came to, and the paper that it rests on.
#[must_use]
pub fn at_length(cx: &Session, finding: &Finding) -> Vec<Vec<Piece>> {
    let words = &cx.words;
    let rule = cx.policy.rule_of(finding);
    let says = rule.map(|r| words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default();
    let text = format!("{} {says}: {}", mark(finding.verdict), at_length_numbers(cx, finding));
    let source = rule.map(|rule| {
        let with = [rule.source.clone(), rule.from.0.to_string()];
        Piece { text: format!("    {}", words.fill("plan.source", &with)), verdict: None }
    });
    let first = Piece { text, verdict: Some(finding.verdict) };
    std::iter::once(first).chain(source).map(|piece| vec![piece]).collect()
}

/// What the rules say of what is selected: of the list and the pool, then of the person.
#[must_use]
pub fn judged(plan: &Plan, cx: &Session) -> (Vec<Finding>, Vec<Finding>) {
    let (plan, view, policy) = (plan, cx.planned_view(), &cx.policy);
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

/// The name of the person under the cursor.
fn person(plan: &Plan, cx: &Session) -> Option<String> {
    plan.line().and_then(|l| cx.planned_view().cadre(l.entry.cadre)).map(|c| c.name.clone())
}

/// What the rules say at length: each finding with its rule's text, and the paper that the rule rests on. A line leads to
/// the nth of the findings; a projected screen shows none of a person.
#[must_use]
pub fn reasons(plan: &Plan, cx: &Session) -> (Page, Vec<Finding>) {
    let words = &cx.words;
    let (of_pool, mut of_person) = judged(plan, cx);
    of_person.sort_by_key(|f| std::cmp::Reverse(f.verdict));
    let person = person(plan, cx).filter(|_| !cx.meeting);
    let (mut page, mut found) = (Page::default(), Vec::new());
    let parts = [(Some(words.get("plan.of-pool").to_owned()), of_pool), (person, of_person)];
    for (title, findings) in parts.into_iter().filter_map(|(title, found)| Some((title?, found))) {
        page.heading(&title);
        for finding in findings {
            let rule = cx.policy.rule_of(&finding);
            let says = rule.map(|r| words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default();
            let text = format!("{} {says}: {}", mark(finding.verdict), at_length_numbers(cx, &finding));
            let target = Some(Target::Nth(found.len()));
            page.rows.push(Row { text, target, ..Row::default() });
            if let Some(rule) = rule {
                page.under(words.fill("plan.source", &[rule.source.clone(), rule.from.0.to_string()]), target);
            }
            found.push(finding);
        }
    }
    (page, found)
}

/// Lines below the list, each of pieces.
#[must_use]
pub fn below(plan: &Plan, cx: &Session) -> Vec<Vec<Piece>> {
    let (of_pool, of_person) = judged(plan, cx);
    let heading = |text: String| Piece { text, verdict: None };
    let mut lines = Vec::new();
    let person = person(plan, cx);
    lines.push(of_pool.iter().map(|f| piece(cx, f)).collect());
    // a projected screen shows no reasons
    if !cx.meeting
        && let Some(person) = person
    {
        let mut pieces = vec![heading(person)];
        let votes = plan.line().map(|l| &l.entry).into_iter().flat_map(|e| e.votes.iter().map(move |v| (e, *v)));
        pieces.extend(votes.map(|(entry, v)| heading(ballots(cx, entry, v))));
        // what is wrong comes first
        let mut found = of_person;
        found.sort_by_key(|f| std::cmp::Reverse(f.verdict));
        pieces.extend(found.iter().map(|f| piece(cx, f)));
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
