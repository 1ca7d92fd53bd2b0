//! The mouse, where it was asked for: the wheel scrolls, a click selects. Nothing can be done with it alone.

use super::start;
use crate::app::input::mouse::{Gesture, Mouse};
use crate::app::model::{Model, Stage};
use crate::app::overlays::picker::{Look, Picker};
use crate::app::parts::layout;
use crate::app::parts::list::Motion;

/// Rows that a notch of the wheel moves by.
const NOTCH: usize = 3;

/// Carries out a gesture of the mouse: in the dialog that is open, else on the screen.
pub fn gesture(model: &mut Model, mouse: Mouse) {
    match wheel(mouse.gesture) {
        Some(motion) => (0..NOTCH).for_each(|_| scroll(model, mouse, motion)),
        None => click(model, mouse),
    }
}

/// The way that the wheel turns; none for a click.
fn wheel(gesture: Gesture) -> Option<Motion> {
    match gesture {
        Gesture::WheelUp => Some(Motion::Up),
        Gesture::WheelDown => Some(Motion::Down),
        Gesture::Click => None,
    }
}

/// Moves the cursor of the list under the mouse; where there is none under it, that of what is in use.
fn scroll(model: &mut Model, mouse: Mouse, motion: Motion) {
    if model.cx.over.is_open() {
        if let Some(picker) = model.cx.over.get_mut::<Picker>() {
            picker.list.step(motion);
        }
        return;
    }
    if model.cx.stage != Stage::Open {
        if let Some(list) = start::list(&mut model.cx.stage) {
            list.step(motion);
        }
        return;
    }
    let screen = model.screens.get_mut(model.cx.screen);
    match screen.list_at(&model.cx, mouse.x, mouse.y) {
        Some((list, _)) => list.step(motion),
        None => screen.step(&mut model.cx, motion),
    }
}

fn click(model: &mut Model, mouse: Mouse) {
    if model.cx.over.is_open() {
        if let Some(picker) = model.cx.over.get_mut::<Picker>() {
            let (area, _) = layout::picker(model.cx.size, picker.look == Look::Find);
            picker.list.click(area.below(2), mouse.y);
        }
    } else if model.cx.stage == Stage::Open {
        model.screens.get_mut(model.cx.screen).click(&model.cx, mouse.x, mouse.y);
    }
}
