//! Whom a finding speaks of, as a list that one can walk.

use super::judge;
use crate::app::parts::page::{Page, Target};
use crate::app::session::Session;
use crate::app::words::findings::mark;
use crate::app::words::terms;
use crate::domain::{CadreId, Sex, Subject};
use crate::policy::{Finding, Verdict};

/// The finding, then each person: counted or not, meeting the gate or not.
pub(super) fn write(cx: &Session, finding: &Finding, page: &mut Page) {
    let (words, view) = (&cx.words, cx.planned_view());
    page.heading(&format!("{} {}", mark(finding.verdict), judge::sentence(cx, finding)));
    if let Some(rule) = cx.policy.rule_of(finding) {
        page.plain(words.pick(&rule.vi, &rule.en).to_owned());
        page.quiet(words.fill("plan.source", &[rule.source.clone(), rule.from.0.to_string()]));
    }
    let spoken = cx.policy.spoken_of(view, finding, view.on);
    let of_person = matches!(finding.subject, Subject::Cadre(_));
    let groups = [
        (Some(false), if of_person { "plan.gate-missed" } else { "plan.not-counted" }),
        (None, "plan.gate-unknown"),
        (Some(true), if of_person { "plan.gate-met" } else { "plan.counted" }),
    ];
    // of a norm first those who make its number, of a gate first those who fail it
    let order: Vec<_> = if of_person { groups.into() } else { groups.into_iter().rev().collect() };
    for (counts, key) in order {
        let people: Vec<CadreId> = spoken.iter().filter(|s| s.counts == counts).map(|s| s.cadre).collect();
        if people.is_empty() {
            continue;
        }
        page.heading(&words.fill(key, &[words.number(people.len())]));
        for cadre in people {
            page.link("", about(cx, cadre), Some(Target::Cadre(cadre)));
        }
    }
    if spoken.is_empty() {
        page.quiet(words.get("plan.of-nobody"));
    }
}

/// "Nông Thị Hoa · 1984 · nữ · Tày · Phó Chủ tịch UBND huyện · Huyện Cao Lộc".
pub(super) fn about(cx: &Session, cadre: CadreId) -> String {
    let (words, view) = (&cx.words, cx.planned_view());
    let Some(card) = view.cadre(cadre) else { return String::new() };
    let sex = if card.sex == Sex::Female { words.get(terms::sex(Sex::Female)) } else { "" };
    let parts = [
        card.name.clone(),
        card.born.year().to_string(),
        sex.to_owned(),
        terms::ethnic(cx, card.ethnic).to_owned(),
        view.titles_in_one_line(cadre),
        view.unit_in_full(cadre),
    ];
    parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The mark of somebody in a pool, from what was judged; nothing on a projected screen.
pub(super) fn sign(cx: &Session, findings: &[Finding]) -> &'static str {
    let worst = findings.iter().map(|f| f.verdict).max().unwrap_or(Verdict::Met);
    if cx.meeting { " " } else { mark(worst) }
}
