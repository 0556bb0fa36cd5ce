// postpeer-wasm/sandbox: PostPeer in memory. It shares the WebAssembly of the client, which knows all operations.
import { engine } from './core.inline.js';
import { createSandbox as create } from './lib/sandbox/sandbox.js';

export function createSandbox(options) {
  return create(engine, options);
}
