//! Which screens there are, what stands over them, and how far a session has come.

use super::host::{Progress, Said};
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::parts::list::List;
use crate::app::parts::page::Row;
use crate::domain::Day;
use std::path::PathBuf;

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
}

impl Screen {
    /// The screen with this name on the command line.
    #[must_use]
    pub fn named(name: &str) -> Option<Screen> {
        match name {
            "units" => Some(Screen::Units),
            "cadres" => Some(Screen::Cadres),
            "journal" => Some(Screen::Journal),
            "plan" => Some(Screen::Plan),
            "today" => Some(Screen::Today),
            "rotations" => Some(Screen::Rotations),
            "indicators" => Some(Screen::Indicators),
            "reports" => Some(Screen::Reports),
            "import" => Some(Screen::Import),
            _ => None,
        }
    }
}

/// What stands over the screen.
#[derive(Debug, Clone)]
pub enum Over {
    /// Something to be chosen.
    Picker(Box<Picker>),
    /// Something to be filled in.
    Form(Box<Form>),
}

/// The card beside a list, broken into lines for its width.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Its lines.
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
        /// Why.
        why: Said,
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
