//! What a dossier and a card tell of somebody's places in pools.

use super::judge;
use crate::app::parts::page::{Page, Target};
use crate::app::session::Session;
use crate::app::words::findings;
use crate::domain::{CadreId, Entry, Line, Post, Title};
use crate::policy::{Candidate, Finding, Verdict, worst};
use crate::register::fields::codes::Coded;

/// The years of an entry's term, as its title counts them.
fn years(cx: &Session, entry: &Entry, title: &Title) -> String {
    let term = cx.view.term(entry.term);
    term.map(|t| if title.line == Line::Party { &t.party } else { &t.state }).cloned().unwrap_or_default()
}

fn judged(cx: &Session, entry: &Entry, post: &Post) -> Vec<Finding> {
    let gate = cx.policy.gate(&cx.view, post.id, entry.term, cx.view.on);
    gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default()
}

/// Every pool that somebody stands in, with what the rules say, and those of before.
pub fn dossier(cx: &Session, cadre: CadreId, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    for (entry, post, title) in view.planned(cadre) {
        let stage = entry.stage(view.on).map(|s| words.of_group("stage", s.code())).unwrap_or_default();
        let source = words.of_group("origination", entry.source.code());
        let findings = if cx.meeting { Vec::new() } else { judged(cx, entry, post) };
        let sign = if cx.meeting { "" } else { findings::mark(worst(&findings)) };
        let text = format!("{sign} {} · {stage} · {source}", words.post(view, post));
        page.link(years(cx, entry, title), text, Some(Target::Pool(post.id, entry.term)));
        for finding in findings.iter().filter(|f| f.verdict != Verdict::Met) {
            page.quiet(format!("    {} {}", findings::mark(finding.verdict), judge::sentence(cx, finding)));
        }
    }
    let before = view.snapshot.planned_of(cadre).filter(|e| e.span.to <= view.on);
    for entry in before {
        let Some((post, title)) = view.post(entry.post).and_then(|p| Some((p, view.title(p)?))) else { continue };
        let named = words.post(&view.on(entry.span.from), post);
        let lists = view.catalogue.lists();
        let reason = entry.removal.as_ref().filter(|_| !cx.meeting).and_then(|r| {
            lists.get(crate::register::catalogue::ListName::Removal, r.reason).map(|l| words.pick(&l.vi, &l.en))
        });
        let with = [entry.span.to.prev().to_string(), reason.unwrap_or_default().to_owned()];
        let left = words.fill("plan.left", &with);
        page.quiet(format!("{}  {named} · {left}", years(cx, entry, title)));
    }
    if page.rows.is_empty() {
        page.quiet(words.get("plan.in-none"));
    }
}

/// The pools of somebody in a card, a line each.
pub fn card(cx: &Session, cadre: CadreId, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    for (entry, post, title) in view.planned(cadre) {
        let label = words.fill("plan.card", &[years(cx, entry, title)]);
        let text = words.post(view, post);
        page.link(label, text, Some(Target::Pool(post.id, entry.term)));
    }
}
