//! What the hint line offers where one is: the most useful first, help last.

use crate::app::input::action::{Action, Scope};
use crate::app::model::{Model, Over, Screen, Stage};
use crate::app::overlays::find;
use crate::app::overlays::picker::Purpose;
use crate::app::screens::plan::Pane;

impl Model {
    /// What an action is called in the hint line: a key that does something of its own here says what.
    #[must_use]
    pub fn hint(&self, action: Action) -> String {
        let here = match (&self.cx.over, action) {
            (Some(Over::Picker(p)), Action::NextField) if p.purpose == Purpose::Find => {
                Some(if find::completes(p) { "hint.complete" } else { "hint.kind" })
            }
            (None, Action::NextStep) if self.screens.rotations.source().is_some() => Some("hint.propose"),
            (None, Action::Add) if self.cx.screen == Screen::Chain => Some("hint.fill-seat"),
            (None, Action::TakeOut) if self.cx.screen == Screen::Chain => Some("hint.drop-step"),
            (None, Action::SaveDraft) if self.cx.screen == Screen::Chain => Some("hint.carry-out"),
            (None, Action::Drafts) if self.cx.screen == Screen::Chain => Some("hint.scenarios"),
            (None, Action::DropDraft) if self.cx.screen == Screen::Chain => Some("hint.drop-scenario"),
            (None, Action::NextTab) if self.cx.screen == Screen::Rotations => Some("hint.next-queue"),
            (None, Action::NextTab) if self.cx.screen == Screen::Indicators => Some("hint.next-part"),
            (None, Action::Open | Action::Expand | Action::Collapse) if self.cx.screen == Screen::Indicators => {
                Some(self.screens.indicators.hint(action))
            }
            (None, Action::Open) if self.cx.screen == Screen::Reports && self.screens.report.people.is_none() => {
                Some(if self.screens.report.inside { "hint.who" } else { "hint.tables" })
            }
            (None, Action::Expand) if self.cx.screen == Screen::Reports => Some("hint.column-right"),
            (None, Action::Collapse) if self.cx.screen == Screen::Reports => Some("hint.column-left"),
            (None, Action::Compare) if self.cx.screen == Screen::Reports => Some("hint.compare-days"),
            (None, Action::Expand) if self.cx.screen == Screen::Timeline => Some("hint.later"),
            (None, Action::Collapse) if self.cx.screen == Screen::Timeline => Some("hint.earlier"),
            (Some(Over::Picker(p)), Action::NextField) if p.purpose == Purpose::Candidates && find::completes(p) => {
                Some("hint.complete")
            }
            (Some(Over::Picker(p)), Action::NextField) if p.ticks() => Some("hint.tick"),
            (Some(Over::Picker(p)), Action::Accept) if p.seek.naming.is_some() => Some("hint.name"),
            (Some(Over::Picker(p)), Action::Save) if p.purpose == Purpose::Find => Some("hint.save-query"),
            (None, Action::Open)
                if self.cx.screen == Screen::Plan && self.screens.plan.page.as_ref().is_some_and(|p| p.asks()) =>
            {
                Some("hint.do-it")
            }
            (None, Action::Mark) if self.cx.screen == Screen::Plan && self.screens.plan.page.is_some() => {
                Some("hint.leave-out")
            }
            _ => None,
        };
        self.cx.words.get(here.unwrap_or(&action.label_key())).to_owned()
    }

    /// What can be pressed now, for the hint line: the most useful first.
    #[must_use]
    pub fn hints(&self) -> &'static [Action] {
        use Action as A;
        if let Some(over) = &self.cx.over {
            return match over {
                Over::Picker(p) if p.ticks() => &[A::NextField, A::Accept, A::Down, A::Cancel],
                Over::Picker(p) if p.seek.naming.is_some() => &[A::Accept, A::Cancel],
                Over::Picker(p) if p.purpose == Purpose::Find => &[
                    A::Accept,
                    A::NextField,
                    A::FoundWithin,
                    A::FoundUnit,
                    A::FoundTable,
                    A::FoundPlan,
                    A::FoundMark,
                    A::Save,
                    A::RecallQuery,
                    A::FoundCopy,
                    A::Cancel,
                ],
                Over::Picker(_) => &[A::Accept, A::Down, A::Cancel],
                Over::Form(form) if form.is_of_the_register() => {
                    &[A::Accept, A::NextField, A::Save, A::OtherNature, A::Exception, A::Cancel]
                }
                Over::Form(_) => &[A::Accept, A::NextField, A::Cancel],
            };
        }
        match (&self.cx.stage, self.scopes().first()) {
            (_, Some(Scope::Text)) => &[A::Accept, A::Cancel],
            (Stage::Open, Some(Scope::Tree)) => &[
                A::Open,
                A::Find,
                A::NextLine,
                A::DateType,
                A::DatePrevious,
                A::DateNext,
                A::Filter,
                A::ExpandAll,
                A::UnitCadres,
                A::Edit,
                A::ChangeFrom,
                A::Add,
                A::End,
                A::RenameUnit,
                A::Timeline,
                A::Undo,
                A::ScreenCadres,
                A::Help,
            ],
            (Stage::Open, Some(Scope::Posts)) => &[
                A::Open,
                A::Collapse,
                A::NextPane,
                A::Add,
                A::Edit,
                A::End,
                A::UnitCadres,
                A::Find,
                A::DateType,
                A::NextLine,
                A::Help,
            ],
            (Stage::Open, Some(Scope::Cadres)) => &[
                A::Open,
                A::Mark,
                A::MarkRange,
                A::Edit,
                A::Add,
                A::Many,
                A::Sort,
                A::Columns,
                A::Filter,
                A::Everybody,
                A::GoToUnit,
                A::Timeline,
                A::Find,
                A::Meeting,
                A::Help,
            ],
            (Stage::Open, Some(Scope::Journal)) => {
                &[A::Open, A::NextPane, A::UndoRevision, A::KnownAt, A::Filter, A::Everything, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Plan)) if self.screens.plan.page.as_ref().is_some_and(|p| p.asks()) => {
                &[A::Open, A::Mark, A::Leave, A::Down, A::Help]
            }
            (Stage::Open, Some(Scope::Plan))
                if self.screens.plan.page.is_none() && self.screens.plan.pane == Pane::Reasons =>
            {
                &[A::Open, A::NextPane, A::Why, A::Leave, A::Down, A::Help]
            }
            (Stage::Open, Some(Scope::Plan)) if self.screens.plan.page.is_some() => {
                &[A::Open, A::Leave, A::Down, A::Help]
            }
            (Stage::Open, Some(Scope::Plan)) => &[
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
            (Stage::Open, Some(Scope::Today)) => &[
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
            ],
            (Stage::Open, Some(Scope::Rotations)) => &[
                A::NextStep,
                A::NextTab,
                A::Assess,
                A::PlanAfter,
                A::Extend,
                A::Chain,
                A::Steps,
                A::Add,
                A::Filter,
                A::NonLocal,
                A::Timeline,
                A::Why,
                A::Open,
                A::Edit,
                A::Undo,
                A::Help,
            ],
            (Stage::Open, Some(Scope::Indicators)) => self.screens.indicators.hints(),
            (Stage::Open, Some(Scope::Chain)) => {
                &[A::Add, A::TakeOut, A::SaveDraft, A::Drafts, A::DropDraft, A::Open, A::DateType, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Reports)) if self.screens.report.people.is_some() => {
                &[A::Open, A::GoToUnit, A::Export, A::Leave, A::Down, A::Help]
            }
            (Stage::Open, Some(Scope::Reports)) if self.screens.report.inside => {
                &[A::Open, A::Collapse, A::Expand, A::Export, A::Compare, A::OwnDays, A::DateType, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Reports)) => {
                &[A::Open, A::Down, A::Export, A::Compare, A::OwnDays, A::DateType, A::Find, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Timeline)) => {
                &[A::Open, A::Collapse, A::Expand, A::Finer, A::Coarser, A::DateType, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Import)) => &[A::Open, A::NextPane, A::CarryOut, A::Export, A::Leave, A::Help],
            (Stage::Open, Some(Scope::Reorganise)) => {
                &[A::Open, A::NewUnit, A::TurnShare, A::Under, A::DropUnit, A::NextPane, A::CarryOut, A::Leave, A::Help]
            }
            (Stage::Open, Some(Scope::Dossier)) => &[
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
            ],
            _ => &[A::Open, A::Help, A::Quit],
        }
    }
}
