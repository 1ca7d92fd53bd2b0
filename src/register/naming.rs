//! How the office writes a post with its unit in one line.

use crate::domain::{Line, Term, UnitId};
use crate::register::view::View;

impl View {
    /// A unit as it is written behind a title: of land and its bodies the land ("xã Tân Thành, huyện Cao Lộc"), as it
    /// was called when it was last there; without `full` only the unit itself.
    #[must_use]
    pub fn behind_a_title(&self, unit: UnitId, line: Line, full: bool) -> String {
        let Some(here) = self.unit(unit) else { return String::new() };
        let view = self.on(self.on.max(here.span.from).min(here.span.to.prev()));
        let line = if view.stands(Line::Territory, unit) { Line::Territory } else { line };
        let name = if full { view.called_in_full(line, unit) } else { view.called(line, here) };
        if line != Line::Territory {
            return name;
        }
        let mut letters = name.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    }
}

/// A title and a unit, what ends the one and begins the other written once: "Trưởng phòng Nội vụ", "Bí thư Huyện ủy Cao
/// Lộc", "Hiệu trưởng Trường Chính trị Hoàng Văn Thụ". Several titles are parted from the unit.
#[must_use]
pub fn title_and_unit(title: &str, unit: &str) -> String {
    let ends: Vec<String> = title.split(' ').map(str::to_lowercase).collect();
    let words: Vec<&str> = unit.split(' ').collect();
    let begins: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let longest = (1..=ends.len().min(begins.len())).rev();
    let twice = longest.map(|n| (n, begins.get(..n))).find(|(_, begin)| begin.is_some_and(|b| ends.ends_with(b)));
    let rest = match twice {
        Some((n, _)) => words.get(n..).unwrap_or_default().join(" "),
        // "Huyện ủy" names the kind of the unit already: only its own name follows
        None if ends.iter().rev().nth(1).is_some() && ends.iter().rev().nth(1) == begins.first() => {
            let own = words.iter().position(|w| w.starts_with(char::is_uppercase)).unwrap_or(0);
            words.get(own..).unwrap_or_default().join(" ")
        }
        None if title.contains(", ") && unit.starts_with(char::is_uppercase) => return format!("{title}, {unit}"),
        None => unit.to_owned(),
    };
    format!("{title} {rest}").trim().to_owned()
}

/// The years of a term as its titles' line prints them.
#[must_use]
pub fn years_of(term: &Term, line: Line) -> &str {
    if line == Line::Party { &term.party } else { &term.state }
}

#[cfg(test)]
mod tests {
    use super::title_and_unit;

    #[test]
    fn what_ends_a_title_and_begins_a_unit_is_written_once() {
        let joined = [
            ("Trưởng phòng", "Phòng Nội vụ", "Trưởng phòng Nội vụ"),
            ("Chủ tịch UBND huyện", "huyện Cao Lộc", "Chủ tịch UBND huyện Cao Lộc"),
            ("Bí thư Huyện ủy", "huyện Cao Lộc", "Bí thư Huyện ủy Cao Lộc"),
            ("Bí thư Thành ủy", "thành phố Lạng Sơn", "Bí thư Thành ủy Lạng Sơn"),
            (
                "Hiệu trưởng Trường Chính trị",
                "Trường Chính trị Hoàng Văn Thụ",
                "Hiệu trưởng Trường Chính trị Hoàng Văn Thụ",
            ),
            ("Bí thư, Chỉ huy trưởng", "Đảng bộ Quân sự tỉnh", "Bí thư, Chỉ huy trưởng, Đảng bộ Quân sự tỉnh"),
            ("Phó Giám đốc", "Sở Tư pháp", "Phó Giám đốc Sở Tư pháp"),
            ("Bí thư Tỉnh ủy", "", "Bí thư Tỉnh ủy"),
        ];
        for (title, unit, whole) in joined {
            assert_eq!(title_and_unit(title, unit), whole);
        }
    }
}
