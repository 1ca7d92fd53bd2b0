//! Arguments that several commands have. What they mean to people stands in `data/locales/cli.*.toml`; the comments
//! here are for programmers, and a test sees to it that no argument is without its help.

mod common;
mod edit;
mod values;

pub use common::{CommonArgs, LangArg};
pub use edit::{ActArgs, field_values};
pub use values::{LineArg, day, table_kind};
