//! Bits of everything that must be there for a rule to have something to say. Most rules are about options that most
//! posts leave out, and are skipped by this word alone.

/// The facts of some file are known.
pub const FILES: u32 = 1;
/// The settings of some creator are known.
pub const CREATORS: u32 = 2;
/// An option is given: this bit, shifted by the index of the option. There is room for sixteen.
pub const OPTION: u32 = 4;
/// The text contains `#`, or a wide form of it.
pub const HASH: u32 = 1 << 18;
/// The text contains `@`, or a wide form of it.
pub const AT: u32 = 1 << 19;
/// The text contains `$`, or a wide form of it.
pub const CASH: u32 = 1 << 20;
/// The text contains `:`, or a wide form of it.
pub const COLON: u32 = 1 << 21;
/// Something is attached.
pub const ITEMS: u32 = 1 << 22;
/// The time of the post is known.
pub const TIME: u32 = 1 << 23;

/// More fields than any object with rules has.
pub const MAX_OPTIONS: usize = 16;

/// The bit of an option that is given.
pub const fn option(index: u8) -> u32 {
    OPTION.wrapping_shl(index as u32)
}
