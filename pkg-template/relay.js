// postpeer-wasm/relay: the edge half of a browser client. It shares the WebAssembly of the client, which knows all
// operations.
import { engine } from './core.inline.js';
import { createRelay as create } from './lib/relay/relay.js';

export function createRelay(options) {
  return create(engine, options);
}
