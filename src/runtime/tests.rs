//! The real queue, driven as a session drives it.
