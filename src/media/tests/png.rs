//! PNG, made by hand.

use super::*;

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
