//! The store as its users see it: what was answered for is there, what is not there is told, nothing is overwritten.

mod backup;
mod damage;
mod hold;
mod kill;
mod model;
mod replay;
mod threads;
