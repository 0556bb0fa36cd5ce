// `countText`: the use of the limits of a platform, or of all, by a text.

import {
  COUNT_LONG,
  COUNT_PHOTOS,
  COUNTER_LENGTH,
  COUNTER_LIMIT,
  COUNTER_OVER_AT,
  COUNTER_UNIT,
  COUNTER_USED,
  PLATFORM_TWITTER,
  UNITS,
} from '../generated/contract.js';
import { compose } from './compose.js';
import { countWords, lendText, mayBeComposed } from './counters.js';

/** The index in a text of an index in its composed form. */
function indexIn(text, at) {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text.slice(0, middle).normalize().length <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countersOf(workspace, platform, choice, bytes, toIndex) {
  const counters = [];
  const words = countWords(workspace, platform, choice, bytes);
  for (let at = 0; at < words.length; at += COUNTER_LENGTH) {
    const limit = words[at + COUNTER_LIMIT];
    const used = words[at + COUNTER_USED];
    const overAt = words[at + COUNTER_OVER_AT];
    const counter = { used, limit, remaining: limit - used, unit: UNITS.split(' ')[words[at + COUNTER_UNIT]] };
    if (overAt) counter.overAt = toIndex(overAt - 1);
    counters.push(counter);
  }
  if (counters.length === 1) return counters[0];
  // The limit that binds first comes first.
  counters.sort((a, b) => b.used / b.limit - a.used / a.limit);
  const [first, ...others] = counters;
  return { ...first, others };
}

const same = at => at;

/**
 * @param {object} workspace the workspace of an engine
 * @param {string} text
 * @param {string} [platform]
 * @param {{ media?: 'photo' | 'video', longPost?: boolean }} [options]
 */
export function count(workspace, text, platform, options) {
  if (typeof text !== 'string') throw new TypeError('postpeer-wasm: countText takes a string');
  const { platforms } = workspace.tables;
  const index = platforms.indexOf(platform);
  if (index < 0 && platform !== undefined) {
    throw new TypeError(`postpeer-wasm: countText knows no platform ${JSON.stringify(platform)}`);
  }
  const choice = (options?.media === 'photo' ? COUNT_PHOTOS : 0) | (options?.longPost ? COUNT_LONG : 0);
  let bytes = lendText(workspace, text);
  if (index >= 0 && index !== PLATFORM_TWITTER) return countersOf(workspace, index, choice, bytes, same);
  // X counts a text in its composed form. Most texts are composed, and the check is quicker than composing.
  const form = mayBeComposed(workspace, bytes) ? compose(text) : text;
  if (form !== text) bytes = lendText(workspace, form);
  const toIndex = form === text ? same : at => indexIn(text, at);
  const ofX = countersOf(workspace, PLATFORM_TWITTER, choice, bytes, toIndex);
  if (index === PLATFORM_TWITTER) return ofX;
  if (form !== text) bytes = lendText(workspace, text);
  const all = {};
  platforms.forEach((name, at) => {
    all[name] = at === PLATFORM_TWITTER ? ofX : countersOf(workspace, at, choice, bytes, same);
  });
  return all;
}
