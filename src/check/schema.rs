//! The packed tables of [`crate::api`], and their roots.

use super::tape;
use crate::tables::Glance;

pub use crate::tables::CompiledSchema;

/// The tables of a post alone.
pub static POST_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/post.tables"));
/// The tables of a post and of all operations.
pub static ALL_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/all.tables"));

/// The root that is a whole post. Operations follow it, with [`ROOTS_PER_OPERATION`] each.
pub const POST_ROOT: usize = 0;

/// The roots of an operation, by their distance from the root before its first.
pub mod part {
    /// The parameters in the path.
    pub const PATH: usize = 1;
    /// The parameters in the query.
    pub const QUERY: usize = 2;
    /// The body.
    pub const BODY: usize = 3;
}

/// The number of roots that each operation has.
pub const ROOTS_PER_OPERATION: usize = part::BODY;

// The tables have the tags of the tape.
const _: () = {
    assert!(Glance::BOOLEAN == tape::BOOLEAN && Glance::TEXT == tape::TEXT && Glance::NAME == tape::NAME);
};

/// The bit of a field among the fields of its object. Objects have fewer than 64 fields; a test holds them to it.
pub(super) const fn bit(index: usize) -> u64 {
    1u64.wrapping_shl(index as u32)
}

#[cfg(test)]
mod tests {
    use super::{ALL_TABLES, CompiledSchema, POST_TABLES};
    use crate::tables::TYPE_WORDS;

    #[test]
    fn the_words_are_the_first_names() {
        for tables in [POST_TABLES, ALL_TABLES] {
            let schema = CompiledSchema::new(tables);
            let first: Vec<_> = schema.names().iter().take(TYPE_WORDS.len()).collect();
            assert!(TYPE_WORDS.iter().map(|word| word.as_bytes()).eq(first.into_iter().copied()));
        }
    }

    #[test]
    fn every_operation_has_three_roots_after_the_post() {
        let schema = CompiledSchema::new(ALL_TABLES);
        let operations = crate::api::operations::OPERATIONS;
        assert_eq!(schema.root_count(), 1 + 3 * operations.len());
        for (place, operation) in operations.iter().enumerate() {
            let count = |part: usize| schema.root(1 + 3 * place + part).map(|shape| shape.fields.len());
            assert_eq!(count(0), Some(operation.path_fields.len()), "{}", operation.name);
            assert_eq!(count(1), Some(operation.query.len()), "{}", operation.name);
            assert_eq!(count(2), operation.body.map(|body| body.fields.len()), "{}", operation.name);
        }
    }

    #[test]
    fn packed_tables_cut_short_are_read_without_a_panic() {
        for length in 0..POST_TABLES.len() {
            CompiledSchema::new(&POST_TABLES[..length]);
        }
    }
}
