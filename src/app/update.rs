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
        Screen::Indicators => indicators::refresh(model),
        Screen::Chain => chain::refresh(model),
        Screen::Reports => report::refresh(model),
        Screen::Import => crate::app::screens::import::refresh(model),
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
