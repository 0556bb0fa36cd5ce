//! Everything that can be wrong: each code once, with the sentence that explains it.
//!
//! Codes are part of the public interface and never change their meaning. In the sentences `{key}` is the last name
//! of the path, `{limit}` and `{actual}` are the numbers, `{names}` its names, `{found}` what the value is.

/// A kind of issue.
#[derive(Debug)]
pub struct Code {
    /// The stable name.
    pub code: &'static str,
    /// The sentence, with places to fill.
    pub message: &'static str,
    /// What to do about it; empty where the sentence says it.
    pub hint: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $message:literal, $hint:literal;)*) => {
        /// A code by its place in [`CODES`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        #[allow(missing_docs)]
        pub enum Id { $($(#[$doc])* $name),* }

        /// All codes, in the order of [`Id`].
        pub static CODES: &[Code] = &[$(Code { code: $code, message: $message, hint: $hint }),*];
    };
}

codes! {
    Type = "type", "{key} must be {names}, not {found}.", "";
    Required = "required", "{key} is missing.", "";
    UnknownKey = "unknown_key", "{key} is not a field here, and PostPeer refuses unknown fields.", "Remove it.";
    RenamedKey = "renamed_key", "{key} is an old name: PostPeer calls it {names} now.", "Rename it to {names}.";
    RenamedTwin = "renamed_key", "{key} is an old name of {names}, which is there too.", "Remove it.";
    RetiredValue = "retired_value", "{key} no longer takes {names}.", "Leave {key} out: that means the same.";
    Enum = "enum", "{key} must be {names}.", "";
    UnknownPlatform = "unknown_platform", "{key} must be one of {names}.", "";
    TooShort = "too_short", "{key} has too few characters: {actual}, where the least is {limit}.", "";
    TooLong = "too_long", "{key} has too many characters: {actual}, where the most is {limit}.", "";
    TooSmall = "too_small", "{key} is {actual}; the least is {limit}.", "";
    TooLarge = "too_large", "{key} is {actual}; the most is {limit}.", "";
    NotInteger = "not_integer", "{key} must be a whole number, not {actual}.", "";
    TooFewItems = "too_few_items", "{key} has too few items: {actual}, where the least is {limit}.", "";
    TooManyItems = "too_many_items", "{key} has too many items: {actual}, where the most is {limit}.", "";
    DuplicateItems = "duplicate_items", "{key} repeats an item at index {actual}.", "Remove it.";
    FormatUri = "format.uri", "{key} must be an absolute URL.", "Write it in full, as https://example.com/a.mp4, special characters percent-encoded.";
    FormatDateTime = "format.date_time", "{key} must be a date and time with an offset.", "Write it as 2026-12-24T18:00:00Z.";
    LocalTime = "format.local_time", "{key} has no offset: it is local time in timezone.", "It is sent in UTC.";
    FormatDate = "format.date", "{key} must be a calendar date.", "Write it as 2026-12-24.";
    FormatEmail = "format.email", "{key} must be a mail address.", "";
    FormatMonth = "format.month", "{key} must be a month.", "Write it as 2026-12.";
    PatternUrn = "pattern.linkedin_organization", "{key} must be the URN of a company page.", "Write it as urn:li:organization:12345. People cannot be mentioned.";
    PatternUsername = "pattern.instagram_username", "{key} may hold letters, digits, dots and underscores.", "Leave the @ out.";
    NotJson = "value.not_json", "{key} is {found}, which JSON cannot carry.", "Give plain data.";
    NotFinite = "value.not_finite", "{key} must be a finite number.", "";
    NotPlain = "value.not_plain", "{key} is an object of a class, not plain data.", "Give plain data, for a Date its toISOString().";
    Cycle = "value.cycle", "{key} contains itself, which JSON cannot carry.", "";
    Unreadable = "value.unreadable", "{key} could not be read: a getter or Proxy threw.", "Give plain data.";
    ValueTooLarge = "value.too_large", "{key} is larger than any post can be.", "";
    LoneSurrogate = "text.lone_surrogate", "{key} holds half a surrogate pair.", "It was probably cut inside an emoji. Cut between characters.";
    Nul = "text.nul", "{key} holds U+0000, which platforms refuse or cut at.", "Remove it.";
}
