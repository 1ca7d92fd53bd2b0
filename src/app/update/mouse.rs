//! The mouse, where it was asked for: the wheel scrolls, a click selects. Nothing can be done with it alone.

use super::start;
use crate::app::input::mouse::{Gesture, Mouse};
use crate::app::model::{Model, Stage};
use crate::app::overlays::picker::Look;
use crate::app::overlays::picker::Picker;
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};

/// Rows that a notch of the wheel moves by.
const NOTCH: usize = 3;

/// The mouse gesture something.
pub fn gesture(model: &mut Model, mouse: Mouse) {
    let Some((list, rows)) = list(model, mouse) else { return };
    match mouse.gesture {
        Gesture::WheelUp => (0..NOTCH).for_each(|_| list.step(Motion::Up)),
        Gesture::WheelDown => (0..NOTCH).for_each(|_| list.step(Motion::Down)),
        Gesture::Click if rows.has(mouse.x, mouse.y) => {
            let row = list.top + usize::from(mouse.y - rows.y);
            if row < list.len {
                list.go(row);
            }
        }
        Gesture::Click => {}
    }
}

/// The list under the mouse, and where its rows stand.
fn list(model: &mut Model, mouse: Mouse) -> Option<(&mut List, Area)> {
    if model.cx.over.is_open() {
        let picker = model.cx.over.get_mut::<Picker>()?;
        let (area, _) = layout::picker(model.cx.size, picker.look == Look::Find);
        return Some((&mut picker.list, area.below(2)));
    }
    if model.cx.stage != Stage::Open {
        return start::list(&mut model.cx.stage).map(|list| (list, Area::default()));
    }
    model.screens.get_mut(model.cx.screen).list_at(&model.cx, mouse.x, mouse.y)
}
