//! What nearly every kind of rule needs: `use crate::policy::measure::prelude::*`.

pub(in crate::policy) use super::Parameters;
pub(in crate::policy) use crate::policy::facts::Facts;
pub(in crate::policy) use crate::policy::fault::{self, Flaw};
pub(in crate::policy) use crate::policy::finding::{Amount, Answer, Holds, Limit, count};
pub(in crate::policy) use crate::policy::vocabulary::{Body, Ratio};
pub(in crate::policy) use serde::{Deserialize, Serialize};
