//! Keys and pasted text into the model: which action a key is, and what is typed into a line.

use super::action::{Action, Scope};
use super::keymap::Step;
use super::keys::{Code, Key, Sequence};
use super::line::Input;
use crate::app::act;
use crate::app::model::{Model, Over};
use crate::app::overlays::picker::Purpose;
use crate::app::overlays::{find, form, found, picker, saved};
use crate::app::parts::list::Motion;
use crate::app::screens::{import, start};
use crate::app::session::marks;
use crate::app::session::msg::Effect;

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
        }
        if command && model.cx.said.is_none() && !key.behind_input_method().is_empty() {
            model.cx.say("keys.input-method", &[]);
        }
        // lists that the next key moves over must know their rows
        if !rest.is_empty() {
            crate::app::update::settle(model);
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
    if !matches!(action, Action::Redraw | Action::Suspend) {
        model.cx.said = None;
    }
    act::act(model, action);
}

/// The line that is being typed in.
fn input(model: &mut Model) -> Option<&mut Input> {
    match &mut model.cx.over {
        Some(Over::Picker(picker)) => Some(&mut picker.input),
        Some(Over::Form(form)) if form.waits.is_none() => form.field().map(|f| &mut f.input),
        Some(Over::Form(_)) => None,
        None => model.screens.units.tree.filter.as_mut(),
    }
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
    match &model.cx.over {
        Some(Over::Picker(_)) => {
            model.cx.said = None;
            picker::typed(model);
        }
        Some(Over::Form(_)) => form::typed(model),
        None => model.screens.units.tree.rebuild(&model.cx.view, model.cx.line),
    }
}

fn text(model: &mut Model, action: Option<Action>, key: Key) {
    match action {
        Some(Action::Quit) => start::quit(model),
        Some(Action::Suspend) => model.cx.ask(Effect::Suspend),
        Some(Action::NextTyping) => next_typing(model),
        Some(Action::Redraw) => model.cx.ask(Effect::Redraw),
        Some(Action::Accept) => accept(model),
        Some(Action::Save) if matches!(&model.cx.over, Some(Over::Picker(_))) => saved::ask(model),
        Some(Action::Save) => form::accept(model, true),
        Some(Action::FoundUnit) => found::to_unit(model),
        Some(Action::FoundTable) => find::table(model),
        Some(Action::FoundMark) => found::mark(model),
        Some(Action::FoundPlan) => found::plan(model),
        Some(Action::FoundCopy) => found::copy(model),
        Some(Action::FoundWithin) => find::within(model),
        Some(Action::DeleteForward) if saved::forget(model) => {}
        Some(Action::RecallQuery) => find::recall(model),
        Some(Action::OtherNature) => form::other_nature(model),
        Some(Action::Exception) => form::exception(model),
        Some(Action::Cancel | Action::Back) if saved::back(model) => {}
        Some(Action::Cancel | Action::Back) => cancel(model),
        Some(Action::Up) => move_choice(model, Motion::Up),
        Some(Action::Down) => move_choice(model, Motion::Down),
        Some(Action::PageUp) => move_choice(model, Motion::PageUp),
        Some(Action::PageDown) => move_choice(model, Motion::PageDown),
        Some(Action::NextField | Action::PreviousField) => match &mut model.cx.over {
            Some(Over::Picker(p)) if p.purpose == Purpose::Find => {
                find::next_kind(model, action == Some(Action::NextField));
            }
            Some(Over::Picker(_)) => picker::tick(model),
            Some(Over::Form(_)) => form::next_field(model, action == Some(Action::NextField)),
            None => model.screens.units.tree.typing = false,
        },
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

/// Goes on to the next way of typing letters with marks.
pub(in crate::app) fn next_typing(model: &mut Model) {
    model.cx.typing = model.cx.typing.next();
    let name = model.cx.words.get(model.cx.typing.key()).to_owned();
    model.cx.say("said.typing", &[name]);
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
    match &model.cx.over {
        Some(Over::Picker(_)) => picker::accept(model),
        Some(Over::Form(_)) => form::accept(model, false),
        None => {
            model.screens.units.tree.typing = false;
            if model.screens.units.tree.filter.as_ref().is_some_and(Input::is_empty) {
                model.screens.units.tree.filter = None;
            }
        }
    }
}

fn cancel(model: &mut Model) {
    match &model.cx.over {
        // what has been sent to the store will be answered
        Some(Over::Form(form)) if form.waits.is_some() => {
            if form.purpose == form::FormPurpose::Small(form::small::Small::Import) {
                import::break_off(model);
            }
        }
        Some(Over::Form(_)) => form::leave(model),
        Some(_) => model.cx.over = None,
        None => {
            let unit = model.unit();
            model.screens.units.tree.filter = None;
            model.screens.units.tree.typing = false;
            model.screens.units.tree.rebuild(&model.cx.view, model.cx.line);
            if let Some(unit) = unit {
                model.screens.units.tree.reveal(&model.cx.view, model.cx.line, unit);
            }
        }
    }
}

fn move_choice(model: &mut Model, motion: Motion) {
    match &mut model.cx.over {
        Some(Over::Picker(picker)) if picker.purpose == Purpose::Find => find::step(model, motion),
        Some(Over::Picker(picker)) => picker.list.step(motion),
        Some(Over::Form(form)) => form.go(motion),
        None => model.screens.units.tree.list.step(motion),
    }
}
