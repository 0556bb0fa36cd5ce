//! Hosts of addresses, and whether servers elsewhere can reach them.

use crate::text;

/// Returns true if an address has this scheme, in any case.
pub(super) fn has_scheme(text: &[u8], scheme: &[u8]) -> bool {
    matches!(text.split_at_checked(scheme.len()), Some((start, [b':', b'/', b'/', ..])) if start.eq_ignore_ascii_case(scheme))
}

/// Returns true for an address on the web whose host is this machine or in a private network.
pub(super) fn is_private(url: &[u8]) -> bool {
    host(url).is_some_and(|host| !is_public(host))
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
    text::parse_ipv4(text, text::LeadingZeros::Refused)
}

#[cfg(test)]
mod tests {
    use super::is_private;

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
            assert!(is_private(url.as_bytes()), "{url}");
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
            assert!(!is_private(url.as_bytes()), "{url}");
        }
    }
}
