//! Official papers: each is a sound document with the people it should have, sensitive columns come only when asked
//! for, and a template that cannot be filled is refused in one sentence with nothing written.

use crate::support::{Home, said, sample};
use canbo::domain::PartialDate;
use canbo::exchange::docx::docx;
use canbo::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TERM: &str = "2025-2030";

/// What the texts of a document say, every part that holds text; each part must be well formed.
fn text_of(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let xml = String::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(&xml);
        let (mut depth, mut in_text) = (0, false);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    depth += 1;
                    in_text = start.name().as_ref() == "w:t";
                }
                Event::End(end) => {
                    depth -= 1;
                    in_text = false;
                    if end.name().as_ref() == "w:p" {
                        out.push('\n');
                    }
                }
                Event::Empty(empty) if empty.name().as_ref() == "w:br" => out.push('\n'),
                Event::Text(text) if in_text => out.push_str(&text.xml10_content()),
                Event::GeneralRef(letter) if in_text => out.push_str(&format!("&{};", &*letter)),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name} is not closed");
    }
    out
}

/// A document with these paragraphs, each of these runs.
fn document(paragraphs: &[&[&str]]) -> Vec<u8> {
    let mut body = String::new();
    for runs in paragraphs {
        let runs: String = runs.iter().map(|run| format!("<w:r><w:t>{run}</w:t></w:r>")).collect();
        body.push_str(&format!("<w:p>{runs}</w:p>"));
    }
    let ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{ns}\"><w:body>{body}</w:body></w:document>");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    out.write_all(xml.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}

/// The folder of one's own templates.
fn lists(home: &Home) -> PathBuf {
    let dir = home.path().join("config/canbo/lists");
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn write(home: &Home, words: &[&str], file: &str) -> Vec<u8> {
    let path = home.path().join(file);
    let path = path.to_str().unwrap();
    let out = home.run(&[&["paper"], words, &["--out", path, "--force"]].concat());
    assert!(out.status.success(), "{words:?}: {}", said(&out));
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{words:?}");
    fs::read(path).unwrap()
}

/// A paper that must be refused: one sentence, nothing written.
fn refused(home: &Home, words: &[&str], status: i32) -> String {
    let path = home.path().join("refused.docx");
    let out = home.run(&[&["paper"], words, &["--out", path.to_str().unwrap()]].concat());
    let text = said(&out);
    assert_eq!(out.status.code(), Some(status), "{words:?}: {text}");
    assert_eq!(text.trim().lines().count(), 1, "{words:?}: {text}");
    assert!(!path.exists(), "{words:?} wrote something");
    text
}

fn rows(home: &Home, words: &[&str]) -> Vec<Value> {
    home.json(words).as_array().unwrap().clone()
}

/// The round of the province that brings most people, and the names of those whom it brings and takes away.
fn round(home: &Home) -> (String, Vec<String>, Vec<String>) {
    let rounds = rows(home, &["round", "list"]);
    let of = |r: &Value| r["leave"].as_u64().unwrap() > 0 && r["enter"].as_u64().unwrap() > 0;
    let round = rounds.iter().find(|r| of(r)).unwrap()["id"].as_str().unwrap().to_owned();
    let change = home.json(&["pool", "diff", "--round", &round]);
    let names = |key: &str| -> Vec<String> {
        let people = change[key].as_array().unwrap().iter();
        people.map(|p| p["name"].as_str().unwrap().split(" · ").next().unwrap().to_owned()).collect()
    };
    (round, names("added"), names("removed"))
}

/// A unit with a pool, a pool of it, and the names in that pool in its order.
fn pool(home: &Home) -> (String, String, Vec<String>) {
    let pools = rows(home, &["pool", "list", "--term", TERM, "--level", "province"]);
    let pool = pools.iter().find(|p| p["title_code"] == "uvbch-tinh").unwrap();
    let (unit, post) = (pool["unit"].as_str().unwrap().to_owned(), pool["post"].as_str().unwrap().to_owned());
    let shown = home.json(&["pool", "show", "--term", TERM, "--post", &post]);
    let names = shown["entries"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap().to_owned()).collect();
    (unit, post, names)
}

fn somebody(home: &Home) -> (String, String) {
    let found = rows(home, &["find", "phó chủ tịch", "--kind", "cadre"]);
    (found[0]["id"].as_str().unwrap().to_owned(), found[0]["name"].as_str().unwrap().to_owned())
}

fn in_order(text: &str, names: &[String]) -> bool {
    let mut rest = text;
    names.iter().all(|name| match rest.find(name.as_str()) {
        Some(at) => {
            rest = &rest[at + name.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_paper_is_a_sound_document_with_its_people() {
    let home = sample();
    let ((round, comes, goes), (unit, post, planned), (cadre, name)) = (round(&home), pool(&home), somebody(&home));
    let everybody = [comes.clone(), goes.clone()].concat();
    let of_pool = vec!["--unit", &unit, "--term", TERM, "--post", &post];
    let of_step = vec!["--round", &round, "--step", "1"];
    let cases: Vec<(&str, Vec<&str>, &[String])> = vec![
        ("planning-list", of_pool, &planned),
        ("round-list", vec!["--round", &round], &everybody),
        ("submission", vec!["--round", &round], &everybody),
        ("decision", vec!["--round", &round], &everybody),
        ("ballot", of_step.clone(), &[]),
        ("tally", of_step.clone(), &[]),
        ("summons", of_step, &[]),
        ("profiles", vec!["--cadre", &cadre], std::slice::from_ref(&name)),
        ("cv", vec!["--cadre", &cadre], &[]),
        ("rotation-list", vec![], &[]),
        ("vacancy-list", vec!["--unit", &unit], &[]),
        ("displaced-list", vec!["--as-of", "2026-12-01"], &[]),
    ];
    let known: Vec<String> =
        rows(&home, &["paper", "list"]).iter().map(|p| p["paper"].as_str().unwrap().to_owned()).collect();
    assert_eq!(known, cases.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), "a case for each paper");
    for (id, words, people) in &cases {
        let words = [&[*id], words.as_slice()].concat();
        let text = text_of(&write(&home, &words, &format!("{id}.docx")));
        for left in ["{{", "}}", "{%", "%}"] {
            assert!(!text.contains(left), "{id} has an unfilled field: {text}");
        }
        assert!(text.contains("Tài liệu nội bộ"), "{id} says how far it may go");
        for person in *people {
            assert!(text.contains(person.as_str()), "{id} lacks {person}");
        }
    }
    let list = text_of(&fs::read(home.path().join("planning-list.docx")).unwrap());
    assert!(in_order(&list, &planned), "in the order of the pool");
    let cv = text_of(&fs::read(home.path().join("cv.docx")).unwrap());
    assert!(cv.contains(&name.to_uppercase()));
    // ballots say nothing by their order: by given name
    let ballot = text_of(&fs::read(home.path().join("ballot.docx")).unwrap());
    assert!(
        comes.iter().all(|name| ballot.contains(name.as_str())) && !goes.iter().any(|n| ballot.contains(n.as_str()))
    );
}

#[test]
fn a_list_is_a_table_too_and_sensitive_columns_come_only_when_asked_for() {
    let home = sample();
    let (round, comes, _) = round(&home);
    let words = ["round-list", "--round", &round];
    let csv = |words: &[&str]| String::from_utf8(write(&home, words, "list.csv")).unwrap();
    let plain = csv(&words);
    let open = csv(&[&words[..], &["--sensitive"]].concat());
    assert!(comes.iter().all(|name| plain.contains(name.as_str())), "{plain}");
    assert!(!plain.contains("Phiếu các bước") && open.contains("Phiếu các bước"));
    let document = text_of(&write(&home, &words, "list.docx"));
    assert!(!document.contains("Phiếu các bước"));
    let shown = text_of(&write(&home, &[&words[..], &["--sensitive"]].concat(), "list.docx"));
    assert!(shown.contains("Phiếu các bước") && shown.contains("nhạy cảm"));
    // the minutes are lines to fill in until votes are asked for
    let tally = ["tally", "--round", &round, "--step", "1"];
    let blank = text_of(&write(&home, &tally, "tally.docx"));
    let counted = text_of(&write(&home, &[&tally[..], &["--sensitive"]].concat(), "tally.docx"));
    assert_ne!(blank, counted);
    let markdown = String::from_utf8(write(&home, &words, "list.md")).unwrap();
    assert!(comes.iter().all(|name| markdown.contains(name.as_str())));
    let sheet = write(&home, &words, "list.xlsx");
    assert!(ZipArchive::new(Cursor::new(sheet)).unwrap().index_for_name("xl/workbook.xml").is_some());
    refused(&home, &["submission", "--round", &round, "--format", "csv"], 2);
}

#[test]
fn what_is_not_named_or_not_there_is_said() {
    let home = sample();
    let ((round, ..), (unit, ..)) = (round(&home), pool(&home));
    assert!(refused(&home, &["planning-list", "--unit", &unit], 2).contains("--term"));
    assert!(refused(&home, &["no-such-paper"], 2).contains("planning-list"));
    assert!(refused(&home, &["ballot", "--round", &round, "--step", "77"], 3).contains("77"));
    refused(&home, &["round-list", "--round", "r-9-9999"], 3);
    let path = home.path().join("there.docx");
    fs::write(&path, "mine").unwrap();
    let out = home.run(&["paper", "rotation-list", "--out", path.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(3), "{}", said(&out));
    assert_eq!(fs::read(&path).unwrap(), b"mine", "a file that is there stays as it was");
}

#[test]
fn a_draft_says_that_it_is_one() {
    let home = sample();
    let rounds = rows(&home, &["round", "list"]);
    let of = |state: &str| {
        let found = rounds.iter().find(|r| r["state"] == state && r["enter"].as_u64().unwrap() > 0);
        found.map(|r| r["id"].as_str().unwrap().to_owned())
    };
    let written = |round: &str| text_of(&write(&home, &["round-list", "--round", round], "draft.docx"));
    assert!(written(&of("submitted").unwrap()).contains("DỰ THẢO"));
    assert!(!written(&of("closed").unwrap()).contains("DỰ THẢO"));
}

#[test]
fn ones_own_template_and_head_are_used() {
    let home = Home::like(&sample());
    let (cadre, name) = somebody(&home);
    let words = ["cv", "--cadre", &cadre];
    let own = lists(&home);
    fs::write(own.join("cv.docx"), document(&[&["Lý lịch của {", "{ ho_", "ten }}, ", "{{ mat }}"]])).unwrap();
    fs::write(own.join("office.toml"), "classification = [\"Chỉ dùng <&{{ nội }} bộ\", \"\"]\n").unwrap();
    let text = text_of(&write(&home, &words, "own.docx"));
    assert_eq!(text.trim(), format!("Lý lịch của {name}, Chỉ dùng &lt;&amp;{{{{ nội }}}} bộ"));
    // the template that comes with the program can be had, changed and put back
    let file = home.path().join("template.docx");
    let out = home.run(&["paper", "template", "ballot", "--out", file.to_str().unwrap()]);
    assert!(out.status.success(), "{}", said(&out));
    assert!(text_of(&fs::read(&file).unwrap()).contains("{{ co_quan }}"));
    fs::write(own.join("office.toml"), "recipients = 7\n").unwrap();
    assert!(refused(&home, &words, 3).contains("office.toml"));
}

#[test]
fn who_did_not_pass_a_step_is_on_no_later_ballot() {
    let home = Home::like(&sample());
    let rounds = rows(&home, &["round", "list"]);
    let held = rounds.iter().find(|r| r["steps"].as_array().unwrap().len() > 1 && r["enter"].as_u64().unwrap() > 1);
    let round = held.unwrap()["id"].as_str().unwrap();
    // somebody of it with votes of its steps, and who else stands for the same post
    let added = home.json(&["pool", "diff", "--round", round])["added"].as_array().unwrap().clone();
    let term = held.unwrap()["term"].as_str().unwrap();
    let voted = added.iter().find_map(|one| {
        let post = one["post"].as_str().unwrap();
        let pool = home.json(&["pool", "show", "--term", term, "--post", post]);
        let entries = pool["entries"].as_array().unwrap().clone();
        let own =
            entries.iter().find(|e| e["round"] == round && e["votes"].as_array().is_some_and(|v| !v.is_empty()))?;
        Some((own["entry"].as_str().unwrap().to_owned(), own["name"].as_str().unwrap().to_owned(), post.to_owned()))
    });
    let (entry, name, post) = voted.unwrap();
    let ballot = |step: &str| {
        let words = ["ballot", "--round", round, "--step", step, "--post", &post];
        let path = home.path().join("ballot.docx");
        let out = home.run(&[&["paper"], &words[..], &["--out", path.to_str().unwrap(), "--force"]].concat());
        if out.status.success() { text_of(&fs::read(path).unwrap()) } else { String::new() }
    };
    assert!(ballot("1").contains(&name) && ballot("2").contains(&name));
    home.json(&["edit", "step-votes", &format!("{entry}/1"), "votes=1"]);
    assert!(ballot("1").contains(&name), "all who are proposed stand for the first step");
    assert!(!ballot("2").contains(&name), "one vote passes nothing");
}

#[test]
fn ones_own_style_and_own_reports_are_used_and_a_bad_one_is_named() {
    let home = Home::like(&sample());
    // the paragraph of a table gives way to the table
    let parts = "{% for p in phan %}{{ p.bang }}{% endfor %}";
    fs::write(lists(&home).join("paper.docx"), document(&[&["theo mẫu riêng"], &[parts]])).unwrap();
    for words in [vec!["report", "546", "--section", "workforce"], vec!["indicators"]] {
        let path = home.path().join("styled.docx");
        let out = home.run(&[&words[..], &["--out", path.to_str().unwrap(), "--force"]].concat());
        assert!(out.status.success(), "{}", said(&out));
        assert!(text_of(&fs::read(path).unwrap()).contains("theo mẫu riêng"), "{words:?}");
    }
    let own = home.path().join("config/canbo/reports");
    fs::create_dir_all(&own).unwrap();
    let report = "id = 'rieng'\nvi = 'Riêng'\nen = 'Own'\nsource = ''\n[[section]]\nid = 'a'\nvi = ''\nen = ''\non = \
                  '2024-05-01'\nsource = ''\n[[section.table]]\nid = 't'\nvi = ''\nen = ''\nwho = 'all'\nrows = \
                  ['women']\ncolumns = [{ id = 'n', vi = 'Số', en = 'N' }]\n";
    fs::write(own.join("rieng.toml"), report).unwrap();
    let cells = home.json(&["report", "rieng"])["sections"][0]["tables"][0]["rows"][0]["cells"].clone();
    assert!(cells["n"].as_i64().unwrap() > 0);
    let bad = [(report.replace("'women'", "'womn'"), "womn"), (report.replace("2024-05-01", "2024-13-01"), "dòng 9")];
    for (text, named) in bad {
        fs::write(own.join("rieng.toml"), text).unwrap();
        let out = home.run(&["report", "546", "--section", "votes", "--json"]);
        assert!(out.status.success(), "the built-in ones hold: {}", said(&out));
        let complaint = String::from_utf8(out.stderr).unwrap();
        assert_eq!(complaint.trim().lines().count(), 1, "{complaint}");
        assert!(complaint.contains("rieng.toml") && complaint.contains(named), "{complaint}");
        let doctor = home.json(&["doctor"]);
        let check = doctor.as_array().unwrap().iter().find(|c| c["check"] == "reports").unwrap();
        assert_eq!(check["health"], "poor");
        assert!(check["found"].as_str().unwrap().contains("rieng.toml"), "{check}");
    }
}

#[test]
fn a_template_that_cannot_be_filled_is_named_and_nothing_is_written() {
    let home = Home::like(&sample());
    let (cadre, _) = somebody(&home);
    let own = lists(&home).join("cv.docx");
    let whole = document(&[&["{{ ho_ten }}"]]);
    let cases: [(Vec<u8>, &str); 7] = [
        (document(&[&["{{ ho_tem }}"]]), "ho_tem"),
        (document(&[&["{{ ho_ten"]]), "ho_ten"),
        (document(&[&["{% for d in dao_tao %}{{ d.nghanh }}{% endfor %}"]]), "dao_tao.nghanh"),
        // also where there is nobody to write it of
        (document(&[&["{% for d in xu_ly %}{{ d.muc }}{% endfor %}"]]), "xu_ly.muc"),
        (b"Kinh gui cac dong chi".to_vec(), "cv.docx"),
        (whole[..whole.len() / 2].to_vec(), "cv.docx"),
        (document(&[&[" ".repeat(30 << 20).as_str()]]), "cv.docx"),
    ];
    for (bytes, named) in cases {
        fs::write(&own, bytes).unwrap();
        let text = refused(&home, &["cv", "--cadre", &cadre], 3);
        assert!(text.contains(named) && text.contains("cv.docx"), "{text}");
    }
}

/// A template that writes every field that is described, lists within lists too.
fn everything(fields: &[String]) -> Vec<u8> {
    let mut paragraphs: Vec<String> = Vec::new();
    let lists: Vec<&String> =
        fields.iter().filter(|f| fields.iter().any(|g| g.starts_with(&format!("{f}.")))).collect();
    for field in fields.iter().filter(|f| !lists.contains(f)) {
        let parts: Vec<&str> = field.split('.').collect();
        let (last, over) = parts.split_last().unwrap();
        let mut text = String::new();
        let mut item = String::new();
        for (at, list) in over.iter().enumerate() {
            text.push_str(&format!("{{% for v{at} in {item}{list} %}}"));
            item = format!("v{at}.");
        }
        text.push_str(&format!("{{{{ {item}{last} }}}}"));
        text.push_str(&"{% endfor %}".repeat(over.len()));
        paragraphs.push(text);
    }
    let runs: Vec<[&str; 1]> = paragraphs.iter().map(|p| [p.as_str()]).collect();
    document(&runs.iter().map(|r| r.as_slice()).collect::<Vec<_>>())
}

#[test]
fn every_field_that_is_described_is_there() {
    let home = Home::like(&sample());
    let ((round, ..), (unit, ..), (cadre, _)) = (round(&home), pool(&home), somebody(&home));
    let own = lists(&home);
    let of = |id: &str| -> Vec<String> {
        match id {
            "planning-list" => vec!["--unit".into(), unit.clone(), "--term".into(), TERM.into()],
            "rotation-list" | "vacancy-list" => Vec::new(),
            "displaced-list" => vec!["--as-of".into(), "2026-12-01".into()],
            "cv" | "profiles" => vec!["--cadre".into(), cadre.clone()],
            "ballot" | "tally" | "summons" => vec!["--round".into(), round.clone(), "--step".into(), "1".into()],
            _ => vec!["--round".into(), round.clone()],
        }
    };
    for paper in rows(&home, &["paper", "list"]) {
        let id = paper["paper"].as_str().unwrap();
        let described = rows(&home, &["paper", "fields", id]);
        let fields: Vec<String> = described.iter().map(|f| f["field"].as_str().unwrap().to_owned()).collect();
        assert!(described.iter().all(|f| !f["what"].as_str().unwrap().is_empty()), "{id}");
        let words = of(id);
        let words: Vec<&str> = std::iter::once(id).chain(words.iter().map(String::as_str)).collect();
        fs::write(own.join(format!("{id}.docx")), everything(&fields)).unwrap();
        write(&home, &words, "all.docx");
        // and there is none at the top that is not described
        fs::write(own.join(format!("{id}.docx")), document(&[&["{{ khong_co }}"]])).unwrap();
        let said = refused(&home, &words, 3);
        let there = said.split_once("có: ").unwrap().1.trim().trim_end_matches('.').to_owned();
        let undescribed = there.split(", ").find(|name| !fields.iter().any(|f| f == name));
        assert_eq!(undescribed, None, "{id}");
        fs::remove_file(own.join(format!("{id}.docx"))).unwrap();
    }
    assert!(Path::new(&own).exists());
}

#[test]
fn any_document_becomes_one_of_a_word_processor() {
    let column = |id: &str, label: &str, over: &str| Column { over: over.to_owned(), ..Column::new(id, label) };
    let columns = vec![
        column("name", "Họ và tên", ""),
        column("man", "Nam", "Ngày sinh"),
        column("woman", "Nữ", "Ngày sinh"),
        column("share", "Tỷ lệ", ""),
    ];
    let born = Cell::Date(PartialDate::parse("03/09/1980").unwrap());
    let rows = vec![
        Row { strong: true, ..Row::from(vec![Cell::Empty, Cell::text("Nhóm một"), Cell::Empty, Cell::Empty]) },
        Row::from(vec![Cell::text("Vi <&{{ Dụ }}"), born, Cell::Empty, Cell::Share { part: 1, of: 8 }]),
        Row::from(vec![Cell::text("hai\ndòng"), Cell::Empty, Cell::Unknown]),
    ];
    let table = |id: &str| Table {
        id: id.to_owned(),
        title: format!("Bảng {id}"),
        columns: columns.clone(),
        rows: rows.clone(),
        notes: vec!["theo số liệu 15/06/2024".to_owned()],
    };
    let paper = Paper {
        id: "thu".to_owned(),
        title: "BÁO CÁO".to_owned(),
        under: vec!["tính đến 01/05/2024".to_owned()],
        classification: "Lưu hành nội bộ".to_owned(),
        parts: vec![
            Part::Heading(1, "Biên chế".to_owned()),
            Part::Text("Lời dẫn".to_owned()),
            Part::Table(table("a")),
            Part::Heading(2, "Chi tiết".to_owned()),
            Part::Table(table("b")),
        ],
        ..Paper::default()
    };
    let text = text_of(&docx(&paper, None).unwrap());
    let said = [
        "BÁO CÁO",
        "tính đến 01/05/2024",
        "Biên chế",
        "Lời dẫn",
        "Bảng a",
        "Họ và tên",
        "Ngày sinh",
        "Nam",
        "Nữ",
        "Nhóm một",
        "Vi &lt;&amp;{{ Dụ }}",
        "03/09/1980",
        "12,5",
        "hai\ndòng",
        "theo số liệu",
        "Chi tiết",
        "Bảng b",
        "Lưu hành nội bộ",
    ];
    assert!(in_order(&text, &said.map(str::to_owned)), "{text}");
}
