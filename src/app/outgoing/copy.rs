//! What goes to the terminal's clipboard: names and titles of what is selected, never a sensitive field, and nothing in
//! the meeting mode.

use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Terminal;
use crate::app::session::selection::Selection;
use crate::domain::CadreId;

/// Longest text that is copied, in bytes: some terminals drop what is more than 74.994 bytes once it is encoded.
const LONGEST: usize = 48 << 10;

/// Copies those who are marked, else what is selected, or says why not.
pub fn selected(cx: &mut Session, selection: &Selection, marked: Vec<CadreId>) {
    let lines = if marked.is_empty() {
        lines(cx, selection)
    } else {
        marked.into_iter().filter_map(|id| cadre(cx, id)).collect()
    };
    copy(cx, &lines);
}

/// Copies one line, or says why not.
pub fn line(cx: &mut Session, line: String) {
    copy(cx, &[line]);
}

fn copy(cx: &mut Session, lines: &[String]) {
    if cx.meeting {
        return cx.say("said.copy-meeting", &[]);
    }
    let mut text = String::new();
    let mut taken = 0;
    for line in lines {
        if text.len() + line.len() + 1 > LONGEST {
            break;
        }
        text.push_str(if taken == 0 { "" } else { "\n" });
        text.push_str(line);
        taken += 1;
    }
    let [took, all] = [taken, lines.len()].map(|n| cx.words.number(n));
    match lines.first() {
        None => return cx.say("said.copy-nothing", &[]),
        Some(_) if taken < lines.len() => cx.say("said.copy-capped", &[took, all]),
        Some(line) if taken == 1 => cx.say("said.copied", std::slice::from_ref(line)),
        Some(_) => cx.say("said.copied-lines", &[took]),
    }
    cx.ask(Effect::Terminal(Terminal::Copy(text)));
}

fn lines(cx: &Session, selection: &Selection) -> Vec<String> {
    if let Some(line) = selection.cadre.and_then(|id| cadre(cx, id)) {
        return vec![line];
    }
    let post = selection.post.as_ref().and_then(|(post, _)| cx.view.post(*post));
    let named = post.map(|post| cx.words.post(&cx.view, post));
    named.or_else(|| selection.unit.map(|unit| cx.view.called_in_full(cx.line, unit))).into_iter().collect()
}

fn cadre(cx: &Session, id: CadreId) -> Option<String> {
    let name = cx.view.cadre(id)?.name.clone();
    let about = [cx.view.held_in_full(id)];
    let about = about.into_iter().filter(|text| !text.is_empty());
    Some(std::iter::once(name).chain(about).collect::<Vec<_>>().join(", "))
}
