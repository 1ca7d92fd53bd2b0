//! canbo
fn main() {}
