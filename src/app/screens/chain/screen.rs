//! What a replacement chain shows and does.

use super::{Chains, act, refresh, step, trail};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{self, Lines};
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;

impl ScreenState for Chains {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Chain
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Add, A::TakeOut, A::SaveDraft, A::Drafts, A::DropDraft, A::Open, A::DateType, A::Leave, A::Help]
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Add => Some("hint.fill-seat"),
            Action::TakeOut => Some("hint.drop-step"),
            Action::SaveDraft => Some("hint.carry-out"),
            Action::Drafts => Some("hint.scenarios"),
            Action::DropDraft => Some("hint.drop-scenario"),
            _ => None,
        }
    }

    fn overrides(&self, action: Action) -> bool {
        action == Action::Add
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        act(self, cx, action);
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        false
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn page(&self) -> Option<(&Lines, &List)> {
        Some((&self.lines, &self.list))
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        Some((&mut self.list, layout::body(cx.size)))
    }

    fn plain(&self, _cx: &Session) -> Vec<String> {
        page::plain(&self.lines.0).collect()
    }
}
