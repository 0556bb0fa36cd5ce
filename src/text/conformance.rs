//! The counts against the vectors of others, where those are at hand (`tests/support/external_fixtures.rs`). Without them these tests
//! say so and pass.

use crate::external_fixtures::vector;

use super::{Kind, Measure, cluster};

fn count(kind: Kind, text: &str) -> u32 {
    super::count(kind, text.as_bytes())
}

fn measure(kind: Kind, text: &str, limit: u32) -> Measure {
    super::measure(kind, text.as_bytes(), limit)
}

fn refused_by_x(text: &str) -> Option<u32> {
    super::refused_by_x(text.as_bytes())
}

struct EmojiRow {
    text: String,
    fully_qualified: bool,
}

fn emoji_rows() -> Option<Vec<EmojiRow>> {
    let rows = vector("emoji/emoji-test-17.txt")?
        .lines()
        .filter_map(|line| {
            let (points, rest) = line.split('#').next()?.split_once(';')?;
            let text = points.split_whitespace().map(|p| char::from_u32(u32::from_str_radix(p, 16).unwrap()).unwrap());
            Some(EmojiRow { text: text.collect(), fully_qualified: rest.trim() == "fully-qualified" })
        })
        .collect::<Vec<_>>();
    assert_eq!(rows.iter().filter(|row| row.fully_qualified).count(), 3944);
    Some(rows)
}

#[test]
fn every_fully_qualified_emoji_weighs_two_and_is_one_cluster() {
    let Some(rows) = emoji_rows() else { return };
    for EmojiRow { text, fully_qualified } in &rows {
        assert_eq!(count(Kind::Graphemes, text), 1, "{text} {text:?}");
        if *fully_qualified {
            assert_eq!(count(Kind::XWeighted, text), 2, "{text} {text:?}");
            assert_eq!(count(Kind::XWeighted, &format!("a{text}{text}1")), 6, "{text} {text:?}");
            assert_eq!(count(Kind::Threads, text) as usize, text.len(), "{text} {text:?}");
        }
    }
}

/// Every combination of the parts of recommended sequences: those that are recommended are one emoji, no other is.
#[test]
fn no_other_sequence_is_one_emoji() {
    let Some(rows) = emoji_rows() else { return };
    let known: std::collections::HashSet<&str> =
        rows.iter().filter(|row| row.fully_qualified).map(|row| row.text.as_str()).collect();
    let mut parts: Vec<&str> =
        known.iter().filter(|t| t.contains('\u{200D}')).flat_map(|t| t.split('\u{200D}')).collect();
    parts.sort_unstable();
    parts.dedup();
    // Two skin tones stand for five.
    let middling = |text: &str| text.contains(['\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}']);
    parts.retain(|part| !middling(part));
    let mut checked = 0;
    let mut check = |text: &str| {
        let one = {
            let first = text.chars().next().unwrap_or_default();
            super::emoji::sequence(text.as_bytes(), 0, first) == text.len()
        };
        assert_eq!(one, known.contains(text), "{text} {text:?}");
        checked += 1;
    };
    for a in &parts {
        for b in &parts {
            check(&format!("{a}\u{200D}{b}"));
        }
    }
    // Three and four parts: each known sequence with each of its parts replaced by every other.
    for sequence in known.iter().filter(|t| t.matches('\u{200D}').count() > 1 && !middling(t)) {
        let own: Vec<&str> = sequence.split('\u{200D}').collect();
        for at in 0..own.len() {
            for part in &parts {
                let mut other = own.clone();
                other[at] = part;
                check(&other.join("\u{200D}"));
            }
        }
    }
    assert!(checked > 20_000, "{checked}");
}

/// One row of a suite of twitter-text's validate.yml.
#[derive(Default)]
struct WeightedRow {
    description: String,
    text: String,
    length: u32,
    valid: bool,
    valid_range_end: u32,
}

/// Reads the suite named `name`: the one shape that validate.yml uses for weighted rows.
fn suite(yaml: &str, name: &str) -> Vec<WeightedRow> {
    let mut rows: Vec<WeightedRow> = Vec::new();
    let mut inside = false;
    for line in yaml.lines() {
        let trimmed = line.trim();
        if line.starts_with("  ") && !line.starts_with("   ") && trimmed.ends_with(':') {
            inside = trimmed.trim_end_matches(':') == name;
        } else if inside && let Some((key, value)) = trimmed.trim_start_matches("- ").split_once(": ") {
            if key == "description" {
                rows.push(WeightedRow { description: unquote(value), ..WeightedRow::default() });
                continue;
            }
            let Some(row) = rows.last_mut() else { continue };
            match key {
                "text" => row.text = unquote(value),
                "weightedLength" => row.length = value.parse().unwrap(),
                "valid" => row.valid = value == "true",
                "validRangeEnd" => row.valid_range_end = value.parse().unwrap(),
                _ => {}
            }
        }
    }
    rows
}

fn unquote(value: &str) -> String {
    let inner = value.trim().strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or_else(|| panic!("{value}"));
    let mut out = String::new();
    let mut rest = inner;
    while let Some((before, escaped)) = rest.split_once('\\') {
        out.push_str(before);
        let size = match &escaped[..1] {
            "u" => 4,
            "U" => 8,
            _ => {
                out.push_str(&escaped[..1]);
                rest = &escaped[1..];
                continue;
            }
        };
        out.push(char::from_u32(u32::from_str_radix(&escaped[1..=size], 16).unwrap()).unwrap());
        rest = &escaped[1 + size..];
    }
    out + rest
}

/// The NFC of the few sequences that the suites have. All other texts in them are in NFC.
fn nfc(text: &str) -> String {
    text.replace("A\u{301}", "Á").replace("\u{FB2C}", "\u{5E9}\u{5BC}\u{5C1}")
}

/// Rows of the suite for version 2 of the configuration, in which an emoji is its code points. Version 3 counts less.
const OTHER_IN_VERSION_2: [&str; 2] = [
    "Count a mix of single byte single word, and double word unicode characters",
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
];

#[test]
fn the_weighted_suites_of_twitter_text_pass() {
    let Some(yaml) = vector("twitter-text/validate.yml") else { return };
    let mut others = 0;
    for (name, rows) in [
        ("WeightedTweetsWithDiscountedEmojiCounterTest", 22),
        ("WeightedTweetsCounterTest", 20),
        ("UnicodeDirectionalMarkerCounterTest", 2),
    ] {
        let suite = suite(&yaml, name);
        assert_eq!(suite.len(), rows, "{name}");
        for row in suite {
            let text = nfc(&row.text);
            let measured = measure(Kind::XWeighted, &text, 280);
            if name == "WeightedTweetsCounterTest" && OTHER_IN_VERSION_2.contains(&row.description.as_str()) {
                assert!(measured.used < row.length, "{}", row.description);
                others += 1;
                continue;
            }
            let refused = refused_by_x(&text);
            let valid = measured.over_at.is_none() && refused.is_none() && measured.used > 0;
            assert_eq!((measured.used, valid), (row.length, row.valid), "{name}: {}", row.description);
            // The reference names the last unit that fits, and moves it by what NFC took away.
            let (given, counted) = (count(Kind::Utf16, &row.text), count(Kind::Utf16, &text));
            if refused.is_none() && counted <= given {
                let end = measured.over_at.unwrap_or(counted);
                assert_eq!(end + given - counted - 1, row.valid_range_end, "{name}: {}", row.description);
            }
        }
    }
    assert_eq!(others, OTHER_IN_VERSION_2.len());
}

#[test]
fn the_grapheme_break_test_of_unicode_passes() {
    let Some(file) = vector("unicode/GraphemeBreakTest-17.txt") else { return };
    let mut cases = 0;
    for line in file.lines() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let (mut text, mut ends) = (String::new(), Vec::new());
        for word in line.split_whitespace() {
            match word {
                "÷" => ends.push(text.len()),
                "×" => {}
                point => text.push(char::from_u32(u32::from_str_radix(point, 16).unwrap()).unwrap()),
            }
        }
        let over = |limit: usize| cluster::tally(text.as_bytes(), limit as u32).ones.over_byte().unwrap_or(text.len());
        let found: Vec<usize> = (0..ends.len()).map(over).collect();
        assert_eq!(found, ends, "{line}");
        cases += 1;
    }
    assert!(cases > 700);
}
