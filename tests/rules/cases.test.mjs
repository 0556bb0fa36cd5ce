// Posts from public reports get the verdict that the report supports. See cases/README.md.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { validatePost } from '../../pkg/validate.js';

const folder = new URL('cases/', import.meta.url);
const NOW = new Date('2026-12-01T12:00:00Z');

/** True if a verdict meets an expectation. An unknown expectation throws. */
function meets({ expect, at }, issues) {
  const errors = issues.filter(issue => issue.severity === 'error');
  const isHere = issue => at.length === 0 || issue.path.some(key => at.includes(String(key)));
  switch (expect) {
    case 'valid':
      return errors.length === 0;
    case 'warning':
      return errors.length === 0 && issues.some(isHere);
    case 'error':
      return errors.some(isHere);
    case 'notice':
      return issues.some(isHere);
    default:
      throw new Error(`unknown expectation: ${expect}`);
  }
}

const files = readdirSync(folder).filter(name => name.endsWith('.json'));

test('there are cases of every platform', () => {
  const { $defs } = JSON.parse(readFileSync(new URL('../../pkg/post.schema.json', import.meta.url), 'utf8'));
  const platforms = Object.values($defs).flatMap(({ properties }) => properties?.platform?.enum ?? []);
  assert.equal(platforms.length, 10);
  assert.deepEqual(files.map(name => name.replace('.json', '')).sort(), platforms.sort());
});

for (const file of files) {
  const platform = file.replace('.json', '');
  for (const one of JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) {
    test(`${platform}: ${one.name}`, () => {
      assert.match(one.source, /^https:\/\//);
      assert.ok(one.post.platforms.some(target => target.platform === platform));
      const { issues } = validatePost(one.post, { ...one.options, now: NOW });
      const said = issues.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).join('\n');
      assert.equal(
        meets(one, issues),
        one.gap === undefined,
        one.gap ? `the gap is closed: remove "gap"\n${said}` : `expected ${one.expect}, got:\n${said || 'no issue'}`,
      );
    });
  }
}
