//! The numbers that the driver and its JavaScript half (`lib/client/wire.js`, `lib/client/client.js`) share. The
//! generator writes them into `lib/generated/contract.js`.

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$about])* $variant),* }

        impl $name {
            /// All of them. The number of each is its index.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in JavaScript.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The one with this number.
            pub fn from_number(number: u32) -> Option<Self> {
                Self::ALL.get(number as usize).copied()
            }
        }
    };
}

numbered! {
    /// An event that JavaScript reports.
    EventKind {
        /// The call begins.
        Start = "START",
        /// The caller's signal.
        Abort = "ABORT",
        /// The timer of the deadline.
        Deadline = "DEADLINE",
        /// The wait before another attempt is over.
        Waited = "WAITED",
        /// No status will come.
        ConnectionFailed = "CONNECTION_FAILED",
        /// Status and headers.
        Head = "HEAD",
        /// A body of JSON; the value is what it parses to.
        Json = "JSON",
        /// A body that is not JSON.
        NotJson = "NOT_JSON",
        /// An empty body.
        Empty = "EMPTY",
        /// A body beyond the limit.
        TooLarge = "TOO_LARGE",
        /// The connection broke during the body.
        Broken = "BROKEN",
        /// The request was not handed to the network.
        Unsent = "UNSENT",
    }
}

impl EventKind {
    /// True for an event of one attempt. Events of an earlier attempt are ignored.
    pub const fn is_of_attempt(self) -> bool {
        match self {
            Self::Start | Self::Abort | Self::Deadline | Self::Waited => false,
            Self::ConnectionFailed
            | Self::Head
            | Self::Json
            | Self::NotJson
            | Self::Empty
            | Self::TooLarge
            | Self::Broken
            | Self::Unsent => true,
        }
    }
}

numbered! {
    /// The stage up to which a call goes.
    Stage {
        /// The request is checked.
        Check = "CHECK",
        /// The request is built and shown without the key.
        Build = "BUILD",
        /// The request is sent.
        Send = "SEND",
    }
}

numbered! {
    /// A field of the report that ends a call.
    ReportField {
        /// The outcome.
        Outcome = "OUTCOME",
        /// The reason.
        Reason = "REASON",
        /// The status; 0 for none.
        Status = "STATUS",
        /// The number of attempts.
        Attempts = "ATTEMPTS",
        /// The server's message, or the name of a refused value.
        Message = "MESSAGE",
        /// The server's code, or the reason for the refusal.
        Code = "CODE",
        /// The state of each target of a new post, in the order of the response.
        States = "STATES",
        /// The argument that holds a refused value.
        Argument = "ARGUMENT",
    }
}
