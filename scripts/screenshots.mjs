// Takes screenshots of the composer's main states, for review and for the README.
//
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../www/demo.mjs';
import { chromium } from './browsers.mjs';

const FOLDER = 'www/screenshots';
const DESKTOP = { width: 1360, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * Paints landscapes in the browser, so that the repository needs no photographs, and returns the paths of the files.
 */
async function paintLandscapes(page) {
  const scenes = [
    ['morning-ridge.jpg', 24, 205, 3],
    ['blue-hour.jpg', 215, 262, 5],
    ['autumn-lake.jpg', 38, 12, 4],
  ];
  const paths = [];
  for (const [name, warm, cold, seed] of scenes) {
    const data = await page.evaluate(
      ([from, to, start]) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 1440, height: 1800 });
        const context = canvas.getContext('2d');
        const sky = context.createLinearGradient(0, 0, 0, 1800);
        sky.addColorStop(0, `hsl(${to} 55% 62%)`);
        sky.addColorStop(0.65, `hsl(${from} 85% 82%)`);
        context.fillStyle = sky;
        context.fillRect(0, 0, 1440, 1800);
        context.fillStyle = `hsl(${from} 95% 92%)`;
        context.beginPath();
        context.arc(980, 620, 120, 0, 7);
        context.fill();
        for (let layer = 0; layer < 6; layer += 1) {
          context.fillStyle = `hsl(${to + layer * 6} ${28 + layer * 4}% ${58 - layer * 9}%)`;
          context.beginPath();
          context.moveTo(0, 1800);
          for (let x = 0; x <= 1440; x += 6) {
            const wave =
              Math.sin(x / (230 - layer * 17) + start * (layer + 1)) * (130 - layer * 13) +
              Math.sin(x / 61 + layer * start) * 26 +
              Math.sin(x / 19 + layer) * 6;
            context.lineTo(x, 840 + layer * 170 - wave);
          }
          context.lineTo(1440, 1800);
          context.fill();
        }
        return canvas.toDataURL('image/jpeg', 0.86).split(',')[1];
      },
      [warm, cold, seed],
    );
    const path = join(mkdtempSync(join(tmpdir(), 'composer-')), name);
    writeFileSync(path, Buffer.from(data, 'base64'));
    paths.push(path);
  }
  return paths;
}

const clickButton = (page, text) => page.getByRole('button', { name: text, exact: true }).first().click();
const waitForRender = page => page.waitForTimeout(400);
const LAUNCH = [
  'The new trail guide is out: forty routes, offline maps, and weather that is honest about the weather.',
  'Every route was walked twice by people who like to complain. Get it while the larches are still gold.',
  'https://trails.example.com/guide #hiking #outdoors #larchseason #maps',
].join(' ');
const chooseAccounts = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#account-${id}`).check({ force: true });
};

/** The states of the page, and the steps to each. `files` are three images. */
const STATES = {
  composing: {
    size: DESKTOP,
    async prepare(page, files) {
      await chooseAccounts(page, 'ig_456', 'tw_654', 'bs_246', 'th_468', 'li_135', 'pi_987');
      await page.fill('#f-content', `${LAUNCH} Questions welcome, complaints too: the next edition is made of them.`);
      await page.setInputFiles('#choose-files', files.slice(0, 2));
    },
  },
  tiktok: {
    size: DESKTOP,
    async prepare(page, files) {
      await chooseAccounts(page, 'tt_322', 'ig_456');
      await page.fill('#f-content', 'Three mornings above the clouds #hiking');
      await page.setInputFiles('#choose-files', files);
      await page.click('#tab-0');
      await page.locator('[data-path="disclosure/0"]').click({ force: true });
    },
  },
  upload: {
    size: DESKTOP,
    async prepare(page, files, session) {
      await chooseAccounts(page, 'ig_456', 'fb_357');
      await page.fill('#f-content', 'Which of these would you hang on a wall?');
      await page.setInputFiles('#choose-files', files.slice(0, 2));
      await waitForRender(page);
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 20,
        downloadThroughput: 1e7,
        uploadThroughput: 9000,
      });
      await page.setInputFiles('#choose-files', files.slice(2));
      await page.waitForTimeout(1500);
    },
  },
  results: {
    size: DESKTOP,
    async prepare(page) {
      await page.selectOption('#trouble', 'target');
      await clickButton(page, 'Cross-post');
      await clickButton(page, 'Request');
      await page.selectOption('#mode', 'lenient');
      await clickButton(page, 'Preview');
      await page.click('#send');
      await page.locator('#retry').waitFor({ timeout: 20_000 });
    },
  },
  unknown: {
    size: DESKTOP,
    async prepare(page) {
      await page.selectOption('#trouble', 'drop-after');
      await clickButton(page, 'Poll');
      await waitForRender(page);
      await page.click('#send');
      await page.locator('#reconcile').waitFor();
    },
  },
  posts: {
    size: DESKTOP,
    async prepare(page) {
      for (const example of ['Thread', 'Poll', 'Video post', 'Scheduled']) {
        await clickButton(page, example);
        await waitForRender(page);
        await page.click('#send');
        await page.locator('#result .verdict.good').waitFor({ timeout: 20_000 });
      }
      await clickButton(page, 'See all posts');
    },
  },
  dark: {
    size: DESKTOP,
    options: { colorScheme: 'dark' },
    async prepare(page, files) {
      await chooseAccounts(page, 'tt_321', 'ig_456', 'tw_654', 'bs_246');
      await page.fill('#f-content', LAUNCH);
      await page.setInputFiles('#choose-files', files.slice(1, 2));
      await page.click('#tab-2');
    },
  },
  phone: {
    size: PHONE,
    options: { isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    async prepare(page, files) {
      await chooseAccounts(page, 'tw_654', 'ig_456', 'bs_246');
      await page.fill('#f-content', LAUNCH);
      await page.setInputFiles('#choose-files', files.slice(0, 1));
      await waitForRender(page);
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
};

mkdirSync(FOLDER, { recursive: true });
const { worker, url } = await startDemo({ port: 0 });
const browser = await chromium();
const wanted = process.argv.slice(2);
try {
  let files;
  for (const [name, { size, options, prepare }] of Object.entries(STATES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ viewport: size, ...options });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.account input').first().waitFor();
    files ??= await paintLandscapes(page);
    await prepare(page, files, await context.newCDPSession(page));
    await waitForRender(page);
    await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
    // 256 colours need a quarter of the bytes. Without ImageMagick the file stays as it is.
    spawnSync('convert', [
      `${FOLDER}/${name}.png`,
      '-strip',
      '-dither',
      'FloydSteinberg',
      '-colors',
      '256',
      `PNG8:${FOLDER}/${name}.png`,
    ]);
    console.log(`${FOLDER}/${name}.png  ${statSync(`${FOLDER}/${name}.png`).size} bytes`);
    await context.close();
  }
} finally {
  await browser.close();
  await worker.dispose();
}
