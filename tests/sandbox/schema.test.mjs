// Every answer of the sandbox is held to the response schemas of the official specification, operation by operation.

import assert from 'node:assert/strict';
import test from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { loadSpec, noSpec } from '../support/external-fixtures.mjs';
import { BASE, CROSS_POST, open, PKG, scheduledPost, VIDEO_POST } from './subject.mjs';

const load = path => import(new URL(path, PKG));
const [{ OPERATIONS }, { RESPONSES }, { CHANGING_READS, HANDLERS }] = await Promise.all([
  load('lib/api/match-route.js'),
  load('lib/generated/responses.js'),
  load('lib/sandbox/handlers.js'),
]);

const skip = noSpec();

function answersOf(spec) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'spec', components: spec.components });
  const pointed = JSON.parse(JSON.stringify(spec.paths).replaceAll('"#/components/', '"spec#/components/'));
  return (method, path, status) => {
    const operation = pointed[path]?.[method.toLowerCase()];
    assert.ok(operation, `${method} ${path} is in the specification`);
    const schema = operation.responses[status]?.content?.['application/json']?.schema;
    return schema && ajv.compile(schema);
  };
}

test('the sandbox and the specification have the same operations', { skip }, () => {
  const spec = loadSpec();
  const official = Object.entries(spec.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `${method.toUpperCase()} ${path} ${operation.security ? 'key' : 'open'}`,
    ),
  );
  const ours = open().sandbox.operations.map(({ method, path, auth }) => `${method} ${path} ${auth ? 'key' : 'open'}`);
  assert.deepEqual(ours.sort(), official.sort());
});

test('the response of the tables fits the official schema, so a new operation needs no handler', { skip }, () => {
  const schemaOf = answersOf(loadSpec());
  for (const { name, method, path } of OPERATIONS) {
    const { status, body } = RESPONSES[name];
    const validate = schemaOf(method, path, status);
    if (validate) assert.ok(validate(body), `${name}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(body)}`);
    else assert.equal(name, 'connect.bluesky');
  }
});

test('handlers and reads that change the state are named after operations', () => {
  const names = OPERATIONS.map(({ name }) => name);
  for (const name of [...Object.keys(HANDLERS), ...CHANGING_READS]) assert.ok(names.includes(name), name);
});

test('answers fit the official response schemas', { skip }, async () => {
  const schemaOf = answersOf(loadSpec());
  const { sandbox, call } = open();
  const seen = new Set();
  const checked = async (method, template, params = {}, body, expected = 200) => {
    const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name]));
    const query = new URLSearchParams(Object.entries(params).filter(([name]) => !template.includes(`{${name}}`)));
    const answer = await call(method, `${path}${query.size > 0 ? `?${query}` : ''}`, body);
    assert.equal(answer.status, expected, `${method} ${path}: ${JSON.stringify(answer.body)}`);
    const validate = schemaOf(method, template, answer.status);
    if (validate)
      assert.ok(
        validate(answer.body),
        `${method} ${path}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(answer.body)}`,
      );
    else assert.ok(template === '/v1/connect/bluesky/auth', `${method} ${template} declares ${answer.status}`);
    seen.add(`${method} ${template}`);
    return answer.body;
  };

  await checked('GET', '/v1/health');
  await checked('GET', '/v1/health/auth');
  await checked('GET', '/v1/platforms');

  const { profile } = await checked('POST', '/v1/profiles/', {}, { name: 'Acme' }, 201);
  await checked('GET', '/v1/profiles/', { name: 'acm' });
  await checked('GET', '/v1/profiles/{id}', { id: profile.id });
  await checked('GET', '/v1/profiles/{id}', { id: 'none' }, undefined, 404);
  await checked('PATCH', '/v1/profiles/{id}', { id: profile.id }, { description: 'Everything' });

  const { app } = await checked(
    'POST',
    '/v1/apps/',
    {},
    { platform: 'twitter', name: 'Own app', clientId: 'id', clientSecret: 'secret' },
    201,
  );
  assert.equal('clientSecret' in app, false);
  await checked(
    'POST',
    '/v1/apps/',
    {},
    { platform: 'twitter', name: 'Again', clientId: 'id', clientSecret: 'secret' },
    409,
  );
  await checked('GET', '/v1/apps/');
  await checked('GET', '/v1/apps/{id}', { id: app.id });
  await checked('PATCH', '/v1/apps/{id}', { id: app.id }, { name: 'Renamed' });

  const { url } = await checked('GET', '/v1/connect/{platform}', {
    platform: 'twitter',
    appId: app.id,
    profileId: profile.id,
    redirectUri: 'https://app.example/',
  });
  assert.equal(sandbox.authorize(url), 'https://app.example/');
  await checked('DELETE', '/v1/apps/{id}', { id: app.id }, undefined, 409);
  await checked('GET', '/v1/connect/{platform}', { platform: 'bluesky' }, undefined, 500);
  for (const platform of ['linkedin', 'facebook']) {
    const grant = await checked('GET', '/v1/connect/{platform}', {
      platform,
      headless: 'true',
      redirectUri: 'https://app.example/',
    });
    const token = new URL(sandbox.authorize(grant.url)).searchParams.get('selectionToken');
    const { accounts } = await checked('GET', `/v1/connect/${platform}/selection/{token}`, { token });
    await checked('POST', `/v1/connect/${platform}/selection/{token}`, { token }, { selectedAccountIds: [] }, 400);
    await checked(
      'POST',
      `/v1/connect/${platform}/selection/{token}`,
      { token },
      { selectedAccountIds: accounts.map(({ id }) => id) },
    );
    await checked('GET', `/v1/connect/${platform}/selection/{token}`, { token }, undefined, 404);
  }
  await checked(
    'POST',
    '/v1/connect/bluesky/auth',
    {},
    { identifier: 'ada.bsky.social', password: 'abcd-efgh-ijkl-mnop' },
  );
  await checked('POST', '/v1/connect/bluesky/auth', {}, { identifier: 'ada.bsky.social', password: 'hunter2' }, 401);

  const { integrations } = await checked('GET', '/v1/connect/integrations', { platform: 'twitter', sort: 'desc' });
  const own = integrations.find(({ byok }) => byok);
  await checked('GET', '/v1/connect/integrations/{id}', { id: 'tw_655' });
  await checked('PATCH', '/v1/connect/integrations/{id}', { id: own.id }, { profileId: null });
  await checked('PATCH', '/v1/connect/integrations/{id}', { id: own.id }, {}, 400);
  await checked('DELETE', '/v1/connect/integrations/{id}', { id: own.id });
  await checked('DELETE', '/v1/connect/integrations/{id}', { id: own.id }, undefined, 404);
  await checked('DELETE', '/v1/apps/{id}', { id: app.id });

  await checked('POST', '/v1/notifications/test', {}, { channel: 'email', email: { recipients: ['a@example.com'] } });
  await checked('POST', '/v1/notifications/', {}, { channel: 'webhook', eventTypes: ['post.failed'] }, 400);
  const { notification } = await checked(
    'POST',
    '/v1/notifications/',
    {},
    { channel: 'webhook', eventTypes: ['post.failed'], webhook: { url: 'https://app.example/hook' } },
    201,
  );
  await checked('GET', '/v1/notifications/');
  await checked('GET', '/v1/notifications/{id}', { id: notification.id });
  await checked('PATCH', '/v1/notifications/{id}', { id: notification.id }, { enabled: false });
  await checked('DELETE', '/v1/notifications/{id}', { id: notification.id });

  const { data } = await checked('POST', '/v1/media/upload', {}, { filename: 'a.png', mimeType: 'image/png' });
  await sandbox.fetch(data.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(9),
  });
  await checked('POST', '/v1/media/upload', {}, { filename: 'a' }, 400);

  await checked('POST', '/v1/posts/', {}, VIDEO_POST, 202);
  await checked('POST', '/v1/posts/', {}, { ...VIDEO_POST, unknown: 1 }, 400);
  sandbox.fail('target', { platform: 'tiktok' });
  await checked('POST', '/v1/posts/', {}, CROSS_POST, 202);
  const everywhere = await checked(
    'POST',
    '/v1/posts/',
    {},
    {
      content: 'Everywhere',
      publishNow: true,
      mediaItems: [{ type: 'image', url: data.publicUrl }],
      platforms: sandbox.integrations.map(({ platform, id }) => ({
        platform,
        accountId: id,
        ...(platform === 'pinterest' && { platformSpecificData: { boardId: '1096404434193' } }),
      })),
    },
    202,
  );
  assert.equal(everywhere.status, 'partial');
  const waiting = await checked('POST', '/v1/posts/', {}, scheduledPost(), 202);
  await checked('GET', '/v1/posts/', { platform: 'tiktok', createdAfter: '2026-01-01T00:00:00Z' });
  await checked('GET', '/v1/posts/', { limit: 'x' }, undefined, 400);
  await checked('GET', '/v1/posts/{postId}', { postId: everywhere.postId });
  await checked('GET', '/v1/posts/{postId}', { postId: 'none' }, undefined, 404);
  await checked('GET', '/v1/posts/scheduled/');
  await checked(
    'PATCH',
    '/v1/posts/scheduled/{postId}',
    { postId: waiting.postId },
    { scheduledFor: '2026-12-01T00:00:00Z' },
  );
  const { publishNow, ...edit } = CROSS_POST;
  await checked('PUT', '/v1/posts/scheduled/{postId}', { postId: waiting.postId }, edit);
  await checked('DELETE', '/v1/posts/{postId}', { postId: waiting.postId }, undefined, 409);
  await checked('DELETE', '/v1/posts/scheduled/{postId}', { postId: waiting.postId });

  const { post } = await checked('GET', '/v1/posts/{postId}', { postId: everywhere.postId });
  const onInstagram = { platform: 'instagram', accountId: 'ig_456' };
  const { platformPostId } = post.platforms.find(({ platform }) => platform === 'instagram');
  const { comments } = await checked('GET', '/v1/comments/', { ...onInstagram, postId: platformPostId });
  const { commentId } = await checked(
    'POST',
    '/v1/comments/',
    {},
    { ...onInstagram, commentId: comments[0].id, text: 'Thank you' },
  );
  await checked('PATCH', '/v1/comments/{commentId}', { commentId: comments[1].id }, { ...onInstagram, hidden: true });
  await checked('DELETE', '/v1/comments/{commentId}', { commentId, ...onInstagram });
  await checked('DELETE', '/v1/comments/{commentId}', { commentId, ...onInstagram }, undefined, 404);

  const { conversations } = await checked('GET', '/v1/messages/', onInstagram);
  await checked(
    'POST',
    '/v1/messages/',
    {},
    { ...onInstagram, recipientId: conversations[0].participants[0].id, text: 'Soon' },
  );
  const { messages } = await checked('GET', '/v1/messages/{conversationId}', {
    conversationId: conversations[0].id,
    ...onInstagram,
  });
  assert.equal(messages.at(-1).text, 'Soon');

  await checked('GET', '/v1/analytics/', { sortBy: 'likes' });
  await checked('GET', '/v1/analytics/', { postId: everywhere.postId });
  await checked('GET', '/v1/usage/');
  await checked('GET', '/v1/usage/', { profileId: 'a', integrationId: 'b' }, undefined, 400);
  await checked('GET', '/v1/pinterest/boards');
  await checked('GET', '/v1/tiktok/creator-info', { accountId: 'tt_322' });
  await checked('GET', '/v1/tiktok/creator-info', { accountId: 'none' }, undefined, 404);
  await checked('POST', '/v1/ai/write', {}, { description: 'A tutorial', platforms: ['twitter'] });
  await checked('POST', '/v1/ai/image', {}, { description: 'A tutorial' });
  await checked('DELETE', '/v1/posts/{postId}', { postId: everywhere.postId, deleteFromPlatforms: 'true' });
  await checked('DELETE', '/v1/profiles/{id}', { id: profile.id });

  const missing = sandbox.operations.filter(({ method, path }) => !seen.has(`${method} ${path}`));
  assert.deepEqual(missing, [], 'every operation was called');

  sandbox.credits = 0;
  for (const [method, path, body] of [
    ['POST', '/v1/posts/', VIDEO_POST],
    ['GET', '/v1/analytics/'],
    ['POST', '/v1/ai/write', { description: 'More' }],
  ]) {
    await checked(method, path, {}, body, 402);
  }
  assert.equal(
    sandbox.requests.every(({ url }) => url.startsWith(BASE) || url.startsWith('https://uploads.')),
    true,
  );
});
