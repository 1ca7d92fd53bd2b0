//! Dialogs over a screen: the picker (find, help, choices) and the form.

pub mod desk;
pub mod find;
pub mod form;
pub mod found;
pub mod help;
pub mod picker;
pub mod saved;
pub mod seek;
