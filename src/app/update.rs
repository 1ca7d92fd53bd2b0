//! Messages into the model. Synchronous: what takes time is asked as an effect and comes back as a message.

use crate::app::input::{keying, mouse};
use crate::app::model::{Model, Over, Screen, Stage};
use crate::app::overlays::{find, form, picker};
use crate::app::parts::card;
use crate::app::parts::layout::{self, Pane, Size};
use crate::app::screens::journal::{self, filters};
use crate::app::screens::{
    cadres, chain, dossier, indicators, plan, reorganise, report, rotations, start, timeline, today,
};
use crate::app::session::msg::{Effect, Msg};
use crate::app::session::{known, places};
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
        Msg::Keys(keys) => keying::typed(model, &keys),
        Msg::Mouse(mouse) => mouse::did(model, mouse),
        Msg::Paste(text) => keying::pasted(model, &text),
        Msg::Resize(size) => model.cx.size = size,
        Msg::Opened(opened) => start::opened(model, *opened),
        Msg::NotOpened(said) => start::refused(model, said),
        Msg::Progress(now) => {
            if let Stage::Making { progress, .. } = &mut model.cx.stage {
                *progress = Some(now);
            }
        }
        Msg::Provinces(provinces) => {
            model.opening.provinces = provinces;
            picker::provinces_arrived(model);
        }
        Msg::Snapshot(snapshot) => places::snapshot(model, snapshot),
        Msg::ReadFailed(said) => model.cx.said = Some(said),
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
            if model.screens.dossier.cadre == Some(cadre) {
                model.screens.dossier.training = training;
                model.screens.dossier.texts = dossier;
                model.screens.dossier.reading = false;
            }
        }
        Msg::NoTexts { cadre, why } => {
            if model.screens.dossier.cadre == Some(cadre) {
                model.screens.dossier.reading = false;
                model.cx.said = Some(why);
            }
        }
        Msg::Journal { generation, from, page } => journal::arrived(model, generation, from, page),
        Msg::Planned { generation, result } => reorganise::planned(model, generation, result),
        Msg::Board { generation, board } => plan::arrived(model, generation, board),
        Msg::Queues { generation, board } => rotations::arrived(model, generation, board),
        Msg::Missed { generation, missed } => today::counted(model, generation, missed),
        Msg::Indicators { generation, board } => indicators::arrived(model, generation, board),
        Msg::Report { generation, result } => report::arrived(model, generation, result),
        Msg::ReportPeople { generation, people } => report::showing(model, generation, people),
        Msg::Import(answered) => crate::app::screens::import::arrived(model, answered),
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
    let mut asked = model.cx.asked();
    let Some(why) = model.cx.why_no_edits() else { return asked };
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

/// Makes again what depends on what has changed: lists take note of their rows and of the window, posts follow the
/// unit, counts and people are asked for.
pub fn settle(model: &mut Model) {
    let size = model.cx.size;
    if let Some(Over::Picker(picker)) = &mut model.cx.over {
        let rows = layout::body(size).rows.saturating_sub(2);
        picker.list.fit(picker.choices.len(), usize::from(rows));
    }
    if model.cx.stage != Stage::Open {
        return;
    }
    ask_counts(model);
    if model.cx.screen == Screen::Reorganise && model.screens.reorganise.plan.is_none() {
        // it was carried out: what leads back here finds nothing
        model.cx.screen = Screen::Units;
    }
    match model.cx.screen {
        Screen::Units => units(model, size),
        Screen::Cadres => {
            let rows = layout::body(size).rows.saturating_sub(1);
            model.screens.cadres.list.fit(model.screens.cadres.ids.len(), usize::from(rows));
            cadres::refresh(model);
        }
        Screen::Dossier => dossier::rewrite(model),
        Screen::Journal => journal::refresh(model),
        Screen::Reorganise => reorganise::refresh(model),
        Screen::Plan => plan::refresh(model),
        Screen::Today => today::refresh(model),
        Screen::Timeline => timeline::refresh(model),
        Screen::Rotations => rotations::refresh(model),
        Screen::Indicators => indicators::refresh(model),
        Screen::Chain => chain::refresh(model),
        Screen::Reports => report::refresh(model),
        Screen::Import => crate::app::screens::import::refresh(model),
    }
}

fn stand(model: &Model) -> Stand {
    (model.cx.view.snapshot.revision, model.cx.view.snapshot.loaded, model.cx.view.on)
}

fn ask_counts(model: &mut Model) {
    let stand = stand(model);
    let loaded = model.cx.view.snapshot.loaded;
    if loaded >= Loaded::Appointments && model.made.counts != Some((stand, model.cx.line)) {
        model.made.counts = Some((stand, model.cx.line));
        if model.cx.view.counts_ready(model.cx.line).is_none() {
            let effect = Effect::Count(model.cx.view.clone(), model.cx.line);
            model.cx.ask(effect);
        }
    }
    // of another day the index is made once something is looked for
    let (revision, ..) = stand;
    if loaded == Loaded::All && model.made.index != Some(revision) {
        model.made.index = Some(revision);
        let desk = model.cx.tidy_desk();
        let effect = Effect::Index(model.cx.view.clone(), desk);
        model.cx.ask(effect);
    }
}

fn units(model: &mut Model, size: Size) {
    if model.screens.units.focus != Pane::Card {
        model.screens.units.beside = model.screens.units.focus;
    }
    let panes = layout::panes(size, model.screens.units.focus);
    let filter = u16::from(model.screens.units.tree.filter.is_some());
    if panes.tree.cols > 0 {
        model
            .screens
            .units
            .tree
            .list
            .fit(model.screens.units.tree.rows.len(), usize::from(panes.tree.rows.saturating_sub(filter)));
    }
    let wanted = (stand(model), model.cx.line, model.unit());
    if model.made.posts != Some(wanted) {
        model.made.posts = Some(wanted);
        let unit = model.unit();
        model.screens.units.posts.rebuild(&model.cx.view, model.cx.line, unit);
    }
    if panes.posts.cols > 0 {
        model
            .screens
            .units
            .posts
            .list
            .fit(model.screens.units.posts.lines.len(), usize::from(panes.posts.rows.saturating_sub(1)));
    }
    if panes.card.cols > 0 {
        let (lines, label) = card::selected(model).lines(panes.card.cols.saturating_sub(2));
        model.screens.units.card.lines = lines;
        model.screens.units.card.label = label;
        model.screens.units.card.list.fit(model.screens.units.card.lines.len(), usize::from(panes.card.rows));
        if model.screens.units.focus != Pane::Card {
            model.screens.units.card.list.go(0);
        }
    }
}
