//! The URL and the headers of a request, from a row of the operations table and the caller's values.

use super::base::Base;
use crate::api::operation::Route;

/// A name and a value. An array in the query repeats the name.
pub type Pair = (String, String);

/// The header that carries the access key.
pub const KEY_HEADER: &str = "x-access-key";

/// Headers that the library or the HTTP implementation sets. A caller's value would break the request or replace the
/// key. They are refused instead of dropped, so that no caller believes they were sent.
const OWNED_HEADERS: [&str; 12] = [
    KEY_HEADER,
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The argument that an invalid value was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// An option of the client.
    Options,
}

impl Argument {
    /// The name of the argument in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "headers",
            Self::Options => "options",
        }
    }
}

/// The reason why the values make no request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    /// The issue code, as in the validator, or the name of a [`super::BaseError`].
    pub code: &'static str,
    /// The argument.
    pub argument: Argument,
    /// The name of the value.
    pub name: String,
}

/// Builds the URL of a call: each path parameter is one segment, and arrays in the query repeat the name.
///
/// Types are checked by the validator. Values that would reach the URL of another operation are refused here.
///
/// PostPeer's collections end with a slash. Paths of a relay do not: Next, SvelteKit and other frameworks redirect a
/// trailing slash, and the client does not follow redirects.
pub fn url(op: &Route, base: &Base, path: &[Pair], query: &[Pair]) -> Result<String, RequestError> {
    let mut url = String::from(base.as_str());
    let mut rest = if base.is_relay() { op.path.trim_end_matches('/') } else { op.path };
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        url.push_str(before);
        push_segment(&mut url, name, find(path, name))?;
        rest = after;
    }
    url.push_str(rest);
    let mut separator = '?';
    for (name, value) in query {
        url.push(separator);
        push_encoded(&mut url, name);
        url.push('=');
        push_encoded(&mut url, value);
        separator = '&';
    }
    Ok(url)
}

/// Builds the headers of a call. A later value replaces an earlier one of the same name; case does not matter.
pub fn headers(op: &Route, key: Option<String>, has_body: bool, given: Vec<Pair>) -> Result<Vec<Pair>, RequestError> {
    let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
    for (mut name, value) in given {
        name.make_ascii_lowercase();
        let code = if OWNED_HEADERS.contains(&name.as_str()) {
            Some("header.owned")
        } else if !is_token(&name) {
            Some("header.name")
        } else if !is_header_value(&value) {
            Some("header.value")
        } else {
            None
        };
        if let Some(code) = code {
            return Err(RequestError { code, argument: Argument::Header, name });
        }
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value));
    }
    if has_body {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    if let (true, Some(key)) = (op.auth, key) {
        headers.push((KEY_HEADER.to_owned(), key));
    }
    Ok(headers)
}

/// Returns true if a key can be a header value: visible ASCII. Other keys would fail inside `fetch`, with a message
/// that quotes the key.
pub fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic())
}

fn find<'a>(pairs: &'a [Pair], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Appends an id as one segment of the path. `.` and `..` would be resolved, and an empty id would name the collection:
/// a DELETE would remove the wrong resource.
fn push_segment(url: &mut String, name: &str, value: Option<&str>) -> Result<(), RequestError> {
    let code = match value {
        None => "required",
        Some("") => "too_short",
        Some("." | "..") => "pattern",
        Some(value) => {
            push_encoded(url, value);
            return Ok(());
        }
    };
    Err(RequestError { code, argument: Argument::Path, name: name.to_owned() })
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn push_encoded(out: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

/// Returns true for a token by RFC 9110, section 5.6.2.
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns true for visible ASCII, space and tab. Line breaks would start another header; other bytes are read
/// differently by different servers.
fn is_header_value(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || byte == b' ' || byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::{Argument, Pair, RequestError, headers, is_key, url};
    use crate::api::operation::{Method, Operation, Route};
    use crate::api::operations::ROUTES;
    use crate::exchange::base::Base;

    static GET: Route = Operation::new("posts.get", Method::Get, "/v1/posts/{postId}").route();
    static LIST: Route = Operation::new("posts.list", Method::Get, "/v1/posts/").route();
    static HEALTH: Route = Operation::new("health.check", Method::Get, "/v1/health").without_key().route();

    fn pairs(list: &[(&str, &str)]) -> Vec<Pair> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn base() -> Base {
        Base::parse("https://api.postpeer.dev/", false).unwrap()
    }

    fn get(value: &str) -> Result<String, RequestError> {
        url(&GET, &base(), &pairs(&[("postId", value)]), &[])
    }

    fn refused(code: &'static str, argument: Argument, name: &str) -> Result<String, RequestError> {
        Err(RequestError { code, argument, name: name.to_owned() })
    }

    #[test]
    fn an_id_is_one_segment_with_any_characters() {
        assert_eq!(get("69e0").as_deref(), Ok("https://api.postpeer.dev/v1/posts/69e0"));
        assert_eq!(get("a/b?c#d").as_deref(), Ok("https://api.postpeer.dev/v1/posts/a%2Fb%3Fc%23d"));
        assert_eq!(get("%2e%2e").as_deref(), Ok("https://api.postpeer.dev/v1/posts/%252e%252e"));
        assert_eq!(get("é\u{1F600}").as_deref(), Ok("https://api.postpeer.dev/v1/posts/%C3%A9%F0%9F%98%80"));
        assert_eq!(get("...").as_deref(), Ok("https://api.postpeer.dev/v1/posts/..."));
        assert_eq!(get("../../x\r\n").as_deref(), Ok("https://api.postpeer.dev/v1/posts/..%2F..%2Fx%0D%0A"));
    }

    #[test]
    fn an_id_that_would_name_another_resource_is_refused() {
        let get = |path: &[Pair]| url(&GET, &base(), path, &[]);
        assert_eq!(get(&pairs(&[("postId", "")])), refused("too_short", Argument::Path, "postId"));
        assert_eq!(get(&pairs(&[("postId", ".")])), refused("pattern", Argument::Path, "postId"));
        assert_eq!(get(&pairs(&[("postId", "..")])), refused("pattern", Argument::Path, "postId"));
        assert_eq!(get(&pairs(&[("postid", "a")])), refused("required", Argument::Path, "postId"));
        assert_eq!(get(&[]), refused("required", Argument::Path, "postId"));
    }

    #[test]
    fn arrays_in_the_query_repeat_the_name() {
        let query = pairs(&[("platform", "tiktok"), ("platform", "twitter"), ("limit", "20"), ("q", "a b&c=d+é")]);
        assert_eq!(
            url(&LIST, &base(), &[], &query).as_deref(),
            Ok("https://api.postpeer.dev/v1/posts/?platform=tiktok&platform=twitter&limit=20&q=a%20b%26c%3Dd%2B%C3%A9")
        );
    }

    #[test]
    fn a_base_with_a_path_keeps_it() {
        let base = Base::parse("https://edge.example/api/postpeer/", false).unwrap();
        assert_eq!(url(&LIST, &base, &[], &[]).as_deref(), Ok("https://edge.example/api/postpeer/v1/posts/"));
    }

    #[test]
    fn paths_of_a_relay_have_no_trailing_slash() {
        let relay = Base::parse("https://app.example/api/postpeer", true).unwrap().relay(true);
        let at = |op: &Route, path: &[Pair], query: &[Pair]| url(op, &relay, path, query).unwrap();
        assert_eq!(at(&LIST, &[], &[]), "https://app.example/api/postpeer/v1/posts");
        assert_eq!(at(&LIST, &[], &pairs(&[("limit", "5")])), "https://app.example/api/postpeer/v1/posts?limit=5");
        assert_eq!(at(&GET, &pairs(&[("postId", "a")]), &[]), "https://app.example/api/postpeer/v1/posts/a");
        for op in &ROUTES {
            let names = op.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let path: Vec<Pair> = names.map(|name| (name.into(), "a".into())).collect();
            assert!(!at(op, &path, &[]).ends_with('/'), "{}", op.name);
        }
    }

    #[test]
    fn the_key_is_sent_only_with_operations_that_need_it() {
        let with_key = headers(&LIST, Some("k3y".into()), false, vec![]).unwrap();
        assert_eq!(with_key, pairs(&[("accept", "application/json"), ("x-access-key", "k3y")]));
        assert_eq!(
            headers(&HEALTH, Some("k3y".into()), false, vec![]).unwrap(),
            pairs(&[("accept", "application/json")])
        );
        assert_eq!(headers(&LIST, None, false, vec![]).unwrap(), pairs(&[("accept", "application/json")]));
    }

    #[test]
    fn a_later_header_replaces_an_earlier_one() {
        let given = pairs(&[("X-App", "one"), ("x-app", "two"), ("Accept", "text/plain")]);
        assert_eq!(
            headers(&LIST, None, true, given).unwrap(),
            pairs(&[("x-app", "two"), ("accept", "text/plain"), ("content-type", "application/json")])
        );
    }

    #[test]
    fn owned_and_invalid_headers_are_refused() {
        let code =
            |name: &str, value: &str| headers(&LIST, Some("k".into()), true, pairs(&[(name, value)])).unwrap_err().code;
        assert_eq!(code("X-Access-Key", "mine"), "header.owned");
        assert_eq!(code("Content-Length", "3"), "header.owned");
        assert_eq!(code("content-type", "text/plain"), "header.owned");
        assert_eq!(code("a b", ""), "header.name");
        assert_eq!(code("", ""), "header.name");
        assert_eq!(code("x-a", "b\r\nx-access-key: c"), "header.value");
        assert_eq!(code("x-a", "é"), "header.value");
        assert_eq!(code("x-a", "\0"), "header.value");
    }

    #[test]
    fn a_key_is_visible_ascii() {
        assert!(is_key("pp_live_0123456789"));
        for bad in ["", "k\u{e9}y", "two words", "line\n", "\u{7f}"] {
            assert!(!is_key(bad), "{bad:?}");
        }
    }
}
