//! `completions` and `man`, made from the same words as the help.

use super::fail::Failure;
use super::help;
use super::out::Answer;
use crate::app::words::Words;
use clap_complete::Shell;

/// Answers `completions`.
#[must_use]
pub fn completions(shell: Shell, words: &Words) -> Answer {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(words), "canbo", &mut text);
    Answer::text(String::from_utf8_lossy(&text).into_owned())
}

/// Answers `man`: one page with every command.
///
/// # Errors
/// Never in practice; the page is written into memory.
pub fn man(words: &Words) -> Result<Answer, Failure> {
    let mut text = Vec::new();
    let mut command = help::command(words);
    command.build();
    let page = |command: clap::Command, text: &mut Vec<u8>| -> std::io::Result<()> {
        let man = clap_mangen::Man::new(command);
        man.render_title(text)?;
        man.render_name_section(text)?;
        man.render_synopsis_section(text)?;
        man.render_description_section(text)?;
        man.render_options_section(text)?;
        man.render_subcommands_section(text)
    };
    page(command.clone(), &mut text).map_err(|e| Failure::refused("said.output", &[&e.to_string()]))?;
    let mut out = String::from_utf8_lossy(&text).into_owned();
    for sub in command.get_subcommands() {
        out.push_str(&help::roff_of(sub));
    }
    Ok(Answer::text(out))
}
