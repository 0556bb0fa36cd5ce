//! The packed form of the tables: a few bytes a field or a rule, where the rows as Rust lays them out would be most of the
//! wasm file. [`pack`] writes it while the crate is built; `crate::check` reads it, and so does the package's
//! JavaScript (`tables.js`).
//!
//! Numbers are LEB128. A limit is written plus one, 0 for none; the API has whole limits only. Parts that only one of the
//! two readers reads stand behind their length.
//!
//! * texts, behind their length: sections that end in a form feed, of lines that end in a line feed
//!   1. the names
//!   2. of each code its id (empty where it is the code), the code, message and hint
//!   3. of each message of rules its id (empty where it is the name), its name, message and hint
//!   4. of each detail its id and text
//!   5. the tags of the sources of rules
//!   6. of the post and of each platform its name, its name for people, and what stands for the fields that are left out, as
//!      JSON
//!   7. of each format of a text its name and its pattern in JSON Schema
//!   8. the names of the operations
//!   9. of each list in pages its operation, the method that goes through it, the query parameter that asks for the next
//!      page, and the key of the rows
//! * for the checker, behind their length:
//!   1. types: the count of their numbers; of each what [`PackedType`] writes. A type is known by the place of its tag
//!   2. shapes: count; of each what [`Shape`] writes
//!   3. roots: count; each a shape plus one, 0 for an operation without a body
//!   4. platforms: count; of each its name, the index plus one of the option with the later posts of a thread (0 for none),
//!      and whether it uses the `thumbnail` of a video
//!   5. rules, in groups (the post's, those of every target, each platform's): each group behind its length, and in it each
//!      rule behind its length, as [`crate::rules::Rule`] writes it
//! * for JavaScript: of each name its [flags](write) and the limit of its strings; the number of rules in each group;
//!   then of every rule its subject (0 to 2, or a name plus 3), its message, its detail, and its source

mod encode;
mod schema;
mod shapes;
mod types;
mod words;

pub use encode::pack;
pub use schema::{CompiledPlatform, CompiledSchema};
pub use shapes::{CompiledField, Glance, Shape};
pub use types::{PackedType, type_tag};
pub use words::{TYPE_WORDS, TypeWord, write};
