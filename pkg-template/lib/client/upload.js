// Uploads a file: PostPeer gives an address, and the bytes go there, straight and without the key. When to try again,
// and what is known at the end, is decided as for every call; here is what a file needs besides. How it is sent depends
// on the runtime: S3 refuses a body without a length, and most runtimes send a stream as one.

import { APIConnectionError, PostPeerError, ValidationError } from './errors.js';
import { adopt } from './wire.js';

/** What Amazon S3, where the addresses lead, takes in one PUT: AWS, S3 User Guide, "Uploading objects". */
const MOST_BYTES = 5 * 2 ** 30;
/** Bytes that are read and counted at a time. */
const PIECE = 2 ** 16;

const ignore = () => {};

/**
 * @param {{ media: { upload: Function }, timeout: number }} client
 * @param {string} validate as the client was told
 * @param {typeof fetch | undefined} fetch the client's own
 * @param {(address: string, send: typeof fetch, options: object) => Promise<unknown>} put
 */
export async function uploadFile(client, validate, fetch, put, source, options) {
  const file = blobOf(source);
  const { size } = file;
  const { name: filename = file.name, timeout = client.timeout } = options;
  const { facts, factsError } = await factsOf(options.facts, source);
  // Without parameters, such as the codecs that a MediaRecorder adds: what is announced is what is sent.
  const mimeType = `${options.type ?? facts?.type ?? typeOf(file.type ?? '', factsError)}`
    .split(';')[0]
    .trim()
    .toLowerCase();
  const [, kind, subtype] = /^(image|video)\/([\w.+-]+)$/.exec(mimeType) ?? [];
  const issues = [
    [!filename, 'required', 'name', 'The file has no name: pass { name }.'],
    [!kind, 'enum', 'type', `PostPeer takes image/* and video/*, not "${mimeType}": pass { type }.`],
    [!size, 'too_small', 'size', 'The file is empty.', 1],
    [size > MOST_BYTES, 'too_large', 'size', `The file has ${size} bytes; a PUT to S3 may have 5 GiB.`, MOST_BYTES],
  ].flatMap(([bad, code, key, message, limit]) =>
    bad ? { severity: 'error', code, path: ['file', key], message, ...(limit && { limit, actual: size }) } : [],
  );
  if (issues.length && validate !== 'off') throw new ValidationError(issues);
  const { data, response } = await client.media.upload({ ...options, body: { filename, mimeType } });
  const { uploadUrl, publicUrl } = data.data ?? data;
  if (!uploadUrl || !publicUrl) {
    // It may be a refusal. Of the file, this much is known: it is nowhere.
    // Without `details`: an address to upload to is a key of its own.
    const message = `PostPeer gave no ${uploadUrl ? 'publicUrl' : 'uploadUrl'} for the file: ${data.message ?? 'no reason given'}.`;
    throw new APIConnectionError(message, { status: response.status, outcome: 'rejected' });
  }

  let most = 0;
  const report = loaded => {
    // Another attempt begins anew; what is reported does not. And what a hook throws is its own affair.
    if (loaded > most)
      Promise.resolve({ loaded: (most = loaded), total: size })
        .then(options.onProgress)
        .catch(ignore);
  };
  await put(uploadUrl, request => send(request, file, mimeType, timeout, fetch, report), options);
  report(size);
  const type = subtype === 'gif' && facts?.animated !== false ? subtype : kind;
  return { publicUrl, mediaItem: { type, url: publicUrl }, facts, ...(factsError !== undefined && { factsError }) };
}

/**
 * Asks for the facts of a file. A prober can fail on a good file, so a failure stops the upload only if the file is empty
 * or of no known format.
 */
async function factsOf(given, source) {
  if (typeof given !== 'function') return { facts: given };
  try {
    return { facts: await given(source) };
  } catch (error) {
    const isNoMedia = error?.code === 'media.empty' || (error?.code === 'media.unrecognised' && !error.type);
    // Thrown on purpose, by a function that wants to stop the upload.
    if (isNoMedia || error instanceof PostPeerError || error?.name === 'AbortError') throw error;
    return { factsError: error ?? new PostPeerError('The function facts failed without a reason.') };
  }
}

const kindOf = type => type.split('/')[0];

/** Returns the declared type, unless a failed probe found another kind of media in the first bytes. */
function typeOf(declared, error) {
  const seen = error instanceof Error && `${error.code}`.startsWith('media.') ? `${error.type ?? ''}` : '';
  return seen && kindOf(seen) !== kindOf(declared) ? seen : declared;
}

function blobOf(source) {
  // Not `instanceof`: other realms and libraries have a Blob of their own.
  if (source?.slice && source.arrayBuffer) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return new Blob([source]);
  throw new PostPeerError('uploadFile takes a File, a Blob, an ArrayBuffer or a view of one.');
}

/** One attempt. It is broken off when no byte has moved for `timeout` milliseconds. */
function send(request, file, type, timeout, fetch, report) {
  let timer;
  let over;
  return new Promise((resolve, reject) => {
    const late = () => reject(new DOMException(`no byte moved for ${timeout} ms`, 'TimeoutError'));
    const moved = loaded => {
      // Node goes on reading a body that nobody wants any more.
      if (over) throw over;
      clearTimeout(timer);
      timer = setTimeout(late, timeout);
      report(loaded);
    };
    request.signal.addEventListener('abort', reject);
    moved(0);
    const by = globalThis.XMLHttpRequest && !fetch ? sendByXHR : sendByFetch;
    by(request, file, type, moved, fetch ?? globalThis.fetch).then(resolve, reject);
  }).finally(() => {
    over = true;
    clearTimeout(timer);
  });
}

/** In a page, where `fetch` does not tell how much has left. */
function sendByXHR({ url, signal }, file, type, moved) {
  return new Promise((resolve, reject) => {
    const xhr = new globalThis.XMLHttpRequest();
    xhr.upload.onprogress = ({ loaded }) => moved(loaded);
    // Else Firefox reads an empty answer as XML, and complains with the address in the console.
    xhr.responseType = 'text';
    xhr.onload = () => resolve(answer(xhr.status, xhr.response));
    xhr.onerror = () => reject(new TypeError('or CORS or connect-src forbids it'));
    signal.addEventListener('abort', () => xhr.abort());
    xhr.open('PUT', url);
    xhr.setRequestHeader('content-type', type);
    xhr.send(file);
  });
}

/** The body tells how much of it was taken, and still goes out with a Content-Length. */
async function sendByFetch(request, file, type, moved, fetch) {
  const { size } = file;
  const headers = { 'content-type': type };
  const { Bun, FixedLengthStream } = globalThis;
  const stream = () => {
    let at = 0;
    const pull = async controller => {
      const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      controller.enqueue(piece);
      at += piece.length;
      // A file that became shorter breaks the length that was announced.
      if (at === size || !piece.length) controller.close();
      moved(at);
    };
    return new ReadableStream({ pull }, { highWaterMark: 0 });
  };
  const init = { headers, duplex: 'half' };
  if (FixedLengthStream) {
    // workerd
    const { readable, writable } = new FixedLengthStream(size);
    stream().pipeTo(writable).catch(ignore);
    init.body = readable;
  } else if (Bun) {
    headers['content-length'] = `${size}`;
    init.body = stream();
  } else {
    // Node and Deno read a Blob by its `stream`. Elsewhere it is sent without being asked, and only the count is missing.
    init.body = Object.defineProperty(file.slice(), 'stream', { value: stream });
    // Else Node keeps a copy of all that was sent, in case it should follow.
    init.redirect = 'error';
  }
  const response = adopt(await fetch(new Request(request, init)));
  return answer(response.status, await response.text(), response.headers.get('retry-after'));
}

/** The answer as PostPeer would put it. S3 speaks XML, which may quote what it signed; a success may have no body. */
function answer(status, text, retryAfter) {
  const find = name => RegExp(`<${name}>([^<]+)`).exec(text)?.[1];
  const code = find('Code');
  const message = find('Message');
  // A 400, and yet about the moment: the bytes came too slowly.
  if (code === 'RequestTimeout') status = 408;
  const headers = { 'retry-after': retryAfter ?? '' };
  return Response.json(
    { code, message: message && `The storage: ${message}.` },
    { status: status === 204 ? 200 : status, headers },
  );
}
