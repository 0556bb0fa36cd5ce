// The contract (lib/generated/contract.js, generated from Rust) is the one place of every number that Rust and
// JavaScript share. Here its numbers are changed in a copy of the package, as a change in Rust would change them, and
// every module that reads or writes them must follow.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as original from '../../pkg/lib/generated/contract.js';

/** Other numbers, as valid as the original ones: flags stay single bits, indexes stay distinct. */
const CHANGED = {
  ...Object.fromEntries(Object.entries(numbered('TAG_')).map(([name, tag]) => [name, 15 - tag])),
  TAG_BITS: 5,
  ...Object.fromEntries(Object.entries(numbered('OPAQUE_')).map(([name, payload]) => [name, 20 - payload])),
  ...{ UNKNOWN_KEY: 0x40000000, WRITE_NAME: 16, WRITE_BYTES: 32, WRITE_LIST: 64, WRITE_OBJECT: 128 },
  ...{ TYPE_OBJECT: 2, MODE_LENIENT: 4, MODE_RULES: 8, POST_ROOT: 7, ROOTS_PER_OPERATION: 5 },
  ...{ ROOT_PATH: 3, ROOT_QUERY: 1, ROOT_BODY: 4, ISSUES_LEFT_OUT: 2, ISSUES_END: 0, ISSUES_RECORDS: 3 },
  ...{ RECORD_LIMIT: 0, RECORD_ACTUAL: 2, RECORD_CODE: 4, RECORD_FLAGS: 5, RECORD_LENGTH: 6, RECORD_PLATFORM: 7 },
  ...{ RECORD_TARGET: 8, RECORD_NAME_COUNT: 9, RECORD_FOUND: 10, RECORD_NAMES: 12 },
  ...{ FLAG_WARNING: 8, FLAG_RECOUNT: 1, FLAG_ONLY_FIX: 2, SHARED_TARGETS: 0x40000000 },
  ...{ KEY_SEGMENT: 0x80000000, UNKNOWN_SEGMENT: 0x40000000, MAX_ISSUES: 3 },
  ...{ CONTEXT_FLAGS: 0, CONTEXT_SECOND: 1, CONTEXT_FIRST: 3, CONTEXT_LITERAL: 5, CONTEXT_NOW: 7, CONTEXT_RECORDS: 10 },
  ...{ CONTEXT_ZONE_UNKNOWN: 8, CONTEXT_IN_GAP: 16, CONTEXT_EDIT: 32, CONTEXT_CREATOR: 9, CONTEXT_FILE: 7 },
  ...{ CREATOR_MAX_DURATION: 0, CREATOR_FLAGS: 2, CREATOR_INDEX: 3, CREATOR_LEVELS: 5 },
  ...{ CREATOR_NO_COMMENT: 16, CREATOR_NO_DUET: 32, CREATOR_NO_STITCH: 64 },
  ...{ FILE_AUDIO_CODEC: 0, FILE_CONTAINER: 1, FILE_VIDEO_CODEC: 2, FILE_INDEX: 4, FILE_FACTS: 5 },
  ...{ FILE_ITEM_COVER: 0x20000000, FILE_TARGET_COVER: 0x80000000, FILE_THREAD: 0x40000000 },
  ...{ FILE_THREAD_TARGET_SHIFT: 16, FILE_THREAD_POST_SHIFT: 8, FILE_FACT_NAMES: 'pages colorModel=cmyk|gray bytes' },
  ...{ COUNTER_OVER_AT: 0, COUNTER_USED: 1, COUNTER_UNIT: 2, COUNTER_LIMIT: 4, COUNTER_LENGTH: 6 },
  ...{ COUNT_PHOTOS: 4, COUNT_LONG: 8, UNITS: 'threads bytes utf16', PLATFORM_TWITTER: 1 },
  ...Object.fromEntries(Object.entries(numbered('EVENT_')).map(([name, kind]) => [name, 30 - kind])),
  ...{ STAGE_CHECK: 7, STAGE_BUILD: 5, STAGE_SEND: 6 },
  ...Object.fromEntries(Object.entries(numbered('REPORT_')).map(([name, index]) => [name, 7 - index])),
  ...{ MEDIA_KINDS: 'document audio', MEDIA_REFUSALS: 'malformed empty', FACTS: 'pages bytes', CODECS: ' x y' },
  CONTAINERS: ',avi video/avi',
};

function numbered(prefix) {
  const isOwn = name => name.startsWith(prefix) && name !== 'TAG_BITS';
  return Object.fromEntries(Object.entries(original).filter(([name]) => isOwn(name)));
}

const directory = mkdtempSync(join(tmpdir(), 'contract-'));
after(() => rmSync(directory, { recursive: true, force: true }));
cpSync('pkg/lib', join(directory, 'lib'), { recursive: true });
cpSync('pkg/package.json', join(directory, 'package.json'));
const file = join(directory, 'lib/generated/contract.js');
let text = readFileSync(file, 'utf8');
for (const [name, value] of Object.entries(CHANGED)) {
  const line = new RegExp(`^export const ${name} = .*;$`, 'm');
  assert.match(text, line, `the contract has no ${name}`);
  text = text.replace(line, `export const ${name} = ${JSON.stringify(value)};`);
}
writeFileSync(file, text);

/** The modules of the package, with the original contract and with the changed one. */
const SIDES = ['original', 'changed'];
const PLACES = {
  original: new URL('../../pkg/lib/', import.meta.url),
  changed: pathToFileURL(join(directory, 'lib/')),
};
const load = (side, path) => import(new URL(path, PLACES[side]));

/** Runs a scenario with both contracts; both must come to the same. */
async function followed(scenario) {
  const [first, second] = await Promise.all(
    SIDES.map(async side => scenario(await load(side, 'generated/contract.js'), path => load(side, path))),
  );
  assert.deepEqual(second, first);
  return first;
}

const doubleAt = (words, at) => new Float64Array(Uint32Array.of(words[at], words[at + 1]).buffer)[0];
const setDouble = (words, at, value) => words.splice(at, 2, ...new Uint32Array(Float64Array.of(value).buffer));

/** A tape as a tree of names and values, read by a contract. */
function readTape(contract, words, bytes) {
  const named = (prefix, number) => Object.keys(numbered(prefix)).find(name => contract[name] === number);
  let at = 0;
  const node = () => {
    const tag = named('TAG_', words[at] & (2 ** contract.TAG_BITS - 1));
    const payload = words[at++] >>> contract.TAG_BITS;
    if (tag === 'TAG_NUMBER') return [tag, doubleAt(words, (at += 2) - 2)];
    if (tag === 'TAG_TEXT_BYTES' || tag === 'TAG_TEXT_BROKEN') {
      const [start, length] = [words[at++], words[at++]];
      return [tag, payload, new TextDecoder().decode(bytes.subarray(start, start + length))];
    }
    if (tag === 'TAG_OPAQUE') return [tag, named('OPAQUE_', payload)];
    if (tag !== 'TAG_LIST' && tag !== 'TAG_OBJECT') return [tag, payload];
    at++;
    const isList = tag === 'TAG_LIST';
    return [tag, Array.from({ length: payload }, () => (isList ? node() : [keyOf(words[at++]), node()]))];
  };
  const keyOf = key => (key & contract.UNKNOWN_KEY ? ['unknown', key & ~contract.UNKNOWN_KEY] : key);
  return node();
}

test('the tape follows the contract', async () => {
  const cyclic = { list: [] };
  cyclic.object = cyclic;
  const values = [
    { text: 'abc', bytes: 'ä', name: 'text', number: 1.5, list: [true, false, null], object: { text: undefined } },
    { stranger: 1, number: 10n, text: Symbol('x'), name() {}, list: {}, object: [] },
    { object: new Date(0), bytes: 'a\ud800' },
    { object: { get text() { throw new Error('no'); } } }, // prettier-ignore
    { list: { length: 1 << 22 }, object: cyclic },
    [],
    Array(1 << 22),
  ];
  const tapes = await followed(async (contract, load) => {
    const { createTape } = await load('validate/tape.js');
    const { WRITE_NAME, WRITE_BYTES, WRITE_LIST, WRITE_OBJECT } = contract;
    const fields = { text: 0, bytes: WRITE_BYTES, name: WRITE_NAME, number: 0, list: WRITE_LIST, object: WRITE_OBJECT };
    const writing = Object.values(fields).map(flags => [flags, 99]);
    let lent = { words: new Uint32Array(16), bytes: new Uint8Array(16) };
    const tape = createTape({ names: Object.keys(fields), writing }, (words, bytes) => {
      const larger = { words: new Uint32Array(words), bytes: new Uint8Array(bytes) };
      larger.words.set(lent.words);
      larger.bytes.set(lent.bytes);
      return (lent = larger);
    });
    tape.use(lent);
    const write = (value, all) => {
      tape.write(value, all);
      return readTape(contract, lent.words, lent.bytes);
    };
    return values.flatMap(value => [write(value, false), write(value, true)]);
  });
  const written = JSON.stringify(tapes);
  const tags = [...Object.keys(numbered('TAG_')), ...Object.keys(numbered('OPAQUE_'))];
  // Too large a list of the post is not in the tables of this test.
  assert.deepEqual(
    tags.filter(name => !written.includes(`"${name}"`)),
    ['OPAQUE_TOO_LARGE'],
  );
});

test('records and their limits follow the contract', async () => {
  const issues = await followed(async (contract, load) => {
    const names = ['youtube', 'title', 'an object', 'b', 'an object'];
    names[contract.TYPE_OBJECT] = 'an object';
    const record = (code, flags, target, path) => {
      const words = Array(contract.RECORD_NAMES).fill(0);
      words[contract.RECORD_CODE] = code;
      words[contract.RECORD_FLAGS] = flags;
      words[contract.RECORD_PLATFORM] = 1;
      words[contract.RECORD_TARGET] = target;
      words[contract.RECORD_FOUND] = 4;
      setDouble(words, contract.RECORD_LIMIT, 100);
      setDouble(words, contract.RECORD_ACTUAL, 101.5);
      words[contract.RECORD_NAME_COUNT] = 1;
      words.push(1, ...path);
      words[contract.RECORD_LENGTH] = words.length;
      return words;
    };
    const path = [contract.KEY_SEGMENT | 1, 3, contract.UNKNOWN_SEGMENT | 0].map(segment => segment >>> 0);
    const records = [
      record(0, 0, 2, path),
      record(1, contract.FLAG_WARNING, (contract.SHARED_TARGETS | 0) >>> 0, path),
      record(0, contract.FLAG_RECOUNT, 0, []),
      record(1, contract.FLAG_WARNING | contract.FLAG_ONLY_FIX, 0, path),
    ];
    const words = Array(contract.ISSUES_RECORDS)
      .fill(0)
      .concat(...records);
    words[contract.ISSUES_LEFT_OUT] = 5;
    words[contract.ISSUES_END] = words.length;
    words.push(2, 0, 3);
    const { recordsOf, leftOut } = await load('validate/records.js');
    const { bounded } = await load('validate/issues.js');
    const all = Uint32Array.from(words);
    const { issues, truncated } = bounded(
      Array.from({ length: contract.MAX_ISSUES + 2 }, () => ({ severity: 'error' })),
    );
    assert.equal(issues.length, contract.MAX_ISSUES);
    return { leftOut: leftOut(all), truncated, records: [...recordsOf(all, names, ['unknown'])] };
  });
  const [first, second, third, last] = issues.records;
  assert.deepEqual([first.path, first.targets, first.limit, first.actual], [['title', 3, 'unknown'], [1], 100, 101.5]);
  assert.deepEqual([second.isWarning, second.targets], [true, [0, 3]]);
  assert.deepEqual([third.isRecounted, last.isLeftOut, issues.leftOut], [true, true, 5]);
});

test('the validation context follows the contract', async () => {
  const post = {
    scheduledFor: '2026-03-29T02:30:00',
    timezone: 'Europe/Berlin',
    mediaItems: [{ url: 'a', thumbnail: 'b' }],
    platforms: [
      { platform: 'tiktok', accountId: 't' },
      {
        platform: 'twitter',
        platformSpecificData: { coverUrl: 'a', threadItems: [{}, { mediaItems: [{ url: 'b' }] }] },
      },
    ],
  };
  const settings = { commentDisabled: true, stitchDisabled: true, maxVideoPostDurationSec: 60 };
  const options = {
    now: 1,
    edit: true,
    creatorInfo: { t: { ...settings, privacyLevelOptions: ['level'] } },
    media: { a: { container: 'mp4', videoCodec: 'h264', audioCodec: 'aac', bytes: 7, pages: 3 }, b: { pages: 4 } },
  };
  const contexts = await followed(async (contract, load) => {
    const { contextOf } = await load('validate/context.js');
    const { words } = contextOf(post, options, ['level', 'aac', 'mp4', 'h264']);
    const has = (flags, prefix, ...names) => names.filter(name => flags & contract[`${prefix}${name}`]);
    const records = [];
    for (let at = contract.CONTEXT_RECORDS; at < words.length; at += words[at + 1] + 2) {
      const record = words.slice(at + 2, at + 2 + words[at + 1]);
      if (words[at] === contract.CONTEXT_CREATOR) {
        const flags = has(record[contract.CREATOR_FLAGS], 'CREATOR_', 'NO_COMMENT', 'NO_DUET', 'NO_STITCH');
        const longest = doubleAt(record, contract.CREATOR_MAX_DURATION);
        records.push([
          'creator',
          record[contract.CREATOR_INDEX],
          longest,
          flags,
          record.slice(contract.CREATOR_LEVELS),
        ]);
      } else {
        assert.equal(words[at], contract.CONTEXT_FILE);
        const index = record[contract.FILE_INDEX];
        const bits = has(index, 'FILE_', 'ITEM_COVER', 'TARGET_COVER', 'THREAD');
        const isThread = bits.includes('THREAD');
        const target = isThread ? (index & 0x00ffffff) >> contract.FILE_THREAD_TARGET_SHIFT : index & 0xff;
        const names = ['CONTAINER', 'VIDEO_CODEC', 'AUDIO_CODEC'].map(name => record[contract[`FILE_${name}`]]);
        const fact = name => {
          const place = contract.FILE_FACT_NAMES.split(' ').indexOf(name);
          return doubleAt(record, contract.FILE_FACTS + place * 2);
        };
        records.push(['file', bits, target, names, fact('bytes'), fact('pages')]);
      }
    }
    const flags = has(words[contract.CONTEXT_FLAGS], 'CONTEXT_', 'ZONE_UNKNOWN', 'IN_GAP', 'EDIT');
    const times = ['NOW', 'LITERAL', 'FIRST', 'SECOND'].map(name => doubleAt(words, contract[`CONTEXT_${name}`]));
    return { flags, times, records: records.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
  });
  assert.deepEqual(contexts.flags, ['IN_GAP', 'EDIT']);
  assert.equal(contexts.records.length, 5);
});

test('modes, roots and counters follow the contract', async () => {
  const seen = await followed(async (contract, load) => {
    const { check, checkPart } = await load('validate/check.js');
    const { count } = await load('text/count.js');
    const runs = [];
    const platforms = ['x', 'y'];
    if (contract.PLATFORM_TWITTER === 1) platforms.reverse();
    const workspace = {
      tables: { names: [], platforms },
      run: (...run) => (runs.push(run.slice(0, 3)), 0),
      bytes: size => new Uint8Array(size),
      guarded: act => act(),
      glue: {
        may_change_in_nfc: () => false,
        count_text: (platform, choice) => (runs.push([platforms[platform], choice]), contract.COUNTER_LENGTH),
      },
      issues() {
        const words = Array(contract.COUNTER_LENGTH).fill(0);
        words[contract.COUNTER_UNIT] = contract.UNITS.split(' ').indexOf('bytes');
        words[contract.COUNTER_LIMIT] = 2;
        words[contract.COUNTER_USED] = 3;
        words[contract.COUNTER_OVER_AT] = 3;
        return Uint32Array.from(words);
      },
    };
    const engine = { instance: () => ({ workspace }) };
    check(engine, {}, { mode: 'lenient', rules: false });
    check(engine, {});
    for (const part of ['path', 'query', 'body']) checkPart(engine, 2, part, {});
    const counted = [
      count(workspace, 'abc', 'x', { longPost: true }),
      count(workspace, 'abc', 'y', { media: 'photo' }),
    ];
    const modes = runs
      .splice(0, 2)
      .map(([root, , mode]) => [
        root === contract.POST_ROOT,
        ...['LENIENT', 'RULES'].filter(name => mode & contract[`MODE_${name}`]),
      ]);
    const roots = runs.splice(0, 3).map(([root]) => {
      const part = root - 2 * contract.ROOTS_PER_OPERATION;
      return ['PATH', 'QUERY', 'BODY'].find(name => contract[`ROOT_${name}`] === part);
    });
    const choices = runs.map(([platform, choice]) => [
      platform,
      ...['PHOTOS', 'LONG'].filter(name => choice === contract[`COUNT_${name}`]),
    ]);
    return { modes, roots, choices, counted };
  });
  assert.deepEqual(seen.modes, [[true, 'LENIENT'], [true, 'RULES']]); // prettier-ignore
  assert.deepEqual(seen.roots, ['PATH', 'QUERY', 'BODY']);
  assert.deepEqual(seen.choices, [['x', 'LONG'], ['y', 'PHOTOS']]); // prettier-ignore
  assert.deepEqual(seen.counted[0], { used: 3, limit: 2, remaining: -1, unit: 'bytes', overAt: 2 });
});

test('events, stages and reports follow the contract', async () => {
  const calls = await followed(async (contract, load) => {
    const { Client } = await load('client/client.js');
    const named = (prefix, number) => Object.keys(numbered(prefix)).find(name => contract[name] === number);
    const stages = [];
    const events = [];
    const call = (wire, now, stage) => {
      stages.push(named('STAGE_', stage));
      if (stage === contract.STAGE_BUILD) wire.show('the request');
      if (stage !== contract.STAGE_SEND) return wire.end(undefined);
      wire.start((_, kind, attempt) => {
        events.push(named('EVENT_', kind));
        if (kind === contract.EVENT_START) {
          wire.open();
          wire.send(1, new Request('https://a.example/'));
        } else if (kind === contract.EVENT_HEAD) {
          wire.read(attempt, 99);
        } else {
          const report = [];
          report[contract.REPORT_OUTCOME] = 'accepted';
          report[contract.REPORT_REASON] = 'answered';
          report[contract.REPORT_STATES] = ['published'];
          wire.end(report);
        }
      }, 1000);
    };
    const workspace = { tables: { operations: ['posts.create'], lists: [], names: [] }, run: () => 0 };
    const engine = { instance: () => ({ workspace, glue: { call } }) };
    const answer = { platforms: [{ platform: 'youtube' }] };
    const fetch = async () => new Response(JSON.stringify(answer));
    const client = new Client(engine, { apiKey: 'k', fetch, validate: 'off' });
    const shown = client.buildRequest('posts.create', { body: {} });
    const body = { platforms: [{ platform: 'youtube', accountId: 'a' }] };
    const { outcome, targets } = await client.posts.create({ body });
    return { stages, events, shown, outcome, targets };
  });
  assert.deepEqual(calls.stages, ['STAGE_CHECK', 'STAGE_BUILD', 'STAGE_SEND']);
  assert.deepEqual(calls.events, ['EVENT_START', 'EVENT_HEAD', 'EVENT_JSON']);
  assert.deepEqual(calls.targets, [{ platform: 'youtube', state: 'published', accountId: 'a' }]);
});

test('no module defines a constant of the contract', () => {
  const names = new Set(Object.keys(original).flatMap(name => [name, name.replace(/^[A-Z]+_/, '')]));
  const folder = 'pkg-template/lib';
  const own = readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.js'))
    .flatMap(name =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^\s*(?:export )?const (\w+) = (?:0x)?\d/gm)]
        .filter(([, constant]) => names.has(constant))
        .map(([, constant]) => `${name}: ${constant}`),
    );
  assert.deepEqual(own, []);
});
