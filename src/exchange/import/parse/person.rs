use crate::domain::{CitizenNumber, PartialDate};

/// What a row says of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PersonDescription {
    /// Id, code or name, in one cell.
    pub(crate) cadre: String,
    pub(crate) code: String,
    /// The number of the civil register.
    pub(crate) citizen: Option<CitizenNumber>,
    pub(crate) name: String,
    pub(crate) born: Option<PartialDate>,
    /// Place of origin.
    pub(crate) origin: String,
}

impl PersonDescription {
    /// The description in one line. Answers are keyed by it, so that they hold wherever the row stands; since they are kept
    /// in files, the citizen number is left out.
    pub(crate) fn label(&self) -> String {
        let born = self.born.map(|b| b.to_string()).unwrap_or_default();
        let parts = [&self.cadre, &self.code, &self.name, &born, &self.origin];
        parts.into_iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }
}
