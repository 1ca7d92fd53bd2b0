//! What the corrected gazetteer would set right in the register: shown change by change, done by one revision only when it
//! is accepted.

use crate::app::overlays::form::options;
use crate::app::overlays::found;
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::{Change, Effect};
use crate::app::words::{self, Words};
use crate::domain::{Edit, Record};
use crate::register::fields::differences;
use crate::register::gazetteer::Gazetteer;
use crate::register::{View, mend};
use crate::search::Found;

/// The name that the journal keeps.
pub const INTENT: &str = "mend-gazetteer";

/// What an edit changes, a line a field: "Xã Cao Lộc · mã đơn vị: 06184 → 06211".
#[must_use]
pub fn lines(words: &Words, view: &View, edit: &Edit) -> Vec<String> {
    let name = match &edit.becomes {
        Some(Record::Unit(unit)) => words::unit_name(view, unit.id),
        _ => return Vec::new(),
    };
    let mut lines = Vec::new();
    for d in differences(edit.was.as_ref(), edit.becomes.as_ref(), view) {
        let Some(column) = d.sheet.columns().get(d.column) else { continue };
        let shown = |cell: &str| match options::shown(words, view, column.input, cell) {
            text if text.is_empty() => "—".to_owned(),
            text => text,
        };
        let sheet = words.of_group("sheet", d.sheet.id());
        lines.push(format!("{name} · {sheet}: {} → {}", shown(&d.was), shown(&d.becomes)));
    }
    lines
}

/// Offers to set right what is wrong, and shows what that is.
pub(super) fn ask(cx: &mut Session) {
    let Some(gazetteer) = Gazetteer::shared() else { return };
    let edits = mend::edits(&cx.view, gazetteer);
    let shown = edits.iter().filter_map(|edit| match &edit.becomes {
        Some(Record::Unit(unit)) => Some((unit.id, lines(&cx.words, &cx.view, edit))),
        _ => None,
    });
    let to = |unit| Callback::session(move |cx: &mut Session, ()| found::go(cx, Found::Unit(unit)));
    let rows: Vec<Choice> =
        shown.flat_map(|(unit, lines)| lines.into_iter().map(move |line| Choice::new(line, to(unit)))).collect();
    let (count, commit) = (cx.words.number(edits.len()), edits);
    let all = Callback::session(move |cx: &mut Session, ()| {
        let generation = cx.next_generation();
        cx.saving = true;
        let (edits, exception) = (commit.clone(), None);
        cx.ask(Effect::Change(Change::Commit { generation, edits, intent: INTENT, exception }));
    });
    let all = Choice::new(cx.words.fill("today.mend-all", &[count]), all).with(cx.words.get("today.mend-undone"));
    picker::show(cx, Picker::new(Look::Plain, "today.mend", std::iter::once(all).chain(rows).collect()));
}
