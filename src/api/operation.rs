//! The operations: what each sends, where, and whether a second try is safe.

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

    /// Whether sending the same request twice does no more than sending it once. POST creates and PATCH changes, and
    /// PostPeer has no idempotency key: both are sent once.
    pub const fn replay_is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Put | Self::Delete)
    }
}

/// One operation of the API.
#[derive(Debug)]
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
    /// Whether the access key goes along. Where it does not, it must not.
    pub auth: bool,
    /// What the operation does, and what it costs where it costs something.
    #[cfg(feature = "docs")]
    pub doc: &'static str,
}

/// What sending an operation needs to know of it. The rest of its row, which is most of it, serves checking and is
/// packed for that.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// Group and method.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL, with `{name}` for each path parameter.
    pub path: &'static str,
    /// Whether it takes a body.
    pub has_body: bool,
    /// Whether the access key goes along.
    pub auth: bool,
}

impl Operation {
    /// What sending it needs to know.
    pub const fn route(&self) -> Route {
        Route { name: self.name, method: self.method, path: self.path, has_body: self.body.is_some(), auth: self.auth }
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
            #[cfg(feature = "docs")]
            doc: "",
        }
    }

    /// Adds what the operation does.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.doc = doc;
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

    /// The operation declares no security: a one-time token or nothing at all is its credential.
    pub const fn without_key(mut self) -> Self {
        self.auth = false;
        self
    }
}
