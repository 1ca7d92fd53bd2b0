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
    let selected = model.cadres.selected();
    let table = &mut model.cadres;
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
            model.cadres.under = if model.cadres.under.is_some() { None } else { unit };
            model.cadres.seek = selected;
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
        Action::NextPane | Action::PreviousPane => model.journal.inside = !model.journal.inside,
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
        Action::Open if model.reorganise.inside => {
            let state = &model.reorganise;
            let target = state.lines.get(state.page.cursor).and_then(|l| l.target);
            if let Some(target) = target {
                places::follow(model, target);
            }
        }
        Action::Open => reorganise::open(model),
        Action::NextPane | Action::PreviousPane => model.reorganise.inside = !model.reorganise.inside,
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
            model.dossier.tab = model.dossier.tab.step(action == Action::NextTab);
            model.dossier.list.go(0);
        }
        Action::NextCadre | Action::PreviousCadre => neighbour(model, action == Action::NextCadre),
        Action::GoToUnit => {
            if let Some(cadre) = model.dossier.cadre {
                places::go_to_unit_of(model, cadre);
            }
        }
        Action::Open => {
            let target = model.dossier.lines.get(model.dossier.list.cursor).and_then(|l| l.target);
            if let Some(target) = target {
                places::follow(model, target);
            }
        }
        _ => {}
    }
}

/// The dossier of the next or previous cadre of the table, the same tab open.
fn neighbour(model: &mut Model, forward: bool) {
    let table = &mut model.cadres;
    let at = table.ids.iter().position(|id| Some(*id) == model.dossier.cadre);
    let next = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    match next.and_then(|at| table.ids.get(at).copied().map(|id| (at, id))) {
        Some((at, cadre)) => {
            table.list.show(at);
            let tab = model.dossier.tab;
            dossier::open(model, cadre, tab);
        }
        None => model.say("said.no-neighbour", &[]),
    }
}
