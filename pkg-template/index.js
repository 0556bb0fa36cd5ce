// postpeer-wasm: the client and the validator, with their WebAssembly inline.
import { engine } from './core.inline.js';
import { check } from './lib/check.js';
import { Client } from './lib/client.js';
import { count } from './lib/count.js';
import { resolve } from './lib/resolve.js';
import { schemaOf } from './lib/schema.js';

export * from './lib/errors.js';

export class PostPeer extends Client {
  constructor(options) {
    super(engine, options);
  }
}

export default PostPeer;

export function validatePost(post, options) {
  return check(engine, post, options);
}

export function countText(text, platform, options) {
  return count(engine, text, platform, options);
}

export function resolvePost(post, options) {
  return resolve(engine, post, options);
}

export const postSchema = /* @__PURE__ */ schemaOf(engine);

export { tiktokForm } from './lib/tiktok.js';
