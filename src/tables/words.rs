//! Names that every table begins with, and flags of names.

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
