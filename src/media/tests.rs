//! The parsers on files: hand-made ones, those of others, and ones that were made to harm.

use std::path::{Path, PathBuf};

use super::file::MAX_READ;
use super::probe::{LIMITS, ReadLimits};
use super::*;
use crate::others::vectors;

/// What a probe answered, and what it cost.
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

/// Wraps bytes as zlib does what it cannot make shorter: in one stored block.
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

/// Probes a file that lies in memory as a whole: there is nothing to ask for.
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

/// A movie header: two seconds, one video track of 50 frames in 640x480, and what the caller puts beside it.
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

#[test]
fn an_mp4_tells_size_turn_rate_and_order() {
    let pasp = boxed("pasp", &words(&[4, 3]));
    let file = joined(&[ftyp(), moov(QUARTER, &pasp, &[]), boxed("mdat", &[0; 100])]);
    let found = examine(&file);
    let facts = found.facts();
    assert_eq!((facts.container, facts.video, facts.audio), (Container::Mp4, Codec::H264, Codec::None));
    assert_eq!((facts.kind(), facts.mime()), (Kind::Video, "video/mp4"));
    use FactId::*;
    let fields =
        [PixelWidth, PixelHeight, DisplayWidth, DisplayHeight, Rotation, Duration, FrameRate, MoovFirst, EditLists];
    let values = [640.0, 480.0, 480.0, 853.0, 90.0, 2.0, 25.0, 1.0, 0.0];
    assert_eq!(found.numbers(&fields), values.map(Some));
    assert!(!facts.is(Truncated));
    assert!(examine(&file[..file.len() - 1]).facts().is(Truncated), "media data that is cut shows");
}

#[test]
fn a_header_at_the_end_of_four_gigabytes_costs_kilobytes() {
    let (head, tail) = (
        joined(&[ftyp(), words(&[1]), b"mdat".to_vec(), 0x1_0000_0000_u64.to_be_bytes().to_vec()]),
        moov(STILL, &[], &[]),
    );
    let tail_at = ftyp().len() as u64 + 0x1_0000_0000;
    let size = tail_at + tail.len() as u64;
    let found = drive(size, |at, length| {
        let byte = |at: u64| match at.checked_sub(tail_at) {
            Some(at) => tail[at as usize],
            None => head.get(at as usize).copied().unwrap_or(0),
        };
        (at..at + length as u64).map(byte).collect()
    });
    assert_eq!(found.numbers(&[FactId::Duration, FactId::MoovFirst, FactId::Bytes]), [2.0, 0.0, size as f64].map(Some));
    assert!(found.bytes < 8 * 1024, "{} bytes in {} reads", found.bytes, found.reads);
}

#[test]
fn fragments_add_up_and_an_index_spares_the_walk() {
    let mvex = boxed("mvex", &boxed("trex", &words(&[0, 7, 1, 1000, 0, 0])));
    let fragment = |number: u32| {
        let tfhd = boxed("tfhd", &words(&[0x20000, 7]));
        let tfdt = boxed("tfdt", &words(&[0, 50000 + 50000 * number]));
        let trun = boxed("trun", &words(&[0x001, 50, 0]));
        let traf = boxed("traf", &joined(&[tfhd, tfdt, trun]));
        joined(&[boxed("moof", &traf), boxed("mdat", &[0; 5000])])
    };
    let fragments = (0..40).map(fragment).collect::<Vec<_>>().concat();
    let walked = examine(&joined(&[ftyp(), moov(STILL, &[], &mvex), fragments.clone()]));
    assert_eq!(walked.numbers(&[FactId::Duration, FactId::FrameRate, FactId::Fragmented]), [82.0, 25.0, 1.0].map(Some));

    let entry = [fragments.len() as u32, 40 * 50_000, 0];
    let sidx = boxed("sidx", &joined(&[words(&[0, 7, 25000, 50000, 0, 1]), words(&entry)]));
    let indexed = examine(&joined(&[ftyp(), moov(STILL, &[], &mvex), sidx, fragments]));
    assert_eq!(indexed.numbers(&[FactId::Duration, FactId::FrameRate]), [82.0, 25.0].map(Some));
    assert!(indexed.reads < walked.reads);
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

#[test]
fn a_webm_without_a_duration_is_measured_at_its_end() {
    let told = examine(&webm(Some(5000.0)));
    assert_eq!((told.facts().mime(), told.facts().video), ("video/webm", Codec::Vp9));
    let fields = [FactId::PixelWidth, FactId::PixelHeight, FactId::Duration, FactId::FrameRate];
    assert_eq!(told.numbers(&fields), [Some(640.0), Some(480.0), Some(5.0), None]);
    let measured = examine(&webm(None));
    assert_eq!(measured.numbers(&fields), [640.0, 480.0, 4.0, 25.0].map(Some));
}

#[test]
fn a_pdf_counts_its_pages_through_tables_and_updates() {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = vec![];
    for object in
        ["1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n", "2 0 obj\n<</Type /Pages /Kids [] /Count 17>>\nendobj\n"]
    {
        offsets.push(file.len());
        file.extend_from_slice(object.as_bytes());
    }
    let table = file.len();
    file.extend_from_slice(b"xref\n0 3\n0000000000 65535 f \n");
    for offset in &offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(format!("trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    assert_eq!(examine(&file).numbers(&[FactId::Pages]), [Some(17.0)]);

    // Saved again with a new page tree.
    let (object, update) = (file.len(), "2 0 obj\n<</Type /Pages /Kids [] /Count 18>>\nendobj\n");
    file.extend_from_slice(update.as_bytes());
    let newer = file.len();
    file.extend_from_slice(
        format!("xref\n2 1\n{object:010} 00000 n \ntrailer\n<</Root 1 0 R /Prev {table}>>\nstartxref\n{newer}\n%%EOF")
            .as_bytes(),
    );
    assert_eq!(examine(&file).numbers(&[FactId::Pages]), [Some(18.0)]);

    // A table that leads back to itself, and one that claims more entries than there are bytes.
    let looped = b"%PDF-1.4\nxref\n0 0\ntrailer <</Root 9 0 R /Prev 9>> startxref 9\n";
    assert_eq!(examine(looped).numbers(&[FactId::Pages]), [None]);
    let turning = b"%PDF-1.4\ntrailer <</Root 9 0 R /Prev 9>> startxref 9\n";
    assert_eq!(examine(turning).numbers(&[FactId::Pages]), [None]);
    let boasting = b"%PDF-1.4\nxref\n0 99999999999999999999\ntrailer <</Root 9 0 R>> startxref 9\n";
    assert_eq!(examine(boasting).numbers(&[FactId::Pages]), [None]);
    // A linearised file says it at its head, as long as it was not updated: then it is longer than it says.
    let linearised = |length| {
        let head = format!("%PDF-1.5\n1 0 obj <</Linearized 1 /L {length} /O 3 /N 42 /T 8>> endobj");
        examine(&joined(&[head.into_bytes(), vec![b' '; 600]])).numbers(&[FactId::Pages, FactId::Truncated])
    };
    assert_eq!(linearised(664), [Some(42.0), Some(0.0)]);
    assert_eq!(linearised(663), [None, Some(1.0)]);
    assert_eq!(linearised(999), [None, Some(1.0)]);
}

#[test]
fn a_gif_is_counted_frame_by_frame() {
    let mut file = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..3 {
        file.extend_from_slice(b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0");
    }
    file.push(0x3b);
    let fields = [
        FactId::PixelWidth,
        FactId::PixelHeight,
        FactId::Frames,
        FactId::Animated,
        FactId::Duration,
        FactId::Truncated,
    ];
    assert_eq!(examine(&file).numbers(&fields), [2.0, 1.0, 3.0, 1.0, 0.3, 0.0].map(Some));
    file.truncate(40);
    assert_eq!(examine(&file).numbers(&fields[2..]), [Some(1.0), Some(0.0), None, Some(1.0)]);
}

#[test]
fn files_that_are_none_are_refused() {
    for (file, refusal) in [
        (&b""[..], Refusal::Empty),
        (b"hello", Refusal::Unrecognised),
        (b"RIFF\x08\0\0\0WAVEfmt ", Refusal::Unrecognised),
        (b"\xff\xd8\xff\xe0", Refusal::Truncated),
        (b"\xff\xd8\xff\xd9", Refusal::Malformed),
        (b"\xff\xd8\xff\xe0\0\x01", Refusal::Malformed),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0IEND", Refusal::Malformed),
        (b"RIFF\xff\0\0\0WEBP", Refusal::Truncated),
        (b"\0\0\0\x08ftyp", Refusal::Malformed),
        (b"\0\0\0\x10ftypisom\0\0\0\0\0\0\xff\xffmdat", Refusal::Truncated),
        (b"\0\0\0\x08mdat\0\0\0\x07free", Refusal::Malformed),
        (b"\x1a\x45\xdf\xa3\x80\0\0\0\0\0\0\0\0\0\0\0\0\0", Refusal::Malformed),
        (b"\x1a\x45\xdf\xa3", Refusal::Truncated),
    ] {
        assert_eq!(examine(file).result, Err(refusal), "{}", file.escape_ascii());
    }
}

#[test]
fn media_that_are_not_read_are_refused_with_their_type() {
    let packet = |kind: &[u8]| [kind, &[0; 188 - 4]].concat();
    for (file, mime) in [
        (b"II*\0\x08\0\0\0".to_vec(), "image/tiff"),
        (b"MM\0*\0\0\0\x08".to_vec(), "image/tiff"),
        (b"II+\0\x08\0\0\0".to_vec(), "image/tiff"),
        (b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec(), "image/bmp"),
        (b"\xff\x0a\xfa\x1f".to_vec(), "image/jxl"),
        (b"\0\0\0\x0cJXL \x0d\x0a\x87\x0a".to_vec(), "image/jxl"),
        (b"\0\0\0\x0cjP  \x0d\x0a\x87\x0a".to_vec(), "image/jp2"),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "image/svg+xml"),
        (b"8BPS\0\x01".to_vec(), "image/vnd.adobe.photoshop"),
        (b"RIFF\x10\0\0\0AVI LIST".to_vec(), "video/x-msvideo"),
        (b"\0\0\x01\xba\x44".to_vec(), "video/mpeg"),
        (b"\0\0\x01\xb3\x14".to_vec(), "video/mpeg"),
        (packet(b"G@\0\x10").repeat(4), "video/mp2t"),
        ([[0; 4].as_slice(), &packet(b"G@\0\x10")].concat().repeat(4), "video/mp2t"),
        (b"FLV\x01\x05".to_vec(), "video/x-flv"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11".to_vec(), "video/x-ms-asf"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\x40\x9e\x69\xf8\x4d\x5b\xcf\x11".to_vec(), "audio/x-ms-wma"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xc0\xef\x19\xbc\x4d\x5b\xcf\x11".to_vec(), "video/x-ms-asf"),
        (b"OggS\0\x02\x80theora".to_vec(), "video/ogg"),
        (b"OggS\0\x02OpusHead".to_vec(), "audio/ogg"),
        (b"\x1f\x07\0\x3f".to_vec(), "video/x-dv"),
        (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01".to_vec(), "application/mxf"),
        (b".RMF\0\0\0\x12".to_vec(), "application/vnd.rn-realmedia"),
        (b"\0\0\0\x01\x67\x64\0\x28".to_vec(), "video/h264"),
        (b"\0\0\0\x01\x09\xf0\0\0".to_vec(), "video/h264"),
        (b"\0\0\0\x01\x40\x01\x0c\x01".to_vec(), "video/h265"),
        (b"\0\0\x01\0\x02\0\x10\x10\0\0".to_vec(), "image/vnd.microsoft.icon"),
        (b"\xff\x4f\xff\x51\0\x2f".to_vec(), "image/j2c"),
        // None of them, however they begin.
        (b"BMW has new cars".to_vec(), ""),
        (b"BMW 5".to_vec(), ""),
        (b"Get free beer".to_vec(), ""),
        (b"The wide world".to_vec(), ""),
        (b"id, uuid, name".to_vec(), ""),
        (b"GIF8 is the magic".to_vec(), ""),
        (b"Games are fun".repeat(50), ""),
        (b"RIFF\x08\0\0\0WAVEfmt ".to_vec(), ""),
        (b"<svg/>".to_vec(), "image/svg+xml"),
        (b"<html><body>404</body></html>".to_vec(), ""),
        (b"<!doctype html><html><body><svg></svg></body></html>".to_vec(), ""),
        (b"{\"icon\": \"<svg/>\"}".to_vec(), ""),
        (b"PK\x03\x04".to_vec(), ""),
    ] {
        let mut probe = Probe::new(file.len() as u64);
        assert_eq!(probe.feed(0, &file), Err(Refusal::Unrecognised), "{mime}");
        assert_eq!(probe.facts().mime(), mime, "{}", file.escape_ascii());
    }
}

/// A file that goes on for ever, and says so.
fn endless(head: &'static [u8], unit: &'static [u8]) -> Outcome {
    let long = unit.repeat(300 * 1024 / unit.len());
    drive(1 << 50, move |at, length| {
        let Some(at) = at.checked_sub(head.len() as u64) else {
            let rest = &head[at as usize..];
            return [rest, &long[..length.saturating_sub(rest.len())]].concat()[..length].to_vec();
        };
        let from = (at % unit.len() as u64) as usize;
        long[from..from + length].to_vec()
    })
}

#[test]
fn files_without_end_are_answered_within_bounds() {
    let boxes = b"\0\0\0\x10ftypisom\0\0\0\0";
    for (head, unit, refusal) in [
        (&boxes[..], &b"\0\0\0\x08free"[..], Some(Refusal::TooLarge)),
        (boxes, b"\0\0\0\x01free\0\0\0\0\0\x10\0\0", Some(Refusal::TooLarge)),
        (boxes, b"\0\0\0\0free", Some(Refusal::Malformed)),
        (boxes, b"\0\0\0\x01free\xff\xff\xff\xff\xff\xff\xff\xff", Some(Refusal::Truncated)),
        (boxes, b"\x7f\xff\xff\xffmoov", Some(Refusal::Malformed)),
        (
            b"\0\0\0\x10ftypisom\0\0\0\0\x7f\xff\xff\xffmoov",
            b"\x7f\xff\xff\xfftrak\x7f\xff\xff\xffmdia",
            Some(Refusal::Malformed),
        ),
        (
            b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x01moov\x7f\xff\xff\xff\xff\xff\xff\xff",
            b"\0\0\0\x08trak",
            Some(Refusal::TooLarge),
        ),
        (b"\xff\xd8\xff", b"\xff", Some(Refusal::TooLarge)),
        (b"\xff\xd8\xff\xe1", b"\xff\xe1", Some(Refusal::TooLarge)),
        (b"\xff\xd8\xff\xe0\0\x02", b"\xff\xe1\0\x02", Some(Refusal::TooLarge)),
        (b"\x89PNG\r\n\x1a\n", b"\0\0\0\0abcd\0\0\0\0", Some(Refusal::TooLarge)),
        (b"\x89PNG\r\n\x1a\n\x7f\xff\xff\xffeXIf", b"Exif\0\0", Some(Refusal::TooLarge)),
        (b"\x1a\x45\xdf\xa3\x80", b"\xec\x80", Some(Refusal::TooLarge)),
        (b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff", b"\x1f\x43\xb6\x75\xff", Some(Refusal::TooLarge)),
        (b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff", b"\xe0\xff", Some(Refusal::Malformed)),
        (b"RIFF\xff\xff\xff\xffWEBP", b"ABCD\0\0\0\0", Some(Refusal::TooLarge)),
        (b"GIF89a\x02\0\x01\0\0\0\0", b"\0", None),
        (b"GIF89a\x02\0\x01\0\0\0\0\x2c", b"\x01", None),
        (b"%PDF-1.7", b"xref 0 1 ", None),
        (b"%PDF-1.7", b"startxref 8 ", None),
    ] {
        let found = endless(head, unit);
        assert_eq!(found.result.err(), refusal, "{} {}", head.escape_ascii(), unit.escape_ascii());
    }
}

#[test]
fn a_file_that_is_shorter_than_it_says_is_truncated() {
    let file = joined(&[ftyp(), boxed("mdat", &[0; 5000]), moov(STILL, &[], &[])]);
    let size = file.len() as u64;
    for available in [0, 10, 3000, 5100, file.len() - 1] {
        let found = drive(size, |at, length| {
            let from = (at as usize).min(available);
            file[from..(from + length).min(available)].to_vec()
        });
        assert!(matches!(found.result, Err(Refusal::Truncated | Refusal::Empty)), "{available}: {found:?}");
    }
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

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
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

/// A fragmented film of two seconds a fragment, whose run and index have a row for each sample.
fn fragmented(samples: u32, indexed: bool) -> Vec<u8> {
    let mvex = boxed("mvex", &boxed("trex", &words(&[0, 7, 1, 0, 0, 0])));
    let rows = |row: &[u32]| words(&row.repeat(samples as usize));
    let trun = boxed("trun", &joined(&[words(&[0x301, samples, 0]), rows(&[50_000 / samples, 99])]));
    let traf = boxed("traf", &joined(&[boxed("tfhd", &words(&[0x20000, 7])), boxed("tfdt", &words(&[0, 0])), trun]));
    let fragment = joined(&[boxed("moof", &traf), boxed("mdat", &[0; 5000])]);
    let index = [words(&[0, 7, 25000, 0, 0, samples]), rows(&[fragment.len() as u32 / samples, 50_000 / samples, 0])];
    let sidx = if indexed { boxed("sidx", &joined(&index)) } else { vec![] };
    joined(&[ftyp(), moov(STILL, &[], &mvex), sidx, fragment])
}

/// Hand-made files in which a table lies far behind the header that announces it, with a name each.
fn far_tables() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![];
    for length in [0, 100, 1990, 2000, 2010, 2048, 2050, 4096, 30_000, 65_000] {
        for gap in [0, 700, 2040, 2048, 60_000] {
            if gap > length {
                continue;
            }
            let exif = exif_segment(6, gap, length);
            files.push((
                format!("JPEG, {length} bytes of EXIF, directory after {gap}"),
                jpeg(std::slice::from_ref(&exif)),
            ));
            let xmp = (0xe1, [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), &vec![b' '; length]].concat());
            let icc = |part: u8| (0xe2, [b"ICC_PROFILE\0".as_slice(), &[part, 3], &vec![part; length]].concat());
            let parts = [(0xe0, vec![0; 14]), exif, xmp, icc(1), icc(2), icc(3)];
            files.push((format!("JPEG, {length} bytes of EXIF, XMP and ICC, directory after {gap}"), jpeg(&parts)));
            let exif = tiff(6, gap, length);
            files.push((format!("PNG, {length} bytes of EXIF, directory after {gap}"), png(&exif)));
            files.push((format!("WebP, {length} bytes of EXIF, directory after {gap}"), webp(&exif)));
        }
    }
    for items in [0, 100, 505, 515, 3000, 60_000] {
        files.push((format!("HEIC of {items} items"), heic(items)));
    }
    for samples in [1, 50, 250, 1000, 21_000, 50_000] {
        for indexed in [false, true] {
            files.push((format!("MP4 of {samples} samples, indexed: {indexed}"), fragmented(samples, indexed)));
        }
    }
    files
}

#[test]
fn a_file_read_in_pieces_has_the_facts_of_the_file_read_whole() {
    let mut files = far_tables();
    files.extend(samples().into_iter().enumerate().map(|(index, file)| (format!("sample {index}"), file)));
    // A directory that is out of reach, or out of its place, is none in either way of reading.
    files.push(("PNG, directory after 300,000 bytes".into(), png(&tiff(6, 300_000, 300_100))));
    files.push(("WebP, directory after 300,000 bytes".into(), webp(&tiff(6, 300_000, 300_100))));
    for (name, file) in files {
        let whole = examine_whole(&file);
        for (first, largest) in
            [(1, 1), (1, 64), (7, 300), (64, 64), (2048, 2048), (2048, MAX_READ), (5000, 70_000), (MAX_READ, MAX_READ)]
        {
            let limits = ReadLimits { first, jump: first, largest, reads: 1 << 18, bytes: u64::MAX, room: usize::MAX };
            let read = |at: u64, length| file[at as usize..at as usize + length].to_vec();
            let pieces = drive_within(limits, file.len() as u64, read);
            assert_eq!(pieces.result, whole, "{name}, in pieces of {first} to {largest} bytes");
        }
    }
}

#[test]
fn tables_behind_a_read_are_found_with_few_reads() {
    for (name, file) in far_tables() {
        let found = examine(&file);
        let size = [FactId::PixelWidth, FactId::PixelHeight].map(|field| found.facts().get(field));
        assert_eq!(size, [640.0, 480.0].map(Some), "{name}");
        if name.starts_with("MP4") {
            assert!(found.facts().get(FactId::FrameRate).is_some(), "{name}");
        } else {
            assert_eq!(found.facts().get(FactId::Rotation).map(|turn| turn % 180.0), Some(90.0), "{name}");
        }
        assert!(
            found.reads <= 16 && found.bytes <= 600 * 1024,
            "{name}: {} bytes in {} reads",
            found.bytes,
            found.reads
        );
    }
}

#[test]
fn photos_of_others_with_exif_have_the_facts_they_say() {
    let Some(folder) = vectors("media/real") else { return };
    let expected = json(&folder.join("expected.json"));
    let mut seen = 0;
    for (name, want) in expected.as_object().unwrap() {
        if !matches!(want["fault"].as_str(), Some("exif-reread" | "table-reread")) {
            continue;
        }
        seen += 1;
        let found = examine(&std::fs::read(folder.join(name)).unwrap());
        let want = &want["expected"];
        assert_eq!(found.facts().container.row().name, want["container"].as_str().unwrap(), "{name}");
        for (key, field) in [
            ("pixelWidth", FactId::PixelWidth),
            ("pixelHeight", FactId::PixelHeight),
            ("displayWidth", FactId::DisplayWidth),
            ("displayHeight", FactId::DisplayHeight),
            ("rotation", FactId::Rotation),
            ("orientation", FactId::Orientation),
            ("frames", FactId::Frames),
            ("duration", FactId::Duration),
            ("frameRate", FactId::FrameRate),
            ("channels", FactId::Channels),
        ] {
            assert_eq!(found.facts().get(field), want[key].as_f64(), "{name} {key}");
        }
    }
    assert!(seen >= 10, "{seen} files");
}

#[test]
fn pictures_of_others_have_the_sizes_they_say() {
    let Some(folder) = vectors("media/image-size") else { return };
    let expected = json(&folder.join("expected.json"));
    let mut paths = vec![];
    files(&folder, &mut paths);
    assert!(paths.len() >= 17, "{} files", paths.len());
    for path in paths {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let found = examine(&std::fs::read(&path).unwrap());
        let own = &expected["files"][name];
        let want = if own.is_object() { own } else { &expected["default"] };
        let values = found.numbers(&[FactId::PixelWidth, FactId::PixelHeight, FactId::Orientation]);
        let wanted = ["width", "height", "orientation"].map(|key| want[key].as_f64());
        assert_eq!(values[..2], wanted[..2], "{name}");
        if wanted[2].is_some() {
            assert_eq!(values[2], wanted[2], "{name}");
        }
    }
}

#[test]
fn films_of_others_have_the_facts_they_say() {
    let Some(folder) = vectors("media/mp4parse") else { return };
    let expected = json(&folder.join("expected.json"));
    let mut wrong = vec![];
    for (name, want) in expected["files"].as_object().unwrap() {
        let found = examine(&std::fs::read(folder.join(name)).unwrap());
        if want["error"].is_string() {
            // Its oracle gave up on it; here it is enough to end.
            continue;
        }
        let facts = found.facts();
        let mut same = |what: &str, have: Option<f64>, wish: &serde_json::Value, within: f64| {
            let wish = wish.as_f64();
            let near = matches!((have, wish), (Some(have), Some(wish)) if (have - wish).abs() <= within);
            if !near && have != wish {
                wrong.push(format!("{name} {what}: {have:?} instead of {wish:?}"));
            }
        };
        same("bytes", facts.get(FactId::Bytes), &want["bytes"], 0.0);
        let (video, audio) = (&want["video"], &want["audio"]);
        if video.is_object() {
            same("width", facts.get(FactId::PixelWidth), &video["codedWidth"], 0.0);
            same("height", facts.get(FactId::PixelHeight), &video["codedHeight"], 0.0);
            same("shown width", facts.get(FactId::DisplayWidth), &video["displayWidth"], 0.0);
            same("shown height", facts.get(FactId::DisplayHeight), &video["displayHeight"], 0.0);
            same("rotation", facts.get(FactId::Rotation), &video["rotation"], 0.0);
            if let Some(codec) = video["codec"].as_str() {
                assert_eq!(facts.video.name(), if codec == "avc" { "h264" } else { codec }, "{name}");
            }
        }
        if audio.is_object() {
            assert_eq!(Some(facts.audio.name()), audio["codec"].as_str(), "{name}");
            same("channels", facts.get(FactId::Channels), &audio["channels"], 0.0);
            same("sample rate", facts.get(FactId::SampleRate), &audio["sampleRate"], 0.0);
        }
        // The oracle's duration is that of the video track, which ends before the sound in one file; of a header
        // without samples it says 0.
        if want["durationSec"].as_f64() != Some(0.0) && name != "test_case_1185230.mp4" {
            same("duration", facts.get(FactId::Duration), &want["durationSec"], 0.05);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bytes of a scan: whatever, with each 0xff followed by a zero.
fn scan(length: usize) -> Vec<u8> {
    let mut state = 0x1234_5678_9abc_def1;
    let mut bytes = vec![];
    while bytes.len() < length {
        let byte = random(&mut state) as u8;
        bytes.push(byte);
        if byte == 0xff {
            bytes.push(0);
        }
    }
    bytes
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x0dd0_5eed_0dd0_5eed;
    (0..length).map(|_| random(&mut state) as u8).collect()
}

fn photo(length: usize) -> Vec<u8> {
    let head = jpeg(&[]);
    joined(&[head[..head.len() - 902].to_vec(), scan(length), vec![0xff, 0xd9]])
}

#[test]
fn a_photo_that_broke_off_is_never_called_whole_and_one_with_a_trailer_never_cut() {
    let whole = photo(20_000);
    let said = |file: &[u8]| examine(file).facts().get(FactId::Truncated);
    assert_eq!(said(&whole), Some(0.0));
    let mut told = 0;
    for cut in (1..whole.len() - 1000).step_by(97) {
        let said = said(&whole[..whole.len() - cut]);
        assert_ne!(said, Some(0.0), "{cut} bytes less");
        told += usize::from(said == Some(1.0));
    }
    assert!(told > 150, "{told} of 195 are told");
    // A film, as motion photos have it, text, zeros, and another image.
    for trailer in [ftyp(), vec![0; 30_000], b"SEFT".repeat(700), photo(3000), noise(9000), vec![0xff; 2000]] {
        assert_ne!(said(&joined(&[whole.clone(), trailer.clone()])), Some(1.0), "{} bytes", trailer.len());
    }
    assert_eq!(said(&joined(&[whole, photo(3000)[..2000].to_vec()])), Some(1.0), "the second image broke off");
}

#[test]
fn a_png_is_looked_at_from_its_end() {
    let chunk = |kind: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes(), kind, body, &[0; 4]].concat();
    let head = chunk(b"IHDR", &[0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
    let data: Vec<_> = (0..100_u8).map(|part| chunk(b"IDAT", &[part; 5000])).collect();
    let start = joined(&[b"\x89PNG\r\n\x1a\n".to_vec(), head, data.concat()]);
    let end = chunk(b"IEND", &[]);
    let file = joined(&[start.clone(), chunk(b"eXIf", &tiff(6, 0, 30)), end.clone()]);
    let found = examine(&file);
    let fields = [FactId::Truncated, FactId::Orientation, FactId::DisplayWidth];
    assert_eq!(found.numbers(&fields), [0.0, 6.0, 480.0].map(Some));
    assert!(found.bytes < 8000, "{} bytes", found.bytes);
    for cut in [13, 60, 4000, 100_000, 400_000] {
        assert_eq!(examine(&file[..file.len() - cut]).numbers(&fields[..1]), [Some(1.0)], "{cut} bytes less");
    }
    assert_eq!(examine(&joined(&[file, vec![b'x'; 5000]])).numbers(&fields[..1]), [Some(0.0)]);
}

#[test]
fn numbers_that_the_size_of_a_file_rules_out_are_left_out() {
    let chunk = |kind: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes(), kind, body, &[0; 4]].concat();
    let head = chunk(b"IHDR", &[0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
    let moving = chunk(b"acTL", &words(&[2_147_483_649, 0]));
    let file = joined(&[b"\x89PNG\r\n\x1a\n".to_vec(), head, moving, chunk(b"IDAT", &[0; 9]), chunk(b"IEND", &[])]);
    assert_eq!(examine(&file).numbers(&[FactId::Frames, FactId::Animated]), [None, Some(1.0)]);
    // A height that comes after the picture, in a DNL segment.
    let mut late = jpeg(&[]);
    let at = late.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    late[at + 5..at + 7].fill(0);
    let sizes = [FactId::PixelWidth, FactId::PixelHeight, FactId::DisplayWidth, FactId::DisplayHeight];
    assert_eq!(examine(&late).numbers(&sizes), [Some(640.0), None, None, None]);
    // Bit rates of four gigabits in a file of some kilobytes.
    let rate = boxed("btrt", &words(&[0, 0, 4_026_668_576]));
    let mvex = boxed("mvex", &boxed("mehd", &words(&[0, 2000])));
    let found = examine(&joined(&[ftyp(), moov(STILL, &rate, &mvex), boxed("moof", &[]), boxed("mdat", &[0; 99])]));
    assert_eq!(found.facts().get(FactId::VideoBitRate), Some(16.0 * 50.0), "the table is added up instead");
}

#[test]
fn a_recording_is_measured_however_far_back_its_last_cluster_starts() {
    let block = |time: u16, length: usize| {
        let body = [&[0x81], &time.to_be_bytes()[..], &[0], &scan(length)[..length]].concat();
        element(&[0xa3], &body)
    };
    let blocks: Vec<_> = (0..300).map(|frame| block(frame * 33, 1500)).collect();
    let mut file = webm(None);
    let first = file.windows(4).position(|id| id == CLUSTER_ID).unwrap();
    file.truncate(first);
    // As a browser writes it: lengths that are not known.
    let segment = file.windows(4).position(|id| id == b"\x18\x53\x80\x67").unwrap();
    file[segment + 4..segment + 12].copy_from_slice(b"\x01\xff\xff\xff\xff\xff\xff\xff");
    file.extend_from_slice(b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff");
    file.extend(element(&[0xe7], &20_000_u16.to_be_bytes()));
    let head = file.clone();
    file.extend(blocks.concat());
    let found = examine(&file);
    let fields = [FactId::FrameRate, FactId::Truncated];
    assert_eq!(found.numbers(&fields), [Some(30.303), Some(0.0)]);
    let seconds = found.facts().get(FactId::Duration).unwrap();
    assert!((29.8..30.0).contains(&seconds), "{seconds} s");
    assert!(found.bytes < 600_000, "{} bytes", found.bytes);
    let cut = examine(&file[..file.len() - 700]);
    assert_eq!(cut.numbers(&fields), [Some(30.303), Some(1.0)]);
    // No block, no answer.
    let found = examine(&joined(&[head, vec![0; 400_000]]));
    assert_eq!(found.numbers(&[FactId::Duration, FactId::FrameRate]), [None, None]);
}

const CLUSTER_ID: &[u8] = b"\x1f\x43\xb6\x75";

/// A film of one-second fragments with a table of this many bytes each.
fn recording(seconds: u32, table: u32, defaults_first: bool, timed: bool) -> Vec<u8> {
    let mvex = boxed("mvex", &boxed("trex", &words(&[0, 7, 1, 1000, 0, 0])));
    let samples = 25;
    let fragment = |second: u32| {
        let tfdt = if timed { boxed("tfdt", &words(&[0, second * 25_000])) } else { vec![] };
        let trun = boxed("trun", &joined(&[words(&[0x001, samples, 0]), vec![0; table as usize]]));
        let traf = boxed("traf", &joined(&[boxed("tfhd", &words(&[0x20000, 7])), tfdt, trun]));
        let moof = boxed("moof", &joined(&[boxed("mfhd", &words(&[0, second])), traf]));
        joined(&[moof, boxed("mdat", &[0; 1000])])
    };
    let mut header = moov(STILL, &[], if defaults_first { &[] } else { &mvex });
    // It has no samples of its own.
    let sizes = header.windows(4).position(|kind| kind == b"stsz").unwrap();
    header[sizes + 12..sizes + 16].fill(0);
    if defaults_first {
        let movie = header[8..].to_vec();
        header = boxed("moov", &joined(&[movie[..80].to_vec(), mvex, movie[80..].to_vec()]));
    }
    joined(&[ftyp(), header, (0..seconds).map(fragment).collect::<Vec<_>>().concat()])
}

#[test]
fn two_hours_of_fragments_are_measured_at_their_end() {
    let file = recording(7200, 3000, false, true);
    let found = examine(&file);
    let fields = [FactId::Duration, FactId::FrameRate, FactId::Truncated];
    assert_eq!(found.numbers(&fields), [7200.0, 25.0, 0.0].map(Some));
    assert!(found.reads <= 32 && found.bytes < 100_000, "{} bytes in {} reads", found.bytes, found.reads);
    // In the midst of media data, and of a fragment's header.
    for cut in [500, 2500] {
        let cut = examine(&file[..file.len() * 3 / 5 - cut]);
        assert_eq!(cut.facts().get(FactId::Truncated), Some(1.0));
        assert!((4200.0..4400.0).contains(&cut.facts().get(FactId::Duration).unwrap()), "{cut:?}");
    }
    // Without times the fragments in between would have to be read.
    let found = examine(&recording(7200, 3000, false, false));
    assert_eq!(found.facts().get(FactId::Duration), None);
    assert_eq!(examine(&recording(7, 0, false, false)).facts().get(FactId::Duration), Some(7.0));
}

#[test]
fn defaults_that_come_before_their_tracks_are_kept() {
    let found = examine(&recording(9, 0, true, true));
    assert_eq!(found.numbers(&[FactId::Duration, FactId::FrameRate]), [9.0, 25.0].map(Some));
}

#[test]
fn a_table_that_is_longer_than_a_read_says_nothing_rather_than_half() {
    let found = examine(&recording(3, 300_000, false, true));
    assert_eq!(found.numbers(&[FactId::PixelWidth, FactId::Duration]), [Some(640.0), None]);
}

/// A movie header with a track of sound, whose sample entry says two channels at 44,100 samples a second.
fn sound(kind: &str, extra: &[u8]) -> Outcome {
    let mvhd = boxed("mvhd", &joined(&[words(&[0, 0, 0, 1000, 2000, 0x10000, 0x0100_0000, 0, 0]), words(&STILL)]));
    let hdlr = boxed("hdlr", &joined(&[words(&[0, 0]), b"soun".to_vec(), vec![0; 13]]));
    let mut entry = vec![0; 28];
    entry[16..20].copy_from_slice(&[0, 2, 0, 16]);
    entry[24..26].copy_from_slice(&44100_u16.to_be_bytes());
    let stsd = boxed("stsd", &joined(&[words(&[0, 1]), boxed(kind, &joined(&[entry, extra.to_vec()]))]));
    let mdia = boxed("mdia", &joined(&[hdlr, boxed("minf", &boxed("stbl", &stsd))]));
    examine(&joined(&[ftyp(), boxed("moov", &joined(&[mvhd, boxed("trak", &mdia)]))]))
}

#[test]
fn boxes_of_codecs_overrule_sample_entries() {
    let mut alac = vec![0; 28];
    (alac[13], alac[26], alac[27]) = (1, 0xbb, 0x80);
    let mut flac = vec![0; 38];
    // 96,000 samples, six channels, 24 bits.
    flac[18..22].copy_from_slice(&[0x17, 0x70, 0x0b, 0x70]);
    for (kind, extra, codec, channels, rate) in [
        ("samr", vec![], Codec::Amr, Some(1.0), 8000.0),
        ("sawb", vec![], Codec::Amr, Some(1.0), 16000.0),
        ("alac", boxed("alac", &alac), Codec::Alac, Some(1.0), 48000.0),
        ("fLaC", boxed("dfLa", &flac), Codec::Flac, Some(6.0), 96000.0),
        ("Opus", boxed("dOps", &[0, 6, 0, 0]), Codec::Opus, Some(6.0), 48000.0),
        ("dtsc", boxed("ddts", &words(&[96000, 0])), Codec::Dts, Some(2.0), 96000.0),
        ("ipcm", vec![], Codec::Pcm, Some(2.0), 44100.0),
        ("mlpa", vec![], Codec::Other, None, 44100.0),
    ] {
        let found = sound(kind, &extra);
        assert_eq!(found.facts().audio, codec, "{kind}");
        assert_eq!(found.numbers(&[FactId::Channels, FactId::SampleRate]), [channels, Some(rate)], "{kind}");
    }
}

#[test]
fn records_of_video_codecs_tell_profile_level_chroma_and_depth() {
    let fields = [FactId::Profile, FactId::Level, FactId::Chroma, FactId::BitDepth, FactId::Hdr];
    let read = |extra: &[u8]| examine(&joined(&[ftyp(), moov(STILL, extra, &[])])).numbers(&fields);
    let avc = |sps: &[u8]| boxed("avcC", &[&[1, sps[1], 0, sps[3], 0xff, 0xe1, 0, sps.len() as u8], sps].concat());
    assert_eq!(read(&avc(&[0x67, 77, 0, 41, 0xda])), [77.0, 4.1, 1.0, 8.0, 0.0].map(Some));
    // ue(0), ue(1), ue(0): 4:2:0 in 8 bits; ue(0), ue(3), a bit, ue(2): 4:4:4 in 10.
    assert_eq!(read(&avc(&[0x67, 100, 0, 31, 0b1010_1000])), [100.0, 3.1, 1.0, 8.0, 0.0].map(Some));
    let deep = read(&avc(&[0x67, 244, 0, 52, 0b1001_0000, 0b1100_0000]));
    assert_eq!(deep, [Some(244.0), Some(5.2), Some(3.0), Some(10.0), None]);
    let colr = |transfer: u8| boxed("colr", &[b"nclx".as_slice(), &[0, 9, 0, transfer, 0, 9, 0]].concat());
    for (transfer, hdr) in [(16, Some(1.0)), (18, Some(1.0)), (1, Some(0.0)), (2, None)] {
        let file = joined(&[avc(&[0x67, 244, 0, 52, 0b1001_0000, 0b1100_0000]), colr(transfer)]);
        assert_eq!(read(&file)[4], hdr, "{transfer}");
    }
    assert_eq!(read(&boxed("dvcC", &[1, 0]))[4], Some(1.0));
}

#[test]
fn a_track_of_pictures_is_video_whatever_its_size() {
    let mut file = joined(&[ftyp(), moov(STILL, &[], &[])]);
    let entry = file.windows(4).rposition(|kind| kind == b"avc1").unwrap();
    let at = file.windows(2).enumerate().filter(|(at, pair)| *at > entry && *pair == [2, 128]).map(|(at, _)| at).next();
    file[at.unwrap()..][..4].fill(0);
    let found = examine(&file);
    assert_eq!((found.facts().kind(), found.facts().video), (Kind::Video, Codec::H264));
    assert_eq!(found.numbers(&[FactId::PixelWidth, FactId::VideoTracks]), [None, Some(1.0)]);
}

#[test]
fn frames_that_last_unevenly_show_in_the_table_of_their_durations() {
    let with = |rows: &[u32]| {
        let mut file = joined(&[ftyp(), moov(STILL, &[], &[])]);
        let table = boxed("stts", &joined(&[words(&[0, rows.len() as u32 / 2]), words(rows)]));
        let at = file.windows(4).position(|kind| kind == b"stts").unwrap() - 4;
        // The table becomes longer, and so does all that it lies in.
        file.splice(at..at + 24, table.iter().copied());
        for kind in [b"moov", b"trak", b"mdia", b"minf", b"stbl"] {
            let at = file.windows(4).position(|found| found == kind).unwrap() - 4;
            let size = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) + table.len() as u32 - 24;
            file[at..at + 4].copy_from_slice(&size.to_be_bytes());
        }
        examine(&file).facts().get(FactId::VariableFrameRate)
    };
    assert_eq!(with(&[50, 1000]), Some(0.0));
    // The last frame, the rounding of milliseconds, the jitter of a camera.
    for even in [&[49, 1000, 1, 1800][..], &[20, 33, 10, 34, 20, 33], &[20, 2990, 20, 3010, 10, 3040]] {
        assert_eq!(with(even), Some(0.0), "{even:?}");
    }
    assert_eq!(with(&[25, 1000, 25, 2000]), Some(1.0));
}

#[test]
fn a_place_is_found_in_exif_and_in_quicktime() {
    let place = |extra: &[u8]| examine(&joined(&[ftyp(), moov(STILL, &[], extra)])).facts().get(FactId::Location);
    assert_eq!(place(&[]), None);
    assert_eq!(place(&boxed("udta", &boxed("loci", &[0; 20]))), Some(1.0));
    let xyz = [&words(&[30])[..], b"\xa9xyz\0\x12\x15\xc7+27.5916+086.5640/"].concat();
    assert_eq!(place(&boxed("udta", &xyz)), Some(1.0));
    let keys = boxed("keys", b"\0\0\0\0\0\0\0\x01\0\0\0\x2cmdtacom.apple.quicktime.location.ISO6709");
    assert_eq!(place(&boxed("meta", &keys)), Some(1.0));
    // A directory of the place with a latitude, and one with no more than its version.
    for (tag, want) in [(2_u8, Some(1.0)), (0, None)] {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0".to_vec();
        exif.extend_from_slice(&[tag, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let file = jpeg(&[(0xe1, joined(&[b"Exif\0\0".to_vec(), exif.clone()]))]);
        assert_eq!(examine(&file).facts().get(FactId::Location), want, "tag {tag}");
        assert_eq!(examine(&png(&exif)).facts().get(FactId::Location), want, "tag {tag}");
        let found = examine(&heic_with(&exif));
        assert_eq!(found.numbers(&[FactId::Location, FactId::PixelWidth]), [want, Some(640.0)], "tag {tag}");
    }
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

/// A PDF whose catalogue and page tree lie in an object stream, with a table that is a stream too.
fn compressed_pdf(pages: u32, junk: usize, trailer: &[u8]) -> Vec<u8> {
    let objects = format!("<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count {pages}>>");
    let head = "1 0 2 30 ";
    let contents = deflated(format!("{head}{objects}").as_bytes());
    let mut file = b"%PDF-1.5\n".to_vec();
    let stream_at = file.len();
    file.extend(
        format!(
            "3 0 obj<</Type/ObjStm/N 2/First {}/Length {}/Filter/FlateDecode>>stream\r\n",
            head.len(),
            contents.len()
        )
        .bytes(),
    );
    file.extend(&contents);
    file.extend(b"\nendstream endobj\n");
    let table_at = file.len();
    // Rows told by the one above: kind, offset, index.
    let rows: Vec<[u8; 4]> = vec![
        [0, 0, 0, 0],
        [2, 0, 3, 0],
        [2, 0, 3, 1],
        [1, 0, stream_at as u8, 0],
        [1, (table_at >> 8) as u8, table_at as u8, 0],
    ];
    let mut above = [0_u8; 4];
    let mut told = vec![];
    for row in rows {
        told.push(2);
        told.extend(row.iter().zip(above).map(|(own, above)| own.wrapping_sub(above)));
        above = row;
    }
    let table = deflated(&told);
    file.extend(format!("4 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>/Length {}/Filter/FlateDecode>>stream\n", table.len()).bytes());
    file.extend(&table);
    file.extend(format!("\nendstream endobj\nstartxref\n{table_at}\n%%EOF\n").bytes());
    joined(&[vec![b'!'; junk], file, trailer.to_vec()])
}

#[test]
fn a_pdf_counts_pages_in_object_streams() {
    let fields = [FactId::Pages, FactId::Truncated];
    let found = examine(&compressed_pdf(12, 0, b""));
    assert_eq!(found.numbers(&fields), [12.0, 0.0].map(Some));
    assert!(found.reads <= 12, "{} reads", found.reads);
    // Behind other bytes, from which its offsets do not count, and before others.
    assert_eq!(examine(&compressed_pdf(12, 500, b"")).numbers(&fields), [12.0, 0.0].map(Some));
    assert_eq!(examine(&compressed_pdf(12, 0, &[b' '; 5000])).numbers(&fields), [12.0, 0.0].map(Some));
    assert_ne!(examine(&compressed_pdf(12, 0, &[b'x'; 50_000])).numbers(&fields)[1], Some(1.0));
    assert_eq!(examine(&compressed_pdf(4_000_000, 0, b"")).numbers(&fields), [None, Some(0.0)]);
    let whole = compressed_pdf(12, 0, b"");
    for cut in 7..whole.len() - 60 {
        assert_ne!(examine(&whole[..whole.len() - cut]).facts().get(FactId::Truncated), Some(0.0), "{cut} bytes less");
    }
}

#[test]
fn an_animation_of_megabytes_is_animated_with_frames_that_are_not_counted() {
    let frame = joined(&[
        b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x01\0\0\x02".to_vec(),
        [&[255][..], &[7; 255]].concat().repeat(400),
        vec![0],
    ]);
    let file = joined(&[b"GIF89a\x02\0\x01\0\0\0\0".to_vec(), frame.repeat(40), vec![0x3b]]);
    let found = examine(&file);
    let fields = [FactId::PixelWidth, FactId::Animated, FactId::Frames, FactId::Duration, FactId::Truncated];
    assert_eq!(found.numbers(&fields), [Some(2.0), Some(1.0), None, None, None]);
    assert!(found.bytes <= 1_000_000, "{} bytes", found.bytes);
}

#[test]
fn a_photo_that_comes_in_as_a_stream_is_not_read_to_its_end() {
    let file = photo(100_000);
    let mut probe = Probe::new(file.len() as u64).streamed();
    let mut step = probe.feed(0, &[]).unwrap();
    let mut furthest = 0;
    while let Step::Read { at, length } = step {
        furthest = at as usize + length;
        step = probe.feed(at, &file[at as usize..furthest]).unwrap();
    }
    assert!(furthest < 5000, "{furthest} bytes");
    assert_eq!([FactId::PixelWidth, FactId::Truncated].map(|field| probe.facts().get(field)), [Some(640.0), None]);
}

#[test]
fn an_mp4_with_something_behind_its_boxes_is_whole() {
    let file = joined(&[ftyp(), moov(STILL, &[], &[]), boxed("mdat", &[0; 100]), boxed("mdat", &[0; 500])]);
    let said = |file: &[u8]| examine(file).facts().get(FactId::Truncated);
    assert_eq!(said(&file), Some(0.0));
    assert_eq!(said(&joined(&[file.clone(), b"and a trailer".to_vec()])), Some(0.0));
    assert_eq!(said(&file[..file.len() - 9]), Some(1.0), "the second stretch of media data broke off");
}

/// xorshift64*, seeded: the same bytes every time.
fn random(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_f491_4f6c_dd1d)
}

/// Hand-made files of every format, for where there are no others.
fn samples() -> Vec<Vec<u8>> {
    let mut samples = vec![
        joined(&[ftyp(), moov(QUARTER, &boxed("pasp", &words(&[4, 3])), &[]), boxed("mdat", &[0; 64])]),
        webm(None),
        webm(Some(5000.0)),
    ];
    if let Some(folder) = vectors("media") {
        let mut paths = vec![];
        files(&folder, &mut paths);
        paths.sort();
        samples.extend(paths.iter().map(|path| std::fs::read(path).unwrap()));
    }
    samples
}

#[test]
fn a_file_cut_anywhere_ends_in_an_answer_or_a_refusal() {
    for file in samples() {
        let mut cuts: Vec<usize> = (0..file.len().min(4096)).collect();
        cuts.extend((4096..file.len()).step_by(if file.starts_with(b"GIF") { 331 } else { 31 }));
        for cut in cuts {
            let _ = examine(&file[..cut]);
        }
    }
}

#[test]
fn a_file_with_wrong_bytes_ends_in_an_answer_or_a_refusal() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for file in samples() {
        for _ in 0..500 {
            let mut broken = file.clone();
            for _ in 0..=random(&mut state) % 8 {
                // Most of what is read lies at the start.
                let span = if random(&mut state).is_multiple_of(4) { broken.len() } else { broken.len().min(1024) };
                let at = (random(&mut state) % span as u64) as usize;
                broken[at] = match random(&mut state) % 4 {
                    0 => 0,
                    1 => 0xff,
                    _ => random(&mut state) as u8,
                };
            }
            let size = broken.len() as u64;
            drive(size, |at, length| broken[at as usize..at as usize + length].to_vec());
        }
    }
}
