//! The facts of a file, from its first (and sometimes last) bytes.
//!
//! A [`Probe`] does no reading. It is told the size of a file, asks for ranges of its bytes, and ends with [`Facts`] or
//! a [`Refusal`]:
//!
//! ```
//! use postpeer_wasm::media::{FactId, Probe, Refusal, Step};
//!
//! let file = b"GIF89a\x02\0\x01\0\0\0\0;";
//! let mut probe = Probe::new(file.len() as u64);
//! let mut step = probe.feed(0, &[])?;
//! while let Step::Read { at, length } = step {
//!     let from = at as usize;
//!     step = probe.feed(at, &file[from..from + length])?;
//! }
//! let facts = probe.facts();
//! assert_eq!((facts.mime(), facts.get(FactId::PixelWidth), facts.get(FactId::Pages)), ("image/gif", Some(2.0), None));
//! # Ok::<(), Refusal>(())
//! ```
//!
//! A parser is a plain function over a file of which some parts were read. It stops at the first part that is missing,
//! and starts again once that part is there. Reads are counted and bounded, and every loop of a parser takes bytes or
//! counts its turns, so time and memory are bounded for any file.

mod ebml;
mod exif;
mod facts;
mod file;
mod gif;
mod heif;
mod iso;
mod jpeg;
mod pdf;
mod picture;
mod png;
mod probe;
mod sound;
#[cfg(test)]
mod tests;
mod webp;

pub use facts::{CODECS, CONTAINERS, Codec, Container, FACTS, FactId, FactRow, Facts, Form, Kind, Row, layout};
#[cfg(feature = "media")]
pub(crate) use file::Piece;
pub use file::{MAX_READ, Refusal};
#[cfg(feature = "media")]
pub(crate) use probe::{MAX_READS, ROOM, Session};
pub use probe::{Probe, Step};
