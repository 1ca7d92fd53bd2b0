//! Lines of the indicators: measured, target, day, trend, how many are wanting; what the chosen one rests on.

use super::{Board, Tab};
use crate::app::screens::indicators::Indicators;
use crate::app::screens::plan::judge::Piece;
use crate::app::session::Session;
use crate::app::words::Words;
use crate::app::words::findings;
use crate::app::words::text;
use crate::exchange::indicators::{Measured, Off, Tally, Target};
use crate::policy::{Ratio, Verdict};

/// An indicator as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Mark of the verdict.
    pub mark: &'static str,
    pub verdict: Verdict,
    /// What it is called.
    pub name: String,
    /// What was measured.
    pub measured: String,
    /// How much is met of the whole, per mille.
    pub met: u64,
    /// What is asked of the whole, per mille.
    pub asked: u64,
    pub target: String,
    /// By when.
    pub until: String,
    /// How many more must meet it.
    pub wanting: String,
    /// Met at the end of each year, per mille; none where nobody was counted.
    pub trend: Vec<Option<u64>>,
}

fn per_mille(part: i64, of: i64) -> u64 {
    if of > 0 { u64::try_from(part.saturating_mul(1000) / of).unwrap_or(0) } else { 0 }
}

/// A share in per cent, from and to where not everything is known.
#[must_use]
pub fn share(tally: &Tally, words: &Words) -> String {
    let share = |part| findings::share(part, tally.all, words.lang);
    match tally.range() {
        _ if tally.all == 0 => "—".to_owned(),
        (None, most) => format!("≤ {}", share(most)),
        (Some(least), most) if least == most => share(least),
        (Some(least), most) => format!("{}–{}", share(least), share(most)),
    }
}

/// A target: "≥ 30%", "≤ 5%", "100%".
#[must_use]
pub fn target(target: &Target, words: &Words) -> String {
    let said = |r: Ratio| findings::share(r.0, r.1, words.lang);
    match (target.least, target.about, target.most) {
        (Some(least), Some(about), _) => {
            let least = said(least);
            format!("{}–{}", least.trim_end_matches('%'), said(about))
        }
        (Some(least), None, _) if least.0 == least.1 => said(least),
        (Some(least), None, _) => format!("≥ {}", said(least)),
        (None, _, Some(most)) => format!("≤ {}", said(most)),
        (None, _, None) => String::new(),
    }
}

/// What an indicator is called; of one that is history also since when.
fn name(one: &Measured, words: &Words) -> String {
    let name = one.indicator.name.of(words.lang).to_owned();
    match one.ended {
        Some(day) => words.fill("indicators.ended", &[name, day.prev().to_string()]),
        None => name,
    }
}

/// An indicator as a line.
#[must_use]
pub fn line(cx: &Session, one: &Measured) -> Line {
    let words = &cx.words;
    let (sure, most) = one.tally.range();
    let wanting = one.tally.wanting(&one.target);
    let asked = one.target.least.or(one.target.most).map_or(0, |r| per_mille(r.0, r.1));
    let then =
        |tally: &Tally| (tally.all > 0).then(|| per_mille(tally.range().0.unwrap_or(tally.range().1), tally.all));
    Line {
        mark: findings::mark(one.verdict),
        verdict: one.verdict,
        name: name(one, words),
        measured: share(&one.tally, words),
        met: per_mille(sure.unwrap_or(most), one.tally.all),
        asked,
        target: target(&one.target, words),
        until: one.target.until.map(|day| day.0.to_string()).unwrap_or_default(),
        wanting: if wanting > 0 { words.number(wanting) } else { String::new() },
        trend: one.trend.iter().map(|(_, tally)| then(tally)).collect(),
    }
}

/// What an indicator is called where there is little room.
#[must_use]
pub fn short(cx: &Session, one: &Measured) -> String {
    one.indicator.short(cx.words.lang).to_owned()
}

/// What is said below the table: of the chosen indicator, with the papers that it rests on.
#[must_use]
pub fn below(state: &Indicators, cx: &Session) -> Vec<Vec<Piece>> {
    let Some(board) = &state.board else { return Vec::new() };
    let at = if state.tab == Tab::Units { state.column } else { state.list.cursor };
    let Some(one) = board.measured.get(at) else { return Vec::new() };
    let words = &cx.words;
    let plain = |text: String| vec![Piece::of(text, None)];
    let numbers = [one.tally.yes, one.tally.unknown, one.tally.all].map(|n| words.number(n));
    if state.tab == Tab::Units {
        let line = line(cx, one);
        let said = words.fill("indicators.column", &[line.name, line.measured, line.target]);
        let unit = super::name(state, cx, state.units.cursor);
        let then = state.of_unit.iter().filter(|(_, tally)| tally.all > 0);
        let then = then.map(|(day, tally)| Piece::of(format!("{day} {}", share(tally, words)), None));
        let trend = std::iter::once(Piece::of(format!("{unit}:"), None)).chain(then).collect();
        return vec![plain(said), trend, plain(words.get("indicators.legend").to_owned())];
    }
    let whose = one.whose.of(words.lang).to_owned();
    let mut out = vec![plain(words.fill("indicators.counted", &numbers))];
    if !whose.is_empty() {
        out.push(plain(words.fill("indicators.whose", &[whose])));
    }
    let steps = one.targets.iter().map(|t| {
        let until = t.until.map(|day| day.0.to_string()).unwrap_or_else(|| words.get("indicators.always").to_owned());
        let verdict = one.judged_by(t);
        let text = format!("{} {} {until}", findings::mark(verdict), target(t, words));
        Piece::of(text, Some(verdict))
    });
    out.push(steps.collect());
    let source = words.fill("indicators.source", std::slice::from_ref(&one.target.source));
    let sure = words.get(findings::sureness(one.target.sureness)).to_owned();
    out.push(vec![Piece::of(source, None), Piece::of(sure, None)]);
    if let Some(day) = one.ended {
        out.push(plain(words.fill("indicators.ended-by", &[day.to_string(), one.indicator.ended_by.clone()])));
    }
    let room = usize::from(cx.size.cols.saturating_sub(4));
    if !one.indicator.reading.is_empty() {
        let said = words.fill("indicators.reading", std::slice::from_ref(&one.indicator.reading));
        out.extend(text::wrap(&said, room).into_iter().map(plain));
    }
    for said in off(board, words) {
        out.extend(text::wrap(&said, room).into_iter().map(plain));
    }
    out
}

/// Which indicators are not measured here, a sentence for each reason.
pub(super) fn off(board: &Board, words: &Words) -> Vec<String> {
    let sentence = |why: Off| {
        let named = board.off.iter().filter(|(_, is)| *is == why).map(|(one, _)| one.name.of(words.lang));
        let names: Vec<&str> = named.collect();
        let told = [words.number(names.len()), names.join("; ")];
        (!names.is_empty()).then(|| {
            words.fill(
                match why {
                    Off::OtherProvince => "indicators.off-other-province",
                    Off::Office => "indicators.off-office",
                },
                &told,
            )
        })
    };
    [Off::OtherProvince, Off::Office].into_iter().filter_map(sentence).collect()
}

/// The indicators as lines of text.
#[must_use]
pub fn lines(state: &Indicators, cx: &Session) -> Vec<String> {
    let words = &cx.words;
    let Some(board) = &state.board else { return vec![words.get("indicators.wait").to_owned()] };
    let said = |one: &Measured| {
        let line = line(cx, one);
        let verdict = words.get(findings::verdict(one.verdict)).to_owned();
        let mut said = vec![line.name, verdict, line.measured, line.target, line.until];
        let trend = one.trend.iter().filter(|(_, tally)| tally.all > 0);
        said.extend(trend.map(|(day, tally)| format!("{day}: {}", share(tally, words))));
        said.retain(|text| !text.is_empty());
        said.join(", ")
    };
    board.measured.iter().map(said).collect()
}
