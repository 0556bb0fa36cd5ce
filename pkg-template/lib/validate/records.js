// Reads the records of the checker (src/check/issue.rs). lib/validate/issues.js makes issues of them.

import {
  FLAG_ONLY_FIX,
  FLAG_RECOUNT,
  FLAG_WARNING,
  ISSUES_END,
  ISSUES_LEFT_OUT,
  ISSUES_RECORDS,
  KEY_SEGMENT,
  RECORD_ACTUAL,
  RECORD_CODE,
  RECORD_FLAGS,
  RECORD_FOUND,
  RECORD_LENGTH,
  RECORD_LIMIT,
  RECORD_NAME_COUNT,
  RECORD_NAMES,
  RECORD_PLATFORM,
  RECORD_TARGET,
  SHARED_TARGETS,
  UNKNOWN_SEGMENT,
} from '../generated/contract.js';

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/**
 * Reads the records, one at a time.
 * @param {Uint32Array} words the words of the checker
 * @param {string[]} names
 * @param {string[]} unknown the unknown keys
 */
export function* recordsOf(words, names, unknown) {
  const end = words[ISSUES_END];
  const shared = [];
  for (let at = end; at < words.length; at += words[at] + 1) shared.push(at);
  for (let start = ISSUES_RECORDS; start < end; start += words[start + RECORD_LENGTH]) {
    yield readRecord(words, start, names, unknown, shared);
  }
}

/** The number of issues that the checker left out. */
export const leftOut = words => words[ISSUES_LEFT_OUT];

function listOf(words, shared, index) {
  const at = shared[index];
  if (typeof at !== 'number') return at;
  const targets = [];
  for (let left = words[at]; left > 0; left--) targets.push(words[at + 1 + targets.length]);
  return (shared[index] = Object.freeze(targets));
}

/**
 * @param {Uint32Array} words
 * @param {number} start where this one begins
 * @param {string[]} names
 * @param {string[]} unknown
 * @param {(number | number[])[]} shared where lists of targets are; each becomes an array once, for any number of
 *   issues
 */
function readRecord(words, start, names, unknown, shared) {
  const end = start + words[start + RECORD_LENGTH];
  const nameAt = at => (words[at] ? names[words[at] - 1] : undefined);
  const value = (at, other) => {
    numberWords[0] = words[at];
    numberWords[1] = words[at + 1];
    const [exact] = number;
    if (Number.isNaN(exact)) return undefined;
    // Rounds sizes and durations to a thousandth, but never to zero, nor to the limit that they break.
    const round = Math.round(exact * 1000) / 1000;
    return Math.abs(exact) < 0.01 || round === other ? exact : round;
  };
  const flags = words[start + RECORD_FLAGS];
  const target = words[start + RECORD_TARGET];
  const limit = value(start + RECORD_LIMIT);
  let at = start + RECORD_NAMES;
  const listed = [];
  for (let left = words[start + RECORD_NAME_COUNT]; left > 0; left--) listed.push(names[words[at++]]);
  const path = [];
  for (; at < end; at++) {
    const segment = words[at];
    if (segment & UNKNOWN_SEGMENT) path.push(unknown[segment & ~UNKNOWN_SEGMENT]);
    else if (segment & KEY_SEGMENT) path.push(names[segment & ~KEY_SEGMENT]);
    else path.push(segment);
  }
  return {
    code: words[start + RECORD_CODE],
    isWarning: (flags & FLAG_WARNING) !== 0,
    isRecounted: (flags & FLAG_RECOUNT) !== 0,
    isLeftOut: (flags & FLAG_ONLY_FIX) !== 0,
    platform: nameAt(start + RECORD_PLATFORM),
    targets: target & SHARED_TARGETS ? listOf(words, shared, target & ~SHARED_TARGETS) : target ? [target - 1] : [],
    found: nameAt(start + RECORD_FOUND),
    limit,
    actual: value(start + RECORD_ACTUAL, limit),
    listed,
    path,
  };
}
