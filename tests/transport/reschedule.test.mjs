// A new time for a scheduled post is checked like that of an edit: a past time would publish at once.
import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer, ValidationError, validatePost } from '../../pkg/index.js';
import { createRelay } from '../../pkg/relay.js';
import { KEY } from './server.mjs';

function open(options) {
  const sent = [];
  const fetch = async request => {
    sent.push(await request.json());
    return Response.json({ success: true, postId: 'p', scheduledFor: '2099-01-01T10:00:00Z' });
  };
  const { scheduled } = new PostPeer({ apiKey: KEY, fetch, ...options }).posts;
  return { sent, scheduled, reschedule: body => scheduled.reschedule({ path: { postId: 'p' }, body }) };
}

const codesOf = issues => issues.map(({ code, path }) => `${path.join('.')} ${code}`).sort();

/** Bodies, with true if they are sent. */
const TIMES = [
  [{ scheduledFor: '2099-01-01T10:00:00Z', timezone: 'UTC' }, true],
  [{ scheduledFor: '2099-01-01T10:00:00+02:00' }, true],
  [{ scheduledFor: '2099-01-01T10:00:00Z', timezone: 'Europe/Berlin' }, true],
  [{ scheduledFor: '2020-01-01T10:00:00Z', timezone: 'UTC' }, false],
  [{ scheduledFor: new Date(Date.now() - 90_000).toISOString() }, false],
  [{ scheduledFor: '2020-01-01T10:00:00+02:00' }, false],
  [{ scheduledFor: '2099-02-30T10:00:00Z' }, false],
  [{ scheduledFor: '2099-01-01T10:00:00' }, false],
  [{ scheduledFor: 'tomorrow' }, false],
  [{ scheduledFor: '2099-01-01T10:00:00Z', timezone: 'Mars/Olympus' }, false],
  [{ timezone: 'UTC' }, false],
  [{ scheduledFor: null }, false],
  [{ scheduledFor: 4102444800000 }, false],
  [{}, false],
  [null, false],
  ['2099-01-01T10:00:00Z', false],
];

for (const [body, fits] of TIMES) {
  test(`${JSON.stringify(body)} is ${fits ? 'sent' : 'refused'}`, async () => {
    const { sent, reschedule } = open();
    if (fits) {
      await reschedule(body);
      assert.deepEqual(sent, [body]);
      return;
    }
    const error = await reschedule(body).then(
      () => assert.fail('was sent'),
      reason => reason,
    );
    assert.ok(error instanceof ValidationError && error.outcome === 'not_sent', String(error));
    assert.deepEqual(sent, []);
    const codes = codesOf(error.issues);
    assert.deepEqual(codes, [...new Set(codes)], 'each fault once');
  });
}

test('a missing body is not sent', async () => {
  const { sent, scheduled, reschedule } = open();
  const vanishing = { scheduledFor: '2099-01-01T10:00:00Z', toJSON: () => undefined };
  for (const call of [
    () => scheduled.reschedule({ path: { postId: 'p' } }),
    () => reschedule(undefined),
    () => reschedule(vanishing),
  ]) {
    await assert.rejects(call(), ValidationError);
  }
  assert.deepEqual(sent, []);
});

test('inherited properties are neither checked nor sent', async () => {
  const { sent, reschedule } = open();
  await reschedule(
    Object.assign(Object.create({ timezone: 'Mars/Olympus' }), { scheduledFor: '2099-01-01T10:00:00Z' }),
  );
  assert.deepEqual(sent, [{ scheduledFor: '2099-01-01T10:00:00Z' }]);
});

test('the issues are those of an edit with the same time', async () => {
  const post = { content: 'x', platforms: [{ platform: 'linkedin', accountId: 'li_1' }] };
  for (const [body] of TIMES.filter(([body]) => typeof body?.scheduledFor === 'string')) {
    const edit = validatePost({ ...post, ...body }, { edit: true }).issues;
    const error = await open()
      .reschedule(body)
      .then(
        () => ({ issues: [] }),
        reason => reason,
      );
    const errors = edit.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      error.issues.filter(({ severity }) => severity === 'error'),
      errors,
      JSON.stringify(body),
    );
  }
});

test('lenient sends a local time with a zone as an instant, and keeps other fields', async () => {
  const { sent, reschedule } = open({ validate: 'lenient' });
  await reschedule({ scheduledFor: '2099-07-01T10:00:00', timezone: 'Europe/Berlin', note: 'kept' });
  assert.deepEqual(sent, [{ scheduledFor: '2099-07-01T08:00:00Z', timezone: 'UTC', note: 'kept' }]);
  await assert.rejects(reschedule({ scheduledFor: '2020-07-01T10:00:00', timezone: 'Europe/Berlin' }), ValidationError);
  assert.equal(sent.length, 1);
});

test('a validate function replaces the rules of posts, not those of the time', async () => {
  const { sent, reschedule } = open({ validate: () => ({ valid: true, issues: [] }) });
  await assert.rejects(reschedule({ scheduledFor: '2020-01-01T10:00:00Z' }), ValidationError);
  await open({ validate: 'off' }).reschedule({ scheduledFor: '2020-01-01T10:00:00Z' });
  assert.deepEqual(sent, []);
});

test('a time that changes when it is read is checked as it is sent', async () => {
  const { sent, reschedule } = open();
  let reads = 0;
  const body = {
    get scheduledFor() {
      return (reads += 1) > 1 ? '2020-01-01T10:00:00Z' : '2099-01-01T10:00:00Z';
    },
  };
  await reschedule(body).catch(error => assert.ok(error instanceof ValidationError));
  assert.ok(
    sent.every(({ scheduledFor }) => scheduledFor.startsWith('2099')),
    JSON.stringify(sent),
  );
});

test('a relay refuses it too', async () => {
  const sent = [];
  const relay = createRelay({
    apiKey: KEY,
    allow: 'everything',
    fetch: async request => (sent.push(request.url), Response.json({ success: true })),
  });
  const ask = body =>
    relay(
      new Request('https://app.example/api/postpeer/v1/posts/scheduled/p', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': randomUUID() },
        body: JSON.stringify(body),
      }),
    );
  const refused = await ask({ scheduledFor: '2020-01-01T10:00:00Z' });
  const { code, issues } = await refused.json();
  assert.deepEqual(
    [refused.status, code, codesOf(issues)],
    [400, 'relay.validation', ['scheduledFor post.scheduled_for.past']],
  );
  assert.deepEqual(sent, []);
  assert.equal((await ask({ scheduledFor: '2099-01-01T10:00:00Z' })).status, 200);
});
