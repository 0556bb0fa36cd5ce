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
//!   2. shapes: count; of each what [`PackedShape`] writes
//!   3. roots: count; each a shape plus one, 0 for an operation without a body
//!   4. platforms: count; of each its name, the index plus one of the option with the later posts of a thread (0 for none),
//!      and whether it uses the `thumbnail` of a video
//!   5. rules, in groups (the post's, those of every target, each platform's): each group behind its length, and in it each
//!      rule behind its length, as [`crate::rules::Rule`] writes it
//! * for JavaScript: of each name its [flags](FLAG_NAME) and the limit of its strings; the number of rules in each group;
//!   then of every rule its subject (0 to 2, or a name plus 3), its message, its detail, and its source

mod encode;
mod shapes;
mod types;
mod unpacked;

pub use encode::pack;
pub use shapes::{Glance, PackedField, PackedShape};
pub use types::PackedType;
pub use unpacked::{CompiledPlatform, UnpackedTables};

/// The value of this field may be a name: write it as one.
pub const FLAG_NAME: u8 = 1;
/// The content of this field matters: write its bytes.
pub const FLAG_BYTES: u8 = 2;
/// The value of this field may be a list; no list below a field without this flag needs to be walked.
pub const FLAG_LIST: u8 = 4;
/// The value of this field, or an item of it, may be an object.
pub const FLAG_OBJECT: u8 = 8;

/// Words for the kinds of values, by their numbers. They are the first names of every table.
pub const VALUE_WORDS: &[&str] = &[
    "a string",
    "a number",
    "true or false",
    "a list",
    "an object",
    "null",
    "undefined",
    "a BigInt",
    "a symbol",
    "a function",
];

/// Numbers of [`VALUE_WORDS`].
#[allow(missing_docs, reason = "each is named after the word it stands for")]
pub mod word {
    pub const TEXT: u32 = 0;
    pub const NUMBER: u32 = 1;
    pub const BOOLEAN: u32 = 2;
    pub const LIST: u32 = 3;
    pub const OBJECT: u32 = 4;
    pub const NULL: u32 = 5;
    pub const UNDEFINED: u32 = 6;
    pub const BIGINT: u32 = 7;
    pub const SYMBOL: u32 = 8;
    pub const FUNCTION: u32 = 9;
}
