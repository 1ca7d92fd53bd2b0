//! One folder or file a screen: its state, what its keys do, what it shows.

pub mod cadres;
pub mod chain;
pub mod dossier;
pub mod import;
pub mod indicators;
pub mod journal;
pub mod plan;
pub mod reorganise;
pub mod report;
pub mod rotations;
pub mod start;
pub mod timeline;
pub mod today;
pub mod units;

/// The state of each screen.
#[derive(Debug, Default)]
pub struct Screens {
    pub units: units::Units,
    pub cadres: cadres::Cadres,
    pub dossier: dossier::DossierState,
    pub journal: journal::Journal,
    pub import: import::Import,
    pub reorganise: reorganise::Reorganise,
    pub plan: plan::Plan,
    pub today: today::Today,
    pub timeline: timeline::Timeline,
    pub rotations: rotations::Rotations,
    pub indicators: indicators::Indicators,
    pub chain: chain::Chains,
    pub report: report::Screened,
}
