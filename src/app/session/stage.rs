//! Which screens there are, what stands over them, and how far a session has come.

use super::host::{Notice, Progress};
use crate::app::input::action::Action;
use crate::app::parts::list::List;
use crate::app::parts::page::Row;
use crate::domain::Day;
use crate::domain::Revision;
use crate::register::Snapshot;
use std::path::PathBuf;
use std::sync::Arc;

/// A screen; its letter is in the keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// Tổ chức
    #[default]
    Units,
    /// Cán bộ
    Cadres,
    /// Lý lịch
    Dossier,
    /// Nhật ký
    Journal,
    /// Sắp xếp tổ chức
    Reorganise,
    /// Quy hoạch
    Plan,
    /// Hôm nay
    Today,
    /// Dòng thời gian
    Timeline,
    /// Luân chuyển
    Rotations,
    /// A replacement chain.
    Chain,
    /// Chỉ tiêu
    Indicators,
    /// Báo cáo
    Reports,
    /// Nhập dữ liệu
    Import,
    /// Quy định
    Rules,
}

/// What a screen is called on the command line and in the author's notes, and how it is come to.
struct Entry {
    screen: Screen,
    name: &'static str,
    /// The action that goes there; none of a screen that needs something to be selected.
    action: Option<Action>,
    /// Key of the locale of its title.
    title: &'static str,
    /// Whether the next session may begin there.
    kept: bool,
    /// Whether it has a tab in the second row.
    tab: bool,
}

const fn entry(screen: Screen, name: &'static str, action: Option<Action>, title: &'static str, kept: bool) -> Entry {
    Entry { screen, name, action, title, kept, tab: false }
}

/// A screen with a tab in the second row, which an action goes to.
const fn tab(screen: Screen, name: &'static str, action: Action, title: &'static str, kept: bool) -> Entry {
    Entry { screen, name, action: Some(action), title, kept, tab: true }
}

/// All screens, in the order of their tabs.
const SCREENS: [Entry; 14] = [
    tab(Screen::Today, "today", Action::ScreenToday, "head.now", true),
    tab(Screen::Units, "units", Action::ScreenUnits, "head.units", true),
    tab(Screen::Cadres, "cadres", Action::ScreenCadres, "head.cadres", true),
    Entry { tab: true, ..entry(Screen::Dossier, "dossier", None, "head.dossier", true) },
    tab(Screen::Plan, "plan", Action::ScreenPlan, "head.plan", true),
    tab(Screen::Rotations, "rotations", Action::ScreenRotations, "head.rotations", true),
    tab(Screen::Indicators, "indicators", Action::ScreenIndicators, "head.indicators", true),
    tab(Screen::Reports, "reports", Action::ScreenReports, "head.reports", true),
    tab(Screen::Journal, "journal", Action::ScreenJournal, "head.journal", false),
    entry(Screen::Rules, "rules", Some(Action::ScreenRules), "head.rules", true),
    entry(Screen::Import, "import", Some(Action::ScreenImport), "head.import", false),
    entry(Screen::Timeline, "timeline", None, "head.timeline", true),
    entry(Screen::Chain, "chain", None, "head.chain", false),
    entry(Screen::Reorganise, "reorganise", None, "head.reorganise", false),
];

impl Screen {
    fn entry(self) -> Option<&'static Entry> {
        SCREENS.iter().find(|entry| entry.screen == self)
    }

    /// All screens, in the order of their tabs.
    pub fn all() -> impl Iterator<Item = Screen> {
        SCREENS.iter().map(|entry| entry.screen)
    }

    /// Screens that a session can begin on, as the command line calls them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SCREENS.iter().filter(|entry| entry.action.is_some()).map(|entry| entry.name)
    }

    /// The screen with this name on the command line.
    #[must_use]
    pub fn named(name: &str) -> Option<Screen> {
        SCREENS.iter().find(|entry| entry.action.is_some() && entry.name == name).map(|entry| entry.screen)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// The screen that an action goes to.
    #[must_use]
    pub fn of_action(action: Action) -> Option<Screen> {
        SCREENS.iter().find(|entry| entry.action == Some(action)).map(|entry| entry.screen)
    }

    /// The action that goes to it.
    #[must_use]
    pub fn action(self) -> Option<Action> {
        self.entry()?.action
    }

    /// Key of the locale of its title.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }

    /// Screens that have a tab in the second row.
    pub fn tabs() -> impl Iterator<Item = Screen> {
        SCREENS.iter().filter(|entry| entry.tab).map(|entry| entry.screen)
    }

    /// Whether the next session may begin there.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.entry().is_some_and(|entry| entry.kept)
    }
}

/// The card beside a list, broken into lines for its width.
#[derive(Debug, Clone, Default)]
pub struct Card {
    pub lines: Vec<Row>,
    /// Columns of the labels.
    pub label: u16,
    /// Window over them.
    pub list: List,
}

/// How far the session has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No store yet: asks what to do, writes nothing.
    Ask {
        /// Folder that a store would be made in.
        dir: PathBuf,
        /// Choices.
        list: List,
    },
    /// The sample is being made in a folder.
    Making {
        /// The folder.
        dir: PathBuf,
        /// How far.
        progress: Option<Progress>,
    },
    /// The store is being opened.
    Opening,
    /// The store could not be opened or made: why, and what can be done.
    Refused {
        why: Notice,
        /// Choices.
        list: List,
    },
    /// The store is open; its records may still be arriving.
    Open,
}

/// The province that the store is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// "Lạng Sơn"
    pub name: String,
    /// The day that the store opens on.
    pub home: Option<Day>,
    /// Whether its people are invented.
    pub sample: bool,
}

/// The register of then, and the one to come back to.
#[derive(Debug, Clone)]
pub struct Known {
    /// The revision that was the last one.
    pub revision: Revision,
    /// When it was made, in seconds since 1970, UTC.
    pub at: i64,
    /// The register as it stands.
    pub now: Arc<Snapshot>,
}
