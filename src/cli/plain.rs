//! `--plain`: a screen as lines of text on standard output, without a terminal.

use super::answer::{Answer, Failure, Status};
use super::context::Context;
use super::host::LocalHost;
use super::user::data;
use crate::app::input::keymap::Keymap;
use crate::app::model::{Place, Screen};
use crate::app::parts::layout::Size;
use crate::app::plain;
use crate::app::session::begin::Begin;
use crate::app::session::host::Start;
use crate::app::session::msg::{Msg, Opened};
use crate::app::session::recent::Recent;
use crate::app::update::{start, update};
use crate::register::Loaded;
use crate::runtime::World;
use std::sync::Arc;

/// The lines of the screen that is asked for.
///
/// # Errors
/// No such screen, or the store's.
pub fn screen(cx: &Context, name: Option<&str>) -> Result<Answer, Failure> {
    let no_screen = |name: &str| Failure::new(Status::Usage, "told.no-screen", &[name]);
    let screen = match name {
        Some(name) => Screen::named(name).ok_or_else(|| no_screen(name))?,
        None => Screen::default(),
    };
    let (register, view) = cx.open(Loaded::All)?;
    let (mut model, _) = start::session(Begin {
        start: Start::Open(cx.dir.clone()),
        lang: cx.settings.lang,
        as_of: Some(view.on),
        today: cx.host.today(),
        screen: Some(screen),
        read_only: true,
        keymap: Keymap::default_keys(),
        typing: cx.settings.typing,
        said: None,
        size: Size { cols: Size::WIDE, rows: 40 },
    });
    let province = register.province();
    let place = Place { name: province.name.clone(), home: province.home_date, sample: province.sample.is_some() };
    let opened = Opened {
        indicators: Arc::clone(&cx.host.indicators),
        place,
        author: cx.host.author(),
        snapshot: register.snapshot(),
        catalogue: Arc::clone(register.catalogue()),
        policy: Arc::clone(view.policy()),
        plan_drafts: Vec::new(),
        chains: Vec::new(),
        reports: Arc::new(data::reports()?),
        draft: None,
        recent: Recent::default(),
        said: Vec::new(),
        kept: String::new(),
    };
    let world = World::with(Arc::<LocalHost>::clone(&cx.host), register.clone());
    let mut open = vec![Msg::Opened(Box::new(opened))];
    while let Some(msg) = open.pop() {
        let effects = update(&mut model, msg);
        open.extend(effects.into_iter().filter_map(|effect| world.answer(effect, &|_| {})));
    }
    model.screens.get_mut(screen).unfold(&mut model.cx);
    let mut text = plain::lines(&model).join("\n");
    text.push('\n');
    Ok(Answer::text(text))
}
