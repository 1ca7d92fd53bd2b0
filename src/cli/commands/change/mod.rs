//! Commands that change the register.

pub mod edit;
pub mod import;
mod imported;
pub mod policy;
pub mod pool;
pub mod reorganise;
pub mod rotation;
pub mod round;
pub mod undo;
