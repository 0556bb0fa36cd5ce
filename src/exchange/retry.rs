//! The delay before a call is sent again.

use crate::calendar::days_since_1970;

/// First ceiling of the backoff, in milliseconds; it doubles with each attempt.
const FIRST_CEILING: u64 = 500;
/// Highest ceiling of the backoff, in milliseconds.
const MAX_CEILING: u64 = 8_000;
/// Longest `Retry-After` that is obeyed, in milliseconds: the cap of the official Python client.
const MAX_RETRY_AFTER: u64 = 60_000;

/// Returns the milliseconds to wait after `attempt` (from 1) failed.
///
/// Full jitter: the delay is uniform between 0 and the ceiling, so that callers that failed together do not return
/// together. `random` is uniform over all of `u32`. `retry_after`, in milliseconds, is a lower bound.
pub fn delay(attempt: u32, retry_after: Option<u64>, random: u32) -> u64 {
    let doublings = attempt.saturating_sub(1).min(8);
    let ceiling = FIRST_CEILING.saturating_mul(1_u64.wrapping_shl(doublings)).min(MAX_CEILING);
    let jittered = ceiling.saturating_mul(u64::from(random)).wrapping_shr(32);
    jittered.max(retry_after.unwrap_or(0).min(MAX_RETRY_AFTER))
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. Returns milliseconds from now.
///
/// A date is compared with the `Date` header of the response if there is one, because the caller's clock may be wrong.
/// Otherwise it is compared with `now`, in milliseconds since 1970.
pub fn retry_after(value: &str, date: Option<&str>, now: u64) -> Option<u64> {
    let value = value.trim_ascii();
    if let (false, Some(seconds)) = (value.is_empty(), digits(value)) {
        return Some(seconds.saturating_mul(1_000));
    }
    let then = http_date(value)?;
    let now = date.and_then(|text| http_date(text.trim_ascii())).unwrap_or(now);
    Some(then.saturating_sub(now))
}

/// Returns the milliseconds since 1970 of an IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// RFC 9110 lets senders generate no other form. Each part has a fixed position.
fn http_date(text: &str) -> Option<u64> {
    let day = number(text, 5, 7)?;
    let month = month(text.get(8..11)?)?;
    let year = number(text, 12, 16)?;
    let hour = number(text, 17, 19)?;
    let minute = number(text, 20, 22)?;
    let second = number(text, 23, 25)?;
    let in_range = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60 && year >= 1970;
    if text.get(25..) != Some(" GMT") || !in_range {
        return None;
    }
    let days = u32::try_from(days_since_1970(year, month, day)).ok()?;
    let hours = u64::from(days).saturating_mul(24).saturating_add(u64::from(hour));
    let minutes = hours.saturating_mul(60).saturating_add(u64::from(minute));
    Some(minutes.saturating_mul(60).saturating_add(u64::from(second)).saturating_mul(1_000))
}

/// Reads the digits from `start` to `end`: at most four.
fn number(text: &str, start: usize, end: usize) -> Option<u32> {
    digits(text.get(start..end)?).map(|number| number as u32)
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().try_fold(0_u64, |sum, byte| {
        if byte.is_ascii_digit() { Some(sum.saturating_mul(10).saturating_add(u64::from(byte & 15))) } else { None }
    })
}

fn month(name: &str) -> Option<u32> {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    (1..=12_u32).find(|month| {
        let start = month.saturating_sub(1).saturating_mul(3) as usize;
        NAMES.get(start..start.saturating_add(3)) == Some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::{delay, http_date, retry_after};

    #[test]
    fn jitter_is_full_and_bounded() {
        assert_eq!(delay(1, None, 0), 0);
        assert_eq!(delay(1, None, u32::MAX), 499);
        assert_eq!(delay(2, None, u32::MAX), 999);
        assert_eq!(delay(2, None, u32::MAX / 2), 499);
        assert_eq!(delay(40, None, u32::MAX), 7_999);
    }

    #[test]
    fn retry_after_is_a_lower_bound_up_to_a_minute() {
        assert_eq!(delay(1, Some(3_000), 0), 3_000);
        assert_eq!(delay(1, Some(3_000), u32::MAX), 3_000);
        assert_eq!(delay(1, Some(3_600_000), 0), 60_000);
        assert_eq!(delay(1, Some(0), u32::MAX), 499, "the jitter still applies");
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let date = "Sun, 22 Nov 2026 19:35:46 GMT";
        assert_eq!(retry_after("120", None, 0), Some(120_000));
        assert_eq!(retry_after(" 0 ", None, 0), Some(0));
        assert_eq!(retry_after("99999999999999999999999", None, 0), Some(u64::MAX));
        assert_eq!(retry_after("Sun, 22 Nov 2026 19:36:16 GMT", Some(date), 0), Some(30_000));
        assert_eq!(retry_after("Sun, 22 Nov 2026 19:35:16 GMT", Some(date), 0), Some(0), "already past");
        assert_eq!(retry_after("Thu, 01 Jan 1970 00:01:00 GMT", None, 10_000), Some(50_000));
        for invalid in ["", "-1", "1.5", "soon", "Sun, 22 Nov 2026", "Sun, 22 Nov 2026 19:35:46 CET", "\u{0663}"] {
            assert_eq!(retry_after(invalid, None, 0), None, "{invalid}");
        }
    }

    #[test]
    fn http_dates_are_milliseconds_since_1970() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
        assert_eq!(http_date("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199_000));
        assert_eq!(http_date("Fri, 01 Mar 2024 00:00:00 GMT"), Some(1_709_251_200_000));
        assert_eq!(http_date("Tue, 31 Dec 2099 12:00:00 GMT"), Some(4_102_401_600_000));
        assert_eq!(http_date("Thu, 01 Jan 1970 24:00:00 GMT"), None);
    }
}
