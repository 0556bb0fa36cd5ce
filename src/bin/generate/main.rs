//! Writes the files that are made from the tables: types, JSON Schema, form hints, reference and modules of the
//! package.
//!
//! `cargo run --features docs --bin generate -- DIRECTORY`

mod contract;
mod error_statuses;
mod form_hints;
mod media_modules;
mod platforms;
mod reference;
mod routes;
mod schema;
mod type_text;
mod typescript;

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
    let [generated, client] = ["lib/generated", "lib/client"].map(|folder| directory.join(folder));
    std::fs::create_dir_all(&generated)?;
    std::fs::create_dir_all(&client)?;
    std::fs::write(directory.join("types.d.ts"), typescript::types())?;
    std::fs::write(generated.join("contract.js"), contract::module())?;
    std::fs::write(generated.join("platforms.js"), platforms::module())?;
    std::fs::write(generated.join("routes.js"), routes::routes())?;
    std::fs::write(generated.join("responses.js"), routes::responses())?;
    std::fs::write(client.join("status-errors.js"), error_statuses::classes())?;
    std::fs::write(client.join("status-table.js"), error_statuses::table())?;
    std::fs::write(directory.join("error-statuses.d.ts"), error_statuses::types())?;
    std::fs::write(directory.join("media-facts.d.ts"), media_modules::media_facts())?;
    std::fs::write(directory.join("post.schema.json"), schema::document())?;
    std::fs::write(directory.join("post.form.json"), form_hints::document())?;
    std::fs::write(directory.join("REFERENCE.md"), reference::document())
}
