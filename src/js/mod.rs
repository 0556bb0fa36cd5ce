//! The one place that touches JavaScript: the exports of the wasm files, and the fetch driver.

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
mod allocator;
#[cfg(feature = "validate")]
pub mod count;
#[cfg(feature = "validate")]
mod instance_state;
#[cfg(feature = "validate")]
pub mod validate;
#[cfg(feature = "validate")]
mod workspace;

#[cfg(feature = "client")]
mod bindings;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
mod driver;
#[cfg(feature = "client")]
mod event_queue;
#[cfg(feature = "client")]
mod options;
#[cfg(feature = "client")]
mod report;

#[cfg(feature = "media")]
mod media;
