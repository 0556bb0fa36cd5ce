//! Walks a post through the rules: first the post as a whole, then each target, then the later posts of its thread.

use super::checker::{RuleChecker, RuleContext, Sharing, Subject};
use super::context::{Records, ValidationContext};
use super::post::{Post, Target};
use super::reader::{IssueLocation, Reader};
use crate::check::issue::Issues;
use crate::check::schema::CompiledSchema;
use crate::check::tape::Tape;
use crate::rules::{CompiledRule, Constraint, FileConstraint, RuleSubject, needs};

/// Checks the post on the tape against the rules, and adds their issues.
pub fn check_rules(schema: &CompiledSchema, tape: Tape<'_>, context: ValidationContext<'_>, issues: &mut Issues) {
    let reader = Reader { schema, tape };
    let records = Records::new(context);
    let Some(post) = Post::read(reader, context, &records) else { return };
    let known = if records.knows_files() { needs::FILES } else { 0 }
        | if records.knows_creators() { needs::CREATORS } else { 0 }
        | if context.knows_time() { needs::TIME } else { 0 };
    let uses_thumbnails = post.targets.iter().any(|target| target.compiled.uses_thumbnails);
    let checker = RuleChecker::new(reader, context, records, issues, uses_thumbnails);
    Walk { checker, known, shared: shared_outcomes(schema, &post) }.post(schema, &post);
}

struct Walk<'s, 'a> {
    checker: RuleChecker<'s, 'a>,
    /// The parts of the context that are known, as bits of [`needs`].
    known: u32,
    /// Of each platform with several targets the outcome of each rule about what they share: of the rules of every target
    /// first, then of the platform's own. Such a rule is evaluated once for all of them. Empty for other platforms.
    shared: Vec<Vec<Outcome>>,
}

/// The outcome of a rule for the targets of a platform.
#[derive(Clone, Copy)]
enum Outcome {
    /// It has not been evaluated yet.
    Pending,
    /// The post keeps it.
    Kept,
    /// The post violates it: the list of targets that share the issues.
    Violated(u32),
}

fn shared_outcomes(schema: &CompiledSchema, post: &Post<'_>) -> Vec<Vec<Outcome>> {
    let mut shared = Vec::new();
    for (platform, is_repeated) in schema.platforms.iter().zip(&post.is_repeated) {
        let rules = platform.rules.len().wrapping_add(schema.target_rules.len());
        shared.push(vec![Outcome::Pending; if *is_repeated { rules } else { 0 }]);
    }
    shared
}

impl<'a> Walk<'_, 'a> {
    fn post(&mut self, schema: &'a CompiledSchema, post: &Post<'a>) {
        let mut subject = Subject {
            target: None,
            text: post.text,
            media: &post.media,
            options: &post.fields,
            location: IssueLocation::of(0),
            shape: post.shape,
            is_shared: false,
            is_later: false,
        };
        self.rules(&schema.post_rules, 0, &subject);
        let mut later = post.thread_posts.iter().peekable();
        for target in &post.targets {
            subject.target = Some(target);
            subject.text = target.own_text.unwrap_or(post.text);
            subject.media = &post.media;
            subject.options = &target.options;
            subject.location = target.options_location;
            subject.shape = target.options_shape;
            subject.is_shared = target.own_text.is_none();
            subject.is_later = false;
            self.rules(&schema.target_rules, 0, &subject);
            let (own, first) = (&target.compiled.rules, schema.target_rules.len());
            self.rules(own, first, &subject);
            while let Some(post) = later.next_if(|post| post.target == target.index) {
                subject.text = post.text;
                subject.media = &post.media;
                subject.is_shared = false;
                subject.is_later = true;
                self.rules(own, first, &subject);
            }
        }
    }

    /// Checks a subject against a group of rules. The outcome of its first rule stands at `first` among those that are
    /// shared.
    #[inline(never)]
    fn rules(&mut self, rules: &[CompiledRule], first: usize, subject: &Subject<'_, 'a>) {
        let items = if subject.media.items.is_empty() { 0 } else { needs::ITEMS };
        let there = subject.options.given | self.known | items | subject.text.signs;
        for (place, rule) in (first..).zip(rules) {
            if rule.needs & !there != 0 {
                continue;
            }
            let is_looked_at = match rule.subject {
                RuleSubject::Text => subject.text.text.is_some(),
                RuleSubject::Media => true,
                // Issues of options and accounts are reported once, with the first post of a thread.
                RuleSubject::Account | RuleSubject::Option(_) => !subject.is_later,
            };
            if is_looked_at && rule.conditions.iter().all(|one| self.checker.condition_met(*one, subject)) {
                let context = RuleContext { rule, subject };
                match subject.target.filter(|target| self.is_shared(&context, target)) {
                    Some(target) => self.evaluate_once(&context, place, target),
                    None => self.evaluate(&context),
                }
            }
        }
    }

    /// Returns true if a rule looks at nothing but what several targets of a platform share.
    fn is_shared(&self, context: &RuleContext<'_, 'a>, target: &Target<'a>) -> bool {
        let is_shared = match context.rule.subject {
            RuleSubject::Text => context.subject.is_shared,
            // The longest video is each creator's own.
            RuleSubject::Media => {
                let is_own = matches!(context.rule.constraint, Constraint::File(FileConstraint::CreatorDuration));
                !context.subject.is_later && !is_own
            }
            RuleSubject::Account | RuleSubject::Option(_) => false,
        };
        is_shared && self.shared.get(target.platform).is_some_and(|outcomes| !outcomes.is_empty())
    }

    /// Evaluates a rule about what targets share for the first of them; the others have the same issues.
    #[inline(never)]
    fn evaluate_once(&mut self, context: &RuleContext<'_, 'a>, place: usize, target: &Target<'a>) {
        let outcome = self.shared.get(target.platform).and_then(|outcomes| outcomes.get(place)).copied();
        match outcome.unwrap_or(Outcome::Pending) {
            Outcome::Pending => {
                self.checker.sharing = Sharing::Begun;
                self.evaluate(context);
                let outcome = match core::mem::replace(&mut self.checker.sharing, Sharing::No) {
                    Sharing::List(list) => Outcome::Violated(list),
                    Sharing::No | Sharing::Begun => Outcome::Kept,
                };
                if let Some(entry) = self.shared.get_mut(target.platform).and_then(|all| all.get_mut(place)) {
                    *entry = outcome;
                }
            }
            Outcome::Kept => {}
            Outcome::Violated(list) => self.checker.issues.join(list, target.index),
        }
    }

    #[inline(never)]
    fn evaluate(&mut self, context: &RuleContext<'_, 'a>) {
        let checker = &mut self.checker;
        match context.rule.constraint {
            Constraint::Never => checker.report_here(context),
            Constraint::Text(constraint) => checker.check_text(context, constraint),
            Constraint::MediaItems(constraint) => checker.check_media_items(context, constraint),
            Constraint::Address(constraint) => checker.check_addresses(context, constraint),
            Constraint::File(constraint) => checker.check_files(context, constraint),
            Constraint::Option(constraint) => checker.check_option(context, constraint),
            Constraint::Creator(constraint) => checker.check_creator(context, constraint),
            Constraint::Time(constraint) => checker.check_time(context, constraint),
            Constraint::Account(constraint) => checker.check_account(context, constraint),
        }
    }
}
