//! The exports of the rules that are only prose, in wasm files that have them: what is known beside a post, the
//! sentences of the rules, and counting. They share the desk of [`super::validate`].

use wasm_bindgen::prelude::wasm_bindgen;

use crate::api::post::{PLATFORMS, TITLES};
use crate::api::rule::SAYINGS;
use crate::check::rules::{self, counter};

use super::validate::{at_desk, lines, section};

/// The texts of the rules, in three sections that end in a form feed: two lines for each sentence (sentence, hint), four
/// for each rule (code, its sentence as `'0'` plus its place, what the row adds, source), and two for each platform (its
/// name in the API and its name for people).
#[wasm_bindgen]
pub fn rule_tables() -> String {
    let mut text = String::new();
    section(&mut text, SAYINGS.iter().flat_map(|(_, message, hint)| [*message, *hint]));
    for (platform, rule) in rules::all() {
        let saying = [b'0'.wrapping_add(rule.say as u8)];
        let saying = core::str::from_utf8(&saying).unwrap_or_default();
        lines(&mut text, [rules::code(platform, rule).as_str(), saying, rule.why, rule.source].into_iter());
    }
    text.push('\u{c}');
    section(&mut text, PLATFORMS.iter().zip(TITLES).flat_map(|(name, title)| [*name, *title]));
    text
}

/// Where words about what the caller knows beside a post are to be written; there is room for as many as asked.
#[wasm_bindgen]
pub fn known_at(words: u32) -> u32 {
    at_desk(|desk| {
        if desk.known.len() < words as usize {
            desk.known.resize(words as usize, 0);
        }
        desk.known.as_ptr() as u32
    })
}

/// Holds the first bytes against the limits of a platform: writes unit, limit, use and (plus one, 0 for nowhere) the
/// place where it goes over, for each limit, and answers how many words that takes. They are where issues are.
#[wasm_bindgen]
pub fn count_text(platform: u32, choice: u32, bytes: u32) -> u32 {
    at_desk(|desk| {
        let content = desk.bytes.get(..bytes as usize).unwrap_or(&[]);
        let text = core::str::from_utf8(content).unwrap_or_default();
        desk.issues.clear();
        for counter in counter::counters(platform as usize, choice, text) {
            let over = counter.measure.over_at.map_or(0, |at| at.wrapping_add(1));
            desk.issues.write(&[counter.unit as u32, counter.limit, counter.measure.used, over]);
        }
        desk.issues.words().len() as u32
    })
}
