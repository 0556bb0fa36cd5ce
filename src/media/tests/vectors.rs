//! Files of others, where they are.

use super::*;

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
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
