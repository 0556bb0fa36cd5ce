//! The parsers on files: hand-made ones, those of others, and ones that were made to harm. A file for each format, and
//! here what they share.

mod bounds;
mod ebml;
mod formats;
mod gif;
mod iso;
mod jpeg;
mod location;
mod pdf;
mod phones;
mod png;
mod vectors;

use std::path::{Path, PathBuf};

use super::file::MAX_READ;
use super::probe::{LIMITS, ReadLimits};
use super::*;
use crate::external_fixtures::vectors;

/// The answer of a probe, and its cost.
#[derive(Debug)]
struct Outcome {
    result: Result<Facts, Refusal>,
    reads: usize,
    bytes: u64,
}

impl Outcome {
    fn facts(&self) -> Facts {
        self.result.unwrap()
    }

    fn numbers(&self, fields: &[FactId]) -> Vec<Option<f64>> {
        fields.iter().map(|field| self.facts().get(*field)).collect()
    }
}

/// Probes a file of `size` bytes of which `read` gives any part.
fn drive(size: u64, read: impl Fn(u64, usize) -> Vec<u8>) -> Outcome {
    let outcome = drive_within(LIMITS, size, read);
    // The promise to hostile files: bounded reading, and so bounded time.
    assert!(outcome.reads <= LIMITS.reads && outcome.bytes <= LIMITS.bytes, "{outcome:?}");
    outcome
}

fn drive_within(limits: ReadLimits, size: u64, read: impl Fn(u64, usize) -> Vec<u8>) -> Outcome {
    let mut probe = Probe::new(size);
    let (mut reads, mut bytes) = (0_usize, 0);
    let mut step = probe.feed_within(limits, 0, &[]);
    while let Ok(next @ (Step::Read { at, length } | Step::Inflate { at, length })) = step {
        assert!(at + length as u64 <= size && length > 0, "a read outside the file");
        assert!(length <= MAX_READ, "a read that does not fit the buffer");
        reads += 1;
        bytes += length as u64;
        let given = read(at, length);
        step = probe.feed_within(limits, at, &if matches!(next, Step::Read { .. }) { given } else { inflate(&given) });
    }
    Outcome { result: step.map(|_| *probe.facts()), reads, bytes }
}

/// Wraps bytes in one stored block, as zlib does if it cannot make them shorter.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u16;
    [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes, &[0; 4]].concat()
}

/// The reverse, for a host that knows nothing else.
fn inflate(bytes: &[u8]) -> Vec<u8> {
    bytes.get(7..).filter(|_| bytes.starts_with(&[0x78, 1, 1])).map_or(vec![], |rest| rest[..rest.len() - 4].to_vec())
}

fn examine(file: &[u8]) -> Outcome {
    drive_within(LIMITS, file.len() as u64, |at, length| file[at as usize..at as usize + length].to_vec())
}

/// Probes a file that is in memory as a whole: no reads follow.
fn examine_whole(file: &[u8]) -> Result<Facts, Refusal> {
    let mut probe = Probe::new(file.len() as u64);
    let mut step = probe.feed(0, file)?;
    // A look at the end, or one behind, is a read of its own.
    while let Step::Read { at, .. } | Step::Inflate { at, .. } = step {
        let given = &file[at as usize..];
        step = probe.feed(at, &if matches!(step, Step::Read { .. }) { given.to_vec() } else { vec![] })?;
    }
    Ok(*probe.facts())
}

fn joined(parts: &[Vec<u8>]) -> Vec<u8> {
    parts.concat()
}

fn boxed(kind: &str, body: &[u8]) -> Vec<u8> {
    let size = (body.len() as u32 + 8).to_be_bytes();
    [&size, kind.as_bytes(), body].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

const STILL: [u32; 9] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];

const QUARTER: [u32; 9] = [0, 0x10000, 0, 0xffff_0000, 0, 0, 0, 0, 0x4000_0000];

/// A movie header: two seconds, one video track of 50 frames in 640x480, and the caller's boxes.
fn moov(matrix: [u32; 9], entry: &[u8], extra: &[u8]) -> Vec<u8> {
    let mvhd = boxed("mvhd", &joined(&[words(&[0, 0, 0, 1000, 2000, 0x10000, 0x0100_0000, 0, 0]), words(&STILL)]));
    let tkhd = boxed(
        "tkhd",
        &joined(&[words(&[0, 0, 0, 7, 0, 2000, 0, 0, 0, 0]), words(&matrix), words(&[640 << 16, 480 << 16])]),
    );
    let mdhd = boxed("mdhd", &words(&[0, 0, 0, 25000, 50000, 0]));
    let hdlr = boxed("hdlr", &joined(&[words(&[0, 0]), b"vide".to_vec(), vec![0; 13]]));
    let mut visual = vec![0; 78];
    visual[24..28].copy_from_slice(&[2, 128, 1, 224]);
    let stsd = boxed("stsd", &joined(&[words(&[0, 1]), boxed("avc1", &joined(&[visual, entry.to_vec()]))]));
    let stts = boxed("stts", &words(&[0, 1, 50, 1000]));
    let stsz = boxed("stsz", &words(&[0, 4, 50]));
    let stbl = boxed("stbl", &joined(&[stsd, stts, stsz]));
    let mdia = boxed("mdia", &joined(&[mdhd, hdlr, boxed("minf", &stbl)]));
    boxed("moov", &joined(&[mvhd, boxed("trak", &joined(&[tkhd, mdia])), extra.to_vec()]))
}

fn ftyp() -> Vec<u8> {
    boxed("ftyp", b"isom\0\0\x02\0isomiso2avc1mp41")
}

/// An EBML element with a length of eight bytes.
fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    [id, &(body.len() as u64 | 1 << 56).to_be_bytes(), body].concat()
}

/// A WebM of one video track, with or without a duration, and with a cluster of unknown length as recorders write it.
fn webm(duration: Option<f64>) -> Vec<u8> {
    let video = element(&[0xe0], &joined(&[element(&[0xb0], &[2, 128]), element(&[0xba], &[1, 224])]));
    let track = [element(&[0xd7], &[1]), element(&[0x83], &[1]), element(&[0x86], b"V_VP9"), video];
    let duration = duration.map_or(vec![], |ticks| element(&[0x44, 0x89], &ticks.to_be_bytes()));
    let mut clusters = vec![];
    for second in 0..4_u8 {
        clusters.extend_from_slice(b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff");
        clusters.extend(element(&[0xe7], &(1000 * u16::from(second)).to_be_bytes()));
        for frame in 0..25_u16 {
            let [high, low] = (frame * 40).to_be_bytes();
            clusters.extend(element(&[0xa3], &[0x81, high, low, 0, 1, 2, 3]));
        }
    }
    let segment = joined(&[
        element(b"\x15\x49\xa9\x66", &joined(&[element(&[0x2a, 0xd7, 0xb1], &1_000_000_u32.to_be_bytes()), duration])),
        element(b"\x16\x54\xae\x6b", &element(&[0xae], &joined(&track))),
        clusters,
    ]);
    joined(&[element(b"\x1a\x45\xdf\xa3", &element(&[0x42, 0x82], b"webm")), element(b"\x18\x53\x80\x67", &segment)])
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if !matches!(path.extension().and_then(|name| name.to_str()), Some("txt" | "json")) {
            found.push(path);
        }
    }
}

/// TIFF data of this length with an orientation, after `gap` bytes that a thumbnail or a maker note may take.
fn tiff(orientation: u8, gap: usize, length: usize) -> Vec<u8> {
    let mut data = joined(&[b"II*\0".to_vec(), (8 + gap as u32).to_le_bytes().to_vec(), vec![0xaa; gap]]);
    data.extend_from_slice(&[1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    data.resize(length.max(data.len()), 0xbb);
    data
}

/// A JPEG with these segments before its frame header, which says 640x480.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let segment =
        |marker: u8, body: &[u8]| [&[0xff, marker], &(body.len() as u16 + 2).to_be_bytes()[..], body].concat();
    let before: Vec<_> = segments.iter().map(|(marker, body)| segment(*marker, body)).collect();
    let frame = segment(0xc0, &[8, 1, 224, 2, 128, 1, 1, 17, 0]);
    joined(&[
        vec![0xff, 0xd8],
        before.concat(),
        frame,
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![7; 900],
        vec![0xff, 0xd9],
    ])
}

fn exif_segment(orientation: u8, gap: usize, length: usize) -> (u8, Vec<u8>) {
    (0xe1, joined(&[b"Exif\0\0".to_vec(), tiff(orientation, gap, length)]))
}

fn png(exif: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes(), kind, body, &[0; 4]].concat();
    let head = chunk(b"IHDR", &[0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
    joined(&[b"\x89PNG\r\n\x1a\n".to_vec(), head, chunk(b"eXIf", exif), chunk(b"IDAT", &[0; 99]), chunk(b"IEND", &[])])
}

/// A WebP of 640x480 whose EXIF comes after its picture, as encoders write it.
fn webp(exif: &[u8]) -> Vec<u8> {
    let chunk =
        |kind: &[u8], body: &[u8]| [kind, &(body.len() as u32).to_le_bytes(), body, &[0][..body.len() % 2]].concat();
    let head = chunk(b"VP8X", &[8, 0, 0, 0, 127, 2, 0, 223, 1, 0]);
    let body =
        joined(&[b"WEBP".to_vec(), head, chunk(b"ICCP", &[3; 3333]), chunk(b"VP8 ", &[5; 9999]), chunk(b"EXIF", exif)]);
    chunk(b"RIFF", &body)
}

/// A HEIC of 640x480 whose items have this many associations with properties before its own.
fn heic(items: u16) -> Vec<u8> {
    let ispe = |width, height| boxed("ispe", &words(&[0, width, height]));
    let ipco = boxed("ipco", &joined(&[ispe(64, 64), ispe(640, 480), boxed("irot", &[1])]));
    let mut ipma = words(&[0, u32::from(items) + 1]);
    for item in 2..=items + 1 {
        ipma.extend_from_slice(&[item.to_be_bytes().as_slice(), &[1, 1]].concat());
    }
    ipma.extend_from_slice(&[0, 1, 2, 2, 3]);
    let pitm = boxed("pitm", &[0, 0, 0, 0, 0, 1]);
    let meta = boxed("meta", &joined(&[words(&[0]), pitm, boxed("iprp", &joined(&[ipco, boxed("ipma", &ipma)]))]));
    joined(&[boxed("ftyp", b"heic\0\0\0\0mif1heic"), meta, boxed("mdat", &[0; 5000])])
}

/// A HEIC with EXIF in its media data, as phones write it.
fn heic_with(exif: &[u8]) -> Vec<u8> {
    let data = joined(&[words(&[6]), b"Exif\0\0".to_vec(), exif.to_vec()]);
    let make = |at: u32| {
        let infe = boxed("infe", b"\x02\0\0\0\0\x05\0\0Exif\0");
        let iinf = boxed("iinf", &joined(&[vec![0, 0, 0, 0, 0, 1], infe]));
        let iloc = boxed(
            "iloc",
            &joined(&[vec![0, 0, 0, 0, 0x44, 0, 0, 1, 0, 5, 0, 0, 0, 1], words(&[at, data.len() as u32])]),
        );
        let plain = heic(0);
        let meta = plain.windows(4).position(|kind| kind == b"meta").unwrap() - 4;
        let size = u32::from_be_bytes(plain[meta..meta + 4].try_into().unwrap()) as usize;
        let inner = plain[meta + 8..meta + size].to_vec();
        let start = joined(&[plain[..meta].to_vec(), boxed("meta", &joined(&[inner, iinf, iloc]))]);
        (start.len() as u32 + 8, joined(&[start, boxed("mdat", &data)]))
    };
    make(make(0).0).1
}

/// xorshift64*, seeded: the same bytes every time.
fn random(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_f491_4f6c_dd1d)
}
