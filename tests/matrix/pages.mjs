// A page in a browser: a static server on a free port, and a visit that fails on any complaint of the browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium, firefox } from '../../scripts/browsers.mjs';
import { EXPECTED } from './answer.mjs';

export const STRICT_CSP = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'";

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

// Includes an icon: browsers request one, and Firefox complains if the policy forbids it.
const page = script =>
  `<!doctype html><meta charset="utf-8"><title>matrix</title><link rel="icon" href="data:,"><script type="module" src="/${script}"></script>`;

/** Serves a folder. `/?script=x.mjs` is a page with that module script. */
export async function serve(folder, { csp = STRICT_CSP } = {}) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const headers = csp ? { 'content-security-policy': csp } : {};
    const script = url.searchParams.get('script');
    if (script) return response.writeHead(200, { ...headers, 'content-type': TYPES['.html'] }).end(page(script));
    try {
      const file = await readFile(join(folder, normalize(decodeURIComponent(url.pathname))));
      response
        .writeHead(200, { ...headers, 'content-type': TYPES[extname(url.pathname)] ?? 'application/octet-stream' })
        .end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const close = () => new Promise(done => (server.close(done), server.closeAllConnections()));
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

const BROWSERS = {
  chromium: async () => {
    const browser = await chromium();
    return {
      open: () => browser.newPage(),
      problem: message => message.type() === 'error',
      close: () => browser.close(),
    };
  },
  firefox: async () => {
    const browser = await firefox();
    return {
      open: () => browser.newPage(),
      problem: message => message.type() === 'error',
      close: () => browser.close(),
    };
  },
};

/** Opens an address in a browser. Returns the value of `globalThis.answer` and every complaint. */
export async function visit(browserName, address) {
  const browser = await BROWSERS[browserName]();
  try {
    const tab = await browser.open();
    const complaints = [];
    tab.on('console', message => browser.problem(message) && complaints.push(message.text()));
    tab.on('pageerror', error => complaints.push(String(error)));
    tab.on('requestfailed', request => complaints.push(`failed: ${request.url()}`));
    await tab.goto(address, { waitUntil: 'load' });
    const answer = await tab.evaluate(async () => {
      for (let i = 0; i < 200 && !globalThis.answer; i++) await new Promise(next => setTimeout(next, 50));
      return globalThis.answer;
    });
    return { answer, complaints };
  } finally {
    await browser.close();
  }
}

/** The page answers like every runtime, and the browser has no complaint. */
export async function answersIn(browserName, address) {
  const { answer, complaints } = await visit(browserName, address);
  assert.deepEqual(complaints, []);
  assert.ok(answer?.startsWith('{'), answer ?? 'the page never answered');
  assert.deepEqual(JSON.parse(answer), EXPECTED);
}
