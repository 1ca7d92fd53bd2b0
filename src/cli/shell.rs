//! `completions` and `man`, made from the same words as the help.

use super::fail::Failure;
use super::help;
use super::out::Answer;
use crate::app::words::Words;
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{self, Write};

/// Answers `completions`.
#[must_use]
pub fn completions(shell: Shell, words: &Words) -> Answer {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(words), "canbo", &mut text);
    Answer::text(String::from_utf8_lossy(&text).into_owned())
}

/// Answers `man`: one page with every command and its options.
///
/// # Errors
/// Never in practice; the page is written into memory.
pub fn man(words: &Words) -> Result<Answer, Failure> {
    let mut command = help::command(words);
    command.build();
    let mut text = Vec::new();
    page(&command, &mut text).map_err(|e| Failure::refused("told.output", &[&e.to_string()]))?;
    Ok(Answer::text(String::from_utf8_lossy(&text).into_owned()))
}

fn page(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let whole = Man::new(command.clone());
    whole.render_title(text)?;
    whole.render_name_section(text)?;
    whole.render_synopsis_section(text)?;
    whole.render_options_section(text)?;
    for below in command.get_subcommands() {
        let name = below.get_name();
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(text, ".SH {}\n{}", name.to_uppercase(), about.replace('\\', "\\\\"))?;
        let below = Man::new(below.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg }));
        below.render_synopsis_section(text)?;
        below.render_options_section(text)?;
    }
    Ok(())
}
