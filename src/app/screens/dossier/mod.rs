//! One cadre's dossier: which tab is open, where in it one stands, and its texts once they have been read.

pub mod form2c;

use crate::app::model::{Model, Screen};
use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::Row;
use crate::app::session::msg::Effect;
use crate::domain::{CadreId, Dossier, Training};

/// A part of the dossier; they follow form 2C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// Tóm tắt
    #[default]
    Summary,
    /// Quá trình công tác
    Career,
    /// Xếp loại
    Grades,
    /// Đào tạo, bồi dưỡng
    Training,
    /// Quy hoạch
    Planning,
    /// Luân chuyển
    Rotation,
    /// Quan hệ gia đình
    Kin,
    /// Khen thưởng, kỷ luật, kết luận
    Conduct,
}

impl Tab {
    /// All tabs from left to right.
    pub const ALL: [Tab; 8] =
        [Tab::Summary, Tab::Career, Tab::Grades, Tab::Training, Tab::Planning, Tab::Rotation, Tab::Kin, Tab::Conduct];

    /// Key of the locale of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Tab::Summary => "tab.summary",
            Tab::Career => "tab.career",
            Tab::Grades => "tab.grades",
            Tab::Training => "tab.training",
            Tab::Planning => "tab.planning",
            Tab::Rotation => "tab.rotation",
            Tab::Kin => "tab.kin",
            Tab::Conduct => "tab.conduct",
        }
    }

    /// The tab so many to the right, round the corner.
    #[must_use]
    pub fn step(self, forward: bool) -> Tab {
        let at = Tab::ALL.iter().position(|t| *t == self).unwrap_or(0);
        let next = if forward { at + 1 } else { at + Tab::ALL.len() - 1 };
        Tab::ALL.get(next % Tab::ALL.len()).copied().unwrap_or_default()
    }
}

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
    /// Courses and degrees, once read.
    pub training: Option<Training>,
    /// Texts, once read.
    pub texts: Option<Dossier>,
    /// Whether the texts are still being read.
    pub reading: bool,
}

/// Opens the dossier of a cadre.
pub fn open(model: &mut Model, cadre: CadreId, tab: Tab) {
    if model.screens.dossier.cadre != Some(cadre) {
        model.screens.dossier = DossierState { cadre: Some(cadre), reading: true, ..DossierState::default() };
        model.cx.ask(match &model.cx.known {
            Some(known) => Effect::TextsKnown(cadre, known.revision),
            None => Effect::Texts(cadre),
        });
    }
    model.screens.dossier.tab = tab;
    model.screens.dossier.list.go(0);
    model.cx.screen = Screen::Dossier;
}

/// Writes the lines of the open tab again.
pub fn rewrite(model: &mut Model) {
    let area = area(model);
    let page = match model.screens.dossier.cadre.and_then(|c| model.cx.view.cadre(c).cloned()) {
        Some(cadre) => form2c::page(model, &cadre, model.screens.dossier.tab),
        None => form2c::nobody(model),
    };
    let (lines, label) = page.lines(area.cols.saturating_sub(2));
    model.screens.dossier.lines = lines;
    model.screens.dossier.label = label;
    model.screens.dossier.list.fit(model.screens.dossier.lines.len(), usize::from(area.rows));
}

/// Where the lines stand: below the name and the tabs.
#[must_use]
pub fn area(model: &Model) -> layout::Area {
    layout::body(model.cx.size).below(3)
}
