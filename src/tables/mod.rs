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

pub use encode::pack;
pub use schema::{CompiledPlatform, CompiledSchema};
pub use shapes::{CompiledField, Glance, Shape};
pub use types::{PackedType, type_tag};

/// Flags of a name: how the value of the field with this name is written.
pub mod write {
    /// A string may be a name, and is written as one.
    pub const NAME: u8 = 1;
    /// The content of a string matters: its bytes are written.
    pub const BYTES: u8 = 2;
    /// The value may be a list; in a field without this flag no list is walked.
    pub const LIST: u8 = 4;
    /// The value, or an item of it, may be an object; in a field without this flag no object is walked.
    pub const OBJECT: u8 = 8;
}

macro_rules! type_words {
    ($($name:ident = $text:literal;)*) => {
        /// The type of a value, as messages call it. The first names of the tables are these, in this order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        #[allow(missing_docs)]
        pub enum TypeWord { $($name),* }

        /// The texts, in the order of [`TypeWord`].
        pub const TYPE_WORDS: &[&str] = &[$($text),*];
    };
}

type_words! {
    String = "a string";
    Number = "a number";
    Boolean = "true or false";
    List = "a list";
    Object = "an object";
    Null = "null";
    Undefined = "undefined";
    BigInt = "a BigInt";
    Symbol = "a symbol";
    Function = "a function";
}
