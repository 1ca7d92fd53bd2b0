//! Questions about what was: the journal, a revision, the register as it was known. Called on a thread of its own.

use crate::app::screens::journal::{EDITS, PAGE};
use crate::app::session::host::Said;
use crate::app::session::msg::{Effect, Msg};
use crate::register::{Loaded, Register, RegisterError};

/// The answer to an effect that asks about what was; none to any other.
pub(super) fn answer(register: &Register, effect: Effect, tell: &dyn Fn(Msg)) -> Option<Msg> {
    let why = |e: RegisterError| Said { key: "said.no-journal", with: vec![e.to_string()] };
    Some(match effect {
        Effect::Journal { generation, query, from } => match register.journal(&query, from, PAGE) {
            Ok(page) => Msg::Journal { generation, from, page },
            Err(e) => Msg::NoJournal(why(e)),
        },
        Effect::Revision(revision) => match register.revision(revision, EDITS) {
            Ok(opened) => Msg::Revision(opened.map(Box::new)),
            Err(e) => Msg::NoJournal(why(e)),
        },
        Effect::Known { generation, revision, at } => {
            let mut told = 0;
            let mut progress = |done: u64, all: u64| {
                let per_mille = u16::try_from(done * 1000 / all.max(1)).unwrap_or(1000);
                if told != per_mille {
                    told = per_mille;
                    tell(Msg::Recalling { generation, per_mille });
                }
            };
            // what is still being read cannot be taken back from
            let known = register.wait(Loaded::All).and_then(|()| register.known_at(revision, &mut progress));
            Msg::Known { generation, at, result: known.map_err(why) }
        }
        _ => return None,
    })
}
