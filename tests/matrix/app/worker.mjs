import * as main from 'postpeer-wasm';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as validating from 'postpeer-wasm/validate';
import { story } from './story.mjs';

/** An empty module, to test whether the runtime compiles bytes. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function canCompile() {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
    return true;
  } catch {
    return false;
  }
}

const atStart = canCompile();

export default {
  async fetch() {
    return Response.json({
      answer: await story({ main, validating, sandboxed, relaying }),
      compiles: [atStart, canCompile()],
    });
  },
};
