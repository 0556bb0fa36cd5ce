// Connecting accounts from an app's own form, end to end in the sandbox: the choice of LinkedIn and Facebook accounts
// without PostPeer's page, and Bluesky's app password.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthenticationError, BadRequestError, NotFoundError, PostPeer, ValidationError } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { KEY } from './server.mjs';

const REDIRECT = 'https://app.example/connected?tab=2';

function open() {
  const sandbox = createSandbox({ apiKey: KEY });
  return { sandbox, client: new PostPeer({ apiKey: KEY, fetch: sandbox.fetch }) };
}

/** Follows the consent page and returns the token. */
async function consent({ sandbox, client }, platform, query) {
  const { data } = await client.connect.getOAuthUrl({
    path: { platform },
    query: { redirectUri: REDIRECT, headless: true, ...query },
  });
  const landed = new URL(sandbox.authorize(data.url));
  assert.equal(landed.origin + landed.pathname, 'https://app.example/connected');
  assert.equal(landed.searchParams.get('tab'), '2');
  assert.equal(landed.searchParams.get('status'), 'selection_required');
  assert.equal(landed.searchParams.get('platform'), platform);
  return landed.searchParams.get('selectionToken');
}

for (const [platform, types] of [
  ['linkedin', ['person', 'organization']],
  ['facebook', ['page', 'page']],
]) {
  test(`${platform}: consent, choice, connected accounts, a post through one of them`, async () => {
    const world = open();
    const { sandbox, client } = world;
    const profile = (await client.profiles.create({ body: { name: 'Team' } })).data.profile.id;
    const before = sandbox.integrations.length;
    const token = await consent(world, platform, { profileId: profile });
    assert.equal(sandbox.integrations.length, before, 'nothing is connected before the choice');

    const { data: offered } = await client.connect[platform].getSelection({ path: { token } });
    assert.equal(offered.platform, platform);
    assert.deepEqual(
      offered.accounts.map(({ type }) => type),
      types,
    );
    assert.ok(offered.expiresInSeconds > 0);

    const [, chosen] = offered.accounts;
    const { data } = await client.connect[platform].submitSelection({
      path: { token },
      body: { selectedAccountIds: [chosen.id] },
    });
    assert.equal(data.redirectUri, REDIRECT);
    assert.deepEqual(
      data.integrations.map(({ displayName, profileId }) => [displayName, profileId]),
      [[chosen.displayName, profile]],
    );
    assert.equal(sandbox.integrations.length, before + 1);

    const [{ id: accountId }] = data.integrations;
    const listed = [];
    for await (const { id } of client.connect.integrations.iterate({ query: { profileId: profile } })) listed.push(id);
    assert.deepEqual(listed, [accountId]);
    const post = await client.posts.create({
      body: { content: 'Hello', platforms: [{ platform, accountId }], publishNow: true },
    });
    assert.deepEqual(
      post.targets.map(({ state }) => state),
      ['published'],
    );

    // The token is the credential of these calls; no key is sent.
    const selections = sandbox.requests.filter(({ operation }) => /Selection$/.test(operation));
    assert.deepEqual(
      selections.map(({ key, method }) => [method, key]),
      [
        ['GET', 'absent'],
        ['POST', 'absent'],
      ],
    );
  });

  test(`${platform}: a token works once, for ten minutes, for accounts of its platform that were offered`, async () => {
    const world = open();
    const { sandbox, client } = world;
    const selection = client.connect[platform];
    const submit = (token, ...selectedAccountIds) =>
      selection.submitSelection({ path: { token }, body: { selectedAccountIds } });
    const token = await consent(world, platform);
    const {
      data: { accounts },
    } = await selection.getSelection({ path: { token } });
    const ids = accounts.map(({ id }) => id);
    await assert.rejects(submit(token), ValidationError);
    await assert.rejects(submit(token, 'another'), BadRequestError);
    await assert.rejects(
      client.connect[platform === 'linkedin' ? 'facebook' : 'linkedin'].getSelection({ path: { token } }),
      NotFoundError,
    );
    assert.equal((await submit(token, ...ids)).data.integrations.length, ids.length);
    await assert.rejects(submit(token, ...ids), NotFoundError);
    await assert.rejects(selection.getSelection({ path: { token } }), NotFoundError);
    const late = await consent(world, platform);
    sandbox.advance(600_000);
    await assert.rejects(selection.getSelection({ path: { token: late } }), NotFoundError);
    await assert.rejects(selection.getSelection({ path: { token: '' } }), ValidationError);
  });
}

test("without headless PostPeer's page asks; a refusal returns to another address", async () => {
  const { sandbox, client } = open();
  const link = async query => (await client.connect.getOAuthUrl({ path: { platform: 'linkedin' }, query })).data.url;
  const before = sandbox.integrations.length;
  assert.equal(sandbox.authorize(await link({ redirectUri: REDIRECT })), REDIRECT);
  assert.equal(sandbox.integrations.length, before + 2);
  const cancelRedirectUri = 'https://app.example/cancelled';
  assert.equal(
    sandbox.authorize(await link({ redirectUri: REDIRECT, cancelRedirectUri, headless: true }), { cancel: true }),
    cancelRedirectUri,
  );
  assert.equal(sandbox.integrations.length, before + 2);
});

test('Bluesky: only an app password connects', async () => {
  const { sandbox, client } = open();
  const connect = password => client.connect.bluesky({ body: { identifier: 'ada.bsky.social', password } });
  const { data } = await connect('abcd-efgh-ijkl-mnop');
  assert.equal(data.success, true);
  const { id: accountId } = data.integration;
  const {
    data: { integration },
  } = await client.connect.integrations.get({ path: { id: accountId } });
  assert.deepEqual(
    [integration.platform, integration.username, integration.authStatus],
    ['bluesky', '@ada.bsky.social', 'active'],
  );
  const { targets } = await client.posts.create({
    body: { content: 'Hello', platforms: [{ platform: 'bluesky', accountId }], publishNow: true },
  });
  assert.equal(targets[0].state, 'published');
  const error = await connect('the account password').catch(error => error);
  assert.ok(error instanceof AuthenticationError);
  assert.equal(error.outcome, 'rejected');
  assert.ok(!JSON.stringify(error).includes('the account password') && !error.message.includes('the account password'));
  await assert.rejects(client.connect.bluesky({ body: { identifier: 'ada.bsky.social' } }), ValidationError);
  assert.equal(sandbox.integrations.filter(({ username }) => username === '@ada.bsky.social').length, 1);
});
