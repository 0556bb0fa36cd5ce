// An MCP server, which publishes a tool's input as JSON Schema and validates calls with Standard Schema.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { postSchema } from '../../pkg/validate.js';
import { validDraft, invalidDraft } from './posts.mjs';

const published = [];
const server = new McpServer({ name: 'posts', version: '1.0.0' });
server.registerTool('publish', { inputSchema: postSchema }, post => {
  published.push(post);
  return { content: [{ type: 'text', text: 'published' }] };
});

const [client, serverTransport] = InMemoryTransport.createLinkedPair();
const waiting = new Map();
client.onmessage = ({ id, result }) => waiting.get(id)?.(result);

async function ask(method, params) {
  const id = waiting.size + 1;
  const answer = new Promise(done => waiting.set(id, done));
  await client.send({ jsonrpc: '2.0', id, method, params });
  return answer;
}

await server.connect(serverTransport);
await client.start();
await ask('initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1.0.0' },
});
await client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
after(() => server.close());

test('the tool has the JSON Schema of a post', async () => {
  const {
    tools: [{ name, inputSchema }],
  } = await ask('tools/list');
  assert.equal(name, 'publish');
  assert.deepEqual(inputSchema, postSchema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }));
});

test('an invalid post returns every issue with its path', async () => {
  const {
    isError,
    content: [{ text }],
  } = await ask('tools/call', { name: 'publish', arguments: invalidDraft() });
  assert.equal(isError, true);
  assert.match(text, /content: X takes at most 280 characters/);
  assert.match(text, /platforms\.1\.platformSpecificData\.privacyLevel: privacyLevel must be PUBLIC_TO_EVERYONE, /);
  assert.match(text, /platforms\.2\.platformSpecificData\.title: title has too many characters: 101/);
  assert.deepEqual(published, []);
});

test('a valid post reaches the tool', async () => {
  const { isError } = await ask('tools/call', { name: 'publish', arguments: validDraft() });
  assert.notEqual(isError, true);
  assert.deepEqual(published, [validDraft()]);
});
