//! Checks a tape against a table: types, required and unknown fields, limits, formats.
//!
//! Finds every issue, not only the first. Values below one of the wrong type are skipped, for their fields mean
//! nothing. The verdict is the official schema's own, as a JSON Schema validator gives it.

use crate::api::table::{Range, Text};
use crate::rules::IssueCode;
use crate::tables::{CompiledField, PackedType, Shape};
use crate::text;

use super::form;
use super::issue::{Issues, NONE};
use super::schema::{CompiledSchema, bit};
use super::suggest;
use super::tape::{self, Head, Tape, TypeWord, opaque};

/// The strictness of a check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mode {
    /// Read old names as the new ones, with a warning.
    pub lenient: bool,
    /// Check more than the schema does.
    pub rules: bool,
    /// A time without offset is local time whose instant is known; lenient reading accepts it.
    pub local_time: bool,
}

impl Mode {
    /// Bit of [`Self::lenient`] where a mode is a number.
    pub const LENIENT: u32 = 1;
    /// Bit of [`Self::rules`].
    pub const RULES: u32 = 2;

    /// The mode of these bits.
    pub const fn from_bits(bits: u32, instant_is_known: bool) -> Self {
        let (lenient, rules) = (bits & Self::LENIENT != 0, bits & Self::RULES != 0);
        Self { lenient, rules, local_time: lenient && rules && instant_is_known }
    }
}

/// Checks the value on the tape against a root of the schema.
pub fn check(schema: &CompiledSchema, root: usize, tape: Tape<'_>, mode: Mode, issues: &mut Issues) {
    issues.clear();
    let mut checker = Checker { schema, tape, mode, issues };
    let head = checker.tape.head();
    match schema.root(root) {
        Some(shape) if head.tag == tape::OBJECT => checker.object(head, shape),
        Some(_) => checker.mismatch(head, TypeWord::Object),
        None => {}
    }
}

struct Checker<'a> {
    schema: &'a CompiledSchema,
    tape: Tape<'a>,
    mode: Mode,
    issues: &'a mut Issues,
}

impl<'a> Checker<'a> {
    fn value(&mut self, kind: u32) {
        let head = self.tape.head();
        self.node(head, kind);
    }

    fn node(&mut self, head: Head, kind: u32) {
        match (self.schema.kind(kind), head.tag) {
            (PackedType::Nullable(_), tape::NULL) => {}
            (PackedType::Nullable(inner), _) => self.node(head, inner),
            (PackedType::Boolean, tape::BOOLEAN) => {}
            (PackedType::Number(range), tape::NUMBER) => self.number(range, false),
            (PackedType::Integer(range), tape::NUMBER) => self.number(range, true),
            (PackedType::Text(text), tag) if is_text(tag) => self.text(head, text),
            (PackedType::Enum(names), tape::NAME) if names.contains(&head.payload) => {}
            (PackedType::Enum(names), tag) if is_text(tag) => {
                let found = self.suggestion(head, self.tape, names);
                self.tape.skip(head);
                self.issues.add_names(IssueCode::Enum, false, names, found);
            }
            (PackedType::List { items, min, max, unique }, tape::LIST) => self.list(head, items, min, max, unique),
            (PackedType::Object(shape), tape::OBJECT) => match self.schema.object_shape(shape) {
                Some(shape) => self.object(head, shape),
                None => self.tape.skip(head),
            },
            (PackedType::Tagged { tag, names, shapes }, tape::OBJECT) => self.tagged(head, tag, names, shapes),
            (PackedType::AnyObject, tape::OBJECT) => self.tape.skip(head),
            (PackedType::AnyObject, tape::OPAQUE) if head.payload == opaque::OBJECT => {}
            (PackedType::Boolean, _) => self.mismatch(head, TypeWord::Boolean),
            (PackedType::Number(_) | PackedType::Integer(_), _) => self.mismatch(head, TypeWord::Number),
            (PackedType::Text(_) | PackedType::Enum(_), _) => self.mismatch(head, TypeWord::String),
            (PackedType::List { .. }, _) => self.mismatch(head, TypeWord::List),
            (PackedType::Object(_) | PackedType::Tagged { .. } | PackedType::AnyObject, _) => {
                self.mismatch(head, TypeWord::Object)
            }
        }
    }

    /// Reports a value of another type than wanted, or of a type that JSON lacks.
    #[cold]
    #[inline(never)]
    fn mismatch(&mut self, head: Head, wanted: TypeWord) {
        self.tape.skip(head);
        let (id, found) = match (head.tag, head.payload) {
            (tape::UNDEFINED, _) => (IssueCode::Type, Some(TypeWord::Undefined)),
            (tape::NULL, _) => (IssueCode::Type, Some(TypeWord::Null)),
            (tape::BOOLEAN, _) => (IssueCode::Type, Some(TypeWord::Boolean)),
            (tape::NUMBER, _) => (IssueCode::Type, Some(TypeWord::Number)),
            (tag, _) if is_text(tag) => (IssueCode::Type, Some(TypeWord::String)),
            (tape::LIST, _) | (tape::OPAQUE, opaque::LIST) => (IssueCode::Type, Some(TypeWord::List)),
            (tape::OBJECT, _) | (tape::OPAQUE, opaque::OBJECT) => (IssueCode::Type, Some(TypeWord::Object)),
            (_, opaque::BIGINT) => (IssueCode::NotJson, Some(TypeWord::BigInt)),
            (_, opaque::SYMBOL) => (IssueCode::NotJson, Some(TypeWord::Symbol)),
            (_, opaque::FUNCTION) => (IssueCode::NotJson, Some(TypeWord::Function)),
            (_, opaque::NOT_PLAIN) => (IssueCode::NotPlain, None),
            (_, opaque::CYCLE) => (IssueCode::Cycle, None),
            (_, opaque::TOO_LARGE) => (IssueCode::ValueTooLarge, None),
            _ => (IssueCode::Unreadable, None),
        };
        let wanted = [wanted as u32];
        let names: &[u32] = if id == IssueCode::Type { &wanted } else { &[] };
        self.issues.add_names(id, false, names, found.map(|word| word as u32));
    }

    fn number(&mut self, range: Range, integer: bool) {
        let value = self.tape.number();
        if !value.is_finite() {
            return self.issues.add(IssueCode::NotFinite);
        }
        if integer && value.fract() != 0.0 {
            return self.issues.add_numbers(IssueCode::NotInteger, NONE, value);
        }
        if value < range.min {
            self.issues.add_numbers(IssueCode::TooSmall, range.min, value);
        }
        if value > range.max {
            self.issues.add_numbers(IssueCode::TooLarge, range.max, value);
        }
    }

    fn text(&mut self, head: Head, limits: Text) {
        let (content, units) = match head.tag {
            tape::TEXT_BYTES | tape::TEXT_BROKEN => (Some(self.tape.text()), head.payload),
            tape::NAME => {
                let name = self.schema.text(head.payload);
                (Some(name), name.len() as u32)
            }
            _ => (None, head.payload),
        };
        // A code point is one or two UTF-16 units: a string within the limit in units is within it in code points.
        let length = match content {
            Some(content) if units > limits.max => text::count(text::CountUnit::CodePoints, content),
            _ => units,
        };
        if units < limits.min {
            self.length_issue(IssueCode::TooShort, limits.min, units);
        }
        if length > limits.max {
            self.length_issue(IssueCode::TooLong, limits.max, length);
        }
        let Some(content) = content else { return };
        match form::format_violation(limits.form, content) {
            Some(IssueCode::FormatDateTime) if self.mode.local_time => {
                self.issues.warn(IssueCode::LocalTime);
            }
            Some(id) => self.issues.add(id),
            None => {}
        }
        if self.mode.rules && head.tag == tape::TEXT_BROKEN {
            self.issues.add(IssueCode::LoneSurrogate);
        }
        if self.mode.rules && text::has(content, 0) {
            self.issues.warn(IssueCode::Nul);
        }
    }

    #[cold]
    #[inline(never)]
    fn length_issue(&mut self, id: IssueCode, limit: u32, actual: u32) {
        self.issues.add_numbers(id, f64::from(limit), f64::from(actual));
    }

    fn list(&mut self, head: Head, items: u32, min: u32, max: u32, unique: bool) {
        self.tape.word();
        let count = head.payload;
        if count < min {
            self.length_issue(IssueCode::TooFewItems, min, count);
        }
        if count > max {
            self.length_issue(IssueCode::TooManyItems, max, count);
        }
        if unique {
            self.duplicates(count);
        }
        for place in 0..count {
            if self.tape.at_end() {
                break;
            }
            self.issues.enter_item(place);
            self.value(items);
            self.issues.leave();
        }
    }

    /// Looks ahead for a repeated string in a list of unique items. Such lists are short, and a list that is too long
    /// has its issue already: the first items are enough.
    #[cold]
    #[inline(never)]
    fn duplicates(&mut self, count: u32) {
        const ENOUGH: usize = 64;
        let mut ahead = self.tape;
        let mut seen: Vec<&[u8]> = Vec::new();
        let mut repeated = None;
        for place in 0..count {
            let item = ahead.head();
            if matches!(item.tag, tape::TEXT_BYTES | tape::TEXT_BROKEN) {
                let text = ahead.text();
                if seen.contains(&text) {
                    repeated = Some(place);
                } else if seen.len() < ENOUGH {
                    seen.push(text);
                }
            } else {
                ahead.skip(item);
            }
            if ahead.at_end() {
                break;
            }
        }
        if let Some(place) = repeated {
            self.issues.add_numbers(IssueCode::DuplicateItems, NONE, f64::from(place));
        }
    }

    fn tagged(&mut self, head: Head, tag: u32, tags: &'a [u32], shapes: &'a [u32]) {
        let found = self.find(head, tag);
        if let Some((Head { tag: tape::NAME, payload: name }, _)) = found {
            // The names mostly stand in the order of the variants.
            let likely = tags.first().map_or(0, |first| name.wrapping_sub(*first)) as usize;
            let place = Some(likely).filter(|place| tags.get(*place) == Some(&name));
            let place = place.or_else(|| tags.iter().position(|known| *known == name));
            if let Some(shape) = place.and_then(|place| shapes.get(place))
                && let Some(shape) = self.schema.object_shape(*shape)
            {
                self.issues.enter_target(name);
                self.object(head, shape);
                self.issues.leave_target();
                return;
            }
        }
        self.tape.skip(head);
        self.issues.enter_key(tag);
        match found {
            None | Some((Head { tag: tape::UNDEFINED, .. }, _)) => self.issues.add(IssueCode::Required),
            Some((head, at)) => {
                let found = self.suggestion(head, at, tags);
                self.issues.add_names(IssueCode::UnknownPlatform, false, tags, found);
            }
        }
        self.issues.leave();
    }

    /// Returns true while suggestions are worth their time: a value with thousands of mistakes gets none.
    fn may_suggest(&self) -> bool {
        const ENOUGH: usize = 4096;
        self.mode.rules && self.issues.length() < ENOUGH
    }

    /// The closest of these names to the text at hand.
    #[cold]
    #[inline(never)]
    fn suggestion(&self, head: Head, mut at: Tape<'a>, names: &[u32]) -> Option<u32> {
        let text = match head.tag {
            _ if !self.may_suggest() => return None,
            tape::NAME => self.schema.text(head.payload),
            tape::TEXT_BYTES => at.text(),
            _ => return None,
        };
        let names: Vec<_> = names.iter().map(|name| [*name; 2]).collect();
        suggest::closest(text, &names, self.schema.names())
    }

    /// The head of an object's value for a key, and the tape from there. Does not move.
    fn find(&self, head: Head, key: u32) -> Option<(Head, Tape<'a>)> {
        Self::find_from(self.tape, head, key)
    }

    fn find_from(mut ahead: Tape<'a>, head: Head, key: u32) -> Option<(Head, Tape<'a>)> {
        ahead.word();
        for _ in 0..head.payload {
            if ahead.at_end() {
                return None;
            }
            let found = ahead.word() == key;
            let value = ahead.head();
            if found {
                return Some((value, ahead));
            }
            ahead.skip(value);
        }
        None
    }

    fn object(&mut self, head: Head, shape: &'a Shape) {
        let entries = self.tape;
        self.tape.word();
        let mut seen: u64 = 0;
        for _ in 0..head.payload {
            if self.tape.at_end() {
                break;
            }
            let key = self.tape.word();
            let value = self.tape.head();
            if let Some((place, slot)) = shape.field(key)
                && slot.is_plain(value.tag, value.payload)
            {
                seen |= bit(place);
                continue;
            }
            if value.tag == tape::UNDEFINED {
                continue; // JSON leaves such an entry out.
            }
            match self.slot(shape, key, |new| {
                Self::find_from(entries, head, new).is_some_and(|(value, _)| value.tag != tape::UNDEFINED)
            }) {
                Some((place, slot)) => {
                    seen |= bit(place);
                    self.field(key, value, slot);
                }
                None => self.unknown(key, value, shape),
            }
        }
        if shape.required & !seen != 0 {
            self.missing(shape, seen);
        }
    }

    #[cold]
    #[inline(never)]
    fn missing(&mut self, shape: &Shape, seen: u64) {
        for (place, slot) in shape.fields.iter().enumerate() {
            if shape.required & !seen & bit(place) != 0 {
                self.issues.enter_key(slot.key);
                self.issues.add(IssueCode::Required);
                self.issues.leave();
            }
        }
    }

    /// The field of a key. An old name stands for the new one, unless that is present too; so the issues of its value
    /// are reported at once. The schema alone knows no old names.
    fn slot(&self, shape: &'a Shape, key: u32, is_present: impl Fn(u32) -> bool) -> Option<(usize, &'a CompiledField)> {
        let key = match (self.mode.lenient || self.mode.rules).then(|| shape.renamed_to(key)).flatten() {
            Some(new) if !is_present(new) => new,
            _ => key,
        };
        shape.field(key)
    }

    fn field(&mut self, key: u32, value: Head, slot: &CompiledField) {
        self.issues.enter_key(key);
        if key != slot.key {
            self.issues.add_names(IssueCode::RenamedKey, self.mode.lenient, &[slot.key], None);
        }
        if value.tag == tape::NAME && slot.retired == value.payload.wrapping_add(1) {
            self.issues.add_names(IssueCode::RetiredValue, self.mode.lenient, &[value.payload], None);
        } else {
            self.node(value, slot.kind);
        }
        self.issues.leave();
    }

    #[cold]
    #[inline(never)]
    fn unknown(&mut self, key: u32, value: Head, shape: &Shape) {
        // In place of the value of an unknown key stands the key itself. A name of another object is known.
        let mut at = self.tape;
        self.tape.skip(value);
        if !shape.closed {
            return;
        }
        let text = match (key & tape::UNKNOWN_KEY, value.tag) {
            (0, _) => self.schema.text(key),
            (_, tape::TEXT_BYTES) => at.text(),
            _ => &[],
        };
        let found = if self.may_suggest() {
            // A misspelt old name means the new one, too.
            let mut names = shape.renames().to_vec();
            names.extend(shape.fields.iter().map(|slot| [slot.key; 2]));
            suggest::closest(text, &names, self.schema.names())
        } else {
            None
        };
        if key & tape::UNKNOWN_KEY == 0 {
            self.issues.enter_key(key);
        } else {
            self.issues.enter_unknown_key(key & !tape::UNKNOWN_KEY);
        }
        match shape.renamed_to(key) {
            // The schema alone does not look for the new name.
            Some(new) if self.mode.lenient || self.mode.rules => {
                self.issues.add_names(IssueCode::RenamedTwin, false, &[new], None);
            }
            Some(new) => self.issues.add_names(IssueCode::RenamedKey, false, &[new], None),
            None => self.issues.add_names(IssueCode::UnknownKey, false, &[], found),
        }
        self.issues.leave();
    }
}

const fn is_text(tag: u32) -> bool {
    matches!(tag, tape::TEXT | tape::TEXT_BYTES | tape::TEXT_BROKEN | tape::NAME)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::issue::DEEPEST;
    use super::super::schema::{ALL_TABLES, CompiledSchema};
    use super::super::testing::{brief, issues_of};
    use super::Mode;
    use crate::tables::PackedType;

    const STRUCTURE: Mode = Mode { lenient: false, rules: false, local_time: false };
    const LENIENT: Mode = Mode { lenient: true, rules: false, local_time: false };

    fn seed_cross_post() -> Value {
        json!({
            "content": "New tutorial out now!",
            "platforms": [
                { "platform": "tiktok", "accountId": "tt_321" },
                { "platform": "youtube", "accountId": "yt_789",
                  "platformSpecificData": { "title": "New Tutorial", "privacyStatus": "public" } },
                { "platform": "instagram", "accountId": "ig_456" }
            ],
            "mediaItems": [{ "type": "video", "url": "https://cdn.example.com/vertical.mp4" }],
            "publishNow": true
        })
    }

    fn tiktok(options: Value) -> Value {
        let target = json!({ "platform": "tiktok", "accountId": "a", "platformSpecificData": options });
        json!({ "content": "", "platforms": [target] })
    }

    #[test]
    fn the_seeds_video_post_is_valid() {
        let post = json!({
            "content": "Quick tutorial! #coding #devtips",
            "platforms": [{ "platform": "tiktok", "accountId": "tt_321" }],
            "mediaItems": [{ "type": "video", "url": "https://cdn.example.com/video.mp4" }],
            "publishNow": true
        });
        assert_eq!(brief(&post, STRUCTURE), [""; 0]);
    }

    #[test]
    fn the_eleven_tiktok_options_of_the_documentation_are_valid() {
        let options = json!({
            "privacyLevel": "PUBLIC_TO_EVERYONE", "disableComment": false, "disableDuet": false, "disableStitch": false,
            "brandContentToggle": false, "brandOrganicToggle": false, "isAigc": false, "videoCoverTimestampMs": 1000,
            "autoAddMusic": true, "photoCoverIndex": 0, "draft": false
        });
        assert_eq!(brief(&tiktok(options), STRUCTURE), [""; 0]);
    }

    #[test]
    fn an_old_name_is_refused_with_its_new_one() {
        let issues = issues_of(&seed_cross_post(), STRUCTURE);
        assert_eq!(issues.len(), 1);
        assert_eq!(issues[0].code, "renamed_key");
        assert_eq!(issues[0].path, "platforms.1.platformSpecificData.privacyStatus");
        assert_eq!(issues[0].names, ["visibility"]);
        assert_eq!((issues[0].platform, issues[0].target), (Some("youtube"), Some(1)));
        assert!(!issues[0].warning);
    }

    #[test]
    fn older_tiktok_switches_are_renamed() {
        let switches = [
            ("commentDisabled", "disableComment"),
            ("duetDisabled", "disableDuet"),
            ("stitchDisabled", "disableStitch"),
        ];
        for (old, new) in switches {
            let issues = issues_of(&tiktok(json!({ old: true })), STRUCTURE);
            assert_eq!(issues.len(), 1);
            assert_eq!(issues[0].code, "renamed_key");
            assert_eq!(issues[0].names, [new]);
            assert_eq!(brief(&tiktok(json!({ new: true })), STRUCTURE), [""; 0]);
        }
    }

    #[test]
    fn issues_of_an_old_names_value_are_reported_at_once() {
        let post = json!({ "content": "x", "platforms": [{ "platform": "twitter", "accountId": "a" }],
            "scheduledAt": "2026-12-24T18:00:00" });
        let strict = Mode { lenient: false, rules: true, local_time: false };
        let codes =
            |mode| -> Vec<_> { issues_of(&post, mode).into_iter().map(|issue| (issue.code, issue.warning)).collect() };
        assert_eq!(codes(strict), [("renamed_key".to_owned(), false), ("format.date_time".to_owned(), false)]);
        assert_eq!(codes(STRUCTURE), [("renamed_key".to_owned(), false)]);
    }

    #[test]
    fn lenient_reads_an_old_name_as_the_new_one() {
        let issues = issues_of(&seed_cross_post(), LENIENT);
        assert_eq!(issues.len(), 1);
        assert!(issues[0].warning);
        let mut post = seed_cross_post();
        post["platforms"][1]["platformSpecificData"]["privacyStatus"] = json!("everyone");
        assert_eq!(
            brief(&post, LENIENT),
            [
                "enum platforms.1.platformSpecificData.privacyStatus",
                "renamed_key platforms.1.platformSpecificData.privacyStatus"
            ]
        );
    }

    #[test]
    fn every_old_name_is_refused_with_its_new_one_and_read_as_it_when_lenient() {
        for (platform, options, path, new) in [
            ("tiktok", json!({ "commentDisabled": true }), "commentDisabled", "disableComment"),
            ("tiktok", json!({ "duetDisabled": true }), "duetDisabled", "disableDuet"),
            ("tiktok", json!({ "stitchDisabled": true }), "stitchDisabled", "disableStitch"),
            (
                "twitter",
                json!({ "poll": { "options": ["a", "b"], "duration_minutes": 60 } }),
                "poll.duration_minutes",
                "durationMinutes",
            ),
        ] {
            let post = json!({ "content": "", "platforms": [
                { "platform": platform, "accountId": "a", "platformSpecificData": options }] });
            let issues = issues_of(&post, STRUCTURE);
            assert_eq!(issues[0].code, "renamed_key");
            assert_eq!(issues[0].path, format!("platforms.0.platformSpecificData.{path}"));
            assert_eq!(issues[0].names, [new]);
            assert!(!issues[0].warning);
            let issues = issues_of(&post, LENIENT);
            assert_eq!(issues.len(), 1);
            assert!(issues[0].warning);
        }
    }

    #[test]
    fn lenient_refuses_an_old_name_together_with_the_new_one() {
        let mut post = seed_cross_post();
        post["platforms"][1]["platformSpecificData"]["visibility"] = json!("private");
        let issues = issues_of(&post, LENIENT);
        assert_eq!(issues.len(), 1);
        assert_eq!(issues[0].path, "platforms.1.platformSpecificData.privacyStatus");
        assert!(!issues[0].warning);
    }

    #[test]
    fn a_retired_value_is_refused_with_a_hint_and_dropped_when_lenient() {
        let post = json!({ "content": "", "platforms": [
            { "platform": "twitter", "accountId": "a", "platformSpecificData": { "replySettings": "everyone" } }] });
        let path = "retired_value platforms.0.platformSpecificData.replySettings";
        assert_eq!(brief(&post, STRUCTURE), [path]);
        assert_eq!(brief(&post, LENIENT), [path]);
        assert!(issues_of(&post, LENIENT)[0].warning);
        assert!(!issues_of(&post, STRUCTURE)[0].warning);
    }

    #[test]
    fn every_issue_is_found_not_only_the_first() {
        let post = json!({
            "conten": "a", "mediaItems": [{ "type": "audio", "url": "nowhere" }, 7],
            "platforms": [
                { "platform": "pinterest", "accountId": 5, "platformSpecificData": { "title": "x".repeat(101) } },
                { "platform": "myspace", "accountId": "a" }, { "accountId": "b" }, "bluesky"
            ],
            "publishNow": "yes", "scheduledFor": "2026-12-24T18:00:00"
        });
        assert_eq!(
            brief(&post, STRUCTURE),
            [
                "unknown_key conten",
                "enum mediaItems.0.type",
                "format.uri mediaItems.0.url",
                "type mediaItems.1",
                "type platforms.0.accountId",
                "too_long platforms.0.platformSpecificData.title",
                "required platforms.0.platformSpecificData.boardId",
                "unknown_platform platforms.1.platform",
                "required platforms.2.platform",
                "type platforms.3",
                "type publishNow",
                "format.date_time scheduledFor",
                "required content",
            ]
        );
    }

    #[test]
    fn lengths_are_code_points() {
        let title = |length: usize| {
            json!({ "content": "", "platforms": [{ "platform": "youtube", "accountId": "a",
                "platformSpecificData": { "title": "\u{1F600}".repeat(length) } }] })
        };
        assert_eq!(brief(&title(100), STRUCTURE), [""; 0]);
        let issues = issues_of(&title(101), STRUCTURE);
        assert_eq!((issues[0].limit, issues[0].actual), (Some(100.0), Some(101.0)));
    }

    #[test]
    fn a_list_of_unique_items_names_the_index_of_a_repeat() {
        let post = json!({ "content": "", "platforms": [{ "platform": "instagram", "accountId": "a",
            "platformSpecificData": { "collaborators": ["anna", "ben", "anna"] } }] });
        let issues = issues_of(&post, STRUCTURE);
        assert_eq!(issues[0].code, "duplicate_items");
        assert_eq!(issues[0].actual, Some(2.0));
    }

    #[test]
    fn the_root_must_be_an_object() {
        for post in [json!(null), json!([]), json!("post"), json!(3)] {
            assert_eq!(brief(&post, STRUCTURE), ["type "]);
        }
    }

    #[test]
    fn nul_is_a_warning_among_the_rules_only() {
        let post = tiktok(json!({ "description": "a\u{0}b" }));
        assert_eq!(brief(&post, STRUCTURE), [""; 0]);
        let issues = issues_of(&post, Mode { lenient: false, rules: true, local_time: false });
        assert!(issues.iter().any(|issue| issue.code == "text.nul" && issue.warning));
    }

    /// The most segments of a path into values of a kind.
    fn depth(schema: &CompiledSchema, kind: u32) -> usize {
        match schema.kind(kind) {
            PackedType::Nullable(inner) => depth(schema, inner),
            PackedType::List { items, .. } => 1 + depth(schema, items),
            PackedType::Object(shape) => depth_of_object(schema, shape),
            PackedType::Tagged { shapes, .. } => {
                shapes.iter().map(|shape| depth_of_object(schema, *shape)).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    fn depth_of_object(schema: &CompiledSchema, shape: u32) -> usize {
        let slots = schema.object_shape(shape).into_iter().flat_map(|shape| &shape.fields);
        1 + slots.map(|slot| depth(schema, slot.kind)).max().unwrap_or(0)
    }

    #[test]
    fn every_path_has_room() {
        let schema = CompiledSchema::new(ALL_TABLES);
        let deepest = (0..1000).map(|shape| depth_of_object(&schema, shape)).max().unwrap_or(0);
        assert!((8..DEEPEST).contains(&deepest), "{deepest}");
    }

    /// The fields seen are bits of one word.
    #[test]
    fn no_object_has_more_fields_than_the_bit_set_holds() {
        let schema = CompiledSchema::new(ALL_TABLES);
        for root in 0..1000 {
            assert!(schema.root(root).is_none_or(|shape| shape.fields.len() < 64));
        }
        for shape in 0..1000 {
            assert!(schema.object_shape(shape).is_none_or(|shape| shape.fields.len() < 64));
        }
    }
}
