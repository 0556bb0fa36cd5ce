//! The vocabulary of the tables: objects, fields and types.
//!
//! A row is written once and read by everything: the validator, the TypeScript types, the JSON Schema, the rule
//! reference and the sandbox. Parts that only the generators need (doc lines, sources) are dropped from builds
//! without the feature `docs`, so that a wasm file never carries it.

/// A JSON object with its fields.
#[derive(Debug)]
pub struct Object {
    /// Name in the generated types and in the JSON Schema.
    pub name: &'static str,
    /// The fields, in the order of the official schema.
    pub fields: &'static [Field],
    /// `true` where PostPeer answers an unknown key with 400 (`additionalProperties: false`).
    pub closed: bool,
    /// Old or mistaken names of fields, with the current ones.
    pub renamed: &'static [Renamed],
    /// Deprecated values; omit the field instead.
    pub retired: &'static [Retired],
    /// Purpose of the object.
    #[cfg(feature = "docs")]
    pub doc: &'static str,
    /// The object whose fields come before its own (`allOf`). Only in responses.
    #[cfg(feature = "docs")]
    pub extends: Option<&'static Object>,
    /// Type of every key that is not a field (`additionalProperties` with a schema). Only in responses.
    #[cfg(feature = "docs")]
    pub rest: Option<Type>,
}

/// A deprecated value, for which an issue gives a hint.
#[derive(Debug)]
pub struct Retired {
    /// The field.
    pub key: &'static str,
    /// The value. Omitting the field means the same today.
    pub value: &'static str,
}

/// An old name of a field, for which an issue gives a hint.
#[derive(Debug)]
pub struct Renamed {
    /// The old name.
    pub old: &'static str,
    /// The current name.
    pub new: &'static str,
}

/// One field of an object.
#[derive(Debug)]
pub struct Field {
    /// The JSON key.
    pub key: &'static str,
    /// Type of the value.
    pub kind: Type,
    /// True if PostPeer refuses the object without it.
    pub required: bool,
    /// Meaning, units and limits, in our own words.
    #[cfg(feature = "docs")]
    pub doc: &'static str,
    /// Default value as JSON, or empty.
    pub default: &'static str,
    /// Tag of the source (`spec`, `seed`, …), as explained in the reference.
    #[cfg(feature = "docs")]
    pub source: &'static str,
    /// Hints for forms.
    #[cfg(feature = "docs")]
    pub form: FormHint,
}

/// Hints for a form that is made from the tables. They take no part in validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormHint {
    /// Posts in which the field has an effect.
    pub applies_to: AppliesTo,
    /// Control of a text.
    pub input: Input,
    /// Platform whose way of counting limits the text; empty where code points do.
    pub counted_by: &'static str,
}

impl FormHint {
    /// No hints.
    pub const NONE: Self = Self { applies_to: AppliesTo::Any, input: Input::Line, counted_by: "" };
}

/// Posts in which a field has an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppliesTo {
    /// All posts.
    Any,
    /// Posts with a video, and posts that have no media yet.
    Videos,
    /// Posts with photos, and posts that have no media yet.
    Photos,
    /// Posts in which another field of the object has this value.
    Value(&'static str, &'static str),
    /// Posts in which another field of the object is given.
    With(&'static str),
}

/// Control of a text that has neither a choice nor a format in JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One line, or an area if the limit is long.
    Line,
    /// Several lines.
    Area,
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A time of day, `HH:MM`.
    Time,
}

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A finite number.
    Number(Range),
    /// A finite number without a fraction.
    Integer(Range),
    /// Text within limits.
    Text(Text),
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// A list.
    List(&'static List),
    /// An object of a known shape.
    Object(&'static Object),
    /// An object whose shape is chosen by the value of one key.
    Tagged(&'static Tagged),
    /// The inner type, or `null`.
    Nullable(&'static Type),
    /// Any JSON object: its keys are the platform's, not PostPeer's.
    AnyObject,
}

/// Inclusive bounds of a number; an absent bound is infinite.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The smallest value allowed.
    pub min: f64,
    /// The largest value allowed.
    pub max: f64,
}

/// Limits of a string. Lengths are in code points, as JSON Schema counts them.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// The shortest length allowed.
    pub min: u32,
    /// The longest length allowed; `u32::MAX` without a limit.
    pub max: u32,
    /// Format.
    pub form: StringFormat,
}

/// The format of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StringFormat {
    /// Anything.
    Any,
    /// An absolute URI (RFC 3986), `format: uri`.
    Uri,
    /// A date and time with offset (RFC 3339), `format: date-time`.
    DateTime,
    /// A calendar date, `format: date`.
    Date,
    /// A mail address, `format: email`.
    Email,
    /// A calendar month, `YYYY-MM`.
    Month,
    /// `urn:li:organization:` and something after it.
    LinkedInOrganization,
    /// Letters, digits, dots and underscores.
    InstagramUsername,
}

impl StringFormat {
    /// The regular expression of the official schema, where the form is one there.
    pub const fn pattern(self) -> Option<&'static str> {
        match self {
            Self::LinkedInOrganization => Some("^urn:li:organization:.+$"),
            Self::InstagramUsername => Some("^[A-Za-z0-9._]+$"),
            Self::Month => Some(r"^\d{4}-(0[1-9]|1[0-2])$"),
            Self::Any | Self::Uri | Self::DateTime | Self::Date | Self::Email => None,
        }
    }

    /// The `format` of the official schema, where the form is one there.
    pub const fn format(self) -> Option<&'static str> {
        match self {
            Self::Uri => Some("uri"),
            Self::DateTime => Some("date-time"),
            Self::Date => Some("date"),
            Self::Email => Some("email"),
            Self::Any | Self::Month | Self::LinkedInOrganization | Self::InstagramUsername => None,
        }
    }
}

/// The forms, in the order in which they are declared: they are packed as numbers.
pub const STRING_FORMATS: [StringFormat; 8] = [
    StringFormat::Any,
    StringFormat::Uri,
    StringFormat::DateTime,
    StringFormat::Date,
    StringFormat::Email,
    StringFormat::Month,
    StringFormat::LinkedInOrganization,
    StringFormat::InstagramUsername,
];

/// A list and its limits.
#[derive(Debug)]
pub struct List {
    /// Type of the items.
    pub items: Type,
    /// The fewest items allowed.
    pub min: u32,
    /// The most items allowed; `u32::MAX` where there is no limit.
    pub max: u32,
    /// True if no two items may be equal.
    pub unique: bool,
}

/// A choice of shapes by the value of one key (a discriminator in OpenAPI).
#[derive(Debug)]
pub struct Tagged {
    /// The key that chooses.
    pub tag: &'static str,
    /// The shapes. Each has the tag as a required field with a one-value enum.
    pub variants: &'static [&'static Object],
}

impl Object {
    /// A closed object: PostPeer refuses unknown keys.
    pub const fn closed(name: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            fields,
            closed: true,
            renamed: &[],
            retired: &[],
            #[cfg(feature = "docs")]
            doc: "",
            #[cfg(feature = "docs")]
            extends: None,
            #[cfg(feature = "docs")]
            rest: None,
        }
    }

    /// An open object: unknown keys are let through.
    pub const fn open(name: &'static str, fields: &'static [Field]) -> Self {
        let mut object = Self::closed(name, fields);
        object.closed = false;
        object
    }

    /// Describes the object.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.doc = doc;
        }
        self
    }

    /// Puts the fields of another object before its own.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn extends(mut self, base: &'static Object) -> Self {
        #[cfg(feature = "docs")]
        {
            self.extends = Some(base);
        }
        self
    }

    /// Sets the type of every key that is not a field.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn rest(mut self, values: Type) -> Self {
        #[cfg(feature = "docs")]
        {
            self.rest = Some(values);
        }
        self
    }

    /// Adds old names of fields.
    pub const fn renamed(mut self, renamed: &'static [Renamed]) -> Self {
        self.renamed = renamed;
        self
    }

    /// Adds deprecated values.
    pub const fn retired(mut self, retired: &'static [Retired]) -> Self {
        self.retired = retired;
        self
    }
}

impl Field {
    /// A field that may be left out.
    #[cfg_attr(not(feature = "docs"), allow(unused_variables))]
    pub const fn optional(key: &'static str, kind: Type, source: &'static str, doc: &'static str) -> Self {
        Self {
            key,
            kind,
            required: false,
            #[cfg(feature = "docs")]
            doc,
            default: "",
            #[cfg(feature = "docs")]
            source,
            #[cfg(feature = "docs")]
            form: FormHint::NONE,
        }
    }

    /// A field that must be there.
    pub const fn required(key: &'static str, kind: Type, source: &'static str, doc: &'static str) -> Self {
        let mut field = Self::optional(key, kind, source, doc);
        field.required = true;
        field
    }

    /// Sets the posts in which the field has an effect.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn applies_to(mut self, applies_to: AppliesTo) -> Self {
        #[cfg(feature = "docs")]
        {
            self.form.applies_to = applies_to;
        }
        self
    }

    /// Sets the control of a text.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn input(mut self, input: Input) -> Self {
        #[cfg(feature = "docs")]
        {
            self.form.input = input;
        }
        self
    }

    /// Names the platform whose way of counting limits the text.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn counted_by(mut self, platform: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.form.counted_by = platform;
        }
        self
    }

    /// Sets the default value, as JSON.
    pub const fn default(mut self, json: &'static str) -> Self {
        self.default = json;
        self
    }
}

impl Type {
    /// Any string.
    pub const TEXT: Self = Self::text(0, u32::MAX);
    /// A string that is not empty.
    pub const NON_EMPTY: Self = Self::text(1, u32::MAX);
    /// An absolute URI.
    pub const URI: Self = Self::form(StringFormat::Uri);
    /// Any finite number.
    pub const NUMBER: Self = Self::Number(Range { min: f64::NEG_INFINITY, max: f64::INFINITY });

    /// Any whole number.
    pub const INTEGER: Self = Self::integer_from(f64::NEG_INFINITY);

    /// A string of `min` to `max` code points.
    pub const fn text(min: u32, max: u32) -> Self {
        Self::Text(Text { min, max, form: StringFormat::Any })
    }

    /// A string of at most `max` code points.
    pub const fn at_most(max: u32) -> Self {
        Self::text(0, max)
    }

    /// A string of any length that must look like `form`.
    pub const fn form(form: StringFormat) -> Self {
        Self::Text(Text { min: 0, max: u32::MAX, form })
    }

    /// A number of at least `min`.
    pub const fn number_from(min: f64) -> Self {
        Self::Number(Range { min, max: f64::INFINITY })
    }

    /// A whole number of at least `min`.
    pub const fn integer_from(min: f64) -> Self {
        Self::integer(min, f64::INFINITY)
    }

    /// A whole number from `min` to `max`.
    pub const fn integer(min: f64, max: f64) -> Self {
        Self::Integer(Range { min, max })
    }
}

impl List {
    /// A list of any length.
    pub const fn of(items: Type) -> Self {
        Self { items, min: 0, max: u32::MAX, unique: false }
    }

    /// A list of `min` to `max` items.
    pub const fn sized(items: Type, min: u32, max: u32) -> Self {
        Self { items, min, max, unique: false }
    }

    /// A list of `min` to `max` items, no two of them equal.
    pub const fn unique(items: Type, min: u32, max: u32) -> Self {
        Self { items, min, max, unique: true }
    }
}

#[cfg(test)]
mod tests {
    use super::STRING_FORMATS;

    #[test]
    fn forms_are_packed_as_they_are_declared() {
        for (place, form) in STRING_FORMATS.iter().enumerate() {
            assert_eq!(*form as usize, place);
        }
    }
}
