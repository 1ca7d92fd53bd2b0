//! Where files lie, by the XDG rules. Without a home folder there is nowhere to look: that is a [`Failure`].

use crate::cli::answer::Failure;
use crate::cli::args::CommonArgs;
use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use std::path::{Path, PathBuf};

/// Folder of the store under the XDG data folder, and of the user's files under the configuration folder.
const CANBO: &str = "canbo";
/// Folder of the sample store beside it.
const DEMO: &str = "canbo-demo";

fn xdg() -> Result<Xdg, Failure> {
    Xdg::new().map_err(|_| Failure::refused("told.no-home", &[]))
}

fn configuration(name: &str) -> Result<PathBuf, Failure> {
    Ok(xdg()?.config_dir().join(CANBO).join(name))
}

/// Folder of the store that is meant.
///
/// # Errors
/// No folder is named, and the user has no home.
pub fn store(common: &CommonArgs) -> Result<PathBuf, Failure> {
    match &common.store {
        Some(dir) => Ok(dir.clone()),
        None if common.demo => demo(),
        None => Ok(xdg()?.data_dir().join(CANBO)),
    }
}

/// Folder of the sample store.
pub fn demo() -> Result<PathBuf, Failure> {
    Ok(xdg()?.data_dir().join(DEMO))
}

/// The user's own keymap; it need not be there.
pub fn keymap() -> Result<PathBuf, Failure> {
    configuration("keys.toml")
}

/// The user's settings; the file need not be there.
pub fn settings() -> Result<PathBuf, Failure> {
    configuration("settings.toml")
}

/// The folder of the user's own rules; it need not be there.
pub fn policy() -> Result<PathBuf, Failure> {
    configuration("policy")
}

/// The folder of the user's own templates and of what stands at the head of papers; it need not be there.
pub fn lists() -> Result<PathBuf, Failure> {
    configuration("lists")
}

/// The folder of the user's own reports; it need not be there.
pub fn reports() -> Result<PathBuf, Failure> {
    configuration("reports")
}

/// The folder of the user's own indicators; it need not be there.
pub fn indicators() -> Result<PathBuf, Failure> {
    configuration("indicators")
}

/// The file that lies beside a store while its sample is being made: if it is found, the making was interrupted.
pub fn making(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(".making");
    dir.with_file_name(name)
}
