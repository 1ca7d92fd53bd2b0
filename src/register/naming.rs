//! How the office writes a post with its unit in one line.

use crate::domain::{ByUnit, CadreId, Day, Ladder, Line, Post, Term, Title, UnitId};
use crate::register::view::View;

/// What a post is called beside the name of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Named<'a> {
    pub vi: &'a str,
    pub en: &'a str,
    full: Option<&'a str>,
}

impl View {
    /// What a post is called where its unit stands beside it: its title, as units of this kind and name have it.
    #[must_use]
    pub fn titled(&self, post: &Post) -> Named<'_> {
        self.title(post).map(|title| self.titled_as(title, post.unit)).unwrap_or_default()
    }

    /// What a title is called in a unit.
    fn titled_as<'a>(&'a self, title: &'a Title, unit: UnitId) -> Named<'a> {
        let here = self.unit(unit).filter(|_| !title.by_unit.is_empty());
        let own = here.and_then(|here| {
            let on = here.span.nearest(self.on);
            let kind = here.form(on).and_then(|form| self.catalogue.kind(form.kind)).map(|kind| kind.code.as_str());
            let name = here.name(on);
            let fits = |by: &&ByUnit| {
                (!by.city || self.is_city(on))
                    && (by.kinds.is_empty() || kind.is_some_and(|kind| by.kinds.iter().any(|k| k == kind)))
                    && by.begins.as_ref().is_none_or(|begin| name.starts_with(begin.as_str()))
            };
            title.by_unit.iter().find(fits)
        });
        match own {
            Some(own) => Named { vi: &own.vi, en: &own.en, full: own.full.as_deref() },
            None => Named { vi: &title.vi, en: &title.en, full: title.full.as_deref() },
        }
    }

    /// Whether the province is a centrally run city on a day.
    fn is_city(&self, on: Day) -> bool {
        let top = self.snapshot.children(Line::Territory, None, on).first().and_then(|top| top.form(on));
        let kind = top.and_then(|form| self.catalogue.kind(form.kind));
        kind.is_some_and(|kind| kind.code == self.catalogue.city().kind)
    }

    /// A post as the office writes it with its unit, wherever it is named alone: "Chánh Văn phòng Sở Nội vụ".
    #[must_use]
    pub fn post_in_full(&self, post: &Post) -> String {
        let Some(title) = self.title(post) else { return self.place_of(post.unit, Line::Territory) };
        let named = self.titled_as(title, post.unit);
        let Some(full) = named.full else { return title_and_unit(named.vi, &self.place_of(post.unit, title.line)) };
        let name = self.unit(post.unit).map(|unit| unit.name(unit.span.nearest(self.on)));
        title_and_unit(&full.replace("{}", name.unwrap_or_default()), &self.land_of(post.unit))
    }

    /// What a cadre holds as the office writes it with the unit: several titles in one unit stand before its name
    /// together, "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Cao Lộc".
    #[must_use]
    pub fn held_in_full(&self, cadre: CadreId) -> String {
        let held = self.named_first(cadre);
        match held.as_slice() {
            [] => String::new(),
            [(post, _)] => self.post_in_full(post),
            [(first, title), ..] => {
                let main =
                    self.main(cadre).map_or((first.unit, title.line), |(_, post, title)| (post.unit, title.line));
                title_and_unit(&self.titles_in_one_line(cadre), &self.place_of(main.0, main.1))
            }
        }
    }

    /// What a cadre holds, written in one line as the office writes it: "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện".
    #[must_use]
    pub fn titles_in_one_line(&self, cadre: CadreId) -> String {
        let held = self.named_first(cadre);
        let mut titles: Vec<&str> = held.iter().map(|(post, title)| self.titled_as(title, post.unit).vi).collect();
        titles.dedup();
        titles.join(", ")
    }

    /// The posts by which somebody is named, in the order of protocol: seats of committees only where there is nothing
    /// else to name.
    fn named_first(&self, cadre: CadreId) -> Vec<(&Post, &Title)> {
        let mut held = self.holds(cadre);
        if held.iter().any(|(_, _, t)| t.ladder != Ladder::Committee) {
            held.retain(|(_, _, t)| t.ladder != Ladder::Committee);
        }
        held.sort_by_key(|(_, _, t)| t.order);
        held.into_iter().map(|(_, post, title)| (post.as_ref(), title)).collect()
    }

    /// A unit as it is written behind a title; the province itself is never named.
    #[must_use]
    pub fn place_of(&self, unit: UnitId, line: Line) -> String {
        let top = self.stands(Line::Territory, unit) && self.parent(Line::Territory, unit).is_none();
        if top { String::new() } else { self.behind_a_title(unit, line, true) }
    }

    /// The land in which a unit stands, as it is written behind a title; nothing for the province.
    fn land_of(&self, unit: UnitId) -> String {
        let Some(here) = self.unit(unit) else { return String::new() };
        let view = self.on(here.span.nearest(self.on));
        let mut at = Some(unit);
        while let Some(unit) = at.filter(|unit| !view.stands(Line::Territory, *unit)) {
            at = view.above(unit);
        }
        at.map(|land| view.place_of(land, Line::Territory)).unwrap_or_default()
    }

    /// A unit as it is written behind a title: of land and its bodies the land ("xã Tân Thành, huyện Cao Lộc"), as it
    /// was called when it was last there; without `full` only the unit itself.
    #[must_use]
    pub fn behind_a_title(&self, unit: UnitId, line: Line, full: bool) -> String {
        let Some(here) = self.unit(unit) else { return String::new() };
        let view = self.on(here.span.nearest(self.on));
        let line = if view.stands(Line::Territory, unit) { Line::Territory } else { line };
        let name = if full { view.called_in_full(line, unit) } else { view.called(line, here) };
        if line != Line::Territory {
            return name;
        }
        let mut letters = name.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    }
}

/// A title and a unit, what ends the one and begins the other written once: "Trưởng phòng Nội vụ", "Chánh Văn phòng Sở
/// Nội vụ", "Bí thư Huyện ủy Cao Lộc". Several titles are parted from the unit.
#[must_use]
pub fn title_and_unit(title: &str, unit: &str) -> String {
    let (own, above) = unit.split_once(", ").unwrap_or((unit, ""));
    let rest = said_once(title, own);
    let parted = rest.is_none() && title.contains(", ") && own.starts_with(char::is_uppercase);
    let rest = rest.unwrap_or_else(|| own.to_owned());
    let mark = if parted { "," } else { "" };
    let said = format!("{}{mark} {rest}", title.trim_end()).trim().to_owned();
    if above.is_empty() {
        return said;
    }
    // behind a body that is named by its work alone, or by its title, its land needs no comma; behind a proper name it does
    let named_by_work = rest.split(' ').next_back().is_none_or(|last| !last.starts_with(char::is_uppercase));
    let of_land = own.starts_with(char::is_uppercase) && above.starts_with(char::is_lowercase);
    match said_once(&said, above) {
        Some(land) => format!("{said} {land}").trim_end().to_owned(),
        None if rest.is_empty() || (named_by_work && of_land) => format!("{said} {above}"),
        None => format!("{said}, {above}"),
    }
}

/// What of a unit's name is left to write where the words before it say its beginning already; none where they do not.
fn said_once(before: &str, unit: &str) -> Option<String> {
    let ends: Vec<String> = before.split(' ').map(str::to_lowercase).collect();
    let words: Vec<&str> = unit.split(' ').collect();
    let begins: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let longest = (1..=ends.len().min(begins.len())).rev();
    let twice = longest.map(|n| (n, begins.get(..n))).find(|(_, begin)| begin.is_some_and(|b| ends.ends_with(b)));
    if let Some((n, _)) = twice {
        return Some(words.get(n..).unwrap_or_default().join(" "));
    }
    // "Huyện ủy" names the kind of the unit already: only its own name follows
    let names_the_kind = ends.iter().rev().nth(1).is_some_and(|word| Some(word) == begins.first());
    names_the_kind.then(|| {
        let own = words.iter().position(|w| w.starts_with(char::is_uppercase)).unwrap_or(0);
        words.get(own..).unwrap_or_default().join(" ")
    })
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
            ("Chánh Văn phòng", "Văn phòng, Sở Nội vụ", "Chánh Văn phòng Sở Nội vụ"),
            ("Trưởng phòng", "Phòng Tổ chức cán bộ, Sở Y tế", "Trưởng phòng Tổ chức cán bộ, Sở Y tế"),
            ("Trưởng ban", "Ban Tổ chức Huyện ủy, huyện Cao Lộc", "Trưởng ban Tổ chức Huyện ủy Cao Lộc"),
            ("Chủ tịch", "Hội Nông dân, huyện Cao Lộc", "Chủ tịch Hội Nông dân huyện Cao Lộc"),
            ("Trưởng Công an", "Công an, huyện Cao Lộc", "Trưởng Công an huyện Cao Lộc"),
            ("Chủ tịch UBND", "xã Tân Thành, huyện Cao Lộc", "Chủ tịch UBND xã Tân Thành, huyện Cao Lộc"),
            (
                "Hiệu trưởng",
                "Trường Tiểu học Tân Thành, huyện Cao Lộc",
                "Hiệu trưởng Trường Tiểu học Tân Thành, huyện Cao Lộc",
            ),
        ];
        for (title, unit, whole) in joined {
            assert_eq!(title_and_unit(title, unit), whole);
        }
    }
}
