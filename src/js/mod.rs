//! The one place that touches JavaScript: what the wasm files export, and the fetch driver.

#[cfg(feature = "validate")]
mod validate;

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod driver;
#[cfg(feature = "client")]
mod executor;
#[cfg(feature = "client")]
mod sys;

#[cfg(feature = "media")]
mod media;
