// The other tests in this folder run the README's snippets. None may be missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postSchema } from '../../pkg/validate.js';
import { importSnippet, snippets } from './snippet.mjs';

test('the README has six snippets of form libraries, and a test runs each', () => {
  const TESTED = [
    'react-hook-form',
    '@tanstack/react-form',
    '@regle/schemas',
    '@hono/standard-validator',
    '@trpc/server',
    'libraryOptions',
  ];
  assert.deepEqual(
    TESTED.map(words => snippets.filter(code => code.includes(words)).length),
    snippets.map(() => 1),
  );
});

test('options reach the validator, and the rest of the schema is unchanged', async () => {
  const { postSchemaWith } = await importSnippet('libraryOptions');
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
