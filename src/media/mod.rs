//! What a file is, from its first (and sometimes last) bytes.
//!
//! A [`Probe`] does no reading. It is told the size of a file, wishes for ranges of its bytes, and ends with
//! [`Facts`] or a [`Refusal`]:
//!
//! ```
//! use postpeer_wasm::media::{Field, Probe, Refusal, Step};
//!
//! let file = b"GIF89a\x02\0\x01\0\0\0\0;";
//! let mut probe = Probe::new(file.len() as u64);
//! let mut step = probe.feed(0, &[])?;
//! while let Step::Read { at, length } = step {
//!     let from = at as usize;
//!     step = probe.feed(at, &file[from..from + length])?;
//! }
//! let facts = probe.facts();
//! assert_eq!((facts.mime(), facts.get(Field::PixelWidth), facts.get(Field::Pages)), ("image/gif", Some(2.0), None));
//! # Ok::<(), Refusal>(())
//! ```
//!
//! Every parser works the same way. It keeps a position, takes one step at a time (a box, a chunk, a segment), and
//! changes its state only when all bytes of the step were there; otherwise it asks for them and runs the step again.
//! Reads are counted, and what is kept is bounded, so no file takes more than a bounded time
//! and memory, whatever it claims.

mod ebml;
mod exif;
mod facts;
mod gif;
mod heif;
mod iso;
mod jpeg;
mod nest;
mod pdf;
mod picture;
mod png;
mod probe;
mod sound;
#[cfg(test)]
mod tests;
mod webp;
mod window;

pub use facts::{CODECS, CONTAINERS, Codec, Container, FACTS, FactRow, Facts, Field, Form, Kind, Row};
pub use probe::{Probe, Step};
pub use window::{MAX_READ, Refusal};
