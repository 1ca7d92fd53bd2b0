//! The two rows at the head and the two at the foot: where one is, which screen as of when, what just happened, what
//! can be pressed.

use super::pen::Pen;
use super::theme::Role;
use crate::app::input::action::{Action, Scope};
use crate::app::input::typing::Typing;
use crate::app::model::{Model, Screen, Stage};
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::parts::layout::{self, Area, Size};
use crate::app::parts::list::List;
use crate::app::update::follow::{self, Following};
use crate::app::update::start;
use crate::app::words::text;
use crate::domain::Day;

/// Draws head and foot.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let Size { cols, rows } = model.cx.size;
    crumbs(pen, model, cols);
    screens(pen, model, cols);
    let body = layout::body(model.cx.size);
    if body.y > 2 {
        pen.rule(2);
        pen.rule(body.y + body.rows);
    }
    status(pen, model, rows.saturating_sub(2), cols);
    hints(pen, model, rows.saturating_sub(1), cols);
}

/// Row 1: from the province to what is selected; the sample's banner at its end.
fn crumbs(pen: &mut Pen<'_>, model: &Model, cols: u16) {
    let words = &model.cx.words;
    let mut banners = Vec::new();
    if model.cx.meeting {
        banners.push(words.get("head.meeting"));
    }
    if model.cx.read_only {
        banners.push(words.get("head.read-only"));
    }
    if model.cx.place.sample {
        banners.push(words.get("head.sample"));
    }
    let banner = banners.join(" · ");
    let took = pen.right(1, 0, cols.saturating_sub(2), &banner, Role::Banner);
    let room = cols.saturating_sub(took + 4);
    let names = model.path();
    let line = elided(&names, usize::from(room));
    pen.put(1, 0, room, &line, Role::Strong);
}

/// Names in one line; where there is no room the largest give way first: what something belongs to is said longest.
fn elided(names: &[String], room: usize) -> String {
    const TO: &str = " › ";
    let all = names.join(TO);
    if text::width(&all) <= room {
        return all;
    }
    for skipped in 1..names.len() {
        let tail: Vec<&str> = names.iter().skip(skipped).map(String::as_str).collect();
        let line = format!("…{TO}{}", tail.join(TO));
        if text::width(&line) <= room {
            return line;
        }
    }
    names.last().map(|last| text::cut(last, room)).unwrap_or_default()
}

/// The day that is looked at; where the register is one of then, that; and the days before and after on which the
/// hierarchy changed, where there is room.
fn date(model: &Model, cols: u16) -> (String, Role) {
    let words = &model.cx.words;
    let on = model.cx.view.on;
    let mut date = words.fill("head.as-of", &[on.to_string()]);
    if on == model.cx.today {
        date = format!("{date} ({})", words.get("head.today"));
    }
    let before = model.cx.milestones.iter().rev().find(|d| **d < on);
    let after = model.cx.milestones.iter().find(|d| **d > on);
    if cols >= Size::WIDE {
        date.push_str("  ");
        date.push_str(&before.map(|d| format!("‹ {d}")).unwrap_or_default());
        date.push_str(if before.is_some() && after.is_some() { " · " } else { "" });
        date.push_str(&after.map(|d| format!("{d} ›")).unwrap_or_default());
    }
    if let Some(known) = &model.cx.known {
        let day = Day::in_viet_nam(known.at).to_string();
        return (words.fill("head.known", &[known.revision.to_string(), day, on.to_string()]), Role::Banner);
    }
    (date, Role::Plain)
}

/// Row 2: the screen, the line, the day.
fn screens(pen: &mut Pen<'_>, model: &Model, cols: u16) {
    let words = &model.cx.words;
    if model.cx.stage != Stage::Open {
        return;
    }
    let (date, role) = date(model, cols);
    let took = pen.right(1, 1, cols.saturating_sub(2), &date, role);
    let end = cols.saturating_sub(took + 3);
    let mut x = 1;
    let mut put = |pen: &mut Pen<'_>, text: &str, role| {
        x += pen.put(x, 1, end.saturating_sub(x), text, role);
        x
    };
    // where there is no room for the names of all, the others are their letters
    let all: usize = Screen::tabs().map(|screen| text::width(words.get(screen.title())) + 4).sum();
    let beside = model.screen().alternatives(&model.cx);
    let chosen = beside.iter().find(|(_, now)| *now).map_or(0, |(name, _)| text::width(name) + 5);
    let short = all + chosen > usize::from(end);
    for screen in Screen::tabs() {
        let (key, action) = (screen.title(), screen.action());
        let letter = action.and_then(|a| model.cx.keymap.keys(model.scopes(), a).first().map(|k| k.to_string()));
        if screen == model.cx.screen {
            put(pen, &format!("[{}]", words.get(key)), Role::Strong);
        } else if let Some(letter) = letter {
            put(pen, &format!(" {letter}"), Role::Key);
            if !short {
                put(pen, &format!(" {} ", words.get(key)), Role::Quiet);
            }
        } else if !short && (action.is_some() || model.screens.dossier.cadre.is_some()) {
            put(pen, &format!(" {} ", words.get(key)), Role::Quiet);
        }
    }
    let all: usize = beside.iter().map(|(name, _)| text::width(name) + 3).sum();
    let at = put(pen, "  ", Role::Plain);
    let every = all < usize::from(end.saturating_sub(at));
    for (name, now) in beside {
        if now {
            put(pen, &format!("[{name}]"), Role::Strong);
        } else if every {
            put(pen, &format!(" {name} "), Role::Quiet);
        }
    }
}

/// The row above the last: what just happened, and how far the list is.
fn status(pen: &mut Pen<'_>, model: &Model, y: u16, cols: u16) {
    let words = &model.cx.words;
    let mut right = Vec::new();
    if model.cx.stage == Stage::Open {
        if model.cx.saving {
            right.push(words.get("head.saving").to_owned());
        }
        if let Some((_, per_mille)) = model.cx.recalling {
            right.push(words.fill("head.recalling", &[(per_mille / 10).to_string()]));
        }
        if model.cx.view.snapshot.loaded < crate::register::Loaded::All {
            right.push(words.get("head.loading").to_owned());
        }
    }
    // what has just happened is said whole: what stands there anyway gives way
    let urgent = right.len();
    if model.cx.stage == Stage::Open {
        right.extend(model.screen().status(&model.cx));
    }
    if model.cx.typing != Typing::Off && model.scopes() == Scope::Text.chain() {
        right.push(words.get(model.cx.typing.key()).to_owned());
    }
    let said = model.cx.said.as_ref().map(|said| words.fill(said.key, &said.with)).unwrap_or_default();
    let room = usize::from(cols).saturating_sub(text::width(&said) + 4);
    while right.len() > urgent && !said.is_empty() && text::width(&right.join(" · ")) > room {
        right.pop();
    }
    let took = pen.right(1, y, cols.saturating_sub(2), &right.join(" · "), Role::Quiet);
    pen.put(1, y, cols.saturating_sub(took + 3), &said, Role::Strong);
}

/// The last row: what can be pressed now, as far as it fits.
fn hints(pen: &mut Pen<'_>, model: &Model, y: u16, cols: u16) {
    if let Some(keys) = follow::shown(model) {
        return following(pen, &keys, y, cols);
    }
    let scopes = model.scopes();
    let hint = |action: &Action| {
        let key = model.cx.keymap.keys(scopes, *action).first()?.to_string();
        let label = model.hint(*action);
        let took = u16::try_from(text::width(&key) + 1 + text::width(&label)).ok()?;
        Some((key, label, took))
    };
    let mut hints: Vec<_> = model.hints().iter().filter_map(hint).collect();
    // the last of them, help, is there however little room there is for the others
    let Some(last) = hints.pop() else { return };
    let room = cols.saturating_sub(last.2 + 3);
    let mut x = 1;
    let fits = |x: u16, took: u16| x.saturating_add(took) <= room;
    for (key, label, took) in hints {
        if !fits(x, took) {
            continue;
        }
        x += pen.put(x, y, cols - x, &key, Role::Key) + 1;
        x += pen.put(x, y, cols.saturating_sub(x), &label, Role::Quiet) + 2;
    }
    x += pen.put(x, y, cols.saturating_sub(x), &last.0, Role::Key) + 1;
    pen.put(x, y, cols.saturating_sub(x), &last.1, Role::Quiet);
}

/// The last two rows while a key waits for another: the keys so far, and what can follow them.
fn following(pen: &mut Pen<'_>, following: &Following, last: u16, cols: u16) {
    let mut y = last.saturating_sub(1);
    for y in [y, last] {
        pen.clear(Area { x: 0, y, cols, rows: 1 });
    }
    let start = 1 + pen.put(1, y, cols.saturating_sub(1), &following.so_far, Role::Strong) + 2;
    let mut x = start;
    for (key, label) in &following.keys {
        let took = u16::try_from(text::width(key) + 1 + text::width(label)).unwrap_or(u16::MAX);
        if x > start && x.saturating_add(took) >= cols {
            if y == last {
                return;
            }
            (x, y) = (start, last);
        }
        x += pen.put(x, y, cols.saturating_sub(x), key, Role::Key) + 1;
        x += pen.put(x, y, cols.saturating_sub(x), label, Role::Quiet) + 2;
    }
}

/// The screen before a store is open.
pub fn start(pen: &mut Pen<'_>, model: &Model) {
    let words = &model.cx.words;
    let body = layout::body(model.cx.size);
    let cols = body.cols.saturating_sub(4);
    match &model.cx.stage {
        Stage::Ask { dir, list } => {
            pen.put(2, body.y + 1, cols, words.get("start.ask"), Role::Plain);
            pen.put(4, body.y + 2, cols.saturating_sub(2), &dir.display().to_string(), Role::Quiet);
            listed(pen, model, &start::CHOICES, list, body.y + 4);
            if body.rows >= 10 {
                pen.put(2, body.y + 9, cols, words.get("start.nothing"), Role::Quiet);
            }
        }
        Stage::Making { dir, progress } => {
            pen.put(2, body.y + 1, cols, words.get("start.making"), Role::Strong);
            pen.put(2, body.y + 2, cols, &dir.display().to_string(), Role::Quiet);
            if let Some(progress) = progress {
                let done = progress.per_mille.min(1000);
                let wide = cols.min(50);
                let full = usize::from(wide) * usize::from(done) / 1000;
                let bar = format!("{}{}", "█".repeat(full), "░".repeat(usize::from(wide) - full));
                let part = words.fill("start.done", &[(done / 10).to_string()]);
                pen.put(2, body.y + 4, cols, &format!("{bar} {part}"), Role::Plain);
                pen.put(2, body.y + 5, cols, words.get(progress.step), Role::Plain);
            }
        }
        Stage::Refused { why, list } => {
            let said = words.fill(why.key, &why.with);
            let lines = text::wrap(&said, usize::from(cols));
            let mut y = body.y + 1;
            for (nth, line) in lines.iter().take(6).enumerate() {
                let sign = if nth == 0 { "✗" } else { " " };
                pen.put(2, y, cols, &format!("{sign} {line}"), Role::Alarm);
                y += 1;
            }
            listed(pen, model, &start::AGAIN, list, y + 1);
        }
        Stage::Opening => {
            pen.put(2, body.y + 1, cols, words.get("start.opening"), Role::Plain);
        }
        Stage::Open => {}
    }
}

/// What can be chosen before a store is open.
fn listed(pen: &mut Pen<'_>, model: &Model, keys: &[&str], list: &List, top: u16) {
    let body = layout::body(model.cx.size);
    for ((at, key), y) in keys.iter().enumerate().zip(top..body.y + body.rows) {
        let selected = at == list.cursor;
        let role = if selected { Role::Strong } else { Role::Plain };
        pen.put(2, y, 2, super::table::sign(selected, false), Role::Strong);
        pen.put(4, y, body.cols.saturating_sub(6), model.cx.words.get(key), role);
        if selected && !model.cx.over.is_open() {
            pen.point(2, y);
        }
    }
}

/// What stands over the screen.
pub fn over(pen: &mut Pen<'_>, model: &Model) {
    let over = &model.cx.over;
    if let Some(picker) = over.get::<Picker>() {
        super::over::picker(pen, model, picker);
    } else if let Some(form) = over.get::<Form>() {
        super::form::draw(pen, model, form);
    }
}
