//! PNG and APNG: walk the chunks to the picture data. W3C PNG, third edition.

use super::exif;
use super::facts::Facts;
use super::window::{Refusal, Window, plus, tags};

tags! { IHDR b"IHDR" ACTL b"acTL" EXIF b"eXIf" IDAT b"IDAT" IEND b"IEND" }

#[derive(Debug, Clone, Copy)]
pub(super) struct Png {
    width: u32,
    height: u32,
    orientation: u32,
    frames: u32,
}

impl Png {
    pub(super) const fn new() -> Self {
        Self { width: 0, height: 0, orientation: 0, frames: 0 }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        loop {
            if window.at == 0 {
                window.skip(8);
            }
            window.here(8)?;
            let body = plus(window.at, 8);
            let end = plus(body, window.be(0, 4));
            match window.be32(4, 4) {
                IHDR => {
                    window.read(body, 8)?;
                    (self.width, self.height) = (window.be32(0, 4), window.be32(4, 4));
                }
                // It has to come before IDAT to count.
                ACTL => {
                    window.read(body, 4)?;
                    self.frames = window.be32(0, 4);
                }
                EXIF => self.orientation = exif::orientation(window, body, end)?,
                IDAT | IEND => {
                    if self.width == 0 || self.height == 0 {
                        return window.refuse(Refusal::Malformed);
                    }
                    facts.set_photo(self.width, self.height, self.orientation);
                    facts.set_frames(self.frames.max(1));
                    facts.cut(end > window.size);
                    return Some(());
                }
                _ => {}
            }
            window.at = plus(end, 4);
        }
    }
}
