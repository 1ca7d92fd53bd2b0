//! What can be pressed in each part of the screen, and what it is called there.

use super::{Indicators, Tab};
use crate::app::input::action::Action;

impl Indicators {
    /// What can be pressed now, the most useful first.
    #[must_use]
    pub(super) fn in_part(&self) -> &'static [Action] {
        use Action as A;
        match (&self.who, self.tab) {
            (Some(who), _) if who.in_parts() => {
                &[A::Open, A::Expand, A::Collapse, A::GoToUnit, A::Export, A::Leave, A::NextTab, A::Help]
            }
            (Some(_), _) => &[A::Open, A::GoToUnit, A::Export, A::Leave, A::NextTab, A::Help],
            (None, Tab::Targets) => {
                &[A::Open, A::NextTab, A::ByUnit, A::Why, A::Export, A::DateType, A::Leave, A::Help]
            }
            (None, Tab::Units) => &[
                A::Lacking,
                A::Open,
                A::Parent,
                A::Collapse,
                A::Expand,
                A::NextTab,
                A::ByUnit,
                A::GoToUnit,
                A::Export,
                A::DateType,
                A::Leave,
                A::Help,
            ],
            (None, Tab::Needs) => &[A::Open, A::NextTab, A::Export, A::DateType, A::Leave, A::Help],
            (None, Tab::Pictures) => {
                &[A::Open, A::Expand, A::Collapse, A::NextTab, A::Export, A::DateType, A::Leave, A::Help]
            }
        }
    }

    /// What an action is called here: a key of the locale.
    #[must_use]
    pub(super) fn called(&self, action: Action) -> &'static str {
        match (action, &self.who, self.tab) {
            (Action::Expand, Some(_), _) => "hint.next-group",
            (Action::Collapse, Some(_), _) => "hint.previous-group",
            (Action::Expand, None, Tab::Pictures) => "hint.next-picture",
            (Action::Collapse, None, Tab::Pictures) => "hint.previous-picture",
            (Action::Expand, ..) => "hint.right",
            (Action::Collapse, ..) => "hint.left",
            (_, Some(who), _) if who.cadre().is_some() => "hint.dossier",
            (_, None, Tab::Targets | Tab::Needs | Tab::Pictures) => "hint.list",
            _ => "hint.into",
        }
    }
}
