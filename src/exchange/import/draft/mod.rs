//! Fifth step: what the rows make of the records they are about. Nothing is judged yet, but a row whose cells no record can
//! hold is refused.

mod drafts;
mod faults;
mod record;
mod row;

pub(super) use drafts::Drafts;
pub use drafts::StoredTexts;
pub(super) use row::RowDrafter;
