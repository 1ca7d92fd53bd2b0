//! What a dossier shows and does.

use super::tab::Tab;
use super::{DossierState, area, rewrite};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::Area;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page;
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::go::Go;
use crate::app::session::selection::Selection;

impl ScreenState for DossierState {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Dossier
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        let name = self.cadre.and_then(|c| cx.view.cadre(c)).map(|c| c.name.clone());
        std::iter::once(cx.words.get("head.dossier").to_owned()).chain(name).collect()
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[
            A::NextTab,
            A::PreviousTab,
            A::Edit,
            A::ChangeFrom,
            A::Add,
            A::End,
            A::Open,
            A::GoToUnit,
            A::Timeline,
            A::NextCadre,
            A::Back,
            A::Meeting,
            A::Help,
        ]
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::NextTab | Action::PreviousTab => {
                self.tab = self.tab.step(action == Action::NextTab);
                self.list.go(0);
            }
            Action::NextCadre | Action::PreviousCadre => cx.go(Go::Neighbour(action == Action::NextCadre)),
            Action::GoToUnit => self.cadre.into_iter().for_each(|cadre| cx.go(Go::UnitOf(cadre))),
            Action::Open => {
                let target = self.lines.get(self.list.cursor).and_then(|l| l.target);
                target.into_iter().for_each(|target| cx.follow(target));
            }
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        self.list.step(motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        false
    }

    fn refresh(&mut self, cx: &mut Session) {
        rewrite(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        let row = self.lines.get(self.list.cursor).and_then(|l| l.entry);
        Selection { row, tab: Some(self.tab), ..Selection::cadre(self.cadre) }
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        Some((&mut self.list, area(cx)))
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let tabs = Tab::ALL.map(|tab| cx.words.get(tab.key()));
        let open = cx.words.get(self.tab.key());
        std::iter::once(format!("{open} ({})", tabs.join(", "))).chain(page::plain(&self.lines)).collect()
    }
}
