//! The words on the screen: `data/locales/{vi,en}.toml`, read once, asked by key. No word stands in code.

/// Language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}
