// postpeer-wasm/media: what is in a file, before it is uploaded.
import { engine } from './media.inline.js';
import { probe } from './lib/media/probe.js';

export { MediaError } from './lib/media/probe.js';

export async function probeMedia(source) {
  return probe(engine, source);
}
