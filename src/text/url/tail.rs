//! Finds the end of the part after a host: port, path and query.

use super::chars::{PATH, PATH_END, QUERY, QUERY_END, flags, may_be, skip_run};
use crate::text::ascii;
use crate::text::bytes::{after, byte_at, quick_char_at, slice};

/// The end of the part after a host.
pub(super) struct Tail {
    /// The end of path and query, if there is a path.
    pub(super) path_end: Option<usize>,
    /// The end of port, path and query.
    pub(super) end: usize,
}

/// Reads the optional port, path and query that follow the host.
pub(super) fn tail(text: &[u8], host_end: usize) -> Tail {
    let mut end = host_end;
    if byte_at(text, end) == b':' {
        let port = end.wrapping_add(1);
        let digits = ascii::count_while(slice(text, port, text.len()), |b| b.is_ascii_digit());
        if digits > 0 {
            end = port.wrapping_add(digits);
        }
    }
    let has_path = byte_at(text, end) == b'/';
    if has_path {
        end = path(text, end);
    }
    end = query(text, end);
    Tail { path_end: has_path.then_some(end), end }
}

/// Returns the end of the path whose first slash is at `at`.
fn path(text: &[u8], at: usize) -> usize {
    let mut at = at.wrapping_add(1);
    let mut end = at;
    while let Some(c) = quick_char_at(text, at) {
        let flags = flags(c);
        if flags & PATH != 0 {
            at = at.wrapping_add(c.len_utf8());
            if flags & PATH_END != 0 {
                end = at;
            }
        } else if let Some(closed) = parentheses(text, at) {
            // A path may end in parentheses, but only right after a place where it may end too.
            if end == at {
                end = closed;
            }
            at = closed;
        } else {
            break;
        }
    }
    end
}

/// Returns the end of the parentheses at `at`, which may contain one more pair.
fn parentheses(text: &[u8], at: usize) -> Option<usize> {
    let outer = after(text, at, '(')?;
    let inner = skip_run(text, outer, PATH);
    if inner > outer
        && let Some(end) = after(text, inner, ')')
    {
        return Some(end);
    }
    let nested = after(text, inner, '(')?;
    let end = skip_run(text, nested, PATH);
    let rest = after(text, end, ')').filter(|_| end > nested)?;
    after(text, skip_run(text, rest, PATH), ')')
}

/// Returns the end of the query at `at`, or `at` without a query.
pub(super) fn query(text: &[u8], at: usize) -> usize {
    if byte_at(text, at) != b'?' {
        return at;
    }
    let from = at.wrapping_add(1);
    let end = skip_run(text, from, QUERY);
    let ends = |&b: &u8| may_be(char::from(b), QUERY_END);
    slice(text, from, end).iter().rposition(ends).map_or(at, |last| from.wrapping_add(last).wrapping_add(1))
}
