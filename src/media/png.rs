//! PNG and APNG: walk the chunks to the picture data, then look at the end. W3C PNG, third edition.

use super::exif;
use super::facts::Facts;
use super::file::{File, Refusal, be32, minus, plus, tags};

tags! { IHDR b"IHDR" ACTL b"acTL" EXIF b"eXIf" IDAT b"IDAT" IEND b"IEND" }

/// The part of the end that is searched, and the number of chunks that are walked if the last one is not found there.
const TAIL: u64 = 1024;
const MAX_CHUNKS: u32 = 256;

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let (mut width, mut height, mut frames) = (0, 0, 1);
    let mut chunks = 0_u32;
    let mut at = 8;
    loop {
        let start = at;
        let kind = file.be32(plus(at, 4), 4);
        let body = plus(at, 8);
        at = plus(plus(body, file.be(at, 4)), 4);
        match kind {
            IHDR => (width, height) = (file.be32(body, 4), file.be32(plus(body, 4), 4)),
            // Valid only before IDAT.
            ACTL => frames = file.be32(body, 4).max(1),
            EXIF => exif::parse(body, at, file, facts),
            IDAT | IEND if !file.stopped() => {
                if width == 0 || height == 0 {
                    return file.refuse(Refusal::Malformed);
                }
                facts.set_photo(width, height);
                facts.set_frames(frames);
                chunks = chunks.wrapping_add(1);
                if kind == IEND || at > file.size {
                    facts.mark_truncated(at > file.size);
                    return facts.mark_checked();
                }
                if file.streamed || chunks > MAX_CHUNKS {
                    return;
                }
                // Most files have one chunk of picture data. In others the end tells most.
                if chunks == 2 && search_end(start, file, facts) {
                    return facts.mark_checked();
                }
            }
            _ => {}
        }
        if file.stopped() {
            return;
        }
    }
}

/// Looks for the last chunk, and for EXIF behind the picture data, in the last bytes. Returns true if the last chunk
/// is there.
fn search_end(after: u64, file: &File<'_>, facts: &mut Facts) -> bool {
    let start = after.max(minus(file.size, TAIL));
    let mut exif = 0;
    let mut complete = false;
    for (at, word) in (start..).zip(file.up_to(start, TAIL).windows(4)) {
        match be32(word, 0, 4) {
            EXIF => exif = plus(at, 4),
            IEND => complete = true,
            _ => {}
        }
    }
    if exif > 0 {
        exif::parse(exif, file.size, file, facts);
    }
    complete
}
