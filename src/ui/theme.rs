//! Roles and how they look: the sixteen colours of the terminal only, so that they are readable on its own
//! background, light or dark; never colour alone. How a role looks is data: `data/themes`, or a file of the user's.

use crate::policy::Verdict;
use ratatui::style::{Color, Modifier, Style};
use std::str::FromStr;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Text.
    Plain,
    /// Less important: labels, rules.
    Quiet,
    /// Headings, the selected row's name.
    Strong,
    /// Keys in the hint line.
    Key,
    /// Letters that matched.
    Match,
    /// Vacant, missed, wrong.
    Alarm,
    Marked,
    /// Text of a field that the first letter typed takes the place of.
    Offered,
    /// The sample's and the meeting mode's line.
    Banner,
    /// A series of a picture; its sign tells it apart where there are no colours.
    Series(u8),
}

impl Role {
    /// How a verdict looks.
    #[must_use]
    pub fn of(verdict: Verdict) -> Role {
        match verdict {
            Verdict::Broken | Verdict::Missed => Role::Alarm,
            Verdict::Unknown => Role::Quiet,
            Verdict::Met | Verdict::Special => Role::Plain,
        }
    }

    /// The series at a place; they begin again after the last.
    #[must_use]
    pub fn series(at: usize) -> Role {
        u8::try_from(at % SERIES).map_or(Role::Plain, Role::Series)
    }
}

/// Series that look different.
const SERIES: usize = 5;

const ROLES: [(Role, &str); 9 + SERIES] = [
    (Role::Plain, "plain"),
    (Role::Quiet, "quiet"),
    (Role::Strong, "strong"),
    (Role::Key, "key"),
    (Role::Match, "match"),
    (Role::Alarm, "alarm"),
    (Role::Marked, "marked"),
    (Role::Offered, "offered"),
    (Role::Banner, "banner"),
    (Role::Series(0), "series-1"),
    (Role::Series(1), "series-2"),
    (Role::Series(2), "series-3"),
    (Role::Series(3), "series-4"),
    (Role::Series(4), "series-5"),
];

const WEIGHTS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Not TOML, or not a text for a role.
    #[error("{0}")]
    Syntax(String),
    /// No such role.
    #[error("[{0}]?")]
    Role(String),
    /// No such colour or weight.
    #[error("{role} = “{word}”?")]
    Word {
        /// Of which role.
        role: String,
        /// What was read.
        word: String,
    },
}

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
}

impl Default for Theme {
    /// The terminal's own colours.
    fn default() -> Theme {
        Theme::built_in("default").unwrap_or(Theme { styles: [Style::new(); ROLES.len()] })
    }
}

impl Theme {
    /// The themes that the program comes with.
    pub const BUILT_IN: [(&'static str, &'static str); 3] = [
        ("default", include_str!("../../data/themes/default.toml")),
        ("high-contrast", include_str!("../../data/themes/high-contrast.toml")),
        ("mono", include_str!("../../data/themes/mono.toml")),
    ];

    /// A theme that the program comes with, by its name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Theme> {
        let (_, text) = Theme::BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Theme::read(text).ok()
    }

    /// A theme from its file: a line a role, with colours and weights, `on` before the background:
    /// `alarm = "bold white on red"`. A role that is not named is plain.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(text: &str) -> Result<Theme, ThemeError> {
        let table: toml::Table =
            text.parse().map_err(|e: toml::de::Error| ThemeError::Syntax(e.message().to_owned()))?;
        let mut theme = Theme { styles: [Style::new(); ROLES.len()] };
        for (name, value) in &table {
            let role = ROLES.iter().position(|(_, known)| known == name);
            let style = role.and_then(|at| theme.styles.get_mut(at)).ok_or_else(|| ThemeError::Role(name.clone()))?;
            let words = value.as_str().ok_or_else(|| ThemeError::Syntax(format!("{name} = {value}")))?;
            *style = style_of(name, words)?;
        }
        Ok(theme)
    }

    /// The same by weight alone.
    #[must_use]
    pub fn without_colours(self) -> Theme {
        let bare = |style: Style| Style::new().add_modifier(style.add_modifier);
        Theme { styles: self.styles.map(bare) }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let at = ROLES.iter().position(|(known, _)| *known == role);
        at.and_then(|at| self.styles.get(at)).copied().unwrap_or_default()
    }
}

fn style_of(role: &str, words: &str) -> Result<Style, ThemeError> {
    let bad = |word: &str| ThemeError::Word { role: role.to_owned(), word: word.to_owned() };
    let mut style = Style::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        let colour = |word: &str| {
            // the terminal's own sixteen: others would not be readable on every background
            let known = Color::from_str(word).ok();
            known.filter(|c| !matches!(c, Color::Rgb(..) | Color::Indexed(_))).ok_or_else(|| bad(word))
        };
        style = match (word, WEIGHTS.iter().find(|(known, _)| *known == word)) {
            (_, Some((_, weight))) => style.add_modifier(*weight),
            ("on", None) => style.bg(colour(words.next().unwrap_or_default())?),
            (_, None) => style.fg(colour(word)?),
        };
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_theme_can_be_read_and_tells_alarms_apart_without_colours() {
        for (name, _) in Theme::BUILT_IN {
            let theme = Theme::built_in(name).unwrap_or_else(|| panic!("{name}"));
            assert_ne!(theme.style(Role::Match), theme.style(Role::Plain), "{name}");
            let bare = theme.without_colours();
            for role in [Role::Strong, Role::Key, Role::Match, Role::Marked, Role::Offered, Role::Banner] {
                assert_ne!(bare.style(role), bare.style(Role::Plain), "{name} {role:?}");
            }
        }
    }

    #[test]
    fn a_theme_of_ones_own_is_read_or_said_what_is_wrong() {
        let theme = Theme::read("alarm = \"bold white on red\"").unwrap();
        assert_eq!(theme.style(Role::Alarm), Style::new().bold().white().on_red());
        assert_eq!(theme.style(Role::Key), Style::new());
        for (text, wrong) in [("alrm = \"red\"", "alrm"), ("alarm = \"rde\"", "rde"), ("alarm = 1", "alarm"), ("[", "")]
        {
            let said = Theme::read(text).unwrap_err().to_string();
            assert!(said.contains(wrong) && !said.is_empty(), "{said}");
        }
    }
}
