// postpeer-wasm/validate: everything but the client, with a WebAssembly of its own.
import { check } from './lib/validate/check.js';
import { count } from './lib/text/count.js';
import { resolve } from './lib/validate/resolve.js';
import { schemaOf } from './lib/validate/schema.js';
import { workspaceOf } from './lib/validate/workspace.js';
// Below the code: gzip looks back 32 kB, and code on both sides of an inline wasm would be packed 4 % worse.
import { engine } from './validate.inline.js';

export { tiktokForm } from './lib/validate/tiktok.js';

export function validatePost(post, options) {
  return check(engine, post, options);
}

export function countText(text, platform, options) {
  return count(workspaceOf(engine), text, platform, options);
}

export function resolvePost(post, options) {
  return resolve(engine, post, options);
}

export const postSchema = /* @__PURE__ */ schemaOf(engine);
