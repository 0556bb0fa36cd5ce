//! Orientation and place of EXIF, which is a TIFF directory wherever it is kept. EXIF 2.32, section 4.6.
//!
//! A parser that comes upon EXIF says where it is and stops; this reads it, wherever its directories lie, and the
//! parser goes on where it was.

use super::facts::{Container, Facts, Field};
use super::window::{Stop, Window, be32, from, le32, plus};

const ORIENTATION: u32 = 0x0112;
const GPS: u32 = 0x8825;
/// Latitude and longitude in the directory of the place, which some cameras write without them.
const LATITUDE: u32 = 2;
const LONGITUDE: u32 = 4;

/// The first letters of the prefix that JPEG puts before the TIFF data.
const PREFIX: u32 = 0x4578_6966;

/// Directories in the wild have some tens of entries.
const MOST_ENTRIES: u64 = 170;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Idle,
    Header,
    Directory,
    Place,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Exif {
    stage: Stage,
    little: bool,
    /// Where the TIFF data starts and ends, where the next directory is, and where the parser goes on.
    start: u64,
    end: u64,
    directory: u64,
    resume: u64,
}

impl Exif {
    pub(super) const fn new() -> Self {
        Self { stage: Stage::Idle, little: false, start: 0, end: 0, directory: 0, resume: 0 }
    }

    /// Notes EXIF from `start` to `end`, to be read before the parser goes on at `resume`.
    #[inline(never)]
    pub(super) fn find(&mut self, start: u64, end: u64, resume: u64, window: &mut Window<'_>) -> Option<()> {
        (self.stage, self.start, self.end, self.resume) = (Stage::Header, start, end, resume);
        window.detour()
    }

    pub(super) fn is_pending(&self) -> bool {
        self.stage != Stage::Idle
    }

    /// Reads on. What does not hold together says nothing, and nothing against the picture.
    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if self.read(window, facts).is_none() && matches!(window.stop(), Stop::Need(_)) {
            return None;
        }
        self.stage = Stage::Idle;
        window.at = self.resume;
        Some(())
    }

    fn read(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if self.stage == Stage::Header {
            window.at = self.start;
            window.here(8)?;
            // Some writers repeat the prefix in PNG and WebP.
            if window.be32(0, 4) == PREFIX {
                window.skip(6);
                window.here(8)?;
            }
            self.little = match window.be32(0, 4) {
                0x4949_2a00 => true,
                0x4d4d_002a => false,
                _ => return Some(()),
            };
            self.start = window.at;
            self.go_to(self.number(window.read, 4, 4), Stage::Directory);
        }
        loop {
            window.at = self.directory;
            window.here(2)?;
            let count = u64::from(self.number(window.read, 0, 2)).min(MOST_ENTRIES);
            // A directory that sticks out of its place is cut.
            let left = self.end.saturating_sub(self.directory);
            window.up_to(self.directory, plus(count.wrapping_mul(12), 2).min(left))?;
            let mut place = 0;
            for entry in from(window.read, 2).as_chunks::<12>().0 {
                let read = |at, length| self.number(entry, at, length);
                // Type 3 is SHORT, but some write a LONG.
                let value = read(8, if read(2, 2) == 3 { 2 } else { 4 });
                match read(0, 2) {
                    LATITUDE | LONGITUDE if self.stage == Stage::Place => {
                        facts.flag(Field::Location, true);
                    }
                    // HEIF turns pictures by a property of its own.
                    ORIENTATION if value <= 8 && facts.container < Container::Heic => {
                        facts.count(Field::Orientation, value);
                    }
                    GPS => place = value,
                    _ => {}
                }
            }
            if place == 0 || self.stage == Stage::Place {
                return Some(());
            }
            self.go_to(place, Stage::Place);
        }
    }

    fn go_to(&mut self, offset: u32, stage: Stage) {
        self.directory = plus(self.start, u64::from(offset));
        self.stage = stage;
    }

    #[inline(never)]
    fn number(&self, bytes: &[u8], at: usize, length: usize) -> u32 {
        if self.little { le32(bytes, at, length) } else { be32(bytes, at, length) }
    }
}
