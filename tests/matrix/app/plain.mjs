// Without bundler and import map: the code of a page that is served from the package's folder.
import * as main from './node_modules/postpeer-wasm/index.js';
import * as relaying from './node_modules/postpeer-wasm/relay.js';
import * as sandboxed from './node_modules/postpeer-wasm/sandbox.js';
import * as small from './node_modules/postpeer-wasm/validate.js';
import { story } from './story.mjs';

globalThis.answer = story({ main, small, sandboxed, relaying }).then(
  JSON.stringify,
  error => `${error.stack} ${error.cause ?? ''}`,
);
