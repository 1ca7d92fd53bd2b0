//! A form: its fields, under the one in use what it offers, at the foot what is wrong with the whole and what would
//! change.

use super::over::input;
use super::pen::Pen;
use super::theme::Role;
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::overlays::form::options::{self, SHOWN};
use crate::app::overlays::form::{Field, Form, FormPurpose};
use crate::app::parts::layout::{self, Area};
use crate::app::session::host::Notice;
use crate::app::words::{findings, text};
use crate::policy::Verdict;
use crate::register::fields::Input;

/// A line of a form.
struct Line {
    label: String,
    text: String,
    role: Role,
    /// The field whose input stands here.
    typed: Option<usize>,
}

impl Line {
    fn note(text: String, role: Role) -> Line {
        Line { label: String::new(), text, role, typed: None }
    }
}

/// Draws a form over the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, form: &Form) {
    let body = layout::body(model.cx.size);
    pen.clear(body);
    let area = Area { x: 1, cols: body.cols.saturating_sub(2), ..body };
    let mut y = area.y;
    for line in text::wrap(&form.title, usize::from(area.cols)).into_iter().take(2) {
        pen.put(area.x, y, area.cols, &line, Role::Strong);
        y += 1;
    }
    let foot = foot(model, form, area.cols);
    let preview = preview(model, form);
    let rows = (area.y + area.rows).saturating_sub(y);
    let foot_rows = rows_of(foot.len()).min(rows / 2);
    let shown = rows_of(preview.len()).min(rows.saturating_sub(foot_rows) / 2);
    let (lines, at) = lines(model, form, area.cols);
    let space = usize::from(rows.saturating_sub(foot_rows + shown));
    // the field in use and what it offers are in sight
    let below = at + 1 + form.fields.get(form.at).map_or(0, |f| f.offers.len().min(SHOWN));
    let top = below.min(lines.len()).saturating_sub(space).min(at);
    let label = lines.iter().map(|l| text::width(&l.label)).max().unwrap_or(0).min(usize::from(area.cols) * 2 / 5);
    let label = rows_of(label) + 1;
    for line in lines.iter().skip(top).take(space) {
        pen.put(area.x, y, label, &line.label, Role::Quiet);
        let room = Area { x: area.x + label, y, cols: area.cols.saturating_sub(label), rows: 1 };
        match line.typed.and_then(|at| form.fields.get(at)) {
            Some(field) if field.column.input != Input::Text => input(pen, room, &field.input),
            Some(field) => long(pen, room, &line.text, field),
            None => _ = pen.put(room.x, y, room.cols, &line.text, line.role),
        }
        y += 1;
    }
    for line in preview.iter().take(usize::from(shown)).chain(foot.iter().take(usize::from(foot_rows))) {
        pen.put(area.x, y, area.cols, &line.text, line.role);
        y += 1;
    }
}

fn rows_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A line of a long text; the cursor stands in the one that it is in.
fn long(pen: &mut Pen<'_>, room: Area, line: &str, field: &Field) {
    pen.put(room.x, room.y, 2, "› ", Role::Key);
    pen.put(room.x + 2, room.y, room.cols.saturating_sub(3), line, Role::Strong);
    let before = field.input.halves().0.rsplit('\n').next().unwrap_or_default();
    let x = rows_of(text::width(before)).min(room.cols.saturating_sub(3));
    pen.point(room.x + 2 + x, room.y);
}

/// The lines of the fields, and where the one in use begins.
fn lines(model: &Model, form: &Form, cols: u16) -> (Vec<Line>, usize) {
    let (words, mut lines, mut current) = (&model.cx.words, Vec::new(), 0);
    for (at, field) in form.fields.iter().enumerate() {
        if form.exception == Some(at) {
            lines.push(Line::note(words.get("form.exception").to_owned(), Role::Strong));
        }
        let star = if field.column.needed { "*" } else { "" };
        let label = format!("{}{star}", field.called(words));
        let active = at == form.at;
        if active {
            current = lines.len();
        }
        let hidden = model.cx.meeting && form.hides(field.column.id) && !active;
        let text = if hidden { words.get("meeting.hidden").to_owned() } else { field.input.text() };
        let problem = field.problem.as_ref().map(|said| format!("✗ {}", say(model, said)));
        if field.column.input == Input::Text {
            let in_use = field.input.halves().0.matches('\n').count();
            for (nth, part) in text.split('\n').enumerate() {
                let label = if nth == 0 { label.clone() } else { String::new() };
                let typed = (active && nth == in_use).then_some(at);
                current = if typed.is_some() { lines.len() } else { current };
                lines.push(Line { label, text: format!("  {part}"), role: Role::Plain, typed });
                if let Some(last) = lines.last_mut().filter(|l| l.typed.is_some()) {
                    last.text = part.to_owned();
                }
            }
        } else {
            // what is wrong stands behind a value that leaves it the room
            let beside = problem.as_ref().filter(|_| !active).map(|p| format!("   {p}")).unwrap_or_default();
            let role = if beside.is_empty() { Role::Plain } else { Role::Alarm };
            lines.push(Line { label, text: format!("  {text}{beside}"), role, typed: active.then_some(at) });
        }
        if active {
            let said = problem.map(|p| text::wrap(&p, usize::from(cols).saturating_sub(label_room(form, model) + 3)));
            lines.extend(said.into_iter().flatten().map(|p| Line::note(format!("  {p}"), Role::Alarm)));
            lines.extend(offers(field, cols));
        }
        if let Some(seat) = &field.seat {
            let says = text::wrap(&seat.says, usize::from(cols).saturating_sub(4));
            lines.extend(says.into_iter().map(|line| Line::note(format!("    {line}"), Role::Quiet)));
        }
        if let Some(theirs) = &field.theirs {
            lines.push(Line::note(format!("  ! {}", words.fill("form.theirs", &[theirs])), Role::Alarm));
        }
    }
    (lines, current)
}

/// Columns of the longest label: what is wrong stands beside them.
fn label_room(form: &Form, model: &Model) -> usize {
    form.fields.iter().map(|f| text::width(&f.called(&model.cx.words)) + 1).max().unwrap_or(0)
}

/// What the field in use offers, the one under the cursor marked.
fn offers(field: &Field, cols: u16) -> Vec<Line> {
    // a window over the offers that keeps the cursor in it
    field
        .offers
        .iter()
        .take(options::SHOWN)
        .enumerate()
        .map(|(at, offer)| {
            let mark = if field.on == Some(at) { "▸" } else { " " };
            let more =
                if field.finds() && !offer.more.is_empty() { format!("   {}", offer.more) } else { String::new() };
            let text = text::cut(&format!("   {mark} {}{more}", offer.text), usize::from(cols));
            Line::note(text, if field.on == Some(at) { Role::Strong } else { Role::Quiet })
        })
        .collect()
}

fn say(model: &Model, said: &Notice) -> String {
    model.cx.words.fill(said.key, &said.with)
}

/// What is wrong with the whole, what the rules say, what is being waited for, which of two ways is the usual one.
fn foot(model: &Model, form: &Form, cols: u16) -> Vec<Line> {
    let words = &model.cx.words;
    let mut foot = Vec::new();
    if form.waits.is_some() {
        let saving = crate::app::screens::import::writing(&model.screens.import, &model.cx)
            .unwrap_or_else(|| words.get("form.saving").to_owned());
        foot.push(Line::note(saving, Role::Quiet));
    }
    // why it was not taken stands first: a low screen cuts what is below
    if let Some(problem) = &form.problem {
        let text = format!("✗ {}", say(model, problem));
        foot.extend(text::wrap(&text, usize::from(cols)).into_iter().map(|l| Line::note(l, Role::Alarm)));
    }
    if let Some(usual) = &form.usual {
        let intent = format!("intent.{}", usual.intent());
        let key = model.cx.key(Action::OtherNature);
        foot.push(Line::note(words.fill("form.usual", &[words.get(&intent).to_owned(), key]), Role::Quiet));
    }
    let mut told: Vec<_> = form.findings.iter().collect();
    told.sort_by_key(|finding| (!finding.stops(), std::cmp::Reverse(finding.verdict)));
    for finding in told {
        let rule = model.cx.policy.rule_of(finding);
        let says = rule.map(|r| words.pick(&r.vi, &r.en)).unwrap_or_default();
        let source = rule.map(|r| r.source.as_str()).unwrap_or_default();
        let mark = match finding.verdict {
            _ if finding.stops() => "✗",
            Verdict::Special | Verdict::Unknown => findings::mark(finding.verdict),
            _ => "!",
        };
        let special = match finding.verdict {
            Verdict::Special => format!("{}; ", words.get(findings::verdict(finding.verdict))),
            _ => String::new(),
        };
        let numbers = findings::numbers(words, &model.cx.view, &model.cx.policy, finding);
        let law = words.fill("form.law", &[finding.judged.to_string()]);
        let text = format!("{mark} {says} [{special}{numbers}] ({source}; {law})");
        foot.extend(text::wrap(&text, usize::from(cols)).into_iter().map(|l| Line::note(l, Role::Alarm)));
    }
    foot
}

/// For many: what would change, whom it leaves as they are, whom it cannot be done to.
fn preview(model: &Model, form: &Form) -> Vec<Line> {
    let FormPurpose::Many(many) = &form.purpose else { return Vec::new() };
    let (words, preview) = (&model.cx.words, &form.preview);
    if !preview.made {
        return vec![Line::note(
            words.fill("form.preview-later", &[words.number(many.cadres.len()), model.cx.key(Action::Accept)]),
            Role::Quiet,
        )];
    }
    let counts = [preview.changes.len(), preview.same, preview.refused.len()].map(|n| words.number(n));
    let mut lines = vec![Line::note(words.fill("form.preview", &counts), Role::Strong)];
    lines.extend(preview.refused.iter().map(|text| Line::note(format!("✗ {text}"), Role::Alarm)));
    lines.extend(preview.changes.iter().skip(preview.top).map(|text| Line::note(format!("  {text}"), Role::Plain)));
    lines
}
