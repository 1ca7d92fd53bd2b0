//! An official paper, and the order to write it.

use crate::exchange::lists::PaperRequest as Asked;
use crate::exchange::write::Format;
use crate::policy::Policy;
use crate::register::View;
use std::sync::Arc;

/// A paper of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// Which paper.
    pub form: String,
    /// Of what.
    pub asked: Asked,
    /// What it is called: of a list and its file.
    pub(super) name: String,
    /// The name under which the paper is offered: whose or what it is about.
    pub(super) of: String,
}

/// A paper that is on its way to a file.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which, of what.
    pub official: Official,
    /// The register on the day, with the draft laid over.
    pub view: View,
    /// The rules.
    pub policy: Arc<Policy>,
    /// As what.
    pub format: Format,
    /// With sensitive columns.
    pub sensitive: bool,
    /// The name that was typed.
    pub name: String,
    /// Over a file that is there.
    pub over: bool,
}
