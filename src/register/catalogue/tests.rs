use super::*;
use crate::domain::{Day, Level, ListId, Payroll, Standpoint};

fn embedded() -> Catalogue {
    Catalogue::embedded().unwrap()
}

fn overlaid(name: &str, text: &str) -> Result<Catalogue, CatalogueError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    Catalogue::load(Some(folder.path()))
}

#[test]
fn titles_and_kinds_are_found_by_number_and_by_code() {
    let c = embedded();
    for t in c.titles() {
        assert_eq!(c.title(t.id).map(|x| &x.code), Some(&t.code));
        assert_eq!(c.title_coded(&t.code).map(|x| x.id), Some(t.id));
    }
    for k in c.kinds() {
        assert_eq!(c.kind(k.id).map(|x| &x.code), Some(&k.code));
        assert_eq!(c.kind_coded(&k.code).map(|x| x.id), Some(k.id));
    }
    assert!(c.title(TitleId(0)).is_none() && c.kind_coded("hội-quán").is_none());
}

#[test]
fn a_local_name_of_an_ethnic_group_is_its_official_one() {
    let c = embedded();
    assert_eq!(c.lists().ethnic.len(), 54);
    let is = |name| c.lists().called(ListName::Ethnic, name).map(|e| e.vi.as_str());
    assert_eq!(is("Cao Lan"), Some("Sán Chay"));
    assert_eq!(is("nùng cháo"), Some("Nùng"));
    assert_eq!(is("  Thổ "), Some("Thổ"), "an official name before another group's local one");
    assert_eq!(is("Klingon"), None);
    assert!(c.lists().get(ListName::Ethnic, ListId(0)).is_none());
}

#[test]
fn no_title_of_a_district_is_held_after_the_district_level() {
    let c = embedded();
    let (last, first) = (Day::of(2025, 6, 30).unwrap(), Day::of(2025, 7, 1).unwrap());
    let in_force = |on| c.titles().iter().filter(|t| t.level == Level::District && t.in_force(on)).count();
    assert!(in_force(last) > 30);
    assert_eq!(in_force(first), 0);
}

#[test]
fn a_feeder_stands_below_the_title_on_the_same_ladder() {
    let c = embedded();
    for t in c.titles() {
        for f in t.feeders.iter().filter_map(|f| c.title_coded(f)).filter(|f| f.ladder == t.ladder) {
            assert!(f.rank < t.rank, "{} ← {}", t.code, f.code);
        }
    }
}

#[test]
fn ranks_belong_to_a_payroll_and_stand_in_steps() {
    let c = embedded();
    let steps = |p| c.lists().rank.iter().filter(|r| r.payroll == Some(p)).filter_map(|r| r.step).collect::<Vec<_>>();
    assert_eq!(steps(Payroll::CivilServant), [1, 2, 3, 4, 5]);
    assert_eq!(steps(Payroll::PublicEmployee), [1, 2, 3, 4, 5]);
    assert_eq!(c.lists().called(ListName::Rank, "01.002").map(|r| r.code.as_str()), Some("chuyen-vien-chinh"));
}

#[test]
fn the_pair_of_terms_of_the_sample_is_current_and_next_at_its_home_date() {
    let c = embedded();
    let home = Day::of(2024, 5, 1).unwrap();
    let stands: Vec<_> = c.terms().iter().map(|t| (t.id.as_str(), t.stands(home))).collect();
    assert!(stands.contains(&("2020-2025", Standpoint::Current)));
    assert!(stands.contains(&("2025-2030", Standpoint::Next)));
    assert!(stands.contains(&("2015-2020", Standpoint::Past)));
}

#[test]
fn a_file_of_the_users_replaces_the_programs() {
    let text = "[[kind]]\nid = 9\ncode = \"xa\"\nvi = \"xã\"\nen = \"commune\"\ncalled = { territory = \"Xã\" }\n";
    let wrong = overlaid("catalogue/kinds.toml", text).unwrap_err().to_string();
    assert_eq!(wrong, "catalogue/kinds.toml, line 1: a pattern has {} once, for the bare name");
}

#[test]
fn a_bad_file_is_named_with_line_and_reason() {
    let text = include_str!("../../../data/catalogue/titles.toml");
    let line_of = |what: &str| text.lines().position(|l| l.contains(what)).unwrap() + 1;

    let e = overlaid("catalogue/titles.toml", &text.replace("rank = 1000", "rank = \"high\"")).unwrap_err();
    assert!(e.to_string().starts_with(&format!("catalogue/titles.toml, line {}: ", line_of("rank = 1000"))), "{e}");

    let twice = text.replacen("id = 102\n", "id = 101\n", 1);
    let e = overlaid("catalogue/titles.toml", &twice).unwrap_err().to_string();
    let line = line_of("id = 102") - 1;
    assert_eq!(e, format!("catalogue/titles.toml, line {line}: the number is used twice"));

    let dangling = text.replacen("\"pbt-thuong-truc-tinh-uy\", \"pho-bi-thu-tinh-uy\"", "\"nobody\"", 1);
    let e = overlaid("catalogue/titles.toml", &dangling).unwrap_err().to_string();
    assert!(e.ends_with("no title has the code nobody"), "{e}");

    let organs = include_str!("../../../data/catalogue/departments.toml");
    let dangling = organs.replacen("organ = \"so-tai-chinh\"", "organ = \"so-khong-co\"", 1);
    let e = overlaid("catalogue/departments.toml", &dangling).unwrap_err().to_string();
    assert!(e.ends_with("no organ has the code so-khong-co"), "{e}");

    let terms = include_str!("../../../data/terms.toml");
    let overlapping = terms.replacen("party_to = \"2020-10-01\"", "party_to = \"2021-10-01\"", 1);
    let e = overlaid("terms.toml", &overlapping).unwrap_err().to_string();
    assert!(e.ends_with("the term begins before the one before it ends"), "{e}");
}
