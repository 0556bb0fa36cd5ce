// A change of one row of the tables, or a new platform, arrives everywhere: in types, schema, reference, validator and
// sandbox.

import assert from 'node:assert/strict';
import test from 'node:test';
import { copyTree } from '../support/tree-copy.mjs';

const tree = copyTree('one-row');

// An optional field of a platform.
tree.edit(
  'src/api/platforms/tiktok.rs',
  /(?<="TikTokOptions",\s*&\[)/,
  'Field::optional("pinFirstComment", Type::Boolean, "docs", "Pin the first comment."),',
);
// A platform, made from the file of another.
tree.copy(
  'src/api/platforms/bluesky.rs',
  'src/api/platforms/mastodon.rs',
  [/"bluesky"/g, '"mastodon"'],
  [/"Bluesky(?=(Target|Options)?")/g, '"Mastodon'],
  [/https:\/\/bsky\.app\/profile\/\{handle\}(\/post)?/g, 'https://mastodon.example/@{handle}'],
  [/Unit::Graphemes, 300(?=\))/g, 'Unit::Graphemes, 500'],
);
tree.edit('src/api/platforms/mod.rs', /(?=mod pinterest;)/, 'mod mastodon;\n');
tree.edit('src/api/platforms/mod.rs', /(?=&facebook::PLATFORM,)/, '&mastodon::PLATFORM,\n');
// A text limit of the schema, and one of a platform's rules.
tree.edit('src/api/platforms/youtube.rs', /(?<="title",\s*Type::at_most\()100(?=\))/, '90');
tree.edit('src/api/platforms/bluesky.rs', /(?<=Rule::length\([\w:]+, Unit::Graphemes, )300(?=\))/, '290');
// An operation.
tree.edit(
  'src/api/operations/platforms.rs',
  /(?=\];\s*$)/,
  ', Operation::new("platforms.incidents", Method::Get, "/v1/platforms/incidents")' +
    '.response(200, &[&LIST]).doc("Incidents."),',
);
// An error status.
tree.edit(
  'src/api/error_status.rs',
  /(?=ErrorStatus::new\(425,)/,
  'ErrorStatus::new(423, "The resource is locked.").class("LockedError").retryable().relayed_as(409),\n    ',
);
// A number that Rust and JavaScript share: the tag of lists on the tape. All tests below need both sides to agree.
tree.edit('src/check/tape.rs', /(?<=\npub const LIST: u32 = )7(?=;)/, '13');
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

test('JavaScript follows a number that changes in Rust', async () => {
  const contract = await tree.load('lib/generated/contract.js');
  assert.equal(contract.TAG_LIST, 13);
  // A list that the checker reads as one: the second target is found, and its fault.
  const targets = [{ platform: 'bluesky', accountId: 'a' }, { platform: 'bluesky' }];
  const { issues } = validatePost({ content: 'Hi', publishNow: true, platforms: targets });
  assert.deepEqual(
    issues.map(({ code, path }) => [code, path.join('.')]),
    [['required', 'platforms.1.accountId']],
  );
});

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

test('a new platform is one file, one icon and its name in one list', async () => {
  const target = { platform: 'mastodon', accountId: 'mastodon_1' };
  assert.match(types, /export type Platform = .*'mastodon'/);
  assert.match(types, /interface MastodonTarget \{/);
  assert.match(types, /'mastodon\.text\.too_long'/);
  assert.ok(schema.$defs.Platform.enum.includes('mastodon'));
  assert.ok(schema.$defs.MastodonOptions.properties.langs);
  assert.match(reference, /### MastodonTarget/);
  // The composer makes its form of the schema and of these hints.
  assert.equal(JSON.parse(tree.read('post.form.json')).Platform.mastodon.title, 'Mastodon');

  const code = 'mastodon.text.too_long';
  assert.deepEqual(validatePost({ content: 'Hi', publishNow: true, platforms: [target] }).issues, []);
  assert.deepEqual(issuesOf(target, code, { content: 'x'.repeat(500) }), []);
  assert.equal(issuesOf(target, code, { content: 'x'.repeat(501) })[0].limit, 500);

  const { body } = await send(target, { content: 'x'.repeat(500) });
  assert.equal(body.status, 'published');
  assert.match(body.platforms[0].platformPostUrl, /^https:\/\/mastodon\.example\/@quicktutorials\/\d+$/);
  assert.equal((await send(target, { content: 'x'.repeat(501) })).body.status, 'failed');

  const sandbox = createSandbox();
  const client = new PostPeer({ apiKey: 'key', fetch: sandbox.fetch });
  const { platforms } = (await client.platforms.list()).data;
  assert.ok(platforms.some(({ name, status }) => name === 'mastodon' && status === 'prod'));
  const connection = await client.connect.getOAuthUrl({ path: { platform: 'mastodon' } });
  sandbox.authorize(connection.data.url);
  const { integrations } = (await client.connect.integrations.list({ query: { platform: 'mastodon' } })).data;
  assert.deepEqual(
    integrations.map(({ id, profileUrl }) => [id.replace(/^[0-9a-f]{24}$/, 'new'), profileUrl]),
    [
      ['mastodon_1', 'https://mastodon.example/@quicktutorials'],
      ['new', null],
    ],
  );
});

test('an operation without state is one row', async () => {
  assert.match(types, /'platforms\.incidents': \{\n    response: PlatformListResponse;/);
  assert.match(types, /readonly incidents: Method<'platforms\.incidents'>;/);
  assert.match(reference, /### client\.platforms\.incidents/);
  const client = new PostPeer({ apiKey: 'key', fetch: createSandbox().fetch });
  const { data } = await client.platforms.incidents();
  assert.deepEqual(data, { platforms: [] });
});

test('an error status is one row', async () => {
  const { APIError, LockedError } = await tree.load('index.js');
  assert.ok(LockedError.prototype instanceof APIError, 'the entries export the class');
  assert.equal(new LockedError(423, 'no').name, 'LockedError');
  const { isRetryable, relayedStatus } = await tree.load('lib/client/error-status.js');
  assert.equal(isRetryable(423), true, 'posts.wait and posts.reconcile retry');
  assert.equal(relayedStatus(423), 409);
  const { failedResponse } = await tree.load('lib/relay/responses.js');
  const error = new LockedError(423, 'no', { outcome: 'rejected' });
  assert.equal(failedResponse(error).status, 409, 'the relay replaces the status');
  assert.match(
    tree.read('error-statuses.d.ts'),
    /423: The resource is locked\.[^]*export class LockedError extends APIError/,
  );
  assert.match(reference, /\| 423 \| `LockedError` \| The resource is locked\. \| yes \| `rejected` \| 409 \|/);
  // The core retries a GET of its own, and the client throws the class.
  let calls = 0;
  const locked = async () => {
    calls++;
    return Response.json({ message: 'no' }, { status: 423, headers: { 'retry-after': '0' } });
  };
  const client = new PostPeer({ apiKey: 'key', fetch: locked, maxRetries: 1 });
  await assert.rejects(client.platforms.list(), thrown => thrown.constructor === LockedError && thrown.status === 423);
  assert.equal(calls, 2);
});
