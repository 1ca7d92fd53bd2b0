//! The user's settings: one small file in the configuration folder; what the command line says comes before it.

use super::args::Common;
use super::fail::{Failure, say};
use super::paths;
use crate::app::host::Said;
use crate::app::keymap::{BUILT_IN, Keymap};
use serde::Deserialize;
use std::fs;
use std::io::ErrorKind;

/// What the file says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    keymap: Option<String>,
}

/// What holds for a session.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the keymap that the user's own keys are laid over.
    keymap: String,
    /// What is wrong with the file, in one sentence; it hinders nothing.
    pub said: Option<Said>,
}

impl Settings {
    /// The keymap that the user's own keys are laid over.
    #[must_use]
    pub fn keymap(&self) -> Keymap {
        Keymap::built_in(&self.keymap).unwrap_or_else(Keymap::default_keys)
    }
}

/// Reads the settings; a file that is not there says nothing, one that is wrong is passed over and said so.
///
/// # Errors
/// The user has no home.
pub fn read(common: &Common) -> Result<Settings, Failure> {
    let path = paths::settings()?;
    let shown = path.display().to_string();
    let (file, mut said) = match fs::read_to_string(&path) {
        Ok(text) => match toml::from_str::<File>(&text) {
            Ok(file) => (file, None),
            Err(e) => (File::default(), Some(say("settings.wrong", &[&shown, e.message()]))),
        },
        Err(e) if e.kind() == ErrorKind::NotFound => (File::default(), None),
        Err(e) => (File::default(), Some(say("settings.wrong", &[&shown, &e.to_string()]))),
    };
    let names = BUILT_IN.map(|(name, _)| name);
    let asked = common.keymap.clone().or(file.keymap).unwrap_or_default();
    let keymap = if names.contains(&asked.as_str()) { asked.clone() } else { "default".to_owned() };
    if !asked.is_empty() && keymap != asked {
        said = said.or(Some(say("keys.unknown", &[&asked, &names.join(", ")])));
    }
    Ok(Settings { keymap, said })
}
