//! Messages into the model. Synchronous: what takes time is asked as an effect and comes back as a message.

mod act;
pub mod follow;
pub mod kept;
mod keying;
mod known;
mod marks;
mod mouse;
mod navigate;
mod places;
mod settle;
pub mod start;

use crate::app::model::{Model, Stage};
use crate::app::overlays::asks::{Answered, Asker, Found, Outcome};
use crate::app::overlays::{find, form};
use crate::app::screens::{cadres, import, indicators, journal, plan, reorganise, report, rotations, today};
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::domain::RecordKey;
use crate::register::Texts;
use settle::settle;

/// Takes a message in; what is to be done outside comes back.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Keys(keys) => keying::typed(model, &keys),
        Msg::Mouse(mouse) => mouse::gesture(model, mouse),
        Msg::Paste(text) => keying::pasted(model, &text),
        Msg::Resize(size) => model.cx.size = size,
        Msg::Opened(opened) => start::opened(model, *opened),
        Msg::NotOpened(said) => start::refused(&mut model.cx, said),
        Msg::Progress(now) => {
            if let Stage::Making { progress, .. } = &mut model.cx.stage {
                *progress = Some(now);
            }
        }
        Msg::Provinces(provinces) => {
            model.opening.provinces = provinces;
            start::provinces_arrived(model);
        }
        Msg::Snapshot(snapshot) => navigate::snapshot(model, snapshot),
        Msg::ReadFailed(said) => model.cx.said = Some(said),
        Msg::Counted => {}
        Msg::Find(answered) => found(model, answered),
        Msg::Texts { cadre, training, dossier } => read(&mut model.cx, cadre, Ok(Texts { training, dossier })),
        Msg::NoTexts { cadre, why } => read(&mut model.cx, cadre, Err(why)),
        Msg::Plan(plan::asks::Answered::Board { generation, board }) => {
            plan::arrived(&mut model.screens.plan, &mut model.cx, generation, board);
        }
        Msg::Rotations(rotations::asks::Answered::Queues { generation, board }) => {
            rotations::arrived(&mut model.screens.rotations, generation, board);
        }
        Msg::Today(answered) => today::answered(&mut model.screens.today, answered),
        Msg::Indicators(indicators::asks::Answered::Board { generation, board }) => {
            indicators::arrived(&mut model.screens.indicators, &mut model.cx, generation, board);
        }
        Msg::Report(answered) => report::answered(&mut model.screens.report, &mut model.cx, answered),
        Msg::Journal(answered) => journalled(model, answered),
        Msg::Reorganise(reorganise::asks::Answered::Planned { generation, result }) => {
            reorganise::planned(&mut model.screens.reorganise, generation, result);
        }
        Msg::Computed(callback) => model.cx.call(callback),
        Msg::Import(answered) => import::arrived(&mut model.screens.import, &mut model.cx, answered),
        Msg::Committed { generation, result, created } => committed(model, generation, result, created),
    }
    navigate::carry_out(model);
    settle(model);
    refuse_edits(model)
}

/// A question to the finder has ended.
fn found(model: &mut Model, Answered { asker, generation, outcome }: Answered) {
    let (screens, cx) = (&mut model.screens, &mut model.cx);
    if matches!(outcome, Outcome::Cancelled) {
        cx.say("host.busy", &[]);
    }
    let Some(found) = outcome.answer() else { return };
    match (asker, found) {
        (Asker::Field, Found::Hits(answer, _)) => _ = form::found(cx, generation, &answer.hits),
        (_, Found::Hits(answer, micros)) => find::arrived(cx, generation, answer, micros),
        (Asker::Rotations, Found::Sifted(found)) => {
            _ = rotations::sifted(&mut screens.rotations, generation, &found);
        }
        (Asker::Journal, Found::Sifted(found)) => {
            _ = journal::filters::sifted(&mut screens.journal, cx, generation, &found);
        }
        (_, Found::Sifted(found)) => _ = plan::filter::arrived(&mut screens.plan, cx, generation, &found),
        (_, Found::People(ids)) => cadres::arrived(&mut screens.cadres, cx, generation, ids),
        (_, Found::Candidates(trials)) => plan::candidates::arrived(cx, generation, &trials),
    }
}

/// The journal, a revision, or the register as it was known.
fn journalled(model: &mut Model, answered: journal::asks::Answered) {
    use journal::asks::Answered as A;
    let journal = &mut model.screens.journal;
    match answered {
        A::Page { generation, from, page } => journal::arrived(journal, generation, from, page),
        A::Failed(why) => journal::failed(journal, &mut model.cx, why),
        A::Revision(opened) => journal::opened(journal, opened.map(|o| *o)),
        A::Recalling { generation, per_mille } => known::progress(&mut model.cx, generation, per_mille),
        A::Known { generation, at, result } => known::arrived(model, generation, at, result),
    }
}

/// The texts of a dossier were read, or why not.
fn read(cx: &mut Session, cadre: crate::domain::CadreId, texts: Result<Texts, Notice>) {
    if cx.texts.cadre != Some(cadre) {
        return;
    }
    cx.texts.reading = false;
    match texts {
        Ok(texts) => cx.texts.texts = texts,
        Err(why) => cx.said = Some(why),
    }
}

/// A change was taken, or why not: whoever sent it hears of it.
fn committed(model: &mut Model, generation: u64, result: Result<Notice, Notice>, created: Option<RecordKey>) {
    model.cx.saving = false;
    plan::saving::answered(&mut model.screens.plan, &mut model.cx, generation, result.is_ok());
    crate::app::screens::chain::answered(&mut model.screens.chain, &mut model.cx, generation, result.is_ok());
    form::committed(&mut model.cx, generation, result, created);
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
        committed(model, generation, Err(why.clone()), None);
    }
    asked
}
