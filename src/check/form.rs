//! String formats: the `format` and `pattern` keywords of the official schema, decided as the schema's usual validator
//! (Ajv with ajv-formats in full mode) decides them.

use crate::api::table::StringFormat;
use crate::text;

use crate::rules::IssueCode;

/// The issue of a string that violates the format.
pub fn format_violation(form: StringFormat, text: &[u8]) -> Option<IssueCode> {
    let (fits, id) = match form {
        StringFormat::Any => return None,
        StringFormat::Uri => (is_uri(text), IssueCode::FormatUri),
        StringFormat::DateTime => (is_date_time(text), IssueCode::FormatDateTime),
        StringFormat::Date => (is_date(text), IssueCode::FormatDate),
        StringFormat::Email => (is_email(text), IssueCode::FormatEmail),
        StringFormat::Month => (is_month(text), IssueCode::FormatMonth),
        StringFormat::LinkedInOrganization => (is_linkedin_organization(text), IssueCode::PatternUrn),
        StringFormat::InstagramUsername => (is_instagram_username(text), IssueCode::PatternUsername),
    };
    if fits { None } else { Some(id) }
}

/// An absolute URI by RFC 3986, as the regular expression of ajv-formats has it: a scheme, then an authority or a
/// path that is not empty, then query and fragment. One liberty of that expression is kept: an authority may follow a
/// single slash.
pub fn is_uri(text: &[u8]) -> bool {
    let colon = text.iter().take_while(|byte| is(**byte, SCHEME)).count();
    let (scheme, rest) = split(text, colon);
    let Some(rest) = rest.strip_prefix(b":") else { return false };
    if !scheme.first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let (path, rest) = split(rest, escaped(rest, PATH));
    match rest.first() {
        // Every authority without brackets is also a path of path characters, so nothing must be taken apart.
        None => !path.is_empty(),
        Some(b'?' | b'#') => !path.is_empty() && is_tail(rest),
        Some(b'[') => is_address_and_rest(path, rest),
        Some(_) => false,
    }
}

/// A query, a fragment, both or neither.
fn is_tail(text: &[u8]) -> bool {
    let rest = match text.strip_prefix(b"?") {
        Some(query) => split(query, escaped(query, QUERY)).1,
        None => text,
    };
    match rest.strip_prefix(b"#") {
        Some(fragment) => escaped(fragment, QUERY) == fragment.len(),
        None => rest.is_empty(),
    }
}

/// The rest of a URI after its scheme, if it has a bracket: slashes, an optional user, an address in brackets, an
/// optional port, then path, query and fragment.
fn is_address_and_rest(before: &[u8], from_bracket: &[u8]) -> bool {
    let Some(user) = before.strip_prefix(b"//").or_else(|| before.strip_prefix(b"/")) else { return false };
    let user_fits = match user.split_last() {
        None => true,
        Some((b'@', user)) => escaped(user, USER) == user.len(),
        Some(_) => false,
    };
    let Some(close) = from_bracket.iter().position(|byte| *byte == b']') else { return false };
    let (address, rest) = split(from_bracket, close);
    let (Some(address), Some(rest)) = (address.get(1..), rest.get(1..)) else { return false };
    let rest = match rest.strip_prefix(b":") {
        Some(port) => split(port, port.iter().take_while(|byte| byte.is_ascii_digit()).count()).1,
        None => rest,
    };
    let (path, tail) = split(rest, escaped(rest, PATH));
    user_fits
        && path.first().is_none_or(|byte| *byte == b'/')
        && is_tail(tail)
        && (is_ipv6(address) || is_ip_future(address))
}

/// An IPv6 address: eight groups of one to four hexadecimal digits. The last two may be written as IPv4, and one run of
/// zero groups may be left out.
fn is_ipv6(text: &[u8]) -> bool {
    match text.windows(2).position(|window| window == b"::") {
        None => groups(text, true) == Some(8),
        Some(gap) => {
            let (left, right) = split(text, gap);
            let right = right.get(2..).unwrap_or(&[]);
            match (groups(left, false), groups(right, true)) {
                (Some(left), Some(right)) => left.saturating_add(right) <= 7,
                _ => false,
            }
        }
    }
}

/// The number of 16-bit groups in the text; none if it is not a list of groups.
fn groups(text: &[u8], ipv4_last: bool) -> Option<u32> {
    if text.is_empty() {
        return Some(0);
    }
    let mut count = 0u32;
    let mut parts = text.split(|byte| *byte == b':').peekable();
    while let Some(part) = parts.next() {
        let size = if matches!(part.len(), 1..=4) && part.iter().all(u8::is_ascii_hexdigit) {
            1
        } else if ipv4_last && parts.peek().is_none() && text::parse_ipv4(part, text::LeadingZeros::Decimal).is_some() {
            2
        } else {
            return None;
        };
        count = count.saturating_add(size);
    }
    Some(count)
}

fn is_ip_future(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"v").or_else(|| text.strip_prefix(b"V")) else { return false };
    let Some(dot) = rest.iter().position(|byte| *byte == b'.') else { return false };
    let (version, address) = split(rest, dot);
    let address = address.get(1..).unwrap_or(&[]);
    !version.is_empty()
        && version.iter().all(u8::is_ascii_hexdigit)
        && !address.is_empty()
        && address.iter().all(|byte| is(*byte, USER))
}

/// In a path, a query, a fragment and, but for the slash, a host.
const PATH: u8 = 1;
/// In a user name or an address of the future.
const USER: u8 = 2;
/// In a scheme.
const SCHEME: u8 = 4;
/// In a query or a fragment.
const QUERY: u8 = 8;

/// The parts of a URI that may hold each ASCII character unescaped (RFC 3986, appendix A).
const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        let is_mark = matches!(byte, b'-' | b'.' | b'_' | b'~');
        let is_delimiter = matches!(byte, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=');
        let mut class = 0;
        if byte.is_ascii_alphanumeric() || is_mark || is_delimiter || byte == b':' {
            class |= PATH | USER | QUERY;
        }
        if matches!(byte, b'@' | b'/') {
            class |= PATH | QUERY;
        }
        if byte == b'?' {
            class |= QUERY;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.') {
            class |= SCHEME;
        }
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, below 128")]
        {
            table[byte as usize] = class;
        }
        byte = byte.wrapping_add(1);
    }
    table
}

#[inline(always)]
fn is(byte: u8, class: u8) -> bool {
    classes_of(byte) & class != 0
}

/// The compiler knows that no byte is outside the table.
#[inline(always)]
fn classes_of(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The number of bytes from the start that are of the class or belong to percent escapes.
fn escaped(text: &[u8], class: u8) -> usize {
    let mut rest = text;
    loop {
        rest = match rest {
            // Four at a time: most characters that are checked belong to the path of a URL.
            [a, b, c, d, rest @ ..]
                if classes_of(*a) & classes_of(*b) & classes_of(*c) & classes_of(*d) & class != 0 =>
            {
                rest
            }
            [byte, rest @ ..] if is(*byte, class) => rest,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => rest,
            _ => return text.len().wrapping_sub(rest.len()),
        };
    }
}

/// A date and time with offset by RFC 3339. As in ajv-formats, any white space may stand for the T, and an offset
/// may leave out its colon or its minutes.
pub fn is_date_time(text: &[u8]) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    let time = match rest {
        [b'T' | b't' | b' ' | 0x09..=0x0D, time @ ..]
        | [0xC2, 0xA0, time @ ..]
        | [0xE1, 0x9A, 0x80, time @ ..]
        | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, time @ ..]
        | [0xE2, 0x81, 0x9F, time @ ..]
        | [0xE3, 0x80, 0x80, time @ ..]
        | [0xEF, 0xBB, 0xBF, time @ ..] => time,
        _ => return false,
    };
    is_date(date) && is_time(time)
}

/// `YYYY-MM-DD`, a day that exists.
pub fn is_date(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return false };
    let (Some(year), Some(month), Some(day)) =
        (decimal(&[*y1, *y2, *y3, *y4]), decimal(&[*m1, *m2]), decimal(&[*d1, *d2]))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// `HH:MM:SS`, an optional fraction, and an offset. A leap second must fall on the last minute of a UTC day.
fn is_time(text: &[u8]) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text else { return false };
    let (Some(hour), Some(minute), Some(mut second)) =
        (decimal(&[*h1, *h2]), decimal(&[*m1, *m2]), decimal(&[*s1, *s2]))
    else {
        return false;
    };
    let rest = match rest.strip_prefix(b".") {
        None => rest,
        Some(fraction) => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            let (fraction, rest) = split(fraction, digits);
            // 1 - 2^-48: from here on a double between 32 and 64, which is what the validator reads, is the next
            // second.
            if fraction >= b"999999999999996447286321199499070644378662109375".as_slice() {
                second = second.wrapping_add(1);
            }
            rest
        }
    };
    let Some((offset_hour, offset_minute)) = offset(rest) else { return false };
    if hour <= 23 && minute <= 59 && second < 60 {
        return true;
    }
    let utc_minute = minute.wrapping_sub(offset_minute);
    let utc_hour = hour.wrapping_sub(offset_hour).wrapping_sub(i32::from(utc_minute < 0));
    (utc_hour == 23 || utc_hour == -1) && (utc_minute == 59 || utc_minute == -1) && second < 61
}

/// The offset in hours and minutes, both with its sign.
fn offset(text: &[u8]) -> Option<(i32, i32)> {
    let (sign, hour, minute) = match text {
        [b'Z' | b'z'] => return Some((0, 0)),
        [sign @ (b'+' | b'-'), h1, h2] => (*sign, decimal(&[*h1, *h2])?, 0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] | [sign @ (b'+' | b'-'), h1, h2, m1, m2] => {
            (*sign, decimal(&[*h1, *h2])?, decimal(&[*m1, *m2])?)
        }
        _ => return None,
    };
    let sign = if sign == b'-' { -1i32 } else { 1 };
    (hour <= 23 && minute <= 59).then(|| (hour.wrapping_mul(sign), minute.wrapping_mul(sign)))
}

/// `YYYY-MM`.
fn is_month(text: &[u8]) -> bool {
    let [year @ .., b'-', m1, m2] = text else { return false };
    year.len() == 4 && decimal(year).is_some() && decimal(&[*m1, *m2]).is_some_and(|month| (1..=12).contains(&month))
}

/// A mail address as ajv-formats has it: dot-separated atoms, an @, and a host name with at least one dot.
fn is_email(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| *byte == b'@') else { return false };
    let (local, host) = split(text, at);
    let host = host.get(1..).unwrap_or(&[]);
    let is_atom = |part: &[u8]| {
        !part.is_empty()
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(byte))
    };
    let is_label = |part: &[u8]| {
        part.first().is_some_and(u8::is_ascii_alphanumeric)
            && part.last().is_some_and(u8::is_ascii_alphanumeric)
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    local.split(|byte| *byte == b'.').all(is_atom)
        && text::has(host, b'.')
        && host.split(|byte| *byte == b'.').all(is_label)
}

/// `^urn:li:organization:.+$`, where the dot takes anything but a line terminator.
fn is_linkedin_organization(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"urn:li:organization:") else { return false };
    let line_separator = rest.windows(3).any(|window| matches!(window, [0xE2, 0x80, 0xA8 | 0xA9]));
    !rest.is_empty() && !text::has(rest, b'\n') && !text::has(rest, b'\r') && !line_separator
}

/// `^[A-Za-z0-9._]+$`.
fn is_instagram_username(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
}

/// The number that up to nine digits write.
fn decimal(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0i32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| i32::from(byte & 15))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Splits a text at an index within it.
fn split(text: &[u8], index: usize) -> (&[u8], &[u8]) {
    text.split_at_checked(index).unwrap_or((text, &[]))
}

#[cfg(test)]
mod tests {
    use super::{is_date_time, is_email, is_linkedin_organization, is_month, is_uri};

    #[test]
    fn only_absolute_uris_are_uris() {
        for uri in [
            "https://cdn.example.com/video.mp4",
            "HTTP://user:pw@[2001:db8::1.2.3.4]:8080/a%20b?x=/?#/?",
            "mailto:a@b",
            "x:/",
            "x://",
            "a+b-c.d:e",
            "http://[v1.a:b]/",
            "http://a:b:c@@/",
            "http://[::]",
            "http://[1:2:3:4:5:6:7::]",
            "http://[::2:3:4:5:6:7:8]",
            "file:///etc/passwd",
        ] {
            assert!(is_uri(uri.as_bytes()), "{uri}");
        }
        for text in [
            "",
            "a:\"",
            "nowhere",
            "//example.com",
            "mailto:",
            "1a:b",
            ":a",
            "http://a b",
            "http://a/%2",
            "http://a/%zz",
            "http://ä/",
            "http://[1:2:3:4:5:6:7:8:9]/",
            "http://[1::2::3]/",
            "http://[::1",
            "http://[::1]a/",
            "http://[12345::]/",
            "http://a#b#c",
            "http://a/<b>",
            "http://[::1]:8a/",
            "http://[1:2:3:4:5:6:7::8]/",
        ] {
            assert!(!is_uri(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn times_need_an_offset_and_a_day_that_exists() {
        for time in [
            "2026-12-24T18:00:00Z",
            "2026-12-24t18:00:00.123z",
            "2026-12-24 18:00:00+01:00",
            "2026-12-24T18:00:00-0330",
            "2026-12-24T18:00:00+01",
            "2024-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T15:59:60-08:00",
            "2026-12-24\u{a0}18:00:00Z",
        ] {
            assert!(is_date_time(time.as_bytes()), "{time}");
        }
        for text in [
            "2026-12-24T18:00:00",
            "2026-12-24T18:00Z",
            "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-12-24T24:00:00Z",
            "2026-12-24T18:60:00Z",
            "2016-12-31T22:59:60Z",
            "2026-12-24T18:00:00.Z",
            "2026-12-24T18:00:00+24:00",
            "2026-12-24T18:00:00+01:60",
            "2026-12-24T18:00:00Z ",
            "tomorrow",
            "",
            "2016-12-31T23:59:61Z",
        ] {
            assert!(!is_date_time(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn months_addresses_and_urns() {
        assert!(is_month(b"2026-12") && is_month(b"0000-01"));
        assert!(!is_month(b"2026-13") && !is_month(b"2026-1") && !is_month(b"2026-12-01"));
        assert!(is_email(b"a.b+c@example.co") && !is_email(b"a@b") && !is_email(b"a..b@c.d") && !is_email(b"a@-b.c"));
        assert!(is_linkedin_organization("urn:li:organization:1ä".as_bytes()));
        for text in
            ["urn:li:organization:", "urn:li:person:1", "urn:li:organization:1\n", "urn:li:organization:\u{2028}1"]
        {
            assert!(!is_linkedin_organization(text.as_bytes()));
        }
    }
}
