//! The circles among the files of one room: how large the largest may be, and what closes it.

use crate::ROOMS;
use crate::graph::Modules;
use crate::source::sources;

/// For each room that has a circle: how many files the largest has. A number here only falls; 1 is no circle.
///
/// `cargo test --test architecture -- --nocapture circles` lists the files of each and where it is cheapest to cut.
const LARGEST_CIRCLE: &[(&str, usize)] =
    &[("domain", 6), ("store", 3), ("search", 5), ("register", 4), ("sample", 13), ("exchange", 4), ("app", 8)];

#[test]
fn circles_inside_rooms_only_shrink() {
    let modules = Modules::new(sources());
    let mut wrong = Vec::new();
    for (room, _) in ROOMS {
        let graph = modules.room(room);
        let circle = graph.largest_circle();
        let budget = LARGEST_CIRCLE.iter().find(|(r, _)| r == room).map_or(1, |(_, budget)| *budget);
        println!("{room}: largest circle {} (budget {budget})", circle.len());
        if circle.len() > 1 {
            println!("  {}", graph.members(&circle).join("\n  "));
            println!("  closed by: {}", graph.shortest_walk(&circle));
            for cut in graph.cuts(&circle).iter().take(8) {
                println!("  cut: {cut}");
            }
        }
        if circle.len() > budget {
            wrong.push(format!(
                "the circle of {room} is {} now, {budget} is allowed: see what closes it above",
                circle.len()
            ));
        } else if circle.len().max(1) < budget {
            wrong.push(format!("the circle of {room} is {} now: lower its budget", circle.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
