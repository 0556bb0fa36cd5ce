//! Reads the values of a post from the tape, by way of the schema.
//!
//! Only values of the right type are read. The structure reports the rest, and a rule that looked at it would report the
//! same mistake a second time.

use crate::check::issue::{Issues, KEY_SEGMENT, Step};
use crate::check::tape::{self, Head, Tape};
use crate::rules::needs::{self, MAX_OPTIONS};
use crate::tables::{CompiledSchema, Shape};

/// The location of an issue: a value on the tape, and up to two keys below it that may not be there.
#[derive(Clone, Copy)]
pub(super) struct IssueLocation {
    at: u32,
    /// Each plus one; 0 for none.
    keys: [u16; 2],
}

impl IssueLocation {
    pub(super) const fn of(at: usize) -> Self {
        Self { at: at as u32, keys: [0; 2] }
    }

    pub(super) const fn key(self, name: u32) -> Self {
        let [first, second] = self.keys;
        let key = (name as u16).wrapping_add(1);
        Self { at: self.at, keys: if first == 0 { [key, second] } else { [first, key] } }
    }
}

/// The positions of the values of an object's fields, by the indexes of the fields.
pub(super) struct Fields {
    /// 0 for a field that is left out.
    values: [u32; MAX_OPTIONS],
    /// The options that are given, as bits of [`needs`].
    pub(super) given: u32,
}

impl Fields {
    pub(super) const NONE: Self = Self { values: [0; MAX_OPTIONS], given: 0 };

    /// The position of the value of a field, if it is given.
    pub(super) fn get(&self, index: usize) -> Option<usize> {
        match self.values.get(index) {
            None | Some(0) => None,
            Some(value) => Some(*value as usize),
        }
    }
}

/// A text and its position.
#[derive(Clone, Copy)]
pub(super) struct TextRef<'a> {
    pub(super) text: &'a [u8],
    /// Its UTF-16 units.
    pub(super) units: u32,
    pub(super) at: usize,
}

/// Reads values from the tape.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) schema: &'a CompiledSchema,
    pub(super) tape: Tape<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn head(&self, at: usize) -> Head {
        self.tape.seek(at).head()
    }

    /// The text at a position.
    #[inline(never)]
    pub(super) fn text(&self, at: usize) -> Option<TextRef<'a>> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        match head.tag {
            tape::NAME => {
                let text = self.schema.text(head.payload);
                Some(TextRef { text, units: text.len() as u32, at })
            }
            tape::TEXT_BYTES | tape::TEXT_BROKEN => Some(TextRef { text: tape.text(), units: head.payload, at }),
            _ => None,
        }
    }

    /// The text of a field.
    pub(super) fn text_of(&self, fields: &Fields, index: usize) -> Option<TextRef<'a>> {
        self.text(fields.get(index)?)
    }

    pub(super) fn number(&self, at: usize) -> Option<f64> {
        let mut tape = self.tape.seek(at);
        (tape.head().tag == tape::NUMBER).then(|| tape.number())
    }

    /// The items of the list at a position.
    #[inline(never)]
    pub(super) fn items(&self, at: usize) -> Option<Items<'a>> {
        let mut tape = self.tape.seek(at);
        let head = tape.head();
        tape.word();
        (head.tag == tape::LIST).then_some(Items { tape, next: 0, count: head.payload })
    }

    /// The text at a position, or the texts of the list there. None without a position.
    #[inline(never)]
    pub(super) fn texts(&self, at: Option<usize>) -> Texts<'a> {
        Texts { reader: *self, whole: at.and_then(|at| self.text(at)), items: at.and_then(|at| self.items(at)) }
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
            let Some(index) = shape.index(renamed.unwrap_or(key)) else { continue };
            if let Some(value) = fields.values.get_mut(index)
                && (renamed.is_none() || *value == 0)
            {
                *value = position as u32;
                fields.given |= needs::option(index as u8);
            }
        }
        Some(fields)
    }

    /// The location of a field, whether it is given or not, of the object at a location.
    pub(super) fn location_of(
        &self,
        fields: &Fields,
        index: usize,
        object: IssueLocation,
        shape: &Shape,
    ) -> IssueLocation {
        match (fields.get(index), shape.fields.get(index)) {
            (Some(at), _) => IssueLocation::of(at),
            (None, Some(field)) => object.key(field.key),
            (None, None) => object,
        }
    }

    /// Steps to a location, through the values around it.
    #[inline(never)]
    pub(super) fn go_to(&self, location: IssueLocation, issues: &mut Issues) {
        let wanted = location.at as usize;
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
            let around = (first..head.payload).find_map(|index| {
                let segment = if head.tag == tape::OBJECT { tape.word() | KEY_SEGMENT } else { index };
                let position = tape.position();
                let value = tape.head();
                tape.skip(value);
                (tape.position() > wanted).then_some((segment, position))
            });
            let Some((segment, position)) = around else { break };
            if head.tag == tape::LIST
                && let Some(step) = issues.step()
            {
                *step = Step { list: here as u32, item: segment, position: position as u32 };
            }
            issues.enter(segment);
            here = position;
        }
        for key in location.keys {
            if let Some(name) = key.checked_sub(1) {
                issues.enter_key(u32::from(name));
            }
        }
    }
}

/// The items of a list: the index of each, and its position.
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
pub(super) struct Texts<'a> {
    reader: Reader<'a>,
    whole: Option<TextRef<'a>>,
    items: Option<Items<'a>>,
}

impl<'a> Iterator for Texts<'a> {
    type Item = TextRef<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<TextRef<'a>> {
        if let Some(whole) = self.whole.take() {
            return Some(whole);
        }
        loop {
            let (_, at) = self.items.as_mut()?.next()?;
            if let Some(text) = self.reader.text(at) {
                return Some(text);
            }
        }
    }
}
