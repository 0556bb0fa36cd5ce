//! Types of values, with names as numbers.

use crate::api::table::{Range, STRING_FORMATS, StringFormat, Text};

/// Tags of types in the packed form, which JavaScript reads too.
#[allow(missing_docs, reason = "each is named after the variant it stands for")]
pub mod type_tag {
    pub const BOOLEAN: u32 = 0;
    pub const NUMBER: u32 = 1;
    pub const INTEGER: u32 = 2;
    pub const TEXT: u32 = 3;
    pub const ENUM: u32 = 4;
    pub const LIST: u32 = 5;
    pub const OBJECT: u32 = 6;
    pub const TAGGED: u32 = 7;
    pub const NULLABLE: u32 = 8;
    pub const ANY_OBJECT: u32 = 9;
}

/// The type of a value: [`crate::api::table::Type`] with names, types and shapes as numbers, read where it is asked
/// for.
#[derive(Debug, Clone, Copy)]
pub enum PackedType<'t> {
    /// `true` or `false`.
    Boolean,
    /// A finite number.
    Number(Range),
    /// A finite number without a fraction.
    Integer(Range),
    /// Text within limits.
    Text(Text),
    /// One of these names.
    Enum(&'t [u32]),
    /// A list.
    List {
        /// The type of its items.
        items: u32,
        /// The fewest items.
        min: u32,
        /// The most items.
        max: u32,
        /// True if no two items may be equal.
        unique: bool,
    },
    /// An object of this shape.
    Object(u32),
    /// An object whose shape is chosen by the value of one key.
    Tagged {
        /// The key that chooses.
        tag: u32,
        /// The values of the key.
        names: &'t [u32],
        /// The shape for each value.
        shapes: &'t [u32],
    },
    /// This type, or `null`.
    Nullable(u32),
    /// Any JSON object.
    AnyObject,
}

impl<'t> PackedType<'t> {
    /// The numbers of a type.
    pub fn encode(self) -> Vec<u32> {
        let limit = |limit: u32| limit.wrapping_add(1);
        let mut numbers = Vec::new();
        match self {
            Self::Boolean => numbers.push(type_tag::BOOLEAN),
            Self::Number(range) => numbers.extend([type_tag::NUMBER, bound(range.min), bound(range.max)]),
            Self::Integer(range) => numbers.extend([type_tag::INTEGER, bound(range.min), bound(range.max)]),
            Self::Text(text) => numbers.extend([type_tag::TEXT, text.min, limit(text.max), text.form as u32]),
            Self::Enum(names) => {
                numbers.extend([type_tag::ENUM, names.len() as u32]);
                numbers.extend(names);
            }
            Self::List { items, min, max, unique } => {
                numbers.extend([type_tag::LIST, items, min, limit(max), u32::from(unique)])
            }
            Self::Object(shape) => numbers.extend([type_tag::OBJECT, shape]),
            Self::Tagged { tag, names, shapes } => {
                numbers.extend([type_tag::TAGGED, tag, names.len() as u32]);
                numbers.extend(names);
                numbers.extend(shapes);
            }
            Self::Nullable(inner) => numbers.extend([type_tag::NULLABLE, inner]),
            Self::AnyObject => numbers.push(type_tag::ANY_OBJECT),
        }
        numbers
    }

    /// Reads the type at a place of the numbers of all types. An unknown tag stands for any object.
    #[inline(always)]
    pub fn decode(types: &'t [u32], place: u32) -> Self {
        let at = place as usize;
        let number = |offset: usize| types.get(at.wrapping_add(offset)).copied().unwrap_or(0);
        let numbers = |offset: usize, count: u32| {
            let from = at.wrapping_add(offset);
            types.get(from..from.wrapping_add(count as usize)).unwrap_or(&[])
        };
        let [first, second, third, fourth] = [number(1), number(2), number(3), number(4)];
        let range = || {
            let bound = |limit: u32, none: f64| limit.checked_sub(1).map_or(none, f64::from);
            Range { min: bound(first, f64::NEG_INFINITY), max: bound(second, f64::INFINITY) }
        };
        match number(0) {
            type_tag::BOOLEAN => Self::Boolean,
            type_tag::NUMBER => Self::Number(range()),
            type_tag::INTEGER => Self::Integer(range()),
            type_tag::TEXT => {
                let form = STRING_FORMATS.get(third as usize).copied().unwrap_or(StringFormat::Any);
                Self::Text(Text { min: first, max: second.wrapping_sub(1), form })
            }
            type_tag::ENUM => Self::Enum(numbers(2, first)),
            type_tag::LIST => Self::List { items: first, min: second, max: third.wrapping_sub(1), unique: fourth != 0 },
            type_tag::OBJECT => Self::Object(first),
            type_tag::TAGGED => Self::Tagged {
                tag: first,
                names: numbers(3, second),
                shapes: numbers(3usize.wrapping_add(second as usize), second),
            },
            type_tag::NULLABLE => Self::Nullable(first),
            _ => Self::AnyObject,
        }
    }
}

/// A bound of a number plus one, 0 for none. A bound that cannot be packed stops the build.
fn bound(limit: f64) -> u32 {
    if limit.is_infinite() {
        return 0;
    }
    assert!(limit.fract() == 0.0 && (0.0..1e9).contains(&limit), "a limit that cannot be packed: {limit}");
    (limit as u32).wrapping_add(1)
}
