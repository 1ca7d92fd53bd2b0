//! Forms of Quy định: other numbers for a rule, a rule switched off, the program's own again, what a title asks.

use crate::app::overlays::form::Form;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::session::Session;
use crate::app::session::effect::{Change, Effect};
use crate::app::session::host::Notice;
use crate::app::words::{findings, refusals};
use crate::domain::Edit;
use crate::register::fields::rulings::{self, RuleFields};
use crate::register::fields::{Column, Wrong};
use crate::register::trial::try_out;
use std::sync::Arc;

/// Opens the form of a rule: its numbers as they hold, its dates, its strength, the paper.
pub fn set(cx: &mut Session, rule: Arc<str>) {
    let on = cx.view.on;
    let fields = match RuleFields::of(&cx.view, &rule, on) {
        Ok(fields) => fields,
        Err(wrong) => return cx.said = Some(refusals::problem(&wrong.problem)),
    };
    let (columns, cells, own) = (fields.columns(), fields.begin(on), fields.parameters().len());
    let title = titled(cx, "rules.set", &rule);
    let accept = move |cx: &mut Session, cells: Vec<String>| {
        let fields = RuleFields::of(&cx.view, &rule, on);
        let columns = fields.as_ref().map(RuleFields::columns).unwrap_or_default();
        let edits = fields.and_then(|fields| fields.set(&cells));
        taken(cx, "set-rule", &columns, edits)
    };
    open(cx, accept, title, &columns, &cells);
    if let Some(form) = cx.over.get_mut::<Form>() {
        form.fields.iter_mut().take(own).for_each(|field| field.group = "parameter");
    }
}

/// Asks from which day on a rule judges nothing, and by which paper.
pub fn off(cx: &mut Session, rule: Arc<str>) {
    let cells = [cx.view.on.to_string()];
    let title = titled(cx, "rules.switch-off", &rule);
    let accept = move |cx: &mut Session, cells: Vec<String>| {
        let edits = rulings::off(&cx.view, &rule, &cells);
        taken(cx, "rule-off", rulings::OFF, edits)
    };
    open(cx, accept, title, rulings::OFF, &cells);
}

/// Asks whether a rule shall be what the program says again.
pub fn reset(cx: &mut Session, rule: Arc<str>) {
    if let Err(wrong) = rulings::reset(&cx.view, &rule) {
        return cx.said = Some(refusals::problem(&wrong.problem));
    }
    let title = titled(cx, "rules.reset", &rule);
    let accept = move |cx: &mut Session, _: Vec<String>| {
        let edits = rulings::reset(&cx.view, &rule);
        taken(cx, "reset-rule", &[], edits)
    };
    open(cx, accept, title, &[], &[]);
}

/// Opens the form of what is asked of those who are planned for one title.
pub fn standard(cx: &mut Session) {
    let begin = |column: &Column| match column.id {
        "from" => cx.view.on.to_string(),
        "strength" => "target".to_owned(),
        _ => String::new(),
    };
    let cells: Vec<String> = rulings::STANDARD.iter().map(begin).collect();
    let title = cx.words.get("rules.standard").to_owned();
    let accept = |cx: &mut Session, cells: Vec<String>| {
        let edits = rulings::standard(&cx.view, &cells);
        taken(cx, "set-standard", rulings::STANDARD, edits)
    };
    open(cx, accept, title, rulings::STANDARD, &cells);
}

fn titled(cx: &Session, key: &'static str, rule: &str) -> String {
    cx.words.fill(key, &[findings::label(&cx.words, &cx.policy, rule)])
}

fn open(
    cx: &mut Session,
    accept: impl Fn(&mut Session, Vec<String>) -> Taken + Send + Sync + 'static,
    title: String,
    columns: &[Column],
    cells: &[String],
) {
    if !cx.refuses_edits() {
        prompt::open(cx, Prompt::session(accept), title, columns, cells);
    }
}

/// Sends edits to the register, or says beside its field what is wrong.
fn taken(cx: &mut Session, intent: &'static str, columns: &[Column], edits: Result<Vec<Edit>, Wrong>) -> Taken {
    let checked = edits.and_then(|edits| {
        try_out(&cx.view, &cx.policy, &edits, cx.today)?;
        Ok(edits)
    });
    match checked {
        Ok(edits) => {
            let generation = cx.next_generation();
            cx.saving = true;
            cx.ask(Effect::Change(Change::Commit { generation, edits, intent, exception: None }));
            Taken::Wait(generation)
        }
        Err(wrong) => {
            let said: Notice = refusals::problem(&wrong.problem);
            let at = columns.iter().position(|column| column.id == wrong.column).unwrap_or(0);
            Taken::Stay(at, said)
        }
    }
}
