// Untrusted URLs: only http(s) URLs become links, only https URLs become images, and no script runs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { linkUrl, mediaUrl } from '../../www/page/lib/safe-urls.js';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS } from './browser.mjs';
import { attackEffects, linksIn, openHostile, startHostile, unsafeUrls } from './hostile.mjs';

const SCRIPT = 'alert(1)';

/** URLs that run a script, show foreign content under this origin, or hide where they lead. */
const UNSAFE = [
  `javascript:${SCRIPT}`,
  `JaVaScRiPt:${SCRIPT}`,
  ` javascript:${SCRIPT}`,
  `\u0001javascript:${SCRIPT}`,
  `java\nscript:${SCRIPT}`,
  `java\tscript:${SCRIPT}`,
  `\u00a0javascript:${SCRIPT}`,
  `javascript://https://www.tiktok.com/%0a${SCRIPT}`,
  `javascript&colon;${SCRIPT}`,
  `&#106;avascript:${SCRIPT}`,
  `%6aavascript:${SCRIPT}`,
  `data:text/html,<script>${SCRIPT}</script>`,
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `vbscript:${SCRIPT}`,
  'blob:https://evil.example/1',
  'blob:null/1',
  'filesystem:https://evil.example/temporary/x.html',
  'file:///etc/passwd',
  'about:blank',
  `view-source:javascript:${SCRIPT}`,
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
  `"><img src=x onerror=${SCRIPT}>`,
  `' onmouseover='${SCRIPT}`,
  '__proto__',
];

/** Safe URLs, and their normalized form. */
const SAFE = [
  ['https://www.tiktok.com/@user/video/7123456789', 'https://www.tiktok.com/@user/video/7123456789'],
  ['http://blog.example.org/a?b=c#d', 'http://blog.example.org/a?b=c#d'],
  ['HTTPS://X.COM/a', 'https://x.com/a'],
  ['https://bücher.de/ü', 'https://xn--bcher-kva.de/%C3%BC'],
  ['https://x.com/javascript:alert(1)', 'https://x.com/javascript:alert(1)'],
  ['ht\ntps://x.com/', 'https://x.com/'],
];

test('only http(s) URLs become links, normalized as the browser parses them', () => {
  for (const address of UNSAFE) {
    assert.equal(linkUrl(address), undefined, JSON.stringify(address));
    assert.equal(mediaUrl(address), undefined, JSON.stringify(address));
  }
  for (const [address, href] of SAFE) assert.equal(linkUrl(address), href);
  for (const invalid of [
    undefined,
    null,
    7,
    true,
    {},
    [`javascript:${SCRIPT}`],
    { toString: () => 'https://x.com/' },
    Symbol('x'),
    7n,
  ])
    assert.equal(linkUrl(invalid), undefined);
  assert.equal(linkUrl(`https://x.com/${'a'.repeat(1e6)}`), undefined);
});

test('images are loaded over https, and not from reserved hosts', () => {
  assert.equal(mediaUrl('https://cdn.trails.org/a.jpg'), 'https://cdn.trails.org/a.jpg');
  for (const address of [
    'http://cdn.trails.org/a.jpg',
    'https://cdn.example.com/a.jpg',
    'https://assets.postpeer.example/a.png',
    'https://x.invalid:8080/a',
  ])
    assert.equal(mediaUrl(address), undefined, address);
});

const links = addresses => addresses.map(linkUrl).filter(address => address !== undefined);

for (const [name, start] of Object.entries(BROWSERS)) {
  test(
    `unsafe URLs in answers, posts and accounts become neither links nor scripts: ${name}`,
    { skip: browserPath(name) ? false : `no ${name} here` },
    async t => {
      const safe = SAFE.map(([address]) => address);
      const { worker, url } = await startHostile([...UNSAFE, ...safe]);
      t.after(() => worker.dispose());
      const browser = await start();
      t.after(() => browser.close());
      const tab = await openHostile(browser, url);
      const assertSafe = async where => {
        assert.deepEqual(await unsafeUrls(tab), [], where);
        assert.deepEqual(await attackEffects(tab), { hit: false, violations: [] }, where);
      };
      await tab.says('.connection', /Live/);
      assert.ok(
        (await tab.evaluate(() => document.querySelectorAll('.account').length)) > UNSAFE.length,
        'the page shows the poisoned accounts',
      );
      await assertSafe('accounts');

      await tab.press('Thread');
      await tab.click('#send');
      await tab.says('#result .verdict', /^Published/);
      await assertSafe('result');
      const shown = await linksIn(tab);
      for (const link of links(safe)) assert.ok(shown.includes(link), `${link} is a link`);

      await tab.press('See all posts');
      await tab.waitFor(count => document.querySelectorAll('.posts .post').length > count, UNSAFE.length);
      await assertSafe('posts');
      // Reused posts, with unsafe media URLs.
      for (const index of [0, 1, 9, 15, UNSAFE.length - 1]) {
        await tab.press('Posts');
        await tab.waitFor(
          at =>
            [...document.querySelectorAll('.post-tools button')].filter(item => item.textContent.trim() === 'Use again')
              .length > at,
          index,
        );
        await tab.evaluate(
          at =>
            [...document.querySelectorAll('.post-tools button')]
              .filter(item => item.textContent.trim() === 'Use again')
              [at].click(),
          index,
        );
        await tab.waitFor(() => document.querySelector('.preview'));
        await assertSafe(`used again: ${index}`);
      }

      await tab.evaluate(() => {
        window.opened = [];
        window.open = () => {
          const opened = { closed: false, location: { href: 'about:blank' }, close: () => void (opened.closed = true) };
          window.opened.push(opened);
          return opened;
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
    `names of Object.prototype in a post do not pollute the page's objects: ${name}`,
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
      assert.deepEqual(await tab.evaluate(() => [{}.alt, Object.alt, {}.localUrl]), [undefined, undefined, undefined]);
      assert.equal(
        await tab.evaluate(() => document.querySelector('.item .alt').value),
        'polluted',
        'the alternative text belongs to the file',
      );
      assert.deepEqual(tab.faults, []);
    },
  );
}
