// The JSON Schema made from the tables means the same as the official one, component by component.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadSpec } from '../support/external-fixtures.mjs';

const spec = loadSpec();
const official = spec.components.schemas;
const ours = JSON.parse(readFileSync('pkg/post.schema.json', 'utf8'));

/** Our name of each component of the official document. */
const NAMES = {
  Platform: 'Platform',
  Status: 'Status',
  SortOrder: 'SortOrder',
  ErrorResponse: 'ErrorResponse',
  TwitterConfigurations: 'TwitterOptions',
  YouTubeConfigurations: 'YouTubeOptions',
  TikTokConfigurations: 'TikTokOptions',
  PinterestConfigurations: 'PinterestOptions',
  LinkedInConfigurations: 'LinkedInOptions',
  LinkedInMention: 'LinkedInMention',
  BlueskyConfigurations: 'BlueskyOptions',
  FacebookConfigurations: 'FacebookOptions',
  InstagramConfigurations: 'InstagramOptions',
  ThreadsConfigurations: 'ThreadsOptions',
  GoogleBusinessConfigurations: 'GoogleBusinessOptions',
  PostPayload: 'Post',
};

/** A schema with its references followed, its words dropped and its order made regular: its meaning. */
function meaning(schema, document) {
  if (schema.$ref) {
    const target = schema.$ref
      .slice(2)
      .split('/')
      .reduce((node, key) => node[key], document);
    return meaning(target, document);
  }
  const out = {};
  for (const key of Object.keys(schema).sort()) {
    const value = schema[key];
    switch (key) {
      case 'description':
      case 'default': // An annotation: it takes no part in validation.
        break;
      case 'properties':
        out[key] = Object.fromEntries(
          Object.keys(value)
            .sort()
            .map(name => [name, meaning(value[name], document)]),
        );
        break;
      case 'items':
        out[key] = meaning(value, document);
        break;
      case 'oneOf':
        out[key] = value
          .map(choice => meaning(choice, document))
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
        break;
      case 'required':
      case 'enum':
        out[key] = [...value].sort();
        break;
      case 'type':
      case 'format':
      case 'pattern':
      case 'minimum':
      case 'maximum':
      case 'minLength':
      case 'maxLength':
      case 'minItems':
      case 'maxItems':
      case 'uniqueItems':
      case 'additionalProperties':
      case 'discriminator':
        out[key] = value;
        break;
      default:
        assert.fail(`the keyword ${key} is not compared`);
    }
  }
  return out;
}

test('every component of the official document has its counterpart', () => {
  assert.deepEqual(Object.keys(official).sort(), Object.keys(NAMES).sort());
});

for (const [theirs, name] of Object.entries(NAMES)) {
  test(`${theirs} means the same as ${name}`, () => {
    assert.deepEqual(meaning(ours.$defs[name], ours), meaning(official[theirs], spec));
  });
}

test('the document as a whole is the post', () => {
  assert.deepEqual(meaning({ $ref: ours.$ref }, ours), meaning({ $ref: '#/components/schemas/PostPayload' }, spec));
});

test('every form hint is about a field of the schema, and names fields and values that exist', () => {
  const { Platform: _, ...hints } = JSON.parse(readFileSync('pkg/post.form.json', 'utf8'));
  let count = 0;
  for (const [name, fields] of Object.entries(hints)) {
    const { properties } = ours.$defs[name];
    for (const [key, { appliesTo, input, countedBy }] of Object.entries(fields)) {
      assert.ok(properties[key], `${name}.${key}`);
      if (appliesTo?.field) assert.ok(properties[appliesTo.field], `${name}.${appliesTo.field}`);
      if (appliesTo?.value) assert.ok(properties[appliesTo.field].enum.includes(appliesTo.value), `${name}.${key}`);
      if (input) assert.equal(properties[key].type, 'string', `${name}.${key}`);
      if (countedBy) assert.ok(ours.$defs.Platform.enum.includes(countedBy), `${name}.${key}`);
      count++;
    }
  }
  assert.ok(count >= 20, `${count}`);
});

test('every platform has a title and a colour in the form hints', () => {
  const { Platform } = JSON.parse(readFileSync('pkg/post.form.json', 'utf8'));
  assert.deepEqual(Object.keys(Platform).sort(), [...ours.$defs.Platform.enum].sort());
  for (const [name, { title, color }] of Object.entries(Platform)) {
    assert.match(title, /^[A-Z]/, name);
    assert.match(color, /^#[0-9a-f]{6}$/, name);
  }
});
