//! `lib/generated/platforms.js`: the facts of each platform that the sandbox imitates.

use std::fmt::Write as _;

use postpeer_wasm::api::platform::Platform;
use postpeer_wasm::api::platforms::PLATFORMS;
use serde_json::{Map, Value, json};

/// The module.
pub(crate) fn module() -> String {
    let mut text = String::from(
        "// Generated from src/api/platforms by `make build`. Do not edit.\n\n\
         /** Each platform by its name, in the order of the official schema. */\n\
         export const PLATFORMS = {\n  // Without a prototype: a request can name a platform `constructor`.\n  \
         __proto__: null,\n",
    );
    for platform in PLATFORMS {
        let _ = writeln!(text, "  {}: {},", platform.name, facts(platform));
    }
    text.push_str("};\n");
    text
}

fn facts(platform: &Platform) -> Value {
    let mut facts = Map::from_iter([
        ("profileUrl".to_owned(), json!(platform.profile_url)),
        ("postUrl".to_owned(), json!(platform.post_url)),
        ("status".to_owned(), json!(if platform.is_beta { "beta" } else { "prod" })),
    ]);
    if let Some(error) = platform.media_required {
        facts.insert("mediaRequired".to_owned(), json!(error));
    }
    Value::Object(facts)
}
