// Prism serves the official OpenAPI document and holds every request against it: no violation, for any operation.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PostPeer } from '../../pkg/index.js';
import { KEY, POST } from './server.mjs';

/** The document beside this repository, or that of the published Python client. */
function officialSpec() {
  const near = fileURLToPath(new URL('../../../shared/reference/openapi.json', import.meta.url));
  if (existsSync(near)) return near;
  const to = mkdtempSync(join(tmpdir(), 'postpeer-'));
  try {
    execFileSync('pip', ['download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', to, 'postpeer==0.1.4'], { stdio: 'ignore' });
    execFileSync('tar', ['-xzf', join(to, readdirSync(to)[0]), '--strip-components=1', '-C', to]);
  } catch {
    return undefined;
  }
  return join(to, 'openapi.json');
}

const spec = officialSpec();
const options = { skip: !spec && 'the official document is not to be had' };

let prism;
let client;
let violations;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

before(async () => {
  if (!spec) return;
  const port = await freePort();
  const bin = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));
  prism = spawn(process.execPath, [bin, 'mock', spec, '--host', '127.0.0.1', '--port', String(port), '--errors'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  await new Promise((resolve, reject) => {
    const listen = (piece) => {
      log += piece;
      if (log.includes('Prism is listening')) resolve();
    };
    prism.stdout.on('data', listen);
    prism.stderr.on('data', listen);
    prism.on('exit', () => reject(new Error(log)));
  });
  const fetch = async (request) => {
    const response = await globalThis.fetch(request);
    const said = response.headers.get('sl-violations');
    // Only what Prism says of the request: its own example answers do not all fit the document.
    const ofRequest = (said ? JSON.parse(said) : []).filter(({ location }) => location[0] === 'request');
    if (ofRequest.length > 0 || response.status === 422) violations.push({ url: request.url, status: response.status, ofRequest });
    return response;
  };
  client = new PostPeer({ apiKey: KEY, baseURL: `http://127.0.0.1:${port}`, fetch, maxRetries: 0, timeout: 20_000 });
});
after(() => prism?.kill());

/** One call of each operation, with parameters of every kind. */
const CALLS = {
  'health.check': [],
  'health.verifyAccessKey': [],
  'connect.getOAuthUrl': [{ path: { platform: 'tiktok' }, query: { redirectUri: 'https://app.example/back?a=b', headless: false, profileId: 'p1' } }],
  'tiktok.getCreatorInfo': [{ query: { accountId: 'tt_321' } }],
  'posts.create': [{ body: POST }],
  'posts.list': [{ query: { limit: 20, platform: ['tiktok', 'twitter'] } }],
  'posts.get': [{ path: { postId: 'a/b' } }],
  'posts.delete': [{ path: { postId: 'post_1' } }],
  'posts.scheduled.list': [{ query: { limit: 5 } }],
  'posts.scheduled.cancel': [{ path: { postId: 'post_1' } }],
  'profiles.create': [{ body: { name: 'Team' } }],
  'profiles.get': [{ path: { id: 'x' } }],
  'profiles.update': [{ path: { id: 'x' }, body: { name: 'Other' } }],
  'profiles.delete': [{ path: { id: 'x' } }],
  'connect.integrations.list': [{ query: { limit: 10 } }],
  'platforms.list': [],
  'usage.get': [],
  'pinterest.getBoards': [{ query: { accountId: 'pin_1' } }],
};

for (const [name, args] of Object.entries(CALLS)) {
  test(`${name} breaks no rule of the official document`, options, async () => {
    violations = [];
    const method = name.split('.').reduce((at, part) => at[part], client);
    const outcome = await method(...args).then(({ outcome }) => outcome, (error) => error);
    assert.deepEqual(violations, []);
    if (outcome !== 'accepted') assert.ok(outcome.status === undefined || outcome.status < 500 || outcome.status === 202, String(outcome));
  });
}

test('it would notice', options, async () => {
  violations = [];
  const unchecked = client.withOptions({ validate: 'off' });
  await unchecked.posts.create({ body: { nonsense: true } }).catch(() => {});
  await unchecked.posts.list({ query: { limit: 1000 } }).catch(() => {});
  assert.equal(violations.length, 2);
});
