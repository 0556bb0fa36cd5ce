//! Reads in pieces, and files that were made to harm.

use super::*;

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

/// Hand-made files of every format, if no others are at hand.
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
    // A directory that is out of reach or out of place is ignored by both ways of reading.
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
fn a_file_with_wrong_bytes_ends_in_an_answer_or_a_refusal() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for file in samples() {
        for _ in 0..500 {
            let mut broken = file.clone();
            for _ in 0..=random(&mut state) % 8 {
                // Most reads are at the start.
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
