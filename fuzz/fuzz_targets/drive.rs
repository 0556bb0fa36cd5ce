//! Runs the prober on an input, for every target.

use libfuzzer_sys::Corpus;
use postpeer_wasm::media::{Container, FactId, Probe, Step};

/// Probes the input as a file, and over and over as a far longer one. It has to end, within the reads
/// that a probe allows itself, and with numbers that make sense. Inputs of other formats are not kept.
pub fn parse(file: &[u8], ours: impl Fn(Container) -> bool) -> Corpus {
    if file.is_empty() || !ours(probe(file)) {
        return Corpus::Reject;
    }
    // Only a short one, as the walk through a long one takes longer than anything else.
    if file.len() < 1024 {
        probe(&file.repeat(64));
    }
    Corpus::Keep
}

fn probe(file: &[u8]) -> Container {
    let size = file.len();
    let mut probe = Probe::new(size as u64);
    let (mut reads, mut bytes) = (0, 0);
    let mut step = probe.feed(0, &[]);
    // Bytes to inflate are fed as they are: inflating may give any bytes.
    while let Ok(Step::Read { at, length } | Step::Inflate { at, length }) = step {
        let from = usize::try_from(at).unwrap();
        assert!(from + length <= size && length <= 256 * 1024, "a read outside the file");
        reads += 1;
        bytes += length;
        assert!(reads <= 512 && bytes <= 1_000_000, "too much reading");
        step = probe.feed(at, &file[from..from + length]);
    }
    let facts = probe.facts();
    if step.is_ok() {
        assert!(facts.get(FactId::Bytes).is_some_and(|bytes| bytes <= size as f64));
        for field in [FactId::Duration, FactId::FrameRate, FactId::BitRate, FactId::PixelAspect] {
            assert!(facts.get(field).is_none_or(|value| value.is_finite() && value >= 0.0), "{field:?}");
        }
    }
    facts.container
}
