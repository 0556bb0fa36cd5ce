//! Signed addresses, which end.

use crate::calendar::days_since_1970;
use crate::text;

/// When a signed address ends, in seconds since 1970: as the storage of Amazon and Google and what is made after them
/// say it. NaN where it does not say.
pub(super) fn expiry(url: &[u8]) -> f64 {
    const LONGEST: usize = 8192;
    // Smaller numbers are lengths of time, not moments.
    const FIRST: f64 = 1e9;
    let (mut signed, mut lasts) = (f64::NAN, f64::NAN);
    if !text::has(url, b'?') {
        return f64::NAN;
    }
    for field in url.get(..url.len().min(LONGEST)).unwrap_or(&[]).split(|byte| matches!(byte, b'?' | b'&')) {
        let Some(place) = field.iter().position(|byte| *byte == b'=') else { continue };
        let (name, value) = field.split_at_checked(place).unwrap_or((field, &[]));
        let value = digits(value.get(1..).unwrap_or(&[]));
        match name {
            b"Expires" if value >= FIRST => return value,
            b"X-Amz-Date" | b"X-Goog-Date" => signed = instant(value),
            b"X-Amz-Expires" | b"X-Goog-Expires" => lasts = value,
            _ => {}
        }
    }
    signed + lasts
}

/// The number that the digits of a text make, without the letters of `20261224T180000Z`; NaN where there is more.
fn digits(text: &[u8]) -> f64 {
    let mut number = 0.0;
    for byte in text {
        number = match byte {
            b'0'..=b'9' => number * 10.0 + f64::from(byte & 15),
            b'T' | b'Z' => number,
            _ => f64::NAN,
        };
    }
    number
}

/// The seconds since 1970 of a moment that is written as `20261224180000`.
fn instant(moment: f64) -> f64 {
    let date = (moment / 1e6) as u32;
    let time = moment - f64::from(date) * 1e6;
    let part = |of: u32, below: u32| of.checked_div(below).unwrap_or(0).wrapping_rem(100);
    let days = f64::from(days_since_1970(date.wrapping_div(10_000), part(date, 100), part(date, 1)));
    let time = time as u32;
    let minutes = f64::from(part(time, 10_000).wrapping_mul(60).wrapping_add(part(time, 100)));
    // What is no number stays none.
    days * 86_400.0 + minutes * 60.0 + f64::from(part(time, 1)) + 0.0 * moment
}

#[cfg(test)]
mod tests {
    use super::expiry;

    #[test]
    fn signed_addresses_say_when_they_end() {
        let end = |query: &str| expiry(format!("https://b.example/a.mp4{query}").as_bytes());
        for (query, seconds) in [
            ("?X-Amz-Date=19700101T000000Z&X-Amz-Expires=3600", 3600.0),
            ("?a=b&X-Amz-Expires=60&X-Amz-Date=20261224T180102Z", 1_798_135_322.0),
            ("?X-Goog-Date=20240229T235959Z&X-Goog-Expires=1", 1_709_251_200.0),
            ("?X-Goog-Date=20000301T000000Z&X-Goog-Expires=0", 951_868_800.0),
            ("?Expires=1798135262&Signature=x", 1_798_135_262.0),
        ] {
            assert!((end(query) - seconds).abs() < 0.5, "{query}: {}", end(query));
        }
        for query in [
            "",
            "?",
            "?Expires=tomorrow",
            "?Expires=",
            "?Expires=3600",
            "?X-Amz-Date=20261224T180000Z",
            "?X-Amz-Expires=60",
            "?X-Amz-Date=2026-12-24&X-Amz-Expires=60",
        ] {
            assert!(end(query).is_nan(), "{query}: {}", end(query));
        }
    }
}
