//! What each action does to the model; one function a family.

mod lists;

use crate::app::input::action::Action;
use crate::app::model::{Model, Screen, Stage};
use crate::app::outgoing::{self, copy};
use crate::app::overlays::form::entries::{self, Verb};
use crate::app::overlays::{find, form, help};
use crate::app::parts::layout::{Pane, Size};
use crate::app::parts::list::Motion;
use crate::app::screens::dossier::{self, Tab};
use crate::app::screens::units::posts::Part;
use crate::app::screens::units::tree::Branch;
use crate::app::screens::{chain, indicators, journal, plan, reorganise, report, rotations, start, timeline, today};
use crate::app::session::msg::Effect;
use crate::app::session::{jumps, known, marks, places};
use crate::app::words::Words;
use crate::domain::{RecordKey, RecordKind};
use crate::register::fields::{Sheet, Task};

/// Does an action where no text is being typed.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Quit => start::quit(model),
        Action::Suspend => model.cx.ask(Effect::Suspend),
        Action::Redraw => model.cx.ask(Effect::Redraw),
        Action::Help => help::open(model),
        Action::NextTyping => crate::app::input::keying::next_typing(model),
        Action::NextLanguage => {
            model.cx.words = Words::of(model.cx.words.lang.other());
            model.cx.say("said.language", &[]);
        }
        _ if model.cx.stage != Stage::Open => at_start(model, action),
        Action::Up => step(model, Motion::Up),
        Action::Down => step(model, Motion::Down),
        Action::PageUp => step(model, Motion::PageUp),
        Action::PageDown => step(model, Motion::PageDown),
        Action::First => step(model, Motion::First),
        Action::Last => step(model, Motion::Last),
        Action::Find => find::open(model),
        Action::SetMark | Action::GoToMark => marks::ask(model, action),
        Action::Copy => copy::selected(model),
        Action::ScreenImport => crate::app::screens::import::show(model),
        Action::Export if model.cx.screen == Screen::Import => crate::app::screens::import::export(model),
        Action::Export if model.cx.screen == Screen::Reports => report::export(model),
        Action::Export => outgoing::table(model),
        Action::Papers => outgoing::papers::offer(model),
        Action::Leave => leave(model),
        Action::Back | Action::Forward => {
            if !jumps::go(model, action == Action::Back) {
                model.cx.say("said.no-jump", &[]);
            }
        }
        Action::ScreenToday => today::show(model),
        Action::ScreenUnits => to_screen(model, Screen::Units),
        Action::ScreenCadres => to_screen(model, Screen::Cadres),
        Action::ScreenJournal => journal::show(model),
        Action::ScreenPlan => plan::show(model),
        Action::ScreenRotations => rotations::show(model, None),
        Action::ScreenIndicators => indicators::show(model),
        Action::ScreenReports => report::show(model, None),
        Action::Timeline => timeline::show(model),
        Action::JournalOf => journal::show_about(model),
        Action::KnownNow => known::now(model),
        Action::NextLine => places::go_to_line(model, places::next_line(model.cx.line)),
        Action::DateType => form::date(model),
        Action::DatePrevious => places::go_to_milestone(model, false),
        Action::DateNext => places::go_to_milestone(model, true),
        Action::DateToday => places::go_to_day(model, model.cx.today),
        Action::DateHome => places::go_to_day(model, model.cx.place.home.unwrap_or(model.cx.today)),
        Action::Meeting => {
            model.cx.meeting = !model.cx.meeting;
            model.cx.say(if model.cx.meeting { "meeting.on" } else { "meeting.off" }, &[]);
        }
        Action::Undo | Action::Redo if model.cx.screen == Screen::Plan && plan::undo(model, action == Action::Undo) => {
        }
        Action::Edit | Action::Add if model.cx.screen == Screen::Plan => plan::act(model, action),
        Action::Chain => chain::begin(model),
        Action::Add if model.cx.screen == Screen::Chain => chain::act(model, action),
        Action::Edit | Action::Add if model.cx.screen == Screen::Rotations => rotations::act(model, action),
        Action::Edit => entries::begin(model, Verb::Correct),
        Action::ChangeFrom => entries::begin(model, Verb::Change),
        Action::Add => entries::begin(model, Verb::Add),
        Action::End => entries::begin(model, Verb::End),
        Action::Many => entries::many(model),
        Action::ResumeDraft => form::draft::resume(model),
        Action::Undo | Action::Redo => take_back(model, action == Action::Undo),
        _ => match model.cx.screen {
            Screen::Units => in_units(model, action),
            Screen::Cadres => lists::in_cadres(model, action),
            Screen::Dossier => lists::in_dossier(model, action),
            Screen::Journal => lists::in_journal(model, action),
            Screen::Reorganise => lists::in_reorganise(model, action),
            Screen::Plan => plan::act(model, action),
            Screen::Today => today::act(model, action),
            Screen::Timeline => timeline::act(model, action),
            Screen::Rotations => rotations::act(model, action),
            Screen::Chain => chain::act(model, action),
            Screen::Indicators => indicators::act(model, action),
            Screen::Reports => report::act(model, action),
            Screen::Import => crate::app::screens::import::act(model, action),
        },
    }
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

fn take_back(model: &mut Model, undo: bool) {
    if model.cx.refuses_edits() {
        return;
    }
    let generation = model.cx.next_generation();
    model.cx.saving = true;
    model.cx.ask(if undo { Effect::Undo(generation) } else { Effect::Redo(generation) });
}

fn to_screen(model: &mut Model, screen: Screen) {
    if model.cx.screen != screen {
        jumps::leave(model);
        model.cx.screen = screen;
    }
}

/// Moves the cursor of whatever is in use.
pub(super) fn step(model: &mut Model, motion: Motion) {
    match (model.cx.screen, model.screens.units.focus) {
        (Screen::Units, Pane::Tree) => model.screens.units.tree.list.step(motion),
        (Screen::Units, Pane::Posts) => model.screens.units.posts.list.step(motion),
        (Screen::Units, Pane::Card) => model.screens.units.card.list.step(motion),
        (Screen::Cadres, _) => {
            model.screens.cadres.list.step(motion);
            let table = &mut model.screens.cadres;
            table.marks.follow(&table.ids, table.list.cursor);
        }
        (Screen::Dossier, _) => model.screens.dossier.list.step(motion),
        (Screen::Journal, _) => journal::step(model, motion),
        (Screen::Reorganise, _) => reorganise::step(model, motion),
        (Screen::Plan, _) => plan::step(model, motion),
        (Screen::Today, _) => today::step(model, motion),
        (Screen::Timeline, _) => timeline::step(model, motion),
        (Screen::Rotations, _) => rotations::step(model, motion),
        (Screen::Chain, _) => chain::step(model, motion),
        (Screen::Indicators, _) => indicators::step(model, motion),
        (Screen::Reports, _) => report::step(model, motion),
        (Screen::Import, _) => crate::app::screens::import::step(model, motion),
    }
}

/// Closes the innermost thing that is open: filter, range, marks, pane, screen.
fn leave(model: &mut Model) {
    let in_plan = model.cx.screen == Screen::Plan && plan::leave(model);
    match model.cx.screen {
        _ if in_plan => {}
        Screen::Units if model.screens.units.focus == Pane::Card => {
            model.screens.units.focus = model.screens.units.beside
        }
        Screen::Units if model.screens.units.focus == Pane::Posts => model.screens.units.focus = Pane::Tree,
        Screen::Units if model.screens.units.tree.filter.take().is_some() => {
            model.screens.units.tree.typing = false;
            let unit = model.unit();
            model.screens.units.tree.rebuild(&model.cx.view, model.cx.line);
            if let Some(unit) = unit {
                model.screens.units.tree.reveal(&model.cx.view, model.cx.line, unit);
            }
        }
        Screen::Units if !model.screens.units.tree.marks.is_empty() => model.screens.units.tree.marks.clear(),
        Screen::Cadres if model.screens.cadres.marks.in_range() => model.screens.cadres.marks.settle(),
        Screen::Cadres if !model.screens.cadres.marks.ids.is_empty() => model.screens.cadres.marks.clear(),
        Screen::Cadres if model.screens.cadres.filter.is_some() => model.screens.cadres.filter = None,
        Screen::Units | Screen::Today => {}
        Screen::Cadres => model.cx.screen = Screen::Units,
        Screen::Rotations => rotations::leave(model),
        Screen::Indicators => indicators::leave(model),
        Screen::Chain => model.cx.screen = model.trail.jumps.screen_before(Screen::Chain),
        Screen::Reports => report::leave(model),
        Screen::Import => crate::app::screens::import::leave(model),
        Screen::Timeline => model.cx.screen = model.trail.jumps.screen_before(Screen::Timeline),
        Screen::Reorganise if model.screens.reorganise.inside => model.screens.reorganise.inside = false,
        Screen::Reorganise => model.cx.screen = model.trail.jumps.screen_before(Screen::Reorganise),
        Screen::Plan => model.cx.screen = model.trail.jumps.screen_before(Screen::Plan),
        Screen::Journal if model.screens.journal.inside => model.screens.journal.inside = false,
        Screen::Journal if !model.screens.journal.query.is_empty() => journal::everything(model),
        Screen::Journal => model.cx.screen = model.trail.jumps.screen_before(Screen::Journal),
        // the day and the line stay as they are: closing is not going back
        Screen::Dossier => model.cx.screen = model.trail.jumps.screen_before(Screen::Dossier),
    }
}

fn in_units(model: &mut Model, action: Action) {
    match action {
        Action::UnitCadres => {
            jumps::leave(model);
            model.screens.cadres.under = model.unit();
            model.cx.screen = Screen::Cadres;
        }
        Action::NextPane => model.screens.units.focus = next_pane(model.screens.units.focus, true),
        Action::PreviousPane => model.screens.units.focus = next_pane(model.screens.units.focus, false),
        _ if model.screens.units.focus == Pane::Tree => in_tree(model, action),
        _ => in_posts(model, action),
    }
}

fn next_pane(pane: Pane, forward: bool) -> Pane {
    match (pane, forward) {
        (Pane::Tree, true) | (Pane::Card, false) => Pane::Posts,
        (Pane::Posts, true) | (Pane::Tree, false) => Pane::Card,
        (Pane::Card, true) | (Pane::Posts, false) => Pane::Tree,
    }
}

fn in_tree(model: &mut Model, action: Action) {
    let (view, line) = (model.cx.view.clone(), model.cx.line);
    match action {
        Action::Open => model.screens.units.focus = Pane::Posts,
        Action::Expand => match model.screens.units.tree.row().map(|r| r.branch) {
            Some(Branch::Closed) => model.screens.units.tree.expand(&view, line),
            Some(Branch::Open) => model.screens.units.tree.list.step(Motion::Down),
            _ => model.screens.units.focus = Pane::Posts,
        },
        Action::Collapse => {
            let closed = model.screens.units.tree.collapse(&view, line);
            if !closed {
                model.screens.units.tree.to_parent();
            }
        }
        Action::ExpandAll => model.screens.units.tree.set_all(&view, line, true),
        Action::CollapseAll => model.screens.units.tree.set_all(&view, line, false),
        Action::Parent => model.screens.units.tree.to_parent(),
        Action::NextSibling => model.screens.units.tree.to_sibling(true),
        Action::PreviousSibling => model.screens.units.tree.to_sibling(false),
        Action::Filter => {
            model.screens.units.tree.filter.get_or_insert_default();
            model.screens.units.tree.typing = true;
        }
        Action::Mark => {
            if let Some(unit) = model.unit()
                && !model.screens.units.tree.marks.remove(&unit)
            {
                model.screens.units.tree.marks.insert(unit);
            }
            model.screens.units.tree.list.step(Motion::Down);
        }
        Action::ClearMarks => model.screens.units.tree.marks.clear(),
        Action::Reorganise => reorganise::begin(model),
        Action::RenameUnit => rename(model),
        _ => {}
    }
}

/// Another name of the selected unit from the day that is looked at.
fn rename(model: &mut Model) {
    let Some(unit) = model.unit().and_then(|u| model.cx.view.unit(u)) else { return };
    let row = unit.names.iter().position(|n| n.span.holds(model.cx.view.on)).unwrap_or(0);
    let key = RecordKey { kind: RecordKind::Unit, id: unit.id.0 };
    form::open(model, Task::Change { sheet: Sheet::UnitName, key, row });
}

fn in_posts(model: &mut Model, action: Action) {
    match action {
        Action::Open => open_post(model),
        Action::Expand => {
            let opened = model.screens.units.posts.toggle(true);
            if !opened {
                open_post(model);
            }
        }
        Action::Collapse if model.screens.units.focus == Pane::Card => {
            model.screens.units.focus = model.screens.units.beside
        }
        Action::Collapse => {
            let closed = model.screens.units.posts.toggle(false);
            if !closed {
                model.screens.units.focus = Pane::Tree;
            }
        }
        Action::GoToUnit => model.screens.units.focus = Pane::Tree,
        _ => {}
    }
}

/// A holder's dossier; the holders of a post that shows them in one line; the card of a vacant one.
fn open_post(model: &mut Model) {
    let line = model
        .screens
        .units
        .card
        .lines
        .get(model.screens.units.card.list.cursor)
        .filter(|_| model.screens.units.focus == Pane::Card);
    if let Some(target) = line.and_then(|l| l.target) {
        return places::follow(model, target);
    }
    if model.screens.units.beside == Pane::Tree {
        return;
    }
    match (model.screens.units.posts.holder(), model.screens.units.posts.line().map(|l| l.part)) {
        (Some(cadre), _) => {
            jumps::leave(model);
            dossier::open(model, cadre, Tab::Summary);
        }
        (None, Some(Part::Whole(open))) => {
            model.screens.units.posts.toggle(!open);
        }
        (None, Some(_)) if model.cx.size.cols < Size::WIDE => model.screens.units.focus = Pane::Card,
        _ => {}
    }
}
