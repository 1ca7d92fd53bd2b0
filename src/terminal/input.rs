//! From the terminal's events to the session's messages; nothing else.

use crate::app::input::keys::{Code, Key};
use crate::app::input::mouse::{Gesture, Mouse};
use crate::app::parts::layout::Size;
use crate::app::session::msg::Msg;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// Messages of events that came in one read: keys in a row stay together, of several sizes only the last counts.
pub fn messages(events: Vec<Event>) -> Vec<Msg> {
    let mut out: Vec<Msg> = Vec::new();
    let mut size = None;
    for event in events {
        match event {
            Event::Key(event) => {
                let Some(key) = key(event) else { continue };
                match out.last_mut() {
                    Some(Msg::Keys(keys)) => keys.push(key),
                    _ => out.push(Msg::Keys(vec![key])),
                }
            }
            Event::Paste(text) => out.push(Msg::Paste(text)),
            Event::Resize(cols, rows) => size = Some(Size { cols, rows }),
            Event::Mouse(event) => out.extend(mouse(event).map(Msg::Mouse)),
            Event::FocusGained | Event::FocusLost => {}
        }
    }
    out.extend(size.map(Msg::Resize));
    out
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Mouse { x: event.column, y: event.row, gesture })
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => {
            // the character shows it
            shift = false;
            Code::Char(c)
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift,
    })
}
