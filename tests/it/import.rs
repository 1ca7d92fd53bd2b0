//! Lists of the office taken in from files: of whatever shape and letters, whole or not at all, as one revision.

mod hostile;
mod lists;
mod long;

use crate::support::{Home, said, sample};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::path::Path;

const EMPTY: &str = "";

/// An answer and the exit status.
fn import(home: &Home, words: &[&str]) -> (i32, Value) {
    let out = home.run(&[&["import"], words, &["--json"]].concat());
    let answer = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&out)));
    (out.status.code().unwrap(), answer)
}

fn counts(answer: &Value) -> [u64; 4] {
    let refused = answer["refused"].as_array().unwrap_or_else(|| panic!("{answer}")).len() as u64;
    [answer["added"].as_u64().unwrap(), answer["changed"].as_u64().unwrap(), answer["same"].as_u64().unwrap(), refused]
}

fn head(home: &Home) -> u64 {
    home.json(&["journal", "--limit", "1"])[0]["revision"].as_u64().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Titles above, headings over two rows with merged cells, columns numbered below, groups, a sum, signatures.
fn official(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 8, "DANH SÁCH TRÍCH NGANG CÁN BỘ", &plain).unwrap();
    sheet.write(1, 2, "(kèm theo công văn)").unwrap();
    for (column, name) in [(0, "TT"), (1, "Họ và tên"), (4, "Dân tộc"), (5, "Quê quán"), (8, "Ghi chú")] {
        sheet.merge_range(3, column, 4, column, name, &plain).unwrap();
    }
    sheet.merge_range(3, 2, 3, 3, "Ngày, tháng, năm sinh", &plain).unwrap();
    sheet.merge_range(3, 6, 3, 7, "Trình độ", &plain).unwrap();
    for (column, name) in [(2, "Nam"), (3, "Nữ"), (6, "Chuyên môn"), (7, "LLCT")] {
        sheet.write(4, column, name).unwrap();
    }
    for column in 0..9_u16 {
        sheet.write(5, column, column + 1).unwrap();
    }
    let rows: [[&str; 9]; 7] = [
        ["I", "Văn phòng", EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY],
        ["1", "NÔNG VĂN KHÁNH", "05/03/1978", EMPTY, "Tày", "xã Hải Yến", "Thạc sĩ", "Cao cấp", EMPTY],
        ["2", "Hoàng Thị Bưởi", EMPTY, "7/1982", "Nùng", "xã Tân Thành", "ĐH", "Trung cấp", "=1+1"],
        ["3", "Lương Thị Én", EMPTY, "7/8/85", "Kinh", EMPTY, EMPTY, EMPTY, EMPTY],
        ["4", "Vi Văn Đông", "1975", EMPTY, "Cao Lan", "xã Hải Yến", "cao học", "sơ cấp", EMPTY],
        [EMPTY, "Tổng cộng: 4 người", EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY],
        [EMPTY, "NGƯỜI LẬP BIỂU", EMPTY, EMPTY, EMPTY, "TRƯỞNG BAN", EMPTY, EMPTY, EMPTY],
    ];
    for (row, cells) in (6..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) if cell.is_empty() => sheet,
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    book.save(path).unwrap();
}

#[test]
fn an_official_list_comes_in_as_one_revision_and_what_is_refused_comes_back_to_be_corrected() {
    let home = Home::like(&sample());
    let (list, map, errors) = (home.path().join("list.xlsx"), home.path().join("map.toml"), home.path().join("e.xlsx"));
    official(&list);
    let before = head(&home);
    let (code, answer) = import(&home, &["cadres", text(&list), "--map", text(&map), "--errors", text(&errors)]);
    assert_eq!((code, counts(&answer)), (3, [3, 0, 0, 1]), "{answer}");
    let refused = &answer["refused"][0];
    assert_eq!((refused["row"].as_u64(), refused["value"].as_str()), (Some(10), Some("7/8/85")));
    assert_eq!(refused["column"], "Ngày, tháng, năm sinh / Nữ");
    assert_eq!(answer["skipped"].as_array().unwrap().len(), 3, "{answer}");
    assert_eq!(head(&home), before, "one refused row refuses the file");
    let proposed = std::fs::read_to_string(&map).unwrap();
    assert!(proposed.contains("\"Ngày, tháng, năm sinh / Nữ\" = \"born-female\""), "{proposed}");
    // the officer changes the map: a note is none of the register's
    std::fs::write(&map, proposed.replace("\"Ghi chú\" = \"note\"", "\"Ghi chú\" = \"\"")).unwrap();

    let (code, answer) = import(&home, &["cadres", text(&list), "--map", text(&map), "--partial"]);
    assert_eq!((code, counts(&answer)), (0, [3, 0, 0, 1]), "{answer}");
    assert_eq!(head(&home), before + 1);
    let shown = home.json(&["show", "Nông Văn Khánh"]);
    assert_eq!(shown["card"]["born"], "1978-03-05", "{shown}");
    let vi = home.json(&["show", "Vi Văn Đông"]);
    assert_eq!((&vi["card"]["born"], &vi["card"]["sex"]), (&"1975".into(), &"male".into()), "{vi}");

    // the refused row came back under the same headings; corrected, the same map takes it
    let corrected = home.path().join("corrected.csv");
    let again = import(&home, &["cadres", text(&list), "--map", text(&map), "--errors", text(&corrected), "--dry-run"]);
    assert_eq!(counts(&again.1), [0, 0, 3, 1], "what is on file is the same");
    assert!(errors.exists());
    let rows = std::fs::read_to_string(&corrected).unwrap();
    assert!(rows.contains("Lương Thị Én") && !rows.contains("Bưởi"), "{rows}");
    std::fs::write(&corrected, rows.replacen("7/8/85", "07/08/1985", 1)).unwrap();
    let (code, answer) = import(&home, &["cadres", text(&corrected), "--map", text(&map)]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 0]), "{answer}");

    for _ in 0..2 {
        assert!(home.run(&["undo"]).status.success());
    }
    assert_eq!(home.run(&["show", "Nông Văn Khánh"]).status.code(), Some(3), "undone as one");
}

/// The same list in every form that offices still have.
#[test]
fn letters_and_separators_of_every_time_are_understood() {
    let home = Home::like(&sample());
    let list = |separator: &str| {
        let rows = [
            ["Họ và đệm", "Tên", "Phái", "Ngày sinh", "Dân tộc", "Quê quán"],
            ["Hoàng Thị", "Thúy", "Nữ", "05/03/1978", "Nùng", "xã Hải Yến, huyện Cao Lộc"],
            ["Đàm Văn", "Khuông", "Nam", "12/1981", "Tày", "thị trấn Đồng Đăng"],
        ];
        let quoted = |cell: &str| format!("\"{cell}\"");
        rows.map(|row| row.map(quoted).join(separator)).join("\r\n")
    };
    let tables: toml::Table = toml::from_str(include_str!("../../data/import/charsets.toml")).unwrap();
    let old = |name: &str| {
        let table = tables[name].as_table().unwrap();
        let letter = |c: char| table.get(&c.to_string()).map_or(c.to_string(), |v| v.as_str().unwrap().to_owned());
        let text: String = list(",").chars().map(letter).collect();
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>()
    };
    let wide = |text: &str| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let files: [(&str, Vec<u8>); 6] = [
        ("plain.csv", list(",").into_bytes()),
        ("mark.csv", [b"\xef\xbb\xbf".to_vec(), list(";").into_bytes()].concat()),
        ("named.csv", format!("sep=|\r\n{}", list("|")).into_bytes()),
        ("wide.txt", wide(&list("\t"))),
        ("tcvn3.csv", old("tcvn3")),
        // the name says nothing: the content does
        ("vni.xlsx", old("vni")),
    ];
    for (name, bytes) in files {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (code, answer) = import(&home, &["cadres", text(&path), "--dry-run"]);
        assert_eq!((code, counts(&answer)), (0, [2, 0, 0, 0]), "{name}: {answer}");
    }
    let path = home.path().join("tcvn3.csv");
    assert_eq!(import(&home, &["cadres", text(&path)]).0, 0);
    assert_eq!(import(&home, &["cadres", text(&home.path().join("vni.xlsx"))]).1["same"], 2, "the same people");
    assert_eq!(home.json(&["show", "Hoàng Thị Thúy"])["card"]["origin"], "xã Hải Yến, huyện Cao Lộc");
}

#[test]
fn an_update_changes_what_the_list_has_and_two_birth_dates_are_a_question() {
    let home = Home::like(&sample());
    let card = || home.json(&["show", "c-1-7"])["card"].clone();
    let known = card();
    let (name, code) = (known["name"].as_str().unwrap(), known["code"].as_str().unwrap());
    let path = home.path().join("update.csv");
    let list = format!("Số hiệu,Họ tên,Ngày sinh,Tên gọi khác,Dân tộc\n{code},{name},01/01/1931,Ba Kỳ,\n");
    std::fs::write(&path, list).unwrap();
    let map = home.path().join("map.toml");
    let (code, answer) = import(&home, &["cadres", text(&path), "--map", text(&map)]);
    let refused = &answer["refused"][0];
    assert_eq!((code, refused["row"].as_u64()), (3, Some(2)), "{answer}");
    let problem = refused["problem"].as_str().unwrap();
    assert!(problem.contains("01/01/1931") && problem.contains(&written(&known["born"])), "{problem}");
    assert_eq!(card(), known);

    let answered = |answer: &str| {
        let about = refused["about"].as_str().unwrap();
        let map_text = std::fs::read_to_string(&map).unwrap();
        let (front, _) = map_text.rsplit_once("[answers]").unwrap();
        std::fs::write(&map, format!("{front}[answers]\n\"{about}\" = \"{answer}\"\n")).unwrap();
        import(&home, &["cadres", text(&path), "--map", text(&map), "--dry-run"]).1
    };
    assert_eq!(counts(&answered("c-1-7 file")), [0, 1, 0, 0]);
    assert_eq!(counts(&answered("new"))[3], 1, "nobody of no sex comes onto the register");
    assert_eq!(answered("leave")["left"], 1);
    assert_eq!(counts(&answered("c-1-7")), [0, 1, 0, 0]);
    let (code, answer) = import(&home, &["cadres", text(&path), "--map", text(&map)]);
    assert_eq!((code, counts(&answer)), (0, [0, 1, 0, 0]), "{answer}");
    let now = card();
    assert_eq!(
        (&now["born"], &now["ethnic"]),
        (&known["born"], &known["ethnic"]),
        "an empty cell leaves what is there"
    );
    let edits = home.json(&["journal", "--revision", &head(&home).to_string()]);
    assert!(edits.to_string().contains("Ba Kỳ"), "{edits}");
}

/// A day as lists write it.
fn written(iso: &Value) -> String {
    let parts: Vec<&str> = iso.as_str().unwrap().split('-').rev().collect();
    parts.join("/")
}

/// Other kinds, each as the office would hand it over: a unit with its posts, an appointment by unit and title, grades
/// with a column a year, a conclusion.
#[test]
fn other_lists_find_whom_they_are_about() {
    let home = Home::like(&sample());
    let cadre = home.json(&["show", "c-1-9"]);
    let (name, born) = (cadre["card"]["name"].as_str().unwrap(), written(&cadre["card"]["born"]));
    let write = |file: &str, rows: &[&str]| {
        let path = home.path().join(file);
        std::fs::write(&path, rows.join("\n")).unwrap();
        path
    };
    // a unit may stand above the one that it belongs to
    let head = "Tên đơn vị,Loại hình,Cấp,Trực thuộc";
    let rows = ["Phòng Thử nghiệm,so,province,Ban Thí điểm", "Ban Thí điểm,khong-co,province,Tỉnh Lạng Sơn"];
    let units = write("u.csv", &[head, rows[0], rows[1]]);
    let kind = home.run(&["import", "units", text(&units), "--effective", "01/03/2024"]);
    assert!(said(&kind).contains("khong-co"), "an unknown kind is refused: {}", said(&kind));
    let kind = "so";
    std::fs::write(&units, std::fs::read_to_string(&units).unwrap().replace("khong-co", kind)).unwrap();
    let (code, answer) = import(&home, &["units", text(&units), "--effective", "01/03/2024"]);
    assert_eq!((code, counts(&answer)), (0, [2, 0, 0, 0]), "{answer}");
    let below = home.json(&["tree", "Ban Thí điểm", "--line", "state"]);
    assert_eq!(below["children"][0]["name"], "Sở Phòng Thử nghiệm", "{below}");

    let posts = write("p.csv", &["Đơn vị,Chức danh,Số lượng", "Ban Thí điểm,Giám đốc sở,1"]);
    let (code, answer) = import(&home, &["posts", text(&posts), "--effective", "01/03/2024"]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 0]), "{answer}");

    let rows = format!("{name},{born},Ban Thí điểm,Giám đốc sở,01/04/2024,có,12-QĐ/TU,20/03/2024");
    let head = "Họ và tên,Ngày sinh,Đơn vị công tác,Chức vụ,Từ ngày,Kiêm nhiệm,Số quyết định,Ngày quyết định,Hình thức";
    let holders = write("a.csv", &[head, &format!("{rows},Bổ nhiệm")]);
    let (code, answer) = import(&home, &["appointments", text(&holders)]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 0]), "{answer}");
    assert_eq!(import(&home, &["appointments", text(&holders)]).1["same"], 1);
    let shown = home.json(&["show", "c-1-9"]);
    assert!(shown.to_string().contains("12-QĐ/TU"), "{shown}");

    let grades = write("g.csv", &["Họ và tên,Ngày sinh,Năm 2019,Năm 2018", &format!("{name},{born},HTXSNV,tốt")]);
    let (code, answer) = import(&home, &["grades", text(&grades)]);
    assert_eq!(code, 0, "{answer}");
    let shown = home.json(&["show", "c-1-9"]);
    assert!(shown["grades"].to_string().contains("2018"), "{}", shown["grades"]);

    let nobody = write(
        "k.csv",
        &[
            "Họ và tên,Ngày sinh,Số kết luận,Ngày kết luận,Kết luận,Cấp kết luận",
            "Không Ai Cả,01/01/1970,1-KL/TU,01/02/2020,đủ,central",
        ],
    );
    let (code, answer) = import(&home, &["conclusions", text(&nobody)]);
    assert_eq!((code, answer["refused"][0]["value"].as_str()), (3, Some("Không Ai Cả")), "{answer}");
}

/// Everything out and into a store that holds nothing: the same register again, with its ids and all its history.
#[test]
fn what_is_exported_comes_back_as_it_was() {
    let home = Home::like(&sample());
    let day = ["--as-of", "2024-05-01"];
    let all = |home: &Home, name: &str| {
        let path = home.path().join(name);
        let out = home.run(&[&["export", "all", text(&path), "--sensitive"], &day[..]].concat());
        assert!(out.status.success(), "{}", said(&out));
        path
    };
    let csv = all(&home, "all.csv");
    for file in [csv.clone(), all(&home, "all.xlsx")] {
        let other = Home::new();
        assert!(other.run(&["init", "--province", "20", "--bare"]).status.success());
        let (code, answer) = import(&other, &["all", text(&file)]);
        assert_eq!((code, &answer["same"]), (0, &Value::from(0)), "{}", answer["refused"]);
        assert_eq!(answer["revision"], 1);
        let back = all(&other, "back.csv");
        let (was, is) = (std::fs::read(&csv).unwrap(), std::fs::read(&back).unwrap());
        assert!(was == is, "{} came back otherwise", file.display());
        // a second time it says nothing new
        let (code, again) = import(&other, &["all", text(&file)]);
        assert_eq!((code, counts(&again)[..2].to_vec(), &again["revision"]), (0, vec![0, 0], &Value::Null));
    }
}

#[test]
fn a_list_of_everybody_on_file_changes_nobody_whatever_payroll_they_are_on() {
    let home = sample();
    let dir = tempfile::tempdir().unwrap();
    let (known, path) = (dir.path().join("known.json"), dir.path().join("list.csv"));
    home.json(&["export", "cadres", text(&known)]);
    let known: Value = serde_json::from_str(&std::fs::read_to_string(&known).unwrap()).unwrap();
    let mut list = "Số hiệu cán bộ;Họ và tên;Ngày sinh;Dân tộc\n".to_owned();
    for card in known["card"].as_array().unwrap() {
        let cell = |id: &str| card[id].as_str().unwrap_or_default();
        list.push_str(&format!("{};{};{};{}\n", cell("code"), cell("name"), cell("born"), cell("ethnic")));
    }
    std::fs::write(&path, list).unwrap();
    let (code, answer) = import(&home, &["cadres", text(&path), "--dry-run"]);
    let read = answer["read"].as_u64().unwrap();
    assert!(read > 300, "{answer}");
    assert_eq!((code, counts(&answer)), (0, [0, 0, read, 0]), "{}", answer["refused"][0]);
}

/// A field of the card is a row of a table: it is imported, shown, found, corrected, exported and journalled by that.
#[test]
fn a_party_card_is_imported_shown_found_corrected_and_exported() {
    let home = Home::like(&sample());
    let list = home.path().join("cards.csv");
    let row = "Nông Văn Thẻ;Nam;05/03/1978;020099000002";
    std::fs::write(&list, format!("Họ và tên;Giới tính;Ngày sinh;Số thẻ Đảng viên\n{row}\n")).unwrap();
    let (code, answer) = import(&home, &["cadres", text(&list)]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 0]), "{answer}");
    let shown = home.json(&["show", "Nông Văn Thẻ"]);
    assert_eq!(shown["card"]["party_card"], "020099000002");
    let plain = home.run(&["show", "Nông Văn Thẻ"]);
    assert!(said(&plain).contains("Số thẻ Đảng"), "{}", said(&plain));
    let found = home.json(&["find", "thẻ-đảng:020099000002"]);
    assert_eq!(found[0]["id"], shown["id"], "{found}");
    let id = shown["id"].as_str().unwrap();
    let corrected = home.run(&["edit", "cadre", id, "party-card=020099000003"]);
    assert!(corrected.status.success(), "{}", said(&corrected));
    let journal = home.json(&["journal", "--limit", "1"]);
    assert!(!journal.as_array().unwrap().is_empty(), "{journal}");
    let out = home.path().join("out.csv");
    assert!(home.run(&["export", "cadres", text(&out)]).status.success());
    assert!(std::fs::read_to_string(&out).unwrap().contains("020099000003"));
}

/// The number of the civil register finds a person whatever the name says; it is one person's, and nobody else's to see.
#[test]
fn a_citizen_number_is_one_persons_and_sensitive() {
    let home = Home::like(&sample());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Tên gọi khác"]).unwrap();
    let people = [("Nông Văn Số", 20_099_000_001.0), ("Lý Thị Cũ", 81_234_567.0)];
    for ((name, number), row) in people.into_iter().zip(1..) {
        sheet.write_row(row, 0, [name, "Nam", "05/03/1978"]).unwrap();
        // a spreadsheet takes it for a number and loses its first zero
        sheet.write_number(row, 3, number).unwrap();
    }
    let list = home.path().join("numbers.xlsx");
    book.save(&list).unwrap();
    let (code, answer) = import(&home, &["cadres", text(&list), "--partial"]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 1]), "{answer}");
    assert!(answer["refused"][0]["problem"].as_str().unwrap().contains("12 chữ số"), "nine digits: {answer}");
    assert_eq!(home.json(&["show", "Nông Văn Số"])["card"]["citizen_number"], "020099000001");

    let again = home.path().join("again.csv");
    std::fs::write(&again, "Họ tên;CCCD;Tên gọi khác\nNông V. Số;020 099 000 001;Ba\n").unwrap();
    let (code, answer) = import(&home, &["cadres", text(&again), "--dry-run"]);
    assert_eq!((code, counts(&answer)), (0, [0, 1, 0, 0]), "{answer}");
    let differences = answer["changes"][0]["differences"].to_string();
    assert!(differences.contains("other-name") && differences.contains("Ba"), "field by field: {answer}");

    let taken = home.run(&["edit", "cadre", "c-1-8", "citizen-number=020099000001"]);
    assert_eq!(taken.status.code(), Some(3));
    assert!(said(&taken).contains("đã ghi cho c-"), "{}", said(&taken));
    let export = |name: &str, more: &[&str]| {
        let path = home.path().join(name);
        let out = home.run(&[&["export", "cadres", text(&path)], more].concat());
        assert!(out.status.success(), "{}", said(&out));
        std::fs::read_to_string(&path).unwrap()
    };
    assert!(!export("out.csv", &[]).contains("020099000001"));
    assert!(export("whole.csv", &["--sensitive"]).contains("020099000001"));
    assert_eq!(home.run(&["find", "020099000001"]).status.code(), Some(1), "a search finds nobody by it");
}

#[test]
fn another_main_post_ends_the_one_before_and_a_full_post_says_by_how_many() {
    let home = Home::like(&sample());
    let write = |file: &str, rows: &[&str]| {
        let path = home.path().join(file);
        std::fs::write(&path, rows.join("\n")).unwrap();
        path
    };
    let units = write("u.csv", &["Tên đơn vị,Loại hình,Cấp,Trực thuộc", "Ban Thí điểm,so,province,Tỉnh Lạng Sơn"]);
    let posts = write("p.csv", &["Đơn vị,Chức danh,Số lượng", "Ban Thí điểm,Giám đốc sở,1"]);
    for (kind, file) in [("units", &units), ("posts", &posts)] {
        assert_eq!(import(&home, &[kind, text(file), "--effective", "01/03/2024"]).0, 0);
    }
    let head = "Mã cán bộ,Đơn vị công tác,Chức vụ,Từ ngày,Số quyết định,Ngày quyết định,Hình thức";
    let row = |id: &str| format!("{id},Ban Thí điểm,Giám đốc sở,01/04/2024,12-QĐ/TU,20/03/2024,Điều động");
    let holders = home.json(&["export", "appointments", text(&home.path().join("a.json"))]);
    assert!(holders.is_object() || holders.is_array());
    let exported: Value = serde_json::from_str(&std::fs::read_to_string(home.path().join("a.json")).unwrap()).unwrap();
    let all = exported["appointment"].as_array().unwrap();
    let empty = |a: &Value, column: &str| a[column].as_str().is_none_or(str::is_empty);
    // one main post since before, and nothing on file for later
    let alone = |a: &&Value| {
        let before = a["from"].as_str().is_some_and(|from| from < "2024-01-01");
        before
            && empty(a, "to")
            && empty(a, "concurrent")
            && all.iter().filter(|b| b["cadre"] == a["cadre"]).count() == 1
    };
    let people: Vec<&str> = all.iter().filter(alone).filter_map(|a| a["cadre"].as_str()).take(2).collect();
    let list = write("a.csv", &[head, &row(people[0])]);
    let (code, answer) = import(&home, &["appointments", text(&list), "--dry-run"]);
    assert_eq!((code, counts(&answer)), (0, [1, 0, 0, 0]), "{answer}");
    let changes = answer["changes"].to_string();
    assert!(changes.contains("31/03/2024") && changes.contains("transferred"), "the main post before ends: {changes}");
    assert_eq!(import(&home, &["appointments", text(&list)]).0, 0);
    let posts = home.json(&["show", people[0]])["posts"].to_string();
    assert!(posts.contains("Ban Thí điểm"), "{posts}");

    let full = write("b.csv", &[head, &row(people[1])]);
    let (code, answer) = import(&home, &["appointments", text(&full)]);
    let problem = answer["refused"][0]["problem"].as_str().unwrap_or_default();
    assert_eq!(code, 3, "{answer}");
    assert!(problem.contains("Ban Thí điểm") && problem.contains("2 (≤ 1)"), "which post, and the numbers: {problem}");
    let partial = import(&home, &["appointments", text(&full), "--partial"]).1;
    assert_eq!(partial["revision"], Value::Null, "nobody leaves a post for one that is refused: {partial}");
    let override_ = ["--override-doc", "5-TB/TU", "--override-date", "01/03/2024", "--override-by", "BTV Tỉnh ủy"];
    let excepted = [&["appointments", text(&full), "--reason", "thí điểm"][..], &override_].concat();
    assert_eq!(import(&home, &excepted).0, 0, "the competent authority allowed it");
}
