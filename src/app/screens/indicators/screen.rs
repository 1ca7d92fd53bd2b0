//! What the screen of indicators shows and does.

use super::{Indicators, Tab, act, areas, heat, lines, list, only_missed, paper, refresh, step, tabs, trail};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::Area;
use crate::app::parts::list::{List, Motion};
use crate::app::screens::screen::{ScreenState, place_in};
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use crate::exchange::paper::Paper;

impl ScreenState for Indicators {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Indicators
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        self.in_part()
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextTab => Some("hint.next-part"),
            Action::Open | Action::Expand | Action::Collapse => Some(self.called(action)),
            _ => None,
        }
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        act(self, cx, action);
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, cx: &mut Session) -> bool {
        if self.who.take().is_some() {
        } else if self.tab == Tab::Units && self.top.is_some() {
            heat::up(self, cx);
        } else if self.tab != Tab::Targets {
            self.tab = Tab::Targets;
        } else if self.missed.is_some() {
            only_missed(self, cx, None);
        } else {
            return false;
        }
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::cadre(self.cadre())
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        list(self).map(|list| place_in(cx, list)).unwrap_or_default()
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        paper(self, cx)
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        let [_, body, _] = areas(cx.size, self);
        let list = match (&mut self.who, self.tab) {
            (Some(who), _) => return Some((&mut who.list, body.below(2))),
            (None, Tab::Targets) => &mut self.list,
            (None, Tab::Units) => &mut self.units,
            (None, Tab::Needs | Tab::Pictures) => return None,
        };
        Some((list, body.below(1)))
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let tabs = tabs(self, cx)
            .into_iter()
            .map(|(name, open)| if open { cx.words.fill("plain.open", &[name]) } else { name });
        std::iter::once(tabs.collect::<Vec<_>>().join(", ")).chain(lines(self, cx)).collect()
    }
}
