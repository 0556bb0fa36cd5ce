// The table of error statuses: src/api/error_status.rs. That a new status is one row: tests/package/one-row.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as entry from '../../pkg/index.js';
import { ERROR_STATUSES } from '../../pkg/lib/client/status-table.js';

test('every class of the table is exported, and thrown for its statuses', async () => {
  for (const [first, last, errorClass] of ERROR_STATUSES) {
    assert.equal(entry[new errorClass(first, 'no').name], errorClass);
    for (const status of [first, last]) {
      const fetch = async () => Response.json({ message: 'no' }, { status });
      const client = new entry.PostPeer({ apiKey: 'test', fetch, validate: 'off' });
      await assert.rejects(client.posts.create({ body: { content: 'a' } }), error => {
        assert.equal(error.constructor, errorClass, `${status}`);
        assert.equal(error.status, status);
        return true;
      });
    }
  }
});
