//! What the start screen shows and does.

use super::{Placed, Today, What, lines, open, refresh, step, to_part, why};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;

impl ScreenState for Today {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Today
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        vec![cx.words.get("head.now").to_owned()]
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[
            A::Open,
            A::NextPane,
            A::Why,
            A::Find,
            A::DateType,
            A::DatePrevious,
            A::DateNext,
            A::Meeting,
            A::Undo,
            A::Help,
        ]
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Open => open(self, cx),
            Action::NextPane | Action::Expand => to_part(self, true),
            Action::PreviousPane | Action::Collapse => to_part(self, false),
            Action::Why => why(self, cx),
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        // there is nothing behind this screen
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn list_at(&mut self, _cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        // rows stand side by side: they are no list
        None
    }

    fn click(&mut self, cx: &Session, x: u16, y: u16) {
        let body = layout::body(cx.size);
        let Some(line) = y.checked_sub(body.y).map(|line| line.saturating_add(self.top)) else { return };
        let under = |placed: &&Placed| placed.y == line && (placed.x..placed.x + placed.cols).contains(&x);
        if let Some(What::Row(at)) = self.page.iter().find(under).map(|placed| &placed.what) {
            self.cursor = *at;
        }
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        lines(self, cx)
    }
}
