//! What a screen is: everything that the rest of a session asks of it.

use crate::app::input::action::{Action, Scope};
use crate::app::outgoing::papers::Official;
use crate::app::parts::layout::Area;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::Lines;
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use crate::exchange::paper::Paper;

/// A screen: its state, and what it shows and does. Drawing stands apart, in `ui`.
pub trait ScreenState {
    /// The scope in which its keys are looked up first.
    fn scope(&self, cx: &Session) -> Scope;

    /// What stands at the head after the province: where one is.
    fn trail(&self, cx: &Session) -> Vec<String>;

    /// What can be pressed now, the most useful first, help last.
    fn hints(&self, cx: &Session) -> &'static [Action];

    /// What an action is called here, where it does something of its own: a key of the locale.
    fn hint(&self, _action: Action) -> Option<&'static str> {
        None
    }

    /// Whether an action that every screen has does something of its own here.
    fn overrides(&self, _action: Action) -> bool {
        false
    }

    /// Does an action.
    fn act(&mut self, cx: &mut Session, action: Action);

    /// Undoes or redoes something of its own; whether there was anything.
    fn undo(&mut self, _cx: &mut Session, _back: bool) -> bool {
        false
    }

    /// Moves the cursor of what is in use.
    fn step(&mut self, cx: &mut Session, motion: Motion);

    /// Closes the innermost thing that is open; whether there was any. If not, the screen itself is closed.
    fn leave(&mut self, cx: &mut Session) -> bool;

    /// Makes again what depends on the register, the day and the size, and asks for what is missing.
    fn refresh(&mut self, cx: &mut Session);

    /// What is selected.
    fn selection(&self, cx: &Session) -> Selection;

    /// What the status line says at its right: marks, the place in the list.
    fn status(&self, _cx: &Session) -> Vec<String> {
        Vec::new()
    }

    /// What the screen could show instead, with what it shows: lines of the hierarchy, terms.
    fn alternatives(&self, _cx: &Session) -> Vec<(String, bool)> {
        Vec::new()
    }

    /// The lines of a screen that is one page of lines, and the cursor over them; other screens are drawn by `ui`.
    fn page(&self) -> Option<(&Lines, &List)> {
        None
    }

    /// The list under a cell of the terminal, and where its rows stand. Clicking may put a pane in use.
    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)>;

    /// Selects the row under a cell of the terminal.
    fn click(&mut self, cx: &Session, x: u16, y: u16) {
        if let Some((list, rows)) = self.list_at(cx, x, y) {
            list.click(rows, y);
        }
    }

    /// What can be written into a file, with sensitive columns where they are asked for.
    fn document(&self, _cx: &Session, _sensitive: bool) -> Option<Paper> {
        None
    }

    /// Official papers of what is shown, the nearest first; those of the person who is selected come after them by themselves.
    fn papers(&self, _cx: &Session) -> Vec<Official> {
        Vec::new()
    }

    /// Opens all that is folded, so that its lines of text are all of it.
    fn unfold(&mut self, _cx: &mut Session) {}

    /// The screen as lines of text, for screen readers: all of it, not only what fits on a window.
    fn plain(&self, cx: &Session) -> Vec<String>;
}

/// Where in a list the cursor is, for the status line.
#[must_use]
pub fn place_in(cx: &Session, list: &List) -> Vec<String> {
    let at = || cx.words.fill("table.at", &[cx.words.number(list.cursor + 1), cx.words.number(list.len)]);
    (list.len > 0).then(at).into_iter().collect()
}
