//! Questions about what was: the journal, a revision, the register as it was known.

use crate::app::screens::journal::asks::{Answered, Asks, EDITS, PAGE};
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::register::{Loaded, Register, RegisterError};

/// The answer to a question about what was.
pub(super) fn answer(register: &Register, asks: Asks, tell: &dyn Fn(Msg)) -> Answered {
    let why = |e: RegisterError| Notice { key: "said.no-journal", with: vec![e.to_string()] };
    match asks {
        Asks::Page { generation, query, from } => match register.journal(&query, from, PAGE) {
            Ok(page) => Answered::Page { generation, from, page },
            Err(e) => Answered::Failed(why(e)),
        },
        Asks::Revision(revision) => match register.revision(revision, EDITS) {
            Ok(opened) => Answered::Revision(opened.map(Box::new)),
            Err(e) => Answered::Failed(why(e)),
        },
        Asks::Known { generation, revision, at } => {
            let mut told = 0;
            let mut progress = |done: u64, all: u64| {
                let per_mille = u16::try_from(done * 1000 / all.max(1)).unwrap_or(1000);
                if told != per_mille {
                    told = per_mille;
                    tell(Msg::Journal(Answered::Recalling { generation, per_mille }));
                }
            };
            // what is still being read cannot be rolled back
            let known = register.wait(Loaded::All).and_then(|()| register.known_at(revision, &mut progress));
            Answered::Known { generation, at, result: known.map_err(why) }
        }
    }
}
