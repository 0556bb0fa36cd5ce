//! How long to wait before a safe call is tried again.

/// First ceiling of the backoff, in milliseconds; it doubles with each attempt.
const FIRST: u64 = 500;
/// Ceiling that the backoff does not pass.
const CEILING: u64 = 8_000;
/// The longest that a server's `Retry-After` is obeyed: the official Python client's cap.
const RETRY_AFTER_CEILING: u64 = 60_000;

/// Milliseconds to wait after `attempt` (from 1) failed.
///
/// Full jitter: anywhere between nothing and the ceiling, so that many callers that failed together do not come back
/// together. `dice` is uniform over all of `u32`. The server's own wish is a lower bound.
pub fn delay(attempt: u32, retry_after: Option<u64>, dice: u32) -> u64 {
    let doublings = attempt.saturating_sub(1).min(8);
    let ceiling = FIRST.saturating_mul(1_u64.wrapping_shl(doublings)).min(CEILING);
    let jittered = ceiling.saturating_mul(u64::from(dice)).wrapping_shr(32);
    jittered.max(retry_after.unwrap_or(0).min(RETRY_AFTER_CEILING))
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. Answers milliseconds from now.
///
/// A date is measured from the answer's own `Date` where it has one, because the caller's clock may be wrong;
/// `now` (milliseconds since 1970) is used otherwise.
pub fn retry_after(value: &str, date: Option<&str>, now: u64) -> Option<u64> {
    let value = value.trim_ascii();
    if let (false, Some(seconds)) = (value.is_empty(), number(value, 0, value.len())) {
        return Some(seconds.saturating_mul(1_000));
    }
    let then = http_date(value)?;
    let now = date.and_then(|text| http_date(text.trim_ascii())).unwrap_or(now);
    Some(then.saturating_sub(now))
}

/// Milliseconds since 1970 of an IMF-fixdate (`Sun, 06 Nov 1994 08:49:37 GMT`), the only date that may be generated.
/// Every part has its place.
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
    let hours = days_since_1970(year, month, day).saturating_mul(24).saturating_add(hour);
    let minutes = hours.saturating_mul(60).saturating_add(minute);
    Some(minutes.saturating_mul(60).saturating_add(second).saturating_mul(1_000))
}

/// The digits from `start` to `end`.
fn number(text: &str, start: usize, end: usize) -> Option<u64> {
    let digits = text.get(start..end)?.bytes();
    digits.into_iter().try_fold(0_u64, |sum, byte| {
        if byte.is_ascii_digit() { Some(sum.saturating_mul(10).saturating_add(u64::from(byte & 15))) } else { None }
    })
}

fn month(name: &str) -> Option<u64> {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    (1..=12_u64).find(|month| {
        let start = usize::try_from(month.saturating_sub(1).saturating_mul(3)).unwrap_or_default();
        NAMES.get(start..start.saturating_add(3)) == Some(name)
    })
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, `year` ≥ 1970. Years begin in March here, which puts the
/// leap day last and makes the month lengths a straight line: (153 m + 2) / 5.
fn days_since_1970(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = match month.checked_sub(3) {
        Some(from_march) => (year, from_march),
        None => (year.saturating_sub(1), month.saturating_add(9)),
    };
    let leaps = (year / 4).saturating_sub(year / 100).saturating_add(year / 400);
    let in_year = month.saturating_mul(153).saturating_add(2) / 5;
    let since_year_0 = year.saturating_mul(365).saturating_add(leaps).saturating_add(in_year).saturating_add(day);
    // 1 March of the year 0 to 1 January 1970, and one because days count from 1.
    since_year_0.saturating_sub(719_469)
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
    fn the_server_is_obeyed_up_to_a_minute() {
        assert_eq!(delay(1, Some(3_000), 0), 3_000);
        assert_eq!(delay(1, Some(3_000), u32::MAX), 3_000);
        assert_eq!(delay(1, Some(3_600_000), 0), 60_000);
        assert_eq!(delay(1, Some(0), u32::MAX), 499, "a wish of 0 is no reason to hammer");
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
        for nonsense in ["", "-1", "1.5", "soon", "Sun, 22 Nov 2026", "Sun, 22 Nov 2026 19:35:46 CET", "\u{0663}"] {
            assert_eq!(retry_after(nonsense, None, 0), None, "{nonsense}");
        }
    }

    #[test]
    fn dates_are_counted_as_everyone_counts_them() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
        assert_eq!(http_date("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199_000));
        assert_eq!(http_date("Fri, 01 Mar 2024 00:00:00 GMT"), Some(1_709_251_200_000));
        assert_eq!(http_date("Tue, 31 Dec 2099 12:00:00 GMT"), Some(4_102_401_600_000));
        assert_eq!(http_date("Thu, 01 Jan 1970 24:00:00 GMT"), None);
    }
}
