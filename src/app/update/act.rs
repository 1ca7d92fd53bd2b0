//! What an action does: first what every screen shares, then what the screen that is open makes of it.

use super::{known, marks, navigate, places, start};
use crate::app::input::action::Action;
use crate::app::model::{Model, Stage};
use crate::app::outgoing::{self, copy, papers};
use crate::app::overlays::form::entries::{self, Verb};
use crate::app::overlays::{find, form, help};
use crate::app::parts::list::Motion;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::effect::{Change, Terminal};
use crate::app::session::go::Go;
use crate::app::session::stage::Screen;
use crate::app::words::Words;
use crate::domain::Subject;

/// Does an action where no text is being typed, and goes where it leads.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Quit => start::quit(model),
        Action::Suspend => model.cx.ask(Effect::Terminal(Terminal::Suspend)),
        Action::Redraw => model.cx.ask(Effect::Terminal(Terminal::Redraw)),
        Action::Help => {
            let scopes = model.scopes();
            help::open(&mut model.cx, scopes);
        }
        Action::NextTyping => next_typing(&mut model.cx),
        Action::NextLanguage => {
            model.cx.words = Words::of(model.cx.words.lang.other());
            model.cx.say("said.language", &[]);
        }
        _ if model.cx.stage != Stage::Open => at_start(model, action),
        _ => shared(model, action),
    }
}

/// What every screen has.
fn shared(model: &mut Model, action: Action) {
    if model.screen().overrides(action) {
        return model.screens.get_mut(model.cx.screen).act(&mut model.cx, action);
    }
    if let Some(motion) = motion(action) {
        return model.screens.get_mut(model.cx.screen).step(&mut model.cx, motion);
    }
    if let Some(screen) = Screen::of_action(action) {
        return model.cx.go(Go::Screen(screen));
    }
    match action {
        Action::Find => find::open(&mut model.cx),
        Action::SetMark | Action::GoToMark => marks::ask(model, action),
        Action::Copy => copy(model),
        Action::Export => {
            let screen = model.screens.get(model.cx.screen);
            outgoing::export(&mut model.cx, screen);
        }
        Action::Papers => offer_papers(model),
        Action::Leave => leave(model),
        Action::Back | Action::Forward => {
            if !navigate::along_trail(model, action == Action::Back) {
                model.cx.say("said.no-jump", &[]);
            }
        }
        Action::Timeline => timeline(model),
        Action::JournalOf => about(model).into_iter().for_each(|subject| model.cx.go(Go::Journal(subject))),
        Action::KnownNow => known::now(model),
        Action::NextLine => places::to_line(model, places::next_line(model.cx.line)),
        Action::DateType => form::date(&mut model.cx),
        Action::DatePrevious => places::to_milestone(model, false),
        Action::DateNext => places::to_milestone(model, true),
        Action::DateToday => places::to_day(model, model.cx.today),
        Action::DateHome => places::to_day(model, model.cx.place.home.unwrap_or(model.cx.today)),
        Action::Meeting => {
            model.cx.meeting = !model.cx.meeting;
            model.cx.say(if model.cx.meeting { "meeting.on" } else { "meeting.off" }, &[]);
        }
        Action::Chain => chain(model),
        Action::Edit => enter(model, Verb::Correct),
        Action::ChangeFrom => enter(model, Verb::Change),
        Action::Add => enter(model, Verb::Add),
        Action::End => enter(model, Verb::End),
        Action::Many => many(model),
        Action::ResumeDraft => form::draft::resume(&mut model.cx),
        Action::Undo | Action::Redo => {
            let back = action == Action::Undo;
            if !model.screens.get_mut(model.cx.screen).undo(&mut model.cx, back) {
                take_back(&mut model.cx, back);
            }
        }
        _ => model.screens.get_mut(model.cx.screen).act(&mut model.cx, action),
    }
}

fn motion(action: Action) -> Option<Motion> {
    Some(match action {
        Action::Up => Motion::Up,
        Action::Down => Motion::Down,
        Action::PageUp => Motion::PageUp,
        Action::PageDown => Motion::PageDown,
        Action::First => Motion::First,
        Action::Last => Motion::Last,
        _ => return None,
    })
}

/// Goes on to the next way of typing letters with marks.
pub(super) fn next_typing(cx: &mut Session) {
    cx.typing = cx.typing.next();
    let name = cx.words.get(cx.typing.key()).to_owned();
    cx.say("said.typing", &[name]);
}

fn at_start(model: &mut Model, action: Action) {
    match (&mut model.cx.stage, action) {
        (Stage::Ask { list, .. } | Stage::Refused { list, .. }, Action::Up) => list.step(Motion::Up),
        (Stage::Ask { list, .. } | Stage::Refused { list, .. }, Action::Down) => list.step(Motion::Down),
        (Stage::Ask { .. } | Stage::Refused { .. }, Action::Open) => start::chosen(model),
        (Stage::Ask { .. } | Stage::Refused { .. }, Action::Leave) => start::quit(model),
        _ => {}
    }
}

/// Undoes the author's last revision, or redoes it.
fn take_back(cx: &mut Session, undo: bool) {
    if cx.refuses_edits() {
        return;
    }
    let generation = cx.next_generation();
    cx.saving = true;
    cx.ask(Effect::Change(if undo { Change::Undo(generation) } else { Change::Redo(generation) }));
}

/// Closes the innermost thing that is open: filter, range, marks, pane, screen.
fn leave(model: &mut Model) {
    if !model.screens.get_mut(model.cx.screen).leave(&mut model.cx) {
        model.cx.go(Go::Close);
    }
}

/// Papers of what is shown, then those of the person who is selected.
fn offer_papers(model: &mut Model) {
    let (screen, cx) = (model.screen(), &model.cx);
    let mut fitting = screen.papers(cx);
    fitting.extend(screen.selection(cx).cadre.iter().flat_map(|cadre| papers::of_person(cx, *cadre)));
    papers::offer(&mut model.cx, fitting);
}

/// Something of all who are marked in the table of cadres.
fn many(model: &mut Model) {
    let mut selection = model.screen().selection(&model.cx);
    selection.marked = model.screens.cadres.marked();
    entries::many(&mut model.cx, &selection);
}

fn enter(model: &mut Model, verb: Verb) {
    let selection = model.screen().selection(&model.cx);
    entries::begin(&mut model.cx, &selection, verb);
}

fn copy(model: &mut Model) {
    let selection = model.screen().selection(&model.cx);
    let marked = model.screens.cadres.ids.iter().filter(|id| selection.marked.contains(id)).copied().collect();
    copy::selected(&mut model.cx, &selection, marked);
}

/// Of whom or what the journal is asked.
fn about(model: &Model) -> Option<Subject> {
    model.screen().selection(&model.cx).about
}

/// The years of the cadre or the unit that is selected.
fn timeline(model: &mut Model) {
    let selection = model.screen().selection(&model.cx);
    let of = selection.cadre.map(Subject::Cadre).or(selection.unit.map(Subject::Unit));
    of.into_iter().for_each(|of| model.cx.go(Go::Timeline(of)));
}

/// A replacement chain that begins with the move or the person under the cursor of the rotations.
fn chain(model: &mut Model) {
    let rotations = &model.screens.rotations;
    let moved = rotations.selected().map(|m| ((*m.rotation).clone(), m.phase));
    let source = rotations.source().map(|s| s.cadre);
    model.cx.go(Go::Screen(Screen::Chain));
    crate::app::screens::chain::begin(&mut model.screens.chain, &mut model.cx, moved, source);
}
