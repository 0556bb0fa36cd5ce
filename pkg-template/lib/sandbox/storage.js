// The storage that PostPeer's addresses lead to: it takes a file at a presigned address, once it was asked for, and
// serves it at its public one. It answers as Amazon S3 does, in XML. That it lets pages of other origins in (CORS) is
// an assumption: PostPeer says nothing of it.

import { refuse, reply } from './answers.js';

/** The AWS SDKs' own default. How long PostPeer's addresses are good is not documented. */
const SECONDS = 900;

const CODES = {
  400: 'InvalidRequest',
  403: 'AccessDenied',
  404: 'NoSuchKey',
  405: 'MethodNotAllowed',
  429: 'SlowDown',
  500: 'InternalError',
  501: 'NotImplemented',
  503: 'SlowDown',
};

const OPEN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag' };

const escaped = text => text.replace(/[<>&]/g, sign => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]);

/** A refusal in the words of S3. */
export function storageRefusal(status, message, headers, code = CODES[status] ?? 'InternalError') {
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return reply(status, xml, { 'content-type': 'application/xml', ...OPEN, ...headers });
}

/** Addresses of the storage: below `options.storage`, or at hosts that do not exist. */
export function storageHosts(storage) {
  if (storage === undefined)
    return { uploads: 'https://uploads.postpeer.example', assets: 'https://assets.postpeer.example' };
  const base = new URL(storage).href.replace(/\/$/, '');
  return { uploads: `${base}/uploads`, assets: `${base}/assets` };
}

/** `uploads` or `assets`, where an address is the storage's. */
export const storagePart = (world, url) =>
  ['uploads', 'assets'].find(part => url.href.startsWith(`${world.hosts[part]}/`));

export function createUpload({ world, body }) {
  const { filename, mimeType } = body;
  if (!/^(image|video)\//.test(mimeType)) refuse(400, 'Unsupported MIME type');
  const id = world.nextId();
  const path = `${id}/${encodeURIComponent(filename.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
  const signature =
    `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=${SECONDS}` +
    `&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Signature=${id}`;
  const upload = {
    filename,
    mimeType,
    arrived: false,
    size: 0,
    bytes: null,
    expires: world.now() + SECONDS * 1000,
    uploadUrl: `${world.hosts.uploads}/${path}?${signature}`,
    publicUrl: `${world.hosts.assets}/uploads/${path}`,
  };
  world.uploads.set(upload.uploadUrl, upload);
  world.files.set(upload.publicUrl, upload);
  return { success: true, data: { uploadUrl: upload.uploadUrl, publicUrl: upload.publicUrl } };
}

/** The upload that a public address belongs to, if it is one of this sandbox's. */
export const uploadAt = (world, publicUrl) => world.files.get(publicUrl);

/** The bytes that a file at this address may have to be kept, those of the file that it replaces included. */
export const roomFor = (world, url, most) => most - world.fileBytes + (world.uploads.get(url.href)?.bytes?.length ?? 0);

/** The answer to a request for the storage, which keeps at most `most` bytes. `file` is what was sent. */
export function storageAnswer(world, request, url, file, most) {
  if (request.method === 'OPTIONS') {
    const headers = {
      ...OPEN,
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'content-type',
    };
    return new Response(null, { status: 200, headers });
  }
  return storagePart(world, url) === 'uploads' ? take(world, request, url, file, most) : serve(world, request, url);
}

function take(world, request, url, { size, bytes }, most) {
  const upload = world.uploads.get(url.href);
  if (request.method !== 'PUT' || !upload) return storageRefusal(403, 'Access Denied');
  if (world.now() > upload.expires) return storageRefusal(403, 'Request has expired');
  // Only over a connection: what a Request holds has no encoding yet.
  if (request.headers.has('transfer-encoding'))
    return storageRefusal(501, 'A header you provided implies functionality that is not implemented');
  if (request.headers.get('content-type') !== upload.mimeType) {
    return storageRefusal(
      403,
      'The request signature we calculated does not match the signature you provided.',
      {},
      'SignatureDoesNotMatch',
    );
  }
  // Others may have come in between, so the room is looked at again.
  const kept = size <= roomFor(world, url, most) ? bytes : null;
  world.fileBytes += (kept?.length ?? 0) - (upload.bytes?.length ?? 0);
  Object.assign(upload, { arrived: true, bytes: kept, size });
  return new Response(null, {
    status: 200,
    headers: { ...OPEN, etag: `"${url.searchParams.get('X-Amz-Signature')}"` },
  });
}

function serve(world, request, url) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return storageRefusal(405, 'The specified method is not allowed against this resource.');
  const { bytes, mimeType } = uploadAt(world, url.href) ?? {};
  if (!bytes) return storageRefusal(404, 'The specified key does not exist.');
  const headers = { ...OPEN, 'content-type': mimeType, 'content-length': String(bytes.length) };
  return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers });
}
