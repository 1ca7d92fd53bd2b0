//! Files that no program should trip over: one clear sentence or a refused row, and nothing changed.

use crate::support::{Home, said, sample};
use canbo::exchange::import::read::{ReadError, Source};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// An answer and the exit status.
fn import(home: &Home, words: &[&str]) -> (i32, Value) {
    let out = home.run(&[&["import"], words, &["--json"]].concat());
    let answer = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&out)));
    (out.status.code().unwrap(), answer)
}

fn head(home: &Home) -> u64 {
    home.json(&["journal", "--limit", "1"])[0]["revision"].as_u64().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn counts(answer: &Value) -> [u64; 4] {
    let refused = answer["refused"].as_array().unwrap_or_else(|| panic!("{answer}")).len() as u64;
    [answer["added"].as_u64().unwrap(), answer["changed"].as_u64().unwrap(), answer["same"].as_u64().unwrap(), refused]
}

/// Each is one clear sentence or a refused row, and nothing changes.
#[test]
fn bad_files_are_refused_and_nothing_changes() {
    let home = Home::like(&sample());
    let before = head(&home);
    let path = |name: &str| home.path().join(name);
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        std::fs::write(path(name), bytes).unwrap();
        path(name)
    };
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bomb = std::io::Cursor::new(Vec::new());
    {
        let mut zip = zip::ZipWriter::new(&mut bomb);
        let plain = zip::write::SimpleFileOptions::default();
        for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
            zip.start_file(name, plain).unwrap();
            std::io::Write::write_all(&mut zip, b"<x/>").unwrap();
        }
        zip.finish().unwrap();
    }
    let mut bomb = bomb.into_inner();
    let directory = bomb.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    // the archive declares that its last part is of 3.7 GiB
    bomb[directory + 24..directory + 28].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
    let sentences = [
        (write("locked.xlsx", &[compound.as_slice(), &locked].concat()), "mật khẩu"),
        (write("bomb.xlsx", &bomb), "giải nén"),
        (write("empty.csv", b""), "không có gì"),
        (write("paper.csv", b"%PDF-1.7"), "PDF"),
        (write("page.xls", b"<html><table></table></html>"), "trang web"),
        (write("torn.xlsx", b"PK\x03\x04 torn"), "hỏng"),
        (write("letters.csv", b"\x81\x8d\x8f\x90,\x9d\x81\n\x8d\x8f\x90\x9d,\x81\x8d\n"), "bảng mã"),
        (write("other.csv", b"a,b,c\n1,2,3\n"), "tiêu đề"),
        (path("gone.csv"), "Không đọc được"),
        (home.path().to_owned(), "thư mục"),
        (write("blank.csv", b" ; ;\n;;\n"), "không có gì"),
        (empty_sheet(&path("sheet.xlsx")), "không có gì"),
        (write("quote.csv", &[b"a;b\n\"".as_slice(), &[b'x'; 3 << 20]].concat()), "dấu nháy"),
    ];
    for (file, sentence) in sentences {
        let out = home.run(&["import", "cadres", text(&file)]);
        assert_eq!(out.status.code(), Some(3), "{}", file.display());
        assert!(said(&out).contains(sentence), "{}: {}", file.display(), said(&out));
    }
    // a workbook under the name of a text, told by its content
    let book = path("truth.csv");
    official_row(&book);
    assert_eq!(counts(&import(&home, &["cadres", text(&book), "--dry-run"]).1), [1, 0, 0, 0]);
    rows_that_are_wrong(&home);
    dates_and_several_faults(&home);
    // a file that goes away between two readings
    let gone = write("soon-gone.csv", b"a;b\n1;2\n");
    let source = Source::open(&gone).unwrap();
    std::fs::remove_file(&gone).unwrap();
    assert!(matches!(source.head(&source.sheets()[0], 5), Err(ReadError::File(_))));
    // ten thousand errors: few are printed, all are in the file
    let many: String = (0..10_000).map(|n| format!("Nông Thị N{n},Nữ,32/13/1980\n")).collect();
    let file = write("many.csv", format!("Họ tên,Giới tính,Ngày sinh\n{many}").as_bytes());
    let errors = path("all-errors.csv");
    let out = home.run(&["import", "cadres", text(&file), "--errors", text(&errors)]);
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stdout).lines().count() < 40);
    assert_eq!(std::fs::read_to_string(&errors).unwrap().lines().count(), 10_001);
    assert_eq!(head(&home), before);
}

fn rows_that_are_wrong(home: &Home) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Họ tên", "Giới tính", "Ngày sinh", "Quê quán"]).unwrap();
    let names = ["Formula", "Công Thức Chưa Tính", "Có Giá Trị", "Tương Lai", "Hai\u{7} Dòng\nTên"];
    for (row, name) in (1..).zip(names) {
        sheet.write_row(row, 0, [name, "Nam", "01/02/1980"]).unwrap();
    }
    sheet.write_string(6, 0, "N".repeat(10_000)).unwrap();
    sheet.write_row(6, 1, ["Nam", "01/02/1980"]).unwrap();
    sheet.write_formula(2, 2, Formula::new("=TODAY()").set_result("")).unwrap();
    sheet.write_formula(3, 3, Formula::new("=UPPER(\"x\")").set_result("xã Hải Yến")).unwrap();
    let day = ExcelDateTime::from_ymd(2090, 1, 2).unwrap();
    sheet.write_with_format(4, 2, &day, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    let path = home.path().join("rows.xlsx");
    book.save(&path).unwrap();
    let (code, answer) = import(home, &["cadres", text(&path)]);
    assert_eq!((code, counts(&answer)), (3, [3, 0, 0, 3]), "{answer}");
    let rows: Vec<u64> = answer["refused"].as_array().unwrap().iter().map(|r| r["row"].as_u64().unwrap()).collect();
    assert_eq!(rows, [3, 5, 7], "{answer}");
}

fn empty_sheet(path: &Path) -> PathBuf {
    let mut book = Workbook::new();
    book.add_worksheet();
    book.save(path).unwrap();
    path.to_owned()
}

fn official_row(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Họ tên", "Giới tính", "Ngày sinh"]).unwrap();
    sheet.write_row(1, 0, ["Nông Văn Thật", "Nam", "01/02/1980"]).unwrap();
    book.save(path).unwrap();
}

/// Every form of a date that lists have; and whoever corrects a row is told all that is wrong with it.
fn dates_and_several_faults(home: &Home) {
    let dates = ["5/3/1978", "05.03.1978", "1978-03-05", "03/1978", "1978", "28554", "ngày 5 tháng 3 năm 1978"];
    let list: String = dates.iter().enumerate().map(|(at, date)| format!("Lộc Văn D{at};Nam;{date};Tày\n")).collect();
    let path = home.path().join("dates.csv");
    let head = "Họ tên;Giới tính;Ngày sinh;Dân tộc\n";
    std::fs::write(&path, format!("{head}{list}Vi Văn Hai;Namm;5/3/78;Không Có\n=cmd();;1980;\n")).unwrap();
    let errors = home.path().join("faults.csv");
    let (code, answer) = import(home, &["cadres", text(&path), "--dry-run", "--errors", text(&errors)]);
    assert_eq!((code, counts(&answer)), (3, [7, 0, 0, 2]), "{answer}");
    let row = &answer["refused"][0];
    assert_eq!(row["also"].as_array().unwrap().len(), 2, "three cells are wrong: {row}");
    let told: Vec<&str> =
        std::iter::once(row).chain(row["also"].as_array().unwrap()).map(|c| c["value"].as_str().unwrap()).collect();
    for value in ["Namm", "5/3/78", "Không Có"] {
        assert!(told.contains(&value), "{row}");
    }
    let back = std::fs::read_to_string(&errors).unwrap();
    let line = back.lines().find(|l| l.contains("Vi Văn Hai")).unwrap();
    for column in ["Giới tính: ", "Ngày sinh: ", "Dân tộc: "] {
        assert!(line.contains(column), "all beside the cells: {line}");
    }
    assert!(back.contains("'=cmd()"), "what a spreadsheet would run goes back as text: {back}");
}
