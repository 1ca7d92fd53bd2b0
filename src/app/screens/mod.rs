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
