// The cost of a check grows with the size of the post: counted in issues, composed texts, bytes and memory, not in
// seconds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composed } from '../support/composed.mjs';

/** The memories of all instances that are made from here on. */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, args) {
    const instance = Reflect.construct(target, args);
    memories.push(instance.exports.memory);
    return instance;
  },
});
const { countText, postSchema, resolvePost, validatePost } = await import('../../pkg/validate.js');

const memory = () => Math.max(...memories.map(({ buffer }) => buffer.byteLength));

const TARGET = { tiktok: { platformSpecificData: { privacyLevel: 'SELF_ONLY' } } };
const targets = (length, platform, more = () => ({})) =>
  Array.from({ length }, (_, at) => ({ platform, accountId: `account-${at}`, ...TARGET[platform], ...more(at) }));
const images = (length, url = at => `https://example.com/${at}.jpg`) =>
  Array.from({ length }, (_, at) => ({ type: 'image', url: url(at) }));
const post = (platforms, more) => ({ content: 'Hello', platforms, publishNow: true, ...more });
const insecure = (all, items) =>
  post(targets(all, 'tiktok'), { mediaItems: images(items, at => `http://example.com/${at}.jpg`) });
const places = length => Array.from({ length }, (_, at) => at);

test('a fault of an attachment that targets share is one issue, with the targets', () => {
  const { issues, truncated } = validatePost(insecure(300, 300));
  assert.equal(truncated, 0);
  assert.equal(issues.length, 301);
  const ofFirst = issues.filter(({ path }) => path.join() === 'mediaItems,0,url');
  assert.equal(ofFirst.length, 1);
  assert.equal(ofFirst[0].code, 'tiktok.media.insecure');
  assert.equal(ofFirst[0].platform, 'tiktok');
  assert.equal('target' in ofFirst[0], false);
  assert.deepEqual(ofFirst[0].targets, places(300));
  assert.ok(JSON.stringify(issues).length < 500_000);
});

test('the targets are those that share it: by platform, by the text they publish and by their options', () => {
  const long = 'x'.repeat(300);
  const verdict = validatePost(
    post(
      [
        { platform: 'twitter', accountId: 'a' },
        { platform: 'bluesky', accountId: 'b' },
        { platform: 'twitter', accountId: 'c', content: 'short' },
        { platform: 'twitter', accountId: 'd' },
        { platform: 'twitter', accountId: 'e', platformSpecificData: { longPost: true } },
        { platform: 'twitter', accountId: 'f', content: `${long}y` },
        { platform: 'bluesky', accountId: 'g', content: 'short' },
      ],
      { content: long },
    ),
  );
  const told = verdict.issues
    .filter(({ code }) => code.endsWith('.too_long'))
    .map(({ code, path, target, targets, actual }) => [code, path.join('.'), target, targets, actual]);
  assert.deepEqual(told, [
    ['twitter.text.too_long', 'content', undefined, [0, 3], 300],
    ['twitter.text.too_long', 'platforms.5.content', 5, undefined, 301],
  ]);
  const one = validatePost(post(targets(1, 'twitter'), { content: long })).issues[0];
  assert.deepEqual([one.target, 'targets' in one], [0, false]);
});

test('every platform reports its own targets', () => {
  const both = [...targets(2, 'tiktok'), ...targets(2, 'instagram'), ...targets(2, 'linkedin')];
  const { issues } = validatePost(post(both, { mediaItems: [{ type: 'gif', url: 'https://example.com/a.gif' }] }));
  const told = issues
    .filter(({ code }) => code === 'post.media.unsupported')
    .map(({ platform, targets: all }) => [platform, all]);
  assert.deepEqual(told, [
    ['tiktok', [0, 1]],
    ['instagram', [2, 3]],
    ['linkedin', [4, 5]],
  ]);
});

test('over a thousand issues: the first thousand are reported, and the number of omitted ones', () => {
  const { issues, truncated, valid } = validatePost(post(targets(2500, 'nowhere')));
  assert.deepEqual([valid, issues.length, truncated], [false, 1000, 1500]);
  assert.equal(validatePost(post(targets(1000, 'nowhere'))).truncated, 0);
  assert.equal(validatePost(post(targets(1, 'twitter'))).truncated, 0);
});

test('errors come first, and none is left out for a warning', () => {
  const warned = targets(1500, 'tiktok', () => ({ platformSpecificData: {} }));
  const wrong = targets(1200, 'twitter', () => ({ content: 'x'.repeat(281) }));
  const { issues, truncated } = validatePost(post([...warned, ...wrong], { mediaItems: images(1) }));
  assert.ok(issues.every(({ severity }) => severity === 'error'));
  assert.deepEqual([issues.length, truncated], [1000, 200 + 1500]);
  const few = validatePost(post([...warned, ...wrong.slice(0, 3)], { mediaItems: images(1) }));
  assert.deepEqual([few.valid, few.issues.length, few.truncated], [false, 1000, 503]);
  assert.deepEqual(
    few.issues.slice(0, 4).map(({ severity }) => severity),
    ['error', 'error', 'error', 'warning'],
  );
});

test('a form gets the errors of a post, however many there are', () => {
  const { issues } = postSchema['~standard'].validate(post(targets(2500, 'nowhere')));
  assert.equal(issues.length, 1000);
});

test('lenient reading rewrites every old name, however many warnings there are', () => {
  const old = post(
    targets(3000, 'youtube', () => ({ platformSpecificData: { title: 'T', privacyStatus: 'public' } })),
    {
      mediaItems: [{ type: 'video', url: 'https://example.com/a.mp4' }],
      scheduledAt: '2099-01-01T00:00:00Z',
      publishNow: undefined,
    },
  );
  const { valid, issues, truncated, value } = validatePost(old, { mode: 'lenient' });
  assert.deepEqual([valid, issues.length], [true, 1000]);
  assert.ok(truncated >= 2001);
  assert.ok(
    value.platforms.every(
      ({ platformSpecificData: { visibility, privacyStatus } }) =>
        visibility === 'public' && privacyStatus === undefined,
    ),
  );
  assert.equal(value.scheduledFor, '2099-01-01T00:00:00Z');
  assert.equal(validatePost(value).valid, true);
  assert.ok(!resolvePost(old, { mode: 'lenient' }).body.includes('privacyStatus'));
});

test('a thousand texts that fit only in composed form hide no later error', () => {
  const fits = 'e\u0301'.repeat(150);
  const all = targets(1500, 'twitter', at => ({ content: `${at} ${fits}` }));
  assert.equal(validatePost(post(all)).valid, true);
  const wrong = validatePost(post([...all, { platform: 'twitter', accountId: 'last', content: 'x'.repeat(281) }]));
  assert.deepEqual(
    wrong.issues.map(({ code, target }) => [code, target]),
    [['twitter.text.too_long', 1500]],
  );
  const many = targets(1500, 'twitter', at => ({ content: `${at} ${'e\u0301'.repeat(300)}` }));
  const { issues, truncated } = validatePost(post(many));
  assert.deepEqual([issues.length, truncated, issues[0].actual], [1000, 500, 302]);
});

test('2000 attachments for 2000 targets take memory for 2000 of them, and as many issues as any post', () => {
  validatePost(insecure(10, 10));
  const before = memory();
  const { issues, truncated } = validatePost(insecure(2000, 2000));
  assert.deepEqual([issues.length, truncated], [1000, 1001]);
  assert.ok(memory() - before < 16e6, `${memory() - before} bytes more`);
  // One list of targets for all of them.
  assert.equal(new Set(issues.map(issue => issue.targets)).size, 2);
});

test('the memory of an unusually large value is released', () => {
  for (const act of [
    () => validatePost(post(targets(1, 'twitter'), { content: 'ä'.repeat(2e7) })),
    () => countText('ä'.repeat(3e7), 'bluesky'),
  ]) {
    act();
    assert.ok(memories.at(-1).buffer.byteLength > 64e6);
    validatePost(post(targets(1, 'twitter')));
    const count = memories.length;
    validatePost(post(targets(1, 'twitter')));
    assert.equal(memories.length, count, 'the next instance is kept');
    assert.ok(memories.at(-1).buffer.byteLength < 4e6);
  }
});

test('a text that targets share is composed once', async () => {
  const content = 'e\u0301'.repeat(300);
  const shared = await composed(() => validatePost(post(targets(800, 'twitter'), { content })));
  assert.deepEqual(shared.texts, [content]);
  assert.deepEqual(shared.result.issues[0].targets, places(800));
  const own = await composed(() => validatePost(post(targets(800, 'twitter', () => ({ content })))));
  assert.deepEqual(own.texts, [content], 'nor is the same text of each');
  assert.equal(own.result.issues.length, 800);
  // The point where it exceeds the limit is found by bisection.
  assert.ok((await composed(() => resolvePost(post(targets(800, 'twitter'), { content })))).texts.length <= 12);
});

test('endless runs of marks are counted without composing them', async () => {
  const content = `e${'\u0301\u0323'.repeat(5000)}`;
  for (const act of [
    () => validatePost(post(targets(800, 'twitter'), { content })).issues[0].actual,
    () => validatePost(post(targets(1, 'twitter'), { content })).issues[0].actual,
    () => countText(content, 'twitter').used,
    () => countText(content).twitter.used,
    () => resolvePost(post(targets(3, 'twitter'), { content })).targets[2].counts.used,
  ]) {
    const { result, texts } = await composed(act);
    assert.deepEqual(texts, []);
    assert.equal(result, 10_001);
  }
});

test('runs of marks as long as in real texts are composed', () => {
  const content = `e${'\u0301'.repeat(30)} `.repeat(20);
  assert.equal(countText(content, 'twitter').used, content.normalize().length);
  assert.notEqual(content.normalize().length, content.length);
});

test('a text far over every limit is not composed', async () => {
  const content = 'e\u0301'.repeat(150_000);
  const { result, texts } = await composed(() => [
    validatePost(post(targets(2, 'twitter'), { content })).issues[0].actual,
    countText(content, 'twitter').used,
  ]);
  assert.deepEqual(texts, []);
  assert.deepEqual(result, [300_000, 300_000]);
});

test('resolvePost counts a text once for a platform, however many targets share it', () => {
  const content = 'word '.repeat(20_000);
  const { encodeInto } = TextEncoder.prototype;
  let bytes = 0;
  TextEncoder.prototype.encodeInto = function (text, into) {
    bytes += text.length;
    return encodeInto.call(this, text, into);
  };
  let resolved;
  try {
    resolved = resolvePost(
      post(
        [
          ...targets(1000, 'twitter'),
          ...targets(1000, 'bluesky'),
          ...targets(10, 'twitter', () => ({ platformSpecificData: { longPost: true } })),
        ],
        { content },
      ),
    );
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
  }
  assert.ok(bytes <= 4 * content.length, `${bytes} bytes`);
  assert.deepEqual([resolved.targets[999].counts.limit, resolved.targets[2009].counts.limit], [280, 25_000]);
  const [one, other] = resolved.targets.slice(1000);
  assert.deepEqual(one.counts, other.counts);
  assert.notEqual(one.counts, other.counts);
  assert.notEqual(one.counts.others, other.counts.others);
});

test('settings of a creator with more privacy levels than names are read', () => {
  const info = {
    privacyLevelOptions: [...Array.from({ length: 200_000 }, (_, at) => `LEVEL_${at}`), 'SELF_ONLY'],
    commentDisabled: true,
    duetDisabled: false,
    stitchDisabled: false,
    maxVideoPostDurationSec: 60,
  };
  const all = targets(50, 'tiktok', () => ({
    accountId: 'one',
    platformSpecificData: { privacyLevel: 'PUBLIC_TO_EVERYONE' },
  }));
  const { issues } = validatePost(post(all, { mediaItems: images(1) }), { creatorInfo: { one: info } });
  assert.equal(issues.filter(({ code }) => code === 'tiktok.privacy_level.not_offered').length, 50);
});

test('facts of files and creators are found for each of thousands', () => {
  const media = Object.fromEntries(
    images(3000).map(({ url }, at) => [url, { container: 'jpeg', bytes: at === 2999 ? 9e9 : 1 }]),
  );
  const { issues } = validatePost(post(targets(2, 'bluesky'), { mediaItems: images(3000) }), { media });
  const ofLast = issues.filter(({ path }) => path[1] === 2999);
  assert.ok(ofLast.length > 0 && ofLast.every(({ targets: all }) => all.join() === '0,1'));
});

test('a repeated account is reported at each repetition, in posts of any size', () => {
  const all = targets(2000, 'bluesky', at => ({ accountId: at % 2 ? `same-${at % 7}` : `own-${at}` }));
  const { issues, truncated } = validatePost(post(all));
  assert.equal(issues.filter(({ code }) => code === 'post.account_id.repeated').length + truncated, 1000 - 7);
});

test('a mention missing from the text is found among any number of mentions', () => {
  const mentions = last => [
    ...Array.from({ length: 30 }, (_, place) => ({ text: `name${place}.`, urn: 'urn:li:organization:1' })),
    { text: last, urn: 'urn:li:organization:2' },
  ];
  const names = Array.from({ length: 30 }, (_, place) => `name${place}.`).join(' ');
  const content = `${names} ${'x'.repeat(2900 - names.length)} end`;
  const target = (last, place) => ({
    platform: 'linkedin',
    accountId: `li_${place}`,
    platformSpecificData: { mentions: mentions(last) },
  });
  for (const many of [1, 23, 100]) {
    const platforms = Array.from({ length: many }, (_, place) => target(place === many - 1 ? 'missing' : 'end', place));
    const { valid, issues } = validatePost({ content, platforms, publishNow: true });
    assert.deepEqual(
      [
        valid,
        issues
          .filter(({ code }) => code.startsWith('linkedin.mentions'))
          .map(({ target, path }) => [target, path.at(-2)]),
      ],
      [false, [[many - 1, 30]]],
      `${many} targets`,
    );
  }
});

test('covers are judged for YouTube alone, whoever else has the video', () => {
  const video = { type: 'video', url: 'https://cdn.example.com/v.mp4', thumbnail: 'http://localhost/t.jpg' };
  const [youtube, tiktok] = [
    { platform: 'youtube', accountId: 'y' },
    { platform: 'tiktok', accountId: 't' },
  ];
  const of = (platforms, more) =>
    validatePost({ content: 'x', platforms, mediaItems: [{ ...video }], publishNow: true, ...more });
  const about = ({ issues }) =>
    issues.filter(({ path }) => path.includes('thumbnail')).map(({ code, target }) => `${code} ${target}`);
  assert.deepEqual(
    about(of([tiktok])).filter(line => !line.startsWith('post.media.ignored')),
    [],
  );
  assert.deepEqual(
    about(of([tiktok, youtube])).filter(line => line.startsWith('tiktok.')),
    [],
  );
  assert.ok(about(of([tiktok, youtube])).length > 0, 'YouTube fetches it');
  const thread = {
    platform: 'twitter',
    accountId: 'x',
    platformSpecificData: { threadItems: [{ content: 'y', mediaItems: [{ ...video }] }] },
  };
  const [alone, beside] = [[thread], [thread, youtube]].map(platforms =>
    of(platforms, {
      mediaItems: [{ ...video, thumbnail: undefined, url: 'https://cdn.example.com/w.mp4' }].map(({ type, url }) => ({
        type,
        url,
      })),
    }),
  );
  assert.deepEqual(
    [about(alone), about(beside)].map(lines => lines.filter(line => line.startsWith('twitter.'))),
    [[], []],
  );
});
