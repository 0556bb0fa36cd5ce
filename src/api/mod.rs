//! The API of PostPeer as data: the payload of a post, the options of the ten platforms, and the operations.
//!
//! The tables are the only description of the API in this repository. The source tags on the rows:
//!
//! | tag | source |
//! |---|---|
//! | `spec` | the official OpenAPI document (`openapi.json` in the Python client 0.1.4, 2026-08-05) |
//! | `seed` | the documentation page of the TikTok platform, `postpeer.dev/docs/platforms/tiktok` |
//! | `docs` | another page of `postpeer.dev/docs` |
//! | `skills` | the official agent skills, 2026-07-04 |

pub mod error_status;
pub mod media_item;
pub mod operation;
pub mod operations;
pub mod platform;
pub mod platforms;
pub mod post;
pub mod rule_list;
pub mod table;
