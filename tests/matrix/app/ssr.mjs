import * as main from 'postpeer-wasm';
import * as relaying from 'postpeer-wasm/relay';
import * as sandboxed from 'postpeer-wasm/sandbox';
import * as validating from 'postpeer-wasm/validate';
import { story } from './story.mjs';

export const render = () => story({ main, validating, sandboxed, relaying });
