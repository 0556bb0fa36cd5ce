//! What every target does with its input.

use libfuzzer_sys::Corpus;
use postpeer_wasm::media::{Container, Field, Probe, Step};

/// Probes the input as a file, and as the start of a far longer one that repeats it. It has to end, within the reads
/// that a probe allows itself, and with numbers that make sense. Inputs of other formats are not kept.
pub fn parse(file: &[u8], ours: impl Fn(Container) -> bool) -> Corpus {
    if file.is_empty() || !ours(probe(file, file.len())) {
        return Corpus::Reject;
    }
    // Only a short one, as the walk through a long one takes longer than anything else.
    if file.len() < 1024 {
        probe(file, file.len().saturating_mul(64));
    }
    Corpus::Keep
}

fn probe(file: &[u8], size: usize) -> Container {
    let mut probe = Probe::new(size as u64);
    let (mut reads, mut bytes) = (0, 0);
    let mut step = probe.feed(0, &[]);
    while let Ok(Step::Read { at, length }) = step {
        let from = usize::try_from(at).unwrap();
        assert!(from + length <= size && length <= 256 * 1024, "a read outside the file");
        reads += 1;
        bytes += length;
        assert!(reads <= 8192 && bytes <= 64 << 20, "too much reading");
        step = if from + length <= file.len() {
            probe.feed(at, &file[from..from + length])
        } else {
            let read: Vec<u8> = (from..from + length).map(|at| file[at % file.len()]).collect();
            probe.feed(at, &read)
        };
    }
    let facts = probe.facts();
    if step.is_ok() {
        assert!(facts.get(Field::Bytes).is_some_and(|bytes| bytes <= size as f64));
        for field in [Field::Duration, Field::FrameRate, Field::BitRate, Field::PixelAspect] {
            assert!(facts.get(field).is_none_or(|value| value.is_finite() && value >= 0.0), "{field:?}");
        }
    }
    facts.container
}
