// Every entry stays within its budget (tests/size-budget.json), bundled as for a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from '../../scripts/size.mjs';

for (const { name, gzip, budget } of entries('pkg')) {
  test(`${name} is at most ${budget} bytes, gzipped`, () => assert.ok(gzip <= budget, `${gzip} bytes`));
}
