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

use crate::api::packed::{at, need, what, when};
use crate::api::post::THREAD_ITEMS;
use crate::api::rule::{ANY, VIDEO};
use crate::text;

use super::index::{Index, POST_ROOT, Shape};
use super::issue::Issues;
use super::tape::{self, Tape};
use circumstances::{Circumstances, EDIT, Records, of_thread};
use measure::{Case, Counted, YOUTUBE};
use row::{OF_PLATFORMS, OF_POST, OF_TARGETS, rows};
use view::{Fields, Item, MOST_JUDGED, Media, Piece, Place, Reader, Target, field};

/// The only platform with threads.
const X: usize = 0;

/// Judges the post on the tape and adds what the rules have to say to the issues.
pub fn judge(index: &Index, tape: Tape<'_>, circumstances: Circumstances<'_>, issues: &mut Issues) {
    let reader = Reader { index, tape };
    let Some(shape) = index.root(POST_ROOT) else { return };
    let Some(fields) = reader.fields(0, shape) else { return };
    let mut targets = reader.targets(&fields, shape);
    let text = reader.piece(&fields, field::CONTENT);
    let mut media = reader.media(&fields, field::MEDIA, Place::of(0), shape, 0);
    // Whether an edit without attachments keeps those it had, nobody says.
    media.is_known &= !circumstances.flag(EDIT) || fields.get(field::MEDIA).is_some();
    let records = Records::of(circumstances);
    let mut films = (0u32..).zip(&media.items);
    let is_known_film = |(index, item): (u32, &Item<'_>)| item.kind == VIDEO && records.file(index).is_some();
    media.film = if records.knows_files() { films.position(is_known_film) } else { None };
    let known = if records.knows_files() { need::FILES } else { 0 }
        | if records.knows_creators() { need::CREATORS } else { 0 }
        | if circumstances.knows_time() { need::TIME } else { 0 };
    let text = Words::of(text);
    let (mut platforms, mut again) = (0u32, 0u32);
    for target in &targets {
        let bit = 1u32.wrapping_shl(target.platform as u32);
        again |= platforms & bit;
        platforms |= bit;
    }
    let mut shared = [const { Vec::new() }; PLATFORMS];
    if again != 0 {
        for (platform, slots) in shared.iter_mut().enumerate() {
            if again.wrapping_shr(platform as u32) & 1 != 0 {
                let own = rows(index, platform.wrapping_add(OF_PLATFORMS)).len();
                *slots = vec![UNSEEN; own.wrapping_add(rows(index, OF_TARGETS).len())];
            }
        }
        mark_repeated(reader, &mut targets);
    }
    let mut judge = Judge {
        reader,
        circumstances,
        records,
        known,
        issues,
        to_youtube: platforms.wrapping_shr(YOUTUBE as u32) & 1 != 0,
        counts: Vec::new(),

        shared,
        sharing: Sharing::No,
    };
    let whole = Subject {
        target: None,
        text,
        media: &media,
        options: &fields,
        place: Place::of(0),
        shape,
        is_shared: false,
        is_later: false,
    };
    judge.rules(OF_POST, &whole);
    for target in &targets {
        let (options, options_place, shape) = (&target.options, target.options_place, target.options_shape);
        let is_own = target.fields.get(field::TARGET_CONTENT).is_some();
        let text = if is_own { Words::of(reader.piece(&target.fields, field::TARGET_CONTENT)) } else { text };
        let subject = Subject {
            target: Some(target),
            text,
            media: &media,
            options,
            place: options_place,
            shape,
            is_shared: !is_own,
            is_later: false,
        };
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
            let text = Words::of(reader.piece(&fields, field::ITEM_CONTENT));
            let media = reader.media(&fields, field::ITEM_MEDIA, place, shape, of_thread(target.index, index));
            judge.rules(own_rules, &Subject { text, media: &media, is_shared: false, is_later: true, ..subject });
        }
    }
}

/// Marks the targets that repeat the platform and the account of one before them.
#[inline(never)]
fn mark_repeated(reader: Reader<'_>, targets: &mut [Target<'_>]) {
    // Accounts can be made up that all begin at one place of the table: after as many steps as no others take, nothing is
    // said of them.
    const MOST_STEPS: usize = 64;
    let mut table = vec![None; targets.len().saturating_mul(2).next_power_of_two()];
    let last = table.len().wrapping_sub(1);
    for target in targets {
        let Some((account, _)) = target.fields.get(field::ACCOUNT).and_then(|at| reader.text(at)) else { continue };
        let own = (target.platform, account);
        let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        let hash = account.iter().fold(0x811c_9dc5u32.wrapping_add(target.platform as u32), mix) as usize;
        for step in 0..MOST_STEPS {
            let Some(place) = table.get_mut(hash.wrapping_add(step) & last) else { break };
            match place {
                Some(known) if *known == own => target.is_repeated = true,
                Some(_) => continue,
                None => *place = Some(own),
            }
            break;
        }
    }
}

/// A text, and what every rule asks of it.
#[derive(Clone, Copy)]
struct Words<'a> {
    /// None where it is no text.
    piece: Option<Piece<'a>>,
    /// Which signs may be in it, as bits of `crate::api::packed::need`.
    signs: u32,
    is_blank: bool,
}

impl<'a> Words<'a> {
    #[inline(never)]
    fn of(piece: Option<Piece<'a>>) -> Self {
        Self { piece, signs: signs_in(piece), is_blank: piece.is_some_and(|piece| text::is_blank(piece.text)) }
    }
}

/// The subject that a rule is held against.
#[derive(Clone, Copy)]
struct Subject<'s, 'a> {
    target: Option<&'s Target<'a>>,
    text: Words<'a>,
    media: &'s Media<'a>,
    options: &'s Fields,
    /// Where the options are or would be, and their shape.
    place: Place,
    shape: &'a Shape,
    /// Whether the text is the post's own, as the attachments always are but in a later post of a thread.
    is_shared: bool,
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
    records: Records<'s>,
    /// Of what is known beside the post, what rules may need.
    known: u32,
    issues: &'s mut Issues,
    /// True if a target is on YouTube.
    to_youtube: bool,
    counts: Vec<Counted<'a>>,
    /// Of each platform that comes twice, what came of each rule about what its targets share: of those for every target
    /// first, then of its own. They are measured once, for all targets.
    shared: [Vec<u32>; PLATFORMS],
    sharing: Sharing,
}

/// What came of a rule that was not measured yet, and of one that was kept. More than that: a list of targets, plus these.
const UNSEEN: u32 = 0;
const KEPT: u32 = 1;
const LISTS: u32 = 2;

/// Tells if targets share the issues of the rule at hand.
#[derive(Clone, Copy)]
enum Sharing {
    No,
    /// There is no issue yet.
    Begun,
    /// The list of the targets.
    List(u32),
}

/// The number of platforms.
const PLATFORMS: usize = crate::api::post::PLATFORM_RULES.len();

impl<'a> Judge<'_, 'a> {
    #[inline(never)]
    fn rules(&mut self, group: usize, subject: &Subject<'_, 'a>) {
        let items = if subject.media.items.is_empty() { 0 } else { need::ITEMS };
        let there = subject.options.given | self.known | items | subject.text.signs;
        for row in rows(self.reader.index, group) {
            if row.needs & !there != 0 {
                continue;
            }
            // What concerns options or the account is said once, with the first post of a thread.
            let is_said = subject.is_later && row.at > at::MEDIA;
            if is_said || (row.at == at::TEXT && subject.text.piece.is_none()) {
                continue;
            }
            if row.applies(|when, value, name| self.holds(when, value, name, subject)) {
                let case = Case { row, subject };
                match subject.target.filter(|target| self.is_shared(&case, target)) {
                    Some(target) => self.measure_once(&case, group, target),
                    None => self.measure(&case),
                }
            }
        }
    }

    /// Returns true if a rule looks at nothing but what several targets of a platform share.
    fn is_shared(&self, case: &Case<'_, 'a>, target: &Target<'a>) -> bool {
        let is_shared = match case.row.at {
            at::TEXT => case.subject.is_shared,
            // The longest film is each creator's own.
            at::MEDIA => !case.subject.is_later && case.row.measure.first() != Some(&what::CREATOR_DURATION),
            _ => false,
        };
        is_shared && self.shared.get(target.platform).is_some_and(|slots| !slots.is_empty())
    }

    /// Measures what targets share for the first of them; the others have the same issues.
    #[inline(never)]
    fn measure_once(&mut self, case: &Case<'_, 'a>, group: usize, target: &Target<'a>) {
        let rows_of = |group| rows(self.reader.index, group);
        let first = rows_of(group).first().map_or(0, |row| row.number);
        let before = if group == OF_TARGETS { 0 } else { rows_of(OF_TARGETS).len() };
        let place = (case.row.number.wrapping_sub(first) as usize).wrapping_add(before);
        let slot = |judge: &mut Self, came: Option<u32>| {
            let slot = judge.shared.get_mut(target.platform)?.get_mut(place)?;
            Some(core::mem::replace(slot, came.unwrap_or(*slot)))
        };
        match slot(self, None).unwrap_or(UNSEEN) {
            UNSEEN => {
                self.sharing = Sharing::Begun;
                self.measure(case);
                let came = if let Sharing::List(list) = self.sharing { list.wrapping_add(LISTS) } else { KEPT };
                self.sharing = Sharing::No;
                slot(self, Some(came));
            }
            KEPT => {}
            list => self.issues.join(list.wrapping_sub(LISTS), target.index),
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
            when::TEXT => subject.text.piece.is_some() && !subject.text.is_blank,
            when::NO_TEXT => subject.text.is_blank,
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
        match (at, subject.text.piece, subject.target) {
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
