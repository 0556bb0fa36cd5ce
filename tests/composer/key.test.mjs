// With a real key: the browser never sees it. PostPeer is a sandbox outside the Worker, and a proxy records all traffic
// between browser and Worker.

import assert from 'node:assert/strict';
import { createServer, request as forward } from 'node:http';
import test from 'node:test';
import { createSandbox } from '../../pkg/sandbox.js';
import { startDemo } from '../../www/demo.mjs';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS, openComposer } from './browser.mjs';

const KEY = 'pp_live_0b7c5d1e9f3a42688f1d';
const PASSWORD = 'correct horse';

/** Starts a proxy that records all traffic. */
async function startProxy(to) {
  const recorded = [];
  const server = createServer((incoming, outgoing) => {
    const target = new URL(incoming.url, to);
    const onward = forward(
      target,
      { method: incoming.method, headers: { ...incoming.headers, 'accept-encoding': 'identity' } },
      answer => {
        recorded.push(JSON.stringify([answer.statusCode, answer.rawHeaders]));
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        answer
          .on('data', bytes => {
            recorded.push(bytes.toString('latin1'));
            outgoing.write(bytes);
          })
          .on('end', () => outgoing.end());
      },
    );
    recorded.push(JSON.stringify([incoming.method, incoming.url, incoming.rawHeaders]));
    incoming
      .on('data', bytes => {
        recorded.push(bytes.toString('latin1'));
        onward.write(bytes);
      })
      .on('end', () => onward.end());
    onward.on('error', () => outgoing.destroy());
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { recorded, url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

for (const [name, start] of Object.entries(BROWSERS)) {
  test(
    `the key is not in page, traffic or storage: ${name}`,
    { skip: browserPath(name) ? false : `no ${name} here` },
    async t => {
      const sandbox = createSandbox({ apiKey: KEY });
      const outboundService = async request => {
        const headers = Object.fromEntries(
          [...request.headers].filter(([header]) => !/^(cf-|mf-|host$|content-length$)/i.test(header)),
        );
        return sandbox.fetch(request.url, {
          method: request.method,
          headers,
          ...(request.body && { body: await request.text() }),
        });
      };
      const { worker, url } = await startDemo({
        port: 0,
        bindings: { POSTPEER_API_KEY: KEY, COMPOSER_PASSWORD: PASSWORD },
        outboundService,
      });
      t.after(() => worker.dispose());
      const proxy = await startProxy(url);
      t.after(() => proxy.close());
      const browser = await start();
      t.after(() => browser.close());
      const tab = await openComposer(browser, proxy.url, { credentials: { username: 'me', password: PASSWORD } });
      await tab.says('.connection', /Live/);
      await tab.press('Thread');
      await tab.click('#send');
      await tab.says('#result .verdict', /^Published/);
      await tab.press('See all posts');
      await tab.says('main', /Five things/);
      sandbox.fail('server-error', { operation: 'posts.create', message: `Upstream refused ${KEY}` });
      await tab.press('Use again');
      await tab.fill('#f-content', 'Six things, once more');
      await tab.click('#send');
      await tab.says('#result .verdict', /unknown/);

      const page = await tab.evaluate(async () =>
        JSON.stringify([
          document.documentElement.outerHTML,
          { ...localStorage },
          { ...sessionStorage },
          document.cookie,
          await indexedDB.databases(),
          await caches.keys(),
        ]),
      );
      const cookies = JSON.stringify(await tab.cookies());
      const traffic = proxy.recorded.join('\n');
      assert.ok(
        sandbox.requests.some(({ operation, key }) => operation === 'posts.create' && key === 'valid'),
        'the key reached PostPeer',
      );
      assert.match(traffic, /api\/postpeer\/v1\/posts/, 'the proxy recorded the traffic');
      const encodings = [KEY, Buffer.from(KEY).toString('base64').slice(0, -4), Buffer.from(KEY).toString('hex')];
      for (const [where, text] of Object.entries({ page, cookies, traffic })) {
        for (const encoding of encodings) assert.equal(text.includes(encoding), false, `the key is in ${where}`);
      }
      assert.deepEqual(tab.faults, []);
    },
  );
}
