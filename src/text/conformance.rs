//! Compares the counts with conformance files of Unicode and twitter-text, if they are available. Without them these
//! tests print that and pass: see `tests/support/external_fixtures.rs`.

use crate::external_fixtures::vector;

use super::{CountUnit, Measure, UNICODE_VERSION, cluster};

fn count(unit: CountUnit, text: &str) -> u32 {
    super::count(unit, text.as_bytes())
}

fn measure(unit: CountUnit, text: &str, limit: u32) -> Measure {
    super::measure(unit, text.as_bytes(), limit)
}

fn refused_by_x(text: &str) -> Option<u32> {
    super::refused_by_x(text.as_bytes())
}

struct EmojiRow {
    text: String,
    fully_qualified: bool,
}

/// The number in the names of the files.
fn unicode_major() -> &'static str {
    UNICODE_VERSION.split('.').next().unwrap()
}

fn emoji_rows() -> Option<Vec<EmojiRow>> {
    let rows = vector(&format!("emoji/emoji-test-{}.txt", unicode_major()))?
        .lines()
        .filter_map(|line| {
            let (points, rest) = line.split('#').next()?.split_once(';')?;
            let text = points.split_whitespace().map(|p| char::from_u32(u32::from_str_radix(p, 16).unwrap()).unwrap());
            Some(EmojiRow { text: text.collect(), fully_qualified: rest.trim() == "fully-qualified" })
        })
        .collect::<Vec<_>>();
    assert!(rows.iter().filter(|row| row.fully_qualified).count() > 3900);
    Some(rows)
}

#[test]
fn every_fully_qualified_emoji_weighs_two_and_is_one_cluster() {
    let Some(rows) = emoji_rows() else { return };
    for EmojiRow { text, fully_qualified } in &rows {
        assert_eq!(count(CountUnit::Graphemes, text), 1, "{text} {text:?}");
        if *fully_qualified {
            assert_eq!(count(CountUnit::XWeighted, text), 2, "{text} {text:?}");
            assert_eq!(count(CountUnit::XWeighted, &format!("a{text}{text}1")), 6, "{text} {text:?}");
            assert_eq!(count(CountUnit::Threads, text) as usize, text.len(), "{text} {text:?}");
        }
    }
}

/// Combines the parts of recommended sequences.
#[test]
fn only_recommended_sequences_are_one_emoji() {
    let Some(rows) = emoji_rows() else { return };
    let known: std::collections::HashSet<&str> =
        rows.iter().filter(|row| row.fully_qualified).map(|row| row.text.as_str()).collect();
    let mut parts: Vec<&str> =
        known.iter().filter(|t| t.contains('\u{200D}')).flat_map(|t| t.split('\u{200D}')).collect();
    parts.sort_unstable();
    parts.dedup();
    // Two skin tones stand for five.
    let has_middle_tone = |text: &str| text.contains(['\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}']);
    parts.retain(|part| !has_middle_tone(part));
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
    for sequence in known.iter().filter(|t| t.matches('\u{200D}').count() > 1 && !has_middle_tone(t)) {
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

/// A row of twitter-text's validate.yml.
#[derive(Default)]
struct WeightedRow {
    description: String,
    text: String,
    length: u32,
    valid: bool,
    valid_range_end: u32,
}

/// Reads the suite `name` of validate.yml, in the only layout that it uses for weighted rows.
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

/// Normalizes the few sequences of the suites that are not in NFC.
fn nfc(text: &str) -> String {
    text.replace("A\u{301}", "Á").replace("\u{FB2C}", "\u{5E9}\u{5BC}\u{5C1}")
}

/// Rows with a different length in version 2 of the configuration, which counts the code points of an emoji.
const DIFFERENT_IN_VERSION_2: [&str; 2] = [
    "Count a mix of single byte single word, and double word unicode characters",
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
];

#[test]
fn the_weighted_suites_of_twitter_text_pass() {
    let Some(yaml) = vector("twitter-text/validate.yml") else { return };
    let mut different = 0;
    for (name, rows) in [
        ("WeightedTweetsWithDiscountedEmojiCounterTest", 22),
        ("WeightedTweetsCounterTest", 20),
        ("UnicodeDirectionalMarkerCounterTest", 2),
    ] {
        let suite = suite(&yaml, name);
        assert_eq!(suite.len(), rows, "{name}");
        for row in suite {
            let text = nfc(&row.text);
            let measured = measure(CountUnit::XWeighted, &text, 280);
            if name == "WeightedTweetsCounterTest" && DIFFERENT_IN_VERSION_2.contains(&row.description.as_str()) {
                assert!(measured.used < row.length, "{}", row.description);
                different += 1;
                continue;
            }
            let refused = refused_by_x(&text);
            let valid = measured.over_at.is_none() && refused.is_none() && measured.used > 0;
            assert_eq!((measured.used, valid), (row.length, row.valid), "{name}: {}", row.description);
            // The reference gives the last code unit that fits, in the text before NFC.
            let (given, counted) = (count(CountUnit::Utf16, &row.text), count(CountUnit::Utf16, &text));
            if refused.is_none() && counted <= given {
                let end = measured.over_at.unwrap_or(counted);
                assert_eq!(end + given - counted - 1, row.valid_range_end, "{name}: {}", row.description);
            }
        }
    }
    assert_eq!(different, DIFFERENT_IN_VERSION_2.len());
}

#[test]
fn the_grapheme_break_test_of_unicode_passes() {
    let Some(file) = vector(&format!("unicode/GraphemeBreakTest-{}.txt", unicode_major())) else { return };
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
        let over = |limit: usize| {
            cluster::count_to_limit(text.as_bytes(), limit as u32).ones.over_byte().unwrap_or(text.len())
        };
        let found: Vec<usize> = (0..ends.len()).map(over).collect();
        assert_eq!(found, ends, "{line}");
        cases += 1;
    }
    assert!(cases > 700);
}
