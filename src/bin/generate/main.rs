//! Writes what is made from the tables: the TypeScript types, the JSON Schema and the field reference.
//!
//! `cargo run --features docs --bin generate -- DIRECTORY`

mod error_statuses;
mod modules;
mod reference;
mod schema;
mod typescript;
mod words;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(directory) = std::env::args().nth(1) else {
        eprintln!("usage: generate DIRECTORY");
        return ExitCode::from(2);
    };
    match write(Path::new(&directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {directory}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(directory: &Path) -> std::io::Result<()> {
    let generated = directory.join("lib/generated");
    std::fs::create_dir_all(&generated)?;
    std::fs::write(directory.join("types.d.ts"), typescript::types())?;
    std::fs::write(generated.join("routes.js"), modules::routes())?;
    std::fs::write(generated.join("media-words.js"), modules::media_words())?;
    std::fs::write(generated.join("read-facts.js"), modules::read_facts())?;
    std::fs::write(generated.join("status-errors.js"), error_statuses::classes())?;
    std::fs::write(generated.join("error-statuses.js"), error_statuses::table())?;
    std::fs::write(directory.join("error-statuses.d.ts"), error_statuses::types())?;
    std::fs::write(directory.join("media-facts.d.ts"), modules::media_facts())?;
    std::fs::write(directory.join("post.schema.json"), schema::document())?;
    std::fs::write(directory.join("REFERENCE.md"), reference::document())
}
