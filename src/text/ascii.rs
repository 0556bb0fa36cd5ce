//! Scans bytes, eight at a time. Most text is ASCII, for which all units agree.

/// Repeats a byte eight times.
pub(super) const fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Counts the bytes at the start of `bytes` that are printable ASCII (U+0020 to U+007E).
#[inline]
pub(super) fn printable(bytes: &[u8]) -> usize {
    // In other scripts this runs before every character, so the check must be inlined.
    if bytes.first().is_none_or(|b| !b.is_ascii()) { 0 } else { printable_run(bytes) }
}

#[inline(never)]
fn printable_run(bytes: &[u8]) -> usize {
    let mut run = 0_usize;
    for &chunk in bytes.as_chunks::<8>().0 {
        let x = u64::from_le_bytes(chunk);
        // The top bit of a lane is set if its byte is not ASCII, below 0x20, or 0x7F. Only a lane that is set can
        // borrow from or carry into the next, so the test for any set lane is exact.
        let odd = x | x.wrapping_sub(splat(0x20)) | x.wrapping_add(splat(0x01));
        if odd & splat(0x80) != 0 {
            break;
        }
        run = run.wrapping_add(8);
    }
    run.wrapping_add(count_while(bytes.get(run..).unwrap_or(&[]), |b| matches!(b, 0x20..=0x7E)))
}

/// Returns true if `bytes` contains `byte`.
pub(crate) fn has(bytes: &[u8], byte: u8) -> bool {
    find(bytes, byte, 0).is_some()
}

/// Finds the first `byte` at `from` or after.
#[inline(never)]
pub(crate) fn find(bytes: &[u8], byte: u8, from: usize) -> Option<usize> {
    let mut at = from;
    let rest = bytes.get(from..)?;
    for &chunk in rest.as_chunks::<8>().0 {
        let x = u64::from_le_bytes(chunk) ^ splat(byte);
        if x.wrapping_sub(splat(0x01)) & !x & splat(0x80) != 0 {
            break;
        }
        at = at.wrapping_add(8);
    }
    let tail = bytes.get(at..)?;
    tail.iter().position(|&b| b == byte).map(|i| at.wrapping_add(i))
}

/// Counts the bytes at the start of `bytes` that satisfy `is`.
pub(super) fn count_while(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&b| !is(b)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printable_run_ends_at_the_first_other_byte() {
        for odd in [0_u8, 0x1F, 0x7F, 0x80, 0xFF] {
            for at in 0..20 {
                let mut bytes = [b'~'; 24];
                bytes[at] = odd;
                assert_eq!(printable(&bytes), at, "{odd:#x} at {at}");
            }
        }
        assert_eq!(printable(b""), 0);
        assert_eq!(printable(&[b' '; 17]), 17);
    }

    #[test]
    fn a_byte_is_found_at_every_position() {
        for at in 0..20 {
            let mut bytes = [b'/'; 24];
            bytes[at] = b'.';
            for from in 0..24 {
                assert_eq!(find(&bytes, b'.', from), (from <= at).then_some(at));
            }
        }
        assert_eq!(find(b"", b'.', 0), None);
        assert_eq!(find(b"a", b'.', 7), None);
    }
}
