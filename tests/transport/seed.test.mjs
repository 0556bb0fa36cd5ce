// The requests of PostPeer's TikTok page are sent unchanged: valid JSON bodies byte for byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer } from '../../pkg/index.js';
import { seedPage } from '../support/external-fixtures.mjs';
import { KEY, PUBLISHED } from './server.mjs';

const VIDEO = `{
    "content": "Quick tutorial! #coding #devtips",
    "platforms": [
      { "platform": "tiktok", "accountId": "tt_321" }
    ],
    "mediaItems": [
      { "type": "video", "url": "https://cdn.example.com/video.mp4" }
    ],
    "publishNow": true
  }`;

const CROSS_POST = `{
    "content": "New tutorial out now!",
    "platforms": [
      { "platform": "tiktok", "accountId": "tt_321" },
      { "platform": "youtube", "accountId": "yt_789", \
"platformSpecificData": { "title": "New Tutorial", "privacyStatus": "public" } },
      { "platform": "instagram", "accountId": "ig_456" }
    ],
    "mediaItems": [
      { "type": "video", "url": "https://cdn.example.com/vertical.mp4" }
    ],
    "publishNow": true
  }`;

const minified = json => JSON.stringify(JSON.parse(json));

/** Returns the body that a call sends, and the request's line and headers. */
async function sent(call, options) {
  let seen;
  const fetch = async request => {
    seen = {
      line: `${request.method} ${request.url}`,
      key: request.headers.get('x-access-key'),
      type: request.headers.get('content-type'),
      body: await request.text(),
    };
    return request.method === 'POST' ? Response.json(PUBLISHED, { status: 202 }) : Response.json({ success: true });
  };
  await call(new PostPeer({ apiKey: KEY, fetch, ...options }));
  return seen;
}

const create = (json, options) => sent(client => client.posts.create({ body: JSON.parse(json) }), options);

test('the video post', async () => {
  assert.deepEqual(await create(VIDEO), {
    line: 'POST https://api.postpeer.dev/v1/posts/',
    key: KEY,
    type: 'application/json',
    body: minified(VIDEO),
  });
});

test('the cross-post is valid except for the deprecated name privacyStatus', async () => {
  const right = CROSS_POST.replace('privacyStatus', 'visibility');
  assert.equal((await create(right)).body, minified(right));
  assert.equal((await create(CROSS_POST, { validate: 'lenient' })).body, minified(right));
  await assert.rejects(create(CROSS_POST), ({ issues }) => {
    const errors = issues.filter(({ severity }) => severity === 'error');
    const [{ code, path, hint }] = errors;
    assert.equal(errors.length, 1);
    assert.equal(code, 'renamed_key');
    assert.deepEqual(path, ['platforms', 1, 'platformSpecificData', 'privacyStatus']);
    assert.match(hint, /visibility/);
    return true;
  });
});

test('creator info and the connect link', async () => {
  const info = await sent(client => client.tiktok.getCreatorInfo({ query: { accountId: 'tt_321' } }));
  assert.equal(info.line, 'GET https://api.postpeer.dev/v1/tiktok/creator-info?accountId=tt_321');
  assert.equal(info.key, KEY);
  const link = await sent(client => client.connect.getOAuthUrl({ path: { platform: 'tiktok' } }));
  assert.equal(link.line, 'GET https://api.postpeer.dev/v1/connect/tiktok');
});

const page = seedPage();
test(
  'the copies here are those of the page',
  { skip: page === undefined && 'there is no copy of the page here' },
  () => {
    const bodies = [...page.matchAll(/-d '(\{[^']*\})'/g)].map(([, body]) => body);
    assert.deepEqual(bodies, [VIDEO, CROSS_POST]);
  },
);
