// The validation context: the caller's facts about a post, as the words that src/check/rules/context.rs reads.

import {
  CONTEXT_CREATOR,
  CONTEXT_EDIT,
  CONTEXT_FILE,
  CONTEXT_FIRST,
  CONTEXT_FLAGS,
  CONTEXT_IN_GAP,
  CONTEXT_LITERAL,
  CONTEXT_NOW,
  CONTEXT_RECORDS,
  CONTEXT_SECOND,
  CONTEXT_ZONE_UNKNOWN,
  CREATOR_FLAGS,
  CREATOR_INDEX,
  CREATOR_LEVELS,
  CREATOR_MAX_DURATION,
  CREATOR_NO_COMMENT,
  CREATOR_NO_DUET,
  CREATOR_NO_STITCH,
  CREATOR_PLATFORMS,
  FILE_AUDIO_CODEC,
  FILE_CONTAINER,
  FILE_FACT_NAMES,
  FILE_FACTS,
  FILE_INDEX,
  FILE_ITEM_COVER,
  FILE_TARGET_COVER,
  FILE_THREAD,
  FILE_THREAD_POST_SHIFT,
  FILE_THREAD_TARGET_SHIFT,
  FILE_VIDEO_CODEC,
  THREAD_OPTIONS,
} from '../generated/contract.js';
import { readTime } from './time.js';

/** A target, a post of a thread or an item with this index or more is not told apart. */
const MAX_IN_THREAD = 1 << FILE_THREAD_POST_SHIFT;

const EMPTY = /* @__PURE__ */ Array.from({ length: CONTEXT_RECORDS }, () => 0);

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/** Writes a double, low word first; NaN for anything but a number. */
function setDouble(words, at, value) {
  number[0] = typeof value === 'number' ? value : NaN;
  words[at] = numberWords[0];
  words[at + 1] = numberWords[1];
}

/** Reads from a value that may throw. */
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
export function contextOf(post, options, names) {
  const words = EMPTY.slice();
  setDouble(words, CONTEXT_NOW, instantOf(options?.now));
  const time = attempt(() => {
    const scheduled = post.scheduledFor ?? post.scheduledAt;
    return scheduled === undefined && post.timezone === undefined ? undefined : readTime(scheduled, post.timezone);
  });
  setDouble(words, CONTEXT_LITERAL, time?.literal);
  setDouble(words, CONTEXT_FIRST, time?.first);
  setDouble(words, CONTEXT_SECOND, time?.second);
  words[CONTEXT_FLAGS] =
    (time?.zoneUnknown ? CONTEXT_ZONE_UNKNOWN : 0) |
    (time?.inGap ? CONTEXT_IN_GAP : 0) |
    (options?.edit === true ? CONTEXT_EDIT : 0);
  const { creatorInfo, media } = options ?? {};
  if (!creatorInfo && !media) return { words, time };
  const creators = creatorInfo ? creatorsOf(post, creatorInfo, names) : [];
  const files = media ? filesOf(post, media, names) : [];
  // The kinds stand in their order, and the records of each in that of their indexes: each is found by bisection.
  creators.sort((record, other) => record[CREATOR_INDEX] - other[CREATOR_INDEX]);
  files.sort((record, other) => record[FILE_INDEX] - other[FILE_INDEX]);
  for (const [kind, records] of [
    [CONTEXT_CREATOR, creators],
    [CONTEXT_FILE, files],
  ].sort(([kind], [other]) => kind - other)) {
    for (const record of records) {
      words.push(kind, record.length);
      for (const word of record) words.push(word);
    }
  }
  return { words, time };
}

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Iterates over a value that may be no list. An item that throws is skipped. */
function forEachIn(listOf, act) {
  attempt(() => listOf().forEach((item, index) => attempt(() => act(item, index))));
}

function creatorsOf(post, all, names) {
  const records = [];
  // Each account is read once, for any number of targets.
  const known = new Map();
  const platforms = CREATOR_PLATFORMS.split(' ');
  forEachIn(
    () => post.platforms,
    (target, index) => {
      if (!platforms.includes(target?.platform)) return;
      const { accountId } = target;
      if (!known.has(accountId))
        known.set(
          accountId,
          attempt(() => settingsOf(creatorOf(own(all, accountId)), names)),
        );
      const settings = known.get(accountId);
      if (!settings) return;
      const record = settings.slice();
      record[CREATOR_INDEX] = index;
      records.push(record);
    },
  );
  return records;
}

/** The record of a creator, without the index of the target. */
function settingsOf(info, names) {
  if (!info) return undefined;
  const { commentDisabled, duetDisabled, stitchDisabled, maxVideoPostDurationSec, privacyLevelOptions } = info;
  const settings = new Array(CREATOR_LEVELS).fill(0);
  settings[CREATOR_FLAGS] =
    (commentDisabled ? CREATOR_NO_COMMENT : 0) |
    (duetDisabled ? CREATOR_NO_DUET : 0) |
    (stitchDisabled ? CREATOR_NO_STITCH : 0);
  setDouble(settings, CREATOR_MAX_DURATION, maxVideoPostDurationSec);
  // The set bounds the work: there are a few hundred names.
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

/** The records of the files of a post, of their covers, and of those of its threads. */
function filesOf(post, all, names) {
  const records = [];
  const add = (index, url) => {
    const facts = own(all, url);
    if (!facts) return;
    const record = new Array(FILE_FACTS).fill(0);
    const nameOf = name => names.indexOf(name) + 1;
    record[FILE_INDEX] = index >>> 0;
    record[FILE_CONTAINER] = nameOf(facts.container);
    record[FILE_VIDEO_CODEC] = nameOf(facts.videoCodec);
    record[FILE_AUDIO_CODEC] = nameOf(facts.audioCodec);
    const streamable = facts.moovFirst === undefined ? undefined : facts.moovFirst && facts.editLists !== true;
    for (const row of FILE_FACT_NAMES.split(' ')) {
      const [key, words] = row.split('=');
      let value = key === 'streamable' ? streamable : facts[key];
      // A word by its index; an unknown word is omitted.
      if (words) value = words.split('|').indexOf(value);
      setDouble(record, record.length, typeof value === 'boolean' ? Number(value) : words && value < 0 ? NaN : value);
    }
    records.push(record);
  };
  forEachIn(
    () => post.mediaItems,
    (item, index) => {
      add(index, item?.url);
      add(index | FILE_ITEM_COVER, item?.thumbnail);
    },
  );
  const threads = THREAD_OPTIONS.split(' ').map(row => row.split('='));
  forEachIn(
    () => post.platforms,
    (target, at) => {
      add(at | FILE_TARGET_COVER, target?.platformSpecificData?.coverUrl);
      const { platform } = target;
      const thread = threads.find(([name]) => name === platform);
      if (!thread) return;
      forEachIn(
        () => target.platformSpecificData[thread[1]],
        ({ mediaItems }, later) => {
          forEachIn(
            () => mediaItems,
            ({ url }, index) => {
              if (Math.max(at, later, index) >= MAX_IN_THREAD) return;
              const post = (at << FILE_THREAD_TARGET_SHIFT) | (later << FILE_THREAD_POST_SHIFT);
              add(FILE_THREAD | post | index, url);
            },
          );
        },
      );
    },
  );
  return records;
}
