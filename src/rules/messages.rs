//! Every text that explains an issue, by a stable id: a translation is one file of templates by these ids.
//!
//! Codes are part of the public interface and never change their meaning. Most ids are codes; where one code has several
//! templates, each has an id of its own. In the templates `{key}` is the last name of the path, `{limit}` and `{actual}`
//! are the numbers of the issue, `{names}` its names, `{found}` what the value is. In those of rules `{platform}` is the
//! platform's name for people, and `{why}` the [`Detail`] that the row of the rule adds.

/// A code of the structure, with its template.
#[derive(Debug)]
pub struct CodeTemplate {
    /// The id of the template.
    pub id: &'static str,
    /// The stable name of the issue.
    pub code: &'static str,
    /// The template of the message.
    pub message: &'static str,
    /// The template of the advice; empty where the message says it.
    pub hint: &'static str,
}

/// A template of rules.
#[derive(Debug)]
pub struct MessageTemplate {
    /// The id of the template, behind `rule.`.
    pub id: &'static str,
    /// The last part of the codes of its rules.
    pub name: &'static str,
    /// The template of the message.
    pub message: &'static str,
    /// The template of the advice; empty where the message says it.
    pub hint: &'static str,
}

/// A part of a sentence that a rule adds.
#[derive(Debug)]
pub struct DetailTemplate {
    /// The id of the template, behind `detail.`.
    pub id: &'static str,
    /// The text.
    pub text: &'static str,
}

macro_rules! codes {
    ($($name:ident: $id:literal = $code:literal, $message:literal, $hint:literal;)*) => {
        /// A code of the structure, by its place in [`CODES`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        #[allow(missing_docs)]
        pub enum IssueCode { $($name),* }

        /// Every code of the structure, in the order of [`IssueCode`]. The codes of the rules follow them.
        pub static CODES: &[CodeTemplate] =
            &[$(CodeTemplate { id: $id, code: $code, message: $message, hint: $hint }),*];
    };
}

macro_rules! messages {
    ($($name:ident: $id:literal = $suffix:literal, $message:literal, $hint:literal;)*) => {
        /// A template of rules, by its place in [`MESSAGES`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum MessageId { $($name),* }

        /// The templates of the rules, in the order of [`MessageId`].
        pub static MESSAGES: &[MessageTemplate] =
            &[$(MessageTemplate { id: $id, name: $suffix, message: $message, hint: $hint }),*];

        impl MessageId {
            /// The template.
            pub fn template(self) -> Option<&'static MessageTemplate> {
                MESSAGES.get(self as usize)
            }
        }
    };
}

macro_rules! details {
    ($($name:ident: $id:literal = $text:literal;)*) => {
        /// A part of a sentence that a rule adds, by its place in [`DETAILS`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Detail { $($name),* }

        /// The details of the rules, in the order of [`Detail`].
        pub static DETAILS: &[DetailTemplate] = &[$(DetailTemplate { id: $id, text: $text }),*];

        impl Detail {
            /// The text.
            pub fn text(self) -> &'static str {
                DETAILS.get(self as usize).map_or("", |detail| detail.text)
            }
        }
    };
}

codes! {
    Type: "type" = "type", "{key} must be {names}, not {found}.", "";
    Required: "required" = "required", "{key} is missing.", "";
    UnknownKey: "unknown_key" = "unknown_key", "{key} is not a field here, and PostPeer refuses unknown fields.", "Remove it.";
    RenamedKey: "renamed_key" = "renamed_key", "{key} is an old name: PostPeer calls it {names} now.", "Rename it to {names}.";
    RenamedTwin: "renamed_key.twin" = "renamed_key", "{key} is an old name of {names}, which is there too.", "Remove it.";
    RetiredValue: "retired_value" = "retired_value", "{key} no longer takes {names}.", "Leave {key} out: that means the same.";
    Enum: "enum" = "enum", "{key} must be {names}.", "";
    UnknownPlatform: "unknown_platform" = "unknown_platform", "{key} must be one of {names}.", "";
    TooShort: "too_short" = "too_short", "{key} has too few characters: {actual}, where the least is {limit}.", "";
    TooLong: "too_long" = "too_long", "{key} has too many characters: {actual}, where the most is {limit}.", "";
    TooSmall: "too_small" = "too_small", "{key} is {actual}; the least is {limit}.", "";
    TooLarge: "too_large" = "too_large", "{key} is {actual}; the most is {limit}.", "";
    NotInteger: "not_integer" = "not_integer", "{key} must be a whole number, not {actual}.", "";
    TooFewItems: "too_few_items" = "too_few_items", "{key} has too few items: {actual}, where the least is {limit}.", "";
    TooManyItems: "too_many_items" = "too_many_items", "{key} has too many items: {actual}, where the most is {limit}.", "";
    DuplicateItems: "duplicate_items" = "duplicate_items", "{key} repeats an item at index {actual}.", "Remove it.";
    FormatUri: "format.uri" = "format.uri", "{key} must be an absolute URL.", "Write it in full, as https://example.com/a.mp4, special characters percent-encoded.";
    FormatDateTime: "format.date_time" = "format.date_time", "{key} must be a date and time with an offset.", "Write it as 2026-12-24T18:00:00Z.";
    LocalTime: "format.local_time" = "format.local_time", "{key} has no offset: it is local time in timezone.", "It is sent in UTC.";
    FormatDate: "format.date" = "format.date", "{key} must be a calendar date.", "Write it as 2026-12-24.";
    FormatEmail: "format.email" = "format.email", "{key} must be a mail address.", "";
    FormatMonth: "format.month" = "format.month", "{key} must be a month.", "Write it as 2026-12.";
    PatternUrn: "pattern.linkedin_organization" = "pattern.linkedin_organization", "{key} must be the URN of a company page.", "Write it as urn:li:organization:12345. People cannot be mentioned.";
    PatternUsername: "pattern.instagram_username" = "pattern.instagram_username", "{key} may hold letters, digits, dots and underscores.", "Leave the @ out.";
    NotJson: "value.not_json" = "value.not_json", "{key} is {found}, which JSON cannot carry.", "Give plain data.";
    NotFinite: "value.not_finite" = "value.not_finite", "{key} must be a finite number.", "";
    NotPlain: "value.not_plain" = "value.not_plain", "{key} is an object of a class, not plain data.", "Give plain data, for a Date its toISOString().";
    Cycle: "value.cycle" = "value.cycle", "{key} contains itself, which JSON cannot carry.", "";
    Unreadable: "value.unreadable" = "value.unreadable", "{key} could not be read: a getter or Proxy threw.", "Give plain data.";
    ValueTooLarge: "value.too_large" = "value.too_large", "{key} is larger than any post can be.", "";
    LoneSurrogate: "text.lone_surrogate" = "text.lone_surrogate", "{key} holds half a surrogate pair.", "It was probably cut inside an emoji. Cut between characters.";
    Nul: "text.nul" = "text.nul", "{key} holds U+0000, which platforms refuse or cut at.", "Remove it.";
}

messages! {
    TooLong: "too_long" = "too_long", "{platform} takes at most {limit} {why}; {key} has {actual}.", "";
    MayBeTooLong: "may_be_too_long" = "perhaps_too_long", "{platform} takes at most {limit} characters and does not say what it counts as one; {key} has {actual} {why}.", "Shorten it to be sure.";
    TooMany: "too_many" = "too_many", "{platform} takes at most {limit} {why}; there are {actual}.", "";
    MayBeTooMany: "may_be_too_many" = "perhaps_too_many", "Some of {platform}'s sources allow {limit} {why}; there are {actual}.", "";
    Missing: "missing" = "missing", "{platform} needs {key}: {why}.", "";
    Ignored: "ignored" = "ignored", "{platform} ignores {key} here: {why}.", "";
    Conflict: "conflict" = "conflict", "{key} does not go with {why}.", "";
    Unsupported: "unsupported" = "unsupported", "{platform} does not take {why}.", "";
    Forbidden: "forbidden" = "forbidden", "{platform} refuses {key} with {why}.", "";
    Malformed: "malformed" = "malformed", "{key} must be {why}.", "";
    NotWeb: "not_web" = "not_web", "{key} must begin with http:// or https://.", "";
    Private: "private" = "private", "{key} cannot be reached from outside: PostPeer fetches it over the public internet.", "Upload the file first.";
    Insecure: "insecure" = "insecure", "{platform} wants {key} over https.", "";
    NotOffered: "not_offered" = "not_offered", "TikTok does not offer this creator that {key}.", "It may be {names}.";
    Setting: "setting" = "creator_setting", "The creator has this turned off in TikTok: {key} should be true.", "";
    Repeated: "repeated" = "repeated", "This account is already a target of this post.", "";
    Past: "past" = "past", "{key} is in the past: PostPeer does not say whether it refuses such a post or publishes it at once.", "To publish at once, say publishNow: true.";
    UnknownZone: "unknown_zone" = "unknown", "{key} is no IANA time zone.", "Give a name such as Europe/Paris.";
    TwoReadings: "two_readings" = "two_readings", "{key} has an offset, and timezone names another: sources disagree whether that is one instant or local time in the zone.", "Give UTC in both: scheduledFor with Z, and timezone UTC.";
    Gap: "gap" = "gap", "{key} does not exist in that time zone: clocks skip it. It is read as the time after the change.", "";
    Overlap: "overlap" = "overlap", "{key} happens twice in that time zone, as clocks go back. The first is meant.", "";
    Costs: "costs" = "costs", "{why}.", "";
    Notice: "notice" = "notice", "{why}.", "";
    TooHeavy: "too_heavy" = "too_heavy", "{platform} takes at most {limit} MB; {key} has {actual}.", "";
    NotTaken: "not_taken" = "not_taken", "{platform} takes {why}; {key} is {found}.", "";
    OutOfRange: "out_of_range" = "out_of_range", "{key} must be {why}; it is {actual}.", "";
    BytesOutOfRange: "bytes_out_of_range" = "out_of_range", "{key} must be {why}; it has {actual} bytes.", "";
    Lacking: "lacking" = "out_of_range", "{key} must have {why}.", "";
    NotOnce: "not_once" = "out_of_range", "{key} must be found exactly once in the text, in the same case; there it is {actual} times.", "";
    Location: "location" = "location", "{key} says where it was taken, which everybody who gets the file can read.", "Remove the place from its metadata.";
    Cmyk: "cmyk" = "cmyk", "{key} has the four colours of print, which platforms convert, or show wrong.", "Export it in RGB.";
    TooManyPerImage: "too_many_per_image" = "too_many", "{platform} takes one of {key} for each image, which makes {limit}; there are {actual}.", "";
}

details! {
    None: "" = "";
    Characters: "characters" = "characters";
    Bytes: "bytes" = "bytes";
    CharactersByX: "characters_by_x" = "characters as X counts them";
    CharactersEmojiAsBytes: "characters_emoji_as_bytes" = "characters, an emoji counting as its bytes";
    InUtf16: "in_utf_16" = "in UTF-16";
    InWeights: "in_weights" = "by X's weights";
    EmojiAsBytes: "emoji_as_bytes" = "with emoji counted as their bytes";
    CharactersInHashtag: "characters_in_hashtag" = "characters in a hashtag";
    TextWithoutMedia: "text_without_media" = "a post without media needs text";
    Attachments: "attachments" = "attachments";
    Images: "images" = "images";
    ImagesOnly: "images_only" = "images only";
    Photo: "photo" = "photo";
    Photos: "photos" = "photos";
    PhotosOnly: "photos_only" = "photos only";
    Video: "video" = "video";
    VideosOnly: "videos_only" = "videos only";
    Document: "document" = "document";
    Documents: "documents" = "documents";
    Gif: "gif" = "GIF";
    Media: "media" = "media";
    Hashtags: "hashtags" = "hashtags";
    HashtagsOnly: "hashtags_only" = "hashtags only";
    Mentions: "mentions" = "mentions";
    Cashtag: "cashtag" = "cashtag";
    DifferentLinks: "different_links" = "different links";
    AngleBrackets: "angle_brackets" = "< or >";
    ItIsBlank: "it_is_blank" = "it is blank";
    Digits1To19: "digits_1_to_19" = "1 to 19 digits";
    WholeNumber: "whole_number" = "a whole number";
    WithinVideo: "within_video" = "within the film";
    Jpeg: "jpeg" = "JPEG";
    JpegPng: "jpeg_png" = "JPEG and PNG";
    JpegPngGif: "jpeg_png_gif" = "JPEG, PNG and GIF";
    JpegPngGifWebp: "jpeg_png_gif_webp" = "JPEG, PNG, GIF and WebP";
    Mp4: "mp4" = "MP4";
    Mp4Mov: "mp4_mov" = "MP4 and MOV";
    H264H265: "h264_h265" = "H.264 and H.265";
    AacSound: "aac_sound" = "AAC sound";
    HeaderFirst: "header_first" = "its header first, and no edit list";
    Yuv420: "yuv_420" = "YUV 4:2:0 colours";
    MonoOrStereo: "mono_or_stereo" = "mono or stereo";
    SamplesMax48000: "samples_max_48000" = "at most 48,000 samples of sound a second";
    FrameRate23To60: "frame_rate_23_to_60" = "at 23 to 60 frames a second";
    WidthMax1920: "width_max_1920" = "at most 1920 pixels wide";
    Width320To1440: "width_320_to_1440" = "320 to 1440 pixels wide or is scaled";
    RatioHundred: "ratio_hundred" = "between 1:100 and 10:1";
    RatioTen: "ratio_ten" = "between 1:10 and 10:1";
    DurationMax600: "duration_max_600" = "at most 600 seconds long";
    PostNowOrScheduled: "post.now_or_scheduled" = "either publishNow: true or scheduledFor";
    PostNotBoth: "post.not_both" = "scheduledFor: now or later, not both";
    PostEditKeepsTime: "post.edit_keeps_time" = "an edit, which keeps the post waiting for its time";
    PostNotScheduled: "post.not_scheduled" = "there is no scheduledFor";
    PostSignatureEnds: "post.signature_ends" = "The signature in the address ends before PostPeer fetches the file";
    PostUnusedCover: "post.unused_cover" = "covers are for videos on YouTube";
    PostAccountId: "post.account_id" = "PostPeer's id of a connected account, not the platform's own";
    PostGifForX: "post.gif_for_x" = "type gif: PostPeer describes it for X only";
    TwitterForbiddenCharacters: "twitter.forbidden_characters" = "U+FEFF, U+FFFE or U+FFFF";
    TwitterLinkCost: "twitter.link_cost" = "A post with a link costs 50 credits on X, one without costs 5";
    TwitterMixedMedia: "twitter.mixed_media" = "other kinds: X documents four images or one GIF or one video";
    TwitterThreadItems: "twitter.thread_items" = "threadItems";
    TwitterPollAnswers: "twitter.poll_answers" = "characters in an answer, and no empty one";
    TwitterNoCommunity: "twitter.no_community" = "there is no communityId";
    TwitterGifWidth: "twitter.gif_width" = "at most 1280 pixels wide";
    TwitterGifHeight: "twitter.gif_height" = "at most 1080 pixels high";
    TwitterGifFrames: "twitter.gif_frames" = "at most 350 frames";
    TwitterGifPixels: "twitter.gif_pixels" = "at most 300,000,000 pixels in all frames";
    TwitterContainers: "twitter.containers" = "MP4, MOV only by its own pages and WebM only by its API description";
    TwitterCodec: "twitter.codec" = "H.264 and documents no other codec";
    TwitterBitDepth: "twitter.bit_depth" = "colours of 8 bits";
    TwitterDurationMin: "twitter.duration_min" = "at least half a second long";
    TwitterDurationMax: "twitter.duration_max" = "at most 140 seconds long without X Premium";
    TwitterRatio: "twitter.ratio" = "between 1:3 and 3:1";
    TwitterFrameRate: "twitter.frame_rate" = "at most 60 frames a second";
    TwitterSideMin: "twitter.side_min" = "at least 32 pixels on each side";
    TwitterSideMax: "twitter.side_max" = "at most 1280 by 1024 pixels without X Premium";
    TwitterAacLc: "twitter.aac_lc" = "AAC-LC for its sound, which is AAC of type 2";
    InstagramMediaMissing: "instagram.media_missing" = "at least one image or video";
    InstagramStoryAttachment: "instagram.story_attachment" = "attachment in a story";
    InstagramStoryText: "instagram.story_text" = "a story has no text";
    InstagramStory: "instagram.story" = "a story";
    InstagramReelsOnly: "instagram.reels_only" = "Reels only";
    InstagramCoverUrlWins: "instagram.cover_url_wins" = "coverUrl wins";
    InstagramPng: "instagram.png" = "JPEG, though PostPeer lists PNG";
    InstagramRatio: "instagram.ratio" = "between 4:5 and 1.91:1";
    InstagramCarouselCropped: "instagram.carousel_cropped" = "A carousel is cropped to the shape of its first item";
    InstagramBitRate: "instagram.bit_rate" = "at most 25,000,000 bits a second";
    InstagramDuration: "instagram.duration" = "3 to 900 seconds long";
    InstagramStoryDuration: "instagram.story_duration" = "3 to 60 seconds long in a story";
    YoutubeVideoMissing: "youtube.video_missing" = "a video";
    YoutubeOtherMedia: "youtube.other_media" = "anything beside the video";
    YoutubeTagTotal: "youtube.tag_total" = "characters in tags, with a comma between two and quotation marks around one with a space";
    YoutubeTagComma: "youtube.tag_comma" = "A comma splits a tag in two";
    YoutubeMadeForKids: "youtube.made_for_kids" = "madeForKids turns comments, notifications, end screens and cards off for good";
    YoutubeCommentsOff: "youtube.comments_off" = "comments are off on videos made for kids";
    YoutubeDuration: "youtube.duration" = "at most 12 hours (43,200 seconds) long";
    YoutubeShort: "youtube.short" = "a film of up to 3 minutes that is not wide is a Short";
    YoutubeCoverContainers: "youtube.cover_containers" = "JPEG and PNG, and GIF by PostPeer alone";
    YoutubeCoverWidth: "youtube.cover_width" = "at least 640 pixels wide";
    TiktokMediaMissing: "tiktok.media_missing" = "a video or photos";
    TiktokMixedMedia: "tiktok.mixed_media" = "both a video and photos: TikTok publishes one or the other";
    TiktokAigcVideosOnly: "tiktok.aigc_videos_only" = "videos only, says PostPeer, though TikTok takes it for photos";
    TiktokPhotoPostsOnly: "tiktok.photo_posts_only" = "photo posts only";
    TiktokVideoDraft: "tiktok.video_draft" = "Of a video draft TikTok takes the file alone, without text and options";
    TiktokCreatorChooses: "tiktok.creator_chooses" = "of a draft, the creator chooses it in TikTok";
    TiktokWithinVideo: "tiktok.within_video" = "within the film, or TikTok takes its first frame";
    TiktokPhotoIndex: "tiktok.photo_index" = "the place of a photo, counted from 0";
    TiktokBrandedNotPrivate: "tiktok.branded_not_private" = "brandContentToggle: branded content cannot be private";
    TiktokPrivacyMissing: "tiktok.privacy_missing" = "TikTok wants the creator to choose, else PostPeer takes PUBLIC_TO_EVERYONE";
    TiktokPhotoContainers: "tiktok.photo_containers" = "JPEG and WebP, though PostPeer is said to convert";
    TiktokPhotoSize: "tiktok.photo_size" = "at most 1080 by 1920 pixels, or TikTok may scale or refuse it";
    TiktokPhotoRatio: "tiktok.photo_ratio" = "between 1:2.13 and 2.13:1 by PostPeer's page, though TikTok names no shape";
    TiktokPhotoShapes: "tiktok.photo_shapes" = "The photos differ in shape";
    TiktokVideoContainers: "tiktok.video_containers" = "MP4, WebM and MOV";
    TiktokVideoContainersDoubted: "tiktok.video_containers_doubted" = "MP4 and WebM, and MOV by its own page alone";
    TiktokCodecs: "tiktok.codecs" = "H.264, H.265, VP8 and VP9";
    TiktokSides: "tiktok.sides" = "360 to 4096 pixels on each side";
    TiktokSideMin: "tiktok.side_min" = "at least 720 pixels on each side by one of TikTok's answers";
    TiktokDurationMin: "tiktok.duration_min" = "at least 3 seconds long by publishers, 1 by PostPeer";
    TiktokCreatorDuration: "tiktok.creator_duration" = "no longer than this creator may post";
    PinterestBoard: "pinterest.board" = "every pin goes on a board";
    PinterestBoardId: "pinterest.board_id" = "digits, as Pinterest numbers its boards";
    PinterestMediaMissing: "pinterest.media_missing" = "an image or video";
    PinterestMixedMedia: "pinterest.mixed_media" = "both: a pin shows images or one video";
    PinterestHelpPages: "pinterest.help_pages" = "characters by its help pages, 800 by its API";
    PinterestColour: "pinterest.colour" = "a colour such as #6E7874";
    PinterestVideoPinsOnly: "pinterest.video_pins_only" = "video pins only";
    PinterestCoverMissing: "pinterest.cover_missing" = "Pinterest is said to refuse a video without a cover, though PostPeer may supply one";
    PinterestImageContainers: "pinterest.image_containers" = "JPEG, PNG, WebP and GIF";
    PinterestImageBytes: "pinterest.image_bytes" = "at most 20 MB by its help pages, 32 by others";
    PinterestCarouselShape: "pinterest.carousel_shape" = "Images of a carousel should have one shape";
    PinterestVideoContainers: "pinterest.video_containers" = "MP4, MOV and M4V";
    PinterestDuration: "pinterest.duration" = "4 to 900 seconds long";
    PinterestRatio: "pinterest.ratio" = "between 1:2 and 1.91:1";
    LinkedinMixedMedia: "linkedin.mixed_media" = "other kinds: LinkedIn publishes images or one video or one document";
    LinkedinArticleOrMedia: "linkedin.article_or_media" = "media: LinkedIn publishes one or the other";
    LinkedinDocumentTitle: "linkedin.document_title" = "every document has one";
    LinkedinDocumentTitleBlank: "linkedin.document_title_blank" = "every document has one, and this is blank";
    LinkedinNoDocument: "linkedin.no_document" = "there is no document";
    LinkedinNoArticle: "linkedin.no_article" = "there is no articleUrl";
    LinkedinImagePixels: "linkedin.image_pixels" = "under 36,152,320 pixels in all";
    LinkedinFrames: "linkedin.frames" = "at most 250 frames";
    LinkedinDuration: "linkedin.duration" = "3 to 1800 seconds long";
    LinkedinVideoBytesMin: "linkedin.video_bytes_min" = "at least 75 kB";
    LinkedinVideoBytesMax: "linkedin.video_bytes_max" = "at most 500 MB by one of LinkedIn's two limits";
    LinkedinRatio: "linkedin.ratio" = "between 1:2.4 and 2.4:1";
    LinkedinDocumentContainers: "linkedin.document_containers" = "PDF and Office documents";
    LinkedinPages: "linkedin.pages" = "at most 300 pages";
    BlueskyLanguages: "bluesky.languages" = "languages";
    BlueskyLanguageTag: "bluesky.language_tag" = "a BCP 47 tag such as en or pt-BR";
    BlueskyMixedMedia: "bluesky.mixed_media" = "both: Bluesky publishes images or one video";
    BlueskyVideo: "bluesky.video" = "PostPeer documents text and images on Bluesky, not video";
    BlueskyImageBytes: "bluesky.image_bytes" = "at most 2,000,000 bytes";
    BlueskyImageBytesBefore: "bluesky.image_bytes_before" = "at most 1,000,000 bytes by the limit before April 2026";
    BlueskyImageContainers: "bluesky.image_containers" = "JPEG, PNG and WebP, and shows GIF without motion";
    BlueskyVideoBytes: "bluesky.video_bytes" = "at most 300,000,000 bytes";
    BlueskyDurationBefore: "bluesky.duration_before" = "at most 180 seconds long by the limit before August 2026";
    FacebookTextMissing: "facebook.text_missing" = "text, a link or media";
    FacebookTextOnly: "facebook.text_only" = "text-only posts only";
    FacebookMixedMedia: "facebook.mixed_media" = "both: Facebook publishes photos or one video";
    FacebookPhotoContainers: "facebook.photo_containers" = "JPEG, PNG, GIF, BMP and TIFF";
    FacebookPhotoBytes: "facebook.photo_bytes" = "at most 4 MB by one of Facebook's answers";
    FacebookPngBytes: "facebook.png_bytes" = "at most 1 MB as a PNG to stay sharp";
    FacebookVideoContainers: "facebook.video_containers" = "MP4, MOV and many more, but does not list WebM";
    FacebookVideoBytes: "facebook.video_bytes" = "at most 1 GB where Facebook fetches it, else 10 GB";
    FacebookDuration: "facebook.duration" = "at most 1200 seconds long where Facebook fetches it, else 14,400";
    FacebookRatio: "facebook.ratio" = "between 9:16 and 16:9";
    ThreadsTopic: "threads.topic" = "hashtag as the topic, the first";
    ThreadsDuration: "threads.duration" = "at most 300 seconds long";
    ThreadsBitRate: "threads.bit_rate" = "at most 100,000,000 bits a second";
    GoogleBusinessPhoneNumber: "googlebusiness.phone_number" = "Google may refuse text with a telephone number";
    GoogleBusinessVideos: "googlebusiness.videos" = "videos through its API";
    GoogleBusinessEvent: "googlebusiness.event" = "every event has one";
    GoogleBusinessOffer: "googlebusiness.offer" = "Google asks a title and dates of offers too";
    GoogleBusinessDate: "googlebusiness.date" = "a date such as 2026-12-24";
    GoogleBusinessTimeOfDay: "googlebusiness.time_of_day" = "a time from 00:00 to 23:59";
    GoogleBusinessLaterStart: "googlebusiness.later_start" = "a later start";
    GoogleBusinessForEvents: "googlebusiness.for_events" = "topicType is neither EVENT nor OFFER";
    GoogleBusinessForOffers: "googlebusiness.for_offers" = "topicType is not OFFER";
    GoogleBusinessButtonUrl: "googlebusiness.button_url" = "every button but CALL leads somewhere";
    GoogleBusinessCall: "googlebusiness.call" = "CALL, which dials the number of the profile";
    GoogleBusinessNoButton: "googlebusiness.no_button" = "there is no callToActionType";
    GoogleBusinessOfferButton: "googlebusiness.offer_button" = "an offer has no button";
    GoogleBusinessGetOffer: "googlebusiness.get_offer" = "GET_OFFER is deprecated: use topicType OFFER";
    GoogleBusinessPhotoBytes: "googlebusiness.photo_bytes" = "at least 10 kB";
    GoogleBusinessPhotoSize: "googlebusiness.photo_size" = "at least 400 by 300 pixels by publishers, 250 by 250 by Google";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CODES, DETAILS, MESSAGES};

    #[test]
    fn ids_are_unique_and_texts_are_not_repeated() {
        let codes = CODES.iter().map(|row| row.id.to_owned());
        let messages = MESSAGES.iter().map(|row| format!("rule.{}", row.id));
        let details = DETAILS.iter().map(|row| format!("detail.{}", row.id));
        let ids: Vec<_> = codes.chain(messages).chain(details).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let texts: BTreeSet<_> = DETAILS.iter().map(|row| row.text).collect();
        assert_eq!(texts.len(), DETAILS.len());
    }
}
