//! The machine as the commands use it.

use super::login;
use crate::app::session::host::Notice;
use crate::app::words::Words;
use crate::cli::answer::{Failure, Status, say};
use crate::cli::user::data;
use crate::domain::{Author, Day, Revision};
use crate::exchange::indicators::Plan as Indicators;
use crate::policy::Policy;
use crate::register::Catalogue;
use crate::register::handle::Register;
use crate::store::{Opened, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Clock, login, catalogue, rules and stores of this process.
pub struct LocalHost {
    /// Titles, kinds, lists, terms.
    pub catalogue: Arc<Catalogue>,
    pub policy: Arc<Policy>,
    /// Why files of the user's own rules are not among them.
    pub own_rules_faults: Vec<Notice>,
    pub indicators: Arc<Indicators>,
    /// Why the user's own indicators are not among them, where they cannot be used.
    pub own_indicators_fault: Option<Notice>,
    today: Option<Day>,
    /// Refuse every edit.
    pub read_only: bool,
}

impl LocalHost {
    /// Reads the data that come with the program, with the user's own laid over them.
    ///
    /// # Errors
    /// A data file that cannot be read; one of the user's is only told.
    pub fn new(today: Option<Day>, read_only: bool, words: &Words) -> Result<LocalHost, Failure> {
        let bad = |e: &dyn std::error::Error| Failure::refused("told.data", &[&e.to_string()]);
        let catalogue = Catalogue::embedded().map_err(|e| bad(&e))?;
        let (policy, own_rules_faults) = data::rules(&catalogue, words).map_err(|e| bad(&e))?;
        let (indicators, own_indicators_fault) = match data::indicators(&catalogue, words) {
            Ok(indicators) => (Arc::new(indicators), None),
            Err(said) => (Indicators::embedded(), Some(said)),
        };
        let (catalogue, policy) = (Arc::new(catalogue), Arc::new(policy));
        Ok(LocalHost { catalogue, policy, own_rules_faults, indicators, own_indicators_fault, today, read_only })
    }

    /// Opens a store; what was repaired or rolled back is said beside the register.
    ///
    /// # Errors
    /// What is wrong with the store.
    pub fn open_store(&self, dir: &Path) -> Result<(Register, Vec<Notice>), Failure> {
        let (store, opened) = Store::open(dir, self.read_only).map_err(|e| Failure::store(&e, dir))?;
        tracing::info!(revision = store.head().0, "store opened");
        if store.head() == Revision(0) && store.province().sample.is_some() {
            return Err(Failure::new(Status::Store, "told.store.unfinished", &[&dir.display().to_string()]));
        }
        Ok((self.register(store), repairs(&opened)))
    }

    /// The register of a store.
    pub fn register(&self, store: Store) -> Register {
        Register::open(store, Arc::clone(&self.catalogue), Arc::clone(&self.policy), self.read_only)
    }

    /// # Errors
    /// Every edit is refused.
    pub fn writable(&self) -> Result<(), Failure> {
        if self.read_only { Err(Failure::refused("told.read-only", &[])) } else { Ok(()) }
    }

    pub fn author(&self) -> Author {
        login::author()
    }

    /// Seconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    /// The day that was named as today, else today in Viet Nam.
    pub fn today(&self) -> Day {
        self.today.unwrap_or_else(|| Day::in_viet_nam(self.now()))
    }
}

/// What opening a store had to repair or roll back, as sentences.
pub fn repairs(opened: &Opened) -> Vec<Notice> {
    let mut said = Vec::new();
    if let Some(back) = &opened.rolled_back {
        said.push(say("told.rolled-back", &[&back.revision.to_string(), &back.edits.to_string()]));
    }
    if let Some(repaired) = &opened.repaired {
        said.push(say("told.repaired", &[&repaired.kept.display().to_string()]));
    }
    said
}
