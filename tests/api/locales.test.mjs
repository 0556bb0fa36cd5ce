// Texts of issues: their parameters, locales by id, and texts of the caller's own by code.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { messageIds } from '../../pkg/lib/validate/messages.js';
import { workspaceOf } from '../../pkg/lib/validate/workspace.js';
import { validatePost } from '../../pkg/validate.js';
import { engine } from '../../pkg/validate.inline.js';

const now = Date.UTC(2026, 0, 1);
const post = {
  content: 5,
  mediaItems: [{ type: 'vidoe', url: 'https://cdn.example.com/a.mp4' }],
  platforms: [
    { platform: 'youtube', accountId: 'a', platformSpecificData: { title: 'x'.repeat(101), visibilty: 'public' } },
    { platform: 'bluesky', accountId: 'b', content: 'x'.repeat(301) },
  ],
  publishNow: true,
};
const issuesOf = messages => validatePost(post, { now, messages }).issues;
const issueOf = (code, messages) => issuesOf(messages).find(issue => issue.code === code);

const german = {
  type: { message: '{key} muss {names} sein, nicht {found}.' },
  'type.string': 'ein Text',
  'type.number': 'eine Zahl',
  enum: '{key} muss {names} sein.',
  'phrase.or': '{names} oder {last}',
  'hint.suggestion': 'Ist {found} gemeint?',
  unknown_key: { message: '{key} ist kein Feld.', hint: 'Entfernen.' },
  'rule.too_long': { message: '{platform} nimmt höchstens {limit} {detail}; {key} hat {actual}.' },
  'detail.characters': 'Zeichen',
};

test('every issue has the values that its texts are made of', () => {
  const issues = issuesOf();
  for (const { code, params, message, limit, actual } of issues) {
    assert.ok(Object.hasOwn(params, 'key') && Object.hasOwn(params, 'platform'), code);
    assert.deepEqual([params.limit, params.actual], [limit, actual], code);
    for (const value of [params.limit, params.actual, params.detail, ...(params.names ?? [])]) {
      if (value !== undefined) assert.ok(message.includes(String(value)), `${code}: ${value} in ${message}`);
    }
  }
  assert.deepEqual(issueOf('type').params, {
    key: 'content',
    platform: 'PostPeer',
    names: ['a string'],
    found: 'a number',
  });
  assert.deepEqual(issueOf('unknown_key').params, { key: 'visibilty', platform: 'YouTube', found: 'visibility' });
  assert.deepEqual(issueOf('bluesky.text.too_long').params, {
    key: 'content',
    platform: 'Bluesky',
    limit: 300,
    actual: 301,
    detail: 'characters',
  });
});

test('issues are plain data, which JSON and structuredClone keep', () => {
  const issues = issuesOf();
  assert.deepEqual(structuredClone(issues), issues);
  assert.deepEqual(JSON.parse(JSON.stringify(issues)), issues);
});

test('a locale gives messages, hints, details and words by id', () => {
  assert.equal(issueOf('type', german).message, 'content muss ein Text sein, nicht eine Zahl.');
  assert.equal(issueOf('enum', german).message, 'type muss image, video, gif oder document sein.');
  assert.equal(issueOf('enum', german).hint, 'Ist video gemeint?');
  assert.equal(
    issueOf('bluesky.text.too_long', german).message,
    'Bluesky nimmt höchstens 300 Zeichen; content hat 301.',
  );
  assert.equal(issueOf('bluesky.text.too_long', german).params.detail, 'Zeichen');
});

test('ids that a locale lacks fall back to English', () => {
  const english = issueOf('too_long');
  assert.deepEqual(issueOf('too_long', german), english);
  assert.match(english.message, /too many characters/);
});

test('later texts win, and a text by code is more than one by id of the same object', () => {
  const mine = { 'bluesky.text.too_long': 'Mine', '*.too_long': 'Less', 'rule.too_long': 'Least' };
  assert.equal(issueOf('bluesky.text.too_long', [german, undefined, mine]).message, 'Mine');
  assert.match(issueOf('bluesky.text.too_long', [mine, german]).message, /^Bluesky nimmt/);
  const custom = issueOf('type', [german, { type: ({ params }) => `${params.names}!` }]);
  assert.equal(custom.message, 'ein Text!');
});

const directory = mkdtempSync(join(tmpdir(), 'locales-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const script = () => spawnSync(process.execPath, ['scripts/locales.mjs', directory], { encoding: 'utf8' });

test('the ids that a locale lacks are listed, and an unknown id fails', () => {
  const ids = messageIds(workspaceOf(engine).tables);
  assert.ok(ids.length > 200);
  writeFileSync(join(directory, 'de.mjs'), `export default ${JSON.stringify(german)};`);
  const listed = execFileSync(process.execPath, ['scripts/locales.mjs', directory], { encoding: 'utf8' });
  const lacking = [...listed.matchAll(/^ {2}lacks (\S+)$/gm)].map(([, id]) => id);
  assert.deepEqual(lacking.sort(), ids.filter(id => !Object.hasOwn(german, id)).sort());
  writeFileSync(join(directory, 'de.mjs'), `export default { 'rule.no_such': 'x' };`);
  const { status, stderr } = script();
  assert.equal(status, 1);
  assert.match(stderr, /rule\.no_such/);
});
