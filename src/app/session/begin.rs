//! With what a session begins.

use super::host::{Notice, Start};
use crate::app::input::keymap::Keymap;
use crate::app::input::typing::Typing;
use crate::app::parts::layout::Size;
use crate::app::session::stage::Screen;
use crate::app::words::Lang;
use crate::domain::Day;

/// With what a session begins.
#[derive(Debug, Clone)]
pub struct Begin {
    /// Which store, or what to ask.
    pub start: Start,
    /// Language.
    pub lang: Lang,
    /// The day wished for.
    pub as_of: Option<Day>,
    pub today: Day,
    /// The first screen; without one the session goes on where the last one was left.
    pub screen: Option<Screen>,
    /// Refuse every edit.
    pub read_only: bool,
    /// Keys in force.
    pub keymap: Keymap,
    /// How letters with marks are typed into a field.
    pub typing: Typing,
    /// What is to be said first: a settings file or a keymap that cannot be used.
    pub said: Option<Notice>,
    /// Size of the screen.
    pub size: Size,
}
