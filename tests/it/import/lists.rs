//! Lists as offices really write them: what a column means, what stands beside a name, the words of their cells. Each test
//! is of a kind of list.

use super::{counts, import, text};
use crate::support::{Home, sample};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::path::PathBuf;

fn csv(home: &Home, name: &str, rows: &[&str]) -> PathBuf {
    let path = home.path().join(name);
    std::fs::write(&path, rows.join("\n")).unwrap();
    path
}

/// The readings of a map that says nothing else.
fn map(home: &Home, kind: &str, readings: &[(&str, &str)]) -> PathBuf {
    let path = home.path().join("answers.toml");
    let lines: Vec<String> = readings.iter().map(|(key, is)| format!("{key:?} = {is:?}")).collect();
    std::fs::write(&path, format!("kind = {kind:?}\n[readings]\n{}\n", lines.join("\n"))).unwrap();
    path
}

fn keys(answer: &Value) -> Vec<&str> {
    answer["questions"].as_array().unwrap().iter().map(|q| q["key"].as_str().unwrap()).collect()
}

#[test]
fn a_number_in_a_column_of_dates_that_means_two_things_is_asked_once_and_the_answer_is_kept() {
    let home = Home::like(&sample());
    let head = "TT;Họ và tên;Ngày sinh;Giới tính;Quê quán";
    let rows = [
        head,
        "1;Lăng Viết An;31978;Nam;xã Thử Một",
        "2;Lăng Viết Bình;41979;Nam;xã Thử Hai",
        "3;Lăng Viết Cảnh;031978;Nam;xã Thử Ba",
        "4;Lăng Viết Dự;00/00/1978;Nam;xã Thử Bốn",
        "5;Lăng Viết Đạt;31/04/1978;Nam;xã Thử Năm",
    ];
    let list = csv(&home, "births.csv", &rows);
    let (_, asked) = import(&home, &["cadres", text(&list), "--dry-run"]);
    assert_eq!(keys(&asked), ["Ngày sinh / number"], "{asked}");
    assert_eq!(asked["questions"][0]["rows"], 2, "{asked}");
    assert_eq!(counts(&asked), [2, 0, 0, 3], "{asked}");
    let answers = map(&home, "cadres", &[("Ngày sinh / number", "month-year")]);
    let (_, taken) = import(&home, &["cadres", text(&list), "--map", text(&answers), "--partial"]);
    assert_eq!(counts(&taken), [4, 0, 0, 1], "{taken}");
    assert_eq!(home.json(&["show", "Lăng Viết An"])["card"]["born"], "1978-03");
    assert_eq!(home.json(&["show", "Lăng Viết Dự"])["card"]["born"], "1978");
}

#[test]
fn a_column_whose_months_and_days_contradict_each_other_is_asked() {
    let home = Home::like(&sample());
    let rows = [
        "Họ và tên;Ngày sinh;Giới tính",
        "Lăng Viết An;03/25/1978;Nam",
        "Lăng Viết Bình;04/05/1979;Nam",
        "Lăng Viết Cảnh;06/06/1980;Nam",
    ];
    let list = csv(&home, "order.csv", &rows);
    let (_, asked) = import(&home, &["cadres", text(&list), "--dry-run"]);
    assert_eq!(keys(&asked), ["Ngày sinh / order"], "{asked}");
    let answers = map(&home, "cadres", &[("Ngày sinh / order", "month-first")]);
    let (code, _) = import(&home, &["cadres", text(&list), "--map", text(&answers)]);
    assert_eq!((code, &home.json(&["show", "Lăng Viết Bình"])["card"]["born"]), (0, &"1979-04-05".into()));
}

#[test]
fn what_stands_beside_a_name_is_taken_off_told_and_put_where_it_belongs() {
    let home = Home::like(&sample());
    let rows = [
        "TT;Họ và tên;Ngày sinh;Giới tính;Quê quán",
        "1;Đ/c Lăng Viết Thắm;05/03/1978;Nam;xã Thử Một",
        "2;Chu Thị Nhẫn Thử (nữ);12/11/1981;;xã Thử Hai",
        "3;TS. Nông Thị Hẹn Thử;17/10/1977;Nữ;xã Thử Ba",
        "4;Lý Viết Đường Thử - Phó Chủ tịch UBND xã;17/10/1979;Nam;xã Thử Bốn",
        "TT;Họ và tên;Ngày sinh;Giới tính;Quê quán",
        "5;Haø Vaên Löïu Thử;01/07/1979;Nam;xã Thử Năm",
        "*: đang hoàn thiện hồ sơ;;;;",
        ";NGƯỜI LẬP;;TRƯỞNG BAN;",
    ];
    let list = csv(&home, "names.csv", &rows);
    let (_, answer) = import(&home, &["cadres", text(&list), "--partial"]);
    assert_eq!(counts(&answer), [4, 0, 0, 1], "{answer}");
    assert_eq!(answer["taken_off"].as_array().unwrap().len(), 4, "{answer}");
    assert_eq!(answer["refused"][0]["row"], 7, "{answer}");
    let skipped = &answer["account"]["skipped"];
    assert_eq!((&skipped["heading"], answer["skipped"].as_array().unwrap().len()), (&1.into(), 3), "{answer}");
    assert_eq!(home.json(&["show", "Chu Thị Nhẫn Thử"])["card"]["sex"], "female");
    let learned = home.run(&["--lang", "vi", "show", "Nông Thị Hẹn Thử"]);
    assert!(String::from_utf8_lossy(&learned.stdout).contains("iến sĩ"), "{learned:?}");
    // the same holds on the command line: the sentence says what to write
    let add = ["add", "cadre", "name=Đ/c Lò Văn Thử", "sex=male", "born=05/03/1978"];
    let out = home.run(&add);
    assert!(!out.status.success() && String::from_utf8_lossy(&out.stderr).contains("Lò Văn Thử"), "{out:?}");
}

#[test]
fn a_name_a_letter_a_syllable_or_a_spelling_away_is_no_second_person() {
    let home = Home::like(&sample());
    let head = "TT;Họ và tên;Ngày sinh;Giới tính;Quê quán";
    let first = [
        "1;Lý Thị Hoà Mỹ;05/03/1978;Nữ;xã Thử Một, tỉnh Thử",
        "2;Nông Viết Phương;06/04/1979;Nam;xã Thử Hai, tỉnh Thử",
    ];
    let list = csv(&home, "first.csv", &[head, first[0], first[1]]);
    assert_eq!(import(&home, &["cadres", text(&list)]).0, 0);
    let again = [
        head,
        "1;Lí Thị Hòa Mĩ;05/03/1978;Nữ;xã Thử Một, tỉnh Thử",
        "2;Nông Viết Phươn;06/04/1979;Nam;xã Thử Hai, tỉnh Thử",
    ];
    let list = csv(&home, "again.csv", &again);
    let (_, answer) = import(&home, &["cadres", text(&list), "--dry-run"]);
    assert_eq!(counts(&answer), [0, 0, 1, 1], "{answer}");
    assert_eq!(answer["refused"][0]["candidates"].as_array().unwrap().len(), 1, "{answer}");
    // two rows of one list: both are asked, by their numbers, in either order
    for rows in [
        ["1;Vi Bá Thử;05/03/1978;Nam;xã Ba", "2;Vi Ba Thử;05/03/1978;Nam;xã Ba"],
        ["1;Vi Ba Thử;05/03/1978;Nam;xã Ba", "2;Vi Bá Thử;05/03/1978;Nam;xã Ba"],
    ] {
        let list = csv(&home, "two.csv", &[head, rows[0], rows[1]]);
        let (_, answer) = import(&home, &["cadres", text(&list), "--dry-run"]);
        let refused = answer["refused"].as_array().unwrap();
        assert_eq!(refused.len(), 2, "{answer}");
        assert!(!answer["refused"].to_string().contains("c-65535"), "{answer}");
    }
}

#[test]
fn the_words_of_real_lists_are_read_and_what_a_list_does_not_say_is_unknown() {
    let home = Home::like(&sample());
    let rows = [
        "ID;Họ và tên *;Sinh ngày * (dd/mm/yyyy);Giới tính *;Tôn giáo *;Dân tộc *;Quê quán (theo mô hình 2 cấp) - Quốc gia *;Quê quán (theo mô hình 2 cấp) - Tỉnh *;Quê quán (theo mô hình 2 cấp) - Địa chỉ chi tiết *;Trình độ chuyên môn;Lý luận chính trị;Ngạch/chức danh nghề nghiệp;Thường trú",
        "3fa85f64-5717;Lò Thị Thử Việc;05/03/1979;Nữ;Không;Pa Cô;Việt Nam;Lạng Sơn;xã Hữu Lũng;Thạc sĩ Luật kinh tế;Trung cấp LLCT - HC;CVC;số 5",
        "4fa85f64-5717;Lò Văn Thử Việc;06/03/1979;Nam;Đạo Tin lành;Giẻ - Triêng;Việt Nam;Lạng Sơn;xã Hữu Lũng;Bác sĩ chuyên khoa II;Cử nhân chính trị;06.031;số 6",
    ];
    let list = csv(&home, "words.csv", &rows);
    let (code, answer) = import(&home, &["cadres", text(&list)]);
    assert_eq!((code, counts(&answer)), (0, [2, 0, 0, 0]), "{answer}");
    let card = home.json(&["show", "Lò Thị Thử Việc"])["card"].clone();
    assert_eq!(card["origin"], "xã Hữu Lũng, tỉnh Lạng Sơn", "{card}");
    // a number in a column of ethnic groups means nothing before its code list is chosen
    let rows = ["Họ và tên;Ngày sinh;Giới tính;Dân tộc", "Lò Bá Thử;05/03/1979;Nam;12"];
    let list = csv(&home, "codes.csv", &rows);
    let (_, asked) = import(&home, &["cadres", text(&list), "--dry-run"]);
    assert_eq!(keys(&asked), ["Dân tộc / codes"], "{asked}");
    let answers = map(&home, "cadres", &[("Dân tộc / codes", "party-form-4")]);
    assert_eq!(import(&home, &["cadres", text(&list), "--map", text(&answers)]).0, 0);
    let shown = home.json(&["show", "Lò Bá Thử"]);
    assert_eq!(shown["card"]["ethnic"], "Ngái", "{shown}");
}

#[test]
fn hidden_rows_are_asked_about_merged_cells_are_spread_and_sheets_alike_are_offered() {
    let home = Home::like(&sample());
    let list = home.path().join("book.xlsx");
    let mut book = Workbook::new();
    for (nth, name) in ["Một", "Hai", "Cũ"].into_iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let born = |n: usize| format!("{:02}/0{}/197{}", n + 4, nth + 1, n);
        for (column, heading) in ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Quê quán"].into_iter().enumerate()
        {
            sheet.write(0, column as u16, heading).unwrap();
        }
        for (row, given) in ["An", "Bình", "Chi"].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 0, row as u32 + 1).unwrap();
            sheet.write(row as u32 + 1, 1, format!("Lăng Viết {name} {given}")).unwrap();
            sheet.write(row as u32 + 1, 2, born(row)).unwrap();
            sheet.write(row as u32 + 1, 3, "Nam").unwrap();
        }
        sheet.merge_range(1, 4, 2, 4, "xã Gộp", &Format::new()).unwrap();
        if nth == 0 {
            sheet.set_row_hidden(3).unwrap();
        }
        sheet.set_hidden(nth == 2);
    }
    book.save(&list).unwrap();
    let (_, one) = import(&home, &["cadres", text(&list), "--dry-run"]);
    assert_eq!((counts(&one), keys(&one)), ([2, 0, 0, 1], vec!["hidden rows"]), "{one}");
    let sheets: Vec<(&str, bool, bool)> = one["account"]["sheets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (s["name"].as_str().unwrap(), s["read"].as_bool().unwrap(), s["hidden"].as_bool().unwrap()))
        .collect();
    assert_eq!(sheets, [("Một", true, false), ("Hai", false, false), ("Cũ", false, true)], "{one}");
    assert_eq!(
        (&one["account"]["hidden_rows"], &one["account"]["filled_from_merged"]),
        (&1.into(), &1.into()),
        "{one}"
    );
    let answers = map(&home, "cadres", &[("hidden rows", "leave")]);
    let (code, all) = import(&home, &["cadres", text(&list), "--map", text(&answers), "--sheet", "all"]);
    assert_eq!((code, counts(&all)), (0, [5, 0, 0, 0]), "{all}");
    assert_eq!(home.json(&["show", "Lăng Viết Hai Bình"])["card"]["origin"], "xã Gộp");
}

#[test]
fn a_unit_is_known_as_offices_write_it_and_an_unknown_word_is_asked_once() {
    let home = Home::like(&sample());
    for name in ["VP Đoàn ĐBQH & HĐND tỉnh", "TP. Lạng Sơn", "Thành uỷ Lạng Sơn", "MTTQ tỉnh"] {
        assert_eq!(home.json(&["show", name, "--as-of", "2024-05-01"])["type"], "unit", "{name}");
    }
    let rows = ["Đơn vị;Chức danh;Số lượng", "Sở Vô Danh;Chuyên viên;1", "Sở Vô Danh;Giám đốc Sở;1"];
    let list = csv(&home, "posts.csv", &rows);
    let (_, asked) = import(&home, &["posts", text(&list), "--dry-run", "--effective", "2024-05-01"]);
    assert_eq!(keys(&asked), ["unit / Sở Vô Danh"], "{asked}");
    assert_eq!(asked["questions"][0]["rows"], 2, "{asked}");
}

#[test]
fn letters_of_an_old_font_in_some_rows_or_one_column_are_told_cell_by_cell() {
    let home = Home::like(&sample());
    let rows = [
        "TT;Họ và tên;Ngày sinh;Giới tính;Quê quán",
        "1;Lăng Văn Thắm Thử;05/03/1978;Nam;xã Hải Yến",
        "2;Haø Vaên Löïu;01/07/1979;Nam;xaõ Yeân Traïch",
    ];
    let list = csv(&home, "vni.csv", &rows);
    let (_, vni) = import(&home, &["cadres", text(&list)]);
    assert_eq!((counts(&vni), &vni["account"]["converted_letters"]), ([2, 0, 0, 0], &2.into()), "{vni}");
    assert_eq!(home.json(&["show", "Hà Văn Lựu"])["card"]["origin"], "xã Yên Trạch");
}

#[test]
fn a_quote_that_is_never_closed_is_named_with_its_line_and_what_it_swallowed() {
    let home = Home::like(&sample());
    let rows = [
        "TT;Họ và tên;Ngày sinh;Giới tính;Dân tộc",
        "1;\"Lăng Viết \nThắm\";05/03/1978;Nam;Nùng",
        "2;\"Hà Văn Rút;01/07/1979;Nam;Tày",
        "3;Triệu Thị Xá;09/09/1983;Nữ;Dao",
        "4;Bế Văn Khước;09/09/1984;Nam;Dao",
    ];
    let list = csv(&home, "open.csv", &rows);
    let out = home.run(&["--lang", "vi", "import", "cadres", text(&list), "--dry-run"]);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(said.contains("dòng 4") && said.contains("nháy kép") && said.contains("nuốt mất 2 dòng"), "{said}");
}
