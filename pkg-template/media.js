// postpeer-wasm/media: the facts of a file, before it is uploaded.
import { engine } from './media.inline.js';
import { probe } from './lib/media/probe.js';

export { MediaError } from './lib/media/probe.js';

export async function probeMedia(source) {
  return probe(engine, source);
}
