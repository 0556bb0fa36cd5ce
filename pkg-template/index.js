// postpeer-wasm: the client and the validator, with their WebAssembly inline.
import * as besides from './lib/besides.js';
import { check } from './lib/check.js';
import { Client } from './lib/client.js';
// Below the code: gzip looks back 32 kB, and code on both sides of the wasm would be packed 4 % worse.
import { engine } from './core.inline.js';

export * from './lib/errors.js';

export class PostPeer extends Client {
  constructor(options) {
    super(engine, options, besides);
  }
}

export default PostPeer;

export function validatePost(post, options) {
  return check(engine, post, options);
}
