//! The rules on a small province: what an officer sees of a person, a title and a list.

use super::*;
use crate::policy::Policy;
use crate::register::Catalogue;

#[test]
fn the_rules_that_come_with_the_program_are_sound_and_name_what_the_catalogue_has() {
    let policy = Policy::embedded().unwrap_or_else(|fault| panic!("{fault}"));
    let catalogue = Catalogue::embedded().unwrap();
    let known = |code: &str| catalogue.title_coded(code).is_some();
    let reason = |code: &str| catalogue.lists().coded(ListName::Removal, code).is_some();
    assert!(policy.rules.len() > 40);
    for name in ["posts", "planning", "people", "appointment", "retirement", "local/bac-giang", "local/lang-son"] {
        let text = std::fs::read_to_string(format!("{}/data/policy/{name}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let (_, faults) = Policy::check(name, &text, &known, &reason);
        assert_eq!(faults, [], "{name}");
    }
    assert_eq!(policy.tables.sectors.len(), 13);
    assert_eq!(policy.tables.steps.len(), 5);
}
