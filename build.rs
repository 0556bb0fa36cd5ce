//! Packs the tables of `src/api` into the form that the checker and the package's JavaScript read: `src/tables` says how.

#![allow(missing_docs, unreachable_pub, dead_code, unused_imports, reason = "the tables are documented in the crate")]
#![allow(clippy::unwrap_used, reason = "a failure fails the build")]
#![allow(clippy::enum_variant_names, reason = "the lint spares what a crate exports; here nothing is")]

#[path = "src/api/mod.rs"]
mod api;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/tables/mod.rs"]
mod tables;

use std::path::Path;

fn main() {
    for directory in ["src/api", "src/rules", "src/tables"] {
        println!("cargo:rerun-if-changed={directory}");
    }
    let directory = std::env::var("OUT_DIR").unwrap();
    for (file, operations) in [("post.tables", &[][..]), ("all.tables", api::operations::OPERATIONS)] {
        std::fs::write(Path::new(&directory).join(file), tables::pack(operations)).unwrap();
    }
}
