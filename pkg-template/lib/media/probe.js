// Feeds a file to media.wasm piece by piece, as it asks for them. What the bytes mean is decided there.

import {
  CODECS,
  CONTAINERS,
  FACTS,
  MAX_READ,
  MEDIA_CODES,
  MEDIA_KINDS,
  MEDIA_KNOWN,
  MEDIA_NEXT_READ,
  MEDIA_REFUSALS,
} from '../generated/contract.js';

/** The bytes of a stream that are kept for a step back. Only the page count of a PDF needs one. */
const KEPT = 32 * 1024 * 1024;

/** By the refusals of src/media/window.rs; the last is our own. */
const MESSAGES = {
  empty: 'The file is empty.',
  unrecognised: 'The file is none of the formats that are read here.',
  truncated: 'The file ends before what describes it.',
  malformed: 'The file contradicts its own format.',
  too_large: 'What describes the file is spread over more bytes than are read.',
  compressed: 'What describes the file is compressed, which is not read here.',
  unreadable: 'The file could not be read.',
};

/** A file that could not be probed: see `code`. */
export class MediaError extends Error {
  constructor(reason, type, cause) {
    super(MESSAGES[reason], cause && { cause });
    this.code = `media.${reason}`;
    if (type) this.type = type;
  }
}
Object.defineProperty(MediaError.prototype, 'name', { value: 'MediaError', configurable: true, writable: true });

export async function probe(engine, source) {
  const file = await open(source);
  const wasm = await engine();
  const memory = wasm.memory.buffer;
  const [from, to] = [0, 1].map(wasm.layout);
  const all = new Uint8Array(memory);
  const own = { used: 0, saved: [] };
  let at = 0;
  let bytes = [];
  try {
    for (;;) {
      // Other files may be probed while this one is being read: each has the memory to itself in turn.
      if (engine.current !== own) {
        const other = engine.current;
        if (other) other.saved = all.slice(from, to + other.used);
        all.fill(0, from, to);
        all.set(own.saved, from);
        engine.current = own;
      }
      all.set(bytes, to + own.used);
      at = wasm.feed(file.isStream ? -file.size : file.size, at, bytes.length);
      if (at < 0) return answer(-1 - at, memory, from, file.type);
      const [length, inflate, used] = new Uint32Array(memory, from + MEDIA_NEXT_READ, 3);
      own.used = used;
      bytes = new Uint8Array(await file.read(at, at + length).catch(unreadable)).subarray(0, length);
      if (inflate) bytes = await inflated(bytes);
    }
  } finally {
    if (engine.current === own) engine.current = undefined;
    file.close?.();
  }
}

/** Inflates bytes, up to the most that the prober takes: to nothing, where they are damaged or the host cannot. */
async function inflated(bytes) {
  const found = new Uint8Array(MAX_READ);
  let length = 0;
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    for (let part; length < MAX_READ && !(part = await reader.read()).done;) {
      const { value } = part;
      found.set(value.subarray(0, MAX_READ - length), length);
      length = Math.min(MAX_READ, length + value.length);
    }
    reader.cancel().catch(() => {});
  } catch {
    // The bytes that came out before stand.
  }
  return found.subarray(0, length);
}

/** The facts that the last call of `feed` left behind: see `Facts` in src/media/facts.rs. */
function answer(code, memory, from, declaredType) {
  const numbers = new Float64Array(memory, from);
  const known = new Uint32Array(memory, from + MEDIA_KNOWN);
  const [container, video, audio] = new Uint8Array(memory, from + MEDIA_CODES);
  const kinds = MEDIA_KINDS.split(' ');
  const kind = kinds[code];
  const codecs = CODECS.split(' ');
  const [name, mime, audioMime, ...aliases] = CONTAINERS.split(',')[container].split(' ');
  if (!kind) throw new MediaError(MEDIA_REFUSALS.split(' ')[code - kinds.length], mime);
  const type = kind === 'audio' ? audioMime : mime;
  const found = { kind, container: name, type };
  if (declaredType) {
    found.declaredType = declaredType;
    found.typeMatches = declaredType === type || aliases.includes(declaredType);
  }
  if (video) found.videoCodec = codecs[video];
  if (audio) found.audioCodec = codecs[audio];
  FACTS.split(' ').forEach((row, field) => {
    const [key, words] = row.split('=');
    const value = numbers[field];
    // The shift counts modulo 32.
    if ((known[field >> 5] >> field) & 1)
      found[key] = words ? words.split('|')[value] : words === undefined ? value : value > 0;
  });
  return found;
}

function unreadable(cause) {
  throw new MediaError('unreadable', undefined, cause);
}

/** The size of a source, its declared type, and how to read from one offset up to another. */
function open(source) {
  if (source instanceof globalThis.Response) return openResponse(source);
  // Not `instanceof`: other realms and libraries have a Blob of their own.
  if (source?.slice && source.arrayBuffer) {
    return {
      size: source.size,
      type: bare(`${source.type ?? ''}`),
      read: async (from, to) => source.slice(from, to).arrayBuffer(),
    };
  }
  const isView = ArrayBuffer.isView(source);
  if (!isView && !/ (Shared)?ArrayBuffer/.test(Object.prototype.toString.call(source))) {
    throw new TypeError('probeMedia takes a Blob, a File, an ArrayBuffer, a Uint8Array or a Response.');
  }
  let bytes;
  try {
    bytes = isView ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
  } catch (cause) {
    // It was handed to another thread.
    unreadable(cause);
  }
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

const bare = type => type.split(';')[0].trim().toLowerCase();

/** A response is read as it comes in, and no further than needed. Without a length it has to come in whole. */
async function openResponse(response) {
  const { ok, bodyUsed, status, headers, body } = response;
  if (!ok || bodyUsed || body?.locked)
    unreadable(new Error(ok ? 'Its body was read before.' : `HTTP status ${status}`));
  const type = bare(headers.get('content-type') ?? '');
  const size = Number(headers.get('content-length'));
  if (!body || !(size > 0 && Number.isSafeInteger(size)) || headers.get('content-encoding')) {
    return { ...open(await response.blob().catch(unreadable)), type };
  }
  const reader = body.getReader();
  const chunks = [];
  let start = 0;
  let end = 0;
  async function read(from, to) {
    while (end < to) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      end += value.length;
      while (start + chunks[0]?.length < from - KEPT) start += chunks.shift().length;
    }
    if (from < start) throw new Error('The stream has passed these bytes.');
    const bytes = new Uint8Array(Math.max(0, Math.min(end, to) - from));
    let at = start - from;
    for (const chunk of chunks) {
      const skip = Math.max(0, -at);
      if (skip < chunk.length && at < bytes.length) bytes.set(chunk.subarray(skip, bytes.length - at), at + skip);
      at += chunk.length;
    }
    return bytes;
  }
  // The rest is not wanted, and a refusal to cancel it changes nothing.
  return { size, type, isStream: true, read, close: () => void reader.cancel().catch(() => {}) };
}
