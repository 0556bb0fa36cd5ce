// The page itself: accessibility, keyboard use, phones, layout shifts and the time that a key press takes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../www/demo.mjs';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS, openComposer } from './browser.mjs';
import { png } from './files.mjs';

const AXE = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** In milliseconds. */
const FRAME = 1000 / 60;

/** On a phone another button is visible. */
async function send(tab) {
  const id = await tab.evaluate(() =>
    ['send', 'dock-send'].find(name => document.getElementById(name)?.getClientRects().length > 0),
  );
  await tab.click(`#${id}`);
}

/** The states of the page, and the steps to each. */
const STATES = {
  empty: async () => {},
  'composing with issues': async tab => {
    await tab.press('Everything wrong');
    await tab.says('#summary', /errors/);
  },
  'a target with its options': async tab => {
    await tab.press('Everything wrong');
    await tab.click('#tab-2');
    await tab.says('.panel', /Add a post to the thread/);
  },
  'the TikTok form': async tab => {
    await tab.press('Video post');
    await tab.click('#tab-0');
    await tab.says('.panel', /Posting as/);
    await tab.click('[data-path="disclosure/0"]');
    await tab.says('.panel', /Branded content/);
  },
  'chosen media': async tab => {
    await tab.press('Photo carousel');
    await tab.files('#choose-files', [png('state.png', 600, 400)]);
    await tab.says('.items', /PNG/);
  },
  'a time in a repeated hour': async tab => {
    await tab.press('Scheduled');
    await tab.choose('#when-zone', 'Europe/Berlin');
    await tab.fill('#when-time', '2027-10-31T02:30');
    await tab.says('fieldset.notice', /twice/);
  },
  'the request': async tab => {
    await tab.press('Cross-post');
    await tab.press('Request', '.beside');
  },
  results: async tab => {
    await tab.press('Thread');
    await send(tab);
    await tab.says('#result .verdict', /^Published/);
  },
  'an unknown outcome': async tab => {
    await tab.press('Thread');
    await tab.choose('#trouble', 'server-error');
    await new Promise(resolve => setTimeout(resolve, 300));
    await send(tab);
    await tab.says('#result .verdict', /unknown/);
  },
  'the resend dialog': async tab => {
    await STATES['an unknown outcome'](tab);
    await tab.click('#ask-again');
    await tab.says('#again', /twice/);
  },
  'the reminder of an unknown outcome': async tab => {
    await STATES['an unknown outcome'](tab);
    await tab.press('Poll');
    await tab.says('.set-aside', /unknown/);
  },
  posts: async tab => {
    await tab.press('Scheduled');
    await send(tab);
    await tab.says('#result .verdict', /^Scheduled/);
    await tab.press('See all posts');
    await tab.press('Reschedule');
  },
};

const skip = browserPath('Chromium') ? false : 'no Chromium here';

test('the page', { skip }, async t => {
  const { worker, url } = await startDemo({ port: 0 });
  t.after(() => worker.dispose());
  const browser = await BROWSERS.Chromium();
  t.after(() => browser.close());
  const visit = async (run, options) => {
    const tab = await openComposer(browser, url, options);
    try {
      await run(tab);
      assert.deepEqual(tab.faults, []);
    } finally {
      await tab.end();
    }
  };

  for (const [look, options] of Object.entries({
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'on a phone': { viewport: { width: 390, height: 844 } },
  })) {
    for (const [state, reach] of Object.entries(STATES)) {
      await t.test(`axe finds nothing: ${state}, ${look}`, () =>
        visit(
          async tab => {
            await reach(tab);
            await tab.page.evaluate(AXE);
            // Wait for colour transitions.
            await new Promise(resolve => setTimeout(resolve, 250));
            const found = await tab.evaluate(
              tags =>
                window.axe
                  .run(document, { runOnly: tags })
                  .then(({ violations }) =>
                    violations.map(({ id, nodes }) => [
                      id,
                      ...nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
                    ]),
                  ),
              RULES,
            );
            assert.deepEqual(found, []);
          },
          { reducedMotion: 'reduce', ...options },
        ),
      );
    }
  }

  for (const width of [320, 390, 768, 1100, 1440]) {
    await t.test(`nothing overflows at ${width} pixels`, () =>
      visit(
        async tab => {
          for (const example of ['Everything wrong', 'Photo carousel', 'Thread']) {
            await tab.press(example);
            await tab.click('#tab-0');
            assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, example);
          }
          await tab.press('Posts');
          assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'Posts');
        },
        { viewport: { width, height: 800 } },
      ),
    );
  }

  await t.test('a post can be written and sent with the keyboard alone', () =>
    visit(async ({ page, says }) => {
      const tabTo = async isReached => {
        for (let presses = 0; presses < 60; presses += 1) {
          await page.keyboard.press('Tab');
          if (await page.evaluate(isReached)) return;
        }
        assert.fail(`not reached: ${isReached}`);
      };
      await tabTo(() => document.activeElement.id === 'account-bs_246');
      await page.keyboard.press('Space');
      await tabTo(() => document.activeElement.id === 'f-content');
      await page.keyboard.type('By hand');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('ArrowRight');
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent.trim()),
        'Bluesky, @maya.bsky.social, 293 left',
      );
      await tabTo(() => document.activeElement.id === 'send');
      await page.keyboard.press('Enter');
      await says('#result .verdict', /^Published/);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'result');
    }),
  );

  await t.test('a click on an issue leads to its control, or to its value in the request body', () =>
    visit(async tab => {
      await tab.press('Everything wrong');
      const count = await tab.evaluate(() => document.querySelectorAll('.issues button').length);
      assert.ok(count >= 15, String(count));
      for (let index = 0; index < count; index += 1) {
        const [title, focused] = await tab.evaluate(position => {
          const button = document.querySelectorAll('.issues button')[position];
          button.click();
          const { activeElement } = document;
          return [button.innerText, activeElement.dataset.path ?? activeElement.id];
        }, index);
        assert.notEqual(focused, '', title);
        if (/YouTube · Title/.test(title)) assert.equal(focused, 'platforms/1/platformSpecificData/title');
        if (/TikTok · Comment disabled/.test(title))
          assert.equal(
            await tab.evaluate(() => {
              const { value, selectionStart, selectionEnd } = document.activeElement;
              return value.slice(selectionStart, selectionEnd);
            }),
            '"commentDisabled": true',
          );
      }
    }),
  );

  await t.test('further key presses after sending do not send again', () =>
    visit(async tab => {
      const { page } = tab;
      await tab.press('Thread');
      await page.focus('#send');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await tab.says('#result .verdict', /^Published/);
      await page.keyboard.press('Enter');
      await page.focus('#ask-again');
      await page.keyboard.press('Enter');
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent),
        'Do not send',
        'the harmless button has the focus',
      );
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'ask-again');
      const requests = await tab.evaluate(async () => (await (await fetch('/api/sandbox/requests')).json()).requests);
      assert.equal(requests.filter(({ method, url: to }) => method === 'POST' && to.endsWith('/v1/posts/')).length, 1);
    }),
  );

  await t.test('on a phone the result is visible between the bars, and the bottom bar repeats it', () =>
    visit(
      async tab => {
        await tab.press('Cross-post');
        await tab.press('Request', '.beside');
        await tab.choose('#mode', 'lenient');
        await tab.evaluate(() => scrollTo(0, 0));
        await tab.page.click('#dock-send');
        await tab.says('#result .verdict', /^Published\b.*All 3/);
        const [topBar, card, dock] = await tab.evaluate(() =>
          ['top', 'result', 'dock'].map(id => document.getElementById(id).getBoundingClientRect().toJSON()),
        );
        assert.ok(card.top >= topBar.bottom, `${card.top} is under the top bar, which ends at ${topBar.bottom}`);
        assert.ok(card.bottom <= dock.top, `${card.bottom} is under the dock, which begins at ${dock.top}`);
        assert.match(await tab.text('#dock'), /^Published\s+All 3 are out/);
        assert.equal(
          await tab.evaluate(() => document.getElementById('dock-send')),
          null,
          'no button, because the post is published',
        );
        await tab.evaluate(() => {
          scrollTo(0, 0);
          document.querySelector('#dock a').click();
        });
        assert.ok((await tab.evaluate(() => document.getElementById('result').getBoundingClientRect().top)) < 120);
      },
      { viewport: { width: 390, height: 844 } },
    ),
  );

  await t.test('on a phone a URL is legible, and the buttons of a file take no extra row', () =>
    visit(
      async tab => {
        await tab.press('Photo carousel');
        const measured = await tab.evaluate(() => {
          const at = css => document.querySelector(css).getBoundingClientRect();
          return {
            input: at('.item .address input').width,
            item: at('.item').width,
            below: at('.item .tools').top >= at('.item .thumb').bottom,
          };
        });
        assert.ok(measured.input > measured.item - 30, JSON.stringify(measured));
        assert.equal(measured.below, false);
      },
      { viewport: { width: 390, height: 844 } },
    ),
  );

  await t.test('issues use the labels of the form, but show old names unchanged', () =>
    visit(async tab => {
      await tab.press('Everything wrong');
      await tab.waitFor(() => !/Asking the platform/.test(document.body.innerText));
      const issues = await tab.text('#issues');
      assert.match(issues, /TikTok · Who can watch\s+“Who can watch” must be “Everyone”, “Friends”, “Followers” or/);
      assert.match(issues, /Followers” or “Only me”\.\s+Did you mean “Everyone”\?/);
      assert.match(issues, /X · Poll · Answers\s+“Answers”: at least 2, not 1\./);
      assert.match(issues, /Pinterest · Board\s+“Board” is missing/);
      assert.match(issues, /Instagram · Collaborators 1\s+“Collaborators 1” may hold/);
      assert.match(issues, /commentDisabled is an old name: PostPeer calls it disableComment now/);
      const names = issues
        .split('\n')
        .filter(line => !/old name|Rename/.test(line))
        .join(' ')
        .match(/\b[a-z]+[A-Z]\w*|\b[A-Z]+_[A-Z_]+/g);
      assert.deepEqual(names, null);
      // The form has these labels.
      await tab.click('#tab-0');
      await tab.says('.panel', /Posting as/);
      assert.match(await tab.text('.panel'), /Who can watch[\s\S]*Allow comments/);
      assert.deepEqual(
        await tab.evaluate(() =>
          [...document.querySelector('[data-path$="/privacyLevel"]').options]
            .map(({ text }) => text)
            .filter(text => /^Every|^Friend|^Only/.test(text)),
        ),
        ['Everyone', 'Friends', 'Only me'],
      );
    }),
  );

  await t.test('templates add no white space to texts that preserve it', () =>
    visit(async tab => {
      await tab.press('Thread');
      const text = `  ${'x'.repeat(300)}\nlast line`;
      await tab.fill('#f-content', text);
      const contents = css => tab.evaluate(selector => document.querySelector(selector).textContent, css);
      assert.equal(await contents('.text-box .marks'), `${text}\u200b`);
      assert.equal(await contents('.preview .words'), text);
      await tab.click('#tab-0');
      assert.equal(await contents('.shared-text p'), text);
    }),
  );

  await t.test('an invalid control is described by its issues', () =>
    visit(async tab => {
      await tab.press('Everything wrong');
      await tab.click('#tab-2');
      await tab.says('.panel', /Answers/);
      const invalidState = css =>
        tab.evaluate(selector => {
          const control = document.querySelector(selector);
          return [
            control.getAttribute('aria-invalid'),
            (control.getAttribute('aria-describedby') ?? '')
              .split(' ')
              .map(id => document.getElementById(id)?.textContent ?? `no element ${id}`)
              .join(' '),
          ];
        }, css);
      const [kind, poll, answer] = [
        await invalidState('[data-path="mediaItems/0/type"]'),
        await invalidState('fieldset[data-path$="poll/options"]'),
        await invalidState('[data-path$="poll/options/0"]'),
      ];
      assert.deepEqual([kind[0], answer[0]], ['true', 'true']);
      assert.match(kind[1], /“Kind of file” must be/);
      for (const text of [poll[1], answer[1]]) assert.match(text, /at least 2, not 1/);
    }),
  );

  await t.test('the TikTok form follows the creator info and the rules of disclosure', () =>
    visit(async tab => {
      const chooseAccount = account =>
        tab.evaluate(id => {
          for (const input of document.querySelectorAll('.account input:checked')) input.click();
          document.getElementById(id).click();
          document.getElementById('tab-0').click();
        }, account);
      await chooseAccount('account-tt_323');
      await tab.says('.panel', /Videos up to 1 min/);
      const field = key => `[data-path="platforms/0/platformSpecificData/${key}"]`;
      assert.deepEqual(
        await tab.evaluate(
          css => [...document.querySelector(css).options].map(({ text }) => text),
          field('privacyLevel'),
        ),
        ['Choose who can watch', 'Only me'],
      );
      for (const key of ['disableComment', 'disableDuet', 'disableStitch']) {
        assert.deepEqual(
          await tab.evaluate(
            css => [document.querySelector(css).disabled, document.querySelector(css).checked],
            field(key),
          ),
          [true, false],
        );
      }
      await tab.choose(field('privacyLevel'), 'SELF_ONLY');
      await tab.click('[data-path="disclosure/0"]');
      await tab.says('.panel', /Say whether it is your brand/);
      assert.equal(await tab.evaluate(css => document.querySelector(css).disabled, field('brandContentToggle')), true);
      await chooseAccount('account-tt_321');
      await tab.says('.panel', /Videos up to 10 min/);
      assert.deepEqual(
        await tab.evaluate(
          css => [document.querySelector(css).disabled, document.querySelector(css).checked],
          field('disableComment'),
        ),
        [false, false],
        'off until switched on',
      );
      await tab.click('[data-path="disclosure/0"]');
      await tab.click(field('brandContentToggle'));
      assert.equal(
        await tab.evaluate(
          css => [...document.querySelector(css).options].find(({ value }) => value === 'SELF_ONLY').disabled,
          field('privacyLevel'),
        ),
        true,
      );
    }),
  );

  await t.test('interactions on TikTok are off until switched on, and not sent without effect', () =>
    visit(async tab => {
      const options = () =>
        tab.evaluate(() => JSON.parse(document.querySelector('#json').value).platforms[0].platformSpecificData ?? {});
      await tab.press('Request', '.beside');
      await tab.evaluate(() => document.getElementById('account-tt_321').click());
      await tab.click('#tab-0');
      await tab.says('.panel', /Posting as/);
      const off = { disableComment: true, disableDuet: true, disableStitch: true };
      assert.deepEqual(await options(), off);
      await tab.click('[data-path$="/disableDuet"]');
      assert.deepEqual(await options(), { disableComment: true, disableStitch: true });
      await tab.click('[data-path$="/draft"]');
      assert.deepEqual(await options(), { draft: true }, 'the creator completes a draft in TikTok');
      await tab.click('[data-path$="/draft"]');
      assert.deepEqual(await options(), { disableComment: true, disableStitch: true });
      await tab.press('Add by address');
      assert.deepEqual(await options(), { disableComment: true }, 'photos have no stitches');
      await tab.choose('[data-path="mediaItems/0/type"]', 'video');
      assert.deepEqual(await options(), { disableComment: true, disableStitch: true });
    }),
  );

  await t.test('every option of every platform in the schema is in the form', () =>
    visit(async tab => {
      const { $defs } = JSON.parse(
        readFileSync(fileURLToPath(new URL('../../pkg/post.schema.json', import.meta.url)), 'utf8'),
      );
      const ids = {
        tiktok: 'tt_321',
        instagram: 'ig_456',
        youtube: 'yt_789',
        twitter: 'tw_654',
        threads: 'th_468',
        bluesky: 'bs_246',
        linkedin: 'li_135',
        facebook: 'fb_357',
        pinterest: 'pi_987',
        googlebusiness: 'gb_579',
      };
      for (const target of Object.values($defs).filter(({ properties }) => properties?.platformSpecificData)) {
        const [platform] = target.properties.platform.enum;
        const options = Object.keys($defs[target.properties.platformSpecificData.$ref.split('/').pop()].properties);
        await tab.evaluate(id => {
          for (const input of document.querySelectorAll('.account input:checked')) input.click();
          document.getElementById(id).click();
          document.getElementById('tab-0').click();
        }, `account-${ids[platform]}`);
        if (platform === 'tiktok') await tab.says('.panel', /Posting as/);
        const { shown, idle } = await tab.evaluate(() => {
          const base = 'platforms/0/platformSpecificData/';
          const paths = [...document.querySelectorAll(`.panel [data-path^="${base}"]`)].map(control =>
            control.dataset.path.slice(base.length),
          );
          if (document.querySelector('[data-path="disclosure/0"]'))
            paths.push('brandContentToggle', 'brandOrganicToggle');
          return {
            shown: [...new Set(paths.map(path => path.split('/')[0]))],
            idle:
              document
                .querySelector('.idle')
                ?.textContent.replace(/^.*?: |\.$/g, '')
                .split(/, | and /).length ?? 0,
          };
        });
        for (const key of shown) assert.ok(options.includes(key), `${platform} has no ${key}`);
        // The media list asks for the alternative text.
        assert.equal(
          shown.length + idle + Number(options.includes('altText')),
          options.length,
          `${platform}: ${shown}`,
        );
      }
    }),
  );

  await t.test('edits of the request change the form, and the other way round', () =>
    visit(async tab => {
      await tab.press('Cross-post');
      await tab.press('Request', '.beside');
      const post = JSON.parse(await tab.evaluate(() => document.querySelector('#json').value));
      await tab.fill('#json', JSON.stringify({ ...post, content: 'From the request' }));
      assert.equal(await tab.evaluate(() => document.querySelector('#f-content').value), 'From the request');
      await tab.fill('#json', '{');
      await tab.says('.request-head', /Not JSON yet/);
      await tab.fill('#f-content', 'From the form');
      assert.match(await tab.evaluate(() => document.querySelector('#json').value), /"content": "From the form"/);
    }),
  );

  await t.test('an account can be connected, and another one reconnected', () =>
    visit(async tab => {
      const count = () => tab.evaluate(() => document.querySelectorAll('.account input').length);
      const before = await count();
      await tab.press('Connect an account');
      await tab.press('Threads', '#connect-menu');
      await tab.says('#notice', /Threads is connected/);
      assert.equal(await count(), before + 1);
      await tab.press('Reconnect');
      await tab.says('#notice', /X is connected/);
    }),
  );

  await t.test('the layout does not shift while the page loads', () =>
    visit(async tab => {
      await tab.press('Empty');
      const shift = await tab.evaluate(
        () =>
          new Promise(resolve => {
            let sum = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 500);
          }),
      );
      assert.ok(shift < 0.01, `layout shift ${shift}`);
    }),
  );

  await t.test('a key press updates the issues in less than a frame: 2,000 characters, ten platforms', () =>
    visit(async tab => {
      const times = await tab.evaluate(async () => {
        const seen = new Set();
        for (const input of document.querySelectorAll('.account input')) {
          const platform = input.parentElement.querySelector('.who span').textContent.split(' · ')[0];
          if (!seen.has(platform)) input.click();
          seen.add(platform);
        }
        await new Promise(resolve => setTimeout(resolve, 1000));
        const area = document.querySelector('#f-content');
        const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
        const words = 'We built a form that knows the rules of #ten platforms, see https://example.com/guide 👩‍💻 '
          .repeat(30)
          .slice(0, 2000);
        const samples = [];
        for (let round = 0; round < 80; round += 1) {
          setter.call(area, words.slice(0, -1) + 'abcdefghij'[round % 10]);
          const start = performance.now();
          area.dispatchEvent(new InputEvent('input', { bubbles: true }));
          // Includes the layout, which precedes painting.
          document.body.getBoundingClientRect();
          samples.push(performance.now() - start);
          await new Promise(resolve => requestAnimationFrame(resolve));
        }
        return {
          samples: samples.sort((a, b) => a - b),
          platforms: seen.size,
          issues: document.querySelectorAll('.issues li').length,
          length: area.value.length,
        };
      });
      assert.equal(times.platforms, 10);
      assert.equal(times.length, 2000);
      assert.ok(times.issues >= 3, String(times.issues));
      const [quarter, median, high] = [20, 40, 72].map(index => times.samples[index]);
      t.diagnostic(
        `key press to layout: p25 ${quarter.toFixed(1)} ms, p50 ${median.toFixed(1)} ms, p90 ${high.toFixed(1)} ms`,
      );
      // Other load makes single key presses slower, so the first quartile is the robust measure.
      assert.ok(quarter < FRAME, `the first quartile is ${quarter} ms`);
    }),
  );
});
