//! The rules as the tables have them, with their codes. The checker reads them packed.

use super::platform::Platform;
use super::platforms::PLATFORMS;
use super::post::{POST_PAYLOAD, RULES, TARGET_RULES};
use super::table::Object;
use crate::rules::{Rule, RuleSubject};

/// Every rule with the platform it belongs to, in the order of their codes; the rules of the post and those of every
/// target belong to none.
pub fn all() -> impl Iterator<Item = (Option<&'static Platform>, &'static Rule)> {
    let shared = RULES.iter().chain(TARGET_RULES).map(|rule| (None, rule));
    let own = PLATFORMS.iter().flat_map(|platform| platform.rules.iter().map(move |rule| (Some(*platform), rule)));
    shared.chain(own)
}

/// The object whose fields are the options of the rules of a platform, or of the post.
pub fn options(platform: Option<&Platform>) -> &'static Object {
    platform.map_or(&POST_PAYLOAD, |platform| platform.options)
}

/// The code of a rule: its platform, its subject and the name of its message, such as `tiktok.disable_duet.ignored`.
pub fn code(platform: Option<&Platform>, rule: &Rule) -> String {
    let group = platform.map_or("post", |platform| platform.name);
    let subject = match (rule.subject, rule.subject.name()) {
        (RuleSubject::Option(index), _) => {
            let key = options(platform).fields.get(usize::from(index)).map_or("", |field| field.key);
            snake_case(key)
        }
        (_, name) => name.unwrap_or_default().to_owned(),
    };
    format!("{group}.{subject}.{}", rule.message.template().map_or("", |template| template.name))
}

fn snake_case(key: &str) -> String {
    let mut name = String::new();
    for letter in key.chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
