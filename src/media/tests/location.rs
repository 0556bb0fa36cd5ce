//! Places in EXIF and in QuickTime metadata.

use super::*;

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
