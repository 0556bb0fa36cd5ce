// `countText`: what a text uses of the limits of a platform, or of all.

import { compose } from './compose.js';
import { countWords, deskOf, lend, mayBeComposed } from '../validate/workspace.js';

const UNITS = ['graphemes', 'codePoints', 'utf16', 'bytes', 'weighted', 'threads'];
const X = 0;
const PHOTOS = 1;
const LONG = 2;

/** Where a place in the composed form of a text is in the text as it is. */
function placeIn(text, at) {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text.slice(0, middle).normalize().length <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countersOf(desk, platform, choice, bytes, placeOf) {
  const counters = [];
  const words = countWords(desk, platform, choice, bytes);
  for (let at = 0; at < words.length; at += 4) {
    const limit = words[at + 1];
    const used = words[at + 2];
    const counter = { used, limit, remaining: limit - used, unit: UNITS[words[at]] };
    if (words[at + 3]) counter.overAt = placeOf(words[at + 3] - 1);
    counters.push(counter);
  }
  if (counters.length === 1) return counters[0];
  // The limit that binds first comes first.
  counters.sort((a, b) => b.used / b.limit - a.used / a.limit);
  const [first, ...others] = counters;
  return { ...first, others };
}

const itself = at => at;

/**
 * @param {string} text
 * @param {string} [platform]
 * @param {{ media?: 'photo' | 'video', longPost?: boolean }} [options]
 */
export function count(engine, text, platform, options) {
  if (typeof text !== 'string') throw new TypeError('postpeer-wasm: countText takes a string');
  const desk = deskOf(engine);
  const { platforms } = desk.tables;
  const place = platforms.indexOf(platform);
  if (place < 0 && platform !== undefined) {
    throw new TypeError(`postpeer-wasm: countText knows no platform ${JSON.stringify(platform)}`);
  }
  const choice = (options?.media === 'photo' ? PHOTOS : 0) | (options?.longPost ? LONG : 0);
  let bytes = lend(desk, text);
  if (place > X) return countersOf(desk, place, choice, bytes, itself);
  // X counts a text in its composed form. Most texts are in it, and to make it takes longer than to see that.
  const form = mayBeComposed(desk, bytes) ? compose(text) : text;
  if (form !== text) bytes = lend(desk, form);
  const x = countersOf(desk, X, choice, bytes, form === text ? itself : at => placeIn(text, at));
  if (place === X) return x;
  if (form !== text) bytes = lend(desk, text);
  const all = {};
  platforms.forEach((name, at) => (all[name] = at === X ? x : countersOf(desk, at, choice, bytes, itself)));
  return all;
}
