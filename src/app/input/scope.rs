//! Where a key is pressed: a keymap binds an action in a scope, and help lists keys by scope.

/// Where a key is pressed; the innermost scope that knows the key wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere but where text is typed.
    Global,
    /// Any list: tree, table, dossier.
    Move,
    /// The tree of units.
    Tree,
    /// Posts of a unit.
    Posts,
    /// The table of cadres.
    Cadres,
    /// One cadre's dossier.
    Dossier,
    /// The journal.
    Journal,
    /// A reorganisation.
    Reorganise,
    /// Planning pools.
    Plan,
    /// What wants doing.
    Today,
    /// Rotations.
    Rotations,
    /// A replacement chain.
    Chain,
    /// Indicators.
    Indicators,
    /// Reports.
    Reports,
    /// A file that is taken in.
    Import,
    /// The years of a unit or a cadre.
    Timeline,
    /// The first screen, before a store is open.
    Start,
    /// Where text is typed: letters are text.
    Text,
}

impl Scope {
    /// All scopes, as a keymap names them.
    pub const ALL: [(Scope, &str); 18] = [
        (Scope::Global, "global"),
        (Scope::Move, "move"),
        (Scope::Tree, "tree"),
        (Scope::Posts, "posts"),
        (Scope::Cadres, "cadres"),
        (Scope::Dossier, "dossier"),
        (Scope::Journal, "journal"),
        (Scope::Reorganise, "reorganise"),
        (Scope::Plan, "plan"),
        (Scope::Today, "today"),
        (Scope::Rotations, "rotations"),
        (Scope::Chain, "chain"),
        (Scope::Indicators, "indicators"),
        (Scope::Reports, "reports"),
        (Scope::Import, "import"),
        (Scope::Timeline, "timeline"),
        (Scope::Start, "start"),
        (Scope::Text, "text"),
    ];

    /// Where a key is looked up that is pressed here, the innermost scope first.
    #[must_use]
    pub fn chain(self) -> &'static [Scope] {
        match self {
            Scope::Global => &[Scope::Global],
            Scope::Move => &[Scope::Move, Scope::Global],
            Scope::Tree => &[Scope::Tree, Scope::Move, Scope::Global],
            Scope::Posts => &[Scope::Posts, Scope::Move, Scope::Global],
            Scope::Cadres => &[Scope::Cadres, Scope::Move, Scope::Global],
            Scope::Dossier => &[Scope::Dossier, Scope::Move, Scope::Global],
            Scope::Journal => &[Scope::Journal, Scope::Move, Scope::Global],
            Scope::Reorganise => &[Scope::Reorganise, Scope::Move, Scope::Global],
            Scope::Plan => &[Scope::Plan, Scope::Move, Scope::Global],
            Scope::Today => &[Scope::Today, Scope::Move, Scope::Global],
            Scope::Rotations => &[Scope::Rotations, Scope::Move, Scope::Global],
            Scope::Chain => &[Scope::Chain, Scope::Move, Scope::Global],
            Scope::Indicators => &[Scope::Indicators, Scope::Move, Scope::Global],
            Scope::Reports => &[Scope::Reports, Scope::Move, Scope::Global],
            Scope::Import => &[Scope::Import, Scope::Move, Scope::Global],
            Scope::Timeline => &[Scope::Timeline, Scope::Move, Scope::Global],
            Scope::Start => &[Scope::Start],
            Scope::Text => &[Scope::Text],
        }
    }

    /// The scope with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Scope> {
        Scope::ALL.iter().find(|(_, n)| *n == name).map(|(s, _)| *s)
    }

    /// Its name in a keymap.
    #[must_use]
    pub fn name(self) -> &'static str {
        Scope::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, n)| n)
    }
}

impl Scope {
    /// Key of the locale of its name.
    #[must_use]
    pub fn label_key(self) -> &'static str {
        match self {
            Scope::Global => "scope.global",
            Scope::Move => "scope.move",
            Scope::Tree => "scope.tree",
            Scope::Posts => "scope.posts",
            Scope::Cadres => "scope.cadres",
            Scope::Dossier => "scope.dossier",
            Scope::Journal => "scope.journal",
            Scope::Reorganise => "scope.reorganise",
            Scope::Plan => "scope.plan",
            Scope::Today => "scope.today",
            Scope::Rotations => "scope.rotations",
            Scope::Chain => "scope.chain",
            Scope::Indicators => "scope.indicators",
            Scope::Reports => "scope.reports",
            Scope::Import => "scope.import",
            Scope::Timeline => "scope.timeline",
            Scope::Start => "scope.start",
            Scope::Text => "scope.text",
        }
    }
}
