import * as main from 'postpeer-wasm';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as validating from 'postpeer-wasm/validate';
import { story } from './story.mjs';

globalThis.answer = story({ main, validating, sandboxed, relaying }).then(
  JSON.stringify,
  error => `${error.stack} ${error.cause ?? ''}`,
);
