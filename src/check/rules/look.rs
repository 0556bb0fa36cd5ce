//! What texts must look like, beyond the formats of the schema.

use crate::api::rule::Look;
use crate::calendar::days_since_1970;
use crate::check::form;
use crate::text;

/// The look of a number.
pub(super) fn look_of(number: u32) -> Look {
    // In the order in which they are declared; a test holds them to it.
    const LOOKS: [Look; 15] = [
        Look::Digits,
        Look::Snowflake,
        Look::Colour,
        Look::Date,
        Look::Time,
        Look::Web,
        Look::Https,
        Look::Public,
        Look::Language,
        Look::NoAngles,
        Look::TakenByX,
        Look::NoComma,
        Look::NotBlank,
        Look::NoPhone,
        Look::AccountId,
    ];
    LOOKS.get(number as usize).copied().unwrap_or(Look::NotBlank)
}

/// Whether a text looks as it must.
#[inline(never)]
pub(super) fn looks(look: Look, bytes: &[u8]) -> bool {
    match look {
        Look::Digits => !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit),
        Look::Snowflake => matches!(bytes.len(), 1..=19) && bytes.iter().all(u8::is_ascii_digit),
        Look::Colour => matches!(bytes, [b'#', rest @ ..] if rest.len() == 6 && rest.iter().all(u8::is_ascii_hexdigit)),
        Look::Date => form::is_date(bytes),
        Look::Time => is_time(bytes),
        // What is no address at all has had its issue from the structure.
        Look::Web => has_scheme(bytes, b"http") || has_scheme(bytes, b"https") || !form::is_uri(bytes),
        Look::Https => !has_scheme(bytes, b"http"),
        Look::Public => host(bytes).is_none_or(is_public),
        Look::Language => is_language(bytes),
        Look::NoAngles => !bytes.iter().any(|byte| matches!(byte, b'<' | b'>')),
        Look::TakenByX => text::refused_by_x(bytes).is_none(),
        Look::NoComma => !text::has(bytes, b','),
        Look::NotBlank => !text::is_blank(bytes),
        Look::NoPhone => !has_phone(bytes),
        Look::AccountId => !text::is_blank(bytes) && !is_foreign_id(bytes),
    }
}

/// Whether a text contains `http://` or `https://`, which is how PostPeer finds links when it charges for them.
pub(super) fn has_link(text: &[u8]) -> bool {
    let mut colons = text.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(place, _)| place);
    colons.any(|place| {
        let (before, after) = text.split_at_checked(place).unwrap_or((text, &[]));
        after.starts_with(b"://") && (ends_with(before, b"http") || ends_with(before, b"https"))
    })
}

/// How often a piece stands in a text; pieces may not overlap.
pub(super) fn occurrences(text: &[u8], piece: &[u8]) -> u32 {
    let mut found = 0u32;
    let mut from = 0usize;
    let Some(first) = piece.first() else { return 0 };
    while let Some(at) = text::find(text, *first, from) {
        let is_it = text.get(at..).is_some_and(|rest| rest.starts_with(piece));
        found = found.wrapping_add(u32::from(is_it));
        from = at.wrapping_add(if is_it { piece.len() } else { 1 });
    }
    found
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    let start = text.len().wrapping_sub(end.len());
    text.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

fn has_scheme(text: &[u8], scheme: &[u8]) -> bool {
    matches!(text.split_at_checked(scheme.len()), Some((start, [b':', b'/', b'/', ..])) if start.eq_ignore_ascii_case(scheme))
}

/// Whether this is how platforms name accounts: a number, a URN or DID, a handle or mail address.
fn is_foreign_id(text: &[u8]) -> bool {
    const OBJECT_ID: usize = 24;
    (text.len() != OBJECT_ID && text.iter().all(u8::is_ascii_digit)) || text.iter().any(|byte| b":@/".contains(byte))
}

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

/// The host of an address on the web.
fn host(text: &[u8]) -> Option<&[u8]> {
    let rest = if has_scheme(text, b"http") {
        text.get(7..)
    } else if has_scheme(text, b"https") {
        text.get(8..)
    } else {
        None
    }?;
    let rest = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next()?;
    let rest = rest.rsplit(|byte| *byte == b'@').next()?;
    if let [b'[', address @ ..] = rest {
        return address.split(|byte| *byte == b']').next();
    }
    rest.split(|byte| *byte == b':').next()
}

/// Whether servers elsewhere can reach a host.
fn is_public(host: &[u8]) -> bool {
    if text::has(host, b':') {
        return is_public_ipv6(host);
    }
    let host = host.strip_suffix(b".").unwrap_or(host);
    if let Some(address) = ipv4(host) {
        return is_public_ipv4(address);
    }
    // A name that ends in a number is an address in a shorter or older form, such as 127.1, which only hides what it is.
    let last = host.rsplit(|byte| *byte == b'.').next().unwrap_or(&[]);
    text::has(host, b'.')
        && !last.first().is_some_and(u8::is_ascii_digit)
        && !["localhost", "local", "internal"].iter().any(|name| last.eq_ignore_ascii_case(name.as_bytes()))
}

fn is_public_ipv4(address: [u8; 4]) -> bool {
    !matches!(address, [0 | 10 | 127, ..] | [100, 64..=127, ..] | [169, 254, ..] | [172, 16..=31, ..] | [192, 168, ..])
}

/// Loopback, unspecified, link-local and private addresses are not; nor is a private IPv4 address inside an IPv6 one.
fn is_public_ipv6(host: &[u8]) -> bool {
    if let Some(address) = host.rsplit(|byte| *byte == b':').next().and_then(ipv4) {
        return is_public_ipv4(address);
    }
    // Nor is one written in hexadecimal digits there.
    let hidden = host.get(..7).is_some_and(|start| start.eq_ignore_ascii_case(b"::ffff:"));
    let loopback = host.iter().filter(|byte| !matches!(byte, b':' | b'0')).all(|byte| *byte == b'1')
        && host.iter().filter(|byte| **byte == b'1').count() <= 1
        && !matches!(host, [b'1', ..]);
    let local = matches!(
        host,
        [b'f' | b'F', b'c' | b'C' | b'd' | b'D', _, _, b':', ..]
            | [b'f' | b'F', b'e' | b'E', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', _, b':', ..]
    );
    !hidden && !loopback && !local
}

fn ipv4(text: &[u8]) -> Option<[u8; 4]> {
    let mut address = [0u8; 4];
    let mut parts = text.split(|byte| *byte == b'.');
    for slot in &mut address {
        let part = parts.next()?;
        let number = part.iter().try_fold(0u32, |number, byte| {
            byte.is_ascii_digit().then(|| number.saturating_mul(10).saturating_add(u32::from(byte & 15)))
        })?;
        let is_decimal = matches!(part, [_] | [b'1'..=b'9', ..]);
        *slot = u8::try_from(number).ok().filter(|_| is_decimal)?;
    }
    if parts.next().is_some() { None } else { Some(address) }
}

/// `HH:MM`.
fn is_time(text: &[u8]) -> bool {
    matches!(
        text,
        [b'0' | b'1', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
            | [b'2', b'0'..=b'3', b':', b'0'..=b'5', b'0'..=b'9']
    )
}

/// Two to eight letters, then parts of one to eight letters and digits.
fn is_language(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'-').enumerate().all(|(place, part)| {
        let lengths = if place == 0 { 2..=8 } else { 1..=8 };
        lengths.contains(&part.len())
            && part.iter().all(|byte| byte.is_ascii_alphabetic() || (place > 0 && byte.is_ascii_digit()))
    })
}

/// Ten to fifteen digits (nine after a plus sign) with nothing but spaces and the usual signs between them; a date is
/// none.
fn has_phone(text: &[u8]) -> bool {
    let mut before = b' ';
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        if let Some((date, tail)) = rest.split_at_checked(10)
            && form::is_date(date)
        {
            before = b'-';
            rest = tail;
            continue;
        }
        let free = !before.is_ascii_alphanumeric() && !matches!(before, b'/' | b'=' | b'-' | b'.' | b'_' | b'&');
        if free && (byte.is_ascii_digit() || matches!(byte, b'+' | b'(')) {
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"+ -.()".contains(byte)).count();
            let run = rest.get(..length).unwrap_or(&[]);
            let digits = run.iter().filter(|byte| byte.is_ascii_digit()).count();
            let fewest = if *byte == b'+' { 9 } else { 10 };
            if (fewest..=15).contains(&digits) {
                return true;
            }
            before = run.last().copied().unwrap_or(b' ');
            rest = rest.get(length.max(1)..).unwrap_or(&[]);
        } else {
            before = *byte;
            rest = tail;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{expiry, has_link, look_of, looks, occurrences};
    use crate::api::rule::Look;

    #[test]
    fn hosts_that_only_this_network_knows_are_private() {
        for url in [
            "http://localhost/a",
            "https://LOCALHOST:3000/",
            "http://127.0.0.1",
            "http://10.1.2.3/a.mp4",
            "http://172.16.0.1/",
            "http://192.168.1.10:8080/x",
            "http://169.254.169.254/latest",
            "http://[::1]/a",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://[::ffff:192.168.0.1]/",
            "https://nas.local/a",
            "https://media/a.mp4",
            "https://user:pw@localhost/",
            "http://2130706433/",
            "http://db.internal/",
            "http://[::]/",
            "http://0.0.0.0/",
            "http://app.localhost/",
            "http://localhost./",
            "http://127.1/",
            "http://0177.0.0.1/",
            "http://0x7f.0.0.1/",
            "http://[::ffff:7f00:1]/",
        ] {
            assert!(!looks(Look::Public, url.as_bytes()), "{url}");
        }
        for url in [
            "https://cdn.example.com/video.mp4",
            "http://8.8.8.8/",
            "https://172.32.0.1/",
            "https://[2001:db8::1]/a",
            "https://[1::]/",
            "https://local.example/",
            "https://a.b:8080/x?y=http://localhost/",
            "https://localhost.example.com/",
            "https://100.63.0.1/",
            "https://user@example.com/",
            "javascript:alert(1)",
        ] {
            assert!(looks(Look::Public, url.as_bytes()), "{url}");
        }
    }

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

    #[test]
    fn only_the_web_is_fetched() {
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:image/png;base64,AA",
            "ftp://a.b/c",
            "blob:https://a.b/c",
            "http:a",
        ] {
            assert!(!looks(Look::Web, url.as_bytes()), "{url}");
        }
        for url in ["https://a.b/", "HTTP://a.b/", "no address"] {
            assert!(looks(Look::Web, url.as_bytes()), "{url}");
        }
    }

    #[test]
    fn telephone_numbers_are_told_from_dates_and_prices() {
        for text in ["Call +49 30 1234567", "(030) 123 456 78", "tel 0171-1234567-8", "ring 030 1234 5678 now"] {
            assert!(!looks(Look::NoPhone, text.as_bytes()), "{text}");
        }
        for text in
            ["2026-12-24 18:00", "from 1,999.00 to 2,999.00", "https://a.b/1234567890123", "ISBN978316148410", "3 4 5"]
        {
            assert!(looks(Look::NoPhone, text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn ids_of_postpeer_are_told_from_those_of_the_platforms() {
        for id in ["tt_321", "69e0893109e2c65ae5957084", "123456789012345678901234", "<your-account-id>", "a"] {
            assert!(looks(Look::AccountId, id.as_bytes()), "{id}");
        }
        for id in ["", " ", "17841400000000000", "urn:li:person:1", "did:plc:abc", "@anna", "a@b.example", "x.com/anna"]
        {
            assert!(!looks(Look::AccountId, id.as_bytes()), "{id}");
        }
    }

    #[test]
    fn links_are_found_by_their_scheme() {
        assert!(has_link(b"see HTTPS://a.b") && has_link(b"http://x"));
        assert!(!has_link(b"see a.b") && !has_link(b"ftp://a") && !has_link(b"://"));
    }

    #[test]
    fn occurrences_are_counted() {
        assert_eq!(occurrences(b"Acme and acme", b"Acme"), 1);
        assert_eq!(occurrences(b"Acme Acme Acme", b"Acme"), 3);
        assert_eq!(occurrences(b"Ac", b"Acme"), 0);
        assert_eq!(occurrences(b"Ac", b""), 0);
    }

    #[test]
    fn looks_are_numbered_as_they_are_declared() {
        for number in 0..15 {
            assert_eq!(look_of(number) as u32, number);
        }
        assert_eq!(Look::AccountId as u32, 14);
    }

    #[test]
    fn small_forms() {
        assert!(looks(Look::Time, b"23:59") && looks(Look::Time, b"00:00"));
        assert!(!looks(Look::Time, b"24:00") && !looks(Look::Time, b"7:00") && !looks(Look::Time, b"12:60"));
        assert!(
            looks(Look::Language, b"en") && looks(Look::Language, b"pt-BR") && looks(Look::Language, b"zh-Hant-TW")
        );
        assert!(
            !looks(Look::Language, b"e")
                && !looks(Look::Language, b"en_US")
                && !looks(Look::Language, b"en-")
                && !looks(Look::Language, b"")
        );
        assert!(looks(Look::Colour, b"#6E7874") && !looks(Look::Colour, b"6E7874") && !looks(Look::Colour, b"#6E787"));
        assert!(
            looks(Look::Snowflake, b"1")
                && !looks(Look::Snowflake, b"12345678901234567890")
                && !looks(Look::Snowflake, b"a")
        );
    }
}
