// Uploads of files: PostPeer returns an address, and the bytes go there directly, without the key. Retries and outcomes
// are decided as for every call. How a file is sent depends on the runtime: S3 refuses a body without a length, and
// most runtimes send streams without one.

import { APIConnectionError, PostPeerError, ValidationError } from './base-errors.js';
import { withParams } from './issue-params.js';
import { toResponse } from './wire.js';

/** The most bytes of one PUT to Amazon S3 (AWS, S3 User Guide, "Uploading objects"). */
const MAX_BYTES = 5 * 2 ** 30;
/** Bytes that are read and counted at a time. */
const CHUNK = 2 ** 16;

const ignore = () => {};

/**
 * `media.uploadFile`.
 * @param {{ media: { upload: Function }, timeout: number }} client
 * @param {string} validate the client's option
 * @param {typeof fetch | undefined} fetch the client's own
 * @param {(address: string, send: typeof fetch, options: object) => Promise<unknown>} put
 */
export async function uploadFile(client, validate, fetch, put, source, options) {
  const file = blobOf(source);
  const { size } = file;
  const { name: filename = file.name, timeout = client.timeout } = options;
  const { facts, factsError } = await factsOf(options.facts, source);
  // Parameters, such as the codecs of a MediaRecorder, are removed: the type announced must be the type sent.
  const mimeType = `${options.type ?? facts?.type ?? typeOf(file.type ?? '', factsError)}`
    .split(';')[0]
    .trim()
    .toLowerCase();
  const [, kind, subtype] = /^(image|video)\/([\w.+-]+)$/.exec(mimeType) ?? [];
  const issues = [
    [!filename, 'required', 'name', 'The file has no name: pass { name }.'],
    [!kind, 'enum', 'type', `PostPeer takes image/* and video/*, not "${mimeType}": pass { type }.`],
    [!size, 'too_small', 'size', 'The file is empty.', 1],
    [size > MAX_BYTES, 'too_large', 'size', `The file has ${size} bytes; a PUT to S3 may have 5 GiB.`, MAX_BYTES],
  ].flatMap(([bad, code, key, message, limit]) =>
    bad
      ? withParams({ severity: 'error', code, path: ['file', key], message, ...(limit && { limit, actual: size }) })
      : [],
  );
  if (issues.length && validate !== 'off') throw new ValidationError(issues);
  const { data, response } = await client.media.upload({ ...options, body: { filename, mimeType } });
  const { uploadUrl, publicUrl } = data.data ?? data;
  if (!uploadUrl || !publicUrl) {
    // The file was not sent, so the outcome is `rejected`. `details` is omitted: an upload address is a secret.
    const missing = uploadUrl ? 'publicUrl' : 'uploadUrl';
    const message = `PostPeer gave no ${missing} for the file: ${data.message ?? 'no reason given'}.`;
    throw new APIConnectionError(message, { status: response.status, outcome: 'rejected' });
  }

  let most = 0;
  const report = loaded => {
    // Another attempt begins at 0; the reported number never decreases.
    if (loaded <= most) return;
    most = loaded;
    // Asynchronous, so that the hook cannot delay or fail the upload.
    Promise.resolve({ loaded, total: size }).then(options.onProgress).catch(ignore);
  };
  await put(uploadUrl, request => send(request, file, mimeType, timeout, fetch, report), options);
  report(size);
  const type = subtype === 'gif' && facts?.animated !== false ? subtype : kind;
  return { publicUrl, mediaItem: { type, url: publicUrl }, facts, ...(factsError !== undefined && { factsError }) };
}

/**
 * Returns the facts of a file. A prober can fail on a valid file, so an error stops the upload only if the file is
 * empty or its format is unknown.
 */
async function factsOf(given, source) {
  if (typeof given !== 'function') return { facts: given };
  try {
    return { facts: await given(source) };
  } catch (error) {
    const isNotMedia = error?.code === 'media.empty' || (error?.code === 'media.unrecognised' && !error.type);
    // The caller's function stops the upload with these errors.
    if (isNotMedia || error instanceof PostPeerError || error?.name === 'AbortError') throw error;
    return { factsError: error ?? new PostPeerError('The function facts failed without a reason.') };
  }
}

const kindOf = type => type.split('/')[0];

/** Returns the declared type, unless a failed probe found another kind of media. */
function typeOf(declared, error) {
  const seen = error instanceof Error && `${error.code}`.startsWith('media.') ? `${error.type ?? ''}` : '';
  return seen && kindOf(seen) !== kindOf(declared) ? seen : declared;
}

function blobOf(source) {
  // `instanceof` would reject the Blob of another realm or library.
  if (source?.slice && source.arrayBuffer) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return new Blob([source]);
  throw new PostPeerError('uploadFile takes a File, a Blob, an ArrayBuffer or a view of one.');
}

/** Sends one attempt. It fails if no byte moves for `timeout` milliseconds. */
function send(request, file, type, timeout, fetch, report) {
  let timer;
  let over;
  return new Promise((resolve, reject) => {
    const late = () => reject(new DOMException(`no byte moved for ${timeout} ms`, 'TimeoutError'));
    const moved = loaded => {
      // Node continues to read a body after the attempt has ended.
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

/** Sends by XMLHttpRequest: in a page, `fetch` reports no progress. */
function sendByXHR({ url, signal }, file, type, moved) {
  return new Promise((resolve, reject) => {
    const xhr = new globalThis.XMLHttpRequest();
    xhr.upload.onprogress = ({ loaded }) => moved(loaded);
    // Otherwise Firefox parses an empty response as XML, and logs an error with the address.
    xhr.responseType = 'text';
    xhr.onload = () => resolve(storageResponse(xhr.status, xhr.response));
    xhr.onerror = () => reject(new TypeError('or CORS or connect-src forbids it'));
    signal.addEventListener('abort', () => xhr.abort());
    xhr.open('PUT', url);
    xhr.setRequestHeader('content-type', type);
    xhr.send(file);
  });
}

/** Sends by `fetch`. The body reports progress, and is sent with a Content-Length. */
async function sendByFetch(request, file, type, moved, fetch) {
  const { size } = file;
  const headers = { 'content-type': type };
  const { Bun, FixedLengthStream } = globalThis;
  const stream = () => {
    let at = 0;
    const pull = async controller => {
      const chunk = new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer());
      controller.enqueue(chunk);
      at += chunk.length;
      // The file may have become shorter than its announced length.
      if (at === size || !chunk.length) controller.close();
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
    // Node and Deno read a Blob by its `stream`. Other runtimes do not, and report no progress.
    init.body = Object.defineProperty(file.slice(), 'stream', { value: stream });
    // Otherwise Node keeps a copy of the body, to follow a redirect.
    init.redirect = 'error';
  }
  const response = toResponse(await fetch(new Request(request, init)));
  return storageResponse(response.status, await response.text(), response.headers.get('retry-after'));
}

/** Returns the storage's response as JSON. S3 responds with XML, which may quote its signature, or without a body. */
function storageResponse(status, text, retryAfter) {
  const find = name => RegExp(`<${name}>([^<]+)`).exec(text)?.[1];
  const code = find('Code');
  const message = find('Message');
  // A 400 that is retryable: the bytes arrived too slowly.
  if (code === 'RequestTimeout') status = 408;
  const headers = { 'retry-after': retryAfter ?? '' };
  return Response.json(
    { code, message: message && `The storage: ${message}.` },
    { status: status === 204 ? 200 : status, headers },
  );
}
