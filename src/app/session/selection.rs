//! What is selected on a screen: of whom or what its keys, the journal, the timeline and official papers speak.

use crate::app::parts::page::RecordRow;
use crate::app::screens::dossier::tab::Tab;
use crate::domain::{AppointmentId, CadreId, PostId, Subject, UnitId};

/// What is selected.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The unit that is selected, where units or their posts are looked at.
    pub unit: Option<UnitId>,
    /// The post that is selected, where posts are edited, and the appointments of those of its holders who are meant.
    pub post: Option<(PostId, Vec<AppointmentId>)>,
    /// The cadre that is selected.
    pub cadre: Option<CadreId>,
    /// What the journal speaks of.
    pub about: Option<Subject>,
    /// The row of a record that the line under the cursor shows.
    pub row: Option<RecordRow>,
    /// The open part of a dossier.
    pub tab: Option<Tab>,
    /// People who are marked.
    pub marked: Vec<CadreId>,
    /// Whether people are added here whoever is selected.
    pub adds_people: bool,
}

impl Selection {
    /// Those who are marked, else the one who is selected.
    #[must_use]
    pub fn people(&self) -> Vec<CadreId> {
        if self.marked.is_empty() { self.cadre.into_iter().collect() } else { self.marked.clone() }
    }

    /// A selection of a cadre alone.
    #[must_use]
    pub fn cadre(cadre: Option<CadreId>) -> Selection {
        Selection { cadre, about: cadre.map(Subject::Cadre), ..Selection::default() }
    }
}
