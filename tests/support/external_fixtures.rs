//! External fixtures that this repository does not carry, because of their licence. A test whose fixture is missing
//! says so in its output, and passes.
// Each test takes what it needs of it.
#![allow(dead_code)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The official OpenAPI document, where it is to be had: `tests/support/external-fixtures.mjs` knows where.
pub(crate) fn spec() -> Option<&'static str> {
    static DOCUMENT: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let found = Command::new("node").arg(root().join("tests/support/external-fixtures.mjs")).output().ok();
        let path = found.and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
        read(Path::new(path.trim()), "the official OpenAPI document")
    };
    DOCUMENT.get_or_init(read).as_deref()
}

/// A file or folder of vectors: in the folder that `POSTPEER_VECTORS` names, else in one next to the repository.
pub(crate) fn vectors(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("POSTPEER_VECTORS").map_or_else(|| root().join("../shared/vectors"), PathBuf::from);
    let found = folder.join(path);
    if found.exists() {
        return Some(found);
    }
    skipped(&format!("vectors {path}"));
    None
}

/// The text of a file of vectors.
pub(crate) fn vector(path: &str) -> Option<String> {
    vectors(path).and_then(|file| read(&file, path))
}

fn read(file: &Path, what: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok();
    if text.is_none() {
        skipped(what);
    }
    text
}

/// The macros that print are caught where a test passes; this is not.
fn skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "skipped, not at hand: {what}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
