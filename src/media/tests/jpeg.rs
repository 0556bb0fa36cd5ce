//! JPEG, made by hand: complete, cut off, and with something behind it.

use super::*;

/// Bytes of a scan: random, with each 0xff followed by a zero.
pub(super) fn scan(length: usize) -> Vec<u8> {
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

pub(super) fn photo(length: usize) -> Vec<u8> {
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
