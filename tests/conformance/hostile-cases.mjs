// Unexpected values, and posts with them. Every case gives the expected result. The worker adds what always holds: an
// answer or a typed error in bounded time, and correct answers afterwards.
import vm from 'node:vm';

export const good = () => ({
  content: 'Hello',
  platforms: [{ platform: 'bluesky', accountId: 'a' }],
  publishNow: true,
});
export const bad = () => ({
  content: 5,
  platforms: [{ platform: 'instagram', accountId: 'a', platformSpecificData: { collaborators: ['x', 'x', ''] } }],
  extra: 1,
});
export const badPaths = [
  ['content'],
  ['extra'],
  ['platforms', 0, 'platformSpecificData', 'collaborators'],
  ['platforms', 0, 'platformSpecificData', 'collaborators', 2],
];

const raise = (what = new Error('hostile')) => {
  throw what;
};
const object = members => Object.defineProperties({}, members);
const getter = get => ({ get, enumerable: true, configurable: true });
const everyTrap = trap =>
  Object.fromEntries(
    [
      'get',
      'set',
      'has',
      'ownKeys',
      'getOwnPropertyDescriptor',
      'getPrototypeOf',
      'setPrototypeOf',
      'isExtensible',
      'preventExtensions',
      'defineProperty',
      'deleteProperty',
    ].map(name => [name, trap]),
  );
const revoked = target => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const nested = (depth, wrap, core = 1) => {
  let value = core;
  for (let i = 0; i < depth; i += 1) value = wrap(value);
  return value;
};
class Post {
  constructor(members) {
    Object.assign(this, members);
  }
}

const KNOWN_KEYS = [
  'content',
  'mediaItems',
  'platforms',
  'publishNow',
  'scheduledFor',
  'timezone',
  'type',
  'url',
  'thumbnail',
  'platform',
  'accountId',
  'platformSpecificData',
  'communityId',
  'replySettings',
  'threadItems',
  'poll',
  'options',
  'durationMinutes',
  'title',
  'tags',
  'visibility',
  'link',
  'altText',
  'mentions',
  'text',
  'urn',
  'langs',
  'collaborators',
  'description',
  'draft',
];

/** Refused everywhere: JSON does not carry them, or carries another value, or the schema does not have them. */
export const VALUES = {
  'an object that contains itself': () => {
    const value = {};
    value.self = value;
    return value;
  },
  'an array that contains itself': () => {
    const value = [];
    value.push(value);
    return value;
  },
  'a longer cycle': () => {
    const first = { platform: 'twitter', accountId: 'a' };
    first.platformSpecificData = { threadItems: [{ content: '', mediaItems: [first] }] };
    return first;
  },
  'a getter that throws': () => object({ content: getter(raise), type: getter(raise), platform: getter(raise) }),
  'a getter that throws undefined': () =>
    object({ content: getter(() => raise(null)), url: getter(() => raise(undefined)) }),
  'a getter that throws a revoked Proxy': () => object({ content: getter(() => raise(revoked({}))) }),
  'an array whose item throws': () => Object.defineProperty([1, 2], 0, getter(raise)),
  'a Proxy that throws at everything': () =>
    new Proxy(
      {},
      everyTrap(() => raise()),
    ),
  'a Proxy of an array that throws at everything': () =>
    new Proxy(
      [],
      everyTrap(() => raise()),
    ),
  'a Proxy that throws at ownKeys': () => new Proxy({ content: '' }, { ownKeys: () => raise('no') }),
  'a Proxy that throws at descriptors': () => new Proxy({ content: '' }, { getOwnPropertyDescriptor: () => raise(1) }),
  'a Proxy that throws at getPrototypeOf': () => new Proxy({}, { getPrototypeOf: () => raise() }),
  'a Proxy that lies about its keys': () =>
    new Proxy(
      {},
      {
        ownKeys: () => ['a', 'b'],
        get: () => 1,
        getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      },
    ),
  'a Proxy that breaks the invariants': () =>
    new Proxy(Object.freeze({ content: 1 }), { ownKeys: () => [], get: () => 2 }),
  'a Proxy that names a key twice': () => new Proxy({}, { ownKeys: () => ['a', 'a'] }),
  'a Proxy without end': () => endless(),
  'a Proxy of an array that lies about its length': () =>
    new Proxy([], { get: (target, key, self) => (key === 'length' ? 4e9 : Reflect.get(target, key, self)) }),
  'a Proxy of an array of length NaN': () =>
    new Proxy([1], {
      get: (target, key, self) => (key === 'length' ? { valueOf: raise } : Reflect.get(target, key, self)),
    }),
  'a Proxy with a hundred thousand keys': () =>
    new Proxy(
      {},
      {
        ownKeys: () => Array.from({ length: 100_000 }, (_, i) => `k${i}`),
        get: () => 1,
        getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      },
    ),
  'a revoked Proxy': () => revoked({}),
  'a revoked Proxy of an array': () => revoked([]),
  'a revoked Proxy of a function': () => revoked(() => {}),
  'a BigInt': () => 5n,
  'a symbol': () => Symbol('content'),
  'a function': () => () => 'content',
  'a class': () => Post,
  'a Date': () => new Date(0),
  'a broken Date': () => new Date(NaN),
  'a Map': () => new Map([['content', 'x']]),
  'a Set': () => new Set(['x']),
  'a Promise': () => Promise.resolve('x'),
  'a RegExp': () => /x/,
  'an Error': () => new Error('x'),
  'a URL': () => new URL('https://example.com/a.jpg'),
  'a boxed string': () => new String('https://example.com/'),
  'a boxed number': () => new Number(5),
  'a boxed boolean': () => new Boolean(true),
  'a boxed BigInt': () => Object(5n),
  bytes: () => new Uint8Array(8),
  'a Buffer': () => Buffer.from('x'),
  'an ArrayBuffer': () => new ArrayBuffer(8),
  'a generator': () => (function* generate() {})(),
  arguments: () =>
    (function collect() {
      return arguments;
    })(good()),
  'a class instance': () =>
    new Post({ ...good(), platform: 'bluesky', accountId: 'a', type: 'image', url: 'https://example.com/' }),
  'an object of a prototype with data': () =>
    Object.create({ ...good(), platform: 'bluesky', accountId: 'a', type: 'image', url: 'https://example.com/' }),
  'a Date of another realm': () => vm.runInNewContext('new Date(0)'),
  'a Map of another realm': () => vm.runInNewContext('new Map()'),
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  'an array with a hole': () => [, 'a'], // eslint-disable-line no-sparse-arrays
  'an array of holes': () => new Array(5),
  'an array of four thousand million holes': () => new Array(4e9),
  'an array with a far item': () => Object.assign([], { 4294967290: 'x' }),
  'a hundred thousand holes': () => new Array(100_000),
  'an array of a hundred thousand nulls': () => new Array(100_000).fill(null),
  'something like an array': () => ({ 0: 'a', length: 1 }),
  'an own __proto__': () => JSON.parse('{"__proto__":{"content":"x","platforms":[]},"constructor":1,"toString":2}'),
  'arrays ten thousand deep': () => nested(10_000, value => [value]),
  'objects ten thousand deep': () => nested(10_000, value => ({ a: value })),
  'known keys ten thousand deep': () =>
    nested(
      10_000,
      value => ({ content: value, platformSpecificData: value, mediaItems: [value], platforms: [value] }),
      {},
    ),
  'two to the thirtieth of one array': () => nested(30, value => [value, value]),
  'two to the thirtieth of one object': () =>
    nested(30, value => ({ content: value, platforms: value, mediaItems: value, a: value })),
  'thirty known keys, each holding all of them again': () =>
    nested(30, value => Object.fromEntries(KNOWN_KEYS.map(key => [key, value])), 'x'),
  'a thousand unknown keys': () => Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`unknown${i}`, i])),
  'unknown keys of ten megabytes': () => ({ ['k'.repeat(1e7)]: 1, [`${'é'.repeat(1e6)}`]: 2 }),
  'an object with toJSON': () => ({ toJSON: () => good() }),
};

/** A tree that grows while it is walked. */
function endless() {
  const keys = ['content', 'platforms', 'mediaItems', 'platformSpecificData', 'threadItems', 'poll', 'options'];
  return new Proxy(
    {},
    {
      ownKeys: () => keys,
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      get: () => endless(),
    },
  );
}

/**
 * The positions of a value: the post, and the start of the path of its issue. `timezone: 5` is invalid too and must be
 * reported.
 */
export const PLACES = {
  'the post': value => ({ post: value, path: [], alone: true }),
  'the content': value => ({ post: { ...good(), content: value }, path: ['content'] }),
  'the targets': value => ({ post: { ...good(), platforms: value }, path: ['platforms'] }),
  'a target': value => ({ post: { ...good(), platforms: [...good().platforms, value] }, path: ['platforms', 1] }),
  'the platform of a target': value => ({
    post: { ...good(), platforms: [{ platform: value, accountId: 'a' }] },
    path: ['platforms', 0, 'platform'],
  }),
  'an account': value => ({
    post: { ...good(), platforms: [{ platform: 'twitter', accountId: value }] },
    path: ['platforms', 0, 'accountId'],
  }),
  'the options': value => ({
    post: { ...good(), platforms: [{ platform: 'twitter', accountId: 'a', platformSpecificData: value }] },
    path: ['platforms', 0, 'platformSpecificData'],
  }),
  'a number': value =>
    within(
      {
        platform: 'twitter',
        accountId: 'a',
        platformSpecificData: { poll: { options: ['a', 'b'], durationMinutes: value } },
      },
      ['poll', 'durationMinutes'],
    ),
  'a thread item': value =>
    within({ platform: 'twitter', accountId: 'a', platformSpecificData: { threadItems: [value] } }, ['threadItems', 0]),
  'a collaborator': value =>
    within({ platform: 'instagram', accountId: 'a', platformSpecificData: { collaborators: ['b', value] } }, [
      'collaborators',
      1,
    ]),
  'the media': value => ({ post: { ...good(), mediaItems: value }, path: ['mediaItems'] }),
  'a medium': value => ({ post: { ...good(), mediaItems: [value] }, path: ['mediaItems', 0] }),
  'an address': value => ({
    post: { ...good(), mediaItems: [{ type: 'image', url: value }] },
    path: ['mediaItems', 0, 'url'],
  }),
  'the time': value => ({ post: { ...good(), scheduledFor: value }, path: ['scheduledFor'] }),
  'a switch': value => ({ post: { ...good(), publishNow: value }, path: ['publishNow'] }),
  'an unknown key': value => ({ post: { ...good(), extra: value }, path: ['extra'] }),
};

function within(target, below) {
  return { post: { ...good(), platforms: [target] }, path: ['platforms', 0, 'platformSpecificData', ...below] };
}

const invalid = path => ({ verdict: false, path });
const valid = { verdict: true };
const either = {};
const noticed = path => ({ path });
/**
 * Single cases: `run(validate)` returns the answer, and `expect` describes it. Without a verdict any answer or typed
 * error is right.
 * @type {Record<string, { expect: { verdict?: boolean, path?: (string | number)[], issues?: number }, run: (validate: Function) => unknown, shared?: boolean }>}
 */
export const CASES = {
  // -- values that JSON carries unchanged
  'an object without prototype is plain': {
    expect: valid,
    run: validate => validate(Object.assign(Object.create(null), good())),
  },
  'objects of another realm are plain': {
    expect: valid,
    run: validate => validate(vm.runInNewContext(`(${JSON.stringify({ ...good(), mediaItems: [] })})`)),
  },
  'a wrong post of another realm': {
    expect: invalid(['platforms', 0, 'extra']),
    run: validate =>
      validate(
        vm.runInNewContext('({ content: "x", platforms: [{ platform: "bluesky", accountId: "a", extra: 1 }] })'),
      ),
  },
  'frozen objects': {
    expect: valid,
    run: validate =>
      validate(Object.freeze({ ...good(), platforms: Object.freeze(good().platforms.map(Object.freeze)) })),
  },
  'one object in two places is no cycle': {
    expect: valid,
    run: validate => {
      const target = { platform: 'bluesky', accountId: 'a', platformSpecificData: { langs: ['en'] } };
      return validate(
        {
          ...good(),
          platforms: [
            target,
            { ...target, accountId: 'b' },
            { platform: 'bluesky', accountId: 'c', platformSpecificData: target.platformSpecificData },
          ],
        },
        { rules: false },
      );
    },
  },
  'one medium a thousand times in each of a hundred thread items': {
    expect: valid,
    run: validate => {
      const mediaItems = new Array(1000).fill({ type: 'image', url: 'https://example.com/a.jpg' });
      return validate(
        {
          content: '',
          platforms: [
            {
              platform: 'twitter',
              accountId: 'a',
              platformSpecificData: { threadItems: new Array(100).fill({ content: '', mediaItems }) },
            },
          ],
        },
        { rules: false },
      );
    },
  },
  'a Proxy that changes nothing': { expect: either, run: validate => validate(new Proxy(good(), {})) },
  'a Proxy of an array that changes nothing': {
    expect: either,
    run: validate => validate({ ...good(), platforms: new Proxy(good().platforms, {}) }),
  },
  'symbols as keys': {
    expect: either,
    run: validate => validate({ ...good(), [Symbol('x')]: 1, [Symbol.iterator]: 2 }),
  },
  'names on an array': {
    expect: either,
    run: validate => validate({ ...good(), platforms: Object.assign(good().platforms, { extra: 1 }) }),
  },
  'minus nothing': {
    expect: valid,
    run: validate =>
      validate(
        {
          content: '',
          platforms: [{ platform: 'tiktok', accountId: 'a', platformSpecificData: { photoCoverIndex: -0 } }],
        },
        { rules: false },
      ),
  },
  'undefined is absent': {
    expect: valid,
    run: validate => validate({ ...good(), mediaItems: undefined, scheduledFor: undefined }),
  },
  'undefined is no content': {
    expect: invalid(['content']),
    run: validate => validate({ ...good(), content: undefined }),
  },
  'undefined in an array': {
    expect: invalid(['platforms', 1]),
    run: validate => validate({ ...good(), platforms: [...good().platforms, undefined] }),
  },
  // -- not a post
  ...Object.fromEntries(
    [undefined, null, 0, '', 'post', true, []].map(value => [
      `${JSON.stringify(value)} in place of a post`,
      { expect: invalid([]), run: validate => validate(value) },
    ]),
  ),
  'nothing in place of a post': { expect: invalid([]), run: validate => validate() },
  // -- values that JSON drops
  'fields that cannot be listed': {
    expect: invalid(['content']),
    run: validate => validate(Object.defineProperty(good(), 'content', { value: 'x', enumerable: false })),
  },
  'inherited fields': { expect: { verdict: false }, run: validate => validate(Object.create(good())) },
  'an account inherited from __proto__ in a literal': {
    expect: { verdict: false },
    run: validate => validate({ ...good(), platforms: [{ platform: 'bluesky', __proto__: { accountId: 'a' } }] }),
  },
  'an own __proto__ is an unknown key': {
    expect: invalid(['__proto__']),
    run: validate =>
      validate(JSON.parse('{"content":"","platforms":[{"platform":"bluesky","accountId":"a"}],"__proto__":null}')),
  },
  'a hidden toJSON would send something else': {
    expect: { verdict: false },
    run: validate => validate(Object.defineProperty(good(), 'toJSON', { value: () => ({}), enumerable: false })),
  },
  'a hidden toJSON below': {
    expect: { verdict: false },
    run: validate =>
      validate({
        ...good(),
        platforms: [Object.defineProperty(good().platforms[0], 'toJSON', { value: () => 5, enumerable: false })],
      }),
  },
  // -- everything at once
  'a thousand unknown keys are a thousand issues': {
    expect: { verdict: false, issues: 1000 },
    run: validate =>
      validate(Object.assign(good(), Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`u${i}`, i]))), {
        rules: false,
      }),
  },
  'fifty thousand wrong targets are fifty thousand issues': {
    expect: { verdict: false, issues: 50_000 },
    run: validate => validate({ content: '', platforms: Array.from({ length: 50_000 }, () => 5) }, { rules: false }),
  },
  'nothing hides behind what cannot be read': {
    expect: { verdict: false, path: ['platforms', 2, 'extra'] },
    run: validate =>
      validate({
        content: '',
        platforms: [revoked({}), revoked([]), { platform: 'bluesky', accountId: 'a', extra: 1 }],
      }),
  },
  'nothing hides behind a getter that throws': {
    expect: { verdict: false, path: ['extra'] },
    run: validate =>
      validate(Object.defineProperties({ extra: 1 }, { content: getter(raise), platforms: getter(raise) })),
  },
  // -- sizes
  'a content of ten megabytes': { expect: either, run: validate => validate({ ...good(), content: 'x'.repeat(1e7) }) },
  'a content of ten megabytes, structure only': {
    expect: valid,
    run: validate => validate({ ...good(), content: 'é😀\ud800'.repeat(2.5e6) }, { rules: false }),
  },
  'a content of ten megabytes in a rope': {
    expect: either,
    run: validate => validate({ ...good(), content: nested(20, value => value + value, '😀 word ') }),
  },
  'a title of ten megabytes': {
    expect: { verdict: false, path: ['platforms', 0, 'platformSpecificData', 'title'] },
    run: validate =>
      validate({
        ...good(),
        platforms: [{ platform: 'youtube', accountId: 'a', platformSpecificData: { title: '😀'.repeat(5e6) } }],
      }),
  },
  'an address of ten megabytes': {
    expect: valid,
    run: validate =>
      validate(
        { ...good(), mediaItems: [{ type: 'image', url: `https://example.com/${'a'.repeat(1e7)}` }] },
        { rules: false },
      ),
  },
  'a wrong address of ten megabytes': {
    expect: invalid(['mediaItems', 0, 'url']),
    run: validate =>
      validate({ ...good(), mediaItems: [{ type: 'image', url: `https://example.com/${'a/'.repeat(5e6)} ` }] }),
  },
  'an IPv6 host of ten megabytes': {
    expect: invalid(['mediaItems', 0, 'url']),
    run: validate => validate({ ...good(), mediaItems: [{ type: 'image', url: `https://[${'1:'.repeat(5e6)}]/` }] }),
  },
  'a time of ten megabytes': {
    expect: invalid(['scheduledFor']),
    run: validate => validate({ ...good(), scheduledFor: `2026-01-01T00:00:00.${'0'.repeat(1e7)}` }),
  },
  'a collaborator of ten megabytes': {
    expect: invalid(['platforms', 0, 'platformSpecificData', 'collaborators', 0]),
    run: validate =>
      validate({
        ...good(),
        platforms: [
          { platform: 'instagram', accountId: 'a', platformSpecificData: { collaborators: ['a'.repeat(1e7)] } },
        ],
      }),
  },
  'a platform of ten megabytes': {
    expect: invalid(['platforms', 0, 'platform']),
    run: validate => validate({ ...good(), platforms: [{ platform: 'twitter'.repeat(1.5e6), accountId: 'a' }] }),
  },
  'a hundred megabytes in one string': {
    expect: either,
    run: validate => validate({ ...good(), content: 'é'.repeat(5e7), scheduledFor: 'z'.repeat(1e8) }),
  },
  'a hundred thousand targets': {
    expect: valid,
    run: validate =>
      validate(
        {
          content: '',
          platforms: Array.from({ length: 100_000 }, (_, i) => ({ platform: 'bluesky', accountId: `${i}` })),
        },
        { rules: false },
      ),
  },
  'a hundred thousand targets with all rules': {
    expect: either,
    run: validate =>
      validate({
        content: 'x',
        platforms: Array.from({ length: 100_000 }, (_, i) => ({ platform: 'bluesky', accountId: `${i}` })),
      }),
  },
  'a hundred thousand different collaborators': {
    expect: invalid(['platforms', 0, 'platformSpecificData', 'collaborators']),
    run: validate =>
      validate({
        ...good(),
        platforms: [
          {
            platform: 'instagram',
            accountId: 'a',
            platformSpecificData: { collaborators: Array.from({ length: 100_000 }, (_, i) => `user.${i}`) },
          },
        ],
      }),
  },
  'a hundred thousand equal collaborators': {
    expect: invalid(['platforms', 0, 'platformSpecificData', 'collaborators']),
    run: validate =>
      validate({
        ...good(),
        platforms: [
          {
            platform: 'instagram',
            accountId: 'a',
            platformSpecificData: { collaborators: new Array(100_000).fill('a') },
          },
        ],
      }),
  },
  'a hundred thousand collaborators of one start': {
    expect: invalid(['platforms', 0, 'platformSpecificData', 'collaborators']),
    run: validate =>
      validate({
        ...good(),
        platforms: [
          {
            platform: 'instagram',
            accountId: 'a',
            platformSpecificData: {
              collaborators: Array.from(
                { length: 100_000 },
                (_, i) => `${'a'.repeat(24)}${String(i).padStart(6, '0')}`,
              ),
            },
          },
        ],
      }),
  },
  'a hundred thousand tags': {
    expect: valid,
    run: validate =>
      validate(
        {
          content: '',
          platforms: [
            { platform: 'youtube', accountId: 'a', platformSpecificData: { tags: new Array(100_000).fill('tag') } },
          ],
        },
        { rules: false },
      ),
  },
  'a hundred thousand wrong media': {
    expect: { verdict: false, path: ['mediaItems', 999, 'url'], issues: 100_001 },
    run: validate =>
      validate({
        ...good(),
        mediaItems: Array.from({ length: 100_000 }, () => ({ type: 'image', url: 'no address' })),
      }),
  },
  'a hundred thousand bare targets': {
    expect: { verdict: false },
    run: validate => validate({ content: '', platforms: new Array(100_000).fill({}) }),
  },
  // -- text
  'half a surrogate pair is noticed': {
    expect: noticed(['content']),
    run: validate => validate({ ...good(), content: 'cut \ud83d' }),
  },
  'a low half is noticed': {
    expect: noticed(['platforms', 0, 'content']),
    run: validate =>
      validate({ ...good(), platforms: [{ platform: 'bluesky', accountId: 'a', content: '\ude00 cut' }] }),
  },
  'NUL is noticed': { expect: noticed(['content']), run: validate => validate({ ...good(), content: 'a\u0000b' }) },
  'half pairs are sound JSON, so the structure stands': {
    expect: valid,
    run: validate => validate({ ...good(), content: '\ud800\u0000' }, { rules: false }),
  },
  'half a pair in an address': {
    expect: invalid(['mediaItems', 0, 'url']),
    run: validate => validate({ ...good(), mediaItems: [{ type: 'image', url: 'https://example.com/\ud800' }] }),
  },
  'half a pair in a key': { expect: invalid(['\udfff']), run: validate => validate({ ...good(), '\udfff': 1 }) },
  // -- code that runs while the post is read
  'a getter that checks another post': {
    expect: { verdict: false, path: ['extra'] },
    run: validate => {
      let inner;
      const post = Object.defineProperty(
        { ...good(), extra: 1 },
        'content',
        getter(() => ((inner = [validate(bad()), validate(good())]), 'x')),
      );
      const answer = validate(post);
      if (inner[0].valid || !inner[1].valid) throw new Error('the inner answers are wrong');
      return answer;
    },
  },
  'a getter that checks its own post, forever': {
    expect: either,
    run: validate => {
      const post = Object.defineProperty(
        good(),
        'content',
        getter(() => validate(post) && 'x'),
      );
      return validate(post);
    },
  },
  'a getter that checks a larger post, so that memory grows': {
    expect: { verdict: false, path: ['extra'], issues: 1 },
    run: validate =>
      validate(
        Object.defineProperty(
          { ...good(), extra: 1 },
          'content',
          getter(
            () => (
              validate({
                ...good(),
                mediaItems: Array.from({ length: 30_000 }, () => ({
                  type: 'image',
                  url: `https://example.com/${'a'.repeat(200)}`,
                })),
              }),
              'x'
            ),
          ),
        ),
        { rules: false },
      ),
  },
  'a getter that empties the array around it': {
    expect: either,
    run: validate => {
      const platforms = [...good().platforms, {}, {}, {}];
      platforms[0] = Object.defineProperty(
        { accountId: 'a' },
        'platform',
        getter(() => ((platforms.length = 0), 'bluesky')),
      );
      return validate({ ...good(), platforms });
    },
  },
  'a getter that lengthens the array around it': {
    expect: either,
    run: validate => {
      const platforms = [];
      const target = () =>
        Object.defineProperty(
          { accountId: 'a' },
          'platform',
          getter(() => (platforms.push(target()), 'bluesky')),
        );
      platforms.push(target());
      return validate({ ...good(), platforms });
    },
  },
  'a getter that adds a key to the object around it': {
    expect: either,
    run: validate => {
      let count = 0;
      const grow = (post, key) =>
        Object.defineProperty(
          post,
          key,
          getter(() => (count < 1e5 && grow(post, `k${(count += 1)}`), 'x')),
        );
      return validate(grow(good(), 'content'));
    },
  },
  'a getter that deletes what comes next': {
    expect: either,
    run: validate => {
      const post = Object.defineProperty(
        {},
        'content',
        getter(() => delete post.platforms && 'x'),
      );
      return validate(Object.assign(post, { platforms: good().platforms }));
    },
  },
  'a getter that says something else each time': {
    expect: either,
    run: validate => {
      let turn = 0;
      return validate(
        Object.defineProperty(
          good(),
          'content',
          getter(() => ['x', {}, 5n, null][(turn += 1) % 4]),
        ),
      );
    },
  },
  'a getter that changes the prototype of the object around it': {
    expect: either,
    run: validate => {
      const post = Object.defineProperty(
        good(),
        'content',
        getter(() => (Object.setPrototypeOf(post, { extra: 1 }), 'x')),
      );
      return validate(post);
    },
  },
  'a Proxy whose prototypes never end': {
    expect: either,
    run: validate => {
      let asked = 0;
      const link = () => new Proxy({}, { getPrototypeOf: () => link() });
      return validate(new Proxy(good(), { getPrototypeOf: () => ((asked += 1) === 1 ? Object.prototype : link()) }));
    },
  },
  'at the end of the stack': {
    expect: either,
    run: validate => {
      const expected = JSON.stringify(validate(bad()));
      let wrong;
      let risen;
      const dive = () => {
        try {
          dive();
        } catch {
          // The stack is exhausted. On the way up, each frame leaves the library a little more of it.
          risen = 0;
        }
        if (risen++ > 400) return;
        try {
          const answer = JSON.stringify(validate(bad()));
          // If the walk has no room, the issue is that of a throwing getter: the two cannot be told apart.
          if (answer !== expected && !answer.includes('"value.unreadable"'))
            wrong ??= new Error(`another answer: ${answer}`);
        } catch (error) {
          if (!(error instanceof RangeError)) wrong ??= error;
        }
      };
      // Each starting depth exhausts the stack in another place of the library.
      const descend = depth => (depth > 0 ? descend(depth - 1) : dive());
      for (let depth = 0; depth < 12; depth++) descend(depth);
      if (wrong) throw wrong;
      return validate(bad());
    },
  },
  // -- changed built-in objects
  'a key on Object.prototype is not a key of the post': {
    expect: valid,
    run: validate => polluted(Object.prototype, 'evil', { value: 1, enumerable: true }, () => validate(good())),
  },
  'a field on Object.prototype is not in the post': {
    expect: invalid(['content']),
    run: validate =>
      polluted(Object.prototype, 'content', { value: 'x', enumerable: true, writable: true }, () =>
        validate({ platforms: good().platforms }),
      ),
  },
  'a hidden field on Object.prototype is not in the post': {
    expect: invalid(['platforms', 0, 'accountId']),
    run: validate =>
      polluted(Object.prototype, 'accountId', { value: 'x', enumerable: false, writable: true }, () =>
        validate({ content: '', platforms: [{ platform: 'bluesky' }] }),
      ),
  },
  'a field on the Object.prototype of another realm is not in the post': {
    expect: invalid(['content']),
    run: validate =>
      validate(
        vm.runInNewContext(`Object.prototype.content = 'x'; (${JSON.stringify({ platforms: good().platforms })})`),
      ),
  },
  'a setter on Object.prototype': {
    expect: { verdict: false, path: ['content'] },
    run: validate =>
      polluted(Object.prototype, 'platform', { set: raise, get: () => undefined }, () =>
        validate({ ...good(), content: 5 }),
      ),
  },
  'a throwing getter on Object.prototype': {
    expect: valid,
    run: validate => polluted(Object.prototype, 'evil', { get: raise, enumerable: true }, () => validate(good())),
  },
  'an item on Array.prototype': {
    // JSON.stringify reads it through the hole, so either answer is right.
    expect: either,
    run: validate =>
      polluted(Array.prototype, '1', { value: { platform: 'bluesky', accountId: 'a' }, writable: true }, () =>
        // eslint-disable-next-line no-sparse-arrays
        validate({ ...good(), platforms: [...good().platforms, , good().platforms[0]] }),
      ),
  },
};

function polluted(target, key, descriptor, act) {
  Object.defineProperty(target, key, { ...descriptor, configurable: true });
  try {
    return act();
  } finally {
    delete target[key];
  }
}
