// A PostPeer that answers with addresses of an attacker's choice, and a look at what the page makes of them.

import { createSandbox } from '../../pkg/sandbox.js';
import { startDemo } from '../../www/demo.mjs';
import { composer } from './browser.mjs';

const CREDENTIALS = { username: 'me', password: 'correct horse' };
const MORE_TARGETS = 100;

/** Everything that PostPeer says is an address: in answers, posts and accounts. */
const ADDRESS = /url$/i;
const OWN = /^(uploadUrl)$/;

/** The same value with every address in it replaced by the next hostile one. */
function poisoned(value, next, key = '') {
  if (Array.isArray(value)) return value.map(item => poisoned(item, next, key));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, next, name)]));
  return ADDRESS.test(key) && !OWN.test(key) ? next() : value;
}

const repeated = (rows, count, make) =>
  Array.from({ length: count }, (_, index) => make(structuredClone(rows[index % rows.length]), index));

/**
 * The Worker with a real key, and behind it a sandbox whose answers are poisoned with `addresses`, as many rows of each
 * kind as there are addresses.
 */
export async function startHostile(addresses) {
  const sandbox = createSandbox();
  let turn = 0;
  const next = () => addresses[turn++ % addresses.length];
  const rows = addresses.length;
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
        ...repeated(body.integrations, rows, (row, index) => ({
          ...row,
          id: `x${index}`,
          imageUrl: null,
          profileUrl: null,
        })),
      );
    if (body.posts?.length)
      body.posts.push(
        ...repeated(body.posts, rows, (row, index) => ({
          ...row,
          postId: `${index}`.padStart(24, '0'),
          mediaItems: [{ type: 'image', url: '' }],
        })),
      );
    for (const platforms of [body.platforms, body.post?.platforms]) {
      if (platforms?.[0])
        platforms.push(...repeated(platforms, Math.min(rows, MORE_TARGETS), row => ({ ...row, platformPostUrl: '' })));
    }
    turn = 0;
    return Response.json(poisoned(body, next), { status: answer.status });
  };
  const demo = await startDemo({
    port: 0,
    bindings: { POSTPEER_API_KEY: 'pp_live_hostile', COMPOSER_PASSWORD: CREDENTIALS.password },
    outboundService,
  });
  return { ...demo, sandbox };
}

export async function openHostile(browser, url) {
  const tab = await composer(browser, url, { credentials: CREDENTIALS });
  await tab.evaluate(() => {
    window.alert = window.confirm = window.prompt = window.print = () => void (window.hit = true);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window.violations ??= []).push([violatedDirective, blockedURI]),
    );
  });
  return tab;
}

/** Every address in the page that leads anywhere but to the web, to a file of the page, or to a place in it. */
export const strayAddresses = tab =>
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
    const isFine = value =>
      value.startsWith('#') || files.includes(value) || value.startsWith(`blob:${location.origin}/`);
    return [...document.querySelectorAll('*')].flatMap(item =>
      [...item.attributes].flatMap(({ name, value }) => {
        if (/^on/i.test(name)) return [[item.localName, name, value]];
        if (!names.includes(name) || isFine(value)) return [];
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

export const hits = tab => tab.evaluate(() => ({ hit: window.hit ?? false, violations: window.violations ?? [] }));
