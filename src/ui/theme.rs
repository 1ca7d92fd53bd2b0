//! Roles and how they look: the sixteen colours of the terminal only, so that they are readable on its own
//! background, light or dark; never colour alone. Without colours the same roles are told apart by weight.

use ratatui::style::{Color, Modifier, Style};

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
    /// Marked.
    Marked,
    /// Text of a field that the first letter typed takes the place of.
    Offered,
    /// The sample's and the meeting mode's line.
    Banner,
}

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours may be used.
    pub colour: bool,
}

impl Theme {
    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let coloured = |colour| if self.colour { plain.fg(colour) } else { plain };
        match role {
            Role::Plain => plain,
            Role::Quiet => plain.add_modifier(Modifier::DIM),
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Key => coloured(Color::Cyan).add_modifier(Modifier::BOLD),
            Role::Offered => plain.add_modifier(Modifier::REVERSED),
            Role::Match => coloured(Color::Magenta).add_modifier(Modifier::UNDERLINED),
            Role::Alarm => coloured(Color::Red),
            Role::Marked => coloured(Color::Green).add_modifier(Modifier::BOLD),
            Role::Banner => coloured(Color::Red).add_modifier(Modifier::BOLD),
        }
    }
}
