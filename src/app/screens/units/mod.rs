//! Tổ chức: the tree of units, the posts of the selected one, the card beside them.

mod displaced;
mod document;
pub mod narrow;
pub mod posts;
mod screen;
pub mod tree;

use crate::app::parts::layout::Pane;
use crate::app::session::Stand;
use crate::app::session::stage::Card;
use crate::domain::{Line, UnitId};

/// The screen's state.
#[derive(Debug, Default)]
pub struct Units {
    /// The tree of units.
    pub tree: tree::Tree,
    /// Posts of the selected unit.
    pub posts: posts::Posts,
    /// Lines of the card.
    pub card: Card,
    /// The pane in use.
    pub focus: Pane,
    /// The pane that the card speaks of: the one in use, or the one in use before the card.
    pub beside: Pane,
    /// Of which register, line and unit the posts were made.
    made: Option<(Stand, Line, Option<UnitId>)>,
}
