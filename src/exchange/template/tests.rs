use super::*;
use crate::exchange::paper::Cell;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>"#;
const TAIL: &str = "</w:body></w:document>";

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(runs: &[&str]) -> String {
    format!("<w:p>{}</w:p>", runs.iter().map(|r| run(r)).collect::<String>())
}

fn row(cells: &[&str]) -> String {
    format!("<w:tr>{}</w:tr>", cells.iter().map(|c| format!("<w:tc>{}</w:tc>", paragraph(&[c]))).collect::<String>())
}

fn people() -> Fields {
    let person = |name: &str, votes: i64| {
        let mut person = Fields::default();
        person.set("ho_ten", name);
        person.set("phieu", Cell::Number(votes));
        person
    };
    let mut fields = Fields::default();
    fields.set("don_vi", "Huyện Cao Lộc");
    fields.flag("nhay_cam", false);
    fields.rows("nguoi", vec![person("Nông Thị Ví", 1204), person("Vi Văn Dụ", 7)]);
    fields
}

/// What the texts of a filled body say, a `|` after each paragraph.
fn said(body: &str, fields: &Fields) -> Result<String, TemplateError> {
    fn add(nodes: &[tree::Node], out: &mut String) {
        for node in nodes {
            match node {
                tree::Node::Text(text) => out.push_str(text),
                tree::Node::Element(e) => {
                    if e.name() == "w:br" {
                        out.push('/');
                    }
                    add(&e.nodes, out);
                    if e.name() == "w:p" {
                        out.push('|');
                    }
                }
                _ => {}
            }
        }
    }
    let xml = filled(&format!("{HEAD}{body}{TAIL}"), fields)?;
    let mut out = String::new();
    add(&tree::parse(&xml)?, &mut out);
    Ok(out.trim().to_owned())
}

#[test]
fn a_field_is_filled_however_a_word_processor_parted_it() {
    let parted = [
        vec!["{{ don_vi }}"],
        vec!["{", "{ don_vi }}"],
        vec!["{{", " don", "_vi ", "}", "}"],
        vec!["ở {{do", "", "n_vi}} và {{ don", "_vi }}."],
    ];
    let said: Vec<String> = parted.iter().map(|runs| said(&paragraph(runs), &people()).unwrap()).collect();
    assert_eq!(said[..3], ["Huyện Cao Lộc|", "Huyện Cao Lộc|", "Huyện Cao Lộc|"]);
    assert_eq!(said[3], "ở Huyện Cao Lộc và Huyện Cao Lộc.|");
}

#[test]
fn rows_and_paragraphs_are_repeated_as_a_whole() {
    let rows = row(&["{% for p in nguoi %}{{ loop.index }}", "{{ p.ho_ten }}", "{{ p.phieu }}{% endfor %}"]);
    let table = format!("<w:tbl>{rows}</w:tbl>");
    assert_eq!(said(&table, &people()).unwrap(), "1|Nông Thị Ví|1.204|2|Vi Văn Dụ|7|");
    let alone = [row(&["{% for p in nguoi %}", ""]), row(&["{{ p.ho_ten }}"]), row(&["", "{% endfor %}"])].concat();
    assert_eq!(said(&format!("<w:tbl>{alone}</w:tbl>"), &people()).unwrap(), "Nông Thị Ví|Vi Văn Dụ|");
    let paragraphs = ["{% for p in nguoi %}", "- {{ p.ho_ten }}", "{% endfor %}"].map(|p| paragraph(&[p])).concat();
    assert_eq!(said(&paragraphs, &people()).unwrap(), "- Nông Thị Ví|- Vi Văn Dụ|");
}

#[test]
fn a_column_may_be_left_out_and_a_cell_keeps_a_paragraph() {
    let heads = row(&["Họ tên", "{%tc if nhay_cam %}Phiếu{%tc endif %}"]);
    let rows =
        row(&["{% for p in nguoi %}{{ p.ho_ten }}", "{%tc if nhay_cam %}{{ p.phieu }}{%tc endif %}{% endfor %}"]);
    let table = format!("<w:tbl>{heads}{rows}</w:tbl>");
    assert_eq!(said(&table, &people()).unwrap(), "Họ tên|Nông Thị Ví|Vi Văn Dụ|");
    let mut open = people();
    open.flag("nhay_cam", true);
    assert_eq!(said(&table, &open).unwrap(), "Họ tên|Phiếu|Nông Thị Ví|1.204|Vi Văn Dụ|7|");
    // all that a cell holds is a loop over nobody
    open.rows("nguoi", Vec::new());
    let cell =
        format!("<w:tc>{}</w:tc>", ["{% for p in nguoi %}", "x", "{% endfor %}"].map(|p| paragraph(&[p])).concat());
    let beside = format!("<w:tc>{}</w:tc>", paragraph(&["bên"]));
    assert_eq!(said(&format!("<w:tbl><w:tr>{cell}{beside}</w:tr></w:tbl>"), &open).unwrap(), "|bên|");
}

#[test]
fn a_value_is_text_whatever_it_is_made_of() {
    let mut fields = people();
    fields.set("don_vi", "<w:p>&{{ nguoi }}{% for %}\u{1}\nhai");
    assert_eq!(said(&paragraph(&["{{ don_vi }}"]), &fields).unwrap(), "<w:p>&{{ nguoi }}{% for %}/hai|");
    assert_eq!(said(&paragraph(&["a &lt; b &amp; {# c #}"]), &fields).unwrap(), "a < b & {# c #}|");
    assert_eq!(said(&paragraph(&["{% if don_vi != “” %}có{% endif %}"]), &fields).unwrap(), "có|");
}

#[test]
fn what_cannot_be_filled_is_named() {
    let fault = |text: &str| said(&paragraph(&[text]), &people()).unwrap_err();
    let unknown =
        |field: &str, known: &str| TemplateError::Unknown { field: field.to_owned(), known: known.to_owned() };
    assert_eq!(fault("{{ don_vj }}"), unknown("don_vj", "don_vi, nguoi, nhay_cam"));
    assert_eq!(fault("{% for p in nguoi %}{{ p.hoten }}{% endfor %}"), unknown("nguoi.hoten", "ho_ten, phieu"));
    assert_eq!(fault("{% if khong %}x{% endif %}"), unknown("khong", "don_vi, nguoi, nhay_cam"));
    assert_eq!(fault("chưa đóng {{ don_vi"), TemplateError::Syntax("{{ don_vi".to_owned()));
    assert_eq!(
        fault("{{ don_vi }} {% for p nguoi %}x{% endfor %}"),
        TemplateError::Syntax("{% for p nguoi %}".to_owned())
    );
    assert!(matches!(fault("{% for p in nguoi %}x"), TemplateError::Syntax(_)));
    assert_eq!(
        fault("{% for a in range(90000) %}{% for b in range(90000) %}xxxxxxxx{% endfor %}{% endfor %}"),
        TemplateError::TooLarge
    );
}

#[test]
fn what_is_no_document_is_refused() {
    let zip = |name: &str, bytes: &[u8]| {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
        out.finish().unwrap().into_inner()
    };
    let tried = |bytes: &[u8]| fill(bytes, &people()).unwrap_err();
    assert_eq!(tried(b"Kinh gui"), TemplateError::NotADocument);
    assert_eq!(tried(&zip("xl/workbook.xml", b"<a/>")), TemplateError::NotADocument);
    assert_eq!(tried(&zip("word/document.xml", b"<a><b></a>")), TemplateError::Broken);
    assert_eq!(tried(&zip("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")), TemplateError::Broken);
    assert_eq!(tried(&zip("word/document.xml", "<a>".repeat(1_000).as_bytes())), TemplateError::TooLarge);
    let large = vec![b' '; usize::try_from(PART).unwrap() + 1];
    assert_eq!(tried(&zip("word/document.xml", &large)), TemplateError::TooLarge);
    let whole = zip("word/document.xml", format!("{HEAD}{}{TAIL}", paragraph(&["x"])).as_bytes());
    assert!(fill(&whole, &people()).is_ok());
    for cut in [whole.len() / 2, whole.len() - 1] {
        assert!(matches!(tried(&whole[..cut]), TemplateError::NotADocument | TemplateError::Broken), "cut at {cut}");
    }
    let mut spoilt = whole.clone();
    spoilt[60] ^= 0xff;
    assert!(fill(&spoilt, &people()).is_err());
}

#[test]
fn what_is_nested_deeper_or_filled_longer_than_a_paper_needs_is_refused() {
    let nested = format!("{{{{ {}don_vi }}}}", "not ".repeat(50_000));
    assert!(matches!(said(&paragraph(&[&nested]), &people()), Err(TemplateError::Syntax(_))));
    let loops = "{% for a in range(90000) %}{% for b in range(90000) %}{{ don_vi }}{% endfor %}{% endfor %}";
    assert!(said(&paragraph(&[loops]), &people()).is_err());
}
