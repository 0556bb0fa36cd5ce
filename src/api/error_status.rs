//! The error statuses: one row each.
//!
//! A row decides which error class the client throws, whether a call is sent again, whether the request may have had
//! an effect, and which status a relay answers instead. The TypeScript types, `lib/client/status-table.js` and
//! the reference are generated from the rows.

/// An error status of HTTP, or a range of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorStatus {
    /// The first status of the range.
    pub first: u16,
    /// The last status of the range.
    pub last: u16,
    /// True if the same request may succeed later. The client then sends a call again, if that is safe.
    pub is_retryable: bool,
    /// True if the server may have acted before it answered.
    pub may_have_had_effect: bool,
    /// The status that a relay answers instead. Browsers repeat a request by themselves at some statuses.
    #[cfg(feature = "docs")]
    pub relayed_as: Option<u16>,
    /// The error class of the package; `APIError` without one of its own.
    #[cfg(feature = "docs")]
    pub class: Option<&'static str>,
    /// The meaning, as a sentence.
    #[cfg(feature = "docs")]
    pub doc: &'static str,
}

impl ErrorStatus {
    const fn range(first: u16, last: u16, _doc: &'static str) -> Self {
        Self {
            first,
            last,
            is_retryable: false,
            may_have_had_effect: false,
            #[cfg(feature = "docs")]
            relayed_as: None,
            #[cfg(feature = "docs")]
            class: None,
            #[cfg(feature = "docs")]
            doc: _doc,
        }
    }

    const fn new(status: u16, doc: &'static str) -> Self {
        Self::range(status, status, doc)
    }

    const fn class(self, _class: &'static str) -> Self {
        Self {
            #[cfg(feature = "docs")]
            class: Some(_class),
            ..self
        }
    }

    const fn retryable(self) -> Self {
        Self { is_retryable: true, ..self }
    }

    const fn may_have_had_effect(self) -> Self {
        Self { may_have_had_effect: true, ..self }
    }

    const fn relayed_as(self, _status: u16) -> Self {
        Self {
            #[cfg(feature = "docs")]
            relayed_as: Some(_status),
            ..self
        }
    }
}

/// The error statuses that mean more than "rejected by PostPeer", in ascending order.
pub static ERROR_STATUSES: &[ErrorStatus] = &[
    ErrorStatus::new(400, "The request is invalid.").class("BadRequestError"),
    ErrorStatus::new(401, "The access key is missing or invalid.").class("AuthenticationError"),
    ErrorStatus::new(402, "The plan or its credits do not cover the call.").class("PaymentRequiredError"),
    ErrorStatus::new(403, "The access key does not permit the call.").class("PermissionDeniedError"),
    ErrorStatus::new(404, "The resource does not exist.").class("NotFoundError"),
    ErrorStatus::new(407, "A proxy requires authentication.").relayed_as(400),
    ErrorStatus::new(408, "The server timed out.").retryable().may_have_had_effect().relayed_as(504),
    ErrorStatus::new(409, "The request conflicts with the state of the resource.").class("ConflictError"),
    ErrorStatus::new(421, "The request reached the wrong server.").relayed_as(400),
    ErrorStatus::new(422, "The server could not process the values.").class("UnprocessableEntityError"),
    ErrorStatus::new(425, "The server refuses early data.").relayed_as(400),
    ErrorStatus::new(429, "Too many requests, or a daily limit is reached.").class("RateLimitError").retryable(),
    ErrorStatus::new(499, "A proxy gave up waiting; the server may still act.").may_have_had_effect().relayed_as(504),
    ErrorStatus::range(500, 599, "The server failed.").class("InternalServerError").retryable().may_have_had_effect(),
];

fn find(status: u16) -> Option<&'static ErrorStatus> {
    ERROR_STATUSES.iter().find(|row| (row.first..=row.last).contains(&status))
}

/// Returns true if the same request may succeed later.
pub fn is_retryable(status: u16) -> bool {
    find(status).is_some_and(|row| row.is_retryable)
}

/// Returns true if the server may have acted before it answered with this status, which is not a success.
///
/// A 4xx without a row is a refusal. Any other status without a row is unexpected, so it proves nothing.
pub fn may_have_had_effect(status: u16) -> bool {
    find(status).map_or(!(400..500).contains(&status), |row| row.may_have_had_effect)
}

#[cfg(test)]
mod tests {
    use super::{ERROR_STATUSES, is_retryable, may_have_had_effect};

    #[test]
    fn rows_are_in_ascending_order_and_do_not_overlap() {
        let mut last = 399;
        for row in ERROR_STATUSES {
            assert!(row.first > last && row.first <= row.last, "{}", row.first);
            last = row.last;
        }
        assert_eq!(last, 599);
    }

    #[cfg(feature = "docs")]
    #[test]
    fn a_relay_answers_with_an_error_status_of_the_same_outcome() {
        for row in ERROR_STATUSES {
            if let Some(status) = row.relayed_as {
                assert_eq!(may_have_had_effect(status), row.may_have_had_effect, "{}", row.first);
            }
        }
    }

    #[test]
    fn statuses_without_a_row_are_rejections_if_4xx_and_unknown_otherwise() {
        for status in [406, 410, 413, 451] {
            assert!(!is_retryable(status) && !may_have_had_effect(status), "{status}");
        }
        for status in [100, 304, 600] {
            assert!(!is_retryable(status) && may_have_had_effect(status), "{status}");
        }
    }
}
