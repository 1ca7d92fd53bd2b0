//! The fields that a query may name: `data/search/fields.toml`.

use super::Field;
use super::letters::fold;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    field: Field,
    names: Vec<String>,
}

const EMBEDDED: &str = include_str!("../../data/search/fields.toml");

static FILE: LazyLock<File> =
    // the embedded file is read by a test; one that cannot be read leaves no fields to name
    LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or(File { text: Vec::new() }));

impl Field {
    /// The field with this name, marks or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Field> {
        let name = fold(name);
        FILE.text.iter().find(|t| t.names.iter().any(|n| fold(n) == name)).map(|t| t.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_with_marks_and_without() {
        assert!(toml::from_str::<File>(EMBEDDED).is_ok());
        assert_eq!(Field::named("tên"), Some(Field::Name));
        assert_eq!(Field::named("TEN"), Some(Field::Name));
        assert_eq!(Field::named("đv"), Some(Field::Unit));
        assert_eq!(Field::named("cd"), Some(Field::Title));
        assert_eq!(Field::named("x"), None);
    }
}
