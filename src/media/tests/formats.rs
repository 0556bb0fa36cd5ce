//! Formats that are recognised by their first bytes, and refused.

use super::*;

#[test]
fn unknown_formats_are_refused() {
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
        // Texts that begin like one of them.
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
