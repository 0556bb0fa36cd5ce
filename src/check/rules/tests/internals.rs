//! Tests of the tables behind the rules. Only this file and `context.rs` reach into types beside the test helpers.

use std::collections::BTreeSet;

use super::pairs::check_pairs;
use crate::api::rule::{Fact, READ_FACTS, SAYINGS, What};
use crate::check::rules;

#[test]
fn every_rule_has_a_pair() {
    let pairs = super::all_pairs();
    let covered: BTreeSet<usize> = check_pairs(&pairs);
    let missing: Vec<_> = rules::all()
        .enumerate()
        .filter(|(number, _)| !covered.contains(number))
        .map(|(_, (platform, rule))| (rules::code(platform, rule), rule.what))
        .collect();
    assert!(missing.is_empty(), "rules without a pair: {missing:#?}");
}

#[test]
fn messages_name_only_numbers_that_their_rules_give() {
    for (platform, rule) in rules::all() {
        let (_, sentence, hint) = SAYINGS[rule.say as usize];
        let has_numbers = !matches!(
            rule.what,
            What::Always
                | What::NoLink
                | What::Looks(_)
                | What::Addresses(_)
                | What::Outlives
                | What::Covers
                | What::Whole
                | What::Order(_)
                | What::Offered(..)
                | What::Setting(_)
                | What::OnlyOnce
                | What::Future
                | What::Zone
                | What::OneReading
                | What::NoGap
                | What::NoOverlap
                | What::Container(..)
                | What::VideoCodec(_)
                | What::AudioCodec(_)
                | What::SameRatio(_)
                | What::NoShortWithCover
        );
        let has_limit = has_numbers && !matches!(rule.what, What::MentionOnce);
        for text in [sentence, hint] {
            assert!(has_numbers || !text.contains("{actual}"), "{}: {text}", rules::code(platform, rule));
            assert!(has_limit || !text.contains("{limit}"), "{}: {text}", rules::code(platform, rule));
        }
    }
}

#[test]
fn given_facts_come_before_derived_ones() {
    assert_eq!([Fact::Bytes as u32, Fact::AacType as u32, Fact::Short as u32], [0, 11, 16]);
    for (fact, name) in [
        (Fact::Width, "displayWidth"),
        (Fact::Streamable, "streamable"),
        (Fact::Chroma, "chroma"),
        (Fact::BitDepth, "bitDepth"),
        (Fact::Colors, "colorModel"),
        (Fact::Location, "location"),
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
fn fields_stand_where_the_view_looks_for_them() {
    use crate::api::post::{MEDIA_ITEM, PLATFORM_OPTIONS, PLATFORMS, POST_PAYLOAD, TARGET};
    use crate::api::table::{Object, Type};
    use crate::check::rules::measure::YOUTUBE;
    use crate::check::rules::view::{MOST_FIELDS, field};
    let key = |object: &Object, index: usize| object.fields[index].key;
    assert_eq!([PLATFORMS[YOUTUBE], PLATFORMS[rules::X]], ["youtube", "twitter"]);
    assert_eq!(key(&POST_PAYLOAD, field::CONTENT), "content");
    assert_eq!(key(&POST_PAYLOAD, field::MEDIA), "mediaItems");
    assert_eq!(key(&POST_PAYLOAD, field::TARGETS), "platforms");
    assert_eq!(key(&MEDIA_ITEM, field::KIND), "type");
    assert_eq!(key(&MEDIA_ITEM, field::URL), "url");
    assert_eq!(key(&MEDIA_ITEM, field::THUMBNAIL), "thumbnail");
    for ((target, platform), options) in TARGET.variants.iter().zip(PLATFORMS).zip(PLATFORM_OPTIONS) {
        assert_eq!(key(target, field::ACCOUNT), "accountId");
        assert_eq!(key(target, field::TARGET_CONTENT), "content");
        assert_eq!(key(target, field::OPTIONS), "platformSpecificData");
        assert!(matches!(target.fields[0].kind, Type::Enum([name]) if name == platform));
        assert!(options.fields.len() <= MOST_FIELDS);
    }
}
