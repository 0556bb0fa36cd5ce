// postpeer-wasm/validate: the validator alone, with the smaller WebAssembly that has no client in it.
import { engine } from './validate.inline.js';
import { check } from './lib/check.js';

export function validatePost(post, options) {
  return check(engine, post, options);
}
