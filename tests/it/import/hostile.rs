//! Workbooks that are damaged, by chance or on purpose: one sentence, nothing changed, no abort and no endless run.

use super::text;
use crate::support::{Home, said, sample};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A small workbook with its parts.
fn parts() -> Vec<(String, Vec<u8>)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in
        [["Họ và tên", "Ngày sinh", "Giới tính"], ["Lăng Viết Thắm", "05/03/1978", "Nam"]].iter().enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    let mut archive = ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(path: &Path, parts: &[(String, Vec<u8>)]) {
    let mut out = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in parts {
        out.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap();
}

/// Imports a file on trial: an answer or a sentence, never an abort.
fn tried(home: &Home, file: &Path) {
    let out = home.run(&["import", "cadres", text(file), "--dry-run"]);
    assert!(matches!(out.status.code(), Some(0 | 2 | 3)), "{}", said(&out));
    assert!(!said(&out).contains("panicked"), "{}", said(&out));
}

#[test]
fn a_workbook_that_declares_four_thousand_million_strings_is_one_sentence() {
    let home = Home::like(&sample());
    let mut parts = parts();
    let strings = parts.iter_mut().find(|(name, _)| name.ends_with("sharedStrings.xml")).unwrap();
    let text_of = String::from_utf8(strings.1.clone()).unwrap();
    let (before, after) = text_of.split_once("uniqueCount=\"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    strings.1 = format!("{before}uniqueCount=\"4294967295\"{after}").into_bytes();
    let file = home.path().join("count.xlsx");
    packed(&file, &parts);
    let out = home.run(&["import", "cadres", text(&file), "--dry-run"]);
    assert_eq!(out.status.code(), Some(3), "{}", said(&out));
    assert_eq!(String::from_utf8_lossy(&out.stderr).trim().lines().count(), 1, "{}", said(&out));
}

/// Mutated copies of the workbook, each told by its seed.
fn mutated(count: u64) {
    let home = Home::like(&sample());
    let whole = parts();
    let file = home.path().join("mutated.xlsx");
    for seed in 0..count {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below.max(1) as u64).unwrap()
        };
        let mut parts = whole.clone();
        for _ in 0..=next(4) {
            let part = next(parts.len());
            let bytes = &mut parts[part].1;
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = u8::try_from(next(256)).unwrap(),
                1 => bytes.truncate(at),
                2 => bytes.splice(at..at, b"99999999999".iter().copied()).for_each(drop),
                _ => {
                    let piece = bytes[at..(at + 40).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece).for_each(drop);
                }
            }
        }
        packed(&file, &parts);
        if seed % 5 == 0 {
            let mut raw = std::fs::read(&file).unwrap();
            let at = next(raw.len());
            raw[at] ^= u8::try_from(next(255) + 1).unwrap();
            std::fs::write(&file, raw).unwrap();
        }
        eprintln!("seed {seed}");
        tried(&home, &file);
    }
}

#[test]
fn no_mutated_workbook_ends_the_program() {
    mutated(25);
}

#[test]
#[ignore = "two thousand mutated workbooks take minutes; the short form runs with the others"]
fn no_mutated_workbook_of_two_thousand_ends_the_program() {
    mutated(2_000);
}
