// A change of one row of the tables arrives everywhere: in types, schema, reference, validator and sandbox.

import assert from 'node:assert/strict';
import test from 'node:test';
import { copyTree } from '../support/tree-copy.mjs';

const tree = copyTree('one-row');

// An optional field of a platform.
tree.edit(
  'src/api/tiktok.rs',
  /(?<="TikTokOptions",\s*&\[)/,
  'Field::optional("pinFirstComment", Type::Boolean, "docs", "Pin the first comment."),',
);
// A text limit of the schema, and one of a platform's rules.
tree.edit('src/api/youtube.rs', /(?<="title",\s*Type::at_most\()100(?=\))/, '90');
tree.edit('src/api/bluesky.rs', /(?<=Rule::length\([\w:]+, Unit::Graphemes, )300(?=\))/, '290');
// An operation.
tree.edit(
  'src/api/operations/platforms.rs',
  /(?=\];\s*$)/,
  ', Operation::new("platforms.incidents", Method::Get, "/v1/platforms/incidents")' +
    '.response(200, &[&LIST]).doc("Incidents."),',
);
tree.build('--only=core');

const { default: PostPeer, validatePost } = await tree.load('index.js');
const { createSandbox } = await tree.load('sandbox.js');
const types = tree.read('types.d.ts');
const schema = JSON.parse(tree.read('post.schema.json'));
const reference = tree.read('REFERENCE.md');

/** Issues of one code, of a post to one account. */
const issuesOf = (target, code, post) =>
  validatePost({ content: 'Hi', publishNow: true, platforms: [target], ...post }).issues.filter(
    issue => issue.code === code,
  );

/** The answer of a sandbox to a post. */
async function send(target, post) {
  const { fetch } = createSandbox();
  const response = await fetch('https://api.postpeer.dev/v1/posts/', {
    method: 'POST',
    headers: { 'x-access-key': 'key', 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Hi', publishNow: true, platforms: [target], ...post }),
  });
  return { status: response.status, body: await response.json() };
}

const video = { mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }] };

test('an optional field of a platform is one row', async () => {
  const target = value => ({
    platform: 'tiktok',
    accountId: 'tt_321',
    platformSpecificData: { pinFirstComment: value },
  });
  assert.match(types, /interface TikTokOptions \{\n(.*\n)*?  pinFirstComment\?: boolean;/);
  assert.deepEqual(schema.$defs.TikTokOptions.properties.pinFirstComment, {
    type: 'boolean',
    description: 'Pin the first comment.',
  });
  assert.match(reference, /\| `pinFirstComment` \|.*\| Pin the first comment\. \|/);
  assert.deepEqual(issuesOf(target(true), 'unknown_key', video), []);
  assert.equal(issuesOf(target('yes'), 'type', video).length, 1);
  assert.equal((await send(target(true), video)).status, 202);
  const refused = await send(target('yes'), video);
  assert.equal(refused.body.message, 'body/platforms/0/platformSpecificData/pinFirstComment must be boolean');
});

test('a text limit of the schema is one row', async () => {
  const target = length => ({
    platform: 'youtube',
    accountId: 'yt_789',
    platformSpecificData: { title: 'x'.repeat(length) },
  });
  assert.match(types, /At most 90 code points\.(.*\n)*?  title\?: string;/);
  assert.equal(schema.$defs.YouTubeOptions.properties.title.maxLength, 90);
  assert.match(reference, /\| `title` \| (\| )?text, at most 90 code points/);
  assert.deepEqual(issuesOf(target(90), 'too_long', video), []);
  assert.equal(issuesOf(target(91), 'too_long', video)[0].limit, 90);
  assert.equal((await send(target(90), video)).status, 202);
  const refused = await send(target(91), video);
  assert.match(refused.body.message, /title must NOT have more than 90 characters$/);
});

test('a text limit of a platform is one row', async () => {
  const target = { platform: 'bluesky', accountId: 'bs_246' };
  const code = 'bluesky.text.too_long';
  assert.match(reference, /at most 290 graphemes/);
  assert.deepEqual(issuesOf(target, code, { content: 'x'.repeat(290) }), []);
  assert.equal(issuesOf(target, code, { content: 'x'.repeat(291) })[0].limit, 290);
  assert.equal((await send(target, { content: 'x'.repeat(290) })).body.status, 'published');
  assert.equal((await send(target, { content: 'x'.repeat(291) })).body.status, 'failed');
});

test('an operation without state is one row', async () => {
  assert.match(types, /'platforms\.incidents': \{\n    response: PlatformListResponse;/);
  assert.match(types, /readonly incidents: Method<'platforms\.incidents'>;/);
  assert.match(reference, /### client\.platforms\.incidents/);
  const client = new PostPeer({ apiKey: 'key', fetch: createSandbox().fetch });
  const { data } = await client.platforms.incidents();
  assert.deepEqual(data, { platforms: [] });
});
