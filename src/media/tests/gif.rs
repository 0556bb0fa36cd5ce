//! GIF, made by hand.

use super::*;

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
