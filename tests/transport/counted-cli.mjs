// The runner for Node, Bun and Deno: `counted-cli.mjs origin run`.
import { PostPeer } from '../../pkg/index.js';
import { sendEach } from './counted.mjs';

const [origin, run] = globalThis.Deno?.args ?? process.argv.slice(2);
await sendEach(PostPeer, { origin, run, apiKey: 'pp_test_0123456789abcdef' });
