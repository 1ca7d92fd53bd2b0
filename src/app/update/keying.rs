//! Keys and pasted text into the model: which action a key is, and what is typed into a line.

use super::act::{act as do_action, next_typing};
use super::settle::settle;
use super::{marks, navigate, start};
use crate::app::input::action::{Action, Scope};
use crate::app::input::keymap::Step;
use crate::app::input::keys::{Code, Key, Sequence};
use crate::app::input::line::Input;
use crate::app::model::Model;
use crate::app::overlays::form::Form;
use crate::app::overlays::form::FormPurpose;
use crate::app::overlays::picker::Look;
use crate::app::overlays::picker::Picker;
use crate::app::overlays::{find, form, found, saved};
use crate::app::parts::list::Motion;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Terminal;

/// Keys that came in one read; what an input method sends to tidy its line is none of the officer's.
pub(in crate::app) fn typed(model: &mut Model, keys: &[Key]) {
    let mut rest = keys;
    while let Some((key, after)) = rest.split_first() {
        rest = after;
        let command = model.scopes().first() != Some(&Scope::Text);
        let typing = model.cx.typing;
        let pressed = match command {
            true => model.keyboard.echo.command(*key, rest, typing),
            false => model.keyboard.echo.field(*key, rest, typing),
        };
        if let Some(key) = pressed {
            press(model, key);
            navigate::carry_out(model);
        }
        if command && model.cx.said.is_none() && !key.behind_input_method().is_empty() {
            model.cx.say("keys.input-method", &[]);
        }
        // lists that the next key moves over must know their rows
        if !rest.is_empty() {
            settle(model);
        }
    }
}

fn press(model: &mut Model, key: Key) {
    model.trail.reopen = None;
    if let Some(action) = model.keyboard.awaits.take() {
        model.cx.said = None;
        if marks::letter(model, action, key) {
            return;
        }
    }
    let scopes = model.scopes();
    let before = std::mem::take(&mut model.keyboard.pending);
    if !before.is_empty() && key == Key::from(Code::Esc) {
        return;
    }
    let action = match model.cx.keymap.resolve(scopes, &before, key) {
        Step::Act(action) => Some(action),
        Step::More(pressed) => {
            model.cx.said = None;
            model.keyboard.pending = before;
            return model.keyboard.pending.push(pressed);
        }
        // an input method takes back what it will write anew
        Step::Nothing if !before.is_empty() && key == Key::from(Code::Backspace) => {
            model.keyboard.pending = before;
            return;
        }
        Step::Nothing if !before.is_empty() => {
            let keys = Sequence::from([before, vec![key]].concat());
            return model.cx.say("keys.no-such", &[keys.to_string()]);
        }
        Step::Nothing => None,
    };
    if scopes.first() == Some(&Scope::Text) {
        return text(model, action, key);
    }
    let Some(action) = action else {
        return;
    };
    // in a window that shows nothing nothing is done unseen
    if !model.cx.size.usable() && !matches!(action, Action::Quit | Action::Redraw | Action::Suspend) {
        return;
    }
    if !matches!(action, Action::Redraw | Action::Suspend) {
        model.cx.said = None;
    }
    do_action(model, action);
}

/// The line that is being typed in.
fn input(model: &mut Model) -> Option<&mut Input> {
    let over = &mut model.cx.over;
    if !over.is_open() {
        return model.screens.units.typing();
    }
    if over.get::<Picker>().is_some() {
        return over.get_mut::<Picker>().map(|picker| &mut picker.input);
    }
    over.get_mut::<Form>().filter(|form| form.waits.is_none())?.field().map(|f| &mut f.input)
}

pub(in crate::app) fn pasted(model: &mut Model, pasted: &str) {
    if model.scopes().first() == Some(&Scope::Text)
        && let Some(input) = input(model)
    {
        input.paste(pasted);
        changed(model);
    }
}

/// What was typed has changed: narrow, look again, say what is wrong.
fn changed(model: &mut Model) {
    if let Some(picker) = model.cx.over.get_mut::<Picker>() {
        model.cx.said = None;
        match (picker.look, picker.typed.clone()) {
            (_, Some(typed)) => model.cx.call(typed),
            (Look::Find, None) => find::typed(&mut model.cx),
            (_, None) => picker.narrow(),
        }
    } else if model.cx.over.get::<Form>().is_some() {
        form::typed(&mut model.cx);
    } else {
        model.screens.units.tree.rebuild(&model.cx.view, model.cx.line);
    }
}

fn text(model: &mut Model, action: Option<Action>, key: Key) {
    match action {
        Some(Action::Quit) => start::quit(model),
        Some(Action::Suspend) => model.cx.ask(Effect::Terminal(Terminal::Suspend)),
        Some(Action::NextTyping) => next_typing(&mut model.cx),
        Some(Action::Redraw) => model.cx.ask(Effect::Terminal(Terminal::Redraw)),
        Some(Action::Accept) => accept(model),
        Some(Action::Save) if model.cx.over.get::<Picker>().is_some() => saved::ask(&mut model.cx),
        Some(Action::Save) => form::accept(&mut model.cx, true),
        Some(Action::FoundUnit) => found::to_unit(&mut model.cx),
        Some(Action::FoundTable) => find::table(&mut model.cx),
        Some(Action::FoundMark) => found::mark(&mut model.cx),
        Some(Action::FoundPlan) => found::plan(&mut model.cx),
        Some(Action::FoundCopy) => found::copy(&mut model.cx),
        Some(Action::FoundWithin) => find::within(&mut model.cx),
        Some(Action::DeleteForward) if saved::forget(&mut model.cx) => {}
        Some(Action::RecallQuery) => find::recall(&mut model.cx),
        Some(Action::OtherNature) => form::other_nature(&mut model.cx),
        Some(Action::Exception) => form::exception(&mut model.cx),
        Some(Action::Cancel | Action::Back) if saved::back(&mut model.cx) => {}
        Some(Action::Cancel | Action::Back) => cancel(model),
        Some(Action::Up) => move_choice(model, Motion::Up),
        Some(Action::Down) => move_choice(model, Motion::Down),
        Some(Action::PageUp) => move_choice(model, Motion::PageUp),
        Some(Action::PageDown) => move_choice(model, Motion::PageDown),
        Some(Action::NextField) => next_field(model, true),
        Some(Action::PreviousField) => next_field(model, false),
        Some(edit) => {
            if let Some(input) = input(model)
                && edited(input, edit)
            {
                changed(model);
            }
        }
        None => {
            let typing = model.cx.typing;
            if let (Some(c), Some(input)) = (key.typed(), input(model)) {
                input.key(c, typing);
                changed(model);
            }
        }
    }
}

/// To the next or previous field or kind, or on with the choice under the cursor.
fn next_field(model: &mut Model, forward: bool) {
    let cx = &mut model.cx;
    match cx.over.get::<Picker>().map(|picker| picker.look) {
        Some(Look::Find) => find::next_kind(cx, forward),
        Some(_) => tick(cx),
        None if cx.over.is_open() => form::next_field(cx, forward),
        None => model.screens.units.tree.typing = false,
    }
}

/// Ticks the choice under the cursor, or takes its tick away; a value that is only begun is completed first.
fn tick(cx: &mut Session) {
    let Some(picker) = cx.over.get_mut::<Picker>() else { return };
    let typed = picker.typed.clone();
    if picker.look == Look::Candidates && find::complete(picker) {
        return typed.into_iter().for_each(|typed| cx.call(typed));
    }
    if let Some(then) = picker.tick() {
        cx.call(then);
    }
}

/// Does an action that something other than its key asks for: a choice of the palette, or a hit that came late.
pub(super) fn act(model: &mut Model, action: Action) {
    if action == Action::Accept && model.cx.over.is_open() {
        return accept(model);
    }
    if !model.cx.keymap.keys(model.scopes(), action).is_empty() {
        return do_action(model, action);
    }
    let label = model.cx.words.get(&action.label_key()).to_owned();
    let scopes: Vec<&str> = action.scopes().iter().map(|s| model.cx.words.get(s.label_key())).collect();
    let scopes = scopes.join(", ");
    model.cx.say("help.not-here", &[label, scopes]);
}

/// Does an action of the input line; whether the text may have changed.
fn edited(input: &mut Input, action: Action) -> bool {
    match action {
        Action::CursorLeft => input.left(),
        Action::CursorRight => input.right(),
        Action::CursorHome => input.home(),
        Action::CursorEnd => input.end(),
        Action::DeleteBack => input.backspace(),
        Action::DeleteForward => input.delete(),
        Action::DeleteWord => input.delete_word(),
        Action::DeleteLine => input.delete_to_start(),
        _ => return false,
    }
    !matches!(action, Action::CursorLeft | Action::CursorRight | Action::CursorHome | Action::CursorEnd)
}

fn accept(model: &mut Model) {
    if model.cx.over.get::<Picker>().is_some() {
        choose(&mut model.cx);
    } else if model.cx.over.is_open() {
        form::accept(&mut model.cx, false);
    } else {
        model.screens.units.tree.typing = false;
        if model.screens.units.tree.filter.as_ref().is_some_and(Input::is_empty) {
            model.screens.units.tree.filter = None;
        }
    }
}

/// Takes the choice under the cursor of a picker.
fn choose(cx: &mut Session) {
    if saved::accept(cx) || find::waits(cx) {
        return;
    }
    let Some(picker) = cx.over.get::<Picker>() else { return };
    if picker.seek.narrows.is_some() {
        return find::table(cx);
    }
    if let Some(accept) = picker.accept.clone() {
        return cx.call(accept);
    }
    let (takes, typed) = (picker.seek.takes.clone(), picker.input.text());
    let ticks = picker.ticks();
    let Some(choice) = picker.selected().cloned() else { return };
    cx.over.close();
    match (choice.what, choice.then, takes) {
        _ if choice.barred.is_some() => cx.say("said.plainly", &choice.barred.into_iter().collect::<Vec<_>>()),
        (Some(what), _, Some(takes)) => cx.call(takes.with(what)),
        (Some(what), _, None) => found::take(cx, &typed, what),
        // what is ticked has been done already
        (None, Some(then), _) if !ticks => cx.call(then),
        (None, ..) => {}
    }
}

fn cancel(model: &mut Model) {
    match model.cx.over.get::<Form>() {
        // what has been sent to the store will be answered
        Some(form) if form.waits.is_some() => {
            if let FormPurpose::Prompt(prompt) = &form.purpose
                && let Some(broken_off) = prompt.broken_off.clone()
            {
                model.cx.call(broken_off);
            }
        }
        Some(_) => form::leave(&mut model.cx),
        None if model.cx.over.is_open() => model.cx.over.close(),
        None => model.screens.units.drop_filter(&model.cx),
    }
}

fn move_choice(model: &mut Model, motion: Motion) {
    let over = &mut model.cx.over;
    if let Some(picker) = over.get_mut::<Picker>() {
        match picker.look {
            Look::Find => find::step(&mut model.cx, motion),
            _ => picker.list.step(motion),
        }
    } else if let Some(form) = over.get_mut::<Form>() {
        form.go(motion);
    } else {
        model.screens.units.tree.list.step(motion);
    }
}
