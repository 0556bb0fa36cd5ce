//! The vocabulary of the operations: method, paging, scope, response and the row itself.

use super::table::{Field, Object};

/// An HTTP method that PostPeer uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as it goes on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Returns whether two requests leave PostPeer as one does (RFC 9110, 9.2.2). POST creates and PATCH changes,
    /// and PostPeer has no idempotency key.
    pub const fn is_idempotent(self) -> bool {
        matches!(self, Self::Get | Self::Put | Self::Delete)
    }
}

/// Style of paging. PostPeer has three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// `offset` rows are skipped.
    Offset,
    /// `page` counts from 1.
    Page,
    /// `after` is the `nextCursor` of the page before.
    Cursor,
}

impl Paging {
    /// The query parameter that asks for the next page.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Offset => "offset",
            Self::Page => "page",
            Self::Cursor => "after",
        }
    }
}

/// A list that comes in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// Style of paging.
    pub paging: Paging,
    /// The key of the answer that holds the rows.
    pub rows: &'static str,
    /// Method that iterates over all pages, in the group of the operation: `posts.iterate`.
    pub method: &'static str,
}

impl Pages {
    /// A list with the rows at a key of the answer, and `iterate` as the method.
    pub const fn new(paging: Paging, rows: &'static str) -> Self {
        Self { paging, rows, method: "iterate" }
    }

    /// Names the method, where the group has an `iterate` already.
    pub const fn named(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }
}

/// The rule by which a relay keeps callers apart whose allowance lists accounts or profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Harmless.
    Open,
    /// Acts through an account. Each place is a part of the call and a key, such as `query.accountId`.
    Account(&'static str),
    /// Acts on a post, which is looked up first.
    Post,
    /// Metrics of a post, which is looked up first, or of an account.
    Analytics,
    /// Usage of an account or a profile.
    Usage,
    /// Lists accounts.
    AccountRows,
    /// Lists posts.
    PostRows,
    /// Lists scheduled posts.
    ScheduledRows,
    /// Needs its name in the allowance; then names a profile. The place is as in `Account`.
    Profile(&'static str),
    /// Needs its name in the allowance; then lists profiles.
    ProfileRows,
    /// Needs its name in the allowance; then acts on a subscription, whose profile is looked up first.
    Notification,
    /// Needs its name in the allowance; then lists subscriptions.
    NotificationRows,
    /// Needs its name in the allowance; then moves an account to a profile.
    Move,
    /// Needs its name in the allowance, which then reaches beyond accounts and profiles.
    Named,
}

#[cfg(feature = "docs")]
impl Scope {
    /// The word in the relay's table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Account(_) => "account",
            Self::Post => "post",
            Self::Analytics => "analytics",
            Self::Usage => "usage",
            Self::AccountRows => "account_rows",
            Self::PostRows => "post_rows",
            Self::ScheduledRows => "scheduled_rows",
            Self::Profile(_) => "profile",
            Self::ProfileRows => "profile_rows",
            Self::Notification => "notification",
            Self::NotificationRows => "notification_rows",
            Self::Move => "move",
            Self::Named => "named",
        }
    }

    /// Part and key of the call that name the account or the profile.
    pub const fn place(self) -> Option<&'static str> {
        match self {
            Self::Account(place) | Self::Profile(place) => Some(place),
            _ => None,
        }
    }

    /// The rule for such a caller, in words.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Account(_) => "must name an allowed account",
            Self::Post => "only posts of allowed accounts",
            Self::Analytics => "only posts of allowed accounts; without `postId` it must name an allowed account",
            Self::Usage => "must name an allowed account or profile",
            Self::AccountRows => "shows allowed accounts only",
            Self::PostRows | Self::ScheduledRows => "shows posts of allowed accounts only",
            Self::Profile(_) => "only if named; with `profiles` it must name an allowed profile",
            Self::ProfileRows => "only if named; with `profiles` shows allowed profiles only",
            Self::Notification => "only if named; with `profiles` only subscriptions of allowed profiles",
            Self::NotificationRows => "only if named; with `profiles` shows subscriptions of allowed profiles only",
            Self::Move => "only if named; must name an allowed account, with `profiles` also an allowed profile",
            Self::Named => "only if named; then without limit",
        }
    }
}

/// One operation of the API: everything that routes, checks, types, reference, relay and sandbox know of it.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Group and method as the official client has them: `posts.create`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Path parameters, in the order of the path.
    pub path_fields: &'static [Field],
    /// Query parameters.
    pub query: &'static [Field],
    /// The JSON body, where there is one.
    pub body: Option<&'static Object>,
    /// True if the access key is sent. If not, it must never be.
    pub auth: bool,
    /// True if the operation is retryable: a second try changes no more than the first and costs nothing.
    pub replay_is_safe: bool,
    /// Paging, of a list that comes in pages.
    pub pages: Option<Pages>,
    /// The rule by which a relay limits it to some accounts.
    #[cfg(feature = "docs")]
    pub scope: Scope,
    /// Description, with the cost in credits, if any.
    #[cfg(feature = "docs")]
    pub doc: &'static str,
    /// Responses.
    #[cfg(feature = "docs")]
    pub response: Response,
}

/// The responses of an operation.
#[cfg(feature = "docs")]
#[derive(Debug, Clone, Copy)]
pub struct Response {
    /// Status of success.
    pub status: u16,
    /// Bodies of success: any of them.
    pub bodies: &'static [&'static Object],
    /// Source of the response: `spec`, or `docs` if the official schema declares none.
    pub source: &'static str,
    /// Body of the declared failures, if there are any. Each operation has one of two.
    pub error: Option<&'static Object>,
    /// Statuses of the declared failures. Others happen: 401 and 429, for two, are hardly ever declared.
    pub errors: &'static [u16],
}

/// The part of an operation that sending needs. The rest of its row serves validation, and is packed for that.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// Group and method.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL, with `{name}` for each path parameter.
    pub path: &'static str,
    /// True if it takes a body.
    pub has_body: bool,
    /// True if the access key is sent.
    pub auth: bool,
    /// True if it is retryable.
    pub replay_is_safe: bool,
}

impl Operation {
    /// The part that sending needs.
    pub const fn route(&self) -> Route {
        Route {
            name: self.name,
            method: self.method,
            path: self.path,
            has_body: self.body.is_some(),
            auth: self.auth,
            replay_is_safe: self.replay_is_safe,
        }
    }

    /// An operation with the access key and nothing else.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            path_fields: &[],
            query: &[],
            body: None,
            auth: true,
            replay_is_safe: method.is_idempotent(),
            pages: None,
            #[cfg(feature = "docs")]
            scope: Scope::Named,
            #[cfg(feature = "docs")]
            doc: "",
            #[cfg(feature = "docs")]
            response: Response { status: 200, bodies: &[], source: "spec", error: None, errors: &[] },
        }
    }

    /// Sets the status of success and the bodies that may come with it.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn response(mut self, status: u16, bodies: &'static [&'static Object]) -> Self {
        #[cfg(feature = "docs")]
        {
            self.response.status = status;
            self.response.bodies = bodies;
        }
        self
    }

    /// Names the source of the response, if it is not the official schema.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn response_source(mut self, source: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.response.source = source;
        }
        self
    }

    /// Sets the body and the statuses of the declared failures.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn errors(mut self, body: &'static Object, statuses: &'static [u16]) -> Self {
        #[cfg(feature = "docs")]
        {
            self.response.error = Some(body);
            self.response.errors = statuses;
        }
        self
    }

    /// Describes the operation.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.doc = doc;
        }
        self
    }

    /// Sets how a relay limits it to some accounts. Without this it must be named, so that a new operation is closed.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn scope(mut self, scope: Scope) -> Self {
        #[cfg(feature = "docs")]
        {
            self.scope = scope;
        }
        self
    }

    /// Sets the path parameters.
    pub const fn path_fields(mut self, fields: &'static [Field]) -> Self {
        self.path_fields = fields;
        self
    }

    /// Sets the query parameters.
    pub const fn query(mut self, fields: &'static [Field]) -> Self {
        self.query = fields;
        self
    }

    /// Sets the body.
    pub const fn body(mut self, body: &'static Object) -> Self {
        self.body = Some(body);
        self
    }

    /// Sets the paging.
    pub const fn pages(mut self, pages: Pages) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Marks a read as not retryable, because each call costs credits.
    pub const fn not_retryable(mut self) -> Self {
        self.replay_is_safe = false;
        self
    }

    /// Leaves the access key out. The credential is a one-time token, or none is needed.
    pub const fn without_key(mut self) -> Self {
        self.auth = false;
        self
    }
}
