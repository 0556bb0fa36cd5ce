// No bundler and no import map: a page that imports the package's files by path.
import * as main from './node_modules/postpeer-wasm/index.js';
import * as relaying from './node_modules/postpeer-wasm/relay.js';
import * as sandboxed from './node_modules/postpeer-wasm/sandbox.js';
import * as validating from './node_modules/postpeer-wasm/validate.js';
import { story } from './story.mjs';

globalThis.answer = story({ main, validating, sandboxed, relaying }).then(
  JSON.stringify,
  error => `${error.stack} ${error.cause ?? ''}`,
);
