//! What nobody means to type, and lists as they are: an answer or one clear sentence, never a wrong silence.

use super::*;
use crate::domain::CadreId;

fn people() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Nông Thị Hoa", "Chủ tịch · Huyện Cao Lộc"),
        ("Công Tằng Tôn Nữ Thị Bích Ngọc Lan Anh", "Giáo viên · Xã Tân Thành"),
        ("Vi Văn An", "Kế toán · Sở Nội vụ"),
    ]
}

fn names(query: &str) -> Vec<String> {
    found(&people(), query).into_iter().map(|text| text.split(FIELD).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_query_of_ten_thousand_letters_is_refused_in_one_sentence() {
    for long in ["ă".repeat(10_000), "a ".repeat(5_000), "\"".repeat(10_000), "(".repeat(10_000)] {
        let error = Query::parse(&long).unwrap_err();
        assert!(matches!(error.problem, QueryProblem::TooLong(400)), "{error}");
    }
    // where no language is spoken it is only not found
    let list = list(&people());
    assert_eq!(Index::build(&list).find(&list, &Query::words(&"ă".repeat(10_000)), 5, None).total, 0);
}

#[test]
fn control_characters_part_words_and_are_none() {
    assert_eq!(names("nong\u{0}thi\u{7}hoa\u{1b}"), ["Nông Thị Hoa"]);
    assert_eq!(names("\tvi\r\nvan\u{9f}an"), ["Vi Văn An"]);
    for nothing in ["\u{0}", "\u{1b}\u{7}", "\r\n"] {
        assert!(names(nothing).is_empty(), "{nothing:?} asks for nothing");
    }
}

#[test]
fn marks_without_a_letter_and_signs_are_no_words() {
    assert_eq!(names("\u{301}"), Vec::<String>::new());
    assert_eq!(names("\u{302}\u{301} nong \u{323}"), ["Nông Thị Hoa"]);
    assert_eq!(names("\u{301}nong"), ["Nông Thị Hoa"], "a mark before its letter is lost, not the letter");
    assert_eq!(names("nông, thị - hoa …"), ["Nông Thị Hoa"]);
    for nothing in ["🙂", "👩‍👧", "…", "- -", "&", "|", "'"] {
        assert!(Query::parse(nothing).map_or(true, |_| names(nothing).is_empty()), "{nothing} is nobody's name");
    }
    assert_eq!(names("hoa 🙂"), ["Nông Thị Hoa"], "what no name can have takes nothing away");
}

#[test]
fn every_word_of_a_long_name_is_found() {
    let name = people()[1].0;
    for word in name.split(' ') {
        assert!(names(word).contains(&name.to_owned()), "{word}");
    }
    assert_eq!(names("anh lan ngoc bich thi nu ton tang cong"), [name]);
    assert_eq!(names(name), [name]);
    assert_eq!(names("cttn")[0], name);
}

#[test]
fn what_is_not_closed_closes_at_the_end() {
    assert_eq!(names("\"cao lộc"), ["Nông Thị Hoa"]);
    assert_eq!(names("(vi or nong"), names("(vi or nong)"));
    assert_eq!(names("hoa (\"cao lộc"), ["Nông Thị Hoa"]);
    assert_eq!(names("\""), Vec::<String>::new());
    assert!(matches!(Query::parse("(").unwrap_err().problem, QueryProblem::Nothing));
    assert!(matches!(Query::parse("hoa )").unwrap_err(), QueryError { at: 4, problem: QueryProblem::NotOpen }));
}

/// People whose ids are as large as ids get.
struct Far(Vec<Found>);

impl Corpus for Far {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        self.0.iter().for_each(|what| self.one(*what, take));
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        if let Some([name, title, unit]) = self.written(what, false).map(|w| w.fields) {
            take(&Entry { what, name: &name, kind_words: 0, title: &title, title_order: 0, unit: &unit, former: &[] });
        }
    }

    fn written(&self, what: Found, _: bool) -> Option<Written> {
        let at = self.0.iter().position(|known| *known == what)?;
        let fields = [format!("Nông Văn Số{at}"), format!("Chức danh {at}"), format!("Đơn vị {}", at % 9)];
        Some(Written { fields, former: Vec::new() })
    }
}

#[test]
fn ids_of_any_size_come_back_as_they_are() {
    let ids = [
        0,
        1,
        65_535,
        65_536,
        70_000,
        u64::from(u32::MAX),
        1 << 33,
        (1 << 33) + 70_000,
        1 << 48,
        u64::MAX - 1,
        u64::MAX,
    ];
    let corpus = Far(ids.into_iter().map(|id| Found::Cadre(CadreId(id))).collect());
    let index = Index::build(&corpus);
    for (at, what) in corpus.0.iter().enumerate() {
        let hits = index.find(&corpus, &Query::words(&format!("so{at}")), 3, None).hits;
        assert_eq!(hits.first().map(|hit| hit.what), Some(*what));
    }
    let all = index.all(&corpus, &Query::words("nong"), Kind::Cadre);
    assert_eq!(all.len(), ids.len());
}
