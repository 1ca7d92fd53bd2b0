//! One cadre's dossier: which tab is open, where in it one stands, and its texts once they have been read.

mod dated;
pub mod form2c;
mod screen;
pub mod tab;

pub use tab::Tab;

use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::Row;
use crate::app::session::Session;
use crate::domain::CadreId;

/// The dossier as it is shown.
#[derive(Debug, Clone, Default)]
pub struct DossierState {
    /// Whose.
    pub cadre: Option<CadreId>,
    /// The open tab.
    pub tab: Tab,
    /// Cursor and window over its lines.
    pub list: List,
    /// Its lines, broken for the width of the screen.
    pub lines: Vec<Row>,
    /// Columns of the labels.
    pub label: u16,
}

/// Opens the dossier of a cadre; its texts are read.
pub fn open(dossier: &mut DossierState, cx: &mut Session, cadre: CadreId, tab: Tab) {
    if dossier.cadre != Some(cadre) {
        *dossier = DossierState { cadre: Some(cadre), ..DossierState::default() };
    }
    cx.read_texts(cadre);
    dossier.tab = tab;
    dossier.list.go(0);
}

/// Writes the lines of the open tab again.
pub fn rewrite(dossier: &mut DossierState, cx: &mut Session) {
    let area = area(cx);
    let page = match dossier.cadre.and_then(|c| cx.view.cadre(c).cloned()) {
        Some(cadre) => form2c::page(cx, &cadre, dossier.tab),
        None => form2c::nobody(cx),
    };
    let (lines, label) = page.lines(area.cols.saturating_sub(2));
    dossier.lines = lines;
    dossier.label = label;
    dossier.list.fit(dossier.lines.len(), usize::from(area.rows));
}

/// Where the lines stand: below the name and the tabs.
#[must_use]
pub fn area(cx: &Session) -> layout::Area {
    layout::body(cx.size).below(3)
}
