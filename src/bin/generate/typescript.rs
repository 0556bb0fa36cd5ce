//! `types.d.ts`: every object as an interface, every operation with its parameters and its answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::operation::Operation;
use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::platforms::{PLATFORM_NAMES, TARGET};
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::table::{Field, Object, Tagged, Type};
use postpeer_wasm::check::rules;
use postpeer_wasm::rules::messages::CODES;

use crate::reference::CLIENT_CODES;
use crate::type_text::limits;

const HEAD: &str = "\
// Made from the tables of the API (src/api) by `make build`. Not to be edited.

import type { Iterate, Method } from './client.js';

";

/// The whole file.
pub(crate) fn types() -> String {
    let mut file = File::default();
    file.object(&POST_PAYLOAD);
    for operation in OPERATIONS {
        for field in operation.path_fields.iter().chain(operation.query) {
            file.reach(&field.kind);
        }
        if let Some(body) = operation.body {
            file.object(body);
        }
        for body in operation.response.bodies.iter().copied().chain(operation.response.error) {
            file.object(body);
        }
    }
    let platforms = union(PLATFORM_NAMES);
    let mut text =
        format!("{HEAD}/** A platform that PostPeer publishes to. */\nexport type Platform = {platforms};\n");
    text.push_str(&issue_codes());
    text.push_str(&file.text);
    text.push_str(&operations());
    text.push_str(&resources());
    text
}

/// `IssueCode`: the codes of the tables, then those of the rules, then those that only JavaScript gives.
fn issue_codes() -> String {
    let mut seen = BTreeSet::new();
    let codes = CODES.iter().map(|code| code.code.to_owned());
    let of_rules = rules::all().map(|(platform, rule)| rules::code(platform, rule));
    let names = codes.chain(of_rules).chain(CLIENT_CODES.iter().map(|(code, ..)| (*code).to_owned()));
    let lines: Vec<_> = names.filter(|name| seen.insert(name.clone())).map(|name| format!("  | '{name}'")).collect();
    format!(
        "/** The stable names of the kinds of issues. REFERENCE.md says what each means. */\n\
         export type IssueCode =\n{};\n",
        lines.join("\n")
    )
}

#[derive(Default)]
struct File {
    text: String,
    written: BTreeSet<&'static str>,
}

impl File {
    /// Writes an object, after those that it is made of.
    fn object(&mut self, object: &'static Object) {
        if !self.written.insert(object.name) {
            return;
        }
        if let Some(base) = object.extends {
            self.object(base);
        }
        for field in object.fields {
            self.reach(&field.kind);
        }
        if let Some(rest) = &object.rest {
            self.reach(rest);
        }
        let base = object.extends.map_or(String::new(), |base| format!(" extends {}", base.name));
        comment(&mut self.text, "", &[object.doc]);
        let _ = writeln!(self.text, "export interface {}{base} {{", object.name);
        for field in object.fields {
            member(&mut self.text, "  ", field);
        }
        if let Some(rest) = &object.rest {
            let _ = writeln!(self.text, "  [key: string]: {};", type_of(rest));
        }
        self.text.push_str("}\n");
    }

    fn reach(&mut self, kind: &Type) {
        match kind {
            Type::Object(object) => self.object(object),
            Type::List(list) => self.reach(&list.items),
            Type::Nullable(inner) => self.reach(inner),
            Type::Tagged(tagged) => self.tagged(tagged),
            Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::AnyObject => {}
        }
    }

    fn tagged(&mut self, tagged: &'static Tagged) {
        for variant in tagged.variants {
            self.object(variant);
        }
        let name = tagged_name(tagged);
        if self.written.insert(name) {
            let names: Vec<_> = tagged.variants.iter().map(|variant| variant.name).collect();
            comment(&mut self.text, "", &["An account to publish to. Its `platform` decides which options it takes."]);
            let _ = writeln!(self.text, "export type {name} =\n  | {};", names.join("\n  | "));
        }
    }
}

/// The tables have one choice of shapes: the target.
fn tagged_name(tagged: &Tagged) -> &'static str {
    assert!(core::ptr::eq(tagged, &TARGET), "a second tagged type needs a name of its own");
    "Target"
}

fn member(text: &mut String, indent: &str, field: &Field) {
    let mut lines = vec![field.doc.to_owned()];
    let limits = limits(&field.kind);
    if !limits.is_empty() {
        lines.push(limits);
    }
    if !field.default.is_empty() {
        lines.push(format!("@default {}", field.default));
    }
    if !matches!(field.source, "" | "spec") {
        lines.push(format!("Source: {}.", field.source));
    }
    comment(text, indent, &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let optional = if field.required { "" } else { "?" };
    let _ = writeln!(text, "{indent}{}{optional}: {};", field.key, type_of(&field.kind));
}

fn type_of(kind: &Type) -> String {
    match kind {
        Type::Boolean => "boolean".to_owned(),
        Type::Number(_) | Type::Integer(_) => "number".to_owned(),
        Type::Text(_) => "string".to_owned(),
        Type::Enum(values) if *values == PLATFORM_NAMES => "Platform".to_owned(),
        Type::Enum(values) => union(values),
        Type::List(list) => match type_of(&list.items) {
            items if items.contains(' ') => format!("({items})[]"),
            items => format!("{items}[]"),
        },
        Type::Object(object) => object.name.to_owned(),
        Type::Tagged(tagged) => tagged_name(tagged).to_owned(),
        Type::Nullable(inner) => format!("{} | null", type_of(inner)),
        Type::AnyObject => "Record<string, unknown>".to_owned(),
    }
}

fn union(values: &[&str]) -> String {
    values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(" | ")
}

fn comment(text: &mut String, indent: &str, lines: &[&str]) {
    let lines: Vec<_> = lines.iter().filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(text, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(text, "{indent}/**");
            for line in lines {
                let _ = writeln!(text, "{indent} * {line}");
            }
            let _ = writeln!(text, "{indent} */");
        }
    }
}

/// `Operations`: by name, what each takes and answers.
fn operations() -> String {
    let mut text =
        String::from("/** The parameters and results of each operation, by name. */\nexport interface Operations {\n");
    for operation in OPERATIONS {
        let _ = writeln!(text, "  '{}': {{", operation.name);
        parameters(&mut text, "path", operation.path_fields);
        parameters(&mut text, "query", operation.query);
        if let Some(body) = operation.body {
            let _ = writeln!(text, "    body: {};", body.name);
        }
        let bodies = operation.response.bodies;
        let names: Vec<_> = bodies.iter().map(|body| body.name).collect();
        let _ = writeln!(text, "    response: {};", names.join(" | "));
        if let Some(pages) = operation.pages {
            let _ = writeln!(text, "    item: {};", item(bodies, pages.rows));
        }
        text.push_str("  };\n");
    }
    text.push_str("}\n");
    text
}

/// Type of the rows of a list, from the response that has them.
fn item(bodies: &[&'static Object], rows: &str) -> String {
    let field = bodies.iter().flat_map(|body| body.fields).find(|field| field.key == rows);
    match field.map(|field| field.kind) {
        Some(Type::List(list)) => type_of(&list.items),
        _ => "unknown".to_owned(),
    }
}

fn parameters(text: &mut String, part: &str, fields: &[Field]) {
    if fields.is_empty() {
        return;
    }
    let optional = if fields.iter().any(|field| field.required) { "" } else { "?" };
    let _ = writeln!(text, "    {part}{optional}: {{");
    for field in fields {
        member(text, "      ", field);
    }
    text.push_str("    };\n");
}

/// `Resources`: the operations as the tree that a client is.
fn resources() -> String {
    let mut text = String::from(
        "/** The operations as a client has them: `client.posts.create(…)`. */\nexport interface Resources {\n",
    );
    let paths: Vec<(Vec<&str>, &Operation)> =
        OPERATIONS.iter().map(|operation| (operation.name.split('.').collect(), operation)).collect();
    branch(&mut text, &paths, &[]);
    text.push_str("}\n");
    text
}

fn branch(text: &mut String, paths: &[(Vec<&str>, &Operation)], prefix: &[&str]) {
    let indent = "  ".repeat(prefix.len().saturating_add(1));
    let mut done = BTreeSet::new();
    for (path, operation) in paths {
        let Some([name, rest @ ..]) = path.strip_prefix(prefix) else { continue };
        if rest.is_empty() {
            let errors = operation.response.errors;
            let declared = match errors {
                [] => String::new(),
                _ => {
                    let list: Vec<_> = errors.iter().map(u16::to_string).collect();
                    format!("Declared failures: {}.", list.join(", "))
                }
            };
            let line = format!("`{} {}`", operation.method.name(), operation.path);
            comment(text, &indent, &[operation.doc, &line, &declared]);
            let _ = writeln!(text, "{indent}readonly {name}: Method<'{}'>;", operation.name);
            if let Some(pages) = operation.pages {
                let line = format!("Goes through all that `{name}` lists, page by page, as it is asked for.");
                let cost = if operation.replay_is_safe { "" } else { "Each page costs what a call does." };
                comment(text, &indent, &[&line, cost]);
                let _ = writeln!(text, "{indent}readonly {}: Iterate<'{}'>;", pages.method, operation.name);
            }
        } else if done.insert(*name) {
            let _ = writeln!(text, "{indent}readonly {name}: {{");
            let mut deeper = prefix.to_vec();
            deeper.push(name);
            branch(text, paths, &deeper);
            let _ = writeln!(text, "{indent}}};");
        }
    }
}
