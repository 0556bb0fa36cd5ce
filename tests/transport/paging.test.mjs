// `iterate` yields each row of every list with pages once, requests pages when they are needed, and always ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  APIConnectionError,
  APIUserAbortError,
  InternalServerError,
  PostPeer,
  ValidationError,
} from '../../pkg/index.js';
import { KEY } from './server.mjs';

const numbers = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
const row = n => ({ id: `r${n}`, postId: `r${n}`, n });

/** Returns a client of a server whose lists are `answer(query, path)`, and the queries of its requests. */
function listing(answer) {
  const asked = [];
  const fetch = async request => {
    const url = new URL(request.url);
    const query = Object.fromEntries(url.searchParams);
    asked.push(query);
    const body = answer(query, url.pathname);
    return body instanceof Response ? body : Response.json({ success: true, ...body });
  };
  return { client: new PostPeer({ apiKey: KEY, fetch, maxRetries: 0 }), asked };
}

const byOffset =
  (total, rows) =>
  ({ limit = 20, offset = 0 }) => ({ total, [rows]: numbers(+offset, Math.min(+offset + +limit, total)).map(row) });
const byPage =
  (total, rows) =>
  ({ limit = 50, page = 1 }) => ({
    total,
    page: +page,
    limit: +limit,
    [rows]: numbers((page - 1) * limit, Math.min(page * limit, total)).map(row),
  });
const byCursor =
  (total, rows) =>
  ({ limit = 25, after = 'c0' }) => {
    const start = +after.slice(1);
    const end = Math.min(start + +limit, total);
    return { [rows]: numbers(start, end).map(row), nextCursor: end < total ? `c${end}` : null };
  };

const ACCOUNT = { platform: 'instagram', accountId: 'ig_456' };
// The method, its parameters, the paging of the server, and the parameter for the next page.
const LISTS = [
  ['posts.iterate', {}, byOffset, 'posts', 'offset'],
  ['posts.scheduled.iterate', {}, byOffset, 'posts', 'offset'],
  ['connect.integrations.iterate', {}, byOffset, 'integrations', 'offset'],
  ['profiles.iterate', {}, byPage, 'profiles', 'page'],
  ['apps.iterate', {}, byPage, 'apps', 'page'],
  ['analytics.iterate', {}, byPage, 'posts', 'page'],
  ['comments.iterate', { query: { ...ACCOUNT, postId: 'p' } }, byCursor, 'comments', 'after'],
  ['messages.iterate', { query: ACCOUNT }, byCursor, 'conversations', 'after'],
  ['messages.iterateMessages', { path: { conversationId: 'c' }, query: ACCOUNT }, byCursor, 'messages', 'after'],
];
const methodOf = (client, name) => name.split('.').reduce((at, part) => at[part], client);

async function rowsOf(iterator) {
  const rows = [];
  for await (const { n } of iterator) rows.push(n);
  return rows;
}

for (const [name, params, style, rows, parameter] of LISTS) {
  test(`${name}: all rows, by ${parameter}, with and without a size`, async () => {
    for (const [total, limit] of [
      [0, 10],
      [1, 10],
      [10, 10],
      [23, 10],
      [30, 10],
      [130, undefined],
    ]) {
      const { client, asked } = listing(style(total, rows));
      const query = { ...params.query, ...(limit && { limit }) };
      assert.deepEqual(await rowsOf(methodOf(client, name)({ ...params, query })), numbers(0, total));
      assert.equal(asked[0][parameter], undefined, 'the first page is asked for as it is');
      if (limit) assert.equal(asked.length, Math.max(1, Math.ceil(total / limit)), 'no page too many');
      assert.ok(
        asked.every(one => one.limit === (limit && String(limit)) && one.accountId === params.query?.accountId),
      );
    }
  });
}

test('every list with pages is tested', () => {
  const { client } = listing(() => ({}));
  const found = [];
  const walk = (at, path) => {
    for (const [name, value] of Object.entries(at)) {
      if (name.startsWith('iterate')) found.push([...path, name].join('.'));
      walk(value, [...path, name]);
    }
  };
  walk(client, []);
  assert.deepEqual(found.sort(), LISTS.map(([name]) => name).sort());
});

test('a page is requested only when it is needed', async () => {
  const { client, asked } = listing(byOffset(100, 'posts'));
  const query = { limit: 10 };
  const posts = client.posts.iterate({ query });
  assert.equal(asked.length, 0);
  for (let i = 0; i < 10; i++) await posts.next();
  assert.equal(asked.length, 1, 'the second page waits until the eleventh row is wanted');
  assert.equal((await posts.next()).value.n, 10);
  assert.equal(asked.length, 2);
  await posts.return();
  assert.equal((await posts.next()).done, true);
  for await (const { n } of client.posts.iterate({ query })) if (n === 12) break;
  assert.equal(asked.length, 4);
  assert.deepEqual(query, { limit: 10 }, "the caller's own query is left alone");
});

test('the iteration begins at the position of the query', async () => {
  const from = async (style, rows, name, query) =>
    rowsOf(methodOf(listing(style(50, rows)).client, name)({ query: { ...ACCOUNT, ...query, limit: 10 } }));
  const plain = async (style, rows, name, query) =>
    rowsOf(methodOf(listing(style(50, rows)).client, name)({ query: { ...query, limit: 10 } }));
  assert.deepEqual(await plain(byOffset, 'posts', 'posts.iterate', { offset: 35 }), numbers(35, 50));
  assert.deepEqual(await plain(byPage, 'profiles', 'profiles.iterate', { page: 4 }), numbers(30, 50));
  assert.deepEqual(await from(byCursor, 'conversations', 'messages.iterate', { after: 'c20' }), numbers(20, 50));
});

test('a list that repeats itself or never ends stops the iteration with false', async () => {
  const same = {
    posts: [row(0), row(1)],
    conversations: [row(0), row(1)],
    profiles: [row(0), row(1)],
    total: 1e6,
    page: 1,
    limit: 2,
  };
  let fresh = 0;
  const ways = [
    ['posts.iterate', {}, () => same],
    ['profiles.iterate', {}, () => same],
    ['messages.iterate', { query: ACCOUNT }, () => ({ ...same, nextCursor: 'again' })],
    ['messages.iterate', { query: ACCOUNT }, () => ({ ...same, nextCursor: `new ${fresh++}` })],
    // Empty pages may be filtered. They are skipped, but not forever.
    [
      'messages.iterate',
      { query: ACCOUNT },
      ({ after }) => ({ conversations: after ? [] : [row(0), row(1)], nextCursor: `new ${fresh++}` }),
      21,
    ],
    [
      'posts.iterate',
      { query: { limit: 2 } },
      ({ offset }) => ({ total: 1e6, posts: offset ? [] : [row(0), row(1)] }),
      21,
    ],
    ['profiles.iterate', {}, ({ page }) => ({ total: 1e6, limit: 2, profiles: page ? [] : [row(0), row(1)] }), 21],
  ];
  for (const [name, params, answer, most = 3] of ways) {
    const { client, asked } = listing(answer);
    const iterator = methodOf(client, name)(params);
    assert.deepEqual([(await iterator.next()).value.n, (await iterator.next()).value.n], [0, 1]);
    assert.deepEqual(await iterator.next(), { done: true, value: false }, name);
    assert.ok(asked.length <= most, `${name} asked ${asked.length} times`);
  }
  // A repeated cursor ends the list, with any rows.
  const circle = listing(() => ({ conversations: [row(fresh++)], nextCursor: 'again' }));
  assert.equal((await rowsOf(circle.client.messages.iterate({ query: ACCOUNT }))).length, 2);
  const whole = listing(byOffset(3, 'posts')).client.posts.iterate();
  for (let i = 0; i < 3; i++) await whole.next();
  assert.deepEqual(await whole.next(), { done: true, value: true });
});

test('rows that move between pages are yielded once, and new rows are not lost', async () => {
  // Two posts are created at the top between the pages.
  let shift = 0;
  const { client } = listing(({ limit, offset = 0 }) => {
    const all = [...numbers(0, shift).map(n => row(-1 - n)), ...numbers(0, 30).map(row)];
    shift = 2;
    return { total: all.length, posts: all.slice(+offset, +offset + +limit) };
  });
  assert.deepEqual(await rowsOf(client.posts.iterate({ query: { limit: 10 } })), numbers(0, 30));
  // A page that repeats a row, because pages hold one row and one was created.
  shift = 0;
  const { client: single } = listing(({ offset = 0 }) => {
    const all = [...numbers(0, shift).map(n => row(-1 - n)), ...numbers(0, 4).map(row)];
    shift = 1;
    return { total: all.length, posts: all.slice(+offset, +offset + 1) };
  });
  assert.deepEqual(await rowsOf(single.posts.iterate()), numbers(0, 4));
});

test('deleting rows during the iteration skips no others', async () => {
  for (const [name, style, rows, limit] of [
    ['posts', byOffset, 'posts', 20],
    ['posts', byOffset, 'posts', 7],
    ['profiles', byPage, 'profiles', 10],
    ['connect.integrations', byOffset, 'integrations', 13],
  ]) {
    for (const keep of [() => false, n => n % 3 === 0, n => n !== 5]) {
      let all = numbers(0, 45);
      const { client, asked } = listing(query => {
        const page = style(all.length, rows)(query);
        return { ...page, [rows]: page[rows].map(({ n }) => row(all[n])) };
      });
      const seen = [];
      const iterator = methodOf(client, `${name}.iterate`)({ query: { limit } });
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) {
          assert.equal(value, true);
          break;
        }
        seen.push(value.n);
        if (!keep(value.n)) all = all.filter(n => n !== value.n);
      }
      assert.deepEqual(seen, numbers(0, 45), `${name}, ${limit} a page`);
      assert.ok(asked.length <= 4 * Math.ceil(45 / limit), `${name}, ${limit} a page: asked ${asked.length} times`);
    }
  }
});

test('rows deleted further on cost one step back and lose nothing', async () => {
  let all = numbers(0, 60);
  const { client, asked } = listing(({ offset = 0 }) => {
    if (asked.length === 3) all = all.filter(n => n < 45);
    return { total: all.length, posts: all.slice(+offset, +offset + 10).map(row) };
  });
  assert.deepEqual(await rowsOf(client.posts.iterate({ query: { limit: 10 } })), numbers(0, 45));
});

test('a total that always decreases, and endless empty pages, return false', async () => {
  let total = 1e9;
  const { client, asked } = listing(({ offset = 0 }) => ({
    total: --total,
    posts: +offset === 0 ? [row(0), row(1)] : [row(0)],
  }));
  const posts = client.posts.iterate();
  await posts.next();
  await posts.next();
  assert.deepEqual(await posts.next(), { done: true, value: false });
  assert.ok(asked.length <= 4);
  const short = listing(({ offset = 0 }) => ({
    total: 50,
    posts: +offset < 20 ? numbers(+offset, 20).map(row) : [],
  })).client.posts.iterate();
  for (let i = 0; i < 20; i++) await short.next();
  assert.deepEqual(await short.next(), { done: true, value: false });
});

test('an offset may be a string if nothing is checked', async () => {
  const { client, asked } = listing(byOffset(45, 'posts'));
  assert.deepEqual(
    await rowsOf(client.withOptions({ validate: 'off' }).posts.iterate({ query: { offset: '5' } })),
    numbers(5, 45),
  );
  assert.deepEqual(
    asked.map(({ offset }) => offset),
    ['5', '25'],
  );
});

test('the analytics of one post are one row and one request, because each costs a credit', async () => {
  const { client, asked } = listing(() => ({ post: row(1) }));
  const figures = client.analytics.iterate({ query: { postId: 'r1' } });
  assert.equal((await figures.next()).value.postId, 'r1');
  assert.deepEqual(await figures.next(), { done: true, value: true });
  assert.equal(asked.length, 1);
});

test('pages smaller than requested lose nothing', async () => {
  const { client } = listing(({ offset = 0 }) => ({
    total: 17,
    posts: numbers(+offset, Math.min(+offset + 5, 17)).map(row),
  }));
  assert.deepEqual(await rowsOf(client.posts.iterate({ query: { limit: 100 } })), numbers(0, 17));
});

test('an empty page of a cursor list is skipped', async () => {
  const pages = { undefined: [[row(0)], 'a'], a: [[], 'b'], b: [[row(1)], null] };
  const { client } = listing(({ after }) => ({ conversations: pages[after][0], nextCursor: pages[after][1] }));
  assert.deepEqual(await rowsOf(client.messages.iterate({ query: ACCOUNT })), [0, 1]);
});

test('short and empty pages of a filtered list lose nothing', async () => {
  // Filtered after paging: of 60 rows those from 37 on remain, and row 3.
  const kept = (from, to) =>
    numbers(from, Math.min(to, 60))
      .filter(n => n === 3 || n > 36)
      .map(row);
  const byCursorFiltered = ({ after = 'c0' }) => ({
    conversations: kept(+after.slice(1), +after.slice(1) + 5),
    nextCursor: +after.slice(1) < 55 ? `c${+after.slice(1) + 5}` : null,
  });
  const byPageFiltered = ({ page = 1 }) => ({
    total: 60,
    page: +page,
    limit: 5,
    profiles: kept((page - 1) * 5, page * 5),
  });
  const wanted = [3, ...numbers(37, 60)];
  assert.deepEqual(await rowsOf(listing(byCursorFiltered).client.messages.iterate({ query: ACCOUNT })), wanted);
  assert.deepEqual(await rowsOf(listing(byPageFiltered).client.profiles.iterate()), wanted);
  // By offset the rows right after a short page follow; an empty page is skipped.
  const byOffsetFiltered = ({ offset = 0 }) => ({
    total: 60,
    posts: +offset < 35 && +offset > 4 ? [] : numbers(+offset, +offset + 5).map(row),
  });
  assert.deepEqual(await rowsOf(listing(byOffsetFiltered).client.posts.iterate({ query: { limit: 5 } })), [
    ...numbers(0, 5),
    ...numbers(35, 60),
  ]);
});

test('a list that a relay truncated ends there and returns false', async () => {
  for (const [name, params, style, rows] of LISTS) {
    const { client, asked } = listing(query => ({
      ...style(30, rows)(query),
      truncated: +(query.offset ?? 0) > 0 || query.page > 1 || 'after' in query,
    }));
    const iterator = methodOf(client, name)({ ...params, query: { ...params.query, limit: 10 } });
    for (const n of numbers(0, 20)) assert.equal((await iterator.next()).value.n, n);
    assert.deepEqual(await iterator.next(), { done: true, value: false }, name);
    assert.equal(asked.length, 2);
  }
  const { client } = listing(() => ({ total: 0, posts: [], truncated: true }));
  assert.deepEqual(await client.posts.iterate().next(), { done: true, value: false });
  // In a response of PostPeer the word has no meaning.
  for (const truncated of [false, 'true', 1, null]) {
    const whole = listing(() => ({ total: 0, posts: [], truncated })).client;
    assert.deepEqual(await whole.posts.iterate().next(), { done: true, value: true });
  }
});

test('rows without an id are compared by their content', async () => {
  const rows = [
    { postId: null, content: 'a' },
    { postId: null, content: 'b' },
    { postId: null, content: 'a' },
  ];
  const { client } = listing(() => ({ total: 3, page: 1, limit: 50, posts: rows }));
  const seen = [];
  for await (const { content } of client.analytics.iterate()) seen.push(content);
  assert.deepEqual(seen, ['a', 'b']);
});

test('an abort ends the iteration between pages and between rows', async () => {
  for (const stop of [3, 10]) {
    const { client, asked } = listing(byOffset(100, 'posts'));
    const controller = new AbortController();
    const seen = [];
    await assert.rejects(
      async () => {
        for await (const { n } of client.posts.iterate({ query: { limit: 10 }, signal: controller.signal })) {
          seen.push(n);
          if (seen.length === stop) controller.abort('enough');
        }
      },
      error => error instanceof APIUserAbortError && error.cause === 'enough',
    );
    assert.equal(seen.length, stop);
    assert.equal(asked.length, 1);
  }
});

test('invalid parameters, a failed page and a response without the list throw', async () => {
  const { client, asked } = listing(({ offset = 0 }) =>
    +offset > 0 ? Response.json({}, { status: 500 }) : byOffset(100, 'posts')({ limit: 10 }),
  );
  await assert.rejects(rowsOf(client.posts.iterate({ query: { limit: 1000 } })), ValidationError);
  assert.equal(asked.length, 0);
  await assert.rejects(rowsOf(client.posts.iterate()), InternalServerError);
  for (const body of [{}, { posts: null }, { success: false, posts: [] }]) {
    await assert.rejects(
      rowsOf(listing(() => body).client.posts.iterate()),
      error => error instanceof APIConnectionError && /no posts/.test(error.message),
    );
  }
});
