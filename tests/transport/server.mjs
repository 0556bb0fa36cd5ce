// A server that fails in one mode at a time and counts its requests.
import { createServer } from 'node:http';
import { once } from 'node:events';

export const KEY = 'pp_test_0123456789abcdef';

export const POST = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

export const PUBLISHED = {
  success: true,
  status: 'published',
  postId: 'post_pqr678',
  platforms: [{ platform: 'tiktok', success: true, platformPostUrl: 'https://www.tiktok.com/@user/video/7123456789' }],
};

const HTML = '<!doctype html><title>502</title><h1>Bad Gateway</h1>';
const JSON_TYPE = { 'content-type': 'application/json' };

const json =
  (status, body, headers = {}) =>
  (request, response) => {
    response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
  };
const text =
  (status, body, headers = {}) =>
  (request, response) =>
    response.writeHead(status, headers).end(body);
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Returns the result or error of a call, and the timers that it set: its delays, independent of the machine. */
export async function timersOf(run) {
  const { setTimeout: real } = globalThis;
  const timers = [];
  globalThis.setTimeout = (callback, ms, ...rest) => {
    timers.push(ms);
    return real(callback, ms, ...rest);
  };
  try {
    return { end: await run().catch(error => error), timers };
  } finally {
    globalThis.setTimeout = real;
  }
}

/** The modes of failure. Each gets the request, read to its end unless noted, and its response. */
export const MODES = {
  ok: (request, response) => json(request.method === 'POST' ? 202 : 200, PUBLISHED)(request, response),
  // The server reads the head of the request, and drops the connection before it reads the body.
  dropBefore: Object.assign(request => request.socket.destroy(), { unread: true }),
  dropAfter: request => request.socket.destroy(),
  dropInBody: (request, response) => {
    response.writeHead(202, { ...JSON_TYPE, 'content-length': '500' });
    response.write('{"success":true,');
    setTimeout(() => request.socket.destroy(), 20);
  },
  hang: () => {},
  slowHeaders: async (request, response) => {
    await sleep(4000);
    json(202, PUBLISHED)(request, response);
  },
  stalledBody: (request, response) => {
    response.writeHead(202, JSON_TYPE);
    response.write('{"success":true,');
  },
  trickle: async (request, response) => {
    response.writeHead(202, JSON_TYPE);
    for (let i = 0; i < 100 && !response.destroyed; i++) {
      response.write(' ');
      await sleep(50);
    }
    response.end(JSON.stringify(PUBLISHED));
  },
  redirect: (request, response, { status, elsewhere }) =>
    response.writeHead(status, { location: `${elsewhere}/v1/posts/` }).end(),
  status: (request, response, { status, headers, body }) =>
    json(status, body ?? { success: false, message: `This is a ${status}.` }, headers)(request, response),
  errorB: (request, response, { status }) => json(status, { error: `B says ${status}.` })(request, response),
  fastify: (request, response, { status }) =>
    json(status, {
      statusCode: status,
      code: 'FST_ERR_VALIDATION',
      error: 'Bad Request',
      message: 'body/content must be string',
    })(request, response),
  html: (request, response, { status }) => text(status, HTML, { 'content-type': 'text/html' })(request, response),
  empty: (request, response, { status }) => text(status, '')(request, response),
  emptyObject: (request, response, { status }) => json(status, {})(request, response),
  truncated: (request, response, { status }) =>
    text(status, '{"success":true,"status":"publ', JSON_TYPE)(request, response),
  echo: (request, response, { status }) =>
    json(
      status,
      {
        success: false,
        message: `Bad key ${request.headers['x-access-key']}!`,
        [request.headers['x-access-key']]: [request.headers],
      },
      { 'x-debug': `k=${request.headers['x-access-key']}` },
    )(request, response),
  oversized: async (request, response, { status }) => {
    response.writeHead(status, JSON_TYPE);
    response.on('error', () => {}).setMaxListeners(0);
    const piece = '"'.padEnd(1 << 20, 'x');
    for (let i = 0; i < 64 && !response.destroyed; i++) {
      if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
  },
  json: (request, response, { status = 202, body }) => json(status, body)(request, response),
};

/**
 * @returns {Promise<{ url: string, posts: number, arrived(): Promise<void>, requests: { method: string, url: string,
 *   headers: object, body: string }[], next(mode: string, options?: object): void, script(list: [string, object?][]):
 *   void, close(): Promise<void> }>}
 */
export async function failingServer() {
  let mode = ['ok', {}];
  let script = [];
  const requests = [];
  const server = createServer((request, response) => {
    const chosen = script.shift() ?? mode;
    const act = MODES[chosen[0]];
    const seen = { method: request.method, url: request.url, headers: request.headers, body: '' };
    requests.push(seen);
    request.on('error', () => {});
    if (act.unread) return act(request);
    request.setEncoding('utf8').on('data', piece => (seen.body += piece));
    request.on('end', () => {
      seen.read = true;
      act(request, response, { status: 202, ...chosen[1] });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    /** Resolves when a request was read to its end and its mode has begun. */
    async arrived() {
      while (!requests.some(({ read }) => read)) await sleep(5);
      await sleep(30);
    },
    get posts() {
      return requests.filter(({ method }) => method === 'POST').length;
    },
    next(name, options = {}) {
      requests.length = 0;
      script = [];
      mode = [name, options];
    },
    script(list) {
      requests.length = 0;
      script = list;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
