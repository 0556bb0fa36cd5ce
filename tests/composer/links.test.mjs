// Addresses that others gave: the page makes links and pictures of those of the web, and nothing runs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { linkOf, sourceOf } from '../../www/page/lib/links.js';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS } from './browser.mjs';
import { hits, linksIn, openHostile, startHostile, strayAddresses } from './hostile.mjs';

const RUN = 'alert(1)';

/** Each would run a script, show a page of somebody else's making under this origin, or hide where it leads. */
const HOSTILE = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  ` javascript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `java\nscript:${RUN}`,
  `java\tscript:${RUN}`,
  `\u00a0javascript:${RUN}`,
  `javascript://https://www.tiktok.com/%0a${RUN}`,
  `javascript&colon;${RUN}`,
  `&#106;avascript:${RUN}`,
  `%6aavascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `vbscript:${RUN}`,
  'blob:https://evil.example/1',
  'blob:null/1',
  'filesystem:https://evil.example/temporary/x.html',
  'file:///etc/passwd',
  'about:blank',
  `view-source:javascript:${RUN}`,
  'ftp://evil.example/',
  'intent://evil#Intent;end',
  '//evil.example/',
  '/\\evil.example',
  'evil.example',
  '#top',
  '?x',
  '',
  'https://www.tiktok.com@evil.example/',
  'https://:secret@evil.example/',
  'http://',
  'https://[',
  `"><img src=x onerror=${RUN}>`,
  `' onmouseover='${RUN}`,
  '__proto__',
];

const GOOD = [
  ['https://www.tiktok.com/@user/video/7123456789', 'https://www.tiktok.com/@user/video/7123456789'],
  ['http://blog.example.org/a?b=c#d', 'http://blog.example.org/a?b=c#d'],
  ['HTTPS://X.COM/a', 'https://x.com/a'],
  ['https://bücher.de/ü', 'https://xn--bcher-kva.de/%C3%BC'],
  ['https://x.com/javascript:alert(1)', 'https://x.com/javascript:alert(1)'],
  ['ht\ntps://x.com/', 'https://x.com/'],
];

test('only an address of the web becomes a link, as the browser reads it', () => {
  for (const address of HOSTILE) {
    assert.equal(linkOf(address), undefined, JSON.stringify(address));
    assert.equal(sourceOf(address), undefined, JSON.stringify(address));
  }
  for (const [address, href] of GOOD) assert.equal(linkOf(address), href);
  for (const odd of [
    undefined,
    null,
    7,
    true,
    {},
    [`javascript:${RUN}`],
    { toString: () => 'https://x.com/' },
    Symbol('x'),
    7n,
  ])
    assert.equal(linkOf(odd), undefined);
  assert.equal(linkOf(`https://x.com/${'a'.repeat(1e6)}`), undefined);
});

test('a picture is loaded over https, from hosts that can exist', () => {
  assert.equal(sourceOf('https://cdn.trails.org/a.jpg'), 'https://cdn.trails.org/a.jpg');
  for (const address of [
    'http://cdn.trails.org/a.jpg',
    'https://cdn.example.com/a.jpg',
    'https://assets.postpeer.example/a.png',
    'https://x.invalid:8080/a',
  ])
    assert.equal(sourceOf(address), undefined, address);
});

const links = addresses => addresses.map(linkOf).filter(address => address !== undefined);

for (const [name, start] of Object.entries(BROWSERS)) {
  test(
    `a hostile PostPeer, posts and accounts get no link and no script into the page: ${name}`,
    { skip: browserPath(name) ? false : `no ${name} here` },
    async t => {
      const good = GOOD.map(([address]) => address);
      const { worker, url } = await startHostile([...HOSTILE, ...good]);
      t.after(() => worker.dispose());
      const browser = await start();
      t.after(() => browser.close());
      const tab = await openHostile(browser, url);
      const look = async where => {
        assert.deepEqual(await strayAddresses(tab), [], where);
        assert.deepEqual(await hits(tab), { hit: false, violations: [] }, where);
      };
      await tab.says('.connection', /Live/);
      assert.ok(
        (await tab.evaluate(() => document.querySelectorAll('.account').length)) > HOSTILE.length,
        'the poisoned accounts are shown',
      );
      await look('accounts');

      await tab.press('Thread');
      await tab.click('#send');
      await tab.says('#result .verdict', /^Published/);
      await look('result');
      const shown = await linksIn(tab);
      for (const link of links(good)) assert.ok(shown.includes(link), `${link} is a link`);

      await tab.press('See all posts');
      await tab.waitFor(count => document.querySelectorAll('.posts .post').length > count, HOSTILE.length);
      await look('posts');
      // A post of somebody else's, with an address of theirs for each of its files.
      for (const index of [0, 1, 9, 15, HOSTILE.length - 1]) {
        await tab.press('Posts');
        await tab.waitFor(
          at =>
            [...document.querySelectorAll('.post-tools button')].filter(item => item.textContent === 'Use again')
              .length > at,
          index,
        );
        await tab.evaluate(
          at =>
            [...document.querySelectorAll('.post-tools button')]
              .filter(item => item.textContent === 'Use again')
              [at].click(),
          index,
        );
        await tab.waitFor(() => document.querySelector('.preview'));
        await look(`used again: ${index}`);
      }

      await tab.evaluate(() => {
        window.opened = [];
        window.open = () => {
          const made = { closed: false, location: { href: 'about:blank' }, close: () => void (made.closed = true) };
          window.opened.push(made);
          return made;
        };
      });
      await tab.evaluate(() =>
        [...document.querySelectorAll('#connect-menu button')]
          .find(item => item.textContent.trim() === 'TikTok')
          .click(),
      );
      await tab.says('#notice', /could not be connected: PostPeer gave no web address to open/);
      assert.deepEqual(await tab.evaluate(() => window.opened.map(({ closed, location }) => [closed, location.href])), [
        [true, 'about:blank'],
      ]);
      assert.deepEqual(tab.faults, []);
    },
  );

  test(
    `names of a post that every object has are names like others: ${name}`,
    { skip: browserPath(name) ? false : `no ${name} here` },
    async t => {
      const { worker, url, sandbox } = await startHostile(['__proto__', 'constructor']);
      t.after(() => worker.dispose());
      const browser = await start();
      t.after(() => browser.close());
      const post = {
        content: 'Names',
        platforms: [
          { platform: 'bluesky', accountId: 'bs_246', platformSpecificData: { altText: ['polluted', 'polluted'] } },
        ],
        mediaItems: [
          { type: 'image', url: 'https://a.example/1.png' },
          { type: 'image', url: 'https://a.example/2.png' },
        ],
        publishNow: true,
      };
      const sent = await sandbox.fetch('https://api.postpeer.dev/v1/posts/', {
        method: 'POST',
        headers: { 'x-access-key': 'k', 'content-type': 'application/json' },
        body: JSON.stringify(post),
      });
      assert.equal(sent.status, 202, await sent.text());
      const tab = await openHostile(browser, url);
      await tab.press('Posts');
      await tab.press('Use again');
      await tab.waitFor(() => document.querySelectorAll('.items .item').length === 2);
      assert.deepEqual(await tab.evaluate(() => [{}.alt, Object.alt, {}.local]), [undefined, undefined, undefined]);
      assert.equal(
        await tab.evaluate(() => document.querySelector('.item .alt').value),
        'polluted',
        'the text is the file’s own',
      );
      assert.deepEqual(tab.faults, []);
    },
  );
}
