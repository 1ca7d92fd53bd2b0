//! What a picture shows, before it is cells of a terminal or lines of a file.

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
}

/// A picture: labels along it, one or more series, and the band that the norm sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Short name, unique in its document.
    pub id: String,
    /// Title.
    pub title: String,
    /// How it is drawn.
    pub shape: Shape,
    /// Along it.
    pub labels: Vec<String>,
    /// Its numbers.
    pub series: Vec<Series>,
    /// From and to of the norm, where there is one (coefficient 1.0 to 1.5).
    pub norm: Option<(f64, f64)>,
    /// Decimals shown.
    pub places: u8,
}
