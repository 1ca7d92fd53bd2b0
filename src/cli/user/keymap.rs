//! The keys in force: a keymap that comes with the program, with the user's own keys laid over it.

use super::paths;
use super::settings::Settings;
use crate::app::input::keymap::Keymap;
use crate::app::session::host::Notice;
use crate::cli::answer::{Failure, say};
use std::fs;
use std::io::ErrorKind;

/// The keymap that is asked for, or that of the settings, with the user's file over it. What is wrong with settings or
/// file is said in one sentence, and hinders nothing.
///
/// # Errors
/// The user has no home.
pub fn in_force(settings: &Settings) -> Result<(Keymap, Option<Notice>), Failure> {
    let base = settings.keymap();
    let said = settings.said.clone();
    let file = paths::keymap()?;
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok((base, said)),
        Err(e) => {
            return Ok((base, Some(say("keys.unreadable", &[&file.display().to_string(), &e.to_string()]))));
        }
    };
    let (keymap, faults) = base.with(&text);
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let key = if faults.iter().any(|f| f.stops) { "keys.broken" } else { "keys.doubtful" };
    let own = (!faults.is_empty()).then(|| say(key, &[&name, &faults.len().to_string()]));
    Ok((keymap, own.or(said)))
}
