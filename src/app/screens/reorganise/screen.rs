//! What a reorganisation shows and does.

use super::{Reorganise, ask, drop_unit, line, new_unit, open, refresh, turn};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page;
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;

impl ScreenState for Reorganise {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Reorganise
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        vec![cx.words.get("head.reorganise").to_owned()]
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Open, A::NewUnit, A::TurnShare, A::Under, A::DropUnit, A::NextPane, A::CarryOut, A::Leave, A::Help]
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Open if self.inside => {
                let target = self.lines.get(self.page.cursor).and_then(|l| l.target);
                target.into_iter().for_each(|target| cx.follow(target));
            }
            Action::Open => open(self, cx),
            Action::NextPane | Action::PreviousPane => self.inside = !self.inside,
            Action::NewUnit => new_unit(self, cx),
            Action::TurnShare => turn(self, cx, false),
            Action::Under => turn(self, cx, true),
            Action::DropUnit => drop_unit(self, cx),
            Action::CarryOut => ask(self, cx),
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        if self.inside { self.page.step(motion) } else { self.list.step(motion) }
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        std::mem::take(&mut self.inside)
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let (list, page) = layout::journal(cx.size);
        self.inside = page.has(x, y);
        Some(if self.inside { (&mut self.page, page) } else { (&mut self.list, list) })
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let pair = |(name, text): (String, String)| if text.is_empty() { name } else { format!("{name}: {text}") };
        let parts = self.parts.iter().map(|part| pair(line(self, cx, *part)));
        parts.chain(page::plain(&self.lines)).collect()
    }
}
