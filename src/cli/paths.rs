//! `paths`: where files lie, by the XDG rules.

use super::Asked;
use super::args::Common;
use super::fail::Failure;
use super::out::{Answer, pairs};
use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Folder of the store under the XDG data folder.
const STORE: &str = "canbo";
/// Folder of the sample store beside it.
const DEMO: &str = "canbo-demo";

#[derive(Debug, Serialize)]
struct Paths {
    store: PathBuf,
    demo: PathBuf,
    keys: PathBuf,
    settings: PathBuf,
    policy: PathBuf,
    lists: PathBuf,
    indicators: PathBuf,
    reports: PathBuf,
}

fn xdg() -> Result<Xdg, Failure> {
    Xdg::new().map_err(|_| Failure::refused("told.no-home", &[]))
}

/// Folder of the store that is meant.
///
/// # Errors
/// No folder is named, and the user has no home.
pub fn store(common: &Common) -> Result<PathBuf, Failure> {
    match &common.store {
        Some(dir) => Ok(dir.clone()),
        None => Ok(xdg()?.data_dir().join(if common.demo { DEMO } else { STORE })),
    }
}

/// The user's own keymap; it need not be there.
///
/// # Errors
/// The user has no home.
pub fn keymap() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("keys.toml"))
}

/// The user's settings; the file need not be there.
///
/// # Errors
/// The user has no home.
pub fn settings() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("settings.toml"))
}

/// The folder of the user's own rules; it need not be there.
///
/// # Errors
/// The user has no home.
pub fn policy() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("policy"))
}

/// The folder of the user's own templates and of what stands at the head of papers; it need not be there.
///
/// # Errors
/// The user has no home.
pub fn lists() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("lists"))
}

/// The folder of the user's own reports; it need not be there.
///
/// # Errors
/// The user has no home.
pub fn reports() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("reports"))
}

/// The folder of the user's own indicators; it need not be there.
///
/// # Errors
/// The user has no home.
pub fn indicators() -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(STORE).join("indicators"))
}

/// Beside a store while its sample is being made: if it is found, the making was interrupted.
#[must_use]
pub fn making(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(".making");
    dir.with_file_name(name)
}

/// Answers `paths`.
///
/// # Errors
/// The user has no home.
pub fn answer(asked: &Asked) -> Result<Answer, Failure> {
    let demo = xdg()?.data_dir().join(DEMO);
    let paths = Paths {
        store: asked.dir.clone(),
        demo,
        keys: keymap()?,
        settings: settings()?,
        policy: policy()?,
        lists: lists()?,
        indicators: indicators()?,
        reports: reports()?,
    };
    Ok(Answer::of(asked.form, &paths, |paths| {
        let shown = |path: &Path| path.display().to_string();
        pairs(&[
            (asked.words.get("cli.paths.store"), shown(&paths.store)),
            (asked.words.get("cli.paths.demo"), shown(&paths.demo)),
            (asked.words.get("cli.paths.keys"), shown(&paths.keys)),
            (asked.words.get("cli.paths.settings"), shown(&paths.settings)),
            (asked.words.get("cli.paths.policy"), shown(&paths.policy)),
            (asked.words.get("cli.paths.lists"), shown(&paths.lists)),
            (asked.words.get("cli.paths.indicators"), shown(&paths.indicators)),
            (asked.words.get("cli.paths.reports"), shown(&paths.reports)),
        ])
    }))
}
