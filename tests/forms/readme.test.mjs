// The other tests of this folder run the code of the README. This one checks that none is left out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postSchema } from '../../pkg/validate.js';
import { snippetWith, snippets } from './snippet.mjs';

test('the README has six snippets, each run by a test', () => {
  const run = [
    'react-hook-form',
    '@tanstack/react-form',
    '@regle/schemas',
    '@hono/standard-validator',
    '@trpc/server',
    'libraryOptions',
  ];
  assert.deepEqual(
    run.map(words => snippets.filter(code => code.includes(words)).length),
    snippets.map(() => 1),
  );
});

test('options reach the validator, and the rest of the schema stays', async () => {
  const { postSchemaWith } = await snippetWith('libraryOptions');
  const { '~standard': standard } = postSchemaWith({ messages: { 'twitter.text.too_long': 'Zu lang.' } });
  const { issues } = standard.validate({
    content: 'a'.repeat(281),
    platforms: [{ platform: 'twitter', accountId: 'a' }],
    publishNow: true,
  });
  assert.deepEqual(
    issues.map(({ message }) => message),
    ['Zu lang.'],
  );
  assert.equal(standard.version, 1);
  assert.equal(standard.jsonSchema, postSchema['~standard'].jsonSchema);
});
