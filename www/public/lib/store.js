// What the page knows. Views ask to be told: of every change of the post, or only when its shape changes and
// controls come or go.

import { validatePost } from '../postpeer-wasm/validate.js';
import { write } from './paths.js';

const listeners = { shape: [], post: [], session: [], result: [] };

export const state = {
  post: { content: '', platforms: [], publishNow: true },
  /** Old names: `strict` refuses them with a hint, `lenient` rewrites them and warns. */
  mode: 'strict',
  session: { mode: 'connecting', accounts: [], troubles: [] },
  /** TikTok creator info and Pinterest boards by account, as far as they have been asked for. */
  creators: {},
  boards: {},
  check: { valid: true, issues: [], took: 0 },
  result: null,
};

export const on = (what, listener) => void listeners[what].push(listener);

export function tell(what) {
  for (const listener of listeners[what]) listener(state);
}

function validate() {
  const start = performance.now();
  const creatorInfo = Object.fromEntries(Object.entries(state.creators).filter(([, info]) => !info.problem));
  const { valid, issues } = validatePost(state.post, { mode: state.mode, creatorInfo });
  state.check = { valid, issues, took: performance.now() - start };
}

/** A value in the post has changed. */
export function setValue(path, value) {
  write(state.post, path, value);
  validate();
  tell('post');
}

/** Controls come or go: another post, another account, another file. */
export function reshape(change) {
  change(state);
  validate();
  tell('shape');
  tell('post');
}

export function setResult(result) {
  state.result = result;
  tell('result');
}
