//! Lists that are too long to lie in memory: read piece by piece, and all the same whole or not at all.

use super::{counts, head, import, text};
use crate::support::{Home, sample};
use std::fmt::Write;
use std::path::Path;

/// So many people, each with a remark so long that the file is taken in pieces.
const PEOPLE: usize = 4_200;

fn written(path: &Path, more: &str) {
    let remark = "lời ghi chú ".repeat(300);
    let mut list = String::from("TT;Họ và tên;Giới tính;Ngày sinh;Quê quán;Nhận xét\n");
    for n in 1..=PEOPLE {
        let (day, year) = (n % 28 + 1, 1965 + n % 35);
        writeln!(list, "{n};Nông Văn Số {n};Nam;{day:02}/03/{year};xã Hải Yến;{remark}").unwrap();
    }
    list.push_str(more);
    std::fs::write(path, list).unwrap();
}

#[test]
fn a_list_that_is_read_in_pieces_is_one_revision_or_none() {
    let home = Home::like(&sample());
    let (list, map, errors) = (home.path().join("long.csv"), home.path().join("map.toml"), home.path().join("e.csv"));
    let (before, people) = (head(&home), home.json(&["verify"])["records"].clone());
    // the first of the list once more, thousands of rows below, and one without a date that can be read
    let twice = "4201;Nông Văn Số 1;Nam;02/03/1966;xã Hải Yến;\n4202;Lý Thị Cuối;Nữ;31/02/1980;xã Hải Yến;\n";
    written(&list, twice);
    let asked = ["cadres", text(&list), "--map", text(&map)];
    let (code, answer) = import(&home, &[&asked[..], &["--errors", text(&errors)]].concat());
    assert_eq!((code, counts(&answer)), (3, [PEOPLE as u64, 0, 0, 2]), "{answer}");
    assert_eq!(answer["refused"][0]["row"], PEOPLE as u64 + 2, "{answer}");
    assert_eq!(
        (head(&home), home.json(&["verify"])["records"].clone()),
        (before, people.clone()),
        "nothing was changed"
    );
    assert_eq!(
        std::fs::read_to_string(&errors).unwrap().lines().count(),
        3,
        "both rows came back under their headings"
    );

    let (_, dry) = import(&home, &[&asked[..], &["--partial", "--dry-run"]].concat());
    let (code, answer) = import(&home, &[&asked[..], &["--partial"]].concat());
    assert_eq!((code, counts(&answer)), (0, [PEOPLE as u64, 0, 0, 2]), "{answer}");
    assert_eq!(counts(&dry), counts(&answer), "a dry run says the same");
    assert_eq!((answer["revision"].as_u64(), head(&home)), (Some(before + 1), before + 1));
    assert_eq!(home.json(&["show", "Nông Văn Số 4200"])["card"]["sex"], "male");
    let (_, again) = import(&home, &[&asked[..], &["--partial"]].concat());
    assert_eq!(counts(&again), [0, 0, PEOPLE as u64, 2], "what is on file is the same");

    let undone = home.json(&["undo"]);
    assert_eq!(undone[0]["revision"].as_u64(), Some(before + 2), "{undone}");
    assert_eq!(home.json(&["verify"])["records"], people, "undone as one");
}
