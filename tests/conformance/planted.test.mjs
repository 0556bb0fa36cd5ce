// Tests the comparison itself: each validator with one planted mistake must be caught.
import assert from 'node:assert/strict';
import test from 'node:test';
import { copy, expectedOf } from './compare.mjs';
import { compareMany, verdict } from './run.mjs';
import { isObject } from './generate.mjs';
import { seedOf } from './library.mjs';

const seed = seedOf();

/** A validator that is correct by construction: Ajv, with the codes of the library. */
function answer(post, change = issues => issues) {
  const expected = expectedOf(post, verdict(post));
  // A wrong type hides the other faults of the value.
  const issues = expected
    .filter(
      one =>
        one.keyword === 'type' ||
        !expected.some(other => other.keyword === 'type' && String(other.path) === String(one.path)),
    )
    .map(({ path, codes, limit, keyword }) => ({
      severity: 'error',
      code: codes[0],
      path,
      limit,
      keyword,
      message: keyword,
    }));
  const kept = change(issues, post);
  return { valid: kept.length === 0, issues: kept };
}

const without = match => issues => issues.filter(issue => !match(issue));
const at = (path, post) => path.reduce((value, key) => value?.[key], post);
const altered = edit => post => {
  const other = copy(post);
  edit(other);
  return answer(other);
};
const everywhere = edit => {
  const go = value => {
    if (Array.isArray(value)) value.forEach(go);
    else if (isObject(value)) {
      edit(value);
      Object.values(value).forEach(go);
    }
  };
  return go;
};

const PLANTED = {
  'stops at the first issue': post => answer(post, issues => issues.slice(0, 1)),
  'overlooks keys that objects inherit': post =>
    answer(
      post,
      without(({ keyword, path }) => keyword === 'additionalProperties' && path.at(-1) in {}),
    ),
  'overlooks an own __proto__ only': post =>
    answer(
      post,
      without(({ keyword, path }) => keyword === 'additionalProperties' && path.at(-1) === '__proto__'),
    ),
  'overlooks the empty key': post =>
    answer(
      post,
      without(({ path }) => path.at(-1) === ''),
    ),
  'counts UTF-16 units': post =>
    answer(post, (issues, whole) => {
      const title = whole?.platforms?.[0]?.platformSpecificData?.title;
      const path = ['platforms', 0, 'platformSpecificData', 'title'];
      const wrong =
        typeof title === 'string' && title.length > 100 && !issues.some(issue => String(issue.path) === String(path));
      return wrong ? [...issues, { severity: 'error', code: 'too_long', path, message: 'x' }] : issues;
    }),
  'takes null for absent': altered(
    everywhere(object => Object.keys(object).forEach(key => object[key] === null && delete object[key])),
  ),
  'takes an index for text': post =>
    answer(post, issues => issues.map(issue => ({ ...issue, path: issue.path.map(String) }))),
  'lets a fraction pass as an integer': post =>
    answer(
      post,
      without(
        ({ path, keyword }) =>
          keyword === 'type' && typeof at(path, post) === 'number' && path.at(-1) === 'thumbOffset',
      ),
    ),
  'lets a minimum pass at a hair below': post =>
    answer(
      post,
      without(({ path, keyword }) => keyword === 'minimum' && at(path, post) > -1e-6),
    ),
  'ends a pattern before a line feed': post =>
    answer(
      post,
      without(({ path, keyword }) => keyword === 'pattern' && at(path, post).endsWith('\n')),
    ),
  'knows no leap second': post =>
    answer(post, (issues, whole) =>
      typeof whole?.scheduledFor === 'string' &&
      whole.scheduledFor.includes(':60') &&
      !issues.some(issue => issue.path[0] === 'scheduledFor')
        ? [...issues, { severity: 'error', code: 'format.date_time', path: ['scheduledFor'], message: 'x' }]
        : issues,
    ),
  'refuses a lower-case t': post =>
    answer(post, (issues, whole) =>
      typeof whole?.scheduledFor === 'string' && /^\d{4}-\d\d-\d\dt/.test(whole.scheduledFor) && issues.length === 0
        ? [{ severity: 'error', code: 'format.date_time', path: ['scheduledFor'], message: 'x' }]
        : issues,
    ),
  'lets a backslash into an address': post =>
    answer(
      post,
      without(({ path, keyword }) => keyword === 'format' && at(path, post).includes('\\')),
    ),
  'sees duplicates only side by side': post =>
    answer(
      post,
      without(
        ({ path, keyword }) =>
          keyword === 'uniqueItems' && !at(path, post).some((item, i, all) => i > 0 && item === all[i - 1]),
      ),
    ),
  'checks options of an unknown platform': post =>
    answer(post, issues =>
      issues.flatMap(issue =>
        issue.keyword === 'discriminator'
          ? [issue, { ...issue, path: [...issue.path.slice(0, -1), 'accountId'] }]
          : [issue],
      ),
    ),
  'skips what follows the first target': post =>
    answer(
      post,
      without(({ path }) => path[0] === 'platforms' && path[1] > 0),
    ),
  'accepts a target that is not an object': post =>
    answer(
      post,
      without(({ keyword }) => keyword === 'oneOf'),
    ),
  'names the wrong limit': post =>
    answer(post, issues =>
      issues.map(issue => (issue.keyword === 'maxItems' ? { ...issue, limit: issue.limit + 1 } : issue)),
    ),
  'says everything twice': post => answer(post, issues => [...issues, ...issues]),
  'throws on a lone surrogate': post => {
    encodeURIComponent(JSON.stringify(post) ? (post?.content ?? '') : '');
    return answer(post);
  },
  'is not there': () => ({ valid: true }),
};

test('a correct validator passes', () => {
  const differences = compareMany({ validate: post => answer(post), seed, count: 3_000, depth: 'codes' });
  assert.deepEqual(
    differences.map(one => one.text),
    [],
  );
});

for (const [mistake, validate] of Object.entries(PLANTED)) {
  test(`a validator that ${mistake} is caught`, t => {
    const [difference] = compareMany({ validate, seed, count: 104_000, depth: 'codes', most: 1 });
    assert.ok(difference, 'no difference found');
    t.diagnostic(
      difference.text
        .split('\n')
        .find(line => line.includes('smallest'))
        .slice(0, 300),
    );
  });
}
