//! The vocabulary of rules: what PostPeer and the platforms say only in prose.
//!
//! A rule is a row: where it looks, under what conditions, what it measures there, and what it says when the post does
//! not keep it. The rows stand in the file of their platform; `crate::check::rules` reads them. Its code is made of the
//! platform, the place and the name of the sentence: `twitter.text.too_long`, `tiktok.disable_duet.ignored`.
//!
//! A rule is an error where the platform or PostPeer is known to refuse, and a warning where something is dropped or
//! changed without a word, where sources disagree, or where the rule is inferred.

use super::table::Object;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Where it looks, and where its issue points.
    pub at: At,
    /// What it says.
    pub say: Say,
    /// Whether breaking it is only worth a warning.
    pub warning: bool,
    /// The conditions under which it holds: all of them.
    pub when: &'static [When],
    /// What is measured. Its issue is there when the post fails this.
    pub what: What,
    /// What the sentence leaves open: a unit, a reason, a form.
    pub why: &'static str,
    /// Where the rule comes from, as a tag explained in the reference.
    pub source: &'static str,
    /// What readers of the reference should know beside that.
    #[cfg(feature = "docs")]
    pub note: &'static str,
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The text that is published: the target's own, else the post's; each post of a thread on its own.
    Text,
    /// The attachments; those of each post of a thread on their own.
    Media,
    /// The account.
    Account,
    /// An option of the target (in the post's own rules: a field of the post), by its place in the table.
    Option(u8),
}

/// A set of kinds of media.
pub type Kinds = u8;
/// `image`
pub const IMAGE: Kinds = 1;
/// `video`
pub const VIDEO: Kinds = 2;
/// `gif`
pub const GIF: Kinds = 4;
/// `document`
pub const DOCUMENT: Kinds = 8;
/// Any kind.
pub const ANY: Kinds = 15;
/// Not the file itself but its cover, where `media` tells of that too: of a video its `thumbnail`, of an option the
/// image it names.
pub const COVER: Kinds = 16;
/// What is shown as a picture.
pub const PICTURE: Kinds = IMAGE | GIF;

/// The kinds by their names in the API, in the order of the bits.
pub const KINDS: &[&str] = &["image", "video", "gif", "document"];

/// What a file and the tracks in it can be: every name that `media` may give.
pub const FILE_NAMES: &[&str] = &[
    "mp4", "mov", "m4v", "m4a", "3gp", "webm", "matroska", "jpeg", "png", "gif", "webp", "heic", "heif", "avif", "pdf",
    "h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mpeg2", "mpeg1", "h263", "mjpeg", "prores", "theora", "aac", "mp3",
    "mp2", "ac3", "eac3", "opus", "vorbis", "flac", "alac", "pcm", "dts", "amr", "other",
];

/// A condition.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// The option is given and asks for something: it is not `false`.
    Set(u8),
    /// The option is left out or `false`.
    Unset(u8),
    /// The option is given.
    Given(u8),
    /// The option is left out.
    Absent(u8),
    /// The option has this value.
    Is(u8, &'static str),
    /// The option has another value or none.
    IsNot(u8, &'static str),
    /// Something of these kinds is attached.
    With(Kinds),
    /// Nothing of these kinds is attached.
    Without(Kinds),
    /// No more than this many of any kind are attached.
    NotMoreThan(u32),
    /// There is text.
    Text,
    /// There is no text, or only white space.
    NoText,
    /// This is a later post of a thread.
    Later,
    /// The target has no options at all: the schema speaks where it has some.
    NoOptions,
    /// The target is none of this platform.
    Elsewhere(&'static str),
    /// The post is a new one, not an edit of one that waits for its time.
    New,
    /// The post is an edit of one that waits for its time.
    Edit,
}

/// A unit of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Extended grapheme clusters: the smallest reading of "characters".
    Graphemes,
    /// Code points.
    CodePoints,
    /// UTF-16 units: the largest reading of "characters".
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// X's weights.
    Weighted,
    /// Grapheme clusters, with emoji by their bytes.
    Threads,
}

/// What a text must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// One or more digits.
    Digits,
    /// 1 to 19 digits, as X's identifiers.
    Snowflake,
    /// `#RRGGBB`.
    Colour,
    /// A calendar date that exists.
    Date,
    /// `HH:MM` of 24 hours.
    Time,
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
    TakenByX,
    /// Text without a comma.
    NoComma,
    /// Something other than white space.
    NotBlank,
    /// Text without what looks like a telephone number.
    NoPhone,
    /// PostPeer's id of an account: not blank, and none of the platforms' own, which are numbers, URNs, DIDs and handles.
    AccountId,
}

/// What of the creator's own TikTok settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creator {
    /// Comments are off.
    NoComment,
    /// Duets are off.
    NoDuet,
    /// Stitches are off.
    NoStitch,
}

/// A fact about a media file, known only where the caller gives `media`. Those that are read are listed in
/// [`READ_FACTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// Bytes.
    Bytes,
    /// Seconds.
    Duration,
    /// Frames a second.
    FrameRate,
    /// Width as shown.
    Width,
    /// Height as shown.
    Height,
    /// Frames of an animation.
    Frames,
    /// Bits a second.
    BitRate,
    /// Pages of a document.
    Pages,
    /// Audio channels.
    Channels,
    /// Audio samples a second.
    SampleRate,
    /// 1 where the movie header comes first and there is no edit list, else 0.
    Streamable,
    /// The object type of AAC sound: 2 is LC.
    AacType,
    /// 0 grey, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4.
    Chroma,
    /// Bits of a colour sample.
    BitDepth,
    /// 0 grey, 1 three colours, 2 the four of print.
    Colors,
    /// 1 where it says where it was taken.
    Location,
    /// The shorter side. From here on facts are made of those before.
    Short,
    /// The longer side.
    Long,
    /// Width over height.
    Ratio,
    /// Width times height.
    Pixels,
    /// Width times height times frames.
    FramePixels,
}

/// The facts that are read, as `media` names them, in the order of [`Fact`]. The package's JavaScript is made from it.
pub const READ_FACTS: [&str; Fact::Short as usize] = [
    "bytes",
    "duration",
    "frameRate",
    "displayWidth",
    "displayHeight",
    "frames",
    "bitRate",
    "pages",
    "channels",
    "sampleRate",
    "streamable",
    "aacObjectType",
    "chroma",
    "bitDepth",
    "colorModel",
    "location",
];

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Nothing: the conditions say all.
    Always,
    /// The text, or each text of the list, is no longer than this.
    Length(Unit, u32),
    /// Where a platform names no unit: longer only in the second, larger reading.
    Between(Unit, Unit, u32),
    /// No more code points than the first number; above the second another rule speaks.
    LengthUpTo(u32, u32),
    /// No more items of these kinds than this.
    Items(Kinds, u32),
    /// No more entries in the list than this.
    Entries(u32),
    /// No more entries in the list than images.
    EntriesPerImage,
    /// No more hashtags than this.
    Hashtags(u32),
    /// No more hashtags than the first number; above the second another rule speaks.
    HashtagsBetween(u32, u32),
    /// No hashtag is longer than this.
    HashtagLength(u32),
    /// No more mentions than this.
    Mentions(u32),
    /// No more cashtags than this.
    Cashtags(u32),
    /// No more different links than this.
    Links(u32),
    /// No link with a scheme.
    NoLink,
    /// The text, or each text of the list, looks like this.
    Looks(Look),
    /// The addresses of the media look like this; the covers too.
    Addresses(Look),
    /// No signed address of the media ends before the post is due.
    Outlives,
    /// No cover image on anything but a video for YouTube.
    Covers,
    /// YouTube's tags, as it counts them, stay within this.
    TagTotal(u32),
    /// The number is a place among the images.
    ImageIndex,
    /// The number has no fraction.
    Whole,
    /// Each mention's text occurs exactly once.
    MentionOnce,
    /// Each answer of the poll is 1 to 25 characters.
    Answers,
    /// The end is not before the start; the fields are end date, end time, start date, start time.
    Order([u8; 4]),
    /// The creator offers this privacy level (or the one that stands for none).
    Offered(u8, &'static str),
    /// The creator's setting is not this, or the option says the same.
    Setting(Creator),
    /// No target before this one has the same platform and account.
    OnlyOnce,
    /// The time is not in the past.
    Future,
    /// The time zone is one the host knows.
    Zone,
    /// The time means one instant under every reading.
    OneReading,
    /// The local time exists.
    NoGap,
    /// The local time exists once.
    NoOverlap,
    /// Files of these kinds: the fact lies between these bounds.
    File(Kinds, Fact, f32, f32),
    /// Files of these kinds: at most this many megabytes. Platforms do not say whether one is 10⁶ or 2²⁰ bytes: only
    /// more than the larger is an error.
    Megabytes(Kinds, u32),
    /// Files of these kinds: the container is one of these.
    Container(Kinds, &'static [&'static str]),
    /// Files of these kinds: the video is coded as one of these.
    VideoCodec(&'static [&'static str]),
    /// The sound is coded as one of these.
    AudioCodec(&'static [&'static str]),
    /// All files of these kinds have the same ratio of sides.
    SameRatio(Kinds),
    /// The film is no longer than this creator may post.
    CreatorDuration,
    /// The number, in milliseconds, lies within the film.
    WithinFilm,
    /// No film with a cover is a YouTube Short: at most three minutes long, and not wider than high.
    NoShortWithCover,
    /// No PNG has more bytes than this.
    PngBytes(u32),
}

macro_rules! sayings {
    ($($(#[$doc:meta])* $name:ident = $suffix:literal, $message:literal, $hint:literal;)*) => {
        /// A sentence, by its place in [`SAYINGS`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Say { $($(#[$doc])* $name),* }

        /// The sentences of the rules: last part of the code, message, hint. `{platform}` is the platform's name for
        /// people, `{key}` the last name of the path, `{why}` what the row adds, `{limit}` and `{actual}` its numbers,
        /// `{names}` its names.
        pub static SAYINGS: &[(&str, &str, &str)] = &[$(($suffix, $message, $hint)),*];
    };
}

sayings! {
    TooLong = "too_long", "{platform} takes at most {limit} {why}; {key} has {actual}.", "";
    PerhapsTooLong = "perhaps_too_long", "{platform} takes at most {limit} characters and does not say what it counts as one; {key} has {actual} {why}.", "Shorten it to be sure.";
    TooMany = "too_many", "{platform} takes at most {limit} {why}; there are {actual}.", "";
    PerhapsTooMany = "perhaps_too_many", "Some of {platform}'s sources allow {limit} {why}; there are {actual}.", "";
    Missing = "missing", "{platform} needs {key}: {why}.", "";
    Ignored = "ignored", "{platform} ignores {key} here: {why}.", "";
    Conflict = "conflict", "{key} does not go with {why}.", "";
    Unsupported = "unsupported", "{platform} does not take {why}.", "";
    Forbidden = "forbidden", "{platform} refuses {key} with {why}.", "";
    Malformed = "malformed", "{key} must be {why}.", "";
    NotWeb = "not_web", "{key} must begin with http:// or https://.", "";
    Private = "private", "{key} cannot be reached from outside: PostPeer fetches it over the public internet.", "Upload the file first.";
    Insecure = "insecure", "{platform} wants {key} over https.", "";
    NotOffered = "not_offered", "TikTok does not offer this creator that {key}.", "It may be {names}.";
    Setting = "creator_setting", "The creator has this turned off in TikTok: {key} should be true.", "";
    Repeated = "repeated", "This account is already a target of this post.", "";
    Past = "past", "{key} is in the past: PostPeer does not say whether it refuses such a post or publishes it at once.", "To publish at once, say publishNow: true.";
    UnknownZone = "unknown", "{key} is no IANA time zone.", "Give a name such as Europe/Paris.";
    TwoReadings = "two_readings", "{key} has an offset, and timezone names another: sources disagree whether that is one instant or local time in the zone.", "Give UTC in both: scheduledFor with Z, and timezone UTC.";
    Gap = "gap", "{key} does not exist in that time zone: clocks skip it. It is read as the time after the change.", "";
    Overlap = "overlap", "{key} happens twice in that time zone, as clocks go back. The first is meant.", "";
    Costs = "costs", "{why}.", "";
    Notice = "notice", "{why}.", "";
    TooHeavy = "too_heavy", "{platform} takes at most {limit} MB; {key} has {actual}.", "";
    Unplayable = "not_taken", "{platform} takes {why}; {key} is {found}.", "";
    OutOfRange = "out_of_range", "{key} must be {why}; it is {actual}.", "";
    Weight = "out_of_range", "{key} must be {why}; it has {actual} bytes.", "";
    Lacking = "out_of_range", "{key} must have {why}.", "";
    Occurs = "out_of_range", "{key} must be found exactly once in the text, in the same case; there it is {actual} times.", "";
    Located = "location", "{key} says where it was taken, which everybody who gets the file can read.", "Remove the place from its metadata.";
    FourColors = "cmyk", "{key} has the four colours of print, which platforms convert, or show wrong.", "Export it in RGB.";
    TooManyFor = "too_many", "{platform} takes one of {key} for each image, which makes {limit}; there are {actual}.", "";
}

impl Rule {
    const fn new(at: At, say: Say, warning: bool, what: What) -> Self {
        Self {
            at,
            say,
            warning,
            when: &[],
            what,
            why: "",
            source: "spec",
            #[cfg(feature = "docs")]
            note: "",
        }
    }

    /// A rule whose breach is refused.
    pub const fn error(at: At, say: Say, what: What) -> Self {
        Self::new(at, say, false, what)
    }

    /// A rule whose breach is worth a word.
    pub const fn warning(at: At, say: Say, what: What) -> Self {
        Self::new(at, say, true, what)
    }

    /// An option without effect.
    pub const fn ignored(option: u8, why: &'static str, when: &'static [When]) -> Self {
        Self::warning(At::Option(option), Say::Ignored, What::Always).why(why).when(when)
    }

    /// The address of a cover, which is fetched where there is a video.
    pub const fn cover(option: u8, say: Say, look: Look) -> Self {
        Self::error(At::Option(option), say, What::Looks(look)).when(&[When::With(VIDEO)]).from("docs")
    }

    /// Something that is needed.
    pub const fn missing(at: At, why: &'static str, when: &'static [When]) -> Self {
        Self::error(at, Say::Missing, What::Always).why(why).when(when)
    }

    /// A limit of length with a unit that is known.
    pub const fn length(at: At, unit: Unit, max: u32) -> Self {
        let why = match unit {
            Unit::Bytes => "bytes",
            Unit::Weighted => "characters as X counts them",
            Unit::Threads => "characters, an emoji counting as its bytes",
            _ => "characters",
        };
        Self::error(at, Say::TooLong, What::Length(unit, max)).why(why)
    }

    /// The second half of a limit of length without a unit: the larger reading.
    pub const fn perhaps(at: At, small: Unit, large: Unit, max: u32) -> Self {
        let why = match large {
            Unit::Threads => "with emoji counted as their bytes",
            Unit::Weighted => "by X's weights",
            _ => "in UTF-16",
        };
        Self::warning(at, Say::PerhapsTooLong, What::Between(small, large, max)).why(why)
    }

    /// Adds the conditions.
    pub const fn when(mut self, when: &'static [When]) -> Self {
        self.when = when;
        self
    }

    /// Adds what the sentence leaves open.
    pub const fn why(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    /// Adds where the rule comes from.
    pub const fn from(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// Limits of what is in a file: a fact between two bounds.
    pub const fn file(kinds: Kinds, fact: Fact, min: f32, max: f32, why: &'static str) -> Self {
        let say = if matches!(fact, Fact::Bytes) { Say::Weight } else { Say::OutOfRange };
        Self::error(At::Media, say, What::File(kinds, fact, min, max)).why(why)
    }

    /// The containers that are taken.
    pub const fn container(kinds: Kinds, names: &'static [&'static str], why: &'static str) -> Self {
        Self::error(At::Media, Say::Unplayable, What::Container(kinds, names)).why(why)
    }

    /// The video codecs that are taken.
    pub const fn codec(names: &'static [&'static str], why: &'static str) -> Self {
        Self::error(At::Media, Say::Unplayable, What::VideoCodec(names)).why(why)
    }

    /// Sound that every player understands; other sound is at the platform's mercy.
    pub const fn sound() -> Self {
        Self::warning(At::Media, Say::Unplayable, What::AudioCodec(&["aac"])).why("AAC sound")
    }

    /// The most megabytes of a file.
    pub const fn megabytes(kinds: Kinds, max: u32) -> Self {
        Self::error(At::Media, Say::TooHeavy, What::Megabytes(kinds, max))
    }

    /// A file that can be played while it is still being fetched.
    pub const fn streamable() -> Self {
        let what = What::File(VIDEO, Fact::Streamable, 1.0, 1.0);
        Self::warning(At::Media, Say::Lacking, what).why("its header first, and no edit list")
    }

    /// The most chroma of a video, by its place among those of [`Fact::Chroma`].
    pub const fn chroma(most: f32) -> Self {
        let what = What::File(VIDEO, Fact::Chroma, 0.0, most);
        Self::error(At::Media, Say::Lacking, what).why("YUV 4:2:0 colours")
    }

    /// Makes it a warning.
    pub const fn only_warn(mut self) -> Self {
        self.warning = true;
        self
    }

    /// Adds what readers of the reference should know.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn note(mut self, note: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.note = note;
        }
        self
    }
}

/// The place of a field in its table. A key that is not there stops the build.
pub(super) const fn place(object: &Object, key: &str) -> u8 {
    let mut fields = object.fields;
    let mut place = 0u8;
    while let [field, rest @ ..] = fields {
        if equal(field.key.as_bytes(), key.as_bytes()) {
            return place;
        }
        place = place.saturating_add(1);
        fields = rest;
    }
    assert!(fields.len() == 1, "a rule names a field that its table does not have");
    place
}

const fn equal(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        left = left_rest;
        right = right_rest;
    }
    left.is_empty() && right.is_empty()
}
