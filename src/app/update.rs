//! Messages into the model. Synchronous: what takes time is asked as an effect and comes back as a message.

use super::action::{Action, Scope};
use super::input::Input;
use super::keymap::Step;
use super::keys::{Code, Key, Sequence};
use super::layout::{self, Pane, Size};
use super::list::Motion;
use super::model::{Model, Over, Screen, Stage};
use super::msg::{Effect, Msg};
use super::picker::Purpose;
use super::{
    act, cadres, card, chain, dossier, filters, find, form, found, journal, known, marks, mouse, picker, places, plan,
    reorganise, rotations, saved, start, timeline, today,
};
use crate::domain::{Day, Line, Revision, UnitId};
use crate::register::Loaded;

/// What was made for which state of the register, so that it is made again only when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    posts: Option<(Stand, Line, Option<UnitId>)>,
    counts: Option<(Stand, Line)>,
    index: Option<Revision>,
}

/// The register on a day.
type Stand = (Revision, Loaded, Day);

/// Takes a message in; what is to be done outside comes back.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Keys(keys) => typed(model, &keys),
        Msg::Mouse(mouse) => mouse::did(model, mouse),
        Msg::Paste(text) => pasted(model, &text),
        Msg::Resize(size) => model.size = size,
        Msg::Opened(opened) => start::opened(model, *opened),
        Msg::NotOpened(said) => start::refused(model, said),
        Msg::Progress(now) => {
            if let Stage::Making { progress, .. } = &mut model.stage {
                *progress = Some(now);
            }
        }
        Msg::Provinces(provinces) => {
            model.provinces = provinces;
            picker::provinces_arrived(model);
        }
        Msg::Snapshot(snapshot) => places::snapshot(model, snapshot),
        Msg::ReadFailed(said) => model.said = Some(said),
        Msg::Counted => {}
        Msg::People { generation, ids } => cadres::arrived(model, generation, ids),
        Msg::Found { generation, found, micros } => {
            if !form::found(model, generation, &found.hits) {
                find::arrived(model, generation, found, micros);
            }
        }
        Msg::Sifted { generation, found } => {
            _ = plan::filter::arrived(model, generation, &found) || filters::sifted(model, generation, &found);
        }
        Msg::Texts { cadre, training, dossier } => {
            if model.dossier.cadre == Some(cadre) {
                model.dossier.training = training;
                model.dossier.texts = dossier;
                model.dossier.reading = false;
            }
        }
        Msg::NoTexts { cadre, why } => {
            if model.dossier.cadre == Some(cadre) {
                model.dossier.reading = false;
                model.said = Some(why);
            }
        }
        Msg::Journal { generation, from, page } => journal::arrived(model, generation, from, page),
        Msg::Planned { generation, result } => reorganise::planned(model, generation, result),
        Msg::Board { generation, board } => plan::arrived(model, generation, board),
        Msg::Queues { generation, board } => rotations::arrived(model, generation, board),
        Msg::Agenda { generation, agenda } => today::arrived(model, generation, agenda),
        Msg::Candidates { generation, trials } => plan::candidates::arrived(model, generation, &trials),
        Msg::NoJournal(why) => journal::failed(model, why),
        Msg::Revision(opened) => journal::opened(model, opened.map(|o| *o)),
        Msg::Recalling { generation, per_mille } => known::progress(model, generation, per_mille),
        Msg::Known { generation, at, result } => known::arrived(model, generation, at, result),
        Msg::Committed { generation, result, created } => form::committed(model, generation, result, created),
    }
    settle(model);
    refuse_edits(model)
}

/// What was asked of the world, without what would change a register that is only looked at.
fn refuse_edits(model: &mut Model) -> Vec<Effect> {
    let mut asked = model.asked();
    let Some(why) = model.why_no_edits() else { return asked };
    let mut refused = Vec::new();
    asked.retain(|effect| {
        refused.extend(effect.edits());
        effect.edits().is_none()
    });
    for generation in refused {
        form::committed(model, generation, Err(why.clone()), None);
    }
    asked
}

/// Keys that came in one read; what an input method sends to tidy its line is none of the officer's.
fn typed(model: &mut Model, keys: &[Key]) {
    let mut rest = keys;
    while let Some((key, after)) = rest.split_first() {
        rest = after;
        let command = model.scopes().first() != Some(&Scope::Text);
        let typing = model.typing;
        let pressed = match command {
            true => model.echo.command(*key, rest, typing),
            false => model.echo.field(*key, rest, typing),
        };
        if let Some(key) = pressed {
            press(model, key);
        }
        if command && model.said.is_none() && !key.behind_input_method().is_empty() {
            model.say("keys.input-method", &[]);
        }
        // lists that the next key moves over must know their rows
        if !rest.is_empty() {
            settle(model);
        }
    }
}

fn press(model: &mut Model, key: Key) {
    model.reopen = None;
    if let Some(action) = model.awaits.take() {
        model.said = None;
        if marks::letter(model, action, key) {
            return;
        }
    }
    let scopes = model.scopes();
    let before = std::mem::take(&mut model.pending);
    if !before.is_empty() && key == Key::from(Code::Esc) {
        return;
    }
    let action = match model.keymap.resolve(scopes, &before, key) {
        Step::Act(action) => Some(action),
        Step::More(pressed) => {
            model.said = None;
            model.pending = before;
            return model.pending.push(pressed);
        }
        // an input method takes back what it will write anew
        Step::Nothing if !before.is_empty() && key == Key::from(Code::Backspace) => {
            model.pending = before;
            return;
        }
        Step::Nothing if !before.is_empty() => {
            let keys = Sequence::from([before, vec![key]].concat());
            return model.say("keys.no-such", &[keys.to_string()]);
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
        model.said = None;
    }
    act::act(model, action);
}

/// The line that is being typed in.
fn input(model: &mut Model) -> Option<&mut Input> {
    match &mut model.over {
        Some(Over::Picker(picker)) => Some(&mut picker.input),
        Some(Over::Form(form)) if form.waits.is_none() => form.field().map(|f| &mut f.input),
        Some(Over::Form(_)) => None,
        None => model.tree.filter.as_mut(),
    }
}

fn pasted(model: &mut Model, pasted: &str) {
    if model.scopes().first() == Some(&Scope::Text)
        && let Some(input) = input(model)
    {
        input.paste(pasted);
        changed(model);
    }
}

/// What was typed has changed: narrow, look again, say what is wrong.
fn changed(model: &mut Model) {
    match &model.over {
        Some(Over::Picker(_)) => {
            model.said = None;
            picker::typed(model);
        }
        Some(Over::Form(_)) => form::typed(model),
        None => model.tree.rebuild(&model.view, model.line),
    }
}

fn text(model: &mut Model, action: Option<Action>, key: Key) {
    match action {
        Some(Action::Quit) => start::quit(model),
        Some(Action::Suspend) => model.ask(Effect::Suspend),
        Some(Action::NextTyping) => next_typing(model),
        Some(Action::Redraw) => model.ask(Effect::Redraw),
        Some(Action::Accept) => accept(model),
        Some(Action::Save) if matches!(&model.over, Some(Over::Picker(_))) => saved::ask(model),
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
        Some(Action::NextField | Action::PreviousField) => match &mut model.over {
            Some(Over::Picker(p)) if p.purpose == Purpose::Find => {
                find::next_kind(model, action == Some(Action::NextField));
            }
            Some(Over::Picker(_)) => picker::tick(model),
            Some(Over::Form(_)) => form::next_field(model, action == Some(Action::NextField)),
            None => model.tree.typing = false,
        },
        Some(edit) => {
            if let Some(input) = input(model)
                && edited(input, edit)
            {
                changed(model);
            }
        }
        None => {
            let typing = model.typing;
            if let (Some(c), Some(input)) = (key.typed(), input(model)) {
                input.key(c, typing);
                changed(model);
            }
        }
    }
}

/// Goes on to the next way of typing letters with marks.
pub(super) fn next_typing(model: &mut Model) {
    model.typing = model.typing.next();
    let name = model.words.get(model.typing.key()).to_owned();
    model.say("said.typing", &[name]);
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
    match &model.over {
        Some(Over::Picker(_)) => picker::accept(model),
        Some(Over::Form(_)) => form::accept(model, false),
        None => {
            model.tree.typing = false;
            if model.tree.filter.as_ref().is_some_and(Input::is_empty) {
                model.tree.filter = None;
            }
        }
    }
}

fn cancel(model: &mut Model) {
    match &model.over {
        // what has been sent to the store will be answered
        Some(Over::Form(form)) if form.waits.is_some() => {}
        Some(Over::Form(_)) => form::leave(model),
        Some(_) => model.over = None,
        None => {
            let unit = model.unit();
            model.tree.filter = None;
            model.tree.typing = false;
            model.tree.rebuild(&model.view, model.line);
            if let Some(unit) = unit {
                model.tree.reveal(&model.view, model.line, unit);
            }
        }
    }
}

fn move_choice(model: &mut Model, motion: Motion) {
    match &mut model.over {
        Some(Over::Picker(picker)) if picker.purpose == Purpose::Find => find::step(model, motion),
        Some(Over::Picker(picker)) => picker.list.step(motion),
        Some(Over::Form(form)) => form.go(motion),
        None => model.tree.list.step(motion),
    }
}

/// Makes again what depends on what has changed: lists take note of their rows and of the window, posts follow the
/// unit, counts and people are asked for.
pub fn settle(model: &mut Model) {
    let size = model.size;
    if let Some(Over::Picker(picker)) = &mut model.over {
        let rows = layout::body(size).rows.saturating_sub(2);
        picker.list.fit(picker.choices.len(), usize::from(rows));
    }
    if model.stage != Stage::Open {
        return;
    }
    ask_counts(model);
    if model.screen == Screen::Reorganise && model.reorganise.plan.is_none() {
        // it was carried out: what leads back here finds nothing
        model.screen = Screen::Units;
    }
    match model.screen {
        Screen::Units => units(model, size),
        Screen::Cadres => {
            let rows = layout::body(size).rows.saturating_sub(1);
            model.cadres.list.fit(model.cadres.ids.len(), usize::from(rows));
            cadres::refresh(model);
        }
        Screen::Dossier => dossier::rewrite(model),
        Screen::Journal => journal::refresh(model),
        Screen::Reorganise => reorganise::refresh(model),
        Screen::Plan => plan::refresh(model),
        Screen::Today => today::refresh(model),
        Screen::Timeline => timeline::refresh(model),
        Screen::Rotations => rotations::refresh(model),
        Screen::Chain => chain::refresh(model),
    }
}

fn stand(model: &Model) -> Stand {
    (model.view.snapshot.revision, model.view.snapshot.loaded, model.view.on)
}

fn ask_counts(model: &mut Model) {
    let stand = stand(model);
    let loaded = model.view.snapshot.loaded;
    if loaded >= Loaded::Appointments && model.made.counts != Some((stand, model.line)) {
        model.made.counts = Some((stand, model.line));
        if model.view.counts_ready(model.line).is_none() {
            let effect = Effect::Count(model.view.clone(), model.line);
            model.ask(effect);
        }
    }
    // of another day the index is made once something is looked for
    let (revision, ..) = stand;
    if loaded == Loaded::All && model.made.index != Some(revision) {
        model.made.index = Some(revision);
        let desk = model.tidy_desk();
        let effect = Effect::Index(model.view.clone(), desk);
        model.ask(effect);
    }
}

fn units(model: &mut Model, size: Size) {
    if model.focus != Pane::Card {
        model.beside = model.focus;
    }
    let panes = layout::panes(size, model.focus);
    let filter = u16::from(model.tree.filter.is_some());
    if panes.tree.cols > 0 {
        model.tree.list.fit(model.tree.rows.len(), usize::from(panes.tree.rows.saturating_sub(filter)));
    }
    let wanted = (stand(model), model.line, model.unit());
    if model.made.posts != Some(wanted) {
        model.made.posts = Some(wanted);
        let unit = model.unit();
        model.posts.rebuild(&model.view, model.line, unit);
    }
    if panes.posts.cols > 0 {
        model.posts.list.fit(model.posts.lines.len(), usize::from(panes.posts.rows.saturating_sub(1)));
    }
    if panes.card.cols > 0 {
        let (lines, label) = card::selected(model).lines(panes.card.cols.saturating_sub(2));
        model.card.lines = lines;
        model.card.label = label;
        model.card.list.fit(model.card.lines.len(), usize::from(panes.card.rows));
        if model.focus != Pane::Card {
            model.card.list.go(0);
        }
    }
}
