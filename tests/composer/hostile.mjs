// A hostile PostPeer, whose answers contain the URLs of an attacker, and checks of the page that shows them.

import { createSandbox } from '../../pkg/sandbox.js';
import { startDemo } from '../../www/demo.mjs';
import { openComposer } from './browser.mjs';

const CREDENTIALS = { username: 'me', password: 'correct horse' };
const MAX_TARGETS = 100;

/** Keys with URLs in answers, posts and accounts. The upload URL stays, because the client rejects an invalid one. */
const URL_KEY = /url$/i;
const UNCHANGED = /^(uploadUrl)$/;

/** Replaces every URL in a value with the next hostile one. */
function poison(value, next, key = '') {
  if (Array.isArray(value)) return value.map(item => poison(item, next, key));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, next, name)]));
  return URL_KEY.test(key) && !UNCHANGED.test(key) ? next() : value;
}

const repeatRows = (rows, count, make) =>
  Array.from({ length: count }, (_, index) => make(structuredClone(rows[index % rows.length]), index));

/**
 * Starts the Worker with a key, and a sandbox as PostPeer whose answers contain `urls`. Each list has a row for each
 * URL.
 */
export async function startHostile(urls) {
  const sandbox = createSandbox();
  let turn = 0;
  const next = () => urls[turn++ % urls.length];
  const rows = urls.length;
  const outboundService = async request => {
    const headers = Object.fromEntries(
      [...request.headers].filter(([header]) => !/^(cf-|mf-|host$|content-length$)/i.test(header)),
    );
    const answer = await sandbox.fetch(request.url, {
      method: request.method,
      headers,
      ...(request.body && { body: await request.text() }),
    });
    const body = await answer.json();
    if (body.integrations)
      body.integrations.push(
        ...repeatRows(body.integrations, rows, (row, index) => ({
          ...row,
          id: `x${index}`,
          imageUrl: null,
          profileUrl: null,
        })),
      );
    if (body.posts?.length)
      body.posts.push(
        ...repeatRows(body.posts, rows, (row, index) => ({
          ...row,
          postId: `${index}`.padStart(24, '0'),
          mediaItems: [{ type: 'image', url: '' }],
        })),
      );
    for (const platforms of [body.platforms, body.post?.platforms]) {
      if (platforms?.[0])
        platforms.push(...repeatRows(platforms, Math.min(rows, MAX_TARGETS), row => ({ ...row, platformPostUrl: '' })));
    }
    turn = 0;
    return Response.json(poison(body, next), { status: answer.status });
  };
  const demo = await startDemo({
    port: 0,
    bindings: { POSTPEER_API_KEY: 'pp_live_hostile', COMPOSER_PASSWORD: CREDENTIALS.password },
    outboundService,
  });
  return { ...demo, sandbox };
}

export async function openHostile(browser, url) {
  const tab = await openComposer(browser, url, { credentials: CREDENTIALS });
  await tab.evaluate(() => {
    window.alert = window.confirm = window.prompt = window.print = () => void (window.hit = true);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window.violations ??= []).push([violatedDirective, blockedURI]),
    );
  });
  return tab;
}

/** Returns the URLs in the page that are not http(s), not an asset of the page and not an anchor in it. */
export const unsafeUrls = tab =>
  tab.evaluate(() => {
    const names = [
      'href',
      'src',
      'xlink:href',
      'action',
      'formaction',
      'poster',
      'srcset',
      'data',
      'ping',
      'background',
      'srcdoc',
      'cite',
      'manifest',
    ];
    const files = [...document.querySelectorAll('head [href], head [src]'), document.querySelector('.brand img')].map(
      item => item.getAttribute('href') ?? item.getAttribute('src'),
    );
    const isSafe = value =>
      value.startsWith('#') || files.includes(value) || value.startsWith(`blob:${location.origin}/`);
    return [...document.querySelectorAll('*')].flatMap(item =>
      [...item.attributes].flatMap(({ name, value }) => {
        if (/^on/i.test(name)) return [[item.localName, name, value]];
        if (!names.includes(name) || isSafe(value)) return [];
        const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
        return url && url.username === '' && url.password === '' ? [] : [[item.localName, name, value]];
      }),
    );
  });

export const linksIn = tab =>
  tab.evaluate(() =>
    [...document.querySelectorAll('main a[href], main img[src], main video[src]')].map(
      item => item.getAttribute('href') ?? item.getAttribute('src'),
    ),
  );

/** Tells whether a script ran, and lists violations of the Content-Security-Policy. */
export const attackEffects = tab =>
  tab.evaluate(() => ({ hit: window.hit ?? false, violations: window.violations ?? [] }));
