import * as main from 'postpeer-wasm';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as small from 'postpeer-wasm/validate';
import { story } from './story.mjs';

/** An empty wasm module, to find out if bytes may be compiled here. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function compiles() {
  try {
    new WebAssembly.Module(EMPTY);
    return true;
  } catch {
    return false;
  }
}

const atStart = compiles();

export default {
  async fetch() {
    return Response.json({
      answer: await story({ main, small, sandboxed, relaying }),
      compiles: [atStart, compiles()],
    });
  },
};
