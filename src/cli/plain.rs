//! `--plain`: a screen as lines of text on standard output, without a terminal.

use super::args::Common;
use super::fail::{Failure, Status};
use super::out::{Answer, Form, print};
use super::{Asked, settings};
use crate::app::input::keymap::Keymap;
use crate::app::model::{Place, Screen};
use crate::app::parts::layout::Size;
use crate::app::plain;
use crate::app::session::begin::Begin;
use crate::app::session::host::{Host, Start};
use crate::app::session::msg::{Msg, Opened};
use crate::app::session::recent::Recent;
use crate::app::update::{start, update};
use crate::app::words::Words;
use crate::app::world::World;
use crate::register::Loaded;
use std::process::ExitCode;
use std::sync::Arc;

/// Prints the screen that is asked for.
#[must_use]
pub fn run(common: &Common, screen: Option<&str>) -> ExitCode {
    let words = Words::of(settings::read(common).lang);
    let answer = Asked::new(common).and_then(|asked| answer(&asked, common, screen));
    print(answer, Form::Plain, &words).into()
}

fn answer(asked: &Asked, common: &Common, screen: Option<&str>) -> Result<Answer, Failure> {
    let no_screen = |name: &str| Failure::new(Status::Usage, "told.no-screen", &[name]);
    let screen = match screen {
        Some(name) => Screen::named(name).ok_or_else(|| no_screen(name))?,
        None => Screen::default(),
    };
    let (register, view) = asked.open(Loaded::All)?;
    let settings = settings::read(common);
    let (mut model, _) = start::session(Begin {
        start: Start::Open(asked.dir.clone()),
        lang: settings.lang,
        as_of: Some(view.on),
        today: asked.host.today(),
        screen: Some(screen),
        read_only: true,
        keymap: Keymap::default_keys(),
        typing: settings.typing,
        said: None,
        size: Size { cols: Size::WIDE, rows: 40 },
    });
    let province = register.province();
    let place = Place { name: province.name.clone(), home: province.home_date, sample: province.sample.is_some() };
    let opened = Opened {
        indicators: Arc::clone(&asked.host.indicators),
        place,
        author: asked.host.author(),
        snapshot: register.snapshot(),
        catalogue: Arc::clone(register.catalogue()),
        policy: Arc::clone(register.policy()),
        plan_drafts: Vec::new(),
        chains: Vec::new(),
        reports: Arc::new(super::report::reports()?),
        draft: None,
        recent: Recent::default(),
        said: Vec::new(),
        kept: String::new(),
    };
    let world = World::new(Arc::<super::host::Outside>::clone(&asked.host));
    let mut open = vec![Msg::Opened(Box::new(opened))];
    while let Some(msg) = open.pop() {
        let effects = update(&mut model, msg);
        open.extend(effects.into_iter().filter_map(|effect| world.answer(effect, &|_| {})));
    }
    let (view, line) = (model.cx.view.clone(), model.cx.line);
    model.screens.units.tree.set_all(&view, line, true);
    let mut text = plain::lines(&model).join("\n");
    text.push('\n');
    Ok(Answer::text(text))
}
