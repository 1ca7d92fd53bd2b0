//! The head and the foot of every paper: organs, number, place and date, signature, recipients.

use super::error::ListError;
use super::library::{Library, Office, Organ, PaperForm};
use super::request::PaperSource;
use crate::domain::{Line, UnitId};
use crate::exchange::paper::Cell;
use crate::exchange::template::{self, Fields};

/// The bare name of the province.
fn province(source: &PaperSource<'_>) -> String {
    let top = source.view.tops(Line::Territory).first().copied();
    top.and_then(|id| source.view.unit(id)).map(|u| u.name(source.view.on).to_owned()).unwrap_or_default()
}

/// Whose paper it is: a meeting of the province's own is the provincial committee's.
fn organ(source: &PaperSource<'_>, form: &PaperForm, asked_unit: Option<UnitId>) -> Organ {
    let is_province =
        |unit: UnitId| source.view.parent(Line::Territory, unit).is_none() && source.view.stands(Line::Territory, unit);
    match form.organ {
        Organ::Unit if asked_unit.is_some_and(is_province) => Organ::Committee,
        organ => organ,
    }
}

/// The classification of a paper: the office's own words, else those of the locale.
fn classification(source: &PaperSource<'_>, office: &Office, draft: bool) -> String {
    let [internal, sensitive] = &office.classification;
    let (own, code) = if source.sensitive || draft { (sensitive, "sensitive") } else { (internal, "internal") };
    if own.is_empty() { source.word("classification", code) } else { own.clone() }
}

/// The fields of head and foot, for a paper with these fields.
pub(super) fn fields(
    source: &PaperSource<'_>,
    library: &Library,
    form: &PaperForm,
    of: &Fields,
    (asked_unit, draft): (Option<UnitId>, bool),
) -> Result<Fields, ListError> {
    let (office, on) = (&library.office, source.view.on);
    let mut known = Fields::default();
    let province = province(source);
    known.set("tinh", province.as_str());
    known.set("nam", on.year().to_string());
    let unit = match of.cell("don_vi") {
        Cell::Text(name) => name,
        _ => String::new(),
    };
    let told = |text: &str, known: &Fields| {
        template::line(text, known).map_err(|fault| ListError::Template { template: "office.toml".to_owned(), fault })
    };
    let party = asked_unit.and_then(|u| source.view.unit(u)).map(|u| source.view.called(Line::Party, u));
    known.set("don_vi", party.unwrap_or_else(|| unit.clone()));
    let (organs, signs, sign) = match organ(source, form, asked_unit) {
        Organ::Department => (&office.department, &office.department_signs, office.department_sign.as_str()),
        Organ::Committee => (&office.committee, &office.committee_signs, office.committee_sign.as_str()),
        Organ::Unit => (&office.unit, &office.unit_signs, ""),
    };
    let [above, organ] = organs;
    let [whose, title, name] = signs;
    let mut out = Fields::default();
    // an organ is named in capitals, as the head of a paper has it
    out.set("co_quan_tren", told(above, &known)?.to_uppercase());
    out.set("co_quan", told(organ, &known)?.to_uppercase());
    let signed = [form.sign.as_str(), sign].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
    out.set("ky_hieu", if form.sign.is_empty() { String::new() } else { signed.join("/") });
    let place = if office.place.is_empty() { &province } else { &office.place };
    out.set("noi_ngay", format!("{place}, {}", told(&office.date, &known)?));
    out.set("du_thao", if draft { office.draft.as_str() } else { "" });
    out.set("mat", classification(source, office, draft));
    out.flag("nhay_cam", source.sensitive);
    out.set("nhan_danh", told(whose, &known)?);
    out.set("chuc_vu_ky", title.as_str());
    out.set("nguoi_ky", name.as_str());
    out.set("kinh_gui", told(&office.addressee, &known)?);
    let recipient = |name: &String| {
        let mut fields = Fields::default();
        fields.set("ten", name.as_str());
        fields
    };
    out.rows("noi_nhan", office.recipients.iter().map(recipient).collect());
    out.set("tinh", province);
    out.set("tinh_den", on.to_string());
    out.set("don_vi_thuong", super::careers::first(&unit, false));
    out.set("don_vi", unit);
    out.set("nam_nay", on.year().to_string());
    Ok(out)
}
