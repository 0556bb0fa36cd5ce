// PostPeer's presign call and a storage that counts bytes, over loopback. The name of a file selects the result of its
// PUT.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export const KEY = 'pp_test_0123456789abcdef';
/** The signature of an address, which no error may contain. */
export const SIGNATURE = 'f00dfeedf00dfeed';

const EXPIRED =
  '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message>' +
  '<StringToSign>AWS4</StringToSign></Error>';
const SLOW = '<Error><Code>RequestTimeout</Code><Message>Your socket connection was idle</Message></Error>';

const xml = (response, status, text) => response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
const stored = response => response.writeHead(200, { etag: '"1"' }).end();

/** Handlers of the PUT: record, attempt (from 1), request and response. `early` ones run before the body is read. */
const MODES = {
  ok: (put, attempt, request, response) => stored(response),
  created: (put, attempt, request, response) => response.writeHead(204).end(),
  'drop-once': (put, attempt, request, response) => (attempt === 1 ? request.socket.destroy() : stored(response)),
  'busy-once': (put, attempt, request, response) =>
    attempt === 1 ? xml(response, 503, '<Error><Code>SlowDown</Code></Error>') : stored(response),
  'slow-once': (put, attempt, request, response) => (attempt === 1 ? xml(response, 400, SLOW) : stored(response)),
  lost: (put, attempt, request) => request.socket.destroy(),
  busy: (put, attempt, request, response) =>
    xml(response, 503, '<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>'),
  expired: (put, attempt, request, response) => xml(response, 403, EXPIRED),
  html: (put, attempt, request, response) =>
    response.writeHead(400, { 'content-type': 'text/html' }).end('<!doctype html><h1>No</h1>'),
  redirect: (put, attempt, request, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:9/stolen' }).end(),
  hang: () => {},
  // Reads slowly.
  stall: Object.assign(
    (put, attempt, request) =>
      request.on('data', () => put.bytes > 100_000 && (request.pause(), setTimeout(() => request.resume(), 20))),
    { early: true },
  ),
  // Drops the connection during the first body.
  'cut-once': Object.assign(
    (put, attempt, request, response) => {
      if (attempt === 1) request.on('data', () => put.bytes > 300_000 && request.socket.destroy());
      else request.on('end', () => stored(response));
    },
    { early: true },
  ),
};

/**
 * @returns {Promise<{ url: string, calls: object[], puts: { name: string, attempt: number, headers: object, bytes:
 *   number, hash?: string, whole: boolean, closed: boolean }[], close(): Promise<void> }>}
 */
export async function uploadServer({ answerPresign } = {}) {
  const calls = [];
  const puts = [];
  const server = createServer((request, response) => {
    request.on('error', () => {});
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/v1/media/upload') {
      let text = '';
      request.setEncoding('utf8').on('data', piece => (text += piece));
      request.on('end', () => {
        const body = JSON.parse(text);
        calls.push({ headers: request.headers, body });
        const name = encodeURIComponent(body.filename);
        const base = `http://${request.headers.host}`;
        const data = {
          uploadUrl: `${base}/bucket/${name}?X-Amz-Signature=${SIGNATURE}`,
          publicUrl: `https://assets.example/${name}`,
        };
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(answerPresign?.(data) ?? { success: true, data }));
      });
      return;
    }
    const name = decodeURIComponent(url.pathname.split('/').pop());
    const attempt = puts.filter(other => other.name === name).length + 1;
    const put = {
      name,
      attempt,
      method: request.method,
      signature: url.searchParams.get('X-Amz-Signature'),
      headers: request.headers,
      bytes: 0,
      whole: false,
      closed: false,
    };
    puts.push(put);
    const hash = createHash('sha256');
    request.on('data', piece => {
      put.bytes += piece.length;
      hash.update(piece);
    });
    // The event of the connection: an unread request does not close.
    request.socket.on('close', () => (put.closed = true));
    request.on('end', () => Object.assign(put, { whole: true, hash: hash.digest('hex') }));
    const mode = MODES[name.split('.')[0]];
    if (mode.early) mode(put, attempt, request, response);
    else request.on('end', () => mode(put, attempt, request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls,
    puts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
