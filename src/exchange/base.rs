//! Where a key may go: https, or this machine.

use crate::text;

/// An origin, and perhaps a path below it, that requests may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    href: String,
    is_relay: bool,
}

/// Why a base URL was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseError {
    /// Not `https://…`, nor `http://…` with a host.
    NotAbsolute,
    /// `http:` to a host that is not this machine.
    NotEncrypted,
    /// `user:password@`: it would end up in logs.
    Credentials,
    /// A query or a fragment: paths are appended, so it would swallow them.
    QueryOrFragment,
    /// A character that a parsed URL does not contain.
    Character,
}

impl BaseError {
    /// The word in the JavaScript API.
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
    /// Takes an absolute URL in the form that a URL parser writes (`new URL(x).href`), so that the host read here is
    /// the host connected to.
    ///
    /// `same_origin` says that the URL came from a relative one on the caller's own page and that no key goes along:
    /// then the page's own scheme is as safe as the page itself.
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

    /// Marks the base as that of a relay, whose paths [`super::request::url`] writes without a trailing slash.
    #[must_use]
    pub fn relay(self, is_relay: bool) -> Self {
        Self { is_relay, ..self }
    }

    /// The base without a slash at its end: every path of the table begins with one.
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// True if what is sent there is not encrypted.
    pub fn is_plain(&self) -> bool {
        self.href.starts_with("http:")
    }

    /// True if the base is on this machine.
    pub fn is_local(&self) -> bool {
        self.href.split('/').nth(2).is_some_and(is_loopback)
    }

    /// True if the base is that of a relay.
    pub fn is_relay(&self) -> bool {
        self.is_relay
    }
}

/// Whether `host:port` is this machine (RFC 6761 for the name, RFC 1122 and RFC 4291 for the addresses).
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
    fn https_is_allowed_and_loses_its_last_slash() {
        assert_eq!(parse("https://api.postpeer.dev/").as_deref(), Ok("https://api.postpeer.dev"));
        assert_eq!(parse("https://edge.example:8443/a/b//").as_deref(), Ok("https://edge.example:8443/a/b"));
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
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
    fn a_base_says_whether_it_is_encrypted_and_whether_it_is_on_this_machine() {
        let facts = |href| Base::parse(href, true).map(|base| (base.is_plain(), base.is_local()));
        assert_eq!(facts("https://api.postpeer.dev/"), Ok((false, false)));
        assert_eq!(facts("https://localhost:8443/api/postpeer"), Ok((false, true)));
        assert_eq!(facts("http://127.0.0.1:8787/api/postpeer"), Ok((true, true)));
        assert_eq!(facts("http://192.168.1.2:5173/localhost"), Ok((true, false)));
    }

    #[test]
    fn the_page_may_speak_to_its_own_origin_without_a_key() {
        assert!(Base::parse("http://192.168.1.2:5173/api/postpeer", true).is_ok());
    }

    #[test]
    fn what_could_hide_another_host_or_swallow_a_path_is_refused() {
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
