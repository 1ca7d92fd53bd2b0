//! Where a column of a list can go: a field of the register's sheets, or a piece of what tells a person, a unit, a post.

use crate::domain::{Line, Period};
use crate::exchange::export::ListKind;
use crate::register::fields::{Column, Input, Sheet};

/// A piece of what tells a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trait {
    /// Id, code or a name that only one bears.
    Cadre,
    Code,
    /// The number that the civil register gave.
    Citizen,
    /// The whole name.
    Name,
    /// Họ và đệm: the name but its last word.
    Family,
    /// Tên: the last word of the name.
    Given,
    Born,
    /// Birth, in the column of men.
    BornMale,
    /// Birth, in the column of women.
    BornFemale,
    Sex,
    /// A mark in the column of men.
    Male,
    /// A mark in the column of women.
    Female,
    Origin,
    /// The place of origin in parts: the commune with what lies below it, the district, the province, the country.
    OriginPlace,
    OriginDistrict,
    OriginProvince,
    OriginCountry,
    /// An id that may be this program's, or that of another.
    AnyId,
}

/// Where a column goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The number in the list, which says nothing but that the row is of the list.
    Order,
    /// What tells the person.
    Person(Trait),
    /// The column of this index is kept as text on the card, under its heading.
    Kept(usize),
    /// A unit by id, code or name: the one that the row is about, or whose post.
    Unit,
    /// The title of a post, beside [`Target::Unit`].
    Title,
    /// A field of a sheet, by its place among the fields and what stands beside them.
    Cell(Sheet, usize),
    /// A level of one of the qualifications: `theory`.
    Level(&'static str),
    /// The unit above in a line.
    Parent(Line),
    /// The grade of a period that the heading names.
    GradeOf(Period),
}

/// A field that a column can be mapped to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapField {
    /// Its name in maps.
    pub id: String,
    /// Under which key the locales have its label.
    pub label: (&'static str, String),
    /// Where it goes.
    pub target: Target,
}

/// The fields of a sheet with what stands beside them.
pub fn columns(sheet: Sheet) -> impl Iterator<Item = &'static Column> {
    sheet.columns().iter().chain(sheet.beside())
}

/// The place of a field in [`columns`].
#[must_use]
pub fn place(sheet: Sheet, id: &str) -> Option<usize> {
    columns(sheet).position(|c| c.id == id)
}

/// What a field takes.
#[must_use]
pub fn input(sheet: Sheet, place: usize) -> Input {
    columns(sheet).nth(place).map_or(Input::Line, |c| c.input)
}

const PEOPLE: [(&str, Trait); 18] = [
    ("cadre", Trait::Cadre),
    ("code", Trait::Code),
    ("citizen-number", Trait::Citizen),
    ("name", Trait::Name),
    ("family-name", Trait::Family),
    ("given-name", Trait::Given),
    ("born", Trait::Born),
    ("born-male", Trait::BornMale),
    ("born-female", Trait::BornFemale),
    ("sex", Trait::Sex),
    ("male", Trait::Male),
    ("female", Trait::Female),
    ("origin", Trait::Origin),
    ("origin-place", Trait::OriginPlace),
    ("origin-district", Trait::OriginDistrict),
    ("origin-province", Trait::OriginProvince),
    ("origin-country", Trait::OriginCountry),
    ("any-id", Trait::AnyId),
];

/// The sheets that a list of a kind fills, the one it is about first.
#[must_use]
pub fn sheets(kind: ListKind) -> &'static [Sheet] {
    use Sheet as S;
    match kind {
        ListKind::Cadres => &[S::Card, S::Rank, S::Payroll, S::Texts],
        ListKind::Units => &[S::UnitLife, S::UnitName, S::UnitForm, S::UnitOrder, S::UnitCode],
        ListKind::Posts => &[S::Post, S::Seats],
        ListKind::Appointments => &[S::Appointment],
        ListKind::Grades => &[S::Grade],
        ListKind::Training => &[S::Course],
        ListKind::Conclusions => &[S::Conclusion],
        ListKind::Votes => &[S::Vote],
        ListKind::Discipline => &[S::Discipline],
        ListKind::Kin => &[S::Relative],
        ListKind::Pools => &[S::Entry, S::Stage],
        ListKind::Rounds => &[S::Round],
        ListKind::Rotations => &[S::Rotation, S::Phase],
        ListKind::All => &[],
    }
}

/// Whether each row of a list is about a person.
#[must_use]
pub fn of_people(kind: ListKind) -> bool {
    !matches!(kind, ListKind::Units | ListKind::Posts | ListKind::Rounds | ListKind::All)
}

/// Whether rows name a post by its unit and title.
fn of_posts(kind: ListKind) -> bool {
    matches!(kind, ListKind::Posts | ListKind::Appointments | ListKind::Pools | ListKind::Rotations)
}

/// Everything that a column of a list of a kind can be mapped to.
#[must_use]
pub fn fields(kind: ListKind) -> Vec<MapField> {
    let field =
        |id: &str, group: &'static str, target| MapField { id: id.to_owned(), label: (group, id.to_owned()), target };
    let mut fields = vec![field("order", "import-field", Target::Order)];
    if of_people(kind) {
        // what is a field of the card too is called as there
        let own = |id: &str| if place(Sheet::Card, id).is_some() { "entry" } else { "import-field" };
        fields.extend(PEOPLE.iter().map(|(id, what)| field(id, own(id), Target::Person(*what))));
    }
    if of_posts(kind) || matches!(kind, ListKind::Units | ListKind::Rounds | ListKind::Grades) {
        fields.push(field("unit", "entry", Target::Unit));
    }
    if of_posts(kind) {
        fields.push(field("title", "entry", Target::Title));
    }
    if kind == ListKind::Cadres {
        fields.push(field("kept", "import-field", Target::Kept(0)));
        fields.extend(
            ["education", "theory", "management", "language", "computing"]
                .map(|id| field(id, "field", Target::Level(id))),
        );
    }
    if kind == ListKind::Units {
        let lines =
            [("parent-party", Line::Party), ("parent-state", Line::State), ("parent-territory", Line::Territory)];
        fields.extend(lines.map(|(id, line)| field(id, "entry", Target::Parent(line))));
    }
    for sheet in sheets(kind).iter().copied() {
        for (at, column) in columns(sheet).enumerate() {
            let taken = fields.iter().any(|f| f.id == column.id);
            let id = match (sheet, column.id) {
                // "number" is a code there and an order here
                (Sheet::UnitCode, "number") => "code".to_owned(),
                (Sheet::Relative, "name" | "born" | "cadre") => format!("relative-{}", column.id),
                // one column says from when all holds
                _ if taken => continue,
                (_, id) => id.to_owned(),
            };
            let group = if id == column.id { "entry" } else { "import-field" };
            fields.push(MapField { label: (group, id.clone()), id, target: Target::Cell(sheet, at) });
        }
    }
    fields
}

/// The target by which a map of a kind of list names a cell of a sheet.
pub(crate) fn of_cell(kind: ListKind, sheet: Sheet, place: usize) -> Target {
    let own = Target::Cell(sheet, place);
    if fields(kind).iter().any(|f| f.target == own) {
        return own;
    }
    let id = columns(sheet).nth(place).map_or("", |c| c.id);
    named(kind, id).unwrap_or(own)
}

/// The target of a name in a map; `grade@2023` is the grade of a period.
#[must_use]
pub fn named(kind: ListKind, id: &str) -> Option<Target> {
    if let Some(period) = id.strip_prefix("grade@").filter(|_| kind == ListKind::Grades) {
        return Period::parse(period).map(Target::GradeOf);
    }
    fields(kind).into_iter().find(|f| f.id == id).map(|f| f.target)
}
