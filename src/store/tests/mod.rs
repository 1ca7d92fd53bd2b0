//! Tests that look inside the room; what a user of the store sees is tested from outside, in `tests/`.

mod order;
mod pieces;
mod support;
mod versions;
