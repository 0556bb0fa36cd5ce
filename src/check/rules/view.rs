//! What the rules look at: the post on the tape, taken apart once.
//!
//! Only what has the right type is there. The structure has spoken about the rest, and a rule that judged it would
//! report the same mistake a second time.

use crate::api::packed::need;
use crate::api::rule::{KINDS, Kinds};
use crate::check::index::{Index, Kind, Shape};
use crate::check::issue::{Issues, KEY_SEGMENT, Step};
use crate::check::tape::{self, Head, Tape};

/// More fields than any object of the post has.
pub(super) const MOST_FIELDS: usize = 16;

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

/// More targets, or posts of a thread, are not judged: nobody has a hundredth of that.
pub(super) const MOST_JUDGED: usize = 10_000;

/// Where an issue points: a value on the tape, and up to two keys below it that may not be there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    at: u32,
    /// Each plus one; 0 for none.
    keys: [u16; 2],
}

impl Place {
    pub(super) const fn of(at: usize) -> Self {
        Self { at: at as u32, keys: [0; 2] }
    }

    pub(super) const fn key(self, name: u32) -> Self {
        let [first, second] = self.keys;
        let key = (name as u16).wrapping_add(1);
        Self { at: self.at, keys: if first == 0 { [key, second] } else { [first, key] } }
    }
}

/// Where the values of an object's fields are, by the places of the fields.
pub(super) struct Fields {
    /// 0 for what is not given.
    values: [u32; MOST_FIELDS],
    /// The options that are given, as bits of `crate::api::packed::need`.
    pub(super) given: u32,
}

impl Fields {
    const NONE: Self = Self { values: [0; MOST_FIELDS], given: 0 };

    /// Where the value of a field is, if it is given.
    pub(super) fn get(&self, place: usize) -> Option<usize> {
        match self.values.get(place) {
            None | Some(0) => None,
            Some(value) => Some(*value as usize),
        }
    }
}

/// A text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a [u8],
    pub(super) units: u32,
    pub(super) at: usize,
}

/// An attachment.
pub(super) struct Item<'a> {
    pub(super) place: Place,
    pub(super) kind: Kinds,
    pub(super) url: Option<&'a [u8]>,
    pub(super) thumbnail: Option<&'a [u8]>,
}

/// What is attached.
pub(super) struct Media<'a> {
    /// Whether it is a list of attachments, or none at all.
    pub(super) is_known: bool,
    pub(super) items: Vec<Item<'a>>,
    /// The shape of an item.
    pub(super) shape: Option<&'a Shape>,
    /// The number of the first item's file, as `super::circumstances` numbers them.
    pub(super) files: u32,
    /// The first video of whose file something is known, among the items.
    pub(super) film: Option<usize>,
    /// How many there are of each kind.
    counts: [u32; KINDS.len()],
    pub(super) place: Place,
}

impl Media<'_> {
    /// How many there are of these kinds.
    #[inline(never)]
    pub(super) fn count(&self, kinds: u32) -> u32 {
        let mut sum = 0u32;
        for (place, count) in (0u32..).zip(&self.counts) {
            if kinds.wrapping_shr(place) & 1 != 0 {
                sum = sum.wrapping_add(*count);
            }
        }
        sum
    }
}

/// An account to publish to.
pub(super) struct Target<'a> {
    pub(super) index: u32,
    pub(super) platform: usize,
    pub(super) name: u32,
    pub(super) at: usize,
    /// True if a target before it has the same platform and account.
    pub(super) is_repeated: bool,
    pub(super) fields: Fields,
    pub(super) options_place: Place,
    pub(super) options: Fields,
    pub(super) options_shape: &'a Shape,
}

/// Reads values from the tape by way of the index.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) index: &'a Index,
    pub(super) tape: Tape<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn head(&self, at: usize) -> Head {
        self.tape.seek(at).head()
    }

    /// The string at a place, and its UTF-16 units.
    #[inline(never)]
    pub(super) fn text(&self, at: usize) -> Option<(&'a [u8], u32)> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        match head.tag {
            tape::NAME => {
                let name = self.index.text(head.payload);
                Some((name, name.len() as u32))
            }
            tape::TEXT_BYTES | tape::TEXT_BROKEN => Some((tape.text(), head.payload)),
            _ => None,
        }
    }

    /// The string of a field.
    pub(super) fn piece(&self, fields: &Fields, place: usize) -> Option<Piece<'a>> {
        self.piece_at(fields.get(place)?)
    }

    fn piece_at(&self, at: usize) -> Option<Piece<'a>> {
        self.text(at).map(|(text, units)| Piece { text, units, at })
    }

    fn text_of(&self, fields: &Fields, place: usize) -> Option<&'a [u8]> {
        fields.get(place).and_then(|at| self.text(at)).map(|(text, _)| text)
    }

    /// Where a field is, or would be in an object at that place.
    pub(super) fn place_of(&self, fields: &Fields, place: usize, object: Place, shape: &Shape) -> Place {
        match (fields.get(place), shape.slots.get(place)) {
            (Some(at), _) => Place::of(at),
            (None, Some(slot)) => object.key(slot.key),
            (None, None) => object,
        }
    }

    /// Steps to a place, by way of the values that hold it.
    #[inline(never)]
    pub(super) fn go_to(&self, place: Place, issues: &mut Issues) {
        let wanted = place.at as usize;
        let mut here = 0;
        while here != wanted {
            let mut tape = self.tape.seek(here);
            let head = tape.head();
            tape.word();
            let mut first = 0;
            if head.tag == tape::LIST
                && let Some(step) = issues.step().filter(|step| step.list as usize == here)
                && step.position as usize <= wanted
            {
                first = step.item;
                tape = tape.seek(step.position as usize);
            }
            let held = (first..head.payload).find_map(|index| {
                let segment = if head.tag == tape::OBJECT { tape.word() | KEY_SEGMENT } else { index };
                let position = tape.position();
                let value = tape.head();
                tape.skip(value);
                (tape.position() > wanted).then_some((segment, position))
            });
            let Some((segment, position)) = held else { break };
            if head.tag == tape::LIST
                && let Some(step) = issues.step()
            {
                *step = Step { list: here as u32, item: segment, position: position as u32 };
            }
            issues.enter(segment);
            here = position;
        }
        for key in place.keys {
            if let Some(name) = key.checked_sub(1) {
                issues.enter_key(u32::from(name));
            }
        }
    }

    pub(super) fn number(&self, at: usize) -> Option<f64> {
        let mut tape = self.tape.seek(at);
        (tape.head().tag == tape::NUMBER).then(|| tape.number())
    }

    /// The places of a list's items.
    #[inline(never)]
    pub(super) fn items(&self, at: usize) -> Option<Items<'a>> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        tape.word();
        (head.tag == tape::LIST).then_some(Items { tape, next: 0, count: head.payload })
    }

    /// The text at a place, or the texts of the list there.
    pub(super) fn pieces(&self, at: usize) -> Pieces<'a> {
        Pieces { reader: *self, whole: self.piece_at(at), items: self.items(at) }
    }

    /// The fields of an object. An old name stands for the new one, unless that is there too.
    #[inline(never)]
    pub(super) fn fields(&self, at: usize, shape: &Shape) -> Option<Fields> {
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
            if value.tag == tape::UNDEFINED {
                continue;
            }
            let renamed = shape.renamed_to(key);
            let Some(place) = shape.place(renamed.unwrap_or(key)) else { continue };
            if let Some(value) = fields.values.get_mut(place)
                && (renamed.is_none() || *value == 0)
            {
                *value = position as u32;
                fields.given |= need::OPTION.wrapping_shl(place as u32);
            }
        }
        Some(fields)
    }

    /// The shape of a field's object, or of the objects in its list.
    pub(super) fn object(&self, shape: &'a Shape, place: usize) -> Option<&'a Shape> {
        self.index.field_shape(shape, place)
    }

    /// What is attached to an object.
    #[inline(never)]
    pub(super) fn media(
        &self,
        fields: &Fields,
        place: usize,
        object: Place,
        shape: &'a Shape,
        files: u32,
    ) -> Media<'a> {
        let list = self.place_of(fields, place, object, shape);
        let shape = self.object(shape, place);
        let mut media = Media {
            is_known: true,
            items: Vec::new(),
            shape,
            files,
            film: None,
            counts: [0; KINDS.len()],
            place: list,
        };
        let (Some(at), Some(item)) = (fields.get(place), shape) else { return media };
        let items = self.items(at);
        media.is_known = items.is_some();
        for (_, at) in items.into_iter().flatten() {
            let fields = self.fields(at, item);
            let name = fields.as_ref().and_then(|fields| self.text_of(fields, field::KIND));
            let place = KINDS.iter().position(|kind| Some(kind.as_bytes()) == name);
            let (Some(fields), Some(count)) = (fields, place.and_then(|place| media.counts.get_mut(place))) else {
                // What has an item that cannot be read is not judged at all.
                return Media { is_known: false, items: Vec::new(), counts: [0; KINDS.len()], ..media };
            };
            *count = count.wrapping_add(1);
            let kind = 1u8.wrapping_shl(place.unwrap_or(0) as u32);
            let [url, thumbnail] = [field::URL, field::THUMBNAIL].map(|place| self.text_of(&fields, place));
            media.items.push(Item { place: Place::of(at), kind, url, thumbnail });
        }
        media
    }

    /// The targets whose platform is known and whose options are none or an object.
    pub(super) fn targets(&self, fields: &Fields, post: &'a Shape) -> Vec<Target<'a>> {
        let mut targets = Vec::new();
        let Some(at) = fields.get(field::TARGETS) else { return targets };
        let kind = post.slots.get(field::TARGETS).map(|slot| self.index.inner(slot.kind));
        let Some(Kind::Tagged { tag, names, shapes }) = kind else { return targets };
        for (index, at) in self.items(at).into_iter().flatten().take(MOST_JUDGED) {
            targets.extend(self.target(index, at, tag, names, shapes));
        }
        targets
    }

    fn target(&self, index: u32, at: usize, tag: u32, names: &[u32], shapes: &[u32]) -> Option<Target<'a>> {
        // All shapes of a target have their common fields at the same places.
        let shape = self.index.object_shape(*shapes.first()?)?;
        let fields = self.fields(at, shape)?;
        let named = fields.get(shape.place(tag)?)?;
        let Head { tag: tape::NAME, payload: name } = self.head(named) else { return None };
        let platform = names.iter().position(|known| *known == name)?;
        let shape = self.index.object_shape(*shapes.get(platform)?)?;
        let options_place = self.place_of(&fields, field::OPTIONS, Place::of(at), shape);
        let options_shape = self.object(shape, field::OPTIONS)?;
        let options = match fields.get(field::OPTIONS) {
            None => Fields::NONE,
            Some(at) => self.fields(at, options_shape)?,
        };
        let is_repeated = false;
        Some(Target { index, platform, name, at, is_repeated, fields, options_place, options, options_shape })
    }
}

/// The items of a list: the number of each, and where it is.
#[derive(Clone, Copy)]
pub(super) struct Items<'a> {
    tape: Tape<'a>,
    next: u32,
    pub(super) count: u32,
}

impl Iterator for Items<'_> {
    type Item = (u32, usize);

    #[inline(never)]
    fn next(&mut self) -> Option<(u32, usize)> {
        let index = self.next;
        if index >= self.count || self.tape.at_end() {
            return None;
        }
        self.next = index.wrapping_add(1);
        let position = self.tape.position();
        let item = self.tape.head();
        self.tape.skip(item);
        Some((index, position))
    }
}

/// A text, or the texts of a list.
pub(super) struct Pieces<'a> {
    reader: Reader<'a>,
    whole: Option<Piece<'a>>,
    items: Option<Items<'a>>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(whole) = self.whole.take() {
            return Some(whole);
        }
        loop {
            let (_, at) = self.items.as_mut()?.next()?;
            if let Some(piece) = self.reader.piece_at(at) {
                return Some(piece);
            }
        }
    }
}
