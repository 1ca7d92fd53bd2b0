//! Two days of a report side by side: what changed, and who it is.
