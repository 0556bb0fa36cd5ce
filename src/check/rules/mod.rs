//! Holds a post against the rules that are only prose.
//!
//! The rules are rows in the files of [`crate::api`], packed for the wasm files and read by [`row`]. [`view`] takes the
//! post apart, [`look`] knows what texts must look like, [`circumstances`] what the caller knows beside the post;
//! [`measure`] holds the one against the other. Here is which rules a post is held against, and when.

pub mod circumstances;
pub mod counter;
#[cfg(any(test, feature = "docs"))]
mod list;
mod look;
mod measure;
pub(super) mod row;
mod view;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod tests;

#[cfg(any(test, feature = "docs"))]
pub use list::{all, code};

use crate::api::packed::{at, need, when};
use crate::api::post::THREAD_ITEMS;
use crate::api::rule::ANY;
use crate::text;

use super::index::{Index, POST_ROOT, Shape};
use super::issue::Issues;
use super::tape::{self, Tape};
use circumstances::{Circumstances, EDIT, of_thread};
use measure::{Case, Counted, YOUTUBE};
use row::{OF_PLATFORMS, OF_POST, OF_TARGETS, rows};
use view::{Fields, MOST_JUDGED, Media, Piece, Place, Reader, Target, field};

/// The only platform with threads.
const X: usize = 0;

/// Judges the post on the tape and adds what the rules have to say to the issues.
pub fn judge(index: &Index, tape: Tape<'_>, circumstances: Circumstances<'_>, issues: &mut Issues) {
    let reader = Reader { index, tape };
    let Some(shape) = index.root(POST_ROOT) else { return };
    let Some(fields) = reader.fields(0, shape) else { return };
    let targets = reader.targets(&fields, shape);
    let text = reader.piece(&fields, field::CONTENT);
    let mut media = reader.media(&fields, field::MEDIA, Place::of(0), shape, 0);
    // Whether an edit without attachments keeps those it had, nobody says.
    media.is_known &= !circumstances.flag(EDIT) || fields.get(field::MEDIA).is_some();
    let known = if circumstances.knows_files() { need::FILES } else { 0 }
        | if circumstances.knows_creators() { need::CREATORS } else { 0 }
        | if circumstances.knows_time() { need::TIME } else { 0 };
    let signs = signs_in(text);
    let to_youtube = targets.iter().any(|target| target.platform == YOUTUBE);
    let mut judge = Judge { reader, circumstances, known, issues, targets: &targets, to_youtube, counts: Vec::new() };
    let whole = Subject {
        target: None,
        text,
        signs,
        media: &media,
        options: &fields,
        place: Place::of(0),
        shape,
        is_later: false,
    };
    judge.rules(OF_POST, &whole);
    for target in &targets {
        let (options, place, shape) = (&target.options, target.options_place, target.options_shape);
        let is_own = target.fields.get(field::TARGET_CONTENT).is_some();
        let own = reader.piece(&target.fields, field::TARGET_CONTENT);
        let (text, signs) = if is_own { (own, signs_in(own)) } else { (text, signs) };
        let subject =
            Subject { target: Some(target), text, signs, media: &media, options, place, shape, is_later: false };
        judge.rules(OF_TARGETS, &subject);
        let own_rules = target.platform.wrapping_add(OF_PLATFORMS);
        judge.rules(own_rules, &subject);
        let thread = usize::from(THREAD_ITEMS);
        let (Some(at), Some(shape)) = (options.get(thread), reader.object(shape, thread)) else { continue };
        if target.platform != X {
            continue;
        }
        for (index, at) in reader.items(at).into_iter().flatten().take(MOST_JUDGED) {
            let (Some(fields), place) = (reader.fields(at, shape), Place::of(at)) else { continue };
            let text = reader.piece(&fields, field::ITEM_CONTENT);
            let media = reader.media(&fields, field::ITEM_MEDIA, place, shape, of_thread(target.index, index));
            judge.rules(own_rules, &Subject { text, signs: signs_in(text), media: &media, is_later: true, ..subject });
        }
    }
}

/// What a rule is held against.
#[derive(Clone, Copy)]
struct Subject<'s, 'a> {
    target: Option<&'s Target<'a>>,
    /// None where it is no text.
    text: Option<Piece<'a>>,
    /// Which signs may be in it, as bits of `crate::api::packed::need`.
    signs: u32,
    media: &'s Media<'a>,
    options: &'s Fields,
    /// Where the options are or would be, and their shape.
    place: Place,
    shape: &'a Shape,
    /// Whether it is a later post of a thread.
    is_later: bool,
}

/// The signs that rules look for in a text. Most texts have few of them, and that is quickly seen.
#[inline(never)]
fn signs_in(piece: Option<Piece<'_>>) -> u32 {
    let text = piece.map_or(&[][..], |piece| piece.text);
    let signs = [(b'#', need::HASH), (b'@', need::AT), (b'$', need::CASH), (b':', need::COLON)];
    let is_wide = text::has_wide_signs(text);
    signs.iter().fold(0, |found, (sign, need)| if is_wide || text::has(text, *sign) { found | need } else { found })
}

struct Judge<'s, 'a> {
    reader: Reader<'a>,
    circumstances: Circumstances<'s>,
    /// Of what is known beside the post, what rules may need.
    known: u32,
    issues: &'s mut Issues,
    targets: &'s [Target<'a>],
    /// Whether any of them is on YouTube.
    to_youtube: bool,
    counts: Vec<Counted>,
}

impl<'a> Judge<'_, 'a> {
    #[inline(never)]
    fn rules(&mut self, group: usize, subject: &Subject<'_, 'a>) {
        let items = if subject.media.items.is_empty() { 0 } else { need::ITEMS };
        let there = subject.options.given | self.known | items | subject.signs;
        for row in rows(self.reader.index, group) {
            if row.needs & !there != 0 {
                continue;
            }
            // What concerns options or the account is said once, with the first post of a thread.
            let is_said = subject.is_later && row.at > at::MEDIA;
            if is_said || (row.at == at::TEXT && subject.text.is_none()) {
                continue;
            }
            if row.applies(|when, value, name| self.holds(when, value, name, subject)) {
                self.measure(&Case { row, subject });
            }
        }
    }

    fn holds(&self, when: u32, value: u32, name: u32, subject: &Subject<'_, 'a>) -> bool {
        let place = value as usize;
        match when {
            when::SET => self.is_set(place, subject),
            when::UNSET => !self.is_set(place, subject),
            when::GIVEN => self.is_given(place, subject),
            when::ABSENT => !self.is_given(place, subject),
            when::IS => self.has_name(place, name, subject),
            when::IS_NOT => !self.has_name(place, name, subject),
            when::WITH => subject.media.count(value) > 0,
            when::WITHOUT => subject.media.is_known && subject.media.count(value) == 0,
            when::NOT_MORE_THAN => subject.media.count(u32::from(ANY)) <= value,
            when::TEXT => subject.text.is_some_and(|piece| !text::is_blank(piece.text)),
            when::NO_TEXT => subject.text.is_some_and(|piece| text::is_blank(piece.text)),
            when::LATER => subject.is_later,
            when::NO_OPTIONS => subject.target.is_some_and(|target| target.fields.get(field::OPTIONS).is_none()),
            when::ELSEWHERE => subject.target.is_none_or(|target| target.platform != place),
            when::NEW => !self.circumstances.flag(EDIT),
            // when::EDIT
            _ => self.circumstances.flag(EDIT),
        }
    }

    fn is_given(&self, place: usize, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(place).is_some_and(|at| self.reader.head(at).tag != tape::NULL)
    }

    /// Whether an option asks for something.
    fn is_set(&self, place: usize, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(place).is_some_and(|at| {
            let head = self.reader.head(at);
            !matches!((head.tag, head.payload), (tape::NULL, _) | (tape::BOOLEAN | tape::LIST, 0))
        })
    }

    fn has_name(&self, place: usize, name: u32, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(place).is_some_and(|at| {
            let head = self.reader.head(at);
            head.tag == tape::NAME && head.payload == name
        })
    }

    /// Where a rule points.
    #[inline(never)]
    fn place(&self, case: &Case<'_, 'a>) -> Place {
        let (at, subject) = (case.row.at, case.subject);
        match (at, subject.text, subject.target) {
            (at::TEXT, Some(piece), _) => Place::of(piece.at),
            (at::ACCOUNT, _, Some(target)) => Place::of(target.fields.get(field::ACCOUNT).unwrap_or(target.at)),
            (at::TEXT..=at::ACCOUNT, ..) => subject.media.place,
            _ => {
                let option = at.wrapping_sub(at::OPTION) as usize;
                self.reader.place_of(subject.options, option, subject.place, subject.shape)
            }
        }
    }
}
