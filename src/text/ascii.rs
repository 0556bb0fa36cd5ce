//! Bytes, eight at a time. Most of most texts is ASCII, and there every way of counting agrees.

/// The byte in each of the eight lanes.
pub(super) const fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// How many bytes at the start of `bytes` are printable ASCII (U+0020 to U+007E).
#[inline]
pub(super) fn printable(bytes: &[u8]) -> usize {
    // In other scripts this is asked before every character.
    if bytes.first().is_none_or(|b| !b.is_ascii()) { 0 } else { printable_run(bytes) }
}

#[inline(never)]
fn printable_run(bytes: &[u8]) -> usize {
    let mut run = 0_usize;
    for &chunk in bytes.as_chunks::<8>().0 {
        let x = u64::from_le_bytes(chunk);
        // A lane's top bit is set when its byte is not ASCII, below 0x20, or 0x7F. Borrows and carries only spill
        // from a lane that is set itself, so whether any is set is exact.
        let odd = x | x.wrapping_sub(splat(0x20)) | x.wrapping_add(splat(0x01));
        if odd & splat(0x80) != 0 {
            break;
        }
        run = run.wrapping_add(8);
    }
    run.wrapping_add(count_while(bytes.get(run..).unwrap_or(&[]), |b| matches!(b, 0x20..=0x7E)))
}

/// Whether `byte` is anywhere in `bytes`.
pub(crate) fn has(bytes: &[u8], byte: u8) -> bool {
    find(bytes, byte, 0).is_some()
}

/// Where `byte` is first, at `from` or after.
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

/// How many bytes at the start of `bytes` satisfy `is`.
pub(super) fn count_while(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&b| !is(b)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_at_the_first_byte_that_does_not_belong() {
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
    fn a_byte_is_found_wherever_it_is() {
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
