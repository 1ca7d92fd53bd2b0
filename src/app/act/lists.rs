//! Actions of the lists: the table of cadres, the journal, a reorganisation, the dossier.

use super::step;
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::overlays::{find, picker};
use crate::app::parts::list::Motion;
use crate::app::screens::dossier::{self, Tab};
use crate::app::screens::journal::{self, filters};
use crate::app::screens::reorganise;
use crate::app::session::{jumps, known, places};

pub fn in_cadres(model: &mut Model, action: Action) {
    let selected = model.screens.cadres.selected();
    let table = &mut model.screens.cadres;
    match action {
        Action::Open => {
            if let Some(cadre) = selected {
                jumps::leave(model);
                dossier::open(model, cadre, Tab::Summary);
            }
        }
        Action::GoToUnit => {
            if let Some(cadre) = selected {
                places::go_to_unit_of(model, cadre);
            }
        }
        Action::Mark => {
            if let Some(cadre) = selected {
                table.marks.settle();
                table.marks.toggle(cadre);
                table.list.step(Motion::Down);
            }
        }
        Action::MarkRange => table.marks.range(&table.ids, table.list.cursor),
        Action::MarkUp | Action::MarkDown => {
            if !table.marks.in_range() {
                table.marks.range(&table.ids, table.list.cursor);
            }
            step(model, if action == Action::MarkUp { Motion::Up } else { Motion::Down });
        }
        Action::MarkAll => table.marks.ids.extend(&table.ids),
        Action::ClearMarks => table.marks.clear(),
        Action::Filter => find::filter_table(model),
        Action::Sort => picker::orders(model),
        Action::Columns => picker::columns(model),
        Action::Everybody => {
            let unit = model.unit();
            model.screens.cadres.under = if model.screens.cadres.under.is_some() { None } else { unit };
            model.screens.cadres.seek = selected;
        }
        _ => {}
    }
}

pub fn in_journal(model: &mut Model, action: Action) {
    match action {
        Action::Open => {
            if let Some(target) = journal::follow(model) {
                places::follow(model, target);
            }
        }
        Action::NextPane | Action::PreviousPane => model.screens.journal.inside = !model.screens.journal.inside,
        Action::Filter => filters::open(model),
        Action::Under => journal::toggle_under(model),
        Action::Everything => journal::everything(model),
        Action::UndoRevision => journal::undo(model),
        Action::KnownAt => known::toggle(model),
        _ => {}
    }
}

pub fn in_reorganise(model: &mut Model, action: Action) {
    match action {
        Action::Open if model.screens.reorganise.inside => {
            let state = &model.screens.reorganise;
            let target = state.lines.get(state.page.cursor).and_then(|l| l.target);
            if let Some(target) = target {
                places::follow(model, target);
            }
        }
        Action::Open => reorganise::open(model),
        Action::NextPane | Action::PreviousPane => model.screens.reorganise.inside = !model.screens.reorganise.inside,
        Action::NewUnit => reorganise::new_unit(model),
        Action::TurnShare => reorganise::turn(model, false),
        Action::Under => reorganise::turn(model, true),
        Action::DropUnit => reorganise::drop_unit(model),
        Action::CarryOut => reorganise::ask(model),
        _ => {}
    }
}

pub fn in_dossier(model: &mut Model, action: Action) {
    match action {
        Action::NextTab | Action::PreviousTab => {
            model.screens.dossier.tab = model.screens.dossier.tab.step(action == Action::NextTab);
            model.screens.dossier.list.go(0);
        }
        Action::NextCadre | Action::PreviousCadre => neighbour(model, action == Action::NextCadre),
        Action::GoToUnit => {
            if let Some(cadre) = model.screens.dossier.cadre {
                places::go_to_unit_of(model, cadre);
            }
        }
        Action::Open => {
            let target = model.screens.dossier.lines.get(model.screens.dossier.list.cursor).and_then(|l| l.target);
            if let Some(target) = target {
                places::follow(model, target);
            }
        }
        _ => {}
    }
}

/// The dossier of the next or previous cadre of the table, the same tab open.
fn neighbour(model: &mut Model, forward: bool) {
    let table = &mut model.screens.cadres;
    let at = table.ids.iter().position(|id| Some(*id) == model.screens.dossier.cadre);
    let next = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    match next.and_then(|at| table.ids.get(at).copied().map(|id| (at, id))) {
        Some((at, cadre)) => {
            table.list.show(at);
            let tab = model.screens.dossier.tab;
            dossier::open(model, cadre, tab);
        }
        None => model.cx.say("said.no-neighbour", &[]),
    }
}
