//! What is printed of people: brief profiles in a table, and the CV in the order of form 2C-TCTW/98.

use super::careers;
use super::error::ListError;
use super::library::Need;
use super::person::{self, group, numbered};
use super::request::{PaperSource, shown};
use crate::domain::{Cadre, CadreId, Dossier, PartialDate, Period, Training};
use crate::exchange::paper::Cell;
use crate::exchange::template::Fields;
use crate::register::catalogue::ListName;
use crate::register::fields::TEXTS;

/// People in the order in which they are handed in.
pub(super) fn profiles(source: &PaperSource<'_>, people: &[CadreId]) -> Result<Fields, ListError> {
    let mut rows = Vec::with_capacity(people.len());
    for id in people {
        source.view.cadre(*id).ok_or(ListError::Missing(Need::Person))?;
        let mut row = person::fields(source, *id);
        let texts = (source.texts)(*id)?;
        let lines = history(source, *id, texts.dossier.as_ref());
        let told = lines.iter().map(|l| format!("{}: {}", l.cell("thoi_gian").shown(), l.cell("noi_dung").shown()));
        row.set("tom_tat", told.collect::<Vec<_>>().join("\n"));
        rows.push(row);
    }
    let mut out = Fields::default();
    out.rows("nhom", vec![group("", numbered(rows))]);
    Ok(out)
}

/// Work before the register and on it, the oldest first.
fn history(source: &PaperSource<'_>, id: CadreId, dossier: Option<&Dossier>) -> Vec<Fields> {
    let before = dossier.into_iter().flat_map(|d| &d.career).map(|line| {
        let to = line.to.map(|d| d.to_string()).unwrap_or_default();
        careers::line(format!("{} - {to}", line.from), line.text.clone())
    });
    before.chain(careers::career(source, id)).collect()
}

pub(super) fn cv(source: &PaperSource<'_>, people: &[CadreId]) -> Result<Fields, ListError> {
    let id = *people.first().ok_or(ListError::Needs(Need::Person))?;
    let cadre = source.view.cadre(id).ok_or(ListError::Missing(Need::Person))?;
    let texts = (source.texts)(id)?;
    let mut out = person::fields(source, id);
    card(source, cadre, texts.dossier.as_ref(), &mut out);
    out.rows("qua_trinh", history(source, id, texts.dossier.as_ref()));
    out.rows("dao_tao", training(texts.training.as_ref()));
    out.rows("gia_dinh", kin(source, id));
    conduct(source, id, &mut out);
    let grades = source.view.snapshot.grades.get(&id).into_iter().flat_map(|g| &g.rows);
    let grades = grades.filter_map(|g| match (g.period, g.grade) {
        (Period::Year(year), Some(grade)) if year < source.view.on.year() => {
            Some(careers::line(year.to_string(), careers::word(source, grade)))
        }
        _ => None,
    });
    out.rows("danh_gia", grades.collect());
    let view = source.view;
    let planned = view.planned(id).into_iter().map(|(entry, post, title)| {
        let mut fields = Fields::default();
        fields.set(
            "nhiem_ky",
            view.term(entry.term).map(|t| crate::register::naming::years_of(t, title.line)).unwrap_or_default(),
        );
        fields.set("chuc_danh", careers::post(view, post.id));
        fields
    });
    out.rows("quy_hoach", planned.collect());
    Ok(out)
}

fn card(source: &PaperSource<'_>, cadre: &Cadre, dossier: Option<&Dossier>, out: &mut Fields) {
    for field in TEXTS {
        let Some(name) = field.paper else { continue };
        out.set(name, dossier.map(|d| field.cell(d, source.view)).unwrap_or_default());
    }
    let rank = cadre.rank(source.view.on).and_then(|r| source.view.catalogue.lists().get(ListName::Rank, r));
    out.set("ngach", rank.map(|e| e.vi.as_str()).unwrap_or_default());
    out.set("ngay_tuyen_dung", cadre.recruited.map_or(Cell::Empty, Cell::Date));
}

fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> String {
    let ends: Vec<String> = [from, to].into_iter().flatten().map(|d| d.to_string()).collect();
    ends.join(" - ")
}

fn training(training: Option<&Training>) -> Vec<Fields> {
    let rows = training.into_iter().flat_map(|t| &t.rows).map(|course| {
        let mut fields = Fields::default();
        fields.set("truong", course.school.as_str());
        fields.set("nganh", course.subject.as_str());
        fields.set("thoi_gian", between(course.from, course.to));
        fields.set("hinh_thuc", course.form.as_str());
        fields.set("van_bang", course.certificate.as_str());
        fields
    });
    rows.collect()
}

fn kin(source: &PaperSource<'_>, id: CadreId) -> Vec<Fields> {
    let view = source.view;
    let rows = view.snapshot.kin.get(&id).into_iter().flat_map(|k| &k.rows).map(|relative| {
        let known = relative.cadre.and_then(|c| view.cadre(c));
        let mut fields = Fields::default();
        let relation = view.catalogue.lists().get(ListName::Relation, relative.relation);
        fields.set("quan_he", relation.map(|e| e.vi.as_str()).unwrap_or_default());
        fields.set("ho_ten", known.map_or(relative.name.as_str(), |c| c.name.as_str()));
        let born = relative.born.or(known.map(|c| c.born));
        fields.set("nam_sinh", born.map(|b| b.year().to_string()).unwrap_or_default());
        let about = match known {
            Some(known) => person::fields(source, known.id).cell("chuc_vu_don_vi"),
            None => Cell::text(relative.about.as_str()),
        };
        fields.set("thong_tin", about);
        fields
    });
    rows.collect()
}

fn conduct(source: &PaperSource<'_>, id: CadreId, out: &mut Fields) {
    let (view, conduct) = (source.view, source.view.snapshot.conduct.get(&id));
    let praise = conduct.into_iter().flat_map(|c| &c.praise).filter(|p| p.on.earliest() <= view.on).map(|p| {
        let form = view.catalogue.lists().get(ListName::Praise, p.form).map(|e| e.vi.as_str()).unwrap_or_default();
        let what = [form, p.product.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ");
        careers::line(p.on.to_string(), what)
    });
    out.rows("khen_thuong", praise.collect());
    let discipline = conduct.into_iter().flat_map(|c| &c.discipline);
    let discipline = discipline.filter(|d| source.sensitive && d.span.from <= view.on).map(|d| {
        let by = source.word("dossier", if d.by_party { "by-party" } else { "by-government" });
        let paper = d.decision.as_ref().map(|d| format!(", {} {}", d.number, d.on)).unwrap_or_default();
        let what = format!("{} ({by}){paper}", careers::word(source, d.measure));
        careers::line(shown(Some(d.span.from)), what)
    });
    out.rows("xu_ly", discipline.collect());
}
