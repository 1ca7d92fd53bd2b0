//! Units: what they are called, where they stand in three lines, and what they became, each with its dates.

use crate::domain::calendar::{Dated, Day, Span, change_from, held};
use crate::domain::ids::KindId;
use crate::domain::ids::UnitId;
use serde::{Deserialize, Serialize};

/// Which hierarchy is looked at: one unit may stand in all three, under different parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// The party: committees, their organs, the Front and the mass organisations (khối Đảng, Mặt trận, đoàn thể).
    Party,
    /// The state: councils, people's committees, departments, sections, public units (khối chính quyền).
    State,
    /// The land: province, district, commune (địa bàn).
    Territory,
}

impl Line {
    /// All lines in the order in which the screen offers them.
    pub const ALL: [Line; 3] = [Line::Party, Line::State, Line::Territory];
}

/// The level of administration a unit or a title belongs to. The district level ended on 01/07/2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// trung ương
    Central,
    /// cấp tỉnh
    Province,
    /// cấp huyện
    District,
    /// cấp xã
    Commune,
}

/// What a unit is on a day: a thị trấn may become a phường, a committee may change its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Form {
    /// Kind of the catalogue.
    pub kind: KindId,
    /// Level of administration.
    pub level: Level,
}

/// Where a unit stands in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The line spoken of.
    pub line: Line,
    /// The unit above; `None` at the top of the line.
    pub parent: Option<UnitId>,
}

/// How much of a unit went into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Share {
    /// All of it.
    Whole,
    /// The part in which its seat lay, where it was divided.
    MainPart,
    Part,
}

/// What a unit became: a merger, a division, a new name under a new code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Became {
    /// The first day of the new state.
    pub on: Day,
    /// The unit it went into.
    pub into: UnitId,
    /// How much of it went there.
    pub share: Share,
}

/// What a unit declares of itself and no record can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Total {
    /// đảng viên
    PartyMembers,
    /// tổ chức cơ sở đảng
    GrassrootsOrganisations,
    /// đảng bộ cơ sở
    GrassrootsCommittees,
    /// chi bộ trực thuộc đảng ủy cơ sở
    Cells,
    /// chi bộ thôn, khối phố
    VillageCells,
    /// thôn, khối phố
    Villages,
    /// đảng bộ bộ phận
    DivisionalCommittees,
    /// chi bộ trực thuộc đảng ủy bộ phận
    DivisionalCells,
    /// kỷ luật khiển trách (party members, since the start of the term)
    Reprimands,
    /// kỷ luật cảnh cáo
    Warnings,
    /// kỷ luật cách chức
    Removals,
    /// khai trừ
    Expulsions,
    /// đảng viên bị khởi tố, truy tố (since the start of the term, as the five below)
    Prosecuted,
    /// bổ nhiệm, giới thiệu ứng cử do cấp xã quản lý
    CommuneAppointments,
    /// lượt cử đi đào tạo
    TrainingTurns,
    /// lượt cử đi bồi dưỡng
    RefresherTurns,
    /// tinh giản biên chế, khối Đảng, đoàn thể
    StreamlinedParty,
    /// tinh giản biên chế, khối chính quyền
    StreamlinedGovernment,
}

/// A declared total with its date and source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// What is counted.
    pub what: Total,
    /// The day it speaks of.
    pub on: Day,
    pub count: u32,
    /// The paper it comes from.
    pub source: String,
}

/// A body in a hierarchy (đơn vị, tổ chức).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// Identity for good.
    pub id: UnitId,
    /// When it exists.
    pub span: Span,
    /// Bare names by date ("Cao Lộc"); the catalogue's kind puts "Huyện" or "Đảng bộ huyện" in front.
    pub names: Vec<Dated<String>>,
    /// Kind and level by date.
    pub forms: Vec<Dated<Form>>,
    /// Codes of the statistics office by date; codes are used again for other units.
    pub codes: Vec<Dated<u32>>,
    /// Parents by line and date.
    pub places: Vec<Dated<Place>>,
    /// Order of protocol among its siblings by date, smallest first.
    pub ordinals: Vec<Dated<u32>>,
    /// What it became when it ended.
    pub became: Vec<Became>,
    /// Totals that it declares.
    pub declared: Vec<Declared>,
}

impl Unit {
    /// A unit that begins with one name, one form and one order; places are added after.
    #[must_use]
    pub fn new(id: UnitId, span: Span, name: &str, form: Form, ordinal: u32) -> Unit {
        Unit {
            id,
            span,
            names: vec![Dated { span: Span::since(span.from), value: name.to_owned() }],
            forms: vec![Dated { span: Span::since(span.from), value: form }],
            codes: Vec::new(),
            places: Vec::new(),
            ordinals: vec![Dated { span: Span::since(span.from), value: ordinal }],
            became: Vec::new(),
            declared: Vec::new(),
        }
    }

    /// The bare name on a day; for a day outside its life, the nearest.
    #[must_use]
    pub fn name(&self, on: Day) -> &str {
        held(&self.names, on)
            .or_else(|| self.names.first().filter(|n| on < n.span.from).or(self.names.last()).map(|n| &n.value))
            .map_or("", String::as_str)
    }

    /// Kind and level on a day; for a day outside its life, the nearest.
    #[must_use]
    pub fn form(&self, on: Day) -> Option<Form> {
        held(&self.forms, on)
            .or_else(|| self.forms.first().filter(|f| on < f.span.from).or(self.forms.last()).map(|f| &f.value))
            .copied()
    }

    /// The statistics office's code on a day.
    #[must_use]
    pub fn code(&self, on: Day) -> Option<u32> {
        held(&self.codes, on).copied()
    }

    /// Order of protocol on a day; unordered units come last.
    #[must_use]
    pub fn ordinal(&self, on: Day) -> u32 {
        held(&self.ordinals, on).copied().unwrap_or(u32::MAX)
    }

    /// Whether it stands in the line on the day, and if so under which parent (`Some(None)`: at the top).
    #[must_use]
    pub fn parent(&self, line: Line, on: Day) -> Option<Option<UnitId>> {
        if !self.span.holds(on) {
            return None;
        }
        self.places.iter().rev().find(|p| p.value.line == line && p.span.holds(on)).map(|p| p.value.parent)
    }

    /// Places it under a parent of one line for a time.
    pub fn place(&mut self, line: Line, parent: Option<UnitId>, span: Span) {
        self.places.push(Dated { span, value: Place { line, parent } });
    }

    /// Another name from a day on.
    pub fn rename_from(&mut self, from: Day, name: &str) {
        change_from(&mut self.names, from, name.to_owned());
    }

    /// The newest declared total of a kind not later than the day.
    #[must_use]
    pub fn declared(&self, what: Total, on: Day) -> Option<&Declared> {
        self.declared.iter().filter(|d| d.what == what && d.on <= on).max_by_key(|d| d.on)
    }
}
