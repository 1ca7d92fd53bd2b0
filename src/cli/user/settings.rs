//! The user's settings: one small file in the configuration folder; what the command line says comes before it.

use super::paths;
use crate::app::input::keymap::{BUILT_IN, Keymap};
use crate::app::input::typing::Typing;
use crate::app::session::host::Notice;
use crate::app::words::Lang;
use crate::cli::answer::say;
use crate::cli::args::{CommonArgs, LangArg};
use clap::ValueEnum;
use serde::Deserialize;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    keymap: Option<String>,
    theme: Option<String>,
    lang: Option<String>,
    typing: Option<String>,
    mouse: Option<bool>,
}

/// What holds for a session.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    keymap: String,
    /// Name of the theme.
    pub theme: String,
    /// The theme's file, where it is one of the user's.
    pub theme_file: Option<String>,
    pub lang: Lang,
    /// How letters with marks are typed into a field.
    pub typing: Typing,
    /// Whether the mouse scrolls and selects.
    pub mouse: bool,
    /// What is wrong with the file, in one sentence; it hinders nothing.
    pub said: Option<Notice>,
}

impl Settings {
    /// The keymap that the user's own keys are laid over.
    pub fn keymap(&self) -> Keymap {
        Keymap::built_in(&self.keymap).unwrap_or_else(Keymap::default_keys)
    }
}

/// The language of the settings, for what is said before the command line is understood.
pub fn language() -> Lang {
    let (file, ..) = file();
    file.lang.and_then(|name| LangArg::from_str(&name, true).ok()).unwrap_or_default().into()
}

/// Reads the settings; a file that is not there says nothing, one that is wrong is passed over and said so.
pub fn read(common: &CommonArgs) -> Settings {
    let (file, said, path) = file();
    under(common, file, said, &path)
}

/// The file, what is wrong with it, and where it is.
fn file() -> (SettingsFile, Option<Notice>, PathBuf) {
    // without a home there is none
    let Ok(path) = paths::settings() else { return Default::default() };
    let wrong = |e: &dyn ToString| Some(say("settings.wrong", &[&path.display().to_string(), &e.to_string()]));
    let (file, said) = match fs::read_to_string(&path) {
        Ok(text) => match toml::from_str::<SettingsFile>(&text) {
            Ok(file) => (file, None),
            Err(e) => (SettingsFile::default(), wrong(&e.message())),
        },
        Err(e) if e.kind() == ErrorKind::NotFound => (SettingsFile::default(), None),
        Err(e) => (SettingsFile::default(), wrong(&e)),
    };
    (file, said, path)
}

/// The file's settings under what the command line says.
fn under(common: &CommonArgs, file: SettingsFile, mut said: Option<Notice>, path: &Path) -> Settings {
    let shown = path.display().to_string();
    let mut known = |field: &str, value: Option<String>, names: &[&str]| {
        let value = value?;
        if names.contains(&value.as_str()) {
            return Some(value);
        }
        if said.is_none() {
            said = Some(say("settings.unknown", &[&shown, field, &value, &names.join(", ")]));
        }
        None
    };
    let keymap = known("keymap", file.keymap, &BUILT_IN.map(|(name, _)| name));
    let typing = known("typing", file.typing, &Typing::ALL.map(|(_, name)| name));
    let lang = known("lang", file.lang, &["vi", "en"]).and_then(|name| LangArg::from_str(&name, true).ok());
    let theme = common.theme.clone().or(file.theme).unwrap_or_else(|| "default".to_owned());
    Settings {
        keymap: common.keymap.clone().or(keymap).unwrap_or_default(),
        theme_file: theme_file(path, &theme),
        theme,
        lang: common.lang.or(lang).unwrap_or_default().into(),
        typing: typing.and_then(|name| Typing::named(&name)).unwrap_or_default(),
        mouse: common.mouse || file.mouse.unwrap_or_default(),
        said,
    }
}

/// The user's own theme of that name, beside the settings.
fn theme_file(settings: &Path, name: &str) -> Option<String> {
    // a name is no path
    let plain = name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let file = settings.parent()?.join("themes").join(name).with_extension("toml");
    if plain { fs::read_to_string(file).ok() } else { None }
}
