//! The allocator of the wasm files. The standard library's costs 1.6 kB more, gzipped, in every one of them.
//!
//! Growing in place is left out: what the library keeps between calls are a few buffers that soon stop growing.

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();
