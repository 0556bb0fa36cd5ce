// postpeer-wasm: the client and the validator, with their WebAssembly inline.
import { engine } from './core.inline.js';
import { check } from './lib/check.js';
import { Client } from './lib/client.js';
import { uploadFile } from './lib/upload.js';

export * from './lib/errors.js';

export class PostPeer extends Client {
  constructor(options) {
    super(engine, options, uploadFile);
  }
}

export default PostPeer;

export function validatePost(post, options) {
  return check(engine, post, options);
}
