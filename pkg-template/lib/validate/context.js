// What the caller knows beside a post, as the words that src/check/rules/circumstances.rs reads.

import { READ_FACTS } from '../generated/read-facts.js';
import { readTime } from './time.js';

const ZONE_UNKNOWN = 1;
const IN_GAP = 2;
const EDIT = 4;
const CREATOR = 1;
const FILE = 2;
const ITEM_COVER = 0x80000000;
const TARGET_COVER = 0x40000000;
const THREAD = 0x20000000;
const NO_COMMENT = 1;
const NO_DUET = 2;
const NO_STITCH = 4;

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

function double(words, value) {
  number[0] = typeof value === 'number' ? value : NaN;
  words.push(numberWords[0], numberWords[1]);
}

/** Reads from a value that may be anything, even something that throws. */
export function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function instantOf(now) {
  const instant = attempt(() => +(now ?? Date.now()));
  if (Number.isFinite(instant)) return instant;
  throw new TypeError('postpeer-wasm: `now` is a Date or a number of milliseconds');
}

/**
 * @param {any} post
 * @param {{ now?: Date | number, edit?: boolean, creatorInfo?: object, media?: object } | undefined} options
 * @param {string[]} names the names of the tables
 */
export function knownOf(post, options, names) {
  const words = [];
  double(words, instantOf(options?.now));
  const time = attempt(() => {
    const scheduled = post.scheduledFor ?? post.scheduledAt;
    return scheduled === undefined && post.timezone === undefined ? undefined : readTime(scheduled, post.timezone);
  });
  for (const part of ['literal', 'first', 'second']) double(words, time?.[part]);
  words.push((time?.zoneUnknown ? ZONE_UNKNOWN : 0) | (time?.inGap ? IN_GAP : 0) | (options?.edit === true ? EDIT : 0));
  const { creatorInfo, media } = options ?? {};
  if (!creatorInfo && !media) return { words, time };
  const records = [];
  if (creatorInfo) creators(records, post, creatorInfo, names);
  if (media) files(records, post, media, names);
  // Each is found by bisection.
  records.sort(([kind, index], [other, otherIndex]) => kind - other || (index >>> 0) - (otherIndex >>> 0));
  for (const [kind, ...fields] of records) {
    words.push(kind, fields.length);
    for (const field of fields) words.push(field);
  }
  return { words, time };
}

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Goes through what may be a list. What cannot be read of one item concerns no other. */
function each(listOf, act) {
  attempt(() => listOf().forEach((item, index) => attempt(() => act(item, index))));
}

function creators(records, post, all, names) {
  // Each account is read once, however many targets it has.
  const known = new Map();
  each(
    () => post.platforms,
    (target, index) => {
      if (target?.platform !== 'tiktok') return;
      const { accountId } = target;
      if (!known.has(accountId))
        known.set(
          accountId,
          attempt(() => settingsOf(creatorOf(own(all, accountId)), names)),
        );
      const settings = known.get(accountId);
      if (settings) records.push([CREATOR, index, ...settings]);
    },
  );
}

function settingsOf(info, names) {
  if (!info) return undefined;
  const { commentDisabled, duetDisabled, stitchDisabled, maxVideoPostDurationSec, privacyLevelOptions } = info;
  const settings = [
    (commentDisabled ? NO_COMMENT : 0) | (duetDisabled ? NO_DUET : 0) | (stitchDisabled ? NO_STITCH : 0),
  ];
  double(settings, maxVideoPostDurationSec);
  // The set bounds the work: there are a few hundred names, however long the list is.
  for (const level of new Set(privacyLevelOptions)) {
    const name = names.indexOf(level);
    if (name >= 0) settings.push(name);
  }
  return settings;
}

/** The info itself, from the answer of `tiktok.getCreatorInfo` or from its `data`. */
export function creatorOf(answer) {
  return [answer, answer?.data, answer?.data?.data].find(info => Array.isArray(info?.privacyLevelOptions));
}

/** The files of a post and, where the caller knows of them, their covers. */
function files(records, post, all, names) {
  const file = (index, url) => {
    const facts = own(all, url);
    if (!facts) return;
    const coded = [facts.container, facts.videoCodec, facts.audioCodec].map(name => names.indexOf(name) + 1);
    const fields = [FILE, index, ...coded];
    const streamable = facts.moovFirst === undefined ? undefined : facts.moovFirst && facts.editLists !== true;
    for (const row of READ_FACTS.split(' ')) {
      const [key, named] = row.split('=');
      let value = key === 'streamable' ? streamable : facts[key];
      // A word by its place; one that is not among them says nothing.
      if (named) value = named.split('|').indexOf(value);
      double(fields, typeof value === 'boolean' ? Number(value) : named && value < 0 ? NaN : value);
    }
    records.push(fields);
  };
  each(
    () => post.mediaItems,
    (item, index) => {
      file(index, item?.url);
      file(index | ITEM_COVER, item?.thumbnail);
    },
  );
  each(
    () => post.platforms,
    (target, at) => {
      file(at | TARGET_COVER, target?.platformSpecificData?.coverUrl);
      if (target?.platform !== 'twitter') return;
      each(
        () => target.platformSpecificData.threadItems,
        ({ mediaItems }, later) => {
          each(
            () => mediaItems,
            ({ url }, index) => {
              if (Math.max(at, later, index) < 512) file(THREAD | (at << 18) | (later << 9) | index, url);
            },
          );
        },
      );
    },
  );
}
