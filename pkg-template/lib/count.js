// `countText`: what a text uses of the limits of a platform, or of all.

import { countWords, deskOf } from './desk.js';

const UNITS = ['graphemes', 'codePoints', 'utf16', 'bytes', 'weighted', 'threads'];
const X = 0;
const PHOTOS = 1;
const LONG = 2;

/** X counts a text in its composed form; the index that it goes over at is then sought in the text as it is. */
function composed(text) {
  const form = text.normalize();
  if (form === text) return { form, indexOf: (at) => at };
  return {
    form,
    indexOf(at) {
      let low = 0;
      let high = text.length;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (text.slice(0, middle).normalize().length <= at) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

function countersOf(desk, text, platform, choice) {
  const { form, indexOf } = platform === X ? composed(text) : { form: text, indexOf: (at) => at };
  const counters = [];
  const words = countWords(desk, platform, choice, form);
  for (let at = 0; at < words.length; at += 4) {
    const [unit, limit, used, over] = words.subarray(at, at + 4);
    const counter = { used, limit, remaining: limit - used, unit: UNITS[unit] };
    if (over) counter.overAt = indexOf(over - 1);
    counters.push(counter);
  }
  // The limit that binds first comes first.
  counters.sort((a, b) => b.used / b.limit - a.used / a.limit);
  const [first, ...others] = counters;
  return others.length ? { ...first, others } : first;
}

/**
 * @param {string} text
 * @param {string} [platform]
 * @param {{ media?: 'photo' | 'video', longPost?: boolean }} [options]
 */
export function count(engine, text, platform, options) {
  if (typeof text !== 'string') throw new TypeError('postpeer-wasm: countText takes a string');
  const desk = deskOf(engine);
  const { platforms } = desk.tables;
  const choice = (options?.media === 'photo' ? PHOTOS : 0) | (options?.longPost ? LONG : 0);
  if (platform === undefined) {
    return Object.fromEntries(platforms.map((name, place) => [name, countersOf(desk, text, place, choice)]));
  }
  const place = platforms.indexOf(platform);
  if (place < 0) throw new TypeError(`postpeer-wasm: countText knows no platform ${JSON.stringify(platform)}`);
  return countersOf(desk, text, place, choice);
}
