//! Rows and columns, as data files write them.

use crate::domain::{IsoDay, Level};
use crate::exchange::Label;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A row or a column as a file writes it: the name of a measure, with `%` for its share, or all that it is.
#[derive(Debug, Clone)]
pub enum AxisEntry {
    /// `"women"`, `"women%"`.
    Named(String),
    /// With labels of its own.
    Whole(Box<Axis>),
}

impl<'de> Deserialize<'de> for AxisEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = AxisEntry;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("the name of a measure, or a table")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<AxisEntry, E> {
                Ok(AxisEntry::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AxisEntry, A::Error> {
                Axis::deserialize(MapAccessDeserializer::new(map)).map(|axis| AxisEntry::Whole(Box::new(axis)))
            }
        }
        from.deserialize_any(Either)
    }
}

/// A row or a column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Axis {
    /// Short name; without one it is that of its population or measure.
    pub id: String,
    /// Its name; without one it is that of its measure.
    pub vi: String,
    /// Its name, in English.
    pub en: String,
    /// The heading that it shares with its neighbours.
    pub over: Option<Label>,
    /// The population that it counts.
    pub who: Option<String>,
    /// The measure by which it counts.
    pub measure: Option<String>,
    /// As a share.
    pub share: bool,
    /// Whether it sums up others or heads them.
    pub strong: bool,
    /// One for each place of this level that stands on the day, under the place's name.
    pub each: Option<Level>,
    /// The first day on which there is what it counts.
    pub from: Option<IsoDay>,
    /// The last day on which there was what it counts.
    pub until: Option<IsoDay>,
}
