//! Finds the links of a text as X's reference does: with `http://` or `https://`, or without if the host ends in a
//! top-level domain that X knows.
//!
//! The reference is one regular expression with backtracking. This module accepts the same language in linear time:
//! [`host`] finds hosts, [`tail`] reads the part after a host, [`chars`] has the character classes of the expression,
//! and this file decides which of them make a link.

mod chars;
mod host;
mod tail;

use super::bytes::{byte_at, slice};
use super::{ascii, idna, units};
use chars::{LATIN, may_be};
use host::{Host, HostScanner, latin_host};
use tail::{Tail, query, tail};

/// The maximum length of a link, in UTF-16 code units. The reference counts the protocol twice, or adds `https://` if
/// it is missing.
const MAX_LINK: usize = 4096;
/// The maximum length of the slug of a `t.co` link.
const MAX_SLUG: usize = 40;

/// A link in a text: bytes `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// It starts with `http://` or `https://`.
    pub has_protocol: bool,
}

/// Finds the links of `text`, in order.
pub fn links(text: &str) -> impl Iterator<Item = Link> {
    Links::new(text.as_bytes())
}

/// Finds the links of a text one after the other.
pub(super) struct Links<'t> {
    scanner: HostScanner<'t>,
    /// A host that makes several links, of which some are still to come.
    mixed_host: Option<MixedHost>,
}

/// The rest of a host without protocol that has Latin and other letters. Each part in Latin letters that is a
/// host by itself is a link, and the last of them takes the path.
#[derive(Clone, Copy)]
struct MixedHost {
    at: usize,
    end: usize,
    /// The end of the path, if there is one.
    path_end: Option<usize>,
}

impl Iterator for Links<'_> {
    type Item = Link;

    #[inline(never)]
    fn next(&mut self) -> Option<Link> {
        loop {
            if let Some(mixed) = self.mixed_host.take()
                && let Some(link) = self.latin_link(mixed)
            {
                return Some(link);
            }
            let (host, protocol) = self.scanner.next_host()?;
            if let Some(link) = self.link(host, protocol) {
                return Some(link);
            }
        }
    }
}

impl<'t> Links<'t> {
    pub(super) const fn new(text: &'t [u8]) -> Self {
        Links::from(text, 0)
    }

    /// Finds the links from `at` on, which is the start of the text or right after a space.
    pub(super) const fn from(text: &'t [u8], at: usize) -> Self {
        Links { scanner: HostScanner::new(text, at.saturating_sub(1)), mixed_host: None }
    }

    /// Makes a link of a host and its tail, if they are one. A mixed host is kept for the links in it.
    fn link(&mut self, host: Host, protocol: Option<usize>) -> Option<Link> {
        let start = protocol.unwrap_or(host.start);
        let text = self.scanner.text;
        let Tail { path_end, end } = tail(text, host.end);
        // If nothing else lets it start here, the first half of a surrogate pair precedes the host.
        let halved = protocol.is_none() && (start == 0 || !self.scanner.can_start(start));
        let floor = self.scanner.floor;
        self.scanner.floor = end;

        let name = slice(text, host.start, host.end);
        let units = units::utf16(slice(text, start, end)) as usize;
        let protocol_size = protocol.map_or("https://".len(), |at| host.start.wrapping_sub(at));
        if units.saturating_add(protocol_size) > MAX_LINK || !idna::is_valid(name, halved) {
            return None;
        }
        // A host that starts as Punycode must contain a host in Latin letters.
        if name.starts_with(b"xn--") && latin_host(name, 0).is_none() {
            return None;
        }
        if protocol.is_some() {
            let end = self.end_of_short_link(host, end)?;
            return Some(Link { start, end, has_protocol: true });
        }
        let before = byte_at(text, start.wrapping_sub(1));
        if start == floor || !matches!(before, b'-' | b'_' | b'.' | b'/') {
            // Most hosts have no other letters.
            if name.iter().all(|&b| b == b'.' || b.is_ascii() && may_be(char::from(b), LATIN)) {
                return Some(Link { start, end: path_end.unwrap_or(host.end), has_protocol: false });
            }
            self.mixed_host = Some(MixedHost { at: host.start, end: host.end, path_end });
        }
        None
    }

    /// Returns the next link of a mixed host.
    fn latin_link(&mut self, mixed: MixedHost) -> Option<Link> {
        let text = slice(self.scanner.text, 0, mixed.end);
        let (start, end) = latin_host(text, mixed.at)?;
        self.mixed_host = Some(MixedHost { at: end, ..mixed });
        let end = match mixed.path_end {
            Some(path_end) if latin_host(text, end).is_none() => path_end,
            _ => end,
        };
        Some(Link { start, end, has_protocol: false })
    }

    /// Returns the end of a link with a protocol. A link of `t.co` ends after its slug and a query right after it.
    fn end_of_short_link(&self, host: Host, end: usize) -> Option<usize> {
        let is_own = slice(self.scanner.text, host.start, host.end).eq_ignore_ascii_case(b"t.co");
        if !is_own || byte_at(self.scanner.text, host.end) != b'/' {
            return Some(end);
        }
        let text = slice(self.scanner.text, 0, end);
        let slug = host.end.wrapping_add(1);
        let slug_end = slug.wrapping_add(ascii::count_while(slice(text, slug, end), |b| b.is_ascii_alphanumeric()));
        match slug_end.wrapping_sub(slug) {
            0 => Some(end),
            size if size > MAX_SLUG => None,
            _ => Some(query(text, slug_end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).map(|link| &text[link.start..link.end]).collect()
    }

    #[test]
    fn a_link_needs_a_protocol_or_a_known_domain() {
        for (text, expected) in [
            ("http://example.com", &["http://example.com"][..]),
            ("see HTTPS://Example.COM/a?b=c.", &["HTTPS://Example.COM/a?b=c"]),
            ("example.com", &["example.com"]),
            ("example.com?x=1", &["example.com"]),
            ("example.com:80", &["example.com"]),
            ("example.com:80/a?x=1!", &["example.com:80/a?x=1"]),
            ("http://example.com:80", &["http://example.com:80"]),
            ("foo.zz http://foo.zz readme.md5 a.b", &[]),
            ("foo.com.zz", &["foo.com"]),
            ("foo.co.uk.", &["foo.co.uk"]),
            ("The end.In the", &["end.In"]),
            ("The end.On the", &[]),
            ("ftp://example.com", &[]),
            ("user@example.com", &[]),
            ("$example.com #example.com", &[]),
            (" ＠example.com", &["example.com"]), // the sign belongs to the host and is cut off
            ("-example.com ./example.com", &[]),
            ("(example.com)", &["example.com"]),
            ("foo_bar.com", &[]),
            ("foo_bar.example.com", &["bar.example.com"]),
            ("http://foo_bar.example.com", &["http://foo_bar.example.com"]),
            ("http://foo_bar.com", &[]),
            ("日本example.com日本", &["example.com"]),
            ("http://日本.みんな/a", &["http://日本.みんな/a"]),
            ("日本.みんな", &[]),
            ("example.com日本.example.net/x", &["example.com", "example.net/x"]),
            ("a.com,b.com;c.com", &["a.com", "b.com", "c.com"]),
            ("a.com/b.com c.com", &["a.com/b.com", "c.com"]),
            ("http://xn--a.com", &["http://xn--a.com"]),
            ("http://xn--日本.みんな", &[]),
            ("http://a.xn--p1ai", &["http://a.xn--p1ai"]),
            ("😀example.com", &["example.com"]),
            ("#😀example.com", &["example.com"]),
            ("http://😀.ws", &["http://😀.ws"]),
            ("", &[]),
            (".", &[]),
            ("...com", &[]),
        ] {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_path_excludes_punctuation_at_its_end() {
        for (text, expected) in [
            ("http://a.com/b.", "http://a.com/b"),
            ("http://a.com/b_(c)", "http://a.com/b_(c)"),
            ("http://a.com/b_(c_(d)e)f)", "http://a.com/b_(c_(d)e)f"),
            ("(http://a.com/b)", "http://a.com/b"),
            ("http://a.com/b(c)(d)", "http://a.com/b(c)(d)"),
            ("http://a.com/b!(c)", "http://a.com/b"),
            ("http://a.com/b!(c)d", "http://a.com/b!(c)d"),
            ("http://a.com/()", "http://a.com/"),
            ("http://a.com/(a(b)", "http://a.com/"),
            ("http://a.com/@user/x", "http://a.com/@user/x"),
            ("http://a.com/é–", "http://a.com/é"),
            ("http://a.com/日", "http://a.com/"),
            ("http://a.com/?a=(b)", "http://a.com/?a=(b"),
            ("http://a.com?a", "http://a.com?a"),
            ("http://a.com/a?!", "http://a.com/a"),
        ] {
            assert_eq!(found(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn a_t_co_link_has_a_slug_of_at_most_40_characters() {
        let slug = "a".repeat(40);
        assert_eq!(found(&format!("https://t.co/{slug}")), [format!("https://t.co/{slug}")]);
        assert!(found(&format!("https://t.co/{slug}a")).is_empty());
        assert_eq!(found("https://t.co/abc/def"), ["https://t.co/abc"]);
        assert_eq!(found("https://t.co/abc?d=e/f"), ["https://t.co/abc?d=e/f"]);
        assert_eq!(found("https://t.co/"), ["https://t.co/"]);
        assert_eq!(found("t.co/abc/def"), ["t.co/abc/def"]);
        assert_eq!(found("https://t.co.uk/abc/def"), ["https://t.co.uk/abc/def"]);
    }

    #[test]
    fn a_link_has_at_most_4096_code_units() {
        let fits = |prefix: &str, counted: usize| {
            let text = format!("{prefix}{}", "x".repeat(4096 - counted - prefix.len()));
            (found(&text).len(), found(&format!("{text}x")).len())
        };
        assert_eq!(fits("http://a.com/", "http://".len()), (1, 0));
        assert_eq!(fits("https://a.com/", "https://".len()), (1, 0));
        assert_eq!(fits("a.com/", "https://".len()), (1, 0));
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for part in ["a.", "a_b.com.", "a.com.", "a.b_c.com.", "_.", "-.", "http://a.", "a.zz/(", "字.", "a_.com."] {
            let text = part.repeat(60_000 / part.len());
            let start = std::time::Instant::now();
            let _ = links(&text).count();
            assert!(start.elapsed().as_secs() < 20, "{part} took {:?}", start.elapsed());
        }
    }
}
