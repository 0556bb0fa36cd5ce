//! Patterns of texts.

use super::codec::numbered;

numbered! {
    /// A pattern that a text must match, beyond the formats of the schema.
    pub enum TextPattern {
        /// One or more digits.
        Digits,
        /// 1 to 19 digits, as in X's identifiers.
        Snowflake,
        /// `#RRGGBB`.
        Colour,
        /// A calendar date that exists.
        Date,
        /// `HH:MM` of 24 hours.
        TimeOfDay,
        /// An address on the web: http or https, and no other scheme.
        Web,
        /// An address with https.
        Https,
        /// An address that a server elsewhere can reach: not this machine, not a private network.
        Public,
        /// A language tag: letters, then parts of letters and digits.
        Language,
        /// Text without `<` and `>`.
        NoAngles,
        /// Text without the characters that X refuses.
        AcceptedByX,
        /// Text without a comma.
        NoComma,
        /// Something other than white space.
        NotBlank,
        /// Text without anything like a telephone number.
        NoPhone,
        /// PostPeer's id of an account: not blank, and none of the platforms' own, which are numbers, URNs, DIDs and
        /// handles.
        AccountId,
    }
}
