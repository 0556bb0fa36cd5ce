import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as main from 'postpeer-wasm/slim';
import * as small from 'postpeer-wasm/validate';
import { story } from './story.mjs';

let early;
try {
  main.validatePost({});
} catch (error) {
  early = error.message;
}
if (!/init/.test(early)) throw new Error(`used before init, it said: ${early}`);
await main.init(readFileSync(createRequire(import.meta.url).resolve('postpeer-wasm/core.wasm')));
console.log(JSON.stringify(await story({ main, small, sandboxed, relaying })));
