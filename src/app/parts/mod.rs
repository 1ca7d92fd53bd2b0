//! Parts that screens are made of: lists, pages of lines, the layout, filters, the card of a record.

pub mod card;
pub mod layout;
pub mod list;
pub mod page;
pub mod sieve;
