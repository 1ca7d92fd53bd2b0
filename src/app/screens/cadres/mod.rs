//! The table of cadres: everybody or the people of a unit, in an order, with chosen columns and marks.

pub mod document;
mod screen;

use crate::app::overlays::asks::{Asker, Asks, Question, What};
use crate::app::parts::list::{List, Marks};
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::words::{retirement, terms};
use crate::domain::{Cadre, CadreId, Day, Line, Period, Revision, Sex, UnitId};
use crate::register::Loaded;
use crate::register::people::Order;
use crate::search::Query;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// họ và tên
    Name,
    /// ngày sinh, nam
    BornMale,
    /// ngày sinh, nữ
    BornFemale,
    /// dân tộc
    Ethnic,
    /// trình độ chuyên môn
    Education,
    /// lý luận chính trị
    Theory,
    /// quản lý nhà nước
    Management,
    /// xếp loại 3 năm
    Grades,
    /// chức vụ
    Titles,
    /// đơn vị
    Unit,
    /// ở chức vụ (tháng)
    Months,
    /// nghỉ hưu: the month; that only the year of birth is known
    Retires,
    /// hạn bổ nhiệm lại
    TermEnds,
    /// kỷ luật từ ngày
    Disciplined,
    /// hết kỷ luật
    DisciplineEnds,
    /// ngày vào Đảng
    Party,
    /// quê quán
    Origin,
    /// tôn giáo
    Religion,
    /// số hiệu
    Code,
}

impl Column {
    /// All columns in the order in which they stand.
    pub const ALL: [Column; 19] = [
        Column::Name,
        Column::BornMale,
        Column::BornFemale,
        Column::Ethnic,
        Column::Education,
        Column::Theory,
        Column::Management,
        Column::Grades,
        Column::Titles,
        Column::Unit,
        Column::Months,
        Column::Retires,
        Column::TermEnds,
        Column::Disciplined,
        Column::DisciplineEnds,
        Column::Party,
        Column::Origin,
        Column::Religion,
        Column::Code,
    ];

    /// Key of the locale of its heading.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Column::Name => "column.name",
            Column::BornMale => "column.born-male",
            Column::BornFemale => "column.born-female",
            Column::Ethnic => "column.ethnic",
            Column::Education => "column.education",
            Column::Theory => "column.theory",
            Column::Management => "column.management",
            Column::Grades => "column.grades",
            Column::Titles => "column.titles",
            Column::Unit => "column.unit",
            Column::Months => "column.months",
            Column::Retires => "column.retires",
            Column::TermEnds => "column.term-ends",
            Column::Disciplined => "column.disciplined",
            Column::DisciplineEnds => "column.discipline-ends",
            Column::Party => "column.party",
            Column::Origin => "column.origin",
            Column::Religion => "column.religion",
            Column::Code => "column.code",
        }
    }

    /// Its least width in cells, and whether it grows where there is room.
    #[must_use]
    pub fn width(self) -> (u16, bool) {
        match self {
            Column::Name => (22, false),
            Column::BornMale | Column::BornFemale | Column::Party => (10, false),
            Column::Retires => (20, false),
            Column::TermEnds | Column::Disciplined | Column::DisciplineEnds => (12, false),
            Column::Ethnic => (8, false),
            Column::Management => (9, false),
            Column::Education => (7, false),
            Column::Theory => (8, false),
            Column::Grades => (14, false),
            Column::Titles => (20, true),
            Column::Unit => (24, true),
            Column::Months => (5, false),
            Column::Origin => (22, true),
            Column::Religion => (10, false),
            Column::Code => (12, false),
        }
    }

    /// Which columns go first where there is no room: the higher, the earlier.
    #[must_use]
    pub fn spare(self) -> u8 {
        match self {
            Column::Name => 0,
            Column::Titles => 1,
            Column::BornMale | Column::BornFemale => 2,
            Column::Ethnic => 4,
            Column::Education => 6,
            Column::Theory => 7,
            Column::Grades => 5,
            Column::Unit => 8,
            _ => 9,
        }
    }

    /// Whether a projected screen must not show it.
    #[must_use]
    pub fn sensitive(self) -> bool {
        matches!(self, Column::Religion | Column::Disciplined | Column::DisciplineEnds)
    }

    /// The column of the days by which an order goes.
    #[must_use]
    pub fn of_order(order: Order) -> Option<Column> {
        match order {
            Order::Retires => Some(Column::Retires),
            Order::TermEnds => Some(Column::TermEnds),
            Order::Disciplined => Some(Column::Disciplined),
            Order::DisciplineEnds => Some(Column::DisciplineEnds),
            _ => None,
        }
    }

    /// Whether numbers stand in it, to the right.
    #[must_use]
    pub fn right(self) -> bool {
        self == Column::Months
    }

    /// What stands in it for a cadre.
    #[must_use]
    pub fn text(self, cx: &Session, cadre: &Cadre) -> String {
        let (view, words) = (&cx.view, &cx.words);
        let on = view.on;
        let born = |sex| if cadre.sex == sex { cadre.born.to_string() } else { String::new() };
        match self {
            Column::Name => cadre.name.clone(),
            Column::BornMale => born(Sex::Male),
            Column::BornFemale => born(Sex::Female),
            Column::Ethnic => terms::ethnic(cx, cadre.ethnic).to_owned(),
            Column::Education => words.get(terms::education_short(cadre.education(on))).to_owned(),
            Column::Theory => words.get(terms::theory_short(cadre.theory(on))).to_owned(),
            Column::Management => words.get(terms::management_short(cadre.management(on))).to_owned(),
            Column::Grades => three_grades(cx, cadre.id),
            Column::Titles => view.titles_in_one_line(cadre.id),
            Column::Unit => view.unit_in_full(cadre.id),
            Column::Months => view.months_in_post(cadre.id, on).map(|m| m.to_string()).unwrap_or_default(),
            Column::Retires => retirement::short(words, &view.retirement(cadre)),
            Column::TermEnds => listed(view.term_ends(cadre.id)),
            Column::Disciplined => listed(view.disciplines(cadre.id).into_iter().map(|d| d.span.from)),
            Column::DisciplineEnds => {
                listed(view.disciplines(cadre.id).into_iter().filter(|d| d.span.ends()).map(|d| d.span.to.prev()))
            }
            Column::Party => cadre.membership.map(|m| m.joined.to_string()).unwrap_or_default(),
            Column::Origin => cadre.origin.text.clone(),
            Column::Religion => terms::religion(cx, cadre.religion).to_owned(),
            Column::Code => cadre.code.clone(),
        }
    }
}

/// Days one after the other.
fn listed(days: impl IntoIterator<Item = Day>) -> String {
    days.into_iter().map(|day| day.to_string()).collect::<Vec<_>>().join(", ")
}

/// Grades of the last three full years before the day, the oldest first: "HTT HTXS —".
#[must_use]
pub fn three_grades(cx: &Session, cadre: CadreId) -> String {
    let Some(grades) = cx.view.snapshot.grades.get(&cadre) else { return String::new() };
    let last = cx.view.on.year() - 1;
    let of = |year: i16| {
        let found = grades.rows.iter().find(|g| g.period == Period::Year(year));
        match found.and_then(|g| g.grade) {
            Some(grade) => cx.words.get(terms::grade_short(grade)),
            None => "—",
        }
    };
    [of(last - 2), of(last - 1), of(last)].join(" ")
}

/// What a list was asked for; another answer is stale.
type Asked = (Revision, Loaded, Day, Line, Option<UnitId>, Order, Option<String>);

/// The table.
#[derive(Debug, Clone)]
pub struct Cadres {
    /// Whose people; `None`: everybody.
    pub under: Option<UnitId>,
    /// In which order.
    pub order: Order,
    /// The order of days of the line of Hôm nay that opened the list, until another list or order is asked for.
    pub by_days: Option<Order>,
    /// The query that the table is narrowed to, as it was typed.
    pub filter: Option<String>,
    /// Who, in that order.
    pub ids: Vec<CadreId>,
    /// Cursor and window.
    pub list: List,
    /// Marked people.
    pub marks: Marks<CadreId>,
    /// Columns that are shown, in the order of [`Column::ALL`].
    pub columns: Vec<Column>,
    /// Whether an answer is on its way.
    pub waiting: bool,
    /// Somebody to put the cursor on when the answer comes.
    pub seek: Option<CadreId>,
    /// How many stand behind the others because only their year of birth is known.
    pub by_year_alone: usize,
    asked: Option<(u64, Asked)>,
}

impl Default for Cadres {
    fn default() -> Self {
        use Column as C;
        Cadres {
            under: None,
            order: Order::Protocol,
            by_days: None,
            filter: None,
            ids: Vec::new(),
            list: List::default(),
            marks: Marks::default(),
            columns: vec![
                C::Name,
                C::BornMale,
                C::BornFemale,
                C::Ethnic,
                C::Education,
                C::Theory,
                C::Grades,
                C::Titles,
                C::Unit,
            ],
            waiting: false,
            seek: None,
            by_year_alone: 0,
            asked: None,
        }
    }
}

impl Cadres {
    /// Those who are marked.
    #[must_use]
    pub fn marked(&self) -> Vec<CadreId> {
        self.marks.ids.iter().copied().collect()
    }

    /// The order in which they stand.
    #[must_use]
    pub fn ordered(&self) -> Order {
        self.by_days.unwrap_or(self.order)
    }

    /// The columns that are shown: the days by which a line of Hôm nay lists stand behind the name.
    #[must_use]
    pub fn shown(&self) -> Vec<Column> {
        let mut columns = self.columns.clone();
        let days = self.by_days.and_then(Column::of_order).filter(|days| !columns.contains(days));
        if let Some(days) = days {
            columns.insert(columns.iter().position(|c| *c == Column::Name).map_or(0, |at| at + 1), days);
        }
        columns
    }

    /// The cadre under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<CadreId> {
        self.ids.get(self.list.cursor).copied()
    }
}

/// Asks for the list again if what is shown is not of this day, line, unit and order.
pub fn refresh(table: &mut Cadres, cx: &mut Session) {
    if cx.view.snapshot.loaded < Loaded::Appointments {
        return;
    }
    // a person belongs to one list of the whole province, whichever line is looked at
    let line = if table.under.is_some() { cx.line } else { Line::Territory };
    // what was asked before the meeting is not answered on its screen
    if table.filter.as_deref().is_some_and(|typed| cx.parse(typed).is_err()) {
        table.filter = None;
    }
    let snapshot = &cx.view.snapshot;
    let Cadres { under, filter, .. } = &*table;
    let order = table.ordered();
    let wanted = (snapshot.revision, snapshot.loaded, cx.view.on, line, *under, order, filter.clone());
    if table.asked.as_ref().is_some_and(|(_, asked)| *asked == wanted) {
        return;
    }
    let generation = cx.next_generation();
    let (view, under) = (cx.view.clone(), table.under);
    table.asked = Some((generation, wanted));
    table.waiting = true;
    // what is not understood never becomes the table's filter
    let query = table.filter.as_deref().and_then(|typed| Query::parse(typed).ok());
    cx.ask(Effect::Find(Asks::Question(Question {
        asker: Asker::Cadres,
        generation,
        what: What::People { view, line, under, order, query },
    })));
}

/// An answer came.
pub fn arrived(table: &mut Cadres, cx: &Session, generation: u64, ids: Vec<CadreId>) {
    if table.asked.as_ref().is_none_or(|(asked, _)| *asked != generation) {
        return;
    }
    let selected = table.seek.take().or(table.selected());
    table.waiting = false;
    table.ids = ids;
    let retirement = |id: &CadreId| cx.view.cadre(*id).map(|card| cx.view.retirement(card));
    let alone = table.ids.iter().filter(|id| retirement(id).is_some_and(|r| r.by_year_alone));
    table.by_year_alone = if table.ordered() == Order::Retires { alone.count() } else { 0 };
    table.marks.settle();
    table.list.len = table.ids.len();
    let at = selected.and_then(|id| table.ids.iter().position(|i| *i == id));
    table.list.show(at.unwrap_or(0));
}
