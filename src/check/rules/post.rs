//! The post as the rules look at it: read from the tape once, before any rule is evaluated.

use super::context::{EDIT, Records, ValidationContext, of_thread};
use super::reader::{Fields, IssueLocation, Reader, TextRef};
use crate::check::schema::POST_ROOT;
use crate::check::tape::{self, Head};
use crate::rules::{MEDIA_KINDS, MediaKinds, VIDEO, needs};
use crate::tables::{CompiledPlatform, PackedType, Shape};
use crate::text;

/// The indexes of fields in the tables; a test holds them to it.
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

/// More targets, or posts of a thread, are not read: nobody has a hundredth of that.
const MAX_READ: usize = 10_000;

/// A post.
pub(super) struct Post<'a> {
    pub(super) fields: Fields,
    pub(super) shape: &'a Shape,
    pub(super) text: PostText<'a>,
    pub(super) media: Media<'a>,
    /// The targets whose platform is known and whose options are none or an object.
    pub(super) targets: Vec<Target<'a>>,
    /// The later posts of the targets' threads, in the order of the targets.
    pub(super) thread_posts: Vec<ThreadPost<'a>>,
    /// Whether each platform has several targets.
    pub(super) is_repeated: Vec<bool>,
}

/// A text, and what every rule asks of it.
#[derive(Clone, Copy)]
pub(super) struct PostText<'a> {
    /// None for a value that is no text.
    pub(super) text: Option<TextRef<'a>>,
    /// The signs that may be in it, as bits of [`needs`].
    pub(super) signs: u32,
    pub(super) is_blank: bool,
}

/// The attachments.
pub(super) struct Media<'a> {
    /// Whether it is a list of attachments, or left out.
    pub(super) is_known: bool,
    pub(super) items: Vec<MediaItem<'a>>,
    /// The shape of an item.
    pub(super) shape: Option<&'a Shape>,
    /// The number of the first item's file, as [`super::context`] numbers them.
    pub(super) files: u32,
    /// The index of the first video whose file is known.
    pub(super) first_video: Option<usize>,
    /// The number of items of each kind.
    counts: [u32; MEDIA_KINDS.len()],
    pub(super) location: IssueLocation,
}

/// An attachment.
pub(super) struct MediaItem<'a> {
    pub(super) location: IssueLocation,
    pub(super) kind: MediaKinds,
    pub(super) url: Option<&'a [u8]>,
    pub(super) thumbnail: Option<&'a [u8]>,
}

/// An account to publish to.
pub(super) struct Target<'a> {
    pub(super) index: u32,
    /// The index of the platform.
    pub(super) platform: usize,
    pub(super) compiled: &'a CompiledPlatform,
    pub(super) at: usize,
    /// True if a target before it has the same platform and account.
    pub(super) is_repeated: bool,
    pub(super) fields: Fields,
    pub(super) options: Fields,
    pub(super) options_location: IssueLocation,
    pub(super) options_shape: &'a Shape,
    /// The text of this target alone.
    pub(super) own_text: Option<PostText<'a>>,
}

/// A later post of a thread.
pub(super) struct ThreadPost<'a> {
    /// The index of the target.
    pub(super) target: u32,
    pub(super) text: PostText<'a>,
    pub(super) media: Media<'a>,
}

impl<'a> Post<'a> {
    /// Reads the post on the tape. None for a value that is no object.
    pub(super) fn read(reader: Reader<'a>, context: ValidationContext<'_>, records: &Records<'_>) -> Option<Self> {
        let shape = reader.schema.root(POST_ROOT)?;
        let fields = reader.fields(0, shape)?;
        let mut targets = targets(reader, &fields, shape);
        let is_repeated = repeated_platforms(&targets, reader.schema.platforms.len());
        if is_repeated.contains(&true) {
            mark_repeated(reader, &mut targets);
        }
        let mut thread_posts = Vec::new();
        for target in &targets {
            read_thread(reader, target, &mut thread_posts);
        }
        let text = PostText::new(reader.text_of(&fields, field::CONTENT));
        let mut media = Media::read(reader, &fields, field::MEDIA, IssueLocation::of(0), shape, 0);
        // Whether an edit without attachments keeps those it had is not documented.
        media.is_known &= !context.flag(EDIT) || fields.get(field::MEDIA).is_some();
        if records.knows_files() {
            let mut items = (0u32..).zip(&media.items);
            media.first_video = items.position(|(index, item)| item.kind == VIDEO && records.file(index).is_some());
        }
        Some(Self { fields, shape, text, media, targets, thread_posts, is_repeated })
    }
}

impl<'a> PostText<'a> {
    #[inline(never)]
    fn new(text: Option<TextRef<'a>>) -> Self {
        let bytes = text.map_or(&[][..], |text| text.text);
        Self { text, signs: signs_in(bytes), is_blank: text.is_some() && text::is_blank(bytes) }
    }
}

/// The signs that rules look for in a text. Most texts have few of them, and that is quickly seen.
#[inline(never)]
fn signs_in(text: &[u8]) -> u32 {
    let signs = [(b'#', needs::HASH), (b'@', needs::AT), (b'$', needs::CASH), (b':', needs::COLON)];
    let is_wide = text::has_wide_signs(text);
    signs.iter().fold(0, |found, (sign, need)| if is_wide || text::has(text, *sign) { found | need } else { found })
}

impl<'a> Media<'a> {
    /// Reads the attachments of an object.
    #[inline(never)]
    fn read(
        reader: Reader<'a>,
        fields: &Fields,
        index: usize,
        object: IssueLocation,
        shape: &'a Shape,
        files: u32,
    ) -> Self {
        let location = reader.location_of(fields, index, object, shape);
        let shape = reader.schema.field_shape(shape, index);
        let counts = [0; MEDIA_KINDS.len()];
        let mut media = Self { is_known: true, items: Vec::new(), shape, files, first_video: None, counts, location };
        let (Some(at), Some(item)) = (fields.get(index), shape) else { return media };
        let items = reader.items(at);
        media.is_known = items.is_some();
        for (_, at) in items.into_iter().flatten() {
            let fields = reader.fields(at, item);
            let text = |fields: &Fields, index| reader.text_of(fields, index).map(|text| text.text);
            let name = fields.as_ref().and_then(|fields| text(fields, field::KIND));
            let kind = MEDIA_KINDS.iter().position(|kind| Some(kind.as_bytes()) == name);
            let (Some(fields), Some(count)) = (fields, kind.and_then(|kind| media.counts.get_mut(kind))) else {
                // Attachments with an item that cannot be read are not looked at.
                return Self { is_known: false, items: Vec::new(), counts, ..media };
            };
            *count = count.wrapping_add(1);
            let kind = 1u8.wrapping_shl(kind.unwrap_or(0) as u32);
            let [url, thumbnail] = [field::URL, field::THUMBNAIL].map(|index| text(&fields, index));
            media.items.push(MediaItem { location: IssueLocation::of(at), kind, url, thumbnail });
        }
        media
    }

    /// The number of items of these kinds.
    #[inline(never)]
    pub(super) fn count(&self, kinds: MediaKinds) -> u32 {
        let mut sum = 0u32;
        for (bit, count) in (0u32..).zip(&self.counts) {
            if kinds.wrapping_shr(bit) & 1 != 0 {
                sum = sum.wrapping_add(*count);
            }
        }
        sum
    }
}

fn targets<'a>(reader: Reader<'a>, fields: &Fields, post: &'a Shape) -> Vec<Target<'a>> {
    let mut targets = Vec::new();
    let Some(at) = fields.get(field::TARGETS) else { return targets };
    let kind = post.fields.get(field::TARGETS).map(|field| reader.schema.inner(field.kind));
    let Some(PackedType::Tagged { tag, names, shapes }) = kind else { return targets };
    for (index, at) in reader.items(at).into_iter().flatten().take(MAX_READ) {
        targets.extend(target(reader, index, at, tag, names, shapes));
    }
    targets
}

fn target<'a>(
    reader: Reader<'a>,
    index: u32,
    at: usize,
    tag: u32,
    names: &[u32],
    shapes: &[u32],
) -> Option<Target<'a>> {
    let schema = reader.schema;
    // All shapes of a target have their common fields at the same indexes.
    let shape = schema.object_shape(*shapes.first()?)?;
    let fields = reader.fields(at, shape)?;
    let named = fields.get(shape.index(tag)?)?;
    let Head { tag: tape::NAME, payload: name } = reader.head(named) else { return None };
    let platform = names.iter().position(|known| *known == name)?;
    let compiled = schema.platforms.get(platform)?;
    let shape = schema.object_shape(*shapes.get(platform)?)?;
    let options_location = reader.location_of(&fields, field::OPTIONS, IssueLocation::of(at), shape);
    let options_shape = schema.field_shape(shape, field::OPTIONS)?;
    let options = match fields.get(field::OPTIONS) {
        None => Fields::NONE,
        Some(at) => reader.fields(at, options_shape)?,
    };
    let own_text = fields.get(field::TARGET_CONTENT).map(|at| PostText::new(reader.text(at)));
    Some(Target {
        index,
        platform,
        compiled,
        at,
        is_repeated: false,
        fields,
        options,
        options_location,
        options_shape,
        own_text,
    })
}

/// Reads the later posts of the thread of a target.
fn read_thread<'a>(reader: Reader<'a>, target: &Target<'a>, posts: &mut Vec<ThreadPost<'a>>) {
    let Some(option) = target.compiled.thread_items.map(usize::from) else { return };
    let (Some(at), Some(shape)) = (target.options.get(option), reader.schema.field_shape(target.options_shape, option))
    else {
        return;
    };
    for (index, at) in reader.items(at).into_iter().flatten().take(MAX_READ) {
        let Some(fields) = reader.fields(at, shape) else { continue };
        let text = PostText::new(reader.text_of(&fields, field::ITEM_CONTENT));
        let files = of_thread(target.index, index);
        let media = Media::read(reader, &fields, field::ITEM_MEDIA, IssueLocation::of(at), shape, files);
        posts.push(ThreadPost { target: target.index, text, media });
    }
}

/// Finds the platforms with several targets.
fn repeated_platforms(targets: &[Target<'_>], platforms: usize) -> Vec<bool> {
    let mut seen = vec![false; platforms];
    let mut repeated = seen.clone();
    for target in targets {
        if let (Some(seen), Some(repeated)) = (seen.get_mut(target.platform), repeated.get_mut(target.platform)) {
            *repeated |= *seen;
            *seen = true;
        }
    }
    repeated
}

/// Marks the targets that repeat the platform and the account of one before them.
#[inline(never)]
fn mark_repeated(reader: Reader<'_>, targets: &mut [Target<'_>]) {
    // Accounts can be made up so that all begin at one place of the table: after this many steps a target is taken for one
    // that repeats none.
    const MAX_STEPS: usize = 64;
    let mut table = vec![None; targets.len().saturating_mul(2).next_power_of_two()];
    let last = table.len().wrapping_sub(1);
    for target in targets {
        let Some(account) = reader.text_of(&target.fields, field::ACCOUNT).map(|text| text.text) else { continue };
        let own = (target.platform, account);
        let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        let hash = account.iter().fold(0x811c_9dc5u32.wrapping_add(target.platform as u32), mix) as usize;
        for step in 0..MAX_STEPS {
            let Some(entry) = table.get_mut(hash.wrapping_add(step) & last) else { break };
            match entry {
                Some(known) if *known == own => target.is_repeated = true,
                Some(_) => continue,
                None => *entry = Some(own),
            }
            break;
        }
    }
}
