// postpeer-wasm/relay: the server half of a client in a page. It uses the client's WebAssembly.
import { engine } from './core.inline.js';
import { createRelay as create } from './lib/relay/relay.js';

export function createRelay(options) {
  return create(engine, options);
}
