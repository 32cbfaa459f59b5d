//! A whole document of HTML: one file that asks nothing of anybody, to look at, to search and to print.

use std::io::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::error::Error;
use crate::render::answer::{Block, PartKind};
use crate::render::html::markup;
use crate::render::screen::visible_lines;
use crate::words::{Lang, Word};

/// How every page looks.
const STYLE: &str = include_str!("page.css");
/// What a page does of itself.
const SCRIPT: &str = include_str!("page.js");
/// A page asks for nothing outside it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// What stands around the blocks of a page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// What each printed page says at its foot.
    pub foot: &'a str,
    /// The territory's colour, `#rrggbb`.
    pub color: Option<&'a str>,
    /// The language.
    pub lang: Lang,
}

/// Write blocks as a page; its sections are its contents.
///
/// # Errors
/// The page cannot be written.
pub fn write(blocks: &[Block], page: &Page<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let (lang, code) = (page.lang, page.lang.of("fr", "en"));
    let contents: Vec<(&str, &str)> = blocks.iter().filter_map(entry).collect();
    let has_register = blocks
        .iter()
        .any(|block| matches!(block, Block::Part(PartKind::Register, ..)));
    let color = page
        .color
        .map(|color| format!(":root {{ --accent: {color}; }}\n"));
    // Text between quotes of a style sheet, which ends no element.
    let foot = page.foot.replace(['\\', '"', '<', '\n'], " ");
    let foot = format!(
        "@media print {{ @page {{ @bottom-left {{ content: \"{foot}\"; font: 8pt sans-serif; }} }} }}\n"
    );
    let (covers, rest) = blocks.split_at(usize::from(matches!(
        blocks.first(),
        Some(Block::Part(PartKind::Cover, ..))
    )));
    let document = html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (page.title) }
                style { "\n" (PreEscaped(STYLE)) (PreEscaped(color.unwrap_or_default())) (PreEscaped(foot)) }
            }
            body {
                a class="skip" href="#main" { (lang.word(Word::SKIP)) }
                (hatch())
                @for block in covers { (markup(block, lang)) "\n" }
                @if contents.len() > 1 {
                    nav aria-label=(lang.word(Word::CONTENTS)) {
                        ol { @for (name, title) in &contents { li { a href={ "#" (name) } { (title) } } } }
                    }
                }
                main id="main" tabindex="-1" {
                    "\n"
                    @for block in rest { (markup(block, lang)) "\n" }
                }
                @if has_register { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    Ok(writeln!(out, "{}", visible_lines(&document.into_string()))?)
}

/// Write an answer as a page of its own below the plan's name and the day.
///
/// # Errors
/// The page cannot be written.
pub fn write_answer(
    blocks: Vec<Block>,
    (title, day): &(String, String),
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let cover = vec![
        Block::Heading(1, title.clone()),
        Block::Paragraph(day.clone()),
    ];
    let parts = [
        Block::Part(PartKind::Cover, "top".to_owned(), cover),
        Block::Part(PartKind::Answer, "answer".to_owned(), blocks),
    ];
    let page = Page {
        title,
        foot: &format!("{title} – {day}"),
        color: None,
        lang,
    };
    write(&parts, &page, out)
}

/// A section as the contents name it.
fn entry(block: &Block) -> Option<(&str, &str)> {
    let Block::Part(PartKind::Section | PartKind::Register, name, blocks) = block else {
        return None;
    };
    blocks.iter().find_map(|block| match block {
        Block::Heading(_, title) => Some((name.as_str(), title.as_str())),
        _ => None,
    })
}

/// The pattern of what is not sure, which reads without colours.
fn hatch() -> Markup {
    html! {
        svg width="0" height="0" aria-hidden="true" style="position:absolute" {
            defs {
                pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    path d="M0 0V6" {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::STYLE;

    /// The colours of each palette, by their names.
    fn palettes() -> Vec<BTreeMap<&'static str, [u8; 3]>> {
        let palettes = STYLE.split(":root {").skip(1);
        let palettes = palettes.filter_map(|text| text.split_once('}').map(|(text, _)| text));
        let color = |text: &str| {
            let digits = text.trim().strip_prefix('#')?;
            let digits = match digits.len() {
                3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
                _ => digits.to_owned(),
            };
            let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            Some([part(0)?, part(2)?, part(4)?])
        };
        let named = |text: &'static str| {
            let colors = text.split(';').filter_map(|one| one.split_once(':'));
            let colors = colors.filter_map(|(name, text)| Some((name.trim(), color(text)?)));
            colors.collect::<BTreeMap<_, _>>()
        };
        palettes
            .map(named)
            .filter(|palette| !palette.is_empty())
            .collect()
    }

    /// The contrast of two colours as WCAG 2.2 computes it.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let light = |color: [u8; 3]| {
            let linear = color.map(|part| {
                let part = f64::from(part) / 255.0;
                match part <= 0.04045 {
                    true => part / 12.92,
                    false => ((part + 0.055) / 1.055).powf(2.4),
                }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_text_stands_out_from_what_is_behind_it() {
        let light = palettes().first().cloned().expect("the light palette");
        assert_eq!(palettes().len(), 2, "light and dark");
        for palette in palettes() {
            let color = |name| palette.get(name).or(light.get(name)).copied().expect(name);
            for (text, behind, least) in [
                ("--ink", "--paper", 7.0),
                ("--soft", "--paper", 4.5),
                ("--link", "--paper", 4.5),
                ("--on-dark", "--done", 4.5),
                ("--on-dark", "--running", 4.5),
                ("--on-light", "--waiting", 4.5),
                ("--on-light", "--lighter", 4.5),
                ("--on-light", "--dropped", 4.5),
                ("--late", "--paper", 4.5),
                ("--edge", "--paper", 3.0),
                ("--hatch", "--paper", 3.0),
            ] {
                let contrast = contrast(color(text), color(behind));
                assert!(contrast >= least, "{text} on {behind}: {contrast:.2}");
            }
        }
    }
}
