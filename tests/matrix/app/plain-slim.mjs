import * as relaying from './node_modules/postpeer-wasm/relay.js';
import * as sandboxed from './node_modules/postpeer-wasm/sandbox.js';
import * as main from './node_modules/postpeer-wasm/slim.js';
import * as validating from './node_modules/postpeer-wasm/validate.js';
import { story } from './story.mjs';

globalThis.answer = main
  .init(new URL('./node_modules/postpeer-wasm/core.wasm', import.meta.url))
  .then(() => story({ main, validating, sandboxed, relaying }))
  .then(JSON.stringify, error => `${error.stack} ${error.cause ?? ''}`);
