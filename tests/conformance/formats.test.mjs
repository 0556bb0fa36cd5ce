// The two formats of the schema are grammars of their own. Each gets more strings than whole posts can contain.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { seedOf, structureOf } from './library.mjs';
import { Random } from './random.mjs';
import { dateTime, dateTimeLike, disturbed, odd, uri, uriLike } from './strings.mjs';

const COUNT = Number(process.env.FORMAT_COUNT ?? 110_000);
const seed = seedOf() ^ 0x5bd1e995;
const anything = r => (r.chance(0.02) ? odd(r) : null);

const FORMATS = [
  {
    name: 'uri',
    official: fullFormats.uri,
    string: r => anything(r) ?? (r.chance(0.1) ? uri(r) : uriLike(r)),
    post: string => ({
      content: '',
      platforms: [{ platform: 'twitter', accountId: '' }],
      mediaItems: [{ type: 'image', url: string }],
    }),
    path: ['mediaItems', 0, 'url'],
  },
  {
    name: 'date-time',
    official: fullFormats['date-time'].validate,
    string: r =>
      anything(r) ??
      (r.chance(0.3)
        ? dateTime(r)
        : r.chance(0.2)
          ? disturbed(r, dateTime(r), [' ', 'T', 'Z', '0', ':'])
          : dateTimeLike(r)),
    post: string => ({ content: '', platforms: [{ platform: 'twitter', accountId: '' }], scheduledFor: string }),
    path: ['scheduledFor'],
  },
];

for (const { name, official, string, post, path } of FORMATS) {
  test(`${COUNT} strings like a ${name} (seed ${seed}) have the verdict of Ajv`, async t => {
    const validate = await structureOf('validate.js');
    /** The library's verdict on one string. Any result but one issue at its place is a failure. */
    const accepts = value => {
      const { valid, issues } = validate(post(value));
      if (valid) return true;
      assert.deepEqual(
        issues.map(issue => issue.path),
        [path],
        `issues elsewhere for ${JSON.stringify(value)}`,
      );
      return false;
    };
    const differences = [];
    let right = 0;
    for (let index = 0; index < COUNT && differences.length < 5; index += 1) {
      const value = string(new Random(seed, index));
      const expected = official(value);
      right += expected ? 1 : 0;
      if (accepts(value) !== expected)
        differences.push(
          `${JSON.stringify(smaller(value, one => accepts(one) !== official(one)))} must be ${expected ? 'accepted' : 'refused'} (string ${index})`,
        );
    }
    assert.deepEqual(differences, []);
    t.diagnostic(`${right} accepted, ${COUNT - right} refused`);
    assert.ok(right > COUNT / 5 && right < (COUNT * 4) / 5, 'both verdicts are well represented');
  });
}

/** Removes characters as long as the difference remains. */
function smaller(value, differs) {
  let best = value;
  for (let i = 0; i < best.length;) {
    const shorter = best.slice(0, i) + best.slice(i + 1);
    if (differs(shorter)) best = shorter;
    else i += 1;
  }
  return best;
}
