// Feeds a file to media.wasm piece by piece, as it asks for them. What the bytes mean is decided there.

/** The numbers of the facts, in the order of `Field` in src/media/facts.rs; those from `editLists` on are flags. */
export const FIELDS =
  'bytes pixelWidth pixelHeight displayWidth displayHeight pixelAspect rotation orientation duration frameRate aacObjectType channels sampleRate bitRate videoBitRate audioBitRate frames pages editLists moovFirst fragmented animated truncated'.split(
    ' ',
  );
const FIRST_FLAG = 18;

/** How much of a stream is kept for a step back. Only the page count of a PDF takes one. */
const KEPT = 32 * 1024 * 1024;

const MESSAGES = {
  empty: 'The file is empty.',
  unrecognised: 'The file is none of the formats that are read here.',
  truncated: 'The file ends before what describes it.',
  malformed: 'The file contradicts its own format.',
  too_large: 'What describes the file is spread over more bytes than are read.',
  unreadable: 'The file could not be read.',
};

/** A file that could not be probed: see `code`. */
export class MediaError extends Error {
  constructor(reason, type, cause) {
    super(MESSAGES[reason], cause === undefined ? undefined : { cause });
    this.code = `media.${reason}`;
    if (type) this.type = type;
  }
}
Object.defineProperty(MediaError.prototype, 'name', { value: 'MediaError', configurable: true, writable: true });

export async function probe(engine, source) {
  const file = await open(source);
  const instance = engine.instance();
  const wasm = instance.glue;
  const memory = new Uint8Array(instance.memory.buffer);
  const layout = wasm.media_layout;
  // Other files may be probed while this one is being read, so the state of the probe is put in before each step and
  // taken out after it. A new probe is all zeros.
  const state = memory.subarray(layout(0), layout(0) + layout(1));
  let mine = new Uint8Array(state.length);
  let at = 0;
  let bytes = mine.subarray(0, 0);
  const word = which => {
    const place = wasm.media_text(which);
    return String.fromCharCode(...memory.subarray(place >>> 8, (place >>> 8) + (place & 255)));
  };
  try {
    for (;;) {
      state.set(mine);
      memory.set(bytes, layout(2));
      at = wasm.media_feed(file.size, at, bytes.length);
      if (at < 0) break;
      const length = layout(3);
      mine = state.slice();
      try {
        bytes = new Uint8Array(await file.read(at, at + length));
      } catch (cause) {
        throw new MediaError('unreadable', undefined, cause);
      }
    }
    if (at < -1) throw new MediaError(word(at), word(2));
    return facts(wasm, word, file.type);
  } finally {
    file.close?.();
  }
}

function facts(wasm, word, declaredType) {
  const type = word(2);
  const found = { kind: word(0), container: word(1), type };
  if (declaredType) {
    found.declaredType = declaredType;
    found.typeMatches = declaredType === type || word(3).split(' ').includes(declaredType);
  }
  const codecs = { videoCodec: word(4), audioCodec: word(5) };
  for (const [key, name] of Object.entries(codecs)) if (name) found[key] = name;
  FIELDS.forEach((key, field) => {
    const value = wasm.media_number(field);
    // NaN stands for what the file does not say.
    if (!Number.isNaN(value)) found[key] = field < FIRST_FLAG ? value : value > 0;
  });
  return found;
}

/** The size of a source, its declared type, and how to read from one offset up to another. */
async function open(source) {
  if (typeof Response === 'function' && source instanceof Response) return openResponse(source);
  if (typeof Blob === 'function' && source instanceof Blob) {
    return { size: source.size, type: bare(source.type), read: (from, to) => source.slice(from, to).arrayBuffer() };
  }
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(buffered(source));
  return { size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}

function buffered(source) {
  const kind = Object.prototype.toString.call(source);
  if (kind === '[object ArrayBuffer]' || kind === '[object SharedArrayBuffer]') return source;
  throw new TypeError('probeMedia takes a Blob, a File, an ArrayBuffer, a Uint8Array or a Response.');
}

const bare = type => (type ?? '').split(';')[0].trim().toLowerCase();

/** A response is read as it comes in, and no further than needed. Without a length it has to come in whole. */
async function openResponse(response) {
  if (!response.ok) throw new MediaError('unreadable', undefined, new Error(`HTTP status ${response.status}`));
  const type = bare(response.headers.get('content-type'));
  const length = response.headers.get('content-length');
  if (!response.body || !length || response.headers.get('content-encoding')) {
    const blob = await response.blob();
    return { ...(await open(blob)), type };
  }
  const reader = response.body.getReader();
  const chunks = [];
  let start = 0;
  let end = 0;
  async function read(from, to) {
    while (end < to) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      end += value.length;
      while (start + chunks[0].length < from - KEPT) start += chunks.shift().length;
    }
    if (from < start) throw new Error('The stream has passed these bytes.');
    const bytes = new Uint8Array(Math.max(0, Math.min(end, to) - from));
    let at = start;
    for (const chunk of chunks) {
      const skip = Math.max(0, from - at);
      if (skip < chunk.length && at < to) bytes.set(chunk.subarray(skip, to - at), at + skip - from);
      at += chunk.length;
    }
    return bytes;
  }
  // The rest is not wanted, and a refusal to cancel it changes nothing.
  return { size: Number(length), type, read, close: () => void reader.cancel().catch(() => {}) };
}
