//! Tabs in a row, the open one in brackets.

use super::pen::Pen;
use super::theme::Role;
use crate::app::parts::layout::Area;
use crate::app::words::text;

/// Draws the tabs; where there is no room for all, those round the open one.
pub fn draw(pen: &mut Pen<'_>, area: Area, tabs: &[(String, bool)]) {
    let width = |name: &str| text::width(name) + 2;
    let open = tabs.iter().position(|(_, open)| *open).unwrap_or(0);
    let mut first = 0;
    let took = |from: usize| tabs.iter().take(open + 1).skip(from).map(|(name, _)| width(name)).sum::<usize>();
    while first < open && took(first) > usize::from(area.cols) {
        first += 1;
    }
    let mut x = area.x;
    for (name, open) in tabs.iter().skip(first) {
        let (name, role) = if *open { (format!("[{name}]"), Role::Strong) } else { (format!(" {name} "), Role::Quiet) };
        x += pen.put(x, area.y, (area.x + area.cols).saturating_sub(x), &name, role);
    }
}
