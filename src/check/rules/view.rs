//! What the rules look at: the post on the tape, taken apart once.
//!
//! Only what has the right type is there. The structure has spoken about the rest, and a rule that judged it would
//! report the same mistake a second time.

use std::rc::Rc;

use crate::api::rule::{ANY, KINDS, Kinds};
use crate::check::index::{Index, Kind, Shape};
use crate::check::issue::KEY_SEGMENT;
use crate::check::tape::{self, Head, Tape};

/// More fields than any object of the post has.
pub(super) const MOST_FIELDS: usize = 16;

/// More targets, or posts of a thread, than anybody has are not judged: the rest of such a post says nothing new.
const MOST_JUDGED: usize = 500;

/// The places of fields in the tables; a test holds them to it.
pub(super) mod field {
    pub(crate) const CONTENT: usize = 0;
    pub(crate) const MEDIA: usize = 1;
    pub(crate) const TARGETS: usize = 2;
    pub(crate) const ACCOUNT: usize = 1;
    pub(crate) const TARGET_CONTENT: usize = 2;
    pub(crate) const OPTIONS: usize = 3;
    pub(crate) const KIND: usize = 0;
    pub(crate) const URL: usize = 1;
    pub(crate) const THUMBNAIL: usize = 2;
    pub(crate) const ITEM_CONTENT: usize = 0;
    pub(crate) const ITEM_MEDIA: usize = 1;
}

/// A way to a value.
#[derive(Clone, Copy)]
pub(super) struct Path {
    segments: [u32; 8],
    length: usize,
}

impl Path {
    pub(super) const ROOT: Self = Self { segments: [0; 8], length: 0 };

    pub(super) fn item(mut self, index: u32) -> Self {
        if let Some(segment) = self.segments.get_mut(self.length) {
            *segment = index;
            self.length = self.length.wrapping_add(1);
        }
        self
    }

    pub(super) fn key(self, name: u32) -> Self {
        self.item(name | KEY_SEGMENT)
    }

    pub(super) fn segments(&self) -> &[u32] {
        self.segments.get(..self.length).unwrap_or(&[])
    }
}

/// The fields of an object by their places: the key each was given under, and where its value is.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    keys: [u32; MOST_FIELDS],
    values: [u32; MOST_FIELDS],
}

impl Fields {
    pub(super) const NONE: Self = Self { keys: [0; MOST_FIELDS], values: [0; MOST_FIELDS] };

    /// The key of a field and the place of its value, where it is given.
    pub(super) fn get(&self, place: usize) -> Option<(u32, usize)> {
        match (self.keys.get(place), self.values.get(place)) {
            (Some(key), Some(value)) if *value != 0 => Some((*key, *value as usize)),
            _ => None,
        }
    }
}

/// A text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) units: u32,
    pub(super) path: Path,
}

/// An attachment.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) kind: Kinds,
    pub(super) url: Option<&'a str>,
    pub(super) thumbnail: Option<&'a str>,
}

/// Text and attachments that are published together.
#[derive(Clone)]
pub(super) struct Part<'a> {
    /// None where it is no text.
    pub(super) text: Option<Piece<'a>>,
    /// None where it is no list of attachments.
    pub(super) media: Option<Rc<[Item<'a>]>>,
    /// How many there are of each kind.
    pub(super) counts: [u32; KINDS.len()],
    pub(super) media_path: Path,
}

/// An account to publish to.
pub(super) struct Target {
    pub(super) index: u32,
    pub(super) platform: usize,
    pub(super) name: u32,
    pub(super) path: Path,
    pub(super) fields: Fields,
    pub(super) options_path: Path,
    /// None where they are no object; empty where there are none.
    pub(super) options: Option<Fields>,
}

/// Reads values from the tape by way of the index.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) index: &'a Index,
    pub(super) tape: Tape<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn head(self, at: usize) -> Head {
        self.tape.seek(at).head()
    }

    /// The string at a place.
    pub(super) fn text(self, at: usize) -> Option<(&'a str, u32)> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        match head.tag {
            tape::NAME => {
                let name = self.index.text(head.payload);
                Some((name, name.len() as u32))
            }
            tape::TEXT_BYTES | tape::TEXT_BROKEN => {
                core::str::from_utf8(tape.text()).ok().map(|text| (text, head.payload))
            }
            _ => None,
        }
    }

    pub(super) fn number(self, at: usize) -> Option<f64> {
        let mut tape = self.tape.seek(at);
        (tape.head().tag == tape::NUMBER).then(|| tape.number())
    }

    /// The places of a list's items.
    pub(super) fn items(self, at: usize) -> Option<Vec<usize>> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        if head.tag != tape::LIST {
            return None;
        }
        tape.word();
        let mut items = Vec::new();
        for _ in 0..head.payload {
            if tape.at_end() {
                break;
            }
            items.push(tape.position());
            let item = tape.head();
            tape.skip(item);
        }
        Some(items)
    }

    /// The fields of an object. An old name stands for the new one, unless that is there too.
    pub(super) fn fields(self, at: usize, shape: &Shape) -> Option<Fields> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        if head.tag != tape::OBJECT {
            return None;
        }
        tape.word();
        let mut fields = Fields::NONE;
        for _ in 0..head.payload {
            if tape.at_end() {
                break;
            }
            let key = tape.word();
            let position = tape.position();
            let value = tape.head();
            tape.skip(value);
            if value.tag == tape::UNDEFINED || key & tape::UNKNOWN_KEY != 0 {
                continue;
            }
            let (place, old) = match shape.place(key) {
                Some(place) => (place, false),
                None => match shape.renamed_to(key).and_then(|name| shape.place(name)) {
                    Some(place) => (place, true),
                    None => continue,
                },
            };
            if let (Some(slot_key), Some(slot)) = (fields.keys.get_mut(place), fields.values.get_mut(place))
                && (!old || *slot == 0)
            {
                *slot_key = key;
                *slot = position as u32;
            }
        }
        Some(fields)
    }

    /// The object behind a field's type, through lists.
    pub(super) fn inner(self, shape: &'a Shape, place: usize) -> Option<&'a Kind> {
        let kind = self.index.kind(shape.slots.get(place)?.kind)?;
        match kind {
            Kind::List { items, .. } => self.index.kind(*items),
            _ => Some(kind),
        }
    }

    /// The shape of a field's object, or of the objects in its list.
    pub(super) fn object(self, shape: &'a Shape, place: usize) -> Option<&'a Shape> {
        match self.inner(shape, place)? {
            Kind::Object(shape) => self.index.object_shape(*shape),
            _ => None,
        }
    }

    /// Text and attachments of an object that has both.
    pub(super) fn part(self, fields: &Fields, path: Path, shape: &'a Shape, content: usize, media: usize) -> Part<'a> {
        let text = fields
            .get(content)
            .and_then(|(key, at)| self.text(at).map(|(text, units)| Piece { text, units, path: path.key(key) }));
        let media_path = match (fields.get(media), shape.slots.get(media)) {
            (Some((key, _)), _) => path.key(key),
            (None, Some(slot)) => path.key(slot.key),
            (None, None) => path,
        };
        let media: Option<Rc<[Item<'a>]>> = match (fields.get(media), self.object(shape, media)) {
            (None, _) => Some(Rc::new([])),
            (Some((_, at)), Some(item)) => self.media(at, item),
            (Some(_), None) => None,
        };
        let mut counts = [0u32; KINDS.len()];
        for item in media.as_deref().unwrap_or(&[]) {
            for (place, count) in (0u32..).zip(&mut counts) {
                *count = count.wrapping_add(u32::from(item.kind).wrapping_shr(place) & 1);
            }
        }
        Part { text, media, counts, media_path }
    }

    fn media(self, at: usize, shape: &Shape) -> Option<Rc<[Item<'a>]>> {
        let items = self.items(at)?;
        items
            .iter()
            .map(|at| {
                let fields = self.fields(*at, shape)?;
                let text = |place| fields.get(place).and_then(|(_, at)| self.text(at)).map(|(text, _)| text);
                let kind = text(field::KIND).and_then(kind_of)?;
                Some(Item { kind, url: text(field::URL), thumbnail: text(field::THUMBNAIL) })
            })
            .collect()
    }

    /// The targets whose platform is known.
    pub(super) fn targets(self, fields: &Fields, post: &'a Shape) -> Vec<Target> {
        let mut targets = Vec::new();
        let (Some((key, at)), Some(Kind::Tagged { tag, variants, .. })) =
            (fields.get(field::TARGETS), self.inner(post, field::TARGETS))
        else {
            return targets;
        };
        for (index, at) in (0u32..).zip(self.items(at).unwrap_or_default()).take(MOST_JUDGED) {
            // All shapes of a target have their common fields at the same places.
            let Some(shape) = variants.first().and_then(|(_, shape)| self.index.object_shape(*shape)) else { break };
            let Some(fields) = self.fields(at, shape) else { continue };
            let Some((_, at)) = shape.place(*tag).and_then(|place| fields.get(place)) else { continue };
            let Head { tag: tape::NAME, payload: name } = self.head(at) else { continue };
            let Some(platform) = variants.iter().position(|(variant, _)| *variant == name) else { continue };
            let Some(shape) = variants.get(platform).and_then(|(_, shape)| self.index.object_shape(*shape)) else {
                continue;
            };
            let path = Path::ROOT.key(key).item(index);
            let options_path = shape.slots.get(field::OPTIONS).map_or(path, |slot| path.key(slot.key));
            let options = match (fields.get(field::OPTIONS), self.object(shape, field::OPTIONS)) {
                (None, _) => Some(Fields::NONE),
                (Some((_, at)), Some(shape)) => self.fields(at, shape),
                (Some(_), None) => None,
            };
            targets.push(Target { index, platform, name, path, fields, options_path, options });
        }
        targets
    }

    /// The shape of a target's options.
    pub(super) fn options_shape(self, post: &'a Shape, platform: usize) -> Option<&'a Shape> {
        let Kind::Tagged { variants, .. } = self.inner(post, field::TARGETS)? else { return None };
        let (_, shape) = variants.get(platform)?;
        self.object(self.index.object_shape(*shape)?, field::OPTIONS)
    }

    /// The later posts of a thread.
    pub(super) fn thread(self, options: &Fields, path: Path, shape: &'a Shape, place: usize) -> Vec<Part<'a>> {
        let (Some((key, at)), Some(shape)) = (options.get(place), self.object(shape, place)) else { return Vec::new() };
        let path = path.key(key);
        let items = self.items(at).unwrap_or_default();
        (0u32..)
            .zip(items)
            .take(MOST_JUDGED)
            .filter_map(|(index, at)| {
                let fields = self.fields(at, shape)?;
                Some(self.part(&fields, path.item(index), shape, field::ITEM_CONTENT, field::ITEM_MEDIA))
            })
            .collect()
    }
}

fn kind_of(name: &str) -> Option<Kinds> {
    let place = KINDS.iter().position(|kind| *kind == name)?;
    Some(1u8.wrapping_shl(place as u32) & ANY)
}
