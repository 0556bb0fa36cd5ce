//! Files as the cameras of phones write them.

use super::jpeg::photo;
use super::*;

const SIZES: [FactId; 4] = [FactId::PixelWidth, FactId::PixelHeight, FactId::DisplayWidth, FactId::DisplayHeight];

fn replaced(mut file: Vec<u8>, from: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let at = file.windows(4).position(|found| found == from).unwrap();
    file[at..at + 4].copy_from_slice(to);
    file
}

#[test]
fn a_quicktime_film_of_an_iphone_is_upright_and_has_a_location() {
    let keys = boxed(
        "keys",
        b"\0\0\0\0\0\0\0\x02\0\0\0\x20mdtacom.apple.quicktime.make\0\0\0\x2cmdtacom.apple.quicktime.location.ISO6709",
    );
    let handler = boxed("hdlr", &joined(&[words(&[0, 0]), b"mdta".to_vec(), vec![0; 13]]));
    let meta = boxed("meta", &joined(&[handler, keys, boxed("ilst", &[0; 40])]));
    let start = joined(&[boxed("ftyp", b"qt  \0\0\0\0qt  "), boxed("wide", b""), boxed("mdat", &[0; 9000])]);
    let found = examine(&joined(&[start, moov(QUARTER, &[], &meta)]));
    let facts = found.facts();
    assert_eq!((facts.container, facts.mime(), facts.video), (Container::Mov, "video/quicktime", Codec::H264));
    assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 480.0, 640.0].map(Some));
    assert_eq!(
        found.numbers(&[FactId::Rotation, FactId::Location, FactId::MoovFirst, FactId::Truncated]),
        [90.0, 1.0, 0.0, 0.0].map(Some)
    );
}

#[test]
fn an_mp4_film_of_android_is_upright_and_has_a_location_only_if_it_says_one() {
    let android = boxed("keys", b"\0\0\0\0\0\0\0\x01\0\0\0\x1bmdtacom.android.version");
    let meta = boxed("meta", &joined(&[words(&[0]), android, boxed("ilst", &[0; 30])]));
    let xyz = [&words(&[30])[..], b"\xa9xyz\0\x12\x15\xc7+52.5200+013.4050/"].concat();
    for (extra, location) in [(meta.clone(), None), (joined(&[boxed("udta", &xyz), meta]), Some(1.0))] {
        let start = joined(&[boxed("ftyp", b"mp42\0\0\0\0isommp42"), boxed("mdat", &[0; 9000])]);
        let found = examine(&joined(&[start, moov(QUARTER, &[], &extra)]));
        assert_eq!((found.facts().container, found.facts().mime()), (Container::Mp4, "video/mp4"));
        assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 480.0, 640.0].map(Some));
        assert_eq!(found.facts().get(FactId::Location), location);
    }
}

#[test]
fn a_3gp_film_has_its_own_type() {
    let film = replaced(moov(STILL, &[], &[]), b"avc1", b"s263");
    let found = examine(&joined(&[boxed("ftyp", b"3gp5\0\0\0\x013gp5isom"), film, boxed("mdat", &[0; 900])]));
    let facts = found.facts();
    assert_eq!((facts.container, facts.mime(), facts.video), (Container::ThreeGp, "video/3gpp", Codec::H263));
    assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 640.0, 480.0].map(Some));
}

#[test]
fn a_heic_photo_is_turned_by_its_own_property_and_not_again_by_exif() {
    let mut exif =
        b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0".to_vec();
    exif.extend_from_slice(b"\0\0\0\0\x01\0\x02\0\x05\0\x03\0\0\0\0\0\0\0\0\0\0\0");
    let found = examine(&heic_with(&exif));
    assert_eq!((found.facts().container, found.facts().kind()), (Container::Heic, Kind::Image));
    assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 480.0, 640.0].map(Some));
    assert_eq!(
        found.numbers(&[FactId::Orientation, FactId::Location, FactId::Frames, FactId::Truncated]),
        [None, Some(1.0), Some(1.0), Some(0.0)]
    );
}

#[test]
fn a_photo_of_two_pictures_is_its_first() {
    let format = (0xe2, [b"MPF\0".as_slice(), &[0; 80]].concat());
    let first = jpeg(&[exif_segment(6, 0, 300), format]);
    let found = examine(&joined(&[first, photo(3000)]));
    assert_eq!((found.facts().container, found.facts().mime()), (Container::Jpeg, "image/jpeg"));
    assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 480.0, 640.0].map(Some));
    assert_eq!(found.numbers(&[FactId::Orientation, FactId::Frames, FactId::Truncated]), [6.0, 1.0, 0.0].map(Some));
}

#[test]
fn a_motion_photo_is_a_photo() {
    let film = joined(&[ftyp(), moov(STILL, &[], &[]), boxed("mdat", &[7; 60_000])]);
    let xmp = (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GCamera:MotionPhoto=\"1\"/>".to_vec());
    let found = examine(&joined(&[jpeg(&[exif_segment(8, 0, 300), xmp]), film]));
    assert_eq!((found.facts().container, found.facts().kind()), (Container::Jpeg, Kind::Image));
    assert_eq!(found.numbers(&SIZES), [640.0, 480.0, 480.0, 640.0].map(Some));
    assert_eq!(found.numbers(&[FactId::Rotation, FactId::Frames, FactId::Duration]), [Some(270.0), Some(1.0), None]);
    assert_ne!(found.facts().get(FactId::Truncated), Some(1.0));
}
