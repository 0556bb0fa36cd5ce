// Requirements of Standard Schema and Standard JSON Schema, beyond what single libraries use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import addFormats from 'ajv-formats';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { postSchema, validatePost } from '../../pkg/validate.js';
import { seedOf } from '../conformance/library.mjs';
import { garbage } from '../conformance/mutate.mjs';
import { Random } from '../conformance/random.mjs';
import { payload } from '../conformance/run.mjs';
import { invalidDraft } from './posts.mjs';

const { validate, jsonSchema } = postSchema['~standard'];
const DIALECTS = { 'draft-07': Ajv.default, 'draft-2020-12': Ajv2020.default };

const cycle = {};
cycle.content = cycle;
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const HOSTILE = {
  'a cycle': cycle,
  'a revoked Proxy': revoked.proxy,
  'a getter that throws': {
    get content() {
      throw new Error('no');
    },
  },
  'a big integer': 1n,
  'a symbol': Symbol('post'),
  'a date': new Date(0),
  'an own __proto__': JSON.parse('{"__proto__":{"content":"x"}}'),
};

/** Asserts that every issue has a message and a path of a field. Returns true if there are issues. */
function assertIssues(result, context) {
  assert.ok(!(result instanceof Promise), context);
  if (!result.issues) return false;
  assert.ok(result.issues.length > 0, context);
  for (const { path, message, severity } of result.issues) {
    assert.ok(Array.isArray(path) && path.length > 0, `${context}: ${message}`);
    assert.ok(
      path.every(key => typeof key === 'string' || Number.isInteger(key)),
      `${context}: ${path}`,
    );
    assert.ok(message.length > 0 && severity === 'error', context);
  }
  return true;
}

test('every issue has a path, for invalid posts, for other values and for hostile ones', () => {
  const seed = seedOf();
  let refused = 0;
  for (let index = 0; index < 1200; index += 1) {
    const post = payload(seed, index);
    const result = validate(post);
    const errors = validatePost(post).issues.filter(({ severity }) => severity === 'error');
    assert.equal(assertIssues(result, `SEED=${seed}, payload ${index}`), errors.length > 0);
    if (errors.length === 0) continue;
    refused += 1;
    assert.deepEqual(
      result.issues,
      errors.map(issue => (issue.path.length > 0 ? issue : { ...issue, path: ['content'] })),
    );
  }
  assert.ok(refused > 600, `only ${refused} were refused`);
  for (let index = 0; index < 600; index += 1) {
    const value = garbage(new Random(seed, index));
    assert.ok(assertIssues(validate(value), `SEED=${seed}, garbage ${index}`));
  }
  for (const [name, value] of Object.entries(HOSTILE)) {
    assert.ok(assertIssues(validate(value), name), name);
    assert.ok(assertIssues(validate({ ...invalidDraft(), mediaItems: value }), `${name}, as media`));
  }
});

test('an issue of the post as a whole has the path of its text', () => {
  for (const value of [undefined, null, 5, 'post', [], () => {}]) {
    assert.deepEqual(validatePost(value).issues[0].path, []);
    assert.deepEqual(validate(value).issues[0].path, ['content']);
  }
});

test('warnings do not make a form invalid', () => {
  const post = {
    content: 'See https://example.com',
    platforms: [{ platform: 'twitter', accountId: 'a' }],
    publishNow: true,
  };
  assert.ok(validatePost(post).issues.some(({ severity }) => severity === 'warning'));
  assert.deepEqual(validate(post), { value: post });
});

test('each call returns a new schema object', () => {
  const first = jsonSchema.input({ target: 'draft-07' });
  first.properties.content.type = 'number';
  assert.equal(jsonSchema.input({ target: 'draft-07' }).properties.content.type, 'string');
  assert.deepEqual(jsonSchema.input({ target: 'draft-07' }), jsonSchema.output({ target: 'draft-07' }));
  assert.throws(() => jsonSchema.input({ target: 'openapi-3.0' }), /openapi-3\.0/);
});

for (const [target, Dialect] of Object.entries(DIALECTS)) {
  test(`the JSON Schema in ${target} compiles in strict Ajv, and agrees with the validator on structure`, () => {
    const schema = jsonSchema.input({ target });
    assert.equal(schema.type, 'object');
    assert.equal(schema.properties.timezone.default, 'UTC');
    assert.deepEqual(
      schema.properties.platforms.items.oneOf.find(({ properties }) => properties.platform.enum[0] === 'bluesky')
        .properties.platformSpecificData.properties.langs.default,
      ['en'],
    );
    assert.ok(!JSON.stringify(schema).includes('$ref'), 'the drafts differ in the keyword for definitions');
    const ajv = new Dialect({ strict: true });
    addFormats.default(ajv, { mode: 'full' });
    const accepts = ajv.compile(schema);
    const seed = seedOf();
    const counts = [0, 0];
    for (let index = 0; index < 800; index += 1) {
      // Goes through JSON, because Ajv treats a key with the value undefined as present.
      const post = JSON.parse(JSON.stringify(payload(seed, index)) ?? 'null');
      const isValid = validatePost(post, { rules: false }).valid;
      assert.equal(accepts(post), isValid, `SEED=${seed}, payload ${index}`);
      counts[Number(isValid)] += 1;
    }
    assert.ok(Math.min(...counts) > 200, String(counts));
    assert.equal(accepts({ ...invalidDraft(), platforms: [{ platform: 'myspace', accountId: 'a' }] }), false);
  });
}
