//! The numbers by which fields and rules are packed for the wasm files: `build.rs` writes them, `crate::check` reads them.
//!
//! A rule is where it looks, what it needs, whether it only warns (bit 7 of the number of its conditions), its conditions
//! (three numbers each) and what is measured (a number, then what that takes). All numbers are LEB128.

#![allow(missing_docs, reason = "each is named after the variant it stands for")]

/// Where a rule looks: [`super::rule::At`], options from here on.
pub mod at {
    pub const TEXT: u32 = 0;
    pub const MEDIA: u32 = 1;
    pub const ACCOUNT: u32 = 2;
    pub const OPTION: u32 = 3;
}

/// What must be there, or a rule has nothing to say.
pub mod need {
    /// Some file's facts are known.
    pub const FILES: u32 = 1;
    /// Some creator's settings are known.
    pub const CREATORS: u32 = 2;
    /// An option is given: this, shifted by its place, of which there are sixteen.
    pub const OPTION: u32 = 4;
    /// The text has one of these signs in it, or a wide form of it.
    pub const HASH: u32 = 1 << 18;
    pub const AT: u32 = 1 << 19;
    pub const CASH: u32 = 1 << 20;
    pub const COLON: u32 = 1 << 21;
    /// Something is attached.
    pub const ITEMS: u32 = 1 << 22;
    /// Something is known of the time it is scheduled for.
    pub const TIME: u32 = 1 << 23;
}

/// Conditions: [`super::rule::When`].
pub mod when {
    pub const SET: u32 = 0;
    pub const UNSET: u32 = 1;
    pub const GIVEN: u32 = 2;
    pub const ABSENT: u32 = 3;
    pub const IS: u32 = 4;
    pub const IS_NOT: u32 = 5;
    pub const WITH: u32 = 6;
    pub const WITHOUT: u32 = 7;
    pub const NOT_MORE_THAN: u32 = 8;
    pub const TEXT: u32 = 9;
    pub const NO_TEXT: u32 = 10;
    pub const LATER: u32 = 11;
    pub const NO_OPTIONS: u32 = 12;
    pub const ELSEWHERE: u32 = 13;
    pub const NEW: u32 = 14;
    pub const EDIT: u32 = 15;
}

/// What is measured: [`super::rule::What`]. Several of that are one here, told apart by their first numbers.
pub mod what {
    pub const ALWAYS: u32 = 0;
    /// Unit, the most, and from where on another rule speaks.
    pub const LENGTH: u32 = 1;
    pub const BETWEEN: u32 = 2;
    pub const LOOKS: u32 = 3;
    pub const ITEMS: u32 = 4;
    pub const ENTRIES: u32 = 5;
    pub const ENTRIES_PER_IMAGE: u32 = 6;
    /// One of [`super::tag`], the most, and from where on another rule speaks.
    pub const TAGS: u32 = 7;
    pub const NO_LINK: u32 = 8;
    pub const ADDRESSES: u32 = 9;
    pub const COVERS: u32 = 10;
    pub const TAG_TOTAL: u32 = 11;
    pub const IMAGE_INDEX: u32 = 12;
    pub const WHOLE: u32 = 13;
    pub const MENTION_ONCE: u32 = 14;
    pub const ANSWERS: u32 = 15;
    pub const ORDER: u32 = 16;
    pub const OFFERED: u32 = 17;
    pub const SETTING: u32 = 18;
    pub const ONLY_ONCE: u32 = 19;
    pub const FUTURE: u32 = 20;
    pub const ZONE: u32 = 21;
    pub const ONE_READING: u32 = 22;
    pub const NO_GAP: u32 = 23;
    pub const NO_OVERLAP: u32 = 24;
    pub const OUTLIVES: u32 = 25;
    /// From here on what is known of a file is measured, and the kinds of files come first.
    pub const FILE: u32 = 26;
    /// The most, and the name plus one of the container of which more may be taken, 0 for none.
    pub const MEGABYTES: u32 = 27;
    pub const SAME_RATIO: u32 = 28;
    /// Which of a file's names (0 container, 1 video, 2 sound; plus [`super::REFUSED`] where those are named that are
    /// not taken), how many, and those.
    pub const NAMES: u32 = 29;
    pub const CREATOR_DURATION: u32 = 30;
    pub const WITHIN_FILM: u32 = 31;
    pub const NO_SHORT_WITH_COVER: u32 = 32;
    /// The most bytes, and the name of the container.
    pub const BYTES_OF: u32 = 33;
}

/// What is counted in a text.
pub mod tag {
    pub const HASHTAGS: u32 = 0;
    pub const MENTIONS: u32 = 1;
    pub const CASHTAGS: u32 = 2;
    pub const LINKS: u32 = 3;
    pub const HASHTAG_LENGTH: u32 = 4;
}

/// Beside which of a file's names is looked at: the names that follow are not taken, and of all others another rule speaks.
pub const REFUSED: u32 = 4;

/// No other rule speaks.
pub const NO_OTHER: u32 = u32::MAX;

/// What the values of a field may be: [`super::table::Type`], and what follows each.
pub mod kind {
    pub const BOOLEAN: u32 = 0;
    /// The least and the most, each plus one, 0 for none.
    pub const NUMBER: u32 = 1;
    pub const INTEGER: u32 = 2;
    /// The least, the most plus one (0 for none), and the form.
    pub const TEXT: u32 = 3;
    /// Count, and the names.
    pub const ENUM: u32 = 4;
    /// The kind of its items, the least, the most plus one (0 for none), and whether it may not repeat itself.
    pub const LIST: u32 = 5;
    /// The shape.
    pub const OBJECT: u32 = 6;
    /// The key, count, the names, and the shape for each.
    pub const TAGGED: u32 = 7;
    /// The kind of what is not null.
    pub const NULLABLE: u32 = 8;
    pub const OPEN: u32 = 9;
}
