//! The card of a cadre, field by field: the one place that says what a field is called and takes, how it is read from
//! a [`Cadre`] and written to it, and where it is seen. Forms, the journal, imports, exports, checks, papers, queries,
//! the dossier and `canbo show` walk over it.

use super::codes::Coded;
use super::column::Reader;
use super::column::{Choice, Column, Input, Wrong, asked, cell, needed};
use super::field::{self, Field};
use super::rows::SheetRow;
use crate::domain::{Cadre, Membership, Origin, RetirementOverride, Sex};
use crate::register::catalogue::ListName;
use crate::register::origins;
use crate::register::problem::Problem;
use crate::register::view::View;

const fn list(name: ListName) -> Input {
    Input::Choice(Choice::List(name))
}

type CardField = Field<Cadre>;

/// The fields of a card, in the order of forms and files.
pub const CARD: &[Field<Cadre>] = &[
    CardField::other(
        needed("name", Input::Line),
        |c| c.name.clone(),
        |c, r| {
            c.name = r.person_name("name", &c.name)?;
            Ok(())
        },
    )
    .paper("ho_ten"),
    CardField::other(
        asked("other-name", Input::Line),
        |c| c.other_name.clone().unwrap_or_default(),
        |c, r| {
            c.other_name = Some(r.line("other-name")?).filter(|name| !name.is_empty());
            Ok(())
        },
    )
    .shown(30)
    .paper("ten_khac"),
    CardField::text(asked("code", Input::Line), |c| &c.code, |c| &mut c.code).shown(10).brief().paper("ma"),
    CardField::other(
        asked("citizen-number", Input::Line),
        |c| cell(c.citizen),
        |c, r| {
            c.citizen = r.citizen("citizen-number")?;
            Ok(())
        },
    )
    .sensitive()
    .shown(20)
    .brief()
    .paper("so_dinh_danh"),
    CardField::other(
        needed("sex", Input::Choice(Choice::Group(Sex::GROUP))),
        |c| c.sex.code().to_owned(),
        |c, r| {
            c.sex = r.coded("sex")?;
            Ok(())
        },
    )
    .shown(50)
    .brief()
    .paper("gioi_tinh"),
    CardField::date(
        needed("born", Input::Date),
        |c| Some(c.born),
        |c, date| {
            c.born = date.unwrap_or(c.born);
            Ok(())
        },
    )
    .past()
    .shown(40)
    .brief()
    .paper("ngay_sinh"),
    CardField::entry(asked("ethnic", list(ListName::Ethnic)), ListName::Ethnic, |c| c.ethnic, |c| &mut c.ethnic)
        .shared()
        .shown(60)
        .brief()
        .paper("dan_toc"),
    CardField::entry(
        asked("religion", list(ListName::Religion)),
        ListName::Religion,
        |c| c.religion,
        |c| &mut c.religion,
    )
    .sensitive()
    .shared()
    .shown(70)
    .paper("ton_giao"),
    CardField::other(asked("origin", Input::Line), |c| c.origin.text.clone(), read_origin)
        .shared()
        .shown(80)
        .brief()
        .paper("que_quan"),
    CardField::other(
        asked("origin-unit", Input::Unit),
        |c| cell(c.origin.unit),
        // read with the text above
        |_, _| Ok(()),
    )
    .shared(),
    CardField::date(
        asked("joined", Input::Date),
        |c| c.membership.map(|m| m.joined),
        |c, date| {
            let official = c.membership.and_then(|m| m.official);
            c.membership = date.map(|joined| Membership { joined, official });
            Ok(())
        },
    )
    .past()
    .after_birth()
    .shown(120)
    .brief(),
    CardField::date(
        asked("official", Input::Date),
        |c| c.membership.and_then(|m| m.official),
        |c, official| match &mut c.membership {
            Some(membership) => {
                membership.official = official;
                Ok(())
            }
            None if official.is_some() => Err(Wrong { column: "joined", problem: Problem::Needed }),
            None => Ok(()),
        },
    )
    .past()
    .after_birth()
    .shown(121)
    .brief(),
    CardField::text(asked("party-card", Input::Line), |c| &c.party_card, |c| &mut c.party_card)
        .shown(125)
        .brief()
        .paper("so_the_dang"),
    CardField::date(
        asked("recruited", Input::Date),
        |c| c.recruited,
        |c, date| {
            c.recruited = date;
            Ok(())
        },
    )
    .after_birth()
    .shared()
    .shown(130),
    CardField::other(
        asked("retires", Input::Day),
        |c| cell(c.retirement.as_ref().map(|r| r.last_day)),
        |c, r| {
            let basis = r.line("retires-by")?;
            c.retirement = match (r.day_or("retires")?, basis.is_empty()) {
                (None, true) => None,
                (None, false) => return Err(Wrong { column: "retires", problem: Problem::Needed }),
                (Some(_), true) => return Err(Wrong { column: "retires-by", problem: Problem::Needed }),
                (Some(last_day), false) => Some(RetirementOverride { last_day, basis }),
            };
            Ok(())
        },
    ),
    // read with the day above
    CardField::other(
        asked("retires-by", Input::Line),
        |c| c.retirement.as_ref().map(|r| r.basis.clone()).unwrap_or_default(),
        |_, _| Ok(()),
    ),
];

/// Text, unit and code of a place are one fact: another text is linked anew, unless the unit is named with it.
fn read_origin(card: &mut Cadre, r: &Reader<'_>) -> Result<(), Wrong> {
    let (text, unit) = (r.line("origin")?, r.unit_or("origin-unit")?);
    let was = &card.origin;
    if unit != was.unit {
        let code = was.code.filter(|_| unit.is_none() && text == was.text);
        card.origin = Origin { text, unit, code };
    } else if text != was.text {
        card.origin = origins::linked(r.view, &text);
    }
    Ok(())
}

pub(super) const COLUMNS: &[Column] = &field::columns::<Cadre, { CARD.len() }>(CARD);

impl SheetRow for Cadre {
    fn cells(&self, view: &View) -> Vec<String> {
        field::cells(CARD, self, view)
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        field::read(CARD, was.clone(), reader)
    }
}
