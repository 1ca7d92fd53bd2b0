//! Tổ chức: the tree of units, the posts of the selected one, the card beside them.

pub mod narrow;
pub mod posts;
pub mod tree;
