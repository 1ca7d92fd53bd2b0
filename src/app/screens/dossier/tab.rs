//! Parts of a dossier.

/// A part of the dossier; they follow form 2C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// Tóm tắt
    #[default]
    Summary,
    /// Quá trình công tác
    Career,
    /// Xếp loại
    Grades,
    /// Đào tạo, bồi dưỡng
    Training,
    /// Quy hoạch
    Planning,
    /// Luân chuyển
    Rotation,
    /// Quan hệ gia đình
    Kin,
    /// Khen thưởng, kỷ luật, kết luận
    Conduct,
}

impl Tab {
    /// All tabs from left to right.
    pub const ALL: [Tab; 8] =
        [Tab::Summary, Tab::Career, Tab::Grades, Tab::Training, Tab::Planning, Tab::Rotation, Tab::Kin, Tab::Conduct];

    /// Key of the locale of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Tab::Summary => "tab.summary",
            Tab::Career => "tab.career",
            Tab::Grades => "tab.grades",
            Tab::Training => "tab.training",
            Tab::Planning => "tab.planning",
            Tab::Rotation => "tab.rotation",
            Tab::Kin => "tab.kin",
            Tab::Conduct => "tab.conduct",
        }
    }

    /// The tab so many to the right, round the corner.
    #[must_use]
    pub fn step(self, forward: bool) -> Tab {
        let at = Tab::ALL.iter().position(|t| *t == self).unwrap_or(0);
        let next = if forward { at + 1 } else { at + Tab::ALL.len() - 1 };
        Tab::ALL.get(next % Tab::ALL.len()).copied().unwrap_or_default()
    }
}
