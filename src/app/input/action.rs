//! The one table of actions. Keymap, hint line, help, and whatever comes later read it; labels and help stand in the
//! locales under the action's id.

pub use super::scope::Scope;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $id:literal in [$($scope:ident),+];)+) => {
        /// Something an officer can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            /// All actions, in the order in which help lists them.
            pub const ALL: &'static [Action] = &[$(Action::$name),+];

            /// Its name in a keymap and in the locales.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Action::$name => $id),+ }
            }

            /// Where it may be bound.
            #[must_use]
            pub fn scopes(self) -> &'static [Scope] {
                match self { $(Action::$name => &[$(Scope::$scope),+]),+ }
            }
        }
    };
}

actions! {
    /// What the row stands for: goes in.
    Open = "open" in [
        Tree, Posts, Cadres, Dossier, Journal, Reorganise, Plan, Today, Timeline, Start, Rotations, Chain, Reports, Import,
        Indicators, Rules
    ];
    /// Closes what is open, or goes back.
    Leave = "leave" in [Global, Start];
    /// One row up.
    Up = "up" in [Move, Start, Text];
    /// One row down.
    Down = "down" in [Move, Start, Text];
    /// A window up.
    PageUp = "page-up" in [Move, Text];
    /// A window down.
    PageDown = "page-down" in [Move, Text];
    /// To the first row.
    First = "first" in [Move];
    /// To the last row.
    Last = "last" in [Move];
    /// Shows what stands below, or goes into the next pane.
    Expand = "expand" in [Tree, Posts, Plan, Today, Timeline, Reports, Indicators];
    /// Hides what stands below, or goes to the unit above, or into the pane before.
    Collapse = "collapse" in [Tree, Posts, Plan, Today, Timeline, Reports, Indicators];
    /// Shows everything below.
    ExpandAll = "expand-all" in [Tree];
    /// Hides everything below.
    CollapseAll = "collapse-all" in [Tree];
    /// To the unit above.
    Parent = "parent" in [Tree, Indicators];
    /// To the next unit under the same one.
    NextSibling = "next-sibling" in [Tree];
    /// To the previous unit under the same one.
    PreviousSibling = "previous-sibling" in [Tree];
    /// Narrows the tree or the table by typing.
    Filter = "filter" in [Tree, Cadres, Journal, Plan, Rotations];
    /// The people of the unit as a table.
    UnitCadres = "unit-cadres" in [Tree, Posts];
    /// Another name from a date on.
    RenameUnit = "rename-unit" in [Tree];
    /// Sets right what was wrong.
    Edit = "edit" in [Tree, Posts, Cadres, Dossier, Plan, Rotations, Rules];
    /// Another value from a day on.
    ChangeFrom = "change-from" in [Tree, Posts, Cadres, Dossier];
    /// One more row, record or appointment.
    Add = "add" in [Tree, Posts, Cadres, Dossier, Plan, Rotations, Chain, Rules];
    /// Ends it, or takes it away.
    End = "end" in [Tree, Posts, Cadres, Dossier, Rules];
    /// A rule as the program has it again.
    ResetRule = "reset-rule" in [Rules];
    /// The same change on all that are marked.
    Many = "many" in [Cadres];
    /// To the next pane.
    NextPane = "next-pane" in [Tree, Posts, Journal, Reorganise, Plan, Today, Reports, Import];
    /// To the previous pane.
    PreviousPane = "previous-pane" in [Tree, Posts, Journal, Reorganise, Plan, Today, Reports, Import];
    /// Marks the row, or takes its mark away.
    Mark = "mark" in [Tree, Cadres, Plan];
    /// Begins or ends a range.
    MarkRange = "mark-range" in [Cadres];
    /// Draws a range upwards.
    MarkUp = "mark-up" in [Cadres];
    /// Draws a range downwards.
    MarkDown = "mark-down" in [Cadres];
    /// Marks every row.
    MarkAll = "mark-all" in [Cadres, Plan];
    /// Takes all marks away.
    ClearMarks = "clear-marks" in [Tree, Cadres, Plan];
    /// In which order people stand.
    Sort = "sort" in [Cadres];
    /// Which columns are shown.
    Columns = "columns" in [Cadres];
    /// Everybody, or the people of the unit.
    Everybody = "everybody" in [Cadres];
    /// To the unit of the cadre in the tree.
    GoToUnit = "go-to-unit" in [Cadres, Dossier, Posts, Plan, Rotations, Reports, Indicators];
    /// The next part of the dossier.
    NextTab = "next-tab" in [Dossier, Rotations, Indicators];
    /// The previous part of the dossier.
    PreviousTab = "previous-tab" in [Dossier, Rotations, Indicators];
    /// The next cadre of the list.
    NextCadre = "next-cadre" in [Dossier];
    /// The previous cadre of the list.
    PreviousCadre = "previous-cadre" in [Dossier];
    /// What happened to what is selected.
    JournalOf = "journal-of" in [Tree, Posts, Cadres, Dossier, Rotations];
    /// The years of what is selected, as bars.
    Timeline = "timeline" in [Tree, Posts, Cadres, Dossier, Rotations];
    /// What is to be done next with a move.
    NextStep = "next-step" in [Rotations];
    /// Every step that may be taken now.
    Steps = "steps" in [Rotations];
    /// What is thought of the work.
    Assess = "assess" in [Rotations];
    /// What is meant to come afterwards.
    PlanAfter = "plan-after" in [Rotations];
    /// Who fills the seat that a move leaves, and who that one.
    Chain = "chain" in [Rotations];
    /// It goes on until a later day.
    Extend = "extend" in [Rotations];
    /// Who of the heads is from the locality.
    NonLocal = "non-local" in [Rotations];
    /// Fewer months a column.
    Finer = "finer" in [Timeline];
    /// More months a column.
    Coarser = "coarser" in [Timeline];
    /// Takes the selected revision back.
    UndoRevision = "undo-revision" in [Journal];
    /// The register as it was known at the selected revision, or back.
    KnownAt = "known-at" in [Journal];
    /// Of a unit also everything under it.
    Under = "under" in [Journal, Reorganise];
    /// Plans what becomes of the marked units.
    Reorganise = "reorganise" in [Tree];
    /// The people of what ended in the unit, and what became of each.
    Displaced = "displaced" in [Tree];
    /// A unit that begins takes the others in.
    NewUnit = "new-unit" in [Reorganise];
    /// All of it, its main part, a part.
    TurnShare = "turn-share" in [Reorganise];
    /// The unit goes nowhere, or out of the plan.
    DropUnit = "drop-unit" in [Reorganise];
    /// Carries the plan out.
    CarryOut = "carry-out" in [Reorganise, Import];
    /// Somebody leaves the pool, with the reason.
    TakeOut = "take-out" in [Plan, Chain];
    /// The pools of another term.
    NextTerm = "next-term" in [Plan];
    /// Two terms of one pool side by side.
    Compare = "compare" in [Plan, Reports];
    /// Each section on its own day, or all on the one that is looked at.
    OwnDays = "own-days" in [Reports];
    /// Into the same pool of the other term.
    CopyAcross = "copy-across" in [Plan];
    /// One place up in the list.
    Raise = "raise" in [Plan];
    /// One place down in the list.
    Lower = "lower" in [Plan];
    /// How far somebody has come: proposed, under review, approved.
    Stage = "stage" in [Plan];
    /// Proposes that those leave whom the rules say must go.
    MustGo = "must-go" in [Plan];
    /// What the rules say, at length and with their sources.
    Why = "why" in [Plan, Today, Rotations, Indicators];
    /// Only posts with a seat that nobody holds.
    VacantOnly = "vacant-only" in [Plan];
    /// Vacant posts, and those soon to be, each with the people planned for it.
    Vacancies = "vacancies" in [Plan];
    /// The last edit again, on those who are chosen now.
    RepeatEdit = "repeat-edit" in [Plan];
    /// Review rounds.
    Rounds = "rounds" in [Plan];
    /// Drafts by name.
    Drafts = "drafts" in [Plan, Chain];
    /// Saves the draft as one revision.
    SaveDraft = "save-draft" in [Plan, Chain];
    /// Drops the draft.
    DropDraft = "drop-draft" in [Plan, Chain];
    /// The whole journal again.
    Everything = "everything" in [Journal];
    /// Finds from anywhere.
    Find = "find" in [Global];
    /// What wants doing.
    ScreenToday = "screen-today" in [Global];
    /// The hierarchy.
    ScreenUnits = "screen-units" in [Global];
    /// The table of cadres.
    ScreenCadres = "screen-cadres" in [Global];
    /// The journal.
    ScreenJournal = "screen-journal" in [Global];
    /// Planning pools.
    ScreenPlan = "screen-plan" in [Global];
    /// The queues of rotations and transfers.
    ScreenRotations = "screen-rotations" in [Global];
    /// Indicators.
    ScreenIndicators = "screen-indicators" in [Global];
    /// The indicator, unit by unit.
    ByUnit = "by-unit" in [Indicators];
    /// Those who do not meet it.
    Lacking = "lacking" in [Indicators];
    /// Reports.
    ScreenReports = "screen-reports" in [Global];
    /// Rules in force.
    ScreenRules = "screen-rules" in [Global];
    /// A file is imported.
    ScreenImport = "screen-import" in [Global];
    /// From the register as it was known then to the one of now.
    KnownNow = "known-now" in [Global];
    /// Another line of the same unit.
    NextLine = "next-line" in [Global];
    /// A date is typed.
    DateType = "date-type" in [Global];
    /// To the date before on which something changed.
    DatePrevious = "date-previous" in [Global];
    /// To the next date on which something changed.
    DateNext = "date-next" in [Global];
    /// To today.
    DateToday = "date-today" in [Global];
    /// To the store's own date.
    DateHome = "date-home" in [Global];
    /// Where one was before.
    Back = "back" in [Global, Text];
    /// Where one was before going back.
    Forward = "forward" in [Global, Text];
    /// Gives this place a letter.
    SetMark = "set-mark" in [Global];
    /// To the place that has a letter.
    GoToMark = "go-to-mark" in [Global];
    /// To the terminal's clipboard.
    Copy = "copy" in [Global];
    /// The open table as a file.
    Export = "export" in [Global];
    /// Official papers of what lies open.
    Papers = "papers" in [Global];
    /// Takes one's last change back.
    Undo = "undo" in [Global];
    /// Takes the undo back.
    Redo = "redo" in [Global];
    /// Opens again what was half typed.
    ResumeDraft = "resume-draft" in [Global];
    /// Hides what a projected screen must not show.
    Meeting = "meeting" in [Global];
    /// Keys in force, searchable.
    Help = "help" in [Global, Start];
    /// Vietnamese or English.
    NextLanguage = "next-language" in [Global, Start];
    /// Draws everything again.
    Redraw = "redraw" in [Global, Start, Text];
    /// Leaves the screen to the shell for a while.
    Suspend = "suspend" in [Global, Start, Text];
    /// Ends the session.
    Quit = "quit" in [Global, Start, Text];
    /// Telex, VNI or neither in a field.
    NextTyping = "next-typing" in [Global, Text];
    /// Takes what is typed or chosen.
    Accept = "accept" in [Text];
    /// Takes the whole form, from whichever field.
    Save = "save" in [Text];
    /// Correction or change from a day on: the other of the two.
    OtherNature = "other-nature" in [Text];
    /// An exception that the competent authority decided.
    Exception = "exception" in [Text];
    /// Leaves the input as it was.
    Cancel = "cancel" in [Text];
    /// Ticks the choice, or goes to the next field.
    NextField = "next-field" in [Text];
    /// To the previous field.
    PreviousField = "previous-field" in [Text];
    /// The unit of the hit, in the tree.
    FoundUnit = "found-unit" in [Text];
    /// Everybody who is found, as a table.
    FoundTable = "found-table" in [Text];
    /// Marks the cadre that is found.
    FoundMark = "found-mark" in [Text];
    /// Puts the cadre that is found into the draft of the pool that is open.
    FoundPlan = "found-plan" in [Text];
    /// Copies what is found.
    FoundCopy = "found-copy" in [Text];
    /// Only what lies in one of the units that most of it lies in.
    FoundWithin = "found-within" in [Text];
    /// The query that was asked before.
    RecallQuery = "recall-query" in [Text];
    /// The cursor to the left.
    CursorLeft = "cursor-left" in [Text];
    /// The cursor to the right.
    CursorRight = "cursor-right" in [Text];
    /// The cursor to the start.
    CursorHome = "cursor-home" in [Text];
    /// The cursor to the end.
    CursorEnd = "cursor-end" in [Text];
    /// Deletes before the cursor.
    DeleteBack = "delete-back" in [Text];
    /// Deletes after the cursor.
    DeleteForward = "delete-forward" in [Text];
    /// Deletes a word.
    DeleteWord = "delete-word" in [Text];
    /// Deletes to the start.
    DeleteLine = "delete-line" in [Text];
}

impl Action {
    /// The action with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|a| a.id() == id)
    }

    /// Key of the locale of its label.
    #[must_use]
    pub fn label_key(self) -> String {
        format!("action.{}.label", self.id())
    }

    /// Key of the locale of its help.
    #[must_use]
    pub fn help_key(self) -> String {
        format!("action.{}.help", self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::{Lang, Words};

    #[test]
    fn every_action_is_named_and_explained_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let words = Words::of(lang);
            for action in Action::ALL {
                assert_eq!(Action::named(action.id()), Some(*action));
                for key in [action.label_key(), action.help_key()] {
                    assert_ne!(words.get(&key), key, "{key} in {lang:?}");
                }
            }
        }
    }
}
