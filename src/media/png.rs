//! PNG and APNG: walk the chunks to the picture data, then look at the end. W3C PNG, third edition.

use super::exif::Exif;
use super::facts::Facts;
use super::window::{Refusal, Window, be32, plus, tags};

tags! { IHDR b"IHDR" ACTL b"acTL" EXIF b"eXIf" IDAT b"IDAT" IEND b"IEND" }

/// How much of the end is searched, and how many chunks are walked where the last one is not found there.
const TAIL: u64 = 1024;
const MOST_CHUNKS: u32 = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the second chunk of picture data: most files have one.
    Head,
    Tail,
    /// From the second chunk on.
    Walk,
    Done,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Png {
    stage: Stage,
    width: u32,
    height: u32,
    frames: u32,
    /// Where the walk goes on after a look at the end.
    next: u64,
    chunks: u32,
}

impl Png {
    pub(super) const fn new() -> Self {
        Self { stage: Stage::Head, width: 0, height: 0, frames: 0, next: 0, chunks: 0 }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        while self.stage != Stage::Done {
            if self.stage == Stage::Tail {
                self.tail(exif, window, facts)?;
                continue;
            }
            if window.at == 0 {
                window.skip(8);
            }
            window.here(8)?;
            let kind = window.be32(4, 4);
            let body = plus(window.at, 8);
            let end = plus(plus(body, window.be(0, 4)), 4);
            match kind {
                IHDR => {
                    window.read(body, 8)?;
                    (self.width, self.height) = (window.be32(0, 4), window.be32(4, 4));
                }
                // It has to come before IDAT to count.
                ACTL => {
                    window.read(body, 4)?;
                    self.frames = window.be32(0, 4);
                }
                EXIF => return exif.find(body, end, end, window),
                IDAT | IEND => {
                    if self.width == 0 || self.height == 0 {
                        return window.refuse(Refusal::Malformed);
                    }
                    facts.set_photo(self.width, self.height);
                    facts.set_frames(self.frames.max(1));
                    self.chunks = self.chunks.saturating_add(1);
                    if kind == IEND || end > window.size {
                        facts.cut(end > window.size);
                        facts.whole();
                        return Some(());
                    }
                    if window.streamed || self.chunks > MOST_CHUNKS {
                        return Some(());
                    }
                    if self.chunks == 2 {
                        (self.stage, self.next) = (Stage::Tail, end);
                        continue;
                    }
                }
                _ => {}
            }
            window.at = end;
        }
        Some(())
    }

    /// Looks for the last chunk, and for EXIF behind the picture data, in the last bytes.
    fn tail(&mut self, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        window.tail(TAIL)?;
        let mut found = 0;
        let mut whole = false;
        for (at, word) in (window.at..).zip(window.read.windows(4)) {
            match be32(word, 0, 4) {
                EXIF => found = plus(at, 4),
                IEND => whole = true,
                _ => {}
            }
        }
        window.at = self.next;
        self.stage = Stage::Walk;
        if whole {
            facts.whole();
            self.stage = Stage::Done;
        }
        if found > 0 { exif.find(found, window.size, self.next, window) } else { Some(()) }
    }
}
