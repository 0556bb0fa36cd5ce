// postpeer-wasm/rules: the validator with every rule that is only prose, and what is built on it, with a WebAssembly of
// its own.
import { engine } from './rules.inline.js';
import { check } from './lib/rules/check.js';
import { count } from './lib/rules/count.js';
import { resolve } from './lib/rules/resolve.js';
import { schemaOf } from './lib/rules/schema.js';

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

export { tiktokForm } from './lib/rules/tiktok.js';
