//! Constraints of the time of a post.

use super::codec::numbered;
use super::needs;

numbered! {
    /// A constraint of `scheduledFor` and `timezone`.
    pub enum TimeConstraint {
        /// The time is not in the past.
        NotPast,
        /// The time zone is one that the host knows.
        KnownZone,
        /// The time means one instant under every reading.
        OneReading,
        /// The local time exists.
        NotInGap,
        /// The local time exists once.
        NotInOverlap,
    }
}

impl TimeConstraint {
    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self) -> u32 {
        needs::TIME
    }
}
