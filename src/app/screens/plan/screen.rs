//! What the screen of pools shows and does.

use super::rows::rebuild;
use super::state::{Node, Pane, Plan, What};
use super::{act, document, drafted, leave, refresh, step, terms, trail, undo};
use crate::app::input::action::{Action, Scope};
use crate::app::outgoing::papers::{self, Official};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page;
use crate::app::screens::screen::{ScreenState, place_in};
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use crate::domain::Subject;
use crate::exchange::paper::Paper;

impl ScreenState for Plan {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Plan
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        match &self.page {
            Some(page) if page.asks() => &[A::Open, A::Mark, A::Leave, A::Down, A::Help],
            Some(_) => &[A::Open, A::Leave, A::Down, A::Help],
            None if self.pane == Pane::Reasons => &[A::Open, A::NextPane, A::Why, A::Leave, A::Down, A::Help],
            None => &[
                A::Add,
                A::TakeOut,
                A::NextTerm,
                A::SaveDraft,
                A::Why,
                A::Compare,
                A::Rounds,
                A::Drafts,
                A::MustGo,
                A::Stage,
                A::Vacancies,
                A::CopyAcross,
                A::Raise,
                A::Lower,
                A::RepeatEdit,
                A::VacantOnly,
                A::Filter,
                A::DropDraft,
                A::Mark,
                A::Help,
            ],
        }
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match (action, &self.page) {
            (Action::Open, Some(page)) if page.asks() => Some("hint.do-it"),
            (Action::Mark, Some(_)) => Some("hint.leave-out"),
            _ => None,
        }
    }

    fn overrides(&self, action: Action) -> bool {
        matches!(action, Action::Edit | Action::Add)
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        act(self, cx, action);
    }

    fn undo(&mut self, cx: &mut Session, back: bool) -> bool {
        undo(self, cx, back)
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        leave(self)
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        let cadre = self.cadre();
        let about = cadre.map(Subject::Cadre).or(self.post().map(Subject::Post));
        Selection { about, ..Selection::cadre(cadre) }
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        let people = self.page.is_none() && self.pane == Pane::People;
        let place = if people { place_in(cx, &self.people_list) } else { Vec::new() };
        drafted(self, cx).into_iter().chain(place).collect()
    }

    fn alternatives(&self, cx: &Session) -> Vec<(String, bool)> {
        terms(self, cx)
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        document::of(self, cx)
    }

    fn papers(&self, cx: &Session) -> Vec<Official> {
        let round = self.page.as_ref().and_then(|page| match page.what {
            What::Round(round) => Some(round),
            _ => None,
        });
        self.term.map(|term| papers::of_pools(cx, term, self.unit(), self.post(), round)).unwrap_or_default()
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let areas = layout::plan(cx.size, self.pane != Pane::Pools, self.why);
        if let Some(page) = &mut self.page {
            return Some((&mut page.list, layout::plan_page(cx.size)));
        }
        if areas.pools.cols > 0 && areas.pools.has(x, y) {
            self.pane = Pane::Pools;
            return Some((&mut self.list, areas.pools));
        }
        areas.people.has(x, y).then(|| {
            self.pane = Pane::People;
            (&mut self.people_list, areas.people.below(1))
        })
    }

    fn unfold(&mut self, cx: &mut Session) {
        let homes = self.board.homes.iter();
        self.open = homes.flat_map(|home| [Node::Group(home.group), Node::Unit(home.unit)]).collect();
        rebuild(self, cx);
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let words = &cx.words;
        let verdict = |v| words.get(crate::app::words::findings::verdict(v)).to_owned();
        let mut out: Vec<String> = Vec::new();
        let chosen = terms(self, cx).into_iter().filter(|(_, now)| *now).map(|(name, _)| name);
        out.extend(chosen);
        out.extend(drafted(self, cx));
        out.extend(self.rows.iter().map(|row| {
            let mut said = vec![words.fill("plain.level", &[(row.depth + 1).to_string(), row.text.clone()])];
            said.push(row.count.clone());
            said.extend(row.verdict.map(verdict));
            said.retain(|text| !text.is_empty());
            said.join(", ")
        }));
        out.extend(document::people(self, cx));
        out.extend(self.page.iter().flat_map(|page| page::plain(&page.lines.0)));
        out
    }
}

impl Plan {
    /// The cadre under the cursor.
    #[must_use]
    pub fn cadre(&self) -> Option<crate::domain::CadreId> {
        self.line().filter(|_| self.pane != Pane::Pools).map(|line| line.entry.cadre)
    }
}
