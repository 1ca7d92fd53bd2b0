//! How the office writes a post with its unit in one line.

use super::View;
use crate::domain::{Line, PostId, Term, UnitId};

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

    /// A post with its unit in Vietnamese: "Chủ tịch UBND xã Tân Thành, huyện Cao Lộc"; nothing for one that there is
    /// not.
    #[must_use]
    pub fn post_in_one_line(&self, id: PostId) -> String {
        let Some(post) = self.post(id) else { return String::new() };
        let title = self.title(post);
        let unit = self.behind_a_title(post.unit, title.map_or(Line::Territory, |t| t.line), true);
        title_and_unit(title.map_or("", |t| t.vi.as_str()), &unit)
    }
}

/// A title and a unit, a word that ends the one and begins the other written once: "Trưởng phòng Nội vụ".
#[must_use]
pub fn title_and_unit(title: &str, unit: &str) -> String {
    let (last, first) = (title.rsplit(' ').next(), unit.split(' ').next());
    let twice = last.zip(first).is_some_and(|(last, first)| last.to_lowercase() == first.to_lowercase());
    let rest = if twice { unit.split_once(' ').map_or("", |(_, rest)| rest) } else { unit };
    format!("{title} {rest}").trim().to_owned()
}

/// The years of a term as its titles' line prints them.
#[must_use]
pub fn years_of(term: &Term, line: Line) -> &str {
    if line == Line::Party { &term.party } else { &term.state }
}
