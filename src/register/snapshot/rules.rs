//! The rules that judge at a revision: the program's, with what the office decided of them laid over. Made when they are
//! first asked for, and shared by every snapshot that no ruling lies between.

use super::Snapshot;
use crate::domain::Ruling;
use crate::policy::{Codes, Policy, RulingFault};
use crate::register::catalogue::{Catalogue, ListName};
use std::sync::Arc;

/// The rules over which rulings are laid, and the catalogue that says what the codes in them mean.
#[derive(Debug, Default)]
pub struct Ground {
    pub policy: Arc<Policy>,
    pub catalogue: Arc<Catalogue>,
}

impl Ground {
    /// Asks with what the codes in a rule mean in a catalogue.
    pub fn with_codes<T>(catalogue: &Catalogue, ask: impl FnOnce(Codes<'_>) -> T) -> T {
        let title = |code: &str| catalogue.title_coded(code).is_some();
        let reason = |code: &str| catalogue.lists().coded(ListName::Removal, code).is_some();
        let term = |id| catalogue.terms().iter().find(|t| t.number == id).map(|t| (t.party_from.0, t.state_from.0));
        ask(Codes { title: &title, reason: &reason, term: &term })
    }
}

impl Snapshot {
    /// A register that holds nothing yet, judged by these rules.
    #[must_use]
    pub fn over(policy: Arc<Policy>, catalogue: Arc<Catalogue>) -> Snapshot {
        Snapshot { ground: Arc::new(Ground { policy, catalogue }), ..Snapshot::default() }
    }

    /// The register with no record in it, judged by the same rules of the program.
    #[must_use]
    pub fn emptied(&self) -> Snapshot {
        Snapshot { ground: Arc::clone(&self.ground), ..Snapshot::of([]) }
    }

    /// The rules that judge here.
    #[must_use]
    pub fn policy(&self) -> &Arc<Policy> {
        if self.rulings.is_empty() { &self.ground.policy } else { &self.ruled().0 }
    }

    /// The rules as they are where the office decided nothing.
    #[must_use]
    pub fn base_policy(&self) -> &Arc<Policy> {
        &self.ground.policy
    }

    /// What of the office's rulings cannot hold, and why: the program has become another since.
    #[must_use]
    pub fn ruling_faults(&self) -> &[RulingFault] {
        if self.rulings.is_empty() { &[] } else { &self.ruled().1 }
    }

    fn ruled(&self) -> &(Arc<Policy>, Arc<[RulingFault]>) {
        self.ruled.get_or_init(|| {
            let rulings: Vec<&Ruling> = self.rulings.values().map(AsRef::as_ref).collect();
            let laid = |codes: Codes<'_>| self.ground.policy.with_rulings(&rulings, codes);
            let (policy, faults) = Ground::with_codes(&self.ground.catalogue, laid);
            (Arc::new(policy), faults.into())
        })
    }
}
