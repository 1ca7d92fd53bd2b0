//! One folder a screen: its state, what its keys do, what it shows. [`screen::ScreenState`] says what a screen is.

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
pub mod rules;
pub mod screen;
pub mod timeline;
pub mod today;
pub mod units;

use super::session::Session;
use super::session::callback::Callback;
use super::session::stage::Screen;
use screen::ScreenState;
use std::any::{Any, TypeId};

/// The state of each screen, and which is which.
macro_rules! screens {
    ($($field:ident: $state:ty => $screen:ident),* $(,)?) => {
        /// The state of each screen.
        #[derive(Debug, Default)]
        pub struct Screens {
            $(#[allow(missing_docs, reason = "each is named after its screen")] pub $field: $state,)*
        }

        impl Screens {
            /// Every screen that has a state.
            pub const ALL: &[Screen] = &[$(Screen::$screen),*];

            /// A screen.
            #[must_use]
            pub fn get(&self, screen: Screen) -> &dyn ScreenState {
                match screen {
                    $(Screen::$screen => &self.$field,)*
                }
            }

            /// A screen, to be changed.
            pub fn get_mut(&mut self, screen: Screen) -> &mut dyn ScreenState {
                match screen {
                    $(Screen::$screen => &mut self.$field,)*
                }
            }

            /// Whose state has a type.
            fn owner(&mut self, owner: TypeId) -> Option<&mut dyn Any> {
                $(if owner == TypeId::of::<$state>() {
                    return Some(&mut self.$field);
                })*
                None
            }
        }
    };
}

screens! {
    units: units::Units => Units,
    cadres: cadres::Cadres => Cadres,
    dossier: dossier::DossierState => Dossier,
    journal: journal::Journal => Journal,
    import: import::Import => Import,
    reorganise: reorganise::Reorganise => Reorganise,
    plan: plan::state::Plan => Plan,
    today: today::Today => Today,
    timeline: timeline::Timeline => Timeline,
    rotations: rotations::Rotations => Rotations,
    indicators: indicators::Indicators => Indicators,
    chain: chain::Chains => Chain,
    report: report::Screened => Reports,
    rules: rules::Rules => Rules,
}

impl Screens {
    /// Calls back the screen that a callback belongs to.
    pub fn call<A, R>(&mut self, cx: &mut Session, callback: &Callback<A, R>, a: A) -> Option<R> {
        match self.owner(callback.owner()) {
            Some(owner) => callback.call(owner, cx, a),
            None => callback.call(&mut (), cx, a),
        }
    }
}
