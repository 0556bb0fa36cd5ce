//! The one place that touches JavaScript: what the wasm files export, and the fetch driver.

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
mod allocator;
#[cfg(feature = "validate")]
pub mod count;
#[cfg(feature = "validate")]
pub mod validate;

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
mod driver;
#[cfg(feature = "client")]
mod executor;
#[cfg(feature = "client")]
mod sys;

#[cfg(feature = "media")]
mod media;
