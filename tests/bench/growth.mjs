// Measures how the cost of hostile texts, posts and answers grows. Each is doubled up to a megabyte, and none may grow
// faster than n·log n. Uses medians of processor time, which the load of the machine does not change.
import { PostPeer } from '../../pkg/index.js';
import { countText, postSchema, resolvePost, validatePost } from '../../pkg/validate.js';
import { cpuUsage } from 'node:process';
import { median } from './_report.mjs';

const SIZES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1].map(part => part * 2 ** 20);
const ROUNDS = 3;
// Shorter times are below the resolution of the clock.
const LEAST_MS = 4;
// n·log n grows by 2.1 at these sizes, an exponent of 1.07. The rest allows for scatter.
const STEEPEST = 1.4;
const TRIES = 3;

/** Repeats a piece up to a size. */
const fill = piece => size => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
const TEXTS = {
  letters: fill('a'),
  words: fill('word '),
  blanks: fill(' '),
  lines: fill('\r\n'),
  'composed letters': fill('é'),
  'letters with a mark': fill('e\u0301'),
  'alternating marks': size => `e${fill('\u0301\u0323')(size)}`,
  'marks alone': fill('\u0323'),
  'runs of 30 marks': fill(`e${'\u0301\u0323'.repeat(15)}`),
  'runs of 31 marks': fill(`e${'\u0301\u0323'.repeat(15)}\u0301`),
  'runs of 127 marks': fill(`e${'\u0323\u0301'.repeat(63)}\u0301`),
  jamo: fill('\u1100\u1161\u11A8'),
  'marks that exclude composing': fill('\u0915\u093C'),
  families: fill('👨‍👩‍👧‍👦'),
  'joiners without end': size => `👨${fill('\u200D👩')(size)}`,
  'flags without end': fill('🇩'),
  keycaps: fill('1️⃣'),
  'skin tones': fill('👍🏽'),
  'tags without end': size => `🏴${fill('\u{E0067}')(size)}`,
  'half surrogates': fill('\uD83D'),
  NUL: fill('\0'),
  hashtags: fill('#a '),
  'number signs': fill('#'),
  'wide number signs': fill('＃a '),
  'one hashtag': size => `#${fill('ä')(size)}`,
  mentions: fill('@a '),
  'at signs': fill('@'),
  'a handle in parts': fill('@a.b@'),
  cashtags: fill('$AAPL '),
  dollars: fill('$'),
  links: fill('https://a.com/b '),
  schemes: fill('http://'),
  'one link': size => `https://a.com/${fill('a(b')(size)}`,
  domains: fill('a.com '),
  'one domain': fill('a.'),
  punycode: fill('xn--a.'),
  hyphens: fill('a-'),
  'wide full stops': fill('a。'),
  colons: fill(':'),
  'telephone numbers': fill('+(1 '),
  dates: fill('2026-12-24 '),
  brackets: fill('('),
  'what X refuses': fill('\uFEFF'),
};

const MANY = 48;
const id = at => at.toString(36).padStart(6, '0');
const list = (size, bytes, make) => Array.from({ length: Math.max(1, Math.floor(size / bytes)) }, (_, at) => make(at));
const target = (platform, more) => at => ({ platform, accountId: id(at), ...more?.(at) });
const options = (platform, make) => target(platform, at => ({ platformSpecificData: make(at) }));
const post = (platforms, more) => ({ content: 'Hello', publishNow: true, ...more, platforms });
const image = at => ({ type: 'image', url: `http://a.com/${id(at)}` });
const video = at => ({ type: 'video', url: `http://a.com/${id(at)}?Expires=1500000000` });
const half = size => size / 2;
/** Half attachments, half targets. */
const both =
  (make, item = image) =>
  size =>
    post(list(half(size), MANY, make), { mediaItems: list(half(size), MANY, item) });
/** Half text, half targets. */
const shared = (make, text) => size => post(list(half(size), MANY, make), { content: text(half(size)) });
const own = (platform, text, bytes) => size =>
  post(
    list(
      size,
      bytes,
      target(platform, () => ({ content: text(bytes) })),
    ),
  );
const alone = (platform, make) => size => post([{ platform, accountId: 'a', ...make(size) }]);
const facts = {
  container: 'mp4',
  videoCodec: 'av1',
  bytes: 9e12,
  duration: 1e6,
  frameRate: 200,
  displayWidth: 1,
  displayHeight: 9,
};
const PLATFORMS = [
  'twitter',
  'instagram',
  'youtube',
  'tiktok',
  'pinterest',
  'linkedin',
  'bluesky',
  'facebook',
  'threads',
  'googlebusiness',
];
const e301 = TEXTS['letters with a mark'];

const POSTS = {
  ...Object.fromEntries(
    PLATFORMS.flatMap(platform => [
      [`attachments × targets of ${platform}`, both(target(platform))],
      [`a long text × targets of ${platform}`, shared(target(platform), fill('#a @b $CD https://a.com '))],
    ]),
  ),
  'attachments × targets of all': both(at => target(PLATFORMS[at % 10])(at)),
  'films that end early × targets of TikTok': both(target('tiktok'), video),
  'options that differ × attachments': both(options('tiktok', at => ({ videoCoverTimestampMs: at }))),
  'a text to compose × targets of X': shared(target('twitter'), e301),
  'marks without end × targets of X': shared(target('twitter'), TEXTS['alternating marks']),
  'runs of 30 marks × targets of X': shared(target('twitter'), TEXTS['runs of 30 marks']),
  'a blank text × targets of X': shared(target('twitter'), TEXTS.blanks),
  'a long post × targets of X': shared(
    options('twitter', () => ({ longPost: true })),
    e301,
  ),
  'a text of their own for every other target': size =>
    post(
      list(half(size), 96, at => target('bluesky', () => (at % 2 ? { content: id(at) } : {}))(at)),
      { content: fill('ä')(half(size)) },
    ),
  'texts to compose, one for each target': own('twitter', e301, 600),
  'long texts, one for each target': own('threads', fill('👍🏽 '), 2000),
  'old names': size =>
    post(
      list(
        size,
        90,
        options('youtube', () => ({ title: 'T', privacyStatus: 'public' })),
      ),
      { mediaItems: [video(0)] },
    ),
  'unknown platforms': size => post(list(size, MANY, target('nowhere'))),
  'unknown keys': size => ({ ...post([]), ...Object.fromEntries(list(size, 16, at => [`key${id(at)}`, 1])) }),
  'keys that are nearly right': size =>
    post(
      list(
        size,
        64,
        options('tiktok', () => ({ privacyLevell: 1 })),
      ),
    ),
  'long keys': size => ({ ...post([]), [fill('a')(half(size))]: 1, [fill('b')(half(size))]: 1 }),
  'targets of the wrong type': size => post(list(size, 2, () => 1)),
  'attachments of the wrong type': size =>
    post(list(99, 33, target('twitter')), { mediaItems: list(size, 2, () => 1) }),
  'lists in lists': size => post(list(size, 3, () => [])),
  'one account again and again': size => post(list(size, MANY, () => target('bluesky')(1))),
  'accounts that share their start': size =>
    post(list(size, 300, at => ({ platform: 'bluesky', accountId: `${'a'.repeat(250)}${at}` }))),
  'a thread': alone('twitter', size => ({
    platformSpecificData: { threadItems: list(size, 40, at => ({ content: `e\u0301${id(at)}` })) },
  })),
  'attachments in a thread': alone('twitter', size => ({
    platformSpecificData: { threadItems: list(size, 80, at => ({ content: '', mediaItems: [image(at)] })) },
  })),
  'threads of many targets': size =>
    post(
      list(
        size,
        300,
        options('twitter', () => ({ threadItems: [1, 2, 3].map(at => ({ content: '', mediaItems: [image(at)] })) })),
      ),
    ),
  'answers of a poll': alone('twitter', size => ({
    platformSpecificData: {
      poll: { options: list(size, 30, at => `${id(at)} too long for an answer`), durationMinutes: 5 },
    },
  })),
  'mentions in a text': size => ({
    ...alone('linkedin', () => ({
      platformSpecificData: { mentions: list(half(size), 60, at => ({ text: id(at), urn: 'urn:li:organization:1' })) },
    }))(size),
    content: fill('a b ')(half(size)),
  }),
  'tags of a video': alone('youtube', size => ({ platformSpecificData: { title: 'T', tags: list(size, 9, id) } })),
  collaborators: alone('instagram', size => ({ platformSpecificData: { collaborators: list(size, 9, id) } })),
  'a signed address': size =>
    post(list(99, 33, target('twitter')), {
      mediaItems: [{ type: 'image', url: `https://a.com/?${fill('X-Amz-Date=1&')(size)}` }],
    }),
  'an address in brackets': size =>
    post(list(99, 33, target('twitter')), { mediaItems: [{ type: 'image', url: `https://[${fill('1:')(size)}]/` }] }),
  'a host in parts': size =>
    post(list(99, 33, target('twitter')), { mediaItems: [{ type: 'image', url: `https://${fill('1.')(size)}/` }] }),
  'an address of escapes': size =>
    post(list(99, 33, target('twitter')), {
      mediaItems: [{ type: 'image', url: `https://a.com/${fill('%41')(size)}` }],
    }),
  'a long time zone': size =>
    post([target('twitter')(1)], {
      publishNow: undefined,
      scheduledFor: '2099-01-01T00:00:00',
      timezone: fill('a/')(size),
    }),
  'a long time': size =>
    post([target('twitter')(1)], {
      publishNow: undefined,
      scheduledFor: `2099-01-01T00:00:00.${fill('1')(size)}Z`,
      timezone: 'UTC',
    }),
};

const creator = {
  privacyLevelOptions: ['SELF_ONLY'],
  commentDisabled: true,
  duetDisabled: true,
  stitchDisabled: true,
  maxVideoPostDurationSec: 1,
};
const KEY = 'key-of-somebody-else';
const answering = (value, init) =>
  new PostPeer({
    apiKey: KEY,
    validate: 'off',
    maxRetries: 0,
    fetch: async () =>
      new Response(typeof value === 'string' ? value : JSON.stringify(value), { status: 202, ...init }),
  });
const parts = (size, make) => list(size, 64, at => ({ platform: 'twitter', success: true, ...make?.(at) }));
const created = (status, platforms) => ({ success: true, status, postId: 'p', platforms });
const create = (platformsOf, answer) => size => {
  const body = post(platformsOf(size));
  const client = answering(answer(size));
  return () => client.posts.create({ body });
};
const stored = (body, more) => ({
  postId: 'p',
  status: 'failed',
  content: body.content,
  createdAt: new Date().toISOString(),
  platforms: body.platforms.map(({ platform }) => ({ platform, status: 'failed', errorMessage: 'no' })),
  rawRequestBody: body,
  ...more,
});
const reconcile = (bodyOf, postsOf) => size => {
  const body = bodyOf(size);
  const posts = postsOf(size, body);
  const client = answering(
    { success: true, posts, total: posts.length },
    { status: 200, headers: { date: new Date().toUTCString() } },
  );
  return () => client.posts.reconcile({ sentAt: new Date().toISOString(), body }, { timeout: 0 });
};
const retry = postOf => size => {
  const client = answering({});
  const of = postOf(size);
  return () => client.posts.retryFailed(of);
};
const fails = (answer, status) => size => {
  const client = answering(answer(size), { status });
  return () => client.posts.create({ body: post([target('twitter')(1)]) }).catch(() => {});
};
const hello = size => list(size, 64, target('twitter'));

const ANSWERS = {
  'an answer in order': create(hello, size => created('published', parts(size))),
  'an answer in another order': create(hello, size =>
    created('published', [{ platform: 'bluesky', success: true }, ...parts(size)]),
  ),
  'an answer with unknown platforms': create(hello, size =>
    created(
      'published',
      parts(size, at => ({ platform: id(at) })),
    ),
  ),
  'a post for unknown platforms': create(
    size => list(size, 64, at => target(id(at))(at)),
    size => created('published', [...parts(size, at => ({ platform: id(at) }))].reverse()),
  ),
  'an answer with the key all over': create(hello, size =>
    created(
      'published',
      parts(size, () => ({ warningMessage: KEY })),
    ),
  ),
  'an error of words': fails(size => ({ message: fill('connection ')(size) }), 400),
  'an error with the key all over': fails(size => ({ message: fill(KEY)(size) }), 400),
  'an error in HTML': fails(size => fill('<p>')(size), 500),
  'an error of blanks': fails(size => fill(' ')(size), 500),
  'an error in depth': fails(size => `{"message":${'['.repeat(half(size))}${']'.repeat(half(size))}}`, 400),
  'a post that failed, again': retry(size => stored(post(hello(half(size))))),
  'a post that failed in another order, again': retry(size => {
    const whole = stored(post([target('bluesky')(0), ...hello(half(size))]));
    return { ...whole, platforms: [...whole.platforms].reverse() };
  }),
  'targets whose errors go on and on, again': retry(size => ({
    receipt: { body: post([target('twitter')(1)]) },
    targets: [{ platform: 'twitter', accountId: id(1), state: 'failed', error: fill('connection ')(size) }],
  })),
  'texts that are shared, again': retry(size =>
    stored(post(list(half(size), 64, target('twitter')), { content: e301(half(size)) })),
  ),
  'a post among many': reconcile(
    () => post([target('twitter')(1)]),
    (size, body) =>
      list(size, 300, at =>
        stored(body, { postId: id(at), content: 'x', rawRequestBody: { ...body, content: `x${at}` } }),
      ),
  ),
  'a large post among large posts': reconcile(
    size => post(list(half(size), 128, target('twitter'))),
    (size, body) => [1, 2].map(at => stored(body, { postId: id(at) })),
  ),
  'a text that targets share, looked for': reconcile(
    size => post(list(half(size), 128, target('twitter')), { content: e301(half(size)) }),
    (size, body) => [stored(body)],
  ),
  'marks without end, looked for': reconcile(
    size => post([target('twitter')(1)], { content: TEXTS['alternating marks'](size) }),
    (size, body) => [stored(body)],
  ),
  'rows that come again': size => {
    const client = answering(
      { success: true, posts: list(size, 64, () => ({ postId: 'p' })), total: 1e9 },
      { status: 200 },
    );
    return async () => {
      for await (const row of client.posts.iterate()) if (!row) return;
    };
  },
  'issues of a function': size => {
    const issues = list(size, 90, at => ({
      severity: at % 2 ? 'error' : 'warning',
      code: 'own',
      path: [],
      message: 'm',
    }));
    const client = new PostPeer({
      apiKey: KEY,
      validate: () => ({ valid: false, issues }),
      fetch: async () => new Response(),
    });
    return () => client.posts.create({ body: post([target('twitter')(1)]) }).catch(() => {});
  },
  'a query with unknown names': size => {
    const client = new PostPeer({ apiKey: KEY, fetch: async () => new Response() });
    const query = Object.fromEntries(list(size, 12, at => [id(at), at]));
    return () => client.posts.list({ query }).catch(() => {});
  },
};

const withKnown = {
  'files of which everything is known': size => {
    const draft = both(target('tiktok'), video)(half(size));
    const media = Object.fromEntries(draft.mediaItems.map(({ url }) => [url, facts]));
    return () => validatePost(draft, { media });
  },
  'files of which everything is known, for all': size => {
    const draft = both(
      at => target(PLATFORMS[at % 10])(at),
      at => (at % 2 ? video : image)(at),
    )(half(size));
    const media = Object.fromEntries(draft.mediaItems.map(({ url }) => [url, facts]));
    return () => validatePost(draft, { media });
  },
  'creators with settings of their own': size => {
    const draft = both(
      options('tiktok', () => ({ privacyLevel: 'PUBLIC_TO_EVERYONE', videoCoverTimestampMs: 9e9 })),
      video,
    )(half(size));
    const creatorInfo = Object.fromEntries(
      draft.platforms.map(({ accountId }, at) => [accountId, { ...creator, maxVideoPostDurationSec: at + 1 }]),
    );
    const media = Object.fromEntries(draft.mediaItems.map(({ url }) => [url, facts]));
    return () => validatePost(draft, { creatorInfo, media });
  },
  'a creator with levels without end': size => {
    const draft = post(
      list(half(size), MANY, () => target('tiktok')(1)),
      { mediaItems: [image(1)] },
    );
    const creatorInfo = { [id(1)]: { ...creator, privacyLevelOptions: list(half(size), 9, id) } };
    return () => validatePost(draft, { creatorInfo });
  },
  'resolving a text that targets share': size => {
    const draft = shared(at => target(PLATFORMS[at % 10])(at), e301)(size);
    return () => resolvePost(draft);
  },
  'resolving texts of their own': size => {
    const draft = own('youtube', e301, 600)(size);
    return () => resolvePost(draft);
  },
  'resolving old names': size => {
    const draft = POSTS['old names'](size);
    return () => resolvePost(draft, { mode: 'lenient' });
  },
  'reading old names': size => {
    const draft = POSTS['old names'](size);
    return () => validatePost(draft, { mode: 'lenient' });
  },
  'a form': size => {
    const draft = both(target('tiktok'))(size);
    return () => postSchema['~standard'].validate(draft);
  },
};

/** The name of each case, and a function that returns the measured work for a size. */
const CASES = [
  ...Object.entries(TEXTS).flatMap(([name, text]) => [
    [
      `count: ${name}`,
      size => {
        const whole = text(size);
        return () => countText(whole);
      },
    ],
    [
      `check: ${name}`,
      size => {
        const draft = post(
          PLATFORMS.map((platform, at) => target(platform)(at)),
          { content: text(size), mediaItems: [image(1)] },
        );
        return () => validatePost(draft);
      },
    ],
  ]),
  ...Object.entries(POSTS).map(([name, make]) => [
    `check: ${name}`,
    size => {
      const draft = make(size);
      return () => validatePost(draft);
    },
  ]),
  ...Object.entries(withKnown),
  ...Object.entries(ANSWERS),
];

async function measure(make, size) {
  const work = make(size);
  const all = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuUsage();
    await work();
    const { user, system } = cpuUsage(before);
    all.push((user + system) / 1000);
  }
  return median(all);
}

const wanted = process.argv[2];
const chosen = CASES.filter(([name]) => !wanted || name.includes(wanted));
const steep = [];
const widest = Math.max(...chosen.map(([name]) => name.length));
const tell = (name, cells) => console.log([name.padEnd(widest), ...cells.map(cell => cell.padStart(11))].join('  '));

console.log(
  `Processor time of ${chosen.length} hostile texts, posts and answers, each doubled up to 1 MB (n·log n is n^1.07)\n`,
);
tell('', [...SIZES.map(size => `${size / 1024} kB`), 'growth']);
for (const [name, make] of chosen) {
  await measure(make, SIZES[0]);
  let times;
  let exponent;
  // Real growth appears in every measurement. An outlier does not.
  for (let tries = 0; tries < TRIES && !(exponent <= STEEPEST); tries++) {
    times = [];
    for (const size of SIZES) times.push(await measure(make, size));
    // Use the last two doublings, in which fixed costs matter least.
    const [start, , end] = times.slice(-3);
    exponent = end < LEAST_MS ? NaN : Math.log2(end / Math.max(start, LEAST_MS / 4)) / 2;
    if (Number.isNaN(exponent)) break;
  }
  if (exponent > STEEPEST) steep.push(`${name}: n^${exponent.toFixed(2)}`);
  tell(name, [
    ...times.map(ms => `${ms.toFixed(1)} ms`),
    Number.isNaN(exponent) ? `under ${LEAST_MS} ms` : `n^${exponent.toFixed(2)}`,
  ]);
}
if (steep.length > 0) {
  console.log(`\nFaster than n·log n:\n${steep.map(line => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
} else console.log('\nNone grows faster than n·log n.');
