//! WebM and Matroska, made by hand.

use super::jpeg::scan;
use super::*;

const CLUSTER_ID: &[u8] = b"\x1f\x43\xb6\x75";

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
fn a_recording_is_measured_however_far_back_its_last_cluster_starts() {
    let block = |time: u16, length: usize| {
        let body = [&[0x81], &time.to_be_bytes()[..], &[0], &scan(length)[..length]].concat();
        element(&[0xa3], &body)
    };
    let blocks: Vec<_> = (0..300).map(|frame| block(frame * 33, 1500)).collect();
    let mut file = webm(None);
    let first = file.windows(4).position(|id| id == CLUSTER_ID).unwrap();
    file.truncate(first);
    // Unknown lengths, as browsers write them.
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
