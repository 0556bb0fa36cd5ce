// Prism serves the official OpenAPI document and validates every request: no violation for any operation and parameter.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PostPeer } from '../../pkg/index.js';
import { ROUTES } from '../../pkg/lib/generated/routes.js';
import { loadSpec, noSpec, specFile } from '../support/external-fixtures.mjs';
import { CALLS, methodOf, validate } from './calls.mjs';
import { KEY } from './server.mjs';

const options = { skip: noSpec() };
const document = options.skip ? undefined : loadSpec();

let prism;
let client;
let violations;
let arrived;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

before(async () => {
  if (options.skip) return;
  const port = await freePort();
  const bin = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));
  prism = spawn(
    process.execPath,
    [bin, 'mock', specFile(), '--host', '127.0.0.1', '--port', String(port), '--errors'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  await new Promise((resolve, reject) => {
    const listen = piece => {
      log += piece;
      if (log.includes('Prism is listening')) resolve();
    };
    prism.stdout.on('data', listen);
    prism.stderr.on('data', listen);
    prism.on('exit', () => reject(new Error(log)));
  });
  const fetch = async request => {
    const response = await globalThis.fetch(request);
    arrived++;
    const said = response.headers.get('sl-violations');
    // Only violations of requests count: Prism's example responses do not all match the document.
    const ofRequest = (said ? JSON.parse(said) : []).filter(({ location }) => location[0] === 'request');
    if (ofRequest.length > 0 || response.status === 422)
      violations.push({ url: request.url, status: response.status, ofRequest });
    return response;
  };
  client = new PostPeer({
    apiKey: KEY,
    baseURL: `http://127.0.0.1:${port}`,
    fetch,
    validate,
    maxRetries: 0,
    timeout: 20_000,
  });
});
after(() => prism?.kill());

/** Resolves a reference of the document. */
const resolved = node =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key], document)
    : node;

/** Returns every key of a schema, as `path.to.key`; items of lists and variants add nothing to the path. */
function* keysOf(schema, path, seen = new Set()) {
  const node = resolved(schema);
  if (seen.has(node)) return;
  const inside = new Set(seen).add(node);
  for (const [key, value] of Object.entries(node.properties ?? {})) {
    yield `${path}.${key}`;
    yield* keysOf(value, `${path}.${key}`, inside);
  }
  for (const inner of [node.items, ...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])]) {
    if (inner) yield* keysOf(inner, path, inside);
  }
}

/** Returns the keys that a call uses, in the same form. */
function* keysIn(value, path) {
  if (Array.isArray(value)) for (const item of value) yield* keysIn(item, path);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield `${path}.${key}`;
      yield* keysIn(inner, `${path}.${key}`);
    }
  }
}

test('the calls cover all operations and every parameter of the official document', options, () => {
  const operations = new Map();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
      const body = requestBody ? [...keysOf(resolved(requestBody).content['application/json'].schema, 'body')] : [];
      operations.set(`${method.toUpperCase()} ${path}`, [
        ...parameters.map(resolved).map(({ in: place, name }) => `${place}.${name}`),
        ...body,
      ]);
    }
  }
  assert.equal(operations.size, 51);
  assert.deepEqual(Object.keys(CALLS).sort(), ROUTES.map(([name]) => name).sort());
  for (const [name, method, path] of ROUTES) {
    const wanted = operations.get(`${method} ${path}`);
    assert.ok(wanted, `the document has no ${method} ${path}`);
    const used = new Set(
      CALLS[name].flatMap(({ path, query, body }) => [...keysIn({ path, query, body }, '')]).map(key => key.slice(1)),
    );
    assert.deepEqual(
      wanted.filter(key => !used.has(key)),
      [],
      `${name} is called without these`,
    );
  }
});

for (const [name, calls] of Object.entries(CALLS)) {
  test(`${name} breaks no rule of the official document`, options, async () => {
    violations = [];
    for (const params of calls) {
      arrived = 0;
      const outcome = await methodOf(
        client,
        name,
      )(params).then(
        ({ outcome }) => outcome,
        error => error,
      );
      assert.equal(arrived, 1, `${JSON.stringify(params)}: ${outcome}`);
      // Prism's example responses do not all match; only the validity of the request counts here. The document has no
      // successful response for `connect.bluesky`, so Prism returns another. The addresses for `media.upload` are
      // invalid.
      if (!['connect.bluesky', 'media.upload'].includes(name))
        assert.notEqual(outcome.outcome, 'rejected', String(outcome));
    }
    assert.deepEqual(violations, []);
  });
}

test('Prism reports an invalid request', options, async () => {
  violations = [];
  const unchecked = client.withOptions({ validate: 'off' });
  await unchecked.posts.create({ body: { nonsense: true } }).catch(() => {});
  await unchecked.posts.list({ query: { limit: 1000 } }).catch(() => {});
  assert.equal(violations.length, 2);
});
