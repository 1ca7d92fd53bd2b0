//! Training and the texts of the dossier.

use super::Ledger;
use crate::domain::{
    CareerLine, Course, Dated, Dossier, Education, Ladder, Management, PartialDate, Qualification, Theory, Training,
};
use crate::sample::card::{CardSources, cadre_id};
use crate::sample::rng::{Purpose, Rng};
use crate::sample::stint::{Stint, main_on};

/// What a unit does, as far as words for it differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    School,
    Health,
    Office,
}

fn field(kind: &str) -> Field {
    match kind {
        k if k.starts_with("truong-") => Field::School,
        "benh-vien" | "khoa-phong" | "tram-y-te" | "trung-tam-y-te" => Field::Health,
        _ => Field::Office,
    }
}

fn drawn(rng: &mut Rng, words: &[String]) -> String {
    rng.pick(words).cloned().unwrap_or_default()
}

impl Ledger {
    fn field(sources: &CardSources<'_>, stints: &[Stint]) -> Field {
        let first = stints.iter().find(|s| !s.concurrent).and_then(|s| sources.ground.chair_at(s.chair));
        first.map_or(Field::Office, |c| field(c.kind))
    }

    /// One course for each qualification that asks for one, ending when it was reached, and short ones since the report.
    pub(super) fn training(
        &self,
        sources: &CardSources<'_>,
        at: u32,
        stints: &[Stint],
        qualifications: &[Dated<Qualification>],
    ) -> Option<Training> {
        let mut rng = Rng::stream(self.seed, Purpose::Training, u64::from(at));
        let field = Self::field(sources, stints);
        let mut rows: Vec<Course> = Vec::new();
        for reached in qualifications {
            let end = reached.span.from;
            let months = match reached.value {
                Qualification::Education(Education::University) => 48,
                Qualification::Education(Education::College | Education::Doctor) => 36,
                Qualification::Education(Education::Master) => 24,
                Qualification::Education(Education::BelowCollege) => 22,
                Qualification::Theory(Theory::Advanced | Theory::Intermediate) => 12,
                Qualification::Theory(Theory::Elementary) | Qualification::Management(_) => 3,
                _ => 2,
            };
            if let Some((subject, school, certificate)) = self.course(reached.value, field, &mut rng) {
                rows.push(Course {
                    subject,
                    school,
                    from: Some(month(end.add_months(-months))),
                    to: Some(month(end)),
                    form: drawn(&mut rng, &self.book.training.forms),
                    certificate: certificate.to_owned(),
                });
            }
        }
        rows.extend(self.courses_since(sources, stints, &mut rng));
        rows.sort_by_key(|c| c.to);
        (!rows.is_empty()).then(|| Training { cadre: cadre_id(at), rows })
    }

    /// Courses since the report of somebody who led on their first day.
    fn courses_since(&self, sources: &CardSources<'_>, stints: &[Stint], rng: &mut Rng) -> Vec<Course> {
        let words = &self.book.training;
        let mut rows = Vec::new();
        for course in &words.later {
            let main = sources.ground.main_chair(stints, course.from.0).map(|chair| chair.title);
            let leads = main.is_some_and(|t| t.ladder == Ladder::Leadership && course.levels.contains(&t.level));
            if leads && rng.chance(course.share) {
                rows.push(Course {
                    subject: course.subject.clone(),
                    school: words.political.get(1).cloned().unwrap_or_default(),
                    from: Some(PartialDate::Day(course.from.0)),
                    to: Some(PartialDate::Day(course.to.0)),
                    form: words.forms.last().cloned().unwrap_or_default(),
                    certificate: "Chứng chỉ".to_owned(),
                });
            }
        }
        rows
    }

    fn course(&self, what: Qualification, field: Field, rng: &mut Rng) -> Option<(String, String, &'static str)> {
        let words = &self.book.training;
        let subjects = match field {
            Field::School => &words.subjects_school,
            Field::Health => &words.subjects_health,
            Field::Office => &words.subjects_office,
        };
        let school = |nth: usize| words.political.get(nth).cloned().unwrap_or_default();
        Some(match what {
            Qualification::Education(level) => {
                let certificate = match level {
                    Education::None => return None,
                    Education::BelowCollege => "Bằng trung cấp",
                    Education::College => "Bằng cao đẳng",
                    Education::University => "Bằng đại học",
                    Education::Master => "Bằng thạc sĩ",
                    Education::Doctor => "Bằng tiến sĩ",
                };
                let higher = level >= Education::University;
                let schools = if higher { &words.universities } else { &words.colleges };
                (drawn(rng, subjects), drawn(rng, schools), certificate)
            }
            Qualification::Theory(level) => match level {
                Theory::None => return None,
                Theory::Elementary => ("Sơ cấp lý luận chính trị".into(), school(2), "Chứng chỉ"),
                Theory::Intermediate => ("Trung cấp lý luận chính trị".into(), school(1), "Bằng trung cấp LLCT"),
                Theory::Advanced => ("Cao cấp lý luận chính trị".into(), school(0), "Bằng cao cấp LLCT"),
            },
            Qualification::Management(level) => {
                let programme = match level {
                    Management::None => return None,
                    Management::Assistant => "Quản lý nhà nước ngạch cán sự",
                    Management::Expert => "Quản lý nhà nước ngạch chuyên viên",
                    Management::Principal => "Quản lý nhà nước ngạch chuyên viên chính",
                    Management::Senior => "Quản lý nhà nước ngạch chuyên viên cao cấp",
                };
                (programme.into(), school(1), "Chứng chỉ")
            }
            Qualification::Language(_) | Qualification::Computing(_) => return None,
        })
    }

    pub(super) fn dossier(
        &self,
        sources: &CardSources<'_>,
        at: u32,
        stints: &[Stint],
        origin: &str,
    ) -> Option<Dossier> {
        let mut rng = Rng::stream(self.seed, Purpose::Dossier, u64::from(at));
        let (_, life) = sources.who(at)?;
        let words = &self.book.dossier;
        let strengths = match Self::field(sources, stints) {
            Field::School => &words.strengths_school,
            Field::Health => &words.strengths_health,
            Field::Office => &words.strengths_office,
        };
        let main = main_on(stints, self.on).or(stints.first())?;
        let duty = sources.ground.chair_at(main.chair).map_or_else(String::new, |c| c.title.vi.clone());
        let first = stints.iter().find(|s| !s.concurrent)?.from;
        let mut career = Vec::new();
        if life.recruited < first {
            let text = words.worked_at.replace("{}", &sources.workplace(at));
            let (from, to) = (month(life.recruited), Some(month(first)));
            career.push(CareerLine { from, to, text });
        }
        let grown = life.birthday.add_months(18 * 12);
        if grown.add_months(8) < life.recruited {
            let (from, to) = (month(grown), Some(month(life.recruited)));
            career.insert(0, CareerLine { from, to, text: drawn(&mut rng, &words.before) });
        }
        Some(Dossier {
            birthplace: origin.to_owned(),
            residence: sources.residence(at, origin),
            background: drawn(&mut rng, &words.backgrounds),
            strengths: drawn(&mut rng, strengths),
            duty,
            career,
            ..Dossier::new(cadre_id(at))
        })
    }
}

fn month(day: crate::domain::Day) -> PartialDate {
    PartialDate::Month(day.year(), day.month())
}
