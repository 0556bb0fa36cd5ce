// The same interface for a page in Chromium (Playwright) and in Firefox (Puppeteer), so that each test runs in both.

import { chromium, firefox } from '../../scripts/browsers.mjs';

/** In milliseconds. */
const TIMEOUT = 30_000;

/** Browsers also log 4xx and 5xx answers. The tests provoke those, so they are not faults. */
const isFault = text => !/Failed to load resource|status of \d{3}|NetworkError|downloadable font/i.test(text);

const sharedMethods = (page, waitFor) => ({
  page,
  waitFor,
  evaluate: (does, ...args) => page.evaluate(does, ...args),
  click: async css => {
    await waitFor(selector => {
      const found = document.querySelector(selector);
      return Boolean(found && !found.disabled);
    }, css);
    await page.evaluate(selector => document.querySelector(selector).scrollIntoView({ block: 'center' }), css);
    await page.click(css);
  },
  /** Clicks the button, chip or label with this text. */
  press: async (text, inside = 'body') => {
    const find = ([wanted, selector]) =>
      [...document.querySelectorAll(`${selector} button, ${selector} label, ${selector} [role=tab]`)].some(
        item => item.textContent.trim() === wanted && !item.disabled,
      );
    await waitFor(find, [text, inside]);
    await page.evaluate(
      ([wanted, selector]) =>
        [...document.querySelectorAll(`${selector} button, ${selector} label, ${selector} [role=tab]`)]
          .find(item => item.textContent.trim() === wanted && !item.disabled)
          .click(),
      [text, inside],
    );
  },
  text: css => page.evaluate(selector => document.querySelector(selector)?.innerText ?? null, css),
  says: (css, pattern) =>
    waitFor(
      ([selector, source]) => new RegExp(source, 'is').test(document.querySelector(selector)?.innerText ?? ''),
      [css, pattern.source],
    ),
  choose: (css, value) =>
    page.evaluate(
      ([selector, chosen]) => {
        const select = document.querySelector(selector);
        select.value = chosen;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [css, value],
    ),
});

async function inChromium() {
  const browser = await chromium();
  return {
    close: () => browser.close(),
    async open(url, { credentials, ...options } = {}) {
      const context = await browser.newContext({ ...options, ...(credentials && { httpCredentials: credentials }) });
      const page = await context.newPage();
      const faults = collectFaults(page);
      page.setDefaultTimeout(TIMEOUT);
      await page.goto(url);
      const waitFor = (does, argument) => page.waitForFunction(does, argument, { timeout: TIMEOUT });
      return {
        ...sharedMethods(page, waitFor),
        faults,
        fill: (css, text) => page.fill(css, text),
        files: (css, paths) => page.setInputFiles(css, paths),
        cookies: () => context.cookies(),
        end: () => context.close(),
      };
    },
  };
}

async function inFirefox() {
  const browser = await firefox();
  return {
    close: () => browser.close(),
    async open(url, { credentials } = {}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const faults = collectFaults(page);
      page.setDefaultTimeout(TIMEOUT);
      if (credentials) await page.authenticate(credentials);
      await page.goto(url);
      const waitFor = (does, argument) => page.waitForFunction(does, { timeout: TIMEOUT, polling: 50 }, argument);
      return {
        ...sharedMethods(page, waitFor),
        faults,
        async fill(css, text) {
          await page.focus(css);
          await page.evaluate(
            ([selector, value]) => {
              const input = document.querySelector(selector);
              Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value').set.call(input, value);
              input.dispatchEvent(new Event('input', { bubbles: true }));
            },
            [css, text],
          );
        },
        async files(css, paths) {
          const input = await page.$(css);
          await input.uploadFile(...paths);
        },
        cookies: () => page.cookies(),
        end: () => context.close(),
      };
    },
  };
}

function collectFaults(page) {
  const faults = [];
  page.on('pageerror', error => faults.push(String(error?.stack ?? error)));
  page.on('console', message => message.type() === 'error' && isFault(message.text()) && faults.push(message.text()));
  return faults;
}

export const BROWSERS = { Chromium: inChromium, Firefox: inFirefox };

/** Opens the composer and waits for its accounts. */
export async function openComposer(browser, url, options) {
  const tab = await browser.open(url, options);
  await tab.waitFor(() => document.querySelectorAll('.account input').length > 0);
  return tab;
}
