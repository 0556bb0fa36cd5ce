#![no_main]
use libfuzzer_sys::{Corpus, fuzz_target};
use postpeer_wasm::media::Container;

mod drive;

fuzz_target!(|file: &[u8]| -> Corpus { drive::parse(file, |container| matches!(container, Container::Pdf)) });
