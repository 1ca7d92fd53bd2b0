//! The real program on a terminal: what it leaves behind, and one walk over a small province.

use crate::support::Home;
use rustix::process::Signal;

#[test]
fn nothing_is_written_before_the_officer_has_chosen_and_the_terminal_is_given_back() {
    let home = Home::new();
    let mut session = home.session(&[]);
    session.sees("Bắt đầu kho trống cho một tỉnh");
    assert!(session.is_raw());
    session.types("\x1b[B\r");
    session.sees("Lạng Sơn");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
    session.assert_restored();
    assert!(!home.store().exists(), "asked, not answered: nothing is on the disk");
}

#[test]
fn a_signal_that_ends_the_session_gives_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 128 + 15), (Signal::HUP, 128 + 1)] {
        let mut session = Home::new().session(&[]);
        session.sees("Thoát");
        session.signal(signal);
        assert_eq!(session.ends(), status);
        session.assert_restored();
    }
}

#[test]
fn without_a_shell_to_go_to_ctrl_z_says_so_and_the_session_goes_on() {
    let mut session = Home::new().session(&[]);
    session.sees("Thoát");
    session.types("\x1a");
    session.sees("Không có dấu nhắc lệnh nào để trở về");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}

#[test]
fn a_store_that_another_process_holds_is_refused_with_status_4_and_left_as_it_is() {
    let home = Home::with_sample();
    let mut first = home.session(&[]);
    first.sees("Tỉnh Lạng Sơn");
    let mut second = home.session(&[]);
    assert_eq!(second.ends(), 4);
    second.sees(&first.process().to_string());
    second.assert_restored();
    first.types("\x11");
    assert_eq!(first.ends(), 0);
}

#[test]
fn a_unit_renamed_on_the_screen_is_renamed_after_reopening_and_undone_by_one_key() {
    let home = Home::with_sample();
    let mut session = home.session(&["--screen", "units"]);
    session.sees("○");
    session.types("\x1b[B");
    session.sees("▸  + ");
    session.types("r");
    session.sees("Thay đổi từ ngày: Tên gọi");
    session.types("\x15Một tên mới hẳn\r");
    session.sees("Đã lưu");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
    let mut session = home.session(&[]);
    session.sees("Một tên mới hẳn");
    session.types("u");
    session.sees("Đã hoàn tác");
    session.wait("the old name", |screen| !screen.contents().contains("Một tên mới hẳn"));
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}

#[test]
fn what_was_being_typed_when_the_process_was_killed_is_offered_again() {
    let home = Home::with_sample();
    let mut session = home.session(&["--screen", "units"]);
    session.sees("○");
    session.types("r");
    session.sees("Thay đổi từ ngày: Tên gọi");
    session.types("\x15Tran Yen Thu Nghiem");
    session.sees("Tran Yen Thu Nghiem");
    // it is durable once the store's file has it
    let db = home.store().join("db");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let kept = || std::fs::read(&db).is_ok_and(|bytes| bytes.windows(19).any(|w| w == b"Tran Yen Thu Nghiem"));
    while !kept() {
        assert!(std::time::Instant::now() < until, "what is typed never came to the disk");
        std::thread::yield_now();
    }
    session.signal(Signal::KILL);
    let _ = session.ends();
    let mut session = home.session(&[]);
    session.sees("Còn nội dung đang gõ dở");
    session.types("R");
    session.sees("Tran Yen Thu Nghiem");
    session.types("\x13");
    session.sees("Đã lưu");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}
