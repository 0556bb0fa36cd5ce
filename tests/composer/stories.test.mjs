// User stories: the built page with the Worker in workerd, in Chromium and in Firefox.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startDemo } from '../../www/demo.mjs';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS, openComposer } from './browser.mjs';
import { phonePhoto, png, textFile } from './files.mjs';

/** Returns the requests that created posts, as the sandbox received them. */
const createRequests = tab =>
  tab.evaluate(async () => {
    const { requests } = await (await fetch('/api/sandbox/requests')).json();
    return requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/v1/posts/'));
  });

/** Returns the requests that changed posts, as the sandbox received them. */
const changeRequests = (tab, wanted) =>
  tab.evaluate(async method => {
    const { requests } = await (await fetch('/api/sandbox/requests')).json();
    return requests.filter(request => request.method === method && /\/v1\/posts\//.test(request.url));
  }, wanted);

/** Double-clicks at the position of an element, even if another one appears there after the first click. */
async function doubleClick(tab, css) {
  const { x, y } = await tab.evaluate(selector => {
    const item = document.querySelector(selector);
    item.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = item.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, css);
  // The option is `clickCount` in Playwright and `count` in Puppeteer.
  await tab.page.mouse.click(x, y, { clickCount: 2, count: 2 });
}

const setTrouble = async (tab, name) => {
  const answered = tab.waitFor(
    () =>
      performance.getEntriesByName(new URL('/api/sandbox/trouble', location.href).href).length >
      (window.callsBefore ?? 0),
  );
  await tab.evaluate(() => {
    window.callsBefore = performance.getEntriesByName(new URL('/api/sandbox/trouble', location.href).href).length;
  });
  await tab.choose('#trouble', name);
  await answered;
};

const requestBody = tab =>
  tab.evaluate(() => {
    [...document.querySelectorAll('.beside .segmented button')]
      .find(button => button.textContent.trim() === 'Request')
      .click();
    return JSON.parse(document.querySelector('#json').value);
  });

async function sendAndExpect(tab, title) {
  await tab.click('#send');
  await tab.says('#result .verdict', title);
}

const sendButton = tab =>
  tab.evaluate(() => {
    const { textContent, disabled } = document.getElementById('send');
    return [textContent.trim(), disabled];
  });

const targetRows = tab =>
  tab.evaluate(() =>
    [...document.querySelectorAll('.target-result')].map(row => [
      row.querySelector('b').textContent,
      row.querySelector('.badge').textContent.trim(),
      row.querySelector('a')?.href ?? null,
    ]),
  );

const STORIES = {
  async 'the video post of the guide is published, byte for byte'(tab) {
    await tab.press('Video post');
    await sendAndExpect(tab, /^Published\b/);
    const [[platform, state, link]] = await targetRows(tab);
    assert.deepEqual([platform, state], ['TikTok', 'Published']);
    assert.match(link, /^https:\/\/www\.tiktok\.com\/@user\/video\/\d+$/);
    const [request, ...more] = await createRequests(tab);
    assert.equal(more.length, 0);
    assert.equal(
      JSON.stringify(request.body),
      '{"content":"Quick tutorial! #coding #devtips","platforms":[{"platform":"tiktok","accountId":"tt_321"}],' +
        '"mediaItems":[{"type":"video","url":"https://cdn.example.com/video.mp4"}],"publishNow":true}',
    );
  },

  async 'an old name is refused, or rewritten in lenient mode, and targets finish one by one'(tab) {
    await tab.press('Cross-post');
    assert.match(await tab.text('#summary'), /^1 error/);
    await tab.click('#send');
    await tab.waitFor(() => document.activeElement?.id === 'json');
    assert.equal((await createRequests(tab)).length, 0);
    await tab.choose('#mode', 'lenient');
    await tab.says('#summary', /warning/);
    await tab.click('#send');
    await tab.waitFor(() => {
      const badges = [...document.querySelectorAll('.target-result .badge')].map(item => item.textContent.trim());
      return badges.includes('Published') && badges.includes('Publishing');
    });
    await tab.says('#result .verdict', /^Published\b.*All 3/);
    assert.deepEqual((await targetRows(tab)).map(([platform]) => platform).sort(), ['Instagram', 'TikTok', 'YouTube']);
    const [request] = await createRequests(tab);
    assert.equal(request.body.platforms[1].platformSpecificData.visibility, 'public');
  },

  async 'a photo carousel is published on four platforms'(tab) {
    await tab.press('Photo carousel');
    await tab.says('#summary', /Ready|warning/);
    await tab.fill('.item:nth-child(1) .alt', 'A cairn in fog');
    await tab.click('[aria-label="Move file 3 up"]');
    await sendAndExpect(tab, /^Published\b.*All 4/);
    const [
      {
        body: { mediaItems, platforms },
      },
    ] = await createRequests(tab);
    assert.deepEqual(
      mediaItems.map(({ url }) => url.split('/').pop()),
      ['north.jpg', 'lake.jpg', 'ridge.jpg'],
    );
    assert.deepEqual(platforms[3].platformSpecificData.altText, ['A cairn in fog', '', '']);
  },

  async 'a post is added to a thread, and the thread is published'(tab) {
    await tab.press('Thread');
    await tab.click('#tab-0');
    await tab.press('Add a post to the thread', '.panel');
    const last = '[data-path="platforms/0/platformSpecificData/threadItems/2/content"]';
    await tab.fill(last, 'x'.repeat(281));
    await tab.says('#summary', /1 error/);
    assert.equal(await tab.evaluate(css => document.querySelector(css).getAttribute('aria-invalid'), last), 'true');
    await tab.fill(last, '3. And a form can say so while you type.');
    await tab.says('#summary', /Ready/);
    await sendAndExpect(tab, /^Published\b/);
    assert.equal((await createRequests(tab))[0].body.platforms[0].platformSpecificData.threadItems.length, 3);
  },

  async 'a poll is created and published'(tab) {
    await tab.press('Empty');
    await tab.evaluate(() => document.getElementById('account-tw_654').click());
    await tab.fill('#f-content', 'Tabs or spaces?');
    await tab.click('#tab-0');
    await tab.press('Add a poll', '.panel');
    await tab.says('#summary', /error/);
    await tab.fill('[data-path="platforms/0/platformSpecificData/poll/options/0"]', 'Tabs');
    await tab.fill('[data-path="platforms/0/platformSpecificData/poll/options/1"]', 'Spaces');
    await tab.says('#summary', /Ready/);
    assert.match(await tab.text('.preview .poll'), /Tabs\s+Spaces/);
    await sendAndExpect(tab, /^Published\b/);
    assert.deepEqual((await createRequests(tab))[0].body.platforms[0].platformSpecificData.poll, {
      options: ['Tabs', 'Spaces'],
      durationMinutes: 1440,
    });
  },

  async 'a post is scheduled in a repeated and a skipped hour, rescheduled and cancelled'(tab) {
    await tab.press('Scheduled');
    await tab.choose('#when-zone', 'Europe/Berlin');
    await tab.fill('#when-time', '2027-10-31T02:30');
    await tab.says('fieldset.notice', /comes twice/);
    await tab.press('the second, UTC+1', 'fieldset.notice');
    assert.equal((await requestBody(tab)).scheduledFor, '2027-10-31T01:30:00Z');
    await tab.fill('#when-time', '2027-03-28T02:30');
    await tab.says('p.notice', /does not exist. It will be 03:30/);
    assert.deepEqual(
      [(await requestBody(tab)).scheduledFor, (await requestBody(tab)).timezone],
      ['2027-03-28T01:30:00Z', 'UTC'],
    );
    await sendAndExpect(tab, /^Scheduled\b/);
    await tab.press('See all posts');
    await tab.says('main', /Opening early tomorrow/);
    await tab.press('Reschedule');
    await tab.choose('.reschedule select', 'UTC');
    await tab.fill('.reschedule input', '2027-05-01T10:00');
    await tab.press('Save');
    await tab.says('.post-time', /1 May 2027/);
    await tab.press('Cancel');
    await tab.says('#cancel', /Opening early tomorrow.*scheduled for.*1 May 2027.*becomes a draft/);
    await tab.press('Keep it scheduled');
    await tab.press('Cancel');
    await tab.press('Cancel the post');
    await tab.says('main', /Nothing waits for its time/);
    await tab.says('main', /Draft/);
    assert.equal((await changeRequests(tab, 'DELETE')).length, 1);
    assert.equal(
      await tab.evaluate(() => document.activeElement.id),
      'scheduled-title',
      'the focus moves to the heading',
    );
  },

  async 'rescheduling to a time in the past is refused in the form'(tab) {
    await tab.press('Scheduled');
    await sendAndExpect(tab, /^Scheduled\b/);
    await tab.press('See all posts');
    await tab.press('Reschedule');
    await tab.choose('.reschedule select', 'UTC');
    await tab.fill('.reschedule input', '2020-05-01T10:00');
    await tab.says('.reschedule .error', /past/);
    assert.equal(
      await tab.evaluate(() => document.querySelector('.reschedule input').getAttribute('aria-invalid')),
      'true',
    );
    await tab.press('Save');
    await tab.fill('.reschedule input', '2099-05-01T10:00');
    await tab.waitFor(() => !document.querySelector('.reschedule .error'));
    await tab.press('Save');
    await tab.says('.post-time', /1 May 2099/);
    assert.deepEqual(
      (await changeRequests(tab, 'PATCH')).map(request => request.body),
      [{ scheduledFor: '2099-05-01T10:00:00Z', timezone: 'UTC' }],
    );
  },

  async 'a double click on Cancel opens one dialog and cancels one post'(tab) {
    for (const text of ['The first of two', 'The second of two']) {
      await tab.press('Scheduled');
      await tab.fill('#f-content', text);
      await sendAndExpect(tab, /^Scheduled\b/);
    }
    await tab.press('See all posts');
    await tab.waitFor(() => document.querySelectorAll('.post-tools .danger').length === 2);
    const first = await tab.text('.post .snippet');
    await doubleClick(tab, '.post-tools .danger');
    await tab.says('#cancel', /Cancel this post/);
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.deepEqual(await changeRequests(tab, 'DELETE'), []);
    assert.match(await tab.text('#cancel'), new RegExp(first));
    // The second click of a double click can land on a button of the dialog.
    await tab.evaluate(() =>
      document
        .getElementById('cancel-post')
        .dispatchEvent(new window.MouseEvent('click', { bubbles: true, detail: 2 })),
    );
    assert.equal(await tab.evaluate(() => document.getElementById('cancel').open), true);
    // The row of another post must not be reused under the pointer.
    await tab.evaluate(() => {
      document.querySelectorAll('.post')[1].dataset.mark = 'second';
    });
    await doubleClick(tab, '#cancel-post');
    await tab.waitFor(() => document.querySelectorAll('.post-tools .danger').length === 1);
    assert.equal((await changeRequests(tab, 'DELETE')).length, 1);
    assert.notEqual(await tab.text('.post .snippet'), first);
    assert.equal(await tab.evaluate(() => document.querySelector('.post').dataset.mark), 'second');
    assert.deepEqual((await changeRequests(tab, 'POST')).length, 2, 'no post was sent');
  },

  async 'every kind of failure has its own message, and nothing is sent twice'(tab) {
    await tab.press('Video post');
    for (const [name, title, detail] of [
      ['rate-limit', /^Refused/, /Too many requests/],
      ['credits', /^Refused/, /Insufficient credits/],
      ['server-error', /^Outcome unknown/, /Internal Server Error|answered 500/],
      ['html', /^Outcome unknown/, /502|relay/i],
      ['truncated', /^Outcome unknown/, /may have been published/],
      ['drop-before', /^Outcome unknown/, /may have been published/],
      ['hang', /^Outcome unknown/, /may have been published/],
    ]) {
      const before = (await createRequests(tab)).length;
      await setTrouble(tab, name);
      await tab.fill('#f-content', `Another post: ${name}`);
      await sendAndExpect(tab, title);
      assert.match(await tab.text('#result'), detail, name);
      await setTrouble(tab, '');
      assert.equal((await createRequests(tab)).length, before + 1, `${name}: one request`);
    }
    const before = (await createRequests(tab)).length;
    const answer = await tab.evaluate(async () => {
      const response = await fetch('/api/postpeer/v1/posts/', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': `test-${crypto.randomUUID()}` },
        body: '{"content":"x","platforms":[]}',
      });
      return [response.status, (await response.json()).code];
    });
    assert.deepEqual(answer, [400, 'relay.validation'], 'the Worker validates again');
    assert.equal((await createRequests(tab)).length, before);
  },

  async 'an upload is probed, cancelled, repeated and sent'(tab) {
    await tab.press('Empty');
    await tab.evaluate(() => document.getElementById('account-bs_246').click());
    await tab.fill('#f-content', 'One picture');
    await setTrouble(tab, 'slow-upload');
    await tab.files('#choose-files', [png('wide.png', 1200, 800, { noise: true })]);
    await tab.says('.item .facts', /PNG.*1200 × 800.*960|PNG.*1200 × 800/);
    await tab.says('.upload', /of 9\d\d kB/);
    assert.equal(await tab.evaluate(() => document.getElementById('send').disabled), true);
    await tab.press('Cancel', '.upload');
    await tab.says('.item', /was cancelled/);
    assert.match(await tab.text('#summary'), /1 error/);
    await setTrouble(tab, '');
    await tab.press('Upload again');
    await tab.waitFor(() => !document.querySelector('.upload') && !document.getElementById('send').disabled);
    const post = await requestBody(tab);
    assert.match(post.mediaItems[0].url, /^https:\/\/assets\.postpeer\.example\/.*wide\.png$/);
    await tab.files('#choose-files', [textFile('fake.png', 'not a picture')]);
    await tab.waitFor(
      () => document.querySelectorAll('.item').length === 2 && document.querySelector('.item:nth-child(2) .error'),
    );
    await tab.click('[aria-label="Remove file 2"]');
    // A file of a known format that the prober does not read is uploaded.
    await tab.files('#choose-files', [textFile('scan.tif', 'II*\0\x08\0\0\0')]);
    await tab.says('.item:nth-child(2) .warning', /The file can be sent, but was not checked/);
    await tab.waitFor(() => !document.querySelector('.upload'));
    assert.match((await requestBody(tab)).mediaItems[1].url, /scan\.tif$/);
    await tab.click('[aria-label="Remove file 2"]');
    await sendAndExpect(tab, /^Published\b/);
  },

  async 'a photo of a phone is shown upright, with a warning of its GPS position, and sent'(tab) {
    await tab.press('Empty');
    await tab.evaluate(() => document.getElementById('account-bs_246').click());
    await tab.fill('#f-content', 'One photo');
    // The phone stores it rotated: red on the left, blue on the right.
    const stored = await tab.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 320 });
      const context = canvas.getContext('2d');
      for (const [colour, left] of [
        ['red', 0],
        ['blue', 240],
      ])
        Object.assign(context, { fillStyle: colour }).fillRect(left, 0, 240, 320);
      return canvas.toDataURL('image/jpeg');
    });
    await tab.files('#choose-files', [phonePhoto('phone.jpg', Buffer.from(stored.split(',')[1], 'base64'))]);
    await tab.says('.item .facts', /JPEG.*320 × 480/);
    await tab.says('.item .warning', /where it was taken/);
    await tab.waitFor(() => document.querySelector('.item .thumb img')?.complete);
    const shown = await tab.evaluate(() => {
      const image = document.querySelector('.item .thumb img');
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.naturalWidth,
        height: image.naturalHeight,
      });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const colour = y => [...context.getImageData(160, y, 1, 1).data].map(part => (part > 200 ? 1 : 0)).join('');
      return [image.naturalWidth, image.naturalHeight, colour(20), colour(460)];
    });
    assert.deepEqual(shown, [320, 480, '1001', '0011'], 'the left side is at the top');
    await tab.waitFor(() => !document.querySelector('.upload') && !document.getElementById('send').disabled);
    await sendAndExpect(tab, /^Published\b/);
    const [
      {
        body: {
          mediaItems: [item],
        },
      },
    ] = await createRequests(tab);
    assert.equal(item.type, 'image');
    assert.match(item.url, /^https:\/\/assets\.postpeer\.example\/.*phone\.jpg$/);
  },

  async 'only the failed target is sent again'(tab) {
    await tab.press('Cross-post');
    await tab.press('Request', '.beside');
    await tab.choose('#mode', 'lenient');
    await setTrouble(tab, 'target');
    await sendAndExpect(tab, /^Published in part/);
    assert.match(await tab.text('.target-result .reason'), /401/);
    await tab.click('#retry');
    await tab.says('#result .verdict', /^Published\b.*It is out/);
    const requests = await createRequests(tab);
    assert.deepEqual(
      requests.map(request => request.body.platforms.length),
      [3, 1],
    );
    assert.equal(requests[1].body.platforms[0].platform, 'youtube');
    assert.deepEqual(await sendButton(tab), ['Published', true], 'all three targets are published');
  },

  async 'the send button of a partly published post retries the failed target, also after a refusal'(tab) {
    await tab.press('Cross-post');
    await tab.press('Request', '.beside');
    await tab.choose('#mode', 'lenient');
    await setTrouble(tab, 'target');
    await sendAndExpect(tab, /^Published in part/);
    await setTrouble(tab, 'rate-limit');
    await tab.click('#send');
    await tab.says('#result .verdict', /^Refused/);
    assert.deepEqual(await sendButton(tab), ['Retry the failed one only', false]);
    await tab.click('#send');
    await tab.says('#result .verdict', /^Published\b.*It is out/);
    assert.deepEqual(
      (await createRequests(tab)).map(request => request.body.platforms.length),
      [3, 1, 1],
    );
  },

  async 'a published post is sent again only after a confirmation, or after a change'(tab) {
    await tab.press('Thread');
    await sendAndExpect(tab, /^Published\b/);
    assert.deepEqual(await sendButton(tab), ['Published', true]);
    assert.match(await tab.text('#summary'), /Nothing new to send/);
    await tab.fill('#f-content', 'Changed');
    assert.deepEqual(await sendButton(tab), ['Publish to 1 account', false]);
    await tab.press('Thread');
    assert.deepEqual(await sendButton(tab), ['Published', true], 'the same post again');
    await tab.click('#ask-again');
    await tab.press('Do not send', '#again');
    assert.equal((await createRequests(tab)).length, 1);
    await tab.click('#ask-again');
    await tab.says('#again', /appears a second time/);
    await tab.click('#send-again');
    await tab.says('#result .verdict', /^Published\b/);
    assert.equal((await createRequests(tab)).length, 2);
  },

  async 'an unknown outcome is reconciled first, and resending warns of a duplicate'(tab) {
    await tab.press('Thread');
    await setTrouble(tab, 'drop-after');
    await sendAndExpect(tab, /^Outcome unknown/);
    assert.deepEqual(await sendButton(tab), ['Find out what became of it', false]);
    await tab.click('#ask-again');
    await tab.says('#again', /publishes it twice/);
    await tab.press('Do not send', '#again');
    assert.equal((await createRequests(tab)).length, 1);
    await tab.click('#send');
    await tab.says('#result', /accepted after all/);
    assert.deepEqual(await sendButton(tab), ['Published', true]);
    assert.equal((await createRequests(tab)).length, 1);
  },

  async 'an unknown outcome is remembered behind another post and after a reload'(tab) {
    await tab.press('Thread');
    await setTrouble(tab, 'drop-after');
    await sendAndExpect(tab, /^Outcome unknown/);
    await tab.press('Poll');
    await sendAndExpect(tab, /^Published\b/);
    await tab.says('.set-aside', /still unknown.*Five things/);
    await tab.page.reload();
    await tab.waitFor(() => document.querySelectorAll('.account input').length > 0);
    await tab.press('Thread');
    assert.deepEqual(await sendButton(tab), ['Find out what became of it', false], 'recognized as the same post');
    await tab.press('Poll');
    await tab.press('Look into it');
    await tab.says('#result', /Five things/);
    await tab.click('#reconcile');
    await tab.says('#result', /accepted after all/);
    assert.equal(await tab.text('.set-aside'), null);
    assert.equal(await tab.evaluate(() => sessionStorage.length), 0);
    assert.equal((await createRequests(tab)).length, 2);
  },

  async 'an unknown outcome is reconciled: accepted after all, or absent'(tab) {
    await tab.press('Video post');
    await setTrouble(tab, 'drop-after');
    await sendAndExpect(tab, /^Outcome unknown/);
    await tab.click('#reconcile');
    await tab.says('#result', /accepted after all/);
    await tab.says('.target-result', /Published/);
    assert.equal((await createRequests(tab)).length, 1);
    await tab.fill('#f-content', 'Another text');
    await setTrouble(tab, 'drop-before');
    await sendAndExpect(tab, /^Outcome unknown/);
    await tab.click('#reconcile');
    await tab.says('#result', /is not there/);
    assert.equal((await createRequests(tab)).length, 2);
    await tab.press('I have seen to it');
    assert.equal(await tab.text('.set-aside'), null);
    assert.equal((await sendButton(tab))[1], true, 'it may still be published');
  },
};

for (const [name, start] of Object.entries(BROWSERS)) {
  test(name, { skip: browserPath(name) ? false : `no ${name} here` }, async t => {
    const { worker, url } = await startDemo({ port: 0 });
    t.after(() => worker.dispose());
    const browser = await start();
    t.after(() => browser.close());
    for (const [title, story] of Object.entries(STORIES)) {
      await t.test(title, async () => {
        const tab = await openComposer(browser, url);
        try {
          await story(tab);
          assert.deepEqual(tab.faults, []);
        } finally {
          await tab.end();
        }
      });
    }
  });
}
