//! What a picture shows, before it is cells of a terminal or lines of a file.

use crate::domain::CadreId;
use serde::{Deserialize, Serialize};

/// How a picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Two series back to back, a row a label: ages by sex.
    Pyramid,
    /// A bar a label and series, side by side.
    Bars,
    /// A bar a label, its series one after the other.
    Stacked,
    /// A line a series over labels in order: years.
    Lines,
}

/// Numbers under a name.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Series {
    /// What they are of.
    pub label: String,
    /// One a label of the picture; `None` where it is not known.
    pub values: Vec<Option<f64>>,
    /// Those whom each value counts or is measured of, one list a label; empty where it is of nobody. Never written out.
    #[serde(skip)]
    pub people: Vec<Vec<CadreId>>,
}

/// A band in which numbers should lie.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NormBand {
    pub from: f64,
    pub to: f64,
    /// What it is called.
    pub name: String,
}

/// A picture: labels along it, one or more series, and the band that the norm sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Short name, unique in its document.
    pub id: String,
    pub title: String,
    /// How it is drawn.
    pub shape: Shape,
    /// Labels of the axis, one for each value of a series.
    pub labels: Vec<String>,
    pub series: Vec<Series>,
    /// The norm, where there is one (coefficient 1.0 to 1.5).
    pub norm: Option<NormBand>,
    /// Decimals that are shown.
    pub places: u8,
}

impl Picture {
    /// The label of a row, counted from the top: ages rise upwards.
    #[must_use]
    pub fn label_at(&self, row: usize) -> usize {
        match self.shape {
            Shape::Pyramid => self.labels.len().saturating_sub(row + 1),
            _ => row,
        }
    }

    /// The number of a series at a label.
    #[must_use]
    pub fn value(&self, series: usize, label: usize) -> Option<f64> {
        self.series.get(series)?.values.get(label).copied().flatten()
    }

    /// Lines that a label takes: bars side by side take one each.
    #[must_use]
    pub fn lines_of_label(&self) -> usize {
        if self.shape == Shape::Bars { self.series.len().max(1) } else { 1 }
    }

    /// The greatest number.
    #[must_use]
    pub fn greatest(&self) -> f64 {
        self.series.iter().flat_map(|s| &s.values).flatten().copied().fold(0.0, f64::max)
    }

    /// Whether a number lies outside the norm.
    #[must_use]
    pub fn is_out(&self, value: f64) -> bool {
        self.norm.as_ref().is_some_and(|norm| value < norm.from || value > norm.to)
    }

    /// Whether any series has a number at a label.
    #[must_use]
    pub fn is_known(&self, label: usize) -> bool {
        (0..self.series.len()).any(|series| self.value(series, label).is_some())
    }
}
