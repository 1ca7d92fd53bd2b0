//! Quy định: the rules in force on the day that is looked at, each with its source, how sure it is, and whom it finds now.
//! Enter opens those whom the rule under the cursor finds; the office sets, switches off and resets rules here.

mod edit;

use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{self, Lines, Page, Row, Target};
use crate::app::screens::screen::ScreenState;
use crate::app::session::callback::Work;
use crate::app::session::effect::Effect;
use crate::app::session::selection::Selection;
use crate::app::session::{Session, Stand};
use crate::app::words::{Lang, findings};
use crate::domain::{Day, RuleText, Subject};
use crate::policy::{Finding, Rule, RuleKind, Verdict, as_in_a_file};
use crate::register::Loaded;
use crate::register::fields::rulings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What each rule finds that is not met, by its id.
type Found = BTreeMap<Arc<str>, Vec<Finding>>;

/// Of what the lines were written: what is looked at, what was found, the rule that is open, language, meeting, columns.
type Written = (Stand, Option<Stand>, Option<Arc<str>>, Lang, bool, u16);

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The rule whose findings are open; none: all rules are listed.
    open: Option<Arc<str>>,
    found: Arc<Found>,
    /// Of which register the findings are, and of which they have been asked for.
    found_of: Option<Stand>,
    asked: Option<Stand>,
    lines: Lines,
    /// The rules by their places, as the lines name them.
    named: Vec<Arc<str>>,
    list: List,
    /// The rule that the cursor goes back to, once the list is written again.
    back_to: Option<Target>,
    written: Option<Written>,
}

impl ScreenState for Rules {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Rules
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        let open = self.open.as_ref().map(|rule| findings::label(&cx.words, &cx.policy, rule));
        std::iter::once(cx.words.get("head.rules").to_owned()).chain(open).collect()
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Open, A::Edit, A::End, A::ResetRule, A::Add, A::DateType, A::Find, A::Leave, A::Help]
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Open if self.open.is_none() => Some("hint.who"),
            Action::Edit => Some("hint.rule-set"),
            Action::End => Some("hint.rule-off"),
            Action::Add => Some("hint.rule-standard"),
            _ => None,
        }
    }

    fn overrides(&self, action: Action) -> bool {
        matches!(action, Action::Edit | Action::Add | Action::End)
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match (action, self.rule()) {
            (Action::Open, _) => self.enter(cx),
            (Action::Add, _) => edit::standard(cx),
            (Action::Edit, Some(rule)) => edit::set(cx, rule),
            (Action::End, Some(rule)) => edit::off(cx, rule),
            (Action::ResetRule, Some(rule)) => edit::reset(cx, rule),
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        page::step(&self.lines.0, &mut self.list, motion);
    }

    fn leave(&mut self, cx: &mut Session) -> bool {
        let Some(open) = self.open.take() else { return false };
        self.back_to = cx.policy.rules.iter().position(|rule| rule.id == open).map(Target::Nth);
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        self.ask(cx);
        let area = layout::body(cx.size);
        let of = (cx.stand(), self.found_of, self.open.clone(), cx.words.lang, cx.meeting, area.cols);
        if self.written.as_ref() != Some(&of) {
            let on = self.back_to.take().or(self.target()).map(|target| self.moved(cx, target));
            self.named = cx.policy.rules.iter().map(|rule| Arc::clone(&rule.id)).collect();
            self.lines = self.write(cx).lines(area.cols.saturating_sub(2));
            self.written = Some(of);
            let leads = |same: bool| self.lines.0.iter().position(|r| r.target.is_some() && (!same || r.target == on));
            self.list.cursor = leads(true).or_else(|| leads(false)).unwrap_or(0);
        }
        self.list.fit(self.lines.0.len(), usize::from(area.rows));
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn page(&self) -> Option<(&Lines, &List)> {
        Some((&self.lines, &self.list))
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        Some((&mut self.list, layout::body(cx.size)))
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let spoken = |row: &Row| Row { label: findings::in_words(&cx.words, &row.label), ..row.clone() };
        page::plain(&self.lines.0.iter().map(spoken).collect::<Vec<_>>()).collect()
    }
}

impl Rules {
    /// Opens the page of a rule, by its place among the rules.
    pub fn show(&mut self, cx: &Session, at: u32) {
        self.open = cx.rule(at).map(|rule| Arc::clone(&rule.id));
    }

    /// Asks what the rules find, where what is shown is of another register or another day.
    fn ask(&mut self, cx: &mut Session) {
        let stand = cx.stand();
        if cx.view.snapshot.loaded < Loaded::All || self.asked == Some(stand) {
            return;
        }
        self.asked = Some(stand);
        let (view, policy) = (cx.view.clone(), Arc::clone(&cx.policy));
        let work = move || {
            let terms: Vec<_> = view.catalogue.terms().iter().collect();
            let mut found = Found::new();
            for finding in crate::register::findings::all(&view, &policy, &terms, None, true) {
                if finding.verdict != Verdict::Met {
                    found.entry(Arc::clone(&finding.rule)).or_default().push(finding);
                }
            }
            (stand, Arc::new(found))
        };
        let then = |rules: &mut Rules, _: &mut Session, (stand, found): (Stand, Arc<Found>)| {
            // one of another day came too late
            if rules.asked == Some(stand) {
                (rules.found, rules.found_of) = (found, Some(stand));
            }
        };
        cx.ask(Effect::Compute(Work::of(work, then)));
    }

    /// Opens those whom the rule under the cursor finds; goes to the one under the cursor.
    fn enter(&mut self, cx: &mut Session) {
        match (&self.open, self.target()) {
            (None, Some(Target::Nth(at))) => {
                if let Some(rule) = cx.policy.rules.get(at) {
                    self.open = Some(Arc::clone(&rule.id));
                }
            }
            (_, Some(target)) => cx.follow(target),
            (_, None) => {}
        }
    }

    fn write(&self, cx: &Session) -> Page {
        let mut page = Page::default();
        match &self.open {
            Some(open) => self.write_one(cx, open, &mut page),
            None => self.write_all(cx, &mut page),
        }
        page
    }

    /// The rule that is open, or under the cursor.
    fn rule(&self) -> Option<Arc<str>> {
        self.open.clone().or_else(|| match self.target()? {
            Target::Nth(at) => self.named.get(at).cloned(),
            _ => None,
        })
    }

    /// The same rule where it stands now: one that was set has become another version.
    fn moved(&self, cx: &Session, target: Target) -> Target {
        let Target::Nth(at) = target else { return target };
        let Some(id) = self.named.get(at) else { return target };
        let now = cx.policy.rules.iter().position(|rule| rule.id == *id && rule.dated(cx.view.on));
        now.map_or(target, Target::Nth)
    }

    /// Where the line under the cursor leads.
    fn target(&self) -> Option<Target> {
        self.lines.0.get(self.list.cursor)?.target
    }

    /// What a rule finds on the day that is looked at; none while that is not known.
    fn found(&self, cx: &Session, rule: &str) -> Option<&[Finding]> {
        let known = self.found_of == Some(cx.stand());
        known.then(|| self.found.get(rule).map(Vec::as_slice).unwrap_or_default())
    }

    /// How many a rule finds, those of each verdict with its sign; dots while they are counted.
    fn count(&self, cx: &Session, rule: &Rule) -> String {
        if rule.off {
            return cx.words.get("rules.off").to_owned();
        }
        let Some(found) = self.found(cx, &rule.id) else { return "…".to_owned() };
        let of = |verdict| {
            let number = found.iter().filter(|finding| finding.verdict == verdict).count();
            (number > 0).then(|| format!("{} {}", findings::mark(verdict), cx.words.number(number)))
        };
        let counts: Vec<_> =
            [Verdict::Broken, Verdict::Missed, Verdict::Special, Verdict::Unknown].into_iter().filter_map(of).collect();
        if counts.is_empty() { "—".to_owned() } else { counts.join(" ") }
    }

    fn write_all(&self, cx: &Session, page: &mut Page) {
        let words = &cx.words;
        let dated = cx.policy.rules.iter().enumerate().filter(|(_, rule)| rule.dated(cx.view.on));
        let (here, elsewhere): (Vec<_>, Vec<_>) = dated.partition(|(_, rule)| rule.is_of_province(&cx.view));
        let off = here.iter().filter(|(_, rule)| rule.off).count();
        page.heading(&words.fill("rules.in-force", &[words.number(here.len() - off), cx.view.on.to_string()]));
        if off > 0 {
            page.quiet(words.fill("rules.how-many-off", &[words.number(off)]));
        }
        if self.found_of != Some(cx.stand()) {
            page.quiet(words.get("rules.wait"));
        }
        if !elsewhere.is_empty() {
            page.quiet(words.fill("rules.elsewhere", &[words.number(elsewhere.len())]));
        }
        for (at, rule) in here {
            let target = Some(Target::Nth(at));
            page.link(self.count(cx, rule), words.pick(&rule.vi, &rule.en), target);
            let until = rule.until.map(|day| format!(" – {}", day.0)).unwrap_or_default();
            let strength = words.get(findings::strength(rule.strength));
            let sureness = words.get(findings::sureness(rule.sureness));
            let own = if rule.own > 0 { format!(" {}", words.get("finding.own")) } else { String::new() };
            let about = format!("{} · {}{until} · {strength} · {sureness}{own}", rule.source, rule.from.0);
            page.under(about, target);
        }
    }

    fn write_one(&self, cx: &Session, open: &str, page: &mut Page) {
        let words = &cx.words;
        let versions = || cx.policy.rules.iter().filter(|rule| *rule.id == *open);
        let Some(rule) = versions().find(|rule| rule.dated(cx.view.on)).or_else(|| cx.policy.rule(open)) else {
            return;
        };
        page.heading(words.pick(&rule.vi, &rule.en));
        write_version(cx, rule, page);
        // on other days the office has it otherwise, and beside all stands what the program itself says
        for other in versions().filter(|other| other.own > 0 && other.own != rule.own) {
            page.heading(words.get("rules.own"));
            write_version(cx, other, page);
        }
        let shipped = cx.view.snapshot.base_policy().rule(open);
        if let Some(shipped) = shipped.filter(|_| !rulings::of_rule(&cx.view, open).is_empty()) {
            page.heading(words.get("rules.program"));
            write_version(cx, shipped, page);
        }
        page.heading(&words.fill("rules.finds", &[self.count(cx, rule)]));
        if cx.meeting {
            return page.quiet(words.get("meeting.hidden"));
        }
        for finding in self.found(cx, open).unwrap_or_default() {
            let target = match finding.subject {
                Subject::Cadre(cadre) => Target::Cadre(cadre),
                Subject::Unit(unit) => Target::Unit(unit),
                Subject::Post(post) => Target::Post(post),
            };
            let whom = findings::whom(words, &cx.view, finding);
            let numbers = findings::numbers(words, &cx.view, &cx.policy, finding);
            page.link(findings::mark(finding.verdict), format!("{whom} · {numbers}"), Some(target));
        }
    }
}

/// What a version of a rule says, field by field.
fn write_version(cx: &Session, rule: &Rule, page: &mut Page) {
    let words = &cx.words;
    let day = |day: Day| day.to_string();
    let of_office = if rule.own > 0 { format!(" {}", words.get("finding.own")) } else { String::new() };
    page.field(words.get("rule.source"), format!("{}{of_office}", rule.source));
    page.field(words.get("rule.from"), day(rule.from.0));
    page.field(words.get("rule.until"), rule.until.map(|until| day(until.0)).unwrap_or_default());
    page.field(
        words.get("rules.strength"),
        words.get(if rule.off { "rules.off" } else { findings::strength(rule.strength) }),
    );
    page.field(words.get("rules.sureness"), words.get(findings::sureness(rule.sureness)));
    let says = RuleText::of(rule);
    let known = RuleKind::parameters_of(&says.kind);
    for (name, value) in &says.with {
        let parameter = known.iter().find(|parameter| parameter.name == name);
        let text = parameter.zip(as_in_a_file(value)).map_or_else(|| value.clone(), |(p, value)| p.shape.text(&value));
        page.field(&words.written("parameter", name), text);
    }
}
