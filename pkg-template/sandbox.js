import { createSandbox as create } from './lib/sandbox.js';
import { validatePost } from './validate.js';

export function createSandbox(options) {
  return create(validatePost, options);
}
