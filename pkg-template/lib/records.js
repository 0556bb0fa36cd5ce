// Reads the records that the checker wrote (src/check/issue.rs). What is said of them is the business of issues.js.

const KEY_SEGMENT = 0x40000000;
const UNKNOWN_SEGMENT = 0x80000000;

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/**
 * @param {Uint32Array} words the records
 * @param {number} start where this one begins; its first word is its length
 * @param {string[]} names
 * @param {string[]} unknown the keys that are none of the names
 */
export function readRecord(words, start, names, unknown) {
  const end = start + words[start];
  const nameAt = (place) => (words[place] ? names[words[place] - 1] : undefined);
  const value = (place, besides) => {
    numberWords[0] = words[place];
    numberWords[1] = words[place + 1];
    const [exact] = number;
    if (Number.isNaN(exact)) return undefined;
    // Sizes and durations to a thousandth, but never to nothing, nor to the limit they break.
    const round = Math.round(exact * 1000) / 1000;
    return Math.abs(exact) < 0.01 || round === besides ? exact : round;
  };
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
    isWarning: words[start + 2] !== 0,
    platform: nameAt(start + 3),
    target: words[start + 4] ? words[start + 4] - 1 : undefined,
    found: nameAt(start + 5),
    limit,
    actual: value(start + 8, limit),
    listed,
    path,
  };
}
