// postpeer-wasm/validate: the validator alone, with the smaller WebAssembly that has no client in it.
import { engine } from './validate.inline.js';
import { check } from './lib/check.js';
import { count } from './lib/count.js';
import { resolve } from './lib/resolve.js';
import { schemaOf } from './lib/schema.js';

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
