//! What the years of a unit or a cadre show and do.

use super::{Timeline, act, refresh, trail};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;

impl ScreenState for Timeline {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Timeline
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Open, A::Collapse, A::Expand, A::Finer, A::Coarser, A::DateType, A::Leave, A::Help]
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Expand => Some("hint.later"),
            Action::Collapse => Some("hint.earlier"),
            _ => None,
        }
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        act(self, cx, action);
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        self.list.step(motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        false
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection { about: self.of, ..Selection::cadre(self.cadre()) }
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        Some((&mut self.list, layout::body(cx.size).below(1)))
    }

    fn plain(&self, _cx: &Session) -> Vec<String> {
        let row = |row: &super::Row| {
            let said = std::iter::once(&row.label).chain(&row.detail).filter(|text| !text.is_empty());
            said.cloned().collect::<Vec<_>>().join(", ")
        };
        self.rows.iter().map(row).collect()
    }
}
