//! Constraints of the account of a target.

use super::codec::numbered;

numbered! {
    /// A constraint of an account.
    pub enum AccountConstraint {
        /// No target before this one has the same platform and account.
        NotRepeated,
    }
}
