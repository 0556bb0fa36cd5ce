//! MP4, QuickTime and their fragments, made by hand.

use super::*;

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
fn a_track_of_pictures_is_video_at_any_size() {
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
        // The table becomes longer, and so do all boxes around it.
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
fn an_mp4_with_something_behind_its_boxes_is_whole() {
    let file = joined(&[ftyp(), moov(STILL, &[], &[]), boxed("mdat", &[0; 100]), boxed("mdat", &[0; 500])]);
    let said = |file: &[u8]| examine(file).facts().get(FactId::Truncated);
    assert_eq!(said(&file), Some(0.0));
    assert_eq!(said(&joined(&[file.clone(), b"and a trailer".to_vec()])), Some(0.0));
    assert_eq!(said(&file[..file.len() - 9]), Some(1.0), "the second stretch of media data broke off");
}
