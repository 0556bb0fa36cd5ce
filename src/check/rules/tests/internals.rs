//! Tests of the tables behind the rules. Only this file and `context.rs` reach into types beside the test helpers.

use std::collections::BTreeSet;

use super::pairs::check_pairs;
use crate::check::rules;
use crate::rules::{
    Constraint, FileConstraint, MediaFact, MediaItemsConstraint, OptionConstraint, READ_FACTS, TextConstraint,
};

#[test]
fn every_rule_has_a_pair() {
    let pairs = super::all_pairs();
    let covered: BTreeSet<usize> = check_pairs(&pairs);
    let missing: Vec<_> = rules::all()
        .enumerate()
        .filter(|(number, _)| !covered.contains(number))
        .map(|(_, (platform, rule))| (rules::code(platform, rule), rule.constraint))
        .collect();
    assert!(missing.is_empty(), "rules without a pair: {missing:#?}");
}

#[test]
fn messages_name_only_numbers_that_their_rules_give() {
    for (platform, rule) in rules::all() {
        let template = rule.message.template().unwrap();
        let has_numbers = !matches!(
            rule.constraint,
            Constraint::Never
                | Constraint::Text(TextConstraint::NoLink | TextConstraint::Matches(_))
                | Constraint::Address(_)
                | Constraint::MediaItems(MediaItemsConstraint::NoUnusedThumbnail)
                | Constraint::Option(OptionConstraint::IsInteger | OptionConstraint::DateOrder(_))
                | Constraint::Creator(_)
                | Constraint::Account(_)
                | Constraint::Time(_)
                | Constraint::File(
                    FileConstraint::Named(..)
                        | FileConstraint::NotNamed(..)
                        | FileConstraint::SameRatio(_)
                        | FileConstraint::NoShortWithThumbnail
                )
        );
        let has_limit =
            has_numbers && !matches!(rule.constraint, Constraint::Option(OptionConstraint::MentionsOccurOnce));
        for text in [template.message, template.hint] {
            assert!(has_numbers || !text.contains("{actual}"), "{}: {text}", rules::code(platform, rule));
            assert!(has_limit || !text.contains("{limit}"), "{}: {text}", rules::code(platform, rule));
        }
    }
}

#[test]
fn given_facts_come_before_derived_ones() {
    assert_eq!([MediaFact::Bytes as u32, MediaFact::AacType as u32, MediaFact::Short as u32], [0, 11, 16]);
    for (fact, name) in [
        (MediaFact::Width, "displayWidth"),
        (MediaFact::Streamable, "streamable"),
        (MediaFact::Chroma, "chroma"),
        (MediaFact::BitDepth, "bitDepth"),
        (MediaFact::Colors, "colorModel"),
        (MediaFact::Location, "location"),
    ] {
        assert_eq!(READ_FACTS[fact as usize], name);
    }
}

#[test]
fn the_prober_gives_every_fact_that_rules_read() {
    // `streamable` is made of two facts of the prober.
    let is_known = |name: &&str| crate::media::FACTS.iter().any(|row| row.name == *name) || *name == "streamable";
    assert!(READ_FACTS.iter().all(is_known));
}

#[test]
fn fields_stand_where_the_reader_looks_for_them() {
    use crate::api::media_item::MEDIA_ITEM;
    use crate::api::platforms::PLATFORMS;
    use crate::api::post::POST_PAYLOAD;
    use crate::api::table::{Object, Type};
    use crate::check::rules::post::field;
    use crate::rules::needs::MAX_OPTIONS;
    let key = |object: &Object, index: usize| object.fields[index].key;
    assert_eq!(key(&POST_PAYLOAD, field::CONTENT), "content");
    assert_eq!(key(&POST_PAYLOAD, field::MEDIA), "mediaItems");
    assert_eq!(key(&POST_PAYLOAD, field::TARGETS), "platforms");
    assert_eq!(key(&MEDIA_ITEM, field::KIND), "type");
    assert_eq!(key(&MEDIA_ITEM, field::URL), "url");
    assert_eq!(key(&MEDIA_ITEM, field::THUMBNAIL), "thumbnail");
    for platform in PLATFORMS {
        assert_eq!(key(platform.target, field::ACCOUNT), "accountId");
        assert_eq!(key(platform.target, field::TARGET_CONTENT), "content");
        assert_eq!(key(platform.target, field::OPTIONS), "platformSpecificData");
        assert!(matches!(platform.target.fields[0].kind, Type::Enum([name]) if *name == platform.name));
        assert!(platform.options.fields.len() <= MAX_OPTIONS);
    }
}
