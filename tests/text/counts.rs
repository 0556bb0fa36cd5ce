//! Counts texts for the tests in Node.
//!
//! A request on stdin is a length (u32, little endian) and that many bytes of UTF-8. The answer on stdout is eleven
//! numbers (u32, little endian): code points, UTF-16 code units, UTF-8 bytes, graphemes, weighted length of X, length on
//! Threads, links, cashtags, refused by X (1 or 0), may change in NFC (1 or 0), and the place where it exceeds 280 on X
//! (`u32::MAX` for none).

use std::io::{BufWriter, Read, Write};

use postpeer_wasm::text::{CountUnit, cashtags, counts, links, may_change_in_nfc, over_at, refused_by_x};

fn main() -> std::io::Result<()> {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input)?;
    let mut out = BufWriter::new(std::io::stdout());
    let mut rest = input.as_slice();
    while let Some((size, tail)) = rest.split_first_chunk::<4>() {
        let (bytes, tail) = tail.split_at_checked(u32::from_le_bytes(*size) as usize).unwrap_or((tail, &[]));
        rest = tail;
        let text = String::from_utf8_lossy(bytes);
        for number in answer(&text) {
            out.write_all(&number.to_le_bytes())?;
        }
    }
    out.flush()
}

fn answer(text: &str) -> [u32; 11] {
    let bytes = text.as_bytes();
    let all = counts(bytes);
    [
        all.code_points,
        all.utf16,
        all.utf8,
        all.graphemes,
        all.x_weighted,
        all.threads,
        u32::try_from(links(text).count()).unwrap_or(u32::MAX),
        cashtags(bytes),
        u32::from(refused_by_x(bytes).is_some()),
        u32::from(may_change_in_nfc(bytes)),
        over_at(CountUnit::XWeighted, bytes, 280).unwrap_or(u32::MAX),
    ]
}
