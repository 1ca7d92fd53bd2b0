//! The workforce tables: how many people of a group are women, of a minority, of an age, of a schooling.

use super::criteria::Criteria;
use crate::domain::{Cadre, CadreId, Level, Line, Payroll, Title};
use crate::register::View;
use serde::Deserialize;

/// One column of the tables; a criterion that is not given asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Short name, unique.
    pub id: String,
    /// Heading.
    pub vi: String,
    /// Heading, in English.
    pub en: String,
    /// Who is counted.
    #[serde(flatten)]
    asks: Criteria,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    measure: Vec<Measure>,
}

/// The columns that come with the program.
///
/// # Errors
/// Line and reason, if the data file cannot be read.
pub fn measures() -> Result<Vec<Measure>, toml::de::Error> {
    let file: File = toml::from_str(include_str!("../../data/reports/workforce.toml"))?;
    Ok(file.measure)
}

impl Measure {
    /// Whether a person is counted on the view's day.
    #[must_use]
    pub fn counts(&self, view: &View, cadre: &Cadre) -> bool {
        self.asks.counts(view, cadre, None)
    }
}

/// People of the province's payroll on the view's day with their payroll and main title.
pub fn serving(view: &View) -> impl Iterator<Item = (&Cadre, Payroll, &Title)> {
    view.snapshot.cadres.values().filter_map(move |cadre| {
        let payroll = cadre.payroll(view.on).filter(|p| *p != Payroll::Outside)?;
        let (_, _, title) = view.main(cadre.id)?;
        Some((&**cadre, payroll, title))
    })
}

/// People who hold a post whose title passes, each once, of whatever payroll.
pub fn holding(view: &View, passes: impl Fn(&Title) -> bool) -> Vec<CadreId> {
    let mut found: Vec<CadreId> = view
        .snapshot
        .appointments
        .values()
        .filter(|a| a.span.holds(view.on))
        .filter(|a| view.post(a.post).and_then(|p| view.title(p)).is_some_and(&passes))
        .map(|a| a.cadre)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the main title stands in the party block of the reports: party, Front and mass organisations of the
/// province and district levels.
#[must_use]
pub fn in_party_block(title: &Title) -> bool {
    title.line == Line::Party && matches!(title.level, Level::Province | Level::District)
}

/// Counts people by every measure, in the order of the measures.
pub fn count<'a>(view: &View, measures: &[Measure], people: impl Iterator<Item = &'a Cadre>) -> Vec<u32> {
    let mut counts = vec![0; measures.len()];
    for cadre in people {
        for (count, measure) in counts.iter_mut().zip(measures) {
            *count += u32::from(measure.counts(view, cadre));
        }
    }
    counts
}
