//! The screen of rules by its keys: what is in force, whom each rule finds, another day, a projected screen.

use super::fixture::{Bench, day};
use crate::app::overlays::form::Form;
use crate::app::session::effect::{Change, Effect};
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::app::session::stage::Screen;
use crate::domain::{Dated, Edit, Entry, EntryId, Post, Record, Span, Stage, TermId};
use crate::policy::Verdict;
use crate::register::findings;

fn lines(bench: &Bench) -> Vec<String> {
    bench.model.screen().plain(&bench.model.cx)
}

/// The text under the cursor.
fn under_cursor(bench: &Bench) -> (String, String) {
    let (lines, list) = bench.model.screen().page().unwrap();
    let row = &lines.0[list.cursor];
    (row.label.clone(), row.text.clone())
}

/// The rule of which most is found that is not met, and how much that is.
fn most_found(bench: &Bench) -> (String, usize) {
    let cx = &bench.model.cx;
    let terms: Vec<_> = cx.view.catalogue.terms().iter().collect();
    let all = findings::all(&cx.view, &cx.policy, &terms, None, true);
    let unmet = |id: &str| all.iter().filter(|f| *f.rule == *id && f.verdict != Verdict::Met).count();
    let rule = cx.policy.rules.iter().max_by_key(|rule| unmet(&rule.id)).unwrap();
    (rule.vi.clone(), unmet(&rule.id))
}

/// Goes down until the rule is under the cursor.
fn choose(bench: &mut Bench, rule: &str) -> String {
    bench.keys("home");
    for _ in 0..500 {
        let (label, text) = under_cursor(bench);
        if !text.is_empty() && rule.starts_with(&text) {
            return label;
        }
        bench.keys("down");
    }
    panic!("{rule} is not on the screen")
}

#[test]
fn a_rule_that_says_how_many_opens_as_many_and_each_leads_to_whom_it_is_about() {
    let mut bench = Bench::open((120, 40));
    bench.keys("Y");
    assert_eq!(bench.model.cx.screen, Screen::Rules);
    let (rule, number) = most_found(&bench);
    assert!(number > 0);
    let label = choose(&mut bench, &rule);
    let said: usize = label.split_whitespace().filter_map(|word| word.parse::<usize>().ok()).sum();
    assert_eq!(said, number, "{label}");
    bench.keys("enter");
    let (page, _) = bench.model.screen().page().unwrap();
    let opened = page.0.iter().filter(|row| row.target.is_some() && !row.label.is_empty()).count();
    assert_eq!(opened, number);
    assert!(lines(&bench).iter().any(|line| line.contains(&label)), "the page says the same number");
    bench.keys("enter");
    assert_ne!(bench.model.cx.screen, Screen::Rules, "the cursor stands on the first that is found");
    bench.keys("Y esc");
    assert_eq!(bench.model.cx.screen, Screen::Rules, "closing a rule leads back to all of them");
}

#[test]
fn the_cursor_goes_from_rule_to_rule_however_many_lines_each_has() {
    let mut bench = Bench::open((60, 24));
    bench.keys("Y");
    let cx = &bench.model.cx;
    let in_force =
        cx.policy.rules.iter().filter(|rule| rule.dated(cx.view.on) && rule.is_of_province(&cx.view)).count();
    for _ in 1..in_force {
        assert_ne!(under_cursor(&bench).0, "", "a line that only goes on");
        bench.keys("down");
    }
    let last = under_cursor(&bench);
    bench.keys("down");
    assert_eq!(under_cursor(&bench), last, "as many steps as rules");
    bench.keys("end");
    assert_eq!(under_cursor(&bench), last);
}

#[test]
fn another_day_has_its_own_rules_and_a_projected_screen_names_nobody() {
    let mut bench = Bench::open((120, 40));
    bench.keys("Y");
    let (rule, _) = most_found(&bench);
    choose(&mut bench, &rule);
    bench.keys("M enter");
    let (page, _) = bench.model.screen().page().unwrap();
    assert!(page.0.iter().all(|row| row.target.is_none()), "nobody is named");
    bench.keys("M esc");
    let before = lines(&bench);
    bench.keys("@ \"1/12/2026\" enter");
    assert_eq!(bench.model.cx.view.on, day("01/12/2026"));
    assert_ne!(lines(&bench), before);
    assert!(lines(&bench).iter().any(|line| line.contains("08/10/2025")), "{:#?}", lines(&bench));
}

#[test]
fn a_rule_of_another_province_is_counted_and_not_listed() {
    let mut bench = Bench::open((120, 40));
    bench.keys("Y");
    let rule = bench.model.cx.policy.rule("bac-giang-young-departments").unwrap().vi.clone();
    // the little province of the tests is another one
    assert!(lines(&bench).iter().all(|line| !line.ends_with(&rule)), "{:#?}", lines(&bench));
    assert!(lines(&bench).iter().any(|line| line.contains("quy định của tỉnh khác")), "{:#?}", lines(&bench));
}

/// What was sent to the store is taken by it, or taken back where `undone`.
fn carried(bench: &mut Bench, undone: bool) {
    let sent = bench.asked.iter().rev().find_map(|effect| match effect {
        Effect::Change(Change::Commit { generation, edits, .. }) => Some((*generation, edits.clone())),
        _ => None,
    });
    let (generation, edits) = sent.expect("a commit");
    let edits = edits.into_iter().map(|edit| if undone { edit.invert() } else { edit });
    let mut snapshot = (*bench.model.cx.view.with(edits).snapshot).clone();
    snapshot.revision.0 += 1;
    if !undone {
        let said = Notice { key: "said.saved", with: vec!["2".to_owned()] };
        bench.say(Msg::Committed { generation, result: Ok(said), created: None });
    }
    bench.say(Msg::Snapshot(snapshot.into()));
}

/// A province in which one person is planned for the chair of the district.
fn with_a_pool() -> Bench {
    let mut bench = Bench::open((120, 40));
    let view = &bench.model.cx.view;
    let of_title = |post: &&std::sync::Arc<Post>| view.title(post).is_some_and(|t| t.code == "ct-ubnd-huyen");
    let post = view.snapshot.posts.values().find(of_title).unwrap().id;
    let cadre = view.snapshot.cadres.values().find(|c| c.name == "Nông Thị Hoa").unwrap().id;
    let entry = Entry::new(EntryId(900), cadre, (post, TermId(2025)), Span::since(day("01/02/2024")));
    let approved = Dated { span: entry.span, value: Stage::Approved };
    let entry = Entry { stages: vec![approved], ..entry };
    let mut snapshot = (*view.with([Edit::create(Record::Entry(entry))]).snapshot).clone();
    snapshot.revision.0 += 1;
    bench.say(Msg::Snapshot(snapshot.into()));
    bench
}

#[test]
fn a_number_set_on_the_screen_turns_a_verdict_and_undo_turns_it_back() {
    let mut bench = with_a_pool();
    bench.keys("Y");
    let words = |bench: &Bench| bench.model.cx.policy.rule("age-planned").unwrap().vi.clone();
    let rule = words(&bench);
    assert_eq!(choose(&mut bench, &rule), "—", "she has months enough");
    // of whom, months, share of the term, strength, sureness, from, until, then the paper
    bench.keys("e tab ctrl-u \"600\" tab tab tab tab tab tab \"12-QĐ/TU\" tab \"1/4/2024\" ctrl-s");
    let form = bench.model.cx.over.get::<Form>().expect("the authority is missing, so the form stays");
    assert_eq!(form.fields[form.at].column.id, "decided-by");
    bench.keys("\"Ban Thường vụ Tỉnh ủy\" ctrl-s");
    carried(&mut bench, false);
    assert!(bench.model.cx.over.get::<Form>().is_none(), "the form closes");
    let rule = words(&bench);
    assert!(rule.ends_with("(nay 60 → 600)"), "{rule}");
    assert_eq!(under_cursor(&bench).1, rule, "the cursor stays on its rule");
    assert_eq!(under_cursor(&bench).0, "✗ 1");
    bench.keys("enter");
    let page = lines(&bench).join("\n");
    for told in ["12-QĐ/TU 01/04/2024, Ban Thường vụ Tỉnh ủy [số của cơ quan]", "Chương trình có sẵn", "Số tháng"]
    {
        assert!(page.contains(told), "{told} is missing:\n{page}");
    }
    bench.keys("esc");
    carried(&mut bench, true);
    let rule = words(&bench);
    assert_eq!(choose(&mut bench, &rule), "—");
    assert!(!rule.contains("600"), "{rule}");
}

#[test]
fn a_rule_is_switched_off_on_the_screen_and_made_what_the_program_says_again() {
    let mut bench = with_a_pool();
    bench.keys("Y");
    let rule = bench.model.cx.policy.rule("age-planned").unwrap().vi.clone();
    choose(&mut bench, &rule);
    bench.keys("x");
    assert!(bench.said().contains("age-planned"), "nothing to reset: {}", bench.said());
    bench.keys("d tab tab \"3-NQ\" tab \"1/4/2024\" tab \"BTV\" ctrl-s");
    carried(&mut bench, false);
    assert_eq!(under_cursor(&bench), ("không xét".to_owned(), rule.clone()));
    bench.keys("x ctrl-s");
    carried(&mut bench, false);
    assert_eq!(under_cursor(&bench), ("—".to_owned(), rule));
    assert!(bench.model.cx.view.snapshot.rulings.is_empty());
}
