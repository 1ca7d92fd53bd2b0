//! Importing a file: words of what it says, and the screen on which it is looked at before anything is written.

pub mod said;
