//! Where a key is pressed: a keymap binds an action in a scope, and help lists keys by scope.

/// A row a scope: its variant, its name in a keymap (and in the locale, under `scope`), and where else a key that is
/// pressed there is looked up.
macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident = $name:literal, then [$($next:ident),*];)*) => {
        /// Where a key is pressed; the innermost scope that knows the key wins.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Scope {
            $($(#[$doc])* $scope,)*
        }

        impl Scope {
            /// All scopes, as a keymap names them.
            pub const ALL: &[(Scope, &str)] = &[$((Scope::$scope, $name),)*];

            /// Where a key is looked up that is pressed here, the innermost scope first.
            #[must_use]
            pub fn chain(self) -> &'static [Scope] {
                match self {
                    $(Scope::$scope => &[Scope::$scope, $(Scope::$next),*],)*
                }
            }

            /// Key of the locale of its name.
            #[must_use]
            pub fn label_key(self) -> &'static str {
                match self {
                    $(Scope::$scope => concat!("scope.", $name),)*
                }
            }
        }
    };
}

scopes! {
    /// Everywhere but where text is typed.
    Global = "global", then [];
    /// Any list: tree, table, dossier.
    Move = "move", then [Global];
    /// The tree of units.
    Tree = "tree", then [Move, Global];
    /// Posts of a unit.
    Posts = "posts", then [Move, Global];
    /// The table of cadres.
    Cadres = "cadres", then [Move, Global];
    /// One cadre's dossier.
    Dossier = "dossier", then [Move, Global];
    /// The journal.
    Journal = "journal", then [Move, Global];
    /// A reorganisation.
    Reorganise = "reorganise", then [Move, Global];
    /// Planning pools.
    Plan = "plan", then [Move, Global];
    /// What is due.
    Today = "today", then [Move, Global];
    /// Rotations.
    Rotations = "rotations", then [Move, Global];
    /// A replacement chain.
    Chain = "chain", then [Move, Global];
    /// Indicators.
    Indicators = "indicators", then [Move, Global];
    /// Reports.
    Reports = "reports", then [Move, Global];
    /// A file that is imported.
    Import = "import", then [Move, Global];
    /// Rules in force.
    Rules = "rules", then [Move, Global];
    /// The years of a unit or a cadre.
    Timeline = "timeline", then [Move, Global];
    /// The first screen, before a store is open.
    Start = "start", then [];
    /// Where text is typed: letters are text.
    Text = "text", then [];
}

impl Scope {
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
