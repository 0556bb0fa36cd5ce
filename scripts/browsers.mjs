// The browsers that the tests drive: their programs, and how to start them headless, without a profile or telemetry.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const BROWSERS = [
  {
    name: 'Chromium',
    debian: 'chromium',
    variable: 'CHROME_BIN',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
  },
  { name: 'chromedriver', debian: 'chromium-driver', variable: 'CHROMEDRIVER', programs: ['chromedriver'] },
  { name: 'Firefox', debian: 'firefox-esr', variable: 'FIREFOX_BIN', programs: ['firefox-esr', 'firefox'] },
];

/**
 * Flags for Chromium as root in a container, without network traffic of its own. They are in webdriver.json because the
 * runner of wasm-bindgen-test reads that file.
 */
const WEBDRIVER = JSON.parse(readFileSync(new URL('../webdriver.json', import.meta.url), 'utf8'));
const CHROMIUM_FLAGS = WEBDRIVER['goog:chromeOptions'].args.map(flag => `--${flag}`);

/** The program of a browser, given by its row or its name; null if it is not installed. */
export function browserPath(browser) {
  const { variable, programs } = typeof browser === 'string' ? BROWSERS.find(({ name }) => name === browser) : browser;
  if (process.env[variable]) return process.env[variable];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = programs.flatMap(program => folders.map(folder => join(folder, program)));
  return places.find(place => existsSync(place)) ?? null;
}

/** A headless Chromium under playwright, with further flags. Close it when done. */
export async function chromium(flags = []) {
  const { chromium: driver } = await import('playwright-core');
  return driver.launch({ executablePath: browserPath('Chromium'), args: [...CHROMIUM_FLAGS, ...flags] });
}

/** A headless Firefox under puppeteer (WebDriver BiDi). Close it when done. */
export async function firefox() {
  const { default: driver } = await import('puppeteer-core');
  return driver.launch({
    browser: 'firefox',
    executablePath: browserPath('Firefox'),
    headless: true,
    // A window size instead of puppeteer's viewport, which some versions of Firefox do not support.
    args: ['--width=1280', '--height=800'],
    defaultViewport: null,
    extraPrefsFirefox: {
      'app.update.enabled': false,
      'browser.safebrowsing.downloads.remote.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': '',
      'toolkit.telemetry.enabled': false,
    },
  });
}
