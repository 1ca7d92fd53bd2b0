//! Who sits at the terminal.

use crate::domain::Author;
use std::fs;

/// Who sits at the terminal: login name and full name of the system's list of users, and the terminal or address.
pub fn author() -> Author {
    let uid = rustix::process::getuid().as_raw();
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let listed =
        users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find_map(|fields| match fields.as_slice() {
            [login, _, id, _, full, ..] if id.parse() == Ok(uid) => Some(((*login).to_owned(), (*full).to_owned())),
            _ => None,
        });
    // users of a directory service are not in the list
    let (id, full) = listed.unwrap_or_else(|| {
        let login = std::env::var("LOGNAME").or_else(|_| std::env::var("USER"));
        (login.unwrap_or_else(|_| uid.to_string()), String::new())
    });
    let full = full.split(',').next().unwrap_or_default().trim();
    let name = if full.is_empty() { id.clone() } else { full.to_owned() };
    Author { id, name, via: via() }
}

fn via() -> String {
    if let Some(address) = std::env::var("SSH_CONNECTION").ok().and_then(|c| c.split(' ').next().map(str::to_owned)) {
        return format!("ssh {address}");
    }
    let terminal = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new());
    terminal.ok().and_then(|name| name.into_string().ok()).unwrap_or_else(|| "script".to_owned())
}
