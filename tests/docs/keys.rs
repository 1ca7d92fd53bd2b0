//! Keys that documents name, held against the default keymap.

use crate::document::{Document, documents};
use crate::{none_wrong, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Keys of the default keymap: scope, action → its keys.
fn keymap() -> BTreeMap<(String, String), BTreeSet<String>> {
    let text = fs::read_to_string(root().join("keymaps/default.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let mut keys = BTreeMap::new();
    for (scope, actions) in table {
        for (action, list) in actions.as_table().unwrap() {
            let list = list.as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned());
            keys.insert((scope.clone(), action.clone()), list.collect());
        }
    }
    keys
}

/// A key as the keymap writes it.
fn as_in_keymap(key: &str) -> String {
    match key {
        "-" => "minus".to_owned(),
        "PageUp" | "PageDown" => key.to_lowercase(),
        key if key.chars().count() == 1 => key.to_owned(),
        key => key.to_lowercase(),
    }
}

/// What the tables of keys promise, table by table in the order of the documents: each key and what it does, as
/// scope/action. Both languages are held to the same list.
const FRONT_PAGE: &str = r"
Enter tree/open, Esc global/leave, ? global/help, H global/screen-today, T global/screen-units,
C global/screen-cadres, Q global/screen-plan, L global/screen-rotations, I global/screen-indicators,
B global/screen-reports, Y global/screen-rules, / global/find, f tree/filter, D global/next-line, @ global/date-type,
[ global/date-previous, ] global/date-next, e tree/edit, E tree/change-from, a tree/add, d tree/end,
u global/undo, Ctrl-R global/redo, N global/screen-journal, X global/export, F global/papers,
Alt-L global/next-language, Ctrl-Q global/quit
";
const OFFICER: &str = r"
H global/screen-today, T global/screen-units, C global/screen-cadres, Q global/screen-plan,
L global/screen-rotations, I global/screen-indicators, B global/screen-reports, N global/screen-journal,
Y global/screen-rules, O global/screen-import

e tree/edit, E tree/change-from, a tree/add, d tree/end, b cadres/many, r tree/rename-unit

f journal/filter, b journal/under, x journal/everything, U journal/undo-revision, = journal/known-at,
K global/known-now

a plan/add, Tab text/next-field, d plan/take-out, K plan/raise, J plan/lower, s plan/stage, b plan/must-go,
c plan/copy-across, p plan/repeat-edit, = plan/compare, u global/undo, S plan/save-draft, U plan/drop-draft,
n plan/drafts

Enter indicators/open, b indicators/by-unit, Enter indicators/open, p indicators/parent, c indicators/lacking,
Tab indicators/next-tab, Enter indicators/open, Left indicators/collapse, Right indicators/expand,
i indicators/why, X global/export

Enter tree/open, Esc global/leave, H global/screen-today, T global/screen-units, C global/screen-cadres,
D global/next-line, @ global/date-type, [ global/date-previous, ] global/date-next, h global/date-today,
/ global/find, N global/screen-journal, J tree/journal-of, e tree/edit, E tree/change-from, a tree/add, d tree/end,
Q global/screen-plan, L global/screen-rotations, I global/screen-indicators, B global/screen-reports,
t tree/timeline, b cadres/many, R global/resume-draft, u global/undo, Ctrl-R global/redo, m global/set-mark,
' global/go-to-mark, F global/papers, X global/export, O global/screen-import, y global/copy,
Ctrl-T global/next-typing, M global/meeting, Alt-L global/next-language, ? global/help, Ctrl-Q global/quit
";
const SEARCH: &str = r"
Tab text/next-field, Enter text/accept, Ctrl-Y text/found-within, Ctrl-D text/found-table,
Ctrl-K text/found-mark, Alt-Q text/found-plan, Alt-Y text/found-copy, Alt-U text/found-unit,
Ctrl-R text/recall-query, Ctrl-S text/save, Enter text/accept, Delete text/delete-forward
";

/// Tables of keys with what they do.
fn promised(text: &str) -> Vec<Vec<(&str, &str)>> {
    text.trim()
        .split("\n\n")
        .map(|table| table.split([',', '\n']).filter_map(|e| e.trim().rsplit_once(' ')).collect())
        .collect()
}

/// The keys that a table names, in its order; endings of files stand among them.
fn keys_of(table: &[Vec<String>]) -> Vec<String> {
    let spans = table.iter().flatten().flat_map(|cell| cell.split('`').skip(1).step_by(2));
    spans.filter(|span| !span.starts_with('.') && !span.starts_with("canbo")).map(str::to_owned).collect()
}

#[test]
fn the_tables_of_keys_agree_with_the_keymap_and_with_each_other() {
    let keymap = keymap();
    let mut wrong = Vec::new();
    let held = [("README.md", "README.vi.md", FRONT_PAGE), ("docs/en/officer.md", "docs/vi/officer.md", OFFICER)];
    for (english, vietnamese, text) in held.into_iter().chain([("docs/en/search.md", "docs/vi/search.md", SEARCH)]) {
        let promised = promised(text);
        let expected: Vec<Vec<&str>> =
            promised.iter().map(|table| table.iter().map(|(key, _)| *key).collect()).collect();
        for path in [english, vietnamese] {
            let document = Document::named(path);
            let told: Vec<Vec<String>> = document.tables(&["key", "phím"]).iter().map(|table| keys_of(table)).collect();
            assert_eq!(told, expected, "{path}");
        }
        for (key, action) in promised.into_iter().flatten() {
            let (scope, name) = action.split_once('/').unwrap();
            let keys = keymap.get(&(scope.to_owned(), name.to_owned()));
            if !keys.is_some_and(|keys| keys.contains(&as_in_keymap(key))) {
                wrong.push(format!("{key} is not bound to {action}"));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_key_with_a_modifier_that_is_named_is_bound() {
    let bound: BTreeSet<String> = keymap().into_values().flatten().collect();
    let mut wrong = Vec::new();
    for document in documents().iter().filter(|document| !document.path.starts_with("docs/decisions/")) {
        for span in document.spans() {
            let held = ["Ctrl-", "Alt-", "Shift-"].iter().any(|held| span.starts_with(held));
            if held && !bound.contains(&as_in_keymap(span)) {
                wrong.push(format!("{}: {span}", document.path));
            }
        }
    }
    none_wrong(&wrong);
}
