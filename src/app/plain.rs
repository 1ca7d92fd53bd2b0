//! The screen as lines of text, one after another: for screen readers, for logs, for terminals that are none. What is
//! told by place, colour or sign on the screen is told in words.

use super::model::Model;

/// Every line of the screen that is open, its heading first; not only what fits on a window.
#[must_use]
pub fn lines(model: &Model) -> Vec<String> {
    let cx = &model.cx;
    let sample = cx.place.sample.then(|| cx.words.get("head.sample").to_owned());
    let place = std::iter::once(cx.province()).chain(sample).collect::<Vec<_>>().join(". ");
    let on = cx.words.fill("head.as-of", &[cx.view.on.to_string()]);
    let name = cx.words.get(cx.screen.title());
    let mut out = vec![place, format!("{name}, {on}")];
    out.extend(model.screen().plain(cx));
    out
}
