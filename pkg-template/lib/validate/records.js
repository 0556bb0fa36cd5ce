// Reads what the checker wrote (src/check/issue.rs). What is said of the records is the business of issues.js.

const KEY_SEGMENT = 0x40000000;
const UNKNOWN_SEGMENT = 0x80000000;
const SHARED_TARGETS = 0x80000000;
const WARNING = 1;
const RECOUNT = 2;
const ONLY_FIX = 4;
// The number of words before the records.
const HEAD = 2;

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/**
 * Reads the records, one at a time.
 * @param {Uint32Array} words what the checker wrote
 * @param {string[]} names
 * @param {string[]} unknown the keys that are none of the names
 */
export function* recordsOf(words, names, unknown) {
  const end = words[1];
  const shared = [];
  for (let at = end; at < words.length; at += words[at] + 1) shared.push(at);
  for (let start = HEAD; start < end; start += words[start]) yield readRecord(words, start, names, unknown, shared);
}

/** The number of issues that the checker left out. */
export const leftOut = words => words[0];

function listOf(words, shared, place) {
  const at = shared[place];
  if (typeof at !== 'number') return at;
  const targets = [];
  for (let left = words[at]; left > 0; left--) targets.push(words[at + 1 + targets.length]);
  return (shared[place] = Object.freeze(targets));
}

/**
 * @param {Uint32Array} words
 * @param {number} start where this one begins; its first word is its length
 * @param {string[]} names
 * @param {string[]} unknown
 * @param {(number | number[])[]} shared where lists of targets are; each becomes an array once, however many issues it has
 */
function readRecord(words, start, names, unknown, shared) {
  const end = start + words[start];
  const nameAt = place => (words[place] ? names[words[place] - 1] : undefined);
  const value = (place, besides) => {
    numberWords[0] = words[place];
    numberWords[1] = words[place + 1];
    const [exact] = number;
    if (Number.isNaN(exact)) return undefined;
    // Sizes and durations to a thousandth, but never to nothing, nor to the limit they break.
    const round = Math.round(exact * 1000) / 1000;
    return Math.abs(exact) < 0.01 || round === besides ? exact : round;
  };
  const flags = words[start + 2];
  const target = words[start + 4];
  const limit = value(start + 6);
  let at = start + 10;
  const listed = [];
  for (let left = words[at++]; left > 0; left--) listed.push(names[words[at++]]);
  const path = [];
  for (; at < end; at++) {
    const segment = words[at];
    if (segment & UNKNOWN_SEGMENT) path.push(unknown[segment & ~UNKNOWN_SEGMENT]);
    else if (segment & KEY_SEGMENT) path.push(names[segment & ~KEY_SEGMENT]);
    else path.push(segment);
  }
  return {
    code: words[start + 1],
    isWarning: (flags & WARNING) !== 0,
    isRecounted: (flags & RECOUNT) !== 0,
    isLeftOut: (flags & ONLY_FIX) !== 0,
    platform: nameAt(start + 3),
    targets: target & SHARED_TARGETS ? listOf(words, shared, target & ~SHARED_TARGETS) : target ? [target - 1] : [],
    found: nameAt(start + 5),
    limit,
    actual: value(start + 8, limit),
    listed,
    path,
  };
}
