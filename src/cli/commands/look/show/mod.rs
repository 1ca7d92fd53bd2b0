//! `show`: everything about one unit, post or cadre.

mod cadre;
mod post;
mod records;
mod retirement;
mod text;
mod unit;

use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::{identify, rotation};
use crate::domain::{CadreId, Edit, Record, Subject};
use crate::register::{Loaded, View};
use clap::Args;

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Id, code or name.
    #[arg(required = true)]
    id: Vec<String>,
}

impl Run for ShowArgs {
    const KNOWS_REVISIONS: bool = true;

    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (register, view) = cx.open(Loaded::All)?;
        let (id, words) = (self.id.join(" "), &cx.words);
        let missing = || Failure::refused("told.no-such", &[&id]);
        match identify::resolve(&view, &id)? {
            Subject::Unit(unit) => {
                let sheet = unit::sheet(&view, unit).ok_or_else(missing)?;
                Ok(cx.answer(&sheet, |sheet| unit::plain(sheet, words)))
            }
            Subject::Post(post) => {
                let sheet = post::sheet(&view, post).ok_or_else(missing)?;
                Ok(cx.answer(&sheet, |sheet| post::plain(sheet, words)))
            }
            Subject::Cadre(cadre) => {
                let texts = register
                    .dossier_known_at(cadre, view.snapshot.revision)
                    .map_err(|e| Failure::register(&e, register.store().dir()))?;
                let findings = findings(&view, cadre, words);
                let rotations = rotation::rows_of(&view, cadre, words);
                let sheet = cadre::sheet((&view, view.policy(), words), cadre, texts, findings, rotations)
                    .ok_or_else(missing)?;
                Ok(cx.answer(&sheet, |sheet| cadre::plain(sheet, words)))
            }
        }
    }
}

/// What the rules in force on the day find in a cadre's card and appointments as they stand.
fn findings(view: &View, id: CadreId, words: &Words) -> Vec<PrintedFinding> {
    let card = view.cadre(id).map(|c| Edit::create(Record::Cadre((**c).clone())));
    let career = view.career(id).into_iter().map(|(a, _)| Edit::create(Record::Appointment((**a).clone())));
    let edits: Vec<Edit> = card.into_iter().chain(career).collect();
    PrintedFinding::all(view, &view.policy().judge(&edits, view, view.on), words)
}
