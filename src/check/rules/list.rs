//! The rules as the tables have them, for the reference and the tests. The checker reads them packed.

use crate::api::post::{PLATFORM_OPTIONS, PLATFORM_RULES, PLATFORMS, POST_PAYLOAD, RULES, TARGET_RULES};
use crate::api::rule::{At, Rule, SAYINGS};

/// Every rule with the platform it belongs to, in the order of their numbers; the rules of the post and those of every
/// target belong to none.
pub fn all() -> impl Iterator<Item = (Option<usize>, &'static Rule)> {
    let shared = RULES.iter().chain(TARGET_RULES).map(|rule| (None, rule));
    let own = PLATFORM_RULES
        .iter()
        .enumerate()
        .flat_map(|(platform, rules)| rules.iter().map(move |rule| (Some(platform), rule)));
    shared.chain(own)
}

/// The code of a rule: its platform, its place and the name of its sentence, such as `tiktok.disable_duet.ignored`.
pub fn code(platform: Option<usize>, rule: &Rule) -> String {
    let mut code = String::from(platform.and_then(|platform| PLATFORMS.get(platform)).copied().unwrap_or("post"));
    code.push('.');
    match rule.at {
        At::Text => code.push_str("text"),
        At::Media => code.push_str("media"),
        At::Account => code.push_str("account_id"),
        At::Option(place) => {
            let object = platform.map_or(Some(&POST_PAYLOAD), |platform| PLATFORM_OPTIONS.get(platform).copied());
            let key = object.and_then(|object| object.fields.get(usize::from(place))).map_or("", |field| field.key);
            for letter in key.chars() {
                if letter.is_ascii_uppercase() {
                    code.push('_');
                }
                code.push(letter.to_ascii_lowercase());
            }
        }
    }
    code.push('.');
    code.push_str(SAYINGS.get(rule.say as usize).map_or("", |(name, _, _)| *name));
    code
}
