//! What goes to the terminal's clipboard: names and titles of what is selected, never a sensitive field, and nothing in
//! the meeting mode.

use crate::app::model::{Model, Screen};
use crate::app::parts::layout::Pane;
use crate::app::screens::cadres::unit_of;
use crate::app::session::msg::Effect;
use crate::domain::CadreId;

/// Longest text that is copied, in bytes: some terminals drop what is more than 74.994 bytes once it is encoded.
const LONGEST: usize = 48 << 10;

/// Copies what is selected, or says why not.
pub fn selected(model: &mut Model) {
    if model.cx.screen == Screen::Rotations && model.screens.rotations.source().is_some() {
        return model.cx.say("rotations.no-export", &[]);
    }
    let lines = lines(model);
    copy(model, &lines);
}

/// Copies one line, or says why not.
pub fn line(model: &mut Model, line: String) {
    copy(model, &[line]);
}

fn copy(model: &mut Model, lines: &[String]) {
    if model.cx.meeting {
        return model.cx.say("said.copy-meeting", &[]);
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
    let [took, all] = [taken, lines.len()].map(|n| model.cx.words.number(n));
    match lines.first() {
        None => return model.cx.say("said.copy-nothing", &[]),
        Some(_) if taken < lines.len() => model.cx.say("said.copy-capped", &[took, all]),
        Some(line) if taken == 1 => model.cx.say("said.copied", std::slice::from_ref(line)),
        Some(_) => model.cx.say("said.copied-lines", &[took]),
    }
    model.cx.ask(Effect::Copy(text));
}

fn lines(model: &Model) -> Vec<String> {
    let marked = &model.screens.cadres.marks.ids;
    if model.cx.screen == Screen::Cadres && !marked.is_empty() {
        return model
            .screens
            .cadres
            .ids
            .iter()
            .filter(|id| marked.contains(id))
            .filter_map(|id| cadre(model, *id))
            .collect();
    }
    if let Some(line) = model.cadre().and_then(|id| cadre(model, id)) {
        return vec![line];
    }
    let unit = model.unit().filter(|_| model.cx.screen == Screen::Units);
    let Some(unit) = unit.map(|unit| model.cx.view.called_in_full(model.cx.line, unit)) else { return Vec::new() };
    let post = model.screens.units.posts.selected().filter(|_| model.screens.units.beside != Pane::Tree);
    let title =
        post.and_then(|row| model.cx.view.title(&row.post)).map(|t| model.cx.words.pick(&t.vi, &t.en).to_owned());
    vec![title.into_iter().chain([unit]).collect::<Vec<_>>().join(", ")]
}

fn cadre(model: &Model, id: CadreId) -> Option<String> {
    let name = model.cx.view.cadre(id)?.name.clone();
    let about = [model.cx.view.titles_in_one_line(id), unit_of(&model.cx.view, id)];
    let about = about.into_iter().filter(|text| !text.is_empty());
    Some(std::iter::once(name).chain(about).collect::<Vec<_>>().join(", "))
}
