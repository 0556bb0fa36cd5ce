//! The URLs that a key may be sent to: https, or this machine.

use crate::text;

/// A base URL that requests may be sent to: an origin, with an optional path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    href: String,
    is_relay: bool,
}

/// The reason why a base URL is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseError {
    /// Neither `https://…` nor `http://…` with a host.
    NotAbsolute,
    /// `http:` to a host other than this machine.
    NotEncrypted,
    /// `user:password@`, which would end up in logs.
    Credentials,
    /// A query or a fragment, which would contain the paths that are appended.
    QueryOrFragment,
    /// A character that no parsed URL contains.
    Character,
}

impl BaseError {
    /// The name in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAbsolute => "not_absolute",
            Self::NotEncrypted => "not_encrypted",
            Self::Credentials => "credentials",
            Self::QueryOrFragment => "query_or_fragment",
            Self::Character => "character",
        }
    }
}

impl Base {
    /// Reads an absolute URL as a URL parser writes it (`new URL(x).href`), so that the host checked here is the host
    /// that is connected to.
    ///
    /// `same_origin` means that the URL came from a relative one on the caller's own page, and that no key is sent.
    /// The page's own scheme is then allowed.
    pub fn parse(href: &str, same_origin: bool) -> Result<Self, BaseError> {
        if !href.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err(BaseError::Character);
        }
        let (plain, rest) = match (href.strip_prefix("https://"), href.strip_prefix("http://")) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return Err(BaseError::NotAbsolute),
        };
        if rest.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
            return Err(BaseError::QueryOrFragment);
        }
        let authority = rest.split('/').next().unwrap_or_default();
        if authority.bytes().any(|byte| byte == b'@') {
            return Err(BaseError::Credentials);
        }
        if authority.is_empty() || authority.starts_with(':') {
            return Err(BaseError::NotAbsolute);
        }
        if plain && !same_origin && !is_loopback(authority) {
            return Err(BaseError::NotEncrypted);
        }
        Ok(Self { href: href.trim_end_matches('/').into(), is_relay: false })
    }

    /// Sets whether the base is that of a relay. [`super::request::url`] writes paths of a relay without a trailing
    /// slash.
    #[must_use]
    pub fn relay(self, is_relay: bool) -> Self {
        Self { is_relay, ..self }
    }

    /// The base without a trailing slash: every path of the table begins with one.
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// Returns true if the connection is not encrypted.
    pub fn is_plain(&self) -> bool {
        self.href.starts_with("http:")
    }

    /// Returns true if the host is this machine.
    pub fn is_local(&self) -> bool {
        self.href.split('/').nth(2).is_some_and(is_loopback)
    }

    /// Returns true if the base is that of a relay.
    pub fn is_relay(&self) -> bool {
        self.is_relay
    }
}

/// Returns true if `host:port` is this machine: RFC 6761 for names, RFC 1122 and RFC 4291 for addresses.
fn is_loopback(authority: &str) -> bool {
    if let Some(rest) = authority.strip_prefix("[::1]") {
        return rest.is_empty() || rest.starts_with(':');
    }
    let host = authority.split(':').next().unwrap_or_default();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    matches!(text::parse_ipv4(host.as_bytes(), text::LeadingZeros::Refused), Some([127, ..]))
}

#[cfg(test)]
mod tests {
    use super::{Base, BaseError};

    fn parse(href: &str) -> Result<String, BaseError> {
        Base::parse(href, false).map(|base| base.as_str().to_owned())
    }

    #[test]
    fn https_is_allowed_and_the_trailing_slash_removed() {
        assert_eq!(parse("https://api.postpeer.dev/").as_deref(), Ok("https://api.postpeer.dev"));
        assert_eq!(parse("https://edge.example:8443/a/b//").as_deref(), Ok("https://edge.example:8443/a/b"));
    }

    #[test]
    fn http_is_allowed_for_this_machine_only() {
        for own in [
            "http://localhost:8787/",
            "http://127.0.0.1:80/",
            "http://127.255.0.9/",
            "http://[::1]:3000/",
            "http://app.localhost/",
        ] {
            assert!(parse(own).is_ok(), "{own}");
        }
        for other in [
            "http://api.postpeer.dev/",
            "http://127.0.0.1.example/",
            "http://127.0.0.1.2/",
            "http://127.0.0/",
            "http://127.0.0.x/",
            "http://localhost.example/",
            "http://xlocalhost/",
            "http://[::2]/",
            "http://[::1]x/",
            "http://192.168.1.2/",
        ] {
            assert_eq!(parse(other), Err(BaseError::NotEncrypted), "{other}");
        }
    }

    #[test]
    fn a_base_knows_its_encryption_and_this_machine() {
        let facts = |href| Base::parse(href, true).map(|base| (base.is_plain(), base.is_local()));
        assert_eq!(facts("https://api.postpeer.dev/"), Ok((false, false)));
        assert_eq!(facts("https://localhost:8443/api/postpeer"), Ok((false, true)));
        assert_eq!(facts("http://127.0.0.1:8787/api/postpeer"), Ok((true, true)));
        assert_eq!(facts("http://192.168.1.2:5173/localhost"), Ok((true, false)));
    }

    #[test]
    fn a_page_may_call_its_own_origin_over_http() {
        assert!(Base::parse("http://192.168.1.2:5173/api/postpeer", true).is_ok());
    }

    #[test]
    fn urls_that_hide_a_host_or_contain_the_path_are_refused() {
        assert_eq!(parse("https://key@api.postpeer.dev/"), Err(BaseError::Credentials));
        assert_eq!(parse("https://a:b@api.postpeer.dev/"), Err(BaseError::Credentials));
        assert_eq!(parse("https://api.postpeer.dev/?"), Err(BaseError::QueryOrFragment));
        assert_eq!(parse("https://api.postpeer.dev/#"), Err(BaseError::QueryOrFragment));
        assert_eq!(parse("https://api.postpeer.dev\\@evil.example/"), Err(BaseError::Character));
        assert_eq!(parse("https://api.postpeer.dev/\n"), Err(BaseError::Character));
        for text in ["", "api.postpeer.dev", "ftp://a/", "https:///v1", "https://:80/", "javascript:0", "HTTPS://a/"] {
            assert_eq!(parse(text), Err(BaseError::NotAbsolute), "{text}");
        }
    }
}
