import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as main from 'postpeer-wasm/slim';
import * as validating from 'postpeer-wasm/validate';
import { story } from './story.mjs';

let errorBeforeInit;
try {
  main.validatePost({});
} catch (error) {
  errorBeforeInit = error.message;
}
if (!/init/.test(errorBeforeInit)) throw new Error(`before init the error was: ${errorBeforeInit}`);
await main.init(readFileSync(createRequire(import.meta.url).resolve('postpeer-wasm/core.wasm')));
console.log(JSON.stringify(await story({ main, validating, sandboxed, relaying })));
