//! The workspace of the validator and the counters: the memory that JavaScript writes to and reads from.

use super::instance_state::InstanceState;
use crate::check::issue::Issues;
use crate::check::schema::CompiledSchema;
use crate::text::IncrementalCounter;

/// The tables: the validator alone has only the post, the client the parameters of its operations too.
#[cfg(feature = "client")]
pub(super) use crate::check::schema::ALL_TABLES as TABLES;
#[cfg(not(feature = "client"))]
pub(super) use crate::check::schema::POST_TABLES as TABLES;

pub(super) struct Workspace {
    pub(super) schema: CompiledSchema,
    /// The tape.
    pub(super) words: Vec<u32>,
    /// The strings of the tape, or a text to count.
    pub(super) bytes: Vec<u8>,
    /// The issues, or the counters.
    pub(super) issues: Issues,
    /// The validation context.
    pub(super) context: Vec<u32>,
    /// The last text that was counted for X.
    pub(super) counter: IncrementalCounter,
}

impl Workspace {
    fn new() -> Self {
        Self {
            schema: CompiledSchema::new(TABLES),
            words: Vec::new(),
            bytes: Vec::new(),
            issues: Issues::default(),
            context: Vec::new(),
            counter: IncrementalCounter::default(),
        }
    }
}

thread_local! {
    static WORKSPACE: InstanceState<Workspace> = const { InstanceState::new() };
}

pub(super) fn with_workspace<R>(work: impl FnOnce(&mut Workspace) -> R) -> R {
    WORKSPACE.with(|state| state.with(Workspace::new, work))
}
